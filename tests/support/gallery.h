#pragma once

#include "harness.h"
#include "ui/text_edit.h"
#include "ui/ui.h"

/* Every widget of the staff side on four pages, as its screens will use them. */
enum gallery_page {
    GALLERY_SETTINGS, /* tabs, rows with switch, steppers, undo */
    GALLERY_ORDER,    /* chips, rows to be put in order, undo */
    GALLERY_WRITING,  /* text fields, chips */
    GALLERY_USAGE,    /* charts */
    GALLERY_PAGES
};

struct gallery_words;

struct gallery {
    enum gallery_page page;
    const struct gallery_words *words;
    struct scroll scroll[2];
    struct text_edit name, search, other;
    bool on;
    int minutes, chosen;
};

/* "settings" */
const char *gallery_name(enum gallery_page page);

/* Afresh; `language` "en", "ar" (which runs from the right) or "de" (whose words are long). The
 * harness was opened in "ar" for Arabic. */
void gallery_open(struct gallery *gallery, enum gallery_page page, const char *language);

/* The page in the place of the screen that is up, which must have been drawn once. */
void gallery_draw(struct gallery *gallery, struct harness *harness);

/* What gallery_draw described, as pixels. */
const struct canvas *gallery_paint(struct harness *harness);

/* Hands an event to what was drawn last, and the tap to the page. */
void gallery_send(struct gallery *gallery, struct harness *harness, const struct event *event);
