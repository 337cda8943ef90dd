#pragma once

#include "ui/keyboard.h"

/* Which keys stand in which row: for the files of the keyboard only. */

enum cap_kind {
    CAP_LETTER,
    CAP_GROUP, /* letters that share a key */
    CAP_SHIFT,
    CAP_BACKSPACE,
    CAP_FORMS,
    CAP_LANGUAGE,
    CAP_QUICK,
    CAP_SPACE,
    CAP_DONE
};

enum { CAP_ROWS = 8, CAP_ROW = 14, CAP_TEXT = 64, GROUPED_COLUMNS = 6 };

struct cap {
    enum cap_kind kind;
    char text[CAP_TEXT]; /* the letter, small; of a group: letters with spaces between them */
    int weight;          /* its share of the row */
};

struct cap_row {
    struct cap items[CAP_ROW];
    int count;
};

struct cap_rows {
    struct cap_row items[CAP_ROWS];
    int count;
};

/* A key for every letter. */
void caps_whole(const struct keyboard_page *page, struct cap_rows *rows);

/* Shared keys, `columns` side by side. */
void caps_grouped(const struct keyboard_page *page, int columns, struct cap_rows *rows);

/* "key:q", "key:shift", "keys:qwe" */
void cap_id(const struct cap *cap, char id[UI_ID_SIZE]);
