// links: figure base

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "figure/change.h"

static uint32_t pixel(const struct cropped *p, int x, int y)
{
    if (!rect_contains(p->crop, x, y))
        return 0;
    return p->pixels[(y - p->crop.y) * p->crop.w + x - p->crop.x];
}

/* Pixel by pixel: slow and plain. */
static struct rect expected(const struct cropped *a, const struct cropped *b, int width, int height)
{
    int left = width, right = 0, top = height, bottom = 0;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            if (pixel(a, x, y) == pixel(b, x, y))
                continue;
            left = x < left ? x : left;
            right = x + 1 > right ? x + 1 : right;
            top = y < top ? y : top;
            bottom = y + 1;
        }
    }
    if (bottom == 0)
        return (struct rect){0, 0, 0, 0};
    return (struct rect){left, top, right - left, bottom - top};
}

enum { WIDTH = 300, HEIGHT = 24 };

static unsigned random_below(unsigned *seed, unsigned limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % limit;
}

static struct rect random_crop(unsigned *seed)
{
    struct rect r = {(int)random_below(seed, WIDTH), (int)random_below(seed, HEIGHT), 0, 0};
    r.w = 1 + (int)random_below(seed, (unsigned)(WIDTH - r.x));
    r.h = 1 + (int)random_below(seed, (unsigned)(HEIGHT - r.y));
    return r;
}

/* The same picture everywhere but for a few pixels, in crops of their own. */
static void test_matches_comparing_every_pixel(void **state)
{
    (void)state;
    static uint32_t a[WIDTH * HEIGHT], b[WIDTH * HEIGHT];
    unsigned seed = 7;
    for (int round = 0; round < 3000; round++) {
        struct cropped first = {a, random_crop(&seed)};
        struct cropped second = {b, round % 3 ? first.crop : random_crop(&seed)};
        for (int i = 0; i < first.crop.w * first.crop.h; i++)
            a[i] = 5;
        for (int i = 0; i < second.crop.w * second.crop.h; i++)
            b[i] = 5;
        for (unsigned i = random_below(&seed, 4); i > 0; i--)
            b[random_below(&seed, (unsigned)(second.crop.w * second.crop.h))] = 9;
        struct rect wanted = expected(&first, &second, WIDTH, HEIGHT);
        assert_true(rect_equal(change_between(&first, &second), wanted));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_matches_comparing_every_pixel)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
