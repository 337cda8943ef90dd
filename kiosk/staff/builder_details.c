#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "session/session.h"
#include "staff/builder_internal.h"
#include "ui/switch_row.h"

/* How patients see the routine: what can be chosen of it, and its card. */

static const char *const people[] = {"mara", "joseph", "ingrid", "kenji", ""};

enum { PEOPLE = 5 };

static color_t tint(const struct ui *ui, enum routine_color color)
{
    const struct routine routine = {.color = color};
    return part_tint(ui, &routine);
}

static void put_heading(struct stack *stack, const struct builder_view *v, const char *key)
{
    stack_text(stack, TYPE_LABEL, ui_color(stack->ui, COLOR_TEXT), builder_word(v, key));
    stack_gap(stack, metrics_length(&stack->ui->metrics, LENGTH_GAP_SMALL));
}

static void put_line(struct stack *stack, const struct builder_view *v)
{
    struct ui *ui = stack->ui;
    const char *line = draft_words_in(&v->now->summary, strings_code(v->context->strings), NULL);
    const char *text = *line ? line : builder_word(v, "staff.builder.no_line");
    int icon = ui_button_icon_size(ui), air = metrics_px(&ui->metrics, 24);
    int words =
        ui_paragraph_height(ui, stack->width - 2 * air - icon - air / 2, TYPE_CAPTION, text, 0);
    put_heading(stack, v, "staff.builder.line");
    struct rect box = stack_box(stack, int_max(ui->metrics.target, words + air));
    if (!stack_seen(stack, box))
        return;
    builder_draw_field(ui, box, "line", text, COLOR_LINE_STRONG);
    rect_cut_left(&box, air, 0);
    rect_cut_right(&box, air, 0);
    ui_icon(ui, rect_cut_left(&box, icon, air / 2), "pencil", icon, ui_color(ui, COLOR_TEXT));
    ui_paragraph(ui, rect_centered(box, box.w, words), TYPE_CAPTION,
                 ui_color(ui, *line ? COLOR_TEXT : COLOR_TEXT_SOFT), ALIGN_LEFT, text);
}

static void draw_color(struct ui *ui, const struct builder_view *v, struct rect rect, int index)
{
    bool on = v->now->color == (enum routine_color)index;
    const char *name =
        builder_word(v, arena_printf(v->arena, "staff.builder.%s", routine_color_names[index]));
    ui_target(ui, arena_printf(v->arena, "color:%s", routine_color_names[index]), name, rect,
              index);
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL),
             tint(ui, (enum routine_color)index),
             metrics_length(&ui->metrics, on ? LENGTH_FOCUS_STROKE : LENGTH_STROKE),
             ui_color(ui, on ? COLOR_PRIMARY : COLOR_LINE_STRONG));
    if (on)
        ui_icon(ui, rect, "check", ui_button_icon_size(ui) * 5 / 4, ui_color(ui, COLOR_PRIMARY));
    ui_say_button(ui, name, rect, false);
}

/* Pieces of equal width, in as many rows as it takes. */
typedef void draw_piece(struct ui *ui, const struct builder_view *v, struct rect rect, int index);

static void put_pieces(struct stack *stack, const struct builder_view *v, int count, int width,
                       int height, draw_piece *draw)
{
    struct ui *ui = stack->ui;
    int gap = ui->metrics.gap, columns = int_max(1, (stack->width + gap) / (width + gap));
    for (int i = 0; i < count; i += columns) {
        stack_gap(stack, i > 0 ? gap : 0);
        struct rect row = stack_box(stack, height);
        for (int k = 0; k < columns && i + k < count; k++) {
            struct rect place = {row.x + k * (width + gap), row.y, width, height};
            if (stack_seen(stack, place))
                draw(ui, v, place, i + k);
        }
    }
}

static const char *person_name(const struct builder_view *v, int index)
{
    if (!*people[index])
        return builder_word(v, "staff.builder.varies");
    char *name = arena_strdup(v->arena, people[index]);
    name[0] = (char)(name[0] - 'a' + 'A');
    return name;
}

/* Who it is, in the exercise that stands for the routine. */
static void draw_person(struct ui *ui, const struct builder_view *v, struct rect rect, int index)
{
    bool on = strcmp(v->now->person, people[index]) == 0;
    const char *name = person_name(v, index);
    ui_target(ui, arena_printf(v->arena, "person:%d", index), name, rect, index);
    staff_row_box(ui, rect, on, false);
    struct rect inner = rect_inset(rect, metrics_px(&ui->metrics, 12));
    struct rect words = rect_cut_bottom(&inner, ui_line_height(ui, TYPE_LABEL), 0);
    const struct exercise *standing = content_exercise(v->context->content, "standing-hamstring");
    struct routine routine = {.id = "", .person = people[index]};
    if (!*people[index])
        ui_icon(ui, inner, "shuffle", ui_button_icon_size(ui) * 5 / 4, ui_color(ui, COLOR_PRIMARY));
    else if (v->routine || standing)
        part_thumbnail(ui, inner, v->routine ? staff_face(v->routine) : standing, &routine);
    struct font font = ui_fit_font(ui, TYPE_LABEL, name, words.w, words.h, 1);
    ui_text_font(ui, words, font, ui_color(ui, COLOR_TEXT), ALIGN_CENTER, name);
}

static struct switch_row switch_of(const struct builder_view *v, const char *id, const char *title,
                                   bool on)
{
    return (struct switch_row){.id = id,
                               .title = builder_word(v, title),
                               .on_word = builder_word(v, "staff.on"),
                               .off_word = builder_word(v, "staff.off"),
                               .on = on};
}

/* The content asks by itself before whatever exercises back, neck or leg. */
static void put_flags(struct stack *stack, const struct builder_view *v)
{
    bool always = v->routine && routine_asks_red_flags(v->routine);
    struct switch_row row =
        switch_of(v, "flags", "staff.builder.flags", always || *v->now->red_flags);
    row.caption =
        builder_word(v, always ? "staff.builder.flags_always" : "staff.builder.flags_free");
    stack_switch_row(stack, &row);
}

/* The widest of the names. */
static int letters(const struct builder_view *v, const struct ui *ui)
{
    int width = 0;
    for (int i = 0; i < PEOPLE; i++)
        width = int_max(width, ui_text_width(ui, TYPE_LABEL, person_name(v, i)));
    return width + 2 * metrics_px(&ui->metrics, 12) + 2;
}

static void put_visible(struct stack *stack, const void *what)
{
    const struct builder_view *v = what;
    struct switch_row row = switch_of(v, "visible", "staff.builder.shown", v->now->shown);
    stack_switch_row(stack, &row);
}

static void put_demo(struct stack *stack, const void *what)
{
    const struct builder_view *v = what;
    struct switch_row row = switch_of(v, "in-demo", "staff.routines.demo", v->now->demo);
    stack_switch_row(stack, &row);
}

/* Side by side where there is room. */
static void put_pair(struct stack *stack, const struct builder_view *v)
{
    struct ui *ui = stack->ui;
    int gap = ui->metrics.gap, half = (stack->width - gap) / 2;
    bool beside = half >= metrics_px(&ui->metrics, 420) && !ui->metrics.compact;
    if (!beside) {
        put_visible(stack, v);
        stack_gap(stack, gap);
        put_demo(stack, v);
        return;
    }
    int height =
        int_max(stack_height(ui, half, put_visible, v), stack_height(ui, half, put_demo, v));
    struct rect row = stack_box(stack, height);
    if (!stack_seen(stack, row))
        return;
    stack_draw(ui, rect_cut_left(&row, half, gap), ALIGN_LEFT, put_visible, v);
    stack_draw(ui, row, ALIGN_LEFT, put_demo, v);
}

void builder_put_details(struct stack *stack, const void *what)
{
    const struct builder_view *v = what;
    struct ui *ui = stack->ui;
    int gap = ui->metrics.gap, target = ui->metrics.target;
    put_line(stack, v);
    stack_gap(stack, gap);
    put_heading(stack, v, "staff.builder.colour");
    put_pieces(stack, v, ROUTINE_COLOR_COUNT, int_max(target, metrics_px(&ui->metrics, 150)),
               int_max(target, metrics_px(&ui->metrics, 88)), draw_color);
    stack_gap(stack, gap);
    put_heading(stack, v, "staff.builder.person");
    int person = (stack->width - (PEOPLE - 1) * gap) / PEOPLE;
    put_pieces(
        stack, v, PEOPLE,
        int_max(int_min(person, metrics_px(&ui->metrics, 160)), int_max(target, letters(v, ui))),
        int_max(target, metrics_px(&ui->metrics, 128)), draw_person);
    stack_gap(stack, gap);
    put_flags(stack, v);
    stack_gap(stack, gap);
    put_pair(stack, v);
}

/* The words of the card of the first screen; without its line where the sheet is too low. */
struct preview {
    const struct builder_view *v;
    bool line, tags;
};

static void put_preview(struct stack *stack, const void *what)
{
    const struct preview *preview = what;
    const struct builder_view *v = preview->v;
    struct ui *ui = stack->ui;
    const char *name = builder_name(v);
    stack_fit(stack, TYPE_HEADING, ui_color(ui, COLOR_TEXT), 2, 0,
              *name ? name : builder_word(v, "staff.builder.name"));
    if (preview->line)
        stack_lines(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), 0,
                    draft_words_in(&v->now->summary, strings_code(v->context->strings), NULL));
    if (!v->routine || !preview->tags)
        return;
    stack_gap(stack, metrics_px(&ui->metrics, 20));
    const char *place = arena_printf(v->arena, "place.%s", place_name(routine_place(v->routine)));
    struct tag tags[] = {
        {NULL, part_minutes(v->context->strings, v->arena, session_routine_length(v->routine))},
        {NULL, builder_word(v, place)}};
    stack_tags(stack, tags, 2);
}

void builder_draw_preview(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    const char *title = builder_word(v, "staff.builder.card");
    int high = ui_paragraph_height(ui, rect.w, TYPE_LABEL, title, 0);
    ui_paragraph(ui, rect_cut_top(&rect, high, metrics_px(&ui->metrics, 12)), TYPE_LABEL,
                 ui_color(ui, COLOR_TEXT), ALIGN_LEFT, title);
    int air = ui_padding(ui, LENGTH_PADDING, 60), picture = rect.w * 55 / 100;
    struct preview preview = {v, true, true};
    int width = rect.w - 2 * air, room = rect.h - 2 * air;
    preview.line = stack_height(ui, width, put_preview, &preview) <= room;
    preview.tags = preview.line || stack_height(ui, width, put_preview, &preview) <= room;
    int words = stack_height(ui, width, put_preview, &preview) + 2 * air;
    rect.h = int_min(rect.h, picture + words);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    ui_card(ui, rect, radius, false);
    struct rect text = rect;
    struct rect top = rect_cut_top(&text, rect.h - words, 0);
    draw_push_clip(ui->list, top);
    draw_fill(ui->list, rect, radius, tint(ui, v->now->color));
    draw_pop_clip(ui->list);
    if (v->routine)
        part_thumbnail(ui, rect_inset(top, air / 2), staff_face(v->routine), v->routine);
    stack_draw(ui, rect_inset(text, air), ALIGN_LEFT, put_preview, &preview);
}

void builder_choose_person(struct draft *draft, int index)
{
    if (index >= 0 && index < PEOPLE)
        draft_set_person(draft, people[index]);
}
