#pragma once

#include "screens/screen.h"
#include "staff/staff.h"

/* What all of staff's screens have in common: the header of ink. It has a tab for each place
 * (tabs are named after screens), the time until the lock, and Lock. In portrait, on 7", and where
 * not even icons fit, one button leads back to the tiles. Where a stick was plugged in while
 * somebody was at work, a button leads to it. In the last 30 s it is the warning. */
struct staff_frame {
    enum screen_id tab; /* the screen whose place this is */
    /* Stands beside the button where there are no tabs, before whose word it goes; where it is too
     * long the tab's word stands in for it. */
    const char *title;
};

enum { STAFF_WARN_MS = 30000 };

/* Fills the window and draws the header. Returns what is left for the screen, within margins. */
struct rect staff_frame_draw(struct screen_context *context, struct ui *ui,
                             const struct staff_frame *frame);

/* True when the tap was on the header (or Esc, which leads to the tiles), and done. */
bool staff_frame_tap(struct screen_context *context, const struct tap *tap);

/* Places, in the order of tabs and tiles. */
struct staff_place {
    enum screen_id screen;
    const char *word;  /* key of the tab's word */
    const char *title; /* key of the tile's words; NULL: it has none */
    const char *info;  /* key of the tile's second line */
    const char *icon;
    bool tab;
};

extern const struct staff_place staff_places[];
extern const int staff_place_count;
