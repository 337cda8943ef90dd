#pragma once

#include <stdbool.h>

#include "base/ms.h"
#include "clinic/pin.h"
#include "clinic/work.h"

/* The PIN pad's part of struct staff. Opened as a panel over what a visitor sees it lets staff in;
 * opened by `go` while unlocked it changes the PIN: the old one first. Without a PIN it has one
 * chosen. */

enum staff_pin_step { STAFF_PIN_ENTER, STAFF_PIN_CHOOSE, STAFF_PIN_REPEAT };

enum staff_pin_note {
    STAFF_PIN_QUIET,
    STAFF_PIN_WRONG,
    STAFF_PIN_DIFFERENT,
    STAFF_PIN_EQUAL_DIGITS,
    STAFF_PIN_RUN
};

struct staff_pin {
    enum staff_pin_step step;
    enum staff_pin_note note; /* until the next digit */
    char digits[PIN_DIGITS + 1], first[PIN_DIGITS + 1];
    int count;         /* of digits */
    bool checking;     /* six are in; they are judged after they have been seen */
    struct work *work; /* the PIN is being tried; NULL: it is not */
    bool change;       /* staff is in, and wants another PIN */
    bool help;         /* "PIN forgotten?" */
    bool stick;        /* one was plugged in: that is why the pad is here */
    ms_t noted_at;
};
