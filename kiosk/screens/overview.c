#include <string.h>

#include "screens/exercise_row.h"
#include "screens/language_button.h"
#include "screens/layout.h"
#include "screens/parts.h"
#include "screens/red_flags.h"
#include "screens/routine_start.h"
#include "screens/screen.h"
#include "screens/step_rows.h"
#include "screens/warning.h"
#include "ui/stack.h"

/* Where the parts of the screen are. On a roomy panel everything stands still but the steps; where
 * letters are large against the window, the facts scroll with them. */
struct overview_layout {
    struct rect back; /* empty for low reach: then it stands in the bar */
    bool back_labelled;
    struct rect language; /* empty when there is none to choose, and for low reach, like back */
    struct rect name;
    bool meta_in_name; /* minutes, steps and place as a line below the name instead of tags */
    struct rect hero;
    struct rect facts; /* empty when they scroll */
    struct rect view;  /* what scrolls */
    struct rect bar;   /* arrows and Start */
    bool bar_has_back;
    bool bar_stacked; /* Start in a row of its own */
};

static int small_gap(const struct ui *ui)
{
    return ui_padding(ui, LENGTH_GAP_SMALL, 45);
}

static struct button back_button(const struct screen_context *context)
{
    return (struct button){
        .id = "back", .label = tr(context->strings, "overview.all_routines"), .icon = "arrow-left"};
}

static const char *equipment_text(const struct screen_context *context, struct arena *arena)
{
    const char *all = part_equipment(context->strings, arena,
                                     routine_equipment(context->visit->routine, arena), JOIN_DOTS);
    if (!*all)
        return "";
    const char *needed = tr(context->strings, "overview.equipment");
    return arena_printf(arena, "**%s**%s", part_told(context->strings, arena, needed, ""), all);
}

enum { META_COUNT = 3 };

static void meta(const struct screen_context *context, struct arena *arena,
                 struct tag tags[META_COUNT])
{
    const struct routine *routine = context->visit->routine;
    const char *place = arena_printf(arena, "place.%s", place_name(routine_place(routine)));
    tags[0] = (struct tag){"clock",
                           part_minutes(context->strings, arena, session_routine_length(routine))};
    tags[1] = (struct tag){"layers", tr_format(context->strings, arena, "overview.steps",
                                               {"count", NULL, (int)routine->step_count})};
    tags[2] = (struct tag){NULL, tr(context->strings, place)};
}

static const char *meta_text(const struct screen_context *context, struct arena *arena)
{
    struct tag tags[META_COUNT];
    meta(context, arena, tags);
    const char *text = "";
    for (int i = 0; i < META_COUNT; i++)
        text = ui_join(arena, text, tags[i].label);
    return text;
}

struct facts {
    const struct screen_context *context;
    bool tags; /* minutes, steps and place */
};

static void put_rule(struct stack *stack, const void *text)
{
    stack_rich(stack, TYPE_CAPTION, TYPE_LABEL, ui_color(stack->ui, COLOR_DANGER_TEXT), text);
}

static void put_facts(struct stack *stack, const void *what)
{
    const struct facts *facts = what;
    const struct screen_context *context = facts->context;
    struct ui *ui = stack->ui;
    struct arena *arena = &ui->list->arena;
    if (facts->tags) {
        struct tag tags[META_COUNT];
        meta(context, arena, tags);
        stack_tags(stack, tags, META_COUNT);
        stack_gap(stack, small_gap(ui));
    }
    const char *equipment = equipment_text(context, arena);
    if (*equipment) {
        stack_rich(stack, TYPE_CAPTION, TYPE_LABEL, ui_color(ui, COLOR_TEXT_SOFT), equipment);
        stack_gap(stack, small_gap(ui));
    }
    const char *rule =
        arena_printf(arena, "**%s** %s", tr(context->strings, "overview.stop_strong"),
                     tr(context->strings, "overview.stop_rest"));
    stack_panel(stack, ui_color(ui, COLOR_DANGER_SURFACE),
                int_max(metrics_px(&ui->metrics, 28), small_gap(ui)), put_rule, rule);
}

static int facts_height(const struct screen_context *context, struct ui *ui, int width)
{
    return stack_height(ui, width, put_facts, &(struct facts){context, true});
}

struct name {
    const struct screen_context *context;
    bool meta; /* a line below it */
};

static void put_name(struct stack *stack, const void *what)
{
    const struct name *name = what;
    struct ui *ui = stack->ui;
    stack->balanced = 0;
    stack_fit(stack, TYPE_TITLE, ui_color(ui, COLOR_TEXT), 1, 2,
              name->context->visit->routine->name);
    if (name->meta)
        stack_lines(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), 1,
                    meta_text(name->context, &ui->list->arena));
}

static int name_height(const struct screen_context *context, struct ui *ui, int width)
{
    return stack_height(ui, width, put_name, &(struct name){context, false});
}

static struct rect cut_bar(const struct screen_context *context, const struct ui *ui,
                           struct overview_layout *layout, struct rect *area)
{
    int start = ui_text_width(ui, TYPE_BUTTON, tr(context->strings, "overview.start")) +
                2 * metrics_length(&ui->metrics, LENGTH_GAP);
    int others = layout_arrows_width(ui) + ui->metrics.gap;
    if (layout->bar_has_back)
        others += layout_arrow_width(ui) + ui->metrics.gap;
    if (layout->bar_has_back && language_offered(context))
        others += layout_arrow_width(ui) + ui->metrics.gap;
    int height = ui_button_height(ui);
    layout->bar_stacked = area->w - others < start;
    if (layout->bar_stacked)
        height = 2 * height + ui->metrics.gap;
    return rect_cut_bottom(area, height, int_min(ui_section(ui), metrics_px(&ui->metrics, 28)));
}

/* Back at the left end of a row, the language at the right. */
static void place_back(const struct screen_context *context, struct ui *ui,
                       struct overview_layout *layout, struct rect *area)
{
    struct button back = back_button(context);
    int small = ui_button_height_small(ui);
    int width = ui_button_width(ui, &back);
    struct rect row = rect_cut_top(area, small, ui_section(ui));
    layout->back_labelled = !language_offered(context) || width + ui->metrics.gap + small <= row.w;
    layout->back = rect_cut_left(&row, layout->back_labelled ? width : small, ui->metrics.gap);
    layout->language = rect_cut_right(&row, language_button_room(context, ui, row.w), 0);
}

/* Two columns as in the mock-up; false when the hero would be too small. */
static bool layout_columns(const struct screen_context *context, struct ui *ui,
                           struct overview_layout *layout, struct rect area)
{
    struct rect left = rect_cut_left(&area, area.w * 43 / 100, metrics_px(&ui->metrics, 64));
    layout->bar = cut_bar(context, ui, layout, &area);
    layout->view = area;
    if (!layout->bar_has_back)
        place_back(context, ui, layout, &left);
    layout->facts = rect_cut_bottom(&left, facts_height(context, ui, left.w), small_gap(ui));
    layout->name = rect_cut_bottom(&left, name_height(context, ui, left.w), small_gap(ui));
    layout->hero = left;
    return left.h >= area.h * 3 / 10;
}

/* Everything one below the other, as roomy portrait panels allow. */
static bool layout_tower(const struct screen_context *context, struct ui *ui,
                         struct overview_layout *layout, struct rect area)
{
    layout->bar = cut_bar(context, ui, layout, &area);
    if (!layout->bar_has_back)
        place_back(context, ui, layout, &area);
    layout->hero = rect_cut_top(&area, area.w / 2, small_gap(ui));
    layout->name = rect_cut_top(&area, name_height(context, ui, area.w), small_gap(ui));
    layout->facts = rect_cut_top(&area, facts_height(context, ui, area.w), ui_section(ui));
    layout->view = area;
    return area.h >= 3 * exercise_row_height(ui);
}

/* Back, name and language in one row, or the name below where that is too narrow for it; the hero;
 * and all else scrolling beside or below it. */
static void layout_tight(const struct screen_context *context, struct ui *ui,
                         struct overview_layout *layout, struct rect area)
{
    layout->bar = cut_bar(context, ui, layout, &area);
    bool narrow = ui->metrics.portrait && language_offered(context);
    if (narrow && !layout->bar_has_back)
        place_back(context, ui, layout, &area);
    int row = narrow || layout->bar_has_back ? 0 : ui_button_height_small(ui);
    int name_w = row ? area.w - row - ui_section(ui) : area.w;
    const char *all = meta_text(context, &ui->list->arena);
    int language_w = 0;
    if (row && language_offered(context)) {
        int words = int_max(ui_text_width(ui, TYPE_TITLE, context->visit->routine->name),
                            ui_text_width(ui, TYPE_CAPTION, all));
        language_w = language_button_room(context, ui, name_w - words - ui_section(ui));
        name_w -= language_w + ui_section(ui);
    }
    layout->meta_in_name = layout_fits(ui, TYPE_CAPTION, all, name_w);
    int height = name_height(context, ui, name_w);
    if (layout->meta_in_name)
        height += ui_line_height(ui, TYPE_CAPTION);
    height = int_max(row, height);
    struct rect header = rect_cut_top(&area, height, small_gap(ui));
    if (row) {
        struct rect buttons = rect_centered(header, header.w, row);
        layout->back = rect_cut_left(&buttons, row, 0);
        layout->language = rect_cut_right(&buttons, language_w, 0);
        rect_cut_left(&header, row, ui_section(ui));
        header.w = name_w;
    }
    layout->name = header;
    if (ui->metrics.portrait)
        layout->hero =
            rect_cut_top(&area, int_min(area.w * 14 / 25, area.h * 3 / 10), small_gap(ui));
    else
        layout->hero = rect_cut_left(&area, area.w * 36 / 100, ui_section(ui));
    layout->view = area;
}

static struct overview_layout arrange(const struct screen_context *context, struct ui *ui)
{
    struct rect area = layout_area(ui);
    bool low = context->visit->ease.low_reach;
    struct overview_layout layout = {.bar_has_back = low};
    bool fits = ui->metrics.portrait ? layout_tower(context, ui, &layout, area)
                                     : layout_columns(context, ui, &layout, area);
    if (fits)
        return layout;
    layout = (struct overview_layout){.bar_has_back = low};
    layout_tight(context, ui, &layout, area);
    return layout;
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

static void draw_hero(const struct screen_context *context, struct ui *ui, struct rect rect)
{
    const struct routine *routine = context->visit->routine;
    ms_t elapsed = part_moving_for(context, ui);
    const struct routine_step *step = hero_step(routine, &elapsed);
    int radius =
        metrics_length(&ui->metrics, ui->metrics.compact ? LENGTH_RADIUS : LENGTH_RADIUS_LARGE);
    ui_stage(ui, rect, radius);
    part_moving_figure(ui, rect_inset(rect, metrics_px(&ui->metrics, 20)), step->exercise, routine,
                       elapsed);
}

struct steps {
    const struct screen_context *context;
    const struct overview_layout *layout;
};

static void put_steps(struct stack *stack, const void *what)
{
    const struct steps *steps = what;
    if (rect_empty(steps->layout->facts)) {
        struct facts facts = {steps->context, !steps->layout->meta_in_name};
        put_facts(stack, &facts);
        stack_gap(stack, ui_section(stack->ui));
    }
    step_rows_put(stack, steps->context, steps->context->visit->routine);
}

static void draw_start(const struct screen_context *context, struct ui *ui, struct rect rect)
{
    struct button start = {.id = "start",
                           .label = tr(context->strings, "overview.start"),
                           .icon = "play",
                           .style = BUTTON_PRIMARY,
                           .large = true};
    if (ui_button_width(ui, &start) > rect.w)
        start.icon = NULL;
    ui_button(ui, rect, &start);
}

static void draw_back(const struct screen_context *context, struct ui *ui, struct rect rect,
                      bool labelled)
{
    struct button back = back_button(context);
    back = labelled ? back : ui_button_wordless(back);
    ui_button(ui, rect, &back);
}

static void draw_bar(struct screen_context *context, struct ui *ui,
                     const struct overview_layout *layout)
{
    struct rect row = layout->bar;
    int space = ui->metrics.gap;
    if (layout->bar_stacked)
        draw_start(context, ui, rect_cut_top(&row, (row.h - space) / 2, space));
    if (layout->bar_has_back) {
        draw_back(context, ui, rect_cut_left(&row, layout_arrow_width(ui), space), false);
        if (language_offered(context))
            language_button_draw(context, ui, rect_cut_left(&row, layout_arrow_width(ui), space));
    }
    struct scroll *scroll = &context->visit->overview_scroll;
    if (ui_scroll_overflows(scroll)) {
        struct rect arrows = rect_cut_left(&row, layout_arrows_width(ui), space);
        layout_scroll_arrows(context, ui, scroll, arrows, false);
    }
    if (!layout->bar_stacked)
        draw_start(context, ui, row);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    layout_background(ui);
    if (!context->visit->routine)
        return;
    if (warning_due(context)) {
        red_flags_draw(context, ui);
        return;
    }
    struct overview_layout layout = arrange(context, ui);
    stack_draw_middle(ui, layout.name, ALIGN_LEFT, put_name,
                      &(struct name){context, layout.meta_in_name});
    if (!rect_empty(layout.back))
        draw_back(context, ui, layout.back, layout.back_labelled);
    language_button_draw(context, ui, layout.language);
    draw_hero(context, ui, layout.hero);
    if (!rect_empty(layout.facts))
        stack_draw(ui, layout.facts, ALIGN_LEFT, put_facts, &(struct facts){context, true});
    struct scroll_view view = {.scroll = &context->visit->overview_scroll, .view = layout.view};
    layout_scroll(ui, &view, put_steps, &(struct steps){context, &layout});
    draw_bar(context, ui, &layout);
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
    const struct exercise *exercise = step_row_tapped(context->visit->routine, tap);
    if (exercise) {
        visit_read_exercise(context->visit, exercise);
        context->open_panel = SCREEN_EXERCISE;
    } else if (tap->kind == TAP_BACK || (target && strcmp(tap->id, "back") == 0))
        context->go = SCREEN_HOME;
    else if (target && strcmp(tap->id, "start") == 0)
        routine_start(context, context->visit->routine);
    else
        language_button_tap(context, tap);
}

static ms_t wake(const struct screen_context *context)
{
    return context->visit->routine && !warning_due(context) ? part_moving_wake(context) : MS_NEVER;
}

const struct screen screen_overview = {
    .enter = enter,
    .exit = leave,
    .tap = tap,
    .draw = draw,
    .wake = wake,
};
