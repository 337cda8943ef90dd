#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"

/* What `kiosk check` was asked to look at. A path may name a pack, also as a .zip, a folder of one,
 * or a single file. Files of a pack are read together with the rest of it, and all packs after
 * those of the site, because they name each other; only what was asked for is shown. */
struct check_paths {
    struct arena arena;
    const char **load; /* for content_load: single files, then `base`, then packs to check */
    size_t load_count;
    const char *const *base; /* packs of the site that stand before those checked; in `load` */
    size_t base_count;
    struct check_shown *shown;
    size_t shown_count;
    struct check_pack *packs;
    size_t pack_count;
    struct unpacked **unpacked; /* packs that are .zip files */
    size_t unpacked_count;
};

/* `site`: the packs of the site. One that is checked itself, or for which a checked pack of the
 * same id stands in, is left out. `faults` tells of words that lead to no pack. All strings must
 * outlive *paths. Release with check_paths_free.
 */
void check_paths_sort(struct check_paths *paths, const char *const *site, size_t site_count,
                      const char *const *words, size_t word_count, struct fault_list *faults);
void check_paths_free(struct check_paths *paths);

/* The fault's file as the user named it; NULL when the file was not asked for. Valid until
 * check_paths_free. */
const char *check_paths_shown(struct check_paths *paths, const struct fault *fault);

/* The fault is in a pack of the site. */
bool check_paths_in_base(const struct check_paths *paths, const struct fault *fault);
