#pragma once

#include "app/speech_ahead.h"
#include "app/speech_player.h"
#include "app/speech_recordings.h"

/* What is said when, of all screens: for the visit that has its voice switched on, and never of
 * staff's. A screen that comes up says its title, one that is a short alert all of its texts; what
 * the reader (ui/reader.h) comes to says its words, what it is, and its place among all; the player
 * says what app/speech_player.h has. */

struct app;

struct speech {
    bool on;
    bool hush;
    bool touched;  /* something was done in this step: what changes then is its answer */
    bool read_all; /* wished for: the whole screen */
    enum screen_id screen;
    ms_t entered_at;   /* of that screen */
    uint64_t title;    /* that was said, */
    uint64_t stop;     /* and the words of the stop */
    unsigned moves;    /* of the reader, when it was */
    int seconds;       /* still-there: that were said last */
    uint64_t prepared; /* the screen whose words are in `ahead` */
    struct speech_memory session;
    struct speech_list list;
    struct speech_ahead ahead;
    struct speech_recordings recordings;
};

/* Before the frame is drawn: whether somebody listens. */
void speech_begin(struct app *app);

/* After it, with what the screen said. */
void speech_frame(struct app *app);

/* A step is due by then. */
ms_t speech_wake(const struct app *app);

/* Its content is about to be freed. */
void speech_forget_content(struct speech *speech);

void speech_free(struct speech *speech);
