#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"

/* The interface's own words, from assets/lang/CODE.json: i18next v4 JSON, nested objects flattened
 * to "player.pause"; {{name}} is replaced; "key_one", "key_other" chosen by the number `count`. */
struct strings;

/* Loads DIR/CODE.json. Keys missing there come from DIR/en.json. NULL (with faults) when neither
 * can be read. Owned by the caller. */
struct strings *strings_load(const char *dir, const char *code, struct fault_list *faults);

/* The same, but of the English words it takes those that `other` has, if it has any, instead of
 * reading and judging them once more. Either may be freed first; both in one thread. */
struct strings *strings_load_beside(const struct strings *other, const char *dir, const char *code,
                                    struct fault_list *faults);
void strings_free(struct strings *strings);

/* "en" */
const char *strings_code(const struct strings *strings);

/* The language's own name: key "language.name", e.g. "English". */
const char *strings_language_name(const struct strings *strings);

/* The language is read from right to left: "language.direction" is "rtl". */
bool strings_right_to_left(const struct strings *strings);

/* The text, valid as long as `strings`. A missing key gives the key itself in brackets, "[key]",
 * logged once: visible, never blank. */
const char *tr(const struct strings *strings, const char *key);

struct tr_arg {
    const char *name;
    const char *text; /* or NULL to use `number` */
    int number;
};

/* With replacements; an arg named "count" also chooses the plural. Result in `arena`. */
const char *tr_args(const struct strings *strings, struct arena *arena, const char *key,
                    const struct tr_arg *args, int count);

/* tr_format(s, arena, "player.step_of", {"step", NULL, 3}, {"count", NULL, 7}) */
#define tr_format(strings, arena, key, ...)                                                        \
    tr_args((strings), (arena), (key), (const struct tr_arg[]){__VA_ARGS__},                       \
            (int)(sizeof((const struct tr_arg[]){__VA_ARGS__}) / sizeof(struct tr_arg)))
