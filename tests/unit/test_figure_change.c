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

enum { WIDTH = 600, HEIGHT = 150 };

static bool inside(const struct rects *rects, int x, int y)
{
    for (int i = 0; i < rects->count; i++)
        if (rect_contains(rects->rect[i], x, y))
            return true;
    return false;
}

/* Every pixel that differs lies in a rectangle; none of them is empty or overlaps the next; around
 * them all there is no more than there must be. */
static void check(const struct rects *found, const struct cropped *a, const struct cropped *b)
{
    struct rect tight = {0, 0, 0, 0}, all = {0, 0, 0, 0};
    assert_in_range(found->count, 0, RECTS_MAX);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            if (pixel(a, x, y) != pixel(b, x, y)) {
                tight = rect_union(tight, (struct rect){x, y, 1, 1});
                assert_true(inside(found, x, y));
            }
    for (int i = 0; i < found->count; i++) {
        assert_false(rect_empty(found->rect[i]));
        if (i > 0)
            assert_true(found->rect[i].y >= found->rect[i - 1].y + found->rect[i - 1].h);
        all = rect_union(all, found->rect[i]);
    }
    assert_true(rect_equal(all, tight));
}

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
    for (int round = 0; round < 400; round++) {
        struct cropped first = {a, random_crop(&seed)};
        struct cropped second = {b, round % 3 ? first.crop : random_crop(&seed)};
        for (int i = 0; i < first.crop.w * first.crop.h; i++)
            a[i] = 5;
        for (int i = 0; i < second.crop.w * second.crop.h; i++)
            b[i] = 5;
        for (unsigned i = random_below(&seed, 16); i > 0; i--)
            b[random_below(&seed, (unsigned)(second.crop.w * second.crop.h))] = 9;
        struct rects found = change_between(&first, &second);
        check(&found, &first, &second);
    }
}

/* Two that lie far apart cost less than what is between them. */
static void test_far_changes_stay_apart(void **state)
{
    (void)state;
    static uint32_t a[WIDTH * HEIGHT], b[WIDTH * HEIGHT];
    struct rect crop = {0, 0, WIDTH, HEIGHT};
    b[3 * WIDTH + 10] = b[140 * WIDTH + 590] = 7;
    struct rects found = change_between(&(struct cropped){a, crop}, &(struct cropped){b, crop});
    assert_int_equal(found.count, 2);
    assert_true(rect_equal(found.rect[0], (struct rect){10, 3, 1, 1}));
    assert_true(rect_equal(found.rect[1], (struct rect){590, 140, 1, 1}));
}

/* What is a few levels off becomes what it was, what is more stays, and so does what only one of
 * both pictures has. */
static void test_what_nobody_sees_settles(void **state)
{
    (void)state;
    uint32_t was[4] = {0xFF102030, 0xFF102030, 0x80102030, 0xFF000000};
    uint32_t is[4] = {0xFF132D30, 0xFF12211F, 0x83131D33, 0xFF111111};
    const struct rect before = {7, 3, 4, 1}, now = {8, 3, 4, 1};
    uint32_t moved[4] = {0xFF11232F, 0x80102034, 0xFF030303, 0xFF222222};
    change_settle(&(struct cropped){was, before}, before, is);
    assert_int_equal(is[0], 0xFF132D30); /* 13 levels of green */
    assert_int_equal(is[1], 0xFF12211F); /* 17 of blue */
    assert_int_equal(is[2], 0x80102030);
    assert_int_equal(is[3], 0xFF111111);
    change_settle(&(struct cropped){was, before}, now, moved);
    assert_int_equal(moved[0], 0xFF102030);
    assert_int_equal(moved[1], 0x80102034); /* 4 of blue */
    assert_int_equal(moved[2], 0xFF000000);
    assert_int_equal(moved[3], 0xFF222222); /* where nothing was */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_matches_comparing_every_pixel),
                                       cmocka_unit_test(test_far_changes_stay_apart),
                                       cmocka_unit_test(test_what_nobody_sees_settles)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
