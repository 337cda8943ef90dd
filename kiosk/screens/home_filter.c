#include "screens/home_filter.h"

#include <stdio.h>
#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"

static const char up_to_5[] = "up-to-5";

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
           string_list_has(&routine->body_regions, filter);
}

static bool collected(const struct filter_collection *all, const char *value)
{
    for (int i = 0; i < all->row->count; i++)
        if (strcmp(all->row->chips[i].value, value) == 0)
            return true;
    return false;
}

static void put(struct filter_collection *all, struct filter_chip chip)
{
    struct filter_row *row = all->row;
    if (row->count == all->room) {
        all->room = int_max(16, 2 * all->room);
        struct filter_chip *chips = ARENA_ARRAY(all->arena, struct filter_chip, all->room);
        for (int i = 0; i < row->count; i++)
            chips[i] = row->chips[i];
        row->chips = chips;
    }
    row->chips[row->count++] = chip;
}

void filter_add_all(struct filter_collection *all)
{
    put(all, (struct filter_chip){.value = "",
                                  .label = tr(all->context->strings, "home.filter.all"),
                                  .matches = (int)all->source->count,
                                  .shown = true});
}

void filter_add(struct filter_collection *all, const char *value, const char *label)
{
    if (collected(all, value))
        return;
    size_t matches = 0;
    for (size_t i = 0; i < all->source->count; i++)
        matches += all->source->matches(all->context->content, i, value);
    if (matches > 0 && matches < all->source->count)
        put(all, (struct filter_chip){
                     .value = value, .label = label, .matches = (int)matches, .shown = true});
}

void filter_add_regions(struct filter_collection *all)
{
    const struct content *content = all->context->content;
    for (size_t i = 0; i < all->source->count; i++) {
        struct string_list regions = all->source->regions(content, i);
        struct string_list first = all->source->regions(content, 0);
        for (size_t k = 0; k < regions.count; k++)
            /* What is not collected though the first one has it, all of them have. */
            if (!collected(all, regions.items[k]) &&
                (i == 0 || !string_list_has(&first, regions.items[k])))
                filter_add(all, regions.items[k],
                           part_known_or_plain(all->context->strings, all->arena, "home.filter",
                                               regions.items[k]));
    }
}

void filter_add_places(struct filter_collection *all)
{
    for (int place = 0; place < PLACE_COUNT; place++) {
        const char *name = place_name((enum place)place);
        filter_add(all, name,
                   tr(all->context->strings, arena_printf(all->arena, "home.filter.%s", name)));
    }
}

static bool routine_matches(const struct content *content, size_t nth, const char *filter)
{
    return filter_matches(content->routines[nth], filter);
}

static struct string_list routine_regions(const struct content *content, size_t nth)
{
    return content->routines[nth]->body_regions;
}

struct filter_row filter_collect(const struct screen_context *context, struct arena *arena)
{
    const struct filter_source source = {context->content->routine_count, routine_matches,
                                         routine_regions};
    struct filter_row row = {0};
    struct filter_collection all = {context, arena, &source, &row, 0};
    filter_add_all(&all);
    filter_add_regions(&all);
    filter_add_places(&all);
    filter_add(&all, up_to_5, tr(context->strings, "home.filter.up_to_5"));
    return row.count > 1 ? row : (struct filter_row){0};
}

void filter_drop_lost(const struct filter_row *row, char *filter)
{
    for (int i = 0; i < row->count; i++)
        if (strcmp(row->chips[i].value, filter) == 0)
            return;
    filter[0] = '\0';
}

/* Where what is `wide` px stands next; *x and *line become those of what follows. */
static struct rect put_next(const struct ui *ui, int wide, int width, int *x, int *line)
{
    int gap = ui->metrics.gap;
    int height = ui_chip_height(ui);
    wide = int_min(wide, width);
    if (*x > 0 && *x + wide > width) {
        *x = 0;
        ++*line;
    }
    struct rect rect = {*x, *line * (height + gap), wide, height};
    *x += wide + gap;
    return rect;
}

static void put_chip(const struct ui *ui, struct filter_chip *chip, int width, int *x, int *line)
{
    chip->rect = put_next(ui, ui_chip_width(ui, chip->label), width, x, line);
}

/* Rows from the left, wrapped; returns how many. */
static int flow_rows(const struct ui *ui, struct filter_row *row, int width)
{
    int x = 0, line = 0;
    for (int i = 0; i < row->count; i++)
        if (row->chips[i].shown)
            put_chip(ui, &row->chips[i], width, &x, &line);
    if (row->after.id)
        row->after_rect = put_next(ui, ui_button_width(ui, &row->after), width, &x, &line);
    if (row->more.shown)
        put_chip(ui, &row->more, width, &x, &line);
    return line + 1;
}

/* The page that begins with chip `first`, of at least that one; returns the chip after it. */
static int place_page(const struct ui *ui, struct filter_row *row, int first, int width,
                      int max_rows)
{
    for (int i = 1; i < row->count; i++)
        row->chips[i].shown = i == first;
    int next = first + 1;
    while (next < row->count) {
        row->chips[next].shown = true;
        if (flow_rows(ui, row, width) > max_rows)
            break;
        next++;
    }
    if (next < row->count)
        row->chips[next].shown = false;
    return next;
}

/* Returns how many rows there are. */
static int place(const struct ui *ui, struct filter_row *row, int at, int width, int max_rows)
{
    for (int i = 0; i < row->count; i++)
        row->chips[i].shown = true;
    row->more.shown = false;
    int rows = flow_rows(ui, row, width);
    if (rows <= max_rows || row->count == 0)
        return rows;
    row->more.shown = true;
    int next = place_page(ui, row, 1, width, max_rows);
    while (next <= at && next < row->count)
        next = place_page(ui, row, next, width, max_rows);
    row->next = next < row->count ? next : 1;
    return int_max(max_rows, flow_rows(ui, row, width)); /* each page of one height */
}

void filter_place(const struct ui *ui, struct filter_row *row, int at, int width, int max_rows)
{
    struct button after = row->after, wordless = ui_button_wordless(after);
    row->height = 0;
    if (row->count == 0 && !after.id)
        return;
    int rows = place(ui, row, at, width, max_rows);
    if (after.id && row->after_spares && rows > max_rows) {
        row->after.icon = NULL;
        rows = place(ui, row, at, width, max_rows);
    }
    if (after.id && row->after_spares && rows > max_rows) {
        row->after = wordless;
        rows = place(ui, row, at, width, max_rows);
    }
    row->height = rows * ui_chip_height(ui) + (rows - 1) * ui->metrics.gap;
}

static struct rect moved(struct rect rect, int x, int y)
{
    return (struct rect){rect.x + x, rect.y + y, rect.w, rect.h};
}

static struct rect beside_window(const struct ui *ui)
{
    return (struct rect){-2 * ui->metrics.width, 0, ui->metrics.width, ui_chip_height(ui)};
}

void filter_draw(struct ui *ui, const struct filter_row *row, const char *current, int x, int y)
{
    for (int i = 0; i < row->count; i++) {
        const struct filter_chip *chip = &row->chips[i];
        if (!chip->shown) {
            if (ui_read_aloud(ui)) /* as what is scrolled out of sight */
                ui_say_button(ui, chip->label, beside_window(ui), false);
            continue;
        }
        const char *name = *chip->value ? chip->value : "all";
        const char *id = arena_printf(&ui->list->arena, "filter:%s", name);
        bool on = strcmp(chip->value, current) == 0;
        ui_chip(ui, moved(chip->rect, x, y), id, chip->label, on, i);
    }
    if (row->after.id)
        ui_button(ui, moved(row->after_rect, x, y), &row->after);
    if (row->more.shown)
        ui_chip(ui, moved(row->more.rect, x, y), "filters:more", row->more.label, false, row->next);
}

bool filter_tap(const struct tap *tap, char *filter, int *at, struct scroll *narrowed)
{
    static const char prefix[] = "filter:";
    bool chosen = strncmp(tap->id, prefix, sizeof prefix - 1) == 0;
    if (!chosen && strcmp(tap->id, "filters:more") != 0)
        return false;
    if (tap->index > 0) /* All is on every page */
        *at = tap->index;
    if (!chosen)
        return true;
    const char *name = tap->id + sizeof prefix - 1;
    snprintf(filter, VISIT_FILTER_SIZE, "%s", strcmp(name, "all") == 0 ? "" : name);
    *narrowed = (struct scroll){0};
    return true;
}
