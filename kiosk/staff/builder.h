#pragma once

#include "clinic/draft.h"
#include "clinic/work.h"
#include "screens/screen.h"

/* Building a routine: find an exercise, put steps in order, set their numbers. */

enum builder_page { /* where not all of it is seen at once: one thing at a time */
                    BUILDER_STEPS,
                    BUILDER_STEP,
                    BUILDER_LIBRARY
};

enum builder_sheet {
    BUILDER_NO_SHEET,
    BUILDER_MORE,       /* numbers that are seldom changed */
    BUILDER_DETAILS,    /* how patients see it */
    BUILDER_SAMPLES,    /* a routine to start from */
    BUILDER_UNSAVED,    /* it could not be saved */
    BUILDER_UNFINISHED, /* what was begun before is here: go on, or begin anew */
    BUILDER_ACTIONS,    /* on the smallest panels: what has no room elsewhere */
    BUILDER_PLACES      /* on those, too: of which place the library shows exercises */
};

enum { BUILDER_SEARCH_LETTERS = 80 };

/* What is to be opened instead of an unsaved draft, when staff say so. */
struct builder_wish {
    char id[64]; /* the routine's; "": nothing is */
    bool copies; /* as a copy */
    int step;
    char fault[256]; /* what is wrong with its file; "": nothing */
};

struct staff_builder {
    bool known;  /* the draft is here */
    bool met;    /* and somebody has seen it here */
    bool resume; /* it is to be gone on with, though nothing in it is unsaved */
    bool anew;   /* a new one was asked for */
    struct builder_wish wish;
    bool mends;               /* it could be saved as it was opened, for its file has a mistake, */
    size_t opened;            /* with so many changes */
    enum draft_source source; /* of a file that cannot be read: to be said; 0: nothing to say */
    char mending[256];        /* what is wrong with the file: to be said; "": nothing */
    struct draft draft;
    enum builder_page page;
    enum builder_sheet sheet;
    int place;                                   /* chips of the library: -1 all, else enum place */
    char search[BUILDER_SEARCH_LETTERS * 4 + 1]; /* "": all */
    bool right_side;                             /* the figure's preview */
    bool still;                                  /* it was touched: it stands */
    ms_t figure_at; /* since when the figure moves; of the chosen step */
    struct scroll library, steps, editor, sheet_scroll;
    char said[256]; /* "Saved", or why not; "": nothing */
    bool failed;
    bool told;     /* it takes two lines */
    bool dropped;  /* what was written took names of other languages away */
    bool naming;   /* it is saved, and whoever saved it is asked for a name: that is saved, too */
    bool writing;  /* what is being written is in the draft already: one step back to before it */
    size_t seen;   /* changes of the draft, as they were last looked at */
    bool unparted; /* since it began to be written onto the stick it has not changed, */
    bool on_stick; /* and it is there, as it is now */
    struct work *parcel; /* BUILDER_UNSAVED: it is being written onto a stick; NULL: it is not */
};

void staff_builder_forget(struct staff_builder *builder);

/* What was built and is not saved, so that patients do not see it; NULL: nothing is. The first call
 * after the lock reads it from the disk. */
const struct draft_state *staff_builder_unsaved(struct screen_context *context);
void staff_builder_go_on(struct screen_context *context); /* with that */

/* From another screen: opens a routine of the own pack at a step (-1: the first), or a copy of any.
 * `fault`: what is wrong with its file, in words, which are then told; what could be taken from it
 * is to be saved. NULL: nothing is. With an unsaved draft it is asked first which it shall be; that
 * one comes back with Undo, or when the other one is left. False when its file cannot be read, and
 * nothing of it is shown that could be gone on with. */
bool staff_builder_edit(struct screen_context *context, const char *id, int step,
                        const char *fault);
void staff_builder_copy(struct screen_context *context, const struct routine *routine);
