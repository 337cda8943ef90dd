#include "clinic/stick_task.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "clinic/stick_out.h"
#include "store/kept.h"

/* The backup that is looked at, in the state folder. */
#define LOOKED_AT "looked-at.zip"

/* Somebody may be importing, or the pack before may still be read. */
enum { WAIT_MS = 5000 };

static const char *copy_text(struct arena *arena, const char *text)
{
    return text ? arena_strdup(arena, text) : NULL;
}

static struct rehearsal_place copy_place(struct arena *arena, const struct rehearsal_place *place)
{
    struct rehearsal_place copy = *place;
    const char **dirs = ARENA_ARRAY(arena, const char *, place->dir_count + 1);
    for (size_t i = 0; i < place->dir_count; i++)
        dirs[i] = arena_strdup(arena, place->dirs[i]);
    copy.dirs = dirs;
    copy.packs_dir = arena_strdup(arena, place->packs_dir);
    copy.keys_dir = copy_text(arena, place->keys_dir);
    return copy;
}

struct stick_task *stick_task_new(enum stick_task_kind kind, const struct rehearsal_place *place,
                                  const char *path, const char *id, const char *text)
{
    struct stick_task *task = MEMORY_NEW(struct stick_task);
    task->kind = kind;
    task->place = copy_place(&task->arena, place);
    task->path = copy_text(&task->arena, path);
    task->id = copy_text(&task->arena, id);
    task->text = copy_text(&task->arena, text);
    return task;
}

void stick_task_own(struct stick_task *task, const struct own_place *own, int64_t now)
{
    task->backup =
        (struct backup_place){.own = {.packs_dir = task->place.packs_dir,
                                      .name = copy_text(&task->arena, own->name),
                                      .language = copy_text(&task->arena, own->language)},
                              .content_dirs = task->place.dirs,
                              .content_dir_count = task->place.dir_count,
                              .counts = task->text,
                              .counts_length = task->text ? strlen(task->text) : 0,
                              .shrink = task->place.shrink,
                              .now = now};
}

void stick_task_free(void *what)
{
    struct stick_task *task = what;
    if (!task)
        return;
    rehearsal_free(&task->rehearsal);
    if (task->backup_copy) /* before somebody else may make one */
        unlink(task->backup_copy);
    packs_close(task->copy);
    arena_free(&task->arena);
    free(task);
}

/* Beside the packs, where a copy costs no other disk; hidden from whoever lists them. */
static bool rehearsal_dir(char *out, size_t size, const char *packs_dir)
{
    return *packs_dir && snprintf(out, size, "%s/.rehearsal", packs_dir) < (int)size;
}

void stick_tidy(const char *packs_dir)
{
    char dir[4096];
    kept_remove(LOOKED_AT);
    if (rehearsal_dir(dir, sizeof dir, packs_dir))
        packs_tidy(dir);
}

void stick_task_take_copy(struct stick_task *task, struct stick_task *rehearsed)
{
    if (!rehearsed || !rehearsed->backup_copy)
        return;
    task->path = task->backup_copy = arena_strdup(&task->arena, rehearsed->backup_copy);
    rehearsed->backup_copy = NULL;
}

static void know_backups(struct stick_task *task)
{
    for (int i = 0; i < task->contents.backup_count; i++) {
        struct fault_list unread = {0};
        if (!backup_look(task->contents.backups[i].path, &task->backups[i], &unread))
            task->backups[i] = (struct backup_contents){0};
        fault_list_free(&unread);
    }
}

static int64_t installed_at(struct arena *arena, const char *pack)
{
    struct stat at;
    return pack && stat(arena_printf(arena, "%s/.import", pack), &at) == 0 ? at.st_mtime : 0;
}

static void list_installed(struct stick_task *task)
{
    struct fault_list unread = {0};
    struct packs_entry *entries;
    size_t count = packs_list(task->place.packs_dir, &task->arena, &entries, &unread);
    for (size_t i = 0; i < count && task->installed_count < STICK_MAX_INSTALLED; i++) {
        const struct packs_entry *entry = &entries[i];
        if (strcmp(entry->id, PACKS_OWN) == 0)
            continue;
        struct pack_head head =
            pack_head_read(entry->path ? entry->path : entry->previous, &task->arena);
        task->installed[task->installed_count++] =
            (struct installed_pack){.id = entry->id,
                                    .name = *head.name ? head.name : entry->id,
                                    .version = head.version,
                                    .at = installed_at(&task->arena, entry->path),
                                    .shown = entry->path != NULL,
                                    .has_before = entry->previous != NULL,
                                    .before_at = installed_at(&task->arena, entry->previous)};
    }
    fault_list_free(&unread);
}

/* In the copy that a rehearsal made, and let in. */
static bool was_rehearsed(const struct stick_task *task)
{
    char dir[4096];
    return rehearsal_dir(dir, sizeof dir, task->place.packs_dir) &&
           strncmp(task->path, dir, strlen(dir)) == 0 && task->path[strlen(dir)] == '/';
}

/* Why it did not work, for people. What was copied needs no stick: it is the kiosk's own disk then.
 */
static void find_cause(struct stick_task *task)
{
    const struct fault_list *faults = &task->rehearsal.faults;
    task->full = fault_list_has_errno(faults, ENOSPC) || fault_list_has_errno(faults, EDQUOT);
    task->gone = !task->full && task->path && !was_rehearsed(task) &&
                 (access(task->path, F_OK) != 0 || fault_list_has_errno(faults, EIO) ||
                  fault_list_has_errno(faults, ENODEV) || fault_list_has_errno(faults, ENXIO));
}

static bool is_backup(const char *path)
{
    const char *slash = strrchr(path, '/');
    return stick_is_backup_name(slash ? slash + 1 : path);
}

/* A backup is copied first: what is shown of it is then what is restored, and nobody waits for the
 * stick once it has been seen. False, with faults, when it could not be. */
static bool copy_backup(struct stick_task *task)
{
    char copy[PATH_MAX];
    struct fault_list *faults = &task->rehearsal.faults;
    if (!kept_path(copy, sizeof copy, LOOKED_AT))
        return true;        /* then it is read where it is */
    kept_remove(LOOKED_AT); /* somebody may still read the last one */
    task->backup_copy = arena_strdup(&task->arena, copy);
    return backup_copy(task->path, copy, faults) == BACKUP_DONE;
}

/* What was found in the copy is told of what lies on the stick. */
static void tell_of_stick(struct stick_task *task)
{
    struct rehearsal *rehearsal = &task->rehearsal;
    size_t length = task->backup_copy ? strlen(task->backup_copy) : 0;
    struct fault_list told = {0};
    if (length == 0)
        return;
    for (const struct fault *f = rehearsal->faults.first; f; f = f->next) {
        bool inside = strncmp(f->file, task->backup_copy, length) == 0;
        const char *file =
            inside ? arena_printf(&task->arena, "%s%s", task->path, f->file + length) : f->file;
        fault_copy(&told, f, file);
    }
    fault_list_free(&rehearsal->faults);
    rehearsal->faults = told;
    rehearsal->shown = task->path;
}

static void rehearse(struct stick_task *task)
{
    char dir[4096];
    struct rehearsal *rehearsal = &task->rehearsal;
    task->outcome = REHEARSAL_FAILED;
    rehearsal->head = (struct pack_head){"", "", ""};
    rehearsal->keep_content = true;
    if (rehearsal_dir(dir, sizeof dir, task->place.packs_dir))
        task->copy = packs_open(dir, WAIT_MS, &rehearsal->faults);
    bool backup = is_backup(task->path);
    task->place.spares_items = backup;
    if (backup)
        task->place.keys_dir =
            NULL; /* it brings back what staff made here, and nobody signs that */
    if (task->copy && (!backup || copy_backup(task)))
        task->outcome = rehearsal_look(rehearsal, &task->place, task->copy,
                                       task->backup_copy ? task->backup_copy : task->path);
    if (is_backup(task->path) &&
        (task->outcome == REHEARSAL_READY || task->outcome == REHEARSAL_SAME))
        task->brings =
            backup_brings(task->backup_copy ? task->backup_copy : task->path, &task->arena);
    tell_of_stick(task);
    find_cause(task);
}

static void install(struct stick_task *task)
{
    if (was_rehearsed(task))
        task->place.keys_dir = NULL;
    struct rehearsal *rehearsal = &task->rehearsal;
    struct packs *packs = packs_open(task->place.packs_dir, WAIT_MS, &rehearsal->faults);
    task->outcome = REHEARSAL_FAILED;
    if (packs)
        task->outcome = rehearsal_look(rehearsal, &task->place, packs, task->path);
    if (task->outcome == REHEARSAL_READY)
        task->outcome = rehearsal_install(rehearsal, packs);
    packs_close(packs);
    find_cause(task);
}

static void go_back(struct stick_task *task)
{
    struct rehearsal *rehearsal = &task->rehearsal;
    struct packs *packs = packs_open(task->place.packs_dir, WAIT_MS, &rehearsal->faults);
    task->outcome = REHEARSAL_FAILED;
    if (packs)
        task->outcome = rehearsal_look_back(rehearsal, &task->place, task->id);
    if (task->outcome == REHEARSAL_READY)
        task->outcome = rehearsal_go_back(rehearsal, packs);
    packs_close(packs);
    find_cause(task);
}

/* The way back is a file of the state folder, and outlives the task. */
static void restore(struct stick_task *task)
{
    if (task->kind == STICK_TASK_RESTORE)
        task->ended = backup_restore(&task->backup, task->path, &task->rehearsal.faults);
    else
        task->ended = backup_take_back(&task->backup, &task->rehearsal.faults);
    task->full = task->ended == BACKUP_FULL;
    task->outcome = task->ended == BACKUP_DONE ? REHEARSAL_DONE : REHEARSAL_FAILED;
}

void stick_task_run(void *what)
{
    struct stick_task *task = what;
    switch (task->kind) {
    case STICK_TASK_LOOK:
        if (task->path)
            stick_read(&task->contents, task->path, &task->arena);
        know_backups(task);
        list_installed(task);
        task->before_at = backup_before_at();
        task->gone = task->path && task->contents.state == STICK_GONE;
        break;
    case STICK_TASK_REHEARSE:
        rehearse(task);
        break;
    case STICK_TASK_INSTALL:
        install(task);
        break;
    case STICK_TASK_BACK:
        go_back(task);
        break;
    case STICK_TASK_MESSAGE:
        task->written =
            stick_written_end(stick_out_text(task->path, STICK_MESSAGE_FILE, task->text));
        break;
    case STICK_TASK_BACKUP:
        task->written = backup_write_stick(&task->backup, task->path, &task->rehearsal.faults);
        break;
    case STICK_TASK_RESTORE:
    case STICK_TASK_RETURN:
        restore(task);
        break;
    }
}

const char *stick_fault_file(const struct rehearsal *rehearsal, const struct fault *fault)
{
    size_t length = rehearsal->shown ? strlen(rehearsal->shown) : 0;
    bool inside = length > 0 && strncmp(fault->file, rehearsal->shown, length) == 0 &&
                  fault->file[length] == '/' && fault->file[length + 1];
    if (inside)
        return fault->file + length + 1;
    const char *slash = strrchr(fault->file, '/');
    return length > 0 && strcmp(fault->file, rehearsal->shown) == 0 && slash ? slash + 1
                                                                             : fault->file;
}

static void print_faults(FILE *out, const struct rehearsal *rehearsal, enum fault_severity severity)
{
    int number = 0;
    for (const struct fault *f = rehearsal->faults.first; f; f = f->next) {
        if (f->severity != severity)
            continue;
        fprintf(out, "%d. %s", ++number, stick_fault_file(rehearsal, f));
        if (f->line > 0)
            fprintf(out, ", line %d, column %d", f->line, f->column);
        fprintf(out, "\r\n   %s: %s\r\n", f->path, f->message);
    }
}

const char *stick_message(const struct rehearsal *rehearsal, const char *clinic,
                          struct arena *arena)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    if (!out)
        memory_gone("message");
    fprintf(out, "Physio Kiosk%s%s: the pack \"%s\" %s was not installed.\r\n", *clinic ? ", " : "",
            clinic, rehearsal->head.name, rehearsal->head.version);
    fprintf(out, "%s:\r\n\r\n",
            rehearsal_needs_newer(rehearsal)
                ? "This kiosk is too old for it and has to be updated; the pack is not at fault"
                : "These mistakes are to be mended first");
    print_faults(out, rehearsal, FAULT_ERROR);
    if (rehearsal->faults.warnings > 0)
        fprintf(out, "\r\nThese do not stop it, but are good to know:\r\n\r\n");
    print_faults(out, rehearsal, FAULT_WARNING);
    if (fclose(out) != 0)
        memory_gone("message");
    const char *copy = arena_strdup(arena, text);
    free(text);
    return copy;
}
