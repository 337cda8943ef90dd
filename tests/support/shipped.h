#pragma once

#include "content/content.h"
#include "content/strings.h"

/* What comes with the program. What cannot be had fails the test. */

/* The codes of all files in assets/lang, the source language first, then by the alphabet. */
struct languages {
    const char *const *codes;
    size_t count;
};

struct languages shipped_languages(void);

/* Whether a test of all panels takes this one in this language: the source language has them all,
 * the others every second one, in turn. KIOSK_FULL=1: always. Both count from 0. */
bool shipped_pair(size_t language, size_t panel);

/* The caller's, as content_load and strings_load have it. */
struct content *shipped_content(void);
struct strings *shipped_words(const char *code);
