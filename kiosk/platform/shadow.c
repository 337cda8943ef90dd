#include "platform/shadow.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "platform/coverage.h"
#include "platform/shape.h"
#include "platform/span.h"

/* One box blur of `n` 16-bit samples, `stride` apart, over `width` (odd) samples. */
static void box_blur(uint16_t *samples, int n, int stride, int width, uint16_t *line)
{
    uint32_t sum = 0;
    int half = width / 2;
    uint64_t share = (((uint64_t)1 << 40) + (uint64_t)half) / (uint64_t)width;
    for (int i = 0; i < n; i++)
        line[i] = samples[(ptrdiff_t)i * stride];
    for (int i = 0; i < int_min(half, n); i++)
        sum += line[i];
    for (int i = 0; i < n; i++) {
        if (i + half < n)
            sum += line[i + half];
        if (i - half - 1 >= 0)
            sum -= line[i - half - 1];
        samples[(ptrdiff_t)i * stride] = (uint16_t)((sum * share + ((uint64_t)1 << 39)) >> 40);
    }
}

/* Three boxes are as good as a Gaussian to the eye and end exactly `blur` px from the edge. */
static void blur_lines(uint16_t *field, int lines, int n, int line_step, int stride, int blur,
                       uint16_t *line)
{
    int half = blur / 3, more = blur % 3;
    for (int i = 0; i < lines; i++) {
        for (int pass = 0; pass < 3; pass++) {
            int width = 2 * (half + (pass < more)) + 1;
            box_blur(field + (ptrdiff_t)i * line_step, n, stride, width, line);
        }
    }
}

static void field_fill(uint16_t *field, int pitch, struct rect shape, int radius)
{
    for (int row = 0; row < shape.h; row++) {
        struct edge_row edge = edge_row_at(shape, radius, row);
        uint16_t *out = field + (ptrdiff_t)(shape.y + row) * pitch + shape.x;
        for (int x = 0; x < shape.w; x++) {
            int column = int_min(x, shape.w - 1 - x);
            out[x] = (uint16_t)(edge_row_coverage(&edge, column) * 257);
        }
    }
}

/* The blurred shape's upper half. `w` x `h` is the casting rectangle. */
static struct mask *shadow_make(int w, int h, int radius, int blur)
{
    int fw = w + 2 * blur, fh = h + 2 * blur;
    struct mask *mask = mask_create(-blur, -blur, fw, (fh + 1) / 2);
    size_t longest = (size_t)(fw > fh ? fw : fh);
    if (!mask)
        return NULL;
    uint16_t *field = memory_new((size_t)fw * (size_t)fh + longest, sizeof *field);
    uint16_t *line = field + (size_t)fw * (size_t)fh;
    field_fill(field, fw, (struct rect){blur, blur, w, h}, radius);
    blur_lines(field, fh, fw, fw, 1, blur, line);
    blur_lines(field, fw, fh, 1, fw, blur, line);
    for (int i = 0; i < mask->w * mask->h; i++)
        mask->pixels[i] = (uint8_t)((field[i] + 128u) / 257u);
    free(field);
    return mask;
}

/* The smallest rectangle that still has a flat middle where the large one has it. */
static int shrink(int length, int radius, int blur)
{
    return int_min(length, 2 * (radius + blur) + 1);
}

static const struct mask *shadow_mask(struct mask_cache *cache, int w, int h,
                                      const struct draw_shadow *shadow)
{
    uint64_t key = hash_word(0x5AD0u, (uint64_t)w << 32 | (uint64_t)h);
    key = hash_word(key, (uint64_t)shadow->radius << 32 | (uint64_t)shadow->blur);
    const struct mask *found = mask_cache_get(cache, key);
    if (found)
        return found;
    struct mask *made = shadow_make(w, h, shadow->radius, shadow->blur);
    if (made)
        mask_cache_put(cache, key, made);
    return made;
}

/* One row: left part, flat middle, right part. `extra` columns were left out of the mask after
 * its middle. */
static void shadow_row(struct canvas *canvas, struct rect clip, const uint8_t *row, int w,
                       int extra, int x, int y, color_t color)
{
    int left = w / 2;
    struct rect a = rect_intersect(clip, (struct rect){x, y, left, 1});
    struct rect b = rect_intersect(clip, (struct rect){x + left, y, extra, 1});
    struct rect c = rect_intersect(clip, (struct rect){x + left + extra, y, w - left, 1});
    span_mask(canvas_at(canvas, a.x, y), row + (a.x - x), a.w, color);
    span_color(canvas_at(canvas, b.x, y), b.w, color_fade(color, row[left]));
    span_mask(canvas_at(canvas, c.x, y), row + (c.x - x - extra), c.w, color);
}

void shadow_draw(struct canvas *canvas, struct rect clip, struct mask_cache *cache,
                 struct rect rect, const struct draw_shadow *shadow)
{
    int w = shrink(rect.w, shadow->radius, shadow->blur);
    int h = shrink(rect.h, shadow->radius, shadow->blur);
    const struct mask *mask = shadow_mask(cache, w, h, shadow);
    if (!mask)
        return;
    struct rect place = rect_inset(rect, -shadow->blur);
    clip = rect_intersect(clip, place);
    for (int y = clip.y; y < clip.y + clip.h; y++) {
        int from_edge = int_min(y - place.y, place.y + place.h - 1 - y);
        const uint8_t *row = mask->pixels + (ptrdiff_t)int_min(from_edge, mask->h - 1) * mask->w;
        shadow_row(canvas, clip, row, mask->w, rect.w - w, place.x, y, shadow->color);
    }
}
