#include "staff/settings_card.h"

#include <math.h>

#include "config/config.h"
#include "config/config_keys.h"
#include "screens/layout.h"
#include "staff/parts.h"
#include "staff/settings_parts.h"
#include "ui/drag_handle.h"

/* ISO/IEC 7810 ID-1: the size of every bank card. */
static const double card_width_mm = 85.6, card_height_mm = 53.98;

static const double press = 1.005;

/* Of the frame, which a finger carries. */
#define CORNER "card:corner"

/* The diagonal in force, which may be a guess. */
static double diagonal_of(const struct ui *ui)
{
    return hypot(ui->metrics.width, ui->metrics.height) / ui->metrics.px_per_mm;
}

double settings_card_mm(const struct screen_context *context, const struct ui *ui)
{
    double tried = settings_of(context)->try_mm;
    return tried > 0 ? tried : diagonal_of(ui);
}

static const char *size_text(const struct screen_context *context, struct arena *arena, double mm)
{
    return tr_format(context->strings, arena, "staff.settings.inches",
                     {"inches", arena_printf(arena, "%.1f", mm / SETTINGS_INCH_MM), 0},
                     {"mm", arena_printf(arena, "%.0f", mm), 0});
}

static void draw_card(struct ui *ui, struct rect rect, const char *words)
{
    int stroke = metrics_length(&ui->metrics, LENGTH_STROKE);
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL),
             ui_color(ui, COLOR_SURFACE_TINT), stroke, ui_color(ui, COLOR_PRIMARY));
    struct rect inner = rect_inset(rect, 4 * stroke);
    struct font small = {metrics_font(&ui->metrics, TYPE_LABEL).weight,
                         metrics_least_font(&ui->metrics)};
    if (!ui_text_fits(ui, small, words, inner.w, inner.h, 2))
        return;
    struct font font = ui_fit_font(ui, TYPE_LABEL, words, inner.w, inner.h, 2);
    int high = int_min(inner.h, ui_paragraph_height_font(ui, inner.w, font, words, 2));
    ui_paragraph_font(ui, rect_centered(inner, inner.w, high), font, ui_color(ui, COLOR_TEXT_TINT),
                      ALIGN_CENTER, words);
}

static double card_px(const struct ui *ui, double mm)
{
    return hypot(ui->metrics.width, ui->metrics.height) / mm;
}

/* The least that can be tried in a room of this size, px: for less the card would leave it. */
static void fit_room(const struct screen_context *context, const struct ui *ui, int width,
                     int height)
{
    double diagonal = hypot(ui->metrics.width, ui->metrics.height);
    settings_of(context)->least_mm =
        fmax(card_width_mm / width, card_height_mm / height) * diagonal;
}

static double within_limits(const struct staff_settings *settings, double mm)
{
    const struct config_key *key = config_key_find("screen.diagonal_mm");
    return fmin(fmax(mm, fmax(key->least, settings->least_mm)), key->most);
}

/* The corner keeps below the finger as far as the card's shape lets it: its upper edge stays where
 * it is, and its middle. */
static void follow_corner(const struct screen_context *context, struct ui *ui)
{
    struct staff_settings *settings = settings_of(context);
    int dx, dy;
    if (!ui_loose_carried(ui, CORNER, &dx, &dy)) {
        settings->taken_mm = 0;
        return;
    }
    if (settings->taken_mm <= 0)
        settings->taken_mm = settings_card_mm(context, ui);
    double px = card_px(ui, settings->taken_mm);
    double right = card_width_mm * px / 2, down = card_height_mm * px;
    double larger = 1 + (right * dx + down * dy) / (right * right + down * down);
    double mm = larger > 0 ? settings->taken_mm / larger : HUGE_VAL;
    settings->try_mm = within_limits(settings, mm);
}

static int corner_size(const struct ui *ui)
{
    return int_max(ui->metrics.target, metrics_px(&ui->metrics, 84));
}

static void draw_corner(struct ui *ui, struct rect card, struct rect area, const char *label)
{
    int side = corner_size(ui);
    int stroke = metrics_length(&ui->metrics, LENGTH_STROKE), dx, dy;
    struct rect disc = {card.x + card.w - side / 2, card.y + card.h - side / 2, side, side};
    disc.x = int_clamp(disc.x, area.x, area.x + area.w - side);
    disc.y = int_min(disc.y, ui->metrics.height - side);
    ui_target_round(ui, CORNER, label, disc, side / 2, 0);
    ui_loose_handle(ui, CORNER);
    bool taken = ui_loose_carried(ui, CORNER, &dx, &dy);
    draw_fill(ui->list, rect_inset(disc, -2 * stroke), side / 2 + 2 * stroke,
              ui_color(ui, COLOR_SURFACE));
    draw_fill(ui->list, disc, side / 2,
              ui_color(ui, taken ? COLOR_PRIMARY_PRESSED : COLOR_PRIMARY));
    ui_icon(ui, disc, "move-diagonal-2", side / 2, ui_color(ui, COLOR_ON_PRIMARY));
    ui_say_button(ui, label, disc, false);
}

void settings_card_put(struct stack *stack, const struct screen_context *context, bool fitting)
{
    struct ui *ui = stack->ui;
    const struct strings *strings = context->strings;
    if (fitting)
        follow_corner(context, ui);
    double mm = fmax(settings_card_mm(context, ui), settings_of(context)->least_mm);
    double px = card_px(ui, mm);
    int width = (int)lround(card_width_mm * px), height = (int)lround(card_height_mm * px);
    struct rect box = stack_box(stack, int_min(height, ui->metrics.height));
    struct rect card = rect_centered(box, width, height);
    settings_of(context)->drawn_mm = mm; /* taps know no window */
    if (fitting)                         /* half of the corner's disc */
        stack_gap(stack, corner_size(ui) / 2);
    if (!stack_seen(stack, card))
        return;
    draw_card(ui, card, tr(strings, "staff.settings.card_here"));
    if (fitting)
        draw_corner(ui, card, box, tr(strings, "staff.settings.card_corner"));
}

/* − and +, the size that they have led to, and what makes it so. */
struct fitting {
    struct button less, more, fits;
    const char *size, *back;
};

static struct fitting fitting_of(const struct screen_context *context, struct ui *ui)
{
    const struct strings *strings = context->strings;
    return (struct fitting){
        .less = {.id = "card:less",
                 .icon = "minus",
                 .spoken = tr(strings, "staff.settings.card_less"),
                 .repeats = true},
        .more = {.id = "card:more",
                 .icon = "plus",
                 .spoken = tr(strings, "staff.settings.card_more"),
                 .repeats = true},
        .fits = {.id = "fits",
                 .label = tr(strings, "staff.settings.fits"),
                 .icon = "check",
                 .style = BUTTON_PRIMARY},
        .size = size_text(context, &ui->list->arena, settings_card_mm(context, ui)),
        .back = tr(strings, "staff.settings.screen"),
    };
}

/* In one row where the size has room between them. */
static bool put_fitting_row(struct stack *stack, const struct fitting *f)
{
    struct ui *ui = stack->ui;
    int small = ui_button_height_small(ui), gap = ui->metrics.gap;
    int fits = ui_button_width(ui, &f->fits), room = stack->width - fits - 2 * small - 3 * gap;
    struct font font = metrics_font(&ui->metrics, TYPE_BUTTON);
    font.size = int_max(font.size * 4 / 5, metrics_least_font(&ui->metrics));
    if (room <= 0 || !ui_text_fits(ui, font, f->size, room, small, 2))
        return false;
    struct rect row = stack_box(stack, small);
    if (stack->dry)
        return true;
    ui_button(ui, rect_cut_left(&row, small, gap), &f->less);
    ui_button(ui, rect_cut_left(&row, small, gap), &f->more);
    ui_button(ui, rect_cut_right(&row, fits, gap), &f->fits);
    font = ui_fit_font(ui, TYPE_BUTTON, f->size, row.w, row.h, 2);
    int high = ui_paragraph_height_font(ui, row.w, font, f->size, 2);
    ui_paragraph_font(ui, rect_centered(row, row.w, high), font, ui_color(ui, COLOR_TEXT),
                      ALIGN_LEFT, f->size);
    return true;
}

void settings_fitting_put(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    struct ui *ui = stack->ui;
    const struct strings *strings = context->strings;
    stack_text(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT),
               tr(strings, "staff.settings.card_title"));
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               tr(strings, "staff.settings.card_info"));
    settings_gap(stack);
    fit_room(context, ui, stack->width, ui->metrics.height * 2 / 3);
    settings_card_put(stack, context, true);
    settings_gap(stack);
    const struct fitting fitting = fitting_of(context, ui);
    if (put_fitting_row(stack, &fitting))
        return;
    const struct button buttons[] = {fitting.less, fitting.more, fitting.fits};
    stack_text(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT), fitting.size);
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    staff_buttons_put(stack, buttons, 3);
}

static void put_frame(struct stack *stack, const void *what)
{
    settings_card_put(stack, what, true);
}

static void draw_size(struct ui *ui, struct rect rect, const char *size)
{
    struct font font = ui_fit_font(ui, TYPE_BUTTON, size, rect.w, rect.h, 3);
    if (!ui_text_fits(ui, font, size, rect.w, rect.h, 3))
        return;
    int high = int_min(rect.h, ui_paragraph_height_font(ui, rect.w, font, size, 3));
    ui_paragraph_font(ui, rect_centered(rect, rect.w, high), font, ui_color(ui, COLOR_TEXT),
                      ALIGN_CENTER, size);
}

/* So many in a row of this length: their gaps give way first. */
static void fit_buttons(int length, int count, int wished, int *side, int *gap)
{
    *gap = int_clamp((length - count * wished) / (count - 1), *gap / 4, *gap);
    *side = int_min(wished, (length - (count - 1) * *gap) / count);
}

/* Below each other at the side of the frame, or where it is narrow, in a row below it. */
static void draw_controls(struct ui *ui, struct rect area, const struct fitting *f, bool row)
{
    int gap = ui->metrics.gap, small;
    fit_buttons(row ? area.w : area.h, row ? 4 : 3, ui_button_height_small(ui), &small, &gap);
    struct button back = {.id = "card:back", .spoken = f->back, .icon = "arrow-left"};
    if (row) {
        struct button fits = f->fits;
        int width = ui_button_width(ui, &fits);
        if (width > area.w - 3 * (small + gap)) {
            fits = ui_button_wordless(fits);
            width = small;
        }
        ui_button(ui, rect_cut_left(&area, small, gap), &back);
        ui_button(ui, rect_cut_right(&area, width, gap), &fits);
        ui_button(ui, rect_cut_left(&area, small, gap), &f->less);
        ui_button(ui, rect_cut_left(&area, small, gap), &f->more);
        return;
    }
    struct rect line = rect_cut_top(&area, small, gap);
    ui_button(ui, rect_cut_left(&line, small, gap), &back);
    ui_button(ui, rect_cut_bottom(&area, small, gap), &f->fits);
    line = rect_cut_bottom(&area, small, gap);
    ui_button(ui, rect_cut_left(&line, small, gap), &f->less);
    ui_button(ui, rect_cut_left(&line, small, gap), &f->more);
    draw_size(ui, area, f->size);
}

void settings_card_page(const struct screen_context *context, struct ui *ui, struct rect area)
{
    const struct fitting fitting = fitting_of(context, ui);
    int small = ui_button_height_small(ui), gap = ui->metrics.gap;
    int column = int_max(ui_button_width(ui, &fitting.fits), 2 * small + gap);
    bool row = ui->metrics.portrait;
    struct rect controls =
        row ? rect_cut_bottom(&area, small, gap) : rect_cut_right(&area, column, gap);
    fit_room(context, ui, area.w, area.h - corner_size(ui) / 2);
    stack_draw_middle(ui, area, ALIGN_LEFT, put_frame, context);
    draw_controls(ui, controls, &fitting, row);
}

void settings_card_try(struct screen_context *context, bool larger)
{
    struct staff_settings *settings = settings_of(context);
    double mm = settings->drawn_mm;
    mm = larger ? mm / press : mm * press; /* a larger frame: a smaller panel */
    settings->try_mm = settings->drawn_mm = within_limits(settings, mm);
}
