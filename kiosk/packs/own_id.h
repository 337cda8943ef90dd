#pragma once

#include <stdbool.h>
#include <string.h>

/* The pack of what staff make at the screen. It comes last, so that it may hide and order all. */
#define PACKS_OWN "own"

/* So begin the ids of what is in it, and of the pack in which one of its routines goes to another
 * kiosk (clinic/draft_parcel.h). */
#define PACKS_OWN_PREFIX PACKS_OWN "-"

/* A pack of this id was made at the screen of a kiosk. */
static inline bool packs_made_here(const char *id)
{
    return strcmp(id, PACKS_OWN) == 0 ||
           strncmp(id, PACKS_OWN_PREFIX, sizeof PACKS_OWN_PREFIX - 1) == 0;
}
