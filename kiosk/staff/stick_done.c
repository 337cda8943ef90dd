#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "session/session.h"
#include "staff/parts.h"
#include "staff/stick_internal.h"

/* Installed: what has changed, one routine of it as proof, and the way back. */

static void put_done(struct stack *stack, const void *what)
{
    const struct stick_view *v = what;
    struct ui *ui = stack->ui;
    int gap = ui->metrics.gap, side = metrics_px(&ui->metrics, 132);
    struct tag tags[5];
    if (!staff_small(ui)) {
        struct rect sign = stack_box(stack, side);
        sign.w = side;
        if (!stack->dry) {
            draw_fill(ui->list, sign, side / 2, ui_color(ui, COLOR_PRIMARY));
            ui_icon(ui, sign, "check", side * 2 / 3, ui_color(ui, COLOR_ON_PRIMARY));
        }
        stack_gap(stack, gap);
    }
    stack_fit(stack, TYPE_STAFF_TITLE, ui_color(ui, COLOR_TEXT), 1, 0,
              stick_word(v, *v->state->undo || v->context->staff->sample ? "staff.stick.done"
                                                                         : "staff.stick.restored"));
    stack_gap(stack, gap / 2);
    stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT),
               stick_word(v, "staff.stick.done_text"));
    if (staff_small(ui))
        stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT),
                   stick_word(v, "staff.stick.kept"));
    if (!v->state->rehearsed)
        return;
    stack_gap(stack, gap);
    int count = stick_counts(v, tags);
    if (count > 0 && strcmp(tags[count - 1].icon, "triangle-alert") == 0)
        count--; /* that was before */
    if (count > 0)
        stack_tags(stack, tags, count);
}

/* The first routine that is new, else the first that is changed. */
static const struct routine *proof(const struct stick_view *v)
{
    const struct stick_task *rehearsed = v->state->rehearsed;
    for (int verb = PACK_ADDS; verb <= PACK_CHANGES; verb++)
        for (size_t i = 0; rehearsed && i < rehearsed->rehearsal.changes.count; i++) {
            const struct pack_change *change = &rehearsed->rehearsal.changes.list[i];
            const struct routine *routine = stick_shown(v->context, change).routine;
            if (change->verb == (enum pack_verb)verb && routine)
                return routine;
        }
    return NULL;
}

struct proof_words {
    const struct stick_view *v;
    const struct routine *routine;
};

static void put_proof(struct stack *stack, const void *what)
{
    const struct proof_words *w = what;
    struct ui *ui = stack->ui;
    const struct strings *strings = w->v->context->strings;
    stack_fit(stack, TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT), 1, 0, w->routine->name);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), w->routine->summary);
    stack_gap(stack, ui->metrics.gap / 2);
    const char *place = place_name(routine_place(w->routine));
    struct tag tags[] = {
        {NULL, part_minutes(strings, w->v->arena, session_routine_length(w->routine))},
        {NULL, tr(strings, arena_printf(w->v->arena, "place.%s", place))}};
    stack_tags(stack, tags, 2);
}

static void draw_proof(const struct stick_view *v, struct rect rect, const struct routine *routine)
{
    struct ui *ui = v->ui;
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    struct proof_words words = {v, routine};
    ui_card(ui, rect, radius, false);
    layout_card_edge(ui, rect, radius);
    struct rect inner = rect_inset(rect, ui_padding(ui, LENGTH_PADDING, 60));
    struct rect text = rect_cut_bottom(&inner, stack_height(ui, inner.w, put_proof, &words), 0);
    struct rect picture = rect;
    picture.h = text.y - ui->metrics.gap - rect.y;
    if (picture.h > metrics_px(&ui->metrics, 80)) {
        draw_push_clip(ui->list, picture);
        draw_fill(ui->list, rect, radius, part_tint(ui, routine));
        draw_pop_clip(ui->list);
        part_moving_figure(ui, rect_inset(picture, ui->metrics.gap / 2), staff_face(routine),
                           routine, part_moving_for(v->context, ui));
    }
    stack_draw(ui, text, ALIGN_LEFT, put_proof, &words);
}

static void put_bar_words(struct stack *stack, const void *what)
{
    stack_text(stack, TYPE_LABEL, ui_color(stack->ui, COLOR_ON_INK), what);
}

/* Small panels say it above the bar, where it scrolls. */
static const char *bar_text(const struct stick_view *v)
{
    if (v->state->work)
        return stick_word(v, "staff.stick.going_back");
    if (v->state->said != STICK_SAID_NOTHING)
        return stick_said_text(v);
    return staff_small(v->ui) ? "" : stick_word(v, "staff.stick.kept");
}

/* The bar of ink: what is kept, Undo, and where to go on. Words go above the buttons where they
 * have no room beside them. */
static struct rect draw_bar(const struct stick_view *v, struct rect area)
{
    struct ui *ui = v->ui;
    struct button undo = {.id = "undo",
                          .label = stick_word(v, "staff.undo"),
                          .icon = "undo-2",
                          .style = BUTTON_ON_INK};
    struct button routines = {.id = "routines",
                              .label = stick_word(v, "staff.stick.see_routines"),
                              .icon = "list",
                              .style = BUTTON_INK};
    const char *text = bar_text(v);
    int air = metrics_length(&ui->metrics, LENGTH_GAP_SMALL) + metrics_px(&ui->metrics, 12);
    int gap = ui->metrics.gap, small = ui_button_height_small(ui);
    int least = ui_button_width(ui, &undo) + gap + ui_button_width(ui, &routines);
    int inner_w = area.w - 2 * air, beside = inner_w - least - 2 * gap;
    bool row = beside > inner_w / 3;
    int words = *text ? stack_height(ui, row ? beside : inner_w, put_bar_words, text) : 0;
    int high = row ? int_max(words, small) : words + (words > 0 ? gap / 2 : 0) + small;
    struct rect bar = rect_cut_bottom(&area, high + 2 * air, gap);
    draw_fill(ui->list, bar, metrics_length(&ui->metrics, LENGTH_RADIUS), ui_color(ui, COLOR_INK));
    struct rect inner = rect_inset(bar, air);
    struct rect buttons =
        row ? rect_cut_right(&inner, least, 2 * gap) : rect_cut_bottom(&inner, small, gap / 2);
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_bar_words, text);
    buttons = rect_centered(buttons, buttons.w, small);
    int width = int_min(ui_button_width(ui, &undo), (buttons.w - gap) / 2);
    ui_button(ui, rect_cut_left(&buttons, width, gap), &undo);
    ui_button(ui, buttons, &routines);
    return area;
}

void stick_draw_done(const struct stick_view *v, struct rect area)
{
    struct ui *ui = v->ui;
    area = draw_bar(v, area);
    const struct routine *routine = proof(v);
    int words = stack_height(ui, area.w, put_done, v);
    if (routine && ui->metrics.portrait && area.h - words > metrics_px(&ui->metrics, 600)) {
        struct rect top = rect_cut_top(&area, words, ui_section(ui));
        stack_draw(ui, top, ALIGN_LEFT, put_done, v);
        draw_proof(v, area, routine);
        return;
    }
    int card = metrics_px(&ui->metrics, 686);
    if (routine && !ui->metrics.portrait && !staff_small(ui) && area.w > 2 * card)
        draw_proof(v, rect_cut_right(&area, card, ui_section(ui)), routine);
    if (stack_height(ui, area.w, put_done, v) <= area.h)
        stack_draw_middle(ui, area, ALIGN_LEFT, put_done, v);
    else
        stick_draw_scrolled(v, area, &v->state->scroll, ui->metrics.portrait, put_done);
}
