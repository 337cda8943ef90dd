#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "clinic/restart.h"
#include "clinic/self_check.h"
#include "clinic/suspect.h"
#include "content/content.h"

/* Whether the kiosk needs somebody: facts gathered (health_gather), then judged (health_judge).
 * Only what somebody can do something about is wrong: a single power cut is information. */

/* In the order in which they stand on staff's tiles, always. */
enum health_check {
    HEALTH_ROUTINES, /* no file of one has a mistake */
    HEALTH_REVIEW,   /* the content's review is not overdue */
    HEALTH_CLOCK,    /* the machine's clock was set, and right when it was last compared */
    HEALTH_STORAGE,  /* a tenth of the disk is free, and what was to be kept is */
    HEALTH_DEVICES,  /* touch, sound and colours were checked within a week, and are well */
    HEALTH_RESTART,  /* no more than two unwanted restarts today, and no pack was set aside */
    HEALTH_COUNT
};

struct health_facts {
    int routines, hidden, faulty; /* shown to patients, and not; files of them with a mistake */
    int all;                      /* in staff's list: also those that a mistake leaves out */
    int64_t now;                  /* seconds since 1970 */
    struct review_day {
        int year, month, day; /* year 0: none is set */
    } review;                 /* the earliest that is due */
    int free_percent;         /* of the disk; -1: not known */
    bool unkept;              /* something could not be written */
    int64_t checked_at;       /* touch, sound and colours, the earliest; 0: one never was */
    unsigned unchecked;       /* those of them that never were: a bit a part (enum check_part) */
    unsigned check_failed;    /* and those that are not well */
    bool clock_off;           /* it was not that of the phone it was compared with */
    struct restart restart;
    char set_aside[SUSPECT_ID_SIZE]; /* a pack that ended the kiosk; "": none */
};

struct health {
    bool fine[HEALTH_COUNT];
    int wrong; /* how many are not */
};

enum {
    HEALTH_CHECK_DAYS = 7,
    HEALTH_FREE_PERCENT = 10,
    HEALTH_RESTARTS = 2,
    /* 2025-11-01: a clock before that lost its time with its battery */
    HEALTH_CLOCK_LEAST = 1761955200
};

struct health health_judge(const struct health_facts *facts);

/* The earliest `reviewed.next` of packs whose exercises are shown. */
struct review_day health_review(const struct content *content);

/* Files of routines with an error, each once. */
int health_faulty_routines(const struct fault_list *faults);

/* The disk that holds what is kept, in bytes. False when nothing is. */
bool health_disk(uint64_t *size, uint64_t *free_bytes);

/* Of it; -1 when nothing is. */
int health_free_percent(void);
