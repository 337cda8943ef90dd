#pragma once

#include <stdint.h>

#include "content/strings.h"

/* Days and times of the machine's clock in the kiosk's language; results in the arena. */

/* "3 Dec", "Wed 3 Dec" */
const char *staff_date_at(const struct strings *strings, struct arena *arena, int64_t seconds);
const char *staff_day_text(const struct strings *strings, struct arena *arena, int64_t seconds);

/* "30 Nov", "30 Nov 2026"; month 1 to 12. */
const char *staff_date_text(const struct strings *strings, struct arena *arena, int month, int day);
const char *staff_full_date_text(const struct strings *strings, struct arena *arena, int year,
                                 int month, int day);

/* "Thu 24 Dec 2026" of 20261224 */
const char *staff_long_date_text(const struct strings *strings, struct arena *arena, int date);

/* "9:41" */
const char *staff_time_text(struct arena *arena, int64_t seconds);
