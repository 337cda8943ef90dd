#pragma once

#include <stdint.h>

#include "content/content.h"
#include "content/strings.h"
#include "screens/visit.h"
#include "store/store.h"
#include "ui/widgets.h"

/* One file a screen. A screen draws the whole frame, is told about taps, and asks for navigation by
 * id; it never calls another screen's functions, except those named in player_parts.h. */

/* A target that stands for something in the content has its id after a prefix, whole: two that
 * begin alike stay apart. "language:" is the longest prefix. */
_Static_assert(sizeof "language:" + CONTENT_ID_MAX <= UI_ID_SIZE, "ids of targets would be cut");

#define SCREENS(X)                                                                                 \
    X(ATTRACT, attract, "attract")                                                                 \
    X(HOME, home, "home")                                                                          \
    X(OVERVIEW, overview, "overview")                                                              \
    X(PLAYER, player, "player")                                                                    \
    X(PAUSED, paused, "paused")                                                                    \
    X(HURT, hurt, "hurt")                                                                          \
    X(FINISH, finish, "finish")                                                                    \
    X(TAKE_HOME, take_home, "take-home")                                                           \
    X(ADVICE, advice, "advice")                                                                    \
    X(LIBRARY, library, "library")                                                                 \
    X(EXERCISE, exercise, "exercise")                                                              \
    X(EASE, ease, "ease")                                                                          \
    X(LANGUAGE, language, "language")                                                              \
    X(STILL_THERE, still_there, "still-there")                                                     \
    X(CLOSED, closed, "closed")                                                                    \
    X(TROUBLE, trouble, "trouble")                                                                 \
    X(STAFF_PIN, staff_pin, "staff-pin")                                                           \
    X(STAFF_HOME, staff_home, "staff-home")                                                        \
    X(STAFF_KEYBOARD, staff_keyboard, "staff-keyboard")                                            \
    X(STAFF_CHECK, staff_check, "staff-check")                                                     \
    X(STAFF_CLEANING, staff_cleaning, "staff-cleaning")                                            \
    X(STAFF_SETTINGS, staff_settings, "staff-settings")                                            \
    X(STAFF_ROUTINES, staff_routines, "staff-routines")                                            \
    X(STAFF_BUILDER, staff_builder, "staff-builder")                                               \
    X(STAFF_USAGE, staff_usage, "staff-usage")                                                     \
    X(STAFF_STICK, staff_stick, "staff-stick")                                                     \
    X(STAFF_PHOTOS, staff_photos, "staff-photos")

enum screen_id {
#define X(upper, lower, name) SCREEN_##upper,
    SCREENS(X)
#undef X
        SCREEN_COUNT,
    SCREEN_NONE
};

/* The attract loop's place; it belongs to the kiosk, not to a visit, so the demo goes on with the
 * next routine after every visitor. */
struct demo {
    struct session session;
    bool running;
    int routine;      /* index into content->routines */
    ms_t phase_start; /* of the phase under way */
    int phases;       /* shown so far: moves the fixed parts */
};

/* Outside opening hours: what the closed screen tells. */
struct closing {
    int minute;      /* of the day, now */
    int opens;       /* minute of the day at which it opens; -1: nobody knows */
    int weekday;     /* of that day, 0 is Monday; -1: today */
    bool touched;    /* since it came up, */
    ms_t touched_at; /* at last then, or when it came up */
};

/* A language that the visitor can choose. */
struct language_choice {
    const char *code; /* "es" */
    const char *name; /* its own: "Español" */
    const struct strings *strings;
};

struct home_index;
struct staff; /* staff/staff.h */
struct config;

/* The kiosk's side of a screen: what it may read, and where it leaves its wishes. */
struct screen_context {
    ms_t now;
    const struct content *content; /* NULL only on the trouble screen */
    const struct strings *strings;
    const struct language_choice *languages;
    int language_count, language; /* how many, and which is shown; 1: there is nothing to choose */
    int installed_count; /* those that are not offered come after them, up to this number */
    struct visit *visit;
    struct store *store; /* never NULL */
    struct demo *demo;
    struct closing *closing;
    struct home_index *home;
    struct staff *staff;             /* what staff's screens remember; never NULL */
    const struct fault_list *faults; /* of the content that is shown */
    /* Of the files as they are by now, when they would be worse than what is shown and so are not;
     * else without any. May be NULL. */
    const struct fault_list *refused;
    int64_t wall;        /* seconds since 1970, as the machine's clock has it */
    const char *trouble; /* trouble screen: the short error */
    const char *note;    /* demo: what is wrong with the settings, for staff; "" when nothing is */
    bool ask_feeling;    /* finish: whether it asks how it feels */
    const char *clinic;  /* the clinic's name; "": not set */
    const char *emergency; /* number of emergency services, from the settings; "": not set */
    ms_t idle_left_ms;     /* still-there: time until the visit ends */
    ms_t idle_total_ms;
    int cleaning_s;       /* how long cleaning mode lasts */
    ms_t lock_left_ms;    /* staff's screens: time until they lock */
    ms_t entered_at;      /* when this screen came up */
    enum screen_id under; /* what this panel lies over; SCREEN_NONE when it is no panel */

    struct ears ears;

    const struct config *config;     /* for staff: what is in force, */
    const struct config *site;       /* and what kiosk.json says */
    const char *const *content_dirs; /* the packs that are shown, in the order of loading */
    size_t content_dir_count;

    /* out: what is wished for, in this order */
    bool settings_written; /* settings.json has changed: let it be in force */
    int choose_language;   /* -1, or index into languages */
    int try_volume;        /* 0, or how loud a tone is to be heard */
    enum cue try_cue;
    bool end_visit;            /* wipe the visit and go to attract; nothing else then */
    bool close_panel;          /* what is under this panel goes on as it was */
    bool unlock, lock;         /* staff comes in, or leaves: then to the patients; nothing else */
    enum screen_id go;         /* SCREEN_NONE, or where to go next; closes all panels */
    enum screen_id open_panel; /* SCREEN_NONE, or what to put over the screen that is up then */
};

/* What `overview:ID` names, and with it whoever shows a screen by itself. */
enum screen_about { ABOUT_NOTHING, ABOUT_ROUTINE, ABOUT_PAGE, ABOUT_EXERCISE };

/* What a screen cannot be without: when new content has it no more, home comes instead. */
enum screen_needs { NEEDS_NOTHING, NEEDS_ROUTINE, NEEDS_SESSION };

enum { SCREEN_MOVES_MS = 100 };

struct screen {
    enum screen_about about;
    enum screen_needs needs;
    bool rests;  /* between visits: what happens on it is of nobody's visit, and silent */
    bool panel;  /* lies over another screen, which waits */
    bool staff;  /* staff's: it locks staff.lock_s after the last touch, and no visit idles here */
    bool alert;  /* short, and to be known at once: all of it is spoken as it comes up */
    bool sticks; /* it waits for a stick itself, and is not left when one is plugged in */

    /* All but draw may be NULL. */
    void (*enter)(struct screen_context *context);
    /* It will not be seen again before it is entered anew. Wishes are not heard. */
    void (*exit)(struct screen_context *context);
    /* Before events and drawing, every step: moves clocks. */
    void (*update)(struct screen_context *context);
    /* Fingers as they come, window px, before it is known whether they tap; no wishes. */
    void (*event)(struct screen_context *context, const struct event *event);
    void (*tap)(struct screen_context *context, const struct tap *tap);
    void (*draw)(struct screen_context *context, struct ui *ui);
    /* Between two frames that are drawn as a whole, at most SCREEN_MOVES_MS: draws again only what
     * moves all the time, into the frame before (draw_piece). False: more than that looks different
     * now, and the frame is to be drawn. */
    bool (*move)(struct screen_context *context, struct ui *ui);
    /* The next moment at which it looks different with nobody touching it: `now` for "every
     * frame", MS_NEVER (also when NULL) for never. */
    ms_t (*wake)(const struct screen_context *context);
};

#define X(upper, lower, name) extern const struct screen screen_##lower;
SCREENS(X)
#undef X

/* In app/screen_table.c. */
const struct screen *screen_get(enum screen_id id);

const char *screen_name(enum screen_id id);

/* SCREEN_NONE when there is no screen of this name. */
enum screen_id screen_find(const char *name);
