#include "cli/images.h"

static struct figure_key figure_key(struct image_ref ref, int width, int height)
{
    return (struct figure_key){.clip = ref.object,
                               .frame = ref.frame,
                               .person = ref.variant,
                               .mirrored = ref.mirrored,
                               .soon = ref.soon,
                               .width = width,
                               .height = height};
}

static uint64_t version(void *context, struct image_ref ref, int width, int height)
{
    const struct images *images = context;
    if (ref.kind == IMAGE_PICTURE)
        return picture_cache_version(images->pictures, ref, width, height);
    struct figure_key key = figure_key(ref, width, height);
    return key.clip ? figure_cache_version(images->figures, &key) : 0;
}

static bool acquire(void *context, struct image_ref ref, int width, int height, struct image *out)
{
    const struct images *images = context;
    if (ref.kind == IMAGE_PICTURE)
        return picture_cache_acquire(images->pictures, ref, width, height, out);
    struct figure_key key = figure_key(ref, width, height);
    struct figure_bitmap bitmap;
    if (!key.clip || !figure_cache_acquire(images->figures, &key, &bitmap))
        return false;
    *out = (struct image){.pixels = bitmap.pixels,
                          .width = bitmap.width,
                          .height = bitmap.height,
                          .stride = bitmap.stride,
                          .x = bitmap.x,
                          .y = bitmap.y};
    return true;
}

/* Only the cache that has lent these pixels knows them. */
static void release(void *context, struct image *image)
{
    const struct images *images = context;
    struct figure_bitmap bitmap = {.pixels = image->pixels};
    figure_cache_release(images->figures, &bitmap);
    picture_cache_release(images->pictures, image);
}

static struct rects difference(void *context, uint64_t from, uint64_t to, int width, int height)
{
    const struct images *images = context;
    if ((from | to) & PICTURE_VERSION)
        return (struct rects){{{0, 0, width, height}}, 1};
    return figure_cache_difference(images->figures, from, to);
}

struct image_source images_source(struct images *images)
{
    return (struct image_source){images, version, acquire, release, difference};
}
