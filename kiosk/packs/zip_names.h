#pragma once

#include "packs/zip_directory.h"

/* Inside the store only: the names in a .zip whose letters the archive does not tell. They are read
 * in those letters in which the pack fits: in which the pictures are found that its files name. */

/* Where none are found. */
struct zip_misfit {
    const char *stored; /* a picture in the archive; NULL: nothing is amiss */
    const char *wanted; /* a picture that a file names */
};

/* Whether there are such names. */
bool zip_names_wanting(const struct zip_directory *directory);

/* Gives every entry a name, in `arena`. `files` are the names of pictures in the pack's files,
 * without folder. */
struct zip_misfit zip_names_fit(struct zip_directory *directory, const char *const *files,
                                size_t count, struct arena *arena);

/* The pictures that the .json files in the archive name. */
size_t zip_names_wanted(const struct zip_directory *directory, int fd, const char *const **files,
                        struct arena *arena);
