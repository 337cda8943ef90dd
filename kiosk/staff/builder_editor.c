#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "session/session.h"
#include "staff/builder_internal.h"
#include "staff/dose_kinds.h"
#include "ui/stepper.h"

enum { FIELDS = 3 }; /* numbers of a step that are in view */

static const char *seconds_text(const struct builder_view *v, int seconds)
{
    if (seconds >= 120 && seconds % 60 == 0)
        return tr_format(v->context->strings, v->arena, "staff.field.minutes",
                         {"n", NULL, seconds / 60});
    if (seconds >= 120)
        return arena_printf(v->arena, "%d:%02d", seconds / 60, seconds % 60);
    return tr_format(v->context->strings, v->arena, "staff.field.seconds", {"n", NULL, seconds});
}

static const char *number_text(const struct builder_view *v, enum dose_field field, int number)
{
    return dose_in_seconds(field) ? seconds_text(v, number) : arena_printf(v->arena, "%d", number);
}

static const char *range_text(const struct builder_view *v, enum dose_field field,
                              struct draft_limit limit)
{
    bool minutes = field == DOSE_DURATION_S && limit.min >= 60;
    if (minutes)
        return arena_printf(v->arena, "%s\xE2\x80\x93%s", seconds_text(v, limit.min),
                            seconds_text(v, limit.max));
    return tr_format(v->context->strings, v->arena,
                     dose_in_seconds(field) ? "staff.field.range_seconds" : "staff.field.range",
                     {"low", NULL, limit.min}, {"high", NULL, limit.max});
}

static const char *title_of(const struct builder_view *v, enum dose_field field,
                            enum dose_kind kind)
{
    bool moves = field == DOSE_REPS && (kind == DOSE_PACED || kind == DOSE_OWN_PACE);
    return builder_word(v, moves ? "staff.field.moves"
                                 : arena_printf(v->arena, "staff.field.%s", dose_key(field)));
}

/* What the exercise no longer allows is shown as it is, with the nearest that it does. */
static void put_nearest(struct stack *stack, const struct builder_view *v, enum dose_field field,
                        int number, struct draft_limit limit)
{
    struct ui *ui = stack->ui;
    int nearest = number < limit.min ? limit.min : limit.max;
    stack_gap(stack, ui->metrics.gap);
    struct rect box = stack_box(stack, ui_button_height_small(ui));
    if (!stack_seen(stack, box))
        return;
    struct button use = {.id = "nearest",
                         .label = tr_format(v->context->strings, v->arena, "staff.field.use",
                                            {"n", number_text(v, field, nearest), 0}),
                         .style = BUTTON_PRIMARY,
                         .index = (int)field * 10000 + nearest};
    box.w = int_min(box.w, int_max(ui_button_width(ui, &use), ui->metrics.target));
    ui_button(ui, box, &use);
}

static const char *limit_text(const struct builder_view *v, const char *number, bool most)
{
    return tr_format(v->context->strings, v->arena, most ? "staff.field.most" : "staff.field.least",
                     {"n", number, 0});
}

static void put_stepper(struct stack *stack, const void *stepper)
{
    stack_stepper(stack, stepper);
}

/* A number at its limit, where it takes the most room. */
static int limit_height(const struct builder_view *v, struct ui *ui, int width, const char *title,
                        const char *number, bool most)
{
    const struct stepper stepper = {.id = "longest",
                                    .title = title,
                                    .value = number,
                                    .widest = seconds_text(v, 115),
                                    .limit = limit_text(v, number, most),
                                    .bare = true};
    return stack_height(ui, width, put_stepper, &stepper);
}

static void put_number(struct stack *stack, const struct builder_view *v, enum dose_field field)
{
    struct dose dose = builder_step(v)->dose;
    int number = *dose_number(&dose, field);
    struct draft_limit limit = draft_limit(builder_exercise(v), field);
    const char *range = range_text(v, field, limit);
    bool least = number <= limit.min, most = number >= limit.max;
    bool wrong = number < limit.min || number > limit.max;
    const char *said = NULL;
    if (wrong)
        said = range;
    else if (most && least)
        said = tr_format(v->context->strings, v->arena, "staff.settings.only",
                         {"value", number_text(v, field, number), 0});
    else if (most || least)
        said = limit_text(v, number_text(v, field, number), most);
    struct stepper stepper = {.id = dose_key(field),
                              .title = title_of(v, field, dose_kind(&dose)),
                              .caption = range,
                              .value = number_text(v, field, number),
                              .widest = seconds_text(v, 115),
                              .less = builder_word(v, "staff.field.less"),
                              .more = builder_word(v, "staff.field.more"),
                              .limit = said,
                              .least = least && !wrong,
                              .most = most && !wrong,
                              .bare = true,
                              .index = (int)field};
    stack_stepper(stack, &stepper);
    if (wrong)
        put_nearest(stack, v, field, number, limit);
}

static void put_numbers(struct stack *stack, const struct builder_view *v,
                        const enum dose_field *fields, int count)
{
    for (int i = 0; i < count; i++) {
        stack_gap(stack, i > 0 ? stack->ui->metrics.gap : 0);
        put_number(stack, v, fields[i]);
    }
}

/* What a step is set by, in the order in which it is shown; the rest comes last. */
static enum dose_field field_of(enum dose_kind kind, int place)
{
    return place < FIELDS - 1 ? dose_made[kind].counted[place] : DOSE_REST_S;
}

/* Of the kind that takes the most, with numbers as long as they get. */
int builder_numbers_height(const struct builder_view *v, struct ui *ui, int width)
{
    int highest = 0;
    for (int k = 0; k < DOSE_KIND_COUNT; k++) {
        enum dose_kind kind = (enum dose_kind)k;
        int high = (FIELDS - 1) * ui->metrics.gap;
        for (int i = 0; i < FIELDS; i++)
            high += limit_height(v, ui, width, title_of(v, field_of(kind, i), kind),
                                 seconds_text(v, 115), true);
        highest = int_max(highest, high);
    }
    return highest;
}

/* Of the numbers of this kind, whatever their values: the figure above them keeps its size. */
static int kept_height(const struct builder_view *v, struct ui *ui, int width, enum dose_kind kind)
{
    int high = (FIELDS - 1) * ui->metrics.gap;
    for (int i = 0; i < FIELDS; i++) {
        enum dose_field field = field_of(kind, i);
        struct draft_limit limit = draft_limit(builder_exercise(v), field);
        const char *title = title_of(v, field, kind);
        const char *least = number_text(v, field, limit.min);
        const char *most = number_text(v, field, limit.max);
        high += int_max(limit_height(v, ui, width, title, least, false),
                        limit_height(v, ui, width, title, most, true));
    }
    return int_max(high, stack_height(ui, width, builder_put_numbers, v));
}

void builder_put_numbers(struct stack *stack, const void *view)
{
    const struct builder_view *v = view;
    const struct draft_step *step = builder_step(v);
    enum dose_field fields[FIELDS];
    if (!step || !builder_exercise(v))
        return;
    for (int i = 0; i < FIELDS; i++)
        fields[i] = field_of(dose_kind(&step->dose), i);
    put_numbers(stack, v, fields, FIELDS);
}

static void put_tempo(struct stack *stack, const struct builder_view *v)
{
    static const char *const parts[] = {"out", "stay", "back"};
    const struct dose *dose = &builder_step(v)->dose;
    double total = dose->tempo_s[0] + dose->tempo_s[1] + dose->tempo_s[2];
    for (int i = 0; i < 3; i++) {
        double value = dose->tempo_s[i];
        const char *number = arena_printf(v->arena, "%g", value);
        struct stepper stepper = {
            .id = arena_printf(v->arena, "tempo%d", i),
            .title = builder_word(v, arena_printf(v->arena, "staff.field.%s", parts[i])),
            .value =
                tr_format(v->context->strings, v->arena, "staff.field.seconds", {"n", number, 0}),
            .widest =
                tr_format(v->context->strings, v->arena, "staff.field.seconds", {"n", "10.5", 0}),
            .less = builder_word(v, "staff.field.less"),
            .more = builder_word(v, "staff.field.more"),
            .least = value <= 0 || total - 0.5 < DOSE_REP_S_MIN,
            .most = value >= DOSE_TEMPO_S_MAX,
            .bare = true,
            .index = i};
        stack_gap(stack, stack->ui->metrics.gap);
        stack_stepper(stack, &stepper);
    }
}

static void put_kinds(struct stack *stack, const struct builder_view *v)
{
    struct ui *ui = stack->ui;
    struct button buttons[DOSE_KIND_COUNT];
    int count = 0;
    stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_TEXT),
               builder_word(v, "staff.builder.count_by"));
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    for (int i = 0; i < DOSE_KIND_COUNT; i++) {
        enum dose_kind kind = (enum dose_kind)i;
        struct dose_kind_words words = dose_kind_words(kind);
        bool now = dose_kind(&builder_step(v)->dose) == kind;
        if (draft_can_count(builder_exercise(v), kind) || now)
            buttons[count++] = (struct button){.id = words.id,
                                               .label = builder_word(v, words.key),
                                               .icon = now ? "check" : NULL,
                                               .style = now ? BUTTON_CHOSEN : BUTTON_PLAIN,
                                               .index = i};
    }
    staff_buttons_put(stack, buttons, count);
}

void builder_put_more(struct stack *stack, const void *view)
{
    const struct builder_view *v = view;
    const struct draft_step *step = builder_step(v);
    const struct exercise *exercise = builder_exercise(v);
    if (!step || !exercise)
        return;
    enum dose_kind kind = dose_kind(&step->dose);
    put_kinds(stack, v);
    if (kind == DOSE_HOLD) {
        stack_gap(stack, stack->ui->metrics.gap);
        put_numbers(stack, v, (const enum dose_field[]){DOSE_SETS, DOSE_RELAX_S}, 2);
    }
    if (exercise->sides == SIDES_EACH) {
        stack_gap(stack, stack->ui->metrics.gap);
        put_number(stack, v, DOSE_SIDE_CHANGE_S);
    }
    if (kind == DOSE_PACED)
        put_tempo(stack, v);
}

struct button builder_side_button(const struct builder_view *v)
{
    return (struct button){.id = "side",
                           .icon = "eye",
                           .label = builder_word(v, v->builder->right_side ? "staff.builder.right"
                                                                           : "staff.builder.left"),
                           .pill = true};
}

/* Of the routine's time, that of the chosen step. */
static const char *share_text(const struct builder_view *v)
{
    int index = 0;
    for (int i = 0; i < v->now->chosen; i++)
        index += content_exercise(v->context->content, v->now->steps[i].exercise) != NULL;
    return part_minutes(v->context->strings, v->arena, session_step_length(v->routine, index));
}

static void draw_figure(const struct builder_view *v, struct ui *ui, struct rect rect,
                        const struct exercise *exercise)
{
    ms_t elapsed = v->builder->still ? 0 : v->context->now - v->builder->figure_at;
    part_moving_side(ui, rect, exercise, v->routine, elapsed, v->builder->right_side);
}

/* The share of the time, in a corner where the figure is not. */
static void draw_share(const struct builder_view *v, struct ui *ui, struct rect *stage)
{
    const char *time = share_text(v);
    int air = metrics_px(&ui->metrics, 16), width = ui_tag_width(ui, "clock", time) + 2 * air;
    int x = stage->x + stage->w - width + air, y = stage->y + air;
    if (width > stage->w || stage->h < 2 * ui->metrics.target)
        return;
    int high = ui_tag_height(ui);
    ui_tag(ui, x, y, "clock", time, ui_color(ui, COLOR_SURFACE), ui_color(ui, COLOR_TEXT_TINT));
    if (stage->w - width >= stage->h * 4 / 3)
        rect_cut_right(stage, width, 0);
    else
        rect_cut_top(stage, high + air, 0);
}

void builder_draw_stage(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    const struct exercise *exercise = builder_exercise(v);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    if (!exercise || rect.h < ui->metrics.target)
        return;
    ui_stage(ui, rect, radius);
    ui_target_round(ui, "figure", exercise->name, rect, radius, 0);
    struct rect figure = rect;
    draw_share(v, ui, &figure);
    draw_figure(v, ui, rect_inset(figure, metrics_px(&ui->metrics, 12)), exercise);
}

static const char *note_of(const struct builder_view *v)
{
    const struct draft_step *step = builder_step(v);
    return step ? draft_words_in(&step->note, strings_code(v->context->strings), NULL) : "";
}

struct button builder_note_button(const struct builder_view *v, const struct ui *ui, int width)
{
    const char *note = note_of(v), *word = builder_word(v, "staff.builder.note");
    struct button button = {.id = "note", .icon = "message-square", .label = word};
    if (!*note)
        return button;
    button.label = part_told(v->context->strings, v->arena, word, note);
    if (ui_button_width(ui, &button) <= width)
        return button;
    button.spoken = button.label;
    button.label = word;
    button.icon = "check";
    button.style = BUTTON_CHOSEN;
    return button;
}

/* Smaller where two lines would be higher than their row. */
static void draw_exercise_name(struct ui *ui, struct rect rect, const char *name)
{
    struct font font = ui_fit_font(ui, TYPE_STAFF_HEADING, name, rect.w, rect.h, 2);
    int high = ui_paragraph_height_font(ui, rect.w, font, name, 2);
    ui_paragraph_font(ui, rect_centered(rect, rect.w, high), font, ui_color(ui, COLOR_TEXT),
                      ALIGN_LEFT, name);
}

void builder_draw_exercise(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    const struct exercise *exercise = builder_exercise(v);
    if (exercise->sides != SIDES_NONE) {
        struct button side = builder_side_button(v);
        int width = int_min(ui_button_width(ui, &side), rect.w / 2);
        if (rect.w - width - ui->metrics.gap < v->widest_button) {
            side = ui_button_wordless(side);
            width = ui->metrics.target;
        }
        ui_button(ui, rect_cut_right(&rect, width, ui->metrics.gap), &side);
    }
    draw_exercise_name(ui, rect, exercise->name);
}

static void draw_foot(const struct builder_view *v, struct ui *ui, struct rect row)
{
    struct button more = {.id = "sheet:numbers",
                          .icon = "sliders-horizontal",
                          .label = builder_word(v, "staff.builder.more"),
                          .index = BUILDER_MORE};
    int width = int_min(ui_button_width(ui, &more), (row.w - ui->metrics.gap) / 2);
    ui_button(ui, rect_cut_right(&row, width, ui->metrics.gap), &more);
    struct button note = builder_note_button(v, ui, row.w);
    ui_button(ui, row, &note);
}

static void draw_gone(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    struct rect area = rect;
    if (builder_step(v))
        staff_warning_bar(ui, &area, builder_word(v, "staff.builder.gone"));
}

int builder_tall_numbers_width(const struct ui *ui, int width)
{
    return width - width * 40 / 100 - ui_section(ui);
}

/* Figure and note left, numbers right. */
static void draw_tall(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    int gap = ui->metrics.gap, high = builder_bar_height(ui);
    struct rect numbers =
        rect_cut_right(&rect, builder_tall_numbers_width(ui, rect.w), ui_section(ui));
    draw_foot(v, ui, rect_cut_bottom(&rect, high, gap));
    builder_draw_stage(v, ui, rect);
    builder_draw_exercise(v, ui, rect_cut_top(&numbers, high, gap));
    builder_scroll(v, ui, numbers, &v->builder->editor, builder_put_numbers);
}

void builder_draw_editor(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    int gap = ui->metrics.gap, high = builder_bar_height(ui);
    if (!builder_exercise(v)) {
        draw_gone(v, ui, rect);
        return;
    }
    if (v->arrangement == BUILDER_TALL) {
        draw_tall(v, ui, rect);
        return;
    }
    draw_foot(v, ui, rect_cut_bottom(&rect, high, gap));
    int numbers = kept_height(v, ui, rect.w, dose_kind(&builder_step(v)->dose));
    struct rect stage = rect;
    stage.h = rect.h - high - 2 * gap - numbers;
    if (stage.h >= ui->metrics.target) {
        builder_draw_stage(v, ui, stage);
        rect_cut_top(&rect, stage.h, gap);
    }
    builder_draw_exercise(v, ui, rect_cut_top(&rect, high, gap));
    builder_scroll(v, ui, rect, &v->builder->editor, builder_put_numbers);
}
