#include "platform/presenter.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "platform/renderer.h"

bool presenter_open(struct presenter *presenter, SDL_Window *window, bool texture, bool bare)
{
    memset(presenter, 0, sizeof *presenter);
    presenter->window = window;
    presenter->stale = true;
    if (texture)
        presenter->renderer = renderer_open(window, bare, bare);
    return !texture || presenter->renderer;
}

static void drop_canvas(struct presenter *presenter)
{
    SDL_FreeSurface(presenter->view);
    if (presenter->texture)
        SDL_DestroyTexture(presenter->texture);
    free(presenter->own);
    presenter->view = NULL;
    presenter->texture = NULL;
    presenter->own = NULL;
    presenter->canvas = (struct canvas){0};
}

static void drop_upright(struct presenter *presenter)
{
    free(presenter->upright.pixels);
    presenter->upright = (struct canvas){0};
}

void presenter_close(struct presenter *presenter)
{
    drop_canvas(presenter);
    drop_upright(presenter);
    if (presenter->renderer)
        SDL_DestroyRenderer(presenter->renderer);
    presenter->renderer = NULL;
}

static void own_canvas(struct presenter *presenter, int width, int height)
{
    drop_canvas(presenter);
    presenter->own = memory_new((size_t)width * (size_t)height, sizeof *presenter->own);
    presenter->canvas = (struct canvas){presenter->own, width, height, width};
}

static bool texture_canvas(struct presenter *presenter)
{
    int width, height;
    if (SDL_GetRendererOutputSize(presenter->renderer, &width, &height) < 0 || width <= 0 ||
        height <= 0)
        return false;
    const struct canvas *canvas = &presenter->canvas;
    if (presenter->texture && canvas->width == width && canvas->height == height)
        return true;
    presenter->stale = true;
    own_canvas(presenter, width, height);
    presenter->texture = SDL_CreateTexture(presenter->renderer, SDL_PIXELFORMAT_ARGB8888,
                                           SDL_TEXTUREACCESS_STREAMING, width, height);
    if (presenter->texture)
        SDL_SetTextureBlendMode(presenter->texture, SDL_BLENDMODE_NONE);
    return presenter->texture != NULL;
}

/* 0x..RRGGBB words that need no locking can be painted on as they are. */
static bool paintable(const SDL_Surface *surface)
{
    const SDL_PixelFormat *format = surface->format;
    return (format->format == SDL_PIXELFORMAT_XRGB8888 ||
            format->format == SDL_PIXELFORMAT_ARGB8888) &&
           !SDL_MUSTLOCK(surface) && surface->pitch % 4 == 0;
}

/* One call instead of a page fault for every 4 KiB of the first frame. */
static void touch_pages(const SDL_Surface *surface)
{
#ifdef MADV_POPULATE_WRITE
    uintptr_t into_page = (uintptr_t)surface->pixels % (uintptr_t)sysconf(_SC_PAGESIZE);
    size_t bytes = (size_t)surface->pitch * (size_t)surface->h;
    madvise((char *)surface->pixels - into_page, bytes + into_page, MADV_POPULATE_WRITE);
#else
    (void)surface;
#endif
}

static bool surface_canvas(struct presenter *presenter)
{
    SDL_Surface *surface = SDL_GetWindowSurface(presenter->window);
    if (!surface || surface->w <= 0 || surface->h <= 0)
        return false;
    struct canvas *canvas = &presenter->canvas;
    bool same_size = canvas->width == surface->w && canvas->height == surface->h;
    if (paintable(surface)) {
        if (presenter->own)
            drop_canvas(presenter);
        if (!same_size || canvas->pixels != surface->pixels) {
            presenter->stale = true;
            touch_pages(surface);
        }
        *canvas = (struct canvas){surface->pixels, surface->w, surface->h, surface->pitch / 4};
        return true;
    }
    if (presenter->own && same_size)
        return true;
    presenter->stale = true;
    own_canvas(presenter, surface->w, surface->h);
    presenter->view = SDL_CreateRGBSurfaceWithFormatFrom(presenter->own, surface->w, surface->h, 32,
                                                         surface->w * 4, SDL_PIXELFORMAT_XRGB8888);
    return presenter->view != NULL;
}

void presenter_turn(struct presenter *presenter, enum turn turn)
{
    if (turn == presenter->turn)
        return;
    presenter->turn = turn;
    presenter->stale = true;
    drop_upright(presenter);
}

static struct canvas *painted(struct presenter *presenter)
{
    struct canvas *upright = &presenter->upright;
    int width = presenter->canvas.width, height = presenter->canvas.height;
    if (presenter->turn == TURN_NONE)
        return &presenter->canvas;
    turn_size(presenter->turn, &width, &height);
    if (upright->pixels && upright->width == width && upright->height == height)
        return upright;
    drop_upright(presenter);
    *upright = (struct canvas){NULL, width, height, width};
    upright->pixels = memory_new((size_t)width * (size_t)height, sizeof *upright->pixels);
    return upright;
}

struct canvas *presenter_canvas(struct presenter *presenter, bool *fresh)
{
    bool ready = presenter->renderer ? texture_canvas(presenter) : surface_canvas(presenter);
    if (!ready) {
        if (!presenter->lost)
            log_error("no_canvas", "cause=%s", SDL_GetError());
        if (!presenter->canvas.pixels || !presenter->own)
            own_canvas(presenter, 640, 480);
        presenter->stale = true;
    }
    presenter->lost = !ready;
    *fresh = presenter->stale;
    presenter->stale = false;
    return painted(presenter);
}

/* NULL when the window has been resized meanwhile; the next frame fits again. */
static SDL_Surface *fitting_surface(struct presenter *presenter)
{
    SDL_Surface *surface = SDL_GetWindowSurface(presenter->window);
    bool fits = surface && surface->w == presenter->canvas.width &&
                surface->h == presenter->canvas.height &&
                (presenter->own || surface->pixels == presenter->canvas.pixels);
    presenter->stale = presenter->stale || !fits;
    return fits ? surface : NULL;
}

static bool show_surface(struct presenter *presenter, SDL_Surface *surface, const SDL_Rect *rects,
                         int count)
{
    for (int i = 0; presenter->view && i < count; i++) {
        SDL_Rect to = rects[i];
        SDL_BlitSurface(presenter->view, &rects[i], surface, &to);
    }
    return SDL_UpdateWindowSurfaceRects(presenter->window, rects, count) == 0;
}

static bool show_texture(struct presenter *presenter, const SDL_Rect *rects, int count)
{
    const struct canvas *canvas = &presenter->canvas;
    for (int i = 0; i < count; i++) {
        const uint32_t *pixels = canvas->pixels + (ptrdiff_t)rects[i].y * canvas->stride;
        SDL_UpdateTexture(presenter->texture, &rects[i], pixels + rects[i].x, canvas->stride * 4);
    }
    /* What the back buffer holds is not known: the whole picture is copied, by the GPU. */
    if (SDL_RenderCopy(presenter->renderer, presenter->texture, NULL, NULL) < 0)
        return false;
    SDL_RenderPresent(presenter->renderer);
    return true;
}

/* Where the damage lies on the screen, px. */
static void place(const struct presenter *presenter, const struct painter_damage *damage,
                  SDL_Rect *rects)
{
    const struct canvas *upright = &presenter->upright;
    for (int i = 0; i < damage->count; i++) {
        struct rect r = damage->rects[i];
        if (upright->pixels)
            r = turn_rect(presenter->turn, r, upright->width, upright->height);
        rects[i] = (SDL_Rect){r.x, r.y, r.w, r.h};
    }
}

void presenter_show(struct presenter *presenter, const struct painter_damage *damage)
{
    SDL_Rect rects[PAINTER_MAX_DAMAGE];
    if (damage->count == 0 || presenter->lost)
        return;
    SDL_Surface *surface = presenter->renderer ? NULL : fitting_surface(presenter);
    if (!presenter->renderer && !surface)
        return;
    for (int i = 0; presenter->upright.pixels && i < damage->count; i++)
        turn_pixels(presenter->turn, &presenter->upright, damage->rects[i], &presenter->canvas);
    place(presenter, damage, rects);
    bool shown = presenter->renderer ? show_texture(presenter, rects, damage->count)
                                     : show_surface(presenter, surface, rects, damage->count);
    if (!shown && !presenter->failed)
        log_warn("present_failed", "cause=%s", SDL_GetError());
    presenter->failed = !shown;
    presenter->stale = presenter->stale || !shown;
}

bool presenter_shows(const struct presenter *presenter)
{
    return !presenter->lost && !presenter->failed;
}
