#include "platform/painter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "platform/render.h"

enum { MASK_BUDGET = 4 << 20 };

struct painter {
    struct fonts *fonts;
    struct mask_cache *masks;
    char *icon_folder;
    const struct image_source *images;
    struct text_measure measure;
    struct previous previous;
    struct frame shown, wanted;
    bool valid; /* the canvas still shows `shown` */
    int width, height;
};

static char *join_path(const char *folder, const char *name)
{
    size_t room = strlen(folder) + strlen(name) + 2;
    char *path = memory_take(room);
    snprintf(path, room, "%s/%s", folder, name);
    return path;
}

struct painter *painter_create(const char *assets, const struct theme *theme,
                               const struct image_source *images)
{
    struct painter *painter = MEMORY_NEW(struct painter);
    char *font_folder = join_path(assets, "fonts");
    painter->icon_folder = join_path(assets, "icons");
    painter->masks = mask_cache_create(MASK_BUDGET);
    painter->fonts = fonts_open(font_folder, theme);
    painter->images = images;
    free(font_folder);
    if (!painter->fonts) {
        log_error("painter_failed", "assets=%s", assets);
        painter_destroy(painter);
        return NULL;
    }
    painter->measure = fonts_measure(painter->fonts);
    return painter;
}

void painter_limit(struct painter *painter, size_t masks)
{
    mask_cache_limit(painter->masks, masks);
}

size_t painter_masks_bytes(const struct painter *painter)
{
    return mask_cache_bytes(painter->masks);
}

void painter_destroy(struct painter *painter)
{
    if (!painter)
        return;
    fonts_close(painter->fonts);
    mask_cache_destroy(painter->masks);
    free(painter->icon_folder);
    free(painter->previous.pixels);
    frame_free(&painter->shown);
    frame_free(&painter->wanted);
    free(painter);
}

const struct text_measure *painter_measure(struct painter *painter)
{
    return &painter->measure;
}

void painter_invalidate(struct painter *painter)
{
    painter->valid = false;
}

static void drop_previous(struct previous *previous)
{
    free(previous->pixels);
    previous->pixels = NULL;
}

/* Keeps what the canvas shows. Without a last frame there is nothing to keep. */
static void capture(struct painter *painter, const struct canvas *canvas)
{
    struct previous *previous = &painter->previous;
    size_t row = (size_t)canvas->width * sizeof *previous->pixels;
    previous->serial++;
    if (previous->width != canvas->width || previous->height != canvas->height)
        drop_previous(previous);
    if (!painter->valid) {
        drop_previous(previous);
        return;
    }
    if (!previous->pixels)
        previous->pixels = memory_try((size_t)canvas->height, row);
    if (!previous->pixels) {
        log_warn("no_memory_for_transition", "width=%d height=%d", canvas->width, canvas->height);
        return;
    }
    previous->width = canvas->width;
    previous->height = canvas->height;
    for (int y = 0; y < canvas->height; y++)
        memcpy(previous->pixels + (ptrdiff_t)y * canvas->width,
               canvas->pixels + (ptrdiff_t)y * canvas->stride, row);
}

static bool uses_previous(const struct draw_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->commands[i].kind == DRAW_PREVIOUS)
            return true;
    }
    return false;
}

static void find_damage(struct painter *painter, struct rect all, struct painter_damage *out)
{
    struct damage damage;
    damage_begin(&damage, all);
    if (painter->valid)
        frame_compare(&painter->shown, &painter->wanted, painter->images, &damage);
    else
        damage_add(&damage, all);
    damage_finish(&damage, out);
}

void painter_paint(struct painter *painter, struct canvas *canvas, const struct draw_list *list,
                   struct painter_damage *damage)
{
    if (painter->width != canvas->width || painter->height != canvas->height)
        painter->valid = false;
    painter->width = canvas->width;
    painter->height = canvas->height;
    if (list->capture)
        capture(painter, canvas);

    frame_take(&painter->wanted, list, painter->images, painter->previous.serial);
    find_damage(painter, (struct rect){0, 0, canvas->width, canvas->height}, damage);
    const struct render render = {painter->fonts, painter->masks, painter->icon_folder,
                                  painter->images, &painter->previous};
    for (int i = 0; i < damage->count; i++)
        render_area(&render, canvas, list, &painter->wanted, damage->rects[i]);

    struct frame swap = painter->shown;
    painter->shown = painter->wanted;
    painter->wanted = swap;
    painter->valid = true;
    if (painter->previous.pixels && !list->capture && !uses_previous(list))
        drop_previous(&painter->previous);
}
