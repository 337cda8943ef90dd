#include "platform/picture_write.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>
#include <png.h>

#include "base/memory.h"

enum { QUALITY = 90 };

struct jpg {
    struct jpeg_compress_struct encoder;
    struct jpeg_error_mgr errors;
    jmp_buf failed;
    unsigned char *bytes;
    unsigned long size;
    uint8_t *row;
};

static _Noreturn void on_error(j_common_ptr encoder)
{
    struct jpg *jpg = encoder->client_data;
    longjmp(jpg->failed, 1);
}

static void fill_row(const uint32_t *pixels, int width, uint8_t *row)
{
    for (int x = 0; x < width; x++) {
        *row++ = (uint8_t)(pixels[x] >> 16);
        *row++ = (uint8_t)(pixels[x] >> 8);
        *row++ = (uint8_t)pixels[x];
    }
}

/* Colours as fine as the light: the edges of drawings stay clean. */
static void choose_quality(struct jpeg_compress_struct *encoder)
{
    jpeg_set_defaults(encoder);
    jpeg_set_quality(encoder, QUALITY, TRUE);
    encoder->comp_info[0].h_samp_factor = encoder->comp_info[0].v_samp_factor = 1;
}

static bool encode(struct jpg *jpg, const uint32_t *pixels, int width, int height)
{
    struct jpeg_compress_struct *encoder = &jpg->encoder;
    if (setjmp(jpg->failed))
        return false;
    jpeg_create_compress(encoder);
    jpeg_mem_dest(encoder, &jpg->bytes, &jpg->size);
    encoder->image_width = (unsigned)width;
    encoder->image_height = (unsigned)height;
    encoder->input_components = 3;
    encoder->in_color_space = JCS_RGB;
    choose_quality(encoder);
    jpeg_start_compress(encoder, TRUE);
    while (encoder->next_scanline < encoder->image_height) {
        fill_row(pixels + (size_t)encoder->next_scanline * (size_t)width, width, jpg->row);
        jpeg_write_scanlines(encoder, &jpg->row, 1);
    }
    jpeg_finish_compress(encoder);
    return true;
}

bool picture_write_jpg(const uint32_t *pixels, int width, int height, void **bytes, size_t *size)
{
    struct jpg *jpg = MEMORY_NEW(struct jpg);
    jpg->encoder.err = jpeg_std_error(&jpg->errors);
    jpg->encoder.client_data = jpg;
    jpg->errors.error_exit = on_error;
    jpg->row = memory_new((size_t)width, 3);
    bool written = encode(jpg, pixels, width, height);
    jpeg_destroy_compress(&jpg->encoder);
    if (written) {
        *bytes = jpg->bytes;
        *size = jpg->size;
    } else {
        free(jpg->bytes);
    }
    free(jpg->row);
    free(jpg);
    return written;
}

/* In rows of red, green, blue and alpha, not premultiplied. */
static uint8_t *unpack(const uint32_t *pixels, size_t count)
{
    uint8_t *bytes = memory_try(count, 4), *out = bytes;
    for (size_t i = 0; bytes && i < count; i++) {
        uint32_t alpha = pixels[i] >> 24;
        for (int shift = 16; shift >= 0; shift -= 8) {
            uint32_t color = pixels[i] >> shift & 0xFF;
            *out++ = (uint8_t)(alpha ? (color * 255 + alpha / 2) / alpha : 0);
        }
        *out++ = (uint8_t)alpha;
    }
    return bytes;
}

bool picture_write_png(const uint32_t *pixels, int width, int height, void **bytes, size_t *size)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)width,
                       .height = (png_uint_32)height,
                       .format = PNG_FORMAT_RGBA};
    uint8_t *rows = unpack(pixels, (size_t)width * (size_t)height);
    png_alloc_size_t room = PNG_IMAGE_PNG_SIZE_MAX(image);
    void *file = rows ? memory_try(room, 1) : NULL;
    bool written = file && png_image_write_to_memory(&image, file, &room, 0, rows, 0, NULL);
    png_image_free(&image);
    free(rows);
    if (!written) {
        free(file);
        return false;
    }
    *bytes = file;
    *size = room;
    return true;
}
