#pragma once

#include "content/translate.h"

/* A file that is checked by itself, outside of any pack. */

/* Whether it is an exercise, a routine or a page: by the folder it lies in, else by the schema it
 * names, else by its keys. False, with a fault, when nothing tells. */
bool loose_file_kind(const char *path, struct json root, enum content_kind *out);
