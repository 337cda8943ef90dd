#include "packs/pack_stage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file_names.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "packs/pack_tree.h"
#include "packs/packs.h"
#include "store/store_path.h"

enum {
    REFUSED_MAX = 100,
    LEFT_OUT_MAX = 20,
    PATH_MAX_BYTES = 512,
    /* As deep as changes are watched: exercises/a.json is 2. */
    DEPTH_MAX = 8,
};

bool pack_stage_over(const struct pack_stage *stage)
{
    return stage->refused >= REFUSED_MAX;
}

static const char *full_name(const struct pack_stage *stage, const char *relative)
{
    return *relative ? arena_printf(stage->arena, "%s/%s", stage->source, relative) : stage->source;
}

void pack_stage_refuse(struct pack_stage *stage, const char *relative, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    stage->refused++;
    fault_add(stage->faults, FAULT_ERROR, full_name(stage, relative), 0, 0, "$", "%s", text);
}

void pack_stage_refuse_system(struct pack_stage *stage, const char *relative, const char *what,
                              int error)
{
    stage->refused++;
    fault_add_system(stage->faults, full_name(stage, relative), what, error);
}

/* No more can be taken in, whatever follows. */
static void refuse_the_rest(struct pack_stage *stage)
{
    stage->refused = stage->refused < REFUSED_MAX ? REFUSED_MAX : stage->refused;
}

static void refuse_copy(struct pack_stage *stage, const char *relative, int error)
{
    pack_stage_refuse_system(stage, relative, "cannot be copied", error);
    if (error != ENOSPC && error != EDQUOT && error != EIO && error != EROFS)
        return;
    stage->disk_failed = error;
    refuse_the_rest(stage); /* as none of the others can */
}

static bool is_one_of(const char *name, size_t length, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == length && strncasecmp(name, names[i], length) == 0)
            return true;
    return false;
}

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);
    return length >= tail && strcasecmp(name + length - tail, end) == 0;
}

static const char *const part_folders[] = {"exercises", "routines", "pages", "lang",
                                           "images",    "audio",    "schema"};

/* By the first name in the path. A link in a folder's place is a part, too: one to refuse. */
static bool is_part(const char *relative, bool folder)
{
    static const char *const texts[] = {"LICENSE", "LICENCE", "COPYING", "README"};
    size_t length = strcspn(relative, "/");
    for (size_t i = 0; i < sizeof part_folders / sizeof *part_folders; i++)
        if (strlen(part_folders[i]) == length && strncmp(relative, part_folders[i], length) == 0)
            return true;
    if (folder || relative[length] == '/')
        return false;
    return strcmp(relative, "pack.json") == 0 || ends_with(relative, ".md") ||
           ends_with(relative, ".txt") ||
           is_one_of(relative, length, texts, sizeof texts / sizeof *texts);
}

/* NULL when it is good, else what is wrong with it. */
static const char *name_problem(const char *relative)
{
    size_t depth = 1;
    if (strlen(relative) > PATH_MAX_BYTES)
        return "has too long a name; at most 512 bytes are allowed, folders included";
    for (const char *p = relative; *p; p++) {
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            return "has a control character in its name; rename it";
        depth += *p == '/';
    }
    if (!utf8_valid(relative, strlen(relative)))
        return "has a name that is not UTF-8; rename it";
    return depth > DEPTH_MAX ? "lies too deep; at most 8 levels are allowed" : NULL;
}

static void leave_out(struct pack_stage *stage, const char *relative)
{
    char top[sizeof stage->last_left_out];
    snprintf(top, sizeof top, "%.*s", (int)strcspn(relative, "/"), relative);
    if (strcmp(top, stage->last_left_out) == 0 || stage->left_out == LEFT_OUT_MAX)
        return;
    memcpy(stage->last_left_out, top, sizeof top);
    stage->left_out++;
    const char *meant = NULL;
    for (size_t i = 0; i < sizeof part_folders / sizeof *part_folders; i++)
        if (file_name_is_nearly(top, part_folders[i]))
            meant = part_folders[i];
    fault_add(stage->faults, FAULT_WARNING, full_name(stage, top), 0, 0, "$",
              meant ? "is left out; rename it %s" : "is left out; it is no part of a pack", meant);
}

bool pack_stage_wants(struct pack_stage *stage, const char *relative, bool folder)
{
    for (const char *part = relative;; part += strcspn(part, "/") + 1) {
        if (file_name_is_junk(part, strcspn(part, "/")))
            return false;
        if (!strchr(part, '/'))
            break;
    }
    if (!is_part(relative, folder)) {
        leave_out(stage, relative);
        return false;
    }
    const char *problem = name_problem(relative);
    if (problem)
        pack_stage_refuse(stage, relative, "%s", problem);
    return !problem;
}

static bool make_folders(const struct pack_stage *stage, const char *relative)
{
    char path[PATH_MAX_BYTES + 1];
    snprintf(path, sizeof path, "%s", relative);
    for (char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdirat(stage->fd, path, 0755) != 0 && errno != EEXIST)
            return false;
        *slash = '/';
    }
    return true;
}

bool pack_file_begin(struct pack_file *file, struct pack_stage *stage, const char *relative)
{
    *file = (struct pack_file){.stage = stage, .relative = relative, .fd = -1};
    if (stage->files == PACKS_MAX_FILES) {
        pack_stage_refuse(stage, "", "holds too many files; at most %d are allowed",
                          PACKS_MAX_FILES);
        refuse_the_rest(stage);
        return false;
    }
    stage->files++;
    const char *name = file_name_normal(stage->arena, relative);
    file->print = print_add(PRINT_BASIS, name, strlen(name) + 1);
    if (stage->print)
        return true;
    if (make_folders(stage, name))
        file->fd =
            openat(stage->fd, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (file->fd < 0 && errno == EEXIST)
        pack_stage_refuse(
            stage, relative,
            "is there twice; each name is allowed once, however its letters are coded");
    else if (file->fd < 0 && errno == ENOTDIR)
        pack_stage_refuse(stage, relative,
                          "lies in a folder that is there as a file, too; take one of both out");
    else if (file->fd < 0)
        refuse_copy(stage, relative, errno);
    return file->fd >= 0;
}

static bool is_picture(const struct pack_file *file)
{
    return strncmp(file->relative, "images/", strlen("images/")) == 0;
}

bool pack_file_write(struct pack_file *file, const void *data, size_t size)
{
    struct pack_stage *stage = file->stage;
    bool large = stage->large_pictures && is_picture(file);
    size_t most = large ? PACKS_MAX_PICTURE_BYTES : PACKS_MAX_FILE_BYTES;
    file->bytes += size;
    stage->bytes += size;
    if (file->bytes > most) {
        pack_stage_refuse(stage, file->relative, "is too large; at most %zu MB are allowed",
                          most >> 20);
        return false;
    }
    if (stage->bytes > PACKS_MAX_BYTES) {
        pack_stage_refuse(stage, "", "is too large; at most 200 MB are allowed");
        refuse_the_rest(stage);
        return false;
    }
    if (stage->print) {
        file->print = print_add(file->print, data, size);
        return true;
    }
    if (!store_write(file->fd, data, size)) {
        refuse_copy(stage, file->relative, errno);
        return false;
    }
    return true;
}

static bool write_anew(const struct pack_file *file, const struct packs_smaller *smaller)
{
    return ftruncate(file->fd, 0) == 0 && lseek(file->fd, 0, SEEK_SET) == 0 &&
           store_write(file->fd, smaller->bytes, smaller->size);
}

/* Counted is what stays. */
static bool replace(struct pack_file *file, const struct packs_smaller *smaller)
{
    struct pack_stage *stage = file->stage;
    if (!write_anew(file, smaller)) {
        refuse_copy(stage, file->relative, errno);
        return false;
    }
    stage->bytes = stage->bytes - file->bytes + smaller->size;
    file->bytes = smaller->size;
    fault_add(stage->faults, FAULT_WARNING, full_name(stage, file->relative), 0, 0, "$", "%s",
              smaller->text);
    return true;
}

/* False, with a fault, when the photo cannot be used. */
static bool shrink(struct pack_file *file)
{
    struct pack_stage *stage = file->stage;
    if (!stage->shrink || stage->refused > 0 || !is_picture(file))
        return true;
    struct packs_smaller smaller = {0};
    bool good = stage->shrink(file->fd, &smaller);
    if (!good)
        pack_stage_refuse(stage, file->relative, "%s", smaller.text);
    else if (smaller.bytes)
        good = replace(file, &smaller);
    free(smaller.bytes);
    return good;
}

bool pack_file_end(struct pack_file *file)
{
    if (file->stage->print) {
        *file->stage->print += file->print;
        return true;
    }
    bool fits = shrink(file);
    bool synced = file->stage->passing || fsync(file->fd) == 0;
    int error = errno;
    synced = close(file->fd) == 0 && synced;
    if (!synced)
        refuse_copy(file->stage, file->relative, error);
    return fits && synced;
}
