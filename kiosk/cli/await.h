#pragma once

#include "platform/window.h"

/* Opens the window; where a display is named but has no screen yet (the television is off, the
 * server is still starting), waits for one, for as long as it takes: says so once to the log and to
 * systemd, which counts the kiosk as started from then on (so that the boot goes on, and the
 * watchdog is at work), and looks once a second. SIGTERM and SIGINT then end the program at once,
 * with 0. `driver` and `gone` of `how` are seen to here. NULL (told to the caller's terminal) where
 * there never will be a display, or no window can be opened on it. */
struct window *await_window(struct window_options *how);

/* For window_options: ends the program, with CLI_MACHINE_WRONG. Nothing else can be done: SDL's
 * and the server's libraries would wait for each other. What was counted is on the disk. */
void await_lost_display(void);
