#pragma once

#include "packs/packs.h"

/* packs_shrink by the picture code: a photo over the limits of base/image_header.h is written anew.
 * A file that is no usable picture is left to whoever names it, unless it is too large for that. */
bool shrink_picture(int fd, struct packs_smaller *out);

/* The same for a photo that is taken over as it comes from a phone: a JPG is written anew however
 * small it is, upright and without the place where it was taken. */
bool shrink_photo(int fd, struct packs_smaller *out);
