#include <string.h>

#include "screens/hurt_choices.h"
#include "screens/hurt_words.h"
#include "screens/language_button.h"
#include "screens/layout.h"
#include "screens/routine_start.h"
#include "store/wall.h"

/* Where not everything has room on one page, the first one says when to tell staff, and the second
 * which pain means stop, above what can be chosen. */
enum { PAGES = 2 };

/* The step that hurts; NULL when no session is under way. */
static const struct routine_step *current_step(const struct screen_context *context)
{
    struct session_view view;
    if (!context->visit->in_session)
        return NULL;
    session_view(&context->visit->session, context->now, &view);
    return view.current;
}

static void turn_to(struct visit *visit, int page)
{
    visit->hurt_page = page;
    visit->hurt_scroll = (struct scroll){0};
}

static void enter(struct screen_context *context)
{
    const struct routine_step *step = current_step(context);
    turn_to(context->visit, 0);
    if (step)
        store_count(context->store, STORE_HURT, step->exercise->id, wall_day(context->wall));
    routine_count_step(context, STORE_HURT_AT);
}

static void leave_with(struct screen_context *context, enum session_event event)
{
    struct visit *visit = context->visit;
    context->go = SCREEN_HOME;
    if (!visit->in_session)
        return;
    session_apply(&visit->session, event, context->now);
    context->go = visit_note_progress(visit, context->now) ? SCREEN_FINISH : SCREEN_PLAYER;
}

static void end_routine(struct screen_context *context)
{
    routine_leave(context);
    context->go = SCREEN_HOME;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind != TAP_TARGET || language_button_tap(context, tap))
        return;
    if (strcmp(tap->id, "easier") == 0)
        leave_with(context, SESSION_SWAP_EASIER);
    else if (strcmp(tap->id, "skip") == 0)
        leave_with(context, SESSION_NEXT);
    else if (strcmp(tap->id, "resume") == 0)
        leave_with(context, SESSION_RESUME);
    else if (strcmp(tap->id, "end") == 0)
        end_routine(context);
    else if (strcmp(tap->id, "hurt:on") == 0)
        turn_to(context->visit, 1);
    else if (strcmp(tap->id, "hurt:back") == 0)
        turn_to(context->visit, 0);
}

/* How a page is laid out that has something to choose. */
struct plan {
    struct hurt_words words;
    struct hurt_choices choices;
    struct rect places;   /* of the choices */
    struct rect language; /* empty when it stands in their last row, or is not offered */
    struct rect label;    /* above the choices; empty where there is no room */
    bool centered;        /* the words, in their height */
};

static const char *label_text(const struct plan *plan)
{
    return tr(plan->words.context->strings, "hurt.choose");
}

static int label_height(const struct plan *plan, int width)
{
    struct ui *ui = plan->words.ui;
    return ui_paragraph_height(ui, width, TYPE_BODY_STRONG, label_text(plan), 0) +
           metrics_length(&ui->metrics, LENGTH_GAP);
}

/* The language stands where the player has it, too, if it can. */
static void plan_side_by_side(struct plan *plan, struct rect area)
{
    struct ui *ui = plan->words.ui;
    struct hurt_choices *choices = &plan->choices;
    struct rect right = rect_cut_right(&area, area.w * 46 / 100, 3 * ui->metrics.gap);
    int small = ui_button_height_small(ui);
    bool offered = language_offered(plan->words.context) && !choices->back;
    int corner = offered ? small + ui->metrics.gap : 0;
    if (choices->back || hurt_choices_height(choices, right.w) > right.h - corner) {
        hurt_choices_add_corner(choices, right.w);
        corner = 0;
    }
    int room = right.h - corner;
    hurt_choices_label(choices, right.w);
    choices->pictured = choices->easier != NULL;
    if (hurt_choices_height(choices, right.w) > room)
        choices->pictured = false;
    int label = label_height(plan, right.w);
    if (hurt_choices_height(choices, right.w) + label > room)
        label = 0;
    plan->words.area = area;
    plan->centered = true;
    if (corner > 0)
        plan->language = (struct rect){right.x, right.y, right.w, small};
    int top = right.y + corner;
    right = rect_centered(right, right.w, hurt_choices_height(choices, right.w) + label);
    right.y = int_max(right.y, top);
    plan->label = rect_cut_top(&right, label, 0);
    plan->places = right;
}

static void plan_stacked(struct plan *plan, struct rect area)
{
    struct ui *ui = plan->words.ui;
    struct hurt_choices *choices = &plan->choices;
    bool flat = !ui->metrics.portrait;
    int gap = ui->metrics.compact ? ui->metrics.gap : 2 * ui->metrics.gap;
    hurt_choices_add_corner(choices, area.w);
    hurt_choices_label(choices, area.w);
    if (flat)
        hurt_choices_try_two_columns(choices, area.w);
    plan->words.area = area;
    int words = hurt_words_height(&plan->words, HURT_MODEST);
    choices->pictured = !flat && choices->easier;
    if (choices->pictured && words + gap + hurt_choices_height(choices, area.w) > area.h)
        choices->pictured = false;
    plan->places = rect_cut_bottom(&area, hurt_choices_height(choices, area.w), gap);
    plan->words.area = area;
    plan->centered = !flat;
}

static struct plan make_plan(struct ui *ui, const struct screen_context *context, unsigned parts)
{
    const struct routine_step *step = current_step(context);
    const struct exercise *exercise = step ? step->exercise : NULL;
    struct plan plan = {.words = {ui, context, exercise, parts, {0}, HURT_FULL},
                        .choices = hurt_choices(ui, context, exercise)};
    plan.choices.back = parts != HURT_ALL;
    bool low = context->visit->ease.low_reach;
    if (ui->metrics.portrait || ui->metrics.compact || low)
        plan_stacked(&plan, layout_area(ui));
    else
        plan_side_by_side(&plan, layout_area(ui));
    return plan;
}

static void draw_plan(const struct plan *plan)
{
    struct ui *ui = plan->words.ui;
    hurt_words_draw(&plan->words, plan->centered);
    if (!rect_empty(plan->language)) {
        struct rect row = plan->language;
        language_button_cut(plan->words.context, ui, &row, row.w);
    }
    if (!rect_empty(plan->label)) {
        struct stack stack = stack_in(ui, plan->label, ALIGN_LEFT);
        stack_text(&stack, TYPE_BODY_STRONG, ui_color(ui, COLOR_TEXT), label_text(plan));
    }
    hurt_choices_draw(&plan->choices, plan->places);
}

/* "1 of 2", and on to what can be chosen. */
static void draw_way_on(struct ui *ui, const struct screen_context *context, struct rect row)
{
    const struct strings *strings = context->strings;
    const char *place = tr_format(strings, &ui->list->arena, "common.place", {"n", NULL, 1},
                                  {"count", NULL, PAGES});
    struct rect language =
        language_button_place(context, ui, &row, ui->metrics.compact ? 0 : row.w / 5);
    int width = ui_text_width(ui, TYPE_LABEL, place);
    ui_text(ui, rect_cut_left(&row, width, ui->metrics.gap), TYPE_LABEL, ui_color(ui, COLOR_TEXT),
            ALIGN_LEFT, place);
    ui_button(ui, row,
              &(struct button){.id = "hurt:on",
                               .label = tr(strings, "common.next"),
                               .icon = "arrow-right",
                               .icon_after = true,
                               .style = BUTTON_PRIMARY,
                               .large = !ui->metrics.compact});
    language_button_draw(context, ui, language);
}

static void draw_first_page(struct ui *ui, const struct screen_context *context,
                            struct hurt_words words)
{
    struct rect area = layout_area(ui);
    struct rect row = rect_cut_bottom(&area, ui_button_height(ui), ui->metrics.gap);
    words.parts = HURT_ALL & ~(unsigned)HURT_STOP;
    words.area = area;
    hurt_words_fit(&words);
    hurt_words_draw(&words, false);
    draw_way_on(ui, context, row);
}

static void draw_second_page(struct ui *ui, const struct screen_context *context)
{
    struct plan plan = make_plan(ui, context, HURT_STOP);
    hurt_words_fit(&plan.words);
    draw_plan(&plan);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    layout_background(ui);
    struct plan plan = make_plan(ui, context, HURT_ALL);
    if (hurt_words_fit(&plan.words))
        draw_plan(&plan);
    else if (context->visit->hurt_page == 0)
        draw_first_page(ui, context, plan.words);
    else
        draw_second_page(ui, context);
}

const struct screen screen_hurt = {
    .about = ABOUT_ROUTINE,
    .needs = NEEDS_SESSION,
    .alert = true,
    .enter = enter,
    .tap = tap,
    .draw = draw,
};
