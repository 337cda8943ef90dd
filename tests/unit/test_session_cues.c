// links: session content figure json base
/* What is heard of a session: the kinds and the exact moments of a whole routine. */
#include <stdlib.h>

#include "test_session_fixture.h"

static const struct routine_step steps[] = {
    {&stretch, {.sets = 2, .reps = 1, .hold_s = 20, .rest_s = 10, .side_change_s = 6}, ""},
    {&march, {.sets = 1, .reps = 1, .hold_s = 6, .relax_s = 2}, ""},
    {&plain, {.sets = 1, .reps = 2, .hold_s = 9, .relax_s = 5}, ""},
    {&plain, {.sets = 1, .reps = 5, .tempo_s = {2, 1, 1}}, ""},
    {&plain, {.sets = 1, .reps = 1, .breaths = 4, .breath_s = {4, 6}}, ""},
    {&plain, {.sets = 1, .reps = 3}, ""},
    {&plain, {.sets = 1, .reps = 1, .duration_s = 12}, ""},
};

/* ms since the beginning. Step by step; the own-pace one is done after 4 s of it. */
static const char heard_in_all[] =
    /* get ready, 8 s; left: 2.5 s into the pose, 20 s in it; change sides, 6 s; right; rest, 10 s;
     * the same again; rest */
    "5000 last 6000 last 7000 last "
    "8000 begin 10500 hold 20500 halfway 27500 last 28500 last 29500 last "
    "30500 switch 33500 last 34500 last 35500 last "
    "36500 begin 39000 hold 49000 halfway 56000 last 57000 last 58000 last "
    "59000 rest 66000 last 67000 last 68000 last "
    "69000 begin 71500 hold 81500 halfway 88500 last 89500 last 90500 last "
    "91500 switch 94500 last 95500 last 96500 last "
    "97500 begin 100000 hold 110000 halfway 117000 last 118000 last 119000 last "
    "120000 rest 127000 last 128000 last 129000 last "
    /* left, then right, 6 s each and 1.5 s into the pose; the pause between them is for turning */
    "132000 last 133000 last 134000 last "
    "135000 begin 136500 hold 139500 last 140500 last 141500 last "
    "142500 switch "
    "144500 begin 146000 hold 149000 last 150000 last 151000 last "
    /* twice 9 s: too short for a half */
    "154000 last 155000 last 156000 last "
    "157000 begin 159250 hold 165250 last 166250 last 167250 last "
    "168250 relax 170250 last 171250 last 172250 last "
    "173250 begin 175500 hold 181500 last 182500 last 183500 last "
    /* five times 4 s: half is over after three */
    "186500 last 187500 last 188500 last "
    "189500 begin 201500 halfway "
    /* four breaths of 10 s */
    "211500 last 212500 last 213500 last "
    "214500 begin 234500 halfway "
    /* at one's own pace, for 4 s */
    "256500 last 257500 last 258500 last "
    "259500 begin "
    /* 12 s */
    "265500 last 266500 last 267500 last "
    "268500 begin 274500 halfway 277500 last 278500 last 279500 last "
    "280500 done ";

static char heard[4096];

static void hear(struct session *session, ms_t since)
{
    static const char *const names[] = {
#define CUE(name, file) file,
        CUES(CUE)
#undef CUE
    };
    struct cue_list cues = session_take_cues(session);
    for (int i = 0; i < cues.count; i++) {
        size_t used = strlen(heard);
        snprintf(heard + used, sizeof heard - used, "%lld %s ",
                 (long long)(cues.items[i].at - since), names[cues.items[i].cue]);
    }
}

/* Plays it all, looking every `every` ms; own pace is done after 4 s to the millisecond. */
static void play(struct session *session, ms_t begin, ms_t every)
{
    struct routine routine = routine_of(steps, sizeof steps / sizeof *steps);
    *heard = '\0';
    session_begin(session, &routine, 0, begin);
    for (ms_t now = begin; session->state != SESSION_ENDED; now += every) {
        ms_t done = session->phase_start + 4000;
        if (phase_waits(&session->phases[session->current]) && now >= done)
            session_apply(session, SESSION_DONE, done);
        session_advance(session, now);
        hear(session, begin);
    }
    session_end(session);
}

static void test_every_cue_comes_at_its_moment(void **state)
{
    (void)state;
    struct session session;
    play(&session, 5000, 1);
    assert_string_equal(heard, heard_in_all);
}

static void test_how_often_one_looks_changes_nothing(void **state)
{
    (void)state;
    static const ms_t every[] = {7, 16, 250, 500};
    struct session session;
    for (size_t i = 0; i < sizeof every / sizeof *every; i++) {
        play(&session, 100000, every[i]);
        assert_string_equal(heard, heard_in_all);
    }
}

/* One asks when the next one comes, and looks then. */
static void test_the_next_one_is_known(void **state)
{
    (void)state;
    struct routine routine = routine_of(steps, 5);
    struct session session;
    session_begin(&session, &routine, 0, 0);
    for (ms_t next = 0; (next = session_next_cue(&session)) != MS_NEVER;) {
        session_advance(&session, next - 1);
        assert_int_equal(session_take_cues(&session).count, 0);
        session_advance(&session, next);
        struct cue_list cues = session_take_cues(&session);
        assert_int_equal(cues.count, 1);
        assert_int_equal(cues.items[0].at, next);
    }
    assert_int_equal(session.state, SESSION_ENDED);
    session_end(&session);
}

static void test_a_pause_is_silent_and_nothing_is_lost(void **state)
{
    (void)state;
    struct routine routine = routine_of(steps, 1);
    struct session session;
    *heard = '\0';
    session_begin(&session, &routine, 0, 0);
    session_advance(&session, 26000);
    session_take_cues(&session);
    session_apply(&session, SESSION_PAUSE, 28000); /* after the first of the last three */
    hear(&session, 0);
    assert_string_equal(heard, "27500 last ");
    session_advance(&session, 90000);
    assert_int_equal(session_next_cue(&session), MS_NEVER);
    session_apply(&session, SESSION_RESUME, 100000);
    session_advance(&session, 105500);
    hear(&session, 0);
    assert_string_equal(heard, "27500 last 100000 last 101000 last 102000 last 103000 begin "
                               "103500 last 104500 last 105500 switch ");
    session_end(&session);
}

static void test_what_is_skipped_is_not_heard(void **state)
{
    (void)state;
    struct routine routine = routine_of(steps, 7);
    struct session session;
    *heard = '\0';
    session_begin(&session, &routine, 0, 0);
    session_apply(&session, SESSION_NEXT, 2000);
    session_apply(&session, SESSION_BACK, 2500);
    session_apply(&session, SESSION_HURT, 3000);
    for (int i = 0; i < 7; i++)
        session_apply(&session, SESSION_NEXT, 4000 + i);
    hear(&session, 0);
    assert_string_equal(heard, "4006 done ");
    session_end(&session);
}

static void test_another_version_of_the_routine_is_not_heard(void **state)
{
    (void)state;
    struct routine routine = routine_of(steps, 7), same = routine_of(steps, 6);
    struct session session, moved;
    *heard = '\0';
    session_begin(&session, &routine, 0, 0);
    session_advance(&session, 9000);
    session_take_cues(&session);
    assert_true(session_move_to(&moved, &session, &same, 12000));
    session_end(&session);
    session_advance(&moved, 21000);
    hear(&moved, 0);
    assert_string_equal(heard, "10500 hold 20500 halfway ");
    session_end(&moved);
}

/* Of an hour that nobody asked, no more than the last ones are kept. */
static void test_unheard_cues_are_bounded(void **state)
{
    (void)state;
    struct routine routine = routine_of(steps, 5);
    struct session session;
    *heard = '\0';
    session_begin(&session, &routine, 0, 0);
    session_advance(&session, 3600 * 1000);
    assert_int_equal(session.cues.count, SESSION_CUES_MAX);
    assert_int_equal(session.cues.items[SESSION_CUES_MAX - 1].cue, CUE_DONE);
    session_end(&session);
}

static void test_the_edge_flashes_three_times_a_second_at_most(void **state)
{
    (void)state;
    static const struct routine_step quick[] = {
        {&plain, {.sets = 10, .reps = 1, .hold_s = 1, .rest_s = 0}, ""},
        {&march, {.sets = 1, .reps = 10, .hold_s = 1, .relax_s = 1}, ""},
    };
    struct routine routine = routine_of(quick, 2);
    struct session session;
    ms_t last = -1000, count = 0;
    session_begin(&session, &routine, 0, 0);
    for (ms_t now = 1; session.state != SESSION_ENDED; now++) {
        session_advance(&session, now);
        if (session.flash.at == last || session.flash.at == 0)
            continue;
        assert_true(session.flash.at - last >= CUE_FLASH_EVERY_MS);
        last = session.flash.at;
        count++;
    }
    assert_true(count > 20);
    session_end(&session);
}

static void test_nothing_is_heard_of_an_empty_routine(void **state)
{
    (void)state;
    struct routine routine = routine_of(steps, 0);
    struct session session;
    session_begin(&session, &routine, 0, 0);
    session_advance(&session, 1000);
    assert_int_equal(session_take_cues(&session).count, 0);
    assert_int_equal(session_next_cue(&session), MS_NEVER);
    session_end(&session);
    assert_int_equal(session_next_cue(&session), MS_NEVER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_cue_comes_at_its_moment),
        cmocka_unit_test(test_how_often_one_looks_changes_nothing),
        cmocka_unit_test(test_the_next_one_is_known),
        cmocka_unit_test(test_a_pause_is_silent_and_nothing_is_lost),
        cmocka_unit_test(test_what_is_skipped_is_not_heard),
        cmocka_unit_test(test_another_version_of_the_routine_is_not_heard),
        cmocka_unit_test(test_unheard_cues_are_bounded),
        cmocka_unit_test(test_the_edge_flashes_three_times_a_second_at_most),
        cmocka_unit_test(test_nothing_is_heard_of_an_empty_routine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
