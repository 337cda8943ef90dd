#pragma once

#include "app/app.h"
#include "voice/speaker.h"

/* What the app says reaches the ears: texts by the voice, files to the sound. */

struct sound;
struct voice;

struct speak {
    const struct config *config; /* borrowed: who speaks */
    void (*on_ready)(void);
    struct voice *voice; /* from the first text on; NULL: there is none, or no thread for it */
    struct speaker speaker;
    unsigned version; /* of what is prepared */
    bool begun, on, asked;
};

/* `on_ready` is called from a thread: another frame has something to say. */
void speak_open(struct speak *speak, const struct config *config, void (*on_ready)(void));

/* Before the sound is closed. */
void speak_close(struct speak *speak);

/* Something waits to be said. */
bool speak_waits(const struct speak *speak);

/* The program that speaks does not, as far as anybody has asked it to. */
bool speak_fails(struct speak *speak);

/* After each frame; one is due when `on_ready` was called, or something was said
 * (sound_options.on_said). */
void speak_frame(struct speak *speak, struct sound *sound, const struct app_speech *speech,
                 ms_t now);
