#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "staff/parts.h"
#include "staff/usage_internal.h"
#include "ui/said.h"

/* Which: a row for each routine, or for each exercise of one. */

/* One row, whatever it is about. */
struct usage_row {
    const struct exercise *picture; /* NULL: none */
    const struct routine *routine;  /* whose picture it is; NULL: none */
    const char *name;
    struct bar begun;
    long long hurts;
    const struct usage_answers *answers; /* NULL: nobody was asked */
};

static struct usage_row routine_row(const struct usage_view *v, int index)
{
    const struct usage_routine *counted = &v->usage->routines[index];
    const struct content *content = v->context->content;
    struct usage_row row = {.name =
                                usage_called(v->context, counted->id, "staff.usage.gone_routine"),
                            .begun = {.parts = {(int)counted->finished, (int)counted->left}},
                            .hurts = counted->hurts,
                            .answers = &counted->answers};
    row.routine = content_routine(content, counted->id);
    row.picture = row.routine ? staff_face(row.routine) : content_exercise(content, counted->id);
    return row;
}

static void put_name(struct stack *stack, const void *name)
{
    stack_fit(stack, TYPE_LABEL, ui_color(stack->ui, COLOR_TEXT), 2, 0, name);
}

static int name_height(struct ui *ui, const struct usage_columns *c, const char *name)
{
    return int_max(stack_height(ui, c->name, put_name, name), c->picture * 9 / 16);
}

static int row_height(struct ui *ui, const struct usage_columns *c, const char *name)
{
    int words = name_height(ui, c, name);
    int line = metrics_length(&ui->metrics, LENGTH_GAP_SMALL) + c->thick;
    if (c->form == USAGE_BESIDE)
        return int_max(words, c->thick);
    return words + line + (c->form == USAGE_APART && c->faces > 0 ? line : 0);
}

static void draw_hurts(struct ui *ui, struct rect rect, long long hurts)
{
    int size = metrics_font(&ui->metrics, TYPE_LABEL).size;
    color_t ink = ui_color(ui, hurts > 0 ? COLOR_DANGER_TEXT : COLOR_TEXT_SOFT);
    if (hurts == 0) {
        ui_text(ui, rect, TYPE_LABEL, ink, ALIGN_CENTER, "–");
        return;
    }
    const char *number = arena_printf(&ui->list->arena, "%lld", hurts);
    int icon = size * 6 / 5, width = icon + size / 3 + ui_text_width(ui, TYPE_LABEL, number);
    struct rect inner = rect_centered(rect, width, rect.h);
    ui_icon(ui, rect_cut_left(&inner, icon, size / 3), "octagon-alert", icon, ink);
    ui_text(ui, inner, TYPE_LABEL, ink, ALIGN_LEFT, number);
}

static void draw_faces(struct ui *ui, const struct usage_view *v, struct rect rect,
                       const struct usage_answers *answers)
{
    struct bar bar = {.parts = {(int)answers->better, (int)answers->same, (int)answers->worse}};
    int all = bar.parts[0] + bar.parts[1] + bar.parts[2];
    struct bar_chart chart = usage_felt_chart(v, &ui->list->arena);
    if (usage_answers_shown(answers)) {
        ui_bar(ui, rect, &chart, &bar, all);
        return;
    }
    bool few = answers->withheld || all > 0;
    const char *text = few ? usage_word(v, "staff.usage.too_few") : "–";
    struct font font = ui_fit_font(ui, TYPE_CAPTION, text, rect.w, rect.h, 1);
    ui_text_font(ui, rect, font, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_LEFT, text);
}

/* "41 finished" */
static const char *counted_text(const struct usage_view *v, struct arena *arena, long long n,
                                const char *key)
{
    return arena_printf(arena, "%lld %s", n, usage_word(v, key));
}

static const char *spoken(struct ui *ui, const struct usage_view *v, const struct usage_row *row)
{
    struct arena *arena = &ui->list->arena;
    const struct strings *strings = v->context->strings;
    const struct usage_answers *answers = row->answers;
    const char *text = counted_text(v, arena, row->begun.parts[1], "staff.usage.left");
    if (answers)
        text =
            part_listed(strings, arena,
                        counted_text(v, arena, row->begun.parts[0], "staff.usage.finished"), text);
    text =
        part_listed(strings, arena, text,
                    arena_printf(arena, "%s %lld", usage_word(v, "staff.usage.hurts"), row->hurts));
    const struct {
        long long n;
        const char *key;
    } felt[] = {{answers ? answers->better : 0, "staff.usage.better"},
                {answers ? answers->same : 0, "staff.usage.same"},
                {answers ? answers->worse : 0, "staff.usage.worse"}};
    for (int i = 0; i < 3 && answers && usage_answers_shown(answers); i++)
        text = part_listed(strings, arena, text, counted_text(v, arena, felt[i].n, felt[i].key));
    return part_told(strings, arena, row->name, text);
}

/* Cuts the picture and the name off the left of *rect. */
static void draw_name(struct ui *ui, const struct usage_columns *c, struct rect *rect,
                      const struct usage_row *row)
{
    if (c->picture > 0) {
        struct rect picture = rect_cut_left(rect, c->picture, c->gap);
        picture = rect_centered(picture, c->picture, c->picture * 9 / 16);
        color_t tint = row->routine ? part_tint(ui, row->routine) : ui_color(ui, COLOR_TINT_MINT);
        draw_fill(ui->list, picture, metrics_px(&ui->metrics, 12), tint);
        if (row->picture)
            part_thumbnail(ui, picture, row->picture, row->routine);
    }
    stack_draw_middle(ui, rect_cut_left(rect, c->name, c->gap), ALIGN_LEFT, put_name, row->name);
}

static void draw_row(struct ui *ui, const struct usage_view *v, const struct usage_columns *c,
                     struct rect rect, const struct usage_row *row, int most)
{
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    ui_say_mute(ui);
    struct rect line = rect;
    if (c->form != USAGE_BESIDE)
        line = rect_cut_top(&rect, name_height(ui, c, row->name), gap);
    draw_name(ui, c, &line, row);
    if (c->form != USAGE_BESIDE)
        line = rect_cut_top(&rect, c->thick, gap);
    line = rect_centered(line, line.w, c->thick);
    struct bar_chart chart = usage_begun_chart(v, &ui->list->arena);
    ui_bar(ui, rect_cut_left(&line, c->bar, c->gap), &chart, &row->begun, most);
    draw_hurts(ui, rect_cut_left(&line, c->hurts, c->gap), row->hurts);
    if (c->faces > 0 && row->answers)
        draw_faces(ui, v, c->form == USAGE_APART ? rect : line, row->answers);
    ui_say_unmute(ui);
}

static int most_begun(const struct usage_view *v)
{
    int most = 1;
    for (int i = 0; i < v->usage->routine_count; i++)
        most = int_max(most, (int)(v->usage->routines[i].finished + v->usage->routines[i].left));
    return most;
}

/* As a target of its own, or as part of a card that is one. */
static void put_row(struct stack *stack, const struct usage_view *v, const struct usage_columns *c,
                    const struct usage_row *row, int most, int target)
{
    struct ui *ui = stack->ui;
    int air = target >= 0 ? metrics_length(&ui->metrics, LENGTH_GAP) : 0;
    int high = row_height(ui, c, row->name) + 2 * air;
    struct rect box = stack_box(stack, target >= 0 ? int_max(high, ui->metrics.target) : high);
    if (!stack_seen(stack, box))
        return;
    const char *text = spoken(ui, v, row);
    if (target >= 0) {
        const char *id = arena_printf(&ui->list->arena, "routine:%d", target);
        bool pressed = ui_target(ui, id, text, box, target);
        ui_card(ui, box, metrics_length(&ui->metrics, LENGTH_RADIUS), pressed);
        ui_say_button(ui, text, box, false);
    } else {
        ui_say_body(ui, text, box);
    }
    struct rect inner = {box.x + air, box.y + air, box.w - 2 * air, box.h - 2 * air};
    draw_row(ui, v, c, inner, row, most);
}

bool usage_rows_fit(struct ui *ui, const struct usage_view *v, int width)
{
    return usage_arrange(ui, v, width, true).form == USAGE_BESIDE;
}

int usage_row_gap(const struct ui *ui)
{
    return metrics_px(&ui->metrics, 14);
}

int usage_row_height(struct ui *ui, const struct usage_view *v, int width)
{
    struct usage_columns c = usage_arrange(ui, v, width, true);
    int highest = c.thick;
    for (int i = 0; i < v->usage->routine_count; i++)
        highest = int_max(highest, row_height(ui, &c, routine_row(v, i).name));
    return highest;
}

static void put_nothing(struct stack *stack, const struct usage_view *v, const char *key)
{
    stack_gap(stack, metrics_length(&stack->ui->metrics, LENGTH_GAP_SMALL));
    stack_text(stack, TYPE_CAPTION, ui_color(stack->ui, COLOR_TEXT_SOFT), usage_word(v, key));
}

void usage_put_routines(struct stack *stack, const void *view)
{
    const struct usage_view *v = view;
    struct usage_columns c = usage_arrange(stack->ui, v, stack->width, true);
    int gap = usage_row_gap(stack->ui);
    const char *title = usage_word(v, "staff.usage.routines");
    if (v->usage->routine_count == 0) {
        usage_put_heading(stack, title, NULL, false);
        put_nothing(stack, v, "staff.usage.nothing");
        return;
    }
    usage_put_heads(stack, v, &c, title);
    for (int i = 0; i < v->usage->routine_count && i < v->most_rows; i++) {
        struct usage_row row = routine_row(v, i);
        stack_gap(stack, gap);
        put_row(stack, v, &c, &row, most_begun(v), -1);
    }
}

void usage_put_list(struct stack *stack, const void *view)
{
    const struct usage_view *v = view;
    struct ui *ui = stack->ui;
    int air = metrics_length(&ui->metrics, LENGTH_GAP);
    struct usage_columns c = usage_arrange(ui, v, stack->width - 2 * air, true);
    stack->x += air;
    stack->width -= 2 * air;
    usage_put_heads(stack, v, &c, NULL);
    stack->x -= air;
    stack->width += 2 * air;
    for (int i = 0; i < v->usage->routine_count; i++) {
        struct usage_row row = routine_row(v, i);
        stack_gap(stack, ui->metrics.gap);
        put_row(stack, v, &c, &row, most_begun(v), i);
    }
}

struct step_rows {
    const struct usage_view *v;
    const struct usage_routine *counted;
    const struct routine *routine; /* NULL: it is not there any more, or is an activity */
    const char **ids;              /* of exercises, each once: as the routine has them, then those
                                      that it had, or that were done instead */
    int count;
};

static void add_id(struct step_rows *rows, const char *id)
{
    for (int i = 0; i < rows->count; i++)
        if (strcmp(rows->ids[i], id) == 0)
            return;
    rows->ids[rows->count++] = id;
}

static struct step_rows step_rows(const struct usage_view *v, struct arena *arena)
{
    struct step_rows rows = {.v = v};
    for (int i = 0; i < v->usage->routine_count; i++)
        if (strcmp(v->usage->routines[i].id, v->state->routine) == 0)
            rows.counted = &v->usage->routines[i];
    rows.routine = content_routine(v->context->content, v->state->routine);
    size_t steps = rows.routine ? rows.routine->step_count : 0;
    int others = rows.counted ? rows.counted->step_count : 0;
    rows.ids = ARENA_ARRAY(arena, const char *, steps + (size_t)others + 1);
    for (size_t i = 0; i < steps; i++)
        add_id(&rows, rows.routine->steps[i].exercise->id);
    for (int i = 0; i < others; i++)
        add_id(&rows, rows.counted->steps[i].exercise);
    return rows;
}

static struct usage_row step_row(const struct step_rows *rows, int index)
{
    const char *id = rows->ids[index];
    const struct content *content = rows->v->context->content;
    struct usage_row row = {.name = usage_called(rows->v->context, id, "staff.usage.gone_exercise"),
                            .picture = content_exercise(content, id),
                            .routine = rows->routine};
    for (int i = 0; rows->counted && i < rows->counted->step_count; i++)
        if (strcmp(rows->counted->steps[i].exercise, id) == 0) {
            row.begun.parts[1] = (int)rows->counted->steps[i].left;
            row.hurts = rows->counted->steps[i].hurts;
        }
    row.begun.none = row.begun.parts[1] == 0;
    return row;
}

static void put_step_rows(struct stack *stack, const void *what)
{
    const struct step_rows *rows = what;
    struct ui *ui = stack->ui;
    struct usage_columns c = usage_arrange(ui, rows->v, stack->width, false);
    int most = 1;
    usage_put_heads(stack, rows->v, &c, usage_word(rows->v, "staff.usage.steps"));
    for (int i = 0; i < rows->count; i++)
        most = int_max(most, step_row(rows, i).begun.parts[1]);
    for (int i = 0; i < rows->count; i++) {
        struct usage_row row = step_row(rows, i);
        stack_gap(stack, usage_row_gap(ui));
        put_row(stack, rows->v, &c, &row, most, -1);
    }
}

void usage_put_steps(struct stack *stack, const void *view)
{
    const struct usage_view *v = view;
    struct ui *ui = stack->ui;
    struct step_rows rows = step_rows(v, &ui->list->arena);
    int air = ui_padding(ui, LENGTH_PADDING, 45);
    int high = stack_height(ui, stack->width - 2 * air, put_step_rows, &rows);
    struct rect box = stack_box(stack, high + 2 * air);
    if (!stack_seen(stack, box))
        return;
    ui_card(ui, box, metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE), false);
    stack_draw(ui, rect_inset(box, air), ALIGN_LEFT, put_step_rows, &rows);
}
