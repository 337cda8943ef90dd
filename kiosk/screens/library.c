#include <string.h>

#include "screens/exercise_row.h"
#include "screens/home_filter.h"
#include "screens/language_button.h"
#include "screens/layout.h"
#include "screens/list_page.h"
#include "screens/parts.h"
#include "screens/screen.h"

/* All exercises and activities; chips by place and body region narrow the choice. */

static bool matches(const struct content *content, size_t nth, const char *filter)
{
    const struct exercise *exercise = content->exercises[nth];
    return !*filter || strcmp(place_name(position_place(exercise->position)), filter) == 0 ||
           string_list_has(&exercise->body_regions, filter);
}

static struct string_list regions(const struct content *content, size_t nth)
{
    return content->exercises[nth]->body_regions;
}

static void collect_chips(const struct screen_context *context, struct arena *arena,
                          struct filter_row *row)
{
    const struct filter_source source = {context->content->exercise_count, matches, regions};
    struct filter_collection all = {context, arena, &source, row, 0};
    filter_add_all(&all);
    filter_add_places(&all);
    filter_add_regions(&all);
}

struct library {
    const struct screen_context *context;
    struct filter_row *chips;
    struct exercise_row *rows;
    size_t row_count;
};

static void collect_rows(struct library *library, struct arena *arena)
{
    const struct screen_context *context = library->context;
    const struct content *content = context->content;
    library->rows = ARENA_ARRAY(arena, struct exercise_row, content->exercise_count);
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *exercise = content->exercises[i];
        const char *key = arena_printf(arena, "position.%s", position_name(exercise->position));
        if (matches(content, i, context->visit->library_filter))
            library->rows[library->row_count++] =
                (struct exercise_row){.exercise = exercise,
                                      .above = tr(context->strings, key),
                                      .below = exercise->summary,
                                      .index = (int)i};
    }
}

static void put_chips(struct stack *stack, const struct library *library)
{
    struct ui *ui = stack->ui;
    struct filter_row *row = library->chips;
    const char *filter = library->context->visit->library_filter;
    int rows = ui->metrics.portrait ? 3 : 2;
    filter_place(ui, row, library->context->visit->library_filter_at, stack->width, rows);
    struct rect place = stack_box(stack, row->height);
    if (!stack->dry)
        filter_draw(ui, row, filter, place.x, place.y);
    stack_gap(stack, ui_section(ui));
}

static struct columns fit_columns(const struct ui *ui, int width)
{
    return layout_equal_columns(width, metrics_font(&ui->metrics, TYPE_BODY_STRONG).size * 16,
                                int_max(ui->metrics.gap, ui_section(ui)));
}

static void put_content(struct stack *stack, const void *what)
{
    const struct library *library = what;
    put_chips(stack, library);
    exercise_rows_put(stack, fit_columns(stack->ui, stack->width), library->rows,
                      library->row_count);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    struct arena *arena = &ui->list->arena;
    struct filter_row row = {.more.label = tr(context->strings, "common.more")};
    struct library library = {.context = context, .chips = &row};
    collect_chips(context, arena, &row);
    filter_drop_lost(&row, context->visit->library_filter);
    collect_rows(&library, arena);
    struct list_page page = {
        .title = tr(context->strings, "library.title"),
        .subtitle = tr(context->strings, "library.subtitle"),
        .back = tr(context->strings, "common.back"),
        .scroll = &context->visit->library_scroll,
        .content = put_content,
        .what = &library,
    };
    list_page_draw(context, ui, &page);
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    const struct exercise *exercise = exercise_row_tapped(context->content, tap);
    struct visit *visit = context->visit;
    if (list_page_back(tap)) {
        context->go = SCREEN_HOME;
    } else if (exercise) {
        visit_read_exercise(visit, exercise);
        context->open_panel = SCREEN_EXERCISE;
    } else if (tap->kind != TAP_TARGET ||
               !filter_tap(tap, visit->library_filter, &visit->library_filter_at,
                           &visit->library_scroll)) {
        language_button_tap(context, tap);
    }
}

const struct screen screen_library = {
    .tap = tap,
    .draw = draw,
};
