#include "platform/sound.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/thread.h"
#include "platform/mixer.h"

enum {
    CLOSE_AFTER_MS = 30000,
    RETRY_MS = 5000,
    LATE_MS = 200, /* a tone that late would say something wrong */
    JOIN_S = 1,
    TONES_MAX = 8
};

struct tone {
    enum cue cue;
    int volume;
    ms_t asked;
};

/* What the thread is to do. */
struct wish {
    struct tone tones[TONES_MAX];
    int tone_count;
    bool expect, hush;
    bool fade;    /* what is heard of tones that were asked for before these */
    bool changed; /* by the mixer: look at it */
};

struct sound {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t cond;
    void (*on_said)(void);
    ms_t close_after, retry;

    /* With the mutex. */
    struct wish wish;
    char *says[SOUND_SAYS_MAX]; /* owned */
    int say_count;
    int volume;
    bool ready, missing, speaking, busy, end;

    /* The thread's. */
    struct mixer *mixer;
    ms_t heard_at, retry_at;
    bool lost; /* or never found, and said so */
};

static ms_t clock_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (ms_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void on_change(void *context)
{
    struct sound *sound = context;
    pthread_mutex_lock(&sound->mutex);
    sound->wish.changed = true;
    pthread_cond_signal(&sound->cond);
    pthread_mutex_unlock(&sound->mutex);
}

/* With the mutex: the next to be said, owned by the caller; NULL: nothing. */
static char *take_say(struct sound *sound)
{
    if (sound->say_count == 0)
        return NULL;
    char *file = sound->says[0];
    sound->say_count--;
    memmove(sound->says, sound->says + 1, (size_t)sound->say_count * sizeof *sound->says);
    return file;
}

/* With the mutex. */
static void drop_says(struct sound *sound)
{
    while (sound->say_count > 0)
        free(sound->says[--sound->say_count]);
}

static bool open_device(struct sound *sound, ms_t now)
{
    char cause[256];
    if (mixer_is_open(sound->mixer))
        return true;
    if (now < sound->retry_at)
        return false;
    if (mixer_open(sound->mixer, cause, sizeof cause)) {
        if (sound->lost)
            log_info("sound", "state=back");
        sound->lost = false;
        sound->retry_at = 0;
        sound->heard_at = clock_ms();
        return true;
    }
    if (!sound->lost)
        log_warn("no_sound", "cause=%s", cause);
    sound->lost = true;
    sound->retry_at = clock_ms() + sound->retry;
    return false;
}

static void play_tones(struct sound *sound, const struct wish *wish)
{
    for (int i = 0; i < wish->tone_count; i++) {
        const struct tone *tone = &wish->tones[i];
        ms_t late = clock_ms() - tone->asked;
        if (late > LATE_MS)
            log_debug("tone_late", "ms=%lld", (long long)late);
        else
            mixer_tone(sound->mixer, tone->cue,
                       mixer_speaks(sound->mixer) ? tone->volume * 2 / 3 : tone->volume);
    }
}

/* Says what waits, one after the other; without a device nothing waits. What waits behind a hush
 * that is wished meanwhile is left for the round that hushes: begun now, it would end with that. */
static void speak(struct sound *sound, bool open)
{
    bool over = false, ended = false;
    while (!over) {
        pthread_mutex_lock(&sound->mutex);
        if (sound->wish.hush) {
            pthread_mutex_unlock(&sound->mutex);
            return;
        }
        if (!open)
            drop_says(sound);
        bool speaks = open && mixer_speaks(sound->mixer);
        char *file = speaks ? NULL : take_say(sound);
        int volume = sound->volume;
        over = !file;
        ended = over && sound->speaking && !speaks;
        sound->speaking = speaks || file;
        pthread_mutex_unlock(&sound->mutex);
        if (file)
            mixer_speak(sound->mixer, file, volume);
        free(file);
    }
    if (ended && sound->on_said)
        sound->on_said();
}

static void follow_wish(struct sound *sound, const struct wish *wish, bool says, int volume)
{
    struct mixer *mixer = sound->mixer;
    if (mixer_lost(mixer)) {
        log_warn("sound", "state=lost");
        mixer_close(mixer);
        sound->lost = true;
    }
    bool wanted = wish->tone_count > 0 || wish->expect || says;
    bool open = wanted ? open_device(sound, clock_ms()) : mixer_is_open(mixer);
    if (open && wish->hush)
        mixer_hush(mixer);
    if (open && wish->fade)
        mixer_fade_tones(mixer);
    if (open) {
        mixer_speech_volume(mixer, volume);
        play_tones(sound, wish);
    }
    speak(sound, open);
    ms_t now = clock_ms();
    if (open && (wanted || mixer_plays(mixer)))
        sound->heard_at = now;
    else if (open && now - sound->heard_at >= sound->close_after)
        mixer_close(mixer);
}

/* With the mutex. */
static bool no_wish(const struct sound *sound)
{
    const struct wish *wish = &sound->wish;
    return wish->tone_count == 0 && !wish->expect && !wish->hush && !wish->fade && !wish->changed;
}

/* With the mutex: until there is something to do, or the device is to be closed. What waits to be
 * said waits for the end of what is said, which is a change. */
static void wait_for_wish(struct sound *sound)
{
    bool open = mixer_is_open(sound->mixer);
    ms_t until = sound->heard_at + sound->close_after;
    struct timespec at = {until / 1000, until % 1000 * 1000000};
    while (!sound->end && no_wish(sound) && (!open || clock_ms() < until)) {
        if (open)
            pthread_cond_timedwait(&sound->cond, &sound->mutex, &at);
        else
            pthread_cond_wait(&sound->cond, &sound->mutex);
    }
}

static void *run_thread(void *context)
{
    struct sound *sound = context;
    pthread_mutex_lock(&sound->mutex);
    for (;;) {
        wait_for_wish(sound);
        if (sound->end)
            break;
        struct wish wish = sound->wish;
        bool says = sound->say_count > 0;
        int volume = sound->volume;
        sound->wish = (struct wish){0};
        sound->busy = true;
        pthread_mutex_unlock(&sound->mutex);
        follow_wish(sound, &wish, says, volume);
        pthread_mutex_lock(&sound->mutex);
        sound->ready = mixer_is_open(sound->mixer);
        bool changed = sound->missing != sound->lost;
        sound->missing = sound->lost;
        sound->busy = false;
        if (changed && sound->on_said)
            sound->on_said();
    }
    pthread_mutex_unlock(&sound->mutex);
    mixer_free(sound->mixer);
    return NULL;
}

static void destroy(struct sound *sound)
{
    drop_says(sound);
    pthread_cond_destroy(&sound->cond);
    pthread_mutex_destroy(&sound->mutex);
    free(sound);
}

struct sound *sound_open(const struct sound_options *options)
{
    struct sound *sound = MEMORY_NEW(struct sound);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&sound->cond, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&sound->mutex, NULL);
    sound->on_said = options->on_said;
    sound->close_after = options->close_after > 0 ? options->close_after : CLOSE_AFTER_MS;
    sound->retry = options->retry > 0 ? options->retry : RETRY_MS;
    sound->mixer = mixer_create(options->folder, on_change, sound);
    if (thread_start(&sound->thread, "sound", 0, run_thread, sound))
        return sound;
    log_error("no_sound", "cause=%s", "no thread");
    mixer_free(sound->mixer);
    destroy(sound);
    return NULL;
}

/* A device that hangs keeps its thread, and what that uses; the process is about to end. */
void sound_close(struct sound *sound)
{
    if (!sound)
        return;
    pthread_mutex_lock(&sound->mutex);
    sound->end = true;
    pthread_cond_signal(&sound->cond);
    pthread_mutex_unlock(&sound->mutex);
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += JOIN_S;
    if (pthread_timedjoin_np(sound->thread, NULL, &until) == 0)
        destroy(sound);
    else
        log_warn("sound", "state=hangs");
}

void sound_set(struct sound *sound, int volume)
{
    if (!sound || volume == sound->volume)
        return;
    pthread_mutex_lock(&sound->mutex);
    sound->volume = volume;
    sound->wish.changed = true;
    pthread_cond_signal(&sound->cond);
    pthread_mutex_unlock(&sound->mutex);
    if (volume <= 0)
        sound_hush(sound);
}

void sound_expect(struct sound *sound)
{
    if (!sound)
        return;
    pthread_mutex_lock(&sound->mutex);
    sound->wish.expect = true;
    pthread_cond_signal(&sound->cond);
    pthread_mutex_unlock(&sound->mutex);
}

void sound_try(struct sound *sound, enum cue cue, int volume)
{
    if (!sound || volume <= 0)
        return;
    pthread_mutex_lock(&sound->mutex);
    struct wish *wish = &sound->wish;
    if (wish->tone_count < TONES_MAX)
        wish->tones[wish->tone_count++] = (struct tone){cue, volume, clock_ms()};
    pthread_cond_signal(&sound->cond);
    pthread_mutex_unlock(&sound->mutex);
}

void sound_cue(struct sound *sound, enum cue cue)
{
    if (sound)
        sound_try(sound, cue, sound->volume);
}

void sound_fade_tones(struct sound *sound)
{
    if (!sound)
        return;
    pthread_mutex_lock(&sound->mutex);
    sound->wish.tone_count = 0;
    sound->wish.fade = true;
    pthread_cond_signal(&sound->cond);
    pthread_mutex_unlock(&sound->mutex);
}

void sound_say(struct sound *sound, const char *file)
{
    if (!sound || sound->volume <= 0)
        return;
    pthread_mutex_lock(&sound->mutex);
    bool room = sound->say_count < SOUND_SAYS_MAX;
    if (room)
        sound->says[sound->say_count++] = memory_text(file);
    sound->speaking = sound->speaking || room;
    sound->wish.changed = true;
    pthread_cond_signal(&sound->cond);
    pthread_mutex_unlock(&sound->mutex);
}

void sound_hush(struct sound *sound)
{
    if (!sound)
        return;
    pthread_mutex_lock(&sound->mutex);
    drop_says(sound);
    sound->wish.hush = true;
    pthread_cond_signal(&sound->cond);
    pthread_mutex_unlock(&sound->mutex);
}

static bool ask(struct sound *sound, const bool *what)
{
    pthread_mutex_lock(&sound->mutex);
    bool answer = *what;
    pthread_mutex_unlock(&sound->mutex);
    return answer;
}

bool sound_saying(struct sound *sound)
{
    return sound && ask(sound, &sound->speaking);
}

bool sound_missing(struct sound *sound)
{
    return !sound || ask(sound, &sound->missing);
}

bool sound_idle(struct sound *sound)
{
    if (!sound)
        return true;
    pthread_mutex_lock(&sound->mutex);
    bool over = no_wish(sound) && !sound->busy;
    pthread_mutex_unlock(&sound->mutex);
    return over;
}

bool sound_ready(struct sound *sound)
{
    return sound && ask(sound, &sound->ready);
}
