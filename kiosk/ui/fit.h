#pragma once

#include <stdbool.h>

/* Whether candidate number `candidate` fits; `what` is the caller's, and may be left as that
 * candidate would have it. */
typedef bool fit_fn(int candidate, void *what);

/* Candidates go from the richest (0) to the poorest (count - 1): the first that fits, else the
 * last. `fits` was last asked about the one that is returned. */
int fit_first(int count, fit_fn *fits, void *what);
