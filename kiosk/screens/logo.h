#pragma once

#include "screens/screen.h"
#include "ui/text.h"

/* The clinic's logo, of whichever pack has one. It takes only what others leave over: too little of
 * that, and it is not shown. */

/* The size in which it fits into width x height; false when there is none or it would be too small
 * to be known again. */
bool logo_size(const struct screen_context *context, const struct ui *ui, int width, int height,
               int *logo_width, int *logo_height);

/* As large as `rect` allows, at its left or right edge, in the middle of its height. */
void logo_draw(const struct screen_context *context, struct ui *ui, struct rect rect,
               enum align align);

/* The same on a light plate, for dark backgrounds: logos are made for paper. */
void logo_draw_on_plate(const struct screen_context *context, struct ui *ui, struct rect rect);
