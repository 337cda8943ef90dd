#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/image_header.h"
#include "base/memory.h"
#include "cli/convert_pack.h"
#include "cli/shrink.h"
#include "content/image_problem.h"

/* Pictures of the collection that are there and can be shown, into the pack's images/. */

struct copying {
    const struct convert_pack *pack;
    struct fault_list *faults;
    int from, to; /* folders */
    uint8_t *bytes;
};

static void leave_out(const struct copying *copying, const char *file, const char *problem)
{
    const char *path = arena_printf(copying->pack->arena, "%s/%s", copying->pack->images_dir, file);
    fault_add(copying->faults, FAULT_WARNING, path, 0, 0, "$", "%s: it is left out", problem);
}

static bool write_picture(const struct copying *copying, const char *name, const void *bytes,
                          size_t size)
{
    int fd = openat(copying->to, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "wb");
    bool good = out && fwrite(bytes, 1, size, out) == size;
    good = out && fclose(out) == 0 && good;
    if (!good)
        fault_add(copying->faults, FAULT_ERROR, name, 0, 0, "$", "cannot be written: %s",
                  strerror(errno));
    return good;
}

/* Its bytes, or those of a smaller one; NULL, with a warning, when it cannot be shown. */
static const void *read_picture(const struct copying *copying, const char *file, int fd,
                                struct packs_smaller *smaller, struct image_header *header)
{
    struct stat at;
    if (fstat(fd, &at) != 0 || !S_ISREG(at.st_mode)) {
        leave_out(copying, file, "is not a regular file");
        return NULL;
    }
    size_t size = (size_t)at.st_size;
    enum image_fault fault = image_header_of_file(fd, size, header);
    const char *problem = image_problem(copying->pack->arena, fault, header, size);
    if (!problem && !shrink_picture(fd, smaller))
        problem = smaller->text;
    if (problem) {
        leave_out(copying, file, problem);
        return NULL;
    }
    if (smaller->bytes) {
        image_header_of(smaller->bytes, smaller->size, header);
        return smaller->bytes;
    }
    smaller->size = size;
    if (size <= IMAGE_MAX_BYTES && pread(fd, copying->bytes, size, 0) == (ssize_t)size)
        return copying->bytes;
    leave_out(copying, file, "cannot be read");
    return NULL;
}

static bool copy_open_picture(const struct copying *copying, struct convert_exercise *e,
                              const char *file, int fd)
{
    struct image_header header;
    struct packs_smaller picture = {0};
    const void *bytes = read_picture(copying, file, fd, &picture, &header);
    bool good = true;
    if (bytes) {
        const char *name = arena_printf(copying->pack->arena, "%s-%zu.%s", e->id,
                                        e->picture_count + 1, image_ending(header.type));
        e->pictures[e->picture_count++] = name;
        good = write_picture(copying, name, bytes, picture.size);
    }
    free(picture.bytes);
    return good;
}

/* False, with a fault, only when it cannot be written. */
static bool copy_picture(const struct copying *copying, struct convert_exercise *e,
                         const char *file)
{
    int fd = below_open(copying->from, file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) {
        leave_out(copying, file, "is not there");
        return true;
    }
    bool good = copy_open_picture(copying, e, file, fd);
    close(fd);
    return good;
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
                              .bytes = memory_take(IMAGE_MAX_BYTES)};
    bool good = copying.from >= 0 || fault(faults, pack->images_dir);
    if (good && mkdir(images, 0755) == 0)
        copying.to = open(images, O_PATH | O_DIRECTORY | O_CLOEXEC);
    good = good && (copying.to >= 0 || fault(faults, images));
    good = good && copy_all(&copying);
    if (copying.from >= 0)
        close(copying.from);
    if (copying.to >= 0)
        close(copying.to);
    free(copying.bytes);
    return good;
}
