#pragma once

#include "screens/screen.h"

/* The demo of a kiosk whose staff have hidden every routine: one page of advice after the other, so
 * that it neither is empty nor shows what nobody may choose. */

enum { ADVICE_SLIDE_MS = 12000 };

struct advice_slide {
    const struct page *page; /* NULL: there is none */
    int nth, count;          /* which one of so many */
    int turn;                /* so many were shown before, whichever */
};

bool attract_advice_only(const struct screen_context *context);
struct advice_slide attract_advice_slide(const struct screen_context *context);

/* What stands for the page in the place of a figure: the exercise that it is about, else its sign.
 */
void attract_advice_draw(struct ui *ui, struct rect rect, const struct page *page);
