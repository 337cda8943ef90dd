#include "screens/home_cards.h"

#include "screens/home_index.h"
#include "screens/layout.h"
#include "screens/parts.h"

static int padding(const struct ui *ui)
{
    return ui_padding(ui, LENGTH_PADDING, 60);
}

static int line_gap(const struct ui *ui)
{
    return ui_padding(ui, LENGTH_GAP_SMALL, 24) * 2 / 3;
}

/* What a card says. */
struct card {
    const struct card_grid *grid;
    const struct routine *routine;
    const struct home_card *facts;
    int spare; /* px between words and tags */
};

static void put_words(struct stack *stack, const struct card *card)
{
    struct ui *ui = stack->ui;
    const struct card_grid *grid = card->grid;
    const struct routine *routine = card->routine;
    stack_fit(stack, TYPE_HEADING, ui_color(ui, COLOR_TEXT), grid->name_lines, 0, routine->name);
    struct font small = metrics_font(&ui->metrics, TYPE_CAPTION);
    int lines = ui_paragraph_lines(ui, stack->width, small, routine->summary);
    /* Half a line says nothing; two with an ellipsis do. */
    if (lines > 0 && (grid->summary_lines > 1 || lines <= grid->summary_lines)) {
        stack_gap(stack, line_gap(ui));
        stack_text_font(stack, small, ui_color(ui, COLOR_TEXT_SOFT), grid->summary_lines,
                        routine->summary);
    }
}

static void put_card(struct stack *stack, const void *what)
{
    const struct card *card = what;
    put_words(stack, card);
    stack_gap(stack, 2 * line_gap(stack->ui) + card->spare);
    if (card->grid->plain_tags)
        stack_tags_as_text(stack, card->facts->tags, HOME_TAG_COUNT);
    else
        stack_tags(stack, card->facts->tags, HOME_TAG_COUNT);
}

static int words_width(const struct ui *ui, const struct card_grid *grid)
{
    int width = grid->width - 2 * padding(ui);
    return grid->side ? width - grid->picture : width;
}

static void measure_words(struct home_index *index, struct ui *ui)
{
    const struct card_grid *grid = &index->grid;
    for (size_t i = 0; i < index->content->routine_count; i++) {
        struct card card = {grid, index->content->routines[i], &index->cards[i], 0};
        int height = stack_height(ui, words_width(ui, grid), put_card, &card);
        index->cards[i].words_height = height + 2 * padding(ui);
    }
}

/* All cards show their tags alike. */
static bool all_tags_fit(const struct home_index *index, const struct ui *ui)
{
    int width = words_width(ui, &index->grid);
    for (size_t i = 0; i < index->content->routine_count; i++)
        if (!stack_tags_fit(ui, index->cards[i].tags, HOME_TAG_COUNT, width))
            return false;
    return true;
}

/* A card that cannot be seen whole at once gives up its summary, then height of its picture, and
 * at last puts the picture beside the words. */
static void make_lower(struct home_index *index, struct ui *ui, int view)
{
    struct card_grid *grid = &index->grid;
    while (grid->summary_lines > 0 && home_index_highest(index) > view) {
        grid->summary_lines--;
        measure_words(index, ui);
    }
    int least = metrics_font(&ui->metrics, TYPE_HEADING).size * 5 / 2;
    int over = home_index_highest(index) - view;
    if (grid->side || over <= 0)
        return;
    grid->picture = int_max(int_min(least, grid->picture), grid->picture - over);
    if (home_index_highest(index) <= view * 6 / 5)
        return;
    grid->side = true;
    grid->name_lines = 2;
    grid->picture = grid->width * 3 / 10;
    grid->plain_tags = !all_tags_fit(index, ui);
    measure_words(index, ui);
}

static void choose_grid(struct home_index *index, struct ui *ui, int width, int view)
{
    struct card_grid *grid = &index->grid;
    int heading = metrics_font(&ui->metrics, TYPE_HEADING).size;
    struct columns columns =
        layout_equal_columns(width, heading * 9 + 2 * padding(ui), layout_section_wide(ui));
    *grid = (struct card_grid){.columns = columns.count,
                               .width = columns.width,
                               .gap = columns.gap,
                               .name_lines = columns.count == 1 ? 2 : 1,
                               .summary_lines = 2};
    grid->side = grid->columns == 1 && grid->width >= 14 * heading;
    grid->picture = grid->side ? grid->width * 9 / 25 : grid->width / 2;
    grid->plain_tags = !all_tags_fit(index, ui);
    measure_words(index, ui);
    make_lower(index, ui, view);
}

void cards_fit(const struct screen_context *context, struct ui *ui, int width, int view)
{
    struct home_index *index = context->home;
    home_index_know(index, context);
    if (!home_index_fitted(index, ui, width, view))
        choose_grid(index, ui, width, view);
    home_index_place(index, context);
}

/* Words from the top and tags at the bottom; beside a picture, both in the middle. */
static void draw_words(struct ui *ui, struct rect rect, struct card card)
{
    card.spare = 0;
    if (!card.grid->side)
        card.spare = rect.h - stack_height(ui, rect.w, put_card, &card);
    stack_draw_middle(ui, rect, ALIGN_LEFT, put_card, &card);
}

static void card_draw(const struct home_index *home, struct ui *ui, struct rect rect, int index)
{
    const struct routine *routine = home->content->routines[index];
    const struct home_card *card = &home->cards[index];
    const struct card_grid *grid = &home->grid;
    const char *id = arena_printf(&ui->list->arena, "card:%s", routine->id);
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
    part_thumbnail(ui, rect_inset(picture, metrics_px(&ui->metrics, 12)), card->face, routine);
    layout_card_edge(ui, rect, radius);
    draw_words(ui, rect_inset(words, padding(ui)), (struct card){grid, routine, card, 0});
}

/* The first row that ends below `y`, counted from the top of all. */
static int first_row_below(const struct home_index *home, int y)
{
    int low = 0, high = home->row_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (home->tops[middle + 1] <= y)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What has to be drawn: with shadows around what can be seen, or all of it when it is read aloud.
 */
static struct rect visible(const struct ui *ui, const struct card_grid *grid)
{
    enum { FAR = 1 << 24 };
    return rect_inset(ui->list->clip, ui_read_aloud(ui) ? -FAR : -grid->gap);
}

static void draw_row(const struct home_index *home, const struct stack *stack, int row)
{
    const struct card_grid *grid = &home->grid;
    int height = home->tops[row + 1] - home->tops[row] - grid->gap;
    struct rect rect = {stack->x, stack->y + home->tops[row], grid->width, height};
    struct rect seen = visible(stack->ui, grid);
    int first = row * grid->columns;
    int end = int_min(home->shown_count, first + grid->columns);
    for (int i = first; i < end; i++) {
        if (!rect_empty(rect_intersect(rect, seen)))
            card_draw(home, stack->ui, rect, home->shown[i]);
        rect.x += grid->width + grid->gap;
    }
}

void cards_put(struct stack *stack, const struct screen_context *context)
{
    const struct home_index *home = context->home;
    if (home->shown_count == 0) {
        stack_text(stack, TYPE_BODY, ui_color(stack->ui, COLOR_TEXT_SOFT),
                   tr(context->strings, "home.empty"));
        return;
    }
    struct rect seen = visible(stack->ui, &home->grid);
    int row = first_row_below(home, seen.y - stack->y);
    for (; !stack->dry && row < home->row_count; row++) {
        if (stack->y + home->tops[row] >= seen.y + seen.h)
            break;
        draw_row(home, stack, row);
    }
    stack_gap(stack, home->tops[home->row_count] - home->grid.gap);
}
