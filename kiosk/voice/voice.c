#include "voice/voice.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/thread.h"
#include "voice/cache.h"
#include "voice/helper.h"
#include "voice/plain_words.h"
#include "voice/wav.h"

enum { TEXTS_MAX = 1024, FAILURES_MAX = 3 };

enum text_state {
    TEXT_WAITING,
    TEXT_READY,
    TEXT_FAILED /* when it was made; asked for again, it may be tried again */
};

/* A text that somebody has asked for. */
struct text {
    char name[CACHE_NAME_SIZE];
    char *words, *voice; /* what the program reads; its language and line. Owned */
    enum text_state state;
    uint64_t turn; /* those that wait: the least comes first */
    ms_t asked, failed_at, length;
};

/* Of the program that speaks, as it was asked for last. */
struct fate {
    int failures;    /* one after the other */
    bool told;       /* the log knows */
    ms_t rests_till; /* 0: it does not rest */
};

/* A language and what speaks it. */
struct tongue {
    char language[32], line[COMMAND_BYTES_MAX];
};

struct voice {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t cond;
    void (*on_ready)(void);
    int time_ms, stop;                      /* an eventfd */
    struct tongue tongues[VOICE_LANGUAGES]; /* main's, as the next two */
    int tongue_count, current;
    struct cache cache; /* the thread's, but for its folder, which never changes */

    /* With the mutex. */
    struct text texts[TEXTS_MAX];
    size_t count;
    uint64_t urgent_turn, later_turn; /* the next of each: all urgent ones come before */
    struct fate fate;
    bool end;
};

enum { FIRST_LATER_TURN = 1u << 30 };

static void forget(struct text *text)
{
    free(text->words);
    free(text->voice);
    *text = (struct text){0};
}

/* With the mutex, as all down to make_one: the one that waits and is next; NULL when none does. */
static struct text *next_text(struct voice *voice)
{
    struct text *next = NULL;
    for (size_t i = 0; i < voice->count; i++) {
        struct text *text = &voice->texts[i];
        if (text->state == TEXT_WAITING && (!next || text->turn < next->turn))
            next = text;
    }
    return next;
}

static struct text *find(struct voice *voice, const char *name)
{
    for (size_t i = 0; i < voice->count; i++)
        if (strcmp(voice->texts[i].name, name) == 0)
            return &voice->texts[i];
    return NULL;
}

static void drop(struct voice *voice, struct text *text)
{
    forget(text);
    struct text *last = &voice->texts[--voice->count];
    if (text != last)
        *text = *last;
    *last = (struct text){0};
}

/* Room for one more: what was asked for the longest goes. It stays in the folder. */
static void drop_oldest(struct voice *voice)
{
    struct text *oldest = &voice->texts[0];
    for (size_t i = 1; i < voice->count; i++)
        if (voice->texts[i].asked < oldest->asked)
            oldest = &voice->texts[i];
    drop(voice, oldest);
}

static struct text *add(struct voice *voice, const char *name, const char *words, const char *key)
{
    if (voice->count == TEXTS_MAX)
        drop_oldest(voice);
    struct text *text = &voice->texts[voice->count++];
    *text = (struct text){.words = memory_text(words), .voice = memory_text(key)};
    memcpy(text->name, name, sizeof text->name);
    return text;
}

/* "LANGUAGE\nCOMMAND LINE", as it is part of the name of what is kept. */
static bool command_of(const char *key, struct command *command)
{
    char language[32];
    const char *line = strchr(key, '\n') + 1;
    snprintf(language, sizeof language, "%.*s", (int)(line - 1 - key), key);
    return command_parse(command, line, language);
}

/* -1 when there is none afterwards; `why` then says what the program did, "" when it was stopped.
 */
static ms_t make_file(struct voice *voice, const struct text *text, const char **why, bool *broken)
{
    struct command command;
    struct helper_sound sound;
    ms_t length = cache_find(&voice->cache, text->name);
    *why = "";
    *broken = false;
    if (length >= 0)
        return length;
    if (!command_of(text->voice, &command)) {
        *why = "is not a command line";
        *broken = true;
        return -1;
    }
    enum helper_end end = helper_run(&command, text->words, voice->time_ms, voice->stop, &sound);
    *broken = end == HELPER_MISSING || end == HELPER_TOO_LONG || end == HELPER_TOO_MUCH;
    if (end == HELPER_STOPPED)
        return -1;
    if (end != HELPER_DONE)
        *why = helper_end_text(end);
    else if (!wav_mend(sound.bytes, &sound.size, &length))
        *why = "writes no WAV";
    else if (!cache_keep(&voice->cache, text->name, sound.bytes, sound.size))
        *why = "speaks, but the file could not be kept";
    free(sound.bytes);
    return **why ? -1 : length;
}

/* With the mutex. One line when it begins to fail, and one when it works again. */
static void note_fate(struct voice *voice, const struct text *made, const char *why, bool broken)
{
    struct fate *fate = &voice->fate;
    int language = (int)strcspn(made->voice, "\n");
    if (!*why) {
        if (fate->told)
            log_info("voice", "state=back language=%.*s", language, made->voice);
        *fate = (struct fate){0};
        return;
    }
    fate->failures++;
    if (!fate->told)
        log_warn("no_voice", "language=%.*s program=%.*s cause=%s", language, made->voice,
                 (int)strcspn(made->voice + language + 1, " "), made->voice + language + 1, why);
    fate->told = true;
    if (broken || fate->failures >= FAILURES_MAX)
        fate->rests_till = made->asked + VOICE_REST_MS;
}

/* With the mutex. Files that had to make room are to be made again when they are asked for. */
static void forget_dropped(struct voice *voice)
{
    char path[1100];
    for (size_t i = voice->count; i > 0; i--) {
        struct text *text = &voice->texts[i - 1];
        if (text->state == TEXT_READY && cache_path(&voice->cache, text->name, path, sizeof path) &&
            access(path, F_OK) != 0)
            drop(voice, text);
    }
}

/* With the mutex, which is let go meanwhile. */
static void make_one(struct voice *voice, const struct text *next)
{
    const char *why;
    bool broken;
    unsigned dropped = voice->cache.dropped;
    struct text made = *next;
    made.words = memory_text(next->words);
    made.voice = memory_text(next->voice);
    pthread_mutex_unlock(&voice->mutex);
    made.length = make_file(voice, &made, &why, &broken);
    pthread_mutex_lock(&voice->mutex);
    struct text *text = find(voice, made.name);
    if (!voice->end)
        note_fate(voice, &made, why, broken);
    if (text) {
        text->state = made.length >= 0 ? TEXT_READY : TEXT_FAILED;
        text->length = made.length;
        text->failed_at = made.asked;
    }
    if (voice->cache.dropped != dropped)
        forget_dropped(voice);
    forget(&made);
}

/* With the mutex. What waits for a program that rests has failed. */
static void fail_waiting(struct voice *voice)
{
    for (size_t i = 0; voice->fate.rests_till && i < voice->count; i++) {
        struct text *text = &voice->texts[i];
        if (text->state != TEXT_WAITING || text->asked >= voice->fate.rests_till)
            continue;
        text->state = TEXT_FAILED;
        text->failed_at = text->asked;
    }
}

static void *run_thread(void *context)
{
    struct voice *voice = context;
    char *folder = memory_text(voice->cache.folder);
    cache_open(&voice->cache, folder, voice->cache.most);
    free(folder);
    pthread_mutex_lock(&voice->mutex);
    while (!voice->end) {
        const struct text *next = next_text(voice);
        if (!next) {
            pthread_cond_wait(&voice->cond, &voice->mutex);
            continue;
        }
        make_one(voice, next);
        fail_waiting(voice);
        pthread_mutex_unlock(&voice->mutex);
        if (voice->on_ready)
            voice->on_ready();
        pthread_mutex_lock(&voice->mutex);
    }
    pthread_mutex_unlock(&voice->mutex);
    return NULL;
}

struct voice *voice_open(const struct voice_options *options)
{
    struct voice *voice = MEMORY_NEW(struct voice);
    voice->on_ready = options->on_ready;
    voice->time_ms = options->time_ms ? options->time_ms : HELPER_TIME_MS;
    voice->later_turn = FIRST_LATER_TURN;
    voice->current = -1;
    voice->stop = eventfd(0, EFD_CLOEXEC);
    voice->cache.most = options->keep ? options->keep : (uint64_t)VOICE_KEEP_MIB << 20;
    snprintf(voice->cache.folder, sizeof voice->cache.folder, "%s", options->folder);
    pthread_mutex_init(&voice->mutex, NULL);
    pthread_cond_init(&voice->cond, NULL);
    if (voice->stop >= 0 && thread_start(&voice->thread, "voice", WORKER_NICE, run_thread, voice))
        return voice;
    log_warn("no_voice", "cause=%s", "no thread could be started");
    if (voice->stop >= 0)
        close(voice->stop);
    free(voice);
    return NULL;
}

void voice_close(struct voice *voice)
{
    if (!voice)
        return;
    pthread_mutex_lock(&voice->mutex);
    voice->end = true;
    pthread_cond_signal(&voice->cond);
    pthread_mutex_unlock(&voice->mutex);
    eventfd_write(voice->stop, 1);
    pthread_join(voice->thread, NULL);
    close(voice->stop);
    while (voice->count > 0)
        drop(voice, &voice->texts[voice->count - 1]);
    pthread_cond_destroy(&voice->cond);
    pthread_mutex_destroy(&voice->mutex);
    free(voice);
}

static struct tongue *tongue_of(struct voice *voice, const char *language)
{
    for (int i = 0; i < voice->tongue_count; i++)
        if (strcmp(voice->tongues[i].language, language) == 0)
            return &voice->tongues[i];
    return NULL;
}

/* NULL when it is known already, and spoken the same way. */
static struct tongue *learn(struct voice *voice, const char *language, const char *command)
{
    char line[COMMAND_BYTES_MAX];
    struct tongue *tongue = tongue_of(voice, language);
    if (*command)
        snprintf(line, sizeof line, "%s", command);
    else
        command_default(line, sizeof line, language);
    if (tongue && strcmp(tongue->line, line) == 0)
        return NULL;
    if (!tongue && voice->tongue_count < VOICE_LANGUAGES)
        voice->tongue_count++;
    if (!tongue)
        tongue = &voice->tongues[voice->tongue_count - 1];
    snprintf(tongue->language, sizeof tongue->language, "%s", language);
    memcpy(tongue->line, line, sizeof line);
    return tongue;
}

void voice_know(struct voice *voice, const char *language, const char *command)
{
    if (voice)
        learn(voice, language, command);
}

void voice_set(struct voice *voice, const char *language, const char *command)
{
    if (!voice)
        return;
    bool learned = learn(voice, language, command) != NULL;
    int now = (int)(tongue_of(voice, language) - voice->tongues);
    if (!learned && now == voice->current)
        return;
    voice->current = now;
    pthread_mutex_lock(&voice->mutex);
    voice->fate = (struct fate){0}; /* another program, or what it lacked is there now */
    pthread_mutex_unlock(&voice->mutex);
}

/* With the mutex. */
static bool rests(struct voice *voice, ms_t now)
{
    struct fate *fate = &voice->fate;
    if (fate->rests_till && now >= fate->rests_till)
        *fate = (struct fate){.told = fate->told};
    return fate->rests_till > 0;
}

/* With the mutex: the text, waiting at this turn unless it is there or cannot be had. */
static struct text *ask(struct voice *voice, const struct tongue *tongue, const char *words,
                        uint64_t *turn, ms_t now)
{
    struct arena arena = {0};
    char name[CACHE_NAME_SIZE];
    const char *key = arena_printf(&arena, "%s\n%s", tongue->language, tongue->line);
    const char *plain = plain_words(&arena, words);
    cache_name(name, key, plain);
    struct text *text = find(voice, name);
    bool again = text && text->state == TEXT_FAILED && now - text->failed_at >= VOICE_REST_MS;
    bool resting = rests(voice, now);
    if (!text)
        text = add(voice, name, plain, key);
    text->asked = now;
    if (again)
        text->state = TEXT_WAITING;
    if (text->state == TEXT_WAITING && resting) {
        text->state = TEXT_FAILED;
        text->failed_at = now - VOICE_REST_MS; /* to be tried as soon as the rest is over */
    }
    if (text->state == TEXT_WAITING && (text->turn == 0 || *turn < text->turn))
        text->turn = ++*turn;
    arena_free(&arena);
    return text;
}

enum voice_state voice_get(struct voice *voice, const char *language, const char *words, ms_t now,
                           char *file, size_t size, ms_t *length_ms)
{
    enum voice_state state = VOICE_NONE;
    if (!voice || voice->tongue_count == 0 || strlen(words) > HELPER_TEXT_MAX / 2)
        return state;
    const struct tongue *tongue = language ? tongue_of(voice, language) : NULL;
    if (!tongue)
        tongue = &voice->tongues[voice->current];
    pthread_mutex_lock(&voice->mutex);
    const struct text *text = ask(voice, tongue, words, &voice->urgent_turn, now);
    if (text->state == TEXT_WAITING)
        state = VOICE_COMING;
    else if (text->state == TEXT_READY && cache_path(&voice->cache, text->name, file, size))
        state = VOICE_READY;
    *length_ms = text->length;
    pthread_cond_signal(&voice->cond);
    pthread_mutex_unlock(&voice->mutex);
    return state;
}

void voice_prepare(struct voice *voice, const char *const *texts, size_t count, ms_t now)
{
    if (!voice || voice->tongue_count == 0)
        return;
    const struct tongue *tongue = &voice->tongues[voice->current];
    pthread_mutex_lock(&voice->mutex);
    for (size_t i = voice->count; i > 0; i--)
        if (voice->texts[i - 1].state == TEXT_WAITING &&
            voice->texts[i - 1].turn >= FIRST_LATER_TURN)
            drop(voice, &voice->texts[i - 1]);
    for (size_t i = 0; i < count && i < TEXTS_MAX / 2; i++)
        if (strlen(texts[i]) <= HELPER_TEXT_MAX / 2)
            ask(voice, tongue, texts[i], &voice->later_turn, now);
    pthread_cond_signal(&voice->cond);
    pthread_mutex_unlock(&voice->mutex);
}

bool voice_fails(struct voice *voice)
{
    if (!voice)
        return true;
    pthread_mutex_lock(&voice->mutex);
    bool fails = voice->fate.told;
    pthread_mutex_unlock(&voice->mutex);
    return fails;
}

size_t voice_waiting(struct voice *voice)
{
    size_t waiting = 0;
    if (!voice)
        return 0;
    pthread_mutex_lock(&voice->mutex);
    for (size_t i = 0; i < voice->count; i++)
        waiting += voice->texts[i].state == TEXT_WAITING;
    pthread_mutex_unlock(&voice->mutex);
    return waiting;
}
