// links: cli
/* What a patient must mind is read in the player: all of it, whole, on every panel. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "content/content.h"
#include "harness.h"
#include "session/session.h"
#include "ui/said.h"

static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {800, 480}};
static const char *const languages[] = {"en", "es", "zh", "vi", "ru", "ar"};

enum { SIZES = sizeof sizes / sizeof *sizes, LANGUAGES = sizeof languages / sizeof *languages };

static bool is_said(const struct said_list *said, const char *text)
{
    for (size_t i = 0; i < said->count; i++)
        if (!said->items[i].cut && said->items[i].visible && strstr(said->items[i].text, text))
            return true;
    return false;
}

/* The texts of an exercise that its step has to show. */
struct due {
    const char *text[64];
    bool said[64];
    size_t count;
};

static struct due due_of(const struct exercise *exercise)
{
    struct due due = {.count = 0};
    for (size_t i = 0; i < exercise->step_count; i++)
        if (exercise->steps[i].role != ROLE_SAFETY)
            due.text[due.count++] = exercise->steps[i].text;
    for (size_t i = 0; i < exercise->precautions.count; i++)
        due.text[due.count++] = exercise->precautions.items[i];
    due.text[due.count++] = exercise->name;
    return due;
}

static void expect_nothing_cut(const struct said_list *said, const char *where)
{
    for (size_t i = 0; i < said->count; i++)
        if (said->items[i].cut)
            fail_msg("%s: cut short: \"%s\"", where, said->items[i].text);
}

/* Plays a step from its beginning, as long as it takes. */
static void play(struct harness *h, const struct routine *routine, int step, const char *panel)
{
    char spec[96], where[160];
    snprintf(spec, sizeof spec, "player:%s:%d", routine->id, step + 1);
    snprintf(where, sizeof where, "%s %s", spec, panel);
    struct due due = due_of(routine->steps[step].exercise);
    ms_t length = session_step_length(routine, step);
    harness_show(h, spec);
    int waiting = 0; /* half seconds at the patient's own pace */
    for (ms_t at = 0; at < length; at += 500) {
        harness_skip(h, 500);
        const struct said_list *said = app_said(h->assembly.app);
        expect_nothing_cut(said, where);
        for (size_t i = 0; i < due.count; i++)
            due.said[i] = due.said[i] || is_said(said, due.text[i]);
        waiting = harness_has(h, "done") ? waiting + 1 : 0;
        if (waiting == 2 * 20)
            harness_tap(h, "done");
    }
    for (size_t i = 0; i < due.count; i++)
        if (!due.said[i])
            fail_msg("%s: never said: \"%s\"", where, due.text[i]);
}

static void play_all(struct harness *h, const char *panel)
{
    const struct content *content = app_content(h->assembly.app);
    for (size_t r = 0; r < content->routine_count; r++)
        for (size_t i = 0; i < content->routines[r]->step_count; i++)
            play(h, content->routines[r], (int)i, panel);
}

static void test_all_that_is_to_be_minded_is_said_in_the_step(void **state)
{
    (void)state;
    for (int l = 0; l < LANGUAGES; l++)
        for (int s = 0; s < SIZES; s++) {
            struct harness h;
            char panel[48];
            snprintf(panel, sizeof panel, "%dx%d %s", sizes[s][0], sizes[s][1], languages[l]);
            harness_open(&h, &(struct harness_options){.width = sizes[s][0],
                                                       .height = sizes[s][1],
                                                       .language = languages[l]});
            app_read_aloud(h.assembly.app, true);
            play_all(&h, panel);
            harness_close(&h);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_that_is_to_be_minded_is_said_in_the_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
