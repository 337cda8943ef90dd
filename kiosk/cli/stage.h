#pragma once

#include "cli/assembly.h"
#include "platform/window.h"

/* One frame from events to pixels, the same for run, bench, shot and the tests: on a window, or in
 * memory. */
struct stage {
    struct assembly *assembly;    /* borrowed */
    struct window *window;        /* borrowed; NULL: in memory */
    struct canvas own;            /* in memory */
    int width, height;            /* of the last frame, px */
    struct painter_damage damage; /* of the last frame */
};

/* On a window. Cannot fail. */
void stage_on_window(struct stage *stage, struct assembly *assembly, struct window *window);

/* In memory, width x height px. Cannot fail. */
void stage_in_memory(struct stage *stage, struct assembly *assembly, int width, int height);
void stage_close(struct stage *stage);

/* Events in order, then the frame for `now`: stepped, painted, and sent to the screen as far as it
 * changed. What app_step returns. */
const struct app_frame *stage_frame(struct stage *stage, ms_t now, const struct event *events,
                                    size_t count);

/* Its halves; without the second, time passes unseen. */
const struct app_frame *stage_step(struct stage *stage, ms_t now, const struct event *events,
                                   size_t count);
void stage_show(struct stage *stage, const struct app_frame *frame);

/* Where the last frame was painted. Valid until the next call. */
const struct canvas *stage_canvas(const struct stage *stage);
