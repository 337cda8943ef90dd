#include <errno.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "session/session.h"
#include "staff/builder_internal.h"
#include "staff/fault_words.h"
#include "staff/frame.h"
#include "ui/fit.h"
#include "ui/said.h"

const char *builder_name(const struct builder_view *v)
{
    return draft_words_in(&v->now->name, strings_code(v->context->strings), NULL);
}

void builder_draw_field(struct ui *ui, struct rect rect, const char *id, const char *text,
                        enum theme_color edge)
{
    bool pressed = ui_target(ui, id, text, rect, 0);
    layout_box(ui, rect, pressed ? COLOR_SURFACE_PRESSED : COLOR_SURFACE, edge, 1);
}

void builder_draw_name(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    const char *name = builder_name(v);
    const char *text = *name ? name : builder_word(v, "staff.builder.name");
    builder_draw_field(ui, rect, "name", text, *name ? COLOR_LINE : COLOR_LINE_STRONG);
    struct rect inner = rect;
    int icon = ui_button_icon_size(ui), air = metrics_px(&ui->metrics, 24);
    rect_cut_left(&inner, air, 0);
    rect_cut_right(&inner, air, 0);
    ui_icon(ui, rect_cut_left(&inner, icon, air / 2), "pencil", icon, ui_color(ui, COLOR_TEXT));
    struct font font = ui_fit_font(ui, TYPE_STAFF_HEADING, text, inner.w, inner.h, 2);
    if (!*name)
        font.weight = FONT_REGULAR;
    int high = ui_paragraph_height_font(ui, inner.w, font, text, 2);
    ui_paragraph_font(ui, rect_centered(inner, inner.w, high), font,
                      ui_color(ui, *name ? COLOR_TEXT : COLOR_TEXT_SOFT), ALIGN_LEFT, text);
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

struct button builder_save_button(const struct builder_view *v)
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

bool builder_is_refused(const struct builder_view *v)
{
    return v->routine && !v->now->changed && *v->now->id && staff_refusal(v->context, v->arena);
}

static const char *unkept_text(const struct builder_view *v, int error)
{
    return tr_format(v->context->strings, v->arena, "staff.builder.unkept",
                     {"why", fault_disk_words(v->context->strings, error), 0});
}

/* "Not saved yet" means: patients do not see it yet. */
static const char *state_text(const struct builder_view *v)
{
    if (v->builder->draft.unkept)
        return unkept_text(v, v->builder->draft.unkept_why);
    if (builder_is_refused(v))
        return builder_word(v, "staff.builder.refused");
    if (*v->builder->said && !v->builder->failed)
        return v->builder->said;
    return builder_word(v, !v->routine       ? "staff.builder.nothing"
                           : v->now->changed ? "staff.builder.unsaved"
                                             : "staff.builder.saved");
}

static bool state_warns(const struct builder_view *v)
{
    return v->builder->draft.unkept || v->builder->failed || (v->routine && v->now->changed) ||
           builder_is_refused(v);
}

static int dot_size(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_LABEL).size / 2;
}

/* Lines, and the length gives way. */
static bool takes_two(const struct builder_view *v)
{
    return v->builder->draft.unkept || (v->builder->told && *v->builder->said);
}

static void put_state(struct stack *stack, const void *what)
{
    const struct builder_view *v = what;
    stack_fit(stack, TYPE_LABEL,
              ui_color(stack->ui, state_warns(v) ? COLOR_WARNING_TEXT : COLOR_TEXT_TINT),
              takes_two(v) ? 2 : 1, 0, state_text(v));
}

static void put_facts(struct stack *stack, const void *what)
{
    const struct builder_view *v = what;
    struct ui *ui = stack->ui;
    int dot = dot_size(ui), line = ui_line_height(ui, TYPE_LABEL);
    if (!takes_two(v))
        stack_fit(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT), 1, 0, length_text(v));
    int high = stack_height(ui, stack->width - 2 * dot, put_state, v);
    struct rect row = stack_box(stack, high);
    if (!stack_seen(stack, row))
        return;
    struct rect mark = rect_cut_left(&row, dot, dot);
    mark.h = int_min(line, high);
    mark = rect_centered(mark, dot, dot);
    draw_fill(ui->list, mark, dot / 2, ui_color(ui, state_warns(v) ? COLOR_ACCENT : COLOR_PRIMARY));
    stack_draw(ui, row, ALIGN_LEFT, put_state, v);
}

void builder_draw_facts(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    stack_draw_middle(ui, rect, ALIGN_LEFT, put_facts, v);
}

/* Whatever they say, in small letters: a line each, and two where the draft cannot be kept. */
int builder_facts_width(const struct builder_view *v, const struct ui *ui)
{
    static const char *const states[] = {"staff.builder.nothing", "staff.builder.unsaved",
                                         "staff.builder.saved", "staff.builder.no_steps",
                                         "staff.builder.refused"};
    struct font font = metrics_font(&ui->metrics, TYPE_BUTTON);
    font.size = int_min(font.size, metrics_least_font(&ui->metrics));
    int width = ui_text_width_font(ui, font, length_text(v));
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        width = int_max(width, ui_text_width_font(ui, font, builder_word(v, states[i])));
    static const int errors[] = {ENOSPC, EROFS, EIO};
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        width = int_max(width, ui_text_width_font(ui, font, unkept_text(v, errors[i])) * 4 / 7);
    return int_max(width + 2 * dot_size(ui), metrics_px(&ui->metrics, 270));
}

/* Three buttons from the right; their words go where the name would have no room. */
static void draw_actions(const struct builder_view *v, struct ui *ui, struct rect *row, int keep)
{
    struct button buttons[] = {builder_save_button(v), try_button(v), undo_button(v)};
    int wanted = 0, gap = ui->metrics.gap;
    for (int i = 0; i < 3; i++)
        wanted += ui_button_width(ui, &buttons[i]) + gap;
    for (int i = 2; i >= 0 && wanted + keep > row->w; i--) {
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
    int name = metrics_px(&ui->metrics, 380);
    draw_actions(v, ui, &row, name + details_width + builder_facts_width(v, ui) + 2 * gap);
    struct rect facts = rect_cut_right(&row, builder_facts_width(v, ui), gap);
    struct rect detail = rect_cut_right(&row, details_width, gap);
    builder_draw_name(v, ui, row);
    ui_button(ui, detail, &details);
    builder_draw_facts(v, ui, facts);
}

static void draw_wide(const struct builder_view *v, struct ui *ui, struct rect area)
{
    int gap = ui_section(ui);
    draw_bar(v, ui, rect_cut_top(&area, builder_bar_height(ui), metrics_px(&ui->metrics, 24)));
    builder_draw_library(v, ui, rect_cut_left(&area, area.w * 343 / 1000, gap));
    if (v->now->step_count == 0) {
        builder_draw_intro(v, ui, area);
        return;
    }
    builder_draw_steps(v, ui, rect_cut_left(&area, (area.w - gap) / 2, gap));
    builder_draw_editor(v, ui, area);
}

/* Portrait: editor on top, then the steps, and the library within reach of the thumb. */
static void draw_tall(const struct builder_view *v, struct ui *ui, struct rect area)
{
    int high = builder_bar_height(ui), gap = ui->metrics.gap;
    struct rect top = rect_cut_top(&area, high, gap);
    struct rect second = rect_cut_top(&area, high, gap);
    struct button details = details_button(v);
    int width = int_min(ui_button_width(ui, &details), top.w / 3);
    ui_button(ui, rect_cut_right(&top, width, gap), &details);
    builder_draw_name(v, ui, top);
    draw_actions(v, ui, &second, builder_facts_width(v, ui));
    builder_draw_facts(v, ui, second);
    int numbers = builder_tall_numbers_width(ui, area.w);
    int editor = high + gap + builder_numbers_height(v, ui, numbers);
    int least = builder_library_least(v, ui, area.w);
    int room = area.h - editor - builder_steps_least(ui) - 2 * gap;
    int library = int_min(room, int_max(least, area.h * 38 / 100));
    builder_draw_library(v, ui, rect_cut_bottom(&area, library, gap));
    if (v->now->step_count == 0) {
        builder_draw_intro(v, ui, area);
        return;
    }
    builder_draw_editor(v, ui, rect_cut_top(&area, editor, gap));
    builder_draw_steps(v, ui, area);
}

static const char *title_of(const struct builder_view *v, const struct ui *ui)
{
    const struct exercise *exercise = builder_exercise(v);
    if (staff_small(ui) && v->builder->page == BUILDER_STEP && exercise)
        return exercise->name;
    if (staff_small(ui) && v->builder->page == BUILDER_LIBRARY && v->now->step_count > 0)
        return tr_format(v->context->strings, v->arena, "overview.steps",
                         {"count", NULL, v->now->step_count}); /* that a tap has added one */
    const char *name = staff_small(ui) ? builder_name(v) : "";
    return *name ? name : builder_word(v, "staff.builder.title");
}

static void measure_names(struct builder_view *v, const struct ui *ui)
{
    const struct content *content = v->context->content;
    struct font label = metrics_font(&ui->metrics, TYPE_LABEL);
    struct font button = metrics_font(&ui->metrics, TYPE_BUTTON);
    label.size = int_min(label.size, metrics_least_font(&ui->metrics));
    button.size = int_min(button.size, metrics_least_font(&ui->metrics));
    for (size_t i = 0; content && i < content->exercise_count; i++) {
        const char *name = content->exercises[i]->name;
        v->widest_label = int_max(v->widest_label, ui_widest_word(ui, label, name));
        v->widest_button = int_max(v->widest_button, ui_widest_word(ui, button, name));
    }
}

/* What lies under a sheet can neither be touched nor is it read aloud. */
static void cover(struct ui *ui)
{
    ui->target_count = 0;
    ui->scroll_count = 0;
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    draw_fill(ui->list, window, 0, ui_color(ui, COLOR_SCRIM));
}

/* Where it is nowhere written: the name of the routine stands in its place. */
static void say_title(const struct builder_view *v, struct ui *ui, struct rect area)
{
    ui_say_as(ui, SAID_TITLE);
    ui_say(ui, title_of(v, ui), metrics_font(&ui->metrics, TYPE_STAFF_TITLE),
           rect_cut_top(&area, ui->metrics.target, 0), false);
    ui_say_as(ui, SAID_BODY);
}

void staff_builder_draw(struct screen_context *context, struct ui *ui)
{
    struct staff_builder *b = &context->staff->builder;
    struct builder_view v = {
        .context = context, .builder = b, .now = &b->draft.now, .arena = &ui->list->arena};
    v.routine = builder_routine(context, v.arena);
    bool sheet = b->sheet != BUILDER_NO_SHEET;
    struct rect area = staff_frame_draw(
        context, ui, &(struct staff_frame){.tab = SCREEN_STAFF_BUILDER, .title = title_of(&v, ui)});
    if (sheet)
        ui_say_mute(ui);
    measure_names(&v, ui);
    v.arrangement = builder_arrange(&v, ui, area);
    if (!ui->metrics.portrait && !ui->metrics.compact)
        say_title(&v, ui, area);
    if (v.arrangement == BUILDER_WIDE)
        draw_wide(&v, ui, area);
    if (v.arrangement == BUILDER_TALL)
        draw_tall(&v, ui, area);
    if (v.arrangement == BUILDER_ONE &&
        (!staff_small(ui) || !sheet)) /* there a sheet fills the window */
        builder_draw_one(&v, ui, area);
    if (!sheet)
        return;
    ui_say_unmute(ui);
    cover(ui);
    builder_draw_sheet(&v, ui);
}
