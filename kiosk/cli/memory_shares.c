#include "cli/memory_shares.h"

#include <stdio.h>

enum { MIB_LEAST = 16, MIB_MOST = 64, MIB_USUAL = 32 };

struct memory_shares memory_shares(int mib, int width, int height)
{
    double panel = (double)width * height / (1920.0 * 1080.0) * MIB_USUAL;
    double whole = mib > 0             ? mib
                   : panel < MIB_LEAST ? MIB_LEAST
                   : panel > MIB_MOST  ? MIB_MOST
                                       : panel;
    size_t part = (size_t)(whole * (1 << 20) / 32);
    return (struct memory_shares){
        .frames = 14 * part, .unpacked = 7 * part, .pictures = 8 * part, .masks = 3 * part};
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
