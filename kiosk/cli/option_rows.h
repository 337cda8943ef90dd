#pragma once

#include "cli/options.h"

/* What each option is called, says of itself and allows, and where its value goes. */
struct option_row {
    const char *name;
    const char *value; /* NULL: a switch */
    const char *help;
    const char *allowed; /* what a value must be, for the message */
    bool (*set)(struct options *options, const char *value); /* false: not allowed; NULL: none */
};

extern const struct option_row option_rows[OPTION_COUNT];
