#include "screens/layout.h"
#include "staff/frame.h"
#include "staff/routines_internal.h"
#include "ui/chips.h"
#include "ui/fit.h"
#include "ui/undo_bar.h"

static void put_filters(struct stack *stack, const void *what)
{
    const struct routines_view *d = what;
    struct arena *arena = &stack->ui->list->arena;
    static const char *const keys[] = {"staff.routines.all", "staff.routines.own",
                                       "staff.routines.hidden"};
    static const char *const ids[] = {"filter:all", "filter:own", "filter:hidden"};
    int counts[ROUTINES_FILTERS] = {d->state->rows.count, 0, 0};
    for (int i = 0; i < d->state->rows.count; i++) {
        counts[1] += d->state->rows.rows[i].own;
        counts[2] += d->state->rows.rows[i].hidden;
    }
    struct chip chips[ROUTINES_FILTERS];
    for (int i = 0; i < ROUTINES_FILTERS; i++)
        chips[i] = (struct chip){
            ids[i], tr_format(d->context->strings, arena, keys[i], {"n", NULL, counts[i]}),
            d->state->filter == (enum routines_filter)i, i};
    stack_chips(stack, chips, ROUTINES_FILTERS);
}

struct head {
    const char *text;
    enum theme_type type;
    color_t ink;
};

static void put_head(struct stack *stack, const void *what)
{
    const struct head *head = what;
    stack_text(stack, head->type, head->ink, head->text);
}

/* Over the list, whose width, px, has the scroll arrows taken off: on its own lower edge each.
 * Returns the height. */
static int put_heads(struct ui *ui, const struct routines_view *d, struct rect rect, bool dry)
{
    const struct head heads[] = {
        {routines_word(d, "staff.routines.demo"), TYPE_LABEL, ui_color(ui, COLOR_TEXT)},
        {routines_word(d, "staff.routines.shown"), TYPE_LABEL, ui_color(ui, COLOR_TEXT)},
        {routines_word(d, "staff.routines.order"), TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT)}};
    rect_cut_right(&rect, metrics_px(&ui->metrics, 24), 0);
    int gap = ui->metrics.gap, highest = 0;
    for (int i = 0; i < 3; i++) {
        struct rect place = i < 2 ? rect_cut_right(&rect, d->switch_width, gap) : rect;
        int high = stack_height(ui, place.w, put_head, &heads[i]);
        highest = int_max(highest, high);
        if (dry)
            continue;
        place = rect_cut_bottom(&place, high, 0);
        stack_draw(ui, place, i < 2 ? ALIGN_CENTER : ALIGN_LEFT, put_head, &heads[i]);
    }
    return highest;
}

static int heads_height(struct ui *ui, const struct routines_view *d, int width)
{
    return put_heads(ui, d, (struct rect){0, 0, width, 0}, true);
}

static struct button build_button(const struct routines_view *d)
{
    return (struct button){.id = "build",
                           .icon = "list-plus",
                           .label = routines_word(d, "staff.routines.build"),
                           .style = BUTTON_PRIMARY};
}

/* The row at the top has the title where there is room for it, and what to build with; the filters
 * stand in it, too, or below it. */
struct top {
    struct font font;
    int build, title; /* widths, px; title 0: there is none */
    int below;        /* height of the filters below the row, px; 0: they stand in it */
};

static bool filters_in_row(struct ui *ui, const struct routines_view *d, int width)
{
    return width > 0 && stack_height(ui, width, put_filters, d) <= ui_chip_height(ui);
}

static struct top plan_top(struct ui *ui, const struct routines_view *d, int width, int build)
{
    const char *title = routines_word(d, "staff.routines.title");
    struct button button = build_button(d);
    int gap = ui->metrics.gap, high = ui_button_height_small(ui);
    struct top top = {.build = build};
    if (build == 0)
        top.build = int_min(ui_button_width(ui, &button), width);
    int room = width - top.build - gap, air = metrics_px(&ui->metrics, 44);
    top.font = ui_fit_font(ui, TYPE_STAFF_TITLE, title, room, high, 1);
    int wide = ui_text_width_font(ui, top.font, title);
    top.title = wide <= room ? wide : 0;
    if (filters_in_row(ui, d, room - wide - air))
        return top;
    if (build > 0 && filters_in_row(ui, d, room))
        top.title = 0;
    else
        top.below = stack_height(ui, width, put_filters, d);
    return top;
}

static int top_height(const struct ui *ui, const struct top *top)
{
    return ui_button_height_small(ui) + (top->below > 0 ? ui->metrics.gap + top->below : 0);
}

static void draw_top(struct ui *ui, const struct routines_view *d, struct rect rect,
                     const struct top *top)
{
    int gap = ui->metrics.gap;
    struct rect row = rect_cut_top(&rect, ui_button_height_small(ui), gap);
    struct button build = build_button(d);
    ui_button(ui, rect_cut_right(&row, top->build, gap), &build);
    struct rect title =
        rect_cut_left(&row, top->title, top->title > 0 ? metrics_px(&ui->metrics, 44) : 0);
    if (top->title > 0)
        ui_text_font(ui, title, top->font, ui_color(ui, COLOR_TEXT), ALIGN_LEFT,
                     routines_word(d, "staff.routines.title"));
    if (top->below > 0)
        stack_draw(ui, rect, ALIGN_LEFT, put_filters, d);
    else
        stack_draw_middle(ui, row, ALIGN_LEFT, put_filters, d);
}

static void draw_said(struct ui *ui, const struct routines_view *d, struct rect *area)
{
    const struct staff_routines *state = d->state;
    const char *refused = staff_refusal(d->context, &ui->list->arena);
    if (!state->said[0] && refused)
        staff_warning_bar(ui, area, refused);
    if (!state->said[0])
        return;
    if (state->unreadable[0] || staff_shows(d->context->staff, "unreadable")) {
        ui_undo_bar(ui, area,
                    &(struct undo_bar){.id = "set-aside",
                                       .icon = "triangle-alert",
                                       .text = state->said,
                                       .undo = routines_word(d, "staff.routines.set_aside"),
                                       .sign = "archive"});
        return;
    }
    if (state->said_icon) {
        ui_undo_bar(ui, area,
                    &(struct undo_bar){.id = "undo",
                                       .icon = refused ? "triangle-alert" : state->said_icon,
                                       .text = refused ? refused : state->said,
                                       .undo = routines_word(d, "staff.undo")});
        return;
    }
    staff_warning_bar(ui, area, state->said);
}

/* A card beside the list or, in portrait, below it, in reach of the thumb; where there is no room
 * for both, one thing at a time: the list, or the page of one routine. */
enum form { FORM_WIDE, FORM_TALL, FORM_ONE };

struct plan {
    struct ui *ui;
    struct routines_view *d;
    struct rect area;
    int index; /* of the chosen row; -1: there is none */
    enum form form;
    struct top top;
    struct rect head, card, heads, list, arrows;
};

/* Heads, list and arrows into what is left of the area. */
static void plan_list(struct plan *p, struct rect area)
{
    struct ui *ui = p->ui;
    int gap = ui->metrics.gap, arrows = int_max(ui->metrics.target, metrics_px(&ui->metrics, 88));
    int width = area.w - arrows - gap;
    p->heads = (struct rect){0};
    if (p->d->switches) {
        p->heads = rect_cut_top(&area, heads_height(ui, p->d, width), metrics_px(&ui->metrics, 12));
        p->heads.w = width;
    }
    p->arrows = rect_cut_right(&area, arrows, gap);
    p->list = area;
    p->d->row_height = routines_row_height(ui, p->d, width);
}

static void plan_wide(struct plan *p)
{
    struct ui *ui = p->ui;
    struct rect area = p->area;
    int width = metrics_px(&ui->metrics, 522);
    p->top = plan_top(ui, p->d, area.w, width);
    p->head = rect_cut_top(&area, top_height(ui, &p->top), metrics_px(&ui->metrics, 24));
    p->card = rect_cut_right(&area, width, ui_section(ui));
    plan_list(p, area);
}

static void plan_tall(struct plan *p)
{
    struct ui *ui = p->ui;
    struct rect area = p->area;
    p->top = plan_top(ui, p->d, area.w, 0);
    p->head = rect_cut_top(&area, top_height(ui, &p->top), ui->metrics.gap);
    int high = p->index < 0 ? 0 : routines_card_height(ui, p->d, area.w, p->index);
    p->card = (struct rect){0};
    if (p->index >= 0)
        p->card =
            rect_cut_bottom(&area, int_max(high, metrics_px(&ui->metrics, 690)), ui->metrics.gap);
    plan_list(p, area);
}

static void plan_one(struct plan *p)
{
    struct ui *ui = p->ui;
    struct rect area = p->area;
    p->head = p->card = (struct rect){0};
    p->top = plan_top(ui, p->d, area.w, 0);
    int head = top_height(ui, &p->top);
    if (area.h - head > 4 * ui->metrics.target)
        p->head = rect_cut_top(&area, head, ui->metrics.gap);
    plan_list(p, area);
}

/* Two rows are seen; and one, where something is said below the list. */
static bool list_fits(const struct plan *p)
{
    struct ui *ui = p->ui;
    int gap = ui->metrics.gap, row = p->d->row_height;
    int said = int_max(ui->metrics.target, ui_chip_height(ui)) +
               2 * metrics_length(&ui->metrics, LENGTH_GAP_SMALL) + ui_section(ui);
    return p->list.h >= 2 * row + gap && p->list.h >= row + said &&
           p->list.h >= said + layout_arrow_pair(ui, p->arrows).h;
}

static bool card_fits(const struct plan *p)
{
    return p->index < 0 || routines_card_height(p->ui, p->d, p->card.w, p->index) <= p->card.h;
}

/* Candidates: with and without pictures in the rows, then one thing at a time. */
static bool plan_fits(int candidate, void *what)
{
    struct plan *p = what;
    struct routines_view *d = p->d;
    bool one = candidate >= 2, small = staff_small(p->ui);
    p->form = one ? FORM_ONE : p->ui->metrics.portrait ? FORM_TALL : FORM_WIDE;
    d->pictures = candidate % 2 == 0;
    d->switches = !one;
    d->handles = !one && d->state->filter == ROUTINES_ALL;
    if (one)
        plan_one(p);
    else if (p->form == FORM_TALL)
        plan_tall(p);
    else
        plan_wide(p);
    bool words = routines_words_fit(p->ui, d, p->list.w);
    return words && (one || (!small && list_fits(p) && card_fits(p)));
}

static void draw_arrows(const struct plan *p, struct scroll *scroll, struct rect column)
{
    layout_scroll_arrows(p->d->context, p->ui, scroll, layout_arrow_pair(p->ui, column), true);
}

/* It does not scroll away, where a row has room below it. */
static void draw_unsaved(const struct plan *p, struct rect *view)
{
    struct routines_view *d = p->d;
    int high = d->unsaved ? stack_height(p->ui, view->w, routines_put_unsaved, d) : 0;
    d->pinned = high > 0 && view->h - high >= d->row_height;
    if (d->pinned)
        stack_draw(p->ui, rect_cut_top(view, high, 0), ALIGN_LEFT, routines_put_unsaved, d);
}

/* The arrows stay where they are when something is said: Undo must not come under a finger that
 * scrolls. */
static void draw_list(const struct plan *p)
{
    struct scroll *scroll = &p->d->state->scroll;
    struct rect view = p->list;
    draw_said(p->ui, p->d, &view);
    draw_unsaved(p, &view);
    layout_scroll(p->ui, &(struct scroll_view){.scroll = scroll, .view = view}, routines_put_rows,
                  p->d);
    draw_arrows(p, scroll, p->arrows);
}

static void draw_both(const struct plan *p)
{
    draw_top(p->ui, p->d, p->head, &p->top);
    put_heads(p->ui, p->d, p->heads, false);
    if (p->index >= 0)
        routines_draw_card(p->ui, p->d, p->card, p->index);
    draw_list(p);
}

/* The arrows keep all of the height. */
static void draw_one(const struct plan *p)
{
    struct staff_routines *state = p->d->state;
    bool page = state->card && p->index >= 0;
    struct rect view = p->list, arrows = p->arrows;
    if (page) {
        view.h += view.y - p->area.y;
        view.y = arrows.y = p->area.y;
        arrows.h = view.h;
    } else if (p->head.h > 0) {
        draw_top(p->ui, p->d, p->head, &p->top);
    }
    struct scroll *scroll = page ? &state->card_scroll : &state->scroll;
    draw_said(p->ui, p->d, &view);
    layout_scroll(p->ui, &(struct scroll_view){.scroll = scroll, .view = view},
                  page ? routines_put_page : routines_put_rows, p->d);
    draw_arrows(p, scroll, arrows);
}

/* A switch and its head. */
static int switch_width(const struct ui *ui, const struct routines_view *d)
{
    struct switch_row look = routines_switch(d, true);
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    int head = int_max(ui_widest_word(ui, font, routines_word(d, "staff.routines.shown")),
                       ui_widest_word(ui, font, routines_word(d, "staff.routines.demo")));
    return int_max(int_max(ui_switch_width(ui, &look), head), ui->metrics.target);
}

/* By its name, or where nobody has given it one, by its steps. */
static void know_unsaved(struct routines_view *d, struct arena *arena)
{
    const struct strings *strings = d->context->strings;
    const struct draft_state *now = staff_builder_unsaved(d->context);
    const char *name = staff_shows(d->context->staff, "unsaved") ? tr(strings, "staff.sample.week")
                       : now ? draft_words_in(&now->name, strings_code(strings), NULL)
                             : NULL;
    if (!name)
        return;
    if (!*name)
        name = tr_format(strings, arena, "overview.steps", {"count", NULL, now->step_count});
    d->unsaved = tr_format(strings, arena, "staff.routines.unsaved", {"name", name, 0});
    d->unsaved_info =
        now && !*now->id ? "staff.routines.unsaved_new" : "staff.routines.unsaved_old";
}

void staff_routines_draw(struct screen_context *context, struct ui *ui)
{
    struct staff_routines *state = &context->staff->routines;
    struct routines_view d = {.context = context, .state = state};
    struct plan plan = {.ui = ui, .d = &d, .index = -1};
    plan.area =
        staff_frame_draw(context, ui,
                         &(struct staff_frame){.tab = SCREEN_STAFF_ROUTINES,
                                               .title = routines_word(&d, "staff.routines.title")});
    d.count = staff_routines_filtered(state, d.shown, STAFF_ROUTINES_MAX);
    int chosen = routine_rows_find(&state->rows, state->chosen);
    for (int i = 0; i < d.count; i++)
        if (d.shown[i] == chosen)
            plan.index = chosen;
    know_unsaved(&d, &ui->list->arena);
    d.switch_width = switch_width(ui, &d);
    fit_first(4, plan_fits, &plan);
    state->one = plan.form == FORM_ONE;
    if (state->one)
        draw_one(&plan);
    else
        draw_both(&plan);
}
