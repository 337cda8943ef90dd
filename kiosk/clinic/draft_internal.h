#pragma once

#include "clinic/draft.h"
#include "json/json.h"

/* Between the files of the draft only. */

#define DRAFT_FILE "draft.json"

/* The state as JSON, in the draft's arena, and back: what cannot be read stays as draft_clear has
 * it. False when it is no draft at all. */
const char *draft_print(struct draft *draft);
bool draft_parse(struct draft *draft, const char *text);

/* An empty state. */
void draft_clear(struct draft_state *state);

/* What was so far can be undone from now on; to be called before each change. draft_changed brings
 * the change to the disk. */
void draft_remember(struct draft *draft);
void draft_changed(struct draft *draft);

/* Instead of the text in that language, or as one more; "" takes it out. */
void draft_words_set(struct draft *draft, struct draft_words *words, const char *code,
                     const char *text);

/* What the key "color" of an object says; `otherwise` when it says nothing known. */
enum routine_color draft_color_of(struct json root, enum routine_color otherwise);
