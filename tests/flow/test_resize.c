// links: cli
/* The screen becomes another one while somebody uses the kiosk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "harness.h"

/* As the window does: another canvas, of which nothing is known. */
static void resize(struct harness *h, int width, int height)
{
    stage_close(&h->stage);
    stage_in_memory(&h->stage, &h->assembly, width, height);
    harness_step(h, NULL, 0);
    harness_paint(h);
}

static void expect_targets_inside(const struct harness *h)
{
    struct app_hit hits[256];
    size_t count = app_hits(h->assembly.app, hits, 256);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        struct rect r = hits[i].rect;
        if (r.x < 0 || r.y < 0 || r.x + r.w > h->stage.width || r.y + r.h > h->stage.height)
            fail_msg("%s is outside of %dx%d", hits[i].id, h->stage.width, h->stage.height);
    }
}

static void test_the_exercise_goes_on_and_can_be_touched_at_every_size(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1080, 1920}, {1024, 768}, {3840, 2160}, {800, 480},
                                   {1280, 720},  {480, 800},  {1920, 1080}};
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief");
    harness_skip(&h, 14000);
    const struct session *session = &h.assembly.app->visit.session;
    ms_t phase_start = session->phase_start;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        resize(&h, sizes[i][0], sizes[i][1]);
        harness_expect(&h, "player");
        expect_targets_inside(&h);
        assert_int_equal(session->state, SESSION_RUNNING);
        assert_int_equal(session->phase_start, phase_start);
        harness_get_ready(&h);
        harness_press(&h, "pause");
        harness_expect(&h, "paused");
        harness_press(&h, "resume");
        harness_skip(&h, 3000);
        phase_start = session->phase_start;
    }
    harness_close(&h);
}

/* X servers are that small for a moment, between two modes. */
static void test_no_size_is_too_small(void **state)
{
    (void)state;
    static const char *const screens[] = {"attract", "home",     "overview",   "player",
                                          "paused",  "hurt",     "finish",     "advice",
                                          "ease",    "language", "still-there"};
    static const int sizes[][2] = {{1, 1}, {1, 1080}, {1920, 1}, {8, 8}, {64, 64}, {200, 100}};
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        harness_show(&h, screens[i]);
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
            resize(&h, sizes[k][0], sizes[k][1]);
        resize(&h, 1920, 1080);
        harness_expect(&h, screens[i]);
        expect_targets_inside(&h);
    }
    harness_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_exercise_goes_on_and_can_be_touched_at_every_size),
        cmocka_unit_test(test_no_size_is_too_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
