// links: session content figure json base
#include "test_session_fixture.h"

/* The clock and the events, against a player that counts single milliseconds: slow, without any
 * deadline, and so simple that it can be checked by reading. It borrows the session's list of
 * phases, which test_session_timeline checks. */
struct ticker {
    const struct session *session;
    int phase;
    ms_t in_phase, in_step, active;
    enum session_state state;
    ms_t count_in_left;
    bool hurt;
};

enum { LEAD = 2500 }; /* into the pose of a hold of 20 s */

static const struct phase *ticker_phase(const struct ticker *ticker)
{
    return &ticker->session->phases[ticker->phase];
}

static void ticker_start_step(struct ticker *ticker, int step)
{
    int i = 0;
    while (ticker->session->phases[i].step != step)
        i++;
    ticker->phase = i;
    ticker->in_phase = ticker->in_step = 0;
    ticker->hurt = false;
    bool over = ticker->session->phases[i].kind == PHASE_FINISHED;
    ticker->state = over ? SESSION_ENDED : SESSION_RUNNING;
}

static void ticker_next_phase(struct ticker *ticker)
{
    int step = ticker_phase(ticker)->step;
    ticker->phase++;
    ticker->in_phase = 0;
    if (ticker_phase(ticker)->step != step)
        ticker->in_step = 0;
    if (ticker_phase(ticker)->kind == PHASE_FINISHED)
        ticker->state = SESSION_ENDED;
}

static void ticker_run(struct ticker *ticker, ms_t ms)
{
    for (; ms > 0; ms--) {
        if (ticker->state == SESSION_COUNT_IN && --ticker->count_in_left == 0) {
            ticker->state = SESSION_RUNNING;
        } else if (ticker->state == SESSION_RUNNING) {
            ticker->in_phase++;
            ticker->in_step++;
            ticker->active++;
            if (ticker->in_phase == ticker_phase(ticker)->length_ms)
                ticker_next_phase(ticker);
        }
    }
}

/* Every event but SWAP_EASIER, which changes the list of phases: see apply_both. */
static void ticker_apply(struct ticker *ticker, enum session_event event)
{
    int step = ticker_phase(ticker)->step;
    int last = ticker->session->step_count - 1;
    bool running = ticker->state == SESSION_RUNNING;
    if (ticker->state == SESSION_ENDED) {
        if (event == SESSION_BACK)
            ticker_start_step(ticker, last);
        return;
    }
    switch (event) {
    case SESSION_HURT:
        ticker->hurt = true; /* fall through */
    case SESSION_PAUSE:
        ticker->state = SESSION_PAUSED;
        break;
    case SESSION_RESUME:
        if (ticker->state == SESSION_PAUSED) {
            ticker->state = SESSION_COUNT_IN;
            ticker->count_in_left = 3000;
            ticker->hurt = false;
        }
        break;
    case SESSION_BACK:
        ticker_start_step(ticker, ticker->in_step < 3000 && step > 0 ? step - 1 : step);
        break;
    case SESSION_NEXT:
        ticker_start_step(ticker, step + 1);
        break;
    case SESSION_DONE:
        if (running &&
            (ticker_phase(ticker)->kind == PHASE_OWN_PACE ||
             ticker_phase(ticker)->kind == PHASE_CHANGE || ticker_phase(ticker)->kind == PHASE_ASK))
            ticker_next_phase(ticker);
        break;
    case SESSION_SKIP:
        if (running)
            ticker_next_phase(ticker);
        break;
    case SESSION_SWAP_EASIER:
        break;
    }
}

static void check_same(const struct session *session, const struct ticker *ticker, ms_t now)
{
    struct session_view view;
    session_view(session, now, &view);
    const struct phase *p = ticker_phase(ticker);
    assert_int_equal(view.state, ticker->state);
    assert_int_equal(view.phase, p->kind);
    assert_int_equal(view.step, p->step);
    assert_int_equal(view.hurt, ticker->hurt);
    ms_t counted = ticker->in_phase > p->lead_ms ? ticker->in_phase : p->lead_ms;
    assert_int_equal(view.remaining_ms, p->length_ms > 0 ? p->length_ms - counted : 0);
    bool counting = ticker->state == SESSION_COUNT_IN;
    assert_int_equal(view.count_in, counting ? (ticker->count_in_left + 999) / 1000 : 0);
    ms_t left = p->planned_ms - ticker->in_phase;
    assert_int_equal(view.routine_left_ms, (left > 0 ? left : 0) + p->after_ms);
    if (session->seen == now) {
        assert_int_equal(session->active_ms, ticker->active);
        assert_int_equal(session->state, ticker->state);
    }
}

static void apply_both(struct session *session, struct ticker *ticker, enum session_event event,
                       ms_t now)
{
    int step = ticker_phase(ticker)->step;
    const struct exercise *before = session->steps[step].exercise;
    bool over = ticker->state == SESSION_ENDED;
    session_apply(session, event, now);
    bool swapped = event == SESSION_SWAP_EASIER && !over && before && before->easier;
    if (swapped) {
        assert_ptr_equal(session->steps[step].exercise, before->easier);
        ticker_start_step(ticker, step);
    } else {
        ticker_apply(ticker, event);
    }
    check_same(session, ticker, now);
}

enum { OWN_PACE_TAKES = 9000, MAX_DONES = 8 };

/* The whole routine once, in a ticker's steps; remembers when Done was pressed. */
struct played {
    ms_t done_at[MAX_DONES];
    int done_count;
};

static void replay(struct session *session, const struct played *recording, ms_t now)
{
    session_begin(session, &all_routine, 0, 0);
    for (int i = 0; i < recording->done_count && recording->done_at[i] <= now; i++)
        session_apply(session, SESSION_DONE, recording->done_at[i]);
}

/* From this moment on: one event, a second one `gap` later, then four seconds of both. */
static void check_two_events(const struct played *recording, struct ticker ticker, ms_t now,
                             enum session_event first, enum session_event second, ms_t gap)
{
    static const ms_t looks[] = {1, 1, 498, 500, 1999, 1, 1, 999};
    struct session session;
    replay(&session, recording, now);
    ticker.session = &session;
    apply_both(&session, &ticker, first, now);
    ticker_run(&ticker, gap);
    now += gap;
    apply_both(&session, &ticker, second, now);
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        now += looks[i];
        ticker_run(&ticker, looks[i]);
        check_same(&session, &ticker, now);
        if (i % 2)
            session_advance(&session, now);
    }
    check_same(&session, &ticker, now);
    session_end(&session);
}

static void check_all_events(const struct played *recording, const struct ticker *ticker, ms_t now)
{
    static const ms_t gaps[] = {0, 1, 2999, 3000, 3001};
    for (int first = SESSION_PAUSE; first <= SESSION_SWAP_EASIER; first++)
        for (int second = SESSION_PAUSE; second <= SESSION_SWAP_EASIER; second++)
            for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
                check_two_events(recording, *ticker, now, (enum session_event)first,
                                 (enum session_event)second, gaps[i]);
}

static bool near_a_boundary(const struct ticker *ticker)
{
    const struct phase *p = ticker_phase(ticker);
    ms_t end = phase_waits(p) ? OWN_PACE_TAKES : p->length_ms;
    bool near_back_limit = ticker->in_step >= 2999 && ticker->in_step <= 3001;
    return ticker->in_phase <= 1 || ticker->in_phase == end - 1 || near_back_limit;
}

static void test_every_two_events_at_every_boundary(void **state)
{
    (void)state;
    struct session session;
    session_begin(&session, &all_routine, 0, 0);
    struct ticker ticker = {.session = &session, .state = SESSION_RUNNING};
    struct played recording = {0};
    int moments = 0, seen_kinds = 0;
    for (ms_t now = 0; now < 3600 * 1000 && ticker.state != SESSION_ENDED; now++) {
        if (phase_waits(ticker_phase(&ticker)) && ticker.in_phase == OWN_PACE_TAKES) {
            recording.done_at[recording.done_count++] = now;
            apply_both(&session, &ticker, SESSION_DONE, now);
        }
        if (near_a_boundary(&ticker)) {
            check_all_events(&recording, &ticker, now);
            seen_kinds |= 1 << ticker_phase(&ticker)->kind;
            moments++;
        }
        ticker_run(&ticker, 1);
        if (ticker.state == SESSION_ENDED)
            check_all_events(&recording, &ticker, now + 1);
    }
    assert_int_equal(ticker.state, SESSION_ENDED);
    assert_int_equal(seen_kinds, (1 << PHASE_FINISHED) - 1);
    assert_true(moments > 3 * session.phase_count);
    session_end(&session);
}

static void check_remaining(const struct session *session, ms_t now, enum phase_kind phase,
                            ms_t remaining)
{
    struct session_view view;
    session_view(session, now, &view);
    assert_string_equal(phase_word(view.phase), phase_word(phase));
    assert_int_equal(view.remaining_ms, remaining);
}

static void test_pause_freezes_and_resume_counts_in(void **state)
{
    (void)state;
    struct session session;
    struct session_view view;
    session_begin(&session, &all_routine, 0, 100);
    session_apply(&session, SESSION_PAUSE, 100 + 8000 + LEAD + 1234);
    check_remaining(&session, 100 + 8000 + LEAD + 1234, PHASE_HOLD, 20000 - 1234);
    check_remaining(&session, 5000000, PHASE_HOLD, 20000 - 1234);
    assert_false(session_running(&session));
    session_apply(&session, SESSION_RESUME, 6000000);
    assert_true(session_running(&session));
    static const struct {
        ms_t at;
        int count;
    } counts[] = {{0, 3}, {999, 3}, {1000, 2}, {1999, 2}, {2000, 1}, {2999, 1}, {3000, 0}};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        session_view(&session, 6000000 + counts[i].at, &view);
        assert_int_equal(view.count_in, counts[i].count);
        assert_int_equal(view.remaining_ms, 20000 - 1234);
        assert_int_equal(view.number, 19);
    }
    check_remaining(&session, 6003001, PHASE_HOLD, 20000 - 1235);
    session_end(&session);
}

static void test_pause_in_the_count_in_pauses_again(void **state)
{
    (void)state;
    struct session session;
    session_begin(&session, &all_routine, 0, 0);
    session_apply(&session, SESSION_PAUSE, 1000);
    session_apply(&session, SESSION_RESUME, 5000);
    session_apply(&session, SESSION_PAUSE, 7999);
    assert_int_equal(session.state, SESSION_PAUSED);
    check_remaining(&session, 100000, PHASE_READY, 7000);
    session_apply(&session, SESSION_RESUME, 100000);
    check_remaining(&session, 103000, PHASE_READY, 7000);
    check_remaining(&session, 103500, PHASE_READY, 6500);
    session_end(&session);
}

static void test_back_within_three_running_seconds(void **state)
{
    (void)state;
    struct session session;
    session_begin(&session, &all_routine, 2, 0);
    session_apply(&session, SESSION_BACK, 2999);
    assert_int_equal(session.phases[session.current].step, 1);
    session_apply(&session, SESSION_BACK, 2999 + 3000);
    assert_int_equal(session.phases[session.current].step, 1);
    check_remaining(&session, 2999 + 3000, PHASE_READY, 5000);
    /* A pause does not make the three seconds run out. */
    session_apply(&session, SESSION_PAUSE, 8000);
    session_apply(&session, SESSION_BACK, 900000);
    assert_int_equal(session.phases[session.current].step, 0);
    assert_int_equal(session.state, SESSION_RUNNING);
    check_remaining(&session, 900001, PHASE_READY, 7999);
    session_apply(&session, SESSION_BACK, 900100);
    assert_int_equal(session.phases[session.current].step, 0);
    check_remaining(&session, 900100, PHASE_READY, 8000);
    session_end(&session);
}

static void test_next_to_the_end_and_back_again(void **state)
{
    (void)state;
    struct session session;
    struct session_view view;
    session_begin(&session, &all_routine, 0, 0);
    int steps = session.step_count;
    for (int step = 0; step < steps; step++) {
        session_view(&session, step * 100, &view);
        assert_int_equal(view.step, step);
        assert_ptr_equal(view.next, step + 1 < steps ? &session.steps[step + 1] : NULL);
        session_apply(&session, SESSION_NEXT, step * 100 + 50);
    }
    assert_int_equal(session.state, SESSION_ENDED);
    session_apply(&session, SESSION_NEXT, 10000);
    session_apply(&session, SESSION_HURT, 10000);
    session_apply(&session, SESSION_SWAP_EASIER, 10000);
    assert_int_equal(session.state, SESSION_ENDED);
    assert_false(session.hurt);
    session_apply(&session, SESSION_BACK, 10000);
    check_remaining(&session, 10000, PHASE_ASK, 0);
    assert_int_equal(session.phases[session.current].step, steps - 1);
    session_end(&session);
}

static void test_hurt_and_the_easier_version(void **state)
{
    (void)state;
    struct session session;
    struct session_view view;
    session_begin(&session, &all_routine, 0, 0);
    session_apply(&session, SESSION_HURT, 9000 + LEAD);
    session_view(&session, 50000, &view);
    assert_true(view.hurt);
    assert_int_equal(view.state, SESSION_PAUSED);
    assert_int_equal(view.remaining_ms, 19000);
    session_apply(&session, SESSION_SWAP_EASIER, 60000);
    session_view(&session, 60000, &view);
    assert_false(view.hurt);
    assert_int_equal(view.state, SESSION_RUNNING);
    assert_ptr_equal(view.current->exercise, &easier_stretch);
    assert_string_equal(view.current->note, "");
    assert_int_equal(view.remaining_ms, 8000);
    assert_int_equal(view.sides, 1);
    check_remaining(&session, 68000, PHASE_HOLD, 7000);
    check_remaining(&session, 75000 + 7000 / 4, PHASE_READY, 5000);
    /* The easiest has nothing easier. */
    session_apply(&session, SESSION_HURT, 70000);
    session_apply(&session, SESSION_SWAP_EASIER, 71000);
    assert_true(session.hurt);
    session_apply(&session, SESSION_RESUME, 72000);
    assert_false(session.hurt);
    /* The routine itself stays as it was. */
    assert_ptr_equal(all_routine.steps[0].exercise, &stretch);
    session_end(&session);
}

static void test_swapping_does_not_pile_up(void **state)
{
    (void)state;
    struct exercise a = {.id = "a", .dose = {.sets = 20, .reps = 200, .hold_s = 1, .relax_s = 1}};
    struct exercise b = a;
    a.easier = &b;
    b.easier = &a;
    struct routine_step step = {&a, a.dose, ""};
    struct routine routine = routine_of(&step, 1);
    struct session session;
    session_begin(&session, &routine, 0, 0);
    const struct phase *phases = session.phases;
    for (int i = 0; i < 1000; i++)
        session_apply(&session, SESSION_SWAP_EASIER, i);
    assert_ptr_equal(session.phases, phases);
    session_end(&session);
}

static void test_done_only_at_own_pace(void **state)
{
    (void)state;
    struct session session;
    session_begin(&session, &all_routine, 2, 0);
    session_apply(&session, SESSION_DONE, 7999);
    check_remaining(&session, 7999, PHASE_READY, 1);
    check_remaining(&session, 3600000, PHASE_OWN_PACE, 0);
    session_apply(&session, SESSION_PAUSE, 20000);
    session_apply(&session, SESSION_DONE, 21000);
    assert_int_equal(session.state, SESSION_PAUSED);
    session_apply(&session, SESSION_RESUME, 22000);
    session_apply(&session, SESSION_DONE, 23000);
    assert_int_equal(session.state, SESSION_COUNT_IN);
    session_apply(&session, SESSION_DONE, 30000);
    check_remaining(&session, 30000, PHASE_REST, 7000);
    session_apply(&session, SESSION_DONE, 31000);
    check_remaining(&session, 31000, PHASE_REST, 6000);
    session_apply(&session, SESSION_DONE, 40000);
    check_remaining(&session, 40000, PHASE_REST, 7000);
    session_end(&session);
}

static void test_own_pace_does_not_run_by_itself(void **state)
{
    (void)state;
    struct session session;
    session_begin(&session, &all_routine, 2, 0);
    session_advance(&session, 7999);
    assert_true(session_running(&session));
    session_advance(&session, 8000);
    assert_false(session_running(&session));
    session_apply(&session, SESSION_DONE, 300000);
    assert_true(session_running(&session));
    session_end(&session);
}

static void test_done_and_played_out_steps_count_as_done(void **state)
{
    (void)state;
    struct session session;
    struct session_view view;
    struct routine_step steps[] = {{&plain, {.sets = 1, .reps = 5}, ""},
                                   {&plain, {.sets = 1, .duration_s = 10}, ""},
                                   {&plain, {.sets = 1, .duration_s = 10}, ""},
                                   {&plain, {.sets = 1, .reps = 5}, ""}};
    struct routine routine = routine_of(steps, 4);
    session_begin(&session, &routine, 0, 0);
    session_apply(&session, SESSION_DONE, 9000);
    session_apply(&session, SESSION_NEXT, 10000);
    session_advance(&session, 10000 + 15000);
    session_view(&session, 25000, &view);
    assert_int_equal(view.step, 3);
    assert_int_equal(view.steps_done, 2);
    session_apply(&session, SESSION_DONE, 30000);
    session_view(&session, 30000, &view);
    assert_int_equal(view.state, SESSION_ENDED);
    assert_int_equal(view.steps_done, 3);
    assert_int_equal(view.active_ms, 30000);
    session_end(&session);
}

static void test_a_skipped_phase_gives_way_to_the_next(void **state)
{
    (void)state;
    struct session session;
    struct session_view view;
    session_begin(&session, &all_routine, 0, 100);
    session_apply(&session, SESSION_SKIP, 1600);
    check_remaining(&session, 1600, PHASE_HOLD, 20000);
    session_view(&session, 2600, &view);
    assert_int_equal(view.motion.elapsed_ms, 1000);
    assert_int_equal(view.motion.step_ms, 2500);
    session_apply(&session, SESSION_PAUSE, 2600 + LEAD);
    session_apply(&session, SESSION_SKIP, 2600 + LEAD);
    check_remaining(&session, 2600 + LEAD, PHASE_HOLD, 19000);
    session_end(&session);
}

static void test_time_never_goes_back(void **state)
{
    (void)state;
    struct session session;
    session_begin(&session, &all_routine, 0, 1000);
    session_advance(&session, 5000);
    session_advance(&session, 2000);
    check_remaining(&session, 0, PHASE_READY, 4000);
    session_apply(&session, SESSION_PAUSE, 1500);
    check_remaining(&session, 99999, PHASE_READY, 4000);
    session_end(&session);
}

static void test_extreme_times(void **state)
{
    (void)state;
    struct session session;
    struct routine_step step = {&plain, {.sets = 1, .reps = 1, .hold_s = 5}, ""};
    struct routine routine = routine_of(&step, 1);
    session_begin(&session, &routine, 0, INT64_MIN);
    session_apply(&session, SESSION_PAUSE, INT64_MIN);
    session_apply(&session, SESSION_RESUME, MS_NEVER);
    session_apply(&session, SESSION_PAUSE, MS_NEVER);
    session_apply(&session, SESSION_NEXT, MS_NEVER);
    assert_int_equal(session.state, SESSION_ENDED);
    session_end(&session);
    session_begin(&session, &routine, INT32_MAX, INT64_MIN);
    session_advance(&session, MS_NEVER);
    assert_int_equal(session.state, SESSION_ENDED);
    assert_int_equal(session.active_ms, 8000 + 5000 + 5000 / 4);
    session_end(&session);
}

/* Twelve steps of hold and paced reps make well over an hour, looked at in uneven frames with a
 * pause now and then: every look is exact to the millisecond. */
static void test_an_hour_without_drift(void **state)
{
    (void)state;
    struct routine_step steps[12];
    for (int i = 0; i < 12; i++)
        steps[i] = (struct routine_step){i % 2 ? &stretch : &plain,
                                         {.sets = 3,
                                          .reps = 4,
                                          .hold_s = i % 3 ? 25 : 0,
                                          .relax_s = 4,
                                          .rest_s = 13,
                                          .tempo_s = {2.3, 1.7, 3.1}},
                                         ""};
    struct routine routine = routine_of(steps, 12);
    struct session session;
    session_begin(&session, &routine, 0, 777);
    ms_t now = 777, stopped = 0, phase_start = 0;
    int phase = 0;
    uint32_t seed = 99;
    for (int frame = 0; session.state != SESSION_ENDED; frame++) {
        ms_t running = now - 777 - stopped;
        while (running - phase_start >= session.phases[phase].length_ms &&
               session.phases[phase].kind != PHASE_FINISHED)
            phase_start += session.phases[phase++].length_ms;
        session_advance(&session, now);
        assert_int_equal(session.current, phase);
        if (session.state == SESSION_ENDED)
            break;
        ms_t elapsed = running - phase_start, lead = session.phases[phase].lead_ms;
        check_remaining(&session, now, session.phases[phase].kind,
                        session.phases[phase].length_ms - (elapsed > lead ? elapsed : lead));
        if (frame % 5000 == 4999) {
            ms_t pause = random_below(&seed, 100000);
            session_apply(&session, SESSION_PAUSE, now);
            session_apply(&session, SESSION_RESUME, now + pause);
            now += pause + 3000;
            stopped += pause + 3000;
            session_advance(&session, now);
        }
        now += 10 + random_below(&seed, 20);
    }
    assert_true(session_routine_length(&routine) > 3600 * 1000);
    assert_int_equal(session.active_ms, session_routine_length(&routine));
    assert_int_equal(session.phase_start - 777 - stopped, session_routine_length(&routine));
    session_end(&session);
}

static void test_monkey_against_the_ticker(void **state)
{
    (void)state;
    /* Pauses and resumes often, so that their corners are met; the rest leads on. */
    static const enum session_event events[] = {SESSION_PAUSE,  SESSION_RESUME,      SESSION_RESUME,
                                                SESSION_RESUME, SESSION_BACK,        SESSION_NEXT,
                                                SESSION_NEXT,   SESSION_DONE,        SESSION_DONE,
                                                SESSION_HURT,   SESSION_SWAP_EASIER, SESSION_SKIP};
    uint32_t seed = 4711;
    for (int round = 0; round < 150; round++) {
        struct session session;
        int first = random_below(&seed, (int)all_routine.step_count);
        session_begin(&session, &all_routine, first, round * 1000);
        struct ticker ticker = {
            .session = &session, .state = SESSION_RUNNING, .phase = session.current};
        ms_t now = round * 1000;
        for (int i = 0; i < 150; i++) {
            static const int waits[] = {1, 2, 20, 3001, 9000};
            ms_t wait = random_below(&seed, waits[random_below(&seed, 5)]);
            now += wait;
            ticker_run(&ticker, wait);
            if (random_below(&seed, 2))
                session_advance(&session, now);
            check_same(&session, &ticker, now);
            if (random_below(&seed, 3) == 0)
                apply_both(&session, &ticker, events[random_below(&seed, 12)], now);
        }
        session_end(&session);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_two_events_at_every_boundary),
        cmocka_unit_test(test_pause_freezes_and_resume_counts_in),
        cmocka_unit_test(test_pause_in_the_count_in_pauses_again),
        cmocka_unit_test(test_back_within_three_running_seconds),
        cmocka_unit_test(test_next_to_the_end_and_back_again),
        cmocka_unit_test(test_hurt_and_the_easier_version),
        cmocka_unit_test(test_swapping_does_not_pile_up),
        cmocka_unit_test(test_done_only_at_own_pace),
        cmocka_unit_test(test_own_pace_does_not_run_by_itself),
        cmocka_unit_test(test_done_and_played_out_steps_count_as_done),
        cmocka_unit_test(test_a_skipped_phase_gives_way_to_the_next),
        cmocka_unit_test(test_time_never_goes_back),
        cmocka_unit_test(test_extreme_times),
        cmocka_unit_test(test_an_hour_without_drift),
        cmocka_unit_test(test_monkey_against_the_ticker),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
