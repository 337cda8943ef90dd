#pragma once

#include <stdbool.h>

#include "base/fault.h"

/* A .zip of a pack that is used without being imported: unpacked into a private folder, within the
 * limits of packs/packs.h, photos as large as they are, for as long as somebody reads it. Who opens
 * the same file, unchanged, meanwhile shares that folder. It lies in the first of
 * $RUNTIME_DIRECTORY, $XDG_RUNTIME_DIR, $TMPDIR and /tmp that takes it, and goes with its last
 * reader; what a killed program left is removed by the next one that unpacks. From any thread. */
struct unpacked;

/* By its name, as long as it is no folder: "clinic.zip", "CLINIC.ZIP". It need not exist. */
bool unpacked_is_zip(const char *path);

/* NULL, with faults, when anything in it is refused. Faults name a file as if the .zip were a
 * folder: "clinic.zip/exercises/a.json"; who shares is told the same ones. */
struct unpacked *unpacked_open(const char *path, struct fault_list *faults);
void unpacked_close(struct unpacked *unpacked);

/* The folder of the pack; valid until unpacked_close. */
const char *unpacked_folder(const struct unpacked *unpacked);
