#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "packs/packs.h"

/* Inside the store only: filling a folder with the files of a pack that somebody brought. What is
 * too much or no file of a pack is refused here, wherever it comes from. Paths are relative to the
 * pack. */
struct pack_stage {
    int fd;             /* the folder to fill */
    const char *source; /* the pack as the user named it, for faults */
    struct fault_list *faults;
    struct arena *arena;
    bool passing;         /* nobody needs it after a power cut */
    bool large_pictures;  /* files in images/ may have PACKS_MAX_PICTURE_BYTES */
    packs_shrink *shrink; /* makes them smaller; NULL: they are kept as they are */
    uint64_t *print; /* nothing is written; what would be adds to this fingerprint, in any order */
    const char *keys_dir; /* see packs_set_keys; NULL: nothing has to be signed */
    int disk_failed;      /* errno, when what was refused last was not for what it is */
    size_t files, bytes;
    size_t refused;          /* faults so far */
    size_t left_out;         /* warnings so far */
    char last_left_out[256]; /* told once for all that is in it */
};

/* Enough has been refused to stop. */
bool pack_stage_over(const struct pack_stage *stage);

/* Faults `relative` ("": the pack itself). */
void pack_stage_refuse(struct pack_stage *stage, const char *relative, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same of what the system refused with `error`: "what: No space left on device". */
void pack_stage_refuse_system(struct pack_stage *stage, const char *relative, const char *what,
                              int error);

/* Whether `relative` is to be copied. What systems and editors leave behind is passed over, what
 * else is no part of a pack is named in a warning, a bad name is refused. */
bool pack_stage_wants(struct pack_stage *stage, const char *relative, bool folder);

/* One file: begin, write, end. False, with a fault, when it is refused or cannot be written; what
 * was begun must be ended. On disk after pack_file_end, unless the stage is passing; a photo that
 * is too large is then a smaller one, with a warning. */
struct pack_file {
    struct pack_stage *stage;
    const char *relative;
    size_t bytes;
    int fd;
    uint64_t print;
};

bool pack_file_begin(struct pack_file *file, struct pack_stage *stage, const char *relative);
bool pack_file_write(struct pack_file *file, const void *data, size_t size);
bool pack_file_end(struct pack_file *file);

enum { PACK_ZIP_MAX_BYTES = PACKS_MAX_BYTES + PACKS_MAX_BYTES / 4 };

/* False, with a fault: it has more than that. */
bool pack_zip_refuse_large(struct pack_stage *stage);

/* "clinic.zip", "CLINIC.ZIP". */
bool pack_zip_is_name(const char *name);

/* The two that bring packs. False when anything was refused. */
bool pack_folder_copy(struct pack_stage *stage, int folder_fd);
bool pack_zip_copy(struct pack_stage *stage, int zip_fd);

/* Whichever of them there is at fd. */
bool pack_copy(struct pack_stage *stage, int fd);

/* The same of what pack_find finds there. Takes fd. */
bool pack_find_copy(struct pack_stage *stage, int fd);

/* What pack.json says; "" what it does not. */
struct pack_title {
    const char *id, *name, *version;
};

struct pack_title pack_title_parse(const char *text, size_t length, struct arena *arena);

enum pack_zip_look { PACK_ZIP_PACK, PACK_ZIP_OTHER, PACK_ZIP_BAD };

/* What is in a .zip, from its table of contents and its pack.json alone: OTHER is none of a pack,
 * BAD would be refused. *problem says why. */
enum pack_zip_look pack_zip_look(int zip_fd, struct pack_title *title, const char **problem,
                                 struct arena *arena);
