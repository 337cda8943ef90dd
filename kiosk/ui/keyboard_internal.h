#pragma once

#include "ui/keyboard_caps.h"

/* Shared by the files of the keyboard only. */

/* What is open: at most LAYOUT_FORMS items, in `letters` or of the page. */
int keyboard_items(const struct keyboard_page *page, struct letters *letters, const char **items);

/* The letters that stand in `text` with spaces between them. */
void keyboard_split(const char *text, bool capital, struct letters *letters);

/* Whether the letter before the caret can be another one; it, and the key that has it. */
bool keyboard_forms_before(const struct keyboard_page *page, char letter[LETTER_SIZE],
                           char key[LETTER_SIZE]);

/* The letters, with spaces between them, of the shared key with this id; "" when there is none. */
void keyboard_group(const struct keyboard_page *page, const char *id, char text[CAP_TEXT]);
