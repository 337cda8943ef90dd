#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/ms.h"
#include "platform/display.h"
#include "platform/painter.h"
#include "platform/turn.h"
#include "ui/event.h"

/* The SDL window: shows a canvas, gives events. */
struct window;

struct window_options {
    int width, height;     /* 0: fullscreen at the desktop's size */
    bool lock;             /* hide the pointer, keep the focus */
    const char *presenter; /* "auto", "surface" (XShm window surface) or "texture" */
    const char *driver;    /* where: display_find tells */

    /* Called, from any thread and within any call, when the display is no more; must not return.
     * The log says so. */
    void (*gone)(void);
};

/* NULL when it cannot be opened (logged), or not yet: *not_yet is then set, as the display has no
 * screen. Fullscreen, it follows its screen's size and place from then on. */
struct window *window_open(const struct window_options *options, bool *not_yet);
void window_close(struct window *window);

/* The canvas to paint on; its size changes with the window. *fresh is set when its former pixels
 * are gone and everything must be painted. Valid until the next window_events. */
struct canvas *window_canvas(struct window *window, bool *fresh);

/* Sends the touched parts to the screen. */
void window_present(struct window *window, const struct painter_damage *damage);

/* False while there is a screen that is on and what was painted does not get there. */
bool window_shows(const struct window *window);

/* Switches the screen off, or on again, where there is a way to: X11 with DPMS, and the bare
 * screen. True while it is off: nothing is to be presented then. */
bool window_set_dark(struct window *window, bool dark);

/* Monotonic milliseconds, the same clock as event.at: CLOCK_BOOTTIME, which goes on while the
 * machine is suspended. */
ms_t window_now(void);

/* Waits until an event arrives or the clock reaches `until` (<= now: does not wait), then takes
 * up to `max` events. Returns how many. */
size_t window_events(struct window *window, ms_t until, struct event *events, size_t max);

/* Whether the last window_events ended because a frame is due without any event: the window was
 * uncovered or resized, or window_wake was called. */
bool window_frame_due(const struct window *window);

/* Keys give texts as well (EVENT_TEXT) from now on, or no longer. */
void window_take_text(struct window *window, bool on);

/* How the picture is turned from now on, touches with it, and how touches lie on the panel. */
void window_set_turn(struct window *window, enum turn turn, const struct touch_matrix *touch);

/* What keys mean from now on, besides those of every keyboard (platform/keys.h). */
void window_set_keys(struct window *window, const struct key_name *names, size_t count);

/* Wakes window_events from another thread (a figure frame was finished). */
void window_wake(void);

/* "x11/surface", "wayland/texture", ... for bench and logs. */
const char *window_renderer(const struct window *window);
