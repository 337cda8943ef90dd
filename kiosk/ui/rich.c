#include <string.h>

#include "base/text_break.h"
#include "ui/stack.h"

/* Words in two fonts. */

static int text_width(const struct ui *ui, struct font font, const char *text, size_t length)
{
    return ui->measure->width(ui->measure->context, font, text, length);
}

struct word {
    const char *start;
    size_t length;
    bool strong;
    bool glued; /* follows without a space */
    bool loose; /* although glued, may begin a line: Chinese */
    bool bound; /* stays on the line of the word before it: inside a name, after a number */
    int width;
};

struct words {
    struct font font[2]; /* plain, strong */
    int space;
    int line_height;
    int count;
    struct word *word;
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

/* The bytes of the word that `text` begins with: what cannot be broken, with none of the marks. */
static size_t word_length(const char *text, size_t *rest)
{
    *rest = strcspn(text, " *");
    return *rest ? text_piece(text, *rest) : 1;
}

static int count_words(const char *text)
{
    int count = 0;
    while (*text) {
        size_t rest;
        bool mark = strncmp(text, "**", 2) == 0, word = *text != ' ' && !mark;
        count += word;
        text += mark ? 2 : word ? word_length(text, &rest) : 1;
    }
    return count;
}

static void split_words(const struct ui *ui, struct words *words, const char *text)
{
    bool strong = false;
    bool glued = true;
    bool loose = false;
    words->word = ARENA_ARRAY(&ui->list->arena, struct word, count_words(text));
    while (*text) {
        if (*text == ' ') {
            glued = loose = false;
            text++;
        } else if (strncmp(text, "**", 2) == 0) {
            strong = !strong;
            loose = false;
            text += 2;
        } else {
            size_t rest, length = word_length(text, &rest);
            int width = text_width(ui, words->font[strong], text, length);
            words->word[words->count++] = (struct word){
                .start = text,
                .length = length,
                .strong = strong,
                .glued = glued,
                .loose = loose,
                .width = width,
            };
            glued = true;
            loose = length < rest;
            text += length;
        }
    }
}

/* Words of one font that follow each other on a line are one text: whoever draws it knows in which
 * order words of mixed directions are read. */
struct piece {
    const char *start;
    size_t length;
    bool strong;
    int space; /* px before it */
    int width;
};

/* The piece of the line from `first` to `end` that begins at `at`; returns the word after it. */
static int next_piece(const struct ui *ui, const struct words *words, int first, int at, int end,
                      struct piece *piece)
{
    const struct word *word = &words->word[at];
    *piece = (struct piece){.start = word->start, .length = word->length, .strong = word->strong};
    piece->space = at > first && !word->glued ? words->space : 0;
    for (at++; at < end && words->word[at].strong == piece->strong; at++) {
        word = &words->word[at];
        piece->length = (size_t)(word->start - piece->start) + word->length;
    }
    if (at == end && end < words->count)
        piece->length = ui_text_without_dot(piece->start, piece->length);
    piece->width = text_width(ui, words->font[piece->strong], piece->start, piece->length);
    return at;
}

static int line_width(const struct ui *ui, const struct words *words, int first, int end)
{
    int width = 0;
    struct piece piece;
    for (int at = first; at < end;) {
        at = next_piece(ui, words, first, at, end, &piece);
        width += piece.space + piece.width;
    }
    return width;
}

/* With the word before it on one line. */
static bool stays(const struct word *word)
{
    return word->bound || (word->glued && !word->loose);
}

/* The word after the last one of the line that begins at `first`, and the line's width. */
static int line_end(const struct ui *ui, const struct words *words, int first, int most, int *width)
{
    int end = first;
    *width = 0;
    while (end < words->count) {
        int next = end + 1;
        while (next < words->count && stays(&words->word[next]))
            next++;
        int wider = line_width(ui, words, first, next);
        if (end > first && wider > most)
            break;
        *width = wider;
        end = next;
    }
    return end;
}

static int count_lines(const struct ui *ui, const struct words *words, int most, int *widest)
{
    int lines = 0;
    *widest = 0;
    for (int at = 0; at < words->count; lines++) {
        int width;
        at = line_end(ui, words, at, most, &width);
        *widest = width > *widest ? width : *widest;
    }
    return lines;
}

static int balanced(const struct ui *ui, const struct words *words, int width)
{
    int widest;
    int lines = count_lines(ui, words, width, &widest);
    int low = width / 2;
    int high = width;
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (count_lines(ui, words, middle, &widest) > lines || widest > middle)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* Where a block of this width stands in the stack. */
static int block_x(const struct stack *stack, int width)
{
    if (stack->align == ALIGN_CENTER)
        return stack->x + (stack->width - width) / 2;
    return stack->align == ALIGN_RIGHT ? stack->x + stack->width - width : stack->x;
}

/* `against`: the text is read against the direction of the screen, so its pieces follow each other
 * from the line's other end. */
static void draw_line(const struct stack *stack, const struct words *words, int first, int end,
                      int y, bool against, color_t color)
{
    const struct ui *ui = stack->ui;
    int width = line_width(ui, words, first, end);
    int x = block_x(stack, width);
    int used = 0;
    for (int at = first; at < end;) {
        struct piece piece;
        at = next_piece(ui, words, first, at, end, &piece);
        struct font font = words->font[piece.strong];
        int baseline = y + ui->measure->ascent(ui->measure->context, font);
        used += piece.space;
        const char *text = arena_strndup(&ui->list->arena, piece.start, piece.length);
        draw_text_line(ui->list, text, font, color,
                       x + (against ? width - used - piece.width : used), baseline, piece.width,
                       against != ui->list->mirrored);
        used += piece.width;
    }
}

static void draw_words(const struct stack *stack, const struct words *words, int y, int most,
                       color_t color)
{
    bool mirrored = stack->ui->list->mirrored;
    bool against =
        words->count > 0 && ui_right_to_left(stack->ui, words->word[0].start) != mirrored;
    for (int at = 0; at < words->count; y += words->line_height) {
        int width;
        int end = line_end(stack->ui, words, at, most, &width);
        draw_line(stack, words, at, end, y, against, color);
        at = end;
    }
}

static const char *without_marks(struct arena *arena, const char *text)
{
    char *plain = arena_alloc(arena, strlen(text) + 1);
    char *to = plain;
    for (; *text; text++)
        if (*text != '*')
            *to++ = *text;
    *to = '\0';
    return plain;
}

void stack_rich(struct stack *stack, enum theme_type plain, enum theme_type strong, color_t color,
                const char *text)
{
    const struct ui *ui = stack->ui;
    struct words words = {
        .font = {metrics_font(&ui->metrics, plain), metrics_font(&ui->metrics, strong)},
        .line_height = ui_line_height(ui, plain),
    };
    words.space = text_width(ui, words.font[0], "n n", 3) - text_width(ui, words.font[0], "nn", 2);
    split_words(ui, &words, text);
    bind_words(&words, stack->width);
    int widest;
    int lines = count_lines(ui, &words, stack->width, &widest);
    struct rect box = stack_box(stack, lines * words.line_height);
    if (stack->dry)
        return;
    draw_words(stack, &words, box.y, balanced(ui, &words, stack->width), color);
    if (ui_read_aloud(stack->ui))
        ui_say_body(stack->ui, without_marks(&ui->list->arena, text), box);
}
