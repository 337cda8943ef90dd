#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/geometry.h"
#include "base/ms.h"
#include "ui/event.h"
#include "ui/finger.h"

struct ui;
struct tap;

/* One switch: what can be pressed lights up in turn, and any key, or a touch anywhere, presses what
 * is lit. Where there is much, row after row lights up, and after a press the row's own in turn;
 * twice through a row without a press leads back to the rows (ISO 9241-971 calls it row-column
 * scanning).
 *
 * A press counts when it is let go: what was lit when it began stays lit. Held longer it leaves one
 * switch, so that whoever did not mean to be here gets out. What follows another press within a
 * quarter of a second is a tremor. */

enum { SCAN_FEW = 6 /* so many go without rows */ };

struct scan {
    bool on;
    ms_t step;              /* how long each is lit; the first on a screen half as long again */
    char only[UI_ID_SIZE];  /* this frame: while there is such a target nothing else is lit */
    char first[UI_ID_SIZE]; /* this frame: where it begins; "": at the top */

    char lit[UI_ID_SIZE]; /* the target, or the first of the row; "": none yet */
    bool in_row;          /* its row was chosen */
    int passes;           /* through that row */
    ms_t lit_at;
    bool fresh; /* the screen has just come up */

    bool pressed; /* by this key or finger */
    bool by_key;
    int64_t pointer;
    ms_t pressed_at, let_go_at;
    bool left; /* held long enough to leave; whoever switched it on is to switch it off */
};

/* Before a frame: whether it is scanned, and how long each choice is lit. What is down when that
 * changes counts for nothing. */
void ui_scan_set(struct ui *ui, bool on, ms_t step);

/* Targets of the last frame that are lit: how many, from *first on; 0: none. */
int scan_lit(const struct ui *ui, int *first);

/* Somebody is still told what is lit: its time begins at `now`. */
void ui_scan_wait(struct ui *ui, ms_t now);

/* What is lit, in words: a row's labels with commas between. */
void scan_tell(const struct ui *ui, char *out, size_t size);

/* From pressing to a sign that one switch is being left, and to its being left. */
extern const ms_t scan_warn_ms, scan_leave_ms;

/* This frame's screen offers only this while it is there: what must not be missed. */
void ui_scan_only(struct ui *ui, const char *id);

/* Scanning begins with this. */
void ui_scan_first(struct ui *ui, const char *id);
