#include "base/utf8.h"

#include <string.h>

#include <utf8proc.h>

/* The code point at `s`, of which `left` bytes may be read, at least one; in *length its bytes, 0
 * when they are ill-formed (Unicode 15, table 3-7). */
static uint32_t decode(const char *s, size_t left, size_t *length)
{
    unsigned char first = (unsigned char)*s;
    if (first < 0x80) {
        *length = 1;
        return first;
    }
    utf8proc_int32_t code = -1;
    utf8proc_ssize_t bytes =
        utf8proc_iterate((const utf8proc_uint8_t *)s, left < 4 ? (utf8proc_ssize_t)left : 4, &code);
    *length = bytes > 0 ? (size_t)bytes : 0;
    return bytes > 0 ? (uint32_t)code : 0xFFFD;
}

uint32_t utf8_next(const char **s)
{
    size_t length;
    if (!**s)
        return 0;
    uint32_t code = decode(*s, strnlen(*s, 4), &length);
    *s += length > 0 ? length : 1;
    return code;
}

size_t utf8_count(const char *s)
{
    size_t count = 0;
    while (utf8_next(&s))
        count++;
    return count;
}

size_t utf8_invalid_at(const char *s, size_t length)
{
    size_t at = 0;
    while (at < length) {
        size_t step;
        decode(s + at, length - at, &step);
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
    size_t bytes;
    *next = at;
    if (at >= length)
        return 0;
    uint32_t code = decode(text + at, length - at, &bytes);
    *next = at + (bytes > 0 ? bytes : 1);
    return code;
}

bool utf8_is_ascii(const char *s)
{
    while (*s && !((unsigned char)*s & 0x80))
        s++;
    return !*s;
}
