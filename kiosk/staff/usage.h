#pragma once

#include "clinic/usage_save.h"
#include "clinic/work.h"
#include "ui/ui.h"

/* What staff-usage remembers: the counts as they were read, and what of them is looked at. */

enum usage_range { USAGE_RANGE_DAYS, USAGE_RANGE_WEEKS, USAGE_RANGE_YEAR, USAGE_RANGES };

enum usage_page {
    USAGE_PAGE_CHARTS,
    USAGE_PAGE_ROUTINES, /* all of them */
    USAGE_PAGE_STEPS     /* of one */
};

struct staff_usage {
    struct usage usage;
    ms_t read_at;
    enum usage_range range;
    enum usage_page page;
    char routine[CONTENT_ID_MAX + 1]; /* whose steps are looked at */
    struct scroll scroll, list_scroll, steps_scroll;
    char stick[STICK_PATH];     /* folder of the stick that is plugged in; "": none is */
    bool read_only;             /* it cannot be written to */
    struct work *saving;        /* of the table, under way; NULL: it is not */
    const char *saved;          /* key of what became of it; NULL: nothing yet */
    bool good;                  /* it was saved, or still may be */
    char file[USAGE_FILE_SIZE]; /* its name */
};

void staff_usage_forget(struct staff_usage *state);
