#include "cli/convert_languages.h"

#include <string.h>
#include <strings.h>

#include "content/pack_json.h"

enum { NUMBER_MAX = 1000000, EXACT = 1000, BROADER = 2, NARROWER = 1 };

static const struct convert_language known[] = {
    {1, "de"},  {2, "en"},  {3, "bg"},  {4, "es"},  {5, "ru"},  {6, "nl"},  {7, "pt"},
    {8, "el"},  {9, "cs"},  {10, "sv"}, {11, "no"}, {12, "fr"}, {13, "it"}, {14, "pl"},
    {15, "uk"}, {16, "tr"}, {17, "ar"}, {18, "az"}, {19, "eo"}, {20, "fa"}, {21, "he"},
    {22, "hr"}, {23, "id"}, {24, "zh"}, {25, "sk"}, {26, "sl"}, {27, "ko"}, {28, "th"},
    {29, "sr"}, {30, "ta"}, {31, "ro"}, {32, "ca"}, {33, "fi"}};

const struct convert_languages convert_wger_languages = {known, sizeof known / sizeof *known};

static const char *find(const struct convert_language *items, size_t count, int number)
{
    for (size_t i = 0; i < count; i++)
        if (items[i].number == number)
            return items[i].code;
    return NULL;
}

static bool read_language(struct json item, struct arena *arena, struct convert_language *out)
{
    struct json fields = json_peek(item, "fields");
    struct json number = json_peek(item, json_present(fields) ? "pk" : "id");
    const char *code = json_peek_string(json_present(fields) ? fields : item, "short_name", arena);
    if (!json_present(number) || !code || !pack_language_valid(code)) {
        json_error(item, "is no language of wger; its number (\"id\") and code (\"short_name\") "
                         "are needed, as api/v2/language/ has them");
        return false;
    }
    out->code = code;
    return json_value_int(number, 1, NUMBER_MAX, &out->number);
}

bool convert_languages_read(struct json root, struct arena *arena, struct convert_languages *out)
{
    struct json results = json_peek(root, "results"), next = json_peek(root, "next");
    struct json list = json_present(results) ? results : root;
    size_t errors = json_errors(root.file);
    if (json_type(list) != JSON_ARRAY || json_count(list) == 0) {
        json_error(list, "is not a list of languages; the answer of wger's api/v2/language/ is "
                         "needed");
        return false;
    }
    if (json_type(next) == JSON_STRING)
        json_warn(next, "this is one page of several; ask for all at once: language/?limit=1000");
    struct convert_language *items = ARENA_ARRAY(arena, struct convert_language, json_count(list));
    size_t count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        if (!read_language(item, arena, &items[count]))
            continue;
        if (find(items, count, items[count].number))
            json_error(item, "number %d is there twice; each language has its own",
                       items[count].number);
        count++;
    }
    *out = (struct convert_languages){items, count};
    return json_errors(root.file) == errors;
}

const char *convert_language_code(const struct convert_languages *languages, struct json value,
                                  int *number)
{
    *number = -1;
    if (json_type(value) == JSON_OBJECT) {
        const char *code = json_peek_string(value, "short_name", NULL);
        if (code && *code)
            return code;
        value = json_peek(value, "id");
    }
    if (json_type(value) == JSON_STRING)
        return json_value_string(value, JSON_MAX_BYTES, NULL);
    if (json_type(value) != JSON_NUMBER || !json_value_int(value, 0, NUMBER_MAX, number))
        return NULL;
    return find(languages->items, languages->count, *number);
}

static char plain(char c)
{
    if (c == '_')
        return '-';
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

int convert_language_fit(const char *code, const char *wanted)
{
    size_t same = 0;
    while (code[same] && plain(code[same]) == plain(wanted[same]))
        same++;
    if (same == 0 || (!code[same] && !wanted[same]))
        return same == 0 ? 0 : EXACT;
    if (!code[same] && wanted[same] == '-')
        return BROADER + (int)(same < EXACT / 2 ? same : EXACT / 2);
    return !wanted[same] && plain(code[same]) == '-' ? NARROWER : 0;
}
