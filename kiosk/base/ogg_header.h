#pragma once

#include <stddef.h>

#include "base/ms.h"

/* What an Ogg Vorbis file says about itself, found without decoding it: its first page, and the
 * last one. Takes any bytes. */

enum ogg_fault {
    OGG_GOOD,
    OGG_OTHER,  /* no Ogg file */
    OGG_CODEC,  /* Ogg, but not Vorbis in it */
    OGG_DAMAGED /* ends too early, or has no end that says how long it is */
};

struct ogg_header {
    int rate; /* samples a second */
    int channels;
    ms_t length;
};

/* `fd` is read from its beginning, wherever it stands; `size` of the file, bytes. */
enum ogg_fault ogg_header_of_file(int fd, size_t size, struct ogg_header *out);
