#pragma once

#include "ui/ui.h"

/* Small keys on a dark ground, over what is drawn, beside what has opened them: the accents of a
 * letter, a few words, the languages. What lies under it is no target while it is there. */
struct popup {
    const char *id;           /* its keys are "ID:0" ... */
    const char *const *items; /* what they say */
    int count;
    unsigned ticked;    /* bit by item: it has a tick */
    unsigned current;   /* bit by item: it is the one in use */
    bool likeliest;     /* the first is the likeliest: marked, and nearest to what opened it */
    bool leftwards;     /* else: its rows run from right to left */
    struct rect anchor; /* what opened it, window px (ui_target_rect) */
    struct rect area;   /* where it may lie, window px */
    int width, height;  /* the least of a key, px */
    int gap;            /* between two, px */
    enum theme_type type;
};

/* Above the anchor, or below it; over it where there is room for neither. */
void ui_popup(struct ui *ui, const struct popup *popup);
