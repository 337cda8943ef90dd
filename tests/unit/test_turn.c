// links: platform ui base
/* A turned panel: picture, damage and touches go the same way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "platform/input.h"
#include "platform/turn.h"

enum { W = 70, H = 37 };

static void fill(struct canvas *canvas, int width, int height)
{
    *canvas = (struct canvas){calloc((size_t)width * (size_t)height, 4), width, height, width};
    assert_non_null(canvas->pixels);
}

static uint32_t name(int x, int y)
{
    return (uint32_t)(y * 1000 + x + 1);
}

static bool holds(struct rect r, int x, int y)
{
    return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

/* Each pixel of the screen shows the one of the picture that a touch there means. */
static void test_what_is_seen_is_what_is_touched(void **state)
{
    (void)state;
    static const struct rect parts[] = {
        {0, 0, W, H}, {0, 0, 1, 1}, {W - 1, H - 1, 1, 1}, {3, 5, 40, 31}, {33, 0, 37, 33}};
    for (int turn = TURN_NONE; turn <= TURN_LEFT; turn++) {
        struct canvas upright, window;
        int w = W, h = H;
        turn_size((enum turn)turn, &w, &h);
        assert_int_equal(w, turn % 2 ? H : W);
        fill(&upright, W, H);
        for (int i = 0; i < W * H; i++)
            upright.pixels[i] = name(i % W, i / W);
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
            fill(&window, w, h);
            turn_pixels((enum turn)turn, &upright, parts[p], &window);
            struct rect touched = turn_rect((enum turn)turn, parts[p], W, H);
            for (int i = 0; i < w * h; i++) {
                int x = i % w, y = i / w;
                bool inside = holds(touched, x, y);
                turn_back((enum turn)turn, w, h, &x, &y);
                assert_int_equal(window.pixels[i], inside ? name(x, y) : 0);
                assert_int_equal(inside, holds(parts[p], x, y));
            }
            free(window.pixels);
        }
        free(upright.pixels);
    }
}

/* A quarter turn clockwise: the picture's upper left corner is at the upper right of the panel. */
static void test_right_is_clockwise(void **state)
{
    (void)state;
    struct rect corner = {0, 0, 1, 1};
    struct rect right = turn_rect(TURN_RIGHT, corner, W, H);
    struct rect left = turn_rect(TURN_LEFT, corner, W, H);
    struct rect over = turn_rect(TURN_OVER, corner, W, H);
    assert_true(right.x == H - 1 && right.y == 0);
    assert_true(left.x == 0 && left.y == W - 1);
    assert_true(over.x == W - 1 && over.y == H - 1);
}

static struct event touch_at(struct input *input, float x, float y)
{
    static const struct input_scale scale = {800, 480, 800, 480};
    struct event events[4] = {{0}};
    SDL_Event down = {.tfinger = {.type = SDL_FINGERDOWN, .x = x, .y = y}};
    input_take(input, &down, scale, 1000);
    assert_int_equal(input_drain(input, events, 4), 1);
    input_cancel(input, 1001);
    input_drain(input, events + 1, 3);
    return events[0];
}

static void test_touches_are_turned_with_the_picture(void **state)
{
    (void)state;
    struct input input;
    input_init(&input);
    struct event event = touch_at(&input, 0.25f, 0.5f);
    assert_true(event.x == 200 && event.y == 240);
    input.turn = TURN_RIGHT; /* 480 wide, 800 high */
    event = touch_at(&input, 0.25f, 0.5f);
    assert_true(event.x == 240 && event.y == 599);
    input.turn = TURN_NONE;
    input.touch = (struct touch_matrix){{-1, 0, 1, 0, 1, 0}}; /* left and right exchanged */
    event = touch_at(&input, 0.25f, 0.5f);
    assert_true(event.x == 600 && event.y == 240);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_seen_is_what_is_touched),
        cmocka_unit_test(test_right_is_clockwise),
        cmocka_unit_test(test_touches_are_turned_with_the_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
