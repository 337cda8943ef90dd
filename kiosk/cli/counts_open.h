#pragma once

#include "cli/assembly.h"
#include "store/store.h"

/* The counts of the site (found by assembly_find) to be read, also while its kiosk runs; before
 * anything was counted all is 0. Root works as the user whose kiosk it is: reading leaves files
 * beside the counts, too. NULL when they cannot be read, told for `command`. */
struct store *counts_open(const struct assembly *site, const char *command);
