#include "content/image_problem.h"

static const char *type_problem(enum image_type type)
{
    static const char *const problems[IMAGE_TYPE_COUNT] = {
        [IMAGE_SVG] = "is an SVG drawing; save it as PNG",
        [IMAGE_HEIC] = ("is a HEIC photo, as iPhones take them; save it as JPG, or choose Most "
                        "Compatible in the iPhone's Settings, Camera, Formats"),
        [IMAGE_AVIF] = "is an AVIF picture; save it as JPG or PNG",
        [IMAGE_GIF] = "is a GIF; save it as PNG",
        [IMAGE_BMP] = "is a BMP picture; save it as PNG or JPG",
        [IMAGE_TIFF] = "is a TIFF picture; save it as PNG or JPG",
        [IMAGE_PDF] = "is a PDF document; save its picture as PNG or JPG",
    };
    return problems[type] ? problems[type] : "is no picture; a JPG, PNG or WebP file is needed";
}

static const char *header_problem(struct arena *arena, enum image_fault fault,
                                  const struct image_header *header)
{
    switch (fault) {
    case IMAGE_GOOD:
        return NULL;
    case IMAGE_TOO_LARGE:
        return arena_printf(arena,
                            "is %lld x %lld pixels large; at most 50 megapixels, such as 8192 x "
                            "6144, are allowed: make it smaller in a picture program",
                            (long long)header->width, (long long)header->height);
    case IMAGE_NOT_SHOWN:
        return type_problem(header->type);
    case IMAGE_DAMAGED:
        return "is damaged or cut short; copy it anew, or save it again in a picture program";
    case IMAGE_NO_SIZE:
        return "is 0 pixels wide or high; save it again in a picture program";
    case IMAGE_UNUSUAL:
        return "is of a rare kind of JPG; save it again as an ordinary JPG";
    case IMAGE_CMYK:
        return "is in CMYK, the colors of printing; save it in RGB";
    case IMAGE_ANIMATED:
        return "is an animation; save one still picture of it";
    }
    return NULL;
}

const char *image_problem(struct arena *arena, enum image_fault fault,
                          const struct image_header *header, size_t size)
{
    if (size == 0)
        return "is empty; copy it anew";
    if (size > IMAGE_LARGE_BYTES)
        return arena_printf(arena,
                            "is %zu bytes large; at most %d (64 MB) are allowed: save it smaller",
                            size, IMAGE_LARGE_BYTES);
    return header_problem(arena, fault, header);
}

const char *image_advice(struct arena *arena, const struct image_header *header, size_t size)
{
    static const char better[] = "takes long to show; `kiosk import` makes it smaller";
    if (!image_is_large(header, size))
        return NULL;
    if (size > IMAGE_MAX_BYTES)
        return arena_printf(arena, "is %zu bytes large; over %d (8 MB) it %s", size,
                            IMAGE_MAX_BYTES, better);
    return arena_printf(arena, "is %d x %d pixels large; over %d x %d it %s", image_width(header),
                        image_height(header), IMAGE_MAX_SIDE, IMAGE_MAX_SIDE, better);
}
