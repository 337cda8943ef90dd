#pragma once

#include <stdbool.h>

#include "base/picture.h"
#include "platform/image_source.h"

/* A picture file of a pack, decoded and brought to a size. From any thread; what is in memory
 * meanwhile is said in platform/picture_rows.h. */

/* Turned as its EXIF note says, fitted into width x height, in its middle, with rounded corners.
 * The file is looked at anew, because it may be another one by now. `out->pixels` is to be freed.
 * False (logged) when there is nothing to show. */
bool picture_decode(const char *folder, const char *name, int width, int height, int radius,
                    struct image *out);
