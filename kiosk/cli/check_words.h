#pragma once

#include <stdbool.h>

#include "base/fault.h"

/* The interface's own words among what `kiosk check` was asked to look at: a language file with its
 * English originals beside it (assets/lang/CODE.json), or the folder of them all. False when `path`
 * is neither. Faults are added with the file's name as it was given. */
bool check_words(const char *path, struct fault_list *faults);
