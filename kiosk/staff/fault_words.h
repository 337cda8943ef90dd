#pragma once

#include "base/fault.h"
#include "content/strings.h"

/* A fault speaks English, to whoever made the pack; staff are told the same in the language that is
 * shown, as far as it is one of the common kinds. All in `arena`. */

/* What is wrong, in plain words: "Hold is 90, most is 30". Of a kind that has none: that it is
 * a mistake, and what the fault says. */
const char *fault_words_of(const struct strings *strings, struct arena *arena,
                           const struct fault *fault);

/* The same, with the names of items that `name` knows in place of their ids; it gives NULL for what
 * it does not know. */
typedef const char *fault_namer(const void *context, const char *id);
const char *fault_words_named(const struct strings *strings, struct arena *arena,
                              const struct fault *fault, fault_namer *name, const void *context);

/* Why the kiosk's disk took nothing, by errno: it is full, or not to be written, or else. */
const char *fault_disk_words(const struct strings *strings, int error);

/* What would be right: "15 to 30 are allowed."; "" when there is nothing to be said. Of a kind that
 * has no words, what the fault says. */
const char *fault_allowed_of(const struct strings *strings, struct arena *arena,
                             const struct fault *fault);
