#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/ms.h"

/* What touches the screen: fingers, a mouse's button, but also palms, sleeves and drops of water.
 * All are remembered until they lift; one at most presses or drags.
 *
 * - What lands on a target presses it, unless something landed on a target within the last second:
 *   of a palm's many contacts only the first presses. From then on a contact still acts when it
 *   lifts, however long it was held (kiosk-facts: no upper tap time), but the next one takes over.
 * - What lands on no target presses nothing and stands in nobody's way. It may drag the list it
 *   lies on, or be a tap elsewhere, within its first second; later it has only been resting.
 * - One that presses a row's handle and moves carries the row, however long it waited before.
 * - A list or a row that follows a finger goes on doing so while the finger moves, whatever else
 * lands.
 * - After a change of screen, and until ui->deaf_until, all that is down counts for nothing.
 *
 * One that presses, begins to drag or taps a target is a deliberate touch; the rest are not. */

enum { UI_MAX_FINGERS = 40 }; /* as many as the largest panels tell apart */

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
    bool on_target;       /* where it landed */
    bool flicker;         /* it landed right after another one */
    int start_x, start_y; /* window px */
    ms_t landed;
};

struct fingers {
    struct finger items[UI_MAX_FINGERS]; /* in the order of their landing */
    int count;
    ms_t last_landed; /* of all that ever landed; 0: none did */
};
