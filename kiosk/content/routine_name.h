#pragma once

#include "base/arena.h"

/* The name in a routine's file below dir_fd, as far as a person could read it there, also where the
 * file is no JSON: for staff, who look for it by its name. In `arena`; NULL when it cannot be read.
 * Faults are not told. */
const char *routine_name_in(int dir_fd, const char *file, struct arena *arena);
