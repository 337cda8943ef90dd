#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/geometry.h"
#include "base/ms.h"

/* What touches the screen: fingers, a mouse's button, but also palms, sleeves and drops of water.
 * All are remembered until they lift.
 *
 * - What lands on a target presses it, and acts when it lifts from there, however long it was held
 *   (kiosk-facts: no upper tap time). Several may press at a time: fingers that take turns all act.
 * - The one that acts overrules what landed before it: that has only been resting, and its lifting
 *   does nothing. So does that of one which has rested for a second while a later one presses.
 * - What lands within 100 ms of another that is still down is of the same hand, and so is what a
 *   palm, once it is known by that, puts down within half a second. Of a hand, what lifts first
 *   acts, and nothing else of it. Of contacts that lift together, too, only the first acts.
 * - What presses an urgent target overrules all else at once, and has the kiosk to itself for a
 *   second. So one of a palm's contacts presses it before all others; and it is heard whoever
 *   came first.
 * - What lands on no target presses nothing and stands in nobody's way. It may drag the list it
 *   lies on, or be a tap elsewhere, within its first second; later it has only been resting.
 * - What is to be read before it is pressed (ui_unhurried) is not pressed by what lands within half
 *   a second of another touch: so quick taps on one spot do not go through it.
 * - One that holds what opens something (ui_opens) goes on to what that has opened, or to the
 *   nearest of it where it lifts beside one or between two. Lifted where it
 *   landed it has tapped that, as if it had been quicker; lifted anywhere else it is a tap
 * elsewhere.
 * - One that presses a row's handle and moves carries the row, however long it waited before; a
 *   loose handle (ui_loose_handle) it carries anywhere.
 * - A list or a row that follows a finger goes on doing so while the finger moves, whatever else
 * lands.
 * - After a change of screen, and until ui->deaf_until, all that is down counts for nothing.
 *
 * One that presses, begins to drag or taps a target is a deliberate touch; the rest are not. */

enum {
    UI_ID_SIZE = 80,    /* of a target's id, with its end */
    UI_MAX_FINGERS = 40 /* as many as the largest panels tell apart */
};

enum finger_role {
    FINGER_SPENT,   /* counts for nothing until it lifts */
    FINGER_WAITING, /* on no target */
    FINGER_PRESSING,
    FINGER_DRAGGING, /* a list */
    FINGER_CARRYING  /* a row of one, by its handle */
};

struct finger {
    int64_t id; /* event's pointer */
    enum finger_role role;
    char target[UI_ID_SIZE]; /* what it presses */
    bool inside;             /* it is still there */
    bool urgent;             /* and that is urgent */
    bool on_target;          /* where it landed */
    bool flicker;            /* it landed right after another one */
    ms_t next_tap;           /* of a target that repeats (ui_repeats) */
    bool repeated;           /* it did: lifting is then no tap */
    bool opened;             /* it held what opens something (ui_opens) long enough */
    char opener[UI_ID_SIZE]; /* what that was, even where what it opened lies over it */
    struct rect home;        /* where that lies, window px */
    int hand;                /* 0: none, it landed on no target */
    int start_x, start_y;    /* window px */
    ms_t landed;
};

struct fingers {
    struct finger items[UI_MAX_FINGERS]; /* in the order of their landing */
    int count;
    ms_t last_landed; /* of all that ever landed; 0: none did */
    int hand;         /* the last one to come; they are numbered from 1 */
    ms_t hand_landed; /* its first contact did */
    bool palm;        /* it had several */
    int acted;        /* no hand up to this one acts again */
    ms_t acted_at;
};
