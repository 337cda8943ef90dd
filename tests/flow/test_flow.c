// links: cli
/* Whole visits, from the demo to the demo. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/content.h"
#include "harness.h"
#include "session/session.h"

static const char *const sciatic = "ease-sciatic-pain"; /* asks about red flags first */
static const char *const back_relief = "lower-back-relief";

static void press_card(struct harness *h, const char *routine)
{
    char id[80];
    snprintf(id, sizeof id, "card:%s", routine);
    harness_reveal(h, id);
    harness_press(h, id);
}

/* From the demo to the running player. */
static void start_routine(struct harness *h, const char *routine)
{
    harness_settle(h);
    harness_press(h, "begin");
    press_card(h, routine);
    harness_expect(h, "overview");
    harness_pass_card(h);
    harness_press(h, "start");
    harness_expect(h, "player");
}

/* Follows the player to its end, pressing Done where it waits for that. Every exercise must have
 * been named on the screen. */
static void follow_to_the_end(struct harness *h, const struct routine *routine)
{
    bool named[64] = {0};
    ms_t most = h->now + 2 * session_routine_length(routine) + 60000;
    while (strcmp(harness_screen(h), "player") == 0) {
        for (size_t i = 0; i < routine->step_count; i++)
            named[i] = named[i] || harness_shows(h, routine->steps[i].exercise->name);
        if (harness_has(h, "done"))
            harness_press(h, "done");
        harness_skip(h, 500);
        assert_true(h->now < most);
    }
    for (size_t i = 0; i < routine->step_count; i++)
        assert_true(named[i]);
}

static void test_a_visit_from_demo_to_demo(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_expect(&h, "attract");
    harness_settle(&h);
    harness_press(&h, "begin");
    harness_expect(&h, "home");
    press_card(&h, sciatic);
    harness_expect(&h, "overview");
    assert_false(harness_has(&h, "start"));
    harness_pass_card(&h);
    harness_expect(&h, "overview");
    harness_press(&h, "start");
    harness_expect(&h, "player");

    follow_to_the_end(&h, content_routine(app_content(h.assembly.app), sciatic));
    harness_expect(&h, "finish");
    assert_true(harness_shows(&h, "7 exercises"));
    harness_settle(&h);
    harness_press(&h, "better");
    harness_expect(&h, "finish");
    harness_press(&h, "done");
    harness_expect(&h, "home");

    harness_await(&h, "still-there", 91000);
    harness_await(&h, "attract", 31000);
    harness_close(&h);
}

static void test_every_routine_runs_to_its_end(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    const struct content *content = app_content(h.assembly.app);
    assert_true(content->routine_count >= 7);
    for (size_t i = 0; i < content->routine_count; i++) {
        char spec[160];
        snprintf(spec, sizeof spec, "player:%s", content->routines[i]->id);
        harness_show(&h, spec);
        follow_to_the_end(&h, content->routines[i]);
        harness_expect(&h, "finish");
    }
    harness_close(&h);
}

/* The flags are asked once a visit, and asked again of the next visitor. */
static void test_red_flags_once_a_visit(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    start_routine(&h, sciatic);
    harness_press(&h, "leave");
    harness_expect(&h, "home");
    press_card(&h, sciatic);
    assert_true(harness_has(&h, "start"));
    harness_press(&h, "back");
    harness_await(&h, "attract", 125000);
    harness_settle(&h);
    harness_press(&h, "begin");
    press_card(&h, sciatic);
    assert_true(harness_has(&h, "red-flags:some"));
    harness_close(&h);
}

static void test_a_red_flag_sends_to_staff(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_settle(&h);
    harness_press(&h, "begin");
    press_card(&h, sciatic);
    harness_press(&h, "red-flags:some");
    assert_true(harness_shows(&h, "Please tell staff now"));
    assert_false(harness_has(&h, "start"));
    harness_close(&h);
}

static void test_the_demo_opens_what_it_shows(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_settle(&h);
    harness_press(&h, "do-this");
    harness_expect(&h, "overview");
    harness_close(&h);
}

static void test_the_demo_runs_for_hours(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    const struct content *content = app_content(h.assembly.app);
    bool shown[64] = {0};
    for (int i = 0; i < 4 * 3600; i++) {
        harness_skip(&h, 1000);
        harness_expect(&h, "attract");
        for (size_t r = 0; r < content->routine_count; r++)
            shown[r] = shown[r] || (i % 5 == 0 && harness_shows(&h, content->routines[r]->name));
    }
    for (size_t r = 0; r < content->routine_count; r++)
        assert_int_equal(shown[r], content->routines[r]->demo);
    harness_close(&h);
}

/* ---- the player's controls ---- */

static void test_pause_stands_still_and_resume_counts_in(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief:1");
    harness_get_ready(&h);
    harness_wait(&h, 3000);
    harness_press(&h, "pause");
    harness_expect(&h, "paused");
    assert_int_equal(h.frame->wake > h.now + 1000, 1);
    const struct draw_list *list = h.frame->list;
    uint64_t before = 0, after = 0;
    for (size_t i = 0; i < list->count; i++)
        before = before * 31 + list->commands[i].hash;
    harness_skip(&h, 60000);
    for (size_t i = 0; i < list->count; i++)
        after = after * 31 + list->commands[i].hash;
    assert_true(before == after);
    harness_press(&h, "resume");
    harness_expect(&h, "player");
    assert_true(harness_shows(&h, "Starting in"));
    harness_wait(&h, 3100);
    assert_false(harness_shows(&h, "Starting in"));
    harness_close(&h);
}

static void test_next_and_back_walk_the_steps(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief:1");
    const struct routine *routine = content_routine(app_content(h.assembly.app), back_relief);
    harness_settle(&h);
    harness_press(&h, "next");
    assert_true(harness_shows(&h, "Step 2 of"));
    harness_press(&h, "back"); /* within 3 s of the step's start */
    assert_true(harness_shows(&h, "Step 1 of"));
    for (size_t i = 1; i < routine->step_count; i++)
        harness_press(&h, "next");
    harness_expect(&h, "player");
    harness_press(&h, "next");
    harness_expect(&h, "finish");
    harness_close(&h);
}

static void test_it_hurts_stops_at_once(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    start_routine(&h, back_relief);
    harness_wait(&h, 9000);
    harness_press(&h, "hurts");
    harness_expect(&h, "hurt");
    assert_true(harness_shows(&h, "Stop and rest"));
    harness_key(&h, KEY_ESCAPE); /* asks for an answer; no key slips past it */
    harness_expect(&h, "hurt");
    harness_press(&h, "resume");
    harness_expect(&h, "player");
    assert_true(harness_shows(&h, "Starting in"));
    harness_press(&h, "hurts");
    harness_press(&h, "skip");
    harness_expect(&h, "player");
    assert_true(harness_shows(&h, "Step 2 of"));
    harness_press(&h, "hurts");
    harness_press(&h, "end");
    harness_expect(&h, "home");
    harness_close(&h);
}

/* An exercise with an easier version offers it, and goes on with it. */
static void test_it_hurts_offers_an_easier_version(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    const struct content *content = app_content(h.assembly.app);
    for (size_t r = 0; r < content->routine_count; r++) {
        const struct routine *routine = content->routines[r];
        for (size_t s = 0; s < routine->step_count; s++) {
            const struct exercise *easier = routine->steps[s].exercise->easier;
            char spec[160];
            snprintf(spec, sizeof spec, "player:%s:%zu", routine->id, s + 1);
            harness_show(&h, spec);
            harness_settle(&h);
            harness_press(&h, "hurts");
            assert_int_equal(harness_has(&h, "easier"), easier != NULL);
            if (!easier)
                continue;
            harness_press(&h, "easier");
            harness_expect(&h, "player");
            assert_true(harness_shows(&h, easier->name));
        }
    }
    harness_close(&h);
}

static void test_skipped_steps_are_not_counted_as_done(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief:1");
    while (strcmp(harness_screen(&h), "player") == 0)
        harness_press(&h, "next");
    harness_expect(&h, "finish");
    assert_false(harness_shows(&h, "exercises"));
    harness_close(&h);
}

/* ---- advice, accessibility ---- */

static void test_every_advice_page_opens(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    const struct content *content = app_content(h.assembly.app);
    harness_settle(&h);
    harness_press(&h, "begin");
    harness_press(&h, "advice");
    harness_expect(&h, "advice");
    for (size_t i = 0; i < content->page_count; i++) {
        char id[160];
        snprintf(id, sizeof id, "page:%s", content->pages[i]->id);
        if (!content->pages[i]->listed)
            continue;
        harness_reveal(&h, id);
        harness_press(&h, id);
        harness_expect(&h, "advice");
        assert_false(harness_has(&h, id));
        harness_press(&h, "back");
        assert_true(harness_has(&h, id));
    }
    harness_press(&h, "back");
    harness_expect(&h, "home");
    harness_close(&h);
}

static uint64_t background(const struct harness *h)
{
    return h->frame->list->count > 0 ? h->frame->list->commands[0].hash : 0;
}

/* What a visitor sets for their eyes and arms is gone with them. */
static void test_ease_lasts_for_the_visit(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_settle(&h);
    harness_press(&h, "begin");
    uint64_t normal = background(&h);
    harness_press(&h, "ease");
    harness_expect(&h, "ease");
    harness_press(&h, "high-contrast");
    harness_press(&h, "larger-text");
    harness_press(&h, "close");
    harness_expect(&h, "home");
    assert_true(background(&h) != normal);
    harness_await(&h, "attract", 125000);
    harness_settle(&h);
    harness_press(&h, "begin");
    assert_true(background(&h) == normal);
    harness_close(&h);
}

static void test_ease_from_the_player_comes_back_paused(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief:1");
    harness_settle(&h);
    harness_press(&h, "ease");
    harness_expect(&h, "ease");
    harness_press(&h, "close");
    harness_expect(&h, "paused");
    harness_press(&h, "resume");
    harness_expect(&h, "player");
    harness_close(&h);
}

/* ---- keyboard ---- */

static void test_a_visit_with_keys_alone(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_settle(&h);
    harness_choose(&h, "begin");
    harness_expect(&h, "home");
    harness_choose(&h, "card:ease-sciatic-pain");
    harness_expect(&h, "overview");
    while (harness_has(&h, "red-flags:more"))
        harness_choose(&h, "red-flags:more");
    harness_choose(&h, "red-flags:none");
    harness_choose(&h, "start");
    harness_expect(&h, "player");
    harness_key(&h, KEY_ESCAPE);
    harness_settle(&h);
    harness_expect(&h, "paused");
    harness_choose(&h, "resume");
    harness_expect(&h, "player");
    harness_choose(&h, "hurts");
    harness_choose(&h, "end");
    harness_expect(&h, "home");
    harness_choose(&h, "advice");
    harness_expect(&h, "advice");
    harness_key(&h, KEY_ESCAPE);
    harness_settle(&h);
    harness_expect(&h, "home");
    harness_key(&h, KEY_ESCAPE);
    harness_settle(&h);
    harness_expect(&h, "attract");
    harness_close(&h);
}

/* ---- ending ---- */

static void test_lock_refuses_to_quit(void **state)
{
    (void)state;
    struct config config;
    config_default(&config);
    for (int lock = 0; lock < 2; lock++) {
        struct harness h;
        config.lock = lock;
        harness_open(&h, &(struct harness_options){.config = &config});
        harness_event(&h, EVENT_QUIT);
        assert_int_equal(h.frame->quit, !lock);
        harness_close(&h);

        harness_open(&h, &(struct harness_options){.config = &config});
        harness_key(&h, KEY_ESCAPE);
        harness_key(&h, KEY_ESCAPE);
        assert_false(h.frame->quit);
        harness_event(&h, EVENT_TERMINATE);
        assert_true(h.frame->quit);
        harness_close(&h);
    }
}

/* ---- trouble ---- */

/* On a small panel, too, where the cause of it has more words than room. */
static void test_trouble_is_told_apart_from_its_cause(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){
                         .width = 800, .height = 480, .content_dir = BUILD_DIR "/no-pack"});
    harness_expect(&h, "trouble");
    assert_true(harness_shows(&h, "no-pack: cannot be opened"));
    const struct draw_list *list = h.frame->list;
    int baseline = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct draw_command *c = &list->commands[i];
        if (c->kind != DRAW_TEXT)
            continue;
        assert_true(c->text.baseline - baseline >= c->text.font.size * 5 / 4);
        baseline = c->text.baseline;
    }
    assert_true(baseline > 0 && baseline < 480);
    harness_close(&h);
}

static void test_trouble_heals_by_itself(void **state)
{
    (void)state;
    char dir[] = BUILD_DIR "/trouble-XXXXXX";
    assert_non_null(mkdtemp(dir));
    char pack[sizeof dir + 16];
    snprintf(pack, sizeof pack, "%s/pack", dir);

    struct harness h;
    harness_open(&h, &(struct harness_options){.content_dir = pack});
    harness_expect(&h, "trouble");
    assert_true(harness_shows(&h, "This screen needs a hand"));
    assert_true(harness_shows(&h, "pack: cannot be opened"));
    harness_tap_at(&h, 500, 500);
    harness_key(&h, KEY_ENTER);
    harness_skip(&h, 300000);
    harness_expect(&h, "trouble");
    assert_int_equal(symlink(SOURCE_DIR "/content", pack), 0);
    harness_await(&h, "attract", 30000);
    harness_settle(&h);
    harness_press(&h, "begin");
    harness_expect(&h, "home");
    harness_close(&h);
    unlink(pack);
    rmdir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_visit_from_demo_to_demo),
        cmocka_unit_test(test_every_routine_runs_to_its_end),
        cmocka_unit_test(test_red_flags_once_a_visit),
        cmocka_unit_test(test_a_red_flag_sends_to_staff),
        cmocka_unit_test(test_the_demo_opens_what_it_shows),
        cmocka_unit_test(test_the_demo_runs_for_hours),
        cmocka_unit_test(test_pause_stands_still_and_resume_counts_in),
        cmocka_unit_test(test_next_and_back_walk_the_steps),
        cmocka_unit_test(test_it_hurts_stops_at_once),
        cmocka_unit_test(test_it_hurts_offers_an_easier_version),
        cmocka_unit_test(test_skipped_steps_are_not_counted_as_done),
        cmocka_unit_test(test_every_advice_page_opens),
        cmocka_unit_test(test_ease_lasts_for_the_visit),
        cmocka_unit_test(test_ease_from_the_player_comes_back_paused),
        cmocka_unit_test(test_a_visit_with_keys_alone),
        cmocka_unit_test(test_lock_refuses_to_quit),
        cmocka_unit_test(test_trouble_is_told_apart_from_its_cause),
        cmocka_unit_test(test_trouble_heals_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
