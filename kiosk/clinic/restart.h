#pragma once

#include <stdint.h>

/* When the kiosk was started last, and why. It marks its start and its clean end in the file
 * `starts` of the state folder: a start that finds no end was preceded by a power cut, or, when the
 * machine itself has been running all the time, by the kiosk's own death. */

enum restart_why { RESTART_FIRST, RESTART_CLEAN, RESTART_POWER_CUT, RESTART_DIED };

struct restart {
    int64_t at; /* seconds since 1970; 0: not known */
    enum restart_why why;
    int unwanted; /* power cuts and deaths, today */
};

/* "power-cut" */
const char *restart_why_name(enum restart_why why);

/* Marks a start, and says what it came after; to be called once, by the kiosk that has the state
 * folder. */
enum restart_why restart_mark_start(int64_t now);

/* Marks a clean end. */
void restart_mark_end(void);

struct restart restart_read(int64_t now);
