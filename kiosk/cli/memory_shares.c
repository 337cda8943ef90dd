#include "cli/memory_shares.h"

#include <stdint.h>
#include <stdio.h>

enum { MIB = 1 << 20, MIB_LEAST = 16, MIB_MOST = 64, MIB_USUAL = 32 };

static double whole(int mib, double pixels)
{
    const double by_panel = pixels / (1920.0 * 1080.0) * MIB_USUAL;
    if (mib > 0)
        return mib;
    return by_panel < MIB_LEAST ? MIB_LEAST : by_panel > MIB_MOST ? MIB_MOST : by_panel;
}

/* Home and the player have two fifths of their pixels in figures; most movements take less than 11
 * MiB at 1920x1080; photos have the rest, which no shipped screen takes. */
struct memory_shares memory_shares(int mib, int width, int height)
{
    const double pixels = (double)width * height;
    const double all = whole(mib, pixels) * MIB, shown = pixels * sizeof(uint32_t) * 7 / 16;
    struct memory_shares shares = {.frames = (size_t)(all * 11 / 32),
                                   .masks = (size_t)(all * 3 / 32),
                                   .unpacked = (size_t)(all / 4)};
    if (pixels > 0 && shown < all / 4)
        shares.unpacked = (size_t)shown;
    shares.pictures = (size_t)all - shares.frames - shares.masks - shares.unpacked;
    return shares;
}

void memory_shares_rest(struct memory_shares *shares)
{
    shares->frames = shares->frames * 3 / 4;
}

void memory_share_out(const struct memory_shares *shares, struct images *images,
                      struct painter *painter)
{
    figure_cache_limit(images->figures, shares->frames, shares->unpacked);
    picture_cache_limit(images->pictures, shares->pictures);
    painter_limit(painter, shares->masks);
}

struct memory_shares memory_in_use(const struct images *images, const struct painter *painter)
{
    struct figure_cache_use figures = figure_cache_use(images->figures);
    return (struct memory_shares){.frames = figures.bytes,
                                  .unpacked = figures.unpacked,
                                  .pictures = picture_cache_use(images->pictures).bytes,
                                  .masks = painter_masks_bytes(painter)};
}

void memory_shares_text(const struct memory_shares *shares, char *text, size_t size)
{
    snprintf(text, size, "frames %.1f  unpacked %.1f  pictures %.1f  masks %.1f MiB",
             (double)shares->frames / (1 << 20), (double)shares->unpacked / (1 << 20),
             (double)shares->pictures / (1 << 20), (double)shares->masks / (1 << 20));
}
