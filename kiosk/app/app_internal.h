#pragma once

#include "app/app.h"
#include "base/fault.h"
#include "screens/screen.h"

/* Shared by the files of this module only. */

struct app {
    const struct config *config;
    const struct theme *theme;
    char **dirs; /* content folders, owned */
    size_t dir_count;
    struct content *content; /* NULL in trouble */
    struct strings *strings;
    struct strings *next_strings;                    /* for the next visit; mostly NULL */
    struct fault_list content_faults, string_faults; /* of what is shown */
    void (*before_content_free)(void *context);
    void *free_context;
    struct store *store;
    struct visit visit;
    struct demo demo;
    struct ease_settings wipe_ease; /* what a visit starts with */
    struct ui ui;
    struct draw_list list;
    struct app_frame frame;
    ms_t now;

    enum screen_id screen, from;
    ms_t entered_at;
    char trouble[256];
    ms_t retry_at;

    ms_t last_input;
    enum screen_id before_idle; /* where still-there came up */
    ms_t idle_entered_at;       /* its entered_at */
    ms_t idle_end_at;

    ms_t fade_from; /* 0: no fade under way */
    bool capture;   /* the next frame is the first of a new screen */
    bool drawn;     /* there is a former frame to fade from */
    bool still;
    bool overlay;
    bool quit;
};

struct screen_context app_context(struct app *app);

/* Calls the current screen's enter at app->now. */
void app_enter(struct app *app);

/* Changes the screen; without content everything leads to trouble. */
void app_go(struct app *app, enum screen_id id);

/* Loads the packs of app->dirs. Without content, app->trouble then says why. */
bool app_load_content(struct app *app);

/* Strings that waited for the end of a visit. */
void app_use_next_strings(struct app *app);
