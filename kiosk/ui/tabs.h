#pragma once

#include "ui/text.h"

/* The places of a header of ink, side by side: each as high as the header, the current one
 * underlined. Where their words do not fit, those of the others become icons, then its own; where
 * not even those fit, a header has no tabs but a way to the page that leads to all. */
struct tab {
    const char *id;
    const char *label;
    const char *icon;
    bool both; /* the icon stands beside the word, too */
};

struct tabs {
    const struct tab *tabs;
    int count, current;
};

/* `rect`: as high as the header, from the left. Returns the width used. */
int ui_tabs(struct ui *ui, struct rect rect, const struct tabs *tabs);

/* They fit so much room, at least as icons. */
bool ui_tabs_fit(const struct ui *ui, int width, const struct tabs *tabs);

/* The height of a header, px. */
int ui_header_height(const struct ui *ui);
