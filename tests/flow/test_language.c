// links: cli
/* Whoever changes the language stays where they are, and the next visitor starts in the clinic's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/screen_stack.h"
#include "harness.h"
#include "scenes.h"

static const char *const relief[] = {"Lower-back relief", "Alivio lumbar"};

static void open_home(struct harness *h, const struct harness_options *options)
{
    harness_open(h, options);
    harness_settle(h);
    harness_press(h, "begin");
    harness_expect(h, "home");
}

static void test_home_in_another_language(void **state)
{
    (void)state;
    struct harness h;
    open_home(&h, &(struct harness_options){0});
    assert_true(harness_shows(&h, "What would you like to ease?"));
    assert_true(harness_shows(&h, relief[0]));
    harness_press(&h, "language");
    harness_expect(&h, "language");
    assert_true(harness_shows(&h, "English"));
    assert_true(harness_shows(&h, "Español"));
    harness_press(&h, "language:es");
    harness_expect(&h, "home");
    assert_true(harness_shows(&h, "¿Qué le gustaría aliviar?"));
    assert_true(harness_shows(&h, relief[1]));
    harness_press(&h, "language");
    harness_press(&h, "close");
    harness_expect(&h, "home");
    assert_true(harness_shows(&h, relief[1]));
    harness_close(&h);
}

/* Step, phase, rep, side and remaining time, all the way through a routine. */
static void expect_same(const struct session_view *a, const struct session_view *b)
{
    assert_int_equal(a->state, b->state);
    assert_int_equal(a->step, b->step);
    assert_int_equal(a->step_count, b->step_count);
    assert_int_equal(a->phase, b->phase);
    assert_int_equal(a->side, b->side);
    assert_int_equal(a->set, b->set);
    assert_int_equal(a->rep, b->rep);
    assert_int_equal(a->remaining_ms, b->remaining_ms);
    assert_int_equal(a->routine_left_ms, b->routine_left_ms);
}

/* Whole content of the visit is in one language. */
static void expect_whole(const struct app *app)
{
    const struct session *session = &app->visit.session;
    assert_ptr_equal(session->routine, content_routine(app->shown, session->routine->id));
    assert_ptr_equal(app->visit.routine, session->routine);
    for (int i = 0; i < session->step_count; i++)
        assert_ptr_equal(session->steps[i].exercise,
                         content_exercise(app->shown, session->steps[i].exercise->id));
}

static void test_in_the_middle_of_a_hold(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief:3");
    harness_get_ready(&h);
    harness_wait(&h, 12345);
    struct app *app = h.assembly.app;
    struct session_view before, after;
    harness_tap(&h, "language");
    session_view(&app->visit.session, h.now, &before);
    assert_int_equal(before.phase, PHASE_HOLD);
    assert_int_equal(before.state, SESSION_PAUSED);
    assert_true(before.remaining_ms > 0);
    harness_settle(&h);
    harness_expect(&h, "language");
    harness_wait(&h, 3000);
    harness_press(&h, "language:es");
    harness_expect(&h, "paused");
    session_view(&app->visit.session, h.now, &after);
    expect_same(&before, &after);
    expect_whole(app);
    assert_true(harness_shows(&h, "Rodilla al pecho"));
    harness_press(&h, "resume");
    harness_expect(&h, "player");
    session_view(&app->visit.session, h.now, &after);
    assert_int_equal(after.state, SESSION_COUNT_IN);
    assert_int_equal(after.remaining_ms, before.remaining_ms);
    harness_wait(&h, 4000);
    session_view(&app->visit.session, h.now, &after);
    assert_int_equal(after.state, SESSION_RUNNING);
    assert_int_equal(after.phase, PHASE_HOLD);
    assert_in_range(before.remaining_ms - after.remaining_ms, 500, 2000);
    harness_close(&h);
}

/* Also at a moment that runs on, in every phase of a routine with sides, breaths and paces. */
static void test_at_every_moment(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:ease-sciatic-pain");
    struct app *app = h.assembly.app;
    int changes = 0;
    while (strcmp(harness_screen(&h), "player") == 0) {
        harness_wait(&h, 100);
        if (!app->visit.in_session)
            break;
        struct session_view before, after;
        session_view(&app->visit.session, h.now, &before);
        app_set_language(app, 1 - app->language);
        session_view(&app->visit.session, h.now, &after);
        expect_same(&before, &after);
        expect_whole(app);
        changes++;
        harness_wait(&h, 1000);
        if (before.waits)
            harness_tap(&h, "done");
        harness_wait(&h, 2000);
    }
    harness_expect(&h, "finish");
    assert_in_range(changes, 60, 400);
    assert_int_equal(app->visit.finished_steps, 7);
    harness_close(&h);
}

static void test_an_easier_version_stays(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:ease-sciatic-pain:6"); /* the cobra */
    harness_wait(&h, 12000);
    harness_press(&h, "hurts");
    harness_press(&h, "easier");
    harness_wait(&h, 1000);
    harness_press(&h, "language");
    harness_press(&h, "language:es");
    assert_true(harness_shows(&h, "Cobra baja"));
    expect_whole(h.assembly.app);
    harness_close(&h);
}

static void expect_english_demo(struct harness *h)
{
    harness_settle(h);
    harness_expect(h, "attract");
    assert_string_equal(strings_code(h->assembly.app->strings), "en");
    assert_true(harness_shows(h, "Touch to begin"));
    assert_true(harness_shows(h, "Do this one"));
    harness_press(h, "begin");
    assert_true(harness_shows(h, relief[0]));
    assert_false(harness_shows(h, relief[1]));
}

static void test_reset_when_the_visit_ends(void **state)
{
    (void)state;
    struct harness h;
    open_home(&h, &(struct harness_options){0});
    harness_press(&h, "language");
    harness_press(&h, "language:es");
    harness_await(&h, "still-there", 91000);
    assert_true(harness_shows(&h, "¿Sigue ahí?"));
    harness_await(&h, "attract", 31000);
    expect_english_demo(&h);
    harness_press(&h, "language");
    harness_press(&h, "language:es");
    harness_key(&h, KEY_ESCAPE); /* leaves the visit at once */
    expect_english_demo(&h);
    harness_close(&h);
}

static void test_the_clinics_own(void **state)
{
    (void)state;
    struct harness h;
    open_home(&h, &(struct harness_options){.language = "es"});
    assert_true(harness_shows(&h, relief[1]));
    harness_press(&h, "language");
    harness_press(&h, "language:en");
    assert_true(harness_shows(&h, relief[0]));
    harness_key(&h, KEY_ESCAPE);
    harness_settle(&h);
    harness_expect(&h, "attract");
    assert_true(harness_shows(&h, "Toque para empezar"));
    harness_close(&h);
}

/* A copy of the shipped pack that is only in `languages`: what stands between the brackets. */
static const char *pack_in(const char *languages)
{
    static const char pack[] = BUILD_DIR "/test_language_pack";
    char command[1200];
    snprintf(command, sizeof command,
             "rm -rf '%s'; cp -rL '%s/content' '%s' && chmod -R u+w '%s' && cd '%s' && "
             "sed -i 's/\"languages\": .*/\"languages\": [%s],/' pack.json && "
             "for f in lang/*.json; do c=$(basename $f .json); grep -q \"\\\"$c\\\"\" pack.json || "
             "rm $f; done",
             pack, SHARE_DIR, pack, pack, pack, languages);
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c) */
    return pack;
}

static void test_the_demo_invites_in_turn(void **state)
{
    (void)state;
    static const char *const words[] = {"Touch to begin",   "Toque para empezar",
                                        "轻触屏幕开始",     "Chạm để bắt đầu",
                                        "Коснитесь экрана", "المسوا الشاشة للبدء"};
    static const int count = sizeof words / sizeof *words;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_wait(&h, 1000);
    for (int turn = 0; turn < 2 * count; turn++) {
        for (int i = 0; i < count; i++)
            assert_int_equal(harness_shows(&h, words[i]), i == turn % count);
        struct rect rect = harness_rect(&h, "begin");
        harness_wait(&h, 4000);
        assert_int_equal(rect.w, harness_rect(&h, "begin").w);
    }
    harness_close(&h);
}

static void test_of_two_languages_the_other_at_once(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){.content_dir = pack_in("\"en\", \"es\"")});
    harness_wait(&h, 1000);
    assert_true(harness_shows(&h, "Do this one"));
    assert_true(harness_shows(&h, "Español"));
    harness_press(&h, "language");
    harness_expect(&h, "home");
    assert_true(harness_shows(&h, relief[1]));
    harness_close(&h);
}

static void test_one_language_offers_none(void **state)
{
    (void)state;
    const char *pack = pack_in("\"en\"");
    struct harness h;
    harness_open(&h, &(struct harness_options){.content_dir = pack});
    harness_wait(&h, 5000);
    assert_false(harness_has(&h, "language"));
    assert_true(harness_shows(&h, "Touch to begin"));
    harness_press(&h, "begin");
    harness_expect(&h, "home");
    assert_false(harness_has(&h, "language"));
    harness_show(&h, "player");
    harness_wait(&h, 1000);
    assert_false(harness_has(&h, "language"));
    harness_close(&h);
    harness_open(&h, &(struct harness_options){.content_dir = pack, .language = "es"});
    harness_wait(&h, 1000);
    assert_true(harness_shows(&h, "Toque para empezar")); /* words, if no translation */
    harness_close(&h);
}

/* Opened, left, opened again and chosen. */
static bool goes_there_and_back(struct harness *h, const struct scene *scene, const char *code)
{
    bool plays = scene->screen == SCREEN_PLAYER; /* and is paused by it */
    const char *name = plays ? "paused" : screen_name(scene->screen);
    scene_show(h, scene);
    harness_skip(h, 1000);
    if (!harness_has(h, "language"))
        return false;
    harness_press(h, "language");
    harness_expect(h, "language");
    harness_key(h, KEY_ESCAPE);
    harness_settle(h);
    harness_expect(h, name);
    harness_press(h, "language");
    harness_press(h, code);
    harness_expect(h, name);
    return true;
}

/* From everywhere it is offered there is a way back, on every panel. */
static void test_there_and_back(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {1280, 800}, {800, 480}, {480, 800}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct harness h;
        int offered = 0;
        harness_open(&h, &(struct harness_options){.width = sizes[i][0], .height = sizes[i][1]});
        for (size_t k = 0; k < scene_count; k++)
            if (scene_is_plain(&scenes[k]) && scenes[k].screen != SCREEN_ATTRACT)
                offered += goes_there_and_back(&h, &scenes[k],
                                               offered % 2 ? "language:en" : "language:es");
        assert_true(offered > 8);
        harness_close(&h);
    }
}

/* The card asks on in the other language; what was answered stays answered. */
static void test_in_the_middle_of_the_red_flag_card(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "red-flags");
    harness_settle(&h);
    assert_true(harness_shows(&h, "Before you start"));
    harness_press(&h, "language");
    harness_press(&h, "language:es");
    assert_true(harness_shows(&h, "Antes de empezar"));
    assert_false(harness_has(&h, "start"));
    harness_press(&h, "red-flags:some");
    assert_true(harness_shows(&h, "Avise ahora al personal"));
    harness_press(&h, "language");
    harness_press(&h, "language:en");
    assert_true(harness_shows(&h, "Please tell staff now"));
    assert_false(harness_has(&h, "red-flags:none"));
    harness_close(&h);
}

static void test_in_the_middle_of_hurt(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:ease-sciatic-pain:6");
    harness_wait(&h, 12000);
    harness_press(&h, "hurts");
    struct app *app = h.assembly.app;
    struct session_view before, after;
    session_view(&app->visit.session, h.now, &before);
    harness_press(&h, "language");
    harness_press(&h, "language:es");
    harness_expect(&h, "hurt");
    session_view(&app->visit.session, h.now, &after);
    expect_same(&before, &after);
    assert_true(harness_shows(&h, "Cobra baja"));
    assert_int_equal(store_total(app->store, STORE_HURT, "cobra"), 1);
    harness_press(&h, "easier");
    harness_expect(&h, "player");
    assert_true(harness_shows(&h, "Cobra baja"));
    harness_close(&h);
}

/* Nor is a routine finished twice, nor the answer forgotten. */
static void test_at_the_end(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "finish:lower-back-relief");
    harness_settle(&h);
    harness_press(&h, "worse");
    harness_press(&h, "language");
    harness_press(&h, "language:es");
    harness_expect(&h, "finish");
    struct app *app = h.assembly.app;
    assert_int_equal(app->visit.felt, FELT_WORSE);
    assert_int_equal(store_total(app->store, STORE_ROUTINE_FINISHED, NULL), 1);
    assert_int_equal(store_total(app->store, STORE_FELT_WORSE, NULL), 1);
    assert_true(harness_shows(&h, relief[1]));
    harness_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_home_in_another_language),
        cmocka_unit_test(test_in_the_middle_of_a_hold),
        cmocka_unit_test(test_at_every_moment),
        cmocka_unit_test(test_an_easier_version_stays),
        cmocka_unit_test(test_reset_when_the_visit_ends),
        cmocka_unit_test(test_the_clinics_own),
        cmocka_unit_test(test_the_demo_invites_in_turn),
        cmocka_unit_test(test_of_two_languages_the_other_at_once),
        cmocka_unit_test(test_one_language_offers_none),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_in_the_middle_of_the_red_flag_card),
        cmocka_unit_test(test_in_the_middle_of_hurt),
        cmocka_unit_test(test_at_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
