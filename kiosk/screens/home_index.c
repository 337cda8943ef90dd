#include "screens/home_index.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "screens/layout.h"
#include "screens/parts.h"

struct home_index *home_index_create(void)
{
    return MEMORY_NEW(struct home_index);
}

void home_index_destroy(struct home_index *index)
{
    if (!index)
        return;
    arena_free(&index->facts);
    arena_free(&index->rows);
    free(index);
}

void home_index_forget(struct home_index *index)
{
    index->content = NULL;
}

/* The first exercise that no earlier card shows, so that routines which begin alike do not look
 * alike. `shown` has a place for each exercise, and one more. */
static const struct exercise *choose_face(const struct content *content,
                                          const struct routine *routine, bool *shown)
{
    const struct exercise *first = NULL;
    for (size_t i = 0; i < routine->step_count; i++) {
        const struct exercise *exercise = routine->steps[i].exercise;
        if (!exercise_illustrated(exercise))
            continue;
        size_t place = content_exercise_index(content, exercise->id);
        if (!shown[place]) {
            shown[place] = place < content->exercise_count;
            return exercise;
        }
        if (!first)
            first = exercise;
    }
    return first ? first : routine->steps[0].exercise;
}

static void name_tags(const struct screen_context *context, struct arena *arena,
                      const struct routine *routine, struct home_card *card)
{
    const char *place = arena_printf(arena, "place.%s", place_name(routine_place(routine)));
    card->tags[0].label = part_minutes(context->strings, arena, session_routine_length(routine));
    card->tags[1].label = tr(context->strings, place);
}

void home_index_know(struct home_index *index, const struct screen_context *context)
{
    const struct content *content = context->content;
    if (index->content == content && index->strings == context->strings)
        return;
    arena_reset(&index->facts);
    index->content = content;
    index->strings = context->strings;
    index->fitted = index->placed = false;
    index->cards = ARENA_ARRAY(&index->facts, struct home_card, content->routine_count);
    struct arena scratch = {0};
    bool *shown = ARENA_ARRAY(&scratch, bool, content->exercise_count + 1);
    for (size_t i = 0; i < content->routine_count; i++) {
        index->cards[i].face = choose_face(content, content->routines[i], shown);
        name_tags(context, &index->facts, content->routines[i], &index->cards[i]);
    }
    arena_free(&scratch);
    index->filters = filter_collect(context, &index->facts);
}

static uint64_t sizes_of(const struct metrics *metrics, int width, int view)
{
    uint64_t hash = hash_rect(0, (struct rect){metrics->target, metrics->gap, width, view});
    for (int i = 0; i < TYPE_COUNT; i++) {
        struct font font = metrics_font(metrics, (enum theme_type)i);
        hash = hash_pair(hash, (uint32_t)font.weight, (uint32_t)font.size);
    }
    for (int i = 0; i < LENGTH_COUNT; i++)
        hash = hash_word(hash, (uint64_t)metrics_length(metrics, (enum theme_length)i));
    return hash;
}

bool home_index_fitted(struct home_index *index, const struct ui *ui, int width, int view)
{
    const struct theme_fonts *fonts = &ui->metrics.theme->fonts;
    uint64_t sizes = sizes_of(&ui->metrics, width, view);
    /* NOLINTNEXTLINE(bugprone-suspicious-memory-comparison): without padding, see theme.h */
    bool same_fonts = memcmp(&index->fonts, fonts, sizeof *fonts) == 0;
    if (index->fitted && index->sizes == sizes && same_fonts)
        return true;
    index->fitted = true;
    index->placed = false;
    index->sizes = sizes;
    index->fonts = *fonts;
    return false;
}

int home_index_card_height(const struct home_index *index, int routine)
{
    int words = index->cards[routine].words_height;
    const struct card_grid *grid = &index->grid;
    return grid->side ? int_max(words, grid->picture * 3 / 5) : words + grid->picture;
}

int home_index_highest(const struct home_index *index)
{
    int most = 0;
    for (size_t i = 0; i < index->content->routine_count; i++)
        most = int_max(most, home_index_card_height(index, (int)i));
    return most;
}

static void collect(struct home_index *index, const char *filter)
{
    const struct content *content = index->content;
    index->shown = ARENA_ARRAY(&index->rows, int, content->routine_count);
    index->shown_count = 0;
    for (size_t i = 0; i < content->routine_count; i++)
        if (filter_matches(content->routines[i], filter))
            index->shown[index->shown_count++] = (int)i;
}

void home_index_place(struct home_index *index, const struct screen_context *context)
{
    const char *filter = context->visit->filter;
    if (index->placed && strcmp(index->filter, filter) == 0)
        return;
    arena_reset(&index->rows);
    collect(index, filter);
    memcpy(index->filter, filter, sizeof index->filter);
    index->placed = true;
    int columns = index->grid.columns;
    index->row_count = (index->shown_count + columns - 1) / columns;
    index->tops = ARENA_ARRAY(&index->rows, int, index->row_count + 1);
    for (int row = 0; row < index->row_count; row++) {
        int height = 0;
        for (int i = row * columns; i < index->shown_count && i < (row + 1) * columns; i++)
            height = int_max(height, home_index_card_height(index, index->shown[i]));
        index->tops[row + 1] = index->tops[row] + height + index->grid.gap;
    }
}
