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

/* The language that most of the text is in, "vi": its family of fonts comes first from now on. */
void fonts_set_language(struct fonts *fonts, const char *language);

/* Whether any family has the character, or none needs it (spaces, joiners); reads them until one
 * does. */
bool fonts_has(struct fonts *fonts, enum font_weight weight, uint32_t code);

/* struct text_measure's functions; widths of known strings are a table look-up. Line boxes are the
 * main family's, whatever the text. */
int fonts_width(struct fonts *fonts, struct font font, const char *text, size_t length);
int fonts_ascent(struct fonts *fonts, struct font font);
int fonts_line_height(struct fonts *fonts, struct font font);

/* The coverage of one line of a paragraph that runs from right to left or not, its origin at the
 * left end of the baseline, kept in `cache`. NULL when it cannot be drawn. */
const struct mask *fonts_mask(struct fonts *fonts, struct mask_cache *cache, struct font font,
                              const char *text, bool rtl);
