#pragma once

#include "base/fault.h"

/* A fault as `kiosk check` prints it; "" for NULL. `file` stands in for a name that is another one
 * in every run; NULL: none does. Until the next call. */
const char *fault_line(const struct fault *fault, const char *file);
