#include "platform/text_number.h"

enum { UNIT_MAX = 3 };

static bool among(uint32_t code, const uint32_t *set)
{
    while (*set && *set != code)
        set++;
    return *set != 0;
}

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

/* no-break, figure, thin, narrow no-break */
static bool is_space(uint32_t code)
{
    return code == ' ' || among(code, (const uint32_t[]){0xA0, 0x2007, 0x2009, 0x202F, 0});
}

static bool is_latin(uint32_t code)
{
    uint32_t lower = code | 0x20;
    return (lower >= 'a' && lower <= 'z') || code == 0xB5 || (code >= 0xC0 && code < 0x250);
}

/* About, less, more, at most, at least: with or without a space before the number. */
static bool compares(uint32_t code)
{
    return among(code, (const uint32_t[]){'~', 0x2248, '<', '>', 0x2264, 0x2265, 0});
}

/* Plus, minus, plus-minus, number, money. */
static bool is_sign(uint32_t code)
{
    return compares(code) ||
           among(code, (const uint32_t[]){'+', '-', 0x2212, 0xB1, '#', '$', 0x20AC, 0xA3, 0});
}

/* Percent, per mille, degree, minutes, seconds, money, "or more". */
static bool is_suffix(uint32_t code)
{
    return among(code,
                 (const uint32_t[]){'%', 0x2030, 0xB0, 0x2032, 0x2033, '$', 0x20AC, 0xA3, '+', 0});
}

/* What stands between two numbers, with or without spaces: dashes, cross, slash, colon... */
static bool is_joint(uint32_t code)
{
    return among(code, (const uint32_t[]){'-', 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0xD7,
                                          'x', 'X', '*', '/', 0x2044, 0xF7, ':', '+', '=', 0});
}

/* ... and only without: the marks inside a number. */
static bool is_point(uint32_t code)
{
    return code == '.' || code == ',' || code == '\'' || code == 0x2019;
}

static int skip_digits(const uint32_t *code, int count, int at)
{
    while (at < count && is_digit(code[at]))
        at++;
    return at;
}

static int skip_space(const uint32_t *code, int count, int at)
{
    return at < count && is_space(code[at]) ? at + 1 : at;
}

/* After the suffix that follows at `at`; `at` without one. */
static int skip_suffix(const uint32_t *code, int count, int at)
{
    int mark = skip_space(code, count, at);
    bool percent = mark < count && (code[mark] == '%' || code[mark] == 0x2030);
    if (mark > at && !percent)
        return at;
    return mark < count && is_suffix(code[mark]) ? mark + 1 : at;
}

/* Where the digits of the next number begin when a joint leads to them; `at` otherwise. */
static int skip_joint(const uint32_t *code, int count, int at)
{
    int joint = skip_space(code, count, at);
    if (joint >= count || !(is_joint(code[joint]) || (is_point(code[joint]) && joint == at)))
        return at;
    int next = is_point(code[joint]) ? joint + 1 : skip_space(code, count, joint + 1);
    bool lopsided = (joint > at) != (next > joint + 1); /* "5 -3", "3: 10" are two */
    if (next < count && is_sign(code[next]) && next + 1 < count && is_digit(code[next + 1]))
        next++;
    return next < count && is_digit(code[next]) && !lopsided ? next : at;
}

static int skip_unit(const uint32_t *code, int count, int at)
{
    int first = skip_space(code, count, at);
    int end = first;
    while (end < count && is_latin(code[end]))
        end++;
    bool unit = end > first && end - first <= UNIT_MAX && !(end < count && is_digit(code[end]));
    return unit ? end : at;
}

struct text_number text_number_at(const uint32_t *code, int count, int at)
{
    const struct text_number none = {at, at, true};
    int from = at;
    bool behind_word = at > 0 && (is_latin(code[at - 1]) || is_digit(code[at - 1]));
    if (is_sign(code[at]) && !behind_word)
        from = compares(code[at]) ? skip_space(code, count, at + 1) : at + 1;
    if (behind_word || from >= count || !is_digit(code[from]))
        return none;
    struct text_number number = {.plain = from == at};
    int end = skip_digits(code, count, from);
    for (int next;; end = next, number.plain = false) {
        int suffix = skip_suffix(code, count, end);
        int joint = skip_joint(code, count, end);
        if (joint == end)
            joint = skip_joint(code, count, suffix);
        next = joint > suffix ? skip_digits(code, count, joint) : suffix;
        if (next == end)
            break;
    }
    number.unit = end;
    number.end = skip_unit(code, count, end);
    number.plain = number.plain && number.end == end;
    return number;
}
