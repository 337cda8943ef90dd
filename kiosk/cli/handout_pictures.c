#include "cli/handout_pictures.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "platform/picture_decode.h"

/* A figure is 37 mm wide on paper: 300 dots an inch, and some more. Two photos are as large, one is
 * twice that. */
enum { DOTS = 500, PHOTO_DOTS = 900 };

struct crop {
    int x0, y0, x1, y1;
};

static struct handout_picture new_picture(struct arena *arena, int width, int height)
{
    size_t count = (size_t)width * (size_t)height;
    return (struct handout_picture){.pixels = arena_alloc(arena, count * sizeof(uint32_t)),
                                    .width = width,
                                    .height = height,
                                    .stride = width,
                                    .caption = ""};
}

/* `pixels` begin at x, y of the picture. */
static void lay(struct handout_picture *picture, const uint32_t *pixels, int stride, int x, int y,
                int width, int height)
{
    uint32_t *out = (uint32_t *)(uintptr_t)picture->pixels + (ptrdiff_t)y * picture->stride + x;
    for (int row = 0; row < height; row++)
        memcpy(out + (ptrdiff_t)row * picture->stride, pixels + (ptrdiff_t)row * stride,
               (size_t)width * sizeof *pixels);
}

static void grow(struct crop *crop, const struct figure_picture *p)
{
    crop->x0 = p->x < crop->x0 ? p->x : crop->x0;
    crop->y0 = p->y < crop->y0 ? p->y : crop->y0;
    crop->x1 = p->x + p->width > crop->x1 ? p->x + p->width : crop->x1;
    crop->y1 = p->y + p->height > crop->y1 ? p->y + p->height : crop->y1;
}

static uint16_t frame_of(const struct figure_clip *clip, size_t which)
{
    double fraction = which == 0 ? 0 : 1;
    if (figure_clip_cyclic(clip))
        return figure_clip_frame(clip, FIGURE_CYCLE, fraction / 2, 0);
    return figure_clip_frame(clip, FIGURE_OUT, fraction, 0);
}

static size_t figures(struct arena *arena, struct figure_renderer *renderer,
                      const struct figure_clip *clip, unsigned person, struct handout_picture *out)
{
    struct figure_picture drawn[HANDOUT_PICTURES]; /* both stay until the next render */
    struct crop crop = {DOTS, DOTS, 0, 0};
    for (size_t i = 0; i < HANDOUT_PICTURES; i++) {
        if (!figure_render(renderer, clip, frame_of(clip, i), person, DOTS, DOTS, &drawn[i]))
            memory_gone("figure"); /* nothing else keeps a valid clip from being drawn */
        grow(&crop, &drawn[i]);
    }
    for (size_t i = 0; i < HANDOUT_PICTURES; i++) {
        const struct figure_picture *p = &drawn[i];
        out[i] = new_picture(arena, crop.x1 - crop.x0, crop.y1 - crop.y0);
        lay(&out[i], p->pixels, p->stride, p->x - crop.x0, p->y - crop.y0, p->width, p->height);
    }
    return HANDOUT_PICTURES;
}

struct handout_picture handout_photo(struct arena *arena, const struct picture *picture)
{
    struct handout_picture none = {.caption = ""};
    struct image image;
    int width = picture->width, height = picture->height;
    int longer = width > height ? width : height;
    if (longer > PHOTO_DOTS) {
        width = width * PHOTO_DOTS / longer > 0 ? width * PHOTO_DOTS / longer : 1;
        height = height * PHOTO_DOTS / longer > 0 ? height * PHOTO_DOTS / longer : 1;
    }
    if (!picture_decode(picture->folder, picture->name, width, height, 0, &image))
        return none;
    struct handout_picture out = new_picture(arena, width, height);
    lay(&out, image.pixels, image.stride, image.x, image.y, image.width, image.height);
    free((void *)(uintptr_t)image.pixels);
    return out;
}

static size_t photos(struct arena *arena, const struct exercise *exercise,
                     struct handout_picture *out)
{
    size_t last = exercise->pictures.count - 1, count = 0;
    for (size_t i = 0; i <= last; i += last > 0 ? last : 1) {
        out[count] = handout_photo(arena, &exercise->pictures.items[i]);
        out[count].caption = exercise_alt(exercise, i);
        count += out[count].pixels ? 1 : 0;
    }
    return count;
}

size_t handout_exercise_pictures(struct arena *arena, struct figure_renderer *renderer,
                                 const struct exercise *exercise, unsigned person,
                                 struct handout_picture *out)
{
    if (exercise->clip)
        return figures(arena, renderer, exercise->clip, person, out);
    return exercise->pictures.count > 0 ? photos(arena, exercise, out) : 0;
}
