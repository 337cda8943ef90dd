#pragma once

#include <stdbool.h>

#include "base/memo.h"
#include "content/content.h"
#include "screens/activity.h"
#include "screens/take_home.h"
#include "session/session.h"
#include "ui/ui.h"

/* What belongs to the person in front of the screen; wiped when the visit ends. */

/* What this patient asked for on the screen of screens/ease.c. */
struct ease_settings {
    bool larger_text, high_contrast, less_motion, low_reach;
    bool voice;       /* what is on the screen is spoken, and so is what has the focus */
    bool louder;      /* tones and voice */
    int slow_percent; /* of the times to get ready and to change place: 150 or 200; 100 and 0 leave
                         them as they are */
    bool one_switch;  /* what can be chosen lights up in turn: any key or touch chooses it */
};

enum felt { FELT_NOTHING, FELT_BETTER, FELT_SAME, FELT_WORSE };

enum { VISIT_FILTER_SIZE = CONTENT_ID_MAX + 1, VISIT_PAGES_MAX = 8 };

/* Pages of exercises that were opened from each other: the easier of one, the harder of that. */
struct exercise_pages {
    const struct exercise *items[VISIT_PAGES_MAX]; /* the last is the one that is read */
    int count;
};

/* Of the codes to take home: which is shown, and since when. */
struct code_turn {
    int shown;
    ms_t since;
    bool held; /* by a finger, in the last frame */
};

/* Sections of a page that were asked and answered. */
struct answered_card {
    char page[CONTENT_ID_MAX + 1]; /* its id: it outlives languages and edits */
    unsigned sections;             /* bit by place */
};

enum warning_answer {
    WARNING_NOT_ASKED,
    WARNING_NONE,  /* "None of these", or staff has been told since and let the patient go on */
    WARNING_RAISED /* "I have one or more": staff is to be told, nothing is begun */
};

enum { VISIT_CARDS_MAX = 4 };

struct answer_places {
    struct rect first, second;
};

/* Changed by screens/warning.h only. */
struct visit_warning {
    enum warning_answer answer;
    bool talking;                /* "I have talked to staff" was pressed, and is to be confirmed */
    struct answer_places places; /* of the two answers in the last frame */
    struct rect finger;          /* the one that was pressed last */
    struct answered_card cards[VISIT_CARDS_MAX];
    int card_count;
};

/* What this kiosk has for the ears, as far as anybody has found out. */
struct ears {
    bool no_sound; /* there is no device, or the clinic wants none to be heard */
    bool no_voice; /* the program that speaks does not */
};

/* Of the player's last frame; see screens/player_moving.h. */
struct player_moving {
    uint64_t look; /* a hash of what the rest shows */
    struct draw_piece figure, ring;
    struct rect room, place; /* of the figure, of the ring */
    color_t ink;             /* of the ring */
};

struct visit {
    struct ease_settings ease;
    char filter[VISIT_FILTER_SIZE];         /* home: "", a body region, a place, or "up-to-5" */
    int filter_at;                          /* home: the page of filters with this one is seen */
    char library_filter[VISIT_FILTER_SIZE]; /* library: "", a body region, or a place */
    int library_filter_at;
    int hurt_page; /* which of its pages, where it takes more than one */
    struct scroll home_scroll, overview_scroll, advice_scroll, hurt_scroll, ease_scroll,
        language_scroll, library_scroll, exercise_scroll;
    const struct routine *routine; /* chosen; NULL before */
    struct visit_warning warning;
    const struct page *page; /* advice: NULL shows the index */
    struct exercise_pages exercises;
    struct activity_routine activity[2]; /* of the session, and one to move it to */
    struct session session;              /* live while `in_session` */
    bool in_session;
    struct cue_list cues;     /* of a session that has just ended: what is still to be heard, */
    struct session_cue flash; /* and seen */
    struct player_moving player_moving;
    struct memo player_heights; /* px: of what the player says, as its layout asks for it */
    int finished_steps;
    ms_t finished_active_ms;
    enum felt felt;
    bool vague_answer; /* "Still there?" was answered by a touch on nothing, and nothing since */
    struct code_turn code_turn;
    struct take_home code; /* the code to take home that is up; see take_home_update */
};

/* Ends a session that is under way and zeroes everything. */
void visit_wipe(struct visit *visit);

/* The session under way is over; nothing when there is none. */
void visit_end_session(struct visit *visit);

/* What its session, or the one that has just ended, has to be heard; once. */
struct cue_list visit_take_cues(struct visit *visit);

/* Starts `routine` at step `first`; ends a session under way. */
void visit_begin_session(struct visit *visit, const struct routine *routine, int first, ms_t now);

/* How long a session's times to read, to get ready and to change place are. */
struct session_pace visit_pace(const struct visit *visit);

/* Times to get ready and to change place, of the session under way too; see slow_percent. */
void visit_slow(struct visit *visit, int percent, ms_t now);

/* Keeps what the finish screen will tell of the session. True when it has come to its end. */
bool visit_note_progress(struct visit *visit, ms_t now);

/* The activity as a routine, until the visit ends or another session than its own begins. */
const struct routine *visit_activity_routine(struct visit *visit, const struct exercise *activity);

/* The same routine in other content; NULL when it is not there. `routine` may be NULL. */
const struct routine *visit_routine_in(struct visit *visit, const struct content *content,
                                       const struct routine *routine);

/* The exercise whose page is open; NULL when none is. */
const struct exercise *visit_exercise(const struct visit *visit);

/* Its page is the only one that is open. */
void visit_read_exercise(struct visit *visit, const struct exercise *exercise);

/* Its page lies over those that are open; back to it where it is one of them. */
void visit_read_on(struct visit *visit, const struct exercise *exercise);

/* Closes the last page; false when there is none under it. */
bool visit_read_back(struct visit *visit);

/* The pages in other content; those of exercises that are not there are closed. */
void visit_pages_in(struct visit *visit, const struct content *content);
