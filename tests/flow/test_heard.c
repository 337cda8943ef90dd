// links: cli recorder
/* The tones of a visit: those of a whole routine in a recording, and when it is silent. */
#include <SDL2/SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "app/hearing.h"
#include "cli/hear.h"
#include "folder.h"
#include "harness.h"
#include "recorder.h"

enum { CUES_MAX = 128, LATE_MS = 20, PER_MS = RECORDER_PER_MS, ROUNDING = 6 };

static struct harness h;
static struct hear hear;
static struct config config;

/* ---- a visit that is heard ---- */

struct played {
    enum cue cue;
    ms_t shown; /* the frame's time, from the recording's beginning */
};

static struct played played[CUES_MAX];
static int played_count;
static ms_t origin; /* when the recording begins; 0: not yet */

static void until_idle(void)
{
    while (!sound_idle(hear.sound))
        usleep(100);
}

/* What the frame of the last step has to be heard, after everything up to it. */
static void hear_last(void)
{
    if (origin > 0)
        recorder_mix_up_to(h.now - origin);
    const struct hearing *hearing = &h.frame->hearing;
    hear_frame(&hear, hearing, h.now);
    until_idle();
    if (origin == 0 && sound_ready(hear.sound))
        origin = h.now;
    for (int i = 0; i < hearing->cues.count; i++) {
        assert_true(origin > 0);
        assert_true(played_count < CUES_MAX);
        played[played_count++] = (struct played){hearing->cues.items[i].cue, h.now - origin};
    }
}

static void step(void)
{
    harness_step(&h, NULL, 0);
    hear_last();
}

static void tap(const char *id)
{
    struct rect at = harness_rect(&h, id);
    harness_down(&h, FINGER, at.x + at.w / 2, at.y + at.h / 2);
    hear_last();
    harness_up(&h, FINGER, at.x + at.w / 2, at.y + at.h / 2);
    hear_last();
}

static void let_pass(ms_t ms)
{
    for (ms_t end = h.now + ms; h.now < end;)
        step();
}

static struct session *session(void)
{
    return &h.assembly.app->visit.session;
}

static enum phase_kind phase(void)
{
    return session()->phases[session()->current].kind;
}

static void open_routine(void)
{
    folder_shell("mkdir -p clinic/routines");
    folder_write("clinic/pack.json",
                 "{\"id\": \"clinic\", \"name\": \"Clinic\", \"version\": \"1\", "
                 "\"format\": 1, \"languages\": [\"en\"]}");
    folder_write("clinic/routines/short.json",
                 "{\"id\": \"short\", \"name\": \"Short\", \"summary\": \"Ours\", \"steps\": ["
                 "{\"exercise\": \"standing-hamstring\", \"dose\": {\"sets\": 1, \"reps\": 2, "
                 "\"hold_s\": 15, \"relax_s\": 5, \"rest_s\": 5, \"side_change_s\": 5}},"
                 "{\"exercise\": \"relaxed-breathing-standing\", \"dose\": {\"breaths\": 4}}]}");
    harness_open(&h, &(struct harness_options){.clinic_dir = folder_path("clinic"),
                                               .config = &config,
                                               .width = 960,
                                               .height = 540});
}

static int setup(void **state)
{
    (void)state;
    config_default(&config);
    return folder_make();
}

static int teardown(void **state)
{
    (void)state;
    recorder_release(); /* a test that failed holds it still */
    harness_close(&h);
    SDL_Quit();
    return folder_remove();
}

/* ---- what is in the recording ---- */

static struct recorder_samples read_tone(enum cue cue)
{
    char file[1024];
    snprintf(file, sizeof file, SHARE_DIR "/assets/sounds/%s.wav", cue_file(cue));
    return recorder_read_wav(file);
}

/* How much of the energy of the first tenth of a second is left when the tone is taken away. */
static double left_without(const struct recorder_samples *all, const struct recorder_samples *tone,
                           long at)
{
    double before = 0, after = 0;
    for (long i = 0; i < tone->count && i < 2 * 100 * PER_MS; i++) {
        double heard = at + i < all->count ? all->items[at + i] : 0;
        before += heard * heard;
        after += (heard - tone->items[i]) * (heard - tone->items[i]);
    }
    return before > 0 ? after / before : 1;
}

/* Takes the tone out of the recording where it begins: within LATE_MS of the frame that shows the
 * change. What sounds on from before is in it, too. */
static void take_out(struct recorder_samples *all, const struct played *one)
{
    struct recorder_samples tone = read_tone(one->cue);
    long from = one->shown * PER_MS, best = -1;
    double least = 1;
    for (long at = (from + SOUND_BUFFER - 1) / SOUND_BUFFER * SOUND_BUFFER;
         at <= from + LATE_MS * PER_MS; at += SOUND_BUFFER) {
        double left = left_without(all, &tone, 2 * at);
        if (left < least) {
            least = left;
            best = 2 * at;
        }
    }
    if (best < 0 || least > 0.5)
        fail_msg("the tone of cue %d at %lld ms is not there (%.2f)", (int)one->cue,
                 (long long)one->shown, least);
    for (long i = 0; i < tone.count && best + i < all->count; i++)
        all->items[best + i] = (int16_t)(all->items[best + i] - tone.items[i]);
    free(tone.items);
}

/* Each tone at its moment, and nothing else. */
static void check_recording(void)
{
    struct recorder_samples all = recorder_read();
    for (int i = 0; i < played_count; i++)
        take_out(&all, &played[i]);
    for (long i = 0; i < all.count; i++)
        if (abs(all.items[i]) > ROUNDING)
            fail_msg("something else is heard at %ld ms", i / 2 / PER_MS);
    free(all.items);
}

static int played_of(enum cue cue)
{
    int count = 0;
    for (int i = 0; i < played_count; i++)
        count += played[i].cue == cue;
    return count;
}

static void begin_recording(void)
{
    recorder_begin(folder_path("heard.raw"));
    played_count = 0;
    origin = 0;
    config.sound.volume = 100;
    open_routine();
    hear_open(&hear, &h.assembly, NULL);
    harness_show(&h, "player:short");
    harness_get_ready(&h);
}

static void end_recording(void)
{
    recorder_release();
    hear_close(&hear);
    check_recording();
}

static void test_every_tone_of_a_routine_is_in_the_recording(void **state)
{
    (void)state;
    begin_recording();
    while (strcmp(harness_screen(&h), "finish") != 0)
        step();
    let_pass(2500); /* the last tone's end */
    end_recording();
    static const int expected[CUE_COUNT] = {
        [CUE_BEGIN] = 5, /* four holds, breaths */
        [CUE_HOLD] = 4,
        [CUE_HALFWAY] = 5,
        [CUE_RELAX] = 2,
        [CUE_LAST] = 3 * (2 + 4 + 2 + 1 + 1), /* twice get ready, holds, relax, switch, rest */
        [CUE_SWITCH] = 1,
        [CUE_REST] = 1,
        [CUE_DONE] = 1,
    };
    for (int i = 0; i < CUE_COUNT; i++)
        assert_int_equal(played_of((enum cue)i), expected[i]);
}

static void test_a_pause_is_silent(void **state)
{
    (void)state;
    begin_recording();
    while (phase() != PHASE_HOLD)
        step();
    let_pass(4000); /* the tone of the pose is over by then */
    int before = played_count;
    tap("pause");
    let_pass(20000);
    assert_int_equal(played_count, before);
    tap("resume");
    let_pass(4000);
    assert_int_equal(played_count, before + 4); /* three, two, one, go on */
    let_pass(1000);
    end_recording();
}

/* The loudest sample between two moments. */
static int loudest(ms_t from, ms_t to)
{
    struct recorder_samples all = recorder_read();
    int peak = 0;
    for (long i = 2 * from * PER_MS; i < 2 * to * PER_MS && i < all.count; i++)
        peak = abs(all.items[i]) > peak ? abs(all.items[i]) : peak;
    free(all.items);
    return peak;
}

/* SDL2_mixer fades by the machine's clock, which is not the test's. */
static void expect_no_tone_after(const char *button)
{
    begin_recording();
    while (phase() != PHASE_HOLD)
        step();
    let_pass(100); /* of "begin", which lasts for three quarters of a second */
    tap(button);
    ms_t tapped = h.now - origin;
    usleep(60000);
    let_pass(1000);
    recorder_release();
    hear_close(&hear);
    assert_true(loudest(tapped - 100, tapped) > 1000);
    assert_int_equal(loudest(tapped + LATE_MS, tapped + 1000), 0);
}

static void test_pause_ends_a_tone(void **state)
{
    (void)state;
    expect_no_tone_after("pause");
}

static void test_it_hurts_ends_a_tone(void **state)
{
    (void)state;
    expect_no_tone_after("hurts");
}

/* ---- when it is silent ---- */

static int volume(void)
{
    harness_wait(&h, 50);
    return h.frame->hearing.volume;
}

static struct ease_settings *ease(void)
{
    return &h.assembly.app->visit.ease;
}

static void test_the_demo_is_silent(void **state)
{
    (void)state;
    harness_open(&h, &(struct harness_options){.config = &config});
    harness_expect(&h, "attract");
    for (ms_t end = h.now + 60000; h.now < end;) {
        harness_skip(&h, 250);
        assert_int_equal(h.frame->hearing.volume, 0);
        assert_int_equal(h.frame->hearing.cues.count, 0);
    }
    harness_press(&h, "begin");
    assert_int_equal(volume(), 40);
}

static void test_a_patient_who_hears_badly_gets_more(void **state)
{
    (void)state;
    harness_open(&h, &(struct harness_options){.config = &config});
    harness_show(&h, "home");
    ease()->louder = true;
    assert_int_equal(volume(), 80);
    h.assembly.config.sound.volume = 70;
    assert_int_equal(volume(), 100);
    h.assembly.config.sound.volume = 0; /* the clinic wants none */
    assert_int_equal(volume(), 0);
    h.assembly.config.sound.volume = 40;
    harness_stall(&h, 600000); /* the visit is over */
    harness_settle(&h);
    harness_expect(&h, "attract");
    harness_press(&h, "begin");
    assert_int_equal(volume(), 40);
}

static void test_a_waiting_room_is_silent_until_sound_is_asked_for(void **state)
{
    (void)state;
    config.sound.waiting_room = true;
    harness_open(&h, &(struct harness_options){.config = &config});
    harness_show(&h, "player:lower-back-relief");
    assert_int_equal(volume(), 0);
    ease()->voice = true;
    assert_int_equal(volume(), 40);
    *ease() = (struct ease_settings){.louder = true};
    assert_int_equal(volume(), 80);
}

static void test_quiet_hours_are_silent_until_sound_is_asked_for(void **state)
{
    (void)state;
    struct wall_time wall = {.year = 2040, .month = 5, .day = 7, .minute = 12 * 60};
    config.sound.quiet_hours = true;
    harness_open(&h, &(struct harness_options){.config = &config});
    harness_show(&h, "home");
    assert_int_equal(volume(), 40); /* nobody has said what time it is */
    app_set_wall(h.assembly.app, &wall);
    assert_int_equal(volume(), 0);
    ease()->voice = true;
    assert_int_equal(volume(), 40);
    ease()->voice = false;
    wall.minute = 13 * 60 + 30;
    app_set_wall(h.assembly.app, &wall);
    assert_int_equal(volume(), 40);
    wall.minute = 12 * 60 + 30;
    wall.year = 1970; /* a clock that was not set */
    app_set_wall(h.assembly.app, &wall);
    assert_int_equal(volume(), 40);
}

static void test_a_visit_begins_with_the_voice_where_the_clinic_wants_it(void **state)
{
    (void)state;
    config.sound.read_aloud = true;
    harness_open(&h, &(struct harness_options){.config = &config});
    harness_press(&h, "begin");
    assert_true(ease()->voice);
}

/* ---- what is seen of it ---- */

static uint32_t edge_at(int x, int y)
{
    const struct canvas *canvas = harness_paint(&h);
    return canvas->pixels[y * canvas->stride + x] & 0xFFFFFF;
}

static bool is_color(uint32_t pixel, enum theme_color color)
{
    return pixel == (h.assembly.app->ui.color[color] & 0xFFFFFF);
}

static void until_cue(enum cue cue)
{
    for (;;) {
        harness_step(&h, NULL, 0);
        const struct cue_list *cues = &h.frame->hearing.cues;
        if (cues->count > 0 && cues->items[cues->count - 1].cue == cue)
            return;
    }
}

static void test_the_edge_shows_every_cue_for_a_moment(void **state)
{
    (void)state;
    static const struct {
        enum cue cue;
        enum theme_color color;
        bool sides, ends;
    } table[] = {
        {CUE_LAST, COLOR_TEXT, false, true},     {CUE_BEGIN, COLOR_ACCENT, false, true},
        {CUE_HOLD, COLOR_ACCENT, true, true},    {CUE_HALFWAY, COLOR_ACCENT, true, false},
        {CUE_RELAX, COLOR_PRIMARY, true, false}, {CUE_SWITCH, COLOR_FOCUS, true, false},
        {CUE_REST, COLOR_PRIMARY, false, true},  {CUE_DONE, COLOR_PRIMARY, true, true},
    };
    config.sound.tones = false; /* it is seen all the same */
    open_routine();
    app_set_still(h.assembly.app, true);
    harness_show(&h, "player:short");
    harness_get_ready(&h);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        until_cue(table[i].cue);
        assert_int_equal(is_color(edge_at(3, 270), table[i].color), table[i].sides);
        assert_int_equal(is_color(edge_at(956, 270), table[i].color), table[i].sides);
        assert_int_equal(is_color(edge_at(480, 3), table[i].color), table[i].ends);
        assert_int_equal(is_color(edge_at(480, 536), table[i].color), table[i].ends);
        harness_wait(&h, CUE_FLASH_MS + 20);
        assert_true(is_color(edge_at(3, 270), COLOR_BACKGROUND));
        assert_true(is_color(edge_at(480, 3), COLOR_BACKGROUND));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_tone_of_a_routine_is_in_the_recording),
        TEST(test_a_pause_is_silent),
        TEST(test_pause_ends_a_tone),
        TEST(test_it_hurts_ends_a_tone),
        TEST(test_the_demo_is_silent),
        TEST(test_a_patient_who_hears_badly_gets_more),
        TEST(test_a_waiting_room_is_silent_until_sound_is_asked_for),
        TEST(test_quiet_hours_are_silent_until_sound_is_asked_for),
        TEST(test_a_visit_begins_with_the_voice_where_the_clinic_wants_it),
        TEST(test_the_edge_shows_every_cue_for_a_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
