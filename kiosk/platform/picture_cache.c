#include "platform/picture_cache.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/thread.h"
#include "platform/picture_decode.h"

/* ENTRIES: far more than can be seen at a time. WANTED: asked for and not there, newest last; what
 * a finger scrolls past in the meantime falls out at the other end. */
enum { ENTRIES = 256, WANTED = 16, FOLDER_MAX = 1024, NAME_MAX_BYTES = 512 };

/* A picture as it is shown. */
struct key {
    uint64_t picture;
    int width, height, radius;
};

struct entry {
    struct key key;
    struct image image; /* without pixels: it cannot be shown */
    uint64_t version;   /* 0: free */
    uint64_t used;
    int taken;
};

struct task {
    struct key key;
    uint64_t since; /* by the clock, when it was first asked for */
    char folder[FOLDER_MAX];
    char name[NAME_MAX_BYTES];
};

struct picture_cache {
    struct entry entries[ENTRIES];
    struct task wanted[WANTED];
    int wanted_count;
    struct key doing; /* what the worker decodes now */
    size_t bytes, budget, decoded;
    uint64_t last_version, clock;
    bool synchronous, has_worker, busy, quit;
    void (*on_ready)(void);
    pthread_t worker;
    pthread_mutex_t mutex;
    pthread_cond_t work;
};

static bool same_key(const struct key *a, const struct key *b)
{
    return a->picture == b->picture && a->width == b->width && a->height == b->height &&
           a->radius == b->radius;
}

static size_t bytes_of(const struct image *image)
{
    return image->pixels ? (size_t)image->width * (size_t)image->height * sizeof *image->pixels : 0;
}

static struct entry *find(struct picture_cache *c, const struct key *key)
{
    for (int i = 0; i < ENTRIES; i++)
        if (c->entries[i].version != 0 && same_key(&c->entries[i].key, key))
            return &c->entries[i];
    return NULL;
}

static void drop(struct picture_cache *c, struct entry *entry)
{
    c->bytes -= bytes_of(&entry->image);
    free((void *)entry->image.pixels);
    *entry = (struct entry){0};
}

/* The entry not asked for the longest, or since `since`; `full`: among those with pixels. NULL when
 * there is none that is not taken. */
static struct entry *oldest(struct picture_cache *c, bool full, uint64_t since)
{
    struct entry *found = NULL;
    for (int i = 0; i < ENTRIES; i++) {
        struct entry *entry = &c->entries[i];
        if (entry->version == 0 || entry->taken > 0 || entry->used > since ||
            (full && !entry->image.pixels))
            continue;
        if (!found || entry->used < found->used)
            found = entry;
    }
    return found;
}

static struct entry *free_entry(struct picture_cache *c)
{
    for (int i = 0; i < ENTRIES; i++)
        if (c->entries[i].version == 0)
            return &c->entries[i];
    struct entry *entry = oldest(c, false, c->clock);
    if (entry)
        drop(c, entry);
    return entry;
}

/* Takes the pixels. Whatever was asked for again since this one was is shown beside it and stays,
 * also beyond the budget: else a screen of more would be decoded for ever. */
static struct entry *add(struct picture_cache *c, const struct key *key, uint64_t since,
                         const struct image *image)
{
    size_t bytes = bytes_of(image);
    struct entry *old;
    while (c->bytes + bytes > c->budget && (old = oldest(c, true, since)))
        drop(c, old);
    struct entry *entry = free_entry(c);
    if (!entry) {
        free((void *)image->pixels);
        return NULL;
    }
    *entry = (struct entry){.key = *key,
                            .image = *image,
                            .version = PICTURE_VERSION | ++c->last_version,
                            .used = ++c->clock};
    c->bytes += bytes;
    return entry;
}

/* Without the lock. */
static struct image make(const struct task *task)
{
    struct image image = {0};
    const struct key *key = &task->key;
    if (!picture_decode(task->folder, task->name, key->width, key->height, key->radius, &image))
        return (struct image){0};
    return image;
}

static void *work(void *context)
{
    struct picture_cache *c = context;
    pthread_mutex_lock(&c->mutex);
    while (!c->quit) {
        if (c->wanted_count == 0) {
            pthread_cond_wait(&c->work, &c->mutex);
            continue;
        }
        struct task task = c->wanted[--c->wanted_count];
        c->doing = task.key;
        c->busy = true;
        pthread_mutex_unlock(&c->mutex);
        struct image image = make(&task);
        pthread_mutex_lock(&c->mutex);
        c->busy = false;
        c->decoded++;
        add(c, &task.key, task.since, &image);
        pthread_mutex_unlock(&c->mutex);
        if (c->on_ready)
            c->on_ready();
        pthread_mutex_lock(&c->mutex);
    }
    pthread_mutex_unlock(&c->mutex);
    return NULL;
}

struct picture_cache *picture_cache_create(size_t budget_bytes, bool synchronous,
                                           void (*on_ready)(void))
{
    struct picture_cache *c = MEMORY_NEW(struct picture_cache);
    c->budget = budget_bytes;
    c->synchronous = synchronous;
    c->on_ready = on_ready;
    pthread_mutex_init(&c->mutex, NULL);
    pthread_cond_init(&c->work, NULL);
    if (!synchronous)
        c->has_worker = thread_start(&c->worker, "pictures", WORKER_NICE, work, c);
    if (synchronous || c->has_worker)
        return c;
    picture_cache_destroy(c);
    return NULL;
}

void picture_cache_limit(struct picture_cache *c, size_t budget_bytes)
{
    pthread_mutex_lock(&c->mutex);
    c->budget = budget_bytes;
    pthread_mutex_unlock(&c->mutex);
}

void picture_cache_destroy(struct picture_cache *c)
{
    if (!c)
        return;
    if (c->has_worker) {
        pthread_mutex_lock(&c->mutex);
        c->quit = true;
        pthread_cond_broadcast(&c->work);
        pthread_mutex_unlock(&c->mutex);
        pthread_join(c->worker, NULL);
    }
    for (int i = 0; i < ENTRIES; i++)
        free((void *)c->entries[i].image.pixels);
    pthread_cond_destroy(&c->work);
    pthread_mutex_destroy(&c->mutex);
    free(c);
}

static bool fill_task(struct task *task, const struct picture *picture, const struct key *key)
{
    task->key = *key;
    int folder = snprintf(task->folder, sizeof task->folder, "%s", picture->folder);
    int name = snprintf(task->name, sizeof task->name, "%s", picture->name);
    return folder < FOLDER_MAX && name < NAME_MAX_BYTES;
}

static void want(struct picture_cache *c, const struct picture *picture, const struct key *key)
{
    if (c->busy && same_key(&c->doing, key))
        return;
    int out = c->wanted_count == WANTED ? 0 : WANTED; /* the oldest, when there is no room */
    uint64_t since = c->clock;
    for (int i = 0; i < c->wanted_count; i++)
        if (same_key(&c->wanted[i].key, key)) {
            out = i;
            since = c->wanted[i].since;
        }
    if (out < WANTED) {
        c->wanted_count--;
        memmove(&c->wanted[out], &c->wanted[out + 1],
                sizeof *c->wanted * (size_t)(c->wanted_count - out));
    }
    struct task *task = &c->wanted[c->wanted_count];
    task->since = since;
    if (fill_task(task, picture, key))
        c->wanted_count++;
    pthread_cond_signal(&c->work);
}

static struct key key_of(const struct picture_set *set, size_t which, struct image_ref ref,
                         int width, int height)
{
    return (struct key){set->items[which % set->count].key, width, height, ref.radius};
}

static struct entry *decode_now(struct picture_cache *c, const struct picture *picture,
                                const struct key *key)
{
    struct task task;
    struct image none = {0};
    c->decoded++;
    if (!fill_task(&task, picture, key))
        return add(c, key, c->clock, &none);
    struct image image = make(&task);
    return add(c, key, c->clock, &image);
}

/* Another one of the set at the same size, the one shown before it first. */
static struct entry *find_other(struct picture_cache *c, const struct picture_set *set,
                                struct image_ref ref, int width, int height)
{
    for (size_t i = 1; i < set->count; i++) {
        const struct key key = key_of(set, ref.frame + set->count - i, ref, width, height);
        struct entry *entry = find(c, &key);
        if (entry && entry->image.pixels)
            return entry;
    }
    return NULL;
}

/* What to show now; NULL: nothing yet. With the lock. */
static struct entry *entry_for(struct picture_cache *c, struct image_ref ref, int width, int height)
{
    const struct picture_set *set = ref.object;
    if (!set || set->count == 0 || width <= 0 || height <= 0)
        return NULL;
    const struct picture *picture = &set->items[ref.frame % set->count];
    const struct key key = key_of(set, ref.frame, ref, width, height);
    struct entry *entry = find(c, &key);
    if (!entry && c->synchronous) {
        entry = decode_now(c, picture, &key);
    } else if (!entry) {
        want(c, picture, &key);
        entry = find_other(c, set, ref, width, height);
    }
    if (entry)
        entry->used = ++c->clock;
    return entry;
}

uint64_t picture_cache_version(struct picture_cache *c, struct image_ref ref, int width, int height)
{
    pthread_mutex_lock(&c->mutex);
    const struct entry *entry = entry_for(c, ref, width, height);
    uint64_t version = entry ? entry->version : 0;
    pthread_mutex_unlock(&c->mutex);
    return version;
}

bool picture_cache_acquire(struct picture_cache *c, struct image_ref ref, int width, int height,
                           struct image *out)
{
    pthread_mutex_lock(&c->mutex);
    struct entry *entry = entry_for(c, ref, width, height);
    bool shown = entry && entry->image.pixels;
    if (shown) {
        entry->taken++;
        *out = entry->image;
    }
    pthread_mutex_unlock(&c->mutex);
    return shown;
}

void picture_cache_release(struct picture_cache *c, struct image *image)
{
    pthread_mutex_lock(&c->mutex);
    for (int i = 0; i < ENTRIES; i++)
        if (c->entries[i].taken > 0 && c->entries[i].image.pixels == image->pixels)
            c->entries[i].taken--;
    pthread_mutex_unlock(&c->mutex);
    image->pixels = NULL;
}

struct picture_cache_use picture_cache_use(struct picture_cache *c)
{
    pthread_mutex_lock(&c->mutex);
    struct picture_cache_use use = {.bytes = c->bytes, .decoded = c->decoded};
    for (int i = 0; i < ENTRIES; i++)
        use.pictures += c->entries[i].version != 0;
    pthread_mutex_unlock(&c->mutex);
    return use;
}
