#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/geometry.h"

struct ui;
struct font;
struct scroll;

/* What a screen says, in reading order: what a screen reader would say of it. The order is that of
 * drawing; whoever draws a screen begins with what is to be read first. */

enum said_role {
    SAID_BODY,
    SAID_TITLE,  /* in the weight of titles */
    SAID_BUTTON, /* of something that can be pressed; an icon alone says its meaning */
    SAID_RING    /* the countdown: number and unit */
};

struct said {
    const char *text; /* whole, as it is meant; in the list's arena */
    enum said_role role;
    struct rect rect; /* window px */
    bool visible;     /* a part of it is on the screen: not scrolled out of sight */
    bool cut;         /* an ellipsis stands for some of it, or it leaves its room at a side */
};

/* What one goes through who is only told: a target with all that stands on it, or a text that
 * stands by itself. In reading order. */
struct said_stop {
    const char *id;        /* of the target; "": a text */
    const char *label;     /* of the target */
    bool chosen;           /* of several things this one is, or it is switched on */
    struct rect rect;      /* window px, also what is scrolled out of sight */
    struct scroll *scroll; /* the region it lies in; NULL: none */
    size_t first, count;   /* its texts in the list */
};

/* Zeroed is empty. `ui` fills it when ui->said points to it: what is scrolled out of sight is then
 * described as well. */
struct said_list {
    struct arena arena;
    struct said *items;
    size_t count, capacity;
    struct said_stop *stops;
    size_t stop_count, stop_capacity;
    struct rect pressable; /* the last target that was described, window px */
    int muted;             /* see below */
    enum said_role as;
    bool cut_while_muted;
};

/* Empties the list for a frame; memory is kept. */
void said_list_reset(struct said_list *list);
void said_list_free(struct said_list *list);

const char *said_role_name(enum said_role role); /* "body" */

/* Somebody listens: describe what is out of sight, too. */
bool ui_read_aloud(const struct ui *ui);

/* `rect` as the screen describes it, before mirroring and clipping. Nothing happens when nobody
 * listens. */
void ui_say(struct ui *ui, const char *text, struct font font, struct rect rect, bool cut);
void ui_say_button(struct ui *ui, const char *text, struct rect rect, bool cut);
void ui_say_body(struct ui *ui, const char *text, struct rect rect);

/* A target stands at `rect`: texts within belong to it. */
void ui_say_pressable(struct ui *ui, const char *id, const char *label, struct rect rect);

/* Of several things the target that was just registered is the chosen one, or it is on. */
void ui_say_chosen(struct ui *ui, bool chosen);

/* Texts between these are not said: a button says what it means. Pairs; at the end returns whether
 * one of them was cut. */
void ui_say_mute(struct ui *ui);
bool ui_say_unmute(struct ui *ui);

/* What texts are from now on; SAID_BODY: what their font and place tell. */
void ui_say_as(struct ui *ui, enum said_role role);
