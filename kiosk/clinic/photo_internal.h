#pragma once

#include <sys/stat.h>

#include "clinic/photo.h"

/* Between the files of the photos only. */

/* -1 when it cannot be read. */
int photo_open(const struct photo_task *task, const char *name, struct stat *at);

/* The key of a struct photo_ref. */
uint64_t photo_key(const char *name, const struct stat *at);

/* An open file as it is shown; false when it cannot be. */
bool photo_picture(struct photo_task *task, const char *folder, const char *name, int fd,
                   const struct stat *at, struct picture *out);

/* They are what the task has found; those whose key is 0 are not there. */
void photo_sets(struct photo_task *task, const struct picture *items, size_t count);

/* A photo as the pack has it. */
struct photo_copy {
    void *bytes; /* to be freed, whatever came of it */
    size_t size;
    const char *ending; /* "jpg" */
};

/* Of the copy that was taken before, else from the stick. */
enum photo_end photo_read(const struct photo_task *task, const struct photo_ref *ref,
                          struct photo_copy *copy);

/* The copy of one, in the state folder; -1: there is none. */
int photo_copy_open(const struct photo_ref *ref, struct stat *at);

/* PHOTO_TAKE. */
void photo_take(struct photo_task *task);

/* PHOTO_LOGO and PHOTO_EXERCISE. */
void photo_save(struct photo_task *task);
