#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/image_header.h"
#include "packs/own_id.h"

/* Content packs that a site has imported. One folder holds them all:
 *   ID/              what the kiosk shows
 *   .previous-ID/    the version before, for going back
 * Whatever stops a change at any moment, packs_list gives the old pack or the new one, whole: ID
 * itself where the file system can exchange folders, else for a while another folder in its place.
 * What is left besides is put right by the next packs_open. A file .import in each pack holds its
 * serial. */

enum {
    PACKS_MAX = 16, /* shown at a time */
    PACKS_MAX_FILES = 20000,
    PACKS_MAX_FILE_BYTES = 8 * 1024 * 1024,
    PACKS_MAX_PICTURE_BYTES = IMAGE_LARGE_BYTES, /* of a photo in images/ that is made smaller */
    PACKS_MAX_BYTES = 200 * 1024 * 1024,         /* of one pack */
    PACKS_MAX_ID = 64,
};

/* "packs" in the state folder; "" when there is no home or it does not fit. */
void packs_default_dir(char *dir, size_t size);

/* All strings live in the caller's arena. */
struct packs_entry {
    const char *id;
    const char *path;     /* NULL: taken off by going back */
    const char *previous; /* NULL: no version before is kept */
    long long serial;     /* counts imports from 1, the later one of both; 0: put there by hand */
};

/* In the order in which they are laid over each other: sorted by id, PACKS_OWN last.
 * packs_compare_ids is that order. Needs no lock. None when there is no such folder; faults when
 * it, or a pack in it, is there but cannot be read. */
size_t packs_list(const char *dir, struct arena *arena, struct packs_entry **entries,
                  struct fault_list *faults);
int packs_compare_ids(const char *a, const char *b);

/* A number that differs after every change: what was read between two equal ones belongs
 * together. */
uint64_t packs_moment(const char *dir);

struct packs;

/* Creates the folder if need be, keeps other imports out, and puts right what a stopped one left.
 * While another one runs it waits, about `wait_ms` at most. NULL, with a fault, when that cannot
 * be; nothing in the folder has then been touched. */
struct packs *packs_open(const char *dir, int wait_ms, struct fault_list *faults);
void packs_close(struct packs *packs);

/* Another file in the place of a photo that is too large. */
struct packs_smaller {
    void *bytes; /* to be freed; NULL: the photo stays as it is */
    size_t size;
    char text[200]; /* what has been done, or is wrong, to be read behind the file's name */
};

/* Makes the photo in `fd` smaller when it has to be. False, with a text, when it cannot be used. */
typedef bool packs_shrink(int fd, struct packs_smaller *out);

/* What packs_stage asks about each file in images/; without it those have the limit of all files.
 */
void packs_set_shrink(struct packs *packs, packs_shrink *shrink);

/* Where the public keys of the site are (*.pub, of minisign). With one there, packs_stage takes
 * only a .zip that is signed by one of them: PACK.zip with PACK.zip.minisig beside it. Without any,
 * or with NULL, "" or no such folder, nothing has to be signed. Borrowed. */
void packs_set_keys(struct packs *packs, const char *dir);

/* A key is there, or a folder of keys that cannot be read. */
bool packs_need_signature(const char *keys_dir);

/* What a stopped import left is put right, unless an import runs just now; for a kiosk that starts.
 * Makes nothing. */
void packs_tidy(const char *dir);

/* Copies a pack beside the others, where nothing reads it yet: a folder with pack.json, a .zip of
 * one, or a folder (a USB stick) that holds one of these. Only what a pack is made of is copied,
 * regular files only, within the limits above. False, with faults, when that cannot be. */
bool packs_stage(struct packs *packs, const char *path, struct fault_list *faults);

/* packs_stage has refused it only because the disk is full, broken or read-only: errno; 0: not so.
 */
int packs_disk_failed(const struct packs *packs);

/* Where packs_stage has put it, and how the user would call the place it came from. Valid until
 * packs_close. */
const char *packs_staged(const struct packs *packs);
const char *packs_source(const struct packs *packs);

/* What is staged is pack `id` already, byte for byte: to install it would only cost the version
 * before. */
bool packs_has_staged(const struct packs *packs, const char *id);

/* Puts what is staged in the place of pack `id`, whose former version is kept. On disk when it
 * returns. False, with a fault, when nothing has changed. */
bool packs_install(struct packs *packs, const char *id, struct fault_list *faults);

/* Exchanges pack `id` and the version kept of it; without one the pack is taken off, and can be
 * brought back in the same way. Whatever else lies in their places is deleted. False, with a fault,
 * when no pack has changed. */
bool packs_go_back(struct packs *packs, const char *id, struct fault_list *faults);

/* A file of the pack from now on: "routines/morning.json", "images/heel-raise.jpg". */
struct packs_text {
    const char *file;
    const char *text; /* its bytes, whatever they are; NULL: there is no such file */
    size_t length;
};

/* What a file of pack `id` holds, to be freed; NULL when there is none, or it is larger than a file
 * of a pack may be. */
char *packs_read_text(struct packs *packs, const char *id, const char *file, size_t *length);

/* The names of the files in a folder of pack `id`, sorted; those that end in .json only. */
size_t packs_list_texts(struct packs *packs, const char *id, const char *folder,
                        struct arena *arena, const char ***names);

/* Pack `id` with these files, all of them or none, whatever stops it; the rest stays as it is. The
 * pack is made when it is not there. It keeps its serial, and the version before the last import
 * stays what it is: an edit is no import, and nobody goes back behind an import by editing. On disk
 * when it returns. False, with a fault, when nothing has changed. */
bool packs_rewrite(struct packs *packs, const char *id, const struct packs_text *texts,
                   size_t count, struct fault_list *faults);
