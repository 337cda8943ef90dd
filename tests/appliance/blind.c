/* Put before the kiosk with LD_PRELOAD: the renderers that BLIND names (":opengles2:opengl:")
 * start, say that all is well, and show nothing, as a driver that lacks a library does. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <SDL.h>

static int blind(SDL_Renderer *renderer)
{
    SDL_RendererInfo info;
    const char *names = getenv("BLIND");
    char name[32];
    if (!names || getenv("GBM_ALWAYS_SOFTWARE") || SDL_GetRendererInfo(renderer, &info) != 0)
        return 0;
    snprintf(name, sizeof name, ":%s:", info.name);
    return strstr(names, name) != NULL;
}

int SDL_RenderCopy(SDL_Renderer *renderer, SDL_Texture *texture, const SDL_Rect *from,
                   const SDL_Rect *to)
{
    static int (*next)(SDL_Renderer *, SDL_Texture *, const SDL_Rect *, const SDL_Rect *);
    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "SDL_RenderCopy");
    return blind(renderer) ? 0 : next(renderer, texture, from, to);
}
