#include <string.h>
#include <strings.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "screens/tiles.h"
#include "staff/builder_internal.h"
#include "ui/chips.h"

static bool has_text(const char *text, const char *word)
{
    return strcasestr(text, word) != NULL;
}

static bool any_has(const struct screen_context *context, struct arena *arena,
                    const struct string_list *list, const char *group, const char *word)
{
    for (size_t i = 0; i < list->count; i++) {
        const char *text = group
                               ? part_known_or_plain(context->strings, arena, group, list->items[i])
                               : list->items[i];
        if (has_text(text, word) || has_text(list->items[i], word))
            return true;
    }
    return false;
}

/* Name, other names, body part, complaint. */
static bool is_found(const struct screen_context *context, struct arena *arena,
                     const struct exercise *exercise, const char *word)
{
    return !*word || has_text(exercise->name, word) ||
           any_has(context, arena, &exercise->aliases, NULL, word) ||
           any_has(context, arena, &exercise->body_regions, "home.filter", word) ||
           any_has(context, arena, &exercise->conditions, "home.filter", word);
}

static enum place place_of(const struct exercise *exercise)
{
    const struct routine_step step = {.exercise = exercise};
    const struct routine routine = {.steps = &step, .step_count = 1};
    return routine_place(&routine);
}

int builder_found(const struct screen_context *context, int place, const char *search,
                  const struct exercise **out, int most)
{
    struct arena scratch = {0};
    int count = 0;
    const struct content *content = context->content;
    for (size_t i = 0; i < content->exercise_count && count < most; i++) {
        const struct exercise *exercise = content->exercises[i];
        if ((place < 0 || (int)place_of(exercise) == place) &&
            is_found(context, &scratch, exercise, search))
            out[count++] = exercise;
    }
    arena_free(&scratch);
    return count;
}

enum { FOUND_MAX = 1000, COLUMNS_MAX = 3 };

struct shelf {
    const struct builder_view *v;
    const struct exercise **found;
    int count, columns;
    bool beside; /* the picture of a card is beside its name */
    bool places; /* the chips lie above the cards and scroll with them */
};

static int card_air(const struct ui *ui)
{
    return int_max(metrics_px(&ui->metrics, 12), ui->metrics.target / 8);
}

static void put_card_name(struct stack *stack, const void *what)
{
    const struct exercise *exercise = what;
    stack_fit(stack, TYPE_LABEL, ui_color(stack->ui, COLOR_TEXT), 2, 0, exercise->name);
}

static int picture_height(const struct ui *ui, int width)
{
    return int_max(width * 2 / 5, ui->metrics.target * 3 / 4);
}

int builder_library_columns(const struct builder_view *v, const struct ui *ui, int width)
{
    int gap = ui->metrics.gap;
    int least = int_max(v->widest_label + 2 * card_air(ui), 2 * ui->metrics.target);
    int good = int_max(least, 3 * ui->metrics.target); /* for a figure that is told at a glance */
    int columns = int_min(COLUMNS_MAX, (width + gap) / (good + gap));
    return columns >= 2 ? columns : int_min(2, (width + gap) / (least + gap));
}

/* Where a panel is too low for a picture above its name. */
static bool cards_lie(const struct ui *ui)
{
    return staff_small(ui) && !ui->metrics.portrait;
}

static int picture_beside(const struct ui *ui)
{
    return ui->metrics.target * 9 / 8;
}

static int beside_columns(const struct builder_view *v, const struct ui *ui, int width)
{
    int least = v->widest_label + picture_beside(ui) + 3 * card_air(ui);
    return (width - ui->metrics.gap) / 2 >= least ? 2 : 1;
}

/* The search, and a row of cards with names of three lines. */
int builder_library_least(const struct builder_view *v, const struct ui *ui, int width)
{
    int gap = ui->metrics.gap, columns = int_max(1, builder_library_columns(v, ui, width));
    int card = (width - (columns - 1) * gap) / columns;
    return builder_bar_height(ui) + gap + picture_height(ui, card) +
           3 * ui_line_height(ui, TYPE_LABEL) + 3 * card_air(ui);
}

static void draw_count(struct ui *ui, struct rect picture, const struct builder_view *v, int count)
{
    const char *text = arena_printf(v->arena, "\xC3\x97%d", count);
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    int side = font.size * 3 / 2, air = font.size / 4;
    int width = int_max(side, ui_text_width_font(ui, font, text) + font.size);
    struct rect badge = {picture.x + picture.w - width - air, picture.y + air, width, side};
    draw_fill(ui->list, badge, side / 2, ui_color(ui, COLOR_PRIMARY));
    ui_text_font(ui, badge, font, ui_color(ui, COLOR_ON_PRIMARY), ALIGN_CENTER, text);
}

static int card_height(struct ui *ui, int width, size_t nth, const void *what)
{
    const struct shelf *shelf = what;
    int air = card_air(ui);
    if (shelf->beside) {
        int words = width - picture_beside(ui) - 3 * air;
        return int_max(ui->metrics.target,
                       2 * air + stack_height(ui, words, put_card_name, shelf->found[nth]));
    }
    return picture_height(ui, width) + 3 * card_air(ui) +
           stack_height(ui, width - 2 * card_air(ui), put_card_name, shelf->found[nth]);
}

static void draw_card(struct ui *ui, struct rect rect, size_t nth, const void *what)
{
    const struct shelf *shelf = what;
    const struct builder_view *v = shelf->v;
    const struct exercise *exercise = shelf->found[nth];
    const char *id = arena_printf(v->arena, "add:%s", exercise->id);
    bool pressed = ui_target(ui, id, exercise->name, rect, 0);
    int count = draft_count(&v->builder->draft, exercise->id), air = card_air(ui);
    layout_box(ui, rect,
               pressed     ? COLOR_SURFACE_PRESSED
               : count > 0 ? COLOR_SURFACE_TINT
                           : COLOR_SURFACE,
               count > 0 ? COLOR_PRIMARY : COLOR_LINE, 1);
    struct rect name = rect_inset(rect, air);
    struct rect picture = shelf->beside ? rect_cut_left(&name, picture_beside(ui), air)
                                        : rect_cut_top(&name, picture_height(ui, rect.w), air);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL);
    draw_fill(ui->list, picture, radius, ui_color(ui, COLOR_STAGE_CENTER));
    part_thumbnail(ui, rect_inset(picture, metrics_px(&ui->metrics, 4)), exercise, v->routine);
    stack_draw_middle(ui, name, shelf->beside ? ALIGN_LEFT : ALIGN_CENTER, put_card_name, exercise);
    if (count > 0)
        draw_count(ui, picture, v, count);
}

/* The chips of the library. */
void builder_put_places(struct stack *stack, const void *view)
{
    const struct builder_view *v = view;
    struct chip chips[PLACE_COUNT + 1] = {
        {"place:all", builder_word(v, "staff.builder.all"), v->builder->place < 0, -1}};
    for (int i = 0; i < PLACE_COUNT; i++) {
        const char *name = place_name((enum place)i);
        chips[i + 1] = (struct chip){arena_printf(v->arena, "place:%s", name),
                                     builder_word(v, arena_printf(v->arena, "place.%s", name)),
                                     v->builder->place == i, i};
    }
    stack_chips(stack, chips, PLACE_COUNT + 1);
}

static void put_cards(struct stack *stack, const void *what)
{
    const struct shelf *shelf = what;
    struct ui *ui = stack->ui;
    if (shelf->places) {
        builder_put_places(stack, shelf->v);
        stack_gap(stack, ui->metrics.gap);
    }
    if (shelf->count == 0) {
        const char *text =
            tr_format(shelf->v->context->strings, shelf->v->arena, "staff.builder.nothing_for",
                      {"text", shelf->v->builder->search, 0});
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), text);
        return;
    }
    struct columns columns = layout_columns_in(stack->width, shelf->columns, ui->metrics.gap);
    tile_rows_put(
        stack, &(struct tile_rows){columns, (size_t)shelf->count, card_height, draw_card, shelf});
}

static void draw_search(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    struct staff_builder *b = v->builder;
    bool empty = !*b->search;
    const char *text = empty ? tr_format(v->context->strings, v->arena, "staff.builder.search",
                                         {"n", NULL, (int)v->context->content->exercise_count})
                             : b->search;
    struct button clear = {
        .id = "search:clear", .icon = "x", .spoken = builder_word(v, "staff.builder.all")};
    if (!empty)
        ui_button(ui, rect_cut_right(&rect, int_max(ui->metrics.target, rect.h), ui->metrics.gap),
                  &clear);
    builder_draw_field(ui, rect, "search", text, COLOR_LINE_STRONG);
    struct rect inner = rect_inset(rect, metrics_px(&ui->metrics, 22));
    int icon = ui_button_icon_size(ui);
    ui_icon(ui, rect_cut_left(&inner, icon, metrics_px(&ui->metrics, 14)), "search", icon,
            ui_color(ui, COLOR_TEXT));
    if (empty && !layout_fits(ui, TYPE_CAPTION, text, inner.w))
        text = builder_word(v, "staff.builder.search_short");
    if (empty && !layout_fits(ui, TYPE_CAPTION, text, inner.w))
        return; /* the magnifier says it */
    inner.y = rect.y;
    inner.h = rect.h;
    ui_text(ui, inner, empty ? TYPE_CAPTION : TYPE_BUTTON,
            ui_color(ui, empty ? COLOR_TEXT_SOFT : COLOR_TEXT), ALIGN_LEFT, text);
}

static struct shelf shelf_of(const struct builder_view *v)
{
    static const struct exercise *found[FOUND_MAX];
    const struct staff_builder *b = v->builder;
    return (struct shelf){.v = v,
                          .found = found,
                          .count =
                              builder_found(v->context, b->place, b->search, found, FOUND_MAX)};
}

/* The chips stay in sight where that leaves the cards room, and scroll with them elsewhere. */
void builder_draw_library(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    int gap = ui->metrics.gap, high = builder_bar_height(ui);
    struct shelf shelf = shelf_of(v);
    shelf.columns = int_max(1, builder_library_columns(v, ui, rect.w));
    struct rect top = rect_cut_top(&rect, high, gap);
    struct rect arrows = rect_cut_right(&top, 2 * high + gap, gap);
    draw_search(v, ui, top);
    int chips = stack_height(ui, rect.w, builder_put_places, v);
    shelf.places = chips > rect.h / 2 ||
                   rect.h - chips - gap < builder_library_least(v, ui, rect.w) - high - gap;
    if (!shelf.places)
        stack_draw(ui, rect_cut_top(&rect, chips, gap), ALIGN_LEFT, builder_put_places, v);
    struct scroll *scroll = &v->builder->library;
    layout_scroll(ui, &(struct scroll_view){.scroll = scroll, .view = rect}, put_cards, &shelf);
    layout_scroll_arrows(v->context, ui, scroll, arrows, false);
}

/* One row has all that is not a card; their places are chosen on a sheet of their own. */
static void draw_small_row(const struct builder_view *v, struct ui *ui, struct rect row)
{
    int gap = ui->metrics.gap, place = v->builder->place, search = 3 * ui->metrics.target;
    const char *key = place < 0 ? "staff.builder.all"
                                : arena_printf(v->arena, "place.%s", place_name((enum place)place));
    struct button done = {.id = "page:steps",
                          .icon = "check",
                          .label = builder_word(v, "staff.done"),
                          .style = BUTTON_PRIMARY};
    struct button places = {.id = "sheet:places",
                            .icon = "sliders-horizontal",
                            .label = builder_word(v, key),
                            .style = place < 0 ? BUTTON_PLAIN : BUTTON_CHOSEN,
                            .index = BUILDER_PLACES};
    struct button *buttons[] = {&done, &places};
    int widths[] = {ui_button_width(ui, &done), ui_button_width(ui, &places)};
    for (int i = 0; i < 2 && widths[0] + widths[1] + 2 * gap + search > row.w; i++) {
        *buttons[i] = ui_button_wordless(*buttons[i]);
        widths[i] = ui->metrics.target;
    }
    for (int i = 0; i < 2; i++)
        ui_button(ui, rect_cut_right(&row, widths[i], gap), buttons[i]);
    draw_search(v, ui, row);
}

void builder_draw_small_library(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    draw_small_row(v, ui, rect_cut_top(&rect, builder_bar_height(ui), ui->metrics.gap));
    struct rect arrows = rect_cut_right(&rect, layout_arrow_width(ui), ui->metrics.gap);
    struct shelf shelf = shelf_of(v);
    shelf.beside = cards_lie(ui);
    shelf.columns = shelf.beside ? beside_columns(v, ui, rect.w)
                                 : int_max(1, builder_library_columns(v, ui, rect.w));
    struct scroll *scroll = &v->builder->library;
    layout_scroll(ui, &(struct scroll_view){.scroll = scroll, .view = rect}, put_cards, &shelf);
    layout_scroll_arrows(v->context, ui, scroll, layout_arrow_pair(ui, arrows), true);
}
