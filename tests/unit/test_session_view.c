// links: session content figure json base
#include "test_session_fixture.h"

#include <math.h>

/* What a moment looks like: counters, numbers, the figure's part and side. */

static void check_near(double value, double expected)
{
    assert_true(fabs(value - expected) < 1e-9);
}

struct player {
    struct routine_step step;
    struct routine routine;
    struct session session;
};

static void player_begin(struct player *player, const struct exercise *exercise, struct dose dose)
{
    player->step = (struct routine_step){exercise, dose_of(dose), ""};
    player->routine = routine_of(&player->step, 1);
    session_begin(&player->session, &player->routine, 0, 0);
}

static struct session_view view_at(const struct session *session, ms_t now)
{
    struct session_view view;
    session_view(session, now, &view);
    return view;
}

/* "hold:L:OUT:0.40"; phase, side, part, fraction. */
static const char *motion_text(const struct session *session, ms_t now)
{
    static const char *const parts[] = {"OUT", "STAY", "BACK", "CYCLE", "REST"};
    static char text[64];
    struct session_view view = view_at(session, now);
    snprintf(text, sizeof text, "%s:%c:%s:%.2f", phase_word(view.phase), "-LR"[view.side],
             parts[view.motion.part], view.motion.fraction);
    return text;
}

static void check_motion(const struct session *session, ms_t now, const char *expected)
{
    assert_string_equal(motion_text(session, now), expected);
}

static void test_hold_motion(void **state)
{
    (void)state;
    struct player p;
    player_begin(&p, &stretch, (struct dose){.sets = 1, .reps = 2, .hold_s = 20, .relax_s = 5});
    const struct session *s = &p.session;
    check_motion(s, 0, "ready:L:REST:0.00");
    check_motion(s, 7999, "ready:L:REST:1.00");
    check_motion(s, 8000, "hold:L:OUT:0.00");
    check_motion(s, 9000, "hold:L:OUT:0.40");
    check_motion(s, 10499, "hold:L:OUT:1.00");
    check_motion(s, 10500, "hold:L:STAY:0.00");
    assert_int_equal(view_at(s, 10500).motion.elapsed_ms, 2500);
    assert_int_equal(view_at(s, 7000).beat_ms, 1000);
    assert_int_equal(view_at(s, 9000).beat_ms, 1500);
    assert_int_equal(view_at(s, 10500).beat_ms, 20000);
    check_motion(s, 30499, "hold:L:STAY:1.00");
    check_motion(s, 30500, "relax:L:BACK:0.00");
    check_motion(s, 31750, "relax:L:BACK:0.50");
    check_motion(s, 33000, "relax:L:REST:0.00");
    check_motion(s, 35500, "hold:L:OUT:0.00");
    /* The former side comes out of its pose, then the figure shows the other one. */
    check_motion(s, 58000, "switch:L:BACK:0.00");
    check_motion(s, 59999, "switch:L:BACK:1.00");
    check_motion(s, 60000, "switch:R:REST:0.00");
    assert_int_equal(view_at(s, 58000).side_next, SIDE_RIGHT);
    check_motion(s, 64000, "hold:R:OUT:0.00");
    session_end(&p.session);
}

/* Never while the hold counts. */
static void test_letting_go_is_the_beginning_of_what_follows_a_hold(void **state)
{
    (void)state;
    struct player p;
    player_begin(&p, &stretch, (struct dose){.sets = 1, .reps = 2, .hold_s = 20, .relax_s = 5});
    assert_false(view_at(&p.session, 30499).letting_go);
    assert_true(view_at(&p.session, 30500).letting_go);
    assert_true(view_at(&p.session, 35499).letting_go);
    assert_false(view_at(&p.session, 35500).letting_go);
    assert_true(view_at(&p.session, 58000).letting_go);
    assert_false(view_at(&p.session, 61000).letting_go);
    session_end(&p.session);
    player_begin(&p, &plain, (struct dose){.sets = 2, .reps = 1, .breaths = 1, .rest_s = 5});
    assert_int_equal(view_at(&p.session, 18000).phase, PHASE_REST);
    assert_false(view_at(&p.session, 18000).letting_go);
    session_end(&p.session);
}

static void test_short_holds_move_faster(void **state)
{
    (void)state;
    struct player p;
    player_begin(&p, &plain, (struct dose){.sets = 2, .reps = 1, .hold_s = 4, .rest_s = 1});
    const struct session *s = &p.session;
    check_motion(s, 8500, "hold:-:OUT:0.50");
    check_motion(s, 9000, "hold:-:STAY:0.00");
    check_motion(s, 13000, "rest:-:BACK:0.00");
    check_motion(s, 13999, "rest:-:BACK:1.00");
    session_end(&p.session);
    player_begin(&p, &plain, (struct dose){.sets = 1, .reps = 2, .hold_s = 4, .relax_s = 2});
    check_motion(s, 14000, "relax:-:BACK:0.50");
    session_end(&p.session);
}

static void test_holds_without_relax_stay_in_the_pose(void **state)
{
    (void)state;
    struct player p;
    player_begin(&p, &plain, (struct dose){.sets = 1, .reps = 2, .hold_s = 20});
    check_motion(&p.session, 30499, "hold:-:STAY:1.00");
    check_motion(&p.session, 30500, "hold:-:STAY:0.00");
    assert_int_equal(view_at(&p.session, 30500).rep, 2);
    session_end(&p.session);
}

static void test_alternating_holds(void **state)
{
    (void)state;
    struct player p;
    player_begin(&p, &march, (struct dose){.sets = 1, .reps = 2, .hold_s = 10, .relax_s = 5});
    const struct session *s = &p.session;
    check_motion(s, 20500, "relax:L:BACK:0.00");
    check_motion(s, 23000, "relax:R:REST:0.00");
    check_motion(s, 25500, "hold:R:OUT:0.00");
    check_motion(s, 38000, "relax:R:BACK:0.00");
    check_motion(s, 43000, "hold:L:OUT:0.00");
    struct session_view view = view_at(s, 25500);
    assert_int_equal(view.rep, 1);
    assert_int_equal(view.side_index, 2);
    assert_int_equal(view.sides, 2);
    view = view_at(s, 43000);
    assert_int_equal(view.rep, 2);
    assert_int_equal(view.reps, 2);
    assert_int_equal(view.side_index, 1);
    session_end(&p.session);
}

static void test_a_side_that_follows_at_once_moves_out_anew(void **state)
{
    (void)state;
    struct player p;
    player_begin(&p, &stretch, (struct dose){.reps = 1, .hold_s = 10, .side_change_s = -1});
    check_motion(&p.session, 8000 + 12499, "hold:L:STAY:1.00");
    check_motion(&p.session, 8000 + 12500, "hold:R:OUT:0.00");
    session_end(&p.session);
}

static void test_rest_after_a_step_comes_out_of_the_hold(void **state)
{
    (void)state;
    struct routine_step steps[] = {
        {&stretch, {.sets = 1, .reps = 1, .hold_s = 10, .rest_s = 5, .side_change_s = 6}, ""},
        {&march, {.sets = 1, .reps = 1, .hold_s = 10}, ""}};
    struct routine routine = routine_of(steps, 2);
    struct session session;
    session_begin(&session, &routine, 0, 0);
    ms_t rest = 8000 + 12500 + 6000 + 12500;
    check_motion(&session, rest, "rest:R:BACK:0.00");
    check_motion(&session, rest + 2000, "rest:R:REST:0.00");
    assert_int_equal(view_at(&session, rest + 4999).step, 0);
    check_motion(&session, rest + 5000, "ready:L:REST:0.00");
    assert_int_equal(view_at(&session, rest + 5000).number, 5);
    session_end(&session);
}

static void test_paced_reps_move_at_the_tempo(void **state)
{
    (void)state;
    struct player p;
    player_begin(&p, &plain,
                 (struct dose){.sets = 1, .reps = 10, .tempo_s = {2, 1, 3}, .rest_s = 9});
    const struct session *s = &p.session;
    for (int rep = 0; rep < 10; rep++) {
        ms_t start = 8000 + rep * 6000;
        check_motion(s, start, "reps:-:OUT:0.00");
        check_motion(s, start + 1000, "reps:-:OUT:0.50");
        check_motion(s, start + 2000, "reps:-:STAY:0.00");
        check_motion(s, start + 3000, "reps:-:BACK:0.00");
        check_motion(s, start + 4500, "reps:-:BACK:0.50");
        check_motion(s, start + 5999, "reps:-:BACK:1.00");
        for (ms_t t = start; t < start + 6000; t += 1999) {
            struct session_view view = view_at(s, t);
            assert_int_equal(view.rep, rep + 1);
            assert_int_equal(view.reps, 10);
            assert_int_equal(view.number, rep + 1);
            assert_true(view.number_is_rep);
            assert_int_equal(view.beat_ms, start + 6000 - t);
            check_near(view.rep_progress, (double)(t - start) / 6000);
        }
    }
    check_motion(s, 68000, "finished:-:REST:0.00");
    session_end(&p.session);
}

static void test_tempo_without_some_parts(void **state)
{
    (void)state;
    struct player p;
    player_begin(&p, &plain, (struct dose){.sets = 1, .reps = 2, .tempo_s = {0, 0, 2}});
    check_motion(&p.session, 8000, "reps:-:BACK:0.00");
    check_motion(&p.session, 10000, "reps:-:BACK:0.00");
    session_end(&p.session);
    player_begin(&p, &plain, (struct dose){.sets = 1, .reps = 2, .tempo_s = {1.25, 0, 1}});
    check_motion(&p.session, 8000 + 1249, "reps:-:OUT:1.00");
    check_motion(&p.session, 8000 + 1250, "reps:-:BACK:0.00");
    check_motion(&p.session, 8000 + 2250, "reps:-:OUT:0.00");
    session_end(&p.session);
}

static void test_alternating_reps_follow_the_side(void **state)
{
    (void)state;
    struct player p;
    player_begin(&p, &march, (struct dose){.sets = 1, .reps = 3, .tempo_s = {1, 0, 1}});
    for (int i = 0; i < 6; i++) {
        struct session_view view = view_at(&p.session, 8000 + i * 2000);
        assert_int_equal(view.side, i % 2 ? SIDE_RIGHT : SIDE_LEFT);
        assert_int_equal(view.rep, i / 2 + 1);
        assert_int_equal(view.reps, 3);
    }
    assert_int_equal(view_at(&p.session, 20000).state, SESSION_ENDED);
    session_end(&p.session);
}

static void test_breaths(void **state)
{
    (void)state;
    struct player p;
    player_begin(&p, &plain, (struct dose){.sets = 1, .reps = 1, .breaths = 3});
    const struct session *s = &p.session;
    for (int breath = 0; breath < 3; breath++) {
        ms_t start = 8000 + breath * 10000;
        check_motion(s, start, "breaths:-:OUT:0.00");
        check_motion(s, start + 2000, "breaths:-:OUT:0.50");
        assert_true(view_at(s, start + 3999).breathing_in);
        assert_false(view_at(s, start + 4000).breathing_in);
        check_motion(s, start + 4000, "breaths:-:BACK:0.00");
        check_motion(s, start + 7000, "breaths:-:BACK:0.50");
        assert_int_equal(view_at(s, start + 1000).beat_ms, 3000);
        assert_int_equal(view_at(s, start + 5000).beat_ms, 5000);
        assert_int_equal(view_at(s, start + 9999).rep, breath + 1);
        assert_int_equal(view_at(s, start).reps, 3);
        assert_int_equal(view_at(s, start).number, breath + 1);
    }
    assert_false(view_at(s, 7999).breathing_in);
    session_end(&p.session);
}

static void test_timed_movement(void **state)
{
    (void)state;
    struct player p;
    player_begin(&p, &plain, (struct dose){.sets = 1, .reps = 1, .duration_s = 30});
    struct session_view view = view_at(&p.session, 8000 + 1500);
    check_motion(&p.session, 8000 + 1500, "move:-:CYCLE:0.00");
    assert_int_equal(view.motion.elapsed_ms, 1500);
    assert_true(view.motion.loop_s == 0);
    assert_false(view.motion.mirror_loops);
    assert_int_equal(view.number, 29);
    assert_false(view.number_is_rep);
    session_end(&p.session);
    player_begin(&p, &march, (struct dose){.sets = 1, .reps = 1, .duration_s = 30});
    view = view_at(&p.session, 9000);
    assert_true(view.motion.mirror_loops);
    assert_int_equal(view.side, SIDE_NONE);
    assert_int_equal(view.sides, 1);
    session_end(&p.session);
    player_begin(&p, &march,
                 (struct dose){.sets = 1, .reps = 1, .duration_s = 30, .tempo_s = {1, 0, 1}});
    check_motion(&p.session, 8000 + 500, "move:L:CYCLE:0.25");
    check_motion(&p.session, 8000 + 2500, "move:R:CYCLE:0.25");
    check_near(view_at(&p.session, 9000).motion.loop_s, 2);
    session_end(&p.session);
}

static void test_own_pace(void **state)
{
    (void)state;
    struct player p;
    player_begin(&p, &plain, (struct dose){.sets = 2, .reps = 10});
    struct session_view view = view_at(&p.session, 8000 + 10000);
    check_motion(&p.session, 18000, "own:-:CYCLE:0.00");
    assert_int_equal(view.remaining_ms, 0);
    assert_int_equal(view.beat_ms, 0);
    assert_true(view.progress == 0);
    assert_int_equal(view.number, 10);
    assert_int_equal(view.rep, 0);
    assert_true(view.number_is_rep);
    assert_int_equal(view.motion.elapsed_ms, 10000);
    assert_int_equal(view.routine_left_ms, 30000 + 40000);
    check_near(view.step_progress, 18.0 / 88);
    assert_int_equal(view_at(&p.session, 48000).routine_left_ms, 40000);
    assert_int_equal(view_at(&p.session, 9999999).routine_left_ms, 40000);
    session_end(&p.session);
}

static void test_numbers_count_whole_seconds(void **state)
{
    (void)state;
    struct player p;
    player_begin(&p, &plain, (struct dose){.sets = 1, .reps = 1, .hold_s = 20});
    assert_int_equal(view_at(&p.session, 0).number, 8);
    assert_int_equal(view_at(&p.session, 7999).number, 1);
    assert_int_equal(view_at(&p.session, 8000).number, 20);
    /* Nothing is counted on the way into the pose. */
    assert_int_equal(view_at(&p.session, 10499).number, 20);
    assert_true(view_at(&p.session, 10499).progress == 0);
    assert_int_equal(view_at(&p.session, 10501).number, 20);
    assert_int_equal(view_at(&p.session, 11499).number, 20);
    assert_int_equal(view_at(&p.session, 11500).number, 19);
    check_near(view_at(&p.session, 20500).progress, 0.5);
    assert_int_equal(view_at(&p.session, 29500).number, 1);
    assert_int_equal(view_at(&p.session, 30499).number, 1);
    struct session_view view = view_at(&p.session, 30500);
    assert_int_equal(view.number, 0);
    assert_int_equal(view.phase, PHASE_FINISHED);
    assert_null(view.current);
    assert_null(view.next);
    assert_int_equal(view.step, 1);
    assert_true(view.step_progress == 1);
    session_end(&p.session);
}

static void test_progress_of_a_step_spans_all_its_phases(void **state)
{
    (void)state;
    struct session session;
    session_begin(&session, &all_routine, 0, 0);
    ms_t length = session_step_length(&all_routine, 0);
    for (ms_t t = 0; t < length; t += 777)
        check_near(view_at(&session, t).step_progress, (double)t / (double)length);
    assert_int_equal(view_at(&session, length).step, 1);
    assert_true(view_at(&session, length).step_progress == 0);
    session_end(&session);
}

static void check_in_unit(double value)
{
    assert_true(value >= 0 && value <= 1);
}

static void check_number(const struct session_view *view)
{
    if (view->phase == PHASE_OWN_PACE)
        assert_int_equal(view->number, view->reps);
    else if (view->number_is_rep)
        assert_int_equal(view->number, view->rep);
    else
        assert_int_equal(view->number, (int)ceil((double)view->remaining_ms / 1000));
    assert_true(view->number > 0);
}

static void check_invariants(const struct session *session, const struct session_view *view)
{
    assert_in_range(view->step, 0, view->step_count);
    check_in_unit(view->progress);
    check_in_unit(view->rep_progress);
    check_in_unit(view->step_progress);
    check_in_unit(view->motion.fraction);
    assert_true(view->motion.loop_s >= 0 && view->motion.elapsed_ms >= 0);
    assert_true(view->routine_left_ms >= 0);
    assert_int_equal(view->state == SESSION_ENDED, view->phase == PHASE_FINISHED);
    assert_int_equal(view->count_in > 0, view->state == SESSION_COUNT_IN);
    if (view->state == SESSION_ENDED) {
        assert_null(view->current);
        assert_int_equal(view->routine_left_ms, 0);
        return;
    }
    const struct phase *p = &session->phases[session->current];
    assert_true(view->remaining_ms >= 0 && view->remaining_ms <= p->length_ms);
    assert_int_equal(view->remaining_ms > 0, p->length_ms > 0);
    assert_ptr_equal(view->current, &session->steps[view->step]);
    assert_in_range(view->set, 1, view->sets);
    assert_in_range(view->rep, view->phase == PHASE_OWN_PACE ? 0 : 1, view->reps);
    assert_in_range(view->side_index, 1, view->sides);
    assert_int_equal(view->sides == 1, view->side == SIDE_NONE);
    check_number(view);
}

/* Same step as before and nobody pressed anything: nothing runs backwards. */
static void check_undisturbed(const struct session_view *before, const struct session_view *after)
{
    assert_true(after->routine_left_ms <= before->routine_left_ms);
    assert_true(after->step >= before->step);
    if (after->step == before->step)
        assert_true(after->step_progress >= before->step_progress);
}

/* A movement of 20 s is shown in beats of a 30th of a second, one of 10 s in every moment. */
static void test_what_moves_slowly_moves_in_beats(void **state)
{
    (void)state;
    struct player p;
    struct session_view view;
    player_begin(&p, &march, (struct dose){.sets = 1, .reps = 1, .duration_s = 20});
    const ms_t begin = 8000, beats[] = {0, 34, 67, 100, 134};
    for (int i = 0; i < 4; i++)
        for (ms_t at = beats[i]; at < beats[i + 1]; at++) {
            session_view_moving(&p.session, begin + at, &view);
            assert_int_equal(view.motion.elapsed_ms, beats[i]);
            check_near(view.progress, (double)beats[i] / 20000);
            assert_int_equal(session_next_beat(&p.session, begin + at), begin + beats[i + 1]);
        }
    session_view_moving(&p.session, begin - 5, &view);
    assert_int_equal(view.phase, PHASE_READY);
    assert_int_equal(view.motion.elapsed_ms, begin - 5);
    assert_int_equal(session_next_beat(&p.session, begin - 5), begin - 5);
    session_apply(&p.session, SESSION_PAUSE, begin + 50);
    session_view_moving(&p.session, begin + 50, &view);
    assert_int_equal(view.motion.elapsed_ms, 50);
    session_end(&p.session);
    player_begin(&p, &march, (struct dose){.sets = 1, .reps = 1, .duration_s = 10});
    session_view_moving(&p.session, begin + 50, &view);
    assert_int_equal(view.motion.elapsed_ms, 50);
    assert_int_equal(session_next_beat(&p.session, begin + 50), begin + 50);
    session_end(&p.session);
}

static void test_monkey_keeps_the_invariants(void **state)
{
    (void)state;
    uint32_t seed = 12345;
    for (int round = 0; round < 100; round++) {
        struct session session;
        session_begin(&session, &all_routine, random_below(&seed, (int)all_routine.step_count), 0);
        struct session_view before = view_at(&session, 0);
        ms_t now = 0;
        for (int i = 0; i < 500; i++) {
            now += random_below(&seed, random_below(&seed, 4) ? 300 : 9000);
            session_advance(&session, now);
            struct session_view view = view_at(&session, now);
            check_invariants(&session, &view);
            check_undisturbed(&before, &view);
            if (random_below(&seed, 8) == 0) {
                enum session_event event = (enum session_event)random_below(&seed, 7);
                bool may_lengthen = event == SESSION_BACK || event == SESSION_SWAP_EASIER;
                before = view;
                session_apply(&session, event, now);
                view = view_at(&session, now);
                check_invariants(&session, &view);
                assert_true(may_lengthen || view.routine_left_ms <= before.routine_left_ms);
            }
            before = view;
        }
        session_end(&session);
    }
}

static void check_views_equal(const struct session_view *a, const struct session_view *b)
{
    assert_int_equal(a->state, b->state);
    assert_int_equal(a->phase, b->phase);
    assert_int_equal(a->side, b->side);
    assert_int_equal(a->side_next, b->side_next);
    assert_int_equal(a->step, b->step);
    assert_int_equal(a->set, b->set);
    assert_int_equal(a->rep, b->rep);
    assert_int_equal(a->remaining_ms, b->remaining_ms);
    assert_int_equal(a->number, b->number);
    assert_int_equal(a->count_in, b->count_in);
    assert_int_equal(a->routine_left_ms, b->routine_left_ms);
    assert_int_equal(a->motion.part, b->motion.part);
    assert_true(a->motion.fraction == b->motion.fraction);
    assert_int_equal(a->motion.elapsed_ms, b->motion.elapsed_ms);
    assert_true(a->progress == b->progress && a->step_progress == b->step_progress);
}

static void test_uneven_steps_equal_one_big_step(void **state)
{
    (void)state;
    uint32_t seed = 31337;
    for (int round = 0; round < 300; round++) {
        struct session fine, coarse;
        int first = random_below(&seed, 9);
        session_begin(&fine, &all_routine, first, 50);
        session_begin(&coarse, &all_routine, first, 50);
        ms_t now = 50;
        for (int leap = 0; leap < 4; leap++) {
            for (int i = random_below(&seed, 2000); i > 0; i--) {
                now += random_below(&seed, 40);
                session_advance(&fine, now);
            }
            struct session_view a = view_at(&fine, now), b = view_at(&coarse, now);
            check_views_equal(&a, &b);
            enum session_event event = (enum session_event)random_below(&seed, 7);
            session_apply(&fine, event, now);
            session_apply(&coarse, event, now);
            assert_int_equal(fine.active_ms, coarse.active_ms);
        }
        session_end(&fine);
        session_end(&coarse);
    }
}

static void test_looking_changes_nothing(void **state)
{
    (void)state;
    struct session session;
    session_begin(&session, &all_routine, 0, 0);
    struct session before = session;
    view_at(&session, 100000);
    assert_memory_equal(&session, &before, sizeof session);
    session_end(&session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hold_motion),
        cmocka_unit_test(test_letting_go_is_the_beginning_of_what_follows_a_hold),
        cmocka_unit_test(test_short_holds_move_faster),
        cmocka_unit_test(test_holds_without_relax_stay_in_the_pose),
        cmocka_unit_test(test_alternating_holds),
        cmocka_unit_test(test_a_side_that_follows_at_once_moves_out_anew),
        cmocka_unit_test(test_rest_after_a_step_comes_out_of_the_hold),
        cmocka_unit_test(test_paced_reps_move_at_the_tempo),
        cmocka_unit_test(test_tempo_without_some_parts),
        cmocka_unit_test(test_alternating_reps_follow_the_side),
        cmocka_unit_test(test_breaths),
        cmocka_unit_test(test_timed_movement),
        cmocka_unit_test(test_own_pace),
        cmocka_unit_test(test_numbers_count_whole_seconds),
        cmocka_unit_test(test_progress_of_a_step_spans_all_its_phases),
        cmocka_unit_test(test_what_moves_slowly_moves_in_beats),
        cmocka_unit_test(test_monkey_keeps_the_invariants),
        cmocka_unit_test(test_uneven_steps_equal_one_big_step),
        cmocka_unit_test(test_looking_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
