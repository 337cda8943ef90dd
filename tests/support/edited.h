#pragma once

#include "app/app_internal.h"
#include "cli/changes.h"
#include "harness.h"

/* A kiosk on files of its own, which a test edits with the real programs while time, which is the
 * test's, passes. */

#define EDIT_ROUTINE "lower-back-relief" /* child's pose, knee to chest, ... */

/* A share folder of its own, a kiosk on it, and what follows the changes. */
struct edited {
    char root[256];
    struct assembly_options options;
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

/* Runs a command in the share folder; fails the test when it does. */
void edit_shell(const struct edited *f, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Another "name" in an exercise's file. */
void edit_rename(const struct edited *f, const char *id, const char *name);

/* Lets time pass, as `kiosk run` does. */
void edit_pass(struct edited *f, ms_t ms);

/* Long enough for what was just changed to be shown, less than a second: whether it was. */
bool edit_is_shown(struct edited *f);

/* In the player, 15 s into a step (1-based) of EDIT_ROUTINE. */
void edit_play(struct edited *f, int step);

struct app *edit_app(struct edited *f);

/* Of the session under way; fails without one. */
struct session_view edit_view(struct edited *f);
