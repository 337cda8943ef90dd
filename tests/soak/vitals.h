#pragma once

#include <stddef.h>

/* What a process that runs for weeks must not have more of every day. */
struct vitals {
    long live;       /* bytes that are allocated */
    long rss;        /* bytes of memory that the system has given */
    int descriptors; /* that are open */
    int watches;     /* of inotify */
    int threads;
};

struct vitals vitals_take(void);

/* How many files and folders there are in a folder and below. */
int vitals_files(const char *folder);
