#pragma once

#include "screens/screen.h"
#include "staff/staff.h"

/* What staff's tiles look like; staff/home.c has the facts and what happens. */
void staff_home_draw(struct screen_context *context, struct ui *ui);

/* Where a check that fails is mended. */
enum screen_id staff_home_mends(const struct health_facts *facts, enum health_check check);

/* "3 Dec, power cut": when it started last, and after what. */
const char *staff_restart_text(const struct strings *strings, struct arena *arena,
                               const struct restart *restart);
