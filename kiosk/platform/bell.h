#pragma once

#include <stdbool.h>

/* A thread that sleeps until a file descriptor has something to read, and says so once. Saves the
 * main loop from looking several times a second. */
struct bell;

/* `ring` is called from the thread. `fd` is borrowed. NULL when there can be no thread. */
struct bell *bell_hang(int fd, void (*ring)(void));
void bell_free(struct bell *bell);

/* True from the ring until bell_rearm, which is called once everything has been read. */
bool bell_rung(const struct bell *bell);
void bell_rearm(struct bell *bell);
