#include "base/memory.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

enum { PICTURE_BYTES = 256 * 1024 };

/* Not exit(): other threads still run, and would lose the ground they stand on. */
void memory_gone(const char *what)
{
    log_error("out_of_memory", "what=%s", what);
    _exit(MEMORY_EXIT);
}

void memory_watch(void)
{
    errno = 0;
}

void memory_ask(const char *what)
{
    if (errno == ENOMEM)
        memory_gone(what);
}

static void *must(void *memory, size_t count, size_t size)
{
    if (!memory) {
        log_error("out_of_memory", "bytes=%zu", count * size);
        _exit(MEMORY_EXIT);
    }
    return memory;
}

static size_t at_least_one(size_t size)
{
    return size > 0 ? size : 1;
}

void memory_begin(void)
{
    mallopt(M_MMAP_THRESHOLD, PICTURE_BYTES);
}

void memory_give_back(void)
{
    malloc_trim(0);
}

void *memory_new(size_t count, size_t size)
{
    return must(calloc(at_least_one(count), at_least_one(size)), count, size);
}

void *memory_grow(void *old, size_t count, size_t size)
{
    return must(reallocarray(old, at_least_one(count), at_least_one(size)), count, size);
}

void *memory_take(size_t bytes)
{
    return must(malloc(at_least_one(bytes)), 1, bytes);
}

char *memory_text_n(const char *text, size_t n)
{
    size_t length = strnlen(text, n);
    char *copy = memory_take(length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *memory_text(const char *text)
{
    return memory_text_n(text, strlen(text));
}

void *memory_try(size_t count, size_t size)
{
    return reallocarray(NULL, count, size);
}

bool memory_reserve(void **memory, size_t *room, size_t bytes)
{
    if (*room >= bytes)
        return true;
    free(*memory);
    *memory = memory_try(bytes, 1);
    *room = *memory ? bytes : 0;
    return *memory != NULL;
}

void *memory_try_aligned(size_t alignment, size_t bytes)
{
    return aligned_alloc(alignment, bytes);
}
