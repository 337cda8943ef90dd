#include "screens/red_flags.h"

#include <string.h>

#include "screens/flow.h"
#include "screens/layout.h"
#include "screens/page_text.h"

bool red_flags_due(const struct screen_context *context)
{
    const struct visit *visit = context->visit;
    return visit->routine && visit->routine->red_flags && !visit->red_flags_cleared;
}

static int padding(const struct ui *ui)
{
    return metrics_px(&ui->metrics, 48);
}

static struct button leave_button(const struct screen_context *context)
{
    return (struct button){
        .id = "back", .label = tr(context->strings, "overview.all_routines"), .icon = "arrow-left"};
}

/* Lines under which a card's text is easy to read; wider panels centre the card. */
static struct rect card_rect(const struct ui *ui, struct rect area)
{
    int widest = metrics_font(&ui->metrics, TYPE_BODY).size * 32;
    return area.w > widest ? rect_centered(area, widest, area.h) : area;
}

static void question_flow(const struct screen_context *context, struct flow *flow)
{
    struct ui *ui = flow->ui;
    flow_text(flow, TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT), 0,
              tr(context->strings, "overview.red_flags.intro"));
    flow_gap(flow, metrics_length(&ui->metrics, LENGTH_GAP));
    page_text_flow(flow, context->visit->routine->red_flags);
}

static struct button answer_button(const struct screen_context *context, bool none)
{
    return (struct button){
        .id = none ? "red-flags:none" : "red-flags:some",
        .label = tr(context->strings, none ? "overview.red_flags.none" : "overview.red_flags.some"),
        .icon = none ? "check" : "octagon-alert",
        .style = none ? BUTTON_PRIMARY : BUTTON_DANGER,
        .large = true,
    };
}

/* The two answers side by side, or one above the other where they are too wide for that. */
static void draw_answers(const struct screen_context *context, struct ui *ui, struct rect *area)
{
    struct button none = answer_button(context, true);
    struct button some = answer_button(context, false);
    int gap = ui->metrics.gap;
    int height = ui_button_height(ui);
    int wide = int_max(ui_button_width(ui, &none), ui_button_width(ui, &some));
    bool beside = 2 * wide + gap <= area->w;
    struct rect row = rect_cut_bottom(area, height, gap);
    if (beside) {
        ui_button(ui, rect_cut_right(&row, (row.w - gap) / 2, gap), &none);
        ui_button(ui, row, &some);
        return;
    }
    ui_button(ui, row, &none);
    ui_button(ui, rect_cut_bottom(area, height, gap), &some);
}

static void draw_question_text(struct screen_context *context, struct ui *ui, struct rect area)
{
    struct scroll *scroll = &context->visit->overview_scroll;
    struct flow measured = {ui, 0, 0, area.w, false};
    question_flow(context, &measured);
    bool overflows = measured.y > area.h;
    struct rect arrows = {0, 0, 0, 0};
    if (overflows) {
        arrows = rect_cut_right(&area, layout_arrow_width(ui), ui->metrics.gap);
        measured = (struct flow){ui, 0, 0, area.w, false};
        question_flow(context, &measured);
    }
    int top = ui_scroll_begin(ui, scroll, area, measured.y);
    struct flow flow = {ui, area.x, top, area.w, true};
    question_flow(context, &flow);
    ui_scroll_end(ui);
    layout_fade_into(ui, area, scroll, COLOR_SURFACE);
    if (overflows)
        ui_scroll_buttons(ui, scroll, arrows, true, tr(context->strings, "common.scroll_up"),
                          tr(context->strings, "common.scroll_down"));
}

static void draw_heading(struct ui *ui, struct rect row, const char *icon, const char *title)
{
    int size = int_min(row.h, metrics_font(&ui->metrics, TYPE_TITLE).size * 5 / 4);
    ui_icon(ui, rect_cut_left(&row, size, size / 3), icon, size, ui_color(ui, COLOR_DANGER));
    struct font font = ui_fit_font(ui, TYPE_TITLE, title, row.w, row.h, 1);
    ui_text_font(ui, row, font, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, title);
}

static void draw_question(struct screen_context *context, struct ui *ui, struct rect area)
{
    struct rect card = card_rect(ui, area);
    draw_answers(context, ui, &card);
    ui_card(ui, card, metrics_length(&ui->metrics, LENGTH_RADIUS), false);
    card = rect_inset(card, padding(ui));
    struct rect heading = rect_cut_top(&card, ui_line_height(ui, TYPE_TITLE),
                                       metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    draw_heading(ui, heading, "shield-alert", tr(context->strings, "overview.red_flags.title"));
    draw_question_text(context, ui, card);
}

static void tell_flow(const struct screen_context *context, struct flow *flow)
{
    struct ui *ui = flow->ui;
    int icon = metrics_font(&ui->metrics, TYPE_TITLE).size * 2;
    struct rect place = {flow->x, flow->y, icon, icon};
    if (flow->draw)
        ui_icon(ui, place, "octagon-alert", icon, ui_color(ui, COLOR_DANGER));
    flow_gap(flow, icon + metrics_length(&ui->metrics, LENGTH_GAP));
    flow_text(flow, TYPE_TITLE, ui_color(ui, COLOR_DANGER_TEXT), 0,
              tr(context->strings, "overview.red_flags.tell_title"));
    flow_gap(flow, metrics_length(&ui->metrics, LENGTH_GAP));
    flow_text(flow, TYPE_BODY, ui_color(ui, COLOR_TEXT), 0,
              tr(context->strings, "overview.red_flags.tell_text"));
}

/* The answer was yes: tell staff. The only way on is back to the routines. */
static void draw_tell(struct screen_context *context, struct ui *ui, struct rect area)
{
    struct rect card = card_rect(ui, area);
    struct rect bottom = rect_cut_bottom(&card, ui_button_height(ui), ui->metrics.gap);
    struct button leave = leave_button(context);
    leave.large = true;
    ui_button(ui, bottom, &leave);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    draw_box(ui->list, card, radius, ui_color(ui, COLOR_DANGER_SURFACE),
             metrics_length(&ui->metrics, LENGTH_STROKE), ui_color(ui, COLOR_DANGER));
    card = rect_inset(card, padding(ui));
    struct flow flow = {ui, card.x, card.y, card.w, false};
    tell_flow(context, &flow);
    flow.y = card.y + int_max(0, (card.h - (flow.y - card.y)) / 2);
    flow.draw = true;
    tell_flow(context, &flow);
}

void red_flags_draw(struct screen_context *context, struct ui *ui)
{
    struct rect area = layout_area(ui);
    if (context->visit->red_flags_raised)
        draw_tell(context, ui, area);
    else
        draw_question(context, ui, area);
}

/* An answer given by mistake must not lock the visit: whoever comes back is asked again. */
static void leave(struct screen_context *context)
{
    context->visit->red_flags_raised = false;
    context->go = SCREEN_HOME;
}

void red_flags_tap(struct screen_context *context, const struct tap *tap)
{
    struct visit *visit = context->visit;
    if (tap->kind == TAP_BACK || (tap->kind == TAP_TARGET && strcmp(tap->id, "back") == 0)) {
        leave(context);
        return;
    }
    if (tap->kind != TAP_TARGET)
        return;
    visit->overview_scroll = (struct scroll){0};
    if (strcmp(tap->id, "red-flags:none") == 0)
        visit->red_flags_cleared = true;
    else if (strcmp(tap->id, "red-flags:some") == 0)
        visit->red_flags_raised = true;
}
