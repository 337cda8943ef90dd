#pragma once

#include <stdbool.h>

/* A thread that sleeps until something is up with a file descriptor, and says so once. Saves the
 * main loop from looking several times a second. */
struct bell;

/* `events` as for poll(2): POLLIN, or POLLPRI of a table in /proc that has changed. `ring` is
 * called from the thread. `fd` is borrowed. NULL when there can be no thread. */
struct bell *bell_hang(int fd, short events, void (*ring)(void));
void bell_free(struct bell *bell);

/* True from the ring until bell_rearm, which is called once everything has been read. */
bool bell_rung(const struct bell *bell);
void bell_rearm(struct bell *bell);
