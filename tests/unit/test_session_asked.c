// links: session
/* What one step has asked is not asked again, unless somebody skipped that step then. */
#include "session/session.h"
#include "test_session_fixture.h"

static const char *const pregnant[] = {"Pregnant", "New hip"};
static const char *const front[] = {"Not on your front"};

static const struct exercise on_back = {.id = "on-back", .ask_first = {pregnant, 2}};
static const struct exercise on_front = {
    .id = "on-front", .ask_first = {pregnant, 1}, .contraindications = {front, 1}};

static const struct exercise small = {
    .id = "small", .dose = {.sets = 1, .reps = 1, .hold_s = 9}, .ask_first = {pregnant, 2}};
static const struct exercise large = {.id = "large", .ask_first = {pregnant, 1}, .easier = &small};

static const struct routine_step steps[] = {
    {&on_back, {.sets = 1, .reps = 1, .hold_s = 9}, ""},
    {&on_front, {.sets = 1, .reps = 1, .hold_s = 9}, ""},
    {&on_back, {.sets = 1, .reps = 1, .hold_s = 9}, ""},
};

static const struct routine routine = {.id = "r", .steps = steps, .step_count = 3};

/* The texts that ask before a step, in order, by their number in the exercise; "" for none. */
static const char *asked(const struct session *session, int step)
{
    static char text[16];
    size_t length = 0;
    for (int i = session->step_first[step]; session->phases[i].kind == PHASE_ASK; i++)
        text[length++] = (char)('0' + session->phases[i].rep);
    text[length] = '\0';
    return text;
}

static void expect_view(const struct session *session, ms_t now, int asks, int rep, int reps)
{
    struct session_view view;
    session_view(session, now, &view);
    assert_int_equal(view.phase, PHASE_ASK);
    assert_int_equal(view.asks, asks);
    assert_int_equal(view.rep, rep);
    assert_int_equal(view.reps, reps);
}

static void test_nothing_is_asked_twice(void **state)
{
    (void)state;
    struct session session;
    session_begin(&session, &routine, 0, 0);
    assert_string_equal(asked(&session, 0), "12");
    assert_string_equal(asked(&session, 1), "1");
    assert_string_equal(asked(&session, 2), "");
    session_apply(&session, SESSION_DONE, 10);
    expect_view(&session, 10, 1, 2, 2);
    session_apply(&session, SESSION_DONE, 20); /* answered: what follows is no refusal */
    session_apply(&session, SESSION_NEXT, 30);
    expect_view(&session, 30, 0, 1, 1);
    session_end(&session);
    session_begin(&session, &routine, 2, 0);
    assert_string_equal(asked(&session, 2), "12");
    session_end(&session);
}

static void test_who_skipped_is_asked_again(void **state)
{
    (void)state;
    struct session session, moved;
    session_begin(&session, &routine, 0, 0);
    session_apply(&session, SESSION_NEXT, 10);
    assert_string_equal(asked(&session, 1), "12");
    assert_string_equal(asked(&session, 2), "2");
    expect_view(&session, 20, 0, 1, 2);
    assert_true(session_move_to(&moved, &session, &routine, 30));
    assert_string_equal(asked(&moved, 1), "12");
    session_apply(&session, SESSION_NEXT, 40);
    assert_string_equal(asked(&session, 2), "12");
    session_end(&moved);
    session_end(&session);
}

/* The easier version asks what the other one has not, and all where that one was not answered. */
static void test_an_easier_version_asks_what_is_new(void **state)
{
    (void)state;
    const struct routine_step step = {&large, {.sets = 1, .reps = 1, .hold_s = 9}, ""};
    const struct routine one = {.id = "one", .steps = &step, .step_count = 1};
    for (int answered = 0; answered < 2; answered++) {
        struct session session;
        session_begin(&session, &one, 0, 0);
        if (answered)
            session_apply(&session, SESSION_DONE, 10);
        session_apply(&session, SESSION_HURT, 20);
        session_apply(&session, SESSION_SWAP_EASIER, 30);
        assert_string_equal(asked(&session, 0), answered ? "2" : "12");
        session_end(&session);
    }
}

static void test_who_should_not_do_it_has_to_answer(void **state)
{
    (void)state;
    struct session session;
    struct session_view view;
    session_begin(&session, &routine, 1, 0);
    session_view(&session, 3600000, &view);
    assert_true(view.waits);
    assert_int_equal(view.number, 1);
    assert_true(view.number_is_rep);
    assert_false(session_running(&session)); /* a kiosk that nobody answers goes to rest */
    session_apply(&session, SESSION_DONE, 3600000);
    expect_view(&session, 3600000 + SESSION_READ_MS - 1, 1, 2, 2);
    session_view(&session, 3600000 + SESSION_READ_MS, &view);
    assert_true(view.phase != PHASE_ASK);
    session_end(&session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_asked_twice),
        cmocka_unit_test(test_who_skipped_is_asked_again),
        cmocka_unit_test(test_an_easier_version_asks_what_is_new),
        cmocka_unit_test(test_who_should_not_do_it_has_to_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
