#include "base/text_break.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "base/words.h"

struct range {
    uint32_t from, to;
};

static bool within(uint32_t code, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].from && code <= ranges[i].to)
            return true;
    return false;
}

#define WITHIN(code, ranges) within((code), (ranges), sizeof(ranges) / sizeof *(ranges))

/* U+0300, a combining mark, is the first character that can belong to the one before it. */
enum { FIRST_JOINING = 0x300 };

size_t text_cluster(const char *text, size_t length)
{
    size_t end = 0, next;
    utf8proc_int32_t state = 0;
    uint32_t last = utf8_at(text, length, 0, &end);
    while (end < length) {
        uint32_t code = utf8_at(text, length, end, &next);
        if (last >= ' ' && last < FIRST_JOINING && code < FIRST_JOINING)
            break; /* nothing to find out here, and most of what is read */
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)last, (utf8proc_int32_t)code,
                                             &state))
            break;
        last = code;
        end = next;
    }
    return end;
}

bool text_is_ideographic(uint32_t code)
{
    static const struct range blocks[] = {
        {0x2E80, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF},
        {0xFE30, 0xFE4F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x20000, 0x3FFFF},
    };
    return code >= 0x2E80 && WITHIN(code, blocks);
}

static bool listed(uint32_t code, const uint16_t *sorted, size_t count)
{
    size_t from = 0;
    while (count > 0) {
        size_t half = count / 2;
        if (sorted[from + half] == code)
            return true;
        if (sorted[from + half] < code) {
            from += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return false;
}

/* May not begin a line. */
static bool closes(uint32_t code)
{
    static const uint16_t marks[] = {
        '!',    '%',    ')',    ',',    '.',    ':',    ';',    '?',    ']',    '}',    0x00A2,
        0x00B0, 0x00B7, 0x2014, 0x2019, 0x201D, 0x2026, 0x2030, 0x2032, 0x2033, 0x2103, 0x3001,
        0x3002, 0x3003, 0x3005, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x30FC,
        0xFF01, 0xFF05, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF5E};
    return listed(code, marks, sizeof marks / sizeof *marks);
}

/* May not end a line. */
static bool opens(uint32_t code)
{
    static const uint16_t marks[] = {'$',    '(',    '[',    '{',    0x00A3, 0x00A5, 0x2018,
                                     0x201C, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014,
                                     0x3016, 0xFF04, 0xFF08, 0xFF3B, 0xFF5B, 0xFFE5};
    return listed(code, marks, sizeof marks / sizeof *marks);
}

static bool may_break(uint32_t before, uint32_t after)
{
    bool wide = text_is_ideographic(before) || text_is_ideographic(after);
    bool counted = before >= '0' && before <= '9';
    return wide && !counted && !closes(after) && !opens(before) && before != 0xA0 && after != 0xA0;
}

static bool is_ascii(char byte)
{
    return (unsigned char)byte < 0x80;
}

size_t text_piece(const char *text, size_t length)
{
    size_t end = 0, next;
    while (end < length && text[end] == ' ')
        end++;
    uint32_t last = 0;
    size_t word = 0; /* where the Chinese word ends that it has come to */
    while (end < length && text[end] != ' ') {
        if (last < 0x80 && is_ascii(text[end]) && end + 1 < length && is_ascii(text[end + 1])) {
            last = (unsigned char)text[end++]; /* nothing to find out here */
            continue;
        }
        uint32_t code = utf8_at(text, length, end, &next);
        if (last && end >= word && may_break(last, code))
            break;
        if (end >= word && words_of(code))
            word = end + words_first(text + end, length - end);
        end += text_cluster(text + end, length - end);
        last = code;
    }
    return end;
}
