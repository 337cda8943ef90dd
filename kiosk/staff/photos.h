#pragma once

#include "clinic/photo_draft.h"
#include "clinic/stick.h"
#include "clinic/work.h"
#include "ui/ui.h"

/* "Photos on the stick": one becomes the clinic's sign, or some of them show an exercise of the
 * clinic's own. Nothing here waits for a stick. */

enum photos_page {
    PHOTOS_GRID, /* which there are, and which are chosen */
    PHOTOS_FORM, /* the exercise that they show */
    PHOTOS_ASKS  /* one was begun before: go on, or begin anew */
};

/* What is said in one sentence until the next thing is done. */
enum photos_said {
    PHOTOS_SAID_NOTHING,
    PHOTOS_SAID_PULLED,
    PHOTOS_SAID_SPOILT, /* `what_said` is the photo's name */
    PHOTOS_SAID_FAILED, /* `what_said` says why */
    PHOTOS_SAID_LOGO,   /* done, with the way back */
    PHOTOS_SAID_MADE    /* the same; `what_said` is the exercise's name */
};

struct screen_context;

struct staff_photos {
    struct stick stick;        /* that is looked at; its path is "" when there is none */
    struct work *work;         /* under way; NULL: nothing is */
    bool saving;               /* it is no look, but changes the own pack */
    struct photo_task *looked; /* what is on the stick; NULL: not known yet */
    struct photo_task *taken;  /* copies of those that show the exercise; NULL: none yet */
    enum photos_page page;
    bool for_settings;        /* that is where it was opened, and where Back leads */
    struct photo_choice logo; /* what is chosen then */

    struct photo_draft draft; /* the exercise, with its photos; on the disk as well */
    bool known;               /* what was there has been looked for */
    bool asks;                /* whether to go on with it */
    bool writing;             /* a text of it is being written: `before` is what it was */
    char before[PHOTO_WHAT_LETTERS * 4 + 1];

    struct own_undo undo;
    enum photos_said said;
    char what_said[400];
    struct scroll scroll, form;
};

/* Nobody looks at it any more; what is being saved comes to its end. */
void staff_photos_forget(struct staff_photos *state);

/* Looks for an exercise that was begun before the lock. */
void staff_photos_know(struct screen_context *context);
