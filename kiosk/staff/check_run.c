#include "screens/layout.h"
#include "staff/check_draw.h"
#include "staff/dates.h"
#include "ui/stack.h"

/* The parts of the self-check for which a person is needed: each has the whole window. */

int staff_check_columns(int width, int height)
{
    return width >= height ? CHECK_LONG : CHECK_SHORT;
}

struct rect staff_check_square(int width, int height, int index)
{
    int columns = staff_check_columns(width, height), rows = CHECK_SQUARES / columns;
    int column = index % columns, row = index / columns;
    int x = width * column / columns, y = height * row / rows;
    return (struct rect){x, y, width * (column + 1) / columns - x, height * (row + 1) / rows - y};
}

static void draw_squares(const struct staff_check *check, struct ui *ui)
{
    int edge = metrics_px(&ui->metrics, 4), radius = metrics_px(&ui->metrics, 16);
    int stroke = metrics_px(&ui->metrics, 2);
    for (int i = 0; i < CHECK_SQUARES; i++) {
        struct rect square = staff_check_square(check->width, check->height, i);
        square = rect_inset(square, edge);
        if (check->run.white[i])
            draw_box(ui->list, square, radius, ui_color(ui, COLOR_SURFACE), stroke,
                     ui_color(ui, COLOR_LINE));
        else
            draw_fill(ui->list, square, radius,
                      ui_color(ui, i == check->latest ? COLOR_ACCENT : COLOR_PRIMARY));
    }
}

static bool all_painted(const struct staff_check *check, struct rect rect)
{
    for (int i = 0; i < CHECK_SQUARES; i++) {
        struct rect square = staff_check_square(check->width, check->height, i);
        if (check->run.white[i] && !rect_empty(rect_intersect(square, rect)))
            return false;
    }
    return true;
}

/* Where it is painted already: above, unless there is white and none below. */
static struct rect place_card(struct staff_check *check, struct ui *ui, int height)
{
    int width = int_min(ui->metrics.width - 2 * ui->metrics.gap, metrics_px(&ui->metrics, 1200));
    width = int_max(
        width, int_min(ui->metrics.width - 2 * ui->metrics.gap, metrics_mm(&ui->metrics, 150)));
    int edge = metrics_px(&ui->metrics, 160);
    edge = int_min(edge, (ui->metrics.height / 2 - height) / 2);
    struct rect above = {(ui->metrics.width - width) / 2, edge, width, height};
    struct rect below = above;
    below.y = ui->metrics.height - edge - height;
    return !all_painted(check, above) && all_painted(check, below) ? below : above;
}

static void draw_progress(const struct staff_check *check, struct ui *ui, struct rect rect)
{
    int done = CHECK_SQUARES - check->left;
    ui_arc(ui, rect,
           &(struct arc){.radius = (float)rect.w * 0.43F,
                         .thickness = (float)rect.w * 0.13F,
                         .part = (float)done / CHECK_SQUARES,
                         .track = ui_color(ui, COLOR_RING_TRACK),
                         .color = ui_color(ui, COLOR_ACCENT)});
    ui_text(ui, rect, TYPE_LABEL, ui_color(ui, COLOR_TEXT), ALIGN_CENTER,
            arena_printf(&ui->list->arena, "%d", done));
}

struct paint_words {
    const struct screen_context *context;
    bool title;
};

static void put_paint_words(struct stack *stack, const void *what)
{
    const struct paint_words *w = what;
    const struct strings *strings = w->context->strings;
    bool stalls = staff_check_stalls(w->context);
    const char *left = stalls
                           ? tr(strings, "staff.check.stalls")
                           : tr_format(strings, &stack->ui->list->arena, "staff.check.squares_left",
                                       {"count", NULL, w->context->staff->check.left});
    color_t ink = ui_color(stack->ui, stalls ? COLOR_WARNING_TEXT : COLOR_TEXT_SOFT);
    if (w->title) {
        stack_fit(stack, TYPE_STAFF_TITLE, ui_color(stack->ui, COLOR_TEXT), 1, 2,
                  tr(strings, "staff.check.paint"));
        stack_text(stack, TYPE_CAPTION, ink, left);
    } else {
        stack_fit(stack, TYPE_STAFF_TITLE, ink, 2, 3, left);
    }
}

void staff_check_draw_paint(struct screen_context *context, struct ui *ui)
{
    struct staff_check *check = &context->staff->check;
    layout_background(ui);
    draw_mirror(ui->list, false); /* the squares are the panel's, not the language's */
    draw_squares(check, ui);
    int air = metrics_px(&ui->metrics, 36),
        target = int_max(ui->metrics.target, metrics_px(&ui->metrics, 88));
    struct button white = {.id = "check:white",
                           .label = tr(context->strings, "staff.check.stay_white"),
                           .icon = "circle-x",
                           .words = true,
                           .style = staff_check_stalls(context) ? BUTTON_PRIMARY : BUTTON_PLAIN};
    struct button stop = {
        .id = "check:stop", .spoken = tr(context->strings, "staff.check.stop"), .icon = "x"};
    int ring = metrics_px(&ui->metrics, 112);
    ring = ui->metrics.compact ? ui->metrics.target : ring;
    int height = int_max(target, ring) + 2 * air;
    bool tall = ui->metrics.portrait || ui->metrics.scale < 0.9; /* no room for words beside */
    struct rect card = place_card(check, ui, tall ? height + target + air : height);
    draw_shadow(ui->list, card, card.h / 4, metrics_length(&ui->metrics, LENGTH_SHADOW_BLUR),
                ui_color(ui, COLOR_SHADOW));
    draw_fill(ui->list, card, metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE),
              ui_color(ui, COLOR_BACKGROUND));
    draw_mirror(ui->list, strings_right_to_left(context->strings));
    struct rect inner = rect_inset(card, air);
    struct rect buttons = tall ? rect_cut_bottom(&inner, target, air) : inner;
    struct rect *row = tall ? &buttons : &inner;
    struct rect x = rect_cut_right(row, target, ui->metrics.gap);
    ui_button(ui, rect_centered(x, target, target), &stop);
    int wide = tall ? row->w : int_min(ui_button_width(ui, &white), row->w / 2);
    struct rect place = rect_cut_right(row, wide, ui->metrics.gap);
    ui_button(ui, rect_centered(place, wide, target), &white);
    bool roomy = inner.w > 3 * ring + metrics_px(&ui->metrics, 250) &&
                 ring > 3 * metrics_font(&ui->metrics, TYPE_LABEL).size;
    if (roomy)
        draw_progress(check, ui, rect_centered(rect_cut_left(&inner, ring, air), ring, ring));
    struct paint_words words = {context, true};
    if (stack_height(ui, inner.w, put_paint_words, &words) > inner.h)
        words.title = false;
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_paint_words, &words);
}

static const color_t shown_colours[STAFF_CHECK_COLOURS] = {0xFFFFFFFF, 0xFF000000, 0xFFFF0000,
                                                           0xFF00FF00, 0xFF0000FF};

void staff_check_draw_look(struct screen_context *context, struct ui *ui)
{
    int colour = int_min(context->staff->check.colour, STAFF_CHECK_COLOURS - 1);
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    draw_fill(ui->list, window, 0, shown_colours[colour]);
    const char *text = tr_format(context->strings, &ui->list->arena, "staff.check.look",
                                 {"n", NULL, colour + 1}, {"all", NULL, STAFF_CHECK_COLOURS});
    bool dark = colour == 1 || colour == 4;
    struct rect line = rect_inset(window, metrics_length(&ui->metrics, LENGTH_MARGIN));
    struct font font = ui_fit_font(ui, TYPE_STAFF_TITLE, text, line.w, line.h, 2);
    int high = ui_paragraph_height_font(ui, line.w, font, text, 0);
    ui_paragraph_font(ui, rect_cut_bottom(&line, high, 0), font,
                      ui_color(ui, dark ? COLOR_ON_INK : COLOR_TEXT), ALIGN_CENTER, text);
    ui_target(ui, "check:next", text, window, 0);
    ui_say_button(ui, text, window, false);
}

static const char *question_key(const struct screen_context *context)
{
    switch (context->staff->check.phase) {
    case STAFF_CHECK_HEAR:
        return "staff.check.heard";
    case STAFF_CHECK_COMPARE:
        return "staff.check.same_time";
    default:
        return "staff.check.no_spots";
    }
}

static void put_question(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    const struct strings *strings = context->strings;
    struct ui *ui = stack->ui;
    struct arena *arena = &ui->list->arena;
    bool clock = context->staff->check.phase == STAFF_CHECK_COMPARE;
    stack->balanced = STACK_MESSAGE;
    if (clock) {
        int64_t now = context->staff->sample ? staff_sample_now() : context->wall;
        stack_text(stack, TYPE_HERO, ui_color(ui, COLOR_TEXT), staff_time_text(arena, now));
        stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT),
                   staff_day_text(strings, arena, now));
        stack_gap(stack, ui->metrics.gap);
    }
    stack_text(stack, TYPE_TITLE, ui_color(ui, COLOR_TEXT), tr(strings, question_key(context)));
    if (context->staff->check.phase == STAFF_CHECK_HEAR && context->ears.no_sound) {
        stack_gap(stack, ui->metrics.gap);
        stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_WARNING_TEXT),
                   tr(strings, "staff.check.sound_none"));
    }
}

static void draw_answers(struct screen_context *context, struct ui *ui, struct rect row)
{
    int half = (row.w - ui->metrics.gap) / 2;
    ui_button(ui, rect_cut_left(&row, half, ui->metrics.gap),
              &(struct button){.id = "check:yes",
                               .label = tr(context->strings, "staff.check.yes"),
                               .icon = "check",
                               .style = BUTTON_PRIMARY});
    ui_button(ui, row,
              &(struct button){
                  .id = "check:no", .label = tr(context->strings, "staff.check.no"), .icon = "x"});
}

void staff_check_draw_question(struct screen_context *context, struct ui *ui)
{
    layout_background(ui);
    struct rect area = layout_area(ui);
    int height = ui_button_height(ui), gap = ui->metrics.gap;
    int square = int_max(ui->metrics.target, height);
    struct button stop = {
        .id = "check:stop", .spoken = tr(context->strings, "staff.check.stop"), .icon = "x"};
    struct button tone = {
        .id = "check:tone", .spoken = tr(context->strings, "staff.check.tone"), .icon = "volume-2"};
    struct rect row = rect_cut_bottom(&area, height, gap);
    int width = int_max(metrics_px(&ui->metrics, 1100), 8 * height); /* on 7" all of it */
    row = rect_centered(row, int_min(row.w, width), height);
    ui_button(ui, rect_cut_right(&row, square, 2 * gap), &stop);
    if (context->staff->check.phase == STAFF_CHECK_HEAR) {
        bool narrow = row.w < 5 * square; /* the answers come first */
        struct rect place =
            narrow ? rect_cut_bottom(&area, height, gap) : rect_cut_left(&row, square, gap);
        ui_button(ui, rect_centered(place, square, height), &tone);
    }
    draw_answers(context, ui, row);
    stack_draw_middle(ui, area, ALIGN_CENTER, put_question, context);
}
