#include <string.h>

#include "content/content_internal.h"
#include "content/strings_internal.h"

#define KEY_MAX 200

static size_t hash(const char *key)
{
    uint32_t h = 2166136261u; /* FNV-1a */
    for (; *key; key++)
        h = (h ^ (unsigned char)*key) * 16777619u;
    return h;
}

const char *string_table_find(const struct string_table *table, const char *key)
{
    if (!table->slots)
        return NULL;
    for (size_t i = hash(key) & table->mask;; i = (i + 1) & table->mask) {
        if (!table->slots[i].key)
            return NULL;
        if (strcmp(table->slots[i].key, key) == 0)
            return table->slots[i].text;
    }
}

static void insert(struct string_table *table, const char *key, const char *text)
{
    size_t i = hash(key) & table->mask;
    while (table->slots[i].key)
        i = (i + 1) & table->mask;
    table->slots[i] = (struct string_slot){key, text};
}

static size_t count_texts(struct json value)
{
    size_t count = 1;
    for (struct json item = json_first(value); json_present(item); item = json_next(item))
        count += count_texts(item);
    return count;
}

/* "steps_one" -> "steps_other": languages differ in the plural forms they have. */
static bool plural_in(const struct string_table *table, const char *key)
{
    static const char *const forms[] = {"_zero", "_one", "_two", "_few", "_many", "_other"};
    size_t length = strlen(key);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t form = strlen(forms[i]);
        if (length <= form || strcmp(key + length - form, forms[i]) != 0)
            continue;
        char other[KEY_MAX + 8];
        snprintf(other, sizeof other, "%.*s_other", (int)(length - form), key);
        return string_table_find(table, other) != NULL;
    }
    return false;
}

/* Every {{name}} of the translation is one that the English text is given, too. */
static void check_replacements(struct json value, const char *text, const char *english)
{
    for (const char *open = strstr(text, "{{"); open; open = strstr(open + 2, "{{")) {
        const char *close = strstr(open, "}}");
        char name[64];
        size_t length = close ? (size_t)(close - open) + 2 : sizeof name;
        if (length < sizeof name) {
            memcpy(name, open, length);
            name[length] = '\0';
            if (strstr(english, name))
                continue;
        }
        json_warn(value,
                  "holds \"%.*s\", which the English text does not; it would be shown as it "
                  "stands",
                  (int)(length < 40 ? length : 40), open);
        return;
    }
}

static void compare_with(const struct string_table *english, struct json value, const char *key,
                         const char *text)
{
    const char *original = string_table_find(english, key);
    if (original)
        check_replacements(value, text, original);
    else if (!plural_in(english, key))
        json_warn(value, "is not among the English texts, so nothing shows it; take it out");
}

struct reader {
    struct string_table *table;
    const struct string_table *english;
    struct arena *arena;
    char key[KEY_MAX]; /* of the value being read */
};

static void read_direction(struct string_table *table, struct json value)
{
    static const char *const names[] = {"ltr", "rtl"};
    int index = 0;
    if (json_value_enum(value, names, 2, &index))
        table->right_to_left = index == 1;
}

static void read_texts(struct reader *r, struct json value, size_t used)
{
    if (json_type(value) == JSON_OBJECT) {
        for (struct json item = json_first(value); json_present(item); item = json_next(item)) {
            int length =
                snprintf(r->key + used, KEY_MAX - used, "%s%s", used ? "." : "", json_key(item));
            if (length < 0 || (size_t)length >= KEY_MAX - used)
                json_error(item,
                           "has a key that is too long; at most %d bytes with those around "
                           "it are allowed",
                           KEY_MAX - 1);
            else if (strncmp(json_key(item), "x-", 2) != 0 && strcmp(r->key, "$schema") != 0)
                read_texts(r, item, used + (size_t)length);
        }
        return;
    }
    r->key[used] = '\0';
    if (strcmp(r->key, "language.direction") == 0) {
        read_direction(r->table, value);
        return;
    }
    const char *text = json_value_string(value, CONTENT_TEXT_MAX, r->arena);
    if (!text)
        return;
    if (string_table_find(r->table, r->key)) {
        json_error(value, "\"%s\" stands here a second time; keep one of them", r->key);
        return;
    }
    insert(r->table, arena_strdup(r->arena, r->key), text);
    if (r->english)
        compare_with(r->english, value, r->key, text);
}

static void warn_of_missing(struct json root, const struct string_table *table,
                            const struct string_table *english)
{
    for (size_t i = 0; i <= english->mask; i++) {
        const char *key = english->slots[i].key;
        if (key && !string_table_find(table, key) && !plural_in(table, key))
            json_warn(root, "has no \"%s\"; the English text is shown in its place", key);
    }
}

bool string_table_read(struct string_table *table, const char *dir, const char *code,
                       const struct string_table *english, struct arena *arena,
                       struct fault_list *faults)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.json", dir, code);
    struct json_file *file = json_read(path, faults);
    struct json root = json_root(file);
    struct json_object object;
    bool readable = file && json_object_begin(&object, root);
    if (readable) {
        size_t slots = 16;
        while (slots < 2 * count_texts(root))
            slots *= 2;
        table->mask = slots - 1;
        table->slots = ARENA_ARRAY(arena, struct string_slot, slots);
        snprintf(table->code, sizeof table->code, "%s", code);
        struct reader reader = {.table = table, .english = english, .arena = arena};
        read_texts(&reader, root, 0);
        if (english)
            warn_of_missing(root, table, english);
    }
    json_free(file);
    return readable;
}
