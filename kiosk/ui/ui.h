#pragma once

#include <stdbool.h>

#include "base/ms.h"
#include "ui/draw.h"
#include "ui/event.h"
#include "ui/finger.h"
#include "ui/measure.h"
#include "ui/metrics.h"
#include "ui/reader.h"
#include "ui/said.h"
#include "ui/scan.h"

/* What a screen draws with: the draw list, sizes, colours, and the record of what can be touched.
 * Screens describe the whole frame every time; nothing but focus, finger and scroll positions
 * outlives it. */

enum { UI_MAX_SCROLLS = 3 };

/* Something to touch. Ids are the same in every language: "pause", "card:lower-back-relief"; they
 * are shorter than UI_ID_SIZE (ui/finger.h). */
struct target {
    char id[UI_ID_SIZE];
    const char *label; /* in the frame's arena; what a screen reader would say */
    struct rect rect;  /* the part that is on the screen, window px: where a finger finds it */
    int radius;        /* of its corners, px; 0: the theme's */
    int index;         /* the screen's own number for it: which card, which step */
    bool scrolls;      /* inside a scroll region: a drag scrolls instead of pressing */
    bool repeats;      /* taps again and again while it is held (ui_repeats) */
    bool opens;        /* held, it opens something (ui_opens) */
    bool opened;       /* the finger that opened it may slide here (ui_opened) */
    bool unhurried;    /* it hears no quick taps (ui_unhurried) */
    bool urgent;       /* for need: a finger on it overrules whatever else is down */
    const struct caret_stop *stops; /* of a text field, in the frame's arena; NULL: it is none */
    int stop_count;
    int pitch, rows; /* of the list whose row it carries, as struct drag_list has them; 0: none */
    bool loose;      /* a finger carries it anywhere (ui_loose_handle) */
};

/* A place in a text where a caret can stand. */
struct caret_stop {
    int x;     /* window px */
    size_t at; /* bytes from the text's beginning */
};

/* A scrolling region's memory; lives in the visit. Offsets in px, 0 at the top. */
struct scroll {
    double offset;
    double velocity; /* px per ms while coasting */
    double aim;      /* where an arrow button sends it */
    bool aiming;
    int content, view; /* heights of the last frame */
    int followed;      /* number of the row that ui_scroll_follow kept in view, from 1; 0: none */
    ms_t moved_at;
};

struct scroll_region {
    struct rect rect; /* window px */
    struct scroll *scroll;
};

/* A row, or a loose handle, that follows a finger (ui/drag_handle.h). */
struct carry {
    char id[UI_ID_SIZE]; /* of its handle; "" while none does */
    int from, to;        /* index of the row: when it was taken up, and where it would be put now */
    int from_x, x;       /* the finger then, and now; window px */
    int from_y, y;
    int pitch, rows;       /* of its list; 0: it is none's */
    struct scroll *scroll; /* the region that it lies in; NULL: none, or all of it is seen */
    ms_t moved_at;
};

/* A list that follows a finger. */
struct scroll_drag {
    struct scroll *scroll; /* NULL: none does */
    double from;           /* its offset when the drag began */
    int from_y, y;         /* the finger then, and now; window px */
    double velocity;       /* px per ms */
    ms_t moved_at;
};

enum tap_kind {
    TAP_NONE,
    TAP_TARGET,   /* a target was pressed and released, or chosen by key */
    TAP_BACK,     /* Esc */
    TAP_MOVE,     /* a row was carried by its handle to another place */
    TAP_HELD,     /* a target that opens something (ui_opens) was held */
    TAP_TEXT,     /* something was written on a keyboard; `text` */
    TAP_KEY,      /* a key for the line that is written: arrows, Home, Backspace ...; `key` */
    TAP_ELSEWHERE /* released where there is no target */
};

struct tap {
    enum tap_kind kind;
    char id[UI_ID_SIZE];
    int index;
    int to; /* TAP_MOVE: the row's new index. Of a text field: the byte at which the caret was put;
               -1 when no finger did */
    enum key key;
    char text[EVENT_TEXT_SIZE];
};

struct memo;

struct ui {
    /* this frame */
    struct draw_list *list;
    struct metrics metrics;
    const color_t *color; /* by enum theme_color; normal or high contrast */
    const struct text_measure *measure;
    uint64_t language;  /* a hash: each may have its letters from other fonts */
    struct memo *lines; /* of paragraphs, as they were counted before; NULL: none are kept */
    ms_t now;
    bool less_motion;
    struct target *targets; /* in the frame's arena */
    int target_count, target_room;
    struct scroll_region scrolls[UI_MAX_SCROLLS];
    int scroll_count;
    struct scroll *open_scroll; /* targets registered now lie inside it */
    struct said_list *said;     /* somebody listens; NULL: nobody does */
    bool writing;               /* a field is written in: texts and the keys of a line are its own,
                                   until the focus is moved to something else */

    /* across frames */
    struct fingers fingers;
    struct scroll_drag drag;
    struct carry carry;
    struct scan scan;
    char focus[UI_ID_SIZE]; /* keyboard focus; "" for none */
    bool focus_visible;
    struct reader reader;
    ms_t deaf_until;   /* presses before this are ignored: a screen is just changing */
    bool urgent_stays; /* but not on what is urgent: the screen before had such a target, too */
    bool moving;       /* something of ui's own moves: a coasting scroll */
    bool deliberate;   /* the last event was somebody's intention: a press, a drag, a key, a wheel;
                        not what merely lies on the glass (ui/finger.h) */
};

/* Starts a frame on `list`, which has been reset to the window's size. */
void ui_begin(struct ui *ui, struct draw_list *list, ms_t now);

/* Puts the targets of each line in reading order and draws the focus ring; after it the targets are
 * complete, and what is drawn on top of the screen is in plain window pixels: the list mirrors no
 * more. */
void ui_end(struct ui *ui);

/* Feeds one event, against the targets of the last frame. TAP_NONE unless it completes a tap. */
struct tap ui_handle(struct ui *ui, const struct event *event);

/* What a press that is held taps by now, one tap a call; to be asked each step, after its events.
 * ui_held_wake: when there will be one, or another choice is lit (ui/scan.h); MS_NEVER for none. */
struct tap ui_held(struct ui *ui, ms_t now);
ms_t ui_held_wake(struct ui *ui);

/* The screen changed: fingers that are down press nothing more, and new presses count only from
 * `deaf_until` on. */
void ui_screen_changed(struct ui *ui, ms_t deaf_until);

/* Registers `rect` as touchable, cut to what is visible; skipped when that is, in either direction,
 * less than 16 mm and less than half of it. Returns true while it is pressed. */
bool ui_target(struct ui *ui, const char *id, const char *label, struct rect rect, int index);

/* The same for a shape with other corners than the theme's; the focus ring follows them. */
bool ui_target_round(struct ui *ui, const char *id, const char *label, struct rect rect, int radius,
                     int index);

/* The target that was just registered taps again while it is held: after half a second, then four
 * times a second, as long as the finger is on it. Lifting it then is no tap. */
void ui_repeats(struct ui *ui, const char *id);

/* The target that was just registered is to be read first: what lands on it within half a second of
 * any touch before does not press it. */
void ui_unhurried(struct ui *ui, const char *id);

/* The target that was just registered opens something when it is held for 0.4 s: a TAP_HELD. What
 * it opens is drawn from then on, and marked by ui_opened: the finger may slide there, and lifting
 * there taps it. Lifting where it was taps the target itself, so that a slow press is one, too. */
void ui_opens(struct ui *ui, const char *id);
void ui_opened(struct ui *ui, const char *id);

/* Something is drawn over this rectangle: targets that reach into it are none any more. */
void ui_cover(struct ui *ui, struct rect rect);

/* Where the target of this id lies that was registered in this frame, window px; empty when there
 * is none. */
struct rect ui_target_rect(const struct ui *ui, const char *id);

/* The same for one that must be heard whatever lies on the glass. It has to be harmless: a palm
 * that covers several targets presses this one. */
bool ui_target_urgent(struct ui *ui, const char *id, const char *label, struct rect rect,
                      int radius, int index);

/* Starts a vertical scroll region of `view`; content is `height` px high. Returns the y at which
 * the content begins (above view.y when scrolled). Draw, then ui_scroll_end. */
int ui_scroll_begin(struct ui *ui, struct scroll *scroll, struct rect view, int height);
void ui_scroll_end(struct ui *ui);

/* Row `number` (from 0), drawn at `row` of the open region or outside its view, is the chosen one:
 * when another one was in the last frame, the list moves until it is in view. */
void ui_scroll_follow(struct ui *ui, int number, struct rect row);

/* Up and down buttons of a region, drawn side by side or one above the other in `area`; only when
 * the content overflows. They move it by most of a view. Ids are "scroll:up" and "scroll:down"; of
 * the frame's second region "scroll:up:1" and "scroll:down:1". */
void ui_scroll_buttons(struct ui *ui, struct scroll *scroll, struct rect area, bool vertical,
                       const char *up_label, const char *down_label);

/* True when the content is higher than the view. */
bool ui_scroll_overflows(const struct scroll *scroll);

static inline color_t ui_color(const struct ui *ui, enum theme_color color)
{
    return ui->color[color];
}
