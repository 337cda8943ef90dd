#pragma once

#include "screens/home_cards.h"
#include "screens/home_filter.h"

/* What the home screen knows of all routines, worked out once instead of in every frame: a pack may
 * hold a thousand of them. */

struct home_card {
    const struct exercise *face; /* the one pictured */
    struct tag tags[HOME_TAG_COUNT];
    int words_height; /* name, summary and tags, for the grid's width of words */
};

/* Made anew when a part it was made from changes. */
struct home_index {
    struct arena facts; /* of the routines, in one language */
    const struct content *content;
    const struct strings *strings;
    struct home_card *cards; /* one for each routine */
    struct filter_row filters;

    bool fitted; /* `grid` and the heights are those of: */
    struct theme_fonts fonts;
    uint64_t sizes; /* a hash of all else that decides how large things are */
    struct card_grid grid;

    struct arena rows; /* of the cards that pass one filter */
    bool placed;
    char filter[VISIT_FILTER_SIZE];
    int *shown; /* indexes of routines */
    int *tops;  /* of each row, from the top of all; one more for the end of the last */
    int shown_count, row_count;
};

struct home_index *home_index_create(void);
void home_index_destroy(struct home_index *index); /* NULL is allowed */
/* To be called when content or strings that were shown are released, or others are shown. */
void home_index_forget(struct home_index *index);

/* Brings the facts up to date. */
void home_index_know(struct home_index *index, const struct screen_context *context);

/* Whether the grid is for this size and theme; if not, it is marked to be from now on. */
bool home_index_fitted(struct home_index *index, const struct ui *ui, int width, int view);

/* Brings the rows up to date with the grid and the visit's filter. */
void home_index_place(struct home_index *index, const struct screen_context *context);

/* Height of one card, or of the highest one. */
int home_index_card_height(const struct home_index *index, int routine);
int home_index_highest(const struct home_index *index);
