// links: platform ui
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "platform/input.h"
#include "platform/window.h"

static struct input input;
static const struct input_scale scale = {1000, 500, 2000, 1000};
static struct event out[INPUT_QUEUE];

static int setup(void **state)
{
    (void)state;
    input_init(&input);
    memset(out, 0, sizeof out);
    return 0;
}

static void touch(uint32_t type, SDL_FingerID id, float x, float y, ms_t now)
{
    SDL_Event event;
    memset(&event, 0, sizeof event);
    event.type = type;
    event.tfinger = (SDL_TouchFingerEvent){
        .type = type, .timestamp = SDL_GetTicks(), .touchId = 7, .fingerId = id, .x = x, .y = y};
    input_take(&input, &event, scale, now);
}

static void mouse(uint32_t type, uint32_t which, int x, int y, ms_t now)
{
    SDL_Event event;
    memset(&event, 0, sizeof event);
    event.type = type;
    event.common.timestamp = SDL_GetTicks();
    if (type == SDL_MOUSEMOTION) {
        event.motion.which = which;
        event.motion.x = x;
        event.motion.y = y;
    } else {
        event.button.which = which;
        event.button.button = SDL_BUTTON_LEFT;
        event.button.x = x;
        event.button.y = y;
    }
    input_take(&input, &event, scale, now);
}

static void key(SDL_Keycode code, uint16_t mod, uint8_t repeat)
{
    SDL_Event event;
    memset(&event, 0, sizeof event);
    event.type = SDL_KEYDOWN;
    event.common.timestamp = SDL_GetTicks();
    event.key.type = SDL_KEYDOWN;
    event.key.keysym.sym = code;
    event.key.keysym.mod = mod;
    event.key.repeat = repeat;
    input_take(&input, &event, scale, 0);
}

static size_t drain(void)
{
    return input_drain(&input, out, INPUT_QUEUE);
}

static void fingers_are_in_pixels_and_numbered(void **state)
{
    (void)state;
    touch(SDL_FINGERDOWN, 0, 0.5f, 0.25f, 100);
    touch(SDL_FINGERDOWN, 1, 1.0f, -0.5f, 110);
    touch(SDL_FINGERUP, 0, 0.25f, 0.5f, 120);
    touch(SDL_FINGERDOWN, 0, 0, 0, 130);
    assert_int_equal(drain(), 4);
    assert_int_equal(out[0].kind, EVENT_POINTER_DOWN);
    assert_int_equal(out[0].x, 1000);
    assert_int_equal(out[0].y, 250);
    assert_in_range(out[0].at, 95, 100);
    assert_int_equal(out[1].x, 1999);
    assert_int_equal(out[1].y, 0);
    assert_int_equal(out[2].kind, EVENT_POINTER_UP);
    assert_int_equal(out[2].x, 500);
    assert_int_equal(out[2].pointer, out[0].pointer);
    assert_true(out[0].pointer != 0 && out[1].pointer != out[0].pointer);
    assert_true(out[3].pointer > out[1].pointer);
}

static void an_unknown_finger_is_ignored(void **state)
{
    (void)state;
    touch(SDL_FINGERMOTION, 3, 0.5f, 0.5f, 100);
    touch(SDL_FINGERUP, 3, 0.5f, 0.5f, 100);
    assert_int_equal(drain(), 0);
}

static void a_finger_that_comes_down_twice_was_lost(void **state)
{
    (void)state;
    touch(SDL_FINGERDOWN, 3, 0.5f, 0.5f, 100);
    touch(SDL_FINGERDOWN, 3, 0.6f, 0.5f, 200);
    assert_int_equal(drain(), 3);
    assert_int_equal(out[1].kind, EVENT_POINTER_CANCEL);
    assert_int_equal(out[1].pointer, out[0].pointer);
    assert_int_equal(out[2].kind, EVENT_POINTER_DOWN);
}

static void a_silent_finger_is_given_up(void **state)
{
    (void)state;
    touch(SDL_FINGERDOWN, 3, 0.5f, 0.5f, 1000);
    touch(SDL_FINGERMOTION, 3, 0.6f, 0.5f, 5000);
    drain();
    input_expire(&input, 14900);
    assert_int_equal(drain(), 0);
    input_expire(&input, 15001);
    assert_int_equal(drain(), 1);
    assert_int_equal(out[0].kind, EVENT_POINTER_CANCEL);
    input_expire(&input, 40000);
    assert_int_equal(drain(), 0);
}

/* What another finger does says nothing about this one. */
static void a_silent_finger_is_given_up_beside_a_busy_one(void **state)
{
    (void)state;
    touch(SDL_FINGERDOWN, 1, 0.5f, 0.5f, 1000);
    touch(SDL_FINGERDOWN, 2, 0.9f, 0.5f, 1000);
    for (ms_t at = 1100; at <= 11000; at += 100)
        touch(SDL_FINGERMOTION, 2, 0.9f, 0.5f + (float)at * 1e-6f, at);
    drain();
    input_expire(&input, 11050);
    assert_int_equal(drain(), 1);
    assert_int_equal(out[0].kind, EVENT_POINTER_CANCEL);
    assert_int_equal(out[0].x, 1000);
    touch(SDL_FINGERUP, 2, 0.9f, 0.5f, 11060);
    assert_int_equal(drain(), 1);
    assert_int_equal(out[0].kind, EVENT_POINTER_UP);
}

static void an_unplugged_panel_cancels_its_fingers(void **state)
{
    (void)state;
    touch(SDL_FINGERDOWN, 1, 0.5f, 0.5f, 1000);
    touch(SDL_FINGERDOWN, 2, 0.5f, 0.5f, 1000);
    drain();
    input.devices = SDL_GetNumTouchDevices() + 1;
    input_expire(&input, 1001);
    assert_int_equal(drain(), 2);
    assert_int_equal(out[0].kind, EVENT_POINTER_CANCEL);
    assert_int_equal(out[1].kind, EVENT_POINTER_CANCEL);
}

/* The longest there makes room for the last to come. */
static void more_fingers_than_anyone_has_do_no_harm(void **state)
{
    (void)state;
    for (int i = 0; i < 100; i++) {
        assert_true(input_has_room(&input));
        touch(SDL_FINGERDOWN, i, 0.5f, 0.5f, 1000);
        assert_int_equal(drain(), i < INPUT_FINGERS ? 1 : 2);
    }
    assert_int_equal(out[0].kind, EVENT_POINTER_CANCEL);
    assert_int_equal(out[0].pointer, 100 - INPUT_FINGERS);
    assert_int_equal(out[1].kind, EVENT_POINTER_DOWN);
    touch(SDL_FINGERUP, 99, 0.5f, 0.5f, 1001);
    assert_int_equal(drain(), 1);
    assert_int_equal(out[0].kind, EVENT_POINTER_UP);
    input_cancel(&input, 1002);
    assert_int_equal(drain(), INPUT_FINGERS - 1);
}

static void moves_in_a_row_become_one(void **state)
{
    (void)state;
    touch(SDL_FINGERDOWN, 1, 0.5f, 0.5f, 1000);
    for (int i = 0; i < 200; i++)
        touch(SDL_FINGERMOTION, 1, 0.5f + (float)i * 0.001f, 0.5f, 1000 + i);
    assert_int_equal(drain(), 2);
    assert_int_equal(out[1].kind, EVENT_POINTER_MOVE);
    assert_in_range(out[1].x, 1397, 1398);
}

static void the_mouse_presses_drags_and_hovers(void **state)
{
    (void)state;
    mouse(SDL_MOUSEMOTION, 0, 10, 20, 1);
    mouse(SDL_MOUSEBUTTONDOWN, 0, 10, 20, 2);
    mouse(SDL_MOUSEMOTION, 0, 11, 20, 3);
    mouse(SDL_MOUSEBUTTONUP, 0, 11, 20, 4);
    assert_int_equal(drain(), 4);
    assert_int_equal(out[0].kind, EVENT_HOVER);
    assert_int_equal(out[0].x, 20);
    assert_int_equal(out[0].y, 40);
    assert_int_equal(out[1].kind, EVENT_POINTER_DOWN);
    assert_int_equal(out[1].pointer, 0);
    assert_int_equal(out[2].kind, EVENT_POINTER_MOVE);
    assert_int_equal(out[3].kind, EVENT_POINTER_UP);
}

static void a_mouse_made_from_touch_is_ignored(void **state)
{
    (void)state;
    mouse(SDL_MOUSEMOTION, SDL_TOUCH_MOUSEID, 10, 20, 1);
    mouse(SDL_MOUSEBUTTONDOWN, SDL_TOUCH_MOUSEID, 10, 20, 2);
    mouse(SDL_MOUSEBUTTONUP, SDL_TOUCH_MOUSEID, 10, 20, 4);
    assert_int_equal(drain(), 0);
}

static void losing_the_focus_cancels_the_mouse(void **state)
{
    (void)state;
    mouse(SDL_MOUSEBUTTONDOWN, 0, 10, 20, 2);
    input_cancel(&input, 5);
    mouse(SDL_MOUSEBUTTONUP, 0, 10, 20, 9);
    assert_int_equal(drain(), 2);
    assert_int_equal(out[1].kind, EVENT_POINTER_CANCEL);
}

static void keys_become_the_kiosks(void **state)
{
    (void)state;
    key(SDLK_TAB, KMOD_NONE, 0);
    key(SDLK_TAB, KMOD_LSHIFT, 1);
    key(SDLK_KP_ENTER, KMOD_NONE, 0);
    key(SDLK_RETURN, KMOD_NONE, 1); /* held down: acts once */
    key(SDLK_a, KMOD_NONE, 0);
    key(SDLK_a, KMOD_NONE, 1);
    key(SDLK_LSHIFT, KMOD_LSHIFT, 0);
    key(SDLK_LEFT, KMOD_LCTRL, 0);
    key(SDLK_F4, KMOD_LALT, 0);
    assert_int_equal(drain(), 5);
    assert_int_equal(out[0].key, KEY_TAB);
    assert_int_equal(out[1].key, KEY_SHIFT_TAB);
    assert_int_equal(out[2].key, KEY_ENTER);
    assert_int_equal(out[3].key, KEY_OTHER); /* any key says that somebody is there */
    assert_int_equal(out[4].kind, EVENT_QUIT);
}

static void keys_mean_what_the_clinic_says(void **state)
{
    (void)state;
    const struct key_name names[] = {{"Keypad 8", KEY_UP},
                                     {"Keypad 5", KEY_ENTER},
                                     {"No Such Key", KEY_DOWN},
                                     {"b", KEY_PAUSE},
                                     {"F5", KEY_VOICE}};
    assert_true(keys_known("Keypad 8") && keys_known("AudioPlay") && keys_known("b"));
    assert_false(keys_known("No Such Key"));
    keys_set(&input.keys, names, sizeof names / sizeof *names);
    assert_int_equal(input.keys.count, 4);
    key(SDLK_KP_8, KMOD_NONE, 0);
    key(SDLK_KP_8, KMOD_NONE, 1); /* moves on while it is held */
    key(SDLK_KP_5, KMOD_NUM, 0);
    key(SDLK_b, KMOD_NONE, 0);
    key(SDLK_F5, KMOD_NONE, 0);
    key(SDLK_F5, KMOD_NONE, 1);
    key(SDLK_UP, KMOD_NONE, 0); /* those of every keyboard stay */
    assert_int_equal(drain(), 6);
    static const enum key meant[] = {KEY_UP, KEY_UP, KEY_ENTER, KEY_PAUSE, KEY_VOICE, KEY_UP};
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        assert_int_equal(out[i].key, meant[i]);
    input.writing = true; /* then a b is a b */
    key(SDLK_b, KMOD_NONE, 0);
    assert_int_equal(drain(), 0);
}

static void a_key_is_let_go(void **state)
{
    (void)state;
    key(SDLK_F2, KMOD_NONE, 0);
    SDL_Event event;
    memset(&event, 0, sizeof event);
    event.type = SDL_KEYUP;
    event.common.timestamp = SDL_GetTicks();
    event.key.keysym.sym = SDLK_F2;
    input_take(&input, &event, scale, 0);
    assert_int_equal(drain(), 2);
    assert_int_equal(out[0].kind, EVENT_KEY);
    assert_int_equal(out[1].kind, EVENT_KEY_UP);
    assert_int_equal(out[1].key, KEY_OTHER);
}

static void written(const char *text)
{
    SDL_Event event;
    memset(&event, 0, sizeof event);
    event.type = SDL_TEXTINPUT;
    event.common.timestamp = SDL_GetTicks();
    strcpy(event.text.text, text);
    input_take(&input, &event, scale, 0);
}

static void what_is_written_comes_as_text(void **state)
{
    (void)state;
    input.writing = true;
    key(SDLK_SPACE, KMOD_NONE, 0); /* comes as a text, too */
    written(" ");
    written("ñ");
    written("");
    key(SDLK_BACKSPACE, KMOD_NONE, 0);
    key(SDLK_BACKSPACE, KMOD_NONE, 1); /* held down it goes on */
    key(SDLK_HOME, KMOD_NONE, 0);
    key(SDLK_END, KMOD_NONE, 0);
    key(SDLK_DELETE, KMOD_NONE, 0);
    assert_int_equal(drain(), 7);
    assert_int_equal(out[0].kind, EVENT_TEXT);
    assert_string_equal(out[0].text, " ");
    assert_string_equal(out[1].text, "ñ");
    assert_int_equal(out[3].key, KEY_BACKSPACE);
    assert_int_equal(out[4].key, KEY_HOME);
    assert_int_equal(out[5].key, KEY_END);
    assert_int_equal(out[6].key, KEY_DELETE);
}

static void what_does_not_fit_comes_with_the_next_call(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++)
        key(SDLK_TAB, KMOD_NONE, 0);
    key(SDLK_SPACE, KMOD_NONE, 0);
    assert_int_equal(input_drain(&input, out, 4), 4);
    assert_int_equal(input_drain(&input, out, 4), 2);
    assert_int_equal(out[1].key, KEY_SPACE);
    assert_int_equal(input_drain(&input, out, 4), 0);
}

static void without_a_window_a_worker_wakes_nobody(void **state)
{
    (void)state;
    window_wake();
}

static void the_clock_is_monotonic(void **state)
{
    (void)state;
    ms_t before = window_now();
    assert_true(before > 0 && window_now() >= before);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup(f, setup)
    const struct CMUnitTest tests[] = {
        TEST(fingers_are_in_pixels_and_numbered),
        TEST(an_unknown_finger_is_ignored),
        TEST(a_finger_that_comes_down_twice_was_lost),
        TEST(a_silent_finger_is_given_up),
        TEST(a_silent_finger_is_given_up_beside_a_busy_one),
        TEST(an_unplugged_panel_cancels_its_fingers),
        TEST(more_fingers_than_anyone_has_do_no_harm),
        TEST(moves_in_a_row_become_one),
        TEST(the_mouse_presses_drags_and_hovers),
        TEST(a_mouse_made_from_touch_is_ignored),
        TEST(losing_the_focus_cancels_the_mouse),
        TEST(keys_become_the_kiosks),
        TEST(keys_mean_what_the_clinic_says),
        TEST(a_key_is_let_go),
        TEST(what_is_written_comes_as_text),
        TEST(what_does_not_fit_comes_with_the_next_call),
        TEST(without_a_window_a_worker_wakes_nobody),
        TEST(the_clock_is_monotonic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
