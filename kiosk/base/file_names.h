#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Names of files as people, editors and systems leave them in a folder. */

/* What nobody put there on purpose: hidden files, "a.json~", "~$a.docx", "Thumbs.db",
 * "desktop.ini", "__MACOSX" and the like. The first `length` bytes of name count. */
bool file_name_is_junk(const char *name, size_t length);

/* `name` is not, but is meant to be `wanted`: but for capitals, a further ending that Windows
 * hides, or an s at the end. "Pack.json", "pack.json.txt", "routine". */
bool file_name_is_nearly(const char *name, const char *wanted);

/* Names with the same letters are the same bytes in this form (Unicode's NFC), also when one of
 * them comes from macOS, which writes "Ü" as a U and two dots. In `arena`, or `name` itself, as it
 * is when it is no UTF-8. */
const char *file_name_normal(struct arena *arena, const char *name);

/* The same, and capitals do not count. Not for showing. */
const char *file_name_folded(struct arena *arena, const char *name);
