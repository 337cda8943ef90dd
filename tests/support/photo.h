#pragma once

#include <stdbool.h>

/* A photo as phones take them: upright it is red at the top left, green at the top right, blue at
 * the bottom left and white at the bottom right. */
struct photo {
    int width, height; /* px, as stored */
    int orientation;   /* EXIF, 1 to 8: how the phone was held */
    bool progressive, gray, noisy;
};

/* Something private that each of them says in its EXIF note. */
#define PHOTO_PLACE "48.2082N 16.3738E"

void photo_write(const char *file, const struct photo *photo);

/* The place's colour in the upright photo, 0xRRGGBB; x and y from 0 to 1. */
unsigned photo_color(double x, double y);
