#include "platform/mixer.h"

#include <SDL.h>
#include <SDL_mixer.h>
#include <alsa/asoundlib.h>
#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "platform/sound.h"

/* Channel 0 speaks; a tone takes the next of the others, so that none cuts the one before. */
enum { SPEECH, FIRST_TONE, TONES = 4, CHANNELS = FIRST_TONE + TONES };

/* Cut in the middle, a tone would click. */
enum { FADE_MS = 30 };

/* Two minutes of what espeak-ng writes. */
enum { SPEECH_BYTES = 6 * 1024 * 1024 };

#define FUNCTIONS(X)                                                                               \
    X(Mix_OpenAudioDevice)                                                                         \
    X(Mix_CloseAudio)                                                                              \
    X(Mix_LoadWAV_RW)                                                                              \
    X(Mix_FreeChunk)                                                                               \
    X(Mix_AllocateChannels)                                                                        \
    X(Mix_ChannelFinished)                                                                         \
    X(Mix_PlayChannel)                                                                             \
    X(Mix_HaltChannel)                                                                             \
    X(Mix_FadeOutChannel)                                                                          \
    X(Mix_Playing)                                                                                 \
    X(Mix_Volume)

struct library {
    void *handle;
#define FUNCTION(name) __typeof__(name) *(name);
    FUNCTIONS(FUNCTION)
#undef FUNCTION
};

struct mixer {
    struct library mix;
    char *folder;
    void (*changed)(void *context);
    void *context;
    bool open;
    atomic_bool lost, speaks;
    Mix_Chunk *tones[CUE_COUNT]; /* in the format of every device that is opened */
    Mix_Chunk *speech;           /* what channel 0 says or has said */
    int next_tone;
};

static struct mixer *the_mixer; /* SDL2_mixer's own callback is told nothing */

/* libasound writes a dozen lines for a card that is not there; `cause` says it in one. */
__attribute__((format(printf, 5, 6))) static void
no_lines(const char *file, int line, const char *function, int error, const char *format, ...)
{
    (void)file, (void)line, (void)function, (void)error, (void)format;
}

struct mixer *mixer_create(const char *folder, void (*changed)(void *context), void *context)
{
    struct mixer *mixer = MEMORY_NEW(struct mixer);
    mixer->folder = memory_text(folder);
    mixer->changed = changed;
    mixer->context = context;
    the_mixer = mixer;
    snd_lib_error_set_handler(no_lines);
    return mixer;
}

void mixer_free(struct mixer *mixer)
{
    mixer_close(mixer);
    for (int i = 0; i < CUE_COUNT; i++)
        if (mixer->tones[i])
            mixer->mix.Mix_FreeChunk(mixer->tones[i]);
    the_mixer = NULL; /* the library stays: not all that it brings along can be unloaded */
    free(mixer->folder);
    free(mixer);
    SDL_TLSCleanup(); /* what SDL keeps for a thread that is not its own */
}

static bool load_library(struct library *mix)
{
    if (mix->handle)
        return true;
    mix->handle = SDL_LoadObject("libSDL2_mixer-2.0.so.0");
    bool all = mix->handle != NULL;
#define FUNCTION(name)                                                                             \
    mix->name = all ? (__typeof__(name) *)SDL_LoadFunction(mix->handle, #name) : NULL;             \
    all = all && mix->name;
    FUNCTIONS(FUNCTION)
#undef FUNCTION
    if (!all)
        mix->handle = NULL;
    return all;
}

static void on_finished(int channel)
{
    if (channel != SPEECH || !the_mixer)
        return;
    atomic_store(&the_mixer->speaks, false);
    the_mixer->changed(the_mixer->context);
}

static int on_event(void *context, SDL_Event *event)
{
    struct mixer *mixer = context;
    if (event->type == SDL_AUDIODEVICEREMOVED && !event->adevice.iscapture) {
        atomic_store(&mixer->lost, true);
        mixer->changed(mixer->context);
    }
    return 1;
}

/* Whatever is missing is not heard: the log says so, and the rest is. */
static void load_tones(struct mixer *mixer)
{
    for (int i = 0; i < CUE_COUNT; i++) {
        char file[1024];
        snprintf(file, sizeof file, "%s/%s.wav", mixer->folder, cue_file((enum cue)i));
        if (!mixer->tones[i])
            mixer->tones[i] = mixer->mix.Mix_LoadWAV_RW(SDL_RWFromFile(file, "rb"), 1);
        if (!mixer->tones[i])
            log_error("no_tone", "file=%s cause=%s", file, SDL_GetError());
    }
}

bool mixer_open(struct mixer *mixer, char *cause, size_t cause_size)
{
    bool loaded = load_library(&mixer->mix);
    bool begun = loaded && SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
    if (begun &&
        mixer->mix.Mix_OpenAudioDevice(SOUND_RATE, AUDIO_S16SYS, 2, SOUND_BUFFER, NULL, 0) == 0) {
        mixer->open = true;
        atomic_store(&mixer->lost, false);
        atomic_store(&mixer->speaks, false);
        SDL_AddEventWatch(on_event, mixer);
        mixer->mix.Mix_AllocateChannels(CHANNELS);
        mixer->mix.Mix_ChannelFinished(on_finished);
        load_tones(mixer);
        log_debug("sound", "state=open driver=%s", SDL_GetCurrentAudioDriver());
        return true;
    }
    snprintf(cause, cause_size, "%s", SDL_GetError());
    if (begun)
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return false;
}

/* With SDL's audio goes a thread that looks for new devices five times a second. */
void mixer_close(struct mixer *mixer)
{
    if (!mixer->open)
        return;
    mixer_hush(mixer);
    mixer->mix.Mix_ChannelFinished(NULL);
    SDL_DelEventWatch(on_event, mixer);
    mixer->mix.Mix_CloseAudio();
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    mixer->open = false;
    log_debug("sound", "state=closed");
}

bool mixer_is_open(const struct mixer *mixer)
{
    return mixer->open;
}

bool mixer_lost(const struct mixer *mixer)
{
    return mixer->open && atomic_load(&mixer->lost);
}

/* What an ear takes for half is a quarter of the amplitude. */
static int channel_volume(int volume)
{
    double part = volume < 0 ? 0 : volume > 100 ? 1 : volume / 100.0;
    return (int)lround(part * part * MIX_MAX_VOLUME);
}

void mixer_tone(struct mixer *mixer, enum cue cue, int volume)
{
    if (!mixer->tones[cue])
        return;
    int channel = FIRST_TONE + mixer->next_tone;
    mixer->next_tone = (mixer->next_tone + 1) % TONES;
    mixer->mix.Mix_HaltChannel(channel); /* while it fades, its volume is not ours */
    mixer->mix.Mix_Volume(channel, channel_volume(volume));
    mixer->mix.Mix_PlayChannel(channel, mixer->tones[cue], 0);
}

void mixer_fade_tones(struct mixer *mixer)
{
    for (int i = 0; i < TONES; i++)
        mixer->mix.Mix_FadeOutChannel(FIRST_TONE + i, FADE_MS);
}

/* SDL2_mixer would try a dozen formats, some of them programs: WAV and OGG, and nothing else. */
static bool is_sound(const void *bytes, size_t size)
{
    return size > 4 && (memcmp(bytes, "RIFF", 4) == 0 || memcmp(bytes, "OggS", 4) == 0);
}

static Mix_Chunk *load_speech(struct mixer *mixer, const char *file)
{
    SDL_RWops *in = SDL_RWFromFile(file, "rb");
    Sint64 size = in ? SDL_RWsize(in) : 0;
    void *bytes = size > 0 && size <= SPEECH_BYTES ? memory_try(1, (size_t)size) : NULL;
    bool sound = bytes && SDL_RWread(in, bytes, 1, (size_t)size) == (size_t)size &&
                 is_sound(bytes, (size_t)size);
    Mix_Chunk *chunk =
        sound ? mixer->mix.Mix_LoadWAV_RW(SDL_RWFromConstMem(bytes, (int)size), 1) : NULL;
    if (!chunk)
        log_warn("not_said", "file=%s cause=%s", file,
                 !in      ? "it cannot be read"
                 : !bytes ? "it is empty or too large"
                 : !sound ? "it is neither WAV nor OGG"
                          : SDL_GetError());
    if (in)
        SDL_RWclose(in);
    free(bytes);
    return chunk;
}

bool mixer_speak(struct mixer *mixer, const char *file, int volume)
{
    mixer_hush(mixer);
    mixer->speech = load_speech(mixer, file);
    if (!mixer->speech)
        return false;
    mixer_speech_volume(mixer, volume);
    atomic_store(&mixer->speaks, true);
    bool begun = mixer->mix.Mix_PlayChannel(SPEECH, mixer->speech, 0) == SPEECH;
    if (!begun)
        atomic_store(&mixer->speaks, false);
    return begun;
}

void mixer_speech_volume(struct mixer *mixer, int volume)
{
    mixer->mix.Mix_Volume(SPEECH, channel_volume(volume));
}

void mixer_hush(struct mixer *mixer)
{
    mixer->mix.Mix_HaltChannel(SPEECH);
    if (mixer->speech)
        mixer->mix.Mix_FreeChunk(mixer->speech);
    mixer->speech = NULL;
}

bool mixer_speaks(const struct mixer *mixer)
{
    return atomic_load(&mixer->speaks);
}

bool mixer_plays(const struct mixer *mixer)
{
    return mixer->mix.Mix_Playing(-1) > 0;
}
