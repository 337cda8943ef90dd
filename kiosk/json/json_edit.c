#include "json/json_edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "json/json_internal.h"

enum { LINE_MAX_ITEMS = 8, NAME_MAX_BYTES = 256 };

struct json_edit {
    cJSON *root;
};

static cJSON *made(cJSON *item)
{
    if (!item)
        memory_gone("json");
    return item;
}

struct json_edit *json_edit_new(void)
{
    struct json_edit *edit = MEMORY_NEW(struct json_edit);
    edit->root = made(cJSON_CreateObject());
    return edit;
}

struct json_edit *json_edit_of(const struct json_file *file)
{
    struct json_edit *edit = MEMORY_NEW(struct json_edit);
    bool object = file && cJSON_IsObject(file->tree);
    edit->root = made(object ? cJSON_Duplicate(file->tree, true) : cJSON_CreateObject());
    return edit;
}

void json_edit_free(struct json_edit *edit)
{
    if (edit)
        cJSON_Delete(edit->root);
    free(edit);
}

/* Whatever is no number is behind the last item. */
static int place_of(const char *name)
{
    char *end;
    long place = strtol(name, &end, 10);
    return *name >= '0' && *name <= '9' && !*end && place < INT32_MAX ? (int)place : INT32_MAX;
}

static cJSON *child(const cJSON *parent, const char *name)
{
    return cJSON_IsArray(parent) ? cJSON_GetArrayItem(parent, place_of(name))
                                 : cJSON_GetObjectItemCaseSensitive(parent, name);
}

/* The next name of *path. */
static void take_name(const char **path, char *name)
{
    size_t length = strcspn(*path, "/");
    size_t kept = length < NAME_MAX_BYTES ? length : NAME_MAX_BYTES - 1;
    memcpy(name, *path, kept);
    name[kept] = '\0';
    *path += length + ((*path)[length] == '/');
}

static cJSON *find(const struct json_edit *edit, const char *path)
{
    cJSON *at = edit->root;
    char name[NAME_MAX_BYTES];
    while (at && *path) {
        take_name(&path, name);
        at = child(at, name);
    }
    return at;
}

/* In the place of what is there, or new. Takes `item`; false when it has no place. */
static bool put_child(cJSON *parent, const char *name, cJSON *item)
{
    bool put = false;
    if (cJSON_IsObject(parent))
        put = child(parent, name) ? cJSON_ReplaceItemInObjectCaseSensitive(parent, name, item)
                                  : cJSON_AddItemToObject(parent, name, item);
    else if (cJSON_IsArray(parent) && child(parent, name))
        put = cJSON_ReplaceItemInArray(parent, place_of(name), item);
    else if (cJSON_IsArray(parent) && place_of(name) == cJSON_GetArraySize(parent))
        put = cJSON_AddItemToArray(parent, item);
    if (!put)
        cJSON_Delete(item);
    return put;
}

static void put(struct json_edit *edit, const char *path, cJSON *item)
{
    cJSON *at = edit->root;
    char name[NAME_MAX_BYTES];
    take_name(&path, name);
    while (*path) {
        cJSON *next = child(at, name);
        if (!next && put_child(at, name, made(cJSON_CreateObject())))
            next = child(at, name);
        at = next;
        take_name(&path, name);
    }
    put_child(at, name, made(item));
}

void json_edit_set_string(struct json_edit *edit, const char *path, const char *value)
{
    put(edit, path, cJSON_CreateString(value));
}

void json_edit_set_number(struct json_edit *edit, const char *path, double value)
{
    put(edit, path, cJSON_CreateNumber(value));
}

void json_edit_set_bool(struct json_edit *edit, const char *path, bool value)
{
    put(edit, path, cJSON_CreateBool(value));
}

void json_edit_set_strings(struct json_edit *edit, const char *path, const char *const *items,
                           size_t count)
{
    put(edit, path, count > 0 ? cJSON_CreateStringArray(items, (int)count) : cJSON_CreateArray());
}

void json_edit_set_empty(struct json_edit *edit, const char *path, enum json_type type)
{
    put(edit, path, type == JSON_ARRAY ? cJSON_CreateArray() : cJSON_CreateObject());
}

void json_edit_set_copy(struct json_edit *edit, const char *path, struct json value)
{
    if (json_present(value))
        put(edit, path, cJSON_Duplicate(value.node->item, true));
    else
        json_edit_remove(edit, path);
}

void json_edit_remove(struct json_edit *edit, const char *path)
{
    char parent_path[JSON_MAX_DEPTH * 16];
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;
    if (length >= sizeof parent_path)
        return;
    memcpy(parent_path, path, length);
    parent_path[length] = '\0';
    cJSON *parent = find(edit, parent_path), *item = find(edit, path);
    if (parent && item && item != parent)
        cJSON_Delete(cJSON_DetachItemViaPointer(parent, item));
}

static bool is_short(const cJSON *array)
{
    for (const cJSON *item = array->child; item; item = item->next)
        if (cJSON_IsArray(item) || cJSON_IsObject(item))
            return false;
    return cJSON_IsArray(array) && cJSON_GetArraySize(array) <= LINE_MAX_ITEMS;
}

/* As few digits as read as the same number. */
static void print_number(FILE *out, double value)
{
    char text[32];
    int digits = 15;
    do
        snprintf(text, sizeof text, "%.*g", digits, value);
    while (strtod(text, NULL) != value && digits++ < 17);
    fputs(text, out);
}

static void print(FILE *out, const cJSON *item, int depth);

static void print_break(FILE *out, bool in_line, bool first, int depth)
{
    if (!in_line)
        fprintf(out, "%s\n%*s", first ? "" : ",", 2 * depth, "");
    else if (!first)
        fputs(", ", out);
}

static void print_children(FILE *out, const cJSON *parent, int depth)
{
    bool object = cJSON_IsObject(parent), in_line = !parent->child || is_short(parent);
    fputc(object ? '{' : '[', out);
    for (const cJSON *item = parent->child; item; item = item->next) {
        print_break(out, in_line, item == parent->child, depth + 1);
        if (object) {
            json_print_string(out, item->string);
            fputs(": ", out);
        }
        print(out, item, depth + 1);
    }
    print_break(out, in_line, true, depth);
    fputc(object ? '}' : ']', out);
}

static void print(FILE *out, const cJSON *item, int depth)
{
    if (cJSON_IsObject(item) || cJSON_IsArray(item))
        print_children(out, item, depth);
    else if (cJSON_IsString(item))
        json_print_string(out, item->valuestring);
    else if (cJSON_IsNumber(item))
        print_number(out, item->valuedouble);
    else
        fputs(cJSON_IsNull(item) ? "null" : cJSON_IsTrue(item) ? "true" : "false", out);
}

char *json_edit_print(const struct json_edit *edit, size_t *length)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, length);
    if (!out)
        memory_gone("json");
    print(out, edit->root, 0);
    fputc('\n', out);
    bool failed = ferror(out);
    if (fclose(out) != 0 || failed)
        memory_gone("json");
    return text;
}
