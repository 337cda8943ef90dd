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

/* A photo as it is shown. */
struct photos_item {
    const char *name;
    uint64_t key;
    const struct picture_set *set;  /* NULL: it is on no stick that is here, and there is no copy */
    const struct exercise *example; /* a sample photo is a figure: nobody's files are read */
};

/* How many there are to choose from: those of the stick, then those of an exercise being made that
 * are not on it. */
int photos_count(const struct screen_context *context);
struct photos_item photos_item(const struct screen_context *context, int index);

/* Those that are chosen, and what they are shown as. */
struct photo_choice *photos_choice(struct staff_photos *state);
struct photos_item photos_chosen(const struct screen_context *context, int index);

/* So many of the exercise's photos are not to be had. */
int photos_missing(const struct screen_context *context);

/* The place of a photo among the chosen ones, from 1; 0: it is none. */
int photos_place(struct staff_photos *state, uint64_t key);

/* Something of the exercise has changed. */
void photos_keep(struct staff_photos *state);

/* Chosen before, and on no stick any more: only what is shown can be taken out. */
void photos_drop_unseen(struct staff_photos *state);

/* Text of the exercise: asks for it, and takes it as far as it came. */
void photos_ask_text(struct screen_context *context, bool name);
void photos_take_answers(struct screen_context *context);

void photos_draw_photo(const struct photos_view *v, struct rect rect,
                       const struct photos_item *item);

/* Whether to go on with the one that was begun. */
void photos_draw_asks(const struct photos_view *v, struct rect area);

/* The page of the exercise. */
void photos_draw_form(const struct photos_view *v, struct rect area);

enum { PHOTOS_FIELDS = 2 }; /* numbers of a dose that are asked for: the first that it counts */

/* The screen: what is drawn of it. */
void staff_photos_draw(struct screen_context *context, struct ui *ui);
