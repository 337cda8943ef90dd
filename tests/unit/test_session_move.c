// links: session content figure json base
/* A session goes on in an edited version of its routine. */
#include "test_session_fixture.h"

enum { STRETCH, MARCH, OWN, MOVE, BREATHE, HOLDS, EASED, TIMED, LAST, SEATED, STEPS };

/* An edited copy, with exercises that are copies too, as after loading again. */
struct edited {
    struct exercise exercises[STEPS], easier;
    struct routine_step steps[STEPS + 2];
    struct routine routine;
};

static void edit_begin(struct edited *edited)
{
    edited->easier = easier_stretch;
    for (int i = 0; i < STEPS; i++) {
        edited->exercises[i] = *all_steps[i].exercise;
        if (edited->exercises[i].easier)
            edited->exercises[i].easier = &edited->easier;
        edited->steps[i] = all_steps[i];
        edited->steps[i].exercise = &edited->exercises[i];
    }
    edited->routine = all_routine;
    edited->routine.steps = edited->steps;
}

static void edit_insert(struct edited *edited, int at, const struct exercise *exercise)
{
    size_t after = (edited->routine.step_count - (size_t)at) * sizeof *edited->steps;
    memmove(&edited->steps[at + 1], &edited->steps[at], after);
    edited->steps[at] = (struct routine_step){exercise, {.sets = 1, .reps = 1, .hold_s = 5}, ""};
    edited->routine.step_count++;
}

static void edit_remove(struct edited *edited, int at)
{
    edited->routine.step_count--;
    size_t after = (edited->routine.step_count - (size_t)at) * sizeof *edited->steps;
    memmove(&edited->steps[at], &edited->steps[at + 1], after);
}

/* The first moment of a phase of this kind in step `step`, and `more` ms. */
static ms_t moment_in(struct session *session, int step, enum phase_kind kind, ms_t more)
{
    session_begin(session, &all_routine, 0, 0);
    ms_t at = 0;
    for (int i = 0; i < session->phase_count; i++) {
        const struct phase *phase = &session->phases[i];
        if (phase->step == step && phase->kind == kind)
            break;
        if (phase_waits(phase)) {
            session_apply(session, SESSION_DONE, at);
            continue;
        }
        at += phase->length_ms;
        session_advance(session, at);
    }
    session_advance(session, at + more);
    assert_int_equal(session->phases[session->current].kind, kind);
    return at + more;
}

static void assert_same_view(const struct session *a, const struct session *b, ms_t now)
{
    struct session_view va, vb;
    session_view(a, now, &va);
    session_view(b, now, &vb);
    if (va.current)
        assert_string_equal(va.current->exercise->id, vb.current->exercise->id);
    va.current = vb.current = va.next = vb.next = NULL;
    assert_memory_equal(&va, &vb, sizeof va);
    assert_int_equal(a->active_ms, b->active_ms);
}

/* Every second of the whole routine, running, paused and counting in. */
static void test_nothing_changes_when_nothing_was_edited(void **state)
{
    (void)state;
    static const enum session_event events[] = {SESSION_PAUSE, SESSION_HURT, SESSION_RESUME};
    struct edited edited;
    edit_begin(&edited);
    struct session old;
    session_begin(&old, &all_routine, 0, 0);
    ms_t now = 0;
    for (int tick = 0; old.state != SESSION_ENDED; tick++) {
        now += 970;
        if (tick % 7 < 3)
            session_apply(&old, events[tick % 7], now);
        if (tick % 41 == 40)
            session_apply(&old, SESSION_DONE, now);
        session_advance(&old, now);
        struct session moved;
        assert_true(session_move_to(&moved, &old, &edited.routine, now));
        assert_ptr_equal(moved.routine, &edited.routine);
        for (ms_t later = 0; later < 40000; later += 3700)
            assert_same_view(&old, &moved, now + later);
        session_end(&old);
        old = moved;
        edited.routine.demo = !edited.routine.demo;
    }
    session_end(&old);
    assert_true(now > 300000);
}

static struct session_view moved_view(struct session *moved, const struct session *old,
                                      const struct edited *edited, ms_t now)
{
    struct session_view view;
    assert_true(session_move_to(moved, old, &edited->routine, now));
    session_view(moved, now, &view);
    return view;
}

static void test_a_longer_hold_goes_on(void **state)
{
    (void)state;
    struct session old, moved;
    ms_t now = moment_in(&old, STRETCH, PHASE_HOLD, 2500 + 12000);
    struct edited edited;
    edit_begin(&edited);
    edited.steps[STRETCH].dose.hold_s = 30;
    struct session_view view = moved_view(&moved, &old, &edited, now);
    assert_int_equal(view.phase, PHASE_HOLD);
    assert_int_equal(view.remaining_ms, 18000);
    session_end(&moved);
    session_end(&old);
}

static void test_a_shorter_hold_that_is_over_starts_the_step_again(void **state)
{
    (void)state;
    struct session old, moved;
    ms_t now = moment_in(&old, STRETCH, PHASE_HOLD, 2500 + 12000);
    struct edited edited;
    edit_begin(&edited);
    edited.steps[STRETCH].dose.hold_s = 12;
    struct session_view view = moved_view(&moved, &old, &edited, now);
    assert_int_equal(view.phase, PHASE_READY);
    assert_int_equal(view.remaining_ms, 8000);
    session_end(&moved);

    edited.steps[STRETCH].dose = (struct dose){.sets = 1, .reps = 8};
    view = moved_view(&moved, &old, &edited, now);
    assert_int_equal(view.phase, PHASE_READY);
    assert_int_equal(view.step, STRETCH);
    session_end(&moved);
    session_end(&old);
}

static void test_a_paused_step_waits_at_its_start(void **state)
{
    (void)state;
    struct session old, moved;
    ms_t now = moment_in(&old, STRETCH, PHASE_HOLD, 2500 + 12000);
    session_apply(&old, SESSION_HURT, now);
    now += 100000;
    struct edited edited;
    edit_begin(&edited);
    edited.steps[STRETCH].dose.hold_s = 5;
    struct session_view view = moved_view(&moved, &old, &edited, now);
    assert_int_equal(view.state, SESSION_PAUSED);
    assert_true(view.hurt);
    assert_int_equal(view.phase, PHASE_READY);
    assert_int_equal(view.remaining_ms, 8000);
    session_apply(&moved, SESSION_RESUME, now);
    session_view(&moved, now + 3000 + 2000, &view);
    assert_int_equal(view.state, SESSION_RUNNING);
    assert_int_equal(view.remaining_ms, 6000);
    session_end(&moved);
    session_end(&old);
}

static void test_another_tempo_keeps_the_rep(void **state)
{
    (void)state;
    struct session old, moved;
    ms_t now = moment_in(&old, MARCH, PHASE_REPS, 4 * 5000 + 2500); /* half of the 5th of 6 */
    struct session_view before;
    session_view(&old, now, &before);
    struct edited edited;
    edit_begin(&edited);
    edited.steps[MARCH].dose.tempo_s[0] = 5;
    edited.steps[MARCH].dose.rest_s = 1;
    struct session_view view = moved_view(&moved, &old, &edited, now);
    assert_int_equal(view.rep, before.rep);
    assert_int_equal(view.side, before.side);
    assert_int_equal(view.remaining_ms, 8000 + 4000);
    session_end(&moved);
    session_end(&old);
}

static void test_own_pace_goes_on(void **state)
{
    (void)state;
    struct session old, moved;
    ms_t now = moment_in(&old, OWN, PHASE_OWN_PACE, 60000);
    struct edited edited;
    edit_begin(&edited);
    edited.steps[OWN].dose.reps = 1;
    struct session_view view = moved_view(&moved, &old, &edited, now);
    assert_int_equal(view.phase, PHASE_OWN_PACE);
    assert_int_equal(view.number, 1);
    assert_int_equal(view.motion.elapsed_ms, 60000);
    session_end(&moved);
    session_end(&old);
}

static void test_a_rest_stays_a_rest_when_there_are_more_reps(void **state)
{
    (void)state;
    struct session old, moved;
    ms_t now = moment_in(&old, STRETCH, PHASE_REST, 4000);
    struct edited edited;
    edit_begin(&edited);
    edited.steps[STRETCH].dose.reps = 3;
    struct session_view view = moved_view(&moved, &old, &edited, now);
    assert_int_equal(view.phase, PHASE_REST);
    assert_int_equal(view.remaining_ms, 6000);
    session_end(&moved);
    session_end(&old);
}

static void test_steps_before_it_come_and_go(void **state)
{
    (void)state;
    struct session old, moved;
    ms_t now = moment_in(&old, BREATHE, PHASE_BREATHS, 11000);
    struct edited edited;
    edit_begin(&edited);
    edit_insert(&edited, 0, &march);
    edit_insert(&edited, 3, &stretch); /* a second one, before the step */
    edit_remove(&edited, 1);
    struct session_view view = moved_view(&moved, &old, &edited, now);
    assert_int_equal(view.step, BREATHE + 1);
    assert_string_equal(view.current->exercise->id, "plain");
    assert_int_equal(view.phase, PHASE_BREATHS);
    assert_int_equal(view.rep, 2);
    session_end(&moved);

    /* It is the second of its exercise; now there is only one. */
    edit_begin(&edited);
    edit_remove(&edited, OWN);
    view = moved_view(&moved, &old, &edited, now);
    assert_int_equal(view.step, BREATHE - 1);
    assert_int_equal(view.phase, PHASE_BREATHS);
    session_end(&moved);
    session_end(&old);
}

static void test_without_the_exercise_there_is_no_place(void **state)
{
    (void)state;
    struct session old, moved;
    ms_t now = moment_in(&old, BREATHE, PHASE_BREATHS, 11000);
    struct edited edited;
    edit_begin(&edited);
    edit_remove(&edited, BREATHE);
    edit_remove(&edited, OWN);
    memset(&moved, 0xAA, sizeof moved);
    assert_false(session_move_to(&moved, &old, &edited.routine, now));
    session_end(&moved); /* zeroed: harmless */
    edited.routine.step_count = 0;
    assert_false(session_move_to(&moved, &old, &edited.routine, now));
    session_end(&old);
    assert_false(session_move_to(&moved, &old, &all_routine, now));
}

static void test_a_swapped_step_stays_swapped(void **state)
{
    (void)state;
    struct session old, moved;
    ms_t now = moment_in(&old, EASED, PHASE_REPS, 1000);
    session_apply(&old, SESSION_SWAP_EASIER, now);
    now += 5000 + 7000 / 4 + 3000; /* READY, the way into it, 3 s of the 7 s hold */
    session_advance(&old, now);
    struct edited edited;
    edit_begin(&edited);
    edited.easier.dose.hold_s = 9;
    struct session_view view = moved_view(&moved, &old, &edited, now);
    assert_string_equal(view.current->exercise->id, "easier-stretch");
    assert_ptr_equal(view.current->exercise, &edited.easier);
    assert_int_equal(view.phase, PHASE_HOLD);
    assert_int_equal(view.remaining_ms, 9000 - 3000 + (9000 - 7000) / 4);
    session_end(&moved);

    /* The pack no longer names it: the exercise itself, from its start. */
    edited.exercises[EASED].easier = NULL;
    view = moved_view(&moved, &old, &edited, now);
    assert_string_equal(view.current->exercise->id, "eased");
    assert_int_equal(view.phase, PHASE_READY);
    session_end(&moved);

    /* Exercises that name each other. */
    edited.exercises[EASED].easier = &edited.exercises[LAST];
    edited.exercises[LAST].easier = &edited.exercises[EASED];
    view = moved_view(&moved, &old, &edited, now);
    assert_int_equal(view.phase, PHASE_READY);
    session_end(&moved);
    session_end(&old);
}

static void test_an_ended_session_stays_ended(void **state)
{
    (void)state;
    struct session old, moved;
    session_begin(&old, &all_routine, 7, 0);
    ms_t now = 0;
    for (int i = 0; i < 3; i++)
        session_apply(&old, SESSION_NEXT, now += 2000);
    assert_int_equal(old.state, SESSION_ENDED);
    struct edited edited;
    edit_begin(&edited);
    edit_insert(&edited, 0, &march);
    struct session_view view = moved_view(&moved, &old, &edited, now + 5000);
    assert_int_equal(view.state, SESSION_ENDED);
    assert_int_equal(view.step, STEPS + 1);
    assert_int_equal(moved.active_ms, old.active_ms);
    session_apply(&moved, SESSION_BACK, now + 6000);
    session_view(&moved, now + 6000, &view);
    assert_int_equal(view.step, STEPS);
    session_end(&moved);
    session_end(&old);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_changes_when_nothing_was_edited),
        cmocka_unit_test(test_a_longer_hold_goes_on),
        cmocka_unit_test(test_a_shorter_hold_that_is_over_starts_the_step_again),
        cmocka_unit_test(test_a_paused_step_waits_at_its_start),
        cmocka_unit_test(test_another_tempo_keeps_the_rep),
        cmocka_unit_test(test_own_pace_goes_on),
        cmocka_unit_test(test_a_rest_stays_a_rest_when_there_are_more_reps),
        cmocka_unit_test(test_steps_before_it_come_and_go),
        cmocka_unit_test(test_without_the_exercise_there_is_no_place),
        cmocka_unit_test(test_a_swapped_step_stays_swapped),
        cmocka_unit_test(test_an_ended_session_stays_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
