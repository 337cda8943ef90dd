#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "json/json_internal.h"

enum { MAX_REPORTED = 100 };

void json_place(const struct json_file *file, size_t at, int *line, int *column)
{
    size_t line_start = 0;
    *line = 1;
    for (size_t i = 0; i < at; i++) {
        char c = file->text[i];
        if (c == '\n' || (c == '\r' && file->text[i + 1] != '\n')) {
            (*line)++;
            line_start = i + 1;
        }
    }
    *column = 1;
    const char *s = file->text + line_start;
    while (s < file->text + at) {
        utf8_next(&s);
        if (!*s && s < file->text + at) /* a zero byte is a fault by itself; count no further */
            break;
        (*column)++;
    }
}

static bool plain_key(const char *key, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$-", key[i]))
            return false;
    return length > 0;
}

static size_t append(char *out, size_t size, size_t used, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static size_t append(char *out, size_t size, size_t used, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(out + used, size - used, format, args);
    va_end(args);
    used += length > 0 ? (size_t)length : 0;
    return used < size ? used : size - 1;
}

static void path_write(const struct json_file *file, const struct json_node *node, const char *key,
                       char *out, size_t size)
{
    const struct json_node *chain[JSON_MAX_DEPTH + 2];
    int depth = 0;
    for (; node && node->parent && depth < JSON_MAX_DEPTH + 2; node = node->parent)
        chain[depth++] = node;
    size_t used = append(out, size, 0, "$");
    while (depth-- > 0) {
        const struct json_node *step = chain[depth];
        if (step->key_at == NO_KEY) {
            used = append(out, size, used, "[%u]", step->index);
            continue;
        }
        const char *name = file->text + step->key_at;
        bool plain = plain_key(name, step->key_length);
        used = append(out, size, used, plain ? ".%.*s" : "[\"%.*s\"]", (int)step->key_length, name);
    }
    if (key)
        append(out, size, used, ".%s", key);
}

struct json_location json_locate(struct json value, struct arena *arena)
{
    struct json_location place = {0};
    if (!value.node)
        return place;
    char path[512];
    path_write(value.file, value.node, NULL, path, sizeof path);
    json_place(value.file, value.node->at, &place.line, &place.column);
    place.file = arena_strdup(arena, value.file->name);
    place.path = arena_strdup(arena, path);
    return place;
}

bool json_full(const struct json_file *file)
{
    return file->reported > MAX_REPORTED;
}

void json_fault_at_v(struct json_file *file, enum fault_severity severity, size_t at,
                     const struct json_node *node, const char *key, const char *format,
                     va_list args)
{
    if (severity == FAULT_ERROR)
        file->errors++;
    if (json_full(file))
        return;
    char path[512];
    char message[900];
    int line, column;
    path_write(file, node, key, path, sizeof path);
    vsnprintf(message, sizeof message, format, args);
    if (file->reported++ == MAX_REPORTED)
        snprintf(message, sizeof message, "and more; mend those above first");
    json_place(file, at, &line, &column);
    fault_add(file->faults, severity, file->name, line, column, path, "%s", message);
}

void json_fault_at(struct json_file *file, enum fault_severity severity, size_t at,
                   const struct json_node *node, const char *key, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    json_fault_at_v(file, severity, at, node, key, format, args);
    va_end(args);
}
