#include "content/images.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/file_names.h"
#include "base/hash.h"
#include "content/image_problem.h"
#include "content/pack_files.h"

#define FOLDER "images/"

static struct fault *tell(const struct pack_images *images, const struct image_reference *image,
                          enum fault_severity severity, const char *text)
{
    const struct json_location *place = &image->place;
    return fault_add(images->faults, severity, place->file, place->line, place->column, place->path,
                     "%s %s", image->file, text);
}

/* "images/NAME", and nothing that leads elsewhere. */
static const char *name_problem(const char *file)
{
    if (file[0] == '/' || strstr(file, "..") || strchr(file, ':'))
        return "lies outside the pack; put it into the folder images and write \"images/NAME\"";
    if (strncmp(file, FOLDER, strlen(FOLDER)) != 0 || !file[strlen(FOLDER)] ||
        strpbrk(file + strlen(FOLDER), "/\\"))
        return "is not in the folder images; put it there and write \"images/NAME\"";
    return NULL;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct image_name *)a)->normal, ((const struct image_name *)b)->normal);
}

/* NULL when there is none. */
static struct image_name *find_name(const struct pack_images *images, const char *file)
{
    const struct image_name key = {.normal =
                                       file_name_normal(images->arena, file + strlen(FOLDER))};
    return images->count > 0
               ? bsearch(&key, images->names, images->count, sizeof key, compare_names)
               : NULL;
}

static bool is_ending(const char *dot, size_t length)
{
    static const char *const endings[] = {".jpg", ".jpeg", ".png",  ".webp", ".heic", ".gif",
                                          ".bmp", ".tif",  ".tiff", ".txt",  ".pdf",  ".svg"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (strlen(endings[i]) == length && strncasecmp(dot, endings[i], length) == 0)
            return true;
    return false;
}

/* Of a file's name without any ending: 5 of "photo.jpg.jpg". */
static size_t stem_length(const char *name)
{
    size_t length = strlen(name);
    for (const char *dot = memrchr(name, '.', length); dot && dot > name;
         dot = memrchr(name, '.', length)) {
        if (!is_ending(dot, length - (size_t)(dot - name)))
            break;
        length = (size_t)(dot - name);
    }
    return length;
}

static const char *folded_stem(struct arena *arena, const char *name)
{
    return file_name_folded(arena, arena_strndup(arena, name, stem_length(name)));
}

/* "photo.jpg.jpg" for "photo.jpg". */
static bool has_more_endings(struct arena *arena, const char *name, const char *wanted)
{
    wanted = file_name_folded(arena, wanted);
    name = file_name_folded(arena, name);
    return strncmp(name, wanted, strlen(wanted)) == 0 && name[strlen(wanted)] == '.';
}

/* Windows does not tell HEEL.JPG from heel.jpg, and hides the ending: whoever adds it to a name has
 * it twice. */
static const char *missing_problem(const struct pack_images *images, const char *file)
{
    struct arena *arena = images->arena;
    const char *name = file + strlen(FOLDER);
    const char *stem = folded_stem(arena, name);
    for (size_t i = 0; i < images->count; i++)
        if (strcmp(images->names[i].stem, stem) == 0)
            return arena_printf(arena, "is not there; did you mean \"" FOLDER "%s\"?%s",
                                images->names[i].name,
                                has_more_endings(arena, images->names[i].name, name)
                                    ? " (Windows hides the last ending of a name)"
                                    : "");
    return "is not there; put the file into the pack";
}

static uint64_t key_of(const struct pack_images *images, const char *file, const struct stat *at)
{
    uint64_t key = hash_bytes(0, images->folder, strlen(images->folder));
    key = hash_file(hash_bytes(key, file, strlen(file)), at);
    return key ? key : 1;
}

static const char *open_problem(const struct pack_images *images, const char *file, int error)
{
    if (error == ENOENT)
        return missing_problem(images, file);
    const char *problem = below_problem(error);
    return problem ? problem
                   : arena_printf(images->arena, "cannot be read: %s; put the file there anew",
                                  strerror(error));
}

/* NULL when it can be shown; then *advice may say what would be better. */
static const char *examine(const struct pack_images *images, const char *file, int fd,
                           struct picture *out, const char **advice)
{
    struct stat at;
    if (fstat(fd, &at) != 0 || !S_ISREG(at.st_mode))
        return "is not a regular file; a JPG, PNG or WebP file is needed";
    size_t size = (size_t)at.st_size;
    struct image_header header;
    enum image_fault fault = image_header_of_file(fd, size, &header);
    *out = (struct picture){.folder = images->folder,
                            .name = file,
                            .key = key_of(images, file, &at),
                            .width = image_width(&header),
                            .height = image_height(&header)};
    const char *problem = image_problem(images->arena, fault, &header, size);
    *advice = problem ? NULL : image_advice(images->arena, &header, size);
    return problem;
}

/* As the pack's list says it, also where the system takes other capitals for the same. */
static int open_listed(const struct pack_images *images, const char *file, bool listed)
{
    int fd = below_open(images->dir_fd, file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0 || listed)
        return fd;
    close(fd);
    errno = ENOENT;
    return -1;
}

/* False, with a fault, when it cannot be shown. */
static bool look_at(struct pack_images *images, const struct image_reference *image,
                    struct picture *out)
{
    if (!image->file)
        return false;
    const char *advice = NULL, *problem = name_problem(image->file);
    if (!problem) {
        struct image_name *found = find_name(images, image->file);
        const char *file =
            found ? arena_printf(images->arena, FOLDER "%s", found->name) : image->file;
        if (found)
            found->used = true;
        int fd = open_listed(images, file, found);
        problem =
            fd < 0 ? open_problem(images, file, errno) : examine(images, file, fd, out, &advice);
        if (fd >= 0)
            close(fd);
    }
    if (problem)
        tell(images, image, FAULT_ERROR, problem)->spares_item = true;
    else if (advice)
        tell(images, image, FAULT_WARNING, advice);
    return !problem;
}

/* Only where files were put side by side by systems that code letters in different ways. */
static void refuse_twins(const struct pack_images *images)
{
    for (size_t i = 1; i < images->count; i++)
        if (compare_names(&images->names[i - 1], &images->names[i]) == 0)
            fault_add(
                images->faults, FAULT_ERROR,
                arena_printf(images->arena, "%s/" FOLDER "%s", images->pack, images->names[i].name),
                0, 0, "$",
                "is there twice, with its letters coded in two ways; take one of both out");
}

static void list_names(struct pack_images *images, struct arena *scratch)
{
    const char **names;
    images->count =
        pack_list_all(images->dir_fd, images->pack, "images", scratch, &names, images->faults);
    images->names = ARENA_ARRAY(scratch, struct image_name, images->count);
    for (size_t i = 0; i < images->count; i++)
        images->names[i] = (struct image_name){.name = names[i],
                                               .normal = file_name_normal(scratch, names[i]),
                                               .stem = folded_stem(scratch, names[i])};
    if (images->count > 0)
        qsort(images->names, images->count, sizeof *images->names, compare_names);
    refuse_twins(images);
}

void pack_images_begin(struct pack_images *images, int dir_fd, const char *folder, const char *pack,
                       struct arena *scratch)
{
    images->dir_fd = dir_fd;
    images->errors_before = images->faults->errors;
    images->folder = arena_strdup(images->arena, folder);
    images->pack = pack;
    if (dir_fd >= 0)
        list_names(images, scratch);
}

void pack_images_take(struct pack_images *images, struct exercise_source *source)
{
    if (source->image_count == 0)
        return;
    struct picture *pictures = ARENA_ARRAY(images->arena, struct picture, source->image_count);
    unsigned char *alt_of = ARENA_ARRAY(images->arena, unsigned char, source->image_count);
    size_t count = 0;
    for (size_t i = 0; i < source->image_count; i++) {
        if (!look_at(images, &source->images[i], &pictures[count]))
            continue;
        alt_of[count++] = (unsigned char)i;
    }
    source->value.pictures = (struct picture_set){pictures, count};
    source->value.alt_of = alt_of;
}

struct picture_set pack_images_logo(struct pack_images *images, const struct image_reference *logo)
{
    struct picture *picture = ARENA_NEW(images->arena, struct picture);
    bool shown = look_at(images, logo, picture);
    return (struct picture_set){picture, shown};
}

void pack_images_end(const struct pack_images *images)
{
    bool whole = images->faults->errors == images->errors_before;
    for (size_t i = 0; whole && i < images->count; i++) {
        if (images->names[i].used)
            continue;
        const char *path =
            arena_printf(images->arena, "%s/" FOLDER "%s", images->pack, images->names[i].name);
        fault_add(images->faults, FAULT_WARNING, path, 0, 0, "$",
                  "is used nowhere; name it in an exercise, or take it out");
    }
}
