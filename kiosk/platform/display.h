#pragma once

/* What there is to show a window on, found without SDL, which takes a driver that draws into
 * nothing where it finds no screen, and says that it succeeded. */
enum display_state {
    DISPLAY_NONE,    /* neither X11 nor Wayland is named here, nor is there a screen's device: there
                        will be none */
    DISPLAY_AWAITED, /* one is, but it does not answer yet, or no screen is on */
    DISPLAY_READY
};

struct display {
    enum display_state state;
    const char *driver; /* READY: SDL's name of it, for window_options */
    const char *cause;  /* AWAITED: what is missing, for the log */
};

/* $DISPLAY and $WAYLAND_DISPLAY name a display, which then is waited for; only without them the
 * machine's own screens are taken (KMS). $SDL_VIDEODRIVER chooses otherwise. May wait for a server
 * that takes its time. */
struct display display_find(void);
