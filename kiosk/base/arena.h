#pragma once

#include <stdarg.h>
#include <stddef.h>

/* A bump allocator: many allocations, one release. Grows by blocks and keeps them on reset, so a
 * steady frame allocates nothing. No result is ever NULL: see base/memory.h. */
struct arena_block;

struct arena {
    struct arena_block *first;
    struct arena_block *current;
    size_t block_size; /* bytes of a new block; 0 means 64 KiB */
};

/* A zeroed struct arena is ready for use; arena_free leaves it so. */
void arena_free(struct arena *arena);

/* Everything handed out becomes invalid; the memory is kept for the next round. */
void arena_reset(struct arena *arena);

/* `size` bytes, zeroed, aligned for any type; valid until the next reset or free. */
void *arena_alloc(struct arena *arena, size_t size);

/* Room for one more of `size` bytes behind the `count` that a list from here has: the list, or a
 * larger copy of it, twice as long each time. NULL is a list of none. */
void *arena_more(struct arena *arena, void *list, size_t count, size_t size);

/* Copies; the result is NUL-terminated. arena_strndup copies at most n bytes. */
char *arena_strdup(struct arena *arena, const char *s);
char *arena_strndup(struct arena *arena, const char *s, size_t n);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* "a, b, c"; "" of none. */
const char *arena_list(struct arena *arena, const char *const *items, size_t count);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, n) ((type *)arena_alloc((arena), sizeof(type) * (size_t)(n)))
