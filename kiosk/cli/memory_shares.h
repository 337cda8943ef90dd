#pragma once

#include <stddef.h>

#include "cli/images.h"
#include "platform/painter.h"

/* What the kiosk keeps so as not to make it again, within one budget: figures as they were drawn,
 * photos as they are shown, letters and icons. Each kind has a share, of which the least used goes
 * first; what is on the screen stays however little there is. All in bytes. */
struct memory_shares {
    size_t frames;   /* packed figures */
    size_t unpacked; /* figures ready to be painted */
    size_t pictures;
    size_t masks; /* letters, icons, round shapes */
};

/* Of `mib` MiB; 0: as much as a panel of width x height px is worth, 32 MiB for 1920x1080, at least
 * 16 and at most 64. */
struct memory_shares memory_shares(int mib, int width, int height);

/* Between visits: the demo shows each movement for so short that most of it is seen once. */
void memory_shares_rest(struct memory_shares *shares);

/* Takes effect at once. */
void memory_share_out(const struct memory_shares *shares, struct images *images,
                      struct painter *painter);

/* What of it is in use. */
struct memory_shares memory_in_use(const struct images *images, const struct painter *painter);

/* "frames 13.2  unpacked 6.9  pictures 0.0  masks 1.4 MiB". */
void memory_shares_text(const struct memory_shares *shares, char *text, size_t size);
