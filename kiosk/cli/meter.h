#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What bench measures: frames, their lateness, their cost. All times in microseconds. */
struct meter {
    uint32_t *work_us; /* per frame: step, paint and present */
    size_t capacity;
    int64_t frames, late;
    int64_t started_us; /* of the first frame */
    int64_t frame_us;   /* start of the frame under way */
    int64_t last_us;    /* when the frame before was on the screen */
    int64_t due_us;     /* when the next one was to be begun */
    int64_t printed_us;
    int64_t longest_gap_us; /* from frame to frame */
    int64_t first_shown_us; /* the end of the first frame */
    int64_t cpu_start_us;   /* CPU time of all threads when the first frame was done */
    int64_t cpu_us;
    int64_t pixels; /* redrawn after the first frame */
};

/* CLOCK_MONOTONIC. */
int64_t meter_now_us(void);

/* Room for `seconds` of frames. */
void meter_init(struct meter *meter, double seconds);
void meter_free(struct meter *meter);

void meter_frame_begins(struct meter *meter);

/* `pixels`: how many were redrawn. Once a second prints `frames=N t=MS late=N`. */
void meter_frame_ends(struct meter *meter, int64_t pixels);

/* The next frame is due in `us`: until then none is missed. */
void meter_next_due(struct meter *meter, int64_t us);

/* The results as members of a JSON object, without braces:
 *   frames, seconds, fps, late   counted from the first frame on; late is more than 25 ms after the
 *                                frame before and more than 8 ms after it was due
 *   cpu_ms_per_frame             of all threads, without the start and the first frame
 *   p50_ms, p95_ms, p99_ms       step + paint + present of one frame, by the wall clock
 *   longest_gap_ms               from one frame on the screen to the next
 *   first_frame_ms               from exec to the end of the first frame. The moment of exec is
 *                                $KIOSK_STARTED_NS (CLOCK_MONOTONIC, in ns) where the caller gave
 *                                it, else reckoned from the CPU time used before main, which is
 *                                all there is to the loading of a program in the page cache, and
 *                                held within the 10 ms that /proc/self/stat tells
 *   peak_rss_mib
 *   pixels_per_frame             redrawn, the first frame left out */
void meter_print(const struct meter *meter);

/* The times in order of size; then the one below which so many percent of them lie, in ms; 0 where
 * there is none. */
void meter_sort(uint32_t *us, size_t count);
double meter_percentile_ms(const uint32_t *sorted_us, size_t count, size_t percent);

/* Notes the moment of exec; called first thing in main. */
void meter_note_start(void);
