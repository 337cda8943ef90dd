#pragma once

#include "screens/screen.h"
#include "ui/keyboard.h"

/* A text that staff are asked to write, on the screen "staff-keyboard". Who asks says here what
 * for, in which languages and with which quick words, opens that screen as a panel, and learns by
 * writing_answered, when it is on top again, whether there is an answer. */

enum {
    WRITING_LANGUAGES = 16,
    WRITING_WORDS = 12,
    WRITING_SIZE = TEXT_EDIT_MAX + 1, /* bytes, with the end */
    WRITING_WORD_SIZE = 64,
    WRITING_TITLE_SIZE = 480
};

/* A name may be written in several languages; what is searched for is one text. */
struct writing_text {
    char language[16]; /* code; "": in any */
    char text[WRITING_SIZE];
    char words[WRITING_WORDS][WRITING_WORD_SIZE]; /* quick words, best first */
    int word_count;
};

struct writing {
    /* asked; strings are copies */
    char asker[UI_ID_SIZE];         /* "details:name": whose question it is */
    char title[WRITING_TITLE_SIZE]; /* what is asked: "Name of the routine" */
    char in[WRITING_TITLE_SIZE];    /* before the choice of languages: "Name in" */
    size_t most;                    /* letters of each text */
    const char *cancel;             /* key of the word for leaving all as it is; NULL: "Cancel" */
    bool may_be_empty; /* else Done without any text keeps the old ones; false after writing_ask */
    bool anew;         /* the first text is not gone on with; false after writing_ask */
    struct writing_text texts[WRITING_LANGUAGES];
    int count, current;
    char
        resumed[WRITING_SIZE]; /* the first text, as it goes on from before a lock; "": it begins */
    /* Called after each change, to keep a draft; `texts` are as they stand. May be NULL. */
    void (*changed)(struct screen_context *context, const struct writing *writing);

    /* Once something is looked for, the quick words are what was found: a tap takes the word of
     * this index, and writes nothing. NULL: they are words to be written. */
    void (*picked)(struct screen_context *context, int word);
    char quick_label[WRITING_TITLE_SIZE]; /* what stands before them; "": that they are words */

    /* answered: `texts` are what was written, until then */
    bool done;

    /* the screen's own */
    char old[WRITING_LANGUAGES][WRITING_SIZE];
    struct text_edit edit; /* of the current text */
    struct keyboard keyboard;
    int board;       /* the keyboard's language: index into context->languages; -1: none of them */
    bool choosing;   /* the list of languages is open */
    unsigned shown;  /* bit by text: its language is seen without that list */
    ms_t refused_at; /* a letter was, for which there is no room; 0: none */
};

/* A new question, without a text yet. `in`: NULL where it has one language. */
void writing_ask(struct writing *writing, const char *asker, const char *title, const char *in,
                 size_t most);

/* One more language, in the order in which they are offered: the first is the one that is written
 * first. NULL when there are too many. */
struct writing_text *writing_add(struct writing *writing, const char *language, const char *text);

/* Quick words that are too long, or too many, are left out. */
void writing_add_word(struct writing_text *text, const char *word);

/* Body regions of the content in the words of this language, most used first. */
void writing_add_regions(struct writing_text *text, const struct content *content,
                         const struct strings *strings);

/* True once, after Done: writing->texts are the answer. After Cancel they are what they were, and
 * it stays false; where the kiosk locked meanwhile they are as far as they came. */
bool writing_answered(struct writing *writing, const char *asker);

/* The text in a language; "" where there is none. */
const char *writing_text_in(const struct writing *writing, const char *language);

/* What a keyboard calls its keys, for any screen that has one. */
struct keyboard_words writing_keyboard_words(const struct strings *strings);

/* The screen's own, for `kiosk shot`: as if the name of a routine was asked. `state`: see
 * staff/staff.c. */
void writing_sample(struct screen_context *context, struct writing *writing, const char *state);

/* The screen's own: what it is entered, changed and left with. */
void writing_begin(struct screen_context *context, struct writing *writing);
void writing_choose(struct screen_context *context, struct writing *writing, int text);
void writing_next_board(struct screen_context *context, struct writing *writing);
void writing_keep(struct writing *writing);
void writing_end(struct writing *writing, bool done);
