#pragma once

#include "ui/bar_chart.h"

/* Shared by bar_chart.c, bar_columns.c and bar_rows.c only. Strings are in the frame's arena. */

int bar_total(const struct bar_chart *chart, const struct bar *bar);

/* Of the longest bar. */
int bar_most(const struct bar_chart *chart);

const char *bar_number(struct ui *ui, int number);
const char *bar_value(struct ui *ui, const struct bar_chart *chart, const struct bar *bar);
const char *bar_spoken(struct ui *ui, const struct bar_chart *chart, const struct bar *bar);
color_t bar_fill(const struct ui *ui, const struct bar_chart *chart, const struct bar *bar,
                 int part);

/* Of the corners of a bar, px. */
int bar_radius(const struct ui *ui);

void bar_hatch(struct ui *ui, struct rect rect, const struct bar_part *part);
