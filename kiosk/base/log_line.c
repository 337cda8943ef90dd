#include "base/log_line.h"

#include <assert.h>
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

#include "base/utf8.h"

/* Always free at a line's end: the ellipsis and quote of a value that is cut, brace, newline. */
enum { RESERVE = sizeof "\u2026\"}\n" - 1 };

static bool append(struct log_line *line, const char *text, size_t length, size_t reserve)
{
    if (line->used + length + reserve > sizeof line->text)
        return false;
    memcpy(line->text + line->used, text, length);
    line->used += length;
    return true;
}

/* One character as it stands between quotes: `shown`, or NULL to take it as it is. */
static const char *escape(uint32_t c, bool valid, char *shown, size_t size)
{
    if (!valid)
        return "\uFFFD";
    if (c == '"')
        return "\\\"";
    if (c == '\\')
        return "\\\\";
    if (c == '\n')
        return "\\n";
    if (c == '\t')
        return "\\t";
    if (!utf8_unprintable(c))
        return NULL;
    snprintf(shown, size, "\\u%04x", (unsigned)c);
    return shown;
}

/* As much of `text` as fits; false when it is not all. */
static bool append_escaped(struct log_line *line, const char *text)
{
    while (*text) {
        char shown[8];
        const char *from = text;
        uint32_t c = utf8_next(&text);
        bool valid = c != 0xFFFD || text - from > 1;
        const char *instead = escape(c, valid, shown, sizeof shown);
        size_t length = instead ? strlen(instead) : (size_t)(text - from);
        if (!append(line, instead ? instead : from, length, RESERVE))
            return false;
    }
    return true;
}

static bool is_blank(uint32_t c)
{
    return c == ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200D) || c == 0x202F || c == 0x205F ||
           c == 0x3000 || c == 0xFEFF;
}

static bool needs_quotes(const char *text)
{
    if (!*text)
        return true;
    for (uint32_t c = utf8_next(&text); c; c = utf8_next(&text))
        if (is_blank(c) || c == '"' || c == '=' || c == '\\' || c == 0xFFFD || utf8_unprintable(c))
            return true;
    return false;
}

static bool append_key(struct log_line *line, const char *key, size_t length)
{
    bool json = line->format == LOG_FORMAT_JSON;
    const char *before = json ? (line->used == 0 ? "{\"" : ",\"") : line->used == 0 ? "" : " ";
    const char *after = json ? "\":" : "=";
    const size_t quote = 1; /* of the value */
    return append(line, before, strlen(before), RESERVE) && append(line, key, length, RESERVE) &&
           append(line, after, strlen(after), RESERVE + quote);
}

static bool append_value(struct log_line *line, const char *value, bool number)
{
    bool bare = line->format == LOG_FORMAT_JSON ? number : !needs_quotes(value);
    if (bare)
        return append(line, value, strlen(value), RESERVE);
    return append(line, "\"", 1, RESERVE) && append_escaped(line, value) &&
           append(line, "\"", 1, RESERVE - 1);
}

static void append_cut(struct log_line *line, const char *value)
{
    append(line, "\"", 1, RESERVE);
    append_escaped(line, value);
    append(line, "\u2026\"", sizeof "\u2026\"" - 1, RESERVE - (sizeof "\u2026\"" - 1));
}

static void append_pair(struct log_line *line, const char *key, size_t length, const char *value,
                        bool number)
{
    size_t before = line->used;
    if (line->full)
        return;
    if (!append_key(line, key, length)) {
        line->used = before;
        line->full = true;
        return;
    }
    size_t value_at = line->used;
    if (append_value(line, value, number))
        return;
    line->used = value_at;
    line->full = true;
    append_cut(line, value);
}

/* va_list may be an array: handed on by the address of what holds it. */
struct arguments {
    va_list list;
};

struct conversion {
    int precision;     /* -1: none */
    char length[3];    /* "", "z", "l", "ll" */
    char letter;       /* '%', 's', 'c', 'd', 'u', 'x', 'f' */
    const char *after; /* what follows it in the format */
};

/* At a '%'. Takes the precision from the arguments when it is a star. */
static struct conversion read_conversion(const char *format, struct arguments *args)
{
    struct conversion found = {.precision = -1};
    const char *at = format + 1;
    if (*at == '.' && *++at == '*') {
        found.precision = va_arg(args->list, int);
        at++;
    } else if (at[-1] == '.') {
        for (found.precision = 0; isdigit((unsigned char)*at); at++)
            found.precision = 10 * found.precision + (*at - '0');
    }
    for (size_t i = 0; i < 2 && (*at == 'l' || *at == 'z'); i++)
        found.length[i] = *at++;
    found.letter = *at == 'i' ? 'd' : *at;
    found.after = *at ? at + 1 : at;
    return found;
}

static long long take_signed(const char *length, struct arguments *args)
{
    if (strcmp(length, "ll") == 0)
        return va_arg(args->list, long long);
    if (*length == 'l')
        return va_arg(args->list, long);
    return *length == 'z' ? va_arg(args->list, ssize_t) : va_arg(args->list, int);
}

static unsigned long long take_unsigned(const char *length, struct arguments *args)
{
    if (strcmp(length, "ll") == 0)
        return va_arg(args->list, unsigned long long);
    if (*length == 'l')
        return va_arg(args->list, unsigned long);
    return *length == 'z' ? va_arg(args->list, size_t) : va_arg(args->list, unsigned);
}

/* Takes its argument. Returns the length that the whole text has, negative when there is no such
 * conversion. */
static int write_conversion(char *out, size_t size, const struct conversion *found,
                            struct arguments *args)
{
    switch (found->letter) {
    case '%':
        return snprintf(out, size, "%%");
    case 's': {
        const char *text = va_arg(args->list, const char *);
        return snprintf(out, size, "%.*s", found->precision, text ? text : "(null)");
    }
    case 'c':
        return snprintf(out, size, "%c", va_arg(args->list, int));
    case 'd':
        return snprintf(out, size, "%lld", take_signed(found->length, args));
    case 'u':
        return snprintf(out, size, "%llu", take_unsigned(found->length, args));
    case 'x':
        return snprintf(out, size, "%llx", take_unsigned(found->length, args));
    case 'f':
        return snprintf(out, size, "%.*f", found->precision, va_arg(args->list, double));
    default:
        assert(false && "a conversion that the log does not know");
        return -1;
    }
}

/* The value at *format, which moves to its end; false after a conversion whose argument cannot be
 * taken, nor any after it. `number`: it is a single %d or %u. */
static bool write_value(char *out, size_t size, const char **format, struct arguments *args,
                        bool *number)
{
    size_t used = 0, parts = 0;
    const char *at = *format;
    *number = false;
    while (*at && *at != ' ') {
        int more = 1;
        if (*at == '%') {
            struct conversion found = read_conversion(at, args);
            more = write_conversion(out + used, size - used, &found, args);
            *number = parts == 0 && (found.letter == 'd' || found.letter == 'u');
            at = found.after;
        } else {
            snprintf(out + used, size - used, "%c", *at++);
            *number = false;
        }
        if (more < 0)
            return false;
        used += (size_t)more < size - used ? (size_t)more : size - used - 1;
        parts++;
    }
    out[used] = '\0';
    *format = at;
    return true;
}

void log_line_begin(struct log_line *line, enum log_format format)
{
    line->used = 0;
    line->format = format;
    line->full = false;
}

void log_line_pairs_v(struct log_line *line, const char *format, va_list args)
{
    char value[LOG_LINE_SIZE]; /* a longer one does not fit the line either */
    struct arguments rest;
    va_copy(rest.list, args);
    while (*format) {
        const char *key = format;
        size_t length = strspn(key, "abcdefghijklmnopqrstuvwxyz_");
        bool number;
        assert(length > 0 && key[length] == '=');
        format += length + 1;
        if (!write_value(value, sizeof value, &format, &rest, &number))
            break;
        append_pair(line, key, length, value, number);
        assert(!*format || (format[0] == ' ' && format[1])); /* no blank at the end */
        format += *format == ' ';
    }
    va_end(rest.list);
}

void log_line_pairs(struct log_line *line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    log_line_pairs_v(line, format, args);
    va_end(args);
}

size_t log_line_end(struct log_line *line)
{
    append(line, line->format == LOG_FORMAT_JSON ? "}\n" : "\n",
           line->format == LOG_FORMAT_JSON ? 2 : 1, 0);
    return line->used;
}
