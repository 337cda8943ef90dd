#pragma once

#include "staff/staff.h"

/* Shared by the files of the screen "staff-keyboard" only. */

/* Everything that drawing and tapping ask about. */
struct writing_view {
    struct screen_context *context;
    struct writing *writing;
    struct keyboard_words words;
    struct keyboard_page keyboard;
    const char *quick[WRITING_WORDS];
    int quick_count;
    bool alone;  /* the languages of the text are not seen beside it */
    bool in_bar; /* the field stands between Cancel and Done: it does without its own button */
};

/* *view holds pointers into itself. */
void writing_view_init(struct writing_view *view, struct screen_context *context);

/* The texts whose languages are not seen without the list of languages. Returns how many. */
int writing_hidden(const struct writing *writing, int hidden[WRITING_LANGUAGES]);

/* What the language of a text is called. */
const char *writing_language(const struct writing_view *view, int text);

/* A letter was refused a moment ago, and the counter shows it. */
bool writing_shows_refusal(const struct screen_context *context);

/* Title, languages and Cancel; or Cancel, the field and Done: see keyboard_head.c. They cut what
 * they need off *area; the bar returns the field's place. */
bool writing_head_fits(const struct writing_view *view, struct ui *ui, bool title, bool chips);
int writing_head_height(const struct writing_view *view, struct ui *ui, bool title, bool chips);
void writing_draw_head(const struct writing_view *view, struct ui *ui, struct rect *area,
                       bool chips);
void writing_draw_buttons(const struct writing_view *view, struct ui *ui, struct rect *area,
                          bool chips);
struct rect writing_draw_bar(const struct writing_view *view, struct ui *ui, struct rect *area,
                             bool chips);
void writing_draw_list(const struct writing_view *view, struct ui *ui, struct rect area);

/* The line that is written. */
int writing_field_height(const struct writing_view *view, struct ui *ui);
void writing_draw_field(const struct writing_view *view, struct ui *ui, struct rect rect);

/* Between two things on this screen, px: on 7" less than elsewhere, so that keys keep their size.
 */
int writing_gap(const struct ui *ui);

/* The whole screen. */
void writing_draw(struct screen_context *context, struct ui *ui);
