#include "figure/frame_maker.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "figure/pack.h"

bool frame_reserve(void **memory, size_t *capacity, size_t bytes)
{
    if (*capacity >= bytes)
        return true;
    free(*memory);
    *memory = memory_try(bytes, 1);
    *capacity = *memory ? bytes : 0;
    return *memory != NULL;
}

void frame_maker_init(struct frame_maker *m)
{
    *m = (struct frame_maker){.renderer = figure_renderer_create()};
}

void frame_maker_destroy(struct frame_maker *m)
{
    figure_renderer_destroy(m->renderer);
    free(m->packed);
}

void frame_maker_forget(struct frame_maker *m)
{
    figure_renderer_forget(m->renderer);
    m->before_id = 0;
}

static void remember(struct frame_maker *m, uint64_t before_id, struct packed_frame *frame,
                     const struct figure_picture *p)
{
    struct cropped now = {p->pixels, {p->x, p->y, p->width, p->height}};
    if (before_id != 0 && figure_same_series(&m->before_key, &frame->key)) {
        frame->before = before_id;
        frame->changed = change_between(&m->before, &now);
    }
    m->before_key = frame->key;
    m->before_id = frame->id;
    m->before = now;
}

struct packed_frame *frame_maker_make(struct frame_maker *m, const struct figure_key *key,
                                      uint64_t id)
{
    struct figure_picture p;
    uint64_t before_id = m->before_id;
    m->before_id = 0; /* should this one fail: the next is drawn over that picture */
    size_t limit = pack_limit(key->width, key->height);
    if (limit == 0 ||
        !figure_render(m->renderer, key->clip, key->frame, key->person, key->width, key->height,
                       &p) ||
        !frame_reserve((void **)&m->packed, &m->packed_capacity, limit))
        return NULL;
    size_t size = pack_pixels(p.pixels, p.width, p.height, m->packed);
    struct packed_frame *f = memory_try(sizeof *f + size, 1);
    if (!f)
        return NULL;
    *f = (struct packed_frame){.id = id,
                               .key = *key,
                               .x = p.x,
                               .y = p.y,
                               .width = p.width,
                               .height = p.height,
                               .bytes = sizeof *f + size};
    memcpy(f->packed, m->packed, size);
    remember(m, before_id, f, &p);
    return f;
}
