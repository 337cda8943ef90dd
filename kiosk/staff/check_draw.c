#include "staff/check_draw.h"

#include <string.h>

#include "clinic/health.h"
#include "screens/layout.h"
#include "staff/dates.h"
#include "staff/frame.h"
#include "staff/home_draw.h"
#include "staff/row.h"

/* The result: six parts at the left, the details of one at the right; below each other in portrait,
 * one after the other on 7". */

struct result_view {
    struct screen_context *context;
    const struct staff_check *check;
    int square_h; /* of the small squares, px */
};

static const struct {
    const char *id, *icon, *title, *fine, *failed, *means, *mend;
} parts[CHECK_PARTS] = {
    {"part:touch", "pointer", "staff.check.touch", "staff.check.touch_fine",
     "staff.check.touch_failed", "staff.check.touch_means", "staff.check.touch_do"},
    {"part:sound", "volume-2", "staff.check.sound", "staff.check.sound_fine",
     "staff.check.sound_failed", "staff.check.sound_means", "staff.check.sound_do"},
    {"part:colours", "palette", "staff.check.colours", "staff.check.colours_fine",
     "staff.check.colours_failed", "staff.check.colours_means", "staff.check.tell"},
    {"part:clock", "clock", "staff.check.clock", "staff.check.clock_fine",
     "staff.check.clock_failed", "staff.check.clock_means", "staff.check.tell"},
    {"part:content", "box", "staff.check.content", "staff.check.content_fine",
     "staff.check.content_failed", "staff.check.content_means", "staff.check.content_do"},
    {"part:storage", "hard-drive", "staff.check.storage", "staff.check.storage_fine",
     "staff.check.storage_failed", "staff.check.storage_means", "staff.check.storage_do"},
};

static const char *word(const struct result_view *v, const char *key)
{
    return tr(v->context->strings, key);
}

static enum check_result result_of(const struct result_view *v, enum check_part part)
{
    if (part == CHECK_STORAGE && v->check->unkept)
        return CHECK_FAILED;
    return v->check->last.at == 0 ? CHECK_OPEN : v->check->last.result[part];
}

static int count_of(const struct result_view *v, enum check_result result)
{
    int count = 0;
    for (int i = 0; i < CHECK_PARTS; i++)
        count += result_of(v, (enum check_part)i) == result;
    return count;
}

/* The PIN could not be kept: what that means is another matter than a full disk. */
static bool tells_pin(const struct result_view *v, enum check_part part)
{
    return part == CHECK_STORAGE && v->check->unkept;
}

/* Why there is no sound to check. */
static const char *left_out_text(const struct result_view *v)
{
    return word(v, v->context->config->sound.volume == 0 ? "staff.check.sound_off"
                                                         : "staff.check.sound_none");
}

static const char *part_text(const struct result_view *v, struct ui *ui, enum check_part part)
{
    switch (result_of(v, part)) {
    case CHECK_OPEN:
        return word(v, "staff.check.open");
    case CHECK_LEFT_OUT:
        return left_out_text(v);
    case CHECK_FAILED:
        if (tells_pin(v, part))
            return word(v, "staff.home.unkept");
        return part == CHECK_TOUCH
                   ? tr_format(v->context->strings, &ui->list->arena, parts[part].failed,
                               {"count", NULL, self_check_white(&v->check->last)})
                   : word(v, parts[part].failed);
    default:
        return word(v, parts[part].fine);
    }
}

static void draw_mark(struct ui *ui, struct rect rect, enum check_result result)
{
    static const struct {
        const char *icon;
        enum theme_color color;
    } marks[] = {[CHECK_OPEN] = {"minus", COLOR_LINE_STRONG},
                 [CHECK_FINE] = {"circle-check", COLOR_PRIMARY},
                 [CHECK_FAILED] = {"circle-x", COLOR_DANGER},
                 [CHECK_LEFT_OUT] = {"minus", COLOR_LINE_STRONG}};
    ui_icon(ui, rect, marks[result].icon, rect.w, ui_color(ui, marks[result].color));
}

static struct staff_row part_row(const struct result_view *v, struct ui *ui, enum check_part part)
{
    return (struct staff_row){TYPE_BUTTON, word(v, parts[part].title), part_text(v, ui, part)};
}

/* Large enough to be made out beside the words, on a small panel as well. */
static int sign_size(const struct ui *ui)
{
    return int_max(metrics_px(&ui->metrics, 76), ui_button_icon_size(ui) * 3 / 2);
}

/* What is left for words in a row of this width. */
static int words_width(const struct ui *ui, int width, bool sign)
{
    int air = metrics_px(&ui->metrics, 28), mark = ui_button_icon_size(ui) * 5 / 4;
    return width - 2 * air - mark - air / 2 - (sign ? sign_size(ui) + air * 2 / 3 : 0);
}

/* All rows have their sign, where no word needs its room. */
static bool has_signs(const struct result_view *v, struct ui *ui, int width)
{
    for (int i = 0; i < CHECK_PARTS; i++) {
        struct staff_row row = part_row(v, ui, (enum check_part)i);
        if (!staff_row_is_short(ui, words_width(ui, width, true), &row))
            return false;
    }
    return true;
}

static void draw_part(const struct result_view *v, struct ui *ui, struct rect rect,
                      enum check_part part)
{
    enum check_result result = result_of(v, part);
    bool bad = result == CHECK_FAILED;
    bool on = v->check->chosen == part && !v->check->restarts;
    bool chosen = on && !ui->metrics.compact;
    struct staff_row row = part_row(v, ui, part);
    bool pressed =
        ui_target(ui, parts[part].id, arena_printf(&ui->list->arena, "%s: %s", row.title, row.text),
                  rect, (int)part);
    int stroke = metrics_length(&ui->metrics, LENGTH_STROKE);
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS),
             ui_color(ui, pressed ? COLOR_SURFACE_PRESSED
                          : bad   ? COLOR_DANGER_SURFACE
                                  : COLOR_SURFACE),
             chosen ? 2 * stroke : stroke,
             ui_color(ui, bad      ? COLOR_DANGER
                          : chosen ? COLOR_PRIMARY
                                   : COLOR_LINE));
    int air = metrics_px(&ui->metrics, 28), mark = ui_button_icon_size(ui) * 5 / 4;
    struct rect inner = {rect.x + air, rect.y, rect.w - 2 * air, rect.h};
    draw_mark(ui, rect_centered(rect_cut_right(&inner, mark, air / 2), mark, mark), result);
    if (has_signs(v, ui, rect.w)) {
        int disc = sign_size(ui);
        struct rect sign = rect_centered(rect_cut_left(&inner, disc, air * 2 / 3), disc, disc);
        draw_fill(ui->list, sign, disc / 2, ui_color(ui, bad ? COLOR_SURFACE : COLOR_SURFACE_TINT));
        ui_icon(ui, sign, parts[part].icon, disc * 3 / 5,
                ui_color(ui, bad ? COLOR_DANGER_TEXT : COLOR_TEXT_TINT));
    }
    staff_row_draw(ui, inner, &row, ui_color(ui, bad ? COLOR_DANGER_TEXT : COLOR_TEXT),
                   ui_color(ui, bad ? COLOR_DANGER_TEXT : COLOR_TEXT_SOFT));
}

static int row_height(const struct result_view *v, struct ui *ui, int width)
{
    int height = ui->metrics.target;
    for (int i = 0; i < CHECK_PARTS; i++) {
        struct staff_row row = part_row(v, ui, (enum check_part)i);
        int words = staff_row_height(ui, words_width(ui, width, has_signs(v, ui, width)), &row);
        height = int_max(height, words + metrics_px(&ui->metrics, 24));
    }
    return height;
}

static void put_list(struct stack *stack, const void *what)
{
    const struct result_view *v = what;
    int height = row_height(what, stack->ui, stack->width);
    for (int i = 0; i < CHECK_PARTS; i++) {
        if (i > 0)
            stack_gap(stack, stack->ui->metrics.gap);
        struct rect row = stack_box(stack, height);
        if (!stack->dry && v->check->chosen == (enum check_part)i) /* what failed is seen */
            ui_scroll_follow(stack->ui, i, row);
        if (stack_seen(stack, row))
            draw_part(what, stack->ui, row, (enum check_part)i);
    }
}

static void draw_small_square(struct ui *ui, struct rect rect, bool white)
{
    draw_fill(ui->list, rect, rect.h / 5, ui_color(ui, white ? COLOR_DANGER : COLOR_SURFACE_TINT));
    int icon = int_min(rect.w, rect.h) * 3 / 4;
    if (white)
        ui_icon(ui, rect, "x", icon, ui_color(ui, COLOR_SURFACE));
}

static void put_squares(struct stack *stack, const struct result_view *v)
{
    struct ui *ui = stack->ui;
    int columns = staff_check_columns(ui->metrics.width, ui->metrics.height);
    int rows = CHECK_SQUARES / columns;
    int pitch = stack->width / columns, high = v->square_h;
    struct rect box = stack_box(stack, high * rows);
    if (stack->dry)
        return;
    draw_mirror(ui->list, false); /* as they are on the panel */
    if (strings_right_to_left(v->context->strings))
        box.x = ui->metrics.width - box.x - box.w;
    int edge = int_max(1, metrics_px(&ui->metrics, 2));
    for (int i = 0; i < CHECK_SQUARES; i++) {
        struct rect square = {box.x + i % columns * pitch, box.y + i / columns * high, pitch, high};
        draw_small_square(ui, rect_inset(square, edge), v->check->last.white[i]);
    }
    draw_mirror(ui->list, strings_right_to_left(v->context->strings));
}

/* "Lower right": where most of what stayed white lies. */
static const char *where(const struct result_view *v, const struct ui *ui)
{
    static const char *const keys[] = {"staff.check.at_1", "staff.check.at_2", "staff.check.at_3",
                                       "staff.check.at_4", "staff.check.at_5", "staff.check.at_6",
                                       "staff.check.at_7", "staff.check.at_8", "staff.check.at_9"};
    int columns = staff_check_columns(ui->metrics.width, ui->metrics.height);
    int rows = CHECK_SQUARES / columns, x = 0, y = 0, count = 0;
    for (int i = 0; i < CHECK_SQUARES; i++) {
        if (!v->check->last.white[i])
            continue;
        x += 2 * (i % columns) + 1;
        y += 2 * (i / columns) + 1;
        count++;
    }
    if (count == 0)
        return "";
    int column = x * 3 / (2 * columns * count), row = y * 3 / (2 * rows * count);
    return word(v, keys[int_min(row, 2) * 3 + int_min(column, 2)]);
}

static const char *moment_text(const struct result_view *v, struct ui *ui, int64_t at)
{
    struct arena *arena = &ui->list->arena;
    return tr_format(v->context->strings, arena, "staff.check.moment",
                     {"date", staff_date_at(v->context->strings, arena, at), 0},
                     {"time", staff_time_text(arena, at), 0});
}

static void put_details(struct stack *stack, const void *what)
{
    const struct result_view *v = what;
    struct ui *ui = stack->ui;
    enum check_part part = v->check->chosen;
    enum check_result result = result_of(v, part);
    bool failed = result == CHECK_FAILED;
    int gap = metrics_px(&ui->metrics, 22);
    stack_fit(stack, TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT), 1, 2,
              result == CHECK_OPEN ? word(v, parts[part].title) : part_text(v, ui, part));
    stack_gap(stack, gap / 2);
    const char *means = word(v, failed                     ? parts[part].means
                                : result == CHECK_FINE     ? "staff.check.well"
                                : result == CHECK_LEFT_OUT ? "staff.check.sound_left_out"
                                                           : "staff.check.open");
    if (tells_pin(v, part))
        means = word(v, "staff.check.pin_means");
    if (failed && part == CHECK_TOUCH)
        means = arena_printf(&ui->list->arena, "%s %s", where(v, ui), means);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), means);
    if ((result == CHECK_FINE || failed) && v->check->last.took_s == 0 &&
        v->check->last.part_at[part] > 0)
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
                   moment_text(v, ui, v->check->last.part_at[part]));
    if (part == CHECK_TOUCH && (result == CHECK_FINE || failed) && !ui->metrics.compact) {
        stack_gap(stack, gap);
        put_squares(stack, v);
    }
    if (!failed)
        return;
    stack_gap(stack, gap);
    stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_TEXT), word(v, parts[part].mend));
}

/* They are no part of the check; who comes because of them finds here what can be done. */
static void put_restarts(struct stack *stack, const void *what)
{
    const struct result_view *v = what;
    struct ui *ui = stack->ui;
    int gap = metrics_px(&ui->metrics, 22);
    const char *title =
        ui_join(&ui->list->arena, word(v, "staff.home.restart"),
                tr_format(v->context->strings, &ui->list->arena, "staff.home.restarts_today",
                          {"n", NULL, v->check->restart.unwanted}));
    stack_fit(stack, TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT), 1, 2, title);
    stack_gap(stack, gap / 2);
    if (v->check->restart.at > 0)
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
                   staff_restart_text(v->context->strings, &ui->list->arena, &v->check->restart));
    if (!ui->metrics.compact)
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
                   word(v, "staff.check.restarts_mean"));
    stack_gap(stack, gap);
    stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_TEXT), word(v, "staff.check.restarts_do"));
}

static void draw_restarts(const struct result_view *v, struct ui *ui, struct rect inner,
                          struct rect row, const struct button *leave)
{
    int width = int_min(ui_button_width(ui, leave), row.w);
    ui_button(ui, rect_cut_left(&row, width, 0), leave);
    stack_draw(ui, inner, ALIGN_LEFT, put_restarts, v);
}

static void draw_details(const struct result_view *v, struct ui *ui, struct rect card)
{
    bool compact = ui->metrics.compact;
    if (!compact)
        ui_card(ui, card, metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE), false);
    struct rect inner = compact ? card : rect_inset(card, metrics_px(&ui->metrics, 44));
    int height = int_max(ui->metrics.target, metrics_px(&ui->metrics, 96));
    struct rect row = rect_cut_bottom(&inner, height, ui->metrics.gap);
    enum check_result result = result_of(v, v->check->chosen);
    struct button again = {
        .id = "check:again",
        .label = word(v, result == CHECK_OPEN ? "staff.check.first" : "staff.check.again"),
        .icon = result == CHECK_OPEN ? "play" : "rotate-cw",
        .style = result == CHECK_FAILED ? BUTTON_PRIMARY : BUTTON_PLAIN};
    struct button leave = {.id = compact ? "check:list" : "check:leave",
                           .label = word(v, compact ? "common.back" : "staff.check.leave"),
                           .icon = "arrow-left",
                           .words = true};
    if (v->check->restarts) {
        draw_restarts(v, ui, inner, row, &leave);
        return;
    }
    if (result == CHECK_FAILED || compact) {
        int width = int_min(ui_button_width(ui, &leave), row.w / 3);
        ui_button(ui, rect_cut_right(&row, width, ui->metrics.gap), &leave);
    }
    ui_button(ui, row, &again);
    struct result_view fitted = *v;
    int columns = staff_check_columns(ui->metrics.width, ui->metrics.height);
    fitted.square_h = inner.w / columns * 8 / 10;
    while (fitted.square_h > 4 && stack_height(ui, inner.w, put_details, &fitted) > inner.h)
        fitted.square_h--;
    stack_draw(ui, inner, ALIGN_LEFT, put_details, &fitted);
}

static const char *when_text(const struct result_view *v, struct ui *ui)
{
    struct arena *arena = &ui->list->arena;
    const struct self_check *last = &v->check->last;
    if (last->took_s == 0)
        return ""; /* each part has its own */
    return tr_format(v->context->strings, arena, "staff.check.when",
                     {"date", staff_date_at(v->context->strings, arena, last->at), 0},
                     {"time", staff_time_text(arena, last->at), 0}, {"n", NULL, last->took_s});
}

/* At most so wide. */
static const char *verdict(const struct result_view *v, struct ui *ui, int width)
{
    const struct strings *strings = v->context->strings;
    struct arena *arena = &ui->list->arena;
    int failed = count_of(v, CHECK_FAILED), open = count_of(v, CHECK_OPEN);
    if (open == CHECK_PARTS)
        return word(v, "staff.check.open");
    if (failed == 0 && open == 0)
        return word(v, "staff.home.well");
    const char *bad = tr_format(strings, arena, "staff.check.failed", {"n", NULL, failed},
                                {"all", NULL, CHECK_PARTS});
    const char *left = tr_format(strings, arena, "staff.check.still_open", {"n", NULL, open});
    const char *both = ui_join(arena, bad, left);
    if (failed > 0 && open > 0 && ui_tag_width(ui, "circle-x", both) <= width)
        return both;
    return failed > 0 ? bad : left;
}

static void draw_head(const struct result_view *v, struct ui *ui, struct rect row)
{
    bool open = self_check_open(&v->check->last) > 0;
    struct button all = {.id = "check:all",
                         .label = word(v, open ? "staff.check.all" : "staff.check.all_again"),
                         .icon = open ? "play" : "rotate-cw",
                         .style = open ? BUTTON_PRIMARY : BUTTON_PLAIN};
    const char *shortest = verdict(v, ui, 0); /* which must be seen, whatever else gives way */
    if (ui_button_width(ui, &all) + ui->metrics.gap + ui_tag_width(ui, "circle-x", shortest) >
        row.w)
        all = ui_button_wordless(all);
    int width = int_max(int_min(ui_button_width(ui, &all), row.w * 6 / 10), row.h);
    ui_button(ui, rect_cut_right(&row, width, ui->metrics.gap), &all);
    const char *title = word(v, "staff.tile.check"), *when = when_text(v, ui);
    struct font font = ui_fit_font(ui, TYPE_STAFF_TITLE, title, row.w, row.h, 1);
    int used = ui_text_width_font(ui, font, title);
    bool in_header = ui->metrics.portrait || ui->metrics.compact;
    if (!in_header && used <= row.w)
        ui_text_font(ui, rect_cut_left(&row, used, ui->metrics.gap), font, ui_color(ui, COLOR_TEXT),
                     ALIGN_LEFT, title);
    const char *tag = verdict(v, ui, row.w);
    bool bad = count_of(v, CHECK_FAILED) > 0;
    int tag_width = ui_tag_width(ui, bad ? "circle-x" : NULL, tag);
    if (tag_width <= row.w) {
        ui_tag(ui, row.x, row.y + (row.h - ui_tag_height(ui)) / 2, bad ? "circle-x" : NULL, tag,
               ui_color(ui, bad    ? COLOR_DANGER_SURFACE
                            : open ? COLOR_WARNING
                                   : COLOR_SURFACE_TINT),
               ui_color(ui, bad    ? COLOR_DANGER_TEXT
                            : open ? COLOR_WARNING_TEXT
                                   : COLOR_TEXT_TINT));
        rect_cut_left(&row, tag_width, ui->metrics.gap);
    }
    if (ui_text_width(ui, TYPE_CAPTION, when) <= row.w)
        ui_text(ui, row, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_RIGHT, when);
}

static void draw_list(const struct result_view *v, struct ui *ui, struct rect area)
{
    struct scroll *scroll = &v->context->staff->check.scroll;
    struct rect view = area, column = {0};
    if (stack_height(ui, area.w, put_list, v) > area.h)
        column = rect_cut_right(&view, layout_arrow_width(ui), ui->metrics.gap);
    layout_scroll(ui, &(struct scroll_view){.scroll = scroll, .view = view}, put_list, v);
    if (column.w > 0)
        layout_scroll_arrows(v->context, ui, scroll, layout_arrow_pair(ui, column), true);
}

/* For the list, and the details beside or below it. */
static bool has_room_beside(const struct result_view *v, struct ui *ui, struct rect area)
{
    bool portrait = ui->metrics.portrait;
    int row = row_height(v, ui, portrait ? area.w : area.w * 45 / 100);
    int head = ui->metrics.target + ui->metrics.gap;
    int list = CHECK_PARTS * row + (CHECK_PARTS - 1) * ui->metrics.gap;
    int details = portrait ? 14 * ui_line_height(ui, TYPE_CAPTION) + head : 0;
    return head + list + details <= area.h;
}

void staff_check_draw_result(struct screen_context *context, struct ui *ui)
{
    struct rect area =
        staff_frame_draw(context, ui,
                         &(struct staff_frame){.tab = SCREEN_STAFF_HOME,
                                               .title = tr(context->strings, "staff.tile.check")});
    struct result_view v = {.context = context, .check = &context->staff->check};
    bool small = ui->metrics.compact || !has_room_beside(&v, ui, area);
    if (small && v.check->details) {
        draw_details(&v, ui, area);
        return;
    }
    int head = int_max(ui->metrics.target, metrics_px(&ui->metrics, 88));
    draw_head(&v, ui, rect_cut_top(&area, head, ui->metrics.gap));
    if (small) {
        draw_list(&v, ui, area);
        return;
    }
    int gap = metrics_length(&ui->metrics, LENGTH_SECTION);
    if (ui->metrics.portrait) {
        struct rect list = rect_cut_top(&area, stack_height(ui, area.w, put_list, &v), gap);
        draw_list(&v, ui, list);
    } else {
        draw_list(&v, ui, rect_cut_left(&area, area.w * 45 / 100, gap));
    }
    draw_details(&v, ui, area);
}
