// links: platform ui base photo folder
/* Photos that are too large are made smaller: upright, without what else was in the file, and in
 * little memory. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "folder.h"
#include "photo.h"
#include "platform/picture_decode.h"
#include "platform/picture_shrink.h"
#include "platform/picture_write.h"

static int make_folder(void **state)
{
    (void)state;
    return folder_make();
}

static int remove_folder(void **state)
{
    (void)state;
    return folder_remove();
}

/* The file `a` of the folder; true when `b` is what became of it. */
static bool shrink(struct image_header *out)
{
    struct image_header header = {0};
    struct picture_file made = {0};
    struct stat at;
    int fd = open(folder_path("a"), O_RDONLY | O_CLOEXEC);
    assert_int_equal(fstat(fd, &at), 0);
    assert_int_equal(image_header_of_file(fd, (size_t)at.st_size, &header), IMAGE_GOOD);
    assert_true(image_is_large(&header, (size_t)at.st_size));
    bool done = picture_shrink(fd, &header, &made);
    close(fd);
    if (!done)
        return false;
    assert_int_equal(image_header_of(made.bytes, made.size, out), IMAGE_GOOD);
    assert_false(image_is_large(out, made.size));
    assert_int_equal(out->width, made.width);
    assert_int_equal(out->height, made.height);
    assert_null(memmem(made.bytes, made.size, PHOTO_PLACE, strlen(PHOTO_PLACE)));
    assert_null(memmem(made.bytes, made.size, "Exif", 4));
    FILE *file = fopen(folder_path("b"), "wb");
    assert_int_equal(fwrite(made.bytes, 1, made.size, file), made.size);
    fclose(file);
    free(made.bytes);
    return true;
}

static void expect_upright(const char *name, int width, int height)
{
    struct image image;
    assert_true(picture_decode(folder_path("."), name, width, height, 0, &image));
    assert_int_equal(image.width, width);
    assert_int_equal(image.height, height);
    for (int quarter = 0; quarter < 4; quarter++) {
        double x = quarter % 2 ? 0.75 : 0.25, y = quarter / 2 ? 0.75 : 0.25;
        int at = (int)(y * image.height) * image.stride + (int)(x * image.width);
        assert_int_equal(image.pixels[at] & 0x808080, photo_color(x, y) & 0x808080);
    }
    free((void *)image.pixels);
}

static long peak_kib(void)
{
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return use.ru_maxrss;
}

/* Decoded as a whole it would take 150 MB. */
static void test_fifty_megapixels(void **state)
{
    (void)state;
    struct image_header header = {0};
    photo_write(folder_path("a"), &(struct photo){.width = 8192, .height = 6144, .orientation = 6});
    long before = peak_kib();
    expect_upright("a", 192, 256);
    assert_true(peak_kib() - before < 30 * 1024);
    assert_true(shrink(&header));
    assert_true(peak_kib() - before < 100 * 1024);
    assert_int_equal(header.type, IMAGE_JPG);
    assert_int_equal(header.width, 1920);
    assert_int_equal(header.height, 2560);
    expect_upright("b", 192, 256);
}

/* Also when only its bytes are too many. */
static void test_many_bytes(void **state)
{
    (void)state;
    struct image_header header = {0};
    photo_write(
        folder_path("a"),
        &(struct photo){
            .width = 4000, .height = 3000, .orientation = 8, .progressive = true, .noisy = true});
    assert_true(shrink(&header));
    assert_int_equal(header.height, 2560);
    expect_upright("b", 192, 256);
}

static void test_thin_and_gray(void **state)
{
    (void)state;
    struct image_header header = {0};
    photo_write(folder_path("a"),
                &(struct photo){.width = 10000, .height = 3, .orientation = 5, .gray = true});
    assert_true(shrink(&header));
    assert_int_equal(header.width, 1);
    assert_int_equal(header.height, 2560);
}

static void write_png(const uint32_t *pixels, int width, int height)
{
    void *bytes;
    size_t size;
    FILE *file = fopen(folder_path("a"), "wb");
    assert_true(picture_write_png(pixels, width, height, &bytes, &size));
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
    free(bytes);
}

/* What can be seen through stays so; what is as noisy as a photo then needs to be smaller still. */
static void test_clear(void **state)
{
    (void)state;
    enum { WIDTH = 4200, HEIGHT = 3000 };
    struct image_header header = {0};
    uint32_t *pixels = calloc((size_t)WIDTH * HEIGHT, sizeof *pixels);
    assert_non_null(pixels);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH / 2; x++)
            pixels[y * WIDTH + x] = 0xFF204060u;
    write_png(pixels, WIDTH, HEIGHT);
    assert_true(shrink(&header));
    assert_int_equal(header.type, IMAGE_PNG);
    assert_int_equal(header.width, 2560);
    struct image image;
    assert_true(picture_decode(folder_path("."), "b", 420, 300, 0, &image));
    assert_int_equal(image.pixels[150 * 420 + 100], 0xFF204060u);
    assert_int_equal(image.pixels[150 * 420 + 300], 0);
    free((void *)image.pixels);
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        if (i / 4 % WIDTH < WIDTH / 2)
            pixels[i] = 0xFF000000u | (unsigned)rand();
    write_png(pixels, WIDTH, HEIGHT);
    assert_true(shrink(&header));
    assert_int_equal(header.type, IMAGE_PNG);
    free(pixels);
}

/* As many scans as a small one may have keep a large one for minutes. */
static void test_scans_of_a_large_one(void **state)
{
    (void)state;
    static const uint8_t scan[] = {0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0};
    struct image_header header = {0};
    photo_write(
        folder_path("a"),
        &(struct photo){.width = 8000, .height = 6000, .orientation = 1, .progressive = true});
    expect_upright("a", 32, 24);
    FILE *file = fopen(folder_path("a"), "r+b");
    fseek(file, -2, SEEK_END);
    for (int i = 0; i < 20; i++)
        fwrite(scan, 1, sizeof scan, file);
    fwrite("\xFF\xD9", 1, 2, file);
    fclose(file);
    assert_false(shrink(&header));
}

static void test_damaged(void **state)
{
    (void)state;
    struct image_header header = {0};
    uint32_t *pixels = calloc((size_t)5000 * 50, sizeof *pixels);
    write_png(pixels, 5000, 50);
    free(pixels);
    FILE *file = fopen(folder_path("a"), "r+b");
    fseek(file, 60, SEEK_SET);
    fwrite("nonsense", 1, 8, file);
    fclose(file);
    assert_false(shrink(&header));
}

/* What the header takes for a picture that is shown, somebody decodes: one of each kind. */
static void test_each_kind_is_decoded(void **state)
{
    (void)state;
    int kinds = 0;
    for (int type = 0; type < IMAGE_TYPE_COUNT; type++) {
        const char *ending = image_ending((enum image_type)type);
        struct image image;
        char name[32];
        if (!ending)
            continue;
        snprintf(name, sizeof name, "good.%s", ending);
        if (!picture_decode(SOURCE_DIR "/tests/bad_content/images", name, 40, 40, 0, &image))
            fail_msg("images/%s: there is none, or nobody decodes it", name);
        assert_true(image.width > 0 && image.height > 0);
        free((void *)(uintptr_t)image.pixels);
        kinds++;
    }
    assert_true(kinds >= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_fifty_megapixels, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_many_bytes, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_thin_and_gray, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_clear, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_scans_of_a_large_one, make_folder, remove_folder),
        cmocka_unit_test(test_each_kind_is_decoded),
        cmocka_unit_test_setup_teardown(test_damaged, make_folder, remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
