#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"

/* Other collections' exercises as a pack. */

struct convert_result {
    size_t exercises; /* written */
    size_t left_out;  /* too little is known of them; each is a warning */
};

/* Reads `file`, a collection in a format of convert_is_format, and makes the folder `out`, which
 * must not be there yet, with a pack that the kiosk loads without errors. `language`: of the texts
 * to take, where there are several; the pack then is in this one. False, with a fault, when that
 * cannot be done; there is then no folder. */
bool convert_file(const char *format, const char *file, const char *out, const char *language,
                  struct convert_result *result, struct fault_list *faults);

bool convert_is_format(const char *format);
