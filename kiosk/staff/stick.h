#pragma once

#include "clinic/stick_task.h"
#include "clinic/work.h"
#include "ui/ui.h"

/* "Content and stick": what lies on the stick that was plugged in last, what installing a pack of
 * it would change, the installed packs with a way back. Nothing here waits for a stick. */

enum stick_page {
    STICK_PAGE_LIST, /* what there is, and what is chosen of it */
    STICK_PAGE_DONE  /* installed, with the way back */
};

/* What is said in one sentence until the next thing is done. */
enum stick_said {
    STICK_SAID_NOTHING,
    STICK_SAID_PULLED, /* while something was done with it */
    STICK_SAID_OUT,    /* while nothing was */
    STICK_SAID_OUT_WHOLE,
    STICK_SAID_UNDONE,
    STICK_SAID_WRITTEN, /* a message, and what follows, as enum stick_written has it */
    STICK_SAID_WRITE_FULL,
    STICK_SAID_WRITE_GONE,
    STICK_SAID_WRITE_READ_ONLY,
    STICK_SAID_WRITE_FAILED,
    STICK_SAID_BACKED_UP, /* likewise */
    STICK_SAID_BACKUP_FULL,
    STICK_SAID_BACKUP_GONE,
    STICK_SAID_BACKUP_READ_ONLY,
    STICK_SAID_BACKUP_FAILED,
    STICK_SAID_FULL,  /* the disk of the kiosk */
    STICK_SAID_FAILED /* `why` says more */
};

_Static_assert(STICK_SAID_WRITTEN + STICK_WRITE_FAILED == STICK_SAID_WRITE_FAILED &&
                   STICK_SAID_BACKED_UP + STICK_WRITE_FAILED == STICK_SAID_BACKUP_FAILED,
               "what is said of a file follows enum stick_written");

struct staff_stick {
    struct stick stick; /* that is looked at; its path is "" when there is none */
    long dead;          /* number of the stick that could not be read any more: not again */
    struct work *work;  /* under way; NULL: nothing is */
    enum stick_task_kind doing;
    struct stick_task *look, *rehearsed; /* what is known; NULL: not yet */
    /* Settings that restoring what was rehearsed would change: bits of their names (see
     * staff/stick_settings.c). */
    unsigned settings;
    enum stick_page page;
    struct sticks when_done; /* STICK_PAGE_DONE: those that there were */
    int chosen;              /* which of the things there are */
    bool opened;             /* where one thing at a time is seen: that it is the chosen one */
    bool one;                /* that is so in the last frame */
    enum stick_said said;
    char why[200];
    char undo[PACKS_MAX_ID + 1]; /* the pack that Undo goes back from; "": from a restore */
    bool backed_up;              /* onto this stick, and whole */
    bool previewing;             /* the screen comes back to where it was */
    struct scroll list_scroll, scroll;
};

struct staff;

/* Nobody looks at it any more; what is being installed comes to its end. */
void staff_stick_forget(struct staff *staff);
