#pragma once

#include "ui/ui.h"

/* The hold of a top corner that leads to staff's PIN: one finger, or the mouse, rests there for 3 s
 * and lifts again within 5 more. From the first second on a ring shows it.
 *
 * What only lies there does not: a palm has several contacts, a sleeve or a thumb at the rim stays
 * longer, a drop or a wiping cloth moves or comes as a series. So nothing else may be on the glass
 * when it lands, land meanwhile, or have lifted just before; and it must stay where it is. Whatever
 * it lies on acts as ever when it lifts earlier. */
struct corner {
    bool held;       /* by `pointer`, since then */
    int64_t pointer; /* as in events */
    ms_t since;
    int x, y;  /* where it landed, window px */
    int down;  /* contacts on the glass */
    ms_t last; /* something landed or lifted */
};

/* True when this event completes the hold. */
bool corner_takes(struct corner *corner, const struct event *event, const struct metrics *metrics);

/* Nothing is held any more: the screen changed, or may not be left. */
void corner_drop(struct corner *corner);

/* The ring, over everything, for `now`. */
void corner_draw(const struct corner *corner, struct ui *ui, ms_t now);

/* When it looks different next. */
ms_t corner_wake(const struct corner *corner, ms_t now);
