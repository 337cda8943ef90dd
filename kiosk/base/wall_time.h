#pragma once

#include <stdint.h>

/* The clock on the wall: local time, read where the kiosk's own clock is read. All 0: not known. */
struct wall_time {
    int year, month, day; /* 2026, 1..12, 1..31 */
    int weekday;          /* 0 is Monday */
    int minute;           /* of the day, 0..1439 */
    int second;           /* 0..60 */
    int64_t seconds;      /* the same moment, since 1970 (store/wall.h) */
};
