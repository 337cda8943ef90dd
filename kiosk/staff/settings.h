#pragma once

#include <stdbool.h>

#include "base/ms.h"
#include "clinic/half_written.h"
#include "clinic/own_pack.h"
#include "ui/ui.h"

/* What staff-settings remembers: the section that is open, and the way back from the last changes.
 * The settings themselves lie in settings.json (clinic/settings_file.h), the logo in the own pack.
 */

enum { SETTINGS_TEXT_SIZE = 8192, SETTINGS_PAST = 8 };

enum settings_page {
    SETTINGS_SECTION,
    SETTINGS_START,    /* Language: which one every visit begins in */
    SETTINGS_HOLIDAYS, /* Opening hours: the days on which it is closed */
    SETTINGS_CARD      /* Screen: the frame for a bank card */
};

/* A change that can be undone. */
struct settings_past {
    char key[32];                    /* what was set */
    char what[80];                   /* in the words of the screen */
    char before[SETTINGS_TEXT_SIZE]; /* settings.json */
};

struct staff_settings {
    int section; /* its place in the list, from 1; 0: none was chosen */
    enum settings_page page;
    struct scroll scroll;

    struct settings_past past[SETTINGS_PAST]; /* the oldest first */
    int past_count;
    char stepper[32];  /* whose + or - was pressed last; "": something else was */
    bool again;        /* it was pressed again and again: that is one change */
    char undone[80];   /* what was just taken back; "" */
    char refused[200]; /* why it was not made; "" */

    int next_tone;    /* sound: which cue the next press of Test plays */
    unsigned days;    /* opening hours: those that are chosen, a bit each from Monday */
    int holiday;      /* the date on the stepper, 20261224; 0: tomorrow */
    double try_mm;    /* screen: the diagonal that the frame is drawn for; 0: as it is */
    double drawn_mm;  /* screen: the one that the last frame was drawn for */
    double least_mm;  /* screen: the one for which it fills its room; 0: not drawn yet */
    double taken_mm;  /* screen: the one when its corner was taken up; 0: no finger has it */
    ms_t confirm_end; /* screen: when the old size, or turn, comes back; 0: nothing is to be
                         confirmed */

    struct half_written half; /* clinic: a text that was begun before the lock */
    bool writing;             /* one is being written: what comes of it is not known yet */

    struct own_undo logo_undo;
    const struct content *logo_gone; /* the one that still has it; NULL: it was not taken off */
};

void staff_settings_forget(struct staff_settings *settings);
