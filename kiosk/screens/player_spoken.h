#pragma once

#include "screens/screen.h"

/* The player's text column in words, for who only hears it. Texts are valid for a frame; "": there
 * is none. */
struct player_spoken {
    const char *name;   /* of the exercise */
    const char *side;   /* "Left side": whose turn it is, or will be */
    const char *set;    /* "Set 2 of 3" */
    const char *hold;   /* "Repetition 2 of 3.": which hold */
    const char *phase;  /* "Hold." */
    const char *amount; /* how much of this phase: "20 seconds", "10 slow moves" */
    const char *dose;   /* of the exercise: "Each side · hold 20 s · 2 times" */
    const char *sentence, *cue;
};

/* `ui` lends its arena. `routine` is the session's. */
void player_spoken(struct screen_context *context, struct ui *ui, const struct routine *routine,
                   const struct session_view *view, struct player_spoken *out);
