#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "base/memory.h"
#include "platform/picture_rows.h"

enum {
    /* A progressive JPG comes in about ten scans; one made to keep a decoder busy has thousands,
     * each of which costs as much as the picture. */
    MAX_SCANS = 64,
    MAX_SCANNED_PIXELS = MAX_SCANS * IMAGE_MAX_SIDE * IMAGE_MAX_SIDE,
    /* Six bytes for each of IMAGE_LARGE_PIXELS, and what it needs besides. */
    MEMORY_MAX = 320 * 1024 * 1024,
};

struct jpg {
    struct picture_rows rows; /* the first, so that both have one address */
    struct jpeg_decompress_struct decoder;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf failed; /* where the library's errors go: it expects never to get back */
    FILE *in;
    uint8_t *row;
};

static _Noreturn void on_error(j_common_ptr decoder)
{
    struct jpg *jpg = decoder->client_data;
    longjmp(jpg->failed, 1);
}

/* What is odd in a picture that can be shown. */
static void on_message(j_common_ptr decoder)
{
    (void)decoder;
}

static void on_progress(j_common_ptr common)
{
    struct jpg *jpg = common->client_data;
    const struct jpeg_decompress_struct *decoder = &jpg->decoder;
    double pixels = (double)decoder->image_width * decoder->image_height;
    int scans = decoder->input_scan_number;
    if (scans > MAX_SCANS || scans * pixels > MAX_SCANNED_PIXELS)
        on_error(common);
}

static void close_jpg(struct picture_rows *rows)
{
    struct jpg *jpg = (struct jpg *)rows;
    jpeg_destroy_decompress(&jpg->decoder);
    fclose(jpg->in);
    free(jpg->row);
    free(jpg);
}

static const uint8_t *next_row(struct picture_rows *rows)
{
    struct jpg *jpg = (struct jpg *)rows;
    if (setjmp(jpg->failed))
        return NULL;
    bool more = jpg->decoder.output_scanline < jpg->decoder.output_height;
    return more && jpeg_read_scanlines(&jpg->decoder, &jpg->row, 1) == 1 ? jpg->row : NULL;
}

static bool begin(struct jpg *jpg, const struct image_header *header, int shrink)
{
    struct jpeg_decompress_struct *decoder = &jpg->decoder;
    if (setjmp(jpg->failed))
        return false;
    jpeg_create_decompress(decoder);
    decoder->mem->max_memory_to_use = MEMORY_MAX;
    decoder->progress = &jpg->progress;
    jpeg_stdio_src(decoder, jpg->in);
    jpeg_read_header(decoder, TRUE);
    if (decoder->image_width != header->width || decoder->image_height != header->height)
        return false;
    decoder->out_color_space = JCS_RGB;
    decoder->scale_num = 1;
    decoder->scale_denom = (unsigned)shrink;
    jpeg_start_decompress(decoder);
    jpg->row = memory_new(decoder->output_width, 3);
    return decoder->output_components == 3;
}

struct picture_rows *picture_jpg_open(FILE *in, const struct image_header *header, int shrink)
{
    struct jpg *jpg = MEMORY_NEW(struct jpg);
    jpg->in = in;
    jpg->decoder.err = jpeg_std_error(&jpg->errors);
    jpg->decoder.client_data = jpg;
    jpg->errors.error_exit = on_error;
    jpg->errors.output_message = on_message;
    jpg->progress.progress_monitor = on_progress;
    if (begin(jpg, header, shrink)) {
        jpg->rows = (struct picture_rows){(int)jpg->decoder.output_width,
                                          (int)jpg->decoder.output_height, 3, next_row, close_jpg};
        return &jpg->rows;
    }
    jpeg_destroy_decompress(&jpg->decoder);
    free(jpg->row);
    free(jpg);
    return NULL;
}
