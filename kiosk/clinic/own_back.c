#include <string.h>

#include "clinic/own_pack_internal.h"

/* A routine that was deleted comes back, among whatever was changed since. */

static const struct packs_text *text_of(const struct own_undo *undo, const char *file)
{
    for (size_t i = 0; i < undo->count; i++)
        if (strcmp(undo->texts[i].file, file) == 0)
            return &undo->texts[i];
    return NULL;
}

/* NULL when it was not changed, or is broken. */
static struct json_file *parse_before(const struct own_undo *undo, const char *file)
{
    const struct packs_text *text = text_of(undo, file);
    struct fault_list unheard = {0};
    struct json_file *parsed =
        text && text->text ? json_parse(file, text->text, text->length, &unheard) : NULL;
    fault_list_free(&unheard);
    return parsed;
}

static void bring_texts(struct own_pack *own, const struct own_undo *undo, const char *file,
                        const char *id, const char *now)
{
    struct json_file *before = parse_before(undo, file);
    struct json words = json_peek(json_peek(json_root(before), "routines"), id);
    if (json_present(words)) {
        struct json_edit *lang = own_edit(own, file);
        json_edit_set_copy(lang, arena_printf(&own->arena, "routines/%s", now), words);
        own_put_edit(own, file, lang);
    }
    json_free(before);
}

/* Where it stood, as long as there are as many. */
static void bring_place(struct own_pack *own, struct json order, const char *id, const char *now)
{
    size_t place = 0, all = 0;
    bool there = false;
    for (struct json item = json_first(order); json_present(item); item = json_next(item), all++) {
        const char *text = json_value_string(item, JSON_MAX_BYTES, &own->arena);
        there |= text && strcmp(text, id) == 0;
        place += !there;
    }
    const char **items;
    size_t count = own_list(own, "order", "routines", &items);
    const char **ids = ARENA_ARRAY(&own->arena, const char *, count + 1);
    if (!there)
        return;
    place = place < count ? place : count;
    for (size_t i = 0, k = 0; i <= count; i++)
        ids[i] = i == place ? now : items[k++];
    own_order(own, ids, count + 1);
}

static void bring_head(struct own_pack *own, const struct own_undo *undo, const char *id,
                       const char *now)
{
    struct json_file *before = parse_before(undo, OWN_HEAD);
    struct json root = json_root(before), demo = json_peek(json_peek(root, "demo"), id);
    struct json hide = json_peek(root, "hide");
    bool on;
    for (struct json item = json_first(hide); json_present(item); item = json_next(item)) {
        const char *text = json_value_string(item, JSON_MAX_BYTES, &own->arena);
        if (text && strcmp(text, id) == 0)
            own_hide(own, now, true);
    }
    bring_place(own, json_peek(json_peek(root, "order"), "routines"), id, now);
    if (json_present(demo) && json_value_bool(demo, &on))
        own_demo(own, now, on);
    json_free(before);
}

void own_bring(struct own_pack *own, const struct own_undo *undo, const char *id)
{
    const char *now = id, *file = arena_printf(&own->arena, "routines/%s.json", id);
    struct json_file *routine = parse_before(undo, file);
    const struct packs_text *text = text_of(undo, file);
    for (int n = 2; own_text(own, file, NULL); n++) { /* its id is another's */
        now = arena_printf(&own->arena, "%s-%d", id, n);
        file = arena_printf(&own->arena, "routines/%s.json", now);
    }
    if (text)
        own_put(own, file, text->text, text->length);
    if (routine && now != id) {
        struct json_edit *named = own_edit(own, file);
        json_edit_set_string(named, "id", now);
        own_put_edit(own, file, named);
    }
    json_free(routine);
    for (size_t i = 0; i < undo->count; i++)
        if (strncmp(undo->texts[i].file, "lang/", 5) == 0)
            bring_texts(own, undo, undo->texts[i].file, id, now);
    bring_head(own, undo, id, now);
}

bool own_bring_back(const struct own_place *place, const char *id, struct own_undo *undo,
                    struct fault_list *faults)
{
    struct own_pack *own = own_open(place, faults);
    if (!own)
        return false;
    own_bring(own, undo, id);
    bool done = own_write(own, NULL, faults);
    own_close(own);
    if (done)
        own_undo_free(undo);
    return done;
}
