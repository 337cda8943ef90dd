#pragma once

#include "app/app.h"
#include "voice/speaker.h"

/* What the app says reaches the ears: texts by the voice, files to the sound. */

struct sound;
struct voice;

struct speak {
    struct voice *voice; /* NULL: none; then nothing is said */
    struct speaker speaker;
    unsigned version; /* of what is prepared */
    bool on;
};

/* `on_ready` is called from a thread: speak_follow has something to do. */
void speak_open(struct speak *speak, void (*on_ready)(void));
void speak_close(struct speak *speak);

/* Each frame, also when `on_ready` was called or something was said (sound_options.on_said).
 * `command` is the settings' for the language; "": what espeak-ng has. */
void speak_follow(struct speak *speak, struct sound *sound, const struct app_speech *speech,
                  const char *command, ms_t now);
