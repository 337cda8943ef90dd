#include "cli/speak.h"

#include <limits.h>
#include <stdio.h>

#include "platform/sound.h"
#include "store/state.h"
#include "voice/voice.h"

void speak_open(struct speak *speak, void (*on_ready)(void))
{
    char state[PATH_MAX], folder[PATH_MAX + 8] = "";
    state_folder(state, sizeof state);
    if (*state)
        snprintf(folder, sizeof folder, "%s/voice", state);
    *speak = (struct speak){
        .voice = voice_open(&(struct voice_options){.folder = folder, .on_ready = on_ready})};
}

void speak_close(struct speak *speak)
{
    speaker_clear(&speak->speaker);
    voice_close(speak->voice);
    *speak = (struct speak){0};
}

static void prepare(struct speak *speak, const struct app_speech *speech, ms_t now)
{
    if (speak->on && speak->version == speech->ahead_version)
        return;
    speak->version = speech->ahead_version;
    voice_prepare(speak->voice, speech->ahead, speech->ahead_count, now);
}

void speak_follow(struct speak *speak, struct sound *sound, const struct app_speech *speech,
                  const char *command, ms_t now)
{
    char file[SPEAKER_FILE];
    bool hush;
    if (!speech->on && !speak->on)
        return;
    if (speech->on) {
        voice_set(speak->voice, speech->language, command);
        prepare(speak, speech, now);
        sound_expect(sound);
    } else {
        voice_prepare(speak->voice, NULL, 0, now);
    }
    speak->on = speech->on;
    speaker_take(&speak->speaker, &speech->now, now);
    bool says = speaker_next(&speak->speaker, speak->voice, now, sound_saying(sound), &hush, file);
    if (hush)
        sound_hush(sound);
    if (says)
        sound_say(sound, file);
}
