#include <string.h>

#include "cli/convert_pack.h"
#include "cli/convert_text.h"

/* github.com/yuhonas/free-exercise-db: dist/exercises.json is one list of all exercises. */

enum { NAME_MAX_BYTES = 80, WORD_MAX_BYTES = 80, LONGEST = 1 << 20 };

/* "" for null, and for what is absent. */
static const char *word(struct json_object *object, const char *key, struct arena *arena)
{
    struct json value = json_member(object, key, JSON_OPTIONAL);
    const char *text = "";
    if (json_present(value) && json_type(value) != JSON_NULL)
        text = json_value_string(value, LONGEST, NULL);
    return text ? convert_line(arena, text, false, WORD_MAX_BYTES) : "";
}

static struct string_list texts(struct json_object *object, const char *key, struct arena *arena)
{
    struct json list = json_array(object, key, 0, 1000);
    const char **items = ARENA_ARRAY(arena, const char *, json_count(list));
    size_t count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        const char *text = json_value_string(item, LONGEST, NULL);
        const char *line = text ? convert_line(arena, text, false, LONGEST) : "";
        if (*line)
            items[count++] = line;
    }
    return (struct string_list){items, count};
}

static void read_words(struct json_object *o, struct arena *arena, struct convert_exercise *e)
{
    struct string_list primary = texts(o, "primaryMuscles", arena);
    struct string_list secondary = texts(o, "secondaryMuscles", arena);
    for (size_t i = 0; i < primary.count; i++) {
        convert_add_muscle(e, primary.items[i]);
        convert_add_word(&e->primary, primary.items[i]);
    }
    for (size_t i = 0; i < secondary.count; i++)
        convert_add_word(&e->secondary, secondary.items[i]);
    const char *level = word(o, "level", arena);
    e->level = strcmp(level, "expert") == 0 ? "advanced" : level;
    if (strcmp(e->level, "beginner") != 0 && strcmp(e->level, "intermediate") != 0 &&
        strcmp(e->level, "advanced") != 0)
        e->level = "";
    convert_add_equipment(arena, e, word(o, "equipment", arena));
    e->category = word(o, "category", arena);
    e->stretch =
        strcmp(e->category, "stretching") == 0 || !strcmp(word(o, "force", arena), "static");
    e->cardio = strcmp(e->category, "cardio") == 0;
}

static bool read_exercise(struct json value, struct convert_pack *pack, struct convert_exercise *e)
{
    struct json_object o;
    size_t errors = json_errors(value.file);
    if (!json_object_begin(&o, value))
        return false;
    *e = (struct convert_exercise){0};
    const char *name = json_string(&o, "name", JSON_REQUIRED, LONGEST, NULL);
    e->name = convert_line(pack->arena, name, false, NAME_MAX_BYTES);
    e->origin = word(&o, "id", pack->arena);
    e->aliases = texts(&o, "alternateNames", pack->arena);
    read_words(&o, pack->arena, e);
    if (pack->images_dir)
        e->images = texts(&o, "images", pack->arena);
    struct json place = json_member(&o, "instructions", JSON_REQUIRED);
    struct string_list lines = texts(&o, "instructions", pack->arena);
    if (json_errors(value.file) > errors)
        return false;
    if (!*e->name) {
        json_warn(value, "has no name; the exercise is left out");
        return false;
    }
    e->source = arena_printf(pack->arena, "free-exercise-db, %s (public domain)",
                             *e->origin ? e->origin : e->name);
    return convert_texts(place, pack, e, lines, (struct string_list){0});
}

void convert_free_exercise_db(struct json root, struct convert_pack *pack)
{
    pack->id = "free-exercise-db";
    pack->name = "free-exercise-db";
    pack->license = "Public domain (Unlicense): github.com/yuhonas/free-exercise-db";
    struct convert_exercise *exercises = convert_begin(root, pack);
    if (!exercises)
        return;
    for (struct json item = json_first(root); json_present(item); item = json_next(item)) {
        if (read_exercise(item, pack, &exercises[pack->count]))
            pack->count++;
        else
            pack->left_out++;
    }
}
