#pragma once

#include "clinic/photo.h"

/* An exercise that is being made of photos. It is on the disk after each change (photo-draft.json
 * in the state folder, see store/kept.h), and so is a copy of each photo once PHOTO_TAKE was run
 * (photo-draft/): a lock, a power cut, and a stick that is pulled out take nothing away. */

enum { PHOTO_TITLE_LETTERS = 80, PHOTO_WHAT_LETTERS = 300 };

struct photo_draft {
    struct photo_choice photos;
    bool begun; /* the numbers are there; until then photos are being chosen only */
    char name[PHOTO_TITLE_LETTERS * 4 + 1], what[PHOTO_WHAT_LETTERS * 4 + 1];
    enum position position;
    bool each_side;
    struct dose dose;
    int unkept_why; /* errno of the last change, which could not be kept; 0: it could */
};

/* Brings it to the disk. One that has neither photos nor a beginning takes no room there. */
void photo_draft_keep(struct photo_draft *draft);

/* The one on the disk; false, and it is empty, when there is none that can be read. */
bool photo_draft_read(struct photo_draft *draft);

/* It is saved, or thrown away: nothing of it stays, here and on the disk. */
void photo_draft_forget(struct photo_draft *draft);
