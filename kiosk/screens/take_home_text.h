#pragma once

#include <stddef.h>

#include "base/arena.h"
#include "content/content.h"
#include "content/strings.h"

/* What a person needs alone at home to do a routine, as plain text: how often, when to stop and who
 * should ask first, each line once, with the steps that it is about; and of each step its dose,
 * note, setup, moves, breathing, what to mind on the way in and back, what to do if it hurts, who
 * should not do it, and its cautions. Nothing about the visitor is in it. */

enum { TAKE_HOME_TEXTS_MAX = 48 };

/* `routine` is that of the content in the language of `strings`. Texts are UTF-8 and live in the
 * arena. */
struct take_home_texts {
    size_t count; /* >= 1 */
    const char *items[TAKE_HOME_TEXTS_MAX];
};

/* In as few texts of up to `most_bytes` as hold all of it, about equally long. Each can be read
 * alone: it begins with the routine's name, "1/3" where there are several, and when to stop, or
 * where more than TAKE_HOME_FEW would be needed for that, with where that stands. A step stays in
 * one text where that takes no more texts, else it goes on in the next, below its number and name,
 * at the end of a line or word, never before who should not do it. Nothing is left out; where even
 * TAKE_HOME_TEXTS_MAX texts do not hold it, the last one ends with a line that says so. Under some
 * 600 bytes there is no room beside names and warnings: texts then become longer than `most_bytes`.
 */
struct take_home_texts take_home_texts(const struct strings *strings, struct arena *arena,
                                       const struct routine *routine, size_t most_bytes);

/* `text` with the spaces and punctuation that phones and old readers make least of: letters stay as
 * they are. Never longer. In `arena`. */
const char *take_home_plain(struct arena *arena, const char *text);
