#pragma once

#include "ui/keyboard_layout.h"
#include "ui/text_edit.h"
#include "ui/ui.h"

/* A keyboard on the screen, which writes at the caret of a text_edit. It lies as its letters do on
 * any keyboard, in every language: it is never mirrored.
 *
 * Where keys of 16 mm do not fit, as on 7", several letters share one: it opens them beside it, for
 * a second tap. */

enum keyboard_case {
    CASE_AUTO, /* a capital where a sentence begins */
    CASE_CAPITAL,
    CASE_SMALL
};

enum keyboard_popup {
    POPUP_NONE,
    POPUP_FORMS,  /* of a letter whose key is held: to be written */
    POPUP_BEFORE, /* of the letter before the caret: to take its place */
    POPUP_GROUP,  /* the letters that share a key */
    POPUP_WORDS   /* quick words */
};

/* Across frames. Zeroed but for `layout`, it is ready. */
struct keyboard {
    const struct keyboard_layout *layout;
    enum keyboard_case letters; /* until one has been written */
    enum keyboard_popup popup;  /* open */
    char opener[UI_ID_SIZE];    /* id of the key that opened it */
    bool held;                  /* and the finger that did is still on it */
    char about[64];             /* the letter whose forms these are; the letters of the group */
};

struct keyboard_words {
    const char *shift, *backspace, *space, *forms, *language, *quick; /* what readers hear */
    const char *done;
};

/* What it shows. */
struct keyboard_page {
    struct keyboard *keyboard;
    struct text_edit *edit;
    const struct keyboard_words *words;
    const char *language;     /* on the key for the next keyboard; NULL: there is only one */
    const char *const *quick; /* quick words behind a key; NULL: they stand elsewhere */
    int quick_count;
    bool has_done; /* "Done" is one of its keys */
};

/* What a tap was to it. */
enum keyboard_answer {
    KEYBOARD_NOTHING, /* none of its keys */
    KEYBOARD_PRESSED, /* shift, something opened or closed, a caret moved */
    KEYBOARD_WROTE,   /* the text is another one now */
    KEYBOARD_REFUSED, /* there is no room for more */
    KEYBOARD_LANGUAGE,
    KEYBOARD_DONE /* also Enter */
};

/* A keyboard for this language, or of Latin letters where there is none; nothing open. */
void keyboard_set_language(struct keyboard *keyboard, const char *language);

/* Whether its next letter is a capital. */
bool keyboard_capital(const struct keyboard *keyboard, const struct text_edit *edit);

/* Everything that was tapped, held or typed on the screen is to be offered to it; also what is
 * written on a real keyboard. Taps on nothing close what is open. */
enum keyboard_answer keyboard_tap(const struct keyboard_page *page, const struct tap *tap);

/* A word as a whole, with the spaces that it needs beside it, and one for the word after it. */
bool keyboard_write_word(struct text_edit *edit, const char *word);

enum keyboard_fit {
    KEYBOARD_TOO_LARGE,
    KEYBOARD_SHARED, /* letters share keys */
    KEYBOARD_WHOLE   /* each has its own */
};

/* How it would be in an area of this size, px. */
enum keyboard_fit keyboard_fit(const struct ui *ui, const struct keyboard_page *page, int width,
                               int height);

/* The height, px, that it takes of at most this. */
int keyboard_height(const struct ui *ui, const struct keyboard_page *page, int width, int most);

/* `area` is where what it opens may lie; drawn after all else of the screen. */
void keyboard_draw(struct ui *ui, struct rect rect, const struct keyboard_page *page);
void keyboard_draw_popup(struct ui *ui, struct rect area, const struct keyboard_page *page);
