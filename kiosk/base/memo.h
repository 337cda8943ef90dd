#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Numbers that take long to find, kept by a hash of all that they depend on. A new one takes the
 * place of an old one, so that it never grows. Zeroed it is empty; nothing is owned. */

enum { MEMO_SIZE = 1024 }; /* a power of two */

struct memo {
    struct {
        uint64_t hash;
        int value;
    } items[MEMO_SIZE];
};

/* False, and `value` untouched, when it is not there, or no longer. */
static inline bool memo_find(const struct memo *memo, uint64_t hash, int *value)
{
    uint64_t at = hash % MEMO_SIZE;
    if (memo->items[at].hash != hash || hash == 0)
        return false;
    *value = memo->items[at].value;
    return true;
}

static inline void memo_keep(struct memo *memo, uint64_t hash, int value)
{
    uint64_t at = hash % MEMO_SIZE;
    memo->items[at].hash = hash;
    memo->items[at].value = value;
}
