#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ms.h"

/* WAV files in a folder, by a name that says what is in them; written so that a power cut leaves
 * old or new, and never more than so many bytes: what was written first goes first. Nothing is
 * noted when one is used: it would tell what somebody has listened to, and when. For one thread. */

enum { CACHE_NAME_SIZE = 33 };

struct cache {
    char folder[1024]; /* "": nothing is kept */
    uint64_t most;     /* bytes */
    uint64_t bytes;    /* that are there, by what was seen and written */
    unsigned dropped;  /* files, for want of room */
};

/* Counts what is there, and removes what a run that was cut short left. */
void cache_open(struct cache *cache, const char *folder, uint64_t most);

/* Of what a voice (any text that says which) makes of a text: the same today and tomorrow. */
void cache_name(char name[CACHE_NAME_SIZE], const char *voice, const char *text);

/* Its file. False when it does not fit, or nothing is kept. */
bool cache_path(const struct cache *cache, const char *name, char *path, size_t size);

/* How long it speaks; -1 when it is not there. */
ms_t cache_find(const struct cache *cache, const char *name);

/* False when it could not be kept. */
bool cache_keep(struct cache *cache, const char *name, const uint8_t *bytes, size_t size);
