#include "clinic/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/below.h"
#include "base/log.h"
#include "base/memory.h"
#include "clinic/backup_internal.h"
#include "clinic/draft_internal.h"
#include "clinic/settings_file.h"
#include "clinic/stick_out.h"
#include "json/json.h"
#include "json/json_edit.h"
#include "packs/bundle.h"
#include "store/kept.h"
#include "store/wall.h"

enum {
    FORMAT = 1,
    /* A backup during which somebody changes the own pack is begun again, so often. */
    TRIES = 20,
    ITEMS_MAX = 100000,
    OF_A_DAY_MAX = 999, /* the last is written over */
};

static const char DATE[] = "%Y-%m-%d", TIME[] = "%H:%M";

static void local_text(char *text, size_t size, const char *format, int64_t now)
{
    struct tm day = wall_local(now);
    if (strftime(text, size, format, &day) == 0)
        *text = '\0';
}

static bool is_in(const char *folder, const char *name)
{
    char path[PATH_MAX];
    struct stat info;
    return snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path &&
           lstat(path, &info) == 0;
}

void backup_file_name(char name[BACKUP_NAME_SIZE], const char *folder, int64_t now)
{
    char date[11];
    local_text(date, sizeof date, DATE, now);
    snprintf(name, BACKUP_NAME_SIZE, "physio-kiosk-backup-%s.zip", date);
    for (int i = 2; i <= OF_A_DAY_MAX && is_in(folder, name); i++)
        snprintf(name, BACKUP_NAME_SIZE, "physio-kiosk-backup-%s-%d.zip", date, i);
}

enum backup_end backup_fail(struct fault_list *faults, const char *file, int error)
{
    bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
    fault_add(faults, FAULT_ERROR, file, 0, 0, "$", "%s; nothing has changed",
              full             ? "the disk or stick is full"
              : error == EBUSY ? "somebody else writes it just now; try again when it is done"
                               : strerror(error))
        ->error = error;
    return full ? BACKUP_FULL : BACKUP_FAILED;
}

bool backup_draft_is_unsaved(const char *text, size_t length)
{
    struct fault_list unheard = {0};
    bool changed = false;
    struct json_file *file = json_parse(DRAFT_FILE, text, length, &unheard);
    struct json value = json_peek(json_root(file), "changed");
    if (json_type(value) == JSON_BOOL)
        json_value_bool(value, &changed);
    json_free(file);
    fault_list_free(&unheard);
    return changed;
}

/* A folder of the state, as it is to be read. */
struct source {
    const struct backup_place *place;
    struct arena arena;
    const char *pack; /* NULL: there is none yet */
    struct backup_contents contents;
    char *settings, *draft; /* draft: NULL when there is none that was not saved */
};

/* The .json files in a folder of the own pack. */
static size_t count_items(struct source *source, const char *folder)
{
    if (!source->pack)
        return 0;
    DIR *dir = below_list(open(arena_printf(&source->arena, "%s/%s", source->pack, folder),
                               O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    size_t count = 0;
    const struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        size_t length = strlen(entry->d_name);
        count += length > 5 && entry->d_name[0] != '.' &&
                 strcmp(entry->d_name + length - 5, ".json") == 0;
    }
    if (dir)
        closedir(dir);
    return count;
}

static void find_pack(struct source *source, struct fault_list *faults)
{
    struct packs_entry *entries;
    const char *dir = source->place->own.packs_dir;
    size_t count = *dir ? packs_list(dir, &source->arena, &entries, faults) : 0;
    for (size_t i = 0; i < count; i++)
        if (strcmp(entries[i].id, PACKS_OWN) == 0)
            source->pack = entries[i].path;
}

static char *read_kept(const char *name)
{
    char *text = memory_take(JSON_MAX_BYTES);
    if (kept_read(name, text, JSON_MAX_BYTES) > 0)
        return text;
    free(text);
    return NULL;
}

/* What cannot be read is no reason to keep nothing at all. */
static void read_source(struct source *source)
{
    struct fault_list unread = {0};
    struct backup_contents *contents = &source->contents;
    const struct backup_place *place = source->place;
    find_pack(source, &unread);
    source->settings = read_kept(SETTINGS_FILE);
    source->draft = read_kept(DRAFT_FILE);
    if (source->draft && !backup_draft_is_unsaved(source->draft, strlen(source->draft))) {
        free(source->draft);
        source->draft = NULL;
    }
    local_text(contents->date, sizeof contents->date, DATE, place->now);
    local_text(contents->time, sizeof contents->time, TIME, place->now);
    snprintf(contents->kiosk, sizeof contents->kiosk, "%s", place->own.name);
    contents->routines = count_items(source, "routines");
    contents->exercises = count_items(source, "exercises");
    contents->settings = source->settings != NULL;
    contents->draft = source->draft != NULL;
    contents->counts = place->counts != NULL;
    fault_list_free(&unread);
}

static void free_source(struct source *source)
{
    free(source->settings);
    free(source->draft);
    arena_free(&source->arena);
}

/* Takes `text`. */
static void add_text(struct bundle *bundle, const char *name, char *text, size_t length)
{
    bundle_add(bundle, name, text, length);
    free(text);
}

static char *print_account(const struct backup_contents *contents, size_t *length)
{
    struct json_edit *edit = json_edit_new();
    json_edit_set_number(edit, "format", FORMAT);
    json_edit_set_string(edit, "date", contents->date);
    json_edit_set_string(edit, "time", contents->time);
    json_edit_set_string(edit, "kiosk", contents->kiosk);
    json_edit_set_number(edit, "routines", (double)contents->routines);
    json_edit_set_number(edit, "exercises", (double)contents->exercises);
    json_edit_set_bool(edit, "settings", contents->settings);
    json_edit_set_bool(edit, "draft", contents->draft);
    json_edit_set_bool(edit, "counts", contents->counts);
    char *text = json_edit_print(edit, length);
    json_edit_free(edit);
    return text;
}

/* Settings are always there, so that a restore takes back those that were made since. */
static void fill(struct bundle *bundle, const struct source *source)
{
    const struct backup_place *place = source->place;
    const char *settings = source->settings ? source->settings : "{}\n";
    size_t length;
    char *text = print_account(&source->contents, &length);
    add_text(bundle, BUNDLE_BACKUP, text, length);
    if (source->pack) {
        bundle_add_folder(bundle, source->pack, PACKS_OWN);
    } else {
        text = own_head(&place->own, &length);
        add_text(bundle, PACKS_OWN "/pack.json", text, length);
    }
    bundle_add(bundle, SETTINGS_FILE, settings, strlen(settings));
    if (source->draft)
        bundle_add(bundle, DRAFT_FILE, source->draft, strlen(source->draft));
    if (place->counts)
        bundle_add(bundle, "counts.csv", place->counts, place->counts_length);
}

/* `file` is one in the folder of a stick, if that is not NULL. */
static struct bundle *begin(const char *stick, const char *file, int64_t now)
{
    if (!stick)
        return bundle_begin(file, now);
    const struct bundle_sink sink = stick_out_sink(stick_out_begin(stick, file));
    return bundle_begin_to(&sink, now);
}

/* EAGAIN: the packs have changed meanwhile. */
static int write_once(const struct backup_place *place, const char *stick, const char *file)
{
    struct source source = {.place = place};
    uint64_t before = packs_moment(place->own.packs_dir);
    read_source(&source);
    struct bundle *bundle = begin(stick, file, place->now);
    fill(bundle, &source);
    free_source(&source);
    if (packs_moment(place->own.packs_dir) == before)
        return bundle_end(bundle);
    bundle_drop(bundle);
    return EAGAIN;
}

static int write_steady(const struct backup_place *place, const char *stick, const char *file)
{
    int error = EAGAIN;
    for (int i = 0; i < TRIES && error == EAGAIN; i++)
        error = write_once(place, stick, file);
    return error;
}

enum backup_end backup_write(const struct backup_place *place, const char *file,
                             struct fault_list *faults)
{
    int error = write_steady(place, NULL, file);
    if (error)
        return backup_fail(faults, file, error);
    log_info("backup", "file=%s", file);
    return BACKUP_DONE;
}

enum stick_written backup_write_stick(const struct backup_place *place, const char *stick,
                                      struct fault_list *faults)
{
    char name[BACKUP_NAME_SIZE];
    backup_file_name(name, stick, place->now);
    int error = write_steady(place, stick, name);
    if (error)
        backup_fail(faults, name, error);
    log_info("backup", "stick=%s file=%s error=%d", stick, name, error);
    return stick_written_end(error);
}

static void read_account(struct json_file *json, struct backup_contents *contents)
{
    struct json_object object;
    json_object_begin(&object, json_root(json));
    json_int(&object, "format", 1, FORMAT, 0);
    snprintf(contents->date, sizeof contents->date, "%s",
             json_string(&object, "date", JSON_REQUIRED, 10, NULL));
    snprintf(contents->time, sizeof contents->time, "%s",
             json_string(&object, "time", JSON_OPTIONAL, 5, NULL));
    snprintf(contents->kiosk, sizeof contents->kiosk, "%s",
             json_string(&object, "kiosk", JSON_OPTIONAL, 80, NULL));
    contents->routines = (size_t)json_int(&object, "routines", 0, ITEMS_MAX, 0);
    contents->exercises = (size_t)json_int(&object, "exercises", 0, ITEMS_MAX, 0);
    contents->settings = json_bool(&object, "settings", false);
    contents->draft = json_bool(&object, "draft", false);
    contents->counts = json_bool(&object, "counts", false);
}

bool backup_look(const char *file, struct backup_contents *contents, struct fault_list *faults)
{
    *contents = (struct backup_contents){0};
    size_t length, errors = faults->errors;
    char *text = bundle_read(file, BUNDLE_BACKUP, JSON_MAX_BYTES, &length);
    if (!text) {
        const char *problem = bundle_problem(file);
        fault_add(faults, FAULT_ERROR, file, 0, 0, "$", "%s",
                  problem ? problem
                          : "is no backup; one that `kiosk backup` or the kiosk has written is "
                            "needed");
        return false;
    }
    struct arena arena = {0};
    struct json_file *json =
        json_parse(arena_printf(&arena, "%s/" BUNDLE_BACKUP, file), text, length, faults);
    free(text);
    if (json)
        read_account(json, contents);
    json_free(json);
    arena_free(&arena);
    return faults->errors == errors;
}
