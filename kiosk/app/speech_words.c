#include "app/speech_words.h"

#include <stdlib.h>
#include <string.h>

/* How the screen shortens a unit, and what it is in full. */
static const struct {
    const char *brief, *full;
} units[] = {
    {"common.seconds", "dose.seconds"}, {"common.minutes", "dose.minutes"}, {NULL, "dose.times"}};

/* What follows the number in "{{count}} min"; NULL where the number does not come first. */
static const char *unit_of(const struct strings *strings, const char *key)
{
    static const char number[] = "{{count}}";
    if (!key)
        return "\u00D7";
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

/* No letter follows. */
static bool word_over(const char *text)
{
    static const char *const ends[] = {"\u00A0", "\u00B7", "\u2013", "\u3002",
                                       "\uFF0C", "\u060C", "\u200E", "\u200F"};
    const unsigned char after = (unsigned char)*text;
    bool over = after < 'A' || (after > 'Z' && after < 'a') || (after > 'z' && after < 0x80);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        over = over || strncmp(text, ends[i], strlen(ends[i])) == 0;
    return over;
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
    return word_over(text + blank + length) ? blank + length : 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "3/10" is the third of ten, not a fraction, a date or a ratio: the number of bytes, and both. */
static size_t part_length(const char *text, const char *start, int *number, int *count)
{
    size_t first = strspn(text, "0123456789"), after = first + 1;
    if (first > 3 || text[first] != '/' || (text > start && text[-1] == '/'))
        return 0;
    size_t second = strspn(text + after, "0123456789");
    const char *end = text + after + second;
    bool goes_on = *end == '/' || !word_over(end) || (*end == ' ' && !word_over(end + 1));
    *number = atoi(text);
    *count = atoi(text + after);
    bool part = second > 0 && second <= 3 && *number >= 1 && *number <= *count && !goes_on;
    return part ? after + second : 0;
}

/* What is said instead of the number at `at` and what belongs to it, of *length bytes; NULL where
 * it is said as it stands. */
static const char *number_words(const struct strings *strings, struct arena *arena,
                                const char *start, const char *at, size_t *length)
{
    int number, count;
    size_t digits = strspn(at, "0123456789");
    *length = part_length(at, start, &number, &count);
    if (*length > 0)
        return tr_format(strings, arena, "voice.of", {"n", NULL, number}, {"count", NULL, count});
    for (size_t u = 0; u < sizeof units / sizeof *units && digits < 6; u++) {
        const char *unit = unit_of(strings, units[u].brief);
        size_t unit_bytes = unit ? unit_length(at + digits, unit) : 0;
        *length = digits + unit_bytes;
        if (unit_bytes > 0)
            return tr_format(strings, arena, units[u].full, {"count", NULL, atoi(at)});
    }
    *length = digits;
    return NULL;
}

const char *speech_words(const struct strings *strings, struct arena *arena, const char *text)
{
    const char *at = text;
    while (*at) {
        size_t length = 1;
        const char *words = is_digit(*at) ? number_words(strings, arena, text, at, &length) : NULL;
        if (!words) {
            at += length;
            continue;
        }
        int before = (int)(at - text);
        text = arena_printf(arena, "%.*s%s%s", before, text, words, at + length);
        at = text + before + strlen(words);
    }
    return text;
}
