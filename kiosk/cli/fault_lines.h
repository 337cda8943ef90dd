#pragma once

#include <stdbool.h>

#include "base/fault.h"

/* What the commands that check packs have in common. */

/* A JSON list on standard output, one line a fault: severity, file, line, column, path, message. */
void fault_lines_print_json(const struct fault_list *faults);
