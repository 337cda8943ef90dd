#pragma once

#include "clinic/draft.h"
#include "clinic/stick.h"

/* A routine that the kiosk's disk does not take, brought onto a stick: a .zip of a pack with this
 * one routine, which can be installed here later, or on another kiosk. Whole or not at all. */
struct draft_parcel {
    char folder[STICK_PATH];
    char file[CONTENT_ID_MAX + 5]; /* "own-week-2.zip" */
    struct own_pack *pack;
    int64_t now;
    enum stick_written end; /* out */
};

/* Arguments as of draft_save; the draft stays as it is. draft_parcel_to: where it goes, before it
 * is run; `now` in seconds since 1970. */
struct draft_parcel *draft_parcel_new(const struct draft *draft, const struct own_place *place,
                                      const struct content *content, const char *code,
                                      const char *name);
void draft_parcel_to(struct draft_parcel *parcel, const char *folder, int64_t now);

/* Both as clinic/work.h wants them: what touches the stick is done beside the main thread. */
void draft_parcel_run(void *parcel);
void draft_parcel_free(void *parcel);
