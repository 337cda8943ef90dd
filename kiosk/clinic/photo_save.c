#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "clinic/own_slug.h"
#include "clinic/photo_internal.h"
#include "json/json.h"
#include "json/json_edit.h"

static bool read_all(int fd, struct photo_copy *copy)
{
    size_t got = 0;
    ssize_t part = 1;
    if (lseek(fd, 0, SEEK_SET) != 0)
        return false;
    while (got < copy->size && (part = read(fd, (char *)copy->bytes + got, copy->size - got)) > 0)
        got += (size_t)part;
    return got == copy->size;
}

/* What need not be made anew is taken as it is. */
static enum photo_end make_copy(packs_shrink *make, int fd, size_t size, struct photo_copy *copy)
{
    struct packs_smaller made = {0};
    struct image_header header;
    if (make && !make(fd, &made))
        return PHOTO_UNUSABLE;
    *copy = (struct photo_copy){.bytes = made.bytes, .size = made.size};
    if (!made.bytes) {
        if (size > IMAGE_MAX_BYTES)
            return PHOTO_UNUSABLE;
        copy->bytes = memory_take(size + 1);
        copy->size = size;
        if (!read_all(fd, copy))
            return PHOTO_GONE;
    }
    if (image_header_of(copy->bytes, copy->size, &header) != IMAGE_GOOD)
        return PHOTO_UNUSABLE;
    copy->ending = image_ending(header.type);
    return PHOTO_DONE;
}

/* Another photo of the same name is not the chosen one; the logo's was seen just now. */
static int open_chosen(const struct photo_task *task, const struct photo_ref *ref, struct stat *at)
{
    int fd = *task->folder ? photo_open(task, ref->name, at) : -1;
    if (fd < 0 || task->kind == PHOTO_LOGO || photo_key(ref->name, at) == ref->key)
        return fd;
    close(fd);
    return -1;
}

enum photo_end photo_read(const struct photo_task *task, const struct photo_ref *ref,
                          struct photo_copy *copy)
{
    struct stat at;
    int fd = photo_copy_open(ref, &at);
    bool copied = fd >= 0;
    *copy = (struct photo_copy){0};
    if (!copied)
        fd = open_chosen(task, ref, &at);
    enum photo_end end =
        fd < 0 ? PHOTO_GONE : make_copy(copied ? NULL : task->make, fd, (size_t)at.st_size, copy);
    if (fd >= 0)
        close(fd);
    return end;
}

/* Into the pack as "images/STEM.jpg", whatever the kind. NULL when it could not be read, or used.
 */
static const char *put_photo(struct photo_task *task, struct own_pack *own, int index,
                             const char *stem)
{
    const struct photo_ref *ref = &task->chosen.items[index];
    struct photo_copy copy;
    const char *file = NULL;
    task->end = photo_read(task, ref, &copy);
    if (task->end == PHOTO_DONE) {
        file = arena_printf(&task->arena, "images/%s.%s", stem, copy.ending);
        own_put(own, file, copy.bytes, copy.size);
    } else {
        task->spoilt = ref->name;
    }
    free(copy.bytes);
    return file;
}

static void put_edit(struct own_pack *own, const char *file, struct json_edit *edit)
{
    size_t length;
    char *text = json_edit_print(edit, &length);
    own_put(own, file, text, length);
    free(text);
    json_edit_free(edit);
}

static bool save_logo(struct photo_task *task, struct own_pack *own)
{
    const char *file = put_photo(task, own, 0, "own-logo");
    if (!file)
        return false;
    own_drop_logo_files(own, file);
    own_logo(own, file, *task->own.name ? task->own.name : "Logo");
    return true;
}

static void put_numbers(struct photo_task *task, struct json_edit *edit, struct dose *dose)
{
    const struct dose_made *made = &dose_made[dose_kind(dose)];
    const enum dose_field *fields = made->counted;
    for (int i = 0; i < made->counted_count; i++)
        json_edit_set_number(edit, arena_printf(&task->arena, "dose/%s", dose_key(fields[i])),
                             *dose_number(dose, fields[i]));
}

static const char *what_of(const struct photo_exercise *exercise)
{
    return *exercise->what ? exercise->what : exercise->name;
}

static void put_exercise(struct photo_task *task, struct own_pack *own, const char *id,
                         const char *const *files)
{
    const struct photo_exercise *exercise = &task->exercise;
    struct dose dose = exercise->dose;
    struct json_edit *edit = json_edit_new();
    json_edit_set_string(edit, "id", id);
    json_edit_set_string(edit, "name", exercise->name);
    json_edit_set_string(edit, "position", position_name(exercise->position));
    if (exercise->sides != SIDES_NONE)
        json_edit_set_string(edit, "sides", exercise->sides == SIDES_EACH ? "each" : "alternate");
    put_numbers(task, edit, &dose);
    json_edit_set_empty(edit, "steps", JSON_ARRAY);
    json_edit_set_string(edit, "steps/0/role", "move");
    json_edit_set_string(edit, "steps/0/text", what_of(exercise));
    json_edit_set_empty(edit, "images", JSON_ARRAY);
    for (int i = 0; i < task->chosen.count; i++) {
        json_edit_set_string(edit, arena_printf(&task->arena, "images/%d/file", i), files[i]);
        json_edit_set_string(edit, arena_printf(&task->arena, "images/%d/alt", i), exercise->name);
    }
    put_edit(own, arena_printf(&task->arena, "exercises/%s.json", id), edit);
}

/* The file is in the pack's first language; what was written in another is there, too, and in that
 * one's file. */
static void put_language(struct photo_task *task, struct own_pack *own, const char *id)
{
    const struct photo_exercise *exercise = &task->exercise;
    const char *file = arena_printf(&task->arena, "lang/%s.json", exercise->language);
    const char *entry = arena_printf(&task->arena, "exercises/%s", id);
    struct fault_list unheard = {0};
    size_t length = 0;
    const char *text = own_text(own, file, &length);
    struct json_file *before = text ? json_parse(file, text, length, &unheard) : NULL;
    if (!text || before) { /* a broken one is for who wrote it */
        const char *steps[] = {what_of(exercise)};
        struct json_edit *edit = json_edit_of(before);
        json_edit_set_string(edit, arena_printf(&task->arena, "%s/name", entry), exercise->name);
        json_edit_set_strings(edit, arena_printf(&task->arena, "%s/steps", entry), steps, 1);
        put_edit(own, file, edit);
        own_add_language(own, exercise->language);
    }
    json_free(before);
    fault_list_free(&unheard);
}

static bool save_exercise(struct photo_task *task, struct own_pack *own)
{
    const char *files[PHOTO_CHOSEN_MAX];
    const char *id = own_new_id(own, NULL, task->exercise.name, "own-exercise", &task->arena);
    for (int i = 0; i < task->chosen.count; i++) {
        files[i] = put_photo(task, own, i, arena_printf(&task->arena, "%s-%d", id, i + 1));
        if (!files[i])
            return false;
    }
    put_exercise(task, own, id, files);
    if (strcmp(task->exercise.language, own_language(own)) != 0)
        put_language(task, own, id);
    return true;
}

void photo_save(struct photo_task *task)
{
    struct own_pack *own = own_open(&task->own, &task->faults);
    task->end = PHOTO_FAILED;
    if (own && task->chosen.count > 0 &&
        (task->kind == PHOTO_LOGO ? save_logo : save_exercise)(task, own) &&
        !own_write(own, &task->undo, &task->faults))
        task->end = PHOTO_FAILED;
    own_close(own);
}
