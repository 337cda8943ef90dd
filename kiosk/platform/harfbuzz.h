#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What SDL2_ttf does not say, asked of HarfBuzz directly: the library that it shapes with, so it is
 * in the process anyway. Nothing is shaped here to be drawn. The only file that includes <hb.h>.
 *
 * - What kind of letter a character is. SDL2_ttf sets a text in a script that it is told; FriBidi
 *   knows directions, not scripts. HarfBuzz has the Unicode tables of both.
 * - Where the pen is. TTF_SizeUTF8 says how wide a picture is: from the pen's place or the ink left
 *   of it, to where the pen ends or the ink right of it, in whole pixels. It does not say how far
 *   the pen went, where the next run of a line begins; nor how far left of and above the pen the
 *   picture begins, which is needed to put it in its place. TTF_GlyphMetrics knows characters as
 * they stand alone, not joined Arabic or composed accents; TTF_MeasureUTF8 counts glyphs. */

/* ISO 15924 as four letters, 'Arab'; 0: common to several. */
uint32_t harfbuzz_script(uint32_t code);

/* By general category: marks that are set with the letter before them (not the spacing ones),
 * characters that say how others are set, spaces. */
bool harfbuzz_is_mark(uint32_t code);
bool harfbuzz_is_format(uint32_t code);
bool harfbuzz_is_space(uint32_t code);

/* The one character for a letter and its accent; 0: there is none. */
uint32_t harfbuzz_composed(uint32_t letter, uint32_t accent);

/* A font file. `bytes` are borrowed until harfbuzz_close; nothing of them is read before the first
 * harfbuzz_pen. NULL when memory is short. Not thread-safe. */
struct harfbuzz *harfbuzz_open(const void *bytes, size_t length);
void harfbuzz_close(struct harfbuzz *file);

struct pen {
    int advance; /* 26.6: how far it goes */
    int left;    /* px, 0 or less: where ink begins left of where it started */
    int top;     /* px, 0 or more: how high ink stands above the baseline, before hinting */
};

/* `size`: em in 26.6; `text` in UTF-8, of one script and one direction. */
struct pen harfbuzz_pen(struct harfbuzz *file, int size, const char *text, bool rtl,
                        uint32_t script);
