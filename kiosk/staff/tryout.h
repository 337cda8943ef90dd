#pragma once

#include "screens/screen.h"

/* Staff look at a routine as patients will: in the real player, with a band over it that says so.
 * Nothing of it is counted, and it ends where it began. */
struct tried {
    const struct content *content; /* that it is in; NULL: it is not there any more */
    const struct routine *routine; /* NULL: there is none */
};

/* The routine `id` as context->strings and context->content have it now: asked at the beginning,
 * and again when either is another. It lives as long as that content, or in `arena`. */
typedef struct tried tryout_find(const struct screen_context *context, struct arena *arena,
                                 const char *id);

struct tryout {
    bool on;
    enum screen_id back;
    bool preview; /* of what is not installed: its own page is part of it, too */
    tryout_find *find;
    char id[CONTENT_ID_MAX + 1];
    char language[16];             /* code of the one in which staff began it */
    const struct routine *routine; /* as it was last found */
    struct arena arena;            /* of a routine that is still a draft */
};

void tryout_forget(struct tryout *tryout);

/* Begins, at step `first`; nothing when there is no such routine. */
void tryout_begin(struct screen_context *context, tryout_find *find, const char *id, int first,
                  enum screen_id back);

/* Looks at what a pack would bring, which must live until it is over. An exercise's page lies over
 * the screen that asks, whose next update ends it. */
void preview_routine(struct screen_context *context, tryout_find *find, const char *id,
                     enum screen_id back);
void preview_exercise(struct screen_context *context, tryout_find *find,
                      const struct exercise *exercise, enum screen_id back);

/* Staff's own language, to come back to when it is over: index into context->languages; -1: it is
 * not there any more. */
int tryout_language(const struct screen_context *context);

/* What is tried out, in the context's language and content; only that content when nothing is. */
struct tried tryout_now(const struct screen_context *context);

/* Where a wish to go leads: within the player's screens as wished, else back to staff's; *over then
 * says that the try-out is. */
enum screen_id tryout_go(const struct tryout *tryout, enum screen_id wished, bool *over);

/* The strip above the screen that is tried out, px; 0: nothing is. */
int tryout_band_height(const struct ui *ui, const struct tryout *tryout);
void tryout_draw_band(struct ui *ui, const struct tryout *tryout, const struct strings *strings);
