#include "staff/fault_words.h"

#include <stdio.h>
#include <string.h>

/* "hold is 90 s, most is 30 s" of "$.steps[1].dose.hold_s" and "90 is outside the exercise's range;
 * 20 to 30 are allowed". NULL when it is another mistake. */
static const char *range_words(const struct strings *strings, struct arena *arena,
                               const struct fault *fault)
{
    int number, min, max;
    const char *key = strrchr(fault->path, '.');
    if (!key || sscanf(fault->message, "%d is outside the exercise's range; %d to %d are allowed",
                       &number, &min, &max) != 3)
        return NULL;
    const char *name = arena_printf(arena, "staff.field.%s", key + 1);
    return tr_format(strings, arena,
                     number > max ? "staff.routines.fault_most" : "staff.routines.fault_least",
                     {"what", tr(strings, name), 0}, {"n", NULL, number},
                     {"limit", NULL, number > max ? max : min});
}

const char *fault_words_of(const struct strings *strings, struct arena *arena,
                           const struct fault *fault)
{
    const char *words = range_words(strings, arena, fault);
    return words ? words : arena_strndup(arena, fault->message, strcspn(fault->message, ";"));
}
