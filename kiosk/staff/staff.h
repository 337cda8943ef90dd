#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/ms.h"
#include "staff/builder.h"
#include "staff/check.h"
#include "staff/cleaning.h"
#include "staff/home.h"
#include "staff/photos.h"
#include "staff/pin.h"
#include "staff/routines.h"
#include "staff/settings.h"
#include "staff/stick.h"
#include "staff/tryout.h"
#include "staff/usage.h"
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
    const char *packs_dir;       /* of the own pack; "": nowhere */
    const char *keys_dir;        /* who may sign packs (packs_set_keys); NULL: nobody has to */
    const struct sticks *sticks; /* that are plugged in */
    packs_shrink *shrink;        /* makes large photos smaller; NULL: nobody does */
    void (*on_work_done)(void);  /* called from a thread: something is done; NULL: no thread */
    void (*before_content_free)(void *context); /* as in app_options; may be NULL */
    void *free_context;
    packs_shrink *shrink_photo; /* makes copies of photos for the own pack */

    bool unlocked;
    ms_t touched_at; /* the last touch that keeps it open */
    bool vague;      /* that was on nothing: see app/staff_lock.h */
    bool stick_came; /* while somebody was at work; nobody has looked at it yet */

    struct staff_pin pad;
    struct staff_home home;
    struct writing writing;
    struct staff_check check;
    struct staff_cleaning cleaning;
    struct staff_settings settings;
    struct tryout tryout;
    struct staff_routines routines;
    struct staff_builder builder;
    struct staff_usage usage;
    struct staff_stick stick;
    struct staff_photos photos;
};

/* Forgets all but what is the kiosk's. */
void staff_wipe(struct staff *staff);

/* There is a PIN that holds until a restart only, also after another try to keep it. */
bool staff_pin_unkept(const struct staff *staff);

/* Staff's screens speak it from now on, also after the next unlocking: `index` of the context's
 * languages. What hinders that is said on their settings. */
void staff_choose_language(struct screen_context *context, int index);

/* The own pack as this kiosk has it. */
struct own_place staff_own_place(const struct screen_context *context);

/* There is such sample state of the screen of this name; "" always is. */
bool staff_has_sample(const char *screen, const char *sample);

/* The moment of all samples, seconds since 1970: Wednesday, 3 Dec 2025, 9:41 where the kiosk is. */
int64_t staff_sample_now(void);

/* The argument is this one. */
bool staff_shows(const struct staff *staff, const char *sample);
