#pragma once

#include <stdbool.h>

#include "base/letter.h"

/* What each language's keyboard has on its keys. The keyboards themselves are in
 * keyboard_layouts.c: to add one, add it there. */

enum { LAYOUT_ROWS = 3, LAYOUT_ROW_KEYS = 12, LAYOUT_FORMS = 24 };

struct keyboard_layout {
    const char *language; /* code: "es" */

    /* From the top, keys from left to right as they lie there, with spaces between them: at most
     * 11 a row, so that they keep 16 mm on a 21.5" panel in portrait; in the last one 9 where
     * there are capitals and 10 else, as shift and backspace stand beside it. */
    const char *rows[LAYOUT_ROWS];
    const char *comma, *stop; /* beside the space bar */

    /* What is behind a key that is held: groups with spaces between them, in each the key itself,
     * then what is most likely first. These are marked on the key. */
    const char *forms;
    const char *more; /* the same, after them and not marked: what other languages have; NULL */

    const char *sample; /* on the key for the letter before the caret: "á ñ ü" */
    bool capitals;      /* it has small and capital letters */
};

/* NULL when there is none for this language. */
const struct keyboard_layout *keyboard_layout_find(const char *language);

/* The one to write with where a language has none: Latin letters. */
const struct keyboard_layout *keyboard_layout_latin(void);

struct letters {
    char items[LAYOUT_FORMS][LETTER_SIZE];
    int count;
};

/* The keys of a row: 0 to LAYOUT_ROWS - 1, or -1 for the digits. */
void layout_row(const struct keyboard_layout *layout, int row, struct letters *keys);

/* What can stand in the place of this letter: what is behind its key, or behind that of which it is
 * a form, in the same case, without itself. None: `forms` is empty. `key`: that key, small; NULL:
 * nobody asks. */
void layout_forms(const struct keyboard_layout *layout, const char *letter, struct letters *forms,
                  char key[LETTER_SIZE]);

/* The first of the forms that are marked on the key; "" when none is. */
void layout_mark(const struct keyboard_layout *layout, const char *key, char mark[LETTER_SIZE]);
