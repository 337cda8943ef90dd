#include "base/image_header.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Sizes of the fixed parts, and the bits and ids that are looked for: ITU T.81, PNG (third
 * edition), RFC 9649 for WebP, Exif 2.32 for the orientation. */

enum { WINDOW = 4096 };

/* Bytes through a window, so that a thousand small steps are one read. */
struct reader {
    const struct image_bytes *bytes;
    size_t from, length; /* of the window */
    uint8_t window[WINDOW];
};

/* `count` bytes at `at`, NULL when the file ends before; valid until the next call. */
static const uint8_t *look(struct reader *r, size_t at, size_t count)
{
    if (at > r->bytes->size || count > r->bytes->size - at || count > WINDOW)
        return NULL;
    if (at < r->from || at + count > r->from + r->length) {
        size_t left = r->bytes->size - at;
        r->from = at;
        r->length = left < WINDOW ? left : WINDOW;
        if (!r->bytes->read(r->bytes->context, at, r->window, r->length)) {
            r->length = 0;
            return NULL;
        }
    }
    return r->window + (at - r->from);
}

static uint32_t big(const uint8_t *p, int count)
{
    uint32_t value = 0;
    for (int i = 0; i < count; i++)
        value = value << 8 | p[i];
    return value;
}

static uint32_t little(const uint8_t *p, int count)
{
    uint32_t value = 0;
    for (int i = count; i-- > 0;)
        value = value << 8 | p[i];
    return value;
}

static bool is(const uint8_t *p, const char *text)
{
    return memcmp(p, text, strlen(text)) == 0;
}

/* The orientation in the TIFF block of `size` bytes at `at`; 1 when it says none. */
static int exif_orientation(struct reader *r, size_t at, size_t size)
{
    const uint8_t *head = size >= 8 ? look(r, at, 8) : NULL;
    if (!head || (!is(head, "II*") && memcmp(head, "MM\0*", 4) != 0))
        return 1;
    uint32_t (*number)(const uint8_t *, int) = head[0] == 'I' ? little : big;
    size_t list = number(head + 4, 4);
    const uint8_t *count = list <= size - 2 ? look(r, at + list, 2) : NULL;
    if (!count)
        return 1;
    size_t entries = number(count, 2);
    for (size_t i = 0; i < entries; i++) {
        size_t entry = list + 2 + 12 * i;
        const uint8_t *p = entry + 12 <= size ? look(r, at + entry, 12) : NULL;
        if (!p)
            return 1;
        if (number(p, 2) != 0x0112)
            continue;
        uint32_t value = number(p + 8, 2);
        return value >= 1 && value <= 8 ? (int)value : 1;
    }
    return 1;
}

/* Where the file says that it ends. Cameras write things behind, so the last two bytes need not be
 * the end; in what is compressed these two cannot stand. */
static bool jpg_ends(struct reader *r, size_t scan)
{
    for (size_t end = r->bytes->size; end > scan + 1;) {
        size_t from = end - scan > WINDOW ? end - WINDOW : scan;
        const uint8_t *p = look(r, from, end - from);
        if (!p)
            return false;
        for (size_t i = end - from - 1; i > 0; i--)
            if (p[i - 1] == 0xFF && p[i] == 0xD9)
                return true;
        end = from + 1; /* both bytes may lie on two sides of the border */
        if (from == scan)
            return false;
    }
    return false;
}

/* Each block of 8 x 8 pixels takes at least one bit. */
static bool jpg_holds(const struct reader *r, const struct image_header *header)
{
    return header->width * header->height / (64 * 8) <= (int64_t)r->bytes->size;
}

static enum image_fault read_frame(struct reader *r, uint8_t marker, size_t at, size_t size,
                                   struct image_header *out)
{
    const uint8_t *p = size >= 6 ? look(r, at, 6) : NULL;
    if (!p || p[5] == 0)
        return IMAGE_DAMAGED;
    out->height = big(p + 1, 2);
    out->width = big(p + 3, 2);
    bool known = marker <= 0xC2 && p[0] == 8 && (p[5] == 1 || p[5] == 3 || p[5] == 4);
    if (!known)
        return IMAGE_UNUSUAL;
    return p[5] == 4 ? IMAGE_CMYK : IMAGE_GOOD;
}

static bool is_frame(uint8_t marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* Segments as decoders see them: what is no marker between two is passed over. */
static enum image_fault read_jpg(struct reader *r, struct image_header *out)
{
    enum image_fault kind = IMAGE_DAMAGED;
    bool framed = false, exif = false;
    size_t at = 2;
    const uint8_t *p;
    while ((p = look(r, at, 2))) {
        uint8_t marker = p[1];
        if (p[0] != 0xFF || marker == 0xFF || marker == 0x00) {
            at++;
            continue;
        }
        at += 2;
        if (marker == 0xD9)
            return IMAGE_DAMAGED;
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8))
            continue;
        p = look(r, at, 2);
        size_t size = p ? big(p, 2) : 0;
        if (size < 2 || size > r->bytes->size - at)
            return IMAGE_DAMAGED;
        if (is_frame(marker) && !framed) {
            framed = true;
            kind = read_frame(r, marker, at + 2, size - 2, out);
        } else if (marker == 0xE1 && !exif && size >= 8 && (p = look(r, at + 2, 6)) &&
                   memcmp(p, "Exif\0", 6) == 0) {
            exif = true;
            out->orientation = exif_orientation(r, at + 8, size - 8);
        }
        at += size;
        if (marker == 0xDA)
            return framed && jpg_holds(r, out) && jpg_ends(r, at) ? kind : IMAGE_DAMAGED;
    }
    return IMAGE_DAMAGED;
}

enum { PNG_PALETTE = 3 };

static bool png_is_known(uint8_t depth, uint8_t color)
{
    bool whole = depth == 8 || depth == 16, small = depth == 1 || depth == 2 || depth == 4;
    switch (color) {
    case 0:
        return whole || small;
    case PNG_PALETTE:
        return depth == 8 || small;
    case 2:
    case 4:
    case 6:
        return whole;
    default:
        return false;
    }
}

/* Whether so many packed bytes can be all the pixels: they are never packed better. */
static bool png_holds(const struct image_header *header, uint8_t depth, uint8_t color,
                      size_t packed)
{
    static const int channels[] = {1, 0, 3, 1, 2, 0, 4};
    static const double best = 1032;
    double pixels = (double)header->width * (double)header->height;
    return pixels * channels[color] * depth / 8 <= (double)packed * best;
}

static enum image_fault read_png(struct reader *r, struct image_header *out)
{
    const uint8_t *p = look(r, 8, 18);
    if (!p || big(p, 4) != 13 || !is(p + 4, "IHDR") || !png_is_known(p[16], p[17]))
        return IMAGE_DAMAGED;
    out->width = big(p + 8, 4);
    out->height = big(p + 12, 4);
    uint8_t depth = p[16], color = p[17];
    size_t data = 0;
    bool animated = false, colors = color != PNG_PALETTE;
    for (size_t at = 8; (p = look(r, at, 8));) {
        size_t size = big(p, 4);
        data += is(p + 4, "IDAT") ? size : 0;
        animated |= is(p + 4, "acTL");
        colors |= is(p + 4, "PLTE");
        if (size > r->bytes->size - at - 8 || r->bytes->size - at - 8 - size < 4)
            return IMAGE_DAMAGED;
        if (is(p + 4, "IEND") && (data == 0 || !colors || !png_holds(out, depth, color, data)))
            return IMAGE_DAMAGED;
        if (is(p + 4, "IEND"))
            return animated ? IMAGE_ANIMATED : IMAGE_GOOD;
        if (is(p + 4, "eXIf"))
            out->orientation = exif_orientation(r, at + 8, size);
        at += 12 + size;
    }
    return IMAGE_DAMAGED;
}

static bool webp_lossy(struct reader *r, size_t at, struct image_header *out)
{
    const uint8_t *p = look(r, at, 10);
    if (!p || (p[0] & 1) || p[3] != 0x9D || p[4] != 0x01 || p[5] != 0x2A)
        return false;
    out->width = little(p + 6, 2) & 0x3FFF;
    out->height = little(p + 8, 2) & 0x3FFF;
    return true;
}

static bool webp_lossless(struct reader *r, size_t at, struct image_header *out)
{
    const uint8_t *p = look(r, at, 5);
    if (!p || p[0] != 0x2F)
        return false;
    uint32_t bits = little(p + 1, 4);
    out->width = (bits & 0x3FFF) + 1;
    out->height = (bits >> 14 & 0x3FFF) + 1;
    return true;
}

/* The size of the whole, and that of the image in it, which is what decoders make room for. */
static enum image_fault read_webp(struct reader *r, struct image_header *out)
{
    const uint8_t *p = look(r, 0, 12);
    size_t end = (size_t)little(p + 4, 4) + 8;
    if (end > r->bytes->size)
        return IMAGE_DAMAGED;
    bool found = false, animated = false;
    struct image_header whole = {0};
    for (size_t at = 12; at + 8 <= end && (p = look(r, at, 8));) {
        size_t size = little(p + 4, 4);
        if (size > end - at - 8)
            return IMAGE_DAMAGED;
        bool lossy = is(p, "VP8 "), lossless = is(p, "VP8L");
        bool exif = is(p, "EXIF"), extended = is(p, "VP8X");
        animated |= is(p, "ANIM") || is(p, "ANMF");
        if (!found && (lossy || lossless)) {
            found = lossy ? webp_lossy(r, at + 8, out) : webp_lossless(r, at + 8, out);
            if (!found)
                return IMAGE_DAMAGED;
        } else if (extended && (p = look(r, at + 8, 10))) {
            whole.width = little(p + 4, 3) + 1;
            whole.height = little(p + 7, 3) + 1;
            animated |= p[0] & 2;
        } else if (exif) {
            const uint8_t *prefix = size >= 6 ? look(r, at + 8, 6) : NULL;
            size_t skip = prefix && memcmp(prefix, "Exif\0", 6) == 0 ? 6 : 0;
            out->orientation = exif_orientation(r, at + 8 + skip, size - skip);
        }
        at += 8 + size + (size & 1);
    }
    if (whole.width > out->width)
        out->width = whole.width;
    if (whole.height > out->height)
        out->height = whole.height;
    if (animated)
        return IMAGE_ANIMATED;
    return found ? IMAGE_GOOD : IMAGE_DAMAGED;
}

/* An SVG begins with "<svg", or with a declaration and comments before that. */
static bool looks_like_svg(struct reader *r)
{
    size_t length = r->bytes->size < 1024 ? r->bytes->size : 1024;
    const uint8_t *p = look(r, 0, length);
    const uint8_t *first = p;
    while (p && first < p + length &&
           (*first == ' ' || *first == '\n' || *first == '\r' || *first == '\t' || *first >= 0x80))
        first++;
    return p && first < p + length && *first == '<' && memmem(p, length, "<svg", 4);
}

static enum image_type type_of_box(const uint8_t *p)
{
    if (is(p + 8, "avif") || is(p + 8, "avis"))
        return IMAGE_AVIF;
    static const char *const brands[] = {"heic", "heix", "heim", "heis", "hevc", "mif1", "msf1"};
    for (size_t i = 0; i < sizeof brands / sizeof *brands; i++)
        if (is(p + 8, brands[i]))
            return IMAGE_HEIC;
    return IMAGE_UNKNOWN;
}

static enum image_type find_type(struct reader *r)
{
    const uint8_t *p = look(r, 0, 4);
    if (!p)
        return IMAGE_UNKNOWN;
    if (p[0] == 0xFF && p[1] == 0xD8 && p[2] == 0xFF)
        return IMAGE_JPG;
    if (is(p, "GIF8"))
        return IMAGE_GIF;
    if (is(p, "%PDF"))
        return IMAGE_PDF;
    if (is(p, "II*") || memcmp(p, "MM\0*", 4) == 0)
        return IMAGE_TIFF;
    if (is(p, "BM"))
        return IMAGE_BMP;
    if ((p = look(r, 0, 8)) && memcmp(p, "\x89PNG\r\n\x1A\n", 8) == 0)
        return IMAGE_PNG;
    if ((p = look(r, 0, 12)) && is(p, "RIFF") && is(p + 8, "WEBP"))
        return IMAGE_WEBP;
    if (p && is(p + 4, "ftyp"))
        return type_of_box(p);
    return looks_like_svg(r) ? IMAGE_SVG : IMAGE_UNKNOWN;
}

/* What is shown: a type without a row is not. */
static const struct shown {
    const char *ending;
    enum image_fault (*read)(struct reader *r, struct image_header *out);
} shown[IMAGE_TYPE_COUNT] = {
    [IMAGE_JPG] = {"jpg", read_jpg},
    [IMAGE_PNG] = {"png", read_png},
    [IMAGE_WEBP] = {"webp", read_webp},
};

const char *image_ending(enum image_type type)
{
    return shown[type].ending;
}

enum image_fault image_header_read(const struct image_bytes *bytes, struct image_header *out)
{
    struct reader reader = {.bytes = bytes};
    *out = (struct image_header){.orientation = 1};
    out->type = find_type(&reader);
    enum image_fault fault =
        shown[out->type].read ? shown[out->type].read(&reader, out) : IMAGE_NOT_SHOWN;
    if (out->width > IMAGE_LARGE_SIDE || out->height > IMAGE_LARGE_SIDE ||
        out->width * out->height > IMAGE_LARGE_PIXELS)
        return IMAGE_TOO_LARGE;
    if (fault == IMAGE_NOT_SHOWN || fault == IMAGE_DAMAGED)
        return fault;
    if (out->width == 0 || out->height == 0)
        return IMAGE_NO_SIZE;
    return fault;
}

static bool read_memory(void *context, size_t at, void *to, size_t count)
{
    const uint8_t **memory = context;
    memcpy(to, *memory + at, count);
    return true;
}

enum image_fault image_header_of(const void *bytes, size_t size, struct image_header *out)
{
    const uint8_t *memory = bytes;
    const struct image_bytes in = {size, read_memory, &memory};
    return image_header_read(&in, out);
}

static bool read_file(void *context, size_t at, void *to, size_t count)
{
    const int *fd = context;
    while (count > 0) {
        ssize_t got = pread(*fd, to, count, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        to = (char *)to + got;
        at += (size_t)got;
        count -= (size_t)got;
    }
    return true;
}

enum image_fault image_header_of_file(int fd, size_t size, struct image_header *out)
{
    *out = (struct image_header){.orientation = 1};
    if (size > IMAGE_LARGE_BYTES)
        return IMAGE_TOO_LARGE;
    const struct image_bytes in = {size, read_file, &fd};
    return image_header_read(&in, out);
}
