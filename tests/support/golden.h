#pragma once

#include <stddef.h>

#include "platform/painter.h"

/* Reference pictures: compared with a small tolerance, recorded only when asked for; one that is
 * missing or that belongs to nothing fails. */
struct golden {
    const char *name; /* of the picture */
    const char *file; /* its reference */
    const char
        *scratch; /* folder for what was shown, NAME.png, and where it differs, NAME_err.png */
};

/* Fails the test when the picture is not as its reference. Where the environment's
 * KIOSK_GOLDEN_KEEP names a folder, the picture is written there, NAME.png, with all its bits. */
void golden_compare(const struct golden *golden, const struct canvas *shown);

/* Writes the reference anew, without the low bits: they do not compress and are below the
 * tolerance. Fails the test when it cannot be written. */
void golden_record(const struct golden *golden, const struct canvas *shown);

/* Fails the test when `folder` holds a .png that is none of files[0..count - 1]. */
void golden_assert_all_used(const char *folder, const char *const *files, size_t count);
