#pragma once

#include <stdbool.h>

#include "base/fault.h"

/* When `path` is a settings file of the kiosk, kiosk.json or theme.json under any name: adds its
 * faults and returns true. */
bool check_settings(const char *path, struct fault_list *faults);
