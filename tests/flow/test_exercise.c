// links: cli
/* The page of an exercise: all that the content says of it reaches who stands there, and whoever
 * has read it goes on where they were. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "edited.h"
#include "shipped.h"
#include "store/store.h"

static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {800, 480}};

enum { SIZES = sizeof sizes / sizeof *sizes, TEXTS_MAX = 160 };

/* ---- all of it is told ---- */

struct texts {
    const char *items[TEXTS_MAX];
    bool seen[TEXTS_MAX];
    size_t count;
};

static void add(struct texts *texts, const char *text)
{
    assert_true(texts->count < TEXTS_MAX);
    texts->seen[texts->count] = false;
    texts->items[texts->count++] = text;
}

static void add_list(struct texts *texts, struct string_list list)
{
    for (size_t i = 0; i < list.count; i++)
        add(texts, list.items[i]);
}

static void collect(struct texts *texts, const struct exercise *e)
{
    texts->count = 0;
    add(texts, e->name);
    add(texts, e->summary);
    for (size_t i = 0; i < e->step_count; i++)
        add(texts, e->steps[i].text);
    add_list(texts, e->benefits);
    add_list(texts, e->precautions);
    add_list(texts, e->ask_first);
    add_list(texts, e->contraindications);
    add_list(texts, e->stop_if);
    add_list(texts, e->sources);
}

static const struct said *find(const struct said_list *said, const char *text)
{
    for (size_t i = 0; i < said->count; i++)
        if (strstr(said->items[i].text, text))
            return &said->items[i];
    return NULL;
}

static void expect_told(struct harness *h, const struct texts *texts, const char *where)
{
    const struct said_list *said = app_said(h->assembly.app);
    for (size_t i = 0; i < texts->count; i++) {
        const struct said *item = find(said, texts->items[i]);
        if (!item || item->cut)
            fail_msg("%s: %s: \"%s\"", where, item ? "cut" : "not told", texts->items[i]);
    }
}

/* What to do when it hurts stands under a heading that says when: it does not say so itself. */
static void expect_condition(struct harness *h, const struct exercise *e, const char *where)
{
    const struct said_list *said = app_said(h->assembly.app);
    const char *safety = exercise_instruction(e, ROLE_SAFETY);
    const char *heading = tr(h->assembly.app->strings, "exercise.hurts");
    for (size_t i = 1; safety && i < said->count; i++)
        if (strstr(said->items[i].text, safety) && strcmp(said->items[i - 1].text, heading) != 0)
            fail_msg("%s: \"%s\" under \"%s\"", where, safety, said->items[i - 1].text);
}

/* All of it, none half above or below what is in sight. */
static void note_visible(struct harness *h, struct texts *texts)
{
    const struct said_list *said = app_said(h->assembly.app);
    for (size_t i = 0; i < texts->count; i++) {
        const struct said *item = find(said, texts->items[i]);
        texts->seen[i] = texts->seen[i] || (item && item->visible && item->rect.y >= 0 &&
                                            item->rect.y + item->rect.h <= h->stage.height);
    }
}

static void expect_comes_into_sight(struct harness *h, struct texts *texts, const char *where)
{
    struct scroll *scroll = &h->assembly.app->visit.exercise_scroll;
    double last = -1;
    for (scroll->offset = 0; scroll->offset > last;) {
        last = scroll->offset;
        harness_step(h, NULL, 0);
        note_visible(h, texts);
        scroll->offset = scroll->offset + (double)scroll->view / 3;
        harness_step(h, NULL, 0); /* held back at the end */
    }
    for (size_t i = 0; i < texts->count; i++)
        if (!texts->seen[i])
            fail_msg("%s: never in sight: \"%s\"", where, texts->items[i]);
}

static void expect_all_told(struct harness *h, const char *kiosk)
{
    const struct content *content = app_content(h->assembly.app);
    struct texts texts;
    app_read_aloud(h->assembly.app, true);
    for (size_t i = 0; i < content->exercise_count; i++) {
        char spec[100], where[160];
        snprintf(spec, sizeof spec, "exercise:%s", content->exercises[i]->id);
        snprintf(where, sizeof where, "%s %s", spec, kiosk);
        harness_show(h, spec);
        harness_step(h, NULL, 0);
        collect(&texts, content->exercises[i]);
        expect_told(h, &texts, where);
        expect_condition(h, content->exercises[i], where);
    }
    app_read_aloud(h->assembly.app, false);
}

/* Two taps lead to each of them, of whom every `stride`th is walked to. */
static void walk(struct harness *h, const char *kiosk, size_t first, size_t stride)
{
    const struct content *content = app_content(h->assembly.app);
    struct texts texts;
    harness_show(h, "home");
    harness_settle(h);
    harness_reveal(h, "library");
    harness_press(h, "library");
    harness_expect(h, "library");
    for (size_t i = first; i < content->exercise_count; i += stride) {
        char id[100], where[160];
        snprintf(id, sizeof id, "exercise:%s", content->exercises[i]->id);
        snprintf(where, sizeof where, "%s %s", id, kiosk);
        harness_reveal(h, id);
        harness_press(h, id);
        harness_expect(h, "exercise");
        app_read_aloud(h->assembly.app, true);
        collect(&texts, content->exercises[i]);
        expect_comes_into_sight(h, &texts, where);
        app_read_aloud(h->assembly.app, false);
        harness_press(h, "back");
        harness_expect(h, "library");
    }
}

/* Told in every language and shape. Walked to and scrolled through in every shape, in one of the
 * languages, which take turns: all six would take minutes. */
static void test_every_word_of_every_exercise_is_three_taps_from_home(void **state)
{
    (void)state;
    struct languages languages = shipped_languages();
    for (size_t l = 0; l < languages.count; l++)
        for (size_t s = 0; s < SIZES; s++) {
            struct harness h;
            char kiosk[40];
            snprintf(kiosk, sizeof kiosk, "%dx%d %s", sizes[s][0], sizes[s][1], languages.codes[l]);
            harness_open(&h, &(struct harness_options){.width = sizes[s][0],
                                                       .height = sizes[s][1],
                                                       .language = languages.codes[l]});
            expect_all_told(&h, kiosk);
            walk(&h, kiosk, (l + 2 * s) % languages.count, languages.count);
            harness_close(&h);
        }
}

/* ---- where it is opened from, and back ---- */

static void test_a_step_of_the_overview_opens_its_exercise(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "overview:ease-sciatic-pain");
    harness_settle(&h);
    harness_reveal(&h, "step:6");
    harness_press(&h, "step:6");
    harness_expect(&h, "exercise");
    assert_true(harness_shows(&h, "Cobra"));
    harness_reveal(&h, "exercise:cobra-low");
    harness_press(&h, "exercise:cobra-low");
    harness_expect(&h, "exercise");
    assert_false(harness_shows(&h, "Cobra"));
    assert_true(h.assembly.app->visit.exercise_scroll.offset == 0);
    harness_press(&h, "back");
    harness_expect(&h, "exercise");
    assert_true(harness_shows(&h, "Cobra"));
    harness_key(&h, KEY_ESCAPE);
    harness_settle(&h);
    harness_expect(&h, "overview");
    assert_true(harness_has(&h, "start"));
    harness_close(&h);
}

static void test_the_player_waits_while_it_is_read(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief:3");
    harness_wait(&h, 12000);
    harness_press(&h, "about");
    harness_expect(&h, "exercise");
    assert_true(harness_shows(&h, "Knee to chest"));
    struct session_view before, after;
    session_view(&h.assembly.app->visit.session, h.now, &before);
    harness_wait(&h, 20000);
    harness_press(&h, "back");
    harness_expect(&h, "paused");
    session_view(&h.assembly.app->visit.session, h.now, &after);
    assert_int_equal(after.state, SESSION_PAUSED);
    assert_int_equal(after.remaining_ms, before.remaining_ms);
    harness_press(&h, "about");
    harness_expect(&h, "exercise");
    harness_press(&h, "back");
    harness_press(&h, "resume");
    harness_expect(&h, "player");
    harness_close(&h);
}

static void test_a_visit_ends_on_it_as_everywhere(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief:2");
    harness_wait(&h, 12000);
    harness_press(&h, "about");
    harness_press(&h, "language");
    harness_await(&h, "still-there", 95000);
    harness_await(&h, "attract", 35000);
    assert_null(visit_exercise(&h.assembly.app->visit));
    assert_false(h.assembly.app->visit.in_session);
    harness_close(&h);
}

static void test_pages_that_were_opened_from_each_other_are_few(void **state)
{
    (void)state;
    static struct exercise exercises[VISIT_PAGES_MAX + 3];
    struct visit visit = {0};
    visit_read_exercise(&visit, &exercises[0]);
    for (int i = 1; i < VISIT_PAGES_MAX + 3; i++)
        visit_read_on(&visit, &exercises[i]);
    assert_int_equal(visit.exercises.count, VISIT_PAGES_MAX);
    assert_ptr_equal(visit_exercise(&visit), &exercises[VISIT_PAGES_MAX + 2]);
    visit_read_on(&visit, &exercises[VISIT_PAGES_MAX + 1]); /* one goes back to it */
    assert_int_equal(visit.exercises.count, VISIT_PAGES_MAX - 1);
    int back = 0;
    while (visit_read_back(&visit))
        back++;
    assert_int_equal(back, VISIT_PAGES_MAX - 2);
    assert_ptr_equal(visit_exercise(&visit), &exercises[3]);
}

/* ---- an activity is begun ---- */

static void open_activity(struct harness *h, const char *id)
{
    char spec[100];
    snprintf(spec, sizeof spec, "exercise:%s", id);
    harness_show(h, spec);
    harness_settle(h);
}

static void test_an_activity_is_done_for_five_minutes(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    open_activity(&h, "tai-chi");
    harness_press(&h, "begin");
    harness_expect(&h, "overview"); /* of the warning card */
    assert_true(harness_has(&h, "red-flags:some"));
    harness_pass_card(&h);
    harness_press(&h, "start");
    harness_expect(&h, "player");
    const struct visit *visit = &h.assembly.app->visit;
    assert_string_equal(visit->routine->id, "tai-chi");
    assert_int_equal(visit->session.step_count, 1);
    assert_int_equal(visit->session.steps[0].dose.duration_s, 300);
    assert_int_equal(store_total(h.assembly.app->store, STORE_ROUTINE_STARTED, "tai-chi"), 1);
    harness_get_ready(&h);
    harness_wait(&h, 9000);
    harness_press(&h, "language");
    harness_press(&h, "language:es");
    harness_expect(&h, "paused");
    harness_press(&h, "resume");
    harness_await(&h, "finish", 320000);
    assert_ptr_equal(visit->routine->steps[0].exercise,
                     content_exercise(app_content(h.assembly.app), "tai-chi"));
    harness_settle(&h);
    harness_press(&h, "again"); /* the card was answered */
    harness_expect(&h, "player");
    harness_close(&h);
}

static void test_what_needs_more_than_a_floor_and_one_move_is_only_read(void **state)
{
    (void)state;
    static const char *const others[] = {"swimming", "pool-walking", "strength-training",
                                         "gentle-yoga", "cobra"};
    static const char *const some[] = {"walking", "tai-chi", "pilates"};
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        open_activity(&h, others[i]);
        assert_false(harness_has(&h, "begin"));
    }
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        open_activity(&h, some[i]);
        assert_true(harness_has(&h, "begin"));
    }
    harness_close(&h);
}

/* ---- the library ---- */

static void test_chips_narrow_the_library(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "library");
    harness_settle(&h);
    assert_true(harness_has(&h, "exercise:cat-cow"));
    harness_press(&h, "filter:water");
    assert_false(harness_has(&h, "exercise:cat-cow"));
    harness_press(&h, "exercise:swimming");
    harness_press(&h, "back");
    harness_expect(&h, "library");
    assert_false(harness_has(&h, "exercise:cat-cow")); /* the choice is kept */
    harness_press(&h, "filter:all");
    assert_true(harness_has(&h, "exercise:cat-cow"));
    harness_press(&h, "back");
    harness_expect(&h, "home");
    harness_close(&h);
}

/* ---- content and language change while it is read ---- */

static void test_its_words_change_while_it_is_read(void **state)
{
    struct edited *f = *state;
    harness_show(&f->h, "exercise:cobra");
    harness_settle(&f->h);
    harness_press(&f->h, "scroll:down");
    harness_wait(&f->h, 1000);
    double offset = edit_app(f)->visit.exercise_scroll.offset;
    assert_true(offset > 0);
    edit_rename("cobra", "Another name");
    assert_true(edit_is_shown(f));
    harness_expect(&f->h, "exercise");
    assert_true(harness_shows(&f->h, "Another name"));
    harness_press(&f->h, "language");
    harness_press(&f->h, "language:es");
    harness_expect(&f->h, "exercise");
    assert_true(harness_shows(&f->h, "Cobra"));
    assert_true(edit_app(f)->visit.exercise_scroll.offset > 0);
}

static void test_an_exercise_that_is_gone_is_left(void **state)
{
    struct edited *f = *state;
    edit_make_clinic();
    harness_show(&f->h, "library");
    harness_settle(&f->h);
    harness_reveal(&f->h, "exercise:swimming");
    harness_press(&f->h, "exercise:swimming");
    harness_expect(&f->h, "exercise");
    folder_shell("rm content/exercises/swimming.json");
    assert_true(edit_is_shown(f));
    edit_pass(f, 300);
    harness_expect(&f->h, "library");
    assert_false(harness_has(&f->h, "exercise:swimming"));
}

static void test_an_activity_goes_on_in_other_content(void **state)
{
    struct edited *f = *state;
    harness_show(&f->h, "exercise:pilates");
    harness_settle(&f->h);
    harness_press(&f->h, "begin");
    harness_pass_card(&f->h);
    harness_press(&f->h, "start");
    harness_wait(&f->h, 20000);
    struct session_view before = edit_view(f);
    for (int i = 0; i < 3; i++) {
        edit_rename("pilates", i % 2 ? "Another name" : "Third name");
        assert_true(edit_is_shown(f));
        harness_expect(&f->h, "player");
        assert_true(harness_shows(&f->h, i % 2 ? "Another name" : "Third name"));
        assert_ptr_equal(edit_app(f)->visit.routine, edit_app(f)->visit.session.routine);
    }
    assert_true(edit_view(f).remaining_ms < before.remaining_ms);
    folder_shell("rm content/exercises/pilates.json");
    assert_true(edit_is_shown(f));
    harness_expect(&f->h, "home");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_word_of_every_exercise_is_three_taps_from_home),
        cmocka_unit_test(test_a_step_of_the_overview_opens_its_exercise),
        cmocka_unit_test(test_the_player_waits_while_it_is_read),
        cmocka_unit_test(test_a_visit_ends_on_it_as_everywhere),
        cmocka_unit_test(test_pages_that_were_opened_from_each_other_are_few),
        cmocka_unit_test(test_an_activity_is_done_for_five_minutes),
        cmocka_unit_test(test_what_needs_more_than_a_floor_and_one_move_is_only_read),
        cmocka_unit_test(test_chips_narrow_the_library),
        cmocka_unit_test_setup_teardown(test_its_words_change_while_it_is_read, edit_setup,
                                        edit_teardown),
        cmocka_unit_test_setup_teardown(test_an_exercise_that_is_gone_is_left, edit_setup,
                                        edit_teardown),
        cmocka_unit_test_setup_teardown(test_an_activity_goes_on_in_other_content, edit_setup,
                                        edit_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
