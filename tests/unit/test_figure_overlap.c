// links: figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "figure/overlap.h"

/* Two legs seen from the front, which is where the eye is: +z. */

static const struct camera camera = {
    .right = {1, 0, 0}, .up = {0, 1, 0}, .back = {0, 0, 1}, .distance = 6.5f};

/* Thighs that lie across the view, the left one `nearer` than the right one and `higher`. */
static struct overlap thighs(float nearer, float higher)
{
    const struct capsule capsules[2] = {
        {{-0.2f, higher, nearer}, {0.2f, higher, nearer}, 0.08f, 0.06f, PART_LEFT_THIGH},
        {{-0.2f, 0, 0}, {0.2f, 0, 0}, 0.08f, 0.06f, PART_RIGHT_THIGH}};
    struct overlap overlap;
    overlap_init(&overlap, &camera, capsules, 2);
    return overlap;
}

static void the_farther_leg_is_in_the_shade_of_the_nearer(void **state)
{
    (void)state;
    struct overlap o = thighs(0.18f, 0.1f);
    assert_true(overlap_shade(&o, PART_RIGHT_THIGH, v3(0, 0.06f, 0.04f)) > 0.9f);
    assert_true(overlap_shade(&o, PART_RIGHT_THIGH, v3(0, 0.02f, 0.07f)) > 0.1f);
    float beside = overlap_shade(&o, PART_RIGHT_THIGH, v3(0, -0.01f, 0.07f));
    assert_true(beside > 0 && beside < 0.5f);
    assert_true(overlap_shade(&o, PART_RIGHT_THIGH, v3(0, -0.06f, 0.04f)) == 0);
    assert_true(overlap_shade(&o, PART_LEFT_THIGH, v3(0, 0.06f, 0.24f)) == 0);
    assert_true(overlap_shade(&o, PART_TRUNK, v3(0, 0.06f, 0.04f)) == 0);
}

/* It hangs down before the trunk, 12 cm nearer than that is. */
static void the_trunk_is_in_the_shade_of_an_upper_arm(void **state)
{
    (void)state;
    const struct capsule arm = {
        {0, 1.4f, 0.12f}, {0, 1.1f, 0.12f}, 0.05f, 0.045f, PART_LEFT_UPPER_ARM};
    struct overlap o;
    overlap_init(&o, &camera, &arm, 1);
    assert_true(overlap_shade(&o, PART_TRUNK, v3(0.05f, 1.15f, 0)) > 0.9f);
    float beside = overlap_shade(&o, PART_TRUNK, v3(0.07f, 1.15f, 0));
    assert_true(beside > 0.1f && beside < 1.5f);
    assert_true(overlap_shade(&o, PART_TRUNK, v3(0.12f, 1.15f, 0)) == 0);
    /* Into the shoulder it runs without a step; what is nearer is not shaded. */
    assert_true(overlap_shade(&o, PART_TRUNK, v3(0.05f, 1.4f, 0)) == 0);
    assert_true(overlap_shade(&o, PART_TRUNK, v3(0.05f, 1.15f, 0.2f)) == 0);
    assert_true(overlap_shade(&o, PART_LEFT_THIGH, v3(0.05f, 1.15f, 0)) == 0);
}

static void legs_far_apart_know_nothing_of_each_other(void **state)
{
    (void)state;
    struct overlap o = thighs(0.18f, 0.5f);
    for (int part = 0; part < PART_COUNT; part++)
        assert_true(o.before[part] == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_farther_leg_is_in_the_shade_of_the_nearer),
        cmocka_unit_test(the_trunk_is_in_the_shade_of_an_upper_arm),
        cmocka_unit_test(legs_far_apart_know_nothing_of_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
