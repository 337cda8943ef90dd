#pragma once

#include <limits.h>
#include <stddef.h>

/* A file in the making: NAME.part, which nobody else writes meanwhile, until it is whole. It knows
 * nothing of the rest of the kiosk, for programs that are no part of it (carrier/). */
struct part {
    int fd;  /* -1: it was not begun */
    int dir; /* from which the names lead: AT_FDCWD or a folder's, borrowed */
    char name[PATH_MAX], unfinished[PATH_MAX];
};

/* 0, or errno: EBUSY when somebody else writes it just now, ELOOP when a symbolic link is there. */
int part_begin(struct part *part, int dir, const char *name);

/* 0, or errno. */
int part_write(const struct part *part, const void *bytes, size_t size);

/* 0: the file has its name, and is on the disk. Else errno: nothing of it is left, and what had
 * that name before still has it, unless it is the folder that does not take it. */
int part_end(struct part *part);

/* Nothing of it is left. Also one that was not begun. */
void part_drop(struct part *part);
