#include "photo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jpeglib.h>

enum { JPEG_APP1 = JPEG_APP0 + 1 };

/* Where the first row and the first column of a photo belong, by its orientation: the words of the
 * Exif standard. */
static const char sides[][2] = {{'t', 'l'}, {'t', 'l'}, {'t', 'r'}, {'b', 'r'}, {'b', 'l'},
                                {'l', 't'}, {'r', 't'}, {'r', 'b'}, {'l', 'b'}};

static void place(char side, double at, double *x, double *y)
{
    switch (side) {
    case 't':
        *y = at;
        break;
    case 'b':
        *y = 1 - at;
        break;
    case 'l':
        *x = at;
        break;
    default:
        *x = 1 - at;
    }
}

unsigned photo_color(double x, double y)
{
    if (y < 0.5)
        return x < 0.5 ? 0xFF0000 : 0x00FF00;
    return x < 0.5 ? 0x0000FF : 0xFFFFFF;
}

/* A row has two colours, half of it each. */
static unsigned half_row(const struct photo *photo, int row, bool second)
{
    const char *side = sides[photo->orientation];
    double x = 0, y = 0;
    place(side[0], (row + 0.5) / photo->height, &x, &y);
    place(side[1], second ? 0.75 : 0.25, &x, &y);
    return photo_color(x, y);
}

static void fill_row(const struct photo *photo, int row, uint8_t *out)
{
    const unsigned colors[] = {half_row(photo, row, false), half_row(photo, row, true)};
    for (int column = 0; column < photo->width; column++) {
        unsigned color = colors[2 * column >= photo->width];
        if (photo->noisy)
            color ^= (unsigned)rand() & 0x3F3F3F; /* NOLINT(cert-msc30-c,cert-msc50-cpp) */
        for (int shift = photo->gray ? 0 : 16; shift >= 0; shift -= 8)
            *out++ = (uint8_t)(color >> shift);
    }
}

/* Exif with an orientation and a text. */
static void write_note(struct jpeg_compress_struct *jpg, int orientation)
{
    uint8_t note[64] = "Exif\0\0II*\0\x08\0\0\0\x02\0"
                       "\x12\x01\x03\0\x01\0\0\0\0\0\0\0"
                       "\x0E\x01\x02\0\x12\0\0\0\x26";
    note[24] = (uint8_t)orientation;
    memcpy(note + 6 + 0x26, PHOTO_PLACE, sizeof PHOTO_PLACE);
    jpeg_write_marker(jpg, JPEG_APP1, note, 6 + 0x26 + sizeof PHOTO_PLACE);
}

void photo_write(const char *file, const struct photo *photo)
{
    struct jpeg_error_mgr errors;
    struct jpeg_compress_struct jpg = {.err = jpeg_std_error(&errors)};
    FILE *out = fopen(file, "wb");
    uint8_t *row = malloc((size_t)photo->width * 3);
    assert_non_null(out);
    assert_non_null(row);
    jpeg_create_compress(&jpg);
    jpeg_stdio_dest(&jpg, out);
    jpg.image_width = (unsigned)photo->width;
    jpg.image_height = (unsigned)photo->height;
    jpg.input_components = photo->gray ? 1 : 3;
    jpg.in_color_space = photo->gray ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&jpg);
    jpeg_set_quality(&jpg, photo->noisy ? 98 : 90, TRUE);
    if (photo->progressive)
        jpeg_simple_progression(&jpg);
    jpeg_start_compress(&jpg, TRUE);
    write_note(&jpg, photo->orientation);
    for (int y = 0; y < photo->height; y++) {
        fill_row(photo, y, row);
        jpeg_write_scanlines(&jpg, &row, 1);
    }
    jpeg_finish_compress(&jpg);
    jpeg_destroy_compress(&jpg);
    free(row);
    assert_int_equal(fclose(out), 0);
}
