#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "config/theme.h"
#include "platform/mask.h"
#include "ui/draw.h"
#include "ui/measure.h"

/* The fonts, one object a weight and size, and what they say about text. */
struct fonts;

/* `folder` holds the theme's font files. NULL (logged) when one cannot be opened. */
struct fonts *fonts_open(const char *folder, const struct theme *theme);
void fonts_close(struct fonts *fonts);

/* struct text_measure's functions; widths of known strings are a table look-up. */
int fonts_width(struct fonts *fonts, struct font font, const char *text, size_t length);
int fonts_ascent(struct fonts *fonts, struct font font);
int fonts_line_height(struct fonts *fonts, struct font font);

/* The coverage of one line, its origin at the left end of the baseline, kept in `cache`.
 * NULL when it cannot be drawn. */
const struct mask *fonts_mask(struct fonts *fonts, struct mask_cache *cache, struct font font,
                              const char *text);
