#pragma once

#include "clinic/backup.h"

/* Inside the backup only. */

/* BACKUP_FULL or BACKUP_FAILED, with a fault. `error`: errno. */
enum backup_end backup_fail(struct fault_list *faults, const char *file, int error);

/* The text of draft.json; anybody would miss it. */
bool backup_draft_is_unsaved(const char *text, size_t length);
