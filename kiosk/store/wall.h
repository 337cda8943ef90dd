#pragma once

#include <stdint.h>
#include <time.h>

/* What the machine's clock says, for texts and files; durations are measured in ms_t. */

/* Seconds since 1970. Only cli/ asks: elsewhere time is an argument. */
int64_t wall_now(void);

/* The same moment in the kiosk's time zone. */
struct tm wall_local(int64_t seconds);

/* Its date as a number, 20261129: days compare as numbers do. */
int wall_day(int64_t seconds);
int wall_date(const struct tm *date);
