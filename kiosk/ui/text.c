#include "ui/text.h"

#include <string.h>

#include "base/hash.h"
#include "base/memo.h"
#include "base/text_break.h"

/* Before the dot, so that no line begins with it. */
#define NO_BREAK_SPACE "\xC2\xA0"

enum { LONGEST_TOGETHER = 15 };

static const char ellipsis[] = "\xE2\x80\xA6";

static int text_width(const struct ui *ui, struct font font, const char *text, size_t length)
{
    return ui->measure->width(ui->measure->context, font, text, length);
}

bool ui_right_to_left(const struct ui *ui, const char *text)
{
    return ui->measure->right_to_left(text, ui->list->mirrored);
}

/* Where the last of the steps begins that `step` takes through the text. */
static size_t last_step(const char *text, size_t length,
                        size_t (*step)(const char *text, size_t length))
{
    size_t at = 0;
    for (size_t next = 0; next < length; next += step(text + next, length - next))
        at = next;
    return at;
}

/* Where a line probably ends: as many pieces as fit when each is as wide as it is alone. That is
 * all but true (letters of two pieces may stand closer together) and takes one look at each. */
static size_t likely_end(const struct ui *ui, struct font font, const char *text, size_t length,
                         int width)
{
    size_t end = 0;
    int64_t used = 0;
    while (end < length) {
        size_t piece = text_piece(text + end, length - end);
        used += text_width(ui, font, text + end, piece);
        if (used > width)
            break;
        end += piece;
    }
    return end;
}

/* Bytes of the pieces that fit `width`, measured together. */
static size_t fitting_pieces(const struct ui *ui, struct font font, const char *text, size_t length,
                             int width)
{
    size_t end = likely_end(ui, font, text, length, width);
    if (text_width(ui, font, text, end) > width) {
        do
            end = last_step(text, end, text_piece);
        while (end > 0 && text_width(ui, font, text, end) > width);
        return end;
    }
    for (size_t next = end; next < length; end = next) {
        next += text_piece(text + next, length - next);
        if (text_width(ui, font, text, next) > width)
            break;
    }
    return end;
}

/* Bytes of the longest prefix of `text` that fits `width` and ends between characters: the longest
 * but for the odd text that becomes narrower as letters join, where it is one that fits. Only
 * within the piece where the line ends need anything be measured. */
static size_t fitting_prefix(const struct ui *ui, struct font font, const char *text, size_t length,
                             int width)
{
    size_t pieces = fitting_pieces(ui, font, text, length, width);
    size_t piece_end = pieces + text_piece(text + pieces, length - pieces);
    size_t fits = 0;
    size_t too_long = length + 1;
    while (too_long - fits > 1) {
        size_t middle = fits + (too_long - fits) / 2;
        size_t end = fits;
        while (end < middle && end < length) {
            size_t next = end + text_cluster(text + end, length - end);
            if (next > middle && end > fits)
                break;
            end = next;
        }
        if (end >= too_long)
            break;
        if (end <= pieces || (end < piece_end && text_width(ui, font, text, end) <= width))
            fits = end;
        else
            too_long = end;
    }
    return fits;
}

/* Blanks and commas, which an ellipsis takes the place of. */
static size_t without_comma(const char *text, size_t length)
{
    static const char *const commas[] = {" ", ",", "\u060C", "\uFF0C", "\u3001"};
    for (size_t i = 0; i < sizeof commas / sizeof *commas;) {
        size_t size = strlen(commas[i]);
        bool ends = length >= size && memcmp(text + length - size, commas[i], size) == 0;
        length -= ends ? size : 0;
        i = ends ? 0 : i + 1;
    }
    return length;
}

/* `text` cut so that it fits `width` with an ellipsis; in the frame's arena. */
static const char *with_ellipsis(struct ui *ui, struct font font, const char *text, size_t length,
                                 int width)
{
    int dots = text_width(ui, font, ellipsis, sizeof ellipsis - 1);
    size_t keep = fitting_prefix(ui, font, text, length, width - dots);
    for (;;) {
        keep = without_comma(text, keep);
        const char *cut = arena_printf(&ui->list->arena, "%.*s%s", (int)keep, text, ellipsis);
        /* A last letter that joined the next one may be wider without it. */
        if (keep == 0 || text_width(ui, font, cut, strlen(cut)) <= width)
            return cut;
        keep = last_step(text, keep, text_cluster);
    }
}

static int aligned_x(struct rect rect, enum align align, int width)
{
    if (align == ALIGN_CENTER)
        return rect.x + (rect.w - width) / 2;
    if (align == ALIGN_RIGHT)
        return rect.x + rect.w - width;
    return rect.x;
}

/* A line of a paragraph that runs from right to left or not. */
static void draw_line(struct ui *ui, struct rect rect, int top, struct font font, color_t color,
                      enum align align, const char *text, bool rtl)
{
    int width = ui_text_width_font(ui, font, text);
    int baseline = top + ui->measure->ascent(ui->measure->context, font);
    int x = aligned_x(rect, align, width);
    draw_text_line(ui->list, text, font, color, x, baseline, width, rtl);
}

int ui_text_font(struct ui *ui, struct rect rect, struct font font, color_t color, enum align align,
                 const char *text)
{
    bool rtl = ui_right_to_left(ui, text);
    bool cut = ui_text_width_font(ui, font, text) > rect.w;
    ui_say(ui, text, font, rect, cut);
    if (cut)
        text = with_ellipsis(ui, font, text, strlen(text), rect.w);
    /* Centre on the capitals: their middle is what the eye takes for the middle of the line. */
    int ascent = ui->measure->ascent(ui->measure->context, font);
    int baseline = rect.y + (rect.h + metrics_capitals(font)) / 2;
    draw_line(ui, rect, baseline - ascent, font, color, align, text, rtl);
    return ui_text_width_font(ui, font, text);
}

int ui_text(struct ui *ui, struct rect rect, enum theme_type type, color_t color, enum align align,
            const char *text)
{
    return ui_text_font(ui, rect, metrics_font(&ui->metrics, type), color, align, text);
}

size_t ui_text_without_dot(const char *text, size_t length)
{
    static const char *const dots[] = {" \xC2\xB7", "\xC2\xA0\xC2\xB7"};
    for (size_t i = 0; i < sizeof dots / sizeof *dots; i++) {
        size_t dot = strlen(dots[i]);
        if (length > dot && memcmp(text + length - dot, dots[i], dot) == 0)
            return length - dot;
    }
    return length;
}

static bool one_word(const char *text)
{
    size_t length = strcspn(text, " \n");
    const char *rest = text + length + strspn(text + length, " ");
    return length > 0 && text_piece(text, length) == length && (*rest == '\0' || *rest == '\n');
}

/* The length without its last piece, where that leaves two and the next line has room for it: in
 * scripts that do not divide words, two characters at the end. */
static size_t spare_a_piece(const struct ui *ui, struct font font, const char *text, size_t taken,
                            int width)
{
    size_t last = last_step(text, taken, text_piece);
    bool two_left = last_step(text, last, text_piece) > 0;
    return two_left && text_width(ui, font, text + last, strcspn(text + last, "\n")) <= width
               ? last
               : taken;
}

/* A line's length that leaves a word more for the next line when that would be a single one: a
 * lone word at the end reads like an accident. Only from lines that keep two words. */
static size_t spare_a_word(const struct ui *ui, struct font font, const char *text, size_t taken,
                           int width)
{
    const char *rest = text + taken + strspn(text + taken, " ");
    if (!one_word(rest))
        return taken;
    if (text[taken] != ' ')
        return spare_a_piece(ui, font, text, taken, width);
    size_t word = taken;
    while (word > 0 && text[word - 1] != ' ')
        word--;
    size_t shorter = word;
    while (shorter > 0 && text[shorter - 1] == ' ')
        shorter--;
    bool two_left = memchr(text, ' ', shorter) != NULL;
    int last = text_width(ui, font, text + word, strcspn(text + word, "\n"));
    return two_left && last <= width ? shorter : taken;
}

/* Whether all of the text is one line. Most texts are, so that this is asked first; but not about
 * what is plainly longer, which would measure a long paragraph once a line: eight bytes an em are
 * more than any script needs. */
static bool is_one_line(const struct ui *ui, struct font font, const char *text, size_t length,
                        int width)
{
    return length * (size_t)font.size <= 8 * (size_t)int_max(width, 0) &&
           text_width(ui, font, text, length) <= width;
}

/* The next line of a paragraph: its length in bytes, and in *next where the following one begins
 * (NULL after the last). Breaks at '\n' and between pieces; one wider than the line is split. */
static size_t next_line(const struct ui *ui, struct font font, const char *text, int width,
                        const char **next)
{
    size_t line_end = strcspn(text, "\n");
    size_t taken = is_one_line(ui, font, text, line_end, width)
                       ? line_end
                       : fitting_pieces(ui, font, text, line_end, width);
    if (taken == 0 && line_end > 0) {
        taken = fitting_prefix(ui, font, text, line_end, width);
        if (taken == 0)
            taken = line_end;
        *next = text[taken] ? text + taken : NULL;
        return taken;
    }
    taken = spare_a_word(ui, font, text, taken, width);
    const char *rest = text + taken;
    while (*rest == ' ')
        rest++;
    if (*rest == '\n')
        rest++;
    *next = *rest ? rest : NULL;
    return *next ? ui_text_without_dot(text, taken) : taken;
}

static int line_height(const struct ui *ui, struct font font)
{
    return ui->measure->line_height(ui->measure->context, font);
}

int ui_paragraph_font(struct ui *ui, struct rect rect, struct font font, color_t color,
                      enum align align, const char *text)
{
    int height = line_height(ui, font);
    int room = height > 0 ? rect.h / height : 0;
    int lines = 0;
    bool rtl = ui_right_to_left(ui, text);
    const char *whole = text;
    while (text && *text && lines < room) {
        const char *next = NULL;
        size_t length = next_line(ui, font, text, rect.w, &next);
        const char *line = arena_strndup(&ui->list->arena, text, length);
        if (next && lines + 1 == room)
            line = with_ellipsis(ui, font, text, strcspn(text, "\n"), rect.w);
        draw_line(ui, rect, rect.y + lines * height, font, color, align, line, rtl);
        lines++;
        text = next;
    }
    struct rect taken = {rect.x, rect.y, rect.w, lines * height};
    ui_say(ui, whole, font, taken, text && *text);
    return taken.h;
}

int ui_paragraph(struct ui *ui, struct rect rect, enum theme_type type, color_t color,
                 enum align align, const char *text)
{
    return ui_paragraph_font(ui, rect, metrics_font(&ui->metrics, type), color, align, text);
}

static int count_lines(const struct ui *ui, int width, struct font font, const char *text)
{
    int lines = 0;
    while (text && *text) {
        const char *next = NULL;
        next_line(ui, font, text, width, &next);
        lines++;
        text = next;
    }
    return lines;
}

/* What is measured is drawn, and both again in the next frame. */
int ui_paragraph_lines(const struct ui *ui, int width, struct font font, const char *text)
{
    int lines = 0;
    if (!ui->lines || !text || !*text)
        return count_lines(ui, width, font, text);
    uint64_t hash = hash_word(ui->language, (uint64_t)font.weight);
    hash = hash_pair(hash, (uint32_t)font.size, (uint32_t)width);
    hash = hash_bytes(hash, text, strlen(text));
    if (memo_find(ui->lines, hash, &lines))
        return lines;
    lines = count_lines(ui, width, font, text);
    memo_keep(ui->lines, hash, lines);
    return lines;
}

int ui_paragraph_height_font(const struct ui *ui, int width, struct font font, const char *text,
                             int max_lines)
{
    int lines = ui_paragraph_lines(ui, width, font, text);
    if (max_lines > 0 && lines > max_lines)
        lines = max_lines;
    return lines * line_height(ui, font);
}

int ui_paragraph_height(const struct ui *ui, int width, enum theme_type type, const char *text,
                        int max_lines)
{
    return ui_paragraph_height_font(ui, width, metrics_font(&ui->metrics, type), text, max_lines);
}

int ui_text_width_font(const struct ui *ui, struct font font, const char *text)
{
    return text_width(ui, font, text, strlen(text));
}

int ui_text_width(const struct ui *ui, enum theme_type type, const char *text)
{
    return ui_text_width_font(ui, metrics_font(&ui->metrics, type), text);
}

int ui_line_height(const struct ui *ui, enum theme_type type)
{
    return line_height(ui, metrics_font(&ui->metrics, type));
}

int ui_widest_word(const struct ui *ui, struct font font, const char *text)
{
    int widest = 0;
    for (text += strspn(text, " \n"); *text; text += strspn(text, " \n")) {
        size_t length = text_piece(text, strcspn(text, "\n"));
        widest = int_max(widest, text_width(ui, font, text, length));
        text += length;
    }
    return widest;
}

bool ui_text_fits(const struct ui *ui, struct font font, const char *text, int width, int height,
                  int max_lines)
{
    int lines = ui_paragraph_lines(ui, width, font, text);
    if (lines > max_lines || lines * line_height(ui, font) > height)
        return false;
    return ui_widest_word(ui, font, text) <= width;
}

struct font ui_fit_font(const struct ui *ui, enum theme_type type, const char *text, int width,
                        int height, int max_lines)
{
    struct font font = metrics_font(&ui->metrics, type);
    int least = int_min(metrics_least_font(&ui->metrics), font.size);
    /* Few steps, so that neighbouring texts end up in few sizes (one font object each). */
    int step = int_max(1, (font.size - least) / 6);
    while (font.size > least && !ui_text_fits(ui, font, text, width, height, max_lines))
        font.size = int_max(least, font.size - step);
    return font;
}

const char *ui_join(struct arena *arena, const char *a, const char *b)
{
    if (!*a)
        return b;
    if (!*b)
        return a;
    return arena_printf(arena, "%s" NO_BREAK_SPACE "· %s", a, b);
}

const char *ui_together(struct arena *arena, const char *part)
{
    if (strlen(part) > LONGEST_TOGETHER)
        return part;
    char *glued = arena_alloc(arena, 2 * strlen(part) + 1);
    char *to = glued;
    for (; *part; part++) {
        if (*part == ' ')
            to = stpcpy(to, NO_BREAK_SPACE);
        else
            *to++ = *part;
    }
    return glued;
}

int ui_padding(const struct ui *ui, enum theme_length length, int em)
{
    int least = metrics_font(&ui->metrics, TYPE_CAPTION).size * em / 100;
    return int_max(metrics_length(&ui->metrics, length), least);
}

int ui_section(const struct ui *ui)
{
    return int_max(ui->metrics.gap, metrics_length(&ui->metrics, LENGTH_SECTION));
}
