#pragma once

#include <SDL2/SDL.h> /* found without SDL's own flags, which the tests do not have */
#include <stdbool.h>

#include "platform/painter.h"
#include "platform/turn.h"

/* How a canvas gets onto the screen. The window surface (on X11 memory shared with the server) is
 * itself the canvas where its format allows; otherwise, and where a GPU composes, the canvas is
 * our own and goes into one streaming texture. */
struct presenter {
    SDL_Window *window;
    SDL_Renderer *renderer; /* NULL: window surface */
    SDL_Texture *texture;
    SDL_Surface *view; /* our own pixels as a surface, when the window's format differs */
    uint32_t *own;     /* our own pixels, or NULL when the canvas is the window surface */
    struct canvas canvas;
    enum turn turn;
    struct canvas upright; /* what is painted, where it is turned on its way; else empty */
    bool lost;             /* the canvas is not shown: there is nothing to show it on */
    bool failed;           /* the last one was refused */
    bool stale;            /* the canvas or the screen lost its pixels */
};

/* `texture` asks for a texture. `bare`: straight on the machine's screen, whose refresh is then
 * waited for. False (logged) when nothing can be shown. */
bool presenter_open(struct presenter *presenter, SDL_Window *window, bool texture, bool bare);
void presenter_close(struct presenter *presenter);

/* The canvas at the window's present size; *fresh when all of it must be painted. When the window
 * has no pixels to give (logged) it is one that is not shown. */
struct canvas *presenter_canvas(struct presenter *presenter, bool *fresh);

/* From the next frame on; all of it must then be painted. */
void presenter_turn(struct presenter *presenter, enum turn turn);

/* What is refused (logged) is painted again as a whole with the next frame. */
void presenter_show(struct presenter *presenter, const struct painter_damage *damage);

/* Whether what was last painted reached the screen, as far as SDL tells. */
bool presenter_shows(const struct presenter *presenter);
