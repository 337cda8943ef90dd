#pragma once

#include <SDL2/SDL.h> /* found without SDL's own flags, which the tests do not have */
#include <stdbool.h>

/* Which of SDL's renderers shows anything. One can start, say that it is ready, take all of a core
 * and leave the screen black: "opengl" does on a bare screen without libgl1. */

/* The first that shows what is drawn with it: of OpenGL ES and OpenGL the one that `bare` (straight
 * on the machine's screen: ES) or a desktop prefers, then software, which SDL does not have on a
 * bare screen (window.c has Mesa draw there). `sync` asks it to wait for the display's refresh.
 * Those that are left aside are logged. NULL (logged) when none is any good. */
SDL_Renderer *renderer_open(SDL_Window *window, bool bare, bool sync);

/* Draws a small pattern and reads it back; nothing is presented. */
bool renderer_shows(SDL_Renderer *renderer);
