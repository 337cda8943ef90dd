#include "screens/player_change.h"

#include <string.h>

#include "screens/player_frame.h"

static bool lying(enum position position)
{
    return position == POSITION_SUPINE || position == POSITION_PRONE;
}

static bool on_floor(enum position position)
{
    return lying(position) || position == POSITION_KNEELING || position == POSITION_ALL_FOURS ||
           position == POSITION_SITTING;
}

/* One sentence after the other; Chinese has no blank between them. */
static const char *add_sentence(struct arena *arena, const char *text, const char *more)
{
    static const char full_stop[] = "。";
    size_t length = strlen(text), stop = sizeof full_stop - 1;
    bool blank = length > 0 && (length < stop || strcmp(text + length - stop, full_stop) != 0);
    return arena_printf(arena, "%s%s%s", text, blank ? " " : "", more);
}

/* The keys of `change` that lead from one place to the other, in order; NULL: nothing to say. */
static void way(enum position from, enum position to, const char *keys[2])
{
    keys[0] = keys[1] = NULL;
    if (from == POSITION_WATER || to == POSITION_WATER)
        return;
    if (on_floor(from) && !on_floor(to)) {
        keys[0] = lying(from) ? "change.side_up" : NULL;
        keys[1] = "change.up";
    } else if (!on_floor(from) && on_floor(to)) {
        keys[0] = "change.down";
    } else if (on_floor(from) && (lying(from) || lying(to))) {
        keys[0] = "change.over";
    } else if (from == POSITION_CHAIR && to == POSITION_STANDING) {
        keys[0] = "change.rise";
    }
}

static bool is_needed(const struct exercise *from, const char *item)
{
    if (strcmp(item, "none") == 0)
        return false;
    return strcmp(item, "support") == 0 || !string_list_has(&from->equipment, item);
}

const char *player_needs_text(const struct player_frame *f)
{
    struct arena *arena = player_arena(f);
    const struct string_list *equipment = &f->view.current->exercise->equipment;
    const char **items = ARENA_ARRAY(arena, const char *, equipment->count);
    struct string_list needed = {items, 0};
    for (size_t i = 0; i < equipment->count; i++) {
        const char *item = equipment->items[i];
        if (is_needed(f->view.previous, item))
            items[needed.count++] = item;
    }
    const char *things = part_equipment(f->context->strings, arena, needed, JOIN_DOTS);
    if (!*things)
        return "";
    return tr_format(f->context->strings, arena, "change.needs", {"things", things, 0});
}

static bool stays(const struct player_frame *f)
{
    return f->view.previous->position == f->view.current->exercise->position;
}

const char *player_change_text(const struct player_frame *f)
{
    if (stays(f))
        return player_needs_text(f);
    struct arena *arena = player_arena(f);
    enum position to = f->view.current->exercise->position;
    const char *keys[2];
    way(f->view.previous->position, to, keys);
    const char *text = "";
    for (int i = 0; i < 2; i++)
        if (keys[i])
            text = add_sentence(arena, text, player_word(f, keys[i]));
    return add_sentence(arena, text,
                        player_word(f, arena_printf(arena, "change.%s", position_name(to))));
}

const char *player_change_needs(const struct player_frame *f)
{
    return stays(f) ? "" : player_needs_text(f);
}
