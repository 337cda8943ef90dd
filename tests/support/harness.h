#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "cli/stage.h"
#include "ui/ui.h"

/* The whole kiosk under a test's fake clock and fake finger: nothing moves unless the test lets
 * time pass. A step is 1/60 s. Functions that cannot do what is asked fail the test and say what
 * the screen offers instead. */
struct harness {
    struct assembly assembly;
    struct stage stage;
    ms_t start, now;
    const struct app_frame *frame; /* of the last step */
    int paint_every;
    unsigned long steps;
};

struct harness_options {
    int width, height;           /* px; 0: 1920 x 1080 */
    const char *share;           /* NULL: the shipped assets, settings and content */
    const char *content_dir;     /* NULL: the shipped content */
    const char *clinic_dir;      /* a pack over the shipped content; NULL: none */
    const char *language;        /* NULL: en */
    const struct config *config; /* NULL: defaults */
    const char *store_file;      /* NULL: counts in memory */
    const char *kept_dir;        /* for the small files beside them; NULL: none are kept */
    int paint_every;             /* paint each Nth step; 0: never, only step */
};

void harness_open(struct harness *harness, const struct harness_options *options);
void harness_close(struct harness *harness);

/* ---- time ---- */

/* One step with these events; the clock moves by one frame first. */
void harness_step(struct harness *harness, const struct event *events, size_t count);

/* Lets time pass, a frame at a time. */
void harness_wait(struct harness *harness, ms_t ms);

/* Lets time pass in strides of a quarter second: for minutes. */
void harness_skip(struct harness *harness, ms_t ms);

/* The machine stands still: after this long, one step. */
void harness_stall(struct harness *harness, ms_t ms);

/* Skips until the screen is up; fails after `most` ms. */
void harness_await(struct harness *harness, const char *screen, ms_t most);

/* Past the fade and the deaf time after a screen change. */
void harness_settle(struct harness *harness);

/* ---- finger and keys; each takes at least one step ---- */

enum { FINGER = 1, SECOND_FINGER = 2 };

void harness_down(struct harness *harness, int finger, int x, int y);
void harness_move(struct harness *harness, int finger, int x, int y);
void harness_up(struct harness *harness, int finger, int x, int y);
void harness_cancel(struct harness *harness, int finger);
void harness_tap_at(struct harness *harness, int x, int y);
void harness_swipe(struct harness *harness, int x0, int y0, int x1, int y1, ms_t ms);
void harness_key(struct harness *harness, enum key key);
void harness_event(struct harness *harness, enum event_kind kind);

/* A key is pressed, held for a while and let go. */
void harness_hold_key(struct harness *harness, enum key key, ms_t ms);

/* Down and up in the middle of the target with this id. */
void harness_tap(struct harness *harness, const char *id);

/* The same, held down for a while. */
void harness_hold(struct harness *harness, const char *id, ms_t ms);

/* Tap, then harness_settle. */
void harness_press(struct harness *harness, const char *id);

/* Tap; the tone that staff try by it, which comes once. */
struct tried_cue harness_try(struct harness *harness, const char *id);

/* Scrolls down, by the arrow button or by swiping, until the target can be touched. */
void harness_reveal(struct harness *harness, const char *id);

/* Where the warning card is asked: reads it to its end and answers that there is none. */
void harness_pass_card(struct harness *harness);

/* Where the player says who should ask first, or where to go, goes on at once. */
void harness_get_ready(struct harness *harness);

/* Tabs until the target has the keyboard's focus, then Enter, then harness_settle. */
void harness_choose(struct harness *harness, const char *id);

/* Opens the staff side with a PIN of the harness's own (chosen, when there is none yet). False when
 * that is not to be had now: one has to wait, it is another one, or the screen lets nobody in. */
bool harness_unlock(struct harness *harness);

/* Types on a keyboard: digits only. */
void harness_type(struct harness *harness, const char *digits);

/* ---- what is to be seen ---- */

const char *harness_screen(const struct harness *harness);

/* Fails unless this screen is up. */
void harness_expect(const struct harness *harness, const char *screen);

bool harness_has(const struct harness *harness, const char *id);
struct rect harness_rect(const struct harness *harness, const char *id);

/* How small a target of this frame may be, px: 16 mm, and half of that where the edge of a list
 * cuts it. */
int harness_least_side(const struct ui *ui, struct rect rect);

/* The target that wears the focus ring; NULL when none does. Valid until the next step. */
const char *harness_focus(const struct harness *harness);

/* True when the text stands somewhere on the screen (line breaks count as blanks). */
bool harness_shows(const struct harness *harness, const char *text);

/* app_show; fails when there is no such thing. */
void harness_show(struct harness *harness, const char *spec);

/* Paints the frame of the last step afresh and returns the canvas. */
const struct canvas *harness_paint(struct harness *harness);
