#include <string.h>
#include <strings.h>

#include "cli/convert_languages.h"
#include "cli/convert_pack.h"
#include "cli/convert_text.h"

/* wger.de/api/v2/exerciseinfo: an object with the list "results", or that list. Each exercise has
 * its texts in "translations" ("exercises" before 2024), or itself (before 2023). */

enum { NAME_MAX_BYTES = 80, WORD_MAX_BYTES = 80, LONGEST = 1 << 20, MAX_LANGUAGES = 64 };

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

struct languages {
    const char *items[MAX_LANGUAGES];
    size_t count;
};

/* What is told once of the whole. */
struct reading {
    struct convert_words licenses;
    struct convert_words instead; /* languages near the one asked for */
    struct languages there;
};

/* The best of an exercise's texts so far. */
struct choice {
    struct json texts;
    const char *code;
    int fit; /* as convert_language_fit has it */
};

static void add_language(struct languages *languages, const char *name)
{
    for (size_t i = 0; i < languages->count; i++)
        if (strcmp(languages->items[i], name) == 0)
            return;
    if (languages->count < MAX_LANGUAGES)
        languages->items[languages->count++] = name;
}

/* Of two that serve as well always the same one, in all exercises: "zh-Hans" before "zh-Hant". */
static void look_at(struct choice *best, struct languages *here, struct json texts,
                    const struct convert_pack *pack)
{
    int number;
    const char *code = convert_language_code(pack->languages, member(texts, "language"), &number);
    if (!code && number >= 0)
        add_language(here, arena_printf(pack->arena, "%d (a number that is not known)", number));
    if (!code)
        return;
    add_language(here, code);
    int fit = convert_language_fit(code, pack->language);
    if (fit > best->fit || (fit > 0 && fit == best->fit && strcasecmp(code, best->code) < 0))
        *best = (struct choice){texts, code, fit};
}

/* False, with a fault, when the exercise has texts neither in a list nor itself. */
static bool look_at_all(struct choice *best, struct languages *here, struct json exercise,
                        const struct convert_pack *pack)
{
    struct json list = member(exercise, "translations");
    if (!json_present(list))
        list = member(exercise, "exercises");
    if (json_type(list) == JSON_ARRAY) {
        for (struct json item = json_first(list); json_present(item); item = json_next(item))
            look_at(best, here, item, pack);
        return true;
    }
    if (!json_present(list) && json_present(member(exercise, "name"))) {
        look_at(best, here, exercise, pack);
        return true;
    }
    json_error(json_present(list) ? list : exercise,
               "has no list of translations; an export of exerciseinfo is needed");
    return false;
}

/* Absent, with a fault, when it has none for who asks. */
static struct json translation(struct json exercise, const struct convert_pack *pack,
                               struct reading *reading)
{
    struct choice best = {.texts = {exercise.file, NULL}};
    struct languages here = {0};
    if (!look_at_all(&best, &here, exercise, pack))
        return best.texts;
    for (size_t i = 0; i < here.count; i++)
        add_language(&reading->there, here.items[i]);
    if (best.fit == 0)
        json_warn(exercise, "has no texts in \"%s\"%s%s; the exercise is left out", pack->language,
                  here.count > 0 ? ", only in " : "",
                  arena_list(pack->arena, here.items, here.count));
    else if (best.fit < convert_language_fit(pack->language, pack->language))
        convert_add_word(&reading->instead, best.code);
    return best.texts;
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
                          struct reading *reading)
{
    size_t errors = json_errors(value.file);
    struct arena *arena = pack->arena;
    if (json_type(value) != JSON_OBJECT) {
        json_error(value, "is not an exercise; an object { ... } is needed");
        return false;
    }
    struct json own = translation(value, pack, reading);
    if (!json_present(own))
        return false;
    *e = (struct convert_exercise){0};
    e->name = convert_line(arena, text_of(own, "name"), true, NAME_MAX_BYTES);
    e->origin = word_of(value, "uuid", arena);
    e->aliases = texts(member(own, "aliases"), "alias", arena, NAME_MAX_BYTES);
    read_words(value, arena, e);
    read_license(value, own, pack, e, &reading->licenses);
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
    const char *all = arena_list(arena, licenses->items, licenses->count);
    return arena_printf(arena, "%s; from wger.de; each exercise names its author in its sources",
                        *all ? all : "License unknown");
}

static void tell(struct json root, const struct convert_pack *pack, const struct reading *reading)
{
    for (size_t i = 0; i < reading->instead.count; i++)
        json_warn(root, "has texts in \"%s\", which stand for \"%s\"", reading->instead.items[i],
                  pack->language);
    if (pack->count == 0 && json_errors(root.file) == 0 && reading->there.count > 0)
        json_error(root,
                   "holds no exercise with a name and instructions in \"%s\"; its languages are "
                   "%s; --languages names those of another wger",
                   pack->language,
                   arena_list(pack->arena, reading->there.items, reading->there.count));
}

void convert_wger(struct json root, struct convert_pack *pack)
{
    struct json list = root;
    struct reading reading = {0};
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
        if (read_exercise(item, pack, &exercises[pack->count], &reading))
            pack->count++;
        else
            pack->left_out++;
    }
    pack->license = name_licenses(pack->arena, &reading.licenses);
    tell(root, pack, &reading);
}
