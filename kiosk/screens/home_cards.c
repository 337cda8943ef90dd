#include "screens/home_cards.h"

#include "screens/home_filter.h"
#include "screens/layout.h"
#include "screens/parts.h"

static int padding(const struct ui *ui)
{
    return layout_padding(ui, LENGTH_PADDING, 60);
}

static int line_gap(const struct ui *ui)
{
    return layout_padding(ui, LENGTH_GAP_SMALL, 24) * 2 / 3;
}

static bool shown_before(const struct content *content, size_t routine,
                         const struct exercise *const *chosen, const struct exercise *exercise)
{
    for (size_t i = 0; i < routine && i < content->routine_count; i++)
        if (chosen[i] == exercise)
            return true;
    return false;
}

static const struct exercise *face_of(const struct content *content, size_t routine,
                                      const struct exercise *const *chosen)
{
    const struct routine *r = content->routines[routine];
    const struct exercise *first = NULL;
    for (size_t i = 0; i < r->step_count; i++) {
        const struct exercise *exercise = r->steps[i].exercise;
        if (!exercise->clip)
            continue;
        if (!shown_before(content, routine, chosen, exercise))
            return exercise;
        if (!first)
            first = exercise;
    }
    return first ? first : r->steps[0].exercise;
}

/* The exercise on the card: the first one that no earlier card shows, so that routines which begin
 * alike do not look alike. */
static const struct exercise *card_face(const struct content *content, struct arena *arena,
                                        int index)
{
    const struct exercise **chosen =
        ARENA_ARRAY(arena, const struct exercise *, content->routine_count);
    for (int i = 0; i <= index; i++)
        chosen[i] = face_of(content, (size_t)i, chosen);
    return chosen[index];
}

static void card_words(struct flow *flow, const struct card_grid *grid,
                       const struct routine *routine)
{
    struct ui *ui = flow->ui;
    struct font name = ui_fit_font(ui, TYPE_HEADING, routine->name, flow->width,
                                   2 * ui_line_height(ui, TYPE_HEADING), grid->name_lines);
    flow_text_font(flow, name, ui_color(ui, COLOR_TEXT), grid->name_lines, routine->name);
    struct font small = metrics_font(&ui->metrics, TYPE_CAPTION);
    int lines = ui_paragraph_lines(ui, flow->width, small, routine->summary);
    /* Half a line says nothing; two with an ellipsis do. */
    if (lines > 0 && (grid->summary_lines > 1 || lines <= grid->summary_lines)) {
        flow_gap(flow, line_gap(ui));
        flow_text_font(flow, small, ui_color(ui, COLOR_TEXT_SOFT), grid->summary_lines,
                       routine->summary);
    }
}

enum { TAG_COUNT = 2 };

static void tags_of(const struct screen_context *context, struct arena *arena,
                    const struct routine *routine, struct flow_tag tags[TAG_COUNT])
{
    const char *place = arena_printf(arena, "place.%s", place_name(routine_place(routine)));
    tags[0].icon = tags[1].icon = NULL;
    tags[0].label = part_minutes(context->strings, arena, session_routine_length(routine));
    tags[1].label = tr(context->strings, place);
}

static void card_tags(const struct screen_context *context, struct flow *flow,
                      const struct card_grid *grid, const struct routine *routine)
{
    struct flow_tag tags[TAG_COUNT];
    tags_of(context, &flow->ui->list->arena, routine, tags);
    if (grid->plain_tags)
        flow_tags_as_text(flow, tags, TAG_COUNT);
    else
        flow_tags(flow, tags, TAG_COUNT);
}

static int words_width(const struct ui *ui, const struct card_grid *grid)
{
    int width = grid->width - 2 * padding(ui);
    return grid->side ? width - grid->picture : width;
}

static int card_height(const struct screen_context *context, struct ui *ui,
                       const struct card_grid *grid, const struct routine *routine)
{
    struct flow flow = {ui, 0, 0, words_width(ui, grid), false};
    card_words(&flow, grid, routine);
    flow_gap(&flow, 2 * line_gap(ui));
    card_tags(context, &flow, grid, routine);
    int words = flow.y + 2 * padding(ui);
    return grid->side ? int_max(words, grid->picture * 3 / 5) : words + grid->picture;
}

static int highest_card(const struct screen_context *context, struct ui *ui,
                        const struct card_grid *grid)
{
    int most = 0;
    for (size_t i = 0; i < context->content->routine_count; i++)
        most = int_max(most, card_height(context, ui, grid, context->content->routines[i]));
    return most;
}

static int count_columns(const struct ui *ui, int width, int gap)
{
    int least = metrics_font(&ui->metrics, TYPE_HEADING).size * 9 + 2 * padding(ui);
    int columns = (width + gap) / (least + gap);
    return columns < 1 ? 1 : columns > 3 ? 3 : columns;
}

/* All cards show their tags alike. */
static bool all_tags_fit(const struct screen_context *context, struct ui *ui,
                         const struct card_grid *grid)
{
    for (size_t i = 0; i < context->content->routine_count; i++) {
        struct flow_tag tags[TAG_COUNT];
        tags_of(context, &ui->list->arena, context->content->routines[i], tags);
        if (!flow_tags_fit(ui, tags, TAG_COUNT, words_width(ui, grid)))
            return false;
    }
    return true;
}

/* A card that cannot be seen whole at once gives up its summary, then height of its picture, and
 * at last puts the picture beside the words. */
static void make_lower(const struct screen_context *context, struct ui *ui, struct card_grid *grid,
                       int view)
{
    while (grid->summary_lines > 0 && highest_card(context, ui, grid) > view)
        grid->summary_lines--;
    int least = metrics_font(&ui->metrics, TYPE_HEADING).size * 5 / 2;
    int over = highest_card(context, ui, grid) - view;
    if (grid->side || over <= 0)
        return;
    grid->picture = int_max(int_min(least, grid->picture), grid->picture - over);
    if (highest_card(context, ui, grid) <= view * 6 / 5)
        return;
    grid->side = true;
    grid->name_lines = 2;
    grid->picture = grid->width * 3 / 10;
    grid->plain_tags = !all_tags_fit(context, ui, grid);
}

struct card_grid card_grid_fit(const struct screen_context *context, struct ui *ui, int width,
                               int view)
{
    struct card_grid grid = {.name_lines = 1, .summary_lines = 2};
    grid.gap = int_max(ui->metrics.gap, metrics_px(&ui->metrics, 36));
    grid.columns = count_columns(ui, width, grid.gap);
    grid.width = (width - (grid.columns - 1) * grid.gap) / grid.columns;
    int heading = metrics_font(&ui->metrics, TYPE_HEADING).size;
    grid.side = grid.columns == 1 && grid.width >= 14 * heading;
    grid.picture = grid.side ? grid.width * 9 / 25 : grid.width / 2;
    if (grid.columns == 1)
        grid.name_lines = 2;
    grid.plain_tags = !all_tags_fit(context, ui, &grid);
    make_lower(context, ui, &grid, view);
    return grid;
}

/* Words from the top and tags at the bottom; beside a picture, both in the middle. */
static void draw_words(const struct screen_context *context, struct ui *ui,
                       const struct card_grid *grid, struct rect rect,
                       const struct routine *routine)
{
    struct flow words = {ui, rect.x, rect.y, rect.w, false};
    card_words(&words, grid, routine);
    struct flow tags = {ui, rect.x, words.y + 2 * line_gap(ui), rect.w, false};
    card_tags(context, &tags, grid, routine);
    int spare = rect.y + rect.h - tags.y;
    words = (struct flow){ui, rect.x, rect.y + (grid->side ? spare / 2 : 0), rect.w, true};
    card_words(&words, grid, routine);
    int gap = 2 * line_gap(ui) + (grid->side ? 0 : spare);
    tags = (struct flow){ui, rect.x, words.y + gap, rect.w, true};
    card_tags(context, &tags, grid, routine);
}

static void card_draw(const struct screen_context *context, struct ui *ui,
                      const struct card_grid *grid, struct rect rect, int index)
{
    const struct routine *routine = context->content->routines[index];
    struct arena *arena = &ui->list->arena;
    const char *id = arena_printf(arena, "card:%s", routine->id);
    bool pressed = ui_target(ui, id, routine->name, rect, index);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    ui_card(ui, rect, radius, pressed);
    struct rect words = rect;
    struct rect picture = grid->side ? rect_cut_left(&words, grid->picture, 0)
                                     : rect_cut_top(&words, grid->picture, 0);
    /* The card's own rounded rectangle, cut to the picture: the same corners. */
    draw_push_clip(ui->list, picture);
    draw_fill(ui->list, rect, radius, part_tint(ui, routine));
    draw_pop_clip(ui->list);
    part_thumbnail(ui, rect_inset(picture, metrics_px(&ui->metrics, 12)),
                   card_face(context->content, arena, index), routine);
    layout_card_edge(ui, rect, radius);
    draw_words(context, ui, grid, rect_inset(words, padding(ui)), routine);
}

static int collect(const struct screen_context *context, int *indexes)
{
    int count = 0;
    for (size_t i = 0; i < context->content->routine_count; i++)
        if (filter_matches(context->content->routines[i], context->visit->filter))
            indexes[count++] = (int)i;
    return count;
}

static void row_flow(const struct screen_context *context, struct flow *flow,
                     const struct card_grid *grid, const int *indexes, int count)
{
    struct ui *ui = flow->ui;
    struct rect rect = {flow->x, flow->y, grid->width, 0};
    for (int i = 0; i < count; i++)
        rect.h =
            int_max(rect.h, card_height(context, ui, grid, context->content->routines[indexes[i]]));
    flow_gap(flow, rect.h);
    struct rect seen = rect_inset(ui->list->clip, -grid->gap);
    for (int i = 0; i < count && flow->draw; i++) {
        if (!rect_empty(rect_intersect(rect, seen)))
            card_draw(context, ui, grid, rect, indexes[i]);
        rect.x += grid->width + grid->gap;
    }
}

void cards_flow(const struct screen_context *context, struct flow *flow,
                const struct card_grid *grid)
{
    int *indexes = ARENA_ARRAY(&flow->ui->list->arena, int, context->content->routine_count);
    int count = collect(context, indexes);
    for (int first = 0; first < count; first += grid->columns) {
        flow_gap(flow, first > 0 ? grid->gap : 0);
        row_flow(context, flow, grid, indexes + first, int_min(grid->columns, count - first));
    }
    if (count == 0)
        flow_text(flow, TYPE_BODY, ui_color(flow->ui, COLOR_TEXT_SOFT), 0,
                  tr(context->strings, "home.empty"));
}
