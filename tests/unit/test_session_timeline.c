// links: session content figure json base
#include "test_session_fixture.h"

#include <math.h>

/* Which phases a dose becomes, and how long they are. */

/* "ready:L:8 hold:L:20 ...", without the way into a hold; with `counters` also set and rep:
 * "hold:L:20:1.2". */
static const char *timeline_text(const struct session *session, bool counters)
{
    static char text[8192];
    size_t length = 0;
    for (int i = 0; i < session->phase_count; i++) {
        const struct phase *p = &session->phases[i];
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s:%c:%g",
                                   i > 0 ? " " : "", phase_word(p->kind), "-LR"[p->side],
                                   (double)(p->length_ms - p->lead_ms) / 1000);
        if (counters)
            length +=
                (size_t)snprintf(text + length, sizeof text - length, ":%d.%d", p->set, p->rep);
        assert_true(length < sizeof text);
    }
    return text;
}

static void check_timeline(const struct exercise *exercise, struct dose dose, const char *expected)
{
    struct routine_step step = {exercise, dose_of(dose), ""};
    struct routine routine = routine_of(&step, 1);
    struct session session;
    session_begin(&session, &routine, 0, 0);
    assert_string_equal(timeline_text(&session, false), expected);
    session_end(&session);
}

static void test_hold(void **state)
{
    (void)state;
    check_timeline(&plain, (struct dose){.sets = 1, .reps = 1, .hold_s = 20},
                   "ready:-:8 hold:-:20 finished:-:0");
    check_timeline(&plain, (struct dose){.sets = 1, .reps = 3, .hold_s = 20, .relax_s = 5},
                   "ready:-:8 hold:-:20 relax:-:5 hold:-:20 relax:-:5 hold:-:20 finished:-:0");
    check_timeline(&plain, (struct dose){.sets = 1, .reps = 2, .hold_s = 20},
                   "ready:-:8 hold:-:20 hold:-:20 finished:-:0");
}

/* "20+2.5 5+1.25": what is counted of each hold, and the way into its pose. */
static void check_holds(const struct exercise *exercise, struct dose dose, const char *expected)
{
    char text[200] = "";
    struct routine_step step = {exercise, dose_of(dose), ""};
    struct routine routine = routine_of(&step, 1);
    struct session session;
    session_begin(&session, &routine, 0, 0);
    for (int i = 0; i < session.phase_count; i++) {
        const struct phase *p = &session.phases[i];
        size_t length = strlen(text);
        if (p->kind == PHASE_HOLD)
            snprintf(text + length, sizeof text - length, "%s%g+%g", length ? " " : "",
                     (double)(p->length_ms - p->lead_ms) / 1000, (double)p->lead_ms / 1000);
        else
            assert_int_equal(p->lead_ms, 0);
    }
    assert_string_equal(text, expected);
    session_end(&session);
}

static void test_a_hold_counts_from_its_pose(void **state)
{
    (void)state;
    check_holds(&plain, (struct dose){.sets = 2, .reps = 1, .hold_s = 20, .rest_s = 5},
                "20+2.5 20+2.5");
    check_holds(&plain, (struct dose){.sets = 1, .reps = 2, .hold_s = 5, .relax_s = 2},
                "5+1.25 5+1.25");
    /* Nothing lies between: the body stays where it is. */
    check_holds(&plain, (struct dose){.sets = 2, .reps = 2, .hold_s = 20}, "20+2.5 20+0 20+0 20+0");
    check_holds(&stretch, (struct dose){.sets = 1, .reps = 1, .hold_s = 8, .side_change_s = -1},
                "8+2 8+2");
}

/* "ready hold rest change:25 ready hold": what a routine of two exercises becomes. */
static const char *change_text(struct exercise a, struct exercise b, int change_s, bool swap)
{
    static char text[200];
    const struct dose hold = dose_of((struct dose){.sets = 1, .reps = 1, .hold_s = 9, .rest_s = 8});
    struct routine_step steps[] = {{&a, hold, ""}, {&b, hold, ""}};
    struct routine routine = routine_of(steps, 2);
    struct session session;
    routine.change_s = change_s;
    session_begin(&session, &routine, 0, 0);
    if (swap)
        session_apply(&session, SESSION_SWAP_EASIER, 0);
    *text = '\0';
    for (int i = 0; i < session.phase_count - 1; i++) {
        const struct phase *p = &session.phases[i];
        size_t length = strlen(text);
        snprintf(text + length, sizeof text - length, "%s%s", length ? " " : "",
                 phase_word(p->kind));
        length = strlen(text);
        if (p->kind == PHASE_CHANGE || p->kind == PHASE_REST)
            snprintf(text + length, sizeof text - length, ":%g", (double)p->length_ms / 1000);
    }
    session_end(&session);
    return text;
}

static void test_there_is_time_to_change_place(void **state)
{
    (void)state;
    static const char *const mat[] = {"mat"}, *const strap[] = {"mat", "strap"};
    struct exercise on_mat = {.id = "a", .equipment = {mat, 1}};
    struct exercise strapped = {.id = "b", .equipment = {strap, 2}};
    struct exercise seated_one = {.id = "c", .position = POSITION_CHAIR};
    const char *none = "change:25 ready hold rest:8 ready hold",
               *one = "change:25 ready hold rest:5 change:25 ready hold";
    assert_string_equal(change_text(on_mat, seated_one, 25, false), one);
    assert_string_equal(change_text(on_mat, strapped, 25, false), one);
    assert_string_equal(change_text(on_mat, on_mat, 25, false), none);
    /* Nothing to fetch: a strap is put aside in passing. */
    assert_string_equal(change_text(strapped, on_mat, 25, false), none);
    assert_string_equal(change_text(on_mat, seated_one, 0, false), "ready hold rest:8 ready hold");
    assert_string_equal(change_text(on_mat, seated_one, 9999, false),
                        "change:300 ready hold rest:5 change:300 ready hold");
}

/* Whoever begins stands before the kiosk, with nothing at hand. */
static void test_a_session_begins_with_a_change_of_place(void **state)
{
    (void)state;
    static const char *const wall[] = {"support"}, *const nothing[] = {"none"};
    struct exercise stands = {.id = "a", .position = POSITION_STANDING};
    struct exercise sits = {.id = "b", .position = POSITION_CHAIR};
    struct exercise holds_on = {.id = "c", .position = POSITION_STANDING, .equipment = {wall, 1}};
    struct exercise bare = {.id = "d", .position = POSITION_STANDING, .equipment = {nothing, 1}};
    const char *at_once = "ready hold rest:8 ready hold",
               *changes = "change:25 ready hold rest:8 ready hold";
    assert_string_equal(change_text(sits, sits, 25, false), changes);
    assert_string_equal(change_text(holds_on, stands, 25, false), changes);
    assert_string_equal(change_text(stands, bare, 25, false), at_once);
    assert_string_equal(change_text(bare, stands, 25, false), at_once);

    /* At whichever step it begins. */
    const struct dose hold = dose_of((struct dose){.sets = 1, .reps = 1, .hold_s = 9});
    struct routine_step steps[] = {{&sits, hold, ""}, {&sits, hold, ""}};
    struct routine routine = routine_of(steps, 2);
    routine.change_s = 25;
    struct session session;
    struct session_view view;
    session_begin(&session, &routine, 1, 0);
    session_view(&session, 0, &view);
    assert_int_equal(view.phase, PHASE_CHANGE);
    assert_ptr_equal(view.previous, &session_kiosk);
    session_end(&session);
}

/* A phase each, before the change of place: whoever answers one reads the next. */
static void test_who_should_ask_is_told_before_all_else(void **state)
{
    (void)state;
    const struct dose hold = dose_of((struct dose){.sets = 1, .reps = 1, .hold_s = 9});
    struct exercise stands = {.id = "a", .position = POSITION_STANDING};
    struct routine_step steps[] = {{&stands, hold, ""}, {&seated, hold, ""}};
    struct routine routine = routine_of(steps, 2);
    struct session session;
    routine.change_s = 25;
    session_begin(&session, &routine, 0, 0);
    const struct phase *ask = &session.phases[session.step_first[1]];
    assert_string_equal(phase_word(session.phases[0].kind), "ready");
    for (int i = 0; i < 3; i++) {
        assert_string_equal(phase_word(ask[i].kind), "ask");
        assert_int_equal(ask[i].length_ms, i < 1 ? 0 : SESSION_READ_MS); /* not you, then ask */
        assert_int_equal(ask[i].rep, i + 1);
    }
    assert_string_equal(phase_word(ask[3].kind), "change");
    assert_string_equal(phase_word(ask[4].kind), "ready");
    session_apply(&session, SESSION_NEXT, 100);
    for (int i = 0; i < 3; i++) {
        struct session_view view;
        session_view(&session, 200, &view);
        assert_int_equal(view.number, i + 1);
        assert_true(view.number_is_rep);
        assert_int_equal(view.reps, 3);
        session_apply(&session, SESSION_DONE, 200);
    }
    assert_string_equal(phase_word(session.phases[session.current].kind), "change");
    session_end(&session);
}

/* Each alone for three seconds. */
static void test_getting_ready_takes_as_long_as_its_sentences(void **state)
{
    (void)state;
    static const struct instruction many[] = {
        {ROLE_SETUP, WHEN_ANY, "a"}, {ROLE_SETUP, WHEN_ANY, "b"}, {ROLE_MOVE, WHEN_ANY, "c"},
        {ROLE_CUE, WHEN_READY, "d"}, {ROLE_CUE, WHEN_MOVE, "e"},  {ROLE_CUE, WHEN_HOLD, "f"}};
    struct exercise exercise = {
        .id = "a", .steps = many, .step_count = 6, .precautions = {who_asks, 2}};
    struct routine_step steps[] = {{&plain, {.sets = 1, .reps = 1}, ""},
                                   {&exercise, {.sets = 1, .reps = 1}, "note"}};
    struct routine routine = routine_of(steps, 2);
    assert_int_equal(session_step_length(&routine, 0), 8000 + 4000);
    assert_int_equal(session_step_length(&routine, 1), 6 * SESSION_SETUP_MS + 4000);
}

static const struct instruction comes_back[] = {{ROLE_MOVE, WHEN_ANY, "a"},
                                                {ROLE_CUE, WHEN_LET_GO, "b"}};

/* Whatever follows, and also where nothing does. */
static void test_letting_go_has_time_of_its_own(void **state)
{
    (void)state;
    struct exercise held = {.id = "a", .steps = comes_back, .step_count = 2};
    struct exercise not_said = {.id = "b", .steps = comes_back, .step_count = 1};
    check_timeline(&held, (struct dose){.sets = 1, .reps = 1, .hold_s = 9},
                   "ready:-:8 hold:-:9 rest:-:5 finished:-:0");
    check_timeline(&held, (struct dose){.sets = 1, .reps = 1, .hold_s = 9, .rest_s = 60},
                   "ready:-:8 hold:-:9 rest:-:5 finished:-:0");
    check_timeline(&not_said, (struct dose){.sets = 1, .reps = 1, .hold_s = 9},
                   "ready:-:8 hold:-:9 finished:-:0");
    check_timeline(&held, (struct dose){.sets = 1, .reps = 1, .duration_s = 9},
                   "ready:-:8 move:-:9 finished:-:0");
    assert_string_equal(change_text(held, held, 25, false),
                        "change:25 ready hold rest:8 ready hold rest:5");
}

static void test_a_step_swapped_for_one_elsewhere_has_time_for_it(void **state)
{
    (void)state;
    struct exercise second = {.id = "d"}, seated_one = {.id = "c", .position = POSITION_CHAIR};
    struct exercise first = {.id = "a", .dose = {.hold_s = 9}, .easier = &seated_one};
    seated_one.dose = dose_of((struct dose){.sets = 1, .reps = 1, .hold_s = 9});
    const char *text = change_text(first, second, 25, true);
    assert_string_equal(text, "change:25 ready hold change:25 ready hold");
}

/* The kinds of the phases of a step, one after the other. */
static const char *step_text(const struct session *session, int step)
{
    static char text[120];
    *text = '\0';
    for (int i = session->step_first[step]; i < session->step_first[step + 1]; i++) {
        size_t length = strlen(text);
        snprintf(text + length, sizeof text - length, "%s%s", length ? " " : "",
                 phase_word(session->phases[i].kind));
    }
    return text;
}

/* Whoever lies there already is not led there again, unless another step was gone to meanwhile. */
static void test_an_easier_version_begins_where_the_body_is(void **state)
{
    (void)state;
    struct exercise smaller = {.id = "b", .position = POSITION_SUPINE};
    struct exercise lying = {.id = "a", .position = POSITION_SUPINE, .easier = &smaller};
    const struct dose hold = dose_of((struct dose){.sets = 1, .reps = 1, .hold_s = 9});
    smaller.dose = hold;
    struct routine_step steps[] = {{&lying, hold, ""}, {&lying, hold, ""}};
    struct routine routine = routine_of(steps, 2);
    routine.change_s = 25;
    struct session session;
    session_begin(&session, &routine, 0, 0);
    session_apply(&session, SESSION_SWAP_EASIER, 1000);
    assert_string_equal(step_text(&session, 0), "change ready hold");
    session_end(&session);

    session_begin(&session, &routine, 0, 0);
    session_apply(&session, SESSION_DONE, 1000);
    session_apply(&session, SESSION_SWAP_EASIER, 2000);
    assert_string_equal(step_text(&session, 0), "ready hold");
    struct session_view view;
    session_view(&session, 2000, &view);
    assert_int_equal(view.phase, PHASE_READY);
    assert_ptr_equal(view.previous, &lying);
    session_apply(&session, SESSION_NEXT, 3000);
    session_view(&session, 3000, &view);
    assert_int_equal(view.step, 1);
    assert_ptr_equal(view.previous, &smaller);
    session_apply(&session, SESSION_BACK, 3500);
    assert_string_equal(step_text(&session, 0), "change ready hold");
    session_end(&session);
}

static void test_each_side_gets_its_full_time(void **state)
{
    (void)state;
    check_timeline(&stretch, (struct dose){.sets = 1, .reps = 2, .hold_s = 30, .relax_s = 5},
                   "ready:L:8 hold:L:30 relax:L:5 hold:L:30 switch:R:6 hold:R:30 relax:R:5 "
                   "hold:R:30 finished:-:0");
    check_timeline(&stretch, (struct dose){.sets = 1, .reps = 1, .hold_s = 9, .side_change_s = 11},
                   "ready:L:8 hold:L:9 switch:R:11 hold:R:9 finished:-:0");
    check_timeline(&stretch, (struct dose){.sets = 1, .reps = 4, .tempo_s = {1, 1, 1}},
                   "ready:L:8 reps:L:12 switch:R:6 reps:R:12 finished:-:0");
    check_timeline(&stretch, (struct dose){.sets = 1, .reps = 4},
                   "ready:L:8 own:L:0 switch:R:6 own:R:0 finished:-:0");
    check_timeline(&stretch, (struct dose){.sets = 1, .reps = 1, .duration_s = 40},
                   "ready:L:8 move:L:40 switch:R:6 move:R:40 finished:-:0");
    check_timeline(&stretch, (struct dose){.sets = 1, .reps = 1, .breaths = 2},
                   "ready:L:8 breaths:L:20 switch:R:6 breaths:R:20 finished:-:0");
}

static void test_alternating_sides(void **state)
{
    (void)state;
    check_timeline(&march, (struct dose){.sets = 1, .reps = 2, .hold_s = 5, .relax_s = 3},
                   "ready:L:8 hold:L:5 relax:R:3 hold:R:5 relax:L:3 hold:L:5 relax:R:3 hold:R:5 "
                   "finished:-:0");
    check_timeline(&march, (struct dose){.sets = 1, .reps = 1, .hold_s = 5},
                   "ready:L:8 hold:L:5 switch:R:6 hold:R:5 finished:-:0");
    check_timeline(&march, (struct dose){.sets = 1, .reps = 4, .tempo_s = {1, 0, 1}},
                   "ready:L:8 reps:L:16 finished:-:0");
    check_timeline(&march, (struct dose){.sets = 1, .reps = 4}, "ready:-:8 own:-:0 finished:-:0");
    check_timeline(&march, (struct dose){.sets = 1, .reps = 1, .duration_s = 60},
                   "ready:-:8 move:-:60 finished:-:0");
    check_timeline(&march,
                   (struct dose){.sets = 1, .reps = 1, .duration_s = 60, .tempo_s = {1, 0, 1}},
                   "ready:L:8 move:L:60 finished:-:0");
    check_timeline(&march, (struct dose){.sets = 1, .reps = 1, .breaths = 4},
                   "ready:L:8 breaths:L:40 finished:-:0");
}

static void test_sets(void **state)
{
    (void)state;
    check_timeline(&plain, (struct dose){.sets = 3, .reps = 2, .tempo_s = {1, 1, 1}, .rest_s = 9},
                   "ready:-:8 reps:-:6 rest:-:9 reps:-:6 rest:-:9 reps:-:6 finished:-:0");
    check_timeline(&plain, (struct dose){.sets = 2, .reps = 2, .tempo_s = {1, 1, 1}},
                   "ready:-:8 reps:-:6 reps:-:6 finished:-:0");
    check_timeline(&plain, (struct dose){.sets = 2, .reps = 1, .hold_s = 5, .relax_s = 2},
                   "ready:-:8 hold:-:5 relax:-:2 hold:-:5 finished:-:0");
    check_timeline(&stretch,
                   (struct dose){.sets = 2, .reps = 1, .hold_s = 5, .relax_s = 2, .rest_s = 30},
                   "ready:L:8 hold:L:5 switch:R:6 hold:R:5 rest:L:30 hold:L:5 switch:R:6 hold:R:5 "
                   "finished:-:0");
    /* Without a rest, turning round still takes its time. */
    check_timeline(&stretch, (struct dose){.sets = 2, .reps = 1, .hold_s = 5, .relax_s = 2},
                   "ready:L:8 hold:L:5 switch:R:6 hold:R:5 switch:L:6 hold:L:5 switch:R:6 hold:R:5 "
                   "finished:-:0");
    check_timeline(&march, (struct dose){.sets = 2, .reps = 1, .hold_s = 5, .relax_s = 2},
                   "ready:L:8 hold:L:5 relax:R:2 hold:R:5 relax:L:2 hold:L:5 relax:R:2 hold:R:5 "
                   "finished:-:0");
    check_timeline(&march, (struct dose){.sets = 2, .reps = 1, .tempo_s = {1, 0, 1}},
                   "ready:L:8 reps:L:4 reps:L:4 finished:-:0");
}

static void test_sides_change_at_once_where_no_time_is_given(void **state)
{
    (void)state;
    check_timeline(&stretch, (struct dose){.reps = 1, .hold_s = 9, .side_change_s = -1},
                   "ready:L:8 hold:L:9 hold:R:9 finished:-:0");
    check_timeline(&march, (struct dose){.reps = 2, .hold_s = 5, .side_change_s = -1},
                   "ready:L:8 hold:L:5 hold:R:5 hold:L:5 hold:R:5 finished:-:0");
    check_timeline(&stretch, (struct dose){.reps = 4, .side_change_s = -1},
                   "ready:L:8 own:L:0 own:R:0 finished:-:0");
}

static void test_a_dose_beyond_the_limits_is_the_nearest_within(void **state)
{
    (void)state;
    check_timeline(&plain, (struct dose){.reps = 1, .hold_s = DOSE_HOLD_S_MAX + 1},
                   "ready:-:8 hold:-:600 finished:-:0");
    check_timeline(&plain, (struct dose){.reps = 2, .tempo_s = {0.1, 0, 0.1}},
                   "ready:-:8 reps:-:2 finished:-:0");
    check_timeline(&plain, (struct dose){.duration_s = 1}, "ready:-:8 move:-:5 finished:-:0");
}

static void test_breaths(void **state)
{
    (void)state;
    check_timeline(&plain, (struct dose){.breaths = 3}, "ready:-:8 breaths:-:30 finished:-:0");
    check_timeline(&plain, (struct dose){.breaths = 3, .breath_s = {2.5, 3}},
                   "ready:-:8 breaths:-:16.5 finished:-:0");
}

static void test_counters(void **state)
{
    (void)state;
    struct routine_step steps[] = {
        {&stretch,
         {.sets = 2, .reps = 2, .hold_s = 5, .relax_s = 2, .rest_s = 9, .side_change_s = 6},
         ""},
        {&march, {.sets = 1, .reps = 2, .hold_s = 5, .relax_s = 2}, ""}};
    struct routine routine = routine_of(steps, 2);
    struct session session;
    session_begin(&session, &routine, 0, 0);
    assert_string_equal(
        timeline_text(&session, true),
        "ready:L:8:1.1 hold:L:5:1.1 relax:L:2:1.1 hold:L:5:1.2 switch:R:6:1.2 hold:R:5:1.1 "
        "relax:R:2:1.1 hold:R:5:1.2 rest:L:9:1.2 hold:L:5:2.1 relax:L:2:2.1 hold:L:5:2.2 "
        "switch:R:6:2.2 hold:R:5:2.1 relax:R:2:2.1 hold:R:5:2.2 rest:R:9:2.2 "
        "ready:L:5:1.1 hold:L:5:1.1 relax:R:2:1.1 hold:R:5:1.1 relax:L:2:1.1 hold:L:5:1.2 "
        "relax:R:2:1.2 hold:R:5:1.2 finished:-:0:0.0");
    session_end(&session);
}

static void test_ready_is_longer_where_the_session_begins(void **state)
{
    (void)state;
    struct routine_step steps[4];
    for (int i = 0; i < 4; i++)
        steps[i] = (struct routine_step){&plain, {.sets = 1, .reps = 1, .hold_s = 5}, ""};
    steps[1].dose.rest_s = 20;
    steps[3].dose.rest_s = 20;
    struct routine routine = routine_of(steps, 4);
    struct session session;
    session_begin(&session, &routine, 2, 0);
    assert_string_equal(timeline_text(&session, false),
                        "ready:-:8 hold:-:5 ready:-:5 hold:-:5 rest:-:20 ready:-:8 hold:-:5 "
                        "ready:-:5 hold:-:5 finished:-:0");
    session_end(&session);
}

static void test_lengths_are_the_sum_the_player_runs(void **state)
{
    (void)state;
    struct session session;
    session_begin(&session, &all_routine, 0, 0);
    ms_t sum = 0;
    for (int step = 0; step < session.step_count; step++) {
        ms_t step_sum = 0;
        for (int i = 0; i < session.phase_count; i++) {
            const struct phase *p = &session.phases[i];
            if (p->step != step)
                continue;
            step_sum += p->kind == PHASE_OWN_PACE ? 5 * 4000 : p->planned_ms;
        }
        assert_int_equal(session_step_length(&all_routine, step), step_sum);
        sum += step_sum;
    }
    assert_int_equal(session_routine_length(&all_routine), sum);
    assert_int_equal(session_step_length(&all_routine, 0),
                     8000 + 2 * (2 * (20 + 3 + 20) + 6) * 1000 + 10000 + 10000 + 8 * 2500);
    assert_int_equal(session_step_length(&all_routine, -1), 0);
    assert_int_equal(session_step_length(&all_routine, session.step_count), 0);
    struct session_view view;
    session_view(&session, 0, &view);
    assert_int_equal(view.routine_left_ms, sum);
    session_end(&session);
}

/* Played to its end, with own pace done after exactly its estimate. */
static void test_played_length_is_the_promised_one(void **state)
{
    (void)state;
    struct session session;
    session_begin(&session, &all_routine, 0, 5000);
    ms_t now = 5000;
    while (session.state != SESSION_ENDED) {
        const struct phase *p = &session.phases[session.current];
        now += p->planned_ms;
        if (phase_waits(p))
            session_apply(&session, SESSION_DONE, now);
        session_advance(&session, now);
    }
    assert_int_equal(now - 5000, session_routine_length(&all_routine));
    assert_int_equal(session.active_ms, session_routine_length(&all_routine));
    session_end(&session);
}

static void test_alternating_own_pace_is_estimated_for_both_sides(void **state)
{
    (void)state;
    struct routine_step step = {&march, {.sets = 1, .reps = 10}, ""};
    struct routine routine = routine_of(&step, 1);
    assert_int_equal(session_routine_length(&routine), 8000 + 2 * 10 * 4000);
}

static void test_dose_kind(void **state)
{
    (void)state;
    struct dose dose = {.reps = 10};
    assert_int_equal(dose_kind(&dose), DOSE_OWN_PACE);
    dose.tempo_s[2] = 1;
    assert_int_equal(dose_kind(&dose), DOSE_PACED);
    dose.duration_s = 1;
    assert_int_equal(dose_kind(&dose), DOSE_TIME);
    dose.hold_s = 1;
    assert_int_equal(dose_kind(&dose), DOSE_HOLD);
    dose.breaths = 1;
    assert_int_equal(dose_kind(&dose), DOSE_BREATHS);
}

static struct dose absurd_dose(uint32_t *seed)
{
    static const int ints[] = {0, -1, 1, 7, INT32_MAX, INT32_MIN, 1000000};
    static const double doubles[] = {0,        -1,   1e-9, 0.3,       2,        1e300,
                                     INFINITY, -1e9, NAN,  -INFINITY, 4294967.5};
    int picked[8];
    double times[5];
    for (int i = 0; i < 8; i++)
        picked[i] = ints[random_below(seed, 7)];
    for (int i = 0; i < 5; i++)
        times[i] = doubles[random_below(seed, 11)];
    return (struct dose){.sets = picked[0],
                         .reps = picked[1],
                         .hold_s = picked[2],
                         .relax_s = picked[3],
                         .rest_s = picked[4],
                         .duration_s = picked[5],
                         .breaths = picked[6],
                         .side_change_s = picked[7],
                         .tempo_s = {times[0], times[1], times[2]},
                         .breath_s = {times[3], times[4]}};
}

static void test_absurd_doses_are_clamped(void **state)
{
    (void)state;
    static const struct exercise *const exercises[] = {&stretch, &march, &plain, NULL};
    uint32_t seed = 20240501;
    for (int round = 0; round < 3000; round++) {
        struct routine_step step = {exercises[round % 4], absurd_dose(&seed), ""};
        struct routine routine = routine_of(&step, 1);
        struct session session;
        session_begin(&session, &routine, random_below(&seed, 3) - 1, 0);
        assert_in_range(session.phase_count, 3, DOSE_SETS_MAX * 2 * DOSE_REPS_MAX * 2 + 60);
        ms_t sum = 0;
        for (int i = 0; i < session.phase_count; i++) {
            const struct phase *p = &session.phases[i];
            bool endless = phase_waits(p) || p->kind == PHASE_FINISHED;
            assert_int_equal(p->length_ms == 0, endless);
            assert_true(p->length_ms >= 0 && p->length_ms <= 36LL * 3600 * 1000);
            assert_true(p->planned_ms >= p->length_ms);
            sum += p->planned_ms;
        }
        assert_int_equal(sum, session_routine_length(&routine));
        session_end(&session);
    }
}

static void test_routine_without_steps_is_over(void **state)
{
    (void)state;
    struct routine routine = routine_of(NULL, 3);
    struct session session;
    struct session_view view;
    session_begin(&session, &routine, 2, 0);
    for (int event = SESSION_PAUSE; event <= SESSION_SWAP_EASIER; event++)
        session_apply(&session, (enum session_event)event, 10);
    session_view(&session, 20, &view);
    assert_int_equal(view.state, SESSION_ENDED);
    assert_null(view.current);
    assert_int_equal(session_routine_length(&routine), 0);
    assert_false(session_running(&session));
    session_end(&session);
    session_end(&session);
    session_view(&session, 20, &view);
    assert_int_equal(view.state, SESSION_ENDED);
    session_advance(&session, 30);
    session_apply(&session, SESSION_NEXT, 30);
    assert_false(session_running(&session));
}

/* content/ warns of endless routines, and cannot ask the session. */
static void test_the_estimate_of_a_dose_is_near_what_the_player_runs(void **state)
{
    (void)state;
    static const enum sides sides[] = {SIDES_NONE, SIDES_EACH, SIDES_ALTERNATE};
    for (size_t i = 0; i < sizeof all_steps / sizeof *all_steps; i++) {
        for (size_t k = 0; k < 3; k++) {
            struct exercise exercise = {.id = "any", .sides = sides[k]};
            struct routine_step step = {&exercise, all_steps[i].dose, ""};
            step.dose.sets *= 5; /* so that getting ready counts for little */
            step.dose.breath_s[0] = 4;
            step.dose.breath_s[1] = 6;
            step.dose.side_change_s = 6;
            struct routine routine = routine_of(&step, 1);
            double exact = (double)session_routine_length(&routine) / 1000;
            double near = dose_estimate_s(&step.dose, sides[k]);
            assert_true(near > 0.7 * exact - 8 && near < 1.3 * exact);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hold),
        cmocka_unit_test(test_a_hold_counts_from_its_pose),
        cmocka_unit_test(test_there_is_time_to_change_place),
        cmocka_unit_test(test_a_session_begins_with_a_change_of_place),
        cmocka_unit_test(test_who_should_ask_is_told_before_all_else),
        cmocka_unit_test(test_getting_ready_takes_as_long_as_its_sentences),
        cmocka_unit_test(test_letting_go_has_time_of_its_own),
        cmocka_unit_test(test_a_step_swapped_for_one_elsewhere_has_time_for_it),
        cmocka_unit_test(test_an_easier_version_begins_where_the_body_is),
        cmocka_unit_test(test_each_side_gets_its_full_time),
        cmocka_unit_test(test_alternating_sides),
        cmocka_unit_test(test_sets),
        cmocka_unit_test(test_sides_change_at_once_where_no_time_is_given),
        cmocka_unit_test(test_a_dose_beyond_the_limits_is_the_nearest_within),
        cmocka_unit_test(test_breaths),
        cmocka_unit_test(test_counters),
        cmocka_unit_test(test_ready_is_longer_where_the_session_begins),
        cmocka_unit_test(test_lengths_are_the_sum_the_player_runs),
        cmocka_unit_test(test_played_length_is_the_promised_one),
        cmocka_unit_test(test_alternating_own_pace_is_estimated_for_both_sides),
        cmocka_unit_test(test_dose_kind),
        cmocka_unit_test(test_the_estimate_of_a_dose_is_near_what_the_player_runs),
        cmocka_unit_test(test_absurd_doses_are_clamped),
        cmocka_unit_test(test_routine_without_steps_is_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
