#include "figure/sheets.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/memory.h"
#include "figure/frame_maker.h"
#include "figure/pack.h"

static bool holds(const struct unpacked *s, const struct packed_frame *f, bool mirrored)
{
    return s->id == f->id && s->mirrored == mirrored;
}

/* The sheet that holds this frame; else one that shows another moment of the same figure, so that
 * a moving one needs no second; else the one not taken that was used longest ago. */
static struct unpacked *find_sheet(struct sheets *sheets, const struct packed_frame *frame,
                                   bool mirrored)
{
    struct unpacked *same = NULL, *oldest = NULL;
    for (int i = 0; i < MAX_SHEETS; i++) {
        struct unpacked *s = &sheets->sheet[i];
        if (s->taken)
            continue;
        if (holds(s, frame, mirrored))
            return s;
        if (s->id != 0 && figure_same_series(&s->key, &frame->key))
            same = s;
        if (!oldest || s->used < oldest->used)
            oldest = s;
    }
    return same ? same : oldest;
}

static void empty_sheet(struct unpacked *s)
{
    free(s->pixels);
    *s = (struct unpacked){0};
}

size_t sheets_bytes(const struct sheets *sheets)
{
    size_t bytes = 0;
    for (int i = 0; i < MAX_SHEETS; i++)
        bytes += sheets->sheet[i].capacity;
    return bytes;
}

static struct unpacked *oldest_filled(struct sheets *sheets)
{
    struct unpacked *oldest = NULL;
    for (int i = 0; i < MAX_SHEETS; i++) {
        struct unpacked *s = &sheets->sheet[i];
        if (s->pixels && !s->taken && (!oldest || s->used < oldest->used))
            oldest = s;
    }
    return oldest;
}

/* Whoever looks at one exercise after the other must not leave the largest picture of each. */
static void keep_budget(struct sheets *sheets)
{
    struct unpacked *oldest;
    while (sheets_bytes(sheets) > sheets->budget && (oldest = oldest_filled(sheets)))
        empty_sheet(oldest);
}

void sheets_limit(struct sheets *sheets, size_t budget)
{
    sheets->budget = budget;
    keep_budget(sheets);
}

/* A small picture does not stay in the room of a large one. */
static bool make_room(struct unpacked *s, size_t bytes)
{
    if (s->capacity != bytes)
        empty_sheet(s);
    return memory_reserve((void **)&s->pixels, &s->capacity, bytes);
}

/* From a frame that the sheet holds, or from nothing, to `f`, by those between in their group. */
static bool bring(struct sheets *sheets, struct unpacked *s, const struct packed_frame *f,
                  bool mirrored)
{
    if (holds(s, f, mirrored))
        return true;
    if (!f->base) {
        unpack_whole(f->packed, f->width, f->height, mirrored, s->pixels);
        return true;
    }
    size_t scratch = change_scratch(f->packed);
    if (!bring(sheets, s, f->base, mirrored) ||
        !memory_reserve((void **)&sheets->scratch, &sheets->scratch_room, scratch))
        return false;
    unpack_change(f->packed, f->size, f->width, mirrored, sheets->scratch, s->pixels);
    return true;
}

static bool holds_one_before(const struct unpacked *s, const struct packed_frame *f, bool mirrored)
{
    while (f && !holds(s, f, mirrored))
        f = f->base;
    return f != NULL;
}

static bool fill_sheet(struct sheets *sheets, struct unpacked *s, const struct packed_frame *f,
                       bool mirrored)
{
    if (holds(s, f, mirrored))
        return true;
    size_t bytes = frame_most_pixels(&f->key) * sizeof *s->pixels;
    if (!holds_one_before(s, f, mirrored))
        s->id = 0;
    bool filled = (s->id != 0 || make_room(s, bytes)) && bring(sheets, s, f, mirrored);
    if (!filled)
        log_warn("no_memory_for_figure", "bytes=%zu", bytes);
    s->id = filled ? f->id : 0;
    s->mirrored = mirrored;
    s->key = f->key;
    return filled;
}

const uint32_t *sheets_take(struct sheets *sheets, const struct packed_frame *frame, bool mirrored)
{
    struct unpacked *s = find_sheet(sheets, frame, mirrored);
    if (!s || !fill_sheet(sheets, s, frame, mirrored))
        return NULL;
    s->taken = true;
    s->used = ++sheets->clock;
    keep_budget(sheets);
    return s->pixels;
}

void sheets_give_back(struct sheets *sheets, const uint32_t *pixels)
{
    for (int i = 0; i < MAX_SHEETS; i++)
        if (sheets->sheet[i].pixels == pixels)
            sheets->sheet[i].taken = false;
}

void sheets_free(struct sheets *sheets)
{
    for (int i = 0; i < MAX_SHEETS; i++)
        free(sheets->sheet[i].pixels);
    free(sheets->scratch);
}
