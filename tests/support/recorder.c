#include "recorder.h"

#include <SDL2/SDL.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

#include "base/memory.h"
#include "platform/sound.h"

_Static_assert(RECORDER_PER_MS * 1000 == SOUND_RATE, "of the device that the kiosk opens");

static char recording[512];
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t moved = PTHREAD_COND_INITIALIZER;
static long mixed, allowed; /* buffers */
static bool held;

static void wait_for_turn(void)
{
    pthread_mutex_lock(&mutex);
    mixed++;
    pthread_cond_broadcast(&moved);
    while (held && mixed >= allowed)
        pthread_cond_wait(&moved, &mutex);
    pthread_mutex_unlock(&mutex);
}

/* In place of libc's: it is what SDL's audio thread sleeps by between two buffers. */
int nanosleep(const struct timespec *time, struct timespec *rest)
{
    char name[32] = "";
    pthread_getname_np(pthread_self(), name, sizeof name);
    if (strncmp(name, "SDLAudioP", 9) != 0)
        return clock_nanosleep(CLOCK_REALTIME, 0, time, rest);
    wait_for_turn();
    return 0;
}

void recorder_begin(const char *file)
{
    snprintf(recording, sizeof recording, "%s", file);
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", recording, 1);
    setenv("SDL_DISKAUDIODELAY", "1", 1);
    mixed = allowed = 0;
    held = true;
}

void recorder_mix_up_to(ms_t ms)
{
    pthread_mutex_lock(&mutex);
    allowed = (long)(ms * RECORDER_PER_MS / SOUND_BUFFER) + 1;
    pthread_cond_broadcast(&moved);
    while (mixed < allowed)
        pthread_cond_wait(&moved, &mutex);
    pthread_mutex_unlock(&mutex);
}

void recorder_release(void)
{
    pthread_mutex_lock(&mutex);
    held = false;
    pthread_cond_broadcast(&moved);
    pthread_mutex_unlock(&mutex);
}

struct recorder_samples recorder_read(void)
{
    struct stat info;
    assert_int_equal(stat(recording, &info), 0);
    struct recorder_samples all = {memory_new((size_t)info.st_size + 1, 1), info.st_size / 2};
    FILE *in = fopen(recording, "rb");
    assert_int_equal(fread(all.items, 2, (size_t)all.count, in), all.count);
    fclose(in);
    return all;
}

struct recorder_samples recorder_read_wav(const char *file)
{
    SDL_AudioSpec spec;
    Uint8 *bytes;
    Uint32 length;
    SDL_AudioCVT cvt;
    assert_non_null(SDL_LoadWAV(file, &spec, &bytes, &length));
    assert_true(SDL_BuildAudioCVT(&cvt, spec.format, spec.channels, spec.freq, AUDIO_S16SYS, 2,
                                  SOUND_RATE) >= 0);
    cvt.len = (int)length;
    cvt.buf = memory_new((size_t)length * (size_t)cvt.len_mult, 1);
    memcpy(cvt.buf, bytes, length);
    SDL_FreeWAV(bytes);
    assert_int_equal(SDL_ConvertAudio(&cvt), 0);
    return (struct recorder_samples){(int16_t *)(void *)cvt.buf, cvt.len_cvt / 2};
}
