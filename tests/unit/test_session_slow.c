// links: session content figure json base
#include "test_session_fixture.h"

/* Whoever asks for slower times has longer to get there; what the dose says stays as it is. */

#define PACE(percent) ((struct session_pace){.slow_percent = (percent)})

static bool is_way(enum phase_kind kind)
{
    return kind == PHASE_ASK || kind == PHASE_CHANGE || kind == PHASE_READY || kind == PHASE_SWITCH;
}

static void test_only_the_ways_are_longer(void **state)
{
    (void)state;
    struct session plain_one, slow;
    session_begin(&plain_one, &all_routine, 0, 0);
    session_begin(&slow, &all_routine, 0, 0);
    session_slow(&slow, PACE(150), 0);
    assert_int_equal(slow.phase_count, plain_one.phase_count);
    int ways = 0;
    for (int i = 0; i < slow.phase_count; i++) {
        ms_t length = plain_one.phases[i].length_ms;
        bool way = is_way(slow.phases[i].kind);
        ways += way;
        assert_int_equal(slow.phases[i].length_ms, way ? length * 3 / 2 : length);
        assert_int_equal(slow.phases[i].lead_ms, plain_one.phases[i].lead_ms);
    }
    assert_true(ways > 12);
    session_end(&plain_one);
    session_end(&slow);
}

/* A voice takes longer than reading: who should not do it and what to answer, then who should ask
 * first and what to answer, then who else. */
static void test_a_voice_has_the_time_it_takes(void **state)
{
    (void)state;
    static const char *texts[] = {"New knee", "Pregnant"};
    const struct exercise exercise = {.id = "asks",
                                      .dose = {.sets = 1, .reps = 1, .hold_s = 10},
                                      .contraindications = {texts, 2},
                                      .ask_first = {texts, 2}};
    const struct routine_step steps[] = {{&exercise, exercise.dose, ""}};
    const struct routine routine = {.id = "r", .steps = steps, .step_count = 1};
    const struct session_pace spoken = {.slow_percent = 150, .spoken = true};
    struct session session;
    session_begin(&session, &routine, 0, 0);
    ms_t ready = 2 * (session.phases[4].length_ms + SESSION_SETUP_MS);
    session_slow(&session, spoken, 0);
    static const ms_t expected[] = {32000, 16000, 32000, 16000};
    for (int i = 0; i < 4; i++)
        assert_int_equal(session.phases[i].planned_ms, expected[i]);
    assert_int_equal(session.phases[4].length_ms, ready);
    assert_int_equal(session_slow_length(&routine, spoken),
                     96000 + ready + session.phases[5].length_ms);
    session_end(&session);
}

static void test_the_length_told_is_the_length_run(void **state)
{
    (void)state;
    struct session session;
    struct session_view view;
    session_begin(&session, &all_routine, 0, 0);
    session_slow(&session, PACE(200), 0);
    session_view(&session, 0, &view);
    assert_int_equal(view.routine_left_ms, session_slow_length(&all_routine, PACE(200)));
    assert_true(session_slow_length(&all_routine, PACE(200)) >
                session_routine_length(&all_routine));
    assert_int_equal(session_slow_length(&all_routine, PACE(0)),
                     session_routine_length(&all_routine));
    session_end(&session);
}

static ms_t left_after(struct session *session, ms_t now)
{
    struct session_view view;
    session_view(session, now, &view);
    return view.remaining_ms;
}

static void test_what_is_under_way_is_as_far_done_as_before(void **state)
{
    (void)state;
    struct session session;
    session_begin(&session, &all_routine, 0, 0); /* 8 s to get ready */
    session_slow(&session, PACE(200), 2000);
    assert_int_equal(left_after(&session, 2000), 12000);
    session_apply(&session, SESSION_PAUSE, 6000); /* half done */
    session_slow(&session, PACE(100), 90000);
    assert_int_equal(left_after(&session, 90000), 4000);
    session_slow(&session, PACE(500), 90000); /* the most there is */
    assert_int_equal(left_after(&session, 90000), 8000);
    assert_int_equal(session.pace.slow_percent, SESSION_SLOWEST_PERCENT);
    session_end(&session);
}

static void test_a_hold_under_way_goes_on_unchanged(void **state)
{
    (void)state;
    struct session session;
    session_begin(&session, &all_routine, 0, 0);
    ms_t at = session.phases[0].length_ms + 5000;
    ms_t left = left_after(&session, at);
    session_slow(&session, PACE(150), at);
    assert_int_equal(left_after(&session, at), left);
    session_end(&session);
}

static void test_it_stays_on_another_version_and_after_a_swap(void **state)
{
    (void)state;
    struct session old, session;
    session_begin(&old, &all_routine, 0, 0);
    session_slow(&old, PACE(150), 0);
    assert_true(session_move_to(&session, &old, &all_routine, 1000));
    assert_int_equal(session.phases[0].length_ms, 12000);
    assert_int_equal(left_after(&session, 1000), 11000);
    session_apply(&session, SESSION_SWAP_EASIER, 2000);
    assert_int_equal(left_after(&session, 2000), 12000);
    session_end(&old);
    session_end(&session);
}

static void test_a_session_that_is_over_hears_nothing(void **state)
{
    (void)state;
    struct session session = {0};
    session_slow(&session, PACE(200), 0);
    session_begin(&session, &(struct routine){.id = "empty"}, 0, 0);
    session_slow(&session, PACE(200), 0);
    assert_int_equal(session.state, SESSION_ENDED);
    session_end(&session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_the_ways_are_longer),
        cmocka_unit_test(test_a_voice_has_the_time_it_takes),
        cmocka_unit_test(test_the_length_told_is_the_length_run),
        cmocka_unit_test(test_what_is_under_way_is_as_far_done_as_before),
        cmocka_unit_test(test_a_hold_under_way_goes_on_unchanged),
        cmocka_unit_test(test_it_stays_on_another_version_and_after_a_swap),
        cmocka_unit_test(test_a_session_that_is_over_hears_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
