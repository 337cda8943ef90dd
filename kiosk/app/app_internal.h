#pragma once

#include "app/app.h"
#include "app/corner.h"
#include "app/language.h"
#include "app/speech.h"
#include "base/fault.h"
#include "base/memo.h"
#include "clinic/pin.h"
#include "clinic/stick.h"
#include "screens/screen.h"
#include "staff/staff.h"

/* Shared by the files of this module only. */

struct installed_language {
    struct strings *strings;
    struct fault_list faults; /* of its words as they are shown */
};

enum { APP_MAX_LANGUAGES = 16 };

/* A screen that is up; app/screen_stack.h tells how they lie over each other. */
struct open_screen {
    enum screen_id screen;
    ms_t entered_at;
};

enum { APP_MAX_OPEN = 4 };

/* The key that switches the voice on or off when it is held. */
struct voice_key {
    bool down; /* and has not acted yet */
    ms_t since;
};

/* Folders of packs; owned. */
struct pack_folders {
    char **items;
    size_t count;
};

struct app {
    const struct config *config, *site;
    void (*apply_settings)(void *settings);
    void *settings;
    const struct theme *theme;
    struct pack_folders packs;   /* to be loaded */
    struct pack_folders loaded;  /* those that `content` is from */
    char *lang_dir;              /* owned */
    struct content *content;     /* as loaded; NULL in trouble */
    const struct content *shown; /* the same in the language that is shown */
    struct fault_list content_faults;
    struct fault_list
        refused; /* of newer files that are not shown, for they are worse; else none */
    struct installed_language languages[APP_MAX_LANGUAGES];
    struct language_choice choices[APP_MAX_LANGUAGES]; /* the same for the screens */
    int installed_count;           /* all of them; those that visitors are offered come first */
    int language_count, language;  /* the one that is shown */
    char visitors_language[64];    /* while staff are asked for the PIN; "": they are not */
    const struct strings *strings; /* its words */
    char home_language[64];        /* the clinic's own */
    void (*before_content_free)(void *context);
    void *free_context;
    struct store *store;
    struct store *uncounted; /* what staff try out is counted here, in memory; NULL: not yet */
    struct visit visit;
    struct staff staff;
    struct pin pin;
    struct sticks sticks;
    struct corner corner;
    char staff_sample[CONTENT_ID_MAX + 1]; /* for app_show */
    struct demo demo;
    struct wall_time wall; /* all 0 until somebody says */
    struct closing closing;
    bool pretends_closed;        /* for app_show */
    color_t colors[COLOR_COUNT]; /* the theme's with the clinic's */
    struct home_index *home;
    struct ease_settings wipe_ease; /* what a visit starts with */
    struct ui ui;
    struct memo lines; /* for ui */
    struct draw_list list;
    struct said_list said;
    struct speech speech;
    bool read_aloud; /* somebody else than the voice wants `said` */
    struct app_frame frame;
    struct tried_cue tried;
    ms_t now;

    struct open_screen open[APP_MAX_OPEN]; /* from the bottom; the last is the one that is seen */
    int open_count;
    char trouble[256];
    char note[256]; /* for staff; "" when there is none */
    struct ears ears;
    bool saying, heard_out; /* now, and what was is over since the last frame */
    struct listening {
        ms_t since;  /* the last input */
        ms_t length; /* of what was said since then */
        ms_t at;     /* looked at last, */
        bool saying; /* and something was being said */
    } listening;
    ms_t retry_at;

    ms_t last_input;
    bool visit_counted; /* the one under way */
    ms_t idle_end_at;
    struct voice_key voice_key;

    ms_t fade_from; /* 0: no fade under way */
    bool capture;   /* the next frame is the first of a new screen */
    bool drawn;     /* there is a former frame to fade from */
    bool still;
    ms_t whole_until; /* the last frame that was drawn as a whole holds so long, but for what moves
                         in it; 0: the next one is drawn as a whole */
    bool overlay;
    char memory[96];   /* for the overlay: who holds what */
    bool sticks_known; /* somebody has said which there are */
    bool quit;
};

struct screen_context app_context(struct app *app);

/* Forgets the visit, and staff's things; back to attract. */
void app_end_visit(struct app *app);

/* Where a screen's wish leads while staff try something out: back to theirs, with the visit
 * forgotten, when it is over. */
enum screen_id app_try_out(struct app *app, enum screen_id wished);

/* The same, and stays where it is. */
void app_forget_visit(struct app *app);

/* Loads app->packs. Without content, app->trouble then says why. */
bool app_load_content(struct app *app);

/* app->content or app->strings are others: whoever uses the kiosk goes on in the content of that
 * language, at the same place, or at home when that is gone. */
void app_content_shown_changed(struct app *app);

/* What a visit begins with, by the settings. */
void app_set_wipe_ease(struct app *app);

bool app_visit_under_way(const struct app *app);

/* The screen that is up hears it, and what it then wishes for happens. */
void app_take_tap(struct app *app, const struct tap *tap);

/* Copies; with none nothing is left to free. */
void app_set_folders(struct pack_folders *folders, const char *const *names, size_t count);
