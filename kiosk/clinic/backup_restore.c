#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "clinic/backup_internal.h"
#include "clinic/draft_internal.h"
#include "clinic/rehearsal.h"
#include "clinic/settings_file.h"
#include "json/json.h"
#include "packs/bundle.h"
#include "store/kept.h"
#include "store/store_path.h"

/* The own pack and the settings lie in two places, and nothing changes both at once. So what is
 * restored is first copied into the state folder, as RESTORING; when it has been judged, and lies
 * beside the packs ready to be taken, its renaming to DECIDED is the step that decides. Whoever
 * finds a file of that name, does what is still to be done: it is the same however often. */
#define RESTORING "restoring.zip"
#define DECIDED "restore.zip"
#define BEFORE "before-restore.zip"
#define NEXT_BEFORE "before-next.zip" /* until it is decided and done */

enum {
    WAIT_MS = 1500, /* for an import that runs */
    FILE_MAX_BYTES = PACKS_MAX_BYTES + PACKS_MAX_BYTES / 4,
    CHUNK_SIZE = 64 * 1024,
};

struct restore {
    const struct backup_place *place;
    struct fault_list *faults;
    struct arena arena;
    struct packs *packs;
    const char *file, *copy, *decided; /* as called by the user; in the state folder */
    char *settings, *draft;            /* texts in it; NULL: there is none */
};

static const char *path_of(struct restore *restore, const char *name)
{
    char path[PATH_MAX];
    return kept_path(path, sizeof path, name) ? arena_strdup(&restore->arena, path) : NULL;
}

static bool begin(struct restore *restore)
{
    const struct own_place *own = &restore->place->own;
    restore->copy = path_of(restore, RESTORING);
    restore->decided = path_of(restore, DECIDED);
    if (restore->copy && *own->packs_dir) {
        restore->packs = packs_open(own->packs_dir, WAIT_MS, restore->faults);
        return restore->packs != NULL;
    }
    fault_add(restore->faults, FAULT_ERROR, restore->file, 0, 0, "$",
              "there is no folder for it; set HOME or XDG_STATE_HOME");
    return false;
}

static void end(struct restore *restore)
{
    if (restore->packs && restore->copy)
        unlink(restore->copy);
    packs_close(restore->packs);
    free(restore->settings);
    free(restore->draft);
    arena_free(&restore->arena);
}

static bool copy_bytes(int from, int to)
{
    char data[CHUNK_SIZE];
    for (size_t size = 0; size <= FILE_MAX_BYTES;) {
        ssize_t got = read(from, data, sizeof data);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            return fsync(to) == 0;
        if (!store_write(to, data, (size_t)got))
            return false;
        size += (size_t)got;
    }
    errno = EFBIG;
    return false;
}

static enum backup_end refuse(struct fault_list *faults, const char *file, const char *text)
{
    fault_add(faults, FAULT_ERROR, file, 0, 0, "$", "%s", text);
    return BACKUP_REFUSED;
}

enum backup_end backup_copy(const char *file, const char *to, struct fault_list *faults)
{
    struct stat info;
    int from = open(file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    enum backup_end ended = BACKUP_DONE;
    if (from < 0 || fstat(from, &info) != 0) {
        ended = backup_fail(faults, file, errno);
    } else if (!S_ISREG(info.st_mode)) {
        ended = refuse(faults, file, "is no file; the .zip of a backup is needed");
    } else if (info.st_size > FILE_MAX_BYTES) {
        ended = refuse(faults, file, "is too large for a backup; at most 250 MB are allowed");
    } else {
        int out = store_make_folders(to, 0700)
                      ? open(to, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600)
                      : -1;
        if (out < 0 || !copy_bytes(from, out))
            ended = backup_fail(faults, file, errno);
        if (out >= 0)
            close(out);
    }
    if (from >= 0)
        close(from);
    return ended;
}

/* `file` as the user calls it, when it is `folder` or below it. NULL: it is elsewhere. */
static const char *as_called(struct restore *restore, const char *file, const char *folder)
{
    size_t length = strlen(folder);
    if (strncmp(file, folder, length) != 0 || (file[length] && file[length] != '/'))
        return NULL;
    return arena_printf(&restore->arena, "%s%s", restore->file, file + length);
}

/* Takes what was found in the copy. */
static void tell(struct restore *restore, struct fault_list *found, const char *folder)
{
    for (const struct fault *f = found->first; f; f = f->next) {
        const char *file = as_called(restore, f->file, folder);
        fault_add(restore->faults, f->severity, file ? file : f->file, f->line, f->column, f->path,
                  "%s", f->message);
    }
    fault_list_free(found);
}

static enum backup_end stage(struct restore *restore, const char *zip)
{
    struct fault_list found = {0};
    bool staged = packs_stage(restore->packs, zip, &found);
    int error = packs_disk_failed(restore->packs);
    tell(restore, &found, zip);
    if (!staged && error)
        return backup_fail(restore->faults, restore->file, error);
    return staged ? BACKUP_DONE : BACKUP_REFUSED;
}

/* The same, judged with everything else that is shown. */
static enum backup_end rehearse(struct restore *restore)
{
    const struct backup_place *place = restore->place;
    const struct rehearsal_place against = {.dirs = place->content_dirs,
                                            .dir_count = place->content_dir_count,
                                            .packs_dir = place->own.packs_dir,
                                            .shrink = place->shrink,
                                            .spares_items = true};
    struct rehearsal rehearsal = {0};
    enum rehearsal_outcome outcome =
        rehearsal_look(&rehearsal, &against, restore->packs, restore->copy);
    bool own = strcmp(rehearsal.head.id, PACKS_OWN) == 0;
    tell(restore, &rehearsal.faults, restore->copy);
    rehearsal_free(&rehearsal);
    if (outcome == REHEARSAL_FAILED)
        return backup_fail(restore->faults, restore->file, packs_disk_failed(restore->packs));
    if (outcome == REHEARSAL_READY && !own)
        return refuse(restore->faults, restore->file,
                      "is no backup of a kiosk: its pack is not \"own\"; `kiosk import` "
                      "takes it");
    return outcome == REHEARSAL_READY ? BACKUP_DONE : BACKUP_REFUSED;
}

static bool is_backup(struct restore *restore)
{
    struct fault_list found = {0};
    struct backup_contents contents;
    bool good = backup_look(restore->copy, &contents, &found);
    tell(restore, &found, restore->copy);
    return good;
}

/* What is wrong with one setting spoils that one only, whoever reads the file. */
static bool judge_settings(struct restore *restore)
{
    if (!restore->settings)
        return true;
    const char *name = arena_printf(&restore->arena, "%s/" SETTINGS_FILE, restore->file);
    struct json_file *file =
        json_parse(name, restore->settings, strlen(restore->settings), restore->faults);
    bool good = json_type(json_root(file)) == JSON_OBJECT;
    if (file && !good)
        json_error(json_root(file), "is no list of settings; { } is needed");
    json_free(file);
    return good;
}

static void read_texts(struct restore *restore, const char *zip)
{
    size_t length;
    restore->settings = bundle_read(zip, SETTINGS_FILE, JSON_MAX_BYTES - 1, &length);
    restore->draft = bundle_read(zip, DRAFT_FILE, JSON_MAX_BYTES - 1, &length);
}

/* Ready to be decided. `judged`: it was shown once already. */
static enum backup_end prepare(struct restore *restore, bool judged)
{
    enum backup_end ended = backup_copy(restore->file, restore->copy, restore->faults);
    if (ended == BACKUP_DONE)
        ended = judged ? stage(restore, restore->copy) : rehearse(restore);
    if (ended != BACKUP_DONE)
        return ended;
    read_texts(restore, restore->copy);
    return judged || (is_backup(restore) && judge_settings(restore)) ? BACKUP_DONE : BACKUP_REFUSED;
}

static bool put_settings(const struct restore *restore)
{
    return !restore->settings ||
           kept_write(SETTINGS_FILE, restore->settings, strlen(restore->settings));
}

/* Somebody is at work on a routine here. */
static bool is_building(void)
{
    char *ours = memory_take(JSON_MAX_BYTES);
    long length = kept_read(DRAFT_FILE, ours, JSON_MAX_BYTES);
    bool busy = length > 0 && backup_draft_is_unsaved(ours, (size_t)length);
    free(ours);
    return busy;
}

struct backup_brings backup_brings(const char *file, struct arena *arena)
{
    struct restore restore = {0};
    read_texts(&restore, file);
    struct backup_brings brings = {
        .settings = restore.settings ? arena_strdup(arena, restore.settings) : NULL,
        .draft = restore.draft && !is_building()};
    free(restore.settings);
    free(restore.draft);
    return brings;
}

/* Behind one that somebody is at work on it is left out. */
static void put_draft(const struct restore *restore)
{
    if (restore->draft && !is_building() &&
        !kept_write(DRAFT_FILE, restore->draft, strlen(restore->draft)))
        log_warn("restore", "text=%s", "the routine being built could not be kept");
}

/* What is staged and read. False, with a fault, when it is all as it was. */
static bool apply(struct restore *restore)
{
    bool same = packs_has_staged(restore->packs, PACKS_OWN);
    if (!same && !packs_install(restore->packs, PACKS_OWN, restore->faults))
        return false;
    if (put_settings(restore)) {
        put_draft(restore);
        return true;
    }
    backup_fail(restore->faults, restore->file, errno);
    if (!same)
        packs_go_back(restore->packs, PACKS_OWN, restore->faults);
    return false;
}

static enum backup_end decide(struct restore *restore)
{
    if (rename(restore->copy, restore->decided) != 0)
        return backup_fail(restore->faults, restore->file, errno);
    store_sync_entry(restore->decided);
    bool done = apply(restore);
    unlink(restore->decided);
    store_sync_entry(restore->decided);
    if (done)
        log_info("restore", "file=%s", restore->file);
    return done ? BACKUP_DONE : BACKUP_FAILED;
}

static void finish_decided(const struct backup_place *place);

/* Only what is done has a way back; until then there is that of the restore before. */
static void keep_before(bool done)
{
    char next[PATH_MAX], before[PATH_MAX];
    if (!kept_path(next, sizeof next, NEXT_BEFORE) || !kept_path(before, sizeof before, BEFORE))
        return;
    if (!done)
        unlink(next);
    else if (rename(next, before) == 0)
        store_sync_entry(before);
}

static enum backup_end restore_file(const struct backup_place *place, const char *file, bool judged,
                                    struct fault_list *faults)
{
    struct restore restore = {.place = place, .faults = faults, .file = file};
    finish_decided(place);
    enum backup_end ended = begin(&restore) ? prepare(&restore, judged) : BACKUP_FAILED;
    if (ended == BACKUP_DONE)
        ended = backup_write(place, path_of(&restore, NEXT_BEFORE), faults);
    if (ended == BACKUP_DONE)
        ended = decide(&restore);
    keep_before(ended == BACKUP_DONE);
    end(&restore);
    return ended;
}

enum backup_end backup_restore(const struct backup_place *place, const char *file,
                               struct fault_list *faults)
{
    return restore_file(place, file, false, faults);
}

int64_t backup_before_at(void)
{
    char before[PATH_MAX];
    struct stat info;
    return kept_path(before, sizeof before, BEFORE) && stat(before, &info) == 0 ? info.st_mtime : 0;
}

enum backup_end backup_take_back(const struct backup_place *place, struct fault_list *faults)
{
    char before[PATH_MAX];
    if (!kept_path(before, sizeof before, BEFORE) || backup_before_at() == 0)
        return BACKUP_FAILED;
    return restore_file(place, before, true, faults);
}

static bool is_there(const char *path)
{
    return path && access(path, F_OK) == 0;
}

static bool finish(struct restore *restore)
{
    bool staged = stage(restore, restore->decided) == BACKUP_DONE;
    if (!staged && packs_disk_failed(restore->packs))
        return false; /* the next start tries again */
    if (staged)
        read_texts(restore, restore->decided);
    bool done = staged && apply(restore);
    if (done || !staged)
        kept_remove(DECIDED);
    keep_before(done);
    return done;
}

static void tell_log(struct fault_list *faults)
{
    for (const struct fault *f = faults->first; f; f = f->next)
        log_warn("restore", "file=%s text=%s", f->file, f->message);
    fault_list_free(faults);
}

static bool has_stopped(const struct backup_place *place)
{
    struct restore restore = {.place = place};
    bool stopped = is_there(path_of(&restore, RESTORING)) || is_there(path_of(&restore, DECIDED));
    arena_free(&restore.arena);
    return stopped;
}

static void finish_decided(const struct backup_place *place)
{
    struct fault_list faults = {0};
    struct restore restore = {.place = place, .faults = &faults, .file = DECIDED};
    if (!has_stopped(place))
        return;
    if (begin(&restore) && is_there(restore.decided)) /* nobody else was faster */
        log_info("restore", "finished=%d", finish(&restore));
    tell_log(&faults);
    end(&restore);
}

bool backup_finish(const struct backup_place *place)
{
    bool stopped = has_stopped(place);
    finish_decided(place);
    kept_remove(NEXT_BEFORE);
    kept_remove(NEXT_BEFORE ".part");
    return stopped;
}

bool backup_is_decided(void)
{
    char path[PATH_MAX];
    return kept_path(path, sizeof path, DECIDED) && is_there(path);
}

bool backup_settle(const struct backup_place *place, bool *changed)
{
    *changed = backup_is_decided();
    if (*changed)
        finish_decided(place);
    return !backup_is_decided();
}
