#include <string.h>

#include "base/hash.h"
#include "content/content_internal.h"
#include "content/strings_internal.h"

const char *string_table_find(const struct string_table *table, const char *key)
{
    struct table_node *node =
        table->by_key.slots ? table_first(&table->by_key, hash_string(key)) : NULL;
    for (; node; node = table_next(node)) {
        const struct string_text *text = TABLE_OWNER(node, struct string_text, by_key);
        if (strcmp(text->key, key) == 0)
            return text->text;
    }
    return NULL;
}

const char *strings_replacement(const char *open, size_t *length, const char **end)
{
    const char *close = strstr(open, "}}");
    if (!close)
        return NULL;
    const char *name = open + 2 + strspn(open + 2, " -");
    *length = strcspn(name, " ,}");
    *end = close + 2;
    return name;
}

static size_t count_texts(struct json value)
{
    size_t count = 1;
    for (struct json item = json_first(value); json_present(item); item = json_next(item))
        count += count_texts(item);
    return count;
}

struct reader {
    struct string_table *table;
    struct arena *arena;
    struct json *values;      /* of the table's texts */
    char key[STRING_KEY_MAX]; /* of the value being read */
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
            int length = snprintf(r->key + used, STRING_KEY_MAX - used, "%s%s", used ? "." : "",
                                  json_key(item));
            if (length < 0 || (size_t)length >= STRING_KEY_MAX - used)
                json_error(item,
                           "has a key that is too long; at most %d bytes with those around "
                           "it are allowed",
                           STRING_KEY_MAX - 1);
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
    r->values[r->table->count] = value;
    struct string_text *new = &r->table->texts[r->table->count++];
    new->key = arena_strdup(r->arena, r->key);
    new->text = text;
    table_add(&r->table->by_key, &new->by_key, hash_string(new->key));
}

bool string_table_read(struct string_table *table, const char *dir, const char *code,
                       struct arena *arena, struct string_source *source, struct fault_list *faults)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.json", dir, code);
    *source = (struct string_source){.file = json_read(path, faults)};
    struct json root = json_root(source->file);
    struct json_object object;
    if (!source->file || !json_object_begin(&object, root))
        return false;
    size_t texts = count_texts(root), slots = table_slots(texts);
    table->texts = ARENA_ARRAY(arena, struct string_text, texts);
    table->by_key = (struct table){ARENA_ARRAY(arena, struct table_node *, slots), slots - 1};
    snprintf(table->code, sizeof table->code, "%s", code);
    source->values = ARENA_ARRAY(&source->arena, struct json, texts);
    struct reader reader = {.table = table, .arena = arena, .values = source->values};
    read_texts(&reader, root, 0);
    return true;
}

void string_source_close(struct string_source *source)
{
    arena_free(&source->arena);
    json_free(source->file);
}
