#pragma once

#include "screens/screen.h"
#include "ui/stack.h"

/* A card of text that asks for one of two answers, over the whole window: below it, or at its side
 * where that would leave too little height. The language stands in its corner or at its side. */
struct answer_card {
    const char *icon, *title;
    bool warns;      /* in the colours of danger, its title first among the words */
    bool small;      /* in small letters; set while it is drawn, see short_words */
    stack_fn *words; /* called with `context` */
    /* The same in fewer words, NULL when there are none: nobody has to scroll for them. Where the
     * words do not fit they are set in small letters, and then these. */
    stack_fn *short_words;
    const struct screen_context *context;
    bool back; /* a way back stands in the card's corner, or at its side, as the language does */
    /* The first stands at the left, or above, and the second goes on. Where the second would stand
     * in `finger`, they change places. */
    struct button first, second;
    struct rect finger;
    bool read_first; /* where not all is in sight, "red-flags:more" stands in the second's place
                        until the text has been read */
};

/* Scrolls by the visit's overview_scroll. Says where the answers are. */
struct answer_places answer_card_draw(struct screen_context *context, struct ui *ui,
                                      const struct answer_card *card);

/* Shows more of the text. */
void answer_card_read_on(struct scroll *scroll);

/* Padding inside the card, px. */
int answer_card_padding(const struct ui *ui);
