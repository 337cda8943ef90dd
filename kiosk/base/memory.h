#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The one place where the kiosk's own code takes memory, and the one policy for when there is none:
 *
 * - What the kiosk cannot do without, or would show wrongly without (structures, words, letters,
 *   numbers): memory_new, memory_grow, memory_text, and arenas. They never give NULL: out of memory
 *   logs `out_of_memory` and ends the process with MEMORY_EXIT, from whatever thread. Nothing is
 *   cleaned up: what is on the disk may stop at any moment, and the supervisor starts anew.
 * - What is large and can be left out for a while (photos, frames of the figure, transitions):
 *   memory_try. It may give NULL, and the caller goes without.
 *
 * Libraries that would show something wrong instead of failing take theirs here, too (cJSON, SDL).
 * Everything is given back with free(). */

/* "The machine is wrong": the exit code of a process that ends for want of memory. */
enum { MEMORY_EXIT = 3 };

/* Once, at the start: pictures go back to the system as soon as they are freed. By itself the C
 * library stops doing that with the first one, and what is small then keeps the room between. */
void memory_begin(void);

/* What lies free between what is held goes back to the system: after much of it was freed. Takes a
 * millisecond or two. */
void memory_give_back(void);

/* `count` times `size` bytes, zeroed. Never NULL. */
void *memory_new(size_t count, size_t size);

#define MEMORY_NEW(type) ((type *)memory_new(1, sizeof(type)))

/* `old` (or NULL), moved to where there is room for `count` times `size` bytes; what is added is
 * not zeroed. Never NULL. */
void *memory_grow(void *old, size_t count, size_t size);

/* `bytes` bytes, not zeroed. Never NULL. For libraries that ask for functions. */
void *memory_take(size_t bytes);

/* Copies; memory_text_n of at most n bytes. Never NULL. */
char *memory_text(const char *text);
char *memory_text_n(const char *text, size_t n);

/* `count` times `size` bytes, not zeroed; NULL when there are none. */
void *memory_try(size_t count, size_t size);

/* Makes *memory, of *room bytes so far (NULL and 0 in the beginning), at least this large, without
 * its content; false, and *memory is NULL, when there is none. */
bool memory_reserve(void **memory, size_t *room, size_t bytes);

/* The same as memory_try at an address that `alignment` divides; that divides the size. */
void *memory_try_aligned(size_t alignment, size_t bytes);

/* Libraries go on without what they could not get, or fail without saying why; errno remembers. The
 * end when anything since memory_watch, or the call that has just failed, wanted memory: so that an
 * empty folder, a text without letters and the like are told from that. */
void memory_watch(void);
void memory_ask(const char *what);

/* The end, for who finds out from a library that there is no memory: `what` had none. */
_Noreturn void memory_gone(const char *what);
