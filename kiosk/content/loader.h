#pragma once

#include <sys/stat.h>

#include "content/images.h"
#include "content/items.h"

/* How packs become a struct content. Two rounds, because files name each other and later packs
 * replace what earlier ones hold: first every file of every pack is read, then routines and
 * references are resolved. Only routines stay open for the second round: thousands of parsed
 * files are a lot of memory. */

struct pack {
    struct pack *next;  /* later packs come first */
    const char *folder; /* in which it was read, and what that was then; NULL: a file alone */
    struct stat opened;
    struct json_file *file;
    struct pack_head head;
    bool unread; /* but for its id and name: it is in another format */
    struct lang_file *lang_files;
    const char **hides_own; /* ids in its "hide" that no earlier pack holds */
    size_t hides_own_count;
};

struct content_loader {
    struct content *content;
    struct fault_list *faults;
    struct arena scratch; /* items and names, until loading ends */
    struct items items[CONTENT_KIND_COUNT];
    struct pack *packs;
    int pack_count;
    struct pack_images images;   /* of the pack being read */
    const struct review *review; /* its pack.json's, in the content's arena */
    size_t compared;             /* names, for "did you mean" */
};

/* "exercises" and so on: a pack's folders. */
extern const char *const loader_folders[CONTENT_KIND_COUNT];

/* The item that counts: of the last pack that holds the id. NULL when there is none. */
struct item *loader_find(const struct content_loader *loader, enum content_kind kind,
                         const char *id);

/* A file with this id, of whichever pack, was left out for its faults. */
bool loader_left_out(const struct content_loader *loader, enum content_kind kind, const char *id);

/* The one that is shown; NULL when there is none: *problem, in the scratch arena, then says why. */
struct item *loader_resolve(struct content_loader *loader, enum content_kind kind, const char *id,
                            const char **problem);

/* The pack of an item. */
const struct pack *loader_pack(const struct content_loader *loader, int index);

/* The id that stands at `value`; NULL, without a fault, for what has been faulted already. */
const char *loader_id(struct json value);

/* The file `relative` below dir_fd, the folder of `pack`; NULL, with a fault, when it cannot be
 * opened or parsed. */
struct json_file *loader_read_file(struct content_loader *loader, int dir_fd, const char *pack,
                                   const char *relative);

/* Notes the item of one file, which is taken; NULL when it could not be parsed. Belongs to the
 * pack added last. */
struct item *loader_add_item(struct content_loader *loader, enum content_kind kind,
                             struct json_file *file, const char *file_name);

/* Adds every item in the folder of this kind of the pack `dir`. */
void loader_read_folder(struct content_loader *loader, enum content_kind kind, int dir_fd,
                        const char *dir);

void loader_read_routines(struct content_loader *loader);
void loader_resolve_references(struct content_loader *loader);

/* Fills the lists of the content: what is shown, in its order. */
void loader_publish(struct content_loader *loader);
