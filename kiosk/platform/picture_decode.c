#include "platform/picture_decode.h"

#include <SDL_image.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/image_header.h"
#include "base/log.h"
#include "platform/picture_scale.h"

/* A progressive JPG comes in about ten scans; one made to keep a decoder busy has thousands, each
 * of which costs as much as the picture. */
enum { MAX_SCANS = 64 };

struct file {
    uint8_t *bytes;
    size_t size;
};

void picture_decode_init(void)
{
    IMG_Init(IMG_INIT_JPG | IMG_INIT_PNG | IMG_INIT_WEBP);
}

/* ---- the file ---- */

static bool read_all(int fd, struct file *file)
{
    size_t done = 0;
    while (done < file->size) {
        ssize_t got = read(fd, file->bytes + done, file->size - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

static const char *read_open_file(int fd, struct file *file)
{
    struct stat at;
    if (fstat(fd, &at) != 0 || !S_ISREG(at.st_mode))
        return "not a regular file";
    if (at.st_size <= 0 || at.st_size > IMAGE_MAX_BYTES)
        return "empty or over 8 MB";
    file->size = (size_t)at.st_size;
    file->bytes = malloc(file->size);
    return file->bytes && read_all(fd, file) ? NULL : "cannot be read";
}

/* NULL when it has been read, else why not. */
static const char *read_file(const char *folder, const char *name, struct file *file)
{
    int dir_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    int fd =
        dir_fd < 0 ? -1 : below_open(dir_fd, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    const char *problem = fd < 0 ? strerror(errno) : read_open_file(fd, file);
    if (fd >= 0)
        close(fd);
    if (dir_fd >= 0)
        close(dir_fd);
    return problem;
}

/* ---- decoding ---- */

static int count_scans(const struct file *file)
{
    int scans = 0;
    const uint8_t *at = file->bytes, *end = file->bytes + file->size - 1;
    while (at < end && (at = memchr(at, 0xFF, (size_t)(end - at))))
        scans += *++at == 0xDA;
    return scans;
}

/* Only the pixels of a PNG are decoded: texts and profiles beside them are packed, too, and 8 MB
 * unpack to as many GB. Its chunks have been found to be whole. */
static void drop_extras(struct file *png)
{
    uint8_t *to = png->bytes + 8;
    for (const uint8_t *at = to; at < png->bytes + png->size;) {
        size_t size = ((size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3]) + 12;
        bool critical = !(at[4] & 0x20), last = memcmp(at + 4, "IEND", 4) == 0;
        if (critical || memcmp(at + 4, "tRNS", 4) == 0) {
            memmove(to, at, size);
            to += size;
        }
        if (last)
            break;
        at += size;
    }
    png->size = (size_t)(to - png->bytes);
}

/* By the type that its bytes have; nothing else is tried. */
static SDL_Surface *decode(const struct file *file, enum image_type type)
{
    SDL_RWops *in = SDL_RWFromConstMem(file->bytes, (int)file->size);
    if (!in)
        return NULL;
    SDL_Surface *surface = type == IMAGE_JPG   ? IMG_LoadJPG_RW(in)
                           : type == IMAGE_PNG ? IMG_LoadPNG_RW(in)
                                               : IMG_LoadWEBP_RW(in);
    SDL_RWclose(in);
    return surface;
}

/* NULL with *problem when it cannot be had. */
static SDL_Surface *decode_checked(struct file *file, const char **problem)
{
    struct image_header header;
    if (image_header_of(file->bytes, file->size, &header) != IMAGE_GOOD ||
        (header.type == IMAGE_JPG && count_scans(file) > MAX_SCANS)) {
        *problem = "not a picture to be shown; see: kiosk check";
        return NULL;
    }
    if (header.type == IMAGE_PNG)
        drop_extras(file);
    SDL_Surface *surface = decode(file, header.type);
    if (surface && surface->w == header.width && surface->h == header.height)
        return surface;
    *problem = surface ? "has another size than its header says" : SDL_GetError();
    SDL_FreeSurface(surface);
    return NULL;
}

/* Takes the surface; one whose bytes are red, green, blue and perhaps alpha. NULL when memory is
 * short. */
static SDL_Surface *in_channels(SDL_Surface *surface)
{
    Uint32 format = surface->format->format;
    bool keyed = SDL_HasColorKey(surface);
    if (!keyed && (format == SDL_PIXELFORMAT_RGB24 || format == SDL_PIXELFORMAT_RGBA32))
        return surface;
    SDL_Surface *converted = SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_RGBA32, 0);
    SDL_FreeSurface(surface);
    return converted;
}

static bool scale(const SDL_Surface *surface, int width, int height, int radius, struct image *out)
{
    const struct picture_pixels in = {surface->pixels, surface->w, surface->h, surface->pitch,
                                      surface->format->BytesPerPixel};
    int w, h;
    picture_fit(in.width, in.height, width, height, &w, &h);
    uint32_t *pixels = malloc((size_t)w * (size_t)h * sizeof *pixels);
    if (!pixels || !picture_scale(&in, w, h, pixels)) {
        free(pixels);
        return false;
    }
    picture_round(pixels, w, h, radius);
    *out = (struct image){.pixels = pixels,
                          .width = w,
                          .height = h,
                          .stride = w,
                          .x = (width - w) / 2,
                          .y = (height - h) / 2};
    return true;
}

bool picture_decode(const char *folder, const char *name, int width, int height, int radius,
                    struct image *out)
{
    struct file file = {0};
    const char *problem = read_file(folder, name, &file);
    SDL_Surface *surface = problem ? NULL : decode_checked(&file, &problem);
    free(file.bytes);
    surface = surface ? in_channels(surface) : NULL;
    bool done = surface && scale(surface, width, height, radius, out);
    SDL_FreeSurface(surface);
    if (!done)
        log_warn("picture", "file=%s/%s text=%s", folder, name,
                 problem ? problem : "not enough memory");
    return done;
}
