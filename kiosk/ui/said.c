#include "ui/said.h"

#include <stdlib.h>

#include "base/memory.h"
#include "ui/ui.h"

void said_list_reset(struct said_list *list)
{
    arena_free(&list->arena);
    list->count = list->stop_count = 0;
    list->pressable = (struct rect){0, 0, 0, 0};
    list->muted = 0;
    list->as = SAID_BODY;
    list->cut_while_muted = false;
}

void said_list_free(struct said_list *list)
{
    arena_free(&list->arena);
    free(list->items);
    free(list->stops);
    *list = (struct said_list){0};
}

const char *said_role_name(enum said_role role)
{
    static const char *const names[] = {[SAID_BODY] = "body",
                                        [SAID_TITLE] = "title",
                                        [SAID_BUTTON] = "button",
                                        [SAID_RING] = "ring"};
    return names[role];
}

bool ui_read_aloud(const struct ui *ui)
{
    return ui->said != NULL;
}

static struct said *add(struct said_list *list)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? 2 * list->capacity : 64;
        list->items = memory_grow(list->items, capacity, sizeof *list->items);
        list->capacity = capacity;
    }
    return &list->items[list->count++];
}

static struct said_stop *add_stop(struct ui *ui, struct rect rect)
{
    struct said_list *list = ui->said;
    if (list->stop_count == list->stop_capacity) {
        size_t capacity = list->stop_capacity ? 2 * list->stop_capacity : 64;
        list->stops = memory_grow(list->stops, capacity, sizeof *list->stops);
        list->stop_capacity = capacity;
    }
    struct said_stop *stop = &list->stops[list->stop_count++];
    *stop = (struct said_stop){
        .id = "", .label = "", .rect = rect, .scroll = ui->open_scroll, .first = list->count};
    return stop;
}

static bool within(struct rect inner, struct rect outer)
{
    return rect_contains(outer, inner.x + inner.w / 2, inner.y + inner.h / 2);
}

/* The text just added is the target's that it stands on, else one by itself; number and unit of a
 * ring are one. A word on what can be pressed that is no target now is nobody's. */
static void join_stop(struct ui *ui)
{
    struct said_list *list = ui->said;
    const struct said *item = &list->items[list->count - 1];
    struct said_stop *last = list->stop_count > 0 ? &list->stops[list->stop_count - 1] : NULL;
    bool follows = last && last->first + last->count == list->count - 1;
    bool on_target = follows && *last->id && within(item->rect, last->rect);
    bool of_ring = follows && !*last->id && item->role == SAID_RING && last->count == 1 &&
                   list->items[last->first].role == SAID_RING;
    if (on_target || of_ring) {
        last->count++;
    } else if (item->role != SAID_BUTTON) {
        struct said_stop *stop = add_stop(ui, item->rect);
        stop->first = list->count - 1;
        stop->count = 1;
    }
}

static void say(struct ui *ui, enum said_role role, const char *text, struct rect rect, bool cut)
{
    struct said_list *list = ui->said;
    if (!list || !text || !*text)
        return;
    if (list->muted > 0) {
        list->cut_while_muted = list->cut_while_muted || cut;
        return;
    }
    struct rect seen = rect_intersect(rect, ui->list->clip);
    bool sideways = !rect_empty(seen) && seen.w < rect.w;
    *add(list) = (struct said){.text = arena_strdup(&list->arena, text),
                               .role = role,
                               .rect = draw_place(ui->list, rect),
                               .visible = !rect_empty(seen),
                               .cut = cut || sideways};
    join_stop(ui);
}

static enum said_role role_of(const struct ui *ui, struct font font, struct rect rect)
{
    if (ui->said->as != SAID_BODY)
        return ui->said->as;
    if (within(draw_place(ui->list, rect), ui->said->pressable))
        return SAID_BUTTON;
    bool heavy = font.weight == metrics_font(&ui->metrics, TYPE_TITLE).weight;
    return heavy ? SAID_TITLE : SAID_BODY;
}

void ui_say(struct ui *ui, const char *text, struct font font, struct rect rect, bool cut)
{
    if (ui->said)
        say(ui, role_of(ui, font, rect), text, rect, cut);
}

void ui_say_body(struct ui *ui, const char *text, struct rect rect)
{
    ui_say(ui, text, metrics_font(&ui->metrics, TYPE_BODY), rect, false);
}

void ui_say_button(struct ui *ui, const char *text, struct rect rect, bool cut)
{
    say(ui, SAID_BUTTON, text, rect, cut);
}

void ui_say_pressable(struct ui *ui, const char *id, const char *label, struct rect rect)
{
    if (!ui->said)
        return;
    struct said_list *list = ui->said;
    list->pressable = draw_place(ui->list, rect);
    struct said_stop *stop = add_stop(ui, list->pressable);
    stop->id = arena_strdup(&list->arena, id);
    stop->label = arena_strdup(&list->arena, label);
}

void ui_say_chosen(struct ui *ui, bool chosen)
{
    if (ui->said && ui->said->stop_count > 0)
        ui->said->stops[ui->said->stop_count - 1].chosen = chosen;
}

void ui_say_mute(struct ui *ui)
{
    if (!ui->said)
        return;
    ui->said->muted++;
    ui->said->cut_while_muted = false;
}

bool ui_say_unmute(struct ui *ui)
{
    if (!ui->said)
        return false;
    ui->said->muted--;
    return ui->said->cut_while_muted;
}

void ui_say_as(struct ui *ui, enum said_role role)
{
    if (ui->said)
        ui->said->as = role;
}
