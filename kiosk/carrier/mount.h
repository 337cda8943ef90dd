#pragma once

#include <limits.h>
#include <stdbool.h>

/* A mounted stick, as the kernel's table has it. */
struct mounted {
    char path[PATH_MAX];
    char kind[32];     /* of file system */
    char options[512]; /* its own, without "rw" or "ro" */
    bool writable;     /* the file system is, wherever this mount of it is not */
};

/* The stick that is mounted at MOUNTS/NAME: the whole of the device /dev/NAME. False when there is
 * none. */
bool mounted_find(struct mounted *mounted, const char *mounts, const char *name);

/* Calls `found` with the name of each, until it has seen all. */
void mounted_each(const char *mounts, void (*found)(const char *mounts, const char *name));

/* 0 or errno: EROFS when the stick is write-protected. Only for this process, which has a table of
 * mounts of its own (mounted_alone), and those that it starts. */
int mounted_alone(void);
int mounted_open(const struct mounted *mounted);

/* Read-only again, and all of it on the stick. 0 or errno. */
int mounted_close(const struct mounted *mounted);
