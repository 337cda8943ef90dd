#include "figure/sheets.h"

#include <stdlib.h>

#include "base/log.h"
#include "figure/frame_maker.h"
#include "figure/pack.h"

/* The sheet that holds this version; else one that shows another moment of the same figure, so that
 * a moving one needs no second; else the one not taken that was used longest ago. */
static struct sheet *find_sheet(struct sheets *sheets, const struct figure_key *key,
                                uint64_t version)
{
    struct sheet *same = NULL, *oldest = NULL;
    for (int i = 0; i < MAX_SHEETS; i++) {
        struct sheet *s = &sheets->sheet[i];
        if (s->taken)
            continue;
        if (s->version == version)
            return s;
        if (s->version != 0 && figure_same_series(&s->key, key))
            same = s;
        if (!oldest || s->used < oldest->used)
            oldest = s;
    }
    return same ? same : oldest;
}

static void empty_sheet(struct sheet *s)
{
    free(s->pixels);
    *s = (struct sheet){0};
}

size_t sheets_bytes(const struct sheets *sheets)
{
    size_t bytes = 0;
    for (int i = 0; i < MAX_SHEETS; i++)
        bytes += sheets->sheet[i].capacity;
    return bytes;
}

static struct sheet *oldest_filled(struct sheets *sheets)
{
    struct sheet *oldest = NULL;
    for (int i = 0; i < MAX_SHEETS; i++) {
        struct sheet *s = &sheets->sheet[i];
        if (s->pixels && !s->taken && (!oldest || s->used < oldest->used))
            oldest = s;
    }
    return oldest;
}

/* Whoever looks at one exercise after the other must not leave the largest picture of each. */
static void keep_budget(struct sheets *sheets)
{
    struct sheet *oldest;
    while (sheets_bytes(sheets) > SHEETS_BYTES && (oldest = oldest_filled(sheets)))
        empty_sheet(oldest);
}

/* A small picture does not stay in the room of a large one. */
static bool make_room(struct sheet *s, size_t bytes)
{
    if (s->capacity != bytes)
        empty_sheet(s);
    return frame_reserve((void **)&s->pixels, &s->capacity, bytes);
}

static bool fill_sheet(struct sheet *s, const struct packed_frame *f, uint64_t version,
                       bool mirrored)
{
    if (s->version == version)
        return true;
    s->version = 0;
    size_t bytes = frame_most_pixels(&f->key) * sizeof *s->pixels;
    if (!make_room(s, bytes)) {
        log_warn("no_memory_for_figure", "bytes=%zu", bytes);
        return false;
    }
    unpack_pixels(f->packed, f->packed_bytes, f->width, f->height, mirrored, s->pixels);
    s->version = version;
    s->key = f->key;
    return true;
}

const uint32_t *sheets_take(struct sheets *sheets, const struct packed_frame *frame,
                            uint64_t version, bool mirrored)
{
    struct sheet *s = find_sheet(sheets, &frame->key, version);
    if (!s || !fill_sheet(s, frame, version, mirrored))
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
}
