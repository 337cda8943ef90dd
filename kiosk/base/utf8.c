#include "base/utf8.h"

#include <string.h>

/* Bytes of the well-formed sequence at s (Unicode 15, table 3-7), 0 when it is ill-formed. */
static size_t sequence_length(const unsigned char *s, size_t left)
{
    static const struct {
        unsigned char lead_from, lead_to, second_from, second_to, length;
    } forms[] = {
        {0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
        {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
        {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (s[0] < forms[i].lead_from || s[0] > forms[i].lead_to)
            continue;
        size_t length = forms[i].length;
        if (length > left)
            return 0;
        if (length > 1 && (s[1] < forms[i].second_from || s[1] > forms[i].second_to))
            return 0;
        for (size_t k = 2; k < length; k++)
            if ((s[k] & 0xC0) != 0x80)
                return 0;
        return length;
    }
    return 0;
}

uint32_t utf8_next(const char **s)
{
    const unsigned char *p = (const unsigned char *)*s;
    if (!*p)
        return 0;
    size_t left = 1;
    while (left < 4 && p[left])
        left++;
    size_t length = sequence_length(p, left);
    if (length == 0) {
        *s += 1;
        return 0xFFFD;
    }
    static const unsigned char lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code = p[0] & lead_bits[length];
    for (size_t i = 1; i < length; i++)
        code = code << 6 | (p[i] & 0x3Fu);
    *s += length;
    return code;
}

size_t utf8_invalid_at(const char *s, size_t length)
{
    size_t at = 0;
    while (at < length) {
        size_t step = sequence_length((const unsigned char *)s + at, length - at);
        if (step == 0)
            break;
        at += step;
    }
    return at;
}

bool utf8_valid(const char *s, size_t length)
{
    return utf8_invalid_at(s, length) == length;
}

bool utf8_unprintable(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0x061C ||
           (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

uint32_t utf8_at(const char *text, size_t length, size_t at, size_t *next)
{
    char bytes[5] = "";
    size_t left = length - at < 4 ? length - at : 4;
    memcpy(bytes, text + at, left);
    const char *end = bytes;
    uint32_t code = utf8_next(&end);
    *next = at + (end > bytes ? (size_t)(end - bytes) : left > 0);
    return code;
}

bool utf8_is_ascii(const char *s)
{
    while (*s && !((unsigned char)*s & 0x80))
        s++;
    return !*s;
}
