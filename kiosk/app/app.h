#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/ms.h"
#include "base/wall_time.h"
#include "clinic/rehearsal.h"
#include "config/config.h"
#include "config/theme.h"
#include "session/cue.h"
#include "ui/draw.h"
#include "ui/event.h"
#include "ui/measure.h"
#include "voice/utterance.h"

/* The whole kiosk without a window: content, visit, screens, idle tiers. Fed with time and events,
 * it gives draw lists. */
struct app;

struct app_options {
    const struct config *config; /* borrowed */
    const struct theme *theme;   /* borrowed */
    const struct text_measure *measure;
    const char *const *content_dirs; /* loaded in this order; copied */
    size_t content_dir_count;
    const char *lang_dir;   /* assets/lang */
    const char *language;   /* NULL: config's */
    const char *store_file; /* NULL: config's, ":memory:" keeps nothing */

    const char *packs_dir;     /* of the own pack; NULL: there is none; borrowed */
    const struct config *site; /* without what staff set on the screen; borrowed */
    /* Called when staff have set something: *config is then to hold it. May be NULL. */
    void (*apply_settings)(void *settings);
    void *settings;

    const char *keys_dir;       /* see packs_set_keys; may be NULL; borrowed */
    packs_shrink *shrink;       /* of packs that staff install; may be NULL */
    packs_shrink *shrink_photo; /* of photos that staff take over; may be NULL */
    /* Called from a thread when something that was done beside the frames is over: a step is due.
     * NULL: nothing is done in threads. */
    void (*on_work_done)(void);

    /* Called before content that was shown is freed (app/reload.h): nobody may hold on to its
     * clips. May be NULL. */
    void (*before_content_free)(void *context);
    void *free_context;
};

/* With unusable content it comes up on the trouble screen and retries by itself. NULL (logged) only
 * when no interface language can be read: then the installation is broken. */
struct app *app_create(const struct app_options *options, ms_t now);
void app_destroy(struct app *app);

/* What the clock on the wall shows at the next step: nothing else reads it. Until it is told, it is
 * not known, and the kiosk is open. */
void app_set_wall(struct app *app, const struct wall_time *wall);

/* The developer's overlay is up, and who holds what in memory, for the next step; copied. */
bool app_overlay_up(const struct app *app);
void app_set_memory(struct app *app, const char *text);

/* This machine has no sound device, or nothing that speaks, from the next step on: what would be
 * heard is then not offered. Until it is told, there are both. */
void app_set_ears(struct app *app, bool no_sound, bool no_voice);

/* Whether something is being said, or waits to be, as of the next step; until it is told, nothing
 * is. One switch waits for it, and to listen is not to be gone. */
void app_set_saying(struct app *app, bool saying);

/* Of the content that is shown. */
const struct fault_list *app_faults(const struct app *app);

/* Which sticks are plugged in. From the second time on one that was not there before brings up
 * staff's screen for it, or the PIN pad that leads there. Copied. */
struct sticks;
void app_set_sticks(struct app *app, const struct sticks *sticks);

/* Speech, where somebody has asked for it. Texts are valid until the next app_step. */
struct app_speech {
    bool on;
    const char *sample;   /* while it is off: whether the voice can say this is to be found out;
                             NULL: it is not */
    const char *language; /* "en" */
    struct utterance_list now;
    const char *const *ahead; /* what will be said soon, most of it in this order */
    size_t ahead_count;
    unsigned ahead_version; /* another one: other texts */
};

/* What is to be heard from this frame on. */
struct hearing {
    int volume;           /* 0 (nothing at all) to 100 */
    bool tones;           /* the cues are to be heard, too, not only seen */
    bool expected;        /* the device is to be opened, if only to learn whether there is one */
    bool paused;          /* the visit's session stands still: no tone sounds on */
    struct cue_list cues; /* what the visit's session came to since the last frame */
    ms_t next;            /* when its next one comes, unless it is touched; MS_NEVER: none */
    struct tried_cue {
        int volume; /* 0: nothing is tried */
        enum cue cue;
    } tried; /* by staff, whatever the rest says */
};

struct app_frame {
    const struct draw_list *list; /* valid until the next app_step */
    ms_t wake;                    /* call again at this time when no event comes first; `now`
                                     or less: at the next frame */
    bool writing;                 /* a field is written in: give texts, too (EVENT_TEXT) */
    bool dark;                    /* nothing is to be seen: the screen may be switched off */
    bool rests;                   /* between visits: little of what is shown comes again soon */
    bool quit;
    struct app_speech speech;
    struct hearing hearing;
};

/* One step: events in order of arrival, then the frame for `now`. More than 2 s later than the last
 * frame's `wake`, the machine stood still: a running step is then paused where it was, and a visit
 * ends when that took longer than idle.ask_s. */
const struct app_frame *app_step(struct app *app, ms_t now, const struct event *events,
                                 size_t count, int width, int height);

/* Jumps to SCREEN[:ARGUMENT[:STEP]] as written on the command line; STEP is 1-based. "red-flags" is
 * the overview of a routine whose warning card is not yet answered, "red-flags-raised" with a sign,
 * "red-flags-talked" when staff is said to know. False with a message in `error`
 * when there is no such thing. */
bool app_show(struct app *app, const char *spec, ms_t now, char *error, size_t error_size);

/* The screen that is up: "home". */
const char *app_screen(const struct app *app);

/* Whose exercise is shown in the demo or the player, and whose routine there or in its overview, by
 * their packs' ids; "" for none, or where a pack does not say. Valid until the content is another.
 */
void app_shown_packs(const struct app *app, const char **exercise, const char **routine);

/* One line for staff, at the lower edge of the demo, until another is set; "": none. Copied. */
void app_set_note(struct app *app, const char *note);

/* No fades, no still-there. */
void app_set_still(struct app *app, bool still);

/* What waits for an answer in the session that is shown goes on by itself after the time it is
 * estimated to take. */
void app_leave_alone(struct app *app);

/* app_show with both, for pictures and measurements. */
bool app_show_alone(struct app *app, const char *spec, ms_t now, char *error, size_t error_size);

struct app_hit {
    const char *id, *label;
    struct rect rect;
};

/* What the visitor's accessibility panel would switch on: bits of one visit. */
enum app_ease {
    APP_LARGER_TEXT = 1,
    APP_HIGH_CONTRAST = 2,
    APP_LESS_MOTION = 4,
    APP_LOW_REACH = 8,
    APP_VOICE = 16
};

/* Switches exactly these on for the visit under way, for shot. */
void app_set_ease(struct app *app, unsigned ease);

/* The touch targets of the last frame: how many there are, and the first `max` of them; returns how
 * many it gave. */
size_t app_hit_count(const struct app *app);
size_t app_hits(const struct app *app, struct app_hit *hits, size_t max);

/* What the last frame says, in reading order; NULL unless app_read_aloud was switched on before it.
 * Valid until the next frame. */
struct said_list;
void app_read_aloud(struct app *app, bool on);
const struct said_list *app_said(const struct app *app);

struct content;
const struct content *app_content(const struct app *app); /* NULL in trouble */
