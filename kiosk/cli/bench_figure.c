#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/log.h"
#include "base/memory.h"
#include "cli/bench_figure.h"
#include "cli/cli.h"
#include "cli/meter.h"
#include "content/content.h"
#include "figure/figure_cache.h"
#include "figure/people.h"
#include "figure/pose.h"
#include "json/json.h"

enum { FRESH_WIDTH = 900, FRESH_HEIGHT = 700, THUMB_WIDTH = 320, THUMB_HEIGHT = 240 };

/* Of so many runs of frames one is drawn in a round, so that a short time sees all of a clip. */
enum { STRIDE = 4, RUN = 8 };

/* The cache is as large as needed: nothing is thrown out between making and unpacking. */
enum { CACHE_BYTES = 64 << 20, MAX_FRAMES = 65536 };

/* Frames asked for before the next clip, so that the worker is busy ahead when that one comes. */
enum { FRAMES_BEFORE = 4, WAIT_S = 10 };

/* CPU times of one thread: what others do on the machine does not count. */
struct times {
    uint32_t us[MAX_FRAMES];
    size_t count;
};

struct bench_figure {
    const struct exercise **exercises;
    size_t exercise_count;
    int width, height;
    int64_t end_us; /* of CPU time */
    struct times fresh, cached, first;
    size_t packed_frames, packed_bytes;
};

static int64_t cpu_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void times_add(struct times *times, int64_t us)
{
    if (times->count < MAX_FRAMES)
        times->us[times->count++] = (uint32_t)us;
}

static void times_print(const char *name, struct times *times)
{
    static const struct {
        const char *name;
        size_t percent;
    } points[] = {{"p50", 50}, {"p95", 95}, {"max", 100}};
    meter_sort(times->us, times->count);
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        printf("\"%s_%s_ms\": %.3f, ", name, points[i].name,
               meter_percentile_ms(times->us, times->count, points[i].percent));
}

/* Made (drawn, compared with the one before, packed), then unpacked as for a frame on the screen.
 */
static bool measure_frame(struct bench_figure *b, struct figure_cache *cache,
                          const struct figure_key *key)
{
    struct figure_bitmap bitmap;
    int64_t t0 = cpu_us();
    if (figure_cache_version(cache, key) == 0)
        return false;
    int64_t t1 = cpu_us();
    if (!figure_cache_acquire(cache, key, &bitmap))
        return false;
    int64_t t2 = cpu_us();
    figure_cache_release(cache, &bitmap);
    times_add(&b->fresh, t1 - t0);
    times_add(&b->cached, t2 - t1);
    return true;
}

/* Of a clip every STRIDEth run of frames, which follow each other as in the player. The first is
 * made once more before, uncounted: finding the camera is the price of a clip, not of a frame. */
static bool measure_clip(struct bench_figure *b, const struct figure_clip *clip, uint16_t first,
                         uint8_t person)
{
    struct figure_cache *cache = figure_cache_create(CACHE_BYTES, true, NULL);
    struct figure_key key = {
        .clip = clip, .person = person, .width = b->width, .height = b->height};
    uint16_t count = figure_clip_frame_count(clip);
    key.frame = (uint16_t)(count - 1);
    bool done = cache && figure_cache_version(cache, &key) != 0;
    for (int i = first * RUN; done && i + 1 < count && cpu_us() < b->end_us;
         i += (i + 1) % RUN ? 1 : (STRIDE - 1) * RUN + 1) {
        key.frame = (uint16_t)i;
        done = measure_frame(b, cache, &key);
    }
    if (cache) {
        struct figure_cache_use use = figure_cache_use(cache);
        b->packed_frames += use.frames;
        b->packed_bytes += use.bytes;
        figure_cache_destroy(cache);
    }
    return done;
}

static bool measure_clips(struct bench_figure *b)
{
    for (uint16_t round = 0; round < STRIDE && cpu_us() < b->end_us; round++) {
        uint16_t first = (uint16_t)(round * 3 % STRIDE); /* neighbours not one after the other */
        for (size_t i = 0; i < b->exercise_count; i++)
            if (b->exercises[i]->clip &&
                !measure_clip(b, b->exercises[i]->clip, first, (uint8_t)(round % PEOPLE_COUNT)))
                return false;
    }
    return b->fresh.count > 0;
}

/* A still of every exercise, as cards and rows show them. */
static int64_t measure_thumbnails(const struct bench_figure *b, struct figure_cache *cache)
{
    int64_t start = cpu_us();
    for (size_t i = 0; i < b->exercise_count; i++) {
        const struct figure_clip *clip = b->exercises[i]->clip;
        struct figure_key key = {.clip = clip,
                                 .frame = clip ? figure_clip_still(clip) : 0,
                                 .width = THUMB_WIDTH,
                                 .height = THUMB_HEIGHT};
        struct figure_bitmap bitmap;
        if (clip && figure_cache_acquire(cache, &key, &bitmap))
            figure_cache_release(cache, &bitmap);
    }
    return cpu_us() - start;
}

static sem_t frame_made;

static void note_frame(void)
{
    sem_post(&frame_made);
}

static int64_t wall_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static bool wait_for_frame(struct figure_cache *cache, const struct figure_key *key)
{
    struct timespec end;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += WAIT_S;
    while (figure_cache_version(cache, key) == 0)
        if (sem_clockwait(&frame_made, CLOCK_REALTIME, &end) != 0)
            return false;
    return true;
}

/* As when a step of a routine begins: from the first question to a picture from the worker, who
 * still makes the step before ahead. Wall clock. */
static bool measure_first(struct bench_figure *b)
{
    struct figure_cache *cache = figure_cache_create(CACHE_BYTES, false, note_frame);
    bool done = cache != NULL;
    for (size_t i = 0; i < b->exercise_count && done; i++) {
        struct figure_key key = {
            .clip = b->exercises[i]->clip, .width = b->width, .height = b->height};
        int64_t start = wall_us();
        if (!key.clip)
            continue;
        done = wait_for_frame(cache, &key);
        times_add(&b->first, wall_us() - start);
        for (; done && key.frame < FRAMES_BEFORE; key.frame++)
            done = wait_for_frame(cache, &key);
    }
    if (cache)
        figure_cache_destroy(cache);
    return done;
}

static void print_results(struct bench_figure *b, const char *id, int64_t thumbnails_us)
{
    printf("{\"figure\": ");
    json_print_string(stdout, id ? id : "all");
    printf(", \"clips\": %zu, \"frames\": %zu, \"width\": %d, \"height\": %d, ", b->exercise_count,
           b->fresh.count, b->width, b->height);
    times_print("fresh", &b->fresh);
    times_print("cached", &b->cached);
    times_print("first", &b->first);
    printf("\"thumbnails_ms\": %.1f, \"packed_bytes_per_frame\": %zu}\n",
           (double)thumbnails_us / 1e3, b->packed_bytes / b->packed_frames);
}

static int bench_exercises(struct bench_figure *b, const char *id)
{
    struct figure_cache *cache = figure_cache_create(CACHE_BYTES, true, NULL);
    int64_t thumbnails_us = cache ? measure_thumbnails(b, cache) : 0;
    bool done = cache && measure_clips(b) && measure_first(b);
    if (cache)
        figure_cache_destroy(cache);
    if (done)
        print_results(b, id, thumbnails_us);
    else
        fputs("kiosk bench: no figure could be drawn\n", stderr);
    return done ? CLI_FINE : CLI_MACHINE_WRONG;
}

static const struct exercise *find_exercise(const struct content *content, const char *id)
{
    const struct exercise *e = content_exercise(content, id);
    if (!e)
        fprintf(stderr, "kiosk bench: no exercise \"%s\"; see: kiosk list exercises\n", id);
    else if (!e->clip)
        fprintf(stderr, "kiosk bench: \"%s\" has no figure\n", id);
    return e && e->clip ? e : NULL;
}

int bench_figure(const struct content *content, const char *id, const struct options *options)
{
    const struct exercise *one = id ? find_exercise(content, id) : NULL;
    if (id && !one)
        return CLI_INPUT_WRONG;
    struct bench_figure *b = MEMORY_NEW(struct bench_figure);
    b->exercises = one ? &one : content->exercises;
    b->exercise_count = one ? 1 : content->exercise_count;
    b->width = options->width ? options->width : FRESH_WIDTH;
    b->height = options->height ? options->height : FRESH_HEIGHT;
    b->end_us = cpu_us() + (int64_t)(options->seconds * 1e6);
    int code = bench_exercises(b, id);
    free(b);
    return code;
}
