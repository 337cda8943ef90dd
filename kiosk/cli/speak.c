#include "cli/speak.h"

#include <limits.h>
#include <stdio.h>

#include "platform/sound.h"
#include "store/state.h"
#include "voice/voice.h"

void speak_open(struct speak *speak, const struct config *config, void (*on_ready)(void))
{
    *speak = (struct speak){.config = config, .on_ready = on_ready};
}

void speak_close(struct speak *speak)
{
    speaker_clear(&speak->speaker);
    voice_close(speak->voice);
    *speak = (struct speak){0};
}

/* Nothing is opened for a kiosk that nobody asks to speak. */
static void begin(struct speak *speak)
{
    char state[PATH_MAX], folder[PATH_MAX + 8] = "";
    if (speak->begun)
        return;
    speak->begun = true;
    state_folder(state, sizeof state);
    if (*state)
        snprintf(folder, sizeof folder, "%s/voice", state);
    speak->voice =
        voice_open(&(struct voice_options){.folder = folder, .on_ready = speak->on_ready});
}

static void prepare(struct speak *speak, const struct app_speech *speech, ms_t now)
{
    if (speak->on && speak->version == speech->ahead_version)
        return;
    speak->version = speech->ahead_version;
    voice_prepare(speak->voice, speech->ahead, speech->ahead_count, now);
}

/* The first words are then there when it is switched on. */
static void try_out(struct speak *speak, const struct app_speech *speech, ms_t now)
{
    if (speech->sample && !speak->asked) {
        begin(speak);
        voice_set(speak->voice, speech->language, config_voice(speak->config, speech->language));
        voice_prepare(speak->voice, &speech->sample, 1, now);
    }
    speak->asked = speech->sample != NULL;
}

bool speak_waits(const struct speak *speak)
{
    return speak->speaker.count > 0;
}

bool speak_fails(struct speak *speak)
{
    return speak->begun && voice_fails(speak->voice);
}

void speak_frame(struct speak *speak, struct sound *sound, const struct app_speech *speech,
                 ms_t now)
{
    char file[SPEAKER_FILE];
    bool hush;
    try_out(speak, speech, now);
    if (!speech->on && !speak->on)
        return;
    if (speech->on) {
        begin(speak);
        voice_set(speak->voice, speech->language, config_voice(speak->config, speech->language));
        prepare(speak, speech, now);
    } else {
        voice_prepare(speak->voice, NULL, 0, now);
    }
    speak->on = speech->on;
    if (speech->now.count > 0)
        sound_expect(sound);
    for (int i = 0; i < speech->now.count; i++) {
        const char *language = speech->now.items[i].language;
        if (language)
            voice_know(speak->voice, language, config_voice(speak->config, language));
    }
    speaker_take(&speak->speaker, &speech->now);
    bool says = speaker_next(&speak->speaker, speak->voice, now, sound_saying(sound), &hush, file);
    if (hush)
        sound_hush(sound);
    if (says)
        sound_say(sound, file);
}
