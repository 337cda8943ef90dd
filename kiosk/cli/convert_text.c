#include "cli/convert_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/convert_html.h"

enum { MAX_LINES = 400, GOOD_LENGTH = 160 };

/* Marks that turn the reading direction would garble what follows. */
static bool invisible(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xAD;
}

static bool blank(uint32_t c)
{
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
           c == 0x3000;
}

struct writing {
    struct arena *arena;
    char *line;
    size_t length;
    bool gap; /* white space waits for the next letter */
    const char **lines;
    size_t count;
};

/* Behind "1. ", "2) ", "- ", "* ". */
static const char *behind_bullet(const char *line)
{
    size_t digits = strspn(line, "0123456789");
    if (digits > 0 && digits <= 2 && (line[digits] == '.' || line[digits] == ')') &&
        line[digits + 1] == ' ')
        return line + digits + 2;
    if ((*line == '-' || *line == '*') && line[1] == ' ')
        return line + 2;
    return strncmp(line, "\xE2\x80\xA2 ", 4) == 0 ? line + 4 : line;
}

static void end_line(struct writing *w)
{
    w->line[w->length] = '\0';
    const char *line = behind_bullet(w->line);
    if (*line && w->count < MAX_LINES)
        w->lines[w->count++] = arena_strdup(w->arena, line);
    w->length = 0;
    w->gap = false;
}

static void add(struct writing *w, uint32_t c, const char *bytes, size_t length)
{
    if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029) {
        end_line(w);
        return;
    }
    if (invisible(c))
        return;
    if (blank(c)) {
        w->gap = w->length > 0;
        return;
    }
    if (w->gap)
        w->line[w->length++] = ' ';
    w->gap = false;
    memcpy(w->line + w->length, bytes, length);
    w->length += length;
}

static void add_text(void *context, const char *text, size_t length)
{
    for (const char *end = text + length; text < end;) {
        const char *from = text;
        uint32_t c = utf8_next(&text);
        add(context, c, from, (size_t)(text - from));
    }
}

static void add_line_end(void *context)
{
    end_line(context);
}

struct string_list convert_lines(struct arena *arena, const char *text, bool html)
{
    struct arena scratch = {0};
    /* Nothing is read that takes more than three bytes for each that stands there. */
    struct writing w = {.arena = arena,
                        .line = arena_alloc(&scratch, 3 * strlen(text) + 8),
                        .lines = ARENA_ARRAY(arena, const char *, MAX_LINES)};
    if (html)
        convert_html(text, &(struct html_reader){add_text, add_line_end, &w});
    else
        add_text(&w, text, strlen(text));
    end_line(&w);
    arena_free(&scratch);
    return (struct string_list){w.lines, w.count};
}

/* The end of the last word within `max` bytes, or of the last character of one long word. */
static size_t cut_at(const char *text, size_t max)
{
    size_t end = strlen(text);
    if (end <= max)
        return end;
    for (end = max; end > 0 && text[end] != ' '; end--)
        continue;
    for (end = end > 0 ? end : max; end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80; end--)
        continue;
    return end;
}

const char *convert_line(struct arena *arena, const char *text, bool html, size_t max)
{
    static const char more[] = "\xE2\x80\xA6";
    struct string_list lines = convert_lines(arena, text, html);
    const char *all = lines.count > 0 ? lines.items[0] : "";
    for (size_t i = 1; i < lines.count && strlen(all) <= max; i++)
        all = arena_printf(arena, "%s %s", all, lines.items[i]);
    if (strlen(all) <= max)
        return all;
    return arena_printf(arena, "%.*s%s", (int)cut_at(all, max - strlen(more)), all, more);
}

/* Length of the sentences that fill at most `target` bytes; a longer one stands alone, up to
 * `max`. */
static size_t some_sentences(const char *text, size_t target, size_t max)
{
    size_t end = 0;
    for (size_t i = 0; text[i]; i++) {
        bool ends =
            strchr(".!?", text[i]) && text[i + 1] == ' ' && !islower((unsigned char)text[i + 2]);
        if (text[i + 1] != '\0' && !ends)
            continue;
        if (end > 0 && i + 1 > target)
            break;
        end = i + 1;
    }
    return end <= max ? end : cut_at(text, max);
}

static size_t split(struct arena *arena, struct string_list lines, size_t target, size_t max,
                    const char **out, size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < lines.count; i++) {
        const char *text = lines.items[i];
        while (*text) {
            size_t length = some_sentences(text, target, max);
            if (count < most)
                out[count] = arena_strndup(arena, text, length);
            count++;
            text += length;
            text += strspn(text, " ");
        }
    }
    return count;
}

static struct string_list joined(struct arena *arena, struct string_list lines)
{
    size_t length = 1;
    for (size_t i = 0; i < lines.count; i++)
        length += strlen(lines.items[i]) + 1;
    char *all = arena_alloc(arena, length);
    char *end = all;
    for (size_t i = 0; i < lines.count; i++)
        end += sprintf(end, "%s%s", i > 0 ? " " : "", lines.items[i]);
    const char **one = ARENA_NEW(arena, const char *);
    *one = all;
    return (struct string_list){one, 1};
}

struct string_list convert_steps(struct arena *arena, struct string_list lines, size_t most,
                                 size_t max)
{
    const char **out = ARENA_ARRAY(arena, const char *, most);
    size_t count = 0;
    for (size_t target = GOOD_LENGTH; target <= max; target *= 2) {
        count = split(arena, lines, target, max, out, most);
        if (count <= most)
            return (struct string_list){out, count};
    }
    lines = joined(arena, lines);
    for (size_t target = GOOD_LENGTH; target < 2 * max && count > most; target *= 2)
        count = split(arena, lines, target < max ? target : max, max, out, most);
    return (struct string_list){out, count < most ? count : most};
}

/* Letters of Western European languages without their accents; 0 for others. */
static char plain_letter(uint32_t c)
{
    static const char latin[] = "aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaaceeeeiiiidnooooo ouuuuypy";
    if (c < 0x80)
        return isalnum((int)c) ? (char)tolower((int)c) : 0;
    if (c < 0xC0 || c > 0xFF || latin[c - 0xC0] == ' ')
        return 0;
    return latin[c - 0xC0];
}

const char *convert_id(struct arena *arena, const char *name, size_t max)
{
    char *id = arena_alloc(arena, max + 1);
    size_t length = 0;
    bool gap = false;
    while (*name && length < max) {
        uint32_t code = utf8_next(&name);
        char c = plain_letter(code);
        if (!c) {
            gap = code != '\'' && code != 0x2019 ? length > 0 : gap;
            continue;
        }
        if (gap && length + 2 > max)
            break;
        if (gap)
            id[length++] = '-';
        gap = false;
        id[length++] = c;
    }
    id[length] = '\0';
    return id;
}

bool convert_has_words(const char *text, const char *words)
{
    return strcasestr(text, words) != NULL;
}
