// links: cli
/* Who should not do an exercise, and who should ask first: no answer passes by a text that was not
 * up, and what the words tell to tap can be found. */
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
#include "session/session.h"
#include "shipped.h"
#include "ui/said.h"

static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {3840, 2160}, {1280, 800},
                               {1024, 600},  {600, 1024},  {800, 480},   {480, 800}};

enum { SIZES = sizeof sizes / sizeof *sizes };

static struct session_view view_of(const struct harness *h)
{
    struct session_view view;
    session_view(&h->assembly.app->visit.session, h->now, &view);
    return view;
}

/* Whole, and in sight. */
static bool says(const struct harness *h, const char *text)
{
    const struct said_list *said = app_said(h->assembly.app);
    for (size_t i = 0; i < said->count; i++)
        if (said->items[i].visible && !said->items[i].cut && strstr(said->items[i].text, text))
            return true;
    return false;
}

/* Every exercise that asks, on a panel, before its first text. */
struct walk {
    struct harness h;
    struct routine_step step;
    struct routine routine;
};

static void open_walk(struct walk *walk, const int *size, const char *language, bool larger)
{
    *walk = (struct walk){0};
    harness_open(&walk->h, &(struct harness_options){
                               .width = size[0], .height = size[1], .language = language});
    app_read_aloud(walk->h.assembly.app, true);
    walk->h.assembly.app->visit.ease.larger_text = larger;
}

static const struct exercise *start(struct walk *walk, size_t which)
{
    struct app *app = walk->h.assembly.app;
    const struct exercise *exercise = app_content(app)->exercises[which];
    if (!exercise_not_for_all(exercise))
        return NULL;
    harness_show(&walk->h, "player");
    walk->step = (struct routine_step){exercise, exercise->dose, ""};
    walk->routine = *app_content(app)->routines[0];
    walk->routine.steps = &walk->step;
    walk->routine.step_count = 1;
    visit_begin_session(&app->visit, &walk->routine, 0, walk->h.now);
    harness_stall(&walk->h, 1);
    assert_int_equal(view_of(&walk->h).phase, PHASE_ASK);
    return exercise;
}

static void close_walk(struct walk *walk)
{
    harness_show(&walk->h, "home"); /* the routine goes */
    harness_close(&walk->h);
}

static const char *asked_text(const struct exercise *exercise, size_t i)
{
    size_t not_you = exercise->contraindications.count;
    return i < not_you ? exercise->contraindications.items[i]
                       : exercise->ask_first.items[i - not_you];
}

/* Whoever should not do it at all is told first, and no text is passed by. */
static void answer_each(struct walk *walk, const struct exercise *exercise, const char *where)
{
    size_t count = exercise_asked_count(exercise);
    for (size_t i = 0; i < count; i++) {
        struct session_view view = view_of(&walk->h);
        if (view.phase != PHASE_ASK)
            fail_msg("%s: not asked: \"%s\"", where, asked_text(exercise, i));
        if (!says(&walk->h, asked_text(exercise, i)))
            fail_msg("%s: not up as text %zu: \"%s\"", where, i + 1, asked_text(exercise, i));
        assert_int_equal(view.rep, (int)i + 1);
        assert_int_equal(view.reps, (int)count);
        harness_tap(&walk->h, "done");
        harness_wait(&walk->h, 600);
    }
    if (view_of(&walk->h).phase == PHASE_ASK)
        fail_msg("%s: all was answered, and is asked again", where);
}

static void test_an_answer_is_for_the_text_that_is_up(void **state)
{
    (void)state;
    struct languages languages = shipped_languages();
    for (size_t l = 0; l < languages.count; l++) {
        struct walk walk;
        open_walk(&walk, sizes[l % SIZES], languages.codes[l], false);
        size_t count = app_content(walk.h.assembly.app)->exercise_count;
        for (size_t i = 0; i < count; i++) {
            char where[96];
            const struct exercise *exercise = start(&walk, i);
            if (!exercise)
                continue;
            snprintf(where, sizeof where, "%s %s", exercise->id, languages.codes[l]);
            answer_each(&walk, exercise, where);
        }
        close_walk(&walk);
    }
}

/* Who answers before it can have been read answers one text, however often the finger comes down.
 */
static void test_quick_taps_answer_one_text(void **state)
{
    (void)state;
    struct walk walk;
    open_walk(&walk, sizes[0], "en", false);
    size_t count = app_content(walk.h.assembly.app)->exercise_count;
    for (size_t i = 0; i < count; i++) {
        const struct exercise *exercise = start(&walk, i);
        if (!exercise || exercise_asked_count(exercise) < 2)
            continue;
        harness_wait(&walk.h, 1000);
        for (int tap = 0; tap < 6; tap++) {
            harness_tap(&walk.h, "done");
            harness_wait(&walk.h, 200);
        }
        if (view_of(&walk.h).phase != PHASE_ASK || view_of(&walk.h).rep != 2)
            fail_msg("%s: quick taps went through its texts", exercise->id);
    }
    close_walk(&walk);
}

/* Who should not do it at all is not passed by without an answer; who should ask is seen as long as
 * the next. */
static void test_nobody_begins_without_an_answer(void **state)
{
    (void)state;
    struct walk walk;
    open_walk(&walk, sizes[6], "en", false);
    size_t all = app_content(walk.h.assembly.app)->exercise_count;
    for (size_t i = 0; i < all; i++) {
        const struct exercise *exercise = start(&walk, i);
        size_t count = exercise ? exercise_asked_count(exercise) : 0;
        for (size_t k = 0; k < count; k++) {
            assert_true(says(&walk.h, asked_text(exercise, k)));
            bool not_you = k < exercise->contraindications.count;
            for (ms_t ms = 0; ms < (not_you ? 30000 : SESSION_READ_MS); ms += 1000)
                harness_stall(&walk.h, 1000);
            if (not_you && !says(&walk.h, asked_text(exercise, k)))
                fail_msg("%s: passed by: \"%s\"", exercise->id, asked_text(exercise, k));
            if (not_you)
                harness_tap(&walk.h, "done");
        }
        if (exercise && view_of(&walk.h).phase == PHASE_ASK)
            fail_msg("%s: never begins", exercise->id);
    }
    close_walk(&walk);
}

static bool within(struct rect outer, struct rect inner)
{
    int x = inner.x + inner.w / 2, y = inner.y + inner.h / 2;
    return x >= outer.x && x < outer.x + outer.w && y >= outer.y && y < outer.y + outer.h;
}

/* The button's word is drawn on it. */
static bool has_word(const struct harness *h, struct rect button, const char *word)
{
    const struct draw_list *list = h->frame->list;
    for (size_t i = 0; i < list->count; i++)
        if (list->commands[i].kind == DRAW_TEXT && within(button, list->commands[i].rect) &&
            strcmp(list->commands[i].text.text, word) == 0)
            return true;
    return false;
}

static const char *icon_on(const struct harness *h, struct rect button)
{
    const struct draw_list *list = h->frame->list;
    for (size_t i = 0; i < list->count; i++)
        if (list->commands[i].kind == DRAW_ICON && within(button, list->commands[i].rect))
            return list->commands[i].icon.name;
    return NULL;
}

static bool stands_elsewhere(const struct harness *h, struct rect button, const char *icon)
{
    const struct draw_list *list = h->frame->list;
    for (size_t i = 0; i < list->count; i++)
        if (list->commands[i].kind == DRAW_ICON && !within(button, list->commands[i].rect) &&
            strcmp(list->commands[i].icon.name, icon) == 0)
            return true;
    return false;
}

/* What the words tell to tap has its word, or an icon that stands with the words as well. */
static void look_for_button(const struct harness *h, const char *id, const char *key,
                            const char *where)
{
    struct rect button = harness_rect(h, id);
    const char *word = tr(h->assembly.app->strings, key), *icon = icon_on(h, button);
    if (!has_word(h, button, word) && !(icon && stands_elsewhere(h, button, icon)))
        fail_msg("%s: nothing on the screen says which button is \"%s\"", where, word);
}

static void look_for_buttons(struct walk *walk, const char *where)
{
    const struct harness *h = &walk->h;
    look_for_button(h, "done", "player.ready_now", where);
    look_for_button(h, "next", "player.ask.skip", where);
    const char *hurts = tr(h->assembly.app->strings, "player.hurts");
    if (!has_word(h, harness_rect(h, "hurts"), hurts))
        fail_msg("%s: no word \"%s\"", where, hurts);
}

static void test_the_buttons_that_are_named_are_found(void **state)
{
    (void)state;
    struct languages languages = shipped_languages();
    for (size_t l = 0; l < languages.count; l++)
        for (int s = 0; s < 2 * SIZES; s++) {
            const int *size = sizes[s / 2];
            struct walk walk;
            open_walk(&walk, size, languages.codes[l], s % 2);
            size_t count = app_content(walk.h.assembly.app)->exercise_count;
            for (size_t i = 0; i < count; i++) {
                char where[128];
                const struct exercise *exercise = start(&walk, i);
                snprintf(where, sizeof where, "%s %dx%d %s%s", exercise ? exercise->id : "",
                         size[0], size[1], languages.codes[l], s % 2 ? " larger" : "");
                if (exercise && exercise->contraindications.count > 0)
                    look_for_buttons(&walk, where);
            }
            close_walk(&walk);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_answer_is_for_the_text_that_is_up),
        cmocka_unit_test(test_quick_taps_answer_one_text),
        cmocka_unit_test(test_nobody_begins_without_an_answer),
        cmocka_unit_test(test_the_buttons_that_are_named_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
