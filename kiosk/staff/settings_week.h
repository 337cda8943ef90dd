#pragma once

#include "config/hours.h"
#include "staff/settings_parts.h"

/* The week as chips to choose days by, and below each the day from morning to evening; where that
 * has no room, the hours are listed below all of them. `chosen` has a bit a day. */
void settings_week_put(struct stack *stack, const struct screen_context *context, unsigned chosen);

/* "Mon" */
const char *settings_day_name(const struct screen_context *context, int weekday);

/* A break of an hour in its longest time. */
void settings_split_day(struct hours_day *day);
