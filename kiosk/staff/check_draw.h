#pragma once

#include "screens/screen.h"
#include "staff/staff.h"

/* What the self-check looks like; staff/check.c has what happens. */

/* The result of all parts, and the details of one. */
void staff_check_draw_result(struct screen_context *context, struct ui *ui);

/* The parts for which a person is needed. */
void staff_check_draw_paint(struct screen_context *context, struct ui *ui);
void staff_check_draw_look(struct screen_context *context, struct ui *ui);
void staff_check_draw_question(struct screen_context *context, struct ui *ui);

/* Columns of squares in a window of this shape, and the place of one. */
int staff_check_columns(int width, int height);
struct rect staff_check_square(int width, int height, int index);

/* 20 s without a new square. */
bool staff_check_stalls(const struct screen_context *context);
