#pragma once

#include "ui/ui.h"

/* Shared by the files of this module only. */

const struct target *ui_find_target(const struct ui *ui, const char *id);
const struct target *ui_target_at(const struct ui *ui, int x, int y);
struct tap ui_tap_target(const struct target *target);

/* The one that was registered last, if it is what `id` names. */
struct target *ui_last_target(struct ui *ui, const char *id);

void finger_down(struct ui *ui, const struct event *event);
void finger_move(struct ui *ui, const struct event *event);
struct tap finger_up(struct ui *ui, const struct event *event);
void finger_cancel(struct ui *ui, const struct event *event);

/* A finger is on this target, and would press it if it lifted. */
bool finger_presses(const struct ui *ui, const char *id);

/* Whatever is down presses and drags nothing more. */
void finger_spend_all(struct ui *ui);

void hold_begin(struct finger *finger, const struct target *target, ms_t at);

/* The finger takes up the row, moves it, lets go of it: a TAP_MOVE when it is in another place
 * then. carry_drop: it goes back to where it was. A loose handle is no row: it only follows. */
void carry_begin(struct ui *ui, const struct target *handle, int x, int y, ms_t at);
void carry_to(struct ui *ui, int x, int y, ms_t at);
struct tap carry_end(struct ui *ui);

/* What lies in this region, seen in `view` (window px), scrolls on where a row is held to its edge;
 * `dt`: ms since the last frame. */
void carry_pull(struct ui *ui, struct scroll *scroll, struct rect view, double dt);
void carry_drop(struct ui *ui);

/* One switch (ui/scan.h). scan_step: after the frame's targets are known; moves on to the next.
 * scan_around: of a row that is lit, window px; else empty. scan_forget: of another screen nothing
 * is lit. */
void scan_step(struct ui *ui);
ms_t scan_wake(const struct ui *ui);
struct tap scan_handle(struct ui *ui, const struct event *event);
struct rect scan_around(const struct ui *ui);
void scan_forget(struct ui *ui);

/* The byte nearest to `x` where a caret can stand; -1 when the target is no text field. */
int caret_near(const struct target *target, int x);

/* How far a list has to be scrolled on, px, for `what` to lie within its view, or to begin there
 * where it is higher; 0: it does. */
int scroll_way_to(struct rect view, struct rect what);

/* The region at this place that has more than it shows; NULL when there is none. */
struct scroll *scroll_at(const struct ui *ui, int x, int y);

/* Touching a coasting list stops it. False when nothing coasts there. */
bool scroll_stop(struct ui *ui, int x, int y);

/* The finger at height `y` holds the list, moves it, lets go of it. */
void scroll_drag_begin(struct ui *ui, struct scroll *scroll, int y, ms_t at);
void scroll_drag_to(struct ui *ui, int y, ms_t at);
void scroll_drag_end(struct ui *ui, ms_t at);

/* Moves the first region by so many views. */
void scroll_by(struct ui *ui, double views);

/* The arrow buttons of a region are ui's own business: true when the tap was on one of them. */
bool scroll_tap(struct ui *ui, const struct tap *tap);
