#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "json/json_internal.h"

static bool same_type(const struct json_node *node, const cJSON *item)
{
    switch (node->type) {
    case JSON_NULL:
        return cJSON_IsNull(item);
    case JSON_BOOL:
        return cJSON_IsBool(item);
    case JSON_NUMBER:
        return cJSON_IsNumber(item);
    case JSON_STRING:
        return cJSON_IsString(item) && item->valuestring;
    case JSON_ARRAY:
        return cJSON_IsArray(item);
    case JSON_OBJECT:
        return cJSON_IsObject(item);
    default:
        return false;
    }
}

/* Gives every scanned place its value. Both trees are in the file's order. */
static bool join(struct json_file *file, struct json_node *node, const cJSON *item)
{
    if (!same_type(node, item))
        return false;
    node->item = item;
    if (node->type == JSON_NUMBER && !isfinite(item->valuedouble))
        json_fault_at(file, FAULT_ERROR, node->at, node, NULL,
                      "a number too large to hold; write a smaller one");
    const cJSON *child_item = item->child;
    for (struct json_node *child = node->child; child; child = child->next) {
        if (!child_item || (node->type == JSON_OBJECT && !child_item->string))
            return false;
        if (!join(file, child, child_item))
            return false;
        child_item = child_item->next;
    }
    return !child_item;
}

static int compare_keys(const void *a, const void *b)
{
    const struct json_node *left = *(const struct json_node *const *)a;
    const struct json_node *right = *(const struct json_node *const *)b;
    int order = strcmp(left->item->string, right->item->string);
    return order ? order : (left->index > right->index) - (left->index < right->index);
}

/* Finding a line takes a walk over the file: not for what nobody is told. */
static void fault_duplicate(struct json_file *file, const struct json_node *first,
                            const struct json_node *again)
{
    int line = 0, column;
    if (!json_full(file))
        json_place(file, first->key_at - 1, &line, &column);
    json_fault_at(file, FAULT_ERROR, again->key_at - 1, again, NULL,
                  "this key stands here a second time (first in line %d); keep one of them", line);
}

/* The first one of equal keys stays. */
static void drop_duplicates(struct json_file *file, struct json_node *object, size_t count)
{
    struct json_node **sorted = ARENA_ARRAY(&file->arena, struct json_node *, count);
    size_t n = 0;
    for (struct json_node *child = object->child; child; child = child->next)
        sorted[n++] = child;
    qsort(sorted, n, sizeof(struct json_node *), compare_keys);
    const struct json_node *first = sorted[0];
    for (size_t i = 1; i < n; i++) {
        if (strcmp(first->item->string, sorted[i]->item->string) != 0) {
            first = sorted[i];
            continue;
        }
        fault_duplicate(file, first, sorted[i]);
        sorted[i]->duplicate = true;
    }
    for (struct json_node *child = object->child; child; child = child->next)
        while (child->next && child->next->duplicate)
            child->next = child->next->next;
}

static void check_duplicates(struct json_file *file, struct json_node *node)
{
    size_t count = 0;
    for (struct json_node *child = node->child; child; child = child->next) {
        check_duplicates(file, child);
        count++;
    }
    if (node->type == JSON_OBJECT && count > 1)
        drop_duplicates(file, node, count);
}

/* The tree is not "no JSON" for want of memory. */
static void use_memory(void)
{
    cJSON_InitHooks(&(cJSON_Hooks){.malloc_fn = memory_take, .free_fn = free});
}

static struct json_file *file_new(const char *name, size_t length, struct fault_list *faults)
{
    struct json_file *file = MEMORY_NEW(struct json_file);
    file->arena.block_size = 1024 + 6 * length; /* the text and its nodes: mostly one block */
    file->faults = faults;
    file->name = arena_strdup(&file->arena, name);
    return file;
}

static struct json_file *too_large(const char *name, size_t length, size_t max,
                                   struct fault_list *faults)
{
    fault_add(faults, FAULT_ERROR, name, 0, 0, "$", "is %zu bytes large; at most %zu are allowed",
              length, max);
    return NULL;
}

/* What a reader takes. */
struct limits {
    size_t max; /* bytes */
    bool mend;  /* also what is no JSON, as far as it can be understood */
};

static struct json_file *parse(const char *name, const char *text, size_t length,
                               struct limits limits, struct fault_list *faults)
{
    if (length > limits.max)
        return too_large(name, length, limits.max, faults);
    struct json_file *file = file_new(name, length, faults);
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    char *copy = arena_alloc(&file->arena, length + 1);
    memcpy(copy, text, length);
    file->text = copy;
    file->length = length;

    bool good = json_scan(file);
    if (!good && limits.mend)
        good = file->mended = json_mend(file);
    if (good) {
        static pthread_once_t once = PTHREAD_ONCE_INIT;
        pthread_once(&once, use_memory);
        file->tree = cJSON_ParseWithLengthOpts(file->text, file->length + 1, NULL, true);
        good = file->tree && join(file, file->root, file->tree);
        if (!good)
            json_fault_at(file, FAULT_ERROR, 0, NULL, NULL, "cannot be understood as JSON");
    }
    if (!good) {
        json_free(file);
        return NULL;
    }
    check_duplicates(file, file->root);
    return file;
}

struct json_file *json_parse(const char *name, const char *text, size_t length,
                             struct fault_list *faults)
{
    return parse(name, text, length, (struct limits){JSON_MAX_BYTES, false}, faults);
}

struct json_file *json_parse_mended(const char *name, const char *text, size_t length,
                                    struct fault_list *faults)
{
    return parse(name, text, length, (struct limits){JSON_MAX_BYTES, true}, faults);
}

static struct json_file *read_fd(int fd, const char *name, struct limits limits,
                                 struct fault_list *faults)
{
    struct stat info;
    const char *wrong = NULL;
    if (fstat(fd, &info) != 0) {
        fault_add_system(faults, name, "cannot be read", errno);
        return NULL;
    }
    if (S_ISDIR(info.st_mode))
        wrong = "it is a folder; a file is needed";
    else if (!S_ISREG(info.st_mode))
        wrong = "it is not a regular file";
    if (wrong) {
        fault_add(faults, FAULT_ERROR, name, 0, 0, "$", "cannot be read: %s", wrong);
        return NULL;
    }
    if ((size_t)info.st_size > limits.max)
        return too_large(name, (size_t)info.st_size, limits.max, faults);
    size_t size = 0;
    size_t room = (size_t)info.st_size + 1;
    char *text = memory_take(room);
    while (size < room) {
        ssize_t got = read(fd, text + size, room - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            fault_add_system(faults, name, "cannot be read", errno);
            free(text);
            return NULL;
        }
        if (got == 0)
            break;
        size += (size_t)got;
    }
    struct json_file *file = parse(name, text, size, limits, faults);
    free(text);
    return file;
}

struct json_file *json_read_fd(int fd, const char *name, struct fault_list *faults)
{
    return read_fd(fd, name, (struct limits){JSON_MAX_BYTES, false}, faults);
}

struct json_file *json_read_fd_mended(int fd, const char *name, struct fault_list *faults)
{
    return read_fd(fd, name, (struct limits){JSON_MAX_BYTES, true}, faults);
}

static struct json_file *read_path(const char *path, struct limits limits,
                                   struct fault_list *faults)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0) {
        fault_add_system(faults, path, "cannot be read", errno);
        return NULL;
    }
    struct json_file *file = read_fd(fd, path, limits, faults);
    close(fd);
    return file;
}

struct json_file *json_read(const char *path, struct fault_list *faults)
{
    return read_path(path, (struct limits){JSON_MAX_BYTES, false}, faults);
}

struct json_file *json_read_large(const char *path, size_t max, struct fault_list *faults)
{
    return read_path(path, (struct limits){max, false}, faults);
}

struct json_file *json_read_mended(const char *path, struct fault_list *faults)
{
    return read_path(path, (struct limits){JSON_MAX_BYTES, true}, faults);
}

const char *json_text(const struct json_file *file, size_t *length)
{
    *length = file->length;
    return file->text;
}

bool json_mended(const struct json_file *file)
{
    return file->mended;
}

void json_free(struct json_file *file)
{
    if (!file)
        return;
    cJSON_Delete(file->tree);
    arena_free(&file->arena);
    free(file);
}
