#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config/theme.h"
#include "platform/mask.h"
#include "ui/draw.h"
#include "ui/measure.h"

/* The theme's families of fonts, and what they say about text in any script. A file is read when
 * the first letter is asked for that only it may have. */
struct fonts;

/* `folder` holds the theme's font files. NULL (logged) when one of the main family cannot be
 * opened; without another its letters are boxes. */
struct fonts *fonts_open(const char *folder, const struct theme *theme);
void fonts_close(struct fonts *fonts);

/* Whether any family has the character, or none needs it (spaces, joiners); reads them until one
 * does. */
bool fonts_has(struct fonts *fonts, enum font_weight weight, uint32_t code);

/* What `ui` asks about text; valid as long as `fonts`. Widths of known strings are a table look-up.
 * Line boxes are the main family's, whatever the text. The language's family of fonts comes first
 * from when it is set. */
struct text_measure fonts_measure(struct fonts *fonts);

/* The coverage of one line of a paragraph that runs from right to left or not, its origin at the
 * left end of the baseline, kept in `cache`. NULL when it cannot be drawn. */
const struct mask *fonts_mask(struct fonts *fonts, struct mask_cache *cache, struct font font,
                              const char *text, bool rtl);
