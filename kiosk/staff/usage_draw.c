#include "screens/layout.h"
#include "staff/frame.h"
#include "staff/parts.h"
#include "staff/usage_internal.h"
#include "ui/chips.h"
#include "ui/said.h"

/* The cards side by side where they fit; else all below each other, and scrolled. */

static const char *const range_words[USAGE_RANGES] = {"staff.usage.days", "staff.usage.weeks",
                                                      "staff.usage.year"};
static const char *const range_ids[USAGE_RANGES] = {"range:days", "range:weeks", "range:year"};

static void put_ranges(struct stack *stack, const void *what)
{
    const struct usage_view *v = what;
    struct chip chips[USAGE_RANGES];
    for (int i = 0; i < USAGE_RANGES; i++)
        chips[i] = (struct chip){range_ids[i], usage_word(v, range_words[i]),
                                 v->state->range == (enum usage_range)i, i};
    stack_chips(stack, chips, USAGE_RANGES);
}

struct total {
    const char *number, *label;
    bool alarming;
};

enum { TOTALS = 3 };

static void list_totals(const struct usage_view *v, struct arena *arena, struct total *totals)
{
    const struct usage *usage = v->usage;
    const struct {
        long long n;
        const char *key;
    } counts[TOTALS] = {{usage->visits, "staff.home.visits"},
                        {usage->finished, "staff.home.finished"},
                        {usage->hurts, "staff.home.hurts"}};
    for (int i = 0; i < TOTALS; i++)
        totals[i] =
            (struct total){.number = usage->known ? arena_printf(arena, "%lld", counts[i].n) : "–",
                           .label = staff_count_word(v->context, arena, counts[i].key, counts[i].n),
                           .alarming = i == TOTALS - 1 && counts[i].n > 0};
}

static int number_gap(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_CAPTION).size / 2;
}

static int total_width(const struct ui *ui, const struct total *total)
{
    return ui_text_width(ui, TYPE_STAFF_TITLE, total->number) + number_gap(ui) +
           ui_text_width(ui, TYPE_CAPTION, total->label);
}

static void draw_total(struct ui *ui, struct rect rect, const struct total *total)
{
    color_t ink = ui_color(ui, total->alarming ? COLOR_DANGER_TEXT : COLOR_TEXT);
    const char *spoken = arena_printf(&ui->list->arena, "%s %s", total->number, total->label);
    ui_say_body(ui, spoken, rect);
    ui_say_mute(ui);
    int width = ui_text_width(ui, TYPE_STAFF_TITLE, total->number);
    ui_text(ui, rect_cut_left(&rect, width, number_gap(ui)), TYPE_STAFF_TITLE, ink, ALIGN_LEFT,
            total->number);
    ui_text(ui, rect, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_LEFT, total->label);
    ui_say_unmute(ui);
}

/* As many in a row as fit. */
static void put_totals(struct stack *stack, const void *what)
{
    struct ui *ui = stack->ui;
    struct total totals[TOTALS];
    int air = 2 * ui->metrics.gap;
    struct rect row = {0, 0, 0, 0};
    list_totals(what, &ui->list->arena, totals);
    for (int i = 0; i < TOTALS; i++) {
        int width = int_min(total_width(ui, &totals[i]), stack->width);
        if (i == 0 || row.w < width)
            row = stack_box(stack, ui_line_height(ui, TYPE_STAFF_TITLE));
        struct rect place = rect_cut_left(&row, width, air);
        if (stack_seen(stack, place))
            draw_total(ui, place, &totals[i]);
    }
}

static int totals_width(struct ui *ui, const struct usage_view *v)
{
    struct total totals[TOTALS];
    int width = (TOTALS - 1) * 2 * ui->metrics.gap;
    list_totals(v, &ui->list->arena, totals);
    for (int i = 0; i < TOTALS; i++)
        width += total_width(ui, &totals[i]);
    return width;
}

static struct button save_button(const struct usage_view *v)
{
    bool in = v->state->stick[0] != '\0';
    return (struct button){.id = "save",
                           .icon = "usb",
                           .label = usage_word(v, in ? "staff.usage.save" : "staff.usage.plug"),
                           .style = BUTTON_PRIMARY,
                           .off =
                               !in || v->state->read_only || !v->usage->known || v->state->saving};
}

/* A sign, and words beside it. */
static void put_signed(struct stack *stack, const char *icon, enum theme_color ink, stack_fn *fn,
                       const struct usage_view *v)
{
    struct ui *ui = stack->ui;
    int side = metrics_font(&ui->metrics, TYPE_BUTTON).size * 6 / 5;
    struct stack words = *stack;
    words.x += side + metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    words.width -= words.x - stack->x;
    struct rect sign = {stack->x, stack->y, side, ui_line_height(ui, TYPE_BUTTON)};
    if (stack_seen(stack, sign))
        ui_icon(ui, sign, icon, side, ui_color(ui, ink));
    fn(&words, v);
    stack->y = words.y;
}

static void put_private_title(struct stack *stack, const void *what)
{
    stack_fit(stack, TYPE_BUTTON, ui_color(stack->ui, COLOR_TEXT), 1, 0,
              usage_word(what, "staff.usage.private"));
}

static void put_saved(struct stack *stack, const void *what)
{
    const struct usage_view *v = what;
    stack_text(stack, TYPE_LABEL, ui_color(stack->ui, COLOR_TEXT),
               tr_format(v->context->strings, &stack->ui->list->arena, v->state->saved,
                         {"file", v->state->file, 0}));
}

/* What became of the table takes the place of what stands there before. */
static void put_promise(struct stack *stack, const void *what)
{
    const struct usage_view *v = what;
    struct ui *ui = stack->ui;
    if (v->state->saved) {
        bool good = v->state->good;
        put_signed(stack, good ? "check" : "triangle-alert",
                   good ? COLOR_PRIMARY : COLOR_WARNING_LINE, put_saved, v);
        return;
    }
    put_signed(stack, "shield-check", COLOR_PRIMARY, put_private_title, v);
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL) / 2);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               usage_word(v, "staff.usage.private_text"));
}

static void put_save(struct stack *stack, const void *what)
{
    struct ui *ui = stack->ui;
    const struct usage_view *v = what;
    struct button save = save_button(v);
    struct rect place = stack_box(stack, ui_button_height_small(ui));
    if (stack_seen(stack, place))
        ui_button(ui, place, &save);
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               usage_word(v, v->state->read_only ? "staff.usage.read_only" : "staff.usage.csv"));
}

/* Side by side, or below each other. */
static void put_private(struct stack *stack, const void *what)
{
    struct ui *ui = stack->ui;
    struct button save = save_button(what);
    int button = ui_button_width(ui, &save), gap = 2 * ui->metrics.gap;
    int left = stack->width - button - gap;
    if (left < 12 * metrics_font(&ui->metrics, TYPE_CAPTION).size) {
        put_promise(stack, what);
        stack_gap(stack, ui->metrics.gap * 3 / 4);
        put_save(stack, what);
        return;
    }
    struct rect row = stack_box(stack, int_max(stack_height(ui, left, put_promise, what),
                                               stack_height(ui, button, put_save, what)));
    if (!stack_seen(stack, row))
        return;
    stack_draw_middle(ui, rect_cut_right(&row, button, gap), ALIGN_LEFT, put_save, what);
    stack_draw_middle(ui, row, ALIGN_LEFT, put_promise, what);
}

static int card_air(const struct ui *ui)
{
    return ui_padding(ui, LENGTH_GAP, 90);
}

/* `id` NULL: it leads nowhere. */
static void draw_card(struct ui *ui, const struct usage_view *v, struct rect card, stack_fn *fn,
                      const char *id)
{
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE);
    bool pressed =
        id && ui_target_round(ui, id, usage_word(v, "staff.usage.routines"), card, radius, 0);
    ui_card(ui, card, radius, pressed);
    stack_draw(ui, rect_inset(card, card_air(ui)), ALIGN_LEFT, fn, v);
}

static void put_card(struct stack *stack, const struct usage_view *v, stack_fn *fn, const char *id)
{
    struct ui *ui = stack->ui;
    int high = stack_height(ui, stack->width - 2 * card_air(ui), fn, v);
    struct rect card = stack_box(stack, high + 2 * card_air(ui));
    if (stack_seen(stack, card))
        draw_card(ui, v, card, fn, id);
}

static const char *list_id(const struct usage_view *v)
{
    return v->usage->routine_count > 0 ? "list" : NULL;
}

static void put_unknown(struct stack *stack, const void *what)
{
    ui_say_as(stack->ui, SAID_TITLE);
    stack_text(stack, TYPE_LABEL, ui_color(stack->ui, COLOR_WARNING_TEXT),
               usage_word(what, "staff.home.unreadable"));
    ui_say_as(stack->ui, SAID_BODY);
}

static void put_page(struct stack *stack, const void *what)
{
    const struct usage_view *v = what;
    int gap = ui_section(stack->ui);
    put_ranges(stack, v);
    stack_gap(stack, gap);
    if (!v->usage->known) {
        put_card(stack, v, put_unknown, NULL);
        return;
    }
    put_totals(stack, v);
    stack_gap(stack, gap);
    put_card(stack, v, usage_put_visits, NULL);
    stack_gap(stack, gap);
    put_card(stack, v, usage_put_hours, NULL);
    stack_gap(stack, gap);
    put_card(stack, v, usage_put_routines, list_id(v));
    stack_gap(stack, gap);
    put_card(stack, v, put_private, NULL);
}

struct wide {
    struct rect title, ranges, totals, visits, hours, routines, private;
};

static struct wide divide(struct ui *ui, const struct usage_view *v, struct rect area)
{
    int gap = metrics_px(&ui->metrics, 26);
    struct wide w;
    struct rect head = rect_cut_top(&area, ui_chip_height(ui), metrics_px(&ui->metrics, 28));
    w.title = rect_cut_left(&head,
                            ui_text_width(ui, TYPE_STAFF_TITLE, usage_word(v, "staff.usage.title")),
                            metrics_px(&ui->metrics, 44));
    w.totals = rect_cut_right(&head, totals_width(ui, v), ui->metrics.gap);
    w.ranges = head;
    struct rect upper = rect_cut_top(&area, area.h * 42 / 100, gap);
    w.visits = rect_cut_left(&upper, upper.w * 60 / 100, gap);
    w.hours = upper;
    w.routines = rect_cut_left(&area, area.w * 76 / 100, gap);
    w.private = area;
    return w;
}

/* What the headings leave of the lower card; both charts are as high. */
static int wide_chart_height(struct ui *ui, struct usage_view *v, const struct wide *w, int air)
{
    v->chart_height = 0;
    int heads = stack_height(ui, w->visits.w - air, usage_put_visits, v);
    int hours = stack_height(ui, w->hours.w - air, usage_put_hours, v);
    if (usage_busiest(v->usage) >= 0)
        heads = int_max(heads, hours);
    else if (hours > w->hours.h - air)
        return 0;
    return w->visits.h - air - heads;
}

/* Room for the charts below their headings, and for as many rows as there are. */
static bool wide_fits(struct ui *ui, struct usage_view *v, const struct wide *w)
{
    enum { LEAST_ROWS = 3 };
    int air = 2 * card_air(ui), line = ui_line_height(ui, TYPE_CAPTION);
    int width = w->routines.w - air;
    v->chart_height = wide_chart_height(ui, v, w, air);
    v->most_rows = 0;
    int head = stack_height(ui, width, usage_put_routines, v);
    int row = usage_row_height(ui, v, width) + usage_row_gap(ui);
    v->most_rows = int_max((w->routines.h - air - head) / row, 0);
    int wanted = int_min(v->usage->routine_count, LEAST_ROWS);
    return 2 * v->chart_height >= 11 * line && v->most_rows >= wanted &&
           usage_rows_fit(ui, v, width) && w->ranges.w > 0 &&
           stack_height(ui, w->ranges.w, put_ranges, v) <= w->ranges.h &&
           stack_height(ui, w->private.w - air, put_private, v) <= w->private.h - air;
}

static void draw_wide(struct ui *ui, const struct usage_view *v, const struct wide *w)
{
    ui_text(ui, w->title, TYPE_STAFF_TITLE, ui_color(ui, COLOR_TEXT), ALIGN_LEFT,
            usage_word(v, "staff.usage.title"));
    stack_draw_middle(ui, w->ranges, ALIGN_LEFT, put_ranges, v);
    stack_draw_middle(ui, w->totals, ALIGN_LEFT, put_totals, v);
    draw_card(ui, v, w->visits, usage_put_visits, NULL);
    draw_card(ui, v, w->hours, usage_put_hours, NULL);
    draw_card(ui, v, w->routines, usage_put_routines, list_id(v));
    draw_card(ui, v, w->private, put_private, NULL);
}

static void draw_scrolled(struct ui *ui, const struct usage_view *v, struct rect area,
                          struct scroll *scroll, stack_fn *fn)
{
    struct rect view = area, column = {0};
    if (stack_height(ui, area.w, fn, v) > area.h)
        column = rect_cut_right(&view, layout_arrow_width(ui), ui->metrics.gap);
    layout_scroll(ui,
                  &(struct scroll_view){.scroll = scroll,
                                        .view = view,
                                        .room = metrics_length(&ui->metrics, LENGTH_GAP_SMALL)},
                  fn, v);
    if (column.w > 0)
        layout_scroll_arrows(v->context, ui, scroll, layout_arrow_pair(ui, column), true);
}

/* As low as leaves the rest in sight, where that is not too low. */
static int scrolled_chart_height(struct ui *ui, struct usage_view *v, struct rect area)
{
    int line = ui_line_height(ui, TYPE_CAPTION);
    v->chart_height = 0;
    int least = 6 * line, most = int_max(metrics_px(&ui->metrics, 380), 9 * line);
    int left = (area.h - stack_height(ui, area.w, put_page, v)) / 2;
    return left >= least ? int_min(left, most) : most;
}

static void draw_charts(struct ui *ui, struct usage_view *v, struct rect area)
{
    struct wide wide = divide(ui, v, area);
    bool roomy = !ui->metrics.portrait && !staff_small(ui) && v->usage->known;
    if (roomy && wide_fits(ui, v, &wide)) {
        draw_wide(ui, v, &wide);
        return;
    }
    v->most_rows = 8;
    v->chart_height = scrolled_chart_height(ui, v, area);
    draw_scrolled(ui, v, area, &v->state->scroll, put_page);
}

/* A page that is gone back from: its title beside the button. */
static void draw_below(struct ui *ui, const struct usage_view *v, struct rect area,
                       const char *title, struct scroll *scroll, stack_fn *fn)
{
    struct rect head = rect_cut_top(&area, ui_button_height_small(ui), ui->metrics.gap);
    struct button back = {
        .id = "back", .icon = "arrow-left", .label = usage_word(v, "staff.usage.title")};
    if (ui_button_width(ui, &back) > head.w / 3)
        back = ui_button_wordless(back);
    ui_button(ui, rect_cut_left(&head, ui_button_width(ui, &back), ui->metrics.gap), &back);
    struct font font = ui_fit_font(ui, TYPE_STAFF_HEADING, title, head.w, head.h, 2);
    int high = ui_paragraph_height_font(ui, head.w, font, title, 2);
    ui_say_as(ui, SAID_TITLE);
    ui_paragraph_font(ui, rect_centered(head, head.w, high), font, ui_color(ui, COLOR_TEXT),
                      ALIGN_LEFT, title);
    ui_say_as(ui, SAID_BODY);
    draw_scrolled(ui, v, area, scroll, fn);
}

void staff_usage_draw(struct screen_context *context, struct ui *ui)
{
    struct staff_usage *state = &context->staff->usage;
    struct usage_view v = {.context = context, .state = state, .usage = &state->usage};
    struct rect area =
        staff_frame_draw(context, ui,
                         &(struct staff_frame){.tab = SCREEN_STAFF_USAGE,
                                               .title = usage_word(&v, "staff.usage.title")});
    if (state->page == USAGE_PAGE_ROUTINES)
        draw_below(ui, &v, area, usage_word(&v, "staff.usage.routines"), &state->list_scroll,
                   usage_put_list);
    else if (state->page == USAGE_PAGE_STEPS)
        draw_below(ui, &v, area, usage_called(context, state->routine, "staff.usage.gone_routine"),
                   &state->steps_scroll, usage_put_steps);
    else
        draw_charts(ui, &v, area);
}
