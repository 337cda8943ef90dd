#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "ui/event.h"

/* A line of text being written: UTF-8, with a caret between two of its characters. What a reader
 * takes for one character - a letter with its accents, a flag, a family of emoji - is one: the
 * caret never stands inside (base/text_break.h). "Before" is earlier in the text, on whichever side
 * that is seen. */

enum { TEXT_EDIT_LETTERS = 300, TEXT_EDIT_MAX = 4 * TEXT_EDIT_LETTERS /* bytes */ };

struct text_edit {
    char text[TEXT_EDIT_MAX + 1];
    size_t length; /* bytes */
    size_t most;   /* letters (code points) that it may have: as many in every language */
    size_t caret;  /* bytes from the beginning */
    int scroll;    /* px by which its field has moved it: the field's own */
    bool rtl;      /* which way it ran in its field last: the field's own */
};

/* The text with the caret behind it; cut between characters at `most`, or TEXT_EDIT_LETTERS. What
 * is no UTF-8 or would break the line is left out. */
void text_edit_set(struct text_edit *edit, const char *text, size_t most);

/* As many as `most` counts. */
size_t text_edit_letters(const struct text_edit *edit);

/* At the caret, which then stands behind it. False, and nothing changes, when it would become too
 * long, is no UTF-8 or would break the line. */
bool text_edit_insert(struct text_edit *edit, const char *text);

/* The same for what somebody writes: a mark that is written after its letter becomes one letter
 * with it. */
bool text_edit_write(struct text_edit *edit, const char *text);

/* What an arrow, Home, End, Backspace or Delete does; false when that is nothing. Left and right
 * are what is seen. */
bool text_edit_key(struct text_edit *edit, enum key key);

/* The character before the caret, "" when there is none, or it has more than `size` - 1 bytes. */
void text_edit_before(const struct text_edit *edit, char *character, size_t size);

/* One character; false when there is none. */
bool text_edit_delete_before(struct text_edit *edit);
bool text_edit_delete_after(struct text_edit *edit);
bool text_edit_step_back(struct text_edit *edit);
bool text_edit_step_on(struct text_edit *edit);

/* To where a character begins at or before this byte: what a tap on the field says. Negative: it
 * stays. */
void text_edit_place(struct text_edit *edit, int at);
