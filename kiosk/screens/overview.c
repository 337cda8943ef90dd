#include <string.h>

#include "screens/exercise_row.h"
#include "screens/language_button.h"
#include "screens/layout.h"
#include "screens/list_page.h"
#include "screens/parts.h"
#include "screens/red_flags.h"
#include "screens/routine_start.h"
#include "screens/screen.h"
#include "screens/warning.h"
#include "ui/fit.h"
#include "ui/stack.h"

/* What is shown, and where its parts are. On a roomy panel everything stands still but the steps;
 * where letters are large against the window, the facts scroll with them. */
struct overview {
    struct screen_context *context;
    struct ui *ui;
    const struct routine *routine;
    bool low;         /* for low reach, Back and the language stand in the bar */
    struct rect back; /* empty where they do */
    bool back_labelled;
    struct rect language; /* empty when there is none to choose, too */
    struct rect name;
    bool meta_in_name; /* minutes, steps and place as a line below the name instead of tags */
    struct rect hero;
    struct rect facts; /* empty when they scroll */
    struct rect view;  /* what scrolls */
    struct rect bar;   /* arrows and Start */
    bool bar_stacked;  /* Start in a row of its own */
};

static int small_gap(const struct ui *ui)
{
    return ui_padding(ui, LENGTH_GAP_SMALL, 45);
}

static const char *word(const struct overview *o, const char *key)
{
    return tr(o->context->strings, key);
}

static const char *equipment_text(const struct overview *o, struct arena *arena)
{
    const struct strings *strings = o->context->strings;
    const char *all =
        part_equipment(strings, arena, routine_equipment(o->routine, arena), JOIN_DOTS);
    if (!*all)
        return "";
    const char *needed = part_told(strings, arena, word(o, "overview.equipment"), "");
    return arena_printf(arena, "**%s**%s", needed, all);
}

enum { META_COUNT = 3 };

static void meta(const struct overview *o, struct arena *arena, struct tag tags[META_COUNT])
{
    const struct strings *strings = o->context->strings;
    const char *place = arena_printf(arena, "place.%s", place_name(routine_place(o->routine)));
    tags[0] = (struct tag){
        "clock", part_minutes(strings, arena,
                              session_slow_length(o->routine, visit_pace(o->context->visit)))};
    tags[1] = (struct tag){"layers", tr_format(strings, arena, "overview.steps",
                                               {"count", NULL, (int)o->routine->step_count})};
    tags[2] = (struct tag){NULL, word(o, place)};
}

static const char *meta_text(const struct overview *o, struct arena *arena)
{
    struct tag tags[META_COUNT];
    meta(o, arena, tags);
    const char *text = "";
    for (int i = 0; i < META_COUNT; i++)
        text = ui_join(arena, text, tags[i].label);
    return text;
}

static void put_rule(struct stack *stack, const void *text)
{
    stack_rich(stack, TYPE_CAPTION, TYPE_LABEL, ui_color(stack->ui, COLOR_DANGER_TEXT), text);
}

static void put_facts(struct stack *stack, const void *what)
{
    const struct overview *o = what;
    struct ui *ui = stack->ui;
    struct arena *arena = &ui->list->arena;
    if (!o->meta_in_name) {
        struct tag tags[META_COUNT];
        meta(o, arena, tags);
        stack_tags(stack, tags, META_COUNT);
        stack_gap(stack, small_gap(ui));
    }
    const char *equipment = equipment_text(o, arena);
    if (*equipment) {
        stack_rich(stack, TYPE_CAPTION, TYPE_LABEL, ui_color(ui, COLOR_TEXT_SOFT), equipment);
        stack_gap(stack, small_gap(ui));
    }
    const char *rule = arena_printf(arena, "**%s** %s", word(o, "overview.stop_strong"),
                                    word(o, "overview.stop_rest"));
    stack_panel(stack, ui_color(ui, COLOR_DANGER_SURFACE),
                int_max(metrics_px(&ui->metrics, 28), small_gap(ui)), put_rule, rule);
}

static void put_name(struct stack *stack, const void *what)
{
    const struct overview *o = what;
    struct ui *ui = stack->ui;
    stack->balanced = 0;
    stack_fit(stack, TYPE_TITLE, ui_color(ui, COLOR_TEXT), 1, 2, o->routine->name);
    if (o->meta_in_name)
        stack_lines(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), 1,
                    meta_text(o, &ui->list->arena));
}

static struct exercise_row row_of(const struct overview *o, size_t nth, struct arena *arena)
{
    const struct strings *strings = o->context->strings;
    const struct routine_step *step = &o->routine->steps[nth];
    bool ask = exercise_not_for_all(step->exercise);
    return (struct exercise_row){.id = arena_printf(arena, "step:%zu", nth + 1),
                                 .index = (int)nth,
                                 .exercise = step->exercise,
                                 .routine = o->routine,
                                 .below =
                                     part_dose_text(strings, arena, step->exercise, &step->dose),
                                 .note = step->note,
                                 .warning = ask ? word(o, "overview.ask_first") : NULL,
                                 .dose = part_dose_short(strings, arena, &step->dose)};
}

static void put_steps(struct stack *stack, const void *what)
{
    const struct overview *o = what;
    struct ui *ui = stack->ui;
    size_t count = o->routine->step_count;
    struct exercise_row *rows = ARENA_ARRAY(&ui->list->arena, struct exercise_row, count);
    for (size_t i = 0; i < count; i++)
        rows[i] = row_of(o, i, &ui->list->arena);
    if (rect_empty(o->facts)) {
        put_facts(stack, o);
        stack_gap(stack, ui_section(ui));
    }
    struct columns one = {1, stack->width, metrics_px(&ui->metrics, 18)};
    exercise_rows_put(stack, one, rows, count);
}

static struct button back_button(const struct overview *o)
{
    return (struct button){
        .id = "back", .label = word(o, "overview.all_routines"), .icon = "arrow-left"};
}

static struct rect cut_bar(struct overview *o, struct rect *area)
{
    const struct ui *ui = o->ui;
    int gap = ui->metrics.gap, height = ui_button_height(ui);
    int start = ui_text_width(ui, TYPE_BUTTON, word(o, "overview.start")) +
                2 * metrics_length(&ui->metrics, LENGTH_GAP);
    int buttons = !o->low ? 0 : language_offered(o->context) ? 2 : 1;
    int others = layout_arrows_width(ui) + gap + buttons * (layout_arrow_width(ui) + gap);
    o->bar_stacked = area->w - others < start;
    return rect_cut_bottom(area, o->bar_stacked ? 2 * height + gap : height,
                           int_min(ui_section(ui), metrics_px(&ui->metrics, 28)));
}

/* Back at the left end of a row, the language at the right. */
static void place_back(struct overview *o, struct rect *area)
{
    struct ui *ui = o->ui;
    struct button back = back_button(o);
    int small = ui_button_height_small(ui), width = ui_button_width(ui, &back);
    struct rect row = rect_cut_top(area, small, ui_section(ui));
    o->back_labelled = !language_offered(o->context) || width + ui->metrics.gap + small <= row.w;
    o->back = rect_cut_left(&row, o->back_labelled ? width : small, ui->metrics.gap);
    o->language = rect_cut_right(&row, language_button_room(o->context, ui, row.w), 0);
}

/* Two columns as in the mock-up; false when the hero would be too small. */
static bool layout_columns(struct overview *o, struct rect area)
{
    struct ui *ui = o->ui;
    struct rect left = rect_cut_left(&area, area.w * 43 / 100, metrics_px(&ui->metrics, 64));
    o->bar = cut_bar(o, &area);
    o->view = area;
    if (!o->low)
        place_back(o, &left);
    o->facts = rect_cut_bottom(&left, stack_height(ui, left.w, put_facts, o), small_gap(ui));
    o->name = rect_cut_bottom(&left, stack_height(ui, left.w, put_name, o), small_gap(ui));
    o->hero = left;
    return left.h >= area.h * 3 / 10;
}

/* Everything one below the other, as roomy portrait panels allow. */
static bool layout_tower(struct overview *o, struct rect area)
{
    struct ui *ui = o->ui;
    o->bar = cut_bar(o, &area);
    if (!o->low)
        place_back(o, &area);
    o->hero = rect_cut_top(&area, area.w / 2, small_gap(ui));
    o->name = rect_cut_top(&area, stack_height(ui, area.w, put_name, o), small_gap(ui));
    o->facts = rect_cut_top(&area, stack_height(ui, area.w, put_facts, o), ui_section(ui));
    o->view = area;
    return area.h >= 3 * exercise_row_height(ui);
}

/* Back, name and language in one row. */
static void place_name_between(struct overview *o, struct rect *area, const char *all)
{
    struct ui *ui = o->ui;
    int small = ui_button_height_small(ui), gap = ui_section(ui);
    int width = area->w - small - gap, language = 0;
    if (language_offered(o->context)) {
        int words = int_max(ui_text_width(ui, TYPE_TITLE, o->routine->name),
                            ui_text_width(ui, TYPE_CAPTION, all));
        language = language_button_room(o->context, ui, width - words - gap);
        width -= language + gap;
    }
    o->meta_in_name = layout_fits(ui, TYPE_CAPTION, all, width);
    int height = int_max(small, stack_height(ui, width, put_name, o));
    o->name = rect_cut_top(area, height, small_gap(ui));
    struct rect buttons = rect_centered(o->name, o->name.w, small);
    o->back = rect_cut_left(&buttons, small, 0);
    o->language = rect_cut_right(&buttons, language, 0);
    rect_cut_left(&o->name, small, gap);
    o->name.w = width;
}

/* The name beside Back, or below it where that is too narrow; the hero; and all else scrolling
 * beside or below it. */
static bool layout_tight(struct overview *o, struct rect area)
{
    struct ui *ui = o->ui;
    const char *all = meta_text(o, &ui->list->arena);
    bool narrow = ui->metrics.portrait && language_offered(o->context);
    o->bar = cut_bar(o, &area);
    if (!narrow && !o->low) {
        place_name_between(o, &area, all);
    } else {
        if (!o->low)
            place_back(o, &area);
        o->meta_in_name = layout_fits(ui, TYPE_CAPTION, all, area.w);
        o->name = rect_cut_top(&area, stack_height(ui, area.w, put_name, o), small_gap(ui));
    }
    if (ui->metrics.portrait)
        o->hero = rect_cut_top(&area, int_min(area.w * 14 / 25, area.h * 3 / 10), small_gap(ui));
    else
        o->hero = rect_cut_left(&area, area.w * 36 / 100, ui_section(ui));
    o->view = area;
    return true;
}

static bool fits(int candidate, void *what)
{
    struct overview *o = what;
    *o =
        (struct overview){.context = o->context, .ui = o->ui, .routine = o->routine, .low = o->low};
    struct rect area = layout_area(o->ui);
    if (candidate > 0)
        return layout_tight(o, area);
    return o->ui->metrics.portrait ? layout_tower(o, area) : layout_columns(o, area);
}

/* The step the hero shows: each in turn, for as long as its movement takes. */
static const struct routine_step *hero_step(const struct routine *routine, ms_t *elapsed)
{
    ms_t all = 0;
    for (size_t i = 0; i < routine->step_count; i++)
        all += part_moving_length(routine->steps[i].exercise);
    if (all <= 0)
        return &routine->steps[0];
    *elapsed %= all;
    for (size_t i = 0; i < routine->step_count; i++) {
        ms_t length = part_moving_length(routine->steps[i].exercise);
        if (*elapsed < length)
            return &routine->steps[i];
        *elapsed -= length;
    }
    return &routine->steps[0];
}

static void draw_hero(const struct overview *o)
{
    struct ui *ui = o->ui;
    ms_t elapsed = part_moving_for(o->context, ui);
    const struct routine_step *step = hero_step(o->routine, &elapsed);
    int radius =
        metrics_length(&ui->metrics, ui->metrics.compact ? LENGTH_RADIUS : LENGTH_RADIUS_LARGE);
    ui_stage(ui, o->hero, radius);
    part_moving_figure(ui, rect_inset(o->hero, metrics_px(&ui->metrics, 20)), step->exercise,
                       o->routine, elapsed);
}

static void draw_start(const struct overview *o, struct rect rect)
{
    struct button start = {.id = "start",
                           .label = word(o, "overview.start"),
                           .icon = "play",
                           .style = BUTTON_PRIMARY,
                           .large = true};
    if (ui_button_width(o->ui, &start) > rect.w)
        start.icon = NULL;
    ui_button(o->ui, rect, &start);
}

static void draw_back(const struct overview *o, struct rect rect, bool labelled)
{
    struct button back = back_button(o);
    back = labelled ? back : ui_button_wordless(back);
    ui_button(o->ui, rect, &back);
}

static void draw_bar(const struct overview *o)
{
    struct ui *ui = o->ui;
    struct rect row = o->bar;
    int space = ui->metrics.gap;
    if (o->bar_stacked)
        draw_start(o, rect_cut_top(&row, (row.h - space) / 2, space));
    if (o->low)
        draw_back(o, rect_cut_left(&row, layout_arrow_width(ui), space), false);
    if (o->low && language_offered(o->context))
        language_button_draw(o->context, ui, rect_cut_left(&row, layout_arrow_width(ui), space));
    struct scroll *scroll = &o->context->visit->overview_scroll;
    if (ui_scroll_overflows(scroll)) {
        struct rect arrows = rect_cut_left(&row, layout_arrows_width(ui), space);
        layout_scroll_arrows(o->context, ui, scroll, arrows, false);
    }
    if (!o->bar_stacked)
        draw_start(o, row);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    struct overview o = {.context = context,
                         .ui = ui,
                         .routine = context->visit->routine,
                         .low = context->visit->ease.low_reach};
    layout_background(ui);
    if (!o.routine)
        return;
    if (warning_due(context)) {
        red_flags_draw(context, ui);
        return;
    }
    fit_first(2, fits, &o);
    stack_draw_middle(ui, o.name, ALIGN_LEFT, put_name, &o);
    if (!rect_empty(o.back))
        draw_back(&o, o.back, o.back_labelled);
    language_button_draw(context, ui, o.language);
    draw_hero(&o);
    if (!rect_empty(o.facts))
        stack_draw(ui, o.facts, ALIGN_LEFT, put_facts, &o);
    struct scroll_view view = {.scroll = &context->visit->overview_scroll, .view = o.view};
    layout_scroll(ui, &view, put_steps, &o);
    draw_bar(&o);
}

static void enter(struct screen_context *context)
{
    if (!context->visit->routine && context->content && context->content->routine_count > 0)
        context->visit->routine = context->content->routines[0];
}

static void leave(struct screen_context *context)
{
    context->visit->warning.talking = false;
}

static void open_step(struct screen_context *context, int index)
{
    const struct routine *routine = context->visit->routine;
    if (index < 0 || (size_t)index >= routine->step_count)
        return;
    visit_read_exercise(context->visit, routine->steps[index].exercise);
    context->open_panel = SCREEN_EXERCISE;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (!context->visit->routine) {
        context->go = SCREEN_HOME;
        return;
    }
    if (warning_due(context)) {
        red_flags_tap(context, tap);
        return;
    }
    bool target = tap->kind == TAP_TARGET;
    if (list_page_back(tap))
        context->go = SCREEN_HOME;
    else if (target && strcmp(tap->id, "start") == 0)
        routine_start(context, context->visit->routine);
    else if (target && strncmp(tap->id, "step:", 5) == 0)
        open_step(context, tap->index);
    else
        language_button_tap(context, tap);
}

static ms_t wake(const struct screen_context *context)
{
    return context->visit->routine && !warning_due(context) ? part_moving_wake(context) : MS_NEVER;
}

const struct screen screen_overview = {
    .about = ABOUT_ROUTINE,
    .needs = NEEDS_ROUTINE,
    .enter = enter,
    .exit = leave,
    .tap = tap,
    .draw = draw,
    .wake = wake,
};
