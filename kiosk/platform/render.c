#include "platform/render.h"

#include "platform/icons.h"
#include "platform/shadow.h"
#include "platform/shape.h"
#include "platform/span.h"

/* Rows drawn at a time: so that what is painted over again is still in the processor's cache. */
enum { BAND = 96 };

static bool previous_fits(const struct previous *previous, const struct canvas *canvas)
{
    return previous->pixels && previous->width == canvas->width &&
           previous->height == canvas->height;
}

static bool opaque_gradient(const struct draw_command *c)
{
    return c->kind == DRAW_GRADIENT && color_alpha(c->gradient.from) == 255 &&
           color_alpha(c->gradient.to) == 255;
}

/* Whether the command hides everything below it in `area`. */
static bool hides(const struct render *render, const struct canvas *canvas,
                  const struct draw_command *c, struct rect bounds, struct rect area)
{
    if (!rect_equal(rect_intersect(bounds, area), area))
        return false;
    switch (c->kind) {
    case DRAW_FILL: {
        const struct draw_fill *fill = &c->fill;
        if (color_alpha(fill->color) != 255)
            return false;
        if (fill->stroke == 0 || color_alpha(fill->stroke_color) == 255)
            return shape_covers(c->rect, fill->radius, area);
        int radius = fill->radius > fill->stroke ? fill->radius - fill->stroke : 0;
        return shape_covers(rect_inset(c->rect, fill->stroke), radius, area);
    }
    case DRAW_GRADIENT:
        return opaque_gradient(c) && shape_covers(c->rect, c->gradient.radius, area);
    case DRAW_PREVIOUS:
        return c->previous.alpha == 255 && previous_fits(render->previous, canvas);
    default:
        return false;
    }
}

static void icon_part(const struct render *render, struct canvas *canvas, struct rect clip,
                      struct rect rect, const char *name, color_t color)
{
    int size = int_min(rect.w, rect.h);
    struct rect place = rect_centered(rect, size, size);
    const struct mask *mask = icons_mask(render->icon_folder, render->masks, name, size);
    if (mask)
        mask_draw(canvas, clip, mask, place.x, place.y, color);
}

/* Where an icon stands in for a picture. */
static struct rect middle_of(struct rect rect)
{
    int side = int_min(rect.w, rect.h) / 2;
    return rect_centered(rect, side, side);
}

static struct rect place_of(const struct draw_command *c, const struct image *image)
{
    return (struct rect){c->rect.x + image->x, c->rect.y + image->y, image->width, image->height};
}

static void draw_image_part(const struct render *render, struct canvas *canvas, struct rect clip,
                            const struct draw_command *c)
{
    const struct image_source *images = render->images;
    struct image image;
    if (!images)
        return;
    if (!images->acquire(images->context, c->image.ref, c->rect.w, c->rect.h, &image)) {
        /* Has a version, but no pixels: it is not coming, either. */
        if (c->image.instead &&
            images->version(images->context, c->image.ref, c->rect.w, c->rect.h))
            icon_part(render, canvas, clip, middle_of(c->rect), c->image.instead, c->image.ink);
        return;
    }
    struct rect place = place_of(c, &image);
    struct rect part = rect_intersect(rect_intersect(place, c->rect), clip);
    for (int y = part.y; y < part.y + part.h; y++) {
        const uint32_t *row = image.pixels + (ptrdiff_t)(y - place.y) * image.stride;
        span_over(canvas_at(canvas, part.x, y), row + (part.x - place.x), part.w);
    }
    images->release(images->context, &image);
}

/* Modules are whole pixels, all of one size, in the middle of the rectangle. */
static void draw_bitmap_part(struct canvas *canvas, struct rect clip, const struct draw_command *c)
{
    int size = c->bitmap.size;
    int module = (c->rect.w < c->rect.h ? c->rect.w : c->rect.h) / size;
    struct rect place = rect_centered(c->rect, module * size, module * size);
    clip = rect_intersect(clip, place);
    for (int y = clip.y; y < clip.y + clip.h; y++) {
        const uint8_t *row = c->bitmap.modules + (ptrdiff_t)((y - place.y) / module) * size;
        for (int x = clip.x; x < clip.x + clip.w;) {
            int i = (x - place.x) / module;
            int end = place.x + (i + 1) * module;
            if (end > clip.x + clip.w)
                end = clip.x + clip.w;
            if (row[i])
                span_color(canvas_at(canvas, x, y), end - x, c->bitmap.color);
            x = end;
        }
    }
}

static void draw_previous_part(const struct render *render, struct canvas *canvas, struct rect clip,
                               uint8_t alpha)
{
    const struct previous *previous = render->previous;
    if (!previous_fits(previous, canvas))
        return;
    for (int y = clip.y; y < clip.y + clip.h; y++) {
        const uint32_t *row = previous->pixels + (ptrdiff_t)y * previous->width + clip.x;
        span_mix(canvas_at(canvas, clip.x, y), row, clip.w, alpha);
    }
}

static void draw_part(const struct render *render, struct canvas *canvas, struct rect clip,
                      const struct draw_command *c)
{
    const struct mask *mask;
    switch (c->kind) {
    case DRAW_GRADIENT:
        shape_gradient(canvas, clip, c->rect, &c->gradient, NULL);
        break;
    case DRAW_FILL:
        shape_box(canvas, clip, c->rect, &c->fill);
        break;
    case DRAW_SHADOW:
        shadow_draw(canvas, clip, render->masks, c->rect, &c->shadow);
        break;
    case DRAW_RING:
        shape_ring(canvas, clip, &c->ring);
        break;
    case DRAW_TEXT:
        mask = fonts_mask(render->fonts, render->masks, c->text.font, c->text.text, c->text.rtl);
        if (mask)
            mask_draw(canvas, clip, mask, c->text.x, c->text.baseline, c->text.color);
        break;
    case DRAW_ICON:
        icon_part(render, canvas, clip, c->rect, c->icon.name, c->icon.color);
        break;
    case DRAW_IMAGE:
        draw_image_part(render, canvas, clip, c);
        break;
    case DRAW_BITMAP:
        draw_bitmap_part(canvas, clip, c);
        break;
    case DRAW_PREVIOUS:
        draw_previous_part(render, canvas, clip, c->previous.alpha);
        break;
    }
}

/* The figure on its stage: a gradient and the picture that comes next, in one go. False, and
 * nothing is drawn, where there is none, or the gradient is not all below it. */
static bool draw_covered(const struct render *render, struct canvas *canvas, struct rect clip,
                         const struct draw_command *c, struct rect image_clip,
                         const struct draw_command *image_command)
{
    const struct image_source *images = render->images;
    struct image_ref ref = image_command->image.ref;
    struct rect rect = image_command->rect;
    struct image image;
    if (!images || !images->acquire(images->context, ref, rect.w, rect.h, &image))
        return false;
    struct rect place = place_of(image_command, &image);
    struct rect part = rect_intersect(rect_intersect(place, rect), image_clip);
    bool covered = !rect_empty(part) && shape_covers(rect_intersect(c->rect, clip), 0, part) &&
                   shape_covers(c->rect, c->gradient.radius, part);
    if (covered) {
        const struct shape_cover cover = {
            image.pixels + (ptrdiff_t)(part.y - place.y) * image.stride + (part.x - place.x),
            image.stride, part};
        shape_gradient(canvas, clip, c->rect, &c->gradient, &cover);
    }
    images->release(images->context, &image);
    return covered;
}

/* The next command from i on with anything in the band; the list's count: none. */
static size_t next_in(const struct draw_list *list, const struct frame *frame, size_t i,
                      struct rect band)
{
    while (i < list->count && rect_empty(rect_intersect(frame->items[i].bounds, band)))
        i++;
    return i;
}

static void draw_from(const struct render *render, struct canvas *canvas,
                      const struct draw_list *list, const struct frame *frame, size_t first,
                      struct rect band)
{
    size_t next;
    for (size_t i = next_in(list, frame, first, band); i < list->count; i = next) {
        const struct draw_command *c = &list->commands[i];
        struct rect clip = rect_intersect(frame->items[i].bounds, band);
        next = next_in(list, frame, i + 1, band);
        bool below = next < list->count && list->commands[next].kind == DRAW_IMAGE;
        if (below && opaque_gradient(c) &&
            draw_covered(render, canvas, clip, c, rect_intersect(frame->items[next].bounds, band),
                         &list->commands[next]))
            next = next_in(list, frame, next + 1, band);
        else
            draw_part(render, canvas, clip, c);
    }
}

static void render_band(const struct render *render, struct canvas *canvas,
                        const struct draw_list *list, const struct frame *frame, struct rect band)
{
    size_t first = list->count;
    while (first > 0) {
        const struct draw_command *c = &list->commands[first - 1];
        if (hides(render, canvas, c, frame->items[first - 1].bounds, band))
            break;
        first--;
    }
    if (first == 0) {
        /* Nothing covers it all: start from black, so that no former pixel shines through. */
        for (int y = band.y; y < band.y + band.h; y++)
            span_fill(canvas_at(canvas, band.x, y), band.w, 0xFF000000u);
    } else {
        first--;
    }
    draw_from(render, canvas, list, frame, first, band);
}

void render_area(const struct render *render, struct canvas *canvas, const struct draw_list *list,
                 const struct frame *frame, struct rect area)
{
    while (!rect_empty(area))
        render_band(render, canvas, list, frame, rect_cut_top(&area, BAND, 0));
}
