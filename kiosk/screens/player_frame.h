#pragma once

#include "screens/player_parts.h"
#include "screens/player_say.h"
#include "screens/player_texts.h"

/* The player's frame, in pieces: player_frame.c lays out, player_stage.c has figure and counters,
 * player_words.c name, sentence, ring and cues, player_controls.c the buttons; all of them find
 * their words in player_say.h, player_texts.h and player_change.h. Only these include this file. */

/* How the words are set, richest first. */
enum word_set {
    WORDS_APART,        /* name, sentence and cue have a place each */
    WORDS_SHARED,       /* sentence and cue take turns in one place, under the name */
    WORDS_SHARED_SMALL, /* the same in smaller letters */
    WORDS_LEAST,        /* the name, too, in the smallest letters, above a smaller ring */
    WORDS_ALONE,        /* the same; what is asked has no ring, which only numbers it */
    WORD_SETS
};

struct player_frame {
    struct screen_context *context;
    struct ui *ui;
    const struct routine *routine;
    struct session_view view;
    struct player_texts apart, shared; /* sentence and cue with two places, and with one */
    bool paused;
    bool strip; /* the words stand beside the ring, not above it */
    color_t phase_color;
    color_t phase_ink; /* the same for text */
};

/* Stage with figure, counters and legend; dimmed while paused. */
void player_draw_stage(const struct player_frame *f, struct rect stage);

/* "Left side · 1 of 2 · Set 1 of 2"; "" when there is nothing to count. */
const char *player_counter_text(const struct player_frame *f);

/* Name, sentence and cue above, ring and phase below; and whether all that the step can say is
 * then shown whole beside the smallest ring. */
void player_draw_column(const struct player_frame *f, struct rect rect, enum word_set set);
bool player_column_fits(const struct player_frame *f, struct rect rect, enum word_set set);

/* The same side by side, for the wide strip under a portrait stage. */
void player_draw_strip(const struct player_frame *f, struct rect rect, enum word_set set);
bool player_strip_fits(const struct player_frame *f, struct rect rect, enum word_set set);

/* One row with all controls and, where it fits, what comes next. `all`: leave, and where there is
 * room accessibility and language stand here too, not in the bar above. */
void player_draw_controls_row(const struct player_frame *f, struct rect row, bool all);

/* False on panels that have no room for accessibility and language among the controls. */
bool player_controls_hold_all(const struct player_frame *f);

/* The controls in two rows, and the height they take. */
int player_controls_rows_height(const struct ui *ui);
void player_draw_controls_rows(const struct player_frame *f, struct rect rect);

/* What comes next, with its picture. */
void player_draw_next_up(const struct player_frame *f, struct rect rect);

struct button player_leave_button(const struct player_frame *f);
struct button player_ease_button(const struct player_frame *f);
struct button player_language_button(const struct player_frame *f);
