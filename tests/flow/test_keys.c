// links: cli
/* Without a touch: a pedal, the voice key, one switch; and what the accessibility panel offers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "harness.h"

static struct visit *visit_of(struct harness *h)
{
    return &h->assembly.app->visit;
}

static void play(struct harness *h)
{
    harness_open(h, &(struct harness_options){0});
    harness_show(h, "player:lower-back-relief:3");
    harness_settle(h);
    harness_get_ready(h);
}

/* ---- the pedal ---- */

static void test_a_pedal_pauses_and_goes_on(void **state)
{
    (void)state;
    static const enum key pedals[] = {KEY_PAUSE, KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_SPACE};
    struct harness h;
    play(&h);
    for (size_t i = 0; i < sizeof pedals / sizeof *pedals; i++) {
        harness_key(&h, pedals[i]);
        harness_settle(&h);
        harness_expect(&h, "paused");
        harness_key(&h, pedals[i]);
        harness_settle(&h);
        harness_expect(&h, "player");
        harness_wait(&h, 3500); /* it counts in */
        assert_int_equal(visit_of(&h)->session.state, SESSION_RUNNING);
    }
    harness_close(&h);
}

static void test_space_presses_what_is_seen_to_have_the_focus(void **state)
{
    (void)state;
    struct harness h;
    play(&h);
    while (!harness_focus(&h) || strcmp(harness_focus(&h), "hurts") != 0)
        harness_key(&h, KEY_TAB);
    harness_key(&h, KEY_SPACE);
    harness_settle(&h);
    harness_expect(&h, "hurt");
    harness_close(&h);
}

static void test_a_pedal_goes_on_where_one_is_waited_for(void **state)
{
    (void)state;
    struct harness h;
    struct session_view view;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief:1");
    harness_settle(&h);
    session_view(&visit_of(&h)->session, h.now, &view);
    assert_int_equal(view.phase, PHASE_ASK);
    harness_key(&h, KEY_PAUSE);
    session_view(&visit_of(&h)->session, h.now, &view);
    assert_true(view.phase != PHASE_ASK || view.rep > 1); /* the text that was up is answered */
    harness_expect(&h, "player");
    harness_close(&h);
}

static void test_elsewhere_page_keys_scroll(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){.width = 800, .height = 480});
    harness_show(&h, "home");
    harness_settle(&h);
    harness_key(&h, KEY_PAGE_DOWN);
    harness_wait(&h, 1000);
    assert_true(visit_of(&h)->home_scroll.offset > 50);
    harness_close(&h);
}

/* ---- the voice key ---- */

static void test_the_voice_key_is_held(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "home");
    harness_settle(&h);
    harness_hold_key(&h, KEY_VOICE, 1800);
    assert_false(visit_of(&h)->ease.voice);
    harness_wait(&h, 1000);
    assert_false(visit_of(&h)->ease.voice);
    harness_hold_key(&h, KEY_VOICE, 6000); /* once, however long */
    assert_true(visit_of(&h)->ease.voice);
    harness_hold_key(&h, KEY_VOICE, 2100);
    assert_false(visit_of(&h)->ease.voice);
    harness_close(&h);
}

static void test_the_voice_key_begins_a_visit(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_settle(&h);
    harness_hold_key(&h, KEY_VOICE, 2100);
    harness_expect(&h, "home");
    assert_true(visit_of(&h)->ease.voice);
    harness_skip(&h, 130000);
    harness_expect(&h, "attract");
    assert_false(visit_of(&h)->ease.voice); /* the next one did not ask for it */
    harness_close(&h);
}

/* ---- still there? ---- */

static void test_any_key_says_that_somebody_is_there(void **state)
{
    (void)state;
    static const enum key keys[] = {KEY_OTHER, KEY_PAUSE, KEY_UP, KEY_TAB, KEY_0 + 5, KEY_ESCAPE};
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "home");
    harness_settle(&h);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        harness_await(&h, "still-there", 95000);
        harness_settle(&h);
        harness_key(&h, keys[i]);
        harness_settle(&h);
        harness_expect(&h, "home");
    }
    harness_close(&h);
}

/* ---- the panel ---- */

static void test_more_time_counts_in_the_session_and_for_the_question(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "ease");
    harness_settle(&h);
    harness_press(&h, "more-time");
    assert_int_equal(visit_of(&h)->ease.slow_percent, 150);
    harness_press(&h, "more-time");
    assert_int_equal(visit_of(&h)->ease.slow_percent, 200);
    harness_press(&h, "close");
    harness_await(&h, "still-there", 95000);
    harness_skip(&h, 50000);
    harness_expect(&h, "still-there"); /* 60 s instead of 30 */
    harness_key(&h, KEY_OTHER);
    harness_settle(&h);
    harness_reveal(&h, "card:lower-back-relief");
    harness_press(&h, "card:lower-back-relief");
    harness_pass_card(&h);
    if (harness_has(&h, "start"))
        harness_press(&h, "start");
    harness_expect(&h, "player");
    assert_int_equal(visit_of(&h)->session.pace.slow_percent, 200);
    harness_press(&h, "ease"); /* it waits under the panel */
    harness_press(&h, "more-time");
    assert_int_equal(visit_of(&h)->session.pace.slow_percent, 100);
    harness_close(&h);
}

static void test_all_of_it_is_for_this_visit(void **state)
{
    (void)state;
    static const char *const tiles[] = {"voice", "louder", "more-time"};
    struct harness h;
    harness_open(&h, &(struct harness_options){.width = 800, .height = 480});
    harness_show(&h, "ease");
    harness_settle(&h);
    for (size_t i = 0; i < sizeof tiles / sizeof *tiles; i++) {
        harness_reveal(&h, tiles[i]);
        harness_press(&h, tiles[i]);
    }
    const struct ease_settings *ease = &visit_of(&h)->ease;
    assert_true(ease->voice && ease->louder && ease->slow_percent == 150);
    harness_await(&h, "attract", 140000);
    assert_false(ease->voice || ease->louder || ease->slow_percent > 100 || ease->one_switch);
    harness_close(&h);
}

/* ---- one switch ---- */

static const char *lit(const struct harness *h)
{
    int first;
    const struct ui *ui = &h->assembly.app->ui;
    return scan_lit(ui, &first) > 0 ? ui->targets[first].id : "";
}

static bool lit_with(const struct harness *h, const char *id)
{
    int first, count = scan_lit(&h->assembly.app->ui, &first);
    for (int i = first; i < first + count; i++)
        if (strcmp(h->assembly.app->ui.targets[i].id, id) == 0)
            return true;
    return false;
}

static void press_switch(struct harness *h)
{
    harness_hold_key(h, KEY_OTHER, 50);
}

/* Where something else lies, which is not meant. */
static void touch_switch(struct harness *h)
{
    harness_tap_at(h, 900, 700);
}

/* Waits until it is lit, alone or in its row, and presses the switch, until the target itself was
 * chosen. */
static void choose_by(struct harness *h, const char *id, void (*press)(struct harness *))
{
    for (int presses = 0; presses < 2; presses++) {
        int first;
        for (ms_t waited = 0; !lit_with(h, id); waited += 250) {
            harness_skip(h, 250);
            if (waited > 60000)
                fail_msg("%s never lights up on %s; %s does", id, harness_screen(h), lit(h));
        }
        bool alone = scan_lit(&h->assembly.app->ui, &first) == 1;
        press(h);
        harness_wait(h, 300);
        if (alone)
            break;
    }
    harness_settle(h);
}

static void choose(struct harness *h, const char *id)
{
    choose_by(h, id, press_switch);
}

static void open_with_one_switch(struct harness *h, const char *spec)
{
    harness_open(h, &(struct harness_options){0});
    harness_show(h, spec);
    visit_of(h)->ease.one_switch = true;
    harness_settle(h);
}

static void test_a_whole_visit_by_one_switch(void **state)
{
    (void)state;
    struct harness h;
    open_with_one_switch(&h, "home");
    choose(&h, "card:lower-back-relief");
    harness_expect(&h, "overview");
    while (harness_has(&h, "red-flags:more"))
        choose(&h, "red-flags:more");
    if (harness_has(&h, "red-flags:none"))
        choose(&h, "red-flags:none");
    if (strcmp(harness_screen(&h), "overview") == 0)
        choose(&h, "start");
    harness_expect(&h, "player");
    while (harness_has(&h, "done"))
        choose(&h, "done");
    harness_wait(&h, 100);
    assert_string_equal(lit(&h), "pause"); /* at once, and it stays so */
    harness_skip(&h, 4000);
    assert_string_equal(lit(&h), "pause");
    harness_hold_key(&h, KEY_OTHER, 50);
    harness_settle(&h);
    harness_expect(&h, "paused");
    assert_true(lit_with(&h, "resume"));
    choose(&h, "hurts");
    harness_expect(&h, "hurt");
    choose(&h, "end");
    harness_expect(&h, "home");
    harness_close(&h);
}

static void test_a_touch_anywhere_is_the_switch(void **state)
{
    (void)state;
    struct harness h;
    open_with_one_switch(&h, "advice");
    choose_by(&h, "back", touch_switch);
    harness_expect(&h, "home");
    harness_close(&h);
}

static void test_one_switch_is_left_on_the_panel_and_by_a_long_press(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "ease");
    harness_settle(&h);
    harness_press(&h, "one-switch");
    assert_true(visit_of(&h)->ease.one_switch);
    harness_wait(&h, 100);
    assert_true(lit_with(&h, "one-switch")); /* what was just pressed is the first */
    choose(&h, "one-switch");
    assert_false(visit_of(&h)->ease.one_switch);
    harness_press(&h, "one-switch");
    harness_wait(&h, 500);
    harness_down(&h, FINGER, 900, 500);
    harness_wait(&h, 2500);
    assert_true(harness_shows(&h, "Keep holding: one switch goes off."));
    harness_wait(&h, 2000);
    assert_false(visit_of(&h)->ease.one_switch);
    harness_up(&h, FINGER, 900, 500);
    harness_press(&h, "close"); /* touches are touches again */
    harness_expect(&h, "home");
    harness_close(&h);
}

static void test_lights_are_no_sign_of_life_and_end_with_the_visit(void **state)
{
    (void)state;
    struct harness h;
    open_with_one_switch(&h, "home");
    harness_await(&h, "still-there", 95000);
    harness_await(&h, "attract", 35000);
    assert_false(visit_of(&h)->ease.one_switch);
    harness_wait(&h, 100);
    assert_string_equal(lit(&h), "");
    harness_close(&h);
}

static void test_how_long_is_a_setting(void **state)
{
    (void)state;
    struct config config;
    struct harness h;
    config_default(&config);
    config.keys.scan_s = 5;
    harness_open(&h, &(struct harness_options){.config = &config});
    harness_show(&h, "still-there");
    harness_show(&h, "finish:from-your-chair");
    visit_of(&h)->ease.one_switch = true;
    harness_settle(&h);
    char before[UI_ID_SIZE];
    snprintf(before, sizeof before, "%s", lit(&h));
    harness_skip(&h, 6500);
    assert_string_equal(lit(&h), before); /* the first for half as long again */
    harness_skip(&h, 1500);
    assert_string_not_equal(lit(&h), before);
    harness_close(&h);
}

static void test_staff_use_their_fingers(void **state)
{
    (void)state;
    struct harness h;
    open_with_one_switch(&h, "home");
    harness_key(&h, KEY_STAFF);
    harness_settle(&h);
    harness_expect(&h, "staff-pin");
    assert_string_equal(lit(&h), "");
    harness_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_pedal_pauses_and_goes_on),
        cmocka_unit_test(test_space_presses_what_is_seen_to_have_the_focus),
        cmocka_unit_test(test_a_pedal_goes_on_where_one_is_waited_for),
        cmocka_unit_test(test_elsewhere_page_keys_scroll),
        cmocka_unit_test(test_the_voice_key_is_held),
        cmocka_unit_test(test_the_voice_key_begins_a_visit),
        cmocka_unit_test(test_any_key_says_that_somebody_is_there),
        cmocka_unit_test(test_more_time_counts_in_the_session_and_for_the_question),
        cmocka_unit_test(test_all_of_it_is_for_this_visit),
        cmocka_unit_test(test_a_whole_visit_by_one_switch),
        cmocka_unit_test(test_a_touch_anywhere_is_the_switch),
        cmocka_unit_test(test_one_switch_is_left_on_the_panel_and_by_a_long_press),
        cmocka_unit_test(test_lights_are_no_sign_of_life_and_end_with_the_visit),
        cmocka_unit_test(test_how_long_is_a_setting),
        cmocka_unit_test(test_staff_use_their_fingers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
