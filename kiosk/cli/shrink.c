#include "cli/shrink.h"

#include <stdio.h>
#include <sys/stat.h>

#include "content/image_problem.h"
#include "platform/picture_shrink.h"

static void say(struct packs_smaller *out, const char *text)
{
    snprintf(out->text, sizeof out->text, "%s", text);
}

static bool judge(enum image_fault fault, const struct image_header *header, size_t size,
                  struct packs_smaller *out)
{
    struct arena arena = {0};
    const char *problem = image_problem(&arena, fault, header, size);
    bool left = size <= IMAGE_MAX_BYTES || !problem;
    if (!left)
        say(out, problem);
    arena_free(&arena);
    return left;
}

static bool make_smaller(int fd, const struct image_header *header, size_t size,
                         struct packs_smaller *out)
{
    struct picture_file made;
    if (!picture_shrink(fd, header, &made)) {
        say(out, "is too large and cannot be made smaller: it is damaged, or memory is short; save "
                 "it again in a picture program");
        return false;
    }
    snprintf(out->text, sizeof out->text,
             "is %d x %d pixels and %zu bytes large; made smaller: %d x %d and %zu bytes",
             image_width(header), image_height(header), size, made.width, made.height, made.size);
    out->bytes = made.bytes;
    out->size = made.size;
    return true;
}

static bool shrink(int fd, bool all_jpg, struct packs_smaller *out)
{
    struct stat at;
    struct image_header header;
    if (fstat(fd, &at) != 0)
        return true;
    size_t size = (size_t)at.st_size;
    enum image_fault fault = image_header_of_file(fd, size, &header);
    if (fault != IMAGE_GOOD)
        return judge(fault, &header, size, out);
    bool anew = image_is_large(&header, size) || (all_jpg && header.type == IMAGE_JPG);
    return !anew || make_smaller(fd, &header, size, out);
}

bool shrink_picture(int fd, struct packs_smaller *out)
{
    return shrink(fd, false, out);
}

bool shrink_photo(int fd, struct packs_smaller *out)
{
    return shrink(fd, true, out);
}
