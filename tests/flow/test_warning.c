// links: cli
/* The warning card: what it is asked before, and what it closes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "content/content.h"
#include "harness.h"
#include "shipped.h"
#include "ui/said.h"

static const char *const back_relief = "lower-back-relief"; /* cat-cow moves the neck, too */
static const char *const sciatic = "ease-sciatic-pain";
static const char *const neck_sign = "Clumsy hands";
static const char *const back_sign = "New loss of control";
static const char *const told = "Please tell staff now";

static struct harness h;

static int open_kiosk(void **state)
{
    (void)state;
    harness_open(&h, &(struct harness_options){0});
    harness_settle(&h);
    harness_press(&h, "begin");
    return 0;
}

static int close_kiosk(void **state)
{
    (void)state;
    harness_close(&h);
    return 0;
}

static const struct visit *visit(void)
{
    return &h.assembly.app->visit;
}

static long long counted(enum store_kind kind)
{
    return store_total(h.assembly.app->store, kind, NULL);
}

static void press_named(const char *group, const char *id)
{
    char target[100];
    snprintf(target, sizeof target, "%s:%s", group, id);
    harness_reveal(&h, target);
    harness_press(&h, target);
}

static void to_the_top(void)
{
    while (harness_has(&h, "scroll:up"))
        harness_press(&h, "scroll:up");
}

static void press_routine(const char *id)
{
    to_the_top();
    press_named("card", id);
    harness_expect(&h, "overview");
}

/* Home, all exercises, the page of this one. */
static void open_exercise(const char *id)
{
    harness_reveal(&h, "library");
    harness_press(&h, "library");
    to_the_top();
    press_named("exercise", id);
    harness_expect(&h, "exercise");
}

static void expect_asked(void)
{
    harness_expect(&h, "overview");
    assert_true(harness_has(&h, "red-flags:some"));
    assert_false(harness_has(&h, "start"));
}

static void expect_closed(void)
{
    harness_expect(&h, "overview");
    assert_true(harness_shows(&h, told));
    assert_false(harness_has(&h, "start"));
    assert_false(harness_has(&h, "red-flags:none"));
    assert_false(harness_has(&h, "red-flags:may"));
    assert_false(visit()->in_session);
}

static void expect_open(void)
{
    harness_expect(&h, "overview");
    assert_true(harness_has(&h, "start"));
}

/* The visitor goes, and another comes. */
static void next_visitor(void)
{
    harness_await(&h, "attract", 300000);
    harness_settle(&h);
    harness_press(&h, "begin");
    harness_expect(&h, "home");
}

/* All that the card says, whether in sight or not. */
static bool card_says(const char *words)
{
    bool says = false;
    app_read_aloud(h.assembly.app, true);
    harness_step(&h, NULL, 0);
    const struct said_list *said = app_said(h.assembly.app);
    for (size_t i = 0; i < said->count; i++)
        says = says || strstr(said->items[i].text, words);
    app_read_aloud(h.assembly.app, false);
    return says;
}

/* ---- asked ---- */

static void every_shipped_routine_is_asked_before(void **state)
{
    (void)state;
    const struct content *content = app_content(h.assembly.app);
    assert_true(content->routine_count >= 7);
    for (size_t i = 0; i < content->routine_count; i++) {
        press_routine(content->routines[i]->id);
        expect_asked();
        assert_true(card_says(back_sign));
        harness_key(&h, KEY_ESCAPE); /* no answer */
        harness_settle(&h);
        harness_expect(&h, "home");
    }
}

static void activities_are_asked_before(void **state)
{
    (void)state;
    open_exercise("tai-chi");
    harness_reveal(&h, "begin");
    harness_press(&h, "begin");
    expect_asked();
    harness_key(&h, KEY_ESCAPE);
    harness_settle(&h);
    harness_show(&h, "exercise:walking");
    assert_int_equal(visit()->warning.answer, WARNING_NOT_ASKED);
    harness_reveal(&h, "begin");
    harness_press(&h, "begin");
    expect_asked(); /* also walking, where it is all there is */
}

static void none_is_asked_once_a_visit(void **state)
{
    (void)state;
    press_routine(back_relief);
    harness_pass_card(&h);
    expect_open();
    const struct content *content = app_content(h.assembly.app);
    for (size_t i = 0; i < content->routine_count; i++) {
        harness_press(&h, "back");
        press_routine(content->routines[i]->id);
        expect_open();
    }
    harness_press(&h, "back");
    next_visitor();
    press_routine(back_relief);
    expect_asked();
}

static void the_neck_is_asked_about_once_something_moves_it(void **state)
{
    (void)state;
    press_routine(sciatic);
    assert_true(card_says(back_sign));
    assert_false(card_says(neck_sign));
    harness_pass_card(&h);
    expect_open();
    harness_press(&h, "back");
    press_routine("pinched-nerve-yoga");
    expect_asked();
    assert_true(card_says(neck_sign));
    assert_false(card_says(back_sign)); /* was answered */
    harness_pass_card(&h);
    expect_open();
    harness_press(&h, "back");
    press_routine(back_relief);
    expect_open();
}

static void the_answer_that_waves_it_away_does_not_stand_out(void **state)
{
    (void)state;
    press_routine(sciatic);
    while (harness_has(&h, "red-flags:more"))
        harness_press(&h, "red-flags:more");
    color_t primary = h.assembly.theme.color[COLOR_PRIMARY];
    const struct draw_list *list = h.frame->list;
    struct rect none = harness_rect(&h, "red-flags:none");
    struct rect some = harness_rect(&h, "red-flags:some");
    for (size_t i = 0; i < list->count; i++)
        if (list->commands[i].kind == DRAW_FILL && rect_equal(list->commands[i].rect, none))
            assert_true(list->commands[i].fill.color != primary);
    assert_true(some.w * some.h >= none.w * none.h);
}

/* ---- closed ---- */

static void raise_a_flag(void)
{
    press_routine(back_relief);
    harness_press(&h, "red-flags:some");
    expect_closed();
    assert_int_equal(counted(STORE_RED_FLAG_RAISED), 1);
}

static void whoever_has_a_sign_begins_nothing_by_any_path(void **state)
{
    (void)state;
    raise_a_flag();
    const struct content *content = app_content(h.assembly.app);
    for (size_t i = 0; i < content->routine_count; i++) {
        harness_press(&h, "back");
        press_routine(content->routines[i]->id);
        expect_closed();
    }
    static const char *const activities[] = {"tai-chi", "walking", "pilates"};
    for (size_t i = 0; i < sizeof activities / sizeof *activities; i++) {
        harness_press(&h, "back");
        open_exercise(activities[i]);
        harness_reveal(&h, "begin");
        harness_press(&h, "begin");
        expect_closed();
    }
    assert_int_equal(counted(STORE_ROUTINE_STARTED), 0);
}

/* "Once more", and an activity from the page of an exercise over the player. */
static void a_sign_that_comes_later_closes_what_was_open(void **state)
{
    (void)state;
    press_routine(sciatic);
    harness_pass_card(&h);
    harness_press(&h, "start");
    harness_expect(&h, "player");
    harness_wait(&h, 12000);
    h.assembly.app->visit.warning.answer = WARNING_RAISED;
    harness_press(&h, "leave");
    harness_expect(&h, "home");
    press_routine(sciatic);
    expect_closed();
    h.assembly.app->visit.warning.answer = WARNING_NONE;
    harness_show(&h, "finish:lower-back-relief");
    harness_settle(&h);
    h.assembly.app->visit.warning.answer = WARNING_RAISED;
    harness_press(&h, "again");
    expect_closed();
}

static void a_sign_ends_the_session_that_waits_below(void **state)
{
    (void)state;
    harness_show(&h, "player:from-your-chair:1");
    harness_wait(&h, 9000);
    harness_press(&h, "about");
    visit_read_exercise(&h.assembly.app->visit,
                        content_exercise(app_content(h.assembly.app), "tai-chi"));
    harness_settle(&h);
    h.assembly.app->visit.warning = (struct visit_warning){0};
    harness_reveal(&h, "begin");
    harness_press(&h, "begin");
    expect_asked();
    assert_true(visit()->in_session);
    harness_press(&h, "red-flags:some");
    expect_closed();
}

static void expect_number(struct config *config, const char *words, bool shown)
{
    harness_close(&h);
    harness_open(&h, &(struct harness_options){.config = config});
    static const char *const screens[] = {"red-flags", "red-flags-raised", "advice:when-to-stop"};
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        harness_show(&h, screens[i]);
        harness_settle(&h);
        assert_int_equal(card_says(words), shown);
        assert_true(card_says("all emergency services"));
    }
}

static void the_number_of_emergency_services_is_shown_when_it_is_set(void **state)
{
    (void)state;
    struct config config;
    config_default(&config);
    expect_number(&config, "Emergency services", false);
    snprintf(config.clinic.emergency, sizeof config.clinic.emergency, "112");
    expect_number(&config, "Emergency services: \u200E112", true);
}

/* Nothing is out of sight or cut, and nothing scrolls. */
static void expect_all_in_sight(const struct harness_options *options, const char *number)
{
    harness_close(&h);
    harness_open(&h, options);
    app_read_aloud(h.assembly.app, true);
    harness_show(&h, "red-flags-raised");
    harness_settle(&h);
    const struct said_list *said = app_said(h.assembly.app);
    assert_true(said->count > 3);
    bool numbered = !number;
    for (size_t i = 0; i < said->count; i++) {
        if (!said->items[i].visible || said->items[i].cut)
            fail_msg("%dx%d %s: out of sight: \"%s\"", options->width, options->height,
                     options->language, said->items[i].text);
        numbered = numbered || strstr(said->items[i].text, number);
    }
    assert_true(numbered);
    assert_false(harness_has(&h, "scroll:down"));
}

static void whom_to_call_is_seen_without_scrolling_on_every_panel(void **state)
{
    (void)state;
    static const int sizes[][2] = {{800, 480}, {480, 800}, {1024, 600}, {1080, 1920}, {1920, 1080}};
    const struct languages languages = shipped_languages();
    struct config config;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (size_t l = 0; l < languages.count; l++) {
            struct harness_options options = {.width = sizes[s][0],
                                              .height = sizes[s][1],
                                              .language = languages.codes[l],
                                              .config = &config};
            config_default(&config);
            expect_all_in_sight(&options, NULL);
            snprintf(config.clinic.emergency, sizeof config.clinic.emergency, "112");
            expect_all_in_sight(&options, "112");
        }
}

static void advice_stays_open(void **state)
{
    (void)state;
    raise_a_flag();
    harness_press(&h, "back");
    harness_press(&h, "advice");
    harness_expect(&h, "advice");
    press_named("page", "when-to-stop");
    assert_true(harness_shows(&h, "Stop at once"));
}

/* ---- open again ---- */

static struct rect overlap(struct rect a, struct rect b)
{
    int x = int_max(a.x, b.x), y = int_max(a.y, b.y);
    int right = int_min(a.x + a.w, b.x + b.w), bottom = int_min(a.y + a.h, b.y + b.h);
    return (struct rect){x, y, int_max(0, right - x), int_max(0, bottom - y)};
}

static void expect_elsewhere(struct rect finger, const char *id)
{
    assert_true(rect_empty(overlap(finger, harness_rect(&h, id))));
}

/* As children and the impatient tap: on a small panel the card comes up under the finger. */
static void quick_taps_on_one_spot_do_not_answer(void **state)
{
    (void)state;
    harness_close(&h);
    harness_open(&h, &(struct harness_options){.width = 800, .height = 480});
    harness_show(&h, "red-flags:lower-back-relief");
    harness_settle(&h);
    struct rect second = harness_rect(&h, "red-flags:more");
    for (int i = 0; i < 12; i++) {
        harness_tap_at(&h, second.x + second.w / 2, second.y + second.h / 2);
        harness_wait(&h, 250);
    }
    expect_asked();
    assert_true(visit()->warning.answer == WARNING_NOT_ASKED);
    harness_settle(&h);
    harness_pass_card(&h);
    expect_open();
}

static void talking_to_staff_opens_it_deliberately(void **state)
{
    (void)state;
    press_routine(back_relief);
    struct rect some = harness_rect(&h, "red-flags:some");
    harness_press(&h, "red-flags:some");
    expect_elsewhere(some, "red-flags:talked");
    struct rect finger = harness_rect(&h, "red-flags:talked");
    harness_press(&h, "red-flags:talked");
    assert_true(harness_shows(&h, "has said that you may exercise"));
    expect_elsewhere(finger, "red-flags:may");
    harness_press(&h, "red-flags:not-yet");
    expect_closed();
    harness_press(&h, "red-flags:talked");
    harness_press(&h, "red-flags:may");
    expect_open();
    assert_int_equal(counted(STORE_TALKED_TO_STAFF), 1);
    harness_press(&h, "start");
    harness_expect(&h, "player");
}

static void leaving_does_not_confirm(void **state)
{
    (void)state;
    raise_a_flag();
    harness_press(&h, "red-flags:talked");
    harness_key(&h, KEY_ESCAPE);
    harness_settle(&h);
    harness_expect(&h, "home");
    press_routine(sciatic);
    expect_closed();
}

static void a_new_visit_begins_clean(void **state)
{
    (void)state;
    raise_a_flag();
    harness_press(&h, "back");
    next_visitor();
    press_routine(back_relief);
    expect_asked();
    assert_int_equal(counted(STORE_TALKED_TO_STAFF), 0);
}

static void a_flag_stays_raised_in_another_language(void **state)
{
    (void)state;
    raise_a_flag();
    harness_press(&h, "language");
    harness_press(&h, "language:es");
    harness_expect(&h, "overview");
    assert_true(harness_shows(&h, "Avise ahora al personal"));
    harness_press(&h, "back");
    press_routine(sciatic);
    assert_true(harness_shows(&h, "Avise ahora al personal"));
}

/* ---- on a small panel ---- */

static void a_small_card_begins_with_the_question_and_is_soon_read(void **state)
{
    (void)state;
    struct harness small;
    int views = 0;
    harness_open(&small, &(struct harness_options){.width = 800, .height = 480});
    harness_show(&small, "red-flags:lower-back-relief");
    harness_settle(&small);
    assert_true(harness_shows(&small, "Do any of these fit you today?"));
    assert_true(harness_shows(&small, "New trouble passing"));
    for (; harness_has(&small, "red-flags:more") && views < 20; views++)
        harness_press(&small, "red-flags:more");
    assert_in_range(views, 1, 10);
    assert_true(harness_has(&small, "red-flags:none"));
    harness_close(&small);
}

static void the_card_has_a_way_back(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {800, 480}, {480, 800}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct harness any;
        harness_open(&any, &(struct harness_options){.width = sizes[i][0], .height = sizes[i][1]});
        harness_show(&any, "red-flags:lower-back-relief");
        harness_settle(&any);
        harness_press(&any, "back");
        harness_expect(&any, "home");
        harness_close(&any);
    }
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, open_kiosk, close_kiosk)
    const struct CMUnitTest tests[] = {
        TEST(every_shipped_routine_is_asked_before),
        TEST(activities_are_asked_before),
        TEST(none_is_asked_once_a_visit),
        TEST(the_neck_is_asked_about_once_something_moves_it),
        TEST(the_answer_that_waves_it_away_does_not_stand_out),
        TEST(whoever_has_a_sign_begins_nothing_by_any_path),
        TEST(a_sign_that_comes_later_closes_what_was_open),
        TEST(a_sign_ends_the_session_that_waits_below),
        TEST(the_number_of_emergency_services_is_shown_when_it_is_set),
        TEST(whom_to_call_is_seen_without_scrolling_on_every_panel),
        TEST(advice_stays_open),
        TEST(quick_taps_on_one_spot_do_not_answer),
        TEST(talking_to_staff_opens_it_deliberately),
        TEST(leaving_does_not_confirm),
        TEST(a_new_visit_begins_clean),
        TEST(a_flag_stays_raised_in_another_language),
        cmocka_unit_test(a_small_card_begins_with_the_question_and_is_soon_read),
        cmocka_unit_test(the_card_has_a_way_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
