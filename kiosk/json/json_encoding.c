#include <iconv.h>
#include <string.h>

#include "base/utf8.h"
#include "json/json_internal.h"

/* The name of its UTF-16, told by its mark, or by the zero bytes that Latin letters have in it. */
static const char *utf16_name(const char *s, size_t length)
{
    bool marked = length >= 2 && (memcmp(s, "\xFF\xFE", 2) == 0 || memcmp(s, "\xFE\xFF", 2) == 0);
    if (marked)
        return "UTF-16";
    if (length >= 4 && !s[0] && s[1] && !s[2] && s[3])
        return "UTF-16BE";
    return length >= 4 && s[0] && !s[1] && s[2] && !s[3] ? "UTF-16LE" : NULL;
}

__attribute__((format(printf, 3, 4))) static bool fail(struct json_file *file, size_t at,
                                                       const char *format, ...)
{
    va_list args;
    va_start(args, format);
    json_fault_at_v(file, FAULT_ERROR, at, NULL, NULL, format, args);
    va_end(args);
    file->stop = (struct json_stop){.at = at, .from = at};
    return false;
}

static bool only_zeros(const struct json_file *file)
{
    return file->length > 0 && !file->text[0] &&
           memcmp(file->text, file->text + 1, file->length - 1) == 0;
}

bool json_check_encoding(struct json_file *file)
{
    const char *zero = memchr(file->text, 0, file->length);
    if (utf16_name(file->text, file->length))
        return fail(file, 0, "the file is in UTF-16 (\"Unicode\" in Notepad); save it as UTF-8");
    if (only_zeros(file))
        return fail(file, 0,
                    "the file holds nothing but zero bytes, as after a power cut; copy it anew");
    size_t bad = 0; /* plain ASCII is nearly everything: pass it quickly */
    while (bad < file->length && (signed char)file->text[bad] >= 0)
        bad++;
    bad += utf8_invalid_at(file->text + bad, file->length - bad);
    if (bad < file->length && zero)
        return fail(file, 0, "the file is not a text; JSON, saved as UTF-8, is needed");
    if (bad < file->length)
        return fail(file, bad,
                    "byte 0x%02X is not UTF-8 (\"ANSI\" in Notepad?); save the file as UTF-8",
                    (unsigned)(unsigned char)file->text[bad]);
    if (zero)
        return fail(file, (size_t)(zero - file->text), "a zero byte; take it out");
    return true;
}

bool json_decode_utf16(struct json_file *file)
{
    const char *name = utf16_name(file->text, file->length);
    iconv_t none = (iconv_t)-1; /* NOLINT(performance-no-int-to-ptr): as POSIX has it */
    iconv_t decoder = name ? iconv_open("UTF-8", name) : none;
    if (decoder == none)
        return false;
    size_t room = 2 * file->length, left = file->length;
    char *text = arena_alloc(&file->arena, room + 1), *out = text;
    char *in = (char *)file->text; /* which iconv does not change */
    iconv(decoder, &in, &left, &out, &room);
    iconv_close(decoder);
    file->text = text;
    file->length = (size_t)(out - text);
    return true;
}
