#pragma once

#include <stdbool.h>

#include "base/ms.h"
#include "staff/home.h"
#include "staff/pin.h"
#include "staff/writing.h"

/* What the staff side remembers while it is open. One for the kiosk, owned by app; nothing of it
 * outlives the lock: what is not to be lost lies on disk before that. Each screen's part is a
 * struct of its own, from that screen's header. */
struct staff {
    /* the kiosk's; they stay at the lock */
    /* NULL in a running kiosk. Else the argument of `kiosk shot staff-…:ARGUMENT`, "" without one:
     * the screen then shows sample state and reads nobody's files. */
    const char *sample;
    struct pin *pin;

    bool unlocked;
    ms_t touched_at; /* the last touch that keeps it open */
    bool vague;      /* that was on nothing: see app/staff_lock.h */

    struct staff_pin pad;
    struct staff_home home;
    struct writing writing;
};

/* Forgets all but what is the kiosk's. */
void staff_wipe(struct staff *staff);

/* There is such sample state of the screen of this name; "" always is. */
bool staff_has_sample(const char *screen, const char *sample);

/* The argument is this one. */
bool staff_shows(const struct staff *staff, const char *sample);
