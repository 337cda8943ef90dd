#pragma once

#include "base/arena.h"
#include "json/json.h"

/* wger's languages, by the numbers with which its exercises name them. */

struct convert_language {
    int number;
    const char *code;
};

struct convert_languages {
    const struct convert_language *items;
    size_t count;
};

/* Those of wger.de: wger/core/fixtures/languages.json of github.com/wger-project/wger. */
extern const struct convert_languages convert_wger_languages;

/* Another server's: what its api/v2/language/ answers, or a file as above. False, with faults, when
 * it is neither. Codes live in the arena. */
bool convert_languages_read(struct json root, struct arena *arena, struct convert_languages *out);

/* The code of a text's language: a number, a code, or an object with one of both. NULL, with the
 * number in *number (-1: none), when it is not known. Valid as long as the file and the languages.
 */
const char *convert_language_code(const struct convert_languages *languages, struct json value,
                                  int *number);

/* How well texts in `code` serve who asks for `wanted`; 0: not at all. The same is best, then the
 * longest that it belongs to ("zh" for "zh-Hans"), then one that belongs to it ("pt-BR" for "pt").
 */
int convert_language_fit(const char *code, const char *wanted);
