/* Put before the kiosk by /etc/ld.so.preload, to see the run fail: WITHOUT_fsync: nothing is
 * brought to the disk; WITHOUT_readback: what is read back of the screen is what was to be drawn.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <SDL.h>

#ifdef WITHOUT_fsync
static int sync_by(const char *name, int fd)
{
    int (*next)(int);
    if (strcmp(program_invocation_short_name, "kiosk") == 0)
        return 0;
    *(void **)&next = dlsym(RTLD_NEXT, name);
    return next(fd);
}

int fsync(int fd)
{
    return sync_by("fsync", fd);
}

int fdatasync(int fd)
{
    return sync_by("fdatasync", fd);
}
#endif

#ifdef WITHOUT_readback
enum { PIXELS = 256 };
static Uint32 drawn[PIXELS];
static int next_pixel;

int SDL_UpdateTexture(SDL_Texture *texture, const SDL_Rect *rect, const void *pixels, int pitch)
{
    static int (*next)(SDL_Texture *, const SDL_Rect *, const void *, int);
    int width, height;
    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "SDL_UpdateTexture");
    if (!rect && SDL_QueryTexture(texture, NULL, NULL, &width, &height) == 0 &&
        width * height <= PIXELS && pitch == width * (int)sizeof *drawn) {
        memcpy(drawn, pixels, (size_t)(width * height) * sizeof *drawn);
        next_pixel = 0;
    }
    return next(texture, rect, pixels, pitch);
}

/* The pattern's squares are read one after the other, a pixel of each. */
int SDL_RenderReadPixels(SDL_Renderer *renderer, const SDL_Rect *rect, Uint32 format, void *pixels,
                         int pitch)
{
    static int (*next)(SDL_Renderer *, const SDL_Rect *, Uint32, void *, int);
    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "SDL_RenderReadPixels");
    if (!rect || rect->w * rect->h != 1)
        return next(renderer, rect, format, pixels, pitch);
    memcpy(pixels, &drawn[next_pixel++ % PIXELS], sizeof *drawn);
    return 0;
}
#endif
