#pragma once

#include "base/fault.h"

/* Logs the faults as lines of `event`, at most 100, and then how many there are. */
void fault_list_log(const struct fault_list *faults, const char *event);
