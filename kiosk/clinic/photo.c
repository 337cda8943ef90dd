#include "clinic/photo.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/hash.h"
#include "clinic/photo_internal.h"
#include "clinic/stick.h"
#include "content/image_problem.h"

struct photo_task *photo_task_new(enum photo_task_kind kind, const struct own_place *own,
                                  const char *folder, packs_shrink *make)
{
    struct arena arena = {0};
    struct photo_task *task = ARENA_NEW(&arena, struct photo_task);
    task->kind = kind;
    task->own = (struct own_place){.packs_dir = arena_strdup(&arena, own->packs_dir),
                                   .name = arena_strdup(&arena, own->name),
                                   .language = arena_strdup(&arena, own->language)};
    size_t used = own->used ? own->used->count : 0;
    const char **ids = ARENA_ARRAY(&arena, const char *, used + 1);
    for (size_t i = 0; i < used; i++)
        ids[i] = arena_strdup(&arena, own->used->items[i]);
    task->used = (struct string_list){ids, used};
    task->own.used = &task->used;
    task->folder = arena_strdup(&arena, folder);
    task->make = make;
    task->arena = arena;
    return task;
}

void photo_task_choose(struct photo_task *task, const struct photo_choice *choice)
{
    task->chosen = *choice;
}

void photo_task_describe(struct photo_task *task, const struct photo_exercise *exercise)
{
    task->exercise = *exercise;
    task->exercise.name = arena_strdup(&task->arena, exercise->name);
    task->exercise.what = arena_strdup(&task->arena, exercise->what);
    task->exercise.language = arena_strdup(&task->arena, exercise->language);
}

int photo_open(const struct photo_task *task, const char *name, struct stat *at)
{
    int root = open(task->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int fd = root < 0 ? -1 : below_open(root, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (root >= 0)
        close(root);
    if (fd >= 0 && fstat(fd, at) == 0 && S_ISREG(at->st_mode))
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

/* A stick may have other numbers for its files each time, and counts two seconds as one. */
uint64_t photo_key(const char *name, const struct stat *at)
{
    uint64_t key = hash_bytes(0, name, strlen(name));
    key = hash_word(hash_word(key, (uint64_t)at->st_size), (uint64_t)at->st_mtim.tv_sec / 2);
    return key ? key : 1;
}

bool photo_picture(struct photo_task *task, const char *folder, const char *name, int fd,
                   const struct stat *at, struct picture *out)
{
    struct image_header header;
    size_t size = (size_t)at->st_size;
    enum image_fault fault = image_header_of_file(fd, size, &header);
    uint64_t key = hash_file(hash_bytes(0, name, strlen(name)), at);
    *out = (struct picture){.folder = folder,
                            .name = name,
                            .key = key ? key : 1,
                            .width = image_width(&header),
                            .height = image_height(&header)};
    return !image_problem(&task->arena, fault, &header, size);
}

/* False when it cannot be shown. */
static bool look_at(struct photo_task *task, const char *name, struct picture *out,
                    struct photo_ref *ref)
{
    struct stat at;
    int fd = strlen(name) < sizeof ref->name ? photo_open(task, name, &at) : -1;
    if (fd < 0)
        return false;
    memcpy(ref->name, name, strlen(name) + 1);
    ref->key = photo_key(name, &at);
    bool good = photo_picture(task, task->folder, name, fd, &at, out);
    close(fd);
    return good;
}

void photo_sets(struct photo_task *task, const struct picture *items, size_t count)
{
    struct picture_set *each = ARENA_ARRAY(&task->arena, struct picture_set, count + 1);
    for (size_t i = 0; i < count; i++)
        each[i] = (struct picture_set){&items[i], items[i].key ? 1 : 0};
    task->pictures = (struct picture_set){items, count};
    task->each = each;
}

static void look(struct photo_task *task)
{
    struct stick_contents contents = {0};
    size_t length = strlen(task->folder) + 1;
    stick_read(&contents, task->folder, &task->arena);
    task->gone = contents.state != STICK_READ;
    size_t most = (size_t)contents.photo_count + 1, count = 0;
    struct picture *items = ARENA_ARRAY(&task->arena, struct picture, most);
    struct photo_ref *refs = ARENA_ARRAY(&task->arena, struct photo_ref, most);
    for (int i = 0; i < contents.photo_count; i++) {
        if (look_at(task, contents.photos[i].path + length, &items[count], &refs[count]))
            count++;
        else
            task->unusable++;
    }
    task->refs = refs;
    photo_sets(task, items, count);
}

void photo_task_run(void *what)
{
    struct photo_task *task = what;
    if (task->kind == PHOTO_LOOK)
        look(task);
    else if (task->kind == PHOTO_TAKE)
        photo_take(task);
    else
        photo_save(task);
}

void photo_task_free(void *what)
{
    struct photo_task *task = what;
    own_undo_free(&task->undo);
    fault_list_free(&task->faults);
    struct arena arena = task->arena; /* which holds *task itself */
    arena_free(&arena);
}
