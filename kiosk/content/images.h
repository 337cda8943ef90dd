#pragma once

#include "content/content_internal.h"

/* A file in images/. Files name it by the same letters, however those are coded. */
struct image_name {
    const char *name, *normal; /* see file_name_normal */
    const char *stem;          /* without the ending, see file_name_folded */
    bool used;                 /* something names it */
};

/* The picture files of one pack: each is looked at as far as its header, when the pack is loaded.
 * One that cannot be shown is a fault at the place that names it; what names it stands all the
 * same. */
struct pack_images {
    struct fault_list *faults;
    struct arena *arena;      /* of the content: where pictures and their names live */
    const char *folder;       /* where the files are, in that arena */
    const char *pack;         /* the pack's own path, for faults; another one when it is a .zip */
    int dir_fd;               /* the same, open; -1: there is none, and no picture either */
    struct image_name *names; /* what lies in images/, sorted by `normal` */
    size_t count;
    size_t errors_before; /* in `faults` */
};

/* Lists the folder images/. `scratch` holds the list. */
void pack_images_begin(struct pack_images *images, int dir_fd, const char *folder, const char *pack,
                       struct arena *scratch);

/* Of an exercise: fills its pictures. */
void pack_images_take(struct pack_images *images, struct exercise_source *source);

/* Of the pack itself; empty when it has none that can be shown. */
struct picture_set pack_images_logo(struct pack_images *images, const struct image_reference *logo);

/* Warns of each file in images/ that nothing has named; only in a pack without errors, because what
 * has one may be what names it. */
void pack_images_end(const struct pack_images *images);
