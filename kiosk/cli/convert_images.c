#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/image_header.h"
#include "cli/convert_pack.h"

/* Pictures of the collection that are there and can be shown, into the pack's images/. */

struct copying {
    const struct convert_pack *pack;
    struct fault_list *faults;
    int from, to; /* folders */
    uint8_t *bytes;
};

static const char *ending_of(enum image_type type)
{
    return type == IMAGE_JPG ? "jpg" : type == IMAGE_PNG ? "png" : "webp";
}

/* 0 when there is no such file, or it is too large. */
static size_t read_picture(const struct copying *copying, const char *file)
{
    int fd = below_open(copying->from, file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat at;
    size_t size = 0;
    if (fd >= 0 && fstat(fd, &at) == 0 && S_ISREG(at.st_mode) && at.st_size <= IMAGE_MAX_BYTES) {
        ssize_t got;
        while (size < (size_t)at.st_size &&
               (got = read(fd, copying->bytes + size, (size_t)at.st_size - size)) > 0)
            size += (size_t)got;
    }
    if (fd >= 0)
        close(fd);
    return size;
}

static bool write_picture(const struct copying *copying, const char *name, size_t size)
{
    int fd = openat(copying->to, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "wb");
    bool good = out && fwrite(copying->bytes, 1, size, out) == size;
    good = out && fclose(out) == 0 && good;
    if (!good)
        fault_add(copying->faults, FAULT_ERROR, name, 0, 0, "$", "cannot be written: %s",
                  strerror(errno));
    return good;
}

/* False, with a fault, only when it cannot be written. */
static bool copy_picture(const struct copying *copying, struct convert_exercise *e,
                         const char *file)
{
    struct image_header header;
    size_t size = read_picture(copying, file);
    if (size == 0 || image_header_of(copying->bytes, size, &header) != IMAGE_GOOD) {
        const char *path =
            arena_printf(copying->pack->arena, "%s/%s", copying->pack->images_dir, file);
        fault_add(copying->faults, FAULT_WARNING, path, 0, 0, "$",
                  size ? "is no picture that can be shown; it is left out"
                       : "is not there, or too large; it is left out");
        return true;
    }
    const char *name = arena_printf(copying->pack->arena, "%s-%zu.%s", e->id, e->picture_count + 1,
                                    ending_of(header.type));
    e->pictures[e->picture_count++] = name;
    return write_picture(copying, name, size);
}

static bool copy_all(const struct copying *copying)
{
    for (size_t i = 0; i < copying->pack->count; i++) {
        struct convert_exercise *e = &copying->pack->exercises[i];
        for (size_t k = 0; k < e->images.count && k < CONVERT_MAX_IMAGES; k++)
            if (!copy_picture(copying, e, e->images.items[k]))
                return false;
    }
    return true;
}

static bool fault(struct fault_list *faults, const char *path)
{
    fault_add(faults, FAULT_ERROR, path, 0, 0, "$", "cannot be opened: %s; a folder is needed",
              strerror(errno));
    return false;
}

bool convert_images(const struct convert_pack *pack, const char *folder, struct fault_list *faults)
{
    if (!pack->images_dir)
        return true;
    const char *images = arena_printf(pack->arena, "%s/images", folder);
    struct copying copying = {.pack = pack,
                              .faults = faults,
                              .from = open(pack->images_dir, O_PATH | O_DIRECTORY | O_CLOEXEC),
                              .to = -1,
                              .bytes = malloc(IMAGE_MAX_BYTES)};
    bool good = copying.from >= 0 || fault(faults, pack->images_dir);
    if (good && mkdir(images, 0755) == 0)
        copying.to = open(images, O_PATH | O_DIRECTORY | O_CLOEXEC);
    good = good && ((copying.to >= 0 && copying.bytes) || fault(faults, images));
    good = good && copy_all(&copying);
    if (copying.from >= 0)
        close(copying.from);
    if (copying.to >= 0)
        close(copying.to);
    free(copying.bytes);
    return good;
}
