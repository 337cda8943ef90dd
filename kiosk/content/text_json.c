#include <string.h>

#include "base/utf8.h"
#include "content/content_internal.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const body_regions[] = {
    "neck", "shoulders", "arms",   "upper-back", "lower-back", "core",         "hips",
    "legs", "buttocks",  "thighs", "feet",       "whole-body", "sciatic-nerve"};
static const char *const conditions[] = {"back-pain", "sciatica", "pinched-nerve",
                                         "stiffness", "posture",  "flare-up"};
static const char *const equipment[] = {"mat",   "chair",  "step", "wall",
                                        "strap", "pillow", "pool", "support"};
static const char *const feel[] = {"neck", "shoulder", "upper-back", "lower-back",  "core",
                                   "hip",  "glute",    "thigh",      "inner-thigh", "hamstring",
                                   "calf", "nerve",    "whole-body"};

static const struct {
    const char *const *names;
    size_t count;
} vocabulary[] = {
    [WORDS_BODY_REGIONS] = {body_regions, COUNT(body_regions)},
    [WORDS_CONDITIONS] = {conditions, COUNT(conditions)},
    [WORDS_EQUIPMENT] = {equipment, COUNT(equipment)},
    [WORDS_FEEL] = {feel, COUNT(feel)},
};

/* The text if it can stand on one line of the screen. */
static const char *one_line(struct json value, const char *text)
{
    for (const char *c = text ? text : ""; *c; c++) {
        if ((unsigned char)*c >= 0x20 && *c != 0x7F)
            continue;
        json_error(value,
                   "holds a line break or control character (0x%02X); one line of text is needed",
                   (unsigned)(unsigned char)*c);
        return NULL;
    }
    return text;
}

static const char *checked(struct json value, const char *text)
{
    if (!one_line(value, text))
        return NULL;
    if (text[strspn(text, " ")])
        return text;
    json_error(value, "is empty; a text is needed");
    return NULL;
}

/* NULL, with a fault, when it is longer. */
static const char *within(struct json value, size_t max, struct arena *arena)
{
    const char *text = json_value_string(value, CONTENT_TEXT_MAX, arena);
    size_t count = text ? utf8_count(text) : 0;
    if (count <= max)
        return text;
    json_error(value, "is %zu characters long; at most %zu are allowed", count, max);
    return NULL;
}

const char *content_value_cell(struct json value, struct arena *arena)
{
    return one_line(value, within(value, CONTENT_SUMMARY_MAX, arena));
}

const char *content_value_text(struct json value, size_t max, struct arena *arena)
{
    return json_present(value) ? checked(value, within(value, max, arena)) : NULL;
}

const char *content_read_text(struct json_object *object, const char *key, enum json_need need,
                              size_t max, struct arena *arena)
{
    const char *text = content_value_text(json_member(object, key, need), max, arena);
    return text ? text : "";
}

struct string_list content_read_texts(struct json_object *object, const char *key,
                                      struct arena *arena)
{
    struct json list = json_array(object, key, 0, CONTENT_LIST_MAX);
    const char **items = ARENA_ARRAY(arena, const char *, json_count(list));
    size_t count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        const char *text = checked(item, json_value_string(item, CONTENT_TEXT_MAX, arena));
        if (text)
            items[count++] = text;
    }
    return (struct string_list){items, count};
}

bool content_id_valid(const char *id)
{
    size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return length > 0 && length <= CONTENT_ID_MAX && id[length] == '\0';
}

const char *content_value_id(struct json value, struct arena *arena)
{
    const char *id = json_value_string(value, CONTENT_TEXT_MAX, arena);
    if (!id || content_id_valid(id))
        return id;
    char odd[JSON_ODD_SIZE];
    json_error(value, "is not an id%s; 1 to %d small letters a-z, digits and hyphens are allowed",
               json_odd(id, NULL, odd, sizeof odd), CONTENT_ID_MAX);
    return NULL;
}

const char *content_read_id(struct json_object *object, const char *key, enum json_need need,
                            struct arena *arena)
{
    struct json value = json_member(object, key, need);
    const char *id = json_present(value) ? content_value_id(value, arena) : NULL;
    return id ? id : "";
}

static void warn_of_misspelling(struct json value, const char *word, enum content_words words)
{
    const char *const *names = vocabulary[words].names;
    size_t count = vocabulary[words].count;
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], word) == 0)
            return;
    const char *nearest = json_nearest(word, names, count);
    char odd[JSON_ODD_SIZE];
    if (nearest)
        json_warn(value, "\"%s\"%s is a name of your own; did you mean \"%s\"?", word,
                  json_odd(word, nearest, odd, sizeof odd), nearest);
}

const char *content_read_word(struct json_object *object, const char *key, enum content_words words,
                              struct arena *arena)
{
    struct json value = json_member(object, key, JSON_OPTIONAL);
    const char *word = json_present(value) ? content_value_id(value, arena) : NULL;
    if (word)
        warn_of_misspelling(value, word, words);
    return word ? word : "";
}

struct string_list content_read_words(struct json_object *object, const char *key,
                                      enum content_words words, struct arena *arena)
{
    struct json list = json_array(object, key, 0, CONTENT_LIST_MAX);
    const char **items = ARENA_ARRAY(arena, const char *, json_count(list));
    size_t count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        const char *word = content_value_id(item, arena);
        if (!word)
            continue;
        warn_of_misspelling(item, word, words);
        items[count++] = word;
    }
    return (struct string_list){items, count};
}
