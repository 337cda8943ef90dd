// links: cli
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cli/memory_shares.h"

enum { MIB = 1 << 20 };

static size_t whole(int mib, int width, int height)
{
    const struct memory_shares shares = memory_shares(mib, width, height);
    return shares.frames + shares.unpacked + shares.pictures + shares.masks;
}

static void test_by_the_panel(void **state)
{
    (void)state;
    assert_int_equal(whole(0, 1920, 1080), 32 * MIB);
    assert_int_equal(whole(0, 1080, 1920), 32 * MIB);
    assert_int_equal(whole(0, 800, 480), 16 * MIB);
    assert_int_equal(whole(0, 0, 0), 16 * MIB);
    assert_int_equal(whole(0, 3840, 2160), 64 * MIB);
    /* All figures of a screen, and one movement. */
    const struct memory_shares usual = memory_shares(0, 1920, 1080),
                               large = memory_shares(0, 3840, 2160);
    assert_in_range(usual.unpacked, 3300000, 4000000);
    assert_int_equal(usual.frames, 11 * MIB);
    assert_in_range(large.unpacked, 13 * MIB, 15 * MIB);
}

static void test_as_told(void **state)
{
    (void)state;
    assert_int_equal(whole(1, 1920, 1080), MIB);
    assert_int_equal(whole(100, 800, 480), 100 * MIB);
    assert_int_equal(whole(1024, 3840, 2160), 1024L * MIB);
    assert_int_equal(memory_shares(2, 3840, 2160).unpacked, MIB / 2);
}

static void test_the_demo_keeps_less_of_a_movement(void **state)
{
    (void)state;
    const struct memory_shares usual = memory_shares(0, 1920, 1080);
    struct memory_shares rests = usual;
    memory_shares_rest(&rests);
    assert_int_equal(rests.frames, 8 * MIB + MIB / 4);
    assert_int_equal(rests.unpacked, usual.unpacked);
    assert_int_equal(rests.masks, usual.masks);
}

static void test_said(void **state)
{
    (void)state;
    char text[96];
    const struct memory_shares shares = {13 * MIB + MIB / 2, 7 * MIB, 0, MIB};
    memory_shares_text(&shares, text, sizeof text);
    assert_string_equal(text, "frames 13.5  unpacked 7.0  pictures 0.0  masks 1.0 MiB");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_the_panel), cmocka_unit_test(test_as_told),
        cmocka_unit_test(test_the_demo_keeps_less_of_a_movement), cmocka_unit_test(test_said)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
