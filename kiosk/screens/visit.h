#pragma once

#include <stdbool.h>

#include "content/content.h"
#include "session/session.h"
#include "ui/ui.h"

/* What belongs to the person in front of the screen; wiped when the visit ends. */

struct ease_settings {
    bool larger_text, high_contrast, less_motion, low_reach;
};

enum felt { FELT_NOTHING, FELT_BETTER, FELT_SAME, FELT_WORSE };

enum { VISIT_FILTER_SIZE = CONTENT_ID_MAX + 1 };

struct visit {
    struct ease_settings ease;
    char filter[VISIT_FILTER_SIZE]; /* home: "", a body region, a place, or "up-to-5" */
    int filter_at;                  /* home: the page of filters with this one is seen */
    struct scroll home_scroll, overview_scroll, advice_scroll, hurt_scroll, ease_scroll,
        language_scroll;
    const struct routine *routine; /* chosen; NULL before */
    bool red_flags_cleared;        /* "None of these" was answered */
    bool red_flags_raised;         /* "I have one of these": staff is to be told */
    const struct page *page;       /* advice: NULL shows the index */
    struct session session;        /* live while `in_session` */
    bool in_session;
    int finished_steps;
    ms_t finished_active_ms;
    enum felt felt;
};

/* Ends a session that is under way and zeroes everything. */
void visit_wipe(struct visit *visit);

/* The session under way is over; nothing when there is none. */
void visit_end_session(struct visit *visit);

/* Starts `routine` at step `first`; ends a session under way. */
void visit_begin_session(struct visit *visit, const struct routine *routine, int first, ms_t now);

/* Keeps what the finish screen will tell of the session. True when it has come to its end. */
bool visit_note_progress(struct visit *visit, ms_t now);
