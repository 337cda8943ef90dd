#include <stdlib.h>
#include <sys/stat.h>

#include <webp/decode.h>

#include "base/memory.h"
#include "platform/picture_rows.h"

struct webp {
    struct picture_rows rows; /* the first, so that both have one address */
    WebPDecoderConfig config;
    FILE *in;
    int y;
};

static void close_webp(struct picture_rows *rows)
{
    struct webp *webp = (struct webp *)rows;
    WebPFreeDecBuffer(&webp->config.output);
    fclose(webp->in);
    free(webp);
}

static const uint8_t *next_row(struct picture_rows *rows)
{
    struct webp *webp = (struct webp *)rows;
    const WebPRGBABuffer *pixels = &webp->config.output.u.RGBA;
    if (webp->y >= rows->height)
        return NULL;
    return pixels->rgba + (ptrdiff_t)webp->y++ * pixels->stride;
}

/* The library scales while it decodes; what it is to give must fit into memory as a whole. */
static void choose_size(const WebPBitstreamFeatures *input, int shrink, WebPDecoderOptions *options)
{
    int side = input->width > input->height ? input->width : input->height;
    int most = shrink > 1 ? side / shrink : IMAGE_MAX_SIDE;
    options->use_scaling = side > most;
    options->scaled_width = input->width * most / side > 0 ? input->width * most / side : 1;
    options->scaled_height = input->height * most / side > 0 ? input->height * most / side : 1;
}

static bool decode(WebPDecoderConfig *config, const uint8_t *bytes, size_t size,
                   const struct image_header *header, int shrink)
{
    WebPBitstreamFeatures *input = &config->input;
    if (!WebPInitDecoderConfig(config) || WebPGetFeatures(bytes, size, input) != VP8_STATUS_OK ||
        input->width != header->width || input->height != header->height)
        return false;
    choose_size(input, shrink, &config->options);
    config->output.colorspace = input->has_alpha ? MODE_RGBA : MODE_RGB;
    return WebPDecode(bytes, size, config) == VP8_STATUS_OK;
}

static bool decode_file(struct webp *webp, const struct image_header *header, int shrink)
{
    struct stat at;
    if (fstat(fileno(webp->in), &at) != 0 || at.st_size <= 0 || at.st_size > IMAGE_LARGE_BYTES)
        return false;
    size_t size = (size_t)at.st_size;
    uint8_t *bytes = memory_try(size, 1);
    bool done = bytes && fread(bytes, 1, size, webp->in) == size &&
                decode(&webp->config, bytes, size, header, shrink);
    free(bytes);
    return done;
}

struct picture_rows *picture_webp_open(FILE *in, const struct image_header *header, int shrink)
{
    struct webp *webp = MEMORY_NEW(struct webp);
    webp->in = in;
    if (!decode_file(webp, header, shrink)) {
        WebPFreeDecBuffer(&webp->config.output);
        free(webp);
        return NULL;
    }
    const WebPDecBuffer *output = &webp->config.output;
    webp->rows = (struct picture_rows){output->width, output->height,
                                       webp->config.input.has_alpha ? 4 : 3, next_row, close_webp};
    return &webp->rows;
}
