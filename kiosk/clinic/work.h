#pragma once

#include <stdbool.h>

/* Something that takes long, done beside the main thread: what reads a stick or unpacks may wait
 * for seconds, or for ever. Whoever began it looks in whether it is done, and may leave it: it then
 * comes to its end alone. */
struct work;

/* `run` is called with `what`, from a thread when `ring` is not NULL, which is called from there
 * when it is done; else on the spot. Until then nobody else may touch what it holds. `release`
 * frees it, when the work is left. Never NULL. */
struct work *work_begin(void (*run)(void *what), void (*release)(void *what), void *what,
                        void (*ring)(void));

bool work_done(const struct work *work);

/* Gives back what it was begun with; only once it is done. */
void *work_end(struct work *work);

/* Nobody waits for it any more. NULL: nothing to leave. */
void work_leave(struct work *work);
