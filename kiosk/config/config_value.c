#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "config/config_internal.h"

/* One value of each kind, from JSON. */

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";

static bool is_line(const char *text)
{
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            return false;
    return true;
}

static bool is_language(const char *text)
{
    return *text && text[strspn(text, letters)] == '\0';
}

/* NULL, with a fault, unless it is a text of this kind that fits `size`. */
static const char *text_of(struct json value, enum config_kind kind, size_t size)
{
    const char *text = json_value_string(value, size - 1, NULL);
    size_t letters = text && kind == CONFIG_NAME ? utf8_count(text) : 0;
    if (letters > (size - 1) / 4) {
        json_error(value, "is %zu characters long; at most %zu are allowed", letters,
                   (size - 1) / 4);
        return NULL;
    }
    if (text && (kind == CONFIG_LINE || kind == CONFIG_NAME) && !is_line(text)) {
        json_error(value, "holds a line break or control character; one line of text is needed");
        return NULL;
    }
    bool none = kind == CONFIG_LANGUAGE_OR_NONE && text && !*text;
    bool language = kind == CONFIG_LANGUAGE || kind == CONFIG_LANGUAGE_OR_NONE;
    if (text && language && !none && !is_language(text)) {
        json_error(value, "is not a language code; write such as \"en\" or \"pt-BR\"");
        return NULL;
    }
    if (text && kind == CONFIG_FOLDERS && !*text) {
        json_error(value, "is empty; the path of a folder is needed");
        return NULL;
    }
    if (text && kind == CONFIG_PLACES && *text != '/') {
        json_error(value, "is no whole path; one such as \"/media\" is needed");
        return NULL;
    }
    return text;
}

static void read_text(const struct config_key *key, struct json value, char *out)
{
    const char *text = text_of(value, key->kind, key->size);
    if (text)
        memcpy(out, text, strlen(text) + 1);
}

/* 0 stands for "not known". */
static void read_length(const struct config_key *key, struct json value, double *out)
{
    double length;
    if (!json_value_number(value, 0, key->most, &length))
        return;
    if (length > 0 && length < key->least)
        json_error(value, "%.10g is too small; 0 (not known) or %.10g to %.10g are allowed", length,
                   key->least, key->most);
    else
        *out = length;
}

/* A list of texts of one kind, `size` bytes each; items that are wrong are left out. False when it
 * is no list. */
static bool read_list(struct json list, enum config_kind kind, char *out, size_t size, int *count)
{
    int found = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        const char *text = text_of(item, kind, size);
        if (text)
            memcpy(out + size * (size_t)found++, text, strlen(text) + 1);
    }
    *count = found;
    return true;
}

static void read_keys(struct json list, struct config_key_list *keys)
{
    keys->count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        const char *text = text_of(item, CONFIG_LINE, sizeof *keys->names);
        if (text && !*text)
            json_error(item, "is empty; the name of a key such as \"F5\" is needed");
        else if (text)
            memcpy(keys->names[keys->count++], text, strlen(text) + 1);
    }
}

/* All six or nothing. */
static void read_matrix(const struct config_key *key, struct json list, struct config_matrix *out)
{
    struct config_matrix matrix = {{0}};
    size_t count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item))
        if (!json_value_number(item, key->least, key->most, &matrix.m[count++]))
            return;
    if (count != 0 && count != CONFIG_MATRIX_SIZE)
        json_error(list, "holds %zu numbers; six such as [1, 0, 0, 0, 1, 0], or none, are needed",
                   count);
    else
        *out = matrix;
}

static bool knows(const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < config_key_count; i++) {
        const char *key = config_keys[i].key;
        if (strncmp(key, name, length) == 0 && (!key[length] || key[length] == '.'))
            return true;
    }
    return false;
}

static void read_fixed(struct json list, struct config_fixed *fixed)
{
    fixed->count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        const char *text = text_of(item, CONFIG_LINE, sizeof *fixed->keys);
        if (text && knows(text)) {
            memcpy(fixed->keys[fixed->count++], text, strlen(text) + 1);
        } else if (text) {
            const char *near = config_key_nearest(text);
            json_error(item,
                       "\"%s\" is no setting%s%s%s; keys such as \"idle.ask_s\" or groups "
                       "such as \"idle\" are allowed",
                       text, near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
        }
    }
}

static const char span_form[] = "a pair such as [\"08:00\", \"18:00\"] is needed";

static bool read_minute(struct json item, int *out)
{
    const char *text = json_value_string(item, 5, NULL);
    if (!text)
        return false;
    *out = hours_parse(text);
    if (*out < 0)
        json_error(item, "\"%s\" is no time of day; \"00:00\" to \"24:00\" are allowed", text);
    return *out >= 0;
}

static bool read_span(struct json item, struct hours_span *span, int after)
{
    if (json_type(item) != JSON_ARRAY || json_count(item) != 2) {
        json_error(item, "is no time from and to; %s", span_form);
        return false;
    }
    struct json from = json_first(item);
    if (!read_minute(from, &span->from) || !read_minute(json_next(from), &span->to))
        return false;
    if (span->to <= span->from)
        json_error(item, "closes before it opens; %s", span_form);
    else if (span->from < after)
        json_error(item, "begins before the one before it ends; times follow each other");
    return span->to > span->from && span->from >= after;
}

/* All of a day, or nothing: half of its times would be another day. */
static void read_day(struct json list, struct hours_day *out)
{
    struct hours_day day = {0};
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        int after = day.count > 0 ? day.spans[day.count - 1].to : 0;
        if (!read_span(item, &day.spans[day.count], after))
            return;
        day.count++;
    }
    *out = day;
}

static void read_closed(struct json list, struct hours_closed *closed)
{
    closed->count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        const char *text = json_value_string(item, 32, NULL);
        int date = text ? hours_parse_date(text) : 0;
        if (text && date == 0)
            json_error(item, "\"%s\" is no day; one such as \"2026-12-24\" is needed", text);
        if (date > 0)
            closed->dates[closed->count++] = date;
    }
}

static void add_voice(struct config_voices *voices, const char *language, struct json value)
{
    const char *command = text_of(value, CONFIG_LINE, CONFIG_VOICE_SIZE);
    if (!command)
        return;
    snprintf(voices->languages[voices->count], sizeof *voices->languages, "%s", language);
    snprintf(voices->commands[voices->count++], sizeof *voices->commands, "%s", command);
}

/* One command line for all, or an object of them. */
static void read_voices(struct json value, struct config_voices *voices)
{
    *voices = (struct config_voices){.count = 0};
    if (json_type(value) != JSON_OBJECT) {
        add_voice(voices, "*", value);
        return;
    }
    for (struct json item = json_first(value); json_present(item); item = json_next(item)) {
        const char *language = json_key(item);
        if (strncmp(language, "x-", 2) == 0)
            continue;
        if (strcmp(language, "*") != 0 &&
            (!is_language(language) || strlen(language) >= sizeof *voices->languages))
            json_error(item, "is for no language; a code such as \"en\", or \"*\" for all others, "
                             "is needed");
        else if (voices->count == CONFIG_MAX_LANGUAGES)
            json_error(item, "is one too many; %d are allowed", CONFIG_MAX_LANGUAGES);
        else
            add_voice(voices, language, item);
    }
}

static size_t most_items(const struct config_key *key)
{
    switch (key->kind) {
    case CONFIG_LANGUAGES:
        return CONFIG_MAX_LANGUAGES;
    case CONFIG_FOLDERS:
    case CONFIG_PLACES:
        return sizeof((struct config_folders *)0)->paths /
               sizeof *((struct config_folders *)0)->paths;
    case CONFIG_DAY:
        return HOURS_MAX_SPANS;
    case CONFIG_CLOSED:
        return HOURS_MAX_CLOSED;
    case CONFIG_KEYS:
        return CONFIG_MAX_KEYS;
    case CONFIG_MATRIX:
        return CONFIG_MATRIX_SIZE;
    default:
        return CONFIG_MAX_FIXED;
    }
}

static void read_items(const struct config_key *key, struct json list, void *out)
{
    struct config_languages *languages = out;
    struct config_folders *folders = out;
    if (!json_present(list))
        return;
    if (key->kind == CONFIG_LANGUAGES)
        read_list(list, CONFIG_LANGUAGE, *languages->codes, sizeof *languages->codes,
                  &languages->count);
    else if (key->kind == CONFIG_FOLDERS || key->kind == CONFIG_PLACES)
        read_list(list, key->kind, *folders->paths, sizeof *folders->paths, &folders->count);
    else if (key->kind == CONFIG_DAY)
        read_day(list, out);
    else if (key->kind == CONFIG_CLOSED)
        read_closed(list, out);
    else if (key->kind == CONFIG_KEYS)
        read_keys(list, out);
    else if (key->kind == CONFIG_MATRIX)
        read_matrix(key, list, out);
    else
        read_fixed(list, out);
}

void config_value_read(const struct config_key *key, struct json_object *object,
                       struct config *config)
{
    const char *name = config_key_name(key);
    void *out = (char *)config + key->offset;
    struct json value;
    switch (key->kind) {
    case CONFIG_SWITCH:
        *(bool *)out = json_bool(object, name, *(bool *)out);
        break;
    case CONFIG_WHOLE:
        *(int *)out = json_int(object, name, (int)key->least, (int)key->most, *(int *)out);
        break;
    case CONFIG_NUMBER:
        *(double *)out = json_number(object, name, key->least, key->most, *(double *)out);
        break;
    case CONFIG_CHOICE:
        *(int *)out = json_enum(object, name, key->choices, (size_t)key->choice_count, *(int *)out);
        break;
    case CONFIG_LENGTH:
    case CONFIG_PATH:
    case CONFIG_LINE:
    case CONFIG_NAME:
    case CONFIG_LANGUAGE:
    case CONFIG_LANGUAGE_OR_NONE:
        value = json_member(object, name, JSON_OPTIONAL);
        if (json_present(value) && key->kind == CONFIG_LENGTH)
            read_length(key, value, out);
        else if (json_present(value))
            read_text(key, value, out);
        break;
    case CONFIG_VOICES:
        value = json_member(object, name, JSON_OPTIONAL);
        if (json_present(value))
            read_voices(value, out);
        break;
    default:
        read_items(key, json_array(object, name, 0, most_items(key)), out);
    }
}
