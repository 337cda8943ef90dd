#include <math.h>
#include <string.h>
#include <strings.h>

#include "json/json_internal.h"

struct json json_root(struct json_file *file)
{
    return (struct json){file, file ? file->root : NULL};
}

size_t json_errors(const struct json_file *file)
{
    return file->errors;
}

enum json_type json_type(struct json value)
{
    return value.node ? value.node->type : JSON_ABSENT;
}

struct json json_first(struct json value)
{
    return (struct json){value.file, value.node ? value.node->child : NULL};
}

struct json json_next(struct json value)
{
    return (struct json){value.file, value.node ? value.node->next : NULL};
}

size_t json_count(struct json value)
{
    size_t count = 0;
    for (struct json item = json_first(value); json_present(item); item = json_next(item))
        count++;
    return count;
}

const char *json_key(struct json value)
{
    return value.node && value.node->item->string ? value.node->item->string : "";
}

struct json json_peek(struct json object, const char *key)
{
    struct json member = json_first(object);
    while (json_present(member) && strcmp(json_key(member), key) != 0)
        member = json_next(member);
    return member;
}

const char *json_peek_string(struct json object, const char *key, struct arena *arena)
{
    struct json value = json_peek(object, key);
    return json_type(value) == JSON_STRING ? json_value_string(value, JSON_MAX_BYTES, arena) : NULL;
}

void json_error(struct json value, const char *format, ...)
{
    if (!value.file)
        return;
    va_list args;
    va_start(args, format);
    json_fault_at_v(value.file, FAULT_ERROR, value.node ? value.node->at : 0, value.node, NULL,
                    format, args);
    va_end(args);
}

void json_warn(struct json value, const char *format, ...)
{
    if (!value.file)
        return;
    va_list args;
    va_start(args, format);
    json_fault_at_v(value.file, FAULT_WARNING, value.node ? value.node->at : 0, value.node, NULL,
                    format, args);
    va_end(args);
}

static const char *type_name(struct json value)
{
    static const char *const names[] = {"nothing", "null",   "true or false",    "a number",
                                        "a text",  "a list", "an object { ... }"};
    return names[json_type(value)];
}

/* A wrong text in a message: its beginning, cut between characters. */
static int shown_length(const char *text)
{
    int length = (int)strnlen(text, 41);
    if (length <= 40)
        return length;
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return length;
}

const char *json_value_string(struct json value, size_t max, struct arena *arena)
{
    if (json_type(value) != JSON_STRING) {
        json_error(value, "is %s; a text in double quotes is needed", type_name(value));
        return NULL;
    }
    const char *text = value.node->item->valuestring;
    size_t length = strlen(text);
    if (length > max) {
        json_error(value, "is %zu bytes long; at most %zu are allowed", length, max);
        return NULL;
    }
    return arena ? arena_strdup(arena, text) : text;
}

bool json_value_int(struct json value, int min, int max, int *out)
{
    if (json_type(value) != JSON_NUMBER) {
        json_error(value, "is %s; a whole number from %d to %d is needed%s", type_name(value), min,
                   max, json_type(value) == JSON_STRING ? ", without quotes" : "");
        return false;
    }
    double number = value.node->item->valuedouble;
    if (!isfinite(number)) /* already a fault */
        return false;
    if (number != floor(number) || number < min || number > max) {
        const char *wrong = number != floor(number) ? "is not a whole number"
                            : number < min          ? "is too small"
                                                    : "is too large";
        json_error(value, "%.10g %s; whole numbers from %d to %d are allowed", number, wrong, min,
                   max);
        return false;
    }
    *out = (int)number;
    return true;
}

bool json_value_number(struct json value, double min, double max, double *out)
{
    if (json_type(value) != JSON_NUMBER) {
        json_error(value, "is %s; a number from %.10g to %.10g is needed%s", type_name(value), min,
                   max, json_type(value) == JSON_STRING ? ", without quotes" : "");
        return false;
    }
    double number = value.node->item->valuedouble;
    if (!isfinite(number))
        return false;
    if (number < min || number > max) {
        json_error(value, "%.10g is too %s; numbers from %.10g to %.10g are allowed", number,
                   number < min ? "small" : "large", min, max);
        return false;
    }
    *out = number;
    return true;
}

/* "yes", "Ture" or 1: 1 where true is meant, 0 where false is, -1 for anything else. */
static int meant_bool(struct json value)
{
    static const char *const words[] = {"true", "yes", "on", "1", "false", "no", "off", "0"};
    enum { COUNT = sizeof words / sizeof *words };
    if (json_type(value) == JSON_NUMBER)
        return value.node->item->valuedouble != 0;
    if (json_type(value) != JSON_STRING)
        return -1;
    const char *text = value.node->item->valuestring;
    for (int i = 0; i < COUNT; i++)
        if (strcasecmp(text, words[i]) == 0)
            return i < COUNT / 2;
    static const char *const both[] = {"true", "false"};
    const char *nearest = strlen(text) > 2 ? json_nearest(text, both, 2) : NULL;
    return nearest ? nearest == both[0] : -1;
}

static bool read_bool(struct json value, bool *out)
{
    if (json_type(value) != JSON_BOOL) {
        int meant = meant_bool(value);
        *out = meant < 0 ? *out : meant > 0;
        json_error(value, "is %s; true or false is needed%s", type_name(value),
                   json_type(value) == JSON_STRING ? ", without quotes" : "");
        return false;
    }
    *out = cJSON_IsTrue(value.node->item);
    return true;
}

static void list_names(const char *const *names, size_t count, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < count && used + 1 < size; i++) {
        int length = snprintf(out + used, size - used, "%s%s", i ? ", " : "", names[i]);
        used += length > 0 ? (size_t)length : 0;
    }
}

bool json_value_enum(struct json value, const char *const *names, size_t count, int *out)
{
    char all[600];
    list_names(names, count, all, sizeof all);
    if (json_type(value) != JSON_STRING) {
        json_error(value, "is %s; one of these texts is needed: %s", type_name(value), all);
        return false;
    }
    const char *text = value.node->item->valuestring;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], text) == 0) {
            *out = (int)i;
            return true;
        }
    }
    const char *nearest = json_nearest(text, names, count);
    int shown = shown_length(text);
    char odd[JSON_ODD_SIZE];
    if (nearest)
        json_error(value, "\"%.*s\"%s is unknown; did you mean \"%s\"? allowed are %s", shown, text,
                   json_odd(text, nearest, odd, sizeof odd), nearest, all);
    else
        json_error(value, "\"%.*s\" is unknown; allowed are %s", shown, text, all);
    return false;
}

bool json_object_begin(struct json_object *object, struct json value)
{
    *object = (struct json_object){.value = value};
    if (!json_present(value))
        return true;
    object->errors_before = value.file->errors;
    if (json_type(value) == JSON_OBJECT)
        return true;
    json_error(value, "is %s; an object { ... } is needed", type_name(value));
    object->value.node = NULL;
    return false;
}

static bool let_pass(const struct json_node *object, const char *key)
{
    return strncmp(key, "x-", 2) == 0 || (!object->parent && strcmp(key, "$schema") == 0);
}

static void unknown_key(const struct json_object *object, const struct json_node *member)
{
    const char *key = member->item->string;
    struct json_file *file = object->value.file;
    const char *nearest =
        json_full(file) ? NULL : json_nearest(key, object->keys, (size_t)object->key_count);
    int shown = shown_length(key);
    if (nearest) {
        char odd[JSON_ODD_SIZE];
        json_fault_at(file, FAULT_ERROR, member->key_at - 1, member, NULL,
                      "unknown key \"%.*s\"%s; did you mean \"%s\"?", shown, key,
                      json_odd(key, nearest, odd, sizeof odd), nearest);
        return;
    }
    char all[600];
    list_names(object->keys, (size_t)object->key_count, all, sizeof all);
    json_fault_at(file, FAULT_ERROR, member->key_at - 1, member, NULL,
                  "unknown key \"%.*s\"; allowed are %s", shown, key, all);
}

bool json_object_done(struct json_object *object)
{
    struct json_node *node = object->value.node;
    if (!node)
        return true;
    for (const struct json_node *child = node->child; child; child = child->next)
        if (!child->asked && !let_pass(node, child->item->string))
            unknown_key(object, child);
    return object->value.file->errors == object->errors_before;
}

struct json json_member(struct json_object *object, const char *key, enum json_need need)
{
    if (object->key_count < JSON_MAX_KEYS)
        object->keys[object->key_count++] = key;
    struct json found = {object->value.file, NULL};
    if (!object->value.node)
        return found;
    for (struct json_node *child = object->value.node->child; child; child = child->next) {
        if (strcmp(child->item->string, key) == 0) {
            child->asked = true;
            found.node = child;
            return found;
        }
    }
    if (need == JSON_REQUIRED)
        json_fault_at(found.file, FAULT_ERROR, object->value.node->at, object->value.node, key,
                      "is missing; this key is required");
    return found;
}

const char *json_string(struct json_object *object, const char *key, enum json_need need,
                        size_t max, struct arena *arena)
{
    struct json value = json_member(object, key, need);
    if (!json_present(value))
        return "";
    const char *text = json_value_string(value, max, arena);
    if (text && !*text && need == JSON_REQUIRED)
        json_error(value, "is empty; a text is needed");
    return text ? text : "";
}

int json_int(struct json_object *object, const char *key, int min, int max, int otherwise)
{
    struct json value = json_member(object, key, JSON_OPTIONAL);
    if (json_present(value))
        json_value_int(value, min, max, &otherwise);
    return otherwise;
}

double json_number(struct json_object *object, const char *key, double min, double max,
                   double otherwise)
{
    struct json value = json_member(object, key, JSON_OPTIONAL);
    if (json_present(value))
        json_value_number(value, min, max, &otherwise);
    return otherwise;
}

bool json_value_bool(struct json value, bool *out)
{
    return read_bool(value, out);
}

bool json_bool(struct json_object *object, const char *key, bool otherwise)
{
    struct json value = json_member(object, key, JSON_OPTIONAL);
    if (json_present(value))
        read_bool(value, &otherwise);
    return otherwise;
}

bool json_meant(struct json value, const char *key)
{
    for (struct json at = json_first(value); json_present(at); at = json_next(at)) {
        const char *name = json_key(at);
        if (strncasecmp(name, "x-", 2) == 0)
            continue;
        bool set = json_type(at) == JSON_BOOL ? cJSON_IsTrue(at.node->item) : meant_bool(at) > 0;
        if ((set && json_nearest(name, &key, 1)) || json_meant(at, key))
            return true;
    }
    return false;
}

int json_enum(struct json_object *object, const char *key, const char *const *names, size_t count,
              int otherwise)
{
    struct json value = json_member(object, key, otherwise < 0 ? JSON_REQUIRED : JSON_OPTIONAL);
    if (json_present(value))
        json_value_enum(value, names, count, &otherwise);
    return otherwise;
}

struct json json_array(struct json_object *object, const char *key, size_t min, size_t max)
{
    struct json value = json_member(object, key, min > 0 ? JSON_REQUIRED : JSON_OPTIONAL);
    struct json none = {value.file, NULL};
    if (!json_present(value))
        return none;
    if (json_type(value) != JSON_ARRAY) {
        json_error(value, "is %s; a list [ ... ] is needed", type_name(value));
        return none;
    }
    size_t count = json_count(value);
    if (count >= min && count <= max)
        return value;
    if (min == max)
        json_error(value, "has %zu entries; exactly %zu are needed", count, min);
    else
        json_error(value, "has %zu entries; %zu to %zu are allowed", count, min, max);
    return none;
}
