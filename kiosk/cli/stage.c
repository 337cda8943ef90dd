#include "cli/stage.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/memory.h"
#include "cli/memory_shares.h"
#include "store/wall.h"

void stage_on_window(struct stage *stage, struct assembly *assembly, struct window *window)
{
    *stage = (struct stage){.assembly = assembly, .window = window};
}

void stage_in_memory(struct stage *stage, struct assembly *assembly, int width, int height)
{
    *stage = (struct stage){.assembly = assembly,
                            .own = {.width = width, .height = height, .stride = width}};
    stage->own.pixels = memory_new((size_t)width * (size_t)height, sizeof *stage->own.pixels);
    /* The day is known, the hour is not: it is never closed. */
    app_set_wall(assembly->app, &(struct wall_time){.seconds = wall_now()});
}

void stage_close(struct stage *stage)
{
    free(stage->own.pixels);
    *stage = (struct stage){0};
}

static struct canvas *take_canvas(struct stage *stage)
{
    struct canvas *canvas = &stage->own;
    if (stage->window) {
        bool fresh = false;
        canvas = window_canvas(stage->window, &fresh);
        if (fresh)
            painter_invalidate(stage->assembly->painter);
    }
    stage->width = canvas->width;
    stage->height = canvas->height;
    return canvas;
}

const struct app_frame *stage_step(struct stage *stage, ms_t now, const struct event *events,
                                   size_t count)
{
    struct canvas *canvas = take_canvas(stage);
    return app_step(stage->assembly->app, now, events, count, canvas->width, canvas->height);
}

/* The panel may be another one at any time, and so may the settings and the painter. */
static void share_memory(struct assembly *assembly, const struct canvas *canvas, bool rests)
{
    struct memory_shares shares =
        memory_shares(assembly->config.memory_mib, canvas->width, canvas->height);
    if (rests)
        memory_shares_rest(&shares);
    memory_share_out(&shares, &assembly->images, assembly->painter);
}

static void tell_memory(struct assembly *assembly)
{
    char text[96];
    const struct memory_shares used = memory_in_use(&assembly->images, assembly->painter);
    memory_shares_text(&used, text, sizeof text);
    app_set_memory(assembly->app, text);
}

void stage_show(struct stage *stage, const struct app_frame *frame)
{
    struct canvas *canvas = take_canvas(stage);
    share_memory(stage->assembly, canvas, frame->rests);
    if (app_overlay_up(stage->assembly->app))
        tell_memory(stage->assembly);
    painter_paint(stage->assembly->painter, canvas, frame->list, &stage->damage);
    if (stage->window && stage->damage.count > 0)
        window_present(stage->window, &stage->damage);
}

const struct app_frame *stage_frame(struct stage *stage, ms_t now, const struct event *events,
                                    size_t count)
{
    const struct app_frame *frame = stage_step(stage, now, events, count);
    stage_show(stage, frame);
    return frame;
}

const struct canvas *stage_canvas(const struct stage *stage)
{
    return &stage->own;
}
