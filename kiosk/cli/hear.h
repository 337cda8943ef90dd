#pragma once

#include "app/app.h"
#include "cli/assembly.h"
#include "platform/sound.h"

/* What the app has to be heard goes to where it sounds. */
struct hear {
    struct sound *sound; /* NULL: the machine has no thread for it, and is silent */
    ms_t expected;       /* the cue for which the device was opened */
    bool paused;         /* whether it was, in the frame before */
    bool asked;          /* whether there is one, by the screen that is up */
};

/* After the window was opened, as SDL's parts are begun one after the other; `on_said` as in
 * sound_options. */
void hear_open(struct hear *hear, const struct assembly *assembly, void (*on_said)(void));
void hear_close(struct hear *hear);

/* After each frame. */
void hear_frame(struct hear *hear, const struct hearing *hearing, ms_t now);
