#include "figure/figure_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/thread.h"
#include "figure/change.h"
#include "figure/frame_maker.h"
#include "figure/frame_store.h"
#include "figure/sheets.h"

/* WANTED: frames asked for and not there, newest last. STREAMS: clips that move now, whose next
 * frames are made ahead. */
enum { MAX_WANTED = 32, MAX_STREAMS = 8, MAX_PAIRS = 64 };

/* So long there is nothing to draw. */
enum { REST_S = 2 };

/* A frame that was not asked for pushes out none that was: ahead work stops this far below. */
static const double AHEAD_SHARE = 0.95;

/* A second of the movement is made ahead: who only looks at the figure waiting, or at another size,
 * never sees the rest. Where so many came late, the worker is too slow for that, and all of it is
 * made while there is time; and where the movement is sure to come, so that nothing else is to be
 * done while it moves. */
enum { AHEAD_FRAMES = 30, LATE_MOST = 6, LATE_STEPS = 3 /* frames left out at most */ };

struct stream {
    struct figure_key key; /* the frame last asked for */
    uint64_t asked;        /* when, counting calls; 0: free */
    int moves;             /* how often the frame changed */
    int late;              /* how often the next one was not there */
    int made_soon;         /* frames made because of `soon` */
};

struct pair {
    uint64_t from, to;
    struct rects changed;
    bool compared; /* else `changed` is all of both */
};

struct figure_cache {
    struct frame_store store;
    struct frame_maker maker; /* the worker's, or the main thread's when synchronous */
    bool synchronous;
    void (*on_ready)(void);
    uint64_t last_id, clock;
    struct figure_key wanted[MAX_WANTED];
    int wanted_count;
    struct stream streams[MAX_STREAMS];
    struct sheets sheets;
    struct pair pairs[MAX_PAIRS];
    unsigned next_pair;
    pthread_t worker;
    pthread_mutex_t mutex;
    pthread_cond_t work, idle;
    bool has_worker, busy, quit;
    bool warm; /* the maker has memory to draw with */
};

static struct rect mirror(struct rect r, int width)
{
    r.x = width - r.x - r.w;
    return r;
}

/* A movement for which there is no room is not made again and again. */
static bool is_soon(const struct stream *s)
{
    return s->key.soon && s->made_soon < figure_clip_frame_count(s->key.clip);
}

static bool find_ahead(struct figure_cache *c, const struct stream *s, struct figure_key *out)
{
    *out = s->key;
    bool all = s->late > LATE_MOST || is_soon(s);
    int count = all ? figure_clip_frame_count(s->key.clip) : AHEAD_FRAMES;
    for (int i = 0; i < count; i++) {
        uint16_t before = out->frame;
        out->frame = figure_clip_next(s->key.clip, before);
        if (out->frame == s->key.frame || out->frame == before)
            return false;
        if (!frame_store_find(&c->store, out))
            return true;
    }
    return false;
}

/* A screen asks for all its figures again before so many calls have passed: who asks no more has
 * gone on to another. */
enum { CALLS_AWAY = 16 };

static bool is_watched(const struct figure_cache *c, const struct stream *s)
{
    return s->asked > 0 && c->clock - s->asked < CALLS_AWAY;
}

/* The stream that needs one soonest; NULL: none does. */
static struct stream *next_ahead(struct figure_cache *c, struct figure_key *out)
{
    bool full = (double)c->store.bytes > AHEAD_SHARE * (double)c->store.budget;
    struct stream *newest = NULL;
    struct figure_key key;
    for (int i = 0; i < MAX_STREAMS; i++) {
        struct stream *s = &c->streams[i];
        bool wanted = is_watched(c, s) && (is_soon(s) || (s->moves > 1 && !full));
        if (s->asked > (newest ? newest->asked : 0) && wanted && find_ahead(c, s, &key)) {
            newest = s;
            *out = key;
        }
    }
    return newest;
}

static bool next_task(struct figure_cache *c, struct figure_key *out)
{
    while (c->wanted_count > 0) {
        *out = c->wanted[--c->wanted_count];
        if (!frame_store_find(&c->store, out))
            return true;
    }
    struct stream *ahead = next_ahead(c, out);
    if (ahead && ahead->key.soon)
        ahead->made_soon++;
    return ahead != NULL;
}

/* Until there may be something to do. Who is not called for a while gives back the memory that he
 * draws with. */
static void wait_for_work(struct figure_cache *c)
{
    if (!c->warm) {
        pthread_cond_wait(&c->work, &c->mutex);
    } else if (!thread_wait(&c->work, &c->mutex, REST_S)) {
        frame_maker_rest(&c->maker);
        c->warm = false;
        pthread_mutex_unlock(&c->mutex);
        memory_give_back(); /* other movements' frames went, in many small pieces */
        pthread_mutex_lock(&c->mutex);
    }
}

static void *work(void *context)
{
    struct figure_cache *c = context;
    pthread_mutex_lock(&c->mutex);
    while (!c->quit) {
        struct figure_key key;
        if (!next_task(c, &key)) {
            wait_for_work(c);
            continue;
        }
        c->busy = true;
        uint64_t id = ++c->last_id;
        pthread_mutex_unlock(&c->mutex);
        struct packed_frame *frame = frame_maker_make(&c->maker, &key, id);
        bool made = frame != NULL;
        pthread_mutex_lock(&c->mutex);
        c->busy = false;
        c->warm = true;
        if (made && !frame_store_add(&c->store, frame))
            frame_maker_begin_anew(&c->maker);
        pthread_cond_broadcast(&c->idle);
        if (made && c->on_ready) {
            pthread_mutex_unlock(&c->mutex);
            c->on_ready();
            pthread_mutex_lock(&c->mutex);
        }
    }
    pthread_mutex_unlock(&c->mutex);
    return NULL;
}

struct figure_cache *figure_cache_create(size_t budget_bytes, bool synchronous,
                                         void (*on_ready)(void))
{
    struct figure_cache *c = MEMORY_NEW(struct figure_cache);
    frame_store_init(&c->store, budget_bytes);
    sheets_limit(&c->sheets, SHEETS_BYTES);
    c->synchronous = synchronous;
    c->on_ready = on_ready;
    frame_maker_init(&c->maker);
    pthread_mutex_init(&c->mutex, NULL);
    pthread_cond_init(&c->work, NULL);
    pthread_cond_init(&c->idle, NULL);
    if (!synchronous)
        c->has_worker = thread_start(&c->worker, "figure", WORKER_NICE, work, c);
    if (synchronous || c->has_worker)
        return c;
    figure_cache_destroy(c);
    return NULL;
}

void figure_cache_destroy(struct figure_cache *c)
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
    frame_store_clear(&c->store);
    frame_maker_destroy(&c->maker);
    sheets_free(&c->sheets);
    pthread_cond_destroy(&c->work);
    pthread_cond_destroy(&c->idle);
    pthread_mutex_destroy(&c->mutex);
    free(c);
}

void figure_cache_limit(struct figure_cache *c, size_t packed, size_t unpacked)
{
    pthread_mutex_lock(&c->mutex);
    if (c->store.budget != packed)
        frame_store_limit(&c->store, packed);
    if (c->sheets.budget != unpacked)
        sheets_limit(&c->sheets, unpacked);
    pthread_mutex_unlock(&c->mutex);
}

void figure_cache_clear(struct figure_cache *c)
{
    pthread_mutex_lock(&c->mutex);
    c->wanted_count = 0;
    memset(c->streams, 0, sizeof c->streams);
    while (c->busy)
        pthread_cond_wait(&c->idle, &c->mutex);
    frame_store_clear(&c->store);
    frame_maker_forget(&c->maker);
    pthread_mutex_unlock(&c->mutex);
}

static bool shown_mirrored(const struct figure_key *key)
{
    return key->mirrored != (figure_clip_side(key->clip) == FIGURE_RIGHT);
}

static void want(struct figure_cache *c, const struct figure_key *key)
{
    for (int i = 0; i < c->wanted_count; i++)
        if (figure_same_series(&c->wanted[i], key) && c->wanted[i].frame == key->frame) {
            memmove(&c->wanted[i], &c->wanted[i + 1],
                    sizeof *c->wanted * (size_t)(c->wanted_count - i - 1));
            c->wanted_count--;
            break;
        }
    if (c->wanted_count == MAX_WANTED) {
        memmove(c->wanted, c->wanted + 1, sizeof *c->wanted * (MAX_WANTED - 1));
        c->wanted_count--;
    }
    c->wanted[c->wanted_count++] = *key;
}

static struct stream *stream_of(struct figure_cache *c, const struct figure_key *key)
{
    struct stream *oldest = &c->streams[0];
    for (int i = 0; i < MAX_STREAMS; i++) {
        struct stream *s = &c->streams[i];
        if (s->asked != 0 && figure_same_series(&s->key, key))
            return s;
        if (s->asked < oldest->asked)
            oldest = s;
    }
    *oldest = (struct stream){.key = *key};
    return oldest;
}

/* `to` is the next frame after `from`, or one soon after that. */
static bool goes_on(const struct figure_clip *clip, uint16_t from, uint16_t to)
{
    for (int i = 0; i < LATE_STEPS && from != to; i++)
        from = figure_clip_next(clip, from);
    return from == to;
}

/* True when the stream has moved on to another frame. */
static bool note_stream(struct figure_cache *c, const struct figure_key *key, bool there)
{
    struct stream *s = stream_of(c, key);
    if (!key->soon)
        s->made_soon = 0;
    bool moved = s->key.frame != key->frame;
    s->moves += moved;
    s->late += moved && !there && goes_on(key->clip, s->key.frame, key->frame);
    s->key = *key;
    s->asked = ++c->clock;
    return moved;
}

/* The frame to show now, made here when synchronous. Called with the lock. */
static struct packed_frame *frame_for(struct figure_cache *c, const struct figure_key *asked)
{
    struct figure_key key = *asked;
    key.mirrored = false;
    struct figure_key ahead;
    struct packed_frame *f = frame_store_find(&c->store, &key);
    bool moved = note_stream(c, &key, f != NULL);
    if (!f && c->synchronous) {
        f = frame_maker_make(&c->maker, &key, ++c->last_id);
        bool made = f != NULL;
        f = made ? frame_store_add(&c->store, f) : NULL;
        if (made && !f)
            frame_maker_begin_anew(&c->maker);
    } else if (!f) {
        want(c, &key);
        pthread_cond_signal(&c->work);
        f = frame_store_nearest(&c->store, &key);
    } else if (moved && !c->synchronous && next_ahead(c, &ahead)) {
        pthread_cond_signal(&c->work);
    }
    if (f)
        frame_store_touch(&c->store, f);
    return f;
}

static bool valid(const struct figure_key *key)
{
    return key->clip && key->width > 0 && key->height > 0;
}

static uint64_t version_of(const struct packed_frame *f, bool mirrored)
{
    return f->id * 2 + mirrored;
}

uint64_t figure_cache_version(struct figure_cache *c, const struct figure_key *key)
{
    if (!valid(key))
        return 0;
    pthread_mutex_lock(&c->mutex);
    const struct packed_frame *f = frame_for(c, key);
    uint64_t version = f ? version_of(f, shown_mirrored(key)) : 0;
    pthread_mutex_unlock(&c->mutex);
    return version;
}

bool figure_cache_acquire(struct figure_cache *c, const struct figure_key *key,
                          struct figure_bitmap *out)
{
    if (!valid(key))
        return false;
    pthread_mutex_lock(&c->mutex);
    const struct packed_frame *f = frame_for(c, key);
    bool mirrored = shown_mirrored(key);
    const uint32_t *pixels = f ? sheets_take(&c->sheets, f, mirrored) : NULL;
    if (pixels)
        *out = (struct figure_bitmap){.pixels = pixels,
                                      .width = f->width,
                                      .height = f->height,
                                      .stride = f->width,
                                      .x = mirrored ? key->width - f->x - f->width : f->x,
                                      .y = f->y};
    pthread_mutex_unlock(&c->mutex);
    return pixels != NULL;
}

void figure_cache_release(struct figure_cache *c, struct figure_bitmap *bitmap)
{
    sheets_give_back(&c->sheets, bitmap->pixels);
    bitmap->pixels = NULL;
}

static struct rect crop_of(const struct packed_frame *f, bool mirrored)
{
    struct rect r = {f->x, f->y, f->width, f->height};
    return mirrored ? mirror(r, f->key.width) : r;
}

static struct rects only(struct rect r)
{
    return (struct rects){{r}, rect_empty(r) ? 0 : 1};
}

/* Seldom needed: neighbours in a movement know it since they were made. */
static struct rects compare(const struct packed_frame *a, const struct packed_frame *b)
{
    struct sheets sheets = {.budget = SIZE_MAX};
    struct cropped views[2] = {{sheets_take(&sheets, a, false), crop_of(a, false)},
                               {sheets_take(&sheets, b, false), crop_of(b, false)}};
    struct rects changed = only(rect_union(views[0].crop, views[1].crop));
    if (views[0].pixels && views[1].pixels)
        changed = change_between(&views[0], &views[1]);
    sheets_free(&sheets);
    return changed;
}

/* Unmirrored. */
static struct rects changed_between(struct figure_cache *c, const struct packed_frame *a,
                                    const struct packed_frame *b)
{
    if (b->before == a->id)
        return b->changed;
    if (a->before == b->id)
        return a->changed;
    for (int i = 0; i < MAX_PAIRS; i++) {
        struct pair *p = &c->pairs[i];
        if ((p->from != a->id || p->to != b->id) && (p->from != b->id || p->to != a->id))
            continue;
        if (!p->compared)
            p->changed = compare(a, b);
        p->compared = true;
        return p->changed;
    }
    /* Met once, it costs less to draw all of both; a pair that comes again is worth comparing. */
    struct pair *p = &c->pairs[c->next_pair++ % MAX_PAIRS];
    *p = (struct pair){a->id, b->id, only(rect_union(crop_of(a, false), crop_of(b, false))), false};
    return p->changed;
}

struct rects figure_cache_difference(struct figure_cache *c, uint64_t from, uint64_t to)
{
    struct rects out = {.count = 0};
    if (from == to)
        return out;
    pthread_mutex_lock(&c->mutex);
    bool mirror_from = from & 1, mirror_to = to & 1;
    const struct packed_frame *a = frame_store_find_id(&c->store, from / 2);
    const struct packed_frame *b = frame_store_find_id(&c->store, to / 2);
    if (!a || !b || a->key.width != b->key.width || a->key.height != b->key.height) {
        const struct packed_frame *known = a ? a : b;
        out = only(known ? (struct rect){0, 0, known->key.width, known->key.height}
                         : (struct rect){0, 0, 1 << 14, 1 << 14});
    } else if (mirror_from != mirror_to || !figure_same_series(&a->key, &b->key)) {
        out = only(rect_union(crop_of(a, mirror_from), crop_of(b, mirror_to)));
    } else {
        out = changed_between(c, a, b);
        for (int i = 0; mirror_to && i < out.count; i++)
            out.rect[i] = mirror(out.rect[i], b->key.width);
    }
    pthread_mutex_unlock(&c->mutex);
    return out;
}

struct figure_cache_use figure_cache_use(struct figure_cache *c)
{
    struct figure_cache_use use = {.unpacked = sheets_bytes(&c->sheets)};
    pthread_mutex_lock(&c->mutex);
    use.bytes = c->store.bytes;
    use.room = c->store.room;
    for (const struct packed_frame *f = frame_store_first(&c->store); f; f = frame_store_next(f))
        use.frames++;
    pthread_mutex_unlock(&c->mutex);
    return use;
}
