#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/picture.h"
#include "clinic/own_pack.h"
#include "content/content.h"

/* Photos that staff bring on a stick: shown to them as they lie there, and taken into the own pack
 * as an exercise, or as the clinic's sign. What is taken is a copy, upright, small, and without
 * what a phone has noted in it. Each task is done beside the main thread (clinic/work.h). */

enum { PHOTO_CHOSEN_MAX = 8 /* of an exercise, see content/README.md */ };

enum photo_task_kind {
    PHOTO_LOOK,    /* which there are */
    PHOTO_LOGO,    /* the chosen one is the clinic's sign from now on */
    PHOTO_EXERCISE /* the chosen ones show a new exercise */
};

struct photo_exercise {
    const char *name;     /* as patients read it; not empty */
    const char *what;     /* what to do; "": the name says it */
    const char *language; /* code of both */
    enum position position;
    enum sides sides;
    struct dose dose;
};

enum photo_end {
    PHOTO_DONE,
    PHOTO_GONE,     /* it cannot be read: most likely the stick was pulled out */
    PHOTO_UNUSABLE, /* it is damaged, or no picture that can be shown */
    PHOTO_FAILED    /* the own pack could not be written; `faults` say why */
};

struct photo_task {
    enum photo_task_kind kind;
    struct arena arena; /* everything lives here */
    struct own_place own;
    const char *folder; /* of the stick */
    packs_shrink *make; /* makes a copy for the pack */
    const char *chosen[PHOTO_CHOSEN_MAX];
    size_t chosen_count;
    struct photo_exercise exercise;

    /* out: LOOK */
    struct picture_set pictures;    /* that can be shown, newest first; names from the folder */
    const struct picture_set *each; /* of one picture each, in the same order */
    size_t unusable;                /* so many more cannot be */
    bool gone;                      /* the stick cannot be read (any more) */

    /* out: the others */
    enum photo_end end;
    const char *spoilt;   /* the photo that was GONE or UNUSABLE */
    struct own_undo undo; /* the way back; to be taken, else it is freed */
    struct fault_list faults;
};

/* With copies of what is given. Nothing is chosen. */
struct photo_task *photo_task_new(enum photo_task_kind kind, const struct own_place *own,
                                  const char *folder, packs_shrink *make);

/* One more; in the order in which they are shown. */
void photo_task_choose(struct photo_task *task, const char *name);
void photo_task_describe(struct photo_task *task, const struct photo_exercise *exercise);

/* Both as struct work wants them. */
void photo_task_run(void *task);
void photo_task_free(void *task);
