#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "clinic/own_pack.h"
#include "clinic/stick.h"
#include "packs/packs.h"

/* All that staff have made, in one .zip: to be kept, and to be put back on this or another kiosk.
 *   backup.json    when, where and what
 *   own/           the own pack, an ordinary one
 *   settings.json  what was set on the screen; the PIN is in a file of its own, and never in here
 *   draft.json     the routine being built, when it was not saved
 *   counts.csv     for reading only: a restore leaves the counts of a kiosk as they are. They are
 *                  of days and of a place, the file leaves out what is too little to be shown, and
 *                  counts that come back twice would be wrong without anybody seeing it.
 * Everything here may take seconds; it belongs in a thread of its own. */

struct backup_place {
    struct own_place own;
    /* The packs of the site without the imported ones, against which a restore is judged. */
    const char *const *content_dirs;
    size_t content_dir_count;
    const char *counts; /* text of counts.csv; NULL: there is none */
    size_t counts_length;
    packs_shrink *shrink; /* see packs_set_shrink; may be NULL */
    int64_t now;          /* seconds since 1970 */
};

enum backup_end {
    BACKUP_DONE,
    BACKUP_FULL,    /* the disk or the stick has no room */
    BACKUP_FAILED,  /* it cannot be read or written, or the stick was pulled out */
    BACKUP_REFUSED, /* the file is no backup, or holds mistakes */
};

enum { BACKUP_NAME_SIZE = 48 };

/* "physio-kiosk-backup-2025-12-03.zip", of the local day; "...-03-2.zip" where `folder` has that
 * one: a backup takes no other's place. */
void backup_file_name(char name[BACKUP_NAME_SIZE], const char *folder, int64_t now);

/* `file` is then the whole backup, and on the disk. Unless it is done, there is a fault, and what
 * was there before. Takes no lock, and writes nowhere else. */
enum backup_end backup_write(const struct backup_place *place, const char *file,
                             struct fault_list *faults);

/* The same onto a stick, by stick_out.h, under a name that is free there. */
enum stick_written backup_write_stick(const struct backup_place *place, const char *stick,
                                      struct fault_list *faults);

/* What of the own pack a restore would not bring back as it is, which is worth knowing while it can
 * be mended: errors for what it would refuse, warnings for an item that would be left out, here or
 * on a kiosk without the packs that are imported here. */
void backup_judge(const struct backup_place *place, struct fault_list *faults);

struct backup_contents {
    char date[11];    /* "2025-12-03", of the local day */
    char time[6];     /* "09:41"; "": a backup that older kiosks wrote */
    char kiosk[81];   /* the clinic's name; "": it had none */
    size_t routines;  /* own ones */
    size_t exercises; /* own ones */
    bool settings, draft, counts;
};

/* What is in a backup, by its own account. False, with a fault, when it is none. */
bool backup_look(const char *file, struct backup_contents *contents, struct fault_list *faults);

/* What a restore of it would bring besides the own pack. */
struct backup_brings {
    const char *settings; /* text of its settings.json, in the arena; NULL: those here stay */
    bool draft;           /* a routine being built, and nobody is building one here */
};

struct backup_brings backup_brings(const char *file, struct arena *arena);

/* All of a backup from a stick, into the new file `to`: what follows needs the stick no more.
 * Bounded by what a backup can be. Unless it is done, there is a fault, and perhaps a part of it in
 * `to`. */
enum backup_end backup_copy(const char *file, const char *to, struct fault_list *faults);

/* The own pack and the settings are then those of the backup, whatever stops it: all of them, or
 * none and a fault. A routine being built stays; only where there is none, that of the backup comes
 * back. An item with mistakes comes back with them, and is shown to nobody but staff; what spoils
 * more than that is refused. `file` is read once, before anything changes, and may be gone then.
 * What was before is kept, as a backup in the state folder, until the next restore. */
enum backup_end backup_restore(const struct backup_place *place, const char *file,
                               struct fault_list *faults);

/* When that was, seconds since 1970; 0: nothing is kept. */
int64_t backup_before_at(void);

/* Back to what was before the last restore, in the same way: what is there now is kept instead. */
enum backup_end backup_take_back(const struct backup_place *place, struct fault_list *faults);

/* A restore was stopped, by a power cut or the like, after it was decided: it is brought to its
 * end. For a kiosk that starts, and has the state folder for itself. True when something may have
 * changed, settings included. */
bool backup_finish(const struct backup_place *place);

/* There is such a restore. */
bool backup_is_decided(void);

/* The same for a command beside which a kiosk may run. False when it is still to be done: somebody
 * restores just now, or the disk does not take it. *changed: as above. */
bool backup_settle(const struct backup_place *place, bool *changed);
