#include "base/letter.h"

#include <stddef.h>
#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"

static void map(const char *letter, utf8proc_int32_t (*to)(utf8proc_int32_t),
                char mapped[LETTER_SIZE])
{
    size_t length = 0;
    for (uint32_t code = utf8_next(&letter); code; code = utf8_next(&letter)) {
        utf8proc_uint8_t bytes[4];
        utf8proc_ssize_t count = utf8proc_encode_char(to((utf8proc_int32_t)code), bytes);
        if (count <= 0 || length + (size_t)count >= LETTER_SIZE)
            break;
        memcpy(mapped + length, bytes, (size_t)count);
        length += (size_t)count;
    }
    mapped[length] = '\0';
}

void letter_upper(const char *letter, char upper[LETTER_SIZE])
{
    map(letter, utf8proc_toupper, upper);
}

void letter_lower(const char *letter, char lower[LETTER_SIZE])
{
    map(letter, utf8proc_tolower, lower);
}

bool letter_compose(const char *letter, char composed[LETTER_SIZE])
{
    /* utf8proc writes code points, then bytes, in the same place. */
    utf8proc_int32_t codes[2 * LETTER_SIZE];
    utf8proc_option_t options = UTF8PROC_COMPOSE | UTF8PROC_STABLE;
    size_t length = strlen(letter);
    if (length >= LETTER_SIZE)
        return false;
    utf8proc_ssize_t count = utf8proc_decompose(
        (const utf8proc_uint8_t *)letter, (utf8proc_ssize_t)length, codes, LETTER_SIZE, options);
    if (count < 0 || count > LETTER_SIZE)
        return false;
    count = utf8proc_reencode(codes, count, options);
    if (count < 0 || count >= LETTER_SIZE)
        return false;
    memcpy(composed, codes, (size_t)count + 1);
    return true;
}

bool letter_is_mark(const char *letter)
{
    uint32_t code = utf8_next(&letter);
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}
