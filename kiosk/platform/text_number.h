#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Numbers in a text as they are meant to be read; text_runs.h has the rule. */
struct text_number {
    int end;    /* after the last character; where the search began when there is no number */
    int unit;   /* where the space before the unit, or the unit, begins; `end` without one */
    bool plain; /* digits alone: they keep their order anyway */
};

/* The number that begins at `at`. */
struct text_number text_number_at(const uint32_t *code, int count, int at);
