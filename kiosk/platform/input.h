#pragma once

#include <SDL2/SDL.h> /* found without SDL's own flags, which the tests do not have */
#include <stdbool.h>
#include <stddef.h>

#include "base/ms.h"
#include "platform/keys.h"
#include "platform/turn.h"
#include "ui/event.h"
#include "ui/finger.h"

/* SDL's events become the kiosk's, in pixels of the upright canvas. Every finger gets a pointer
 * number of its own, never used again; the mouse is 0. Mouse events that SDL makes up from touches
 * are left out. */
enum { INPUT_FINGERS = UI_MAX_FINGERS, INPUT_QUEUE = 128 };

struct input_finger {
    SDL_TouchID device;
    SDL_FingerID id;
    int64_t pointer;
    int x, y;
    ms_t heard; /* when an event of it last came */
};

struct input {
    struct input_finger fingers[INPUT_FINGERS]; /* in the order of their landing */
    int finger_count;
    int64_t next_pointer;
    int devices; /* touch devices seen by the last check */
    bool mouse_down;
    bool touched; /* the last pointer used was a finger, not the mouse */
    bool writing; /* SDL gives texts */
    struct key_map keys;
    enum turn turn;            /* of the picture */
    struct touch_matrix touch; /* of the touch panel */
    struct event queue[INPUT_QUEUE];
    size_t count;
};

/* Sizes SDL's positions are turned into pixels with. */
struct input_scale {
    int window_w, window_h; /* SDL's window units */
    int pixel_w, pixel_h;
};

void input_init(struct input *input);

/* Room for at least one more SDL event. */
bool input_has_room(const struct input *input);

/* Queues what the event means, if anything. `now` and SDL_GetTicks are read at the same time. */
void input_take(struct input *input, const SDL_Event *event, struct input_scale scale, ms_t now);

void input_push(struct input *input, enum event_kind kind, ms_t at);

/* Cancels fingers that can no longer lift: their device was unplugged, or nothing was heard of them
 * for 10 s. SDL 2.26 sends nothing in these cases. */
void input_expire(struct input *input, ms_t now);

/* Cancels everything that is down (the window lost the focus). */
void input_cancel(struct input *input, ms_t now);

/* Moves up to `max` events out. Returns how many. */
size_t input_drain(struct input *input, struct event *events, size_t max);
