#include "screens/home_filter.h"

#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"

static const char up_to_5[] = "up-to-5";

static bool list_has(struct string_list list, const char *item)
{
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.items[i], item) == 0)
            return true;
    return false;
}

/* As the card says it: rounded to the nearest minute. */
static bool is_short(const struct routine *routine)
{
    return session_routine_length(routine) < 5 * 60000 + 30000;
}

bool filter_matches(const struct routine *routine, const char *filter)
{
    if (!*filter)
        return true;
    if (strcmp(filter, up_to_5) == 0)
        return is_short(routine);
    return strcmp(place_name(routine_place(routine)), filter) == 0 ||
           list_has(routine->body_regions, filter);
}

static int count_matches(const struct content *content, const char *filter)
{
    int count = 0;
    for (size_t i = 0; i < content->routine_count; i++)
        count += filter_matches(content->routines[i], filter);
    return count;
}

struct collection {
    struct filter_chip *chips;
    int count, max;
    const struct screen_context *context;
    struct arena *arena;
};

static void add(struct collection *all, const char *value, const char *label)
{
    if (all->count == all->max)
        return;
    int total = (int)all->context->content->routine_count;
    int matches = count_matches(all->context->content, value);
    bool narrows = matches > 0 && matches < total;
    if (*value && !narrows)
        return;
    all->chips[all->count++] = (struct filter_chip){value, label, matches, true, {0, 0, 0, 0}};
}

static bool collected(const struct collection *all, const char *value)
{
    for (int i = 0; i < all->count; i++)
        if (strcmp(all->chips[i].value, value) == 0)
            return true;
    return false;
}

static void add_regions(struct collection *all)
{
    const struct content *content = all->context->content;
    for (size_t i = 0; i < content->routine_count; i++) {
        struct string_list regions = content->routines[i]->body_regions;
        for (size_t k = 0; k < regions.count; k++)
            /* What is not collected though the first routine has it is of all of them. */
            if (!collected(all, regions.items[k]) &&
                (i == 0 || !list_has(content->routines[0]->body_regions, regions.items[k])))
                add(all, regions.items[k],
                    part_known_or_plain(all->context->strings, all->arena, "home.filter",
                                        regions.items[k]));
    }
}

static void add_places(struct collection *all)
{
    static const char *const keys[PLACE_COUNT] = {
        [PLACE_MAT] = "home.filter.mat",
        [PLACE_CHAIR] = "home.filter.chair",
        [PLACE_STANDING] = "home.filter.standing",
        [PLACE_WATER] = "home.filter.water",
    };
    for (int place = 0; place < PLACE_COUNT; place++)
        add(all, place_name((enum place)place), tr(all->context->strings, keys[place]));
}

int filter_collect(const struct screen_context *context, struct arena *arena,
                   struct filter_chip *chips, int max)
{
    struct collection all = {chips, 0, max, context, arena};
    add(&all, "", tr(context->strings, "home.filter.all"));
    add_regions(&all);
    add_places(&all);
    add(&all, up_to_5, tr(context->strings, "home.filter.up_to_5"));
    return all.count > 1 ? all.count : 0;
}

/* Rows from the left, wrapped; returns how many. */
static int flow_rows(const struct ui *ui, struct filter_chip *chips, int count, int width)
{
    int gap = ui->metrics.gap;
    int height = ui_chip_height(ui);
    int x = 0;
    int row = 0;
    for (int i = 0; i < count; i++) {
        if (!chips[i].shown)
            continue;
        int wide = int_min(ui_chip_width(ui, chips[i].label), width);
        if (x > 0 && x + wide > width) {
            x = 0;
            row++;
        }
        chips[i].rect = (struct rect){x, row * (height + gap), wide, height};
        x += wide + gap;
    }
    return row + 1;
}

/* How much a chip helps: most when it halves the choice. */
static int usefulness(const struct filter_chip *chip, int total)
{
    return int_min(chip->matches, total - chip->matches);
}

/* The most useful chip not looked at yet; -1 when there is none. */
static int next_useful(const struct filter_chip *chips, int count, const bool *seen)
{
    int best = -1;
    for (int i = 0; i < count; i++) {
        if (seen[i])
            continue;
        int total = chips[0].matches;
        if (best < 0 || usefulness(&chips[i], total) > usefulness(&chips[best], total))
            best = i;
    }
    return best;
}

int filter_place(const struct ui *ui, struct filter_chip *chips, int count, const char *current,
                 int width, int max_rows)
{
    if (count == 0)
        return 0;
    bool seen[FILTER_MAX_CHIPS] = {false};
    for (int i = 0; i < count; i++)
        seen[i] = chips[i].shown = i == 0 || strcmp(chips[i].value, current) == 0;
    for (int i = next_useful(chips, count, seen); i >= 0; i = next_useful(chips, count, seen)) {
        seen[i] = true;
        chips[i].shown = true;
        chips[i].shown = flow_rows(ui, chips, count, width) <= max_rows;
    }
    int rows = flow_rows(ui, chips, count, width);
    return rows * ui_chip_height(ui) + (rows - 1) * ui->metrics.gap;
}

void filter_draw(struct ui *ui, const struct filter_chip *chips, int count, const char *current,
                 int x, int y)
{
    for (int i = 0; i < count; i++) {
        if (!chips[i].shown)
            continue;
        struct rect rect = chips[i].rect;
        rect.x += x;
        rect.y += y;
        const char *name = *chips[i].value ? chips[i].value : "all";
        const char *id = arena_printf(&ui->list->arena, "filter:%s", name);
        ui_chip(ui, rect, id, chips[i].label, strcmp(chips[i].value, current) == 0, i);
    }
}
