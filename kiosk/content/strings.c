#include "content/strings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "content/plural.h"
#include "content/strings_internal.h"

#define MISSING_MAX 64

/* Keys nobody wrote a text for, so that each is logged once and costs memory once. */
struct missing_keys {
    struct arena arena;
    const char *shown[MISSING_MAX]; /* "[key]" */
    int count;
};

/* The words that stand in for those that a language lacks; languages of one program share them. */
struct english {
    int users;
    struct arena arena;
    struct string_table table; /* without texts when there is no file */
};

struct strings {
    struct arena arena;
    struct string_table table;      /* without texts where English is the own one */
    const struct string_table *own; /* that, or the English one */
    struct english *english;
    struct missing_keys *missing;
};

/* Codes become part of a file name. */
static bool code_valid(const char *code)
{
    size_t length = strspn(code, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    return length > 0 && length < sizeof((struct string_table *)0)->code && code[length] == '\0';
}

/* "es-MX" where there is only es.json: "es". */
static void choose_code(const char *dir, const char *wanted, char *code, size_t size)
{
    snprintf(code, size, "%s", wanted);
    char *region = strchr(code, '-');
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.json", dir, code);
    if (region && access(path, F_OK) != 0)
        *region = '\0';
}

static bool read_table(struct string_table *table, const char *dir, const char *code,
                       const struct string_table *english, struct arena *arena,
                       struct fault_list *faults)
{
    struct string_source source;
    bool readable = string_table_read(table, dir, code, arena, &source, faults);
    if (readable)
        string_table_check(table, english, &source);
    string_source_close(&source);
    return readable;
}

static struct english *read_english(const char *dir, struct fault_list *faults)
{
    struct english *english = MEMORY_NEW(struct english);
    read_table(&english->table, dir, "en", NULL, &english->arena, faults);
    return english;
}

static void drop_english(struct english *english)
{
    if (--english->users > 0)
        return;
    arena_free(&english->arena);
    free(english);
}

static bool read_tables(struct strings *strings, const char *dir, const char *code,
                        struct fault_list *faults)
{
    const struct string_table *english = &strings->english->table;
    strings->own = &strings->table;
    if (strcmp(code, "en") != 0 &&
        read_table(&strings->table, dir, code, *english->code ? english : NULL, &strings->arena,
                   faults))
        return true;
    strings->own = english;
    return *english->code;
}

struct strings *strings_load_beside(const struct strings *other, const char *dir, const char *code,
                                    struct fault_list *faults)
{
    bool shared = other && *other->english->table.code;
    struct arena arena = {0};
    struct strings *strings = ARENA_NEW(&arena, struct strings);
    strings->missing = ARENA_NEW(&arena, struct missing_keys);
    strings->missing->arena.block_size = 1024;
    strings->arena = arena;
    char chosen[64] = "en";
    if (code_valid(code))
        choose_code(dir, code, chosen, sizeof chosen);
    else
        fault_add(faults, FAULT_ERROR, dir, 0, 0, "$",
                  "holds no language \"%.40s\"; codes such as \"en\" or \"pt-BR\" are allowed",
                  code);
    strings->english = shared ? other->english : read_english(dir, faults);
    strings->english->users++;
    if (read_tables(strings, dir, chosen, faults))
        return strings;
    strings_free(strings);
    return NULL;
}

struct strings *strings_load(const char *dir, const char *code, struct fault_list *faults)
{
    return strings_load_beside(NULL, dir, code, faults);
}

void strings_free(struct strings *strings)
{
    if (!strings)
        return;
    struct arena arena = strings->arena; /* which holds *strings itself */
    arena_free(&strings->missing->arena);
    drop_english(strings->english);
    arena_free(&arena);
}

const char *strings_code(const struct strings *strings)
{
    return strings->own->code;
}

const char *strings_language_name(const struct strings *strings)
{
    return tr(strings, "language.name");
}

bool strings_right_to_left(const struct strings *strings)
{
    return strings->own->right_to_left;
}

static const char *find(const struct strings *strings, const char *key)
{
    const char *text = string_table_find(strings->own, key);
    return text ? text : string_table_find(&strings->english->table, key);
}

static const char *missing(const struct strings *strings, const char *key)
{
    struct missing_keys *m = strings->missing;
    size_t length = strlen(key);
    for (int i = 0; i < m->count; i++)
        if (strncmp(m->shown[i] + 1, key, length) == 0 && m->shown[i][length + 1] == ']')
            return m->shown[i];
    if (m->count == MISSING_MAX)
        return "[...]";
    log_warn("text_missing", "language=%s key=%s", strings->own->code, key);
    m->shown[m->count] = arena_printf(&m->arena, "[%s]", key);
    return m->shown[m->count++];
}

const char *tr(const struct strings *strings, const char *key)
{
    const char *text = find(strings, key);
    return text ? text : missing(strings, key);
}

static const struct tr_arg *find_arg(const struct tr_arg *args, int count, const char *name,
                                     size_t length)
{
    for (int i = 0; i < count; i++)
        if (strncmp(args[i].name, name, length) == 0 && args[i].name[length] == '\0')
            return &args[i];
    return NULL;
}

/* In one language: the form for zero where it has one, its plural form, "other", no form. */
static const char *find_plural(const struct string_table *table, const char *key, int number)
{
    const char *const forms[] = {number == 0 ? "zero" : NULL, plural_category(table->code, number),
                                 "other", ""};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char full[256];
        if (!forms[i])
            continue;
        int length = snprintf(full, sizeof full, "%s%s%s", key, *forms[i] ? "_" : "", forms[i]);
        const char *text =
            length > 0 && (size_t)length < sizeof full ? string_table_find(table, full) : NULL;
        if (text)
            return text;
    }
    return NULL;
}

static void append(char *out, size_t *used, const char *text, size_t length)
{
    for (size_t i = 0; out && i < length; i++)
        out[*used + i] = text[i];
    *used += length;
}

/* Writes to `out` when it is not NULL; returns the length either way. */
static size_t replace(const char *text, const struct tr_arg *args, int count, char *out)
{
    size_t used = 0;
    while (*text) {
        const char *open = strstr(text, "{{");
        const char *end = NULL;
        size_t plain = open ? (size_t)(open - text) : strlen(text);
        size_t length = 0;
        const char *name = open ? strings_replacement(open, &length, &end) : NULL;
        const struct tr_arg *arg = name ? find_arg(args, count, name, length) : NULL;
        char number[16];
        const char *value = NULL;
        if (arg) {
            snprintf(number, sizeof number, "%d", arg->number);
            value = arg->text ? arg->text : number;
        } else if (open) { /* shown as it stands: visible, never blank */
            plain += name ? (size_t)(end - open) : strlen(open);
        }
        append(out, &used, text, plain);
        text += plain;
        if (!value)
            continue;
        append(out, &used, value, strlen(value));
        text = end;
    }
    return used;
}

const char *tr_args(const struct strings *strings, struct arena *arena, const char *key,
                    const struct tr_arg *args, int count)
{
    const struct tr_arg *number = find_arg(args, count, "count", 5);
    const char *text;
    if (number) {
        text = find_plural(strings->own, key, number->number);
        if (!text)
            text = find_plural(&strings->english->table, key, number->number);
    } else {
        text = find(strings, key);
    }
    if (!text)
        text = missing(strings, key);
    size_t length = replace(text, args, count, NULL);
    char *out = arena_alloc(arena, length + 1);
    replace(text, args, count, out);
    return out;
}
