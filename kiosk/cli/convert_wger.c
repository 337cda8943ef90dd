#include <string.h>

#include "cli/convert_pack.h"
#include "cli/convert_text.h"

/* wger.de/api/v2/exerciseinfo: an object with the list "results", or that list. Each exercise has
 * its texts in "translations" ("exercises" before 2024), or itself (before 2023). */

enum { NAME_MAX_BYTES = 80, WORD_MAX_BYTES = 80, LONGEST = 1 << 20, MAX_LICENSES = 8 };

/* The numbers of wger's languages. */
static const char *const languages[] = {"",   "de", "en", "bg", "es", "ru", "nl",
                                        "pt", "el", "cs", "sv", "no", "fr", "it"};

static struct json member(struct json object, const char *key)
{
    for (struct json m = json_first(object); json_present(m); m = json_next(m))
        if (strcmp(json_key(m), key) == 0)
            return m;
    return (struct json){object.file, NULL};
}

/* "" for null, and for what is absent. */
static const char *text_of(struct json object, const char *key)
{
    struct json value = member(object, key);
    if (!json_present(value) || json_type(value) == JSON_NULL)
        return "";
    const char *text = json_value_string(value, LONGEST, NULL);
    return text ? text : "";
}

static const char *word_of(struct json object, const char *key, struct arena *arena)
{
    return convert_line(arena, text_of(object, key), true, WORD_MAX_BYTES);
}

/* A number, or an object with the number and the code. */
static bool is_language(struct json value, const char *code)
{
    if (json_type(value) == JSON_OBJECT) {
        const char *name = text_of(value, "short_name");
        if (*name)
            return strcmp(name, code) == 0;
        value = member(value, "id");
    }
    int number = 0;
    if (!json_present(value) || !json_value_int(value, 0, 1000000, &number))
        return false;
    return (size_t)number < sizeof languages / sizeof *languages &&
           strcmp(languages[number], code) == 0;
}

/* The exercise itself when that is where its texts are; absent when it has none in this language.
 */
static struct json translation(struct json exercise, const char *code)
{
    struct json list = member(exercise, "translations");
    if (!json_present(list))
        list = member(exercise, "exercises");
    if (!json_present(list) && json_present(member(exercise, "name")))
        return is_language(member(exercise, "language"), code) ? exercise
                                                               : (struct json){exercise.file, NULL};
    if (json_type(list) != JSON_ARRAY) {
        json_error(json_present(list) ? list : exercise,
                   "has no list of translations; an export of exerciseinfo is needed");
        return (struct json){exercise.file, NULL};
    }
    for (struct json item = json_first(list); json_present(item); item = json_next(item))
        if (is_language(member(item, "language"), code))
            return item;
    return (struct json){exercise.file, NULL};
}

/* Lines of the texts that the objects of a list have under `key`. */
static struct string_list texts(struct json list, const char *key, struct arena *arena, size_t max)
{
    const char **items = ARENA_ARRAY(arena, const char *, json_count(list));
    size_t count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        const char *line = convert_line(arena, text_of(item, key), true, max);
        if (*line && count < 12)
            items[count++] = line;
    }
    return (struct string_list){items, count};
}

static void read_muscles(struct json list, struct arena *arena, struct convert_exercise *e,
                         struct convert_words *words, bool regions)
{
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        const char *name = word_of(item, "name", arena);
        if (regions)
            convert_add_muscle(e, name);
        convert_add_word(words, name);
    }
}

static void read_words(struct json value, struct arena *arena, struct convert_exercise *e)
{
    read_muscles(member(value, "muscles"), arena, e, &e->primary, true);
    read_muscles(member(value, "muscles_secondary"), arena, e, &e->secondary, false);
    struct json equipment = member(value, "equipment");
    for (struct json item = json_first(equipment); json_present(item); item = json_next(item))
        convert_add_equipment(arena, e, word_of(item, "name", arena));
    e->category = word_of(member(value, "category"), "name", arena);
    if (e->regions.count == 0)
        convert_add_muscle(e, e->category);
    e->stretch = convert_has_words(e->name, "stretch");
    e->cardio = convert_has_words(e->category, "cardio");
    e->level = "";
}

/* License and author, as the terms ask; the translation's own come first. */
static void read_license(struct json value, struct json texts, struct convert_pack *pack,
                         struct convert_exercise *e, struct convert_words *licenses)
{
    struct arena *arena = pack->arena;
    const char *license = word_of(member(value, "license"), "short_name", arena);
    const char *author = word_of(texts, "license_author", arena);
    if (!*author)
        author = word_of(value, "license_author", arena);
    convert_add_word(licenses, license);
    e->source = arena_printf(arena, "wger.de, exercise %s, by %s, %s", e->origin,
                             *author ? author : "wger.de", *license ? license : "license unknown");
}

static bool read_exercise(struct json value, struct convert_pack *pack, struct convert_exercise *e,
                          struct convert_words *licenses)
{
    size_t errors = json_errors(value.file);
    struct arena *arena = pack->arena;
    if (json_type(value) != JSON_OBJECT) {
        json_error(value, "is not an exercise; an object { ... } is needed");
        return false;
    }
    struct json own = translation(value, pack->language);
    if (json_errors(value.file) == errors && !json_present(own))
        json_warn(value, "has no texts in \"%s\"; the exercise is left out", pack->language);
    if (!json_present(own))
        return false;
    *e = (struct convert_exercise){0};
    e->name = convert_line(arena, text_of(own, "name"), true, NAME_MAX_BYTES);
    e->origin = word_of(value, "uuid", arena);
    e->aliases = texts(member(own, "aliases"), "alias", arena, NAME_MAX_BYTES);
    read_words(value, arena, e);
    read_license(value, own, pack, e, licenses);
    struct string_list lines = convert_lines(arena, text_of(own, "description"), true);
    struct json notes = member(own, "notes");
    if (!json_present(notes))
        notes = member(own, "comments");
    struct string_list cues = texts(notes, "comment", arena, LONGEST);
    if (json_errors(value.file) > errors)
        return false;
    if (!*e->name) {
        json_warn(own, "has no name; the exercise is left out");
        return false;
    }
    return convert_texts(own, pack, e, lines, cues);
}

static const char *name_licenses(struct arena *arena, const struct convert_words *licenses)
{
    const char *all = "";
    for (size_t i = 0; i < licenses->count; i++)
        all = arena_printf(arena, "%s%s%s", all, i > 0 ? ", " : "", licenses->items[i]);
    return arena_printf(arena, "%s; from wger.de; each exercise names its author in its sources",
                        *all ? all : "License unknown");
}

void convert_wger(struct json root, struct convert_pack *pack)
{
    struct json list = root;
    struct convert_words licenses = {0};
    if (json_type(root) == JSON_OBJECT && json_present(member(root, "results")))
        list = member(root, "results");
    struct json next = member(root, "next");
    if (json_type(next) == JSON_STRING)
        json_warn(next,
                  "this is one page of several; ask for all at once: exerciseinfo/?limit=2000");
    pack->id = "wger";
    pack->name = "wger";
    pack->license = "";
    struct convert_exercise *exercises = convert_begin(list, pack);
    if (!exercises)
        return;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        if (read_exercise(item, pack, &exercises[pack->count], &licenses))
            pack->count++;
        else
            pack->left_out++;
    }
    pack->license = name_licenses(pack->arena, &licenses);
}
