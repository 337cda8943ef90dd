#include "app/speech_words.h"

#include <stdlib.h>
#include <string.h>

/* How the screen shortens a unit, and what it is in full. */
static const struct {
    const char *brief, *full;
} units[] = {{"common.seconds", "dose.seconds"}, {"common.minutes", "dose.minutes"}};

/* What follows the number in "{{count}} min"; NULL where the number does not come first. */
static const char *unit_of(const struct strings *strings, const char *key)
{
    static const char number[] = "{{count}}";
    const char *text = tr(strings, key);
    return strncmp(text, number, sizeof number - 1) == 0 ? text + sizeof number - 1 : NULL;
}

/* Bytes of the blank at `text`: also of one that does not break. */
static size_t blank_length(const char *text)
{
    if (*text == ' ')
        return 1;
    if (strncmp(text, "\u00A0", 2) == 0)
        return 2;
    return strncmp(text, "\u202F", 3) == 0 ? 3 : 0;
}

/* Bytes of the unit where it stands at `text`, whichever blank is before it, and no letter follows;
 * 0 when it does not. */
static size_t unit_length(const char *text, const char *unit)
{
    size_t blank = blank_length(unit) ? blank_length(text) : 0;
    if (blank_length(unit) && !blank)
        return 0;
    const char *letters = unit + blank_length(unit);
    size_t length = strlen(letters);
    if (length == 0 || strncmp(text + blank, letters, length) != 0)
        return 0;
    const unsigned char after = (unsigned char)text[blank + length];
    static const char *const ends[] = {"\u00A0", "\u00B7", "\u2013", "\u3002", "\uFF0C", "\u060C"};
    bool over = after < 'A' || (after > 'Z' && after < 'a') || (after > 'z' && after < 0x80);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        over = over || strncmp(text + blank + length, ends[i], strlen(ends[i])) == 0;
    return over ? blank + length : 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

const char *speech_words(const struct strings *strings, struct arena *arena, const char *text)
{
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        const char *unit = unit_of(strings, units[u].brief);
        for (const char *at = text; unit && *at; at++) {
            if (!is_digit(*at))
                continue;
            size_t digits = strspn(at, "0123456789");
            size_t length = digits < 6 ? unit_length(at + digits, unit) : 0;
            if (length > 0) {
                size_t before = (size_t)(at - text);
                const char *full =
                    tr_format(strings, arena, units[u].full, {"count", NULL, atoi(at)});
                text =
                    arena_printf(arena, "%.*s%s%s", (int)before, text, full, at + digits + length);
                at = text + before + strlen(full) - 1;
            } else {
                at += digits - 1;
            }
        }
    }
    return text;
}
