#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/geometry.h"
#include "ui/event.h"
#include "ui/finger.h"

/* How somebody who only hears goes through a screen: from stop to stop (ui/said.h), texts as well
 * as what can be pressed, in reading order, also through what is scrolled out of sight. Down, right
 * and Tab go on, up, left and Shift+Tab back; from the last stop to the first. A target that is
 * reached has the focus, so that OK presses it; on a text OK has it said once more. */

struct ui;
struct said_stop;

struct reader {
    bool on;
    bool at_stop;
    char id[UI_ID_SIZE]; /* of the target it is at; "" at a text, which is known by */
    uint64_t text;       /* its hash, */
    size_t at;           /* and by its place among all stops */
    unsigned moves;      /* counts whatever is a reason to say the stop (again) */
};

/* Needs ui->said. Off: keys move the focus as they do for who sees. */
void reader_switch(struct ui *ui, bool on);

/* The stop it is at, in the frame that was drawn last, its number among all, from 0, and how many
 * there are; NULL: it is at none. */
const struct said_stop *reader_stop(const struct ui *ui, size_t *number, size_t *count);

/* For ui.c. */
bool reader_takes(struct ui *ui, enum key key);
void reader_leave(struct ui *ui);
void reader_follow(struct ui *ui);
struct rect reader_place(const struct ui *ui);
