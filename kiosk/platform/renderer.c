#include "platform/renderer.h"

#include <stdint.h>
#include <string.h>

#include "base/log.h"

enum { SIDE = 2, SQUARE = 8 }; /* texels of the pattern; px that each of them covers */

static const uint32_t pattern[SIDE * SIDE] = {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFFFFFFF};

/* A GPU may round. */
static bool alike(uint32_t a, uint32_t b)
{
    for (int shift = 0; shift < 24; shift += 8) {
        int difference = (int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF);
        if (difference < -8 || difference > 8)
            return false;
    }
    return true;
}

static bool draw_pattern(SDL_Renderer *renderer, SDL_Texture *texture)
{
    const SDL_Rect where = {0, 0, SIDE * SQUARE, SIDE * SQUARE};
    SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_NONE);
    return SDL_UpdateTexture(texture, NULL, pattern, SIDE * (int)sizeof *pattern) == 0 &&
           SDL_SetRenderDrawColor(renderer, 0, 0, 0, 255) == 0 && SDL_RenderClear(renderer) == 0 &&
           SDL_RenderCopy(renderer, texture, NULL, &where) == 0;
}

static bool pattern_is_there(SDL_Renderer *renderer)
{
    for (int i = 0; i < SIDE * SIDE; i++) {
        const SDL_Rect middle = {i % SIDE * SQUARE + SQUARE / 2, i / SIDE * SQUARE + SQUARE / 2, 1,
                                 1};
        uint32_t pixel = 0;
        if (SDL_RenderReadPixels(renderer, &middle, SDL_PIXELFORMAT_ARGB8888, &pixel,
                                 sizeof pixel) != 0 ||
            !alike(pixel, pattern[i]))
            return false;
    }
    return true;
}

bool renderer_shows(SDL_Renderer *renderer)
{
    SDL_Texture *texture = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888,
                                             SDL_TEXTUREACCESS_STREAMING, SIDE, SIDE);
    bool shown = texture && draw_pattern(renderer, texture) && pattern_is_there(renderer);
    if (texture)
        SDL_DestroyTexture(texture);
    return shown;
}

/* SDL's number of it; -1 when this SDL has none. */
static int number_of(const char *name)
{
    for (int i = 0; i < SDL_GetNumRenderDrivers(); i++) {
        SDL_RendererInfo info;
        if (SDL_GetRenderDriverInfo(i, &info) == 0 && strcmp(info.name, name) == 0)
            return i;
    }
    return -1;
}

static SDL_Renderer *try_renderer(SDL_Window *window, const char *name, bool sync)
{
    bool software = strcmp(name, "software") == 0;
    uint32_t flags = software ? SDL_RENDERER_SOFTWARE : SDL_RENDERER_ACCELERATED;
    if (sync && !software)
        flags |= SDL_RENDERER_PRESENTVSYNC;
    int number = number_of(name);
    SDL_Renderer *renderer = number < 0 ? NULL : SDL_CreateRenderer(window, number, flags);
    if (renderer && renderer_shows(renderer))
        return renderer;
    log_warn("renderer_left", "name=%s cause=%s", name,
             renderer     ? "it shows nothing of what is drawn"
             : number < 0 ? "there is none"
                          : SDL_GetError());
    if (renderer)
        SDL_DestroyRenderer(renderer);
    return NULL;
}

SDL_Renderer *renderer_open(SDL_Window *window, bool bare, bool sync)
{
    const char *const order[] = {bare ? "opengles2" : "opengl", bare ? "opengl" : "opengles2",
                                 "software"};
    size_t count = sizeof order / sizeof *order - (bare ? 1 : 0);
    for (size_t i = 0; i < count; i++) {
        SDL_Renderer *renderer = try_renderer(window, order[i], sync);
        if (renderer)
            return renderer;
    }
    log_error("no_renderer", "cause=%s", SDL_GetError());
    return NULL;
}
