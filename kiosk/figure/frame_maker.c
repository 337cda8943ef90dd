#include "figure/frame_maker.h"

#include <string.h>

#include "base/memory.h"
#include "figure/pack.h"

/* To come to the last of a group all of it is unpacked; a whole picture takes the room of three
 * that follow each other. */
enum { GROUP_MOST = 32 };

/* Room around the first picture of a group for those that follow, px. */
enum { GROUP_MARGIN = 16 };

void frame_maker_init(struct frame_maker *m)
{
    *m = (struct frame_maker){.renderer = figure_renderer_create(), .packer = packer_create()};
}

void frame_maker_destroy(struct frame_maker *m)
{
    figure_renderer_destroy(m->renderer);
    packer_destroy(m->packer);
}

void frame_maker_begin_anew(struct frame_maker *m)
{
    m->grouped = 0;
}

void frame_maker_forget(struct frame_maker *m)
{
    figure_renderer_forget(m->renderer);
    m->before_id = 0;
    m->grouped = 0;
}

void frame_maker_rest(struct frame_maker *m)
{
    figure_renderer_rest(m->renderer);
    m->before_id = 0;
    m->grouped = 0;
}

/* `key` is the moment after that of the picture made last. */
static bool comes_next(const struct frame_maker *m, const struct figure_key *key)
{
    return m->before_id != 0 && figure_same_series(&m->before_key, key) &&
           figure_clip_next(key->clip, m->before_key.frame) == key->frame;
}

/* It also lies inside the crop of its group. */
static bool goes_on(const struct frame_maker *m, const struct figure_key *key, struct rect crop)
{
    return comes_next(m, key) && m->grouped > 0 && m->grouped < GROUP_MOST &&
           rect_equal(rect_union(m->group, crop), m->group);
}

static void begin_group(struct frame_maker *m, const struct figure_key *key, struct rect crop)
{
    struct rect all = {0, 0, key->width, key->height};
    m->group = rect_intersect(rect_inset(crop, -GROUP_MARGIN), all);
    m->grouped = 0;
}

static struct packed_frame *frame_of(const struct frame_maker *m, const struct figure_key *key,
                                     uint64_t id, struct packed packed, bool is_change)
{
    struct packed_frame *f = packed.bytes ? memory_try(sizeof *f + packed.size, 1) : NULL;
    if (!f)
        return NULL;
    *f = (struct packed_frame){.id = id,
                               .key = *key,
                               .x = m->group.x,
                               .y = m->group.y,
                               .width = m->group.w,
                               .height = m->group.h,
                               .is_change = is_change,
                               .bytes = sizeof *f + packed.size,
                               .size = packed.size};
    memcpy(f->packed, packed.bytes, packed.size);
    return f;
}

static struct packed_frame *pack(struct frame_maker *m, const struct figure_key *key, uint64_t id,
                                 const struct cropped *now, const struct rects *changed)
{
    struct packed packed = {NULL, 0};
    bool is_change = goes_on(m, key, now->crop);
    if (is_change)
        packed = pack_change(m->packer, &m->before, now, m->group, changed);
    if (!packed.bytes) {
        begin_group(m, key, now->crop);
        is_change = false;
        packed = pack_whole(m->packer, now, m->group);
    }
    return frame_of(m, key, id, packed, is_change);
}

/* False when it cannot be drawn. */
static bool draw(struct frame_maker *m, const struct figure_key *key, struct cropped *now)
{
    struct figure_picture p;
    if (!figure_render(m->renderer, key->clip, key->frame, key->person, key->width, key->height,
                       &p))
        return false;
    *now = (struct cropped){p.pixels, {p.x, p.y, p.width, p.height}};
    if (comes_next(m, key))
        change_settle(&m->before, now->crop, p.pixels);
    return true;
}

struct packed_frame *frame_maker_make(struct frame_maker *m, const struct figure_key *key,
                                      uint64_t id)
{
    struct cropped now;
    if (!draw(m, key, &now)) {
        m->before_id = 0; /* it may have been drawn over that picture */
        return NULL;
    }
    /* What changes from the picture before, if that is another moment of the same. */
    bool follows = m->before_id != 0 && figure_same_series(&m->before_key, key);
    struct rects changed = {.count = 0};
    if (follows)
        changed = change_between(&m->before, &now);
    struct packed_frame *f = pack(m, key, id, &now, &changed);
    if (f && follows) {
        f->before = m->before_id;
        f->changed = changed;
    }
    m->before = now;
    m->before_key = *key;
    m->before_id = f ? id : 0;
    m->grouped = f ? m->grouped + 1 : 0;
    return f;
}
