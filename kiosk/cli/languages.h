#pragma once

#include <stddef.h>

#include "base/arena.h"

/* The languages that the kiosk's own words are in: files of assets/lang. */

/* Their codes in the order of the alphabet; how many there are. Everything lives in `arena`. */
size_t languages_find(const char *lang_dir, struct arena *arena, const char *const **codes);

/* The first code of a value of the setting `language` or `languages`, as JSON, in which there are
 * no words; NULL: none. "es-MX" is spoken where there is "es". */
const char *languages_unknown(const char *lang_dir, struct arena *arena, const char *json);

/* "ar, en, es" */
const char *languages_text(const char *lang_dir, struct arena *arena);
