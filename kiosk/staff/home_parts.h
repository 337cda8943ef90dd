#pragma once

#include "staff/home_draw.h"

/* Pieces of staff's tile page, shared by the files that draw it. */

struct home_view {
    struct screen_context *context;
    struct ui *ui;
    const struct staff_home *home;
};

static inline const char *home_word(const struct home_view *v, const char *key)
{
    return tr(v->context->strings, key);
}

/* The six checks (home_checks.c): all of one height in boxes of this width, px. */
int home_check_height(const struct home_view *v, int width);
void home_check_draw(const struct home_view *v, struct rect rect, enum health_check check);

/* The tiles (home_tiles.c), in rows of `height`; returns how high all are. Dry, it draws none. */
int home_tiles_draw(const struct home_view *v, struct rect rect, int columns, int height, bool dry);

/* The title of each tile fits one of this size whole. */
bool home_titles_fit(const struct home_view *v, int width, int height);
