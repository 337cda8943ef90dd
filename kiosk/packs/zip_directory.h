#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Inside the store only: the table of contents at the end of a .zip, with names as they are stored.
 * (libarchive gives names in the letters of the locale, and not how they were stored.) */

enum zip_kind { ZIP_FILE, ZIP_LINK, ZIP_SPECIAL };

struct zip_entry {
    const char *raw;  /* its name's bytes; ends early at a zero byte */
    const char *name; /* in UTF-8; NULL: the archive does not tell its letters */
    enum zip_kind kind;
    bool encrypted, zero; /* zero: a zero byte in the name */
    bool folder;          /* by its attributes; by its name, too, for who gives it one */
    uint64_t offset;      /* where the file is, counted from an unknown beginning */
};

/* In the order of the files in the archive, in which libarchive reads them. */
struct zip_directory {
    struct zip_entry *entries;
    size_t count;
};

enum zip_fault { ZIP_GOOD, ZIP_BROKEN, ZIP_TOO_MANY };

/* Reads at most some 16 MB of the file, whatever its size. All in `arena`. */
enum zip_fault zip_directory_read(struct zip_directory *directory, int fd, size_t max_entries,
                                  struct arena *arena);
