#include <stdlib.h>

#include <png.h>

#include "base/memory.h"
#include "platform/picture_rows.h"

struct png {
    struct picture_rows rows; /* the first, so that both have one address */
    png_structp decoder;
    png_infop info;
    FILE *in;
    uint8_t *pixels; /* of one row; of all when they come in an order of their own */
    size_t pitch;
    int interlaced, y;
};

static _Noreturn void on_error(png_structp decoder, png_const_charp text)
{
    (void)text;
    png_longjmp(decoder, 1);
}

/* What is odd in a picture that can be shown. */
static void on_warning(png_structp decoder, png_const_charp text)
{
    (void)decoder;
    (void)text;
}

static void release(struct png *png)
{
    png_destroy_read_struct(&png->decoder, &png->info, NULL);
    free(png->pixels);
    free(png);
}

static void close_png(struct picture_rows *rows)
{
    struct png *png = (struct png *)rows;
    fclose(png->in);
    release(png);
}

static const uint8_t *next_row(struct picture_rows *rows)
{
    struct png *png = (struct png *)rows;
    if (png->y >= rows->height || setjmp(png_jmpbuf(png->decoder)))
        return NULL;
    png->y++;
    if (png->interlaced)
        return png->pixels + (size_t)(png->y - 1) * png->pitch;
    png_read_row(png->decoder, png->pixels, NULL);
    return png->pixels;
}

/* Only pixels: texts and profiles beside them are packed, too, and 8 MB unpack to as many GB. */
static void ignore_extras(png_structp decoder)
{
    png_set_keep_unknown_chunks(decoder, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
}

static bool begin(struct png *png, const struct image_header *header)
{
    png_structp decoder = png->decoder;
    if (setjmp(png_jmpbuf(decoder)))
        return false;
    ignore_extras(decoder);
    png_init_io(decoder, png->in);
    png_read_info(decoder, png->info);
    png_uint_32 height = png_get_image_height(decoder, png->info);
    if (png_get_image_width(decoder, png->info) != header->width || height != header->height)
        return false;
    png_set_expand(decoder);
    png_set_strip_16(decoder);
    png_set_gray_to_rgb(decoder);
    png->interlaced = png_set_interlace_handling(decoder) > 1;
    png_read_update_info(decoder, png->info);
    png->pitch = png_get_rowbytes(decoder, png->info);
    png->pixels = memory_try(png->interlaced ? height : 1, png->pitch);
    return png->pixels != NULL;
}

/* Each pass fills in what the ones before have left out. */
static bool read_passes(struct png *png, int height)
{
    if (setjmp(png_jmpbuf(png->decoder)))
        return false;
    for (int pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES; pass++)
        for (int y = 0; y < height; y++)
            png_read_row(png->decoder, png->pixels + (size_t)y * png->pitch, NULL);
    return true;
}

struct picture_rows *picture_png_open(FILE *in, const struct image_header *header)
{
    struct png *png = MEMORY_NEW(struct png);
    png->in = in;
    png->decoder = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning);
    png->info = png->decoder ? png_create_info_struct(png->decoder) : NULL;
    if (!png->info || !begin(png, header) ||
        (png->interlaced && !read_passes(png, (int)header->height))) {
        release(png);
        return NULL;
    }
    int channels = png_get_channels(png->decoder, png->info);
    png->rows = (struct picture_rows){(int)header->width, (int)header->height, channels, next_row,
                                      close_png};
    return &png->rows;
}
