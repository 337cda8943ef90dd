// links: platform folder base
#include <SDL2/SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "folder.h"
#include "platform/sound.h"

/* What is heard lands in a file, by SDL's driver "disk". */

static char recording[512];
static atomic_int said;

static void on_said(void)
{
    atomic_fetch_add(&said, 1);
}

static void sleep_ms(int ms)
{
    usleep((useconds_t)ms * 1000);
}

/* True as soon as `done` is; false when it is not within 5 s. */
static bool comes(bool (*done)(struct sound *sound), struct sound *sound, bool wanted)
{
    for (int i = 0; i < 1000 && done(sound) != wanted; i++)
        sleep_ms(5);
    return done(sound) == wanted;
}

static struct sound *open_sound(ms_t close_after)
{
    struct sound_options options = {.folder = SOURCE_DIR "/assets/sounds",
                                    .on_said = on_said,
                                    .close_after = close_after,
                                    .retry = 50};
    struct sound *sound = sound_open(&options);
    assert_non_null(sound);
    sound_set(sound, 100);
    return sound;
}

static struct sound *open_ready(ms_t close_after)
{
    struct sound *sound = open_sound(close_after);
    sound_expect(sound);
    assert_true(comes(sound_ready, sound, true));
    return sound;
}

/* The loudest sample of the recording, and the frames from the first to the last that is heard. */
struct heard {
    int peak;
    long length;
};

static struct heard heard(void)
{
    struct heard heard = {0};
    struct stat info;
    assert_int_equal(stat(recording, &info), 0);
    int16_t *samples = memory_new((size_t)info.st_size + 2, 1);
    FILE *in = fopen(recording, "rb");
    size_t count = fread(samples, 2, (size_t)info.st_size / 2, in);
    fclose(in);
    long first = -1, last = -1;
    for (size_t i = 0; i < count; i++) {
        if (abs(samples[i]) > heard.peak)
            heard.peak = abs(samples[i]);
        if (samples[i] != 0 && first < 0)
            first = (long)i;
        if (samples[i] != 0)
            last = (long)i;
    }
    heard.length = first < 0 ? 0 : (last - first) / 2;
    free(samples);
    return heard;
}

static int setup(void **state)
{
    (void)state;
    assert_int_equal(folder_make(), 0);
    snprintf(recording, sizeof recording, "%s", folder_path("heard.raw"));
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", recording, 1);
    unsetenv("SDL_DISKAUDIODELAY");
    atomic_store(&said, 0);
    return 0;
}

static void test_a_tone_is_heard(void **state)
{
    (void)state;
    struct sound *sound = open_ready(0);
    sound_cue(sound, CUE_LAST);
    sleep_ms(300);
    sound_close(sound);
    struct heard tone = heard();
    assert_in_range(tone.peak, 4000, 12000);
    assert_in_range(tone.length, SOUND_RATE * 80 / 1000, SOUND_RATE * 115 / 1000);
}

static const char *tone_file(const char *name)
{
    static char file[1024];
    snprintf(file, sizeof file, SOURCE_DIR "/assets/sounds/%s.wav", name);
    return file;
}

static void test_nothing_is_heard_at_volume_0(void **state)
{
    (void)state;
    struct sound *sound = open_ready(0);
    sound_set(sound, 0);
    sound_cue(sound, CUE_DONE);
    sound_say(sound, tone_file("done"));
    assert_false(sound_saying(sound));
    sleep_ms(100);
    sound_close(sound);
    assert_int_equal(heard().peak, 0);
}

static void test_a_try_is_heard_whatever_the_volume_is(void **state)
{
    (void)state;
    struct sound *sound = open_sound(0);
    sound_set(sound, 0);
    sound_try(sound, CUE_LAST, 40);
    assert_true(comes(sound_ready, sound, true));
    sleep_ms(300);
    sound_close(sound);
    assert_in_range(heard().peak, 500, 3000);
}

static void test_what_is_said_comes_one_after_the_other(void **state)
{
    (void)state;
    struct sound *sound = open_ready(0);
    for (int i = 0; i < 3; i++)
        sound_say(sound, tone_file("last"));
    assert_true(sound_saying(sound));
    assert_true(comes(sound_saying, sound, false));
    for (int i = 0; i < 400 && atomic_load(&said) == 0; i++)
        sleep_ms(5);
    assert_int_equal(atomic_load(&said), 1);
    sound_close(sound);
    assert_in_range(heard().length, SOUND_RATE * 320 / 1000, SOUND_RATE * 420 / 1000);
}

static void test_hush_ends_speech_at_once(void **state)
{
    (void)state;
    struct sound *sound = open_ready(0);
    sound_say(sound, tone_file("done"));
    sound_say(sound, tone_file("done"));
    sleep_ms(150);
    sound_hush(sound);
    assert_true(comes(sound_saying, sound, false));
    sleep_ms(300);
    sound_close(sound);
    assert_in_range(heard().length, 1, SOUND_RATE * 600 / 1000); /* of 1.6 s */
}

static void until_idle(struct sound *sound)
{
    while (!sound_idle(sound))
        usleep(50);
}

/* Shorter than the system lets anybody sleep. */
static void busy_us(int us)
{
    Uint64 end = SDL_GetPerformanceCounter() + SDL_GetPerformanceFrequency() * (Uint64)us / 1000000;
    while (SDL_GetPerformanceCounter() < end)
        ;
}

/* In silence; the tones wake the thread, which is anywhere when the rest comes. */
static void test_a_hush_leaves_what_is_said_after_it(void **state)
{
    (void)state;
    struct sound *sound = open_ready(0);
    for (int i = 0; i < 600; i++) {
        sound_hush(sound);
        until_idle(sound);
        for (int k = 0; k < 8; k++)
            sound_try(sound, CUE_LAST, 1);
        busy_us(i % 200);
        sound_hush(sound);
        sound_say(sound, tone_file("done"));
        until_idle(sound);
        if (!sound_saying(sound))
            fail_msg("what is said after hush %d is lost", i);
    }
    sound_close(sound);
}

static void test_tones_fade_in_a_moment(void **state)
{
    (void)state;
    struct sound *sound = open_ready(0);
    sound_cue(sound, CUE_DONE);
    sleep_ms(150);
    sound_fade_tones(sound);
    sleep_ms(300);
    sound_close(sound);
    assert_in_range(heard().length, 1, SOUND_RATE * 400 / 1000); /* of 1.6 s */
}

static void test_a_tone_does_not_end_speech(void **state)
{
    (void)state;
    struct sound *sound = open_ready(0);
    sound_say(sound, tone_file("done"));
    sleep_ms(50);
    for (int i = 0; i < 6; i++)
        sound_cue(sound, CUE_LAST);
    assert_true(sound_saying(sound));
    assert_true(comes(sound_saying, sound, false));
    sound_close(sound);
    assert_true(heard().length > SOUND_RATE * 1450 / 1000);
}

static void test_what_is_no_sound_is_left_out(void **state)
{
    (void)state;
    struct sound *sound = open_ready(0);
    folder_write("words.wav", "not a sound at all");
    folder_write("empty.wav", "");
    folder_shell("(printf 'MThd'; head -c 1000 /dev/zero) >midi.wav; "
                 "(printf 'RIFF'; head -c 1000 /dev/urandom) >riff.wav; "
                 "(printf 'OggS'; head -c 1000 /dev/urandom) >oggs.wav");
    const char *const names[] = {"words.wav", "empty.wav", "none.wav",
                                 "midi.wav",  "riff.wav",  "oggs.wav"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        sound_say(sound, folder_path(names[i]));
    sound_say(sound, tone_file("last"));
    assert_true(comes(sound_saying, sound, false));
    sound_close(sound);
    assert_in_range(heard().length, SOUND_RATE * 80 / 1000, SOUND_RATE * 115 / 1000);
}

static void test_the_device_is_closed_in_silence_and_opened_again(void **state)
{
    (void)state;
    struct sound *sound = open_ready(150);
    sound_cue(sound, CUE_LAST);
    sleep_ms(100);
    assert_true(sound_ready(sound));
    assert_true(comes(sound_ready, sound, false));
    sound_cue(sound, CUE_LAST);
    assert_true(comes(sound_ready, sound, true));
    sound_close(sound);
}

static void test_speech_keeps_the_device_open(void **state)
{
    (void)state;
    struct sound *sound = open_ready(100);
    sound_say(sound, tone_file("done"));
    sleep_ms(600);
    assert_true(sound_ready(sound));
    assert_true(sound_saying(sound));
    sound_close(sound);
}

static void lose_device(void)
{
    SDL_Event event = {.type = SDL_AUDIODEVICEREMOVED};
    event.adevice.which = 2;
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void test_a_lost_device_is_left_and_comes_back(void **state)
{
    (void)state;
    struct sound *sound = open_ready(0);
    sound_say(sound, tone_file("done"));
    sleep_ms(50);
    lose_device();
    assert_true(comes(sound_ready, sound, false));
    assert_true(comes(sound_saying, sound, false));
    sound_cue(sound, CUE_LAST);
    assert_true(comes(sound_ready, sound, true));
    sleep_ms(300);
    sound_close(sound);
    assert_true(heard().peak > 0);
}

static void test_a_missing_device_disturbs_nobody_and_comes_back(void **state)
{
    (void)state;
    setenv("SDL_AUDIODRIVER", "nothing-of-the-kind", 1);
    struct sound *sound = open_sound(0);
    sound_cue(sound, CUE_BEGIN);
    sound_say(sound, tone_file("done"));
    assert_true(comes(sound_saying, sound, false));
    assert_false(sound_ready(sound));
    assert_true(comes(sound_missing, sound, true));
    assert_true(atomic_load(&said) > 0); /* somebody is told */
    setenv("SDL_AUDIODRIVER", "disk", 1);
    for (int i = 0; i < 200 && !sound_ready(sound); i++) {
        sound_expect(sound);
        sleep_ms(10);
    }
    assert_true(sound_ready(sound));
    assert_false(sound_missing(sound));
    sound_cue(sound, CUE_LAST);
    sleep_ms(300);
    sound_close(sound);
    struct heard tone = heard(); /* what was missed is not made up for */
    assert_in_range(tone.length, SOUND_RATE * 80 / 1000, SOUND_RATE * 115 / 1000);
}

static void test_without_sound_everything_goes_on(void **state)
{
    (void)state;
    sound_set(NULL, 50);
    sound_expect(NULL);
    sound_cue(NULL, CUE_BEGIN);
    sound_fade_tones(NULL);
    sound_say(NULL, "x");
    sound_hush(NULL);
    assert_false(sound_saying(NULL));
    assert_false(sound_ready(NULL));
    assert_true(sound_missing(NULL));
    assert_true(sound_idle(NULL));
    sound_close(NULL);
}

static int teardown(void **state)
{
    (void)state;
    SDL_Quit(); /* as the window does in the end */
    return folder_remove();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_tone_is_heard),
        TEST(test_nothing_is_heard_at_volume_0),
        TEST(test_a_try_is_heard_whatever_the_volume_is),
        TEST(test_what_is_said_comes_one_after_the_other),
        TEST(test_hush_ends_speech_at_once),
        TEST(test_a_hush_leaves_what_is_said_after_it),
        TEST(test_tones_fade_in_a_moment),
        TEST(test_a_tone_does_not_end_speech),
        TEST(test_what_is_no_sound_is_left_out),
        TEST(test_the_device_is_closed_in_silence_and_opened_again),
        TEST(test_speech_keeps_the_device_open),
        TEST(test_a_lost_device_is_left_and_comes_back),
        TEST(test_a_missing_device_disturbs_nobody_and_comes_back),
        TEST(test_without_sound_everything_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
