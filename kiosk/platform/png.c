#include "platform/png.h"

#include <SDL_image.h>

#include "base/log.h"
#include "base/memory.h"

bool png_write(const struct canvas *canvas, const char *file)
{
    SDL_Surface *view =
        SDL_CreateRGBSurfaceWithFormatFrom(canvas->pixels, canvas->width, canvas->height, 32,
                                           canvas->stride * 4, SDL_PIXELFORMAT_XRGB8888);
    SDL_Surface *rgb = view ? SDL_ConvertSurfaceFormat(view, SDL_PIXELFORMAT_RGB24, 0) : NULL;
    memory_watch();
    bool written = rgb && IMG_SavePNG(rgb, file) == 0;
    memory_ask("png");
    if (!written)
        log_error("png_not_written", "file=%s cause=%s", file, SDL_GetError());
    SDL_FreeSurface(rgb);
    SDL_FreeSurface(view);
    return written;
}
