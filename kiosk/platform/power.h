#pragma once

#include <SDL.h>
#include <stdbool.h>

/* Screens that are switched off and on (DPMS). SDL has no word for it: on X11 the server is asked,
 * on the bare screen (KMSDRM) the kernel, through SDL's own way to it. Wayland's compositors have
 * no common one. */

/* False (logged) when there is no way. */
bool power_set(SDL_Window *window, bool on);
