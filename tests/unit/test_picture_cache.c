// links: platform ui base photo
/* Pictures of packs on their way to the screen: scaled, rounded, kept within a budget, decoded by a
 * worker, and refused when they are no pictures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "photo.h"
#include "platform/picture_cache.h"
#include "platform/picture_decode.h"
#include "platform/picture_scale.h"

#define BAD SOURCE_DIR "/tests/bad_content"

/* ---- sizes ---- */

static void expect_fit(int w, int h, int in_w, int in_h, int out_w, int out_h)
{
    int width, height;
    picture_fit(w, h, in_w, in_h, &width, &height);
    assert_int_equal(width, out_w);
    assert_int_equal(height, out_h);
}

static void test_fit(void **state)
{
    (void)state;
    expect_fit(400, 300, 200, 200, 200, 150);
    expect_fit(300, 400, 200, 200, 150, 200);
    expect_fit(100, 100, 250, 200, 200, 200);
    expect_fit(100, 50, 1000, 1000, 300, 150); /* three times its size at most */
    expect_fit(4096, 1, 100, 100, 100, 1);
    expect_fit(1, 4096, 100, 100, 1, 100);
}

/* Rows in memory. */
struct pixels {
    struct picture_rows rows;
    const uint8_t *at;
    int left;
};

static const uint8_t *next_row(struct picture_rows *rows)
{
    struct pixels *pixels = (struct pixels *)rows;
    const uint8_t *row = pixels->at;
    pixels->at += (ptrdiff_t)rows->width * rows->channels;
    return pixels->left-- > 0 ? row : NULL;
}

static bool scale(const uint8_t *pixels, int width, int height, int channels, int new_width,
                  int new_height, uint32_t *out)
{
    struct pixels in = {{width, height, channels, next_row, NULL}, pixels, height};
    return picture_scale(&in.rows, new_width, new_height, out);
}

/* The mean of a picture is its mean at any size; what is one colour stays it, to the edges. */
static void test_scale(void **state)
{
    (void)state;
    uint8_t stripes[64 * 8 * 3];
    for (int i = 0; i < 64 * 8; i++)
        for (int c = 0; c < 3; c++)
            stripes[3 * i + c] = (uint8_t)(i % 2 ? 200 : 100 - 50 * c);
    uint32_t out[200 * 20];
    assert_true(scale(stripes, 64, 8, 3, 32, 4, out));
    for (int i = 0; i < 32 * 4; i++)
        assert_int_equal(out[i], 0xFF967D64u);
    static const int sizes[][2] = {{1, 1}, {7, 3}, {63, 7}, {64, 8}, {65, 9}, {200, 20}};
    memset(stripes, 77, sizeof stripes);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        assert_true(scale(stripes, 64, 8, 3, sizes[s][0], sizes[s][1], out));
        for (int i = 0; i < sizes[s][0] * sizes[s][1]; i++)
            assert_int_equal(out[i], 0xFF4D4D4Du);
    }
}

/* The colour of what cannot be seen does not shine through. */
static void test_scale_clear(void **state)
{
    (void)state;
    uint8_t pixels[4 * 4] = {255, 0, 0, 0, 0, 0, 200, 255, 255, 0, 0, 0, 0, 0, 200, 255};
    uint32_t out[2];
    assert_true(scale(pixels, 4, 1, 4, 2, 1, out));
    assert_int_equal(out[0], 0x80000064u);
    assert_int_equal(out[1], 0x80000064u);
}

static void test_round(void **state)
{
    (void)state;
    uint32_t pixels[20 * 10];
    for (int i = 0; i < 20 * 10; i++)
        pixels[i] = 0xFFFFFFFFu;
    picture_round(pixels, 20, 10, 4);
    assert_int_equal(pixels[0], 0);
    assert_int_equal(pixels[19], 0);
    assert_int_equal(pixels[9 * 20], 0);
    assert_int_equal(pixels[10], 0xFFFFFFFFu);
    assert_int_equal(pixels[5 * 20], 0xFFFFFFFFu);
    for (int y = 0; y < 10; y++)
        for (int x = 0; x < 20; x++)
            assert_int_equal(pixels[y * 20 + x], pixels[y * 20 + 19 - x]);
}

/* Each of the eight ways does what the Exif standard says of the first row and column. */
static void test_turn(void **state)
{
    (void)state;
    static const uint32_t stored[] = {1, 2, 3, 4, 5, 6}; /* 3 x 2 */
    static const uint32_t shown[][6] = {{1, 2, 3, 4, 5, 6}, {3, 2, 1, 6, 5, 4}, {6, 5, 4, 3, 2, 1},
                                        {4, 5, 6, 1, 2, 3}, {1, 4, 2, 5, 3, 6}, {4, 1, 5, 2, 6, 3},
                                        {6, 3, 5, 2, 4, 1}, {3, 6, 2, 5, 1, 4}};
    for (int i = 0; i < 8; i++) {
        uint32_t out[6];
        picture_turn(stored, 3, 2, i + 1, out);
        assert_memory_equal(out, shown[i], sizeof out);
    }
}

/* ---- decoding ---- */

static void test_decode(void **state)
{
    (void)state;
    static const char *const good[] = {"good.jpg",       "good.png",        "good.webp",
                                       "lossless.webp",  "progressive.jpg", "upright.jpg",
                                       "interlaced.png", "deep.png"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        char name[100];
        struct image image;
        snprintf(name, sizeof name, "images/%s", good[i]);
        assert_true(picture_decode(BAD, name, 48, 48, 0, &image));
        assert_int_equal(image.width, 48);
        assert_int_equal(image.height, 32);
        assert_int_equal(image.y, 8);
        uint32_t middle = image.pixels[16 * 48 + 24];
        assert_int_equal(middle >> 24, 255);
        assert_true((middle >> 8 & 0xFF) > (middle >> 16 & 0xFF)); /* teal */
        free((void *)image.pixels);
    }
}

/* The middles of the four quarters. */
static void expect_upright(const struct image *image)
{
    for (int quarter = 0; quarter < 4; quarter++) {
        double x = quarter % 2 ? 0.75 : 0.25, y = quarter / 2 ? 0.75 : 0.25;
        int at = (int)(y * image->height) * image->stride + (int)(x * image->width);
        uint32_t shown = image->pixels[at], wanted = photo_color(x, y);
        for (int shift = 0; shift < 24; shift += 8)
            assert_in_range((shown >> shift & 0xFF) + 10, wanted >> shift & 0xFF,
                            (wanted >> shift & 0xFF) + 20);
    }
}

/* However the phone was held, the photo is shown upright. */
static void test_turned(void **state)
{
    (void)state;
    char folder[] = BUILD_DIR "/test_pictures_XXXXXX", path[300];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a", folder);
    for (int orientation = 1; orientation <= 8; orientation++) {
        struct image image;
        photo_write(path, &(struct photo){.width = 96, .height = 64, .orientation = orientation});
        assert_true(picture_decode(folder, "a", 60, 60, 0, &image));
        assert_int_equal(image.width, orientation < 5 ? 60 : 40);
        assert_int_equal(image.height, orientation < 5 ? 40 : 60);
        expect_upright(&image);
        free((void *)image.pixels);
    }
    unlink(path);
    rmdir(folder);
    static const char *const lying[] = {"images/turned.jpg", "images/turned-mm.jpg",
                                        "images/turned.webp"};
    for (size_t i = 0; i < sizeof lying / sizeof *lying; i++) {
        struct image image;
        assert_true(picture_decode(BAD, lying[i], 48, 48, 0, &image));
        assert_int_equal(image.width, 32);
        assert_int_equal(image.height, 48);
        free((void *)image.pixels);
    }
}

static void test_decode_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "images/cut.jpg",     "images/huge.jpg", "images/drawing.svg", "images/named.png",
        "images/moving.webp", "images/none.jpg", "images/words.jpg",   "images/empty.jpg",
        "../good.jpg",        "images",          "images/cmyk.jpg",    "images/bitmap.bmp",
        "images/drawing.gif"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct image image;
        assert_false(picture_decode(BAD, bad[i], 48, 48, 0, &image));
    }
}

/* Each scan of a JPG costs as much as the picture: thousands of them would keep the worker busy for
 * minutes. */
static void test_many_scans(void **state)
{
    (void)state;
    static const uint8_t scan[] = {0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0};
    char folder[] = BUILD_DIR "/test_pictures_XXXXXX", path[300];
    uint8_t bytes[2048];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a", folder);
    FILE *in = fopen(BAD "/images/progressive.jpg", "rb");
    size_t size = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    for (int scans = 0; scans < 200; scans += 100) {
        FILE *out = fopen(path, "wb");
        fwrite(bytes, 1, size - 2, out);
        for (int i = 0; i < scans; i++)
            fwrite(scan, 1, sizeof scan, out);
        fwrite(bytes + size - 2, 1, 2, out);
        fclose(out);
        struct image image = {0};
        assert_int_equal(picture_decode(folder, "a", 20, 20, 0, &image), scans == 0);
        free((void *)image.pixels);
    }
    unlink(path);
    rmdir(folder);
}

/* Texts and profiles in a PNG are packed, and no part of what is shown: unpacking them could take
 * gigabytes. */
static void test_packed_extras(void **state)
{
    (void)state;
    char folder[] = BUILD_DIR "/test_pictures_XXXXXX", path[300], command[1000];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a", folder);
    snprintf(command, sizeof command,
             "python3 -c 'import struct, zlib\n"
             "d = b\"zTXtk\\0\\0\" + zlib.compress(b\"A\" * 7000000, 9)\n"
             "c = struct.pack(\">I\", len(d) - 4) + d + struct.pack(\">I\", zlib.crc32(d))\n"
             "p = open(\"" BAD "/images/good.png\", \"rb\").read()\n"
             "open(\"%s\", \"wb\").write(p[:33] + 100 * c + p[33:])'",
             path);
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c) */
    struct rusage before, after;
    struct image image = {0};
    getrusage(RUSAGE_SELF, &before);
    assert_true(picture_decode(folder, "a", 20, 20, 0, &image));
    getrusage(RUSAGE_SELF, &after);
    assert_true(after.ru_maxrss - before.ru_maxrss < 100 * 1024); /* KiB */
    free((void *)image.pixels);
    unlink(path);
    rmdir(folder);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Whatever passes for a picture, decoding it comes to an end and does no harm. */
static void test_decode_mutations(void **state)
{
    (void)state;
    static const char *const names[] = {"good.jpg",  "progressive.jpg", "good.png",
                                        "good.webp", "lossless.webp",   "interlaced.png"};
    char folder[] = BUILD_DIR "/test_pictures_XXXXXX", path[300];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a", folder);
    uint32_t seed = 7;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        uint8_t bytes[2048];
        char from[300];
        snprintf(from, sizeof from, BAD "/images/%s", names[i]);
        FILE *in = fopen(from, "rb");
        size_t size = fread(bytes, 1, sizeof bytes, in);
        fclose(in);
        for (int n = 0; n < 150; n++) {
            uint8_t changed[sizeof bytes];
            memcpy(changed, bytes, size);
            for (uint32_t k = 1 + next_random(&seed) % 3; k > 0; k--)
                changed[next_random(&seed) % size] = (uint8_t)next_random(&seed);
            FILE *out = fopen(path, "wb");
            fwrite(changed, 1, size, out);
            fclose(out);
            struct image image = {0};
            if (picture_decode(folder, "a", 20, 20, 3, &image))
                free((void *)image.pixels);
        }
    }
    unlink(path);
    rmdir(folder);
}

/* ---- the cache ---- */

static const struct picture pictures[] = {{BAD, "images/good.jpg", 1, 24, 16},
                                          {BAD, "images/good.png", 2, 24, 16},
                                          {BAD, "images/gone.png", 3, 24, 16}};
static const struct picture_set both = {pictures, 2}, bad = {pictures + 2, 1};

static struct image_ref ref_to(const struct picture_set *set, uint16_t frame)
{
    return (struct image_ref){.kind = IMAGE_PICTURE, .object = set, .frame = frame};
}

static void test_cache(void **state)
{
    (void)state;
    struct picture_cache *cache = picture_cache_create(1 << 20, true, NULL);
    uint64_t first = picture_cache_version(cache, ref_to(&both, 0), 48, 32);
    uint64_t second = picture_cache_version(cache, ref_to(&both, 1), 48, 32);
    assert_true(first & PICTURE_VERSION);
    assert_true(first != second);
    assert_true(picture_cache_version(cache, ref_to(&both, 2), 48, 32) == first);
    assert_true(picture_cache_version(cache, ref_to(&both, 0), 24, 16) != first);
    struct image image;
    assert_true(picture_cache_acquire(cache, ref_to(&both, 0), 48, 32, &image));
    assert_int_equal(image.width, 48);
    picture_cache_release(cache, &image);
    assert_int_equal(picture_cache_use(cache).decoded, 3);
    /* Another file under the same name. */
    struct picture other = pictures[0];
    other.key = 9;
    const struct picture_set replaced = {&other, 1};
    assert_true(picture_cache_version(cache, ref_to(&replaced, 0), 48, 32) != first);
    assert_int_equal(picture_cache_use(cache).decoded, 4);
    /* One that is not there is tried once. */
    uint64_t failed = picture_cache_version(cache, ref_to(&bad, 0), 48, 32);
    assert_true(failed & PICTURE_VERSION);
    assert_true(picture_cache_version(cache, ref_to(&bad, 0), 48, 32) == failed);
    assert_false(picture_cache_acquire(cache, ref_to(&bad, 0), 48, 32, &image));
    assert_int_equal(picture_cache_use(cache).decoded, 5);
    static const struct picture_set none = {NULL, 0};
    assert_true(picture_cache_version(cache, ref_to(&none, 0), 48, 32) == 0);
    picture_cache_destroy(cache);
}

static void test_budget(void **state)
{
    (void)state;
    enum { BUDGET = 30000 };
    struct picture_cache *cache = picture_cache_create(BUDGET, true, NULL);
    struct image held;
    assert_true(picture_cache_acquire(cache, ref_to(&both, 0), 48, 32, &held));
    uint32_t kept = held.pixels[100];
    for (int w = 10; w < 72; w++) {
        picture_cache_version(cache, ref_to(&both, 1), w, w);
        assert_in_range(picture_cache_use(cache).bytes, 1, BUDGET);
    }
    assert_int_equal(held.pixels[100], kept); /* what is in use stays */
    picture_cache_release(cache, &held);
    /* One larger than all of the budget is shown, too. */
    struct image image;
    assert_true(picture_cache_acquire(cache, ref_to(&both, 1), 500, 500, &image));
    picture_cache_release(cache, &image);
    size_t before = picture_cache_use(cache).decoded;
    picture_cache_version(cache, ref_to(&both, 1), 500, 500);
    assert_int_equal(picture_cache_use(cache).decoded, before);
    /* Many that cannot be shown take no room for ever, either. */
    for (int w = 1; w < 400; w++)
        picture_cache_version(cache, ref_to(&bad, 0), w, 10);
    assert_in_range(picture_cache_use(cache).pictures, 1, 256);
    picture_cache_destroy(cache);
}

static atomic_int ready;

static void on_ready(void)
{
    atomic_fetch_add(&ready, 1);
}

static void await(int count)
{
    for (int i = 0; atomic_load(&ready) < count && i < 5000; i++)
        usleep(1000);
    assert_true(atomic_load(&ready) >= count);
}

static void test_worker(void **state)
{
    (void)state;
    atomic_store(&ready, 0);
    struct picture_cache *cache = picture_cache_create(1 << 20, false, on_ready);
    struct image image;
    picture_cache_version(cache, ref_to(&both, 0), 48, 32);
    await(1);
    uint64_t first = picture_cache_version(cache, ref_to(&both, 0), 48, 32);
    assert_true(first != 0);
    /* The first one stays until the next is there; nothing else has been decoded. */
    assert_int_equal(picture_cache_use(cache).decoded, 1);
    assert_true(picture_cache_version(cache, ref_to(&both, 1), 48, 32) != 0);
    await(2);
    uint64_t second = picture_cache_version(cache, ref_to(&both, 1), 48, 32);
    assert_true(second != 0 && second != first);
    assert_int_equal(picture_cache_use(cache).decoded, 2);
    assert_true(picture_cache_acquire(cache, ref_to(&both, 1), 48, 32, &image));
    picture_cache_release(cache, &image);
    /* Asked for a great deal at once, it answers each call at once and does no more than lately
     * asked for. */
    for (int w = 50; w < 250; w++)
        picture_cache_version(cache, ref_to(&bad, 0), w, 32);
    for (int i = 0; i < 5000 && !picture_cache_version(cache, ref_to(&bad, 0), 249, 32); i++)
        usleep(1000);
    assert_true(picture_cache_version(cache, ref_to(&bad, 0), 249, 32) != 0);
    picture_cache_destroy(cache); /* with work still queued */
}

/* What a frame shows, asked for in every frame; how many of `count` sizes are there. */
static int frame_of(struct picture_cache *cache, int count)
{
    int there = 0;
    for (int i = 0; i < count; i++)
        there += picture_cache_version(cache, ref_to(&both, 0), 48 + i, 32) != 0;
    return there;
}

/* A screen of more pictures than the budget holds is decoded once, not over and over. */
static void test_what_is_shown_stays(void **state)
{
    (void)state;
    enum { SHOWN = 6, LITTLE = 2 * 48 * 32 * 4 };
    struct picture_cache *cache = picture_cache_create(1 << 20, false, NULL);
    picture_cache_limit(cache, LITTLE);
    for (int i = 0; i < 5000 && frame_of(cache, SHOWN) < SHOWN; i++)
        usleep(1000);
    for (int i = 0; i < 50; i++) {
        assert_int_equal(frame_of(cache, SHOWN), SHOWN);
        usleep(1000);
    }
    assert_int_equal(picture_cache_use(cache).decoded, SHOWN);
    /* What is left behind gives way. */
    for (int i = 0; i < 5000 && !picture_cache_version(cache, ref_to(&both, 1), 48, 31); i++)
        usleep(1000);
    assert_in_range(picture_cache_use(cache).bytes, 1, LITTLE);
    picture_cache_destroy(cache);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fit),
        cmocka_unit_test(test_scale),
        cmocka_unit_test(test_scale_clear),
        cmocka_unit_test(test_round),
        cmocka_unit_test(test_decode),
        cmocka_unit_test(test_decode_refuses),
        cmocka_unit_test(test_many_scans),
        cmocka_unit_test(test_decode_mutations),
        cmocka_unit_test(test_cache),
        cmocka_unit_test(test_budget),
        cmocka_unit_test(test_worker),
        cmocka_unit_test(test_packed_extras),
        cmocka_unit_test(test_turn),
        cmocka_unit_test(test_turned),
        cmocka_unit_test(test_what_is_shown_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
