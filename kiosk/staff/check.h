#pragma once

#include "clinic/restart.h"
#include "clinic/self_check.h"
#include "ui/ui.h"

/* The self-check's part of struct staff. One part after the other: squares to paint, a tone to
 * hear, colours to look at, a time to compare; what the kiosk can see alone it does in between. */

enum staff_check_phase {
    STAFF_CHECK_SHOWN,  /* the last result */
    STAFF_CHECK_PAINT,  /* squares */
    STAFF_CHECK_HEAR,   /* "Did you hear a tone?" */
    STAFF_CHECK_LOOK,   /* colours */
    STAFF_CHECK_SPOTS,  /* "Were there dark spots or stripes?" */
    STAFF_CHECK_COMPARE /* "Is this the time on your phone?" */
};

enum { STAFF_CHECK_COLOURS = 5, STAFF_CHECK_FINGERS = 10 };

struct staff_check {
    enum staff_check_phase phase;
    struct self_check last, run; /* shown; being made */
    bool alone;                  /* one part alone is done again */
    bool unkept;                 /* the PIN could not be written: that is about the storage */
    enum check_part begin_at;    /* whoever leads here has this one chosen; touch: nobody does */
    bool begin_restarts;         /* the same with the restarts, which are no part of the check */
    bool restarts;               /* their details are seen */
    struct restart restart;
    enum check_part chosen; /* whose details are seen */
    bool details;           /* on 7", where they take the list's place */
    int left;               /* squares still white */
    int latest;             /* the one painted last; -1: none */
    ms_t began, painted_at;
    int colour;
    int width, height; /* of the window in the last frame, px */
    struct painting_finger {
        int64_t pointer;
        int x, y;
        bool down;
    } fingers[STAFF_CHECK_FINGERS];
    struct scroll scroll;
};
