#include "screens/column.h"

#include <string.h>

#include "base/utf8.h"

enum { MAX_WORDS = 96 };

struct column column_in(struct ui *ui, struct rect rect, enum align align)
{
    return (struct column){.ui = ui, .x = rect.x, .y = rect.y, .width = rect.w, .align = align};
}

struct column column_measuring(struct ui *ui, int width)
{
    return (struct column){.ui = ui, .width = width, .measure = true};
}

void column_space(struct column *column, int px)
{
    column->y += px;
}

struct rect column_box(struct column *column, int height)
{
    struct rect box = {column->x, column->y, column->width, height};
    column->y += height;
    return box;
}

static int text_width(const struct ui *ui, struct font font, const char *text, size_t length)
{
    return ui->measure->width(ui->measure->context, font, text, length);
}

/* No balancing below this: a word would be split. */
static int widest_word(const struct ui *ui, struct font font, const char *text)
{
    int widest = 0;
    while (*text) {
        size_t length = strcspn(text, " \n");
        int width = text_width(ui, font, text, length);
        widest = width > widest ? width : widest;
        text += length;
        text += strspn(text, " \n");
    }
    return widest;
}

int column_balanced_width(const struct ui *ui, int width, struct font font, const char *text)
{
    int lines = ui_paragraph_lines(ui, width, font, text);
    int least = widest_word(ui, font, text);
    if (lines < 2 || least >= width)
        return width;
    int low = least - 1;
    int high = width;
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (ui_paragraph_lines(ui, middle, font, text) > lines)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* Where a block of this width stands in the column. */
static int block_x(const struct column *column, int width)
{
    if (column->align == ALIGN_CENTER)
        return column->x + (column->width - width) / 2;
    if (column->align == ALIGN_RIGHT)
        return column->x + column->width - width;
    return column->x;
}

void column_text_font(struct column *column, struct font font, color_t color, const char *text)
{
    int height = ui_paragraph_height_font(column->ui, column->width, font, text, 0);
    if (!column->measure) {
        int width = column_balanced_width(column->ui, column->width, font, text);
        struct rect rect = {block_x(column, width), column->y, width, height};
        ui_paragraph_font(column->ui, rect, font, color, column->align, text);
    }
    column->y += height;
}

void column_text(struct column *column, enum theme_type type, color_t color, const char *text)
{
    column_text_font(column, metrics_font(&column->ui->metrics, type), color, text);
}

void column_panel(struct column *column, enum theme_type type, color_t fill, color_t ink,
                  int padding, const char *text)
{
    struct ui *ui = column->ui;
    struct column inner = column_measuring(ui, column->width - 2 * padding);
    column_text(&inner, type, ink, text);
    struct rect panel = column_box(column, inner.y + 2 * padding);
    if (column->measure)
        return;
    draw_fill(ui->list, panel, metrics_length(&ui->metrics, LENGTH_RADIUS), fill);
    inner = column_in(ui, rect_inset(panel, padding), column->align);
    column_text(&inner, type, ink, text);
}

/* --- words in two fonts --- */

struct word {
    const char *start;
    size_t length;
    bool strong;
    bool glued; /* follows without a space */
    bool bound; /* stays on the line of the word before it: inside a name, after a number */
    int width;
};

struct words {
    struct font font[2]; /* plain, strong */
    int space;
    int line_height;
    int count;
    struct word word[MAX_WORDS];
};

static bool is_number(const struct word *word)
{
    size_t i = 0;
    while (i < word->length && word->start[i] >= '0' && word->start[i] <= '9')
        i++;
    return i == word->length;
}

/* A name that would take more than most of a line is left to wrap. */
static void bind_words(struct words *words, int most)
{
    for (int first = 0, end; first < words->count; first = end) {
        int width = 0;
        for (end = first; end < words->count; end++) {
            if (words->word[end].strong != words->word[first].strong)
                break;
            width += words->word[end].width + words->space;
        }
        for (int i = first + 1; i < end; i++)
            words->word[i].bound =
                (words->word[i].strong && width <= most * 3 / 4) || is_number(&words->word[i - 1]);
    }
}

static void split_words(const struct ui *ui, struct words *words, const char *text)
{
    bool strong = false;
    bool glued = true;
    while (*text && words->count < MAX_WORDS) {
        if (*text == ' ') {
            glued = false;
            text++;
        } else if (strncmp(text, "**", 2) == 0) {
            strong = !strong;
            text += 2;
        } else {
            size_t length = strcspn(text, " *");
            length = length ? length : 1;
            int width = text_width(ui, words->font[strong], text, length);
            words->word[words->count++] = (struct word){text, length, strong, glued, false, width};
            glued = true;
            text += length;
        }
    }
}

/* The word after the last one of the line that begins at `first`, and the line's width. */
static int line_end(const struct words *words, int first, int most, int *width)
{
    int end = first;
    *width = 0;
    while (end < words->count) {
        int next = end;
        int added = end > first ? words->space : 0;
        do {
            const struct word *word = &words->word[next];
            added += word->width + (next > end && !word->glued ? words->space : 0);
            next++;
        } while (next < words->count && (words->word[next].glued || words->word[next].bound));
        if (end > first && *width + added > most)
            break;
        *width += added;
        end = next;
    }
    return end;
}

static int count_lines(const struct words *words, int most, int *widest)
{
    int lines = 0;
    *widest = 0;
    for (int at = 0; at < words->count; lines++) {
        int width;
        at = line_end(words, at, most, &width);
        *widest = width > *widest ? width : *widest;
    }
    return lines;
}

static int balanced(const struct words *words, int width)
{
    int widest;
    int lines = count_lines(words, width, &widest);
    int low = width / 2;
    int high = width;
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (count_lines(words, middle, &widest) > lines || widest > middle)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* Words of one font that follow each other on a line, as one text: whoever draws it knows in which
 * order words of mixed directions are read. */
struct piece {
    const char *text;
    bool strong;
    int space; /* px before it */
    int width;
};

static struct piece join_words(const struct ui *ui, const struct words *words, int at, int end)
{
    struct arena *arena = &ui->list->arena;
    struct piece piece = {.text = "", .strong = words->word[at].strong};
    for (int i = at; i < end; i++) {
        const struct word *word = &words->word[i];
        bool broken = i + 1 == end && end < words->count;
        size_t length = broken ? ui_text_without_dot(word->start, word->length) : word->length;
        const char *space = i > at && !word->glued ? " " : "";
        piece.text = arena_printf(arena, "%s%s%.*s", piece.text, space, (int)length, word->start);
    }
    piece.width = ui_text_width_font(ui, words->font[piece.strong], piece.text);
    return piece;
}

/* The line from `first` up to `end`; returns how many pieces it has. */
static int split_line(const struct ui *ui, const struct words *words, int first, int end,
                      struct piece *pieces)
{
    int count = 0;
    for (int at = first, next; at < end; at = next) {
        next = at + 1;
        while (next < end && words->word[next].strong == words->word[at].strong)
            next++;
        pieces[count] = join_words(ui, words, at, next);
        pieces[count++].space = at > first && !words->word[at].glued ? words->space : 0;
    }
    return count;
}

/* `against`: the text is read against the direction of the screen, so its pieces follow each other
 * from the line's other end. */
static void draw_line(const struct column *column, const struct words *words,
                      const struct piece *pieces, int count, int y, bool against, color_t color)
{
    const struct ui *ui = column->ui;
    int width = 0;
    for (int i = 0; i < count; i++)
        width += pieces[i].space + pieces[i].width;
    int x = block_x(column, width);
    for (int i = 0; i < count; i++) {
        const struct piece *piece = &pieces[against ? count - 1 - i : i];
        struct font font = words->font[piece->strong];
        int baseline = y + ui->measure->ascent(ui->measure->context, font);
        x += against ? 0 : piece->space;
        draw_text(ui->list, piece->text, font, color, x, baseline, piece->width);
        x += piece->width + (against ? piece->space : 0);
    }
}

static void draw_words(const struct column *column, const struct words *words, int most,
                       color_t color)
{
    bool mirrored = column->ui->list->mirrored;
    bool against =
        words->count > 0 && utf8_right_to_left(words->word[0].start, mirrored) != mirrored;
    struct piece pieces[MAX_WORDS];
    int y = column->y;
    for (int at = 0; at < words->count; y += words->line_height) {
        int width;
        int end = line_end(words, at, most, &width);
        int count = split_line(column->ui, words, at, end, pieces);
        draw_line(column, words, pieces, count, y, against, color);
        at = end;
    }
}

void column_rich(struct column *column, enum theme_type plain, enum theme_type strong,
                 color_t color, const char *text)
{
    const struct ui *ui = column->ui;
    struct words words = {
        .font = {metrics_font(&ui->metrics, plain), metrics_font(&ui->metrics, strong)},
        .line_height = ui_line_height(ui, plain),
    };
    words.space = text_width(ui, words.font[0], "n n", 3) - text_width(ui, words.font[0], "nn", 2);
    split_words(ui, &words, text);
    bind_words(&words, column->width);
    int widest;
    int lines = count_lines(&words, column->width, &widest);
    if (!column->measure)
        draw_words(column, &words, balanced(&words, column->width), color);
    column->y += lines * words.line_height;
}
