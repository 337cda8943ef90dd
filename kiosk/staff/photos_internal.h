#pragma once

#include "screens/screen.h"
#include "staff/photos.h"

/* Between the files of the photos' screen only. */

struct photos_view {
    struct screen_context *context;
    struct staff_photos *state;
    struct ui *ui;
    struct arena *arena;
    bool small; /* one thing at a time is seen */
};

const char *photos_word(const struct photos_view *v, const char *key);

/* How many there are to choose from. */
int photos_count(const struct screen_context *context);

/* The place of a photo among the chosen ones, from 1; 0: it is none. */
int photos_place(const struct staff_photos *state, int photo);

void photos_draw_photo(const struct photos_view *v, struct rect rect, int photo);

/* The page of the exercise. */
void photos_draw_form(const struct photos_view *v, struct rect area);

enum { PHOTOS_FIELDS = 2 }; /* numbers of a dose that are asked for: the first that it counts */

/* The screen: what is drawn of it. */
void staff_photos_draw(struct screen_context *context, struct ui *ui);
