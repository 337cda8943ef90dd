#include "ui/said.h"

#include <stdlib.h>

#include "base/memory.h"
#include "ui/ui.h"

void said_list_reset(struct said_list *list)
{
    arena_free(&list->arena);
    list->count = 0;
    list->pressable = (struct rect){0, 0, 0, 0};
    list->muted = 0;
    list->as = SAID_BODY;
    list->cut_while_muted = false;
}

void said_list_free(struct said_list *list)
{
    arena_free(&list->arena);
    free(list->items);
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
}

static bool within(struct rect inner, struct rect outer)
{
    return rect_contains(outer, inner.x + inner.w / 2, inner.y + inner.h / 2);
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

void ui_say_pressable(struct ui *ui, struct rect rect)
{
    if (ui->said)
        ui->said->pressable = draw_place(ui->list, rect);
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
