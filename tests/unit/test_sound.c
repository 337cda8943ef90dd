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

static int teardown(void **state)
{
    (void)state;
    SDL_Quit(); /* as the window does in the end */
    return folder_remove();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_tone_is_heard, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
