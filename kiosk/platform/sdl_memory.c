#include "platform/sdl_memory.h"

#include <SDL.h>
#include <stdlib.h>

#include "base/memory.h"

static void *grow(void *old, size_t size)
{
    return memory_grow(old, 1, size);
}

void sdl_memory_use(void)
{
    SDL_SetMemoryFunctions(memory_take, memory_new, grow, free);
}
