#include <string.h>

#include "base/memory.h"
#include "config/config_internal.h"

/* Settings as text: what is allowed, what is set, what somebody typed. */

static FILE *open_text(char **text, size_t *size)
{
    FILE *out = open_memstream(text, size);
    if (!out)
        memory_gone("memstream");
    return out;
}

static char *close_text(FILE *out, char **text)
{
    if (fclose(out) != 0)
        memory_gone("memstream");
    return *text;
}

static void print_allowed(FILE *out, const struct config_key *key)
{
    static const char *const of_kind[] = {
        [CONFIG_SWITCH] = "true or false",
        [CONFIG_PATH] = "a path",
        [CONFIG_LANGUAGE] = "a language code such as en or pt-BR",
        [CONFIG_LANGUAGE_OR_NONE] = "a language code such as en or pt-BR, or nothing",
        [CONFIG_LANGUAGES] = "a list of language codes; empty: all there are",
        [CONFIG_FOLDERS] = "a list of folders or .zip files",
        [CONFIG_PLACES] = "a list of folders",
        [CONFIG_CLOSED] = "a list of days such as 2026-12-24",
        [CONFIG_KEYS] = "a list of keys such as F5,AudioPlay",
        [CONFIG_MATRIX] = "six numbers such as [0, 1, 0, -1, 0, 1], or []",
        [CONFIG_FIXED] = "a list of keys or groups",
        [CONFIG_VOICES] = "a command line, or one for each language",
    };
    const char *unit = key->unit && *key->unit ? " " : "";
    const char *name = key->unit ? key->unit : "";
    switch (key->kind) {
    case CONFIG_WHOLE:
    case CONFIG_NUMBER:
        fprintf(out, "%.10g to %.10g%s%s", key->least, key->most, unit, name);
        break;
    case CONFIG_LENGTH:
        fprintf(out, "0 (not known), or %.10g to %.10g%s%s", key->least, key->most, unit, name);
        break;
    case CONFIG_LINE:
        fprintf(out, "a line of up to %zu bytes", key->size - 1);
        break;
    case CONFIG_NAME:
        fprintf(out, "a line of up to %zu characters", (key->size - 1) / 4);
        break;
    case CONFIG_CHOICE:
        for (int i = 0; i < key->choice_count; i++)
            fprintf(out, "%s%s",
                    i == 0                       ? ""
                    : i == key->choice_count - 1 ? " or "
                                                 : ", ",
                    key->choices[i]);
        break;
    case CONFIG_DAY:
        fprintf(out, "up to %d times such as 8:00-12:30,14:00-18:00; or closed", HOURS_MAX_SPANS);
        break;
    default:
        fputs(of_kind[key->kind], out);
    }
}

char *config_key_allowed(const struct config_key *key)
{
    char *text;
    size_t size;
    FILE *out = open_text(&text, &size);
    print_allowed(out, key);
    return close_text(out, &text);
}

static void print_list(FILE *out, const char *items, size_t size, int count)
{
    fputc('[', out);
    for (int i = 0; i < count; i++) {
        fputs(i > 0 ? ", " : "", out);
        json_print_string(out, items + size * (size_t)i);
    }
    fputc(']', out);
}

static void print_day(FILE *out, const struct hours_day *day)
{
    char from[8], to[8];
    fputc('[', out);
    for (int i = 0; i < day->count; i++) {
        hours_print_long(from, sizeof from, day->spans[i].from);
        hours_print_long(to, sizeof to, day->spans[i].to);
        fprintf(out, "%s[\"%s\", \"%s\"]", i > 0 ? ", " : "", from, to);
    }
    fputc(']', out);
}

static void print_closed(FILE *out, const struct hours_closed *closed)
{
    char date[16];
    fputc('[', out);
    for (int i = 0; i < closed->count; i++) {
        hours_print_date(date, sizeof date, closed->dates[i]);
        fprintf(out, "%s\"%s\"", i > 0 ? ", " : "", date);
    }
    fputc(']', out);
}

static void print_matrix(FILE *out, const struct config_matrix *matrix)
{
    const size_t size = sizeof matrix->m / sizeof *matrix->m;
    bool set = false;
    for (size_t i = 0; i < size; i++)
        set = set || matrix->m[i] != 0;
    fputc('[', out);
    for (size_t i = 0; set && i < size; i++)
        fprintf(out, "%s%.10g", i > 0 ? ", " : "", matrix->m[i]);
    fputc(']', out);
}

static void print_voices(FILE *out, const struct config_voices *voices)
{
    fputc('{', out);
    for (int i = 0; i < voices->count; i++) {
        fputs(i > 0 ? ", " : "", out);
        json_print_string(out, voices->languages[i]);
        fputs(": ", out);
        json_print_string(out, voices->commands[i]);
    }
    fputc('}', out);
}

void config_key_print(FILE *out, const struct config_key *key, const struct config *config)
{
    const void *value = config_key_value(key, config);
    const struct config_languages *languages = value;
    const struct config_folders *folders = value;
    const struct config_key_list *keys = value;
    const struct config_fixed *fixed = value;
    switch (key->kind) {
    case CONFIG_SWITCH:
        fputs(*(const bool *)value ? "true" : "false", out);
        break;
    case CONFIG_WHOLE:
        fprintf(out, "%d", *(const int *)value);
        break;
    case CONFIG_NUMBER:
    case CONFIG_LENGTH:
        fprintf(out, "%.10g", *(const double *)value);
        break;
    case CONFIG_PATH:
    case CONFIG_LINE:
    case CONFIG_NAME:
    case CONFIG_LANGUAGE:
    case CONFIG_LANGUAGE_OR_NONE:
        json_print_string(out, value);
        break;
    case CONFIG_CHOICE:
        json_print_string(out, key->choices[*(const int *)value]);
        break;
    case CONFIG_LANGUAGES:
        print_list(out, *languages->codes, sizeof *languages->codes, languages->count);
        break;
    case CONFIG_FOLDERS:
    case CONFIG_PLACES:
        print_list(out, *folders->paths, sizeof *folders->paths, folders->count);
        break;
    case CONFIG_DAY:
        print_day(out, value);
        break;
    case CONFIG_CLOSED:
        print_closed(out, value);
        break;
    case CONFIG_KEYS:
        print_list(out, *keys->names, sizeof *keys->names, keys->count);
        break;
    case CONFIG_MATRIX:
        print_matrix(out, value);
        break;
    case CONFIG_FIXED:
        print_list(out, *fixed->keys, sizeof *fixed->keys, fixed->count);
        break;
    case CONFIG_VOICES:
        print_voices(out, value);
        break;
    }
}

/* A part of a text without the blanks around it, as JSON. */
static void print_part(FILE *out, const char *part, size_t length)
{
    char text[512];
    while (length > 0 && *part == ' ') {
        part++;
        length--;
    }
    while (length > 0 && part[length - 1] == ' ')
        length--;
    snprintf(text, sizeof text, "%.*s", (int)length, part);
    json_print_string(out, text);
}

static void print_span(FILE *out, const char *text, size_t length)
{
    const char *dash = memchr(text, '-', length);
    size_t from = dash ? (size_t)(dash - text) : length;
    fputc('[', out);
    print_part(out, text, from);
    if (dash) {
        fputs(", ", out);
        print_part(out, dash + 1, length - from - 1);
    }
    fputc(']', out);
}

static void print_words(FILE *out, const char *text, bool spans)
{
    fputc('[', out);
    while (*text) {
        size_t length = strcspn(text, ",");
        if (spans)
            print_span(out, text, length);
        else
            print_part(out, text, length);
        text += length;
        if (*text) {
            fputs(", ", out);
            text++;
        }
    }
    fputc(']', out);
}

char *config_text_json(const char *text)
{
    char *json;
    size_t size;
    FILE *out = open_text(&json, &size);
    json_print_string(out, text);
    return close_text(out, &json);
}

char *config_key_typed(const struct config_key *key, const char *text)
{
    char *json;
    size_t size;
    FILE *out = open_text(&json, &size);
    bool list = key->kind >= CONFIG_LANGUAGES;
    bool line = key->kind >= CONFIG_PATH && !list;
    if (line && *text != '"')
        json_print_string(out, text);
    else if (key->kind == CONFIG_DAY && strcmp(text, "closed") == 0)
        fputs("[]", out);
    else if (list && *text != '[')
        print_words(out, text, key->kind == CONFIG_DAY);
    else
        fputs(text, out);
    return close_text(out, &json);
}
