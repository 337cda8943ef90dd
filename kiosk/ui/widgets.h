#pragma once

#include "ui/text.h"

/* Buttons, chips, cards: drawn and registered as targets in one go. Sizes are the caller's; the
 * metrics hold the minimums. */

enum button_style {
    BUTTON_PLAIN,   /* white with a border */
    BUTTON_PRIMARY, /* the one thing to do */
    BUTTON_DANGER,  /* "It hurts" */
    BUTTON_HERO,    /* white pill on the attract screen */
    BUTTON_GHOST,   /* outlined, on the attract screen */
    BUTTON_CHOSEN,  /* a plain button that is switched on */
    BUTTON_ON_INK,  /* white, on an ink bar */
    BUTTON_INK,     /* part of an ink bar */
    BUTTON_QUIET    /* filled, where a plain one would look like the field it stands in */
};

struct button {
    const char *id;
    const char *label;  /* "" or NULL draws the icon alone */
    const char *spoken; /* label for --hits and readers when there is no visible one */
    const char *icon;   /* NULL for none */
    enum button_style style;
    bool icon_after; /* icon to the right of the label */
    bool stacked;    /* icon above the label */
    bool large;      /* the larger button text */
    bool words;      /* the icon is drawn only where the words do not fit */
    bool pill;       /* fully round ends */
    bool off;        /* it cannot be pressed now: paler, and no target. Something says why */
    bool repeats;    /* taps again while it is held (ui_repeats) */
    bool unhurried;  /* it is to be read first (ui_unhurried) */
    bool urgent;     /* see ui_target_urgent */
    int index;
};

/* Words that do not fit become smaller, then do without the icon, then take two lines; where even
 * that is too wide the icon stands alone. A button that has an icon never cuts its words. */
void ui_button(struct ui *ui, struct rect rect, const struct button *button);

/* The same button without its words, for those who see the icon; readers still hear them. */
struct button ui_button_wordless(struct button button);

/* The width a button wants for its label and icon; its padding grows with the letters. */
int ui_button_width(const struct ui *ui, const struct button *button);

/* The least width that shows the words whole, without the icon, on a button of this height. */
int ui_button_width_least(const struct ui *ui, const struct button *button, int height);

/* Side of the icon on a button of the normal size, px. */
int ui_button_icon_size(const struct ui *ui);

/* Height of a normal and of a small button: design height, at least one target. */
int ui_button_height(const struct ui *ui);
int ui_button_height_small(const struct ui *ui);

/* A filter chip: a pill that is on or off. */
void ui_chip(struct ui *ui, struct rect rect, const char *id, const char *label, bool on,
             int index);
int ui_chip_width(const struct ui *ui, const char *label);
int ui_chip_height(const struct ui *ui);

/* Its shape alone, for somebody else's words. Returns the colour that they have on it. */
color_t ui_chip_shape(struct ui *ui, struct rect rect, const char *id, const char *label, bool on,
                      int index);

/* An informational pill, not touchable: "8 min", "On a mat". icon may be NULL. Returns its
 * width; y is its top. */
int ui_tag(struct ui *ui, int x, int y, const char *icon, const char *label, color_t fill,
           color_t ink);
/* The same with an icon in a colour of its own: a legend. */
int ui_tag_legend(struct ui *ui, int x, int y, const char *icon, color_t icon_color,
                  const char *label, color_t fill, color_t ink);
int ui_tag_width(const struct ui *ui, const char *icon, const char *label);
int ui_tag_height(const struct ui *ui);

/* A white card with a soft shadow. */
void ui_card(struct ui *ui, struct rect rect, int radius, bool pressed);

/* The stage behind a figure: soft radial light. */
void ui_stage(struct ui *ui, struct rect rect, int radius);

/* An icon in the middle of `rect`, `size` px square. */
void ui_icon(struct ui *ui, struct rect rect, const char *name, int size, color_t color);

/* A ring, and a part of it from the top clockwise in another colour, in the middle of `rect`. */
struct arc {
    float radius, thickness; /* px; the radius to the middle of the stroke */
    float part;              /* 0..1; 0: the ring alone */
    color_t track, color;
};

void ui_arc(struct ui *ui, struct rect rect, const struct arc *arc);

/* The countdown ring inside `rect`: a track, and `left` of it as an arc clockwise from the
 * top, whose end comes back as time passes. Number and caption are drawn in its middle. */
struct ring {
    double left;         /* 0..1 of the phase still to come */
    const char *number;  /* "19" */
    const char *caption; /* "seconds" */
    color_t color;
    double swell; /* breathing: -1..1 changes the radius a little */
};

void ui_ring(struct ui *ui, struct rect rect, const struct ring *ring);

/* The same in two: what moves all the time, and what stands in it. */
void ui_ring_track(struct ui *ui, struct rect rect, const struct ring *ring);
void ui_ring_words(struct ui *ui, struct rect rect, const struct ring *ring);

/* Whether a ring of this outer side, px, has room for its caption; ui_ring leaves it out
 * otherwise. */
bool ui_ring_has_caption(const struct ui *ui, int side, const struct ring *ring);

/* One bar of `count` segments; `done` of them full, the next one filled by `part` 0..1. */
void ui_segments(struct ui *ui, struct rect rect, int count, int done, double part, color_t full,
                 color_t current, color_t rest);
