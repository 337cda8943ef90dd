#include "content/pack_json.h"

#include <string.h>

#define ORDER_MAX 1000
#define LANGUAGE_MAX 15
#define NEWER "is a format of newer kiosks"

static bool read_format(struct json_object *object)
{
    struct json value = json_member(object, "format", JSON_REQUIRED);
    int format = 0;
    if (!json_present(value) || !json_value_int(value, 0, 1000, &format))
        return true;
    if (format == CONTENT_FORMAT)
        return true;
    if (format > CONTENT_FORMAT)
        json_error(value, "%d " NEWER "; this one reads format %d and needs an update", format,
                   CONTENT_FORMAT);
    else
        json_error(value, "%d is a format this kiosk does not know; it reads format %d", format,
                   CONTENT_FORMAT);
    return false;
}

bool content_needs_newer(const struct fault *fault)
{
    return strcmp(fault->path, "$.format") == 0 && strstr(fault->message, NEWER);
}

/* "2025-01-31" */
static const char *read_date(struct json_object *object, const char *key, struct arena *arena)
{
    struct json value = json_member(object, key, JSON_OPTIONAL);
    const char *text =
        json_present(value) ? json_value_string(value, CONTENT_TEXT_MAX, arena) : NULL;
    if (!text)
        return "";
    static const char shape[] = "dddd-dd-dd";
    bool good = strlen(text) == sizeof shape - 1;
    for (size_t i = 0; good && shape[i]; i++)
        good = shape[i] == 'd' ? text[i] >= '0' && text[i] <= '9' : text[i] == shape[i];
    int month = good ? (text[5] - '0') * 10 + text[6] - '0' : 0;
    int day = good ? (text[8] - '0') * 10 + text[9] - '0' : 0;
    if (month >= 1 && month <= 12 && day >= 1 && day <= 31)
        return text;
    json_error(value, "is not a date; write year, month and day: \"2025-01-31\"");
    return "";
}

struct review pack_read_reviewed(struct json_object *object, struct arena *arena)
{
    struct json_object o;
    if (!json_object_begin(&o, json_member(object, "reviewed", JSON_OPTIONAL)))
        return (struct review){"", "", ""};
    struct review review = {.by =
                                content_read_text(&o, "by", JSON_OPTIONAL, CONTENT_TEXT_MAX, arena),
                            .date = read_date(&o, "date", arena),
                            .next = read_date(&o, "next", arena)};
    json_object_done(&o);
    return review;
}

bool pack_language_valid(const char *code)
{
    size_t length = strspn(code, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    return length >= 2 && length <= LANGUAGE_MAX && code[length] == '\0';
}

const char *pack_language(struct json value, struct arena *arena)
{
    if (json_type(value) != JSON_STRING)
        return NULL;
    const char *code = json_value_string(value, JSON_MAX_BYTES, arena);
    return code && pack_language_valid(code) ? code : NULL;
}

static struct json read_languages(struct json_object *head)
{
    struct json list = json_array(head, "languages", 0, CONTENT_LIST_MAX);
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        const char *code = json_value_string(item, CONTENT_TEXT_MAX, NULL);
        if (code && !pack_language_valid(code))
            json_error(item, "is not a language; codes such as \"en\" or \"pt-BR\" are allowed");
    }
    return list;
}

static struct json read_ids(struct json_object *object, const char *key)
{
    struct json list = json_array(object, key, 0, ORDER_MAX);
    for (struct json item = json_first(list); json_present(item); item = json_next(item))
        content_value_id(item, NULL);
    return list;
}

/* By the id of a routine, whether it is part of the demo. */
static struct json read_demo(struct json_object *object)
{
    struct json map = json_member(object, "demo", JSON_OPTIONAL);
    if (!json_present(map))
        return map;
    if (json_type(map) != JSON_OBJECT) {
        json_error(map, "is not an object; ids of routines with true or false are needed, such as "
                        "{\"lower-back-relief\": false}");
        map.node = NULL;
        return map;
    }
    for (struct json item = json_first(map); json_present(item); item = json_next(item)) {
        bool on = false;
        if (strncmp(json_key(item), "x-", 2) == 0)
            continue;
        if (!content_id_valid(json_key(item)))
            json_error(
                item,
                "\"%s\" is no id of a routine; small letters a-z, digits and hyphens are allowed",
                json_key(item));
        else
            json_value_bool(item, &on);
    }
    return map;
}

bool pack_read_head(struct json root, struct arena *arena, struct pack_head *out)
{
    struct json_object o;
    if (!json_object_begin(&o, root))
        return true;
    out->id = content_read_id(&o, "id", JSON_REQUIRED, arena);
    out->name = content_read_text(&o, "name", JSON_REQUIRED, CONTENT_NAME_MAX, arena);
    if (!read_format(&o))
        return false; /* what else it means only another kiosk knows */
    content_read_text(&o, "version", JSON_REQUIRED, CONTENT_NAME_MAX, arena);
    out->languages = read_languages(&o);
    content_read_text(&o, "license", JSON_OPTIONAL, CONTENT_TEXT_MAX, arena);
    content_read_texts(&o, "authors", arena);
    out->review = pack_read_reviewed(&o, arena);
    struct json logo = json_member(&o, "logo", JSON_OPTIONAL);
    if (json_present(logo))
        out->logo = content_read_image(logo, arena);
    out->hide = read_ids(&o, "hide");
    out->demo = read_demo(&o);
    struct json_object order;
    if (json_object_begin(&order, json_member(&o, "order", JSON_OPTIONAL))) {
        out->order_routines = read_ids(&order, "routines");
        out->order_pages = read_ids(&order, "pages");
        json_object_done(&order);
    }
    json_object_done(&o);
    return true;
}
