// links: ui
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/draw.h"

static struct draw_list list;

static int setup(void **state)
{
    (void)state;
    draw_list_reset(&list, 200, 100);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    draw_list_free(&list);
    return 0;
}

static void equal_commands_have_equal_hashes(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        draw_fill(&list, (struct rect){10, 10, 50, 20}, 4, 0xFF112233);
        draw_text(&list, "Hold", (struct font){FONT_BOLD, 20}, 0xFF000000, 5, 40, 44);
        draw_bitmap(&list, (const uint8_t[]){1, 0, 0, 1}, 2, (struct rect){0, 0, 20, 20},
                    0xFF000000);
    }
    assert_int_equal(list.count, 6);
    for (size_t i = 0; i < 3; i++)
        assert_true(list.commands[i].hash == list.commands[i + 3].hash);
}

static uint64_t hash_of_box(struct rect rect, int radius, color_t color, int stroke, color_t line)
{
    draw_box(&list, rect, radius, color, stroke, line);
    return list.commands[list.count - 1].hash;
}

static void every_part_of_a_box_decides_its_hash(void **state)
{
    (void)state;
    struct rect r = {10, 10, 50, 20};
    const uint64_t hashes[] = {
        hash_of_box(r, 4, 0xFF112233, 2, 0xFF000000),
        hash_of_box((struct rect){11, 10, 50, 20}, 4, 0xFF112233, 2, 0xFF000000),
        hash_of_box((struct rect){10, 10, 50, 21}, 4, 0xFF112233, 2, 0xFF000000),
        hash_of_box(r, 5, 0xFF112233, 2, 0xFF000000),
        hash_of_box(r, 4, 0xFF112234, 2, 0xFF000000),
        hash_of_box(r, 4, 0xFF112233, 3, 0xFF000000),
        hash_of_box(r, 4, 0xFF112233, 2, 0xFE000000),
    };
    for (size_t i = 0; i < sizeof hashes / sizeof *hashes; i++) {
        for (size_t k = 0; k < i; k++)
            assert_true(hashes[i] != hashes[k]);
    }
}

static void text_decides_its_hash(void **state)
{
    (void)state;
    const char *texts[] = {"Hold", "Hole", "Hold ", "Hold 12345678", "Hold 12345679"};
    for (size_t i = 0; i < 5; i++)
        draw_text(&list, texts[i], (struct font){FONT_BOLD, 20}, 0xFF000000, 5, 40, 90);
    draw_text(&list, "Hold", (struct font){FONT_BOLD, 21}, 0xFF000000, 5, 40, 90);
    draw_text(&list, "Hold", (struct font){FONT_REGULAR, 20}, 0xFF000000, 5, 40, 90);
    draw_text(&list, "Hold", (struct font){FONT_BOLD, 20}, 0xFF000001, 5, 40, 90);
    draw_text(&list, "Hold", (struct font){FONT_BOLD, 20}, 0xFF000000, 6, 40, 90);
    for (size_t i = 0; i < list.count; i++) {
        for (size_t k = 0; k < i; k++)
            assert_true(list.commands[i].hash != list.commands[k].hash);
    }
}

static void a_clip_counts_only_where_it_cuts(void **state)
{
    (void)state;
    struct rect r = {10, 10, 50, 20};
    draw_fill(&list, r, 0, 0xFF112233);
    draw_push_clip(&list, (struct rect){5, 5, 100, 80});
    draw_fill(&list, r, 0, 0xFF112233);
    draw_push_clip(&list, (struct rect){0, 0, 30, 100});
    draw_fill(&list, r, 0, 0xFF112233);
    draw_pop_clip(&list);
    draw_pop_clip(&list);
    assert_int_equal(list.count, 3);
    assert_true(list.commands[0].hash == list.commands[1].hash);
    assert_true(list.commands[0].hash != list.commands[2].hash);
    struct rect bounds = draw_command_bounds(&list.commands[2]);
    assert_true(rect_equal(bounds, (struct rect){10, 10, 20, 20}));
    assert_true(rect_equal(list.clip, (struct rect){0, 0, 200, 100}));
}

static void what_cannot_be_seen_is_left_out(void **state)
{
    (void)state;
    draw_fill(&list, (struct rect){300, 10, 50, 20}, 0, 0xFF112233);
    draw_fill(&list, (struct rect){10, 10, 0, 20}, 0, 0xFF112233);
    draw_fill(&list, (struct rect){10, 10, 20, 20}, 0, 0x00112233);
    draw_box(&list, (struct rect){10, 10, 20, 20}, 0, 0, 0, 0xFFFFFFFF);
    draw_text(&list, "", (struct font){FONT_BOLD, 20}, 0xFF000000, 5, 40, 10);
    draw_previous(&list, 0);
    draw_ring(&list, &(struct draw_ring){50, 50, 20, 6, 0, 0, 0xFF000000});
    draw_ring(&list, &(struct draw_ring){50, 50, -20, 6, 0, 1, 0xFF000000});
    draw_ring(&list, &(struct draw_ring){50, 50, 20, 6, 0, 0.0f / 0.0f, 0xFF000000});
    draw_ring(&list, &(struct draw_ring){1e30f, 50, 20, 6, 0, 1, 0xFF000000});
    draw_push_clip(&list, (struct rect){0, 0, 10, 10});
    draw_fill(&list, (struct rect){10, 10, 20, 20}, 0, 0xFF112233);
    draw_pop_clip(&list);
    assert_int_equal(list.count, 0);
    /* A shadow reaches farther than the shape that casts it. */
    draw_shadow(&list, (struct rect){205, 10, 50, 20}, 4, 8, 0x40000000);
    assert_int_equal(list.count, 1);
}

static void strings_and_modules_are_copied(void **state)
{
    (void)state;
    char text[] = "Rest";
    uint8_t modules[] = {1, 0, 0, 1};
    draw_text(&list, text, (struct font){FONT_BOLD, 20}, 0xFF000000, 5, 40, 44);
    draw_icon(&list, text, (struct rect){0, 0, 20, 20}, 0xFF000000);
    draw_bitmap(&list, modules, 2, (struct rect){0, 0, 20, 20}, 0xFF000000);
    memset(text, 'x', 4);
    memset(modules, 0, sizeof modules);
    assert_string_equal(list.commands[0].text.text, "Rest");
    assert_string_equal(list.commands[1].icon.name, "Rest");
    assert_int_equal(list.commands[2].bitmap.modules[3], 1);
}

static void radius_and_sweep_are_clamped(void **state)
{
    (void)state;
    draw_fill(&list, (struct rect){10, 10, 50, 20}, 900, 0xFF112233);
    draw_ring(&list, &(struct draw_ring){50, 50, 20, 6, 0, 7, 0xFF000000});
    assert_int_equal(list.commands[0].fill.radius, 10);
    assert_true(list.commands[1].ring.sweep == 1);
}

static void a_long_list_grows_and_is_kept(void **state)
{
    (void)state;
    for (int i = 0; i < 1000; i++)
        draw_fill(&list, (struct rect){i % 190, 10, 5, 5}, 0, 0xFF112233);
    assert_int_equal(list.count, 1000);
    const struct draw_command *commands = list.commands;
    draw_list_reset(&list, 200, 100);
    assert_int_equal(list.count, 0);
    draw_fill(&list, (struct rect){1, 10, 5, 5}, 0, 0xFF112233);
    assert_ptr_equal(list.commands, commands);
}

/* The same scene from left to right and from right to left, in a frame of 200 px. */
static void draw_scene(void)
{
    struct font font = {FONT_BOLD, 20};
    draw_fill(&list, (struct rect){10, 5, 50, 20}, 4, 0xFF112233);
    draw_shadow(&list, (struct rect){10, 5, 50, 20}, 4, 8, 0x40000000);
    draw_linear(&list, (struct rect){0, 0, 80, 9}, 0, GRADIENT_HORIZONTAL, 0xFF000001, 0xFF000002);
    draw_linear(&list, (struct rect){0, 0, 80, 9}, 0, GRADIENT_VERTICAL, 0xFF000001, 0xFF000002);
    draw_radial(&list, (struct rect){0, 0, 80, 9}, 0, 0xFF000001, 0xFF000002, 30.25f, 7, 50);
    draw_ring(&list, &(struct draw_ring){40.25f, 50, 20, 6, 0.25f, 0.5f, 0xFF000000});
    draw_text(&list, "3 / 12", font, 0xFF000000, 20, 40, 70);
    draw_image(&list, (struct image_ref){.object = &list, .frame = 1, .mirrored = true},
               (struct rect){10, 5, 50, 20});
    draw_bitmap(&list, (const uint8_t[]){1, 0, 0, 0}, 2, (struct rect){10, 5, 20, 20}, 0xFF000000);
    draw_push_clip(&list, (struct rect){15, 0, 100, 100});
    draw_fill(&list, (struct rect){10, 5, 50, 20}, 4, 0xFF112233);
    draw_pop_clip(&list);
}

static void a_mirrored_list_turns_places_about(void **state)
{
    (void)state;
    draw_scene();
    size_t half = list.count;
    draw_mirror(&list, true);
    draw_scene();
    assert_int_equal(list.count, 2 * half);
    for (size_t i = 0; i < half; i++) {
        const struct draw_command *plain = &list.commands[i], *turned = &list.commands[half + i];
        struct rect bounds = draw_command_bounds(plain);
        bounds.x = 200 - bounds.x - bounds.w;
        assert_true(rect_equal(draw_command_bounds(turned), bounds));
        assert_true(turned->hash != plain->hash);
    }
    const struct draw_command *turned = &list.commands[half];
    assert_int_equal(turned[2].gradient.from, 0xFF000002);
    assert_int_equal(turned[3].gradient.from, 0xFF000001);
    assert_true(turned[4].gradient.cx == 200 - 30.25f);
    assert_true(turned[5].ring.cx == 200 - 40.25f);
    assert_true(turned[5].ring.start == 0.25f && turned[5].ring.sweep == 0.5f); /* clockwise */
    assert_int_equal(turned[6].text.x, 200 - 20 - 70);
    assert_string_equal(turned[6].text.text, "3 / 12");
    assert_true(turned[7].image.ref.mirrored); /* a right side stays a right side */
    assert_int_equal(turned[8].bitmap.modules[0], 1);
    draw_list_reset(&list, 200, 100);
    assert_false(list.mirrored);
}

/* And what would lie above that is cut off. */
static void a_lowered_list_begins_further_down(void **state)
{
    (void)state;
    draw_scene();
    size_t half = list.count;
    draw_lower(&list, 7);
    draw_scene();
    assert_int_equal(list.count, 2 * half);
    for (size_t i = 0; i < half; i++) {
        const struct draw_command *plain = &list.commands[i], *low = &list.commands[half + i];
        struct rect bounds = draw_command_bounds(plain);
        bounds.y += 7;
        bounds = rect_intersect(bounds, (struct rect){0, 7, 200, 93});
        assert_true(rect_equal(draw_command_bounds(low), bounds));
        assert_true(low->hash != plain->hash);
    }
    const struct draw_command *plain = list.commands, *low = &list.commands[half];
    assert_true(low[4].gradient.cy == plain[4].gradient.cy + 7);
    assert_true(low[5].ring.cy == plain[5].ring.cy + 7);
    assert_int_equal(low[6].text.baseline, plain[6].text.baseline + 7);
    draw_fill(&list, (struct rect){0, -20, 50, 40}, 0, 0xFF112233);
    assert_int_equal(draw_command_bounds(&list.commands[list.count - 1]).y, 7);
    draw_list_reset(&list, 200, 100);
    assert_int_equal(list.top, 0);
}

static const char *turned_icon(const char *name)
{
    draw_mirror(&list, true);
    draw_icon(&list, name, (struct rect){0, 0, 20, 20}, 0xFF000000);
    return list.commands[list.count - 1].icon.name;
}

static void arrows_point_the_way_of_reading(void **state)
{
    (void)state;
    assert_string_equal(turned_icon("arrow-left"), "arrow-right");
    assert_string_equal(turned_icon("arrow-right"), "arrow-left");
    assert_string_equal(turned_icon("skip-back"), "skip-forward");
    assert_string_equal(turned_icon("skip-forward"), "skip-back");
    static const char *const kept[] = {"play", "rotate-ccw", "check", "clock", "arrow-up"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        assert_string_equal(turned_icon(kept[i]), kept[i]);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(equal_commands_have_equal_hashes),
        TEST(every_part_of_a_box_decides_its_hash),
        TEST(text_decides_its_hash),
        TEST(a_clip_counts_only_where_it_cuts),
        TEST(what_cannot_be_seen_is_left_out),
        TEST(strings_and_modules_are_copied),
        TEST(radius_and_sweep_are_clamped),
        TEST(a_long_list_grows_and_is_kept),
        TEST(a_mirrored_list_turns_places_about),
        TEST(a_lowered_list_begins_further_down),
        TEST(arrows_point_the_way_of_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
