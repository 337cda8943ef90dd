#include "screens/layout.h"
#include "screens/parts.h"
#include "session/session.h"
#include "staff/builder_internal.h"
#include "staff/frame.h"
#include "ui/fit.h"

const char *builder_name(const struct builder_view *v)
{
    return draft_words_in(&v->now->name, strings_code(v->context->strings), NULL);
}

/* ---- the bar above: the whole routine ---- */

/* A place that leads to the keyboard, drawn as a field. */
static void draw_name(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    const char *name = builder_name(v);
    const char *text = *name ? name : builder_word(v, "staff.builder.name");
    bool pressed = ui_target(ui, "name", text, rect, 0);
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS),
             ui_color(ui, pressed ? COLOR_SURFACE_PRESSED : COLOR_SURFACE),
             metrics_length(&ui->metrics, LENGTH_STROKE),
             ui_color(ui, *name ? COLOR_LINE : COLOR_LINE_STRONG));
    struct rect inner = rect;
    int icon = ui_button_icon_size(ui), air = metrics_px(&ui->metrics, 24);
    rect_cut_left(&inner, air, 0);
    rect_cut_right(&inner, air / 2, 0);
    ui_icon(ui, rect_cut_left(&inner, icon, air / 2), "pencil", icon, ui_color(ui, COLOR_TEXT));
    struct font font = ui_fit_font(ui, TYPE_STAFF_HEADING, text, inner.w, inner.h, 1);
    if (!*name)
        font.weight = FONT_REGULAR;
    ui_text_font(ui, inner, font, ui_color(ui, *name ? COLOR_TEXT : COLOR_TEXT_SOFT), ALIGN_LEFT,
                 text);
}

static struct button details_button(const struct builder_view *v)
{
    return (struct button){.id = "sheet:details",
                           .icon = "user-round",
                           .label = builder_word(v, "staff.builder.details"),
                           .index = BUILDER_DETAILS};
}

static struct button undo_button(const struct builder_view *v)
{
    return (struct button){.id = "undo",
                           .icon = "undo-2",
                           .label = builder_word(v, "staff.undo"),
                           .off = !draft_can_undo(&v->builder->draft)};
}

static struct button try_button(const struct builder_view *v)
{
    return (struct button){
        .id = "try", .icon = "play", .label = builder_word(v, "staff.try"), .off = !v->routine};
}

static struct button save_button(const struct builder_view *v)
{
    return (struct button){.id = "save",
                           .icon = "save",
                           .label = builder_word(v, "staff.builder.save"),
                           .style = v->routine ? BUTTON_PRIMARY : BUTTON_PLAIN,
                           .off = !v->routine};
}

static const char *length_text(const struct builder_view *v)
{
    if (!v->routine)
        return builder_word(v, "staff.builder.no_steps");
    return ui_join(v->arena,
                   part_minutes(v->context->strings, v->arena, session_routine_length(v->routine)),
                   tr_format(v->context->strings, v->arena, "overview.steps",
                             {"count", NULL, v->now->step_count}));
}

/* "Not saved yet" means: patients do not see it yet. */
static void draw_facts(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    bool open = v->routine && v->now->changed;
    const char *said = v->builder->said;
    const char *state = *said         ? said
                        : !v->routine ? builder_word(v, "staff.builder.nothing")
                        : open        ? builder_word(v, "staff.builder.unsaved")
                                      : builder_word(v, "staff.builder.saved");
    if (v->builder->draft.unkept)
        state = builder_word(v, "staff.builder.unkept");
    bool warns = open || v->builder->draft.unkept || v->builder->failed;
    struct font bold = metrics_font(&ui->metrics, TYPE_BUTTON);
    struct font small = metrics_font(&ui->metrics, TYPE_LABEL);
    int high = bold.size * 5 / 4 + small.size * 5 / 4;
    rect = rect_centered(rect, rect.w, int_min(high, rect.h));
    struct rect first = rect_cut_top(&rect, rect.h * bold.size / (bold.size + small.size), 0);
    const char *length = length_text(v);
    ui_text_font(ui, first, ui_fit_font(ui, TYPE_BUTTON, length, first.w, first.h, 1),
                 ui_color(ui, COLOR_TEXT), ALIGN_LEFT, length);
    int dot = small.size / 2;
    struct rect mark = rect_cut_left(&rect, dot, dot / 2);
    mark = rect_centered(mark, dot, dot);
    draw_fill(ui->list, mark, dot / 2, ui_color(ui, warns ? COLOR_ACCENT : COLOR_PRIMARY));
    ui_text_font(ui, rect, ui_fit_font(ui, TYPE_LABEL, state, rect.w, rect.h, 1),
                 ui_color(ui, warns ? COLOR_WARNING_TEXT : COLOR_TEXT_TINT), ALIGN_LEFT, state);
}

static int facts_width(const struct ui *ui)
{
    return metrics_px(&ui->metrics, 270);
}

/* Three buttons from the right; their words go where the name would have no room. */
static void draw_actions(const struct builder_view *v, struct ui *ui, struct rect *row, int keep)
{
    struct button buttons[] = {save_button(v), try_button(v), undo_button(v)};
    int wanted = 0, gap = ui->metrics.gap;
    for (int i = 0; i < 3; i++)
        wanted += ui_button_width(ui, &buttons[i]) + gap;
    for (int i = 2; i > 0 && wanted + keep > row->w; i--) {
        wanted -= ui_button_width(ui, &buttons[i]);
        buttons[i] = ui_button_wordless(buttons[i]);
        wanted += int_max(ui->metrics.target, row->h);
    }
    for (int i = 0; i < 3; i++) {
        bool words = buttons[i].label && *buttons[i].label;
        int width = words ? ui_button_width(ui, &buttons[i]) : int_max(ui->metrics.target, row->h);
        ui_button(ui, rect_cut_right(row, width, gap), &buttons[i]);
    }
}

static void draw_bar(const struct builder_view *v, struct ui *ui, struct rect row)
{
    struct button details = details_button(v);
    int gap = ui->metrics.gap;
    int details_width = int_min(ui_button_width(ui, &details), metrics_px(&ui->metrics, 300));
    int name = metrics_px(&ui->metrics, 440);
    draw_actions(v, ui, &row, name + details_width + facts_width(ui) + 2 * gap);
    struct rect facts = rect_cut_right(&row, facts_width(ui), gap);
    struct rect detail = rect_cut_right(&row, details_width, gap);
    draw_name(v, ui, row);
    ui_button(ui, detail, &details);
    draw_facts(v, ui, facts);
}

/* ---- nothing yet ---- */

struct intro {
    const struct builder_view *v;
    int step;
};

static void put_step(struct stack *stack, const void *what)
{
    const struct intro *intro = what;
    struct ui *ui = stack->ui;
    const struct builder_view *v = intro->v;
    stack_fit(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT), 1, 2,
              builder_word(v, arena_printf(v->arena, "staff.builder.intro%d", intro->step)));
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               builder_word(v, arena_printf(v->arena, "staff.builder.intro%d_text", intro->step)));
}

static void put_numbered(struct stack *stack, const struct builder_view *v, int step)
{
    struct ui *ui = stack->ui;
    struct intro intro = {v, step};
    int disc = metrics_px(&ui->metrics, 76), air = metrics_px(&ui->metrics, 28);
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
    stack_fit(stack, TYPE_STAFF_TITLE, ui_color(ui, COLOR_TEXT), 1, 2,
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

static void draw_intro(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE), 0,
             metrics_length(&ui->metrics, LENGTH_STROKE), ui_color(ui, COLOR_LINE));
    struct rect inner = rect_inset(rect, metrics_px(&ui->metrics, staff_small(ui) ? 20 : 76));
    layout_scroll(ui, &(struct scroll_view){.scroll = &v->builder->editor, .view = inner},
                  put_intro, v);
}

/* ---- three arrangements ---- */

static void draw_wide(const struct builder_view *v, struct ui *ui, struct rect area)
{
    int high = int_max(ui->metrics.target, metrics_px(&ui->metrics, 88)), gap = ui_section(ui);
    draw_bar(v, ui, rect_cut_top(&area, high, metrics_px(&ui->metrics, 24)));
    builder_draw_library(v, ui, rect_cut_left(&area, area.w * 343 / 1000, gap));
    if (v->now->step_count == 0) {
        draw_intro(v, ui, area);
        return;
    }
    builder_draw_steps(v, ui, rect_cut_left(&area, (area.w - gap) / 2, gap));
    builder_draw_editor(v, ui, area);
}

/* Portrait: editor on top, then the steps, and the library within reach of the thumb. */
static void draw_tall(const struct builder_view *v, struct ui *ui, struct rect area)
{
    int high = int_max(ui->metrics.target, metrics_px(&ui->metrics, 88)), gap = ui->metrics.gap;
    struct rect top = rect_cut_top(&area, high, gap);
    struct rect second = rect_cut_top(&area, high, gap);
    struct button details = details_button(v);
    int width = int_min(ui_button_width(ui, &details), top.w / 3);
    ui_button(ui, rect_cut_right(&top, width, gap), &details);
    draw_name(v, ui, top);
    draw_actions(v, ui, &second, facts_width(ui));
    draw_facts(v, ui, second);
    struct rect library = rect_cut_bottom(&area, area.h * 38 / 100, gap);
    builder_draw_library(v, ui, library);
    if (v->now->step_count == 0) {
        draw_intro(v, ui, area);
        return;
    }
    int editor = builder_editor_height(v, ui, area.w);
    builder_draw_editor(v, ui, rect_cut_top(&area, int_min(editor, area.h * 3 / 5), gap));
    builder_draw_steps(v, ui, area);
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

static void draw_small_steps(const struct builder_view *v, struct ui *ui, struct rect area)
{
    struct rect row = rect_cut_bottom(&area, ui->metrics.target, ui->metrics.gap);
    struct button add = page_button(v, "page:library", "staff.builder.add", "plus");
    struct button edit = page_button(v, "page:step", "staff.routines.edit", "pencil");
    struct button save = save_button(v);
    struct button more = {.id = "sheet:actions",
                          .icon = "ellipsis",
                          .spoken = builder_word(v, "staff.builder.more"),
                          .index = BUILDER_ACTIONS};
    edit.off = v->now->chosen < 0;
    if (v->routine && !v->now->changed) /* there is no room to say it elsewhere */
        save = (struct button){.id = "save",
                               .icon = "check",
                               .label = builder_word(v, "staff.builder.saved"),
                               .off = true};
    draw_row(ui, row, (struct button[]){save, add, edit, more}, 4);
    if (v->now->step_count == 0)
        draw_intro(v, ui, area);
    else
        builder_draw_steps(v, ui, area);
}

static void draw_small_step(const struct builder_view *v, struct ui *ui, struct rect area)
{
    struct rect row = rect_cut_bottom(&area, ui->metrics.target, ui->metrics.gap);
    struct button back = page_button(v, "page:steps", "common.back", "arrow-left");
    struct button note = builder_note_button(v);
    note.label = builder_word(v, "staff.builder.note");
    struct button more = {.id = "sheet:more",
                          .icon = "sliders-horizontal",
                          .label = builder_word(v, "staff.builder.more"),
                          .index = BUILDER_MORE};
    draw_row(ui, row, (struct button[]){back, note, more}, 3);
    if (!ui->metrics.portrait)
        builder_draw_stage(v, ui, rect_cut_left(&area, area.w * 38 / 100, ui->metrics.gap));
    struct rect arrows = rect_cut_right(&area, ui->metrics.target, ui->metrics.gap);
    struct scroll *scroll = &v->builder->editor;
    layout_scroll(ui, &(struct scroll_view){.scroll = scroll, .view = area}, builder_put_numbers,
                  v);
    layout_scroll_arrows(v->context, ui, scroll, arrows, true);
}

static void draw_small_library(const struct builder_view *v, struct ui *ui, struct rect area)
{
    struct rect row = rect_cut_bottom(&area, ui->metrics.target, ui->metrics.gap);
    struct button back = page_button(v, "page:steps", "staff.done", "check");
    back.style = BUTTON_PRIMARY;
    draw_row(ui, row, &back, 1);
    builder_draw_library(v, ui, area);
}

static void draw_small(const struct builder_view *v, struct ui *ui, struct rect area)
{
    if (v->builder->page == BUILDER_STEP && v->now->chosen >= 0)
        draw_small_step(v, ui, area);
    else if (v->builder->page == BUILDER_LIBRARY)
        draw_small_library(v, ui, area);
    else
        draw_small_steps(v, ui, area);
}

/* ---- the whole ---- */

static const char *title_of(const struct builder_view *v, const struct ui *ui)
{
    const struct exercise *exercise = builder_exercise(v);
    if (staff_small(ui) && v->builder->page == BUILDER_STEP && exercise)
        return exercise->name;
    const char *name = staff_small(ui) ? builder_name(v) : "";
    return *name ? name : builder_word(v, "staff.builder.title");
}

/* What lies under a sheet can neither be touched nor is it read aloud. */
static void cover(struct ui *ui)
{
    ui->target_count = 0;
    ui->scroll_count = 0;
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    draw_fill(ui->list, window, 0, ui_color(ui, COLOR_SCRIM));
}

void staff_builder_draw(struct screen_context *context, struct ui *ui)
{
    struct staff_builder *b = &context->staff->builder;
    struct builder_view v = {
        .context = context, .builder = b, .now = &b->draft.now, .arena = &ui->list->arena};
    v.routine = builder_routine(context, v.arena);
    bool sheet = b->sheet != BUILDER_NO_SHEET;
    struct rect area = staff_frame_draw(
        context, ui, &(struct staff_frame){.tab = "staff-builder", .title = title_of(&v, ui)});
    if (sheet)
        ui_say_mute(ui);
    if (staff_small(ui) && !sheet)
        draw_small(&v, ui, area);
    else if (!staff_small(ui) && ui->metrics.portrait)
        draw_tall(&v, ui, area);
    else if (!staff_small(ui))
        draw_wide(&v, ui, area);
    if (!sheet)
        return;
    ui_say_unmute(ui);
    cover(ui);
    builder_draw_sheet(&v, ui, area);
}
