#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/geometry.h"

/* What SDL 2.26 does not know of an X server: it reads the outputs once, when it starts, and ends
 * the program with 1 when the server goes. A connection of our own beside SDL's. */
struct x11;

/* NULL when no server answers at $DISPLAY. */
struct x11 *x11_open(void);
void x11_close(struct x11 *x11);

/* The part of the screen that a kiosk is to cover, in pixels of the whole screen: the primary
 * output; without one, or when it is off, the output of the last call; else the first that is on.
 * All of the screen where the server knows of no outputs. False when every output is
 * off. */
bool x11_place(struct x11 *x11, struct rect *place);

/* Whether outputs, the window manager, or whom the window belongs to may have changed since the
 * last call. Does not wait. */
bool x11_changed(struct x11 *x11);

/* From now on x11_changed is also about this window (X's id). */
void x11_attend(struct x11 *x11, uint32_t window);

/* Where the window really is, in pixels of the whole screen; SDL mistakes it when a window manager
 * ends. False when there is no such window. */
bool x11_window_place(struct x11 *x11, uint32_t window, struct rect *place);

/* Whether there is a window manager that can make a window cover everything. */
bool x11_managed(struct x11 *x11);

/* Asks the window manager that the window cover its output and all panels, or that it no
 * longer do. */
void x11_cover(struct x11 *x11, uint32_t window, bool cover);

/* To be called before SDL starts. `gone` is called, by whatever thread talks to the server, when it
 * is no more, or the window that x11_guard named; it must not return. Other errors of the protocol
 * are logged: most come of windows that change while they are spoken of. */
void x11_watch_over(void (*gone)(const char *cause));
void x11_guard(uint32_t window);
