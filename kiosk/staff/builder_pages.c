#include "screens/layout.h"
#include "screens/parts.h"
#include "staff/builder_internal.h"

struct intro {
    const struct builder_view *v;
    int step;
};

static void put_step(struct stack *stack, const void *what)
{
    const struct intro *intro = what;
    struct ui *ui = stack->ui;
    const struct builder_view *v = intro->v;
    stack_fit(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT), 1, 0,
              builder_word(v, arena_printf(v->arena, "staff.builder.intro%d", intro->step)));
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               builder_word(v, arena_printf(v->arena, "staff.builder.intro%d_text", intro->step)));
}

static void put_numbered(struct stack *stack, const struct builder_view *v, int step)
{
    struct ui *ui = stack->ui;
    struct intro intro = {v, step};
    int disc =
        int_max(metrics_px(&ui->metrics, 76), metrics_font(&ui->metrics, TYPE_BUTTON).size * 3 / 2);
    int air = metrics_px(&ui->metrics, 28);
    int width = stack->width - disc - air;
    struct rect box = stack_box(stack, int_max(disc, stack_height(ui, width, put_step, &intro)));
    if (!stack_seen(stack, box))
        return;
    struct rect number = rect_cut_left(&box, disc, air);
    number.h = disc;
    draw_fill(ui->list, number, disc / 2, ui_color(ui, COLOR_SURFACE_TINT));
    ui_text(ui, number, TYPE_BUTTON, ui_color(ui, COLOR_TEXT_TINT), ALIGN_CENTER,
            arena_printf(v->arena, "%d", step));
    stack_draw(ui, box, ALIGN_LEFT, put_step, &intro);
}

static void put_intro(struct stack *stack, const void *what)
{
    const struct builder_view *v = what;
    struct ui *ui = stack->ui;
    stack_fit(stack, TYPE_STAFF_TITLE, ui_color(ui, COLOR_TEXT), 2, 0,
              builder_word(v, "staff.builder.intro"));
    for (int i = 1; i <= 3; i++) {
        stack_gap(stack, metrics_px(&ui->metrics, 40));
        put_numbered(stack, v, i);
    }
    stack_gap(stack, metrics_px(&ui->metrics, 48));
    struct button start = {.id = "sheet:samples",
                           .icon = "copy",
                           .label = builder_word(v, "staff.builder.start_from"),
                           .index = BUILDER_SAMPLES};
    struct rect box = stack_box(stack, ui_button_height_small(ui));
    if (!stack_seen(stack, box))
        return;
    box.w = int_min(box.w, ui_button_width(ui, &start));
    ui_button(ui, box, &start);
}

void builder_draw_intro(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE), 0,
             metrics_length(&ui->metrics, LENGTH_STROKE), ui_color(ui, COLOR_LINE));
    int most = metrics_px(&ui->metrics, staff_small(ui) ? 20 : 76);
    int air =
        int_min(most, int_max((rect.h - stack_height(ui, rect.w - 2 * most, put_intro, v)) / 2,
                              metrics_px(&ui->metrics, 20)));
    builder_scroll(v, ui, rect_inset(rect, air), &v->builder->editor, put_intro);
}

static void draw_row(struct ui *ui, struct rect row, struct button *buttons, int count)
{
    int gap = ui->metrics.gap, wanted[8], total = (count - 1) * gap;
    for (int i = 0; i < count; i++) {
        bool words = buttons[i].label && *buttons[i].label;
        wanted[i] = words ? ui_button_width(ui, &buttons[i]) : ui->metrics.target;
        wanted[i] = int_max(wanted[i], ui->metrics.target);
        total += wanted[i];
    }
    for (int i = count; i-- > 0 && total > row.w;) {
        if (!buttons[i].label || !buttons[i].icon)
            continue;
        total -= wanted[i] - ui->metrics.target;
        wanted[i] = ui->metrics.target;
        buttons[i] = ui_button_wordless(buttons[i]);
    }
    for (int i = 0; i < count; i++) /* what is left goes to all that have words */
        ui_button(ui, i == count - 1 ? row : rect_cut_left(&row, wanted[i], gap), &buttons[i]);
}

static struct button page_button(const struct builder_view *v, const char *id, const char *key,
                                 const char *icon)
{
    return (struct button){.id = id, .label = builder_word(v, key), .icon = icon};
}

/* More than four rows: what the header has no room for is said above them. */
static bool is_roomy(const struct ui *ui, struct rect area)
{
    return !staff_small(ui) && area.h >= 5 * ui->metrics.target + 4 * ui->metrics.gap;
}

static void draw_routine(const struct builder_view *v, struct ui *ui, struct rect row)
{
    int facts = builder_facts_width(v, ui), gap = ui->metrics.gap;
    if (row.w - facts - gap >= 4 * ui->metrics.target)
        builder_draw_facts(v, ui, rect_cut_right(&row, facts, gap));
    builder_draw_name(v, ui, row);
}

static void draw_small_steps(const struct builder_view *v, struct ui *ui, struct rect area)
{
    struct rect row = rect_cut_bottom(&area, ui->metrics.target, ui->metrics.gap);
    struct button add = page_button(v, "page:library", "staff.builder.add", "plus");
    struct button edit = page_button(v, "page:step", "staff.routines.edit", "pencil");
    struct button save = builder_save_button(v);
    struct button more = {.id = "sheet:actions",
                          .icon = "ellipsis",
                          .spoken = builder_word(v, "staff.builder.more"),
                          .index = BUILDER_ACTIONS};
    edit.off = v->now->chosen < 0;
    bool refused = builder_is_refused(v);
    if (v->routine && !v->now->changed) /* there is no room to say it elsewhere */
        save = (struct button){
            .id = "save",
            .icon = refused ? "triangle-alert" : "check",
            .label = builder_word(v, refused ? "staff.builder.refused" : "staff.builder.saved"),
            .off = true};
    draw_row(ui, row, (struct button[]){save, add, edit, more}, 4);
    if (is_roomy(ui, area))
        draw_routine(v, ui, rect_cut_top(&area, builder_bar_height(ui), ui->metrics.gap));
    if (v->now->step_count == 0)
        builder_draw_intro(v, ui, area);
    else
        builder_draw_steps(v, ui, area);
}

/* The figure beside the numbers, in portrait above them where there is room. */
static void draw_small_stage(const struct builder_view *v, struct ui *ui, struct rect *area)
{
    int gap = ui->metrics.gap;
    if (!ui->metrics.portrait) {
        builder_draw_stage(v, ui, rect_cut_left(area, area->w * 38 / 100, gap));
        return;
    }
    int room = area->h - gap - builder_numbers_height(v, ui, area->w);
    if (room >= 2 * ui->metrics.target)
        builder_draw_stage(v, ui, rect_cut_top(area, room, gap));
}

static void draw_small_step(const struct builder_view *v, struct ui *ui, struct rect area)
{
    struct rect row = rect_cut_bottom(&area, ui->metrics.target, ui->metrics.gap);
    struct button back = page_button(v, "page:steps", "common.back", "arrow-left");
    struct button note = builder_note_button(v, ui, 0);
    struct button more = {.id = "sheet:numbers",
                          .icon = "sliders-horizontal",
                          .label = builder_word(v, "staff.builder.more"),
                          .index = BUILDER_MORE};
    draw_row(ui, row, (struct button[]){back, note, more}, 3);
    if (is_roomy(ui, area) && builder_exercise(v))
        builder_draw_exercise(v, ui, rect_cut_top(&area, builder_bar_height(ui), ui->metrics.gap));
    draw_small_stage(v, ui, &area);
    builder_scroll(v, ui, area, &v->builder->editor, builder_put_numbers);
}

/* Where there is room, as beside the other columns. */
static void draw_library(const struct builder_view *v, struct ui *ui, struct rect area)
{
    if (staff_small(ui)) {
        builder_draw_small_library(v, ui, area);
        return;
    }
    struct rect row = rect_cut_bottom(&area, ui->metrics.target, ui->metrics.gap);
    struct button back = page_button(v, "page:steps", "staff.done", "check");
    back.style = BUTTON_PRIMARY;
    draw_row(ui, row, &back, 1);
    builder_draw_library(v, ui, area);
}

void builder_draw_one(const struct builder_view *v, struct ui *ui, struct rect area)
{
    if (v->builder->page == BUILDER_STEP && v->now->chosen >= 0)
        draw_small_step(v, ui, area);
    else if (v->builder->page == BUILDER_LIBRARY)
        draw_library(v, ui, area);
    else
        draw_small_steps(v, ui, area);
}

static const char *unfinished_name(const struct builder_view *v)
{
    const char *name = builder_name(v);
    const char *steps = tr_format(v->context->strings, v->arena, "overview.steps",
                                  {"count", NULL, v->now->step_count});
    return *name ? ui_join(v->arena, name, steps) : steps;
}

void builder_put_unfinished(struct stack *stack, const void *what)
{
    const struct builder_view *v = what;
    struct ui *ui = stack->ui;
    bool other = builder_wishes(v->builder);
    const struct button buttons[] = {
        {.id = "go-on",
         .icon = "pencil",
         .label = builder_word(v, "staff.builder.go_on"),
         .style = BUTTON_PRIMARY},
        {.id = "anew",
         .icon = other ? "arrow-right" : "plus",
         .label = builder_word(v, other ? "staff.builder.other" : "staff.builder.anew")}};
    stack_text(stack, TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT), unfinished_name(v));
    stack_gap(stack, ui->metrics.gap / 2);
    stack_text(stack, ui->metrics.compact ? TYPE_LABEL : TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT),
               builder_word(v, "staff.builder.unfinished_info"));
    stack_gap(stack, ui_section(ui));
    staff_buttons_put(stack, buttons, 2);
    stack_gap(stack, ui->metrics.gap);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               builder_word(v, other ? "staff.builder.other_info" : "staff.builder.anew_info"));
}
