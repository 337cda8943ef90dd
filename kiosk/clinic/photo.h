#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/picture.h"
#include "clinic/own_pack.h"
#include "content/content.h"

/* Photos that staff bring on a stick: shown to them as they lie there, and taken into the own pack
 * as an exercise, or as the clinic's sign. What is taken is a copy, upright, small, and without
 * what a phone has noted in it. Each task is done beside the main thread (clinic/work.h). */

enum { PHOTO_CHOSEN_MAX = 8 /* of an exercise, see content/README.md */ };
enum { PHOTO_NAME_SIZE = 512 };

/* A photo of a stick: the same one when that comes back, and another than one of the same name. */
struct photo_ref {
    char name[PHOTO_NAME_SIZE]; /* below the stick's folder */
    uint64_t key;
};

/* In the order in which they are shown. */
struct photo_choice {
    struct photo_ref items[PHOTO_CHOSEN_MAX];
    int count;
};

enum photo_task_kind {
    PHOTO_LOOK,    /* which there are */
    PHOTO_TAKE,    /* copies of the chosen ones, see clinic/photo_draft.h */
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
    struct string_list used; /* of it */
    const char *folder;      /* of the stick; "": there is none, and only copies can be had */
    packs_shrink *make;      /* makes a copy for the pack */
    struct photo_choice chosen;
    struct photo_exercise exercise;

    /* out: LOOK, and TAKE, which has those of the copies, as many as were chosen */
    struct picture_set pictures;    /* that can be shown, newest first; names from the folder */
    const struct picture_set *each; /* of one picture each, in the same order; of none: no copy */

    /* out: LOOK */
    const struct photo_ref *refs; /* in the same order */
    size_t unusable;              /* so many more cannot be */
    bool gone;                    /* the stick cannot be read (any more) */

    /* out: TAKE */
    int unkept_why; /* errno of the first copy that could not be kept; 0: each could */

    /* out: the others */
    enum photo_end end;
    const char *spoilt;   /* the photo that was GONE or UNUSABLE */
    struct own_undo undo; /* the way back; to be taken, else it is freed */
    struct fault_list faults;
};

/* With copies of what is given. Nothing is chosen. */
struct photo_task *photo_task_new(enum photo_task_kind kind, const struct own_place *own,
                                  const char *folder, packs_shrink *make);

/* These. Where there is a copy of one, it is taken from there. */
void photo_task_choose(struct photo_task *task, const struct photo_choice *choice);
void photo_task_describe(struct photo_task *task, const struct photo_exercise *exercise);

/* Both as struct work wants them. */
void photo_task_run(void *task);
void photo_task_free(void *task);
