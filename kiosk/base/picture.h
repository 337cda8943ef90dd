#pragma once

#include <stddef.h>
#include <stdint.h>

/* A picture file of a pack, as whoever shows it needs to know it. */
struct picture {
    const char *folder; /* where the files of the pack are */
    const char *name;   /* below it: "images/heel-raise-1.jpg" */
    /* Names the file as it was when the pack was loaded: another file there, or the same one
     * written again, has another key. Never 0. */
    uint64_t key;
    int width, height; /* px, as shown: turned as the file says */
};

/* Pictures that are shown in turn. */
struct picture_set {
    const struct picture *items;
    size_t count; /* 0: there is none */
};
