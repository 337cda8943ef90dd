#include "platform/picture_rows.h"

/* The file of rows that are open is theirs to close. */
static struct picture_rows *open_type(FILE *in, const struct image_header *header, int shrink)
{
    switch (header->type) {
    case IMAGE_JPG:
        return picture_jpg_open(in, header, shrink);
    case IMAGE_PNG:
        return picture_png_open(in, header);
    case IMAGE_WEBP:
        return picture_webp_open(in, header, shrink);
    case IMAGE_UNKNOWN: /* these are known only to say so */
    case IMAGE_SVG:
    case IMAGE_HEIC:
    case IMAGE_AVIF:
    case IMAGE_GIF:
    case IMAGE_BMP:
    case IMAGE_TIFF:
    case IMAGE_PDF:
    case IMAGE_TYPE_COUNT:
        break;
    }
    return NULL;
}

static int shrink_for(const struct image_header *header, int width, int height)
{
    int shrink = 8;
    while (shrink > 1 &&
           (header->width / shrink < 2 * width || header->height / shrink < 2 * height))
        shrink /= 2;
    return shrink;
}

struct picture_rows *picture_rows_open(FILE *in, const struct image_header *header, int width,
                                       int height)
{
    struct picture_rows *rows = open_type(in, header, shrink_for(header, width, height));
    if (!rows)
        fclose(in);
    return rows;
}
