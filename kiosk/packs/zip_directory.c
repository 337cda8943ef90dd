#include "packs/zip_directory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/utf8.h"

/* Numbers from APPNOTE.TXT 6.3.10, in the order of its chapters 4.3.12 to 4.3.16 and 4.5. */
enum {
    END_SIZE = 22,
    LOCATOR_SIZE = 20,
    END64_SIZE = 56,
    ENTRY_SIZE = 46,
    TAIL_MAX = 16 * 1024, /* in which libarchive looks for the end record, too */
    TABLE_MAX = 16 * 1024 * 1024,
    FLAG_ENCRYPTED = 1 << 0,
    FLAG_UTF8 = 1 << 11,
    EXTRA_ZIP64 = 0x0001,
    EXTRA_UNICODE_PATH = 0x7075,
    SYSTEM_DOS = 0,
    DOS_FOLDER = 0x10,
    SYSTEM_UNIX = 3,
    SYSTEM_MACOS = 19,
};

static uint64_t number(const unsigned char *p, int bytes)
{
    uint64_t value = 0;
    while (bytes-- > 0)
        value = value << 8 | p[bytes];
    return value;
}

static bool read_at(int fd, uint64_t at, void *to, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t got = pread(fd, (char *)to + done, size - done, (off_t)(at + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

struct table {
    uint64_t at, size;
};

/* Where numbers do not fit, or a program always does so: a longer record before this one. */
static bool read_end64(int fd, const unsigned char *locator, uint64_t before, struct table *table)
{
    unsigned char end[END64_SIZE];
    uint64_t at = number(locator + 8, 8);
    if (before < END64_SIZE || at > before - END64_SIZE || !read_at(fd, at, end, sizeof end) ||
        memcmp(end, "PK\6\6", 4) != 0)
        return false;
    *table = (struct table){number(end + 48, 8), number(end + 40, 8)};
    return table->at <= at && table->size <= at - table->at;
}

static bool read_end(int fd, const unsigned char *tail, size_t i, uint64_t tail_at,
                     struct table *table)
{
    const unsigned char *end = tail + i;
    uint64_t at = tail_at + i;
    if (number(end + 4, 4) != 0 || number(end + 8, 2) != number(end + 10, 2))
        return false; /* in several volumes */
    if (i >= LOCATOR_SIZE && memcmp(end - LOCATOR_SIZE, "PK\6\7", 4) == 0)
        return read_end64(fd, end - LOCATOR_SIZE, at - LOCATOR_SIZE, table);
    *table = (struct table){.size = number(end + 12, 4)};
    if (table->size > at)
        return false;
    table->at = at - table->size; /* a program may stand before the archive */
    return true;
}

static bool find_table(int fd, struct table *table)
{
    static const unsigned char mark[4] = {'P', 'K', 5, 6};
    unsigned char tail[TAIL_MAX];
    struct stat info;
    if (fstat(fd, &info) != 0 || info.st_size < END_SIZE)
        return false;
    uint64_t size = (uint64_t)info.st_size;
    size_t length = size < sizeof tail ? (size_t)size : sizeof tail;
    if (!read_at(fd, size - length, tail, length))
        return false;
    for (size_t i = length - END_SIZE + 1; i-- > 0;)
        if (memcmp(tail + i, mark, sizeof mark) == 0)
            return read_end(fd, tail, i, size - length, table);
    return false;
}

static uint32_t crc32_of(const char *data, size_t size)
{
    uint32_t crc = ~0u;
    for (size_t i = 0; i < size; i++) {
        crc ^= (unsigned char)data[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

/* Info-ZIP's second name in UTF-8, unless a program that does not know it has changed the first. */
static void read_unicode_path(struct zip_entry *entry, const unsigned char *p, size_t size,
                              struct arena *arena)
{
    if (size <= 5 || p[0] != 1 || number(p + 1, 4) != crc32_of(entry->raw, strlen(entry->raw)) ||
        memchr(p + 5, 0, size - 5) || !utf8_valid((const char *)p + 5, size - 5))
        return;
    entry->name = arena_strndup(arena, (const char *)p + 5, size - 5);
}

/* A long offset, after the two sizes when those are long, too. */
static void read_zip64(struct zip_entry *entry, const unsigned char *p, size_t size,
                       const unsigned char *header)
{
    size_t at = 0;
    at += number(header + 24, 4) == UINT32_MAX ? 8 : 0;
    at += number(header + 20, 4) == UINT32_MAX ? 8 : 0;
    if (entry->offset == UINT32_MAX && size >= at + 8)
        entry->offset = number(p + at, 8);
}

static void read_extra(struct zip_entry *entry, const unsigned char *p, size_t size,
                       const unsigned char *header, struct arena *arena)
{
    while (size >= 4) {
        size_t kind = number(p, 2), length = number(p + 2, 2);
        if (length > size - 4)
            return;
        if (kind == EXTRA_UNICODE_PATH && !entry->name)
            read_unicode_path(entry, p + 4, length, arena);
        if (kind == EXTRA_ZIP64)
            read_zip64(entry, p + 4, length, header);
        p += 4 + length;
        size -= 4 + length;
    }
}

/* As libarchive decides it. */
static bool is_folder(const unsigned char *header)
{
    if (header[5] == SYSTEM_DOS)
        return header[38] & DOS_FOLDER;
    return header[5] == SYSTEM_UNIX && S_ISDIR((unsigned)number(header + 40, 2));
}

static enum zip_kind kind_of(const unsigned char *header)
{
    unsigned mode = (unsigned)number(header + 40, 2);
    if (header[5] != SYSTEM_UNIX && header[5] != SYSTEM_MACOS)
        return ZIP_FILE;
    if (S_ISLNK(mode))
        return ZIP_LINK;
    return (mode & S_IFMT) == 0 || S_ISREG(mode) || S_ISDIR(mode) || S_ISFIFO(mode) ? ZIP_FILE
                                                                                    : ZIP_SPECIAL;
}

/* Bytes of it; 0 when it is broken. */
static size_t read_entry(struct zip_entry *entry, const unsigned char *header, size_t left,
                         struct arena *arena)
{
    if (left < ENTRY_SIZE || memcmp(header, "PK\1\2", 4) != 0)
        return 0;
    size_t name = number(header + 28, 2), extra = number(header + 30, 2);
    size_t size = ENTRY_SIZE + name + extra + number(header + 32, 2);
    if (size > left)
        return 0;
    const char *raw = (const char *)header + ENTRY_SIZE;
    unsigned flags = (unsigned)number(header + 8, 2);
    *entry = (struct zip_entry){.raw = arena_strndup(arena, raw, name),
                                .kind = kind_of(header),
                                .folder = is_folder(header),
                                .encrypted = flags & FLAG_ENCRYPTED,
                                .zero = memchr(raw, 0, name) != NULL,
                                .offset = number(header + 42, 4)};
    read_extra(entry, header + ENTRY_SIZE + name, extra, header, arena);
    if (!entry->name &&
        (utf8_is_ascii(entry->raw) || ((flags & FLAG_UTF8) && utf8_valid(raw, name))))
        entry->name = entry->raw;
    return size;
}

static int compare_offsets(const void *a, const void *b)
{
    const struct zip_entry *left = a, *right = b;
    return left->offset < right->offset ? -1 : left->offset > right->offset;
}

/* No two may be the same file: so a small archive could hold a great many. */
static bool sort(struct zip_directory *directory)
{
    if (directory->count > 0)
        qsort(directory->entries, directory->count, sizeof *directory->entries, compare_offsets);
    for (size_t i = 1; i < directory->count; i++)
        if (directory->entries[i].offset == directory->entries[i - 1].offset)
            return false;
    return true;
}

/* The number of entries that the end record claims is not believed: some programs lose its upper
 * bits. */
static enum zip_fault read_table(struct zip_directory *directory, const unsigned char *data,
                                 size_t size, size_t max_entries, struct arena *arena)
{
    size_t most = size / ENTRY_SIZE < max_entries ? size / ENTRY_SIZE : max_entries;
    directory->entries = ARENA_ARRAY(arena, struct zip_entry, most + 1);
    while (size > 0) {
        if (directory->count == max_entries)
            return ZIP_TOO_MANY;
        size_t step = read_entry(&directory->entries[directory->count], data, size, arena);
        if (step == 0)
            return ZIP_BROKEN;
        directory->count++;
        data += step;
        size -= step;
    }
    return sort(directory) ? ZIP_GOOD : ZIP_BROKEN;
}

enum zip_fault zip_directory_read(struct zip_directory *directory, int fd, size_t max_entries,
                                  struct arena *arena)
{
    struct table table = {0};
    *directory = (struct zip_directory){0};
    if (!find_table(fd, &table))
        return ZIP_BROKEN;
    if (table.size > TABLE_MAX)
        return ZIP_TOO_MANY;
    unsigned char *data = memory_take((size_t)table.size + 1);
    enum zip_fault fault = ZIP_BROKEN;
    if (read_at(fd, table.at, data, (size_t)table.size))
        fault = read_table(directory, data, (size_t)table.size, max_entries, arena);
    free(data);
    return fault;
}
