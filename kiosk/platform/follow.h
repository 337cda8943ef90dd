#pragma once

#include <SDL.h>
#include <stdbool.h>

#include "base/ms.h"
#include "platform/x11.h"

/* Keeps a fullscreen window on X11 where its output is and as large as that: switched on again,
 * another mode, turned, moved, another monitor. Without a window manager nobody else does. To SDL
 * it is a bare window, whose fullscreen would go by what the outputs were at the start. */
struct follow {
    struct x11 *x11; /* NULL: nothing is followed */
    SDL_Window *window;
    uint32_t id;      /* X's name of it */
    ms_t look_at;     /* when to compare the window with its place; MS_NEVER: no need */
    bool asked, dark; /* the manager had its chance; every output is off */
};

/* Before the window is made: *at is where. False when there is no answer to that; the struct is
 * then good for following nothing. */
bool follow_open(struct follow *follow, SDL_Rect *at);
void follow_close(struct follow *follow);

/* The window was made and shown for the first time. */
void follow_window(struct follow *follow, SDL_Window *window, ms_t now);

/* To be called often. True when the window was moved or resized. */
bool follow_step(struct follow *follow, ms_t now);
