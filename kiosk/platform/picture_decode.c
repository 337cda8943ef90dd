#include "platform/picture_decode.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/image_header.h"
#include "base/log.h"
#include "base/memory.h"
#include "platform/picture_pixels.h"
#include "platform/picture_scale.h"

/* NULL with *problem when it cannot be opened. */
static FILE *open_file(const char *folder, const char *name, const char **problem)
{
    int dir_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    int fd =
        dir_fd < 0 ? -1 : below_open(dir_fd, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "rb");
    if (!file)
        memory_ask("file");
    if (!file)
        *problem = strerror(errno);
    if (!file && fd >= 0)
        close(fd);
    if (dir_fd >= 0)
        close(dir_fd);
    return file;
}

static bool read_header(FILE *file, struct image_header *header)
{
    struct stat at;
    return fstat(fileno(file), &at) == 0 && S_ISREG(at.st_mode) &&
           at.st_size <= IMAGE_LARGE_BYTES &&
           image_header_of_file(fileno(file), (size_t)at.st_size, header) == IMAGE_GOOD;
}

/* Fitted, with *w and *h; NULL when it cannot be decoded. Takes the file. */
static uint32_t *decode(FILE *file, const struct image_header *header, int width, int height,
                        int *w, int *h)
{
    picture_fit(image_width(header), image_height(header), width, height, w, h);
    return picture_pixels(file, header, *w, *h);
}

bool picture_decode(const char *folder, const char *name, int width, int height, int radius,
                    struct image *out)
{
    const char *problem = "not a picture to be shown; see: kiosk check";
    struct image_header header;
    uint32_t *pixels = NULL;
    int w = 0, h = 0;
    FILE *file = open_file(folder, name, &problem);
    if (file && read_header(file, &header)) {
        pixels = decode(file, &header, width, height, &w, &h);
        problem = "damaged, another one than its header says, or memory is short";
    } else if (file) {
        fclose(file);
    }
    if (!pixels) {
        log_warn("picture", "file=%s/%s text=%s", folder, name, problem);
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
