#pragma once

#include "screens/screen.h"

/* What "It hurts" says: to stop, when to tell staff, and what to change in this very exercise. A
 * small panel says it smaller and in fewer words, which name the same signs. */

enum hurt_part {
    HURT_TITLE = 1 << 0,
    HURT_STOP = 1 << 1,   /* which pain means stop */
    HURT_STAFF = 1 << 2,  /* when to tell staff */
    HURT_SAFETY = 1 << 3, /* the exercise's own advice */
    HURT_ALL = (1 << 4) - 1
};

/* How it is said: the first that fits is taken. */
enum hurt_wording {
    HURT_FULL,   /* with the sign */
    HURT_MODEST, /* a smaller title and no sign */
    HURT_SMALL,  /* the same in small type */
    HURT_SHORT,  /* in fewer words */
    HURT_TIGHT,  /* the signs and the exercise's advice below a title no larger than they are */
    HURT_WORDINGS
};

struct hurt_words {
    struct ui *ui;
    const struct screen_context *context;
    const struct exercise *exercise; /* that hurts; NULL for none */
    unsigned parts;                  /* of enum hurt_part */
    struct rect area;                /* that there is for them */
    enum hurt_wording wording;
};

/* The height, px, that they take at `wording` in the area's width. */
int hurt_words_height(const struct hurt_words *words, enum hurt_wording wording);

/* Chooses the wording. False where not even the last one fits. */
bool hurt_words_fit(struct hurt_words *words);

/* In the wording that hurt_words_fit chose, from the top or in the middle; what does not fit
 * scrolls. */
void hurt_words_draw(const struct hurt_words *words, bool centered);
