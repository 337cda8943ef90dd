#pragma once

#include "clinic/backup.h"
#include "clinic/rehearsal.h"
#include "clinic/stick.h"

/* What is done with sticks and installed packs, each beside the main thread (clinic/work.h). */

enum stick_task_kind {
    STICK_TASK_LOOK,     /* what is on the stick, and what is installed */
    STICK_TASK_REHEARSE, /* what installing a pack would change */
    STICK_TASK_INSTALL,
    STICK_TASK_BACK,    /* to the version before of an installed pack */
    STICK_TASK_MESSAGE, /* the mistakes of a pack as a text file beside it */
    STICK_TASK_BACKUP,  /* of all that staff made, onto the stick */
    STICK_TASK_RESTORE,
    STICK_TASK_RETURN /* to what was before the last restore */
};

/* A pack that staff could go back from. */
struct installed_pack {
    const char *id, *name, *version;
    int64_t at;        /* when it was installed, seconds since 1970; 0: not known */
    bool shown;        /* false: taken off; going back brings it back */
    bool has_before;   /* a version before is kept */
    int64_t before_at; /* when that was installed */
};

enum { STICK_MAX_INSTALLED = PACKS_MAX };

#define STICK_MESSAGE_FILE "kiosk-message.txt"

struct stick_task {
    enum stick_task_kind kind;
    struct arena arena; /* everything lives here */
    struct rehearsal_place place;
    const char *path; /* LOOK: of the stick, NULL: none; REHEARSE, INSTALL: of the pack; MESSAGE: of
                         the folder */
    const char *id;   /* BACK: of the pack */
    const char *text; /* MESSAGE; BACKUP: the counts, NULL: none */
    struct backup_place backup; /* BACKUP, RESTORE, RETURN: see stick_task_own */

    /* out */
    struct stick_contents contents; /* LOOK */
    /* LOOK: what the backups among them are by their own account; date "": it cannot be read. */
    struct backup_contents backups[STICK_MAX_BACKUPS];
    struct installed_pack installed[STICK_MAX_INSTALLED]; /* LOOK */
    int installed_count;
    int64_t before_at; /* LOOK: when what was before the last restore was kept; 0: it is not */
    enum rehearsal_outcome outcome;
    struct rehearsal rehearsal;
    /* REHEARSE: where a copy of the pack is kept for as long as the task lives: pictures are seen
     * from there, and it is installed from there, whatever becomes of the stick. */
    struct packs *copy;
    /* REHEARSE of a backup: a copy of the file, likewise; it goes with the task that restores it,
     * or with this one. NULL: there is none. */
    const char *backup_copy;
    struct backup_brings brings; /* REHEARSE of a backup that may be restored */
    bool gone;                   /* the stick could not be read (any more) */
    bool full;                   /* a disk has no room */
    enum backup_end ended;       /* RESTORE, RETURN */
    enum stick_written written;  /* MESSAGE, BACKUP */
};

/* With copies of what is given, which may be NULL. */
struct stick_task *stick_task_new(enum stick_task_kind kind, const struct rehearsal_place *place,
                                  const char *path, const char *id, const char *text);

/* Whose things a backup holds; `now` in seconds since 1970. Copied. */
void stick_task_own(struct stick_task *task, const struct own_place *own, int64_t now);

/* What a RESTORE reads is the copy that `rehearsed` holds, if it does: the stick may be pulled out.
 * The copy is the task's from now on. */
void stick_task_take_copy(struct stick_task *task, struct stick_task *rehearsed);

/* Both as struct work wants them. */
void stick_task_run(void *task);
void stick_task_free(void *task);

/* What a stopped rehearsal left behind, packs and backups; for a kiosk that starts. */
void stick_tidy(const char *packs_dir);

/* For whoever made the pack: its mistakes, and what else to know, with files and lines. Lives in
 * the arena. */
const char *stick_message(const struct rehearsal *rehearsal, const char *clinic,
                          struct arena *arena);

/* A fault's file as seen from the pack: "exercises/a.json"; its whole path when it is another's. */
const char *stick_fault_file(const struct rehearsal *rehearsal, const struct fault *fault);
