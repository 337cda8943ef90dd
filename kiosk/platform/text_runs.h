#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A line of text taken apart into runs of one direction, one script and one font, in the order in
 * which they are seen from left to right: the Unicode bidirectional algorithm (FriBidi), with two
 * rules of the kiosk's own.
 *
 * A number is read as it is written. What belongs to one number stays together from left to right,
 * whatever surrounds it: digits 0-9 with what joins them (10-15, 3 x 10, 4:05, 2/3, 1.5, with or
 * without spaces around a dash, cross, slash, plus, equals or colon), a sign before them (+5, >=
 * 3), a percent or degree sign after them (50 %), and a unit of at most three Latin letters (10 s).
 * So "10-15 s" in an Arabic sentence can never be read "15-10" or "s 51". Numbers in Arabic-Indic
 * digits are left to the algorithm, as Arabic writes them.
 *
 * A text cannot reorder what it does not contain. Embeddings, overrides and isolates (U+202A..202E,
 * U+2066..2069) are dropped, as are control characters; the marks U+200E, U+200F, U+061C count. */

enum { TEXT_LINE_MAX = 2048 }; /* characters of a line; longer ones are cut */

struct text_run {
    uint16_t start, length; /* in text_line.code */
    uint8_t level;          /* of embedding; odd ones run from right to left */
    uint8_t font;
    uint32_t script; /* ISO 15924 as four letters, 'Arab'; 0: none in particular */
};

struct text_line {
    int count, run_count;
    uint32_t code[TEXT_LINE_MAX]; /* as written, without what is dropped */
    struct text_run run[TEXT_LINE_MAX];
};

/* The fonts, best first. `has` says whether a font has a letter; `script` 0: of whatever script
 * the font is for. */
struct text_fonts {
    void *context;
    int count; /* 1..255 */
    bool (*has)(void *context, int font, uint32_t script, uint32_t code);
};

static inline uint32_t text_script(const char tag[4])
{
    return (uint32_t)tag[0] << 24 | (uint32_t)tag[1] << 16 | (uint32_t)tag[2] << 8 |
           (uint32_t)tag[3];
}

/* Whether the character leaves ink, so that a font must have it: no space, no joiner, nothing that
 * is dropped. */
bool text_has_ink(uint32_t code);

/* Which way a text runs, as struct text_measure has it: with a screen that runs left (`otherwise`)
 * if it begins so, else as most of its letters do. */
bool text_right_to_left(const char *text, bool otherwise);

/* `length` in bytes of UTF-8; `rtl`: the direction of the paragraph. The letters of one script in
 * a line come from one font when there is one that has them all, else those of one word; what no
 * font has is given to font 0, which draws its box for unknown letters. */
void text_runs(struct text_line *line, const char *text, size_t length, bool rtl,
               const struct text_fonts *fonts);
