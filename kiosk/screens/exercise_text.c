#include "screens/exercise_text.h"

#include "screens/exercise_row.h"
#include "screens/layout.h"
#include "screens/page_text.h"
#include "screens/parts.h"

static int line_gap(const struct stack *stack)
{
    return ui_padding(stack->ui, LENGTH_GAP_SMALL, 40);
}

static int section_gap(const struct stack *stack)
{
    return int_max(metrics_px(&stack->ui->metrics, 40), ui_padding(stack->ui, LENGTH_GAP, 90));
}

static const char *word(const struct exercise_text *text, const char *key)
{
    return tr(text->context->strings, key);
}

static void put_heading(struct stack *stack, const char *icon, enum theme_color sign,
                        enum theme_color ink, const char *heading)
{
    struct ui *ui = stack->ui;
    int side = metrics_font(&ui->metrics, TYPE_HEADING).size;
    int indent = side * 3 / 2;
    struct stack words = *stack;
    words.x += indent;
    words.width -= indent;
    stack_fit(&words, TYPE_HEADING, ui_color(ui, ink), 1, 0, heading);
    struct rect place = {stack->x, stack->y, side, ui_line_height(ui, TYPE_HEADING)};
    if (!stack->dry)
        ui_icon(ui, place, icon, side, ui_color(ui, sign));
    stack->y = words.y;
}

static void put_bullets(struct stack *stack, struct string_list list, enum theme_color ink,
                        enum theme_color bullet)
{
    const struct ui *ui = stack->ui;
    for (size_t i = 0; i < list.count; i++) {
        stack_gap(stack, line_gap(stack));
        stack_bullet(stack, TYPE_BODY, ui_color(ui, ink), ui_color(ui, bullet), list.items[i]);
    }
}

/* A section about safety: a heading, and a list or a sentence. */
struct warning {
    const char *icon, *heading, *after;
    struct string_list list;
    bool danger; /* else it is a matter of care */
};

static void put_warning_words(struct stack *stack, const void *what)
{
    const struct warning *warning = what;
    enum theme_color sign = warning->danger ? COLOR_DANGER : COLOR_ACCENT_TEXT;
    put_heading(stack, warning->icon, sign, warning->danger ? COLOR_DANGER_TEXT : COLOR_TEXT,
                warning->heading);
    put_bullets(stack, warning->list, COLOR_TEXT, sign);
    if (!*warning->after)
        return;
    stack_gap(stack, line_gap(stack));
    stack_text(stack, TYPE_BODY, ui_color(stack->ui, COLOR_TEXT), warning->after);
}

static void put_warning(struct stack *stack, const struct warning *warning)
{
    if (warning->list.count == 0 && !*warning->after)
        return;
    stack_gap(stack, section_gap(stack) / 2);
    stack_panel(
        stack, ui_color(stack->ui, warning->danger ? COLOR_DANGER_SURFACE : COLOR_TINT_SAND),
        int_max(metrics_px(&stack->ui->metrics, 28), line_gap(stack)), put_warning_words, warning);
    stack_gap(stack, section_gap(stack) / 2);
}

static void put_tags(struct stack *stack, const struct exercise_text *text)
{
    const struct exercise *e = text->exercise;
    struct arena *arena = &stack->ui->list->arena;
    const char *position = arena_printf(arena, "position.%s", position_name(e->position));
    const char *level = arena_printf(arena, "exercise.level.%s", e->level);
    const struct tag tags[] = {{NULL, word(text, position)}, {NULL, word(text, level)}};
    stack_tags(stack, tags, (int)(sizeof tags / sizeof *tags));
}

static void put_begin(struct stack *stack, const struct exercise_text *text)
{
    struct ui *ui = stack->ui;
    stack_gap(stack, 2 * line_gap(stack));
    struct rect rect = stack_box(stack, ui_button_height_small(ui));
    if (!stack_seen(stack, rect))
        return;
    struct button begin = {.id = "begin",
                           .icon = "play",
                           .style = BUTTON_PRIMARY,
                           .label = tr_format(text->context->strings, &ui->list->arena,
                                              "exercise.begin", {"count", NULL, ACTIVITY_MINUTES})};
    ui_button(ui, rect, &begin);
}

static void put_good_for(struct stack *stack, const struct exercise_text *text)
{
    const struct exercise *e = text->exercise;
    if (!*e->summary && e->benefits.count == 0)
        return;
    stack_gap(stack, section_gap(stack));
    put_heading(stack, "heart-pulse", COLOR_PRIMARY, COLOR_TEXT, word(text, "exercise.good_for"));
    if (*e->summary) {
        stack_gap(stack, line_gap(stack));
        stack_text(stack, TYPE_BODY, ui_color(stack->ui, COLOR_TEXT), e->summary);
    }
    put_bullets(stack, e->benefits, COLOR_TEXT, COLOR_PRIMARY);
}

static const char *role_key(enum step_role role)
{
    static const char *const keys[] = {[ROLE_SETUP] = "player.phase.ready",
                                       [ROLE_MOVE] = "player.phase.move",
                                       [ROLE_BREATHE] = "exercise.breathe",
                                       [ROLE_CUE] = "exercise.mind",
                                       [ROLE_SAFETY] = "exercise.mind"};
    return keys[role];
}

/* All of what is to be done, in the order of the file, each part under its own word. */
static void put_how(struct stack *stack, const struct exercise_text *text)
{
    const struct exercise *e = text->exercise;
    const struct ui *ui = stack->ui;
    const char *part = "";
    stack_gap(stack, section_gap(stack));
    put_heading(stack, "list", COLOR_PRIMARY, COLOR_TEXT, word(text, "exercise.how"));
    for (size_t i = 0; i < e->step_count; i++) {
        if (e->steps[i].role == ROLE_SAFETY)
            continue;
        const char *key = role_key(e->steps[i].role);
        bool same = key == part;
        part = key;
        stack_gap(stack, same ? line_gap(stack) / 2 : line_gap(stack));
        if (!same)
            stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_TEXT_TINT), word(text, key));
        stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT), e->steps[i].text);
    }
}

/* "What: how it is", the first in bold. */
static void put_fact(struct stack *stack, const struct exercise_text *text, const char *what,
                     const char *fact)
{
    struct ui *ui = stack->ui;
    struct arena *arena = &ui->list->arena;
    stack_gap(stack, line_gap(stack));
    what = arena_printf(arena, "**%s**", what);
    stack_rich(stack, TYPE_BODY, TYPE_BODY_STRONG, ui_color(ui, COLOR_TEXT),
               part_told(text->context->strings, arena, what, fact));
}

static void put_facts(struct stack *stack, const struct exercise_text *text)
{
    const struct exercise *e = text->exercise;
    const struct strings *strings = text->context->strings;
    struct arena *arena = &stack->ui->list->arena;
    bool dosed = e->has_dose && !e->activity; /* its minutes stand on the button */
    const char *facts[][2] = {
        {"exercise.dose", dosed ? part_dose_text(strings, arena, e, &e->dose) : ""},
        {"exercise.range", part_range_text(strings, arena, e)},
        {"exercise.feel", *e->feel ? part_known_or_plain(strings, arena, "feel", e->feel) : ""},
        {"overview.equipment", part_equipment(strings, arena, e->equipment, JOIN_DOTS)}};
    bool headed = false;
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (!*facts[i][1])
            continue;
        stack_gap(stack, headed ? 0 : section_gap(stack));
        if (!headed)
            put_heading(stack, "timer", COLOR_PRIMARY, COLOR_TEXT, word(text, "exercise.facts"));
        headed = true;
        put_fact(stack, text, word(text, facts[i][0]), facts[i][1]);
    }
}

/* What the player says when it hurts: of itself it does not say when. */
static const char *safety(const struct exercise_text *text, struct arena *arena)
{
    const char *all = "";
    for (size_t i = 0; i < text->exercise->step_count; i++) {
        const struct instruction *step = &text->exercise->steps[i];
        if (step->role == ROLE_SAFETY)
            all = *all ? arena_printf(arena, "%s %s", all, step->text) : step->text;
    }
    return all;
}

static void put_warnings(struct stack *stack, const struct exercise_text *text)
{
    const struct exercise *e = text->exercise;
    const struct warning warnings[] = {
        {"triangle-alert", word(text, "exercise.care"), "", e->precautions, false},
        {"shield-alert", word(text, "exercise.ask_first"), "", e->ask_first, false},
        {"shield-alert", word(text, "exercise.not_if"), "", e->contraindications, true},
        {"octagon-alert", word(text, "exercise.stop_if"), "", e->stop_if, true},
        {"hand", word(text, "exercise.hurts"), safety(text, &stack->ui->list->arena), {0}, true},
    };
    stack_gap(stack, section_gap(stack) / 2);
    for (size_t i = 0; i < sizeof warnings / sizeof *warnings; i++)
        put_warning(stack, &warnings[i]);
}

static void put_versions(struct stack *stack, const struct exercise_text *text)
{
    const struct exercise *e = text->exercise;
    struct exercise_row rows[2];
    size_t count = 0;
    if (e->easier)
        rows[count++] =
            (struct exercise_row){.exercise = e->easier, .above = word(text, "exercise.easier")};
    if (e->harder)
        rows[count++] =
            (struct exercise_row){.exercise = e->harder, .above = word(text, "exercise.harder")};
    int gap = int_max(section_gap(stack) / 2, stack->ui->metrics.gap);
    stack_gap(stack, count > 0 ? gap : 0);
    exercise_rows_put(stack, (struct columns){1, stack->width, gap}, rows, count);
}

/* A review that has no date has not taken place. */
static const char *review_text(const struct exercise_text *text, struct arena *arena)
{
    const struct review *review = text->exercise->review;
    if (!*review->by)
        return "";
    if (!*review->date)
        return word(text, "exercise.not_reviewed");
    return tr_format(text->context->strings, arena, "exercise.reviewed", {"name", review->by, 0},
                     {"date", review->date, 0});
}

static void put_sources(struct stack *stack, const struct exercise_text *text)
{
    const struct ui *ui = stack->ui;
    const char *review = review_text(text, &stack->ui->list->arena);
    stack_gap(stack, section_gap(stack));
    page_text_put_sources(stack, text->context, text->exercise->sources);
    if (!*review)
        return;
    stack_gap(stack, metrics_px(&ui->metrics, 20));
    stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_TEXT_SOFT), review);
}

void exercise_text_put(struct stack *stack, const void *what)
{
    const struct exercise_text *text = what;
    put_tags(stack, text);
    if (activity_can_start(text->exercise))
        put_begin(stack, text);
    put_good_for(stack, text);
    put_how(stack, text);
    put_facts(stack, text);
    put_warnings(stack, text);
    put_versions(stack, text);
    put_sources(stack, text);
}
