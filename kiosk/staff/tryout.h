#pragma once

#include "screens/screen.h"

/* Staff look at a routine as patients will: in the real player, with a band over it that says so.
 * Nothing of it is counted, and it ends where it began. */
struct tryout {
    bool on;
    enum screen_id back;
    bool preview;       /* of what is not installed: its own page is part of it, too */
    struct arena arena; /* of a routine that is still a draft */
};

void tryout_forget(struct tryout *tryout);

/* Begins, at step `first`. `routine` must live as long as the content or as tryout->arena. */
void tryout_begin(struct screen_context *context, const struct routine *routine, int first,
                  enum screen_id back);

/* Looks at what a pack would bring, which must live until it is over. An exercise's page lies over
 * the screen that asks, whose next update ends it. */
void preview_routine(struct screen_context *context, const struct routine *routine,
                     enum screen_id back);
void preview_exercise(struct screen_context *context, const struct exercise *exercise,
                      enum screen_id back);

/* Where a wish to go leads: within the player's screens as wished, else back to staff's; *over then
 * says that the try-out is. */
enum screen_id tryout_go(const struct tryout *tryout, enum screen_id wished, bool *over);

/* Over whatever is drawn. */
void tryout_draw_band(struct ui *ui, const struct tryout *tryout, const struct strings *strings);
