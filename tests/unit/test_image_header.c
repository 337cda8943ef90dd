// links: base
/* Headers of pictures: what is said of good, wrong and hostile files. The files are those of
 * tests/bad_content, each as small as its kind can be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/image_header.h"

enum { FILE_MAX = 4096, MUTATIONS = 20000 };

/* A block of exactly the file's size, so that the sanitizer sees the first byte too many. */
static uint8_t *read_picture(const char *name, size_t *size)
{
    char path[400];
    uint8_t bytes[FILE_MAX];
    snprintf(path, sizeof path, SOURCE_DIR "/tests/bad_content/images/%s", name);
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    *size = fread(bytes, 1, sizeof bytes, in);
    assert_in_range(*size, 0, sizeof bytes - 1);
    fclose(in);
    uint8_t *copy = malloc(*size ? *size : 1);
    memcpy(copy, bytes, *size);
    return copy;
}

static enum image_fault read_header(const char *name, struct image_header *out)
{
    size_t size;
    uint8_t *bytes = read_picture(name, &size);
    enum image_fault fault = image_header_of(bytes, size, out);
    free(bytes);
    return fault;
}

static const struct {
    const char *name;
    enum image_type type;
} good[] = {{"good.jpg", IMAGE_JPG},       {"progressive.jpg", IMAGE_JPG},
            {"upright.jpg", IMAGE_JPG},    {"good.png", IMAGE_PNG},
            {"good.webp", IMAGE_WEBP},     {"lossless.webp", IMAGE_WEBP},
            {"interlaced.png", IMAGE_PNG}, {"deep.png", IMAGE_PNG}};

enum { GOOD = sizeof good / sizeof *good };

static void test_good(void **state)
{
    (void)state;
    for (size_t i = 0; i < GOOD; i++) {
        struct image_header header;
        assert_int_equal(read_header(good[i].name, &header), IMAGE_GOOD);
        assert_int_equal(header.type, good[i].type);
        assert_int_equal(header.width, 24);
        assert_int_equal(header.height, 16);
        assert_int_equal(header.orientation, 1);
    }
}

/* What is not simply good. */
static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum image_fault fault;
        enum image_type type;
        int orientation;
    } cases[] = {
        {"huge.jpg", IMAGE_TOO_LARGE, IMAGE_JPG, 1},
        {"wide.png", IMAGE_GOOD, IMAGE_PNG, 1},
        {"cut.jpg", IMAGE_DAMAGED, IMAGE_JPG, 1},
        {"cut.png", IMAGE_DAMAGED, IMAGE_PNG, 1},
        {"cut.webp", IMAGE_DAMAGED, IMAGE_WEBP, 1},
        {"flat.jpg", IMAGE_NO_SIZE, IMAGE_JPG, 1},
        {"no-size.png", IMAGE_NO_SIZE, IMAGE_PNG, 1},
        {"lossless.jpg", IMAGE_UNUSUAL, IMAGE_JPG, 1},
        {"cmyk.jpg", IMAGE_CMYK, IMAGE_JPG, 1},
        {"moving.webp", IMAGE_ANIMATED, IMAGE_WEBP, 1},
        {"turned.jpg", IMAGE_GOOD, IMAGE_JPG, 6},
        {"turned-mm.jpg", IMAGE_GOOD, IMAGE_JPG, 8},
        {"turned.png", IMAGE_GOOD, IMAGE_PNG, 3},
        {"turned.webp", IMAGE_GOOD, IMAGE_WEBP, 6},
        {"drawing.svg", IMAGE_NOT_SHOWN, IMAGE_SVG, 1},
        {"named.png", IMAGE_NOT_SHOWN, IMAGE_SVG, 1},
        {"phone.heic", IMAGE_NOT_SHOWN, IMAGE_HEIC, 1},
        {"photo.avif", IMAGE_NOT_SHOWN, IMAGE_AVIF, 1},
        {"drawing.gif", IMAGE_NOT_SHOWN, IMAGE_GIF, 1},
        {"bitmap.bmp", IMAGE_NOT_SHOWN, IMAGE_BMP, 1},
        {"scan.tiff", IMAGE_NOT_SHOWN, IMAGE_TIFF, 1},
        {"page.pdf", IMAGE_NOT_SHOWN, IMAGE_PDF, 1},
        {"words.jpg", IMAGE_NOT_SHOWN, IMAGE_UNKNOWN, 1},
        {"empty.jpg", IMAGE_NOT_SHOWN, IMAGE_UNKNOWN, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct image_header header;
        assert_int_equal(read_header(cases[i].name, &header), cases[i].fault);
        assert_int_equal(header.type, cases[i].type);
        assert_int_equal(header.orientation, cases[i].orientation);
    }
}

/* What no PNG decoder takes is found before anything is decoded. */
static void test_kinds_of_png(void **state)
{
    (void)state;
    static const uint8_t animation[20] = {0, 0, 0, 8, 'a', 'c', 'T', 'L'};
    size_t size;
    struct image_header header;
    uint8_t *bytes = read_picture("good.png", &size);
    uint8_t *longer = malloc(size + sizeof animation);
    enum { DEPTH = 24, COLOR = 25, HEAD = 33 };
    memcpy(longer, bytes, HEAD);
    memcpy(longer + HEAD, animation, sizeof animation);
    memcpy(longer + HEAD + sizeof animation, bytes + HEAD, size - HEAD);
    assert_int_equal(image_header_of(longer, size + sizeof animation, &header), IMAGE_ANIMATED);
    bytes[DEPTH] = 16; /* too deep for a palette, but good for colors */
    assert_int_equal(image_header_of(bytes, size, &header), IMAGE_DAMAGED);
    bytes[COLOR] = 2;
    assert_int_equal(image_header_of(bytes, size, &header), IMAGE_GOOD);
    bytes[COLOR] = 5;
    assert_int_equal(image_header_of(bytes, size, &header), IMAGE_DAMAGED);
    bytes[DEPTH] = 1;
    bytes[COLOR] = 3;
    assert_int_equal(image_header_of(bytes, size, &header), IMAGE_GOOD);
    bytes[HEAD + 4] = 'p'; /* the palette */
    assert_int_equal(image_header_of(bytes, size, &header), IMAGE_DAMAGED);
    free(longer);
    free(bytes);
}

static void put_big(uint8_t *at, unsigned value, int count)
{
    while (count-- > 0) {
        at[count] = (uint8_t)value;
        value >>= 8;
    }
}

/* At the largest size that phones have; beyond it; and at a size that its few bytes cannot be. */
static void test_sizes(void **state)
{
    (void)state;
    static const uint8_t frame[] = {0xFF, 0xC0, 0, 17, 8};
    size_t size, more = IMAGE_LARGE_PIXELS / 512;
    struct image_header header;
    uint8_t *bytes = read_picture("good.jpg", &size);
    bytes = realloc(bytes, size + more);
    memset(bytes + size, 0, more);
    uint8_t *at = memmem(bytes, size, frame, sizeof frame);
    assert_non_null(at);
    put_big(at + 5, 6144, 2);
    put_big(at + 7, 8192, 2);
    assert_int_equal(image_header_of(bytes, size + more, &header), IMAGE_GOOD);
    assert_true(image_is_large(&header, size + more));
    assert_int_equal(image_header_of(bytes, size, &header), IMAGE_DAMAGED);
    put_big(at + 7, 8193, 2);
    assert_int_equal(image_header_of(bytes, size + more, &header), IMAGE_TOO_LARGE);
    free(bytes);

    bytes = read_picture("good.png", &size);
    put_big(bytes + 16, 8192, 4);
    put_big(bytes + 20, 6144, 4);
    assert_int_equal(image_header_of(bytes, size, &header), IMAGE_DAMAGED);
    put_big(bytes + 16, 0xFFFFFFFF, 4);
    put_big(bytes + 20, 0xFFFFFFFF, 4);
    assert_int_equal(image_header_of(bytes, size, &header), IMAGE_TOO_LARGE);
    free(bytes);
    assert_int_equal(image_header_of_file(-1, IMAGE_LARGE_BYTES + 1, &header), IMAGE_TOO_LARGE);
}

/* A file that was cut anywhere is never good. */
static void test_every_truncation(void **state)
{
    (void)state;
    for (size_t i = 0; i < GOOD; i++) {
        size_t size;
        uint8_t *bytes = read_picture(good[i].name, &size);
        for (size_t length = 0; length < size; length++) {
            struct image_header header;
            uint8_t *part = malloc(length ? length : 1);
            memcpy(part, bytes, length);
            assert_int_not_equal(image_header_of(part, length, &header), IMAGE_GOOD);
            free(part);
        }
        free(bytes);
    }
}

/* What cameras and sites write behind the picture does no harm. */
static void test_trailing_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < GOOD; i++) {
        size_t size, more = 3 * FILE_MAX;
        struct image_header header;
        uint8_t *bytes = read_picture(good[i].name, &size);
        bytes = realloc(bytes, size + more);
        memset(bytes + size, 0, more);
        assert_int_equal(image_header_of(bytes, size + more, &header), IMAGE_GOOD);
        assert_int_equal(header.width, 24);
        free(bytes);
    }
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Any bytes give an answer, and a good one has a size within the limits. */
static void test_mutations(void **state)
{
    (void)state;
    static const char *const names[] = {"good.jpg",   "progressive.jpg", "turned.jpg", "good.png",
                                        "turned.png", "good.webp",       "turned.webp"};
    uint32_t seed = 1;
    int still_good = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t size;
        uint8_t *bytes = read_picture(names[i], &size);
        uint8_t *changed = malloc(size);
        for (int n = 0; n < MUTATIONS; n++) {
            struct image_header header;
            memcpy(changed, bytes, size);
            for (uint32_t k = 1 + next_random(&seed) % 4; k > 0; k--)
                changed[next_random(&seed) % size] =
                    next_random(&seed) % 3 ? (uint8_t)next_random(&seed) : 0xFF;
            if (image_header_of(changed, size, &header) != IMAGE_GOOD)
                continue;
            still_good++;
            assert_in_range(header.width, 1, IMAGE_LARGE_SIDE);
            assert_in_range(header.height, 1, IMAGE_LARGE_SIDE);
            assert_in_range(header.width * header.height, 1, IMAGE_LARGE_PIXELS);
            assert_in_range(header.orientation, 1, 8);
        }
        free(changed);
        free(bytes);
    }
    assert_true(still_good > MUTATIONS / 100);
}

struct counted {
    size_t size, reads, bytes;
    bool fails;
};

static bool read_zeros(void *context, size_t at, void *to, size_t count)
{
    struct counted *file = context;
    assert_true(at <= file->size && count <= file->size - at);
    file->reads++;
    file->bytes += count;
    memset(to, 0, count);
    if (at == 0)
        memcpy(to, "\xFF\xD8\xFF\xE0\0\x10", 6);
    return !file->fails;
}

/* The largest of hostile files is read through in large pieces, once. */
static void test_reads_little(void **state)
{
    (void)state;
    struct counted file = {.size = IMAGE_MAX_BYTES};
    struct image_header header;
    const struct image_bytes bytes = {file.size, read_zeros, &file};
    assert_int_equal(image_header_read(&bytes, &header), IMAGE_DAMAGED);
    assert_true(file.reads < 2 * IMAGE_MAX_BYTES / 4096 + 10);
    assert_true(file.bytes < 2 * (size_t)IMAGE_MAX_BYTES);
    file.fails = true;
    assert_int_not_equal(image_header_read(&bytes, &header), IMAGE_GOOD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),           cmocka_unit_test(test_faults),
        cmocka_unit_test(test_kinds_of_png),   cmocka_unit_test(test_every_truncation),
        cmocka_unit_test(test_trailing_bytes), cmocka_unit_test(test_mutations),
        cmocka_unit_test(test_reads_little),   cmocka_unit_test(test_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
