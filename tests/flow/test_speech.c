// links: cli
/* What is said and when: a whole routine in every language, silence where it is due, and each
 * screen for somebody who only hears it and presses keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "app/speech_words.h"
#include "folder.h"
#include "harness.h"
#include "screens/parts.h"
#include "shipped.h"
#include "voice/plain_words.h"

enum { HEARD_MAX = 4096, STEP_MS = 100 };

#define ROUTINE "lower-back-relief"

/* ---- who listens ---- */

struct heard {
    char text[1200];
    ms_t at;
    bool cuts;
};

static struct heard heard[HEARD_MAX];
static int heard_count;
static int hushes;
static struct harness h;

static void listen(void)
{
    const struct app_speech *speech = &h.frame->speech;
    hushes += speech->now.hush;
    for (int i = 0; i < speech->now.count; i++) {
        assert_true(heard_count < HEARD_MAX);
        struct heard *said = &heard[heard_count++];
        snprintf(said->text, sizeof said->text, "%s", speech->now.items[i].text);
        said->at = h.now;
        said->cuts = speech->now.items[i].cuts;
    }
}

static void forget(void)
{
    heard_count = hushes = 0;
}

static void pass(ms_t ms)
{
    harness_stall(&h, ms);
    listen();
}

static void wait(ms_t ms)
{
    for (ms_t end = h.now + ms; h.now < end;)
        pass(STEP_MS);
}

static void press(enum key key)
{
    struct event event = {.kind = EVENT_KEY, .at = h.now + 17, .key = key};
    harness_step(&h, &event, 1);
    listen();
}

static struct app *app(void)
{
    return h.assembly.app;
}

static const char *word(const char *key)
{
    return tr(app()->strings, key);
}

static const char *sentence(const char *text)
{
    return part_sentence(app()->strings, &app()->list.arena, text);
}

static void open_on(const char *language, int width, int height, const char *spec)
{
    harness_open(&h,
                 &(struct harness_options){.language = language, .width = width, .height = height});
    forget();
    app_set_ease(app(), APP_VOICE);
    if (!spec)
        return;
    harness_show(&h, spec);
    listen(); /* it comes up at once */
}

static int times(const char *text)
{
    int count = 0;
    for (int i = 0; i < heard_count; i++)
        count += strcmp(heard[i].text, text) == 0;
    return count;
}

static bool was_heard(const char *text)
{
    for (int i = 0; i < heard_count; i++)
        if (strstr(heard[i].text, text))
            return true;
    return false;
}

/* Said in the last step; its index among all that was heard, -1: it was not. */
static int said_now(const char *text)
{
    for (int i = heard_count - 1; i >= 0 && heard[i].at == h.now; i--)
        if (strcmp(heard[i].text, text) == 0)
            return i;
    return -1;
}

static void expect_now(const char *text, const char *why)
{
    if (said_now(text) < 0)
        fail_msg("%s: \"%s\" is not said at its moment (last: \"%s\")", why, text,
                 heard_count > 0 ? heard[heard_count - 1].text : "");
}

/* ---- a whole routine ---- */

static bool is_prepared(const char *text)
{
    const struct app_speech *speech = &h.frame->speech;
    for (size_t i = 0; i < speech->ahead_count; i++)
        if (strcmp(speech->ahead[i], text) == 0)
            return true;
    return false;
}

struct expected {
    int holds, halves, numbers, switches, rests, relaxes;
    int phase_from; /* what was heard since the phase began */
};

static const char *side_word(const struct session_view *view)
{
    return word(view->side_next == SIDE_LEFT ? "player.left_side" : "player.right_side");
}

/* Within a phase nothing is said twice but what its breaths and their numbers say. */
static void expect_nothing_twice(const struct session_view *now, int from, int at)
{
    bool breath = strcmp(heard[at].text, sentence(word("player.phase.breathe_in"))) == 0 ||
                  strcmp(heard[at].text, sentence(word("player.phase.breathe_out"))) == 0;
    for (int i = from; i < at; i++)
        if (strcmp(heard[i].text, heard[at].text) == 0 && !(now->phase == PHASE_BREATHS && breath))
            fail_msg("\"%s\" is said twice in a phase", heard[at].text);
}

/* What has to be heard in the step that led from one moment to the other. */
static void expect_moment(const struct session_view *before, const struct session_view *now,
                          bool new_phase, struct expected *expected)
{
    struct arena *arena = &app()->list.arena;
    bool hold = now->phase == PHASE_HOLD, reached = hold && now->motion.part != FIGURE_OUT;
    bool was = before->phase == PHASE_HOLD && before->motion.part != FIGURE_OUT && !new_phase;
    if (now->step != before->step && now->current)
        expect_now(now->current->exercise->name, "a step begins");
    if (reached && !was) {
        expect_now(sentence(word("player.phase.hold")), "the pose is reached");
        int at = said_now(sentence(word("player.phase.hold")));
        assert_true(at >= 0 && at + 1 < heard_count);
        assert_string_equal(heard[at + 1].text,
                            part_duration(app()->strings, arena, now->current->dose.hold_s));
        expected->holds++;
    }
    bool timed = reached || now->phase == PHASE_MOVE;
    if (timed && now->number <= 3 && now->number > 0 && now->number != before->number) {
        expect_now(arena_printf(arena, "%d", now->number), "the last seconds");
        expected->numbers++;
    }
    if (new_phase && now->phase == PHASE_SWITCH) {
        int at = said_now(sentence(word("player.phase.switch")));
        expect_now(sentence(word("player.phase.switch")), "the other side");
        assert_false(heard[at].cuts); /* the hold is over, and nobody breaks off */
        assert_string_equal(heard[at + 1].text, side_word(now));
        expected->switches++;
    }
    if (new_phase && now->phase == PHASE_READY && now->side_next != SIDE_NONE)
        expect_now(side_word(now), "which side begins");
    if (new_phase && now->phase == PHASE_REST) {
        expect_now(sentence(word("player.phase.rest")), "a rest");
        expected->rests++;
    }
    if (new_phase && now->phase == PHASE_RELAX) {
        expect_now(sentence(word("player.phase.relax")), "between holds");
        expected->relaxes++;
    }
    double half = now->progress;
    if (timed && half >= 0.5 && before->progress < 0.5 && !new_phase &&
        now->remaining_ms >= 10000 - STEP_MS) {
        expect_now(word("voice.halfway"), "half of it is over");
        expected->halves++;
    }
}

static void play(const char *language)
{
    struct expected expected = {0};
    struct session_view before, now;
    open_on(language, 1280, 800, "player:" ROUTINE);
    struct session *session = &app()->visit.session;
    session_view(session, h.now, &before);
    int phase = session->current;
    bool prepared = false;
    while (strcmp(harness_screen(&h), "player") == 0) {
        int before_count = heard_count;
        pass(STEP_MS);
        if (!app()->visit.in_session || strcmp(harness_screen(&h), "player") != 0)
            break;
        session_view(session, h.now, &now);
        expect_moment(&before, &now, session->current != phase, &expected);
        if (session->current != phase)
            expected.phase_from = before_count;
        for (; before_count < heard_count; before_count++)
            expect_nothing_twice(&now, expected.phase_from, before_count);
        if (!prepared && !app()->speech.ahead.running) {
            prepared = true;
            forget(); /* from here on all has been prepared */
            expected = (struct expected){0};
            before_count = 0;
        }
        for (int i = heard_count - 1; prepared && i >= 0 && heard[i].at == h.now; i--) {
            if (!is_prepared(heard[i].text))
                fail_msg("%s: not prepared: \"%s\"", language, heard[i].text);
            assert_string_equal(speech_words(app()->strings, &app()->list.arena, heard[i].text),
                                heard[i].text); /* no "20 s" */
        }
        phase = session->current;
        before = now;
        if (now.waits)
            session_apply(session, SESSION_DONE, h.now);
    }
    expect_now(sentence(word("finish.title")), "it is done");
    assert_true(hushes >= 1);
    assert_true(expected.holds > 3 && expected.halves > 0 && expected.switches > 0);
    assert_int_equal(times(word("voice.halfway")), expected.halves);
    assert_int_equal(times(sentence(word("player.phase.hold"))), expected.holds);
    assert_int_equal(times(sentence(word("player.phase.switch"))), expected.switches);
    assert_int_equal(times(sentence(word("player.phase.rest"))), expected.rests);
    assert_int_equal(times(sentence(word("player.phase.relax"))), expected.relaxes);
    harness_close(&h);
}

static void test_routine(void **state)
{
    (void)state;
    const struct languages languages = shipped_languages();
    for (size_t i = 0; i < languages.count; i++)
        play(languages.codes[i]);
}

/* Where sides alternate within a phase each turn says whose it is, and the number counts both. */
static void test_sides_in_turn(void **state)
{
    (void)state;
    static const char *const expected[] = {"Move.",     "Right side", "2",
                                           "Left side", "Right side", "Rest.",
                                           "March",     "Left side",  "Right side"};
    folder_make();
    folder_shell("mkdir -p own/exercises own/routines");
    folder_write("own/pack.json",
                 "{\"id\": \"own\", \"name\": \"O\", \"version\": \"1\", \"format\": 1}");
    folder_write(
        "own/exercises/march.json",
        "{\"id\": \"march\", \"name\": \"March\", \"position\": \"standing\", "
        "\"summary\": \"S\", \"steps\": [{\"role\": \"move\", \"text\": \"Lift a knee.\"}], "
        "\"sides\": \"alternate\", \"stop_if\": [\"Pain\"], "
        "\"dose\": {\"sets\": 1, \"reps\": 2, \"tempo_s\": [1, 0, 1], \"rest_s\": 2}}");
    folder_write(
        "own/routines/walk.json",
        "{\"id\": \"walk\", \"name\": \"Walk\", \"steps\": [{\"exercise\": \"march\"}, "
        "{\"exercise\": \"march\", \"dose\": {\"reps\": 1, \"hold_s\": 5, \"relax_s\": 3}}]}");
    harness_open(&h, &(struct harness_options){
                         .width = 1280, .height = 800, .clinic_dir = folder_path("own")});
    forget();
    app_set_ease(app(), APP_VOICE);
    harness_show(&h, "player:walk");
    listen();
    while (strcmp(harness_screen(&h), "player") == 0)
        pass(STEP_MS);
    int at = 0;
    for (int i = 0; i < heard_count && at < (int)(sizeof expected / sizeof *expected); i++)
        at += strcmp(heard[i].text, expected[at]) == 0;
    if (at < (int)(sizeof expected / sizeof *expected))
        fail_msg("\"%s\" is not said in its turn", expected[at]);
    assert_int_equal(times("Right side"), 3);
    assert_int_equal(times("Left side"), 3); /* before each step, and for the second rep */
    assert_int_equal(times("Move."), 1);
    harness_close(&h);
    folder_remove();
}

/* ---- silence ---- */

static void wait_for_phase(enum phase_kind phase)
{
    struct session_view view;
    do {
        pass(STEP_MS);
        session_view(&app()->visit.session, h.now, &view);
        if (view.waits && view.phase != phase)
            session_apply(&app()->visit.session, SESSION_DONE, h.now);
    } while (view.phase != phase || view.motion.part == FIGURE_OUT);
}

/* Whoever goes on hears where at once, whatever was being said. */
static void test_next(void **state)
{
    (void)state;
    open_on("en", 1280, 800, "player:" ROUTINE);
    wait_for_phase(PHASE_HOLD);
    wait(2000);
    forget();
    struct rect next = harness_rect(&h, "next");
    harness_down(&h, 1, next.x + next.w / 2, next.y + next.h / 2);
    listen();
    harness_up(&h, 1, next.x + next.w / 2, next.y + next.h / 2);
    listen();
    wait(1000);
    assert_true(heard_count > 0);
    assert_true(heard[0].cuts);
    harness_close(&h);
}

static void test_pause(void **state)
{
    (void)state;
    open_on("en", 1280, 800, "player:" ROUTINE);
    wait_for_phase(PHASE_HOLD);
    wait(2000);
    forget();
    press(KEY_ESCAPE);
    harness_expect(&h, "paused");
    assert_int_equal(hushes, 1);
    assert_int_equal(heard_count, 1);
    assert_string_equal(heard[0].text, "Paused.");
    wait(30000);
    assert_int_equal(heard_count, 1); /* and nothing else */
    forget();
    harness_choose(&h, "resume");
    harness_expect(&h, "player");
    forget();
    wait(4000);
    assert_true(times("2") == 1 && times("1") == 1);
    assert_int_equal(times("Hold."), 1);
    assert_int_equal(times("Starting in."), 0); /* it was said as the button was pressed */
    harness_close(&h);
}

static void test_hurt(void **state)
{
    (void)state;
    open_on("en", 1280, 800, "player:" ROUTINE);
    wait_for_phase(PHASE_HOLD);
    forget();
    const struct rect place = harness_rect(&h, "hurts");
    struct event down = {.kind = EVENT_POINTER_DOWN,
                         .at = h.now + 17,
                         .pointer = 1,
                         .x = place.x + place.w / 2,
                         .y = place.y + place.h / 2};
    harness_step(&h, &down, 1);
    listen();
    down.kind = EVENT_POINTER_UP;
    down.at = h.now + 17;
    forget();
    harness_step(&h, &down, 1);
    listen();
    harness_expect(&h, "hurt");
    assert_int_equal(hushes, 1);
    assert_string_equal(heard[0].text, sentence(word("hurt.title")));
    assert_true(was_heard(word("hurt.stop")) || was_heard(word("hurt.stop_short"))); /* at once */
    int count = heard_count;
    wait(20000);
    assert_int_equal(heard_count, count);
    harness_close(&h);
}

static void test_off(void **state)
{
    (void)state;
    open_on("en", 1280, 800, NULL);
    app_set_ease(app(), 0);
    harness_show(&h, "player:" ROUTINE);
    wait(30000);
    press(KEY_TAB);
    press(KEY_ESCAPE);
    assert_int_equal(heard_count, 0);
    assert_int_equal(hushes, 0);
    /* Switched off in the middle, it stops in the middle. */
    app_set_ease(app(), APP_VOICE);
    pass(STEP_MS);
    assert_true(heard_count > 0);
    assert_string_equal(heard[0].text, word("voice.on"));
    forget();
    app_set_ease(app(), 0);
    pass(STEP_MS);
    assert_int_equal(hushes, 1);
    wait(1000);
    assert_int_equal(hushes, 1);
    assert_int_equal(heard_count, 0);
    harness_close(&h);
}

/* What staff see and write is nobody's business. */
static void test_staff(void **state)
{
    (void)state;
    open_on("en", 1280, 800, "staff-pin");
    app_set_ease(app(), APP_VOICE);
    press(KEY_TAB);
    press(KEY_9);
    wait(1000);
    assert_int_equal(heard_count, 0);
    harness_close(&h);
}

/* ---- blind ---- */

/* Once round by the arrow: all that the screen says, all that can be pressed. */
static void go_round(const char *spec, int width, int height, const char *language)
{
    open_on(language, width, height, spec);
    app_set_ease(app(), APP_VOICE);
    wait(600);
    const char *title = NULL;
    for (size_t i = 0; !title && i < app()->said.count; i++)
        if (app()->said.items[i].role == SAID_TITLE)
            title = arena_strdup(&app()->list.arena, app()->said.items[i].text);
    char reached[128][UI_ID_SIZE];
    size_t reached_count = 0, number = 0, count = 0;
    const char *name = spec;
    if (strncmp(spec, "pla", 3) != 0 && strncmp(spec, "pau", 3) != 0 && title && !was_heard(title))
        fail_msg("%s %s: the title is not said: %s", spec, language, title);
    do {
        press(KEY_DOWN);
        const struct said_stop *stop = reader_stop(&app()->ui, &number, &count);
        assert_non_null(stop);
        assert_true(reached_count < 128);
        snprintf(reached[reached_count++], sizeof *reached, "%s", stop->id);
        if (*stop->id && !harness_has(&h, stop->id))
            fail_msg("%s %s: \"%s\" is told but not there", name, language, stop->id);
        if (*stop->id)
            assert_string_equal(harness_focus(&h), stop->id);
        char place[64];
        snprintf(place, sizeof place, "%s",
                 tr_format(app()->strings, &app()->list.arena, "voice.place",
                           {"n", NULL, (int)number + 1}, {"count", NULL, (int)count}));
        assert_string_equal(heard[heard_count - 1].text, place);
    } while (number + 1 < count);
    const struct said_list *said = &app()->said;
    for (size_t i = 0; i < said->stop_count; i++) {
        const struct said_stop *stop = &said->stops[i];
        for (size_t k = stop->first; k < stop->first + stop->count; k++) {
            const char *text =
                speech_words(app()->strings, &app()->list.arena, said->items[k].text);
            if (said->items[k].role != SAID_RING && strncmp(stop->id, "scroll:", 7) != 0 &&
                !was_heard(text))
                fail_msg("%s %s: never said: \"%s\"", name, language, text);
        }
    }
    struct app_hit hits[256];
    size_t hit_count = app_hits(app(), hits, 256);
    for (size_t i = 0; i < hit_count; i++) {
        bool found = strncmp(hits[i].id, "scroll:", 7) == 0;
        for (size_t k = 0; k < reached_count && !found; k++)
            found = strcmp(reached[k], hits[i].id) == 0;
        if (!found)
            fail_msg("%s %s: \"%s\" is not reached", name, language, hits[i].id);
    }
    harness_close(&h);
}

static void test_round(void **state)
{
    (void)state;
    static const char *const specs[] = {"home",
                                        "overview:" ROUTINE,
                                        "player:" ROUTINE,
                                        "paused:" ROUTINE,
                                        "hurt:" ROUTINE,
                                        "finish:" ROUTINE,
                                        "advice",
                                        "library",
                                        "ease",
                                        "language",
                                        "take-home:" ROUTINE,
                                        "exercise:cobra",
                                        "red-flags:" ROUTINE};
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        go_round(specs[i], 1280, 800, "en");
        go_round(specs[i], 800, 480, i % 2 ? "ar" : "ru");
    }
}

/* From the last to the first and back; a text is said again; a press says what has changed. */
static void test_stops(void **state)
{
    (void)state;
    open_on("en", 1280, 800, "ease");
    app_set_ease(app(), APP_VOICE);
    wait(600);
    size_t number, count;
    press(KEY_UP);
    assert_non_null(reader_stop(&app()->ui, &number, &count));
    assert_int_equal(number, count - 1);
    press(KEY_RIGHT);
    reader_stop(&app()->ui, &number, &count);
    assert_int_equal(number, 0);
    forget();
    press(KEY_ENTER);
    assert_int_equal(heard_count, 2); /* a text, and its place */
    assert_string_equal(heard[0].text, "Make it easier to use.");
    for (int i = 0; i < 20 && strcmp(app()->ui.focus, "larger-text") != 0; i++)
        press(KEY_TAB);
    assert_non_null(strstr(heard[heard_count - 3].text, "Larger text. "));
    assert_string_equal(heard[heard_count - 2].text, "Button.");
    forget();
    press(KEY_ENTER);
    assert_true(app()->visit.ease.larger_text);
    assert_true(heard_count > 0 && strstr(heard[0].text, "On."));
    harness_close(&h);
}

static void go_to(const char *id)
{
    for (int i = 0; i < 20 && strcmp(app()->ui.focus, id) != 0; i++)
        press(KEY_TAB);
    assert_string_equal(app()->ui.focus, id);
}

/* Where nothing would be heard the tiles say so, and cannot be switched on. */
static void test_not_here(void **state)
{
    (void)state;
    open_on("en", 1280, 800, "home");
    struct ease_settings *ease = &app()->visit.ease;
    app_set_ease(app(), 0);
    pass(STEP_MS);
    assert_null(h.frame->speech.sample);
    assert_false(h.frame->hearing.expected);
    harness_show(&h, "ease");
    wait(600);
    assert_string_equal(h.frame->speech.sample, word("voice.on")); /* to be tried out */
    assert_true(h.frame->hearing.expected);
    assert_false(harness_shows(&h, "Not here"));
    app_set_ears(app(), false, true);
    wait(100);
    assert_true(harness_shows(&h, "Not here"));
    go_to("voice");
    press(KEY_ENTER);
    assert_false(ease->voice);
    go_to("louder");
    press(KEY_ENTER);
    assert_true(ease->louder);
    app_set_ears(app(), true, false);
    wait(100);
    press(KEY_ENTER); /* what is on goes off */
    assert_false(ease->louder);
    press(KEY_ENTER);
    assert_false(ease->louder);
    app_set_ears(app(), false, false);
    wait(100);
    go_to("voice");
    press(KEY_ENTER);
    assert_true(ease->voice);
    forget();
    app_set_ears(app(), true, true);
    press(KEY_TAB);
    assert_string_equal(heard[0].text, "Louder. Not here.");
    harness_close(&h);
}

static bool is_said(const char *text)
{
    for (int i = heard_count - 1; i >= 0 && heard[i].at == h.now; i--)
        if (strstr(heard[i].text, text))
            return true;
    return false;
}

/* The target that one switch has lit, or the first of its row. */
static const struct target *lit(void)
{
    int first;
    return scan_lit(&app()->ui, &first) > 0 ? &app()->ui.targets[first] : NULL;
}

/* What is only read is said as a screen comes up, and what is lit in the frame that lights it: on a
 * screen that stands still there is no other. */
static void test_one_switch(void **state)
{
    (void)state;
    open_on("en", 1280, 800, NULL);
    app()->visit.ease.one_switch = true;
    harness_show(&h, "home");
    listen();
    assert_true(is_said(word("voice.on_switch")));
    assert_true(is_said(lit()->label));
    for (int changes = 0, steps = 0; changes < 8; steps++) {
        assert_true(steps < 100 && h.frame->wake > h.now);
        char id[UI_ID_SIZE];
        snprintf(id, sizeof id, "%s", lit()->id);
        pass(h.frame->wake - h.now);
        if (strcmp(id, lit()->id) == 0)
            continue;
        changes++;
        assert_true(is_said(lit()->label));
        assert_false(is_said(word("voice.button")));
    }
    /* It waits for whoever is told. */
    char id[UI_ID_SIZE];
    snprintf(id, sizeof id, "%s", lit()->id);
    app_set_saying(app(), true);
    for (int i = 0; i < 100; i++)
        pass(STEP_MS);
    assert_string_equal(lit()->id, id);
    app_set_saying(app(), false);
    pass(STEP_MS);
    app_set_saying(app(), false);
    wait(1800);
    assert_string_equal(lit()->id, id);
    wait(300);
    assert_string_not_equal(lit()->id, id);
    harness_close(&h);
    open_on("en", 1280, 800, NULL);
    app()->visit.ease.one_switch = true;
    harness_show(&h, "red-flags:ease-sciatic-pain");
    listen();
    assert_int_equal(times("Before you start."), 1);
    assert_true(said_now("A sudden, severe headache.") < said_now(sentence(lit()->label)));
    assert_true(said_now("A sudden, severe headache.") >= 0);
    harness_close(&h);
}

/* Who looks for a language hears it in that language. */
static void test_languages(void **state)
{
    (void)state;
    open_on("en", 1280, 800, "language");
    wait(600);
    go_to("language:es");
    const struct utterance *said = h.frame->speech.now.items;
    assert_string_equal(said[0].text, "Español.");
    assert_string_equal(said[0].language, "es");
    assert_string_equal(said[1].text, "Button.");
    assert_null(said[1].language);
    for (size_t i = 0; i < h.frame->speech.ahead_count; i++)
        assert_null(strstr(h.frame->speech.ahead[i], "Español"));
    harness_close(&h);
}

/* "1.5×" is not what a voice says. */
static void test_more_time(void **state)
{
    (void)state;
    open_on("en", 800, 480, "ease");
    wait(600);
    go_to("more-time");
    forget();
    press(KEY_ENTER);
    assert_string_equal(heard[0].text, "More time. 1.5 times.");
    press(KEY_ENTER);
    assert_true(was_heard("More time. twice."));
    harness_close(&h);
}

static void test_still_there(void **state)
{
    (void)state;
    open_on("en", 1280, 800, "home");
    app_set_ease(app(), APP_VOICE);
    wait(1000);
    forget();
    for (int i = 0; i < 200 && strcmp(harness_screen(&h), "still-there") != 0; i++)
        pass(1000);
    harness_expect(&h, "still-there");
    assert_true(hushes >= 1);
    assert_int_equal(times("Are you still there?"), 1);
    assert_int_equal(times("If not, this screen goes back to the start."), 1);
    assert_true(was_heard(" seconds"));
    forget();
    wait(18000);
    assert_int_equal(heard_count, 0);
    wait(4000);
    assert_int_equal(times("10 seconds"), 1);
    assert_int_equal(heard_count, 2);
    wait(9000);
    harness_expect(&h, "attract");
    forget();
    wait(5000);
    assert_int_equal(heard_count, 0); /* the next visitor's kiosk is silent */
    harness_close(&h);
}

static ms_t asked_after(ms_t said_for)
{
    open_on("en", 1280, 800, "home");
    ms_t begin = app()->last_input;
    for (int i = 0; i < 400 && strcmp(harness_screen(&h), "still-there") != 0; i++) {
        app_set_saying(app(), h.now - begin < said_for);
        pass(1000);
    }
    ms_t after = h.now - begin;
    harness_close(&h);
    return after;
}

/* Who listens is there; not for ever, as one switch is told its choices again and again. */
static void test_listening_is_not_idle(void **state)
{
    (void)state;
    assert_in_range(asked_after(0), 90000, 92000);
    assert_in_range(asked_after(60000), 148000, 153000);
    assert_in_range(asked_after(1000000), 268000, 273000);
}

/* ---- recordings ---- */

/* No sound, but all that is looked at. */
static void write_recording(const char *name)
{
    uint8_t bytes[58 + 27] = "OggS";
    memcpy(bytes + 28, "\1vorbis", 7);
    bytes[39] = 1;
    bytes[41] = 0x40; /* 16384 Hz */
    memcpy(bytes + 58, "OggS", 4);
    bytes[58 + 7] = 0x40; /* a second */
    FILE *out = fopen(folder_path(name), "wb");
    assert_non_null(out);
    fwrite(bytes, sizeof bytes, 1, out);
    fclose(out);
}

static const char *recording_of(const char *text)
{
    const struct utterance_list *now = &h.frame->speech.now;
    for (int i = 0; i < now->count; i++)
        if (strcmp(now->items[i].text, text) == 0)
            return now->items[i].recording;
    return NULL;
}

/* What a pack has recorded is heard instead of the program, with its mark at the end or without. */
static void test_recordings(void **state)
{
    (void)state;
    folder_make();
    folder_shell("mkdir -p own/audio/en own/audio/es");
    folder_write("own/pack.json",
                 "{\"id\": \"own\", \"name\": \"O\", \"version\": \"1\", \"format\": 1}");
    write_recording("own/audio/en/phase.hold.ogg");
    write_recording("own/audio/en/number.3.ogg");
    write_recording("own/audio/en/childs-pose.name.ogg");
    write_recording("own/audio/es/number.2.ogg");
    harness_open(&h, &(struct harness_options){
                         .width = 1280, .height = 800, .clinic_dir = folder_path("own")});
    app_set_ease(app(), APP_VOICE);
    harness_show(&h, "player:" ROUTINE ":2");
    wait_for_phase(PHASE_HOLD);
    assert_string_equal(recording_of("Hold."), folder_path("own/audio/en/phase.hold.ogg"));
    assert_null(recording_of("20 seconds"));
    struct session_view view;
    do {
        pass(STEP_MS);
        session_view(&app()->visit.session, h.now, &view);
    } while (view.number != 3);
    assert_string_equal(recording_of("3"), folder_path("own/audio/en/number.3.ogg"));
    while (view.number != 2) {
        pass(STEP_MS);
        session_view(&app()->visit.session, h.now, &view);
    }
    assert_null(recording_of("2")); /* that one is Spanish */
    forget();
    harness_close(&h);
    folder_remove();
}

/* ---- words ---- */

static void expect_words(const char *language, const char *text, const char *words)
{
    struct fault_list faults = {0};
    struct arena arena = {0};
    struct strings *strings = strings_load(SHARE_DIR "/assets/lang", language, &faults);
    const char *said = plain_words(&arena, speech_words(strings, &arena, text));
    assert_string_equal(said, plain_words(&arena, words)); /* whichever blank it is */
    arena_free(&arena);
    strings_free(strings);
    fault_list_free(&faults);
}

static void test_words(void **state)
{
    (void)state;
    expect_words("en", "Each side \u00B7 hold 20\u00A0s \u00B7 2 times",
                 "Each side \u00B7 hold 20 seconds \u00B7 2 times");
    expect_words("en", "1 min", "1 minute");
    expect_words("en", "9 min left", "9 minutes left");
    expect_words("en", "2 sets, 10 sheep, 5 minutes", "2 sets, 10 sheep, 5 minutes");
    expect_words("en", "hold 10\u201320 s", "hold 10\u201320 seconds");
    expect_words("es", "Mantenga 1 s", "Mantenga 1 segundo");
    expect_words("ru", "Держать 21 с", "Держать 21 секунда");
    expect_words("ru", "3 с и 5 слов", "3 секунды и 5 слов");
    expect_words("ru", "9 мин", "9 минут");
    expect_words("ar", "ثبات 5 ث", "ثبات 5 ثوانٍ");
    expect_words("ar", "2 د", "دقيقتان");
    expect_words("zh", "保持20秒", "保持20秒");
    expect_words("vi", "20 s", "20 giây");
    expect_words("en", "\u200E10×\u200E", "10 times");
    expect_words("vi", "Bước 1/6\u00A0\u00B7 Còn 16\u00A0phút", "Bước 1 trên 6 \u00B7 Còn 16 phút");
    expect_words("zh", "1/2。", "第1，共2。");
    expect_words("es", "1/5", "1 de 5");
    expect_words("en", "24/7, 12/05/2026, 1/2 way, 0/3, 1/2cm",
                 "24/7, 12/05/2026, 1/2 way, 0/3, 1/2cm");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_routine),
        cmocka_unit_test(test_next),
        cmocka_unit_test(test_pause),
        cmocka_unit_test(test_hurt),
        cmocka_unit_test(test_off),
        cmocka_unit_test(test_staff),
        cmocka_unit_test(test_round),
        cmocka_unit_test(test_stops),
        cmocka_unit_test(test_not_here),
        cmocka_unit_test(test_more_time),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_one_switch),
        cmocka_unit_test(test_sides_in_turn),
        cmocka_unit_test(test_listening_is_not_idle),
        cmocka_unit_test(test_still_there),
        cmocka_unit_test(test_recordings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
