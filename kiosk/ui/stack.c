#include "ui/stack.h"

struct stack stack_in(struct ui *ui, struct rect rect, enum align align)
{
    return (struct stack){.ui = ui,
                          .x = rect.x,
                          .y = rect.y,
                          .width = rect.w,
                          .align = align,
                          .balanced = STACK_PROSE};
}

int stack_height(struct ui *ui, int width, stack_fn *fn, const void *what)
{
    struct stack stack = stack_in(ui, (struct rect){0, 0, width, 0}, ALIGN_LEFT);
    stack.dry = true;
    fn(&stack, what);
    return stack.y;
}

void stack_draw(struct ui *ui, struct rect rect, enum align align, stack_fn *fn, const void *what)
{
    struct stack stack = stack_in(ui, rect, align);
    fn(&stack, what);
}

void stack_draw_middle(struct ui *ui, struct rect rect, enum align align, stack_fn *fn,
                       const void *what)
{
    int spare = rect.h - stack_height(ui, rect.w, fn, what);
    rect.y += int_max(0, spare) / 2;
    stack_draw(ui, rect, align, fn, what);
}

void stack_gap(struct stack *stack, int px)
{
    stack->y += px;
}

struct rect stack_box(struct stack *stack, int height)
{
    struct rect box = {stack->x, stack->y, stack->width, height};
    stack->y += height;
    return box;
}

bool stack_seen(const struct stack *stack, struct rect rect)
{
    if (stack->dry)
        return false;
    return ui_read_aloud(stack->ui) || !rect_empty(rect_intersect(rect, stack->ui->list->clip));
}

int stack_balanced_width(const struct ui *ui, int width, struct font font, const char *text)
{
    int lines = ui_paragraph_lines(ui, width, font, text);
    int least = ui_widest_word(ui, font, text); /* below it a word would be split */
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

static int line_width(const struct stack *stack, struct font font, int max_lines, const char *text)
{
    int lines = ui_paragraph_lines(stack->ui, stack->width, font, text);
    if (lines > stack->balanced || (max_lines > 0 && lines > max_lines))
        return stack->width;
    return stack_balanced_width(stack->ui, stack->width, font, text);
}

static struct rect aligned(const struct stack *stack, struct rect box, int width)
{
    if (stack->align == ALIGN_RIGHT)
        box.x += box.w - width;
    else if (stack->align == ALIGN_CENTER)
        box.x += (box.w - width) / 2;
    box.w = width;
    return box;
}

void stack_text_font(struct stack *stack, struct font font, color_t color, int max_lines,
                     const char *text)
{
    int height = ui_paragraph_height_font(stack->ui, stack->width, font, text, max_lines);
    struct rect box = stack_box(stack, height);
    if (stack->dry)
        return;
    box = aligned(stack, box, line_width(stack, font, max_lines, text));
    ui_paragraph_font(stack->ui, box, font, color, stack->align, text);
}

static struct font font_of(const struct stack *stack, enum theme_type type)
{
    struct font font = metrics_font(&stack->ui->metrics, type);
    if (stack->small)
        font.size = int_min(font.size, metrics_least_font(&stack->ui->metrics));
    return font;
}

void stack_lines(struct stack *stack, enum theme_type type, color_t color, int max_lines,
                 const char *text)
{
    stack_text_font(stack, font_of(stack, type), color, max_lines, text);
}

void stack_text(struct stack *stack, enum theme_type type, color_t color, const char *text)
{
    stack_lines(stack, type, color, 0, text);
}

void stack_fit(struct stack *stack, enum theme_type type, color_t color, int lines, int max_lines,
               const char *text)
{
    int height = 2 * ui_line_height(stack->ui, type);
    struct font font = ui_fit_font(stack->ui, type, text, stack->width, height, lines);
    stack_text_font(stack, font, color, max_lines, text);
}

void stack_bullet(struct stack *stack, enum theme_type type, color_t color, color_t bullet,
                  const char *text)
{
    const struct ui *ui = stack->ui;
    struct font font = font_of(stack, type);
    int indent = font.size;
    int dot = font.size / 4;
    if (!stack->dry) {
        /* On the middle of the small letters of the first line. */
        int baseline = stack->y + ui->measure->ascent(ui->measure->context, font);
        struct rect place = {stack->x + indent / 4, baseline - font.size / 4 - dot / 2, dot, dot};
        draw_fill(ui->list, place, dot / 2, bullet);
    }
    stack->x += indent;
    stack->width -= indent;
    stack_text_font(stack, font, color, 0, text);
    stack->x -= indent;
    stack->width += indent;
}

void stack_panel(struct stack *stack, color_t fill, int padding, stack_fn *fn, const void *what)
{
    struct stack inner = *stack;
    inner.x += padding;
    inner.y += padding;
    inner.width -= 2 * padding;
    inner.dry = true;
    fn(&inner, what);
    struct rect panel = stack_box(stack, inner.y + padding - stack->y);
    if (stack->dry)
        return;
    int radius = metrics_length(&stack->ui->metrics, LENGTH_RADIUS);
    draw_fill(stack->ui->list, panel, radius, fill);
    inner.dry = false;
    inner.y = panel.y + padding;
    fn(&inner, what);
}

static int tag_gap(const struct ui *ui)
{
    return ui_padding(ui, LENGTH_GAP_SMALL, 36);
}

bool stack_tags_fit(const struct ui *ui, const struct tag *tags, int count, int width)
{
    int wanted = 0;
    for (int i = 0; i < count; i++)
        wanted += ui_tag_width(ui, tags[i].icon, tags[i].label) + (i > 0 ? tag_gap(ui) : 0);
    return wanted <= width;
}

void stack_tags_as_text(struct stack *stack, const struct tag *tags, int count)
{
    struct ui *ui = stack->ui;
    struct arena *arena = &ui->list->arena;
    const char *all = "";
    for (int i = 0; i < count; i++)
        all = ui_join(arena, all, ui_together(arena, tags[i].label));
    int height = 3 * ui_line_height(ui, TYPE_LABEL);
    struct font font = ui_fit_font(ui, TYPE_LABEL, all, stack->width, height, count);
    stack_text_font(stack, font, ui_color(ui, COLOR_TEXT_TINT), 0, all);
}

void stack_tags(struct stack *stack, const struct tag *tags, int count)
{
    struct ui *ui = stack->ui;
    if (!stack_tags_fit(ui, tags, count, stack->width)) {
        stack_tags_as_text(stack, tags, count);
        return;
    }
    int x = stack->x;
    for (int i = 0; i < count && !stack->dry; i++)
        x += tag_gap(ui) + ui_tag(ui, x, stack->y, tags[i].icon, tags[i].label,
                                  ui_color(ui, COLOR_SURFACE_TINT), ui_color(ui, COLOR_TEXT_TINT));
    if (count > 0)
        stack->y += ui_tag_height(ui);
}
