#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Inside the store only: what names in a .zip may be written in that say so nowhere: UTF-8 (macOS)
 * and the letters of DOS and Windows in the countries of the world. */

enum { ZIP_LETTERS_UTF8, ZIP_LETTERS_ANY, ZIP_LETTERS_COUNT = 38 }; /* ANY reads any bytes */

/* The bytes as UTF-8; false when they are no such text, or it does not fit. Open once and read many
 * names. */
struct zip_letters;
struct zip_letters *zip_letters_open(size_t which); /* NULL: the system does not know them */
bool zip_letters_read(struct zip_letters *letters, const char *raw, char *out, size_t size);
void zip_letters_close(struct zip_letters *letters);
