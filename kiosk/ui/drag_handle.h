#pragma once

#include "ui/widgets.h"

/* A list whose rows can be put into another order: by a handle in each row, which a finger carries
 * up and down, and by two buttons in a fixed place beside the list, which move the chosen row. No
 * drag is ever needed. Rows are equally high. Where they lie in a region that scrolls, it scrolls
 * on while a row is held to its edge. */
struct drag_list {
    const char *id; /* "steps": its handles are "steps:0", "steps:1" ... */
    int count;
    int pitch; /* px from the top of one row to the top of the next */
};

/* The grip; `rect` is all that takes the row up. A tap on it is one on a target, with the row's
 * index: it chooses the row. Drawn after the row, which it may lie on. */
void ui_drag_handle(struct ui *ui, struct rect rect, const struct drag_list *list, int index,
                    const char *label);

/* While a row is carried: which one, and where it would be put now. False when none is. */
bool drag_list_carries(const struct ui *ui, const struct drag_list *list, int *from, int *to);

/* The row to be drawn as the n-th: in order, but the carried one last, over the others. */
int drag_list_nth(const struct ui *ui, const struct drag_list *list, int n);

/* How far below its place a row is drawn, px: the carried one follows the finger, others make
 * room. */
int drag_list_shift(const struct ui *ui, const struct drag_list *list, int index);

/* "steps:up" and "steps:down", fat arrows with their words where there is room. The index of their
 * taps is `chosen`; at an end of the list, or without a chosen row (-1), they are pale. */
void ui_drag_list_buttons(struct ui *ui, struct rect rect, const struct drag_list *list, int chosen,
                          bool vertical, const char *up, const char *down);

/* Whether the tap moves a row of this list, by whichever way, and from where to where: a button
 * "steps:first" puts the row of its index before all others. */
bool drag_list_moved(const struct tap *tap, const char *id, int *from, int *to);

/* The target that was just registered is carried anywhere by the finger that presses it, as the
 * corner of a frame is. It neither scrolls what it lies in nor is it cancelled by sliding off;
 * lifting it then is no tap. */
void ui_loose_handle(struct ui *ui, const char *id);

/* While a finger carries it: how far from where it was taken up, px, to the right and down as the
 * list is drawn (on a mirrored one, to the left). False while none does. */
bool ui_loose_carried(const struct ui *ui, const char *id, int *dx, int *dy);
