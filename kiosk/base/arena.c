#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct arena_block {
    struct arena_block *next;
    size_t size;
    size_t used;
    max_align_t data[];
};

static struct arena_block *block_new(size_t size)
{
    struct arena_block *block = memory_take(sizeof *block + size);
    block->next = NULL;
    block->size = size;
    block->used = 0;
    return block;
}

void arena_free(struct arena *arena)
{
    struct arena_block *block = arena->first;
    while (block) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
    arena->first = arena->current = NULL;
}

void arena_reset(struct arena *arena)
{
    for (struct arena_block *block = arena->first; block; block = block->next)
        block->used = 0;
    arena->current = arena->first;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    size = (size + align - 1) / align * align;
    struct arena_block *block = arena->current;
    while (block && block->size - block->used < size)
        block = block->next;
    if (!block) {
        size_t standard = arena->block_size ? arena->block_size : 64 * 1024;
        block = block_new(size > standard ? size : standard);
        if (arena->current) {
            block->next = arena->current->next;
            arena->current->next = block;
        } else {
            arena->first = block;
        }
    }
    arena->current = block;
    void *memory = (char *)block->data + block->used;
    block->used += size;
    return memset(memory, 0, size);
}

char *arena_strndup(struct arena *arena, const char *s, size_t n)
{
    size_t length = strnlen(s, n);
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, s, length);
    return copy;
}

void *arena_more(struct arena *arena, void *list, size_t count, size_t size)
{
    if ((count & (count - 1)) != 0)
        return list;
    void *more = arena_alloc(arena, (count > 0 ? 2 * count : 1) * size);
    if (count > 0)
        memcpy(more, list, count * size);
    return more;
}

char *arena_strdup(struct arena *arena, const char *s)
{
    return arena_strndup(arena, s, PTRDIFF_MAX);
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = arena_alloc(arena, (size_t)(length < 0 ? 0 : length) + 1);
    if (length > 0) {
        va_start(args, format);
        vsnprintf(text, (size_t)length + 1, format, args);
        va_end(args);
    }
    return text;
}

const char *arena_list(struct arena *arena, const char *const *items, size_t count)
{
    const char *list = "";
    for (size_t i = 0; i < count; i++)
        list = i > 0 ? arena_printf(arena, "%s, %s", list, items[i]) : items[i];
    return list;
}
