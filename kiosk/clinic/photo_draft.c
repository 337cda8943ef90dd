#include "clinic/photo_draft.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "clinic/photo_internal.h"
#include "json/json.h"
#include "json/json_edit.h"
#include "store/kept.h"

#define FILE_NAME "photo-draft.json"
#define FOLDER "photo-draft"

enum { COPY_NAME_SIZE = 17, COPY_PATH_SIZE = sizeof FOLDER + COPY_NAME_SIZE };

/* ---- the file ---- */

static char *print(const struct photo_draft *draft, size_t *length)
{
    struct json_edit *edit = json_edit_new();
    struct arena paths = {0};
    struct dose dose = draft->dose;
    json_edit_set_empty(edit, "photos", JSON_ARRAY);
    for (int i = 0; i < draft->photos.count; i++) {
        const struct photo_ref *ref = &draft->photos.items[i];
        json_edit_set_string(edit, arena_printf(&paths, "photos/%d/name", i), ref->name);
        json_edit_set_string(edit, arena_printf(&paths, "photos/%d/key", i),
                             arena_printf(&paths, "%016" PRIx64, ref->key));
    }
    json_edit_set_bool(edit, "begun", draft->begun);
    json_edit_set_string(edit, "name", draft->name);
    json_edit_set_string(edit, "what", draft->what);
    json_edit_set_string(edit, "position", position_name(draft->position));
    json_edit_set_bool(edit, "each_side", draft->each_side);
    for (int f = 0; f < DOSE_FIELD_COUNT; f++)
        json_edit_set_number(edit, arena_printf(&paths, "dose/%s", dose_key((enum dose_field)f)),
                             *dose_number(&dose, (enum dose_field)f));
    char *text = json_edit_print(edit, length);
    json_edit_free(edit);
    arena_free(&paths);
    return text;
}

void photo_draft_keep(struct photo_draft *draft)
{
    char path[PATH_MAX];
    size_t length;
    draft->unkept_why = 0;
    if (!draft->begun && draft->photos.count == 0) {
        kept_remove(FILE_NAME);
        return;
    }
    char *text = print(draft, &length);
    if (kept_path(path, sizeof path, FILE_NAME) && !kept_write(FILE_NAME, text, length)) {
        draft->unkept_why = errno;
        log_warn("photo_draft", "text=%s",
                 "cannot be kept: the disk is full, or not to be written");
    }
    free(text);
}

static void read_text(struct json root, const char *key, char *out, size_t size,
                      struct arena *arena)
{
    const char *text = json_peek_string(root, key, arena);
    if (text && strlen(text) < size)
        memcpy(out, text, strlen(text) + 1);
}

static bool read_bool(struct json root, const char *key)
{
    bool value = false;
    if (json_type(json_peek(root, key)) == JSON_BOOL)
        json_value_bool(json_peek(root, key), &value);
    return value;
}

static void read_photos(struct json list, struct photo_choice *out, struct arena *arena)
{
    for (struct json item = json_first(list); json_present(item) && out->count < PHOTO_CHOSEN_MAX;
         item = json_next(item)) {
        struct photo_ref *ref = &out->items[out->count];
        const char *key = json_peek_string(item, "key", arena);
        *ref = (struct photo_ref){.key = key ? strtoull(key, NULL, 16) : 0};
        read_text(item, "name", ref->name, sizeof ref->name, arena);
        if (*ref->name && ref->key)
            out->count++;
    }
}

static void read_dose(struct json map, struct dose *dose)
{
    *dose = (struct dose){.sets = 1, .reps = 1};
    for (int f = 0; f < DOSE_FIELD_COUNT; f++) {
        struct json value = json_peek(map, dose_key((enum dose_field)f));
        if (json_type(value) == JSON_NUMBER)
            json_value_int(value, 0, DOSE_DURATION_S_MAX, dose_number(dose, (enum dose_field)f));
    }
}

static void read_root(struct photo_draft *draft, struct json root)
{
    struct arena scratch = {0};
    read_photos(json_peek(root, "photos"), &draft->photos, &scratch);
    draft->begun = read_bool(root, "begun");
    draft->each_side = read_bool(root, "each_side");
    read_text(root, "name", draft->name, sizeof draft->name, &scratch);
    read_text(root, "what", draft->what, sizeof draft->what, &scratch);
    const char *position = json_peek_string(root, "position", &scratch);
    for (int i = 0; position && i < POSITION_COUNT; i++)
        if (strcmp(position_name((enum position)i), position) == 0)
            draft->position = (enum position)i;
    read_dose(json_peek(root, "dose"), &draft->dose);
    arena_free(&scratch);
}

bool photo_draft_read(struct photo_draft *draft)
{
    struct fault_list unheard = {0};
    char *text = memory_take(JSON_MAX_BYTES);
    long length = kept_read(FILE_NAME, text, JSON_MAX_BYTES);
    struct json_file *file =
        length > 0 ? json_parse(FILE_NAME, text, (size_t)length, &unheard) : NULL;
    *draft = (struct photo_draft){0};
    if (file)
        read_root(draft, json_root(file));
    json_free(file);
    fault_list_free(&unheard);
    free(text);
    return draft->begun || draft->photos.count > 0;
}

/* ---- the copies ---- */

static void copy_name(char name[COPY_NAME_SIZE], const struct photo_ref *ref)
{
    snprintf(name, COPY_NAME_SIZE, "%016" PRIx64, ref->key);
}

/* As store/kept.h names it. */
static void copy_path(char path[COPY_PATH_SIZE], const struct photo_ref *ref)
{
    char name[COPY_NAME_SIZE];
    copy_name(name, ref);
    snprintf(path, COPY_PATH_SIZE, FOLDER "/%s", name);
}

int photo_copy_open(const struct photo_ref *ref, struct stat *at)
{
    char path[PATH_MAX], name[COPY_PATH_SIZE];
    copy_path(name, ref);
    int fd = kept_path(path, sizeof path, name)
                 ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
                 : -1;
    if (fd >= 0 && fstat(fd, at) == 0 && S_ISREG(at->st_mode))
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

/* Those that are not in the choice; NULL: all that is there. What is still being written has a dot
 * in its name: somebody else may be at it. */
static void tidy(const struct photo_choice *choice)
{
    char path[PATH_MAX];
    DIR *dir = kept_path(path, sizeof path, FOLDER) ? opendir(path) : NULL;
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        bool wanted = *entry->d_name == '.' || (choice && strchr(entry->d_name, '.'));
        for (int i = 0; choice && i < choice->count && !wanted; i++) {
            char name[COPY_NAME_SIZE];
            copy_name(name, &choice->items[i]);
            wanted = strcmp(name, entry->d_name) == 0;
        }
        if (!wanted)
            unlinkat(dirfd(dir), entry->d_name, 0);
    }
    if (dir)
        closedir(dir);
    if (dir && !choice)
        rmdir(path);
}

void photo_draft_forget(struct photo_draft *draft)
{
    *draft = (struct photo_draft){0};
    kept_remove(FILE_NAME);
    tidy(NULL);
}

/* Where there is no state folder, photos are shown and taken from the stick. */
static void make_copy(struct photo_task *task, const struct photo_ref *ref)
{
    char path[PATH_MAX], name[COPY_PATH_SIZE];
    struct photo_copy copy;
    copy_path(name, ref);
    if (!kept_path(path, sizeof path, name))
        return;
    if (photo_read(task, ref, &copy) == PHOTO_DONE && !kept_write(name, copy.bytes, copy.size) &&
        task->unkept_why == 0)
        task->unkept_why = errno;
    free(copy.bytes);
}

void photo_take(struct photo_task *task)
{
    char folder[PATH_MAX] = "";
    size_t count = (size_t)task->chosen.count;
    struct picture *items = ARENA_ARRAY(&task->arena, struct picture, count + 1);
    tidy(&task->chosen);
    kept_path(folder, sizeof folder, FOLDER);
    const char *in = arena_strdup(&task->arena, folder);
    for (size_t i = 0; i < count; i++) {
        const struct photo_ref *ref = &task->chosen.items[i];
        struct stat at;
        int fd = photo_copy_open(ref, &at);
        if (fd < 0) {
            make_copy(task, ref);
            fd = photo_copy_open(ref, &at);
        }
        char *name = ARENA_ARRAY(&task->arena, char, COPY_NAME_SIZE);
        copy_name(name, ref);
        if (fd >= 0 && !photo_picture(task, in, name, fd, &at, &items[i]))
            items[i].key = 0;
        if (fd >= 0)
            close(fd);
    }
    photo_sets(task, items, count);
}
