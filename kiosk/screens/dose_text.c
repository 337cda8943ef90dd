#include "screens/parts.h"

#include <ctype.h>
#include <string.h>

/* A dose in plain words. Every unit is a text of its own in the language file, so that a language
 * chooses its own plural for each number. */

static const char *counted(const struct strings *strings, struct arena *arena, const char *key,
                           int count)
{
    return tr_format(strings, arena, key, {"count", NULL, count});
}

static const char *sides_text(const struct strings *strings, enum sides sides)
{
    switch (sides) {
    case SIDES_EACH:
        return tr(strings, "dose.each_side");
    case SIDES_ALTERNATE:
        return tr(strings, "dose.alternate");
    case SIDES_NONE:
        break;
    }
    return "";
}

static const char *hold_text(const struct strings *strings, struct arena *arena,
                             const struct dose *dose, bool first)
{
    const char *key = first ? "dose.hold_first" : "dose.hold";
    const char *hold = tr_format(strings, arena, key, {"n", NULL, dose->hold_s});
    const char *times = dose->reps > 1 ? counted(strings, arena, "dose.times", dose->reps) : "";
    return ui_join(arena, ui_together(arena, hold), ui_together(arena, times));
}

const char *part_duration(const struct strings *strings, struct arena *arena, int seconds)
{
    if (seconds % 60 == 0)
        return counted(strings, arena, "dose.minutes", seconds / 60);
    return counted(strings, arena, "dose.seconds", seconds);
}

static const char *amount_text(const struct strings *strings, struct arena *arena,
                               const struct dose *dose, bool first)
{
    const char *reps;
    switch (dose_kind(dose)) {
    case DOSE_HOLD:
        return hold_text(strings, arena, dose, first);
    case DOSE_TIME:
        return part_duration(strings, arena, dose->duration_s);
    case DOSE_BREATHS:
        return ui_together(arena, counted(strings, arena, "dose.breaths", dose->breaths));
    case DOSE_PACED:
        return ui_together(arena, counted(strings, arena, "dose.reps", dose->reps));
    case DOSE_OWN_PACE:
        break;
    }
    reps = counted(strings, arena, "dose.reps", dose->reps);
    return ui_join(arena, reps, tr(strings, "dose.own_pace"));
}

const char *part_dose_text(const struct strings *strings, struct arena *arena,
                           const struct exercise *exercise, const struct dose *dose)
{
    const char *sides = sides_text(strings, exercise->sides);
    const char *amount = amount_text(strings, arena, dose, !*sides);
    const char *sets = dose->sets > 1 ? counted(strings, arena, "dose.sets", dose->sets) : "";
    return ui_join(arena, ui_join(arena, ui_together(arena, sides), amount),
                   ui_together(arena, sets));
}

/* Between marks of direction: alone they would let the sign go before the number in Arabic. */
const char *part_times(struct arena *arena, int count)
{
    return arena_printf(arena, "\u200E%d×\u200E", count);
}

const char *part_dose_short(const struct strings *strings, struct arena *arena,
                            const struct dose *dose)
{
    switch (dose_kind(dose)) {
    case DOSE_HOLD:
        return counted(strings, arena, "common.seconds", dose->hold_s);
    case DOSE_TIME:
        if (dose->duration_s % 60 == 0)
            return counted(strings, arena, "common.minutes", dose->duration_s / 60);
        return counted(strings, arena, "common.seconds", dose->duration_s);
    case DOSE_BREATHS:
        return part_times(arena, dose->breaths);
    case DOSE_PACED:
    case DOSE_OWN_PACE:
        break;
    }
    return part_times(arena, dose->reps);
}

/* Of which the source allows but one. */
static const char *only_text(const struct strings *strings, struct arena *arena,
                             enum dose_field field, int count)
{
    switch (field) {
    case DOSE_HOLD_S:
        return tr_format(strings, arena, "dose.hold", {"n", NULL, count});
    case DOSE_DURATION_S:
        return part_duration(strings, arena, count);
    case DOSE_BREATHS_N:
        return counted(strings, arena, "dose.breaths", count);
    case DOSE_REPS:
        return counted(strings, arena, "dose.times", count);
    case DOSE_SETS:
        return counted(strings, arena, "dose.sets", count);
    default:
        return "";
    }
}

static const char *range_text(const struct strings *strings, struct arena *arena,
                              const struct exercise *exercise, enum dose_field field)
{
    static const char *const keys[DOSE_FIELD_COUNT] = {[DOSE_SETS] = "dose.range.sets",
                                                       [DOSE_REPS] = "dose.range.reps",
                                                       [DOSE_HOLD_S] = "dose.range.hold",
                                                       [DOSE_DURATION_S] = "dose.range.seconds",
                                                       [DOSE_BREATHS_N] = "dose.range.breaths"};
    struct dose_range range = exercise->ranges[field];
    const char *key = keys[field];
    if (!key || range.max == 0)
        return "";
    if (range.min == range.max)
        return ui_together(arena, only_text(strings, arena, field, range.min));
    if (field == DOSE_DURATION_S && range.min % 60 == 0 && range.max % 60 == 0) {
        key = "dose.range.minutes";
        range = (struct dose_range){range.min / 60, range.max / 60};
    }
    return ui_together(
        arena, tr_format(strings, arena, key, {"low", NULL, range.min}, {"high", NULL, range.max}));
}

const char *part_range_text(const struct strings *strings, struct arena *arena,
                            const struct exercise *exercise)
{
    const char *all = "";
    for (size_t i = 0; i < DOSE_FIELD_COUNT; i++)
        all = ui_join(arena, all, range_text(strings, arena, exercise, dose_order[i]));
    return all;
}

const char *part_minutes(const struct strings *strings, struct arena *arena, ms_t length_ms)
{
    int minutes = (int)((length_ms + 30000) / 60000);
    return counted(strings, arena, "common.minutes", minutes > 1 ? minutes : 1);
}

const char *part_sentence(const struct strings *strings, struct arena *arena, const char *text)
{
    static const char *const ends[] = {".",      "!",      "?",      "\u2026", "\u3002",
                                       "\uFF01", "\uFF1F", "\u061F", "\u06D4"};
    size_t length = strlen(text);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(ends[i]);
        if (length >= size && strcmp(text + length - size, ends[i]) == 0)
            return text;
    }
    return *text ? arena_printf(arena, "%s%s", text, tr(strings, "common.stop")) : text;
}

const char *part_told(const struct strings *strings, struct arena *arena, const char *what,
                      const char *text)
{
    return arena_printf(arena, "%s%s%s", what, tr(strings, "common.colon"), text);
}

/* Between marks of direction: it is read from the left in every language. */
const char *part_emergency(const struct strings *strings, struct arena *arena, const char *number)
{
    number = arena_printf(arena, "\u200E%s\u200E", ui_together(arena, number));
    return part_told(strings, arena, tr(strings, "common.emergency"), number);
}

const char *part_listed(const struct strings *strings, struct arena *arena, const char *a,
                        const char *b)
{
    return arena_printf(arena, "%s%s%s", a, tr(strings, "common.comma"), b);
}

const char *part_known_or_plain(const struct strings *strings, struct arena *arena,
                                const char *group, const char *name)
{
    const char *known = tr(strings, arena_printf(arena, "%s.%s", group, name));
    if (known[0] != '[')
        return known;
    char *plain = arena_strdup(arena, name);
    for (char *c = plain; *c; c++)
        if (*c == '-')
            *c = ' ';
    plain[0] = (char)toupper((unsigned char)plain[0]);
    return plain;
}
