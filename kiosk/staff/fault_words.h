#pragma once

#include "base/fault.h"
#include "content/strings.h"

/* What is wrong, in plain words: "Hold is 90 s, most is 30 s". Where there are none for this
 * mistake, what the fault says of it, without what is allowed. In `arena`. */
const char *fault_words_of(const struct strings *strings, struct arena *arena,
                           const struct fault *fault);
