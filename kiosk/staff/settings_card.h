#pragma once

#include "ui/stack.h"

/* How large the screen is, by a bank card that is held against it: a frame is made as large as the
 * card. */

#define SETTINGS_INCH_MM 25.4

struct screen_context;

/* The diagonal for which the frame is drawn, mm: the one that is tried, else the one in force. */
double settings_card_mm(const struct screen_context *context, const struct ui *ui);

/* The frame; with the corner that makes it larger and smaller when it is to be made to fit. */
void settings_card_put(struct stack *stack, const struct screen_context *context, bool fitting);

/* The same with what to do, − and +, and what makes it the screen's size; `what` is the struct
 * screen_context. */
void settings_fitting_put(struct stack *stack, const void *what);

/* The same on a page of its own, where a card takes most of the panel's height. */
void settings_card_page(const struct screen_context *context, struct ui *ui, struct rect area);

/* After a press on + or −. */
void settings_card_try(struct screen_context *context, bool larger);
