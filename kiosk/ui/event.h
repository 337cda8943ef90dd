#pragma once

#include <stdbool.h>

#include "base/ms.h"

/* Input at the edge, in window pixels. `platform` makes them, once; nothing deeper sees SDL. */
enum event_kind {
    EVENT_POINTER_DOWN,
    EVENT_POINTER_MOVE,
    EVENT_POINTER_UP,
    EVENT_POINTER_CANCEL, /* the finger was lost (unplugged, compositor grab) */
    EVENT_HOVER,          /* a mouse moved with no button down */
    EVENT_WHEEL,
    EVENT_KEY, /* a key went down, or goes on repeating: those that move do */
    EVENT_KEY_UP,
    EVENT_TEXT,     /* something was written; only while there is a field for it (ui->writing) */
    EVENT_QUIT,     /* the window was closed, Alt+F4, Ctrl+C: refused when locked */
    EVENT_TERMINATE /* SIGTERM: always obeyed */
};

enum key {
    KEY_NONE,
    KEY_TAB,
    KEY_SHIFT_TAB,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_UP,
    KEY_DOWN,
    KEY_ENTER,
    KEY_SPACE,
    KEY_ESCAPE,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_HOME,
    KEY_END,
    KEY_BACKSPACE,
    KEY_DELETE,
    KEY_F1,
    KEY_PAUSE,  /* of a pedal or a remote: the player waits, or goes on */
    KEY_VOICE,  /* held, it switches the voice on or off (app/voice_key.h) */
    KEY_SWITCH, /* of who uses one switch, from the first press on (app/keys.h) */
    KEY_OTHER,  /* any that has no meaning of its own; does not repeat */
    KEY_0,      /* the digits, in this order: a target "digit:3" is tapped by KEY_3 */
    KEY_9 = KEY_0 + 9,
    KEY_STAFF /* Ctrl+Alt+S: what the hold of the top corner does */
};

/* A key of this name, as SDL names keys ("F5", "AudioPlay", "Keypad 8"), means `key`. */
struct key_name {
    const char *name;
    enum key key;
};

enum { EVENT_TEXT_SIZE = 32 }; /* bytes with the end; longer texts come in pieces */

struct event {
    enum event_kind kind;
    ms_t at;         /* monotonic, the same clock as app_step's `now` */
    int x, y;        /* pointer and wheel events */
    int64_t pointer; /* which finger; 0 is the mouse */
    int wheel;       /* notches, positive scrolls the content up */
    enum key key;
    char text[EVENT_TEXT_SIZE]; /* EVENT_TEXT, UTF-8 */
};
