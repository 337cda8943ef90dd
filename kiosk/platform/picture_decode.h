#pragma once

#include <stdbool.h>

#include "base/picture.h"
#include "platform/image_source.h"

/* A picture file of a pack, decoded and brought to a size. From any thread, one at a time: the file
 * itself, at most 8 MB, and four bytes a pixel, at most 64 MB, are in memory meanwhile; for a
 * progressive JPG its decoder keeps up to 100 MB more. */

/* Once, before the first call, on the main thread. */
void picture_decode_init(void);

/* Fitted into width x height, in its middle, with rounded corners. The file is looked at anew,
 * because it may be another one by now. `out->pixels` is to be freed. False (logged) when there is
 * nothing to show. */
bool picture_decode(const char *folder, const char *name, int width, int height, int radius,
                    struct image *out);
