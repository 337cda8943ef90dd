#include <string.h>

#include "clinic/usage.h"

/* Answers, so many at a time that they tell of nobody. */

struct filling {
    struct arena *arena;
    struct usage_parcel *open, *full; /* one open one a routine */
    size_t open_count, full_count;
    int first, last; /* what the table has */
    int latest;      /* the last day of which anything was counted */
};

long long *usage_answer(struct usage_answers *answers, enum store_kind kind)
{
    return kind == STORE_FELT_BETTER  ? &answers->better
           : kind == STORE_FELT_SAME  ? &answers->same
           : kind == STORE_FELT_WORSE ? &answers->worse
                                      : NULL;
}

static struct usage_parcel *append(struct arena *arena, struct usage_parcel **list, size_t *count)
{
    *list = arena_more(arena, *list, *count, sizeof **list);
    return &(*list)[(*count)++];
}

/* Its last day is over. */
static void end(struct filling *filling, struct usage_parcel *parcel)
{
    bool told = parcel->first >= filling->first && parcel->last <= filling->last;
    if (!usage_answers_shown(&parcel->answers))
        return;
    if (told)
        *append(filling->arena, &filling->full, &filling->full_count) = *parcel;
    parcel->first = 0;
}

static struct usage_parcel *open_of(struct filling *filling, const char *id)
{
    for (size_t i = 0; i < filling->open_count; i++)
        if (strcmp(filling->open[i].id, id) == 0)
            return &filling->open[i];
    struct usage_parcel *parcel = append(filling->arena, &filling->open, &filling->open_count);
    *parcel = (struct usage_parcel){.id = arena_strdup(filling->arena, id)};
    return parcel;
}

static void new_day(struct filling *filling, int day)
{
    for (size_t i = 0; i < filling->open_count; i++) {
        struct usage_parcel *parcel = &filling->open[i];
        if (parcel->first != 0)
            end(filling, parcel);
        if (parcel->first / 10000 != day / 10000)
            parcel->first = 0; /* another year: what was too little stays so */
    }
    filling->latest = day;
}

static void take_row(void *what, const struct store_row *row)
{
    struct filling *filling = what;
    struct usage_answers none = {0};
    if (row->day != filling->latest)
        new_day(filling, row->day);
    if (!usage_answer(&none, row->kind))
        return;
    struct usage_parcel *parcel = open_of(filling, row->key);
    if (parcel->first == 0)
        *parcel = (struct usage_parcel){.id = parcel->id, .first = row->day};
    parcel->last = row->day;
    *usage_answer(&parcel->answers, row->kind) += row->n;
}

/* Begun with the year, wherever the table begins. What follows the table says whether its last day
 * is over. */
bool usage_parcels(struct store *store, int first, int last, struct arena *arena,
                   struct usage_parcel **parcels, size_t *count)
{
    struct filling filling = {.arena = arena, .first = first, .last = last};
    bool read = store_read(store, first / 10000 * 10000 + 101, USAGE_LAST_DAY, take_row, &filling);
    *parcels = filling.full;
    *count = filling.full_count;
    return read;
}
