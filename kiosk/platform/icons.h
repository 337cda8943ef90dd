#pragma once

#include "platform/mask.h"

/* An icon's coverage at `size` x `size` px, its origin at the top left, kept in `cache`. Read from
 * FOLDER/NAME.png. A missing or unreadable icon is logged when first asked for and shown as a
 * neutral dot. NULL when memory is short. */
const struct mask *icons_mask(const char *folder, struct mask_cache *cache, const char *name,
                              int size);
