#include "packs/bundle.h"

#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/below.h"
#include "base/memory.h"
#include "packs/packs.h"
#include "packs/zip_reader.h"
#include "store/part.h"

enum { CHUNK_SIZE = 16 * 1024, DEPTH_MAX = 8, ENTRIES_MAX = 4 * PACKS_MAX_FILES };

struct bundle {
    struct arena arena;
    struct bundle_sink sink;
    struct archive *archive;
    locale_t letters; /* names are in UTF-8, and the archive says so, only in a locale of that */
    int64_t time;
    int error; /* 0: none so far */
};

static void fail(struct bundle *bundle, int error)
{
    if (!bundle->error)
        bundle->error = error ? error : EIO;
}

/* What comes after an error is lost; told of it, libarchive would keep its memory for ever. */
static la_ssize_t pour(struct archive *archive, void *what, const void *bytes, size_t size)
{
    struct bundle *bundle = what;
    (void)archive;
    int error = bundle->error ? 0 : bundle->sink.write(bundle->sink.to, bytes, size);
    if (error)
        fail(bundle, error);
    return (la_ssize_t)size;
}

static bool open_archive(struct bundle *bundle)
{
    memory_watch();
    bundle->archive = archive_write_new();
    bool opened = bundle->archive && archive_write_set_format_zip(bundle->archive) == ARCHIVE_OK &&
                  archive_write_set_bytes_in_last_block(bundle->archive, 1) == ARCHIVE_OK &&
                  archive_write_open(bundle->archive, bundle, NULL, pour, NULL) == ARCHIVE_OK;
    memory_ask("archive");
    return opened;
}

struct bundle *bundle_begin_to(const struct bundle_sink *sink, int64_t time)
{
    struct bundle *bundle = MEMORY_NEW(struct bundle);
    bundle->sink = *sink;
    bundle->time = time;
    bundle->letters = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (!open_archive(bundle))
        fail(bundle, EIO);
    return bundle;
}

static int write_part(void *to, const void *bytes, size_t size)
{
    return part_write(to, bytes, size);
}

static int end_part(void *to)
{
    int error = part_end(to);
    free(to);
    return error;
}

static void drop_part(void *to)
{
    part_drop(to);
    free(to);
}

struct bundle *bundle_begin(const char *file, int64_t time)
{
    struct part *part = MEMORY_NEW(struct part);
    int error = part_begin(part, AT_FDCWD, file);
    struct bundle *bundle =
        bundle_begin_to(&(struct bundle_sink){write_part, end_part, drop_part, part}, time);
    if (error)
        fail(bundle, error);
    return bundle;
}

/* What libarchive has just answered. */
static bool ask(struct bundle *bundle, la_ssize_t answer)
{
    memory_ask("archive");
    if (answer >= ARCHIVE_WARN)
        return true;
    fail(bundle, archive_errno(bundle->archive));
    return false;
}

static bool put_head(struct bundle *bundle, const char *name, int64_t size)
{
    struct archive_entry *entry = archive_entry_new();
    if (!entry)
        memory_gone("archive");
    memory_watch();
    archive_entry_set_pathname(entry, name);
    memory_ask("archive");
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry, (time_t)bundle->time, 0);
    archive_entry_set_size(entry, size);
    locale_t before = bundle->letters ? uselocale(bundle->letters) : (locale_t)0;
    memory_watch();
    bool put = ask(bundle, archive_write_header(bundle->archive, entry));
    if (before)
        uselocale(before);
    archive_entry_free(entry);
    return put;
}

static bool put_bytes(struct bundle *bundle, const char *bytes, size_t size)
{
    memory_watch();
    return size == 0 || ask(bundle, archive_write_data(bundle->archive, bytes, size));
}

void bundle_add(struct bundle *bundle, const char *name, const char *bytes, size_t size)
{
    if (!bundle->error && put_head(bundle, name, (int64_t)size))
        put_bytes(bundle, bytes, size);
}

static void add_file(struct bundle *bundle, int fd, const char *name)
{
    struct stat info;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) ||
        !put_head(bundle, name, (int64_t)info.st_size))
        return;
    char data[CHUNK_SIZE];
    off_t left = info.st_size;
    while (left > 0 && !bundle->error) {
        ssize_t got = read(fd, data, left < CHUNK_SIZE ? (size_t)left : sizeof data);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            fail(bundle, got < 0 ? errno : EIO);
        else if (put_bytes(bundle, data, (size_t)got))
            left -= got;
    }
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted: the same pack always makes the same archive. */
static size_t list(struct bundle *bundle, int fd, const char ***names)
{
    *names = ARENA_ARRAY(&bundle->arena, const char *, PACKS_MAX_FILES);
    DIR *dir = below_list(fd);
    size_t count = 0;
    const struct dirent *entry;
    while (dir && count < PACKS_MAX_FILES && (entry = readdir(dir)))
        if (entry->d_name[0] != '.')
            (*names)[count++] = arena_strdup(&bundle->arena, entry->d_name);
    if (!dir)
        fail(bundle, errno);
    else
        closedir(dir);
    qsort(*names, count, sizeof **names, compare_names);
    return count;
}

static void add_below(struct bundle *bundle, int root, const char *relative, const char *name,
                      int depth)
{
    const char **names;
    int folder = openat(root, relative, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    size_t count = list(bundle, folder, &names);
    for (size_t i = 0; i < count && !bundle->error; i++) {
        const char *inner = arena_printf(&bundle->arena, "%s/%s", relative, names[i]);
        const char *told = arena_printf(&bundle->arena, "%s/%s", name, names[i]);
        struct stat info;
        if (fstatat(root, inner, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode)) {
            if (depth < DEPTH_MAX)
                add_below(bundle, root, inner, told, depth + 1);
            continue;
        }
        int fd = below_open(root, inner, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        if (fd < 0)
            fail(bundle, errno);
        else
            add_file(bundle, fd, told);
        if (fd >= 0)
            close(fd);
    }
}

void bundle_add_folder(struct bundle *bundle, const char *folder, const char *name)
{
    int root = bundle->error ? -1 : open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root < 0) {
        fail(bundle, errno);
        return;
    }
    add_below(bundle, root, ".", name, 1);
    close(root);
}

static void release(struct bundle *bundle)
{
    if (bundle->letters)
        freelocale(bundle->letters);
    arena_free(&bundle->arena);
    free(bundle);
}

void bundle_drop(struct bundle *bundle)
{
    fail(bundle, ECANCELED); /* no table of contents any more */
    archive_write_free(bundle->archive);
    bundle->sink.drop(bundle->sink.to);
    release(bundle);
}

int bundle_end(struct bundle *bundle)
{
    memory_watch();
    if (!bundle->error)
        ask(bundle, archive_write_close(bundle->archive));
    int error = bundle->error;
    if (error) {
        bundle_drop(bundle);
        return error;
    }
    archive_write_free(bundle->archive);
    error = bundle->sink.end(bundle->sink.to);
    release(bundle);
    return error;
}

const char *bundle_problem(const char *zip)
{
    struct stat info;
    struct arena arena = {0};
    struct zip_directory directory;
    const char *problem = NULL;
    int fd = open(zip, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &info) != 0)
        problem = strerror(errno);
    else if (!S_ISREG(info.st_mode))
        problem = "is no file; a .zip is needed";
    else if (zip_directory_read(&directory, fd, ENTRIES_MAX, &arena) != ZIP_GOOD)
        problem = "is no .zip file, or not all of one; copy it again";
    if (fd >= 0)
        close(fd);
    arena_free(&arena);
    return problem;
}

/* The next file's bytes; NULL as bundle_read says. */
static char *read_entry(struct zip_reader *reader, size_t most, size_t *length)
{
    char *text = memory_take(most + 2);
    size_t size = 0;
    long got = 1;
    while (size <= most && (got = zip_reader_read(reader, text + size, most + 1 - size)) > 0)
        size += (size_t)got;
    if (got != 0) {
        free(text);
        return NULL;
    }
    text[size] = '\0';
    *length = size;
    return text;
}

char *bundle_read(const char *zip, const char *name, size_t most, size_t *length)
{
    struct arena arena = {0};
    struct zip_directory directory;
    int fd = open(zip, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct zip_reader *reader = NULL;
    const struct zip_entry *entry = NULL;
    if (fd >= 0 && zip_directory_read(&directory, fd, ENTRIES_MAX, &arena) == ZIP_GOOD)
        reader = zip_reader_open(fd, &directory);
    while (reader && (entry = zip_reader_next(reader)) && strcmp(entry->raw, name) != 0)
        continue;
    bool plain = entry && !entry->folder && !entry->encrypted && entry->kind == ZIP_FILE &&
                 zip_reader_kind(reader) == ZIP_FILE && !zip_reader_encrypted(reader);
    char *text = plain ? read_entry(reader, most, length) : NULL;
    zip_reader_close(reader);
    if (fd >= 0)
        close(fd);
    arena_free(&arena);
    return text;
}
