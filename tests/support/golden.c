#include "golden.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "picture.h"
#include "platform/png.h"

/* Same code, same pixels; what is left is the fonts' and the compiler's rounding. */
enum { TOLERANCE = 12 };
static const double most_differing = 0.0004; /* of all pixels */

static void write_scratch(const struct golden *golden, const struct canvas *picture,
                          const char *suffix)
{
    char file[1024];
    snprintf(file, sizeof file, "%s/%s%s.png", golden->scratch, golden->name, suffix);
    png_write(picture, file);
}

static void complain(const struct golden *golden, const struct canvas *shown,
                     const struct canvas *wanted, long wrong)
{
    write_scratch(golden, shown, "");
    struct canvas marked = *shown;
    marked.stride = marked.width;
    marked.pixels = calloc((size_t)marked.width * (size_t)marked.height, sizeof *marked.pixels);
    if (marked.pixels && picture_difference(shown, wanted, TOLERANCE, &marked) >= 0 &&
        shown->width == wanted->width && shown->height == wanted->height)
        write_scratch(golden, &marked, "_err");
    picture_free(&marked);
    fail_msg("%ld pixels are not as in %s; see %s/%s_err.png", wrong, golden->file, golden->scratch,
             golden->name);
}

/* To the last bit, for who compares machines. */
static void keep(const struct golden *golden, const struct canvas *shown)
{
    const char *folder = getenv("KIOSK_GOLDEN_KEEP");
    char file[1024];
    if (!folder || !*folder)
        return;
    snprintf(file, sizeof file, "%s/%s.png", folder, golden->name);
    assert_true(png_write(shown, file));
}

void golden_compare(const struct golden *golden, const struct canvas *shown)
{
    struct canvas wanted;
    keep(golden, shown);
    if (!picture_read(golden->file, &wanted)) {
        write_scratch(golden, shown, "");
        fail_msg("%s is missing; see %s/%s.png, then record it", golden->file, golden->scratch,
                 golden->name);
    }
    long wrong = picture_difference(shown, &wanted, TOLERANCE, NULL);
    if ((double)wrong > most_differing * shown->width * shown->height)
        complain(golden, shown, &wanted, wrong);
    picture_free(&wanted);
}

/* The middle of each step of eight stands for it. Halves the references. */
void golden_record(const struct golden *golden, const struct canvas *shown)
{
    struct canvas coarse = *shown;
    coarse.stride = coarse.width;
    coarse.pixels = malloc((size_t)coarse.width * (size_t)coarse.height * sizeof *coarse.pixels);
    assert_non_null(coarse.pixels);
    for (int y = 0; y < coarse.height; y++)
        for (int x = 0; x < coarse.width; x++)
            coarse.pixels[y * coarse.stride + x] =
                (shown->pixels[y * shown->stride + x] & 0xFFF8F8F8u) | 0xFF040404u;
    assert_true(png_write(&coarse, golden->file));
    picture_free(&coarse);
}

/* A picture that nothing is compared with is a test that somebody thinks is there. */
void golden_assert_all_used(const char *folder, const char *const *files, size_t count)
{
    DIR *dir = opendir(folder);
    if (!dir) {
        fail_msg("%s is missing", folder);
        return;
    }
    for (struct dirent *entry; (entry = readdir(dir));) {
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || strcmp(dot, ".png") != 0)
            continue;
        bool used = false;
        for (size_t i = 0; i < count && !used; i++)
            used = strcmp(strrchr(files[i], '/') + 1, entry->d_name) == 0;
        if (!used)
            fail_msg("%s/%s belongs to nothing", folder, entry->d_name);
    }
    closedir(dir);
}
