#pragma once

#include "app/app_internal.h"
#include "cli/changes.h"
#include "folder.h"
#include "harness.h"

/* A kiosk on files of its own, which a test edits with the real programs while time, which is the
 * test's, passes. */

#define EDIT_ROUTINE "lower-back-relief" /* cat and cow, child's pose, knee to chest, ... */

/* A kiosk on the folder of folder.h, and what follows the changes. */
struct edited {
    struct assembly_options options;
    void (*on_loaded)(void); /* see changes_open; NULL at first */
    struct harness h;
    struct changes *changes;
    int shown; /* how often something new was shown */
};

/* For cmocka: a fresh share folder, en, nothing stored; *state is the struct edited. */
int edit_setup(void **state);
int edit_teardown(void **state);

/* Its halves: the kiosk on the folder as it is now. */
void edit_open(struct edited *f);
void edit_close(struct edited *f);

/* Another "name" in an exercise's file. */
void edit_rename(const char *id, const char *name);

/* made/: the pack "clinic" with another name for knee-to-chest, an exercise clinic-hug, and a
 * routine clinic-first of it that comes first. */
void edit_make_clinic(void);

/* Lets time pass, as `kiosk run` does. */
void edit_pass(struct edited *f, ms_t ms);

/* Long enough for what was just changed to be shown, less than a second: whether it was. */
bool edit_is_shown(struct edited *f);

/* In the player, in a step (1-based) of EDIT_ROUTINE, 15 s since its place was reached. */
void edit_play(struct edited *f, int step);

struct app *edit_app(struct edited *f);

/* Of the session under way; fails without one. */
struct session_view edit_view(struct edited *f);
