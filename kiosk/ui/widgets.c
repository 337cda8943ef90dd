#include "ui/widgets.h"

#include <math.h>

#include "ui/stage.h"

struct button_look {
    enum theme_color fill, pressed, line, ink;
    bool lined;
};

static const struct button_look looks[] = {
    [BUTTON_PLAIN] = {COLOR_SURFACE, COLOR_SURFACE_PRESSED, COLOR_LINE, COLOR_TEXT, true},
    [BUTTON_PRIMARY] = {COLOR_PRIMARY, COLOR_PRIMARY_PRESSED, COLOR_PRIMARY, COLOR_ON_PRIMARY,
                        false},
    [BUTTON_DANGER] = {COLOR_SURFACE, COLOR_DANGER_SURFACE, COLOR_DANGER, COLOR_DANGER_TEXT, true},
    [BUTTON_HERO] = {COLOR_SURFACE, COLOR_SURFACE_TINT, COLOR_SURFACE, COLOR_TEXT_TINT, false},
    [BUTTON_GHOST] = {COLOR_HERO_FROM, COLOR_PRIMARY_PRESSED, COLOR_ON_HERO, COLOR_ON_HERO, true},
    [BUTTON_CHOSEN] = {COLOR_SURFACE_TINT, COLOR_SURFACE_PRESSED, COLOR_PRIMARY, COLOR_TEXT_TINT,
                       true},
    [BUTTON_ON_INK] = {COLOR_SURFACE, COLOR_SURFACE_PRESSED, COLOR_SURFACE, COLOR_TEXT, false},
    [BUTTON_INK] = {COLOR_INK_BUTTON, COLOR_TEXT_SOFT, COLOR_INK_BUTTON, COLOR_ON_INK, false},
    [BUTTON_QUIET] = {COLOR_SURFACE_PRESSED, COLOR_RING_TRACK, COLOR_SURFACE_PRESSED, COLOR_TEXT,
                      false},
};

/* Of 255: what an off button keeps of its line and its words. */
enum { OFF_LINE = 110, OFF_INK = 130 };

static bool has_text(const char *s)
{
    return s && *s;
}

static int icon_size(const struct ui *ui, struct font font)
{
    int icon = metrics_length(&ui->metrics, LENGTH_ICON);
    int with_text = font.size * 5 / 4;
    return int_max(icon, with_text);
}

int ui_button_icon_size(const struct ui *ui)
{
    return icon_size(ui, metrics_font(&ui->metrics, TYPE_BUTTON));
}

static struct font button_font(const struct ui *ui, const struct button *button)
{
    return metrics_font(&ui->metrics, button->large ? TYPE_BUTTON_LARGE : TYPE_BUTTON);
}

int ui_button_height(const struct ui *ui)
{
    int height = metrics_length(&ui->metrics, LENGTH_BUTTON_HEIGHT);
    return int_max(height, ui->metrics.target);
}

int ui_button_height_small(const struct ui *ui)
{
    int height = metrics_length(&ui->metrics, LENGTH_BUTTON_HEIGHT_SMALL);
    return int_max(height, ui->metrics.target);
}

static int icon_gap(struct font font)
{
    return font.size * 5 / 9;
}

/* The theme's padding beside words, or `em` hundredths of their size where the letters are large
 * against the window: on small panels millimetres decide the letters, not the design. */
static int side_padding(const struct ui *ui, struct font font, int em)
{
    int padding = metrics_length(&ui->metrics, LENGTH_PADDING);
    int least = font.size * em / 100;
    return int_max(padding, least);
}

struct button ui_button_wordless(struct button button)
{
    button.spoken = button.label;
    button.label = NULL;
    return button;
}

int ui_button_width(const struct ui *ui, const struct button *button)
{
    struct font font = button_font(ui, button);
    int width = 2 * (has_text(button->label) ? side_padding(ui, font, 60)
                                             : metrics_length(&ui->metrics, LENGTH_PADDING));
    if (button->pill)
        width += font.size; /* round ends need more air */
    bool text = has_text(button->label);
    int label = text ? ui_text_width_font(ui, font, button->label) : 0;
    int icon = button->icon && !(text && button->words) ? icon_size(ui, font) : 0;
    if (button->stacked)
        width += int_max(label, icon);
    else
        width += label + icon + (text && icon ? icon_gap(font) : 0);
    return int_max(width, ui->metrics.target);
}

static void button_stacked(struct ui *ui, struct rect rect, const struct button *button,
                           struct font font, color_t ink)
{
    int icon = icon_size(ui, font);
    int gap = font.size / 3;
    int line = ui->measure->line_height(ui->measure->context, font);
    struct rect block = rect_centered(rect, rect.w, icon + gap + line);
    ui_icon(ui, rect_cut_top(&block, icon, gap), button->icon, icon, ink);
    int padding = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    block.x += padding;
    block.w -= 2 * padding;
    font = ui_fit_font(ui, TYPE_BUTTON, button->label, block.w, line, 1);
    ui_text_font(ui, block, font, ink, ALIGN_CENTER, button->label);
}

/* How much of a button beside its border stays free of words. */
static int words_padding(const struct ui *ui, struct font font)
{
    int padding = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    return int_max(padding, font.size / 4);
}

/* Words want more than that, most at the round ends of a pill, and become smaller for it; those
 * that have no other room may use it. */
static int end_padding(const struct button *button, struct font font)
{
    return button->pill ? font.size / 2 : font.size / 4;
}

int ui_button_width_least(const struct ui *ui, const struct button *button, int height)
{
    if (!has_text(button->label))
        return ui_button_width(ui, button);
    struct font font = button_font(ui, button);
    int padding = 2 * words_padding(ui, font);
    font.size = metrics_least_font(&ui->metrics);
    int width = ui_widest_word(ui, font, button->label);
    int line = ui_text_width_font(ui, font, button->label);
    while (width < line && !ui_text_fits(ui, font, button->label, width, height, 2))
        width += font.size / 4;
    width = int_min(width, line) + padding;
    return int_max(width, ui->metrics.target);
}

static bool fit_label(const struct ui *ui, const struct button *button, int width, int height,
                      int lines, struct font *font)
{
    enum theme_type type = button->large ? TYPE_BUTTON_LARGE : TYPE_BUTTON;
    *font = ui_fit_font(ui, type, button->label, width, height, lines);
    return ui_text_fits(ui, *font, button->label, width, height, lines);
}

static void button_icon(struct ui *ui, struct rect rect, const struct button *button, color_t ink)
{
    if (button->icon)
        ui_icon(ui, rect, button->icon, icon_size(ui, button_font(ui, button)), ink);
}

/* In how many lines the label fits, with air beside it if it can be (which *rect then leaves
 * free); 0: in no way. A second line comes nearer to the rims than a single one without air. */
static int fit_lines(const struct ui *ui, const struct button *button, int air, struct rect *rect,
                     struct font *font)
{
    struct rect airy = rect_centered(*rect, rect->w - 2 * air, rect->h);
    for (int lines = 1; lines <= 2; lines++) {
        if (fit_label(ui, button, airy.w, airy.h, lines, font)) {
            *rect = airy;
            return lines;
        }
        if (fit_label(ui, button, rect->w, rect->h, lines, font))
            return lines;
    }
    return 0;
}

/* The label without an icon beside it. */
static void button_words(struct ui *ui, struct rect rect, const struct button *button, color_t ink)
{
    struct font font = button_font(ui, button);
    int padding = words_padding(ui, font);
    int air = end_padding(button, font);
    rect = rect_centered(rect, rect.w - 2 * padding, rect.h);
    int lines = fit_lines(ui, button, air, &rect, &font);
    if (lines == 0 && button->icon) {
        button_icon(ui, rect, button, ink);
    } else if (lines == 2) {
        int height = ui_paragraph_height_font(ui, rect.w, font, button->label, 2);
        ui_paragraph_font(ui, rect_centered(rect, rect.w, height), font, ink, ALIGN_CENTER,
                          button->label);
    } else {
        ui_text_font(ui, rect, font, ink, ALIGN_CENTER, button->label);
    }
}

static void button_inline(struct ui *ui, struct rect rect, const struct button *button, color_t ink)
{
    struct font font = button_font(ui, button);
    int icon = icon_size(ui, font);
    int gap = icon_gap(font);
    int padding = words_padding(ui, font) + end_padding(button, font);
    int room = rect.w - 2 * padding - icon - gap;
    if (!button->icon || button->words || !fit_label(ui, button, room, rect.h, 1, &font)) {
        button_words(ui, rect, button, ink);
        return;
    }
    int label = ui_text_width_font(ui, font, button->label);
    struct rect row = rect_centered(rect, icon + gap + label, rect.h);
    struct rect place =
        button->icon_after ? rect_cut_right(&row, icon, gap) : rect_cut_left(&row, icon, gap);
    button_icon(ui, place, button, ink);
    ui_text_font(ui, row, font, ink, ALIGN_LEFT, button->label);
}

static void button_words_and_icon(struct ui *ui, struct rect rect, const struct button *button,
                                  color_t ink)
{
    if (!has_text(button->label))
        button_icon(ui, rect, button, ink);
    else if (button->stacked && button->icon)
        button_stacked(ui, rect, button, button_font(ui, button), ink);
    else
        button_inline(ui, rect, button, ink);
}

static void button_off(struct ui *ui, struct rect rect, const struct button *button, int radius)
{
    const struct button_look *look = &looks[BUTTON_PLAIN];
    draw_box(ui->list, rect, radius, 0, metrics_length(&ui->metrics, LENGTH_STROKE),
             color_fade(ui_color(ui, look->line), OFF_LINE));
    ui_say_mute(ui);
    button_words_and_icon(ui, rect, button, color_fade(ui_color(ui, look->ink), OFF_INK));
    ui_say_unmute(ui);
}

void ui_button(struct ui *ui, struct rect rect, const struct button *button)
{
    const struct button_look *look = &looks[button->style];
    const char *spoken = button->spoken ? button->spoken : button->label;
    int radius = button->pill ? rect.h / 2 : metrics_length(&ui->metrics, LENGTH_RADIUS);
    if (button->off) {
        button_off(ui, rect, button, radius);
        return;
    }
    bool pressed = (button->urgent ? ui_target_urgent : ui_target_round)(
        ui, button->id, spoken ? spoken : "", rect, radius, button->index);
    if (button->repeats)
        ui_repeats(ui, button->id);
    if (button->unhurried)
        ui_unhurried(ui, button->id);
    int stroke = look->lined ? metrics_length(&ui->metrics, LENGTH_STROKE) : 0;
    if (button->style == BUTTON_HERO)
        draw_shadow(ui->list, rect, radius, metrics_length(&ui->metrics, LENGTH_SHADOW_BLUR),
                    ui_color(ui, COLOR_SHADOW));
    draw_box(ui->list, rect, radius, ui_color(ui, pressed ? look->pressed : look->fill), stroke,
             ui_color(ui, look->line));
    ui_say_mute(ui);
    button_words_and_icon(ui, rect, button, ui_color(ui, look->ink));
    ui_say_button(ui, spoken, rect, ui_say_unmute(ui));
}

int ui_chip_height(const struct ui *ui)
{
    int height = metrics_length(&ui->metrics, LENGTH_CHIP_HEIGHT);
    return int_max(height, ui->metrics.target);
}

int ui_chip_width(const struct ui *ui, const char *label)
{
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    int width = ui_text_width_font(ui, font, label) + 2 * side_padding(ui, font, 75);
    return int_max(width, ui->metrics.target);
}

color_t ui_chip_shape(struct ui *ui, struct rect rect, const char *id, const char *label, bool on,
                      int index)
{
    bool pressed = ui_target_round(ui, id, label, rect, rect.h / 2, index);
    ui_say_chosen(ui, on);
    enum theme_color fill = on        ? pressed ? COLOR_PRIMARY_PRESSED : COLOR_PRIMARY
                            : pressed ? COLOR_SURFACE_PRESSED
                                      : COLOR_SURFACE;
    draw_box(ui->list, rect, rect.h / 2, ui_color(ui, fill),
             on ? 0 : metrics_length(&ui->metrics, LENGTH_STROKE), ui_color(ui, COLOR_LINE));
    return ui_color(ui, on ? COLOR_ON_PRIMARY : COLOR_TEXT);
}

void ui_chip(struct ui *ui, struct rect rect, const char *id, const char *label, bool on, int index)
{
    color_t ink = ui_chip_shape(ui, rect, id, label, on, index);
    ui_text(ui, rect, TYPE_LABEL, ink, ALIGN_CENTER, label);
}

static int tag_padding(const struct ui *ui)
{
    return ui_line_height(ui, TYPE_LABEL) / 2;
}

static int tag_icon(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_LABEL).size * 10 / 11;
}

int ui_tag_height(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_LABEL).size * 5 / 3;
}

int ui_tag_width(const struct ui *ui, const char *icon, const char *label)
{
    int width = 2 * tag_padding(ui) + ui_text_width(ui, TYPE_LABEL, label);
    return icon ? width + tag_icon(ui) * 3 / 2 : width;
}

int ui_tag(struct ui *ui, int x, int y, const char *icon, const char *label, color_t fill,
           color_t ink)
{
    return ui_tag_legend(ui, x, y, icon, ink, label, fill, ink);
}

int ui_tag_legend(struct ui *ui, int x, int y, const char *icon, color_t icon_color,
                  const char *label, color_t fill, color_t ink)
{
    struct rect rect = {x, y, ui_tag_width(ui, icon, label), ui_tag_height(ui)};
    draw_fill(ui->list, rect, rect.h / 2, fill);
    struct rect row = rect;
    rect_cut_left(&row, tag_padding(ui), 0);
    rect_cut_right(&row, tag_padding(ui), 0);
    if (icon) {
        int size = tag_icon(ui);
        ui_icon(ui, rect_cut_left(&row, size, size / 2), icon, size, icon_color);
    }
    ui_text(ui, row, TYPE_LABEL, ink, ALIGN_LEFT, label);
    return rect.w;
}

void ui_card(struct ui *ui, struct rect rect, int radius, bool pressed)
{
    int offset = metrics_length(&ui->metrics, LENGTH_SHADOW_OFFSET);
    struct rect below = {rect.x, rect.y + offset, rect.w, rect.h};
    draw_shadow(ui->list, below, radius, metrics_length(&ui->metrics, LENGTH_SHADOW_BLUR),
                ui_color(ui, COLOR_SHADOW));
    draw_fill(ui->list, rect, radius,
              ui_color(ui, pressed ? COLOR_SURFACE_PRESSED : COLOR_SURFACE));
}

void ui_stage(struct ui *ui, struct rect rect, int radius)
{
    struct draw_gradient light = stage_light(ui->color, rect, radius);
    draw_radial(ui->list, rect, radius, light.from, light.to, light.cx, light.cy, light.reach);
}

void ui_icon(struct ui *ui, struct rect rect, const char *name, int size, color_t color)
{
    draw_icon(ui->list, name, rect_centered(rect, size, size), color);
}

/* How a ring of this inner diameter shows its words. */
struct ring_type {
    struct font number, caption;
    int cap, gap, block; /* px: the number's capitals, the gap under them, both lines together */
    bool captioned;
};

/* The caption's line lies below the middle, where the ring is narrower. */
static bool caption_fits(const struct ui *ui, const struct ring_type *type, int inside,
                         const char *caption)
{
    double low = type->block / 2.0 + type->caption.size * 0.2;
    double radius = inside / 2.0;
    if (low >= radius)
        return false;
    double chord = 2 * sqrt(radius * radius - low * low);
    int width = ui_text_width_font(ui, type->caption, caption);
    return width <= chord - type->caption.size * 0.3;
}

static struct ring_type ring_type(const struct ui *ui, int inside, const struct ring *ring,
                                  bool captioned)
{
    struct ring_type type = {.captioned = captioned};
    type.caption = metrics_font(&ui->metrics, TYPE_LABEL);
    type.number = metrics_font(&ui->metrics, TYPE_NUMBER);
    type.number.size = int_min(type.number.size, inside * (captioned ? 48 : 62) / 100);
    while (type.number.size > 8 &&
           ui_text_width_font(ui, type.number, ring->number) > inside * 78 / 100)
        type.number.size -= 2;
    type.cap = metrics_capitals(type.number);
    type.gap = int_min(type.caption.size * 19 / 20, inside / 6);
    type.block = captioned ? type.cap + type.gap + metrics_capitals(type.caption) : type.cap;
    return type;
}

/* A caption that would touch the ring, or be as large as the number, is worse than none. */
static struct ring_type ring_type_fit(const struct ui *ui, int inside, const struct ring *ring)
{
    if (has_text(ring->caption)) {
        struct ring_type type = ring_type(ui, inside, ring, true);
        if (type.number.size * 3 >= type.caption.size * 4 &&
            caption_fits(ui, &type, inside, ring->caption))
            return type;
    }
    return ring_type(ui, inside, ring, false);
}

static float ring_thickness(const struct ui *ui, int side)
{
    float thickness = (float)metrics_length(&ui->metrics, LENGTH_RING_THICKNESS);
    float thickest = (float)side * 0.11f;
    return thickness > thickest || ui->metrics.compact ? thickest : thickness;
}

/* The words keep the room of the resting ring: they would jump with every breath. */
static struct ring_type ring_words(const struct ui *ui, int side, const struct ring *ring)
{
    int inside = (int)((float)side - 2 * ring_thickness(ui, side));
    return ring_type_fit(ui, inside, ring);
}

bool ui_ring_has_caption(const struct ui *ui, int side, const struct ring *ring)
{
    return ring_words(ui, side, ring).captioned;
}

void ui_ring_words(struct ui *ui, struct rect rect, const struct ring *ring)
{
    struct ring_type type = ring_words(ui, int_min(rect.w, rect.h), ring);
    struct rect middle = rect_centered(rect, rect.w, type.block);
    ui_say_as(ui, SAID_RING);
    ui_text_font(ui, rect_cut_top(&middle, type.cap, type.gap), type.number,
                 ui_color(ui, COLOR_TEXT), ALIGN_CENTER, ring->number);
    if (type.captioned)
        ui_text_font(ui, middle, type.caption, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_CENTER,
                     ring->caption);
    ui_say_as(ui, SAID_BODY);
}

void ui_arc(struct ui *ui, struct rect rect, const struct arc *arc)
{
    struct draw_ring ring = {
        .cx = (float)rect.x + (float)rect.w / 2,
        .cy = (float)rect.y + (float)rect.h / 2,
        .radius = arc->radius,
        .thickness = arc->thickness,
        .start = 0,
        .sweep = 1,
        .color = arc->track,
    };
    draw_ring(ui->list, &ring);
    ring.sweep = arc->part;
    ring.color = arc->color;
    if (arc->part > 0)
        draw_ring(ui->list, &ring);
}

void ui_ring_track(struct ui *ui, struct rect rect, const struct ring *ring)
{
    int side = int_min(rect.w, rect.h);
    float thickness = ring_thickness(ui, side);
    float radius = ((float)side - thickness) / 2;
    /* Room to swell lies inside, so that the ring never leaves its rectangle. */
    radius *= 1 - 0.06f * (float)(1 - ring->swell) / 2;
    ui_arc(ui, rect,
           &(struct arc){.radius = radius,
                         .thickness = thickness,
                         .part = (float)ring->left,
                         .track = ui_color(ui, COLOR_RING_TRACK),
                         .color = ring->color});
}

void ui_ring(struct ui *ui, struct rect rect, const struct ring *ring)
{
    ui_ring_track(ui, rect, ring);
    ui_ring_words(ui, rect, ring);
}

void ui_segments(struct ui *ui, struct rect rect, int count, int done, double part, color_t full,
                 color_t current, color_t rest)
{
    if (count <= 0)
        return;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    while (gap > 1 && gap * (count - 1) > rect.w / 3)
        gap--;
    for (int i = 0; i < count; i++) {
        int from = (rect.w + gap) * i / count;
        int to = (rect.w + gap) * (i + 1) / count - gap;
        struct rect segment = {rect.x + from, rect.y, to - from, rect.h};
        draw_fill(ui->list, segment, rect.h / 2, i < done ? full : rest);
        if (i != done || part <= 0)
            continue;
        int width = (int)lround(segment.w * part);
        segment.w = int_max(width, rect.h);
        draw_fill(ui->list, segment, rect.h / 2, current);
    }
}
