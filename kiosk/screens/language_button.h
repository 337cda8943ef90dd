#pragma once

#include "screens/screen.h"

/* The way to the language screen, on other screens. Its id is "language". */

/* There is more than one language to choose from; otherwise no button stands anywhere. */
bool language_offered(const struct screen_context *context);

enum language_label {
    LANGUAGE_NAME, /* icon and the language's own name: "English" */
    LANGUAGE_CODE, /* icon and code: "EN" */
    LANGUAGE_ICON
};

/* What it says lives in `arena`. */
struct button language_button(const struct screen_context *context, struct arena *arena,
                              enum language_label label);

/* How wide it is, px: the icon alone is square like the other small buttons. */
int language_button_width(const struct ui *ui, const struct button *button);

/* The width, px, of the one that may take `most`: it says as much as fits; the icon alone, square
 * like the other small buttons, may take more. 0 where there is nothing to choose. */
int language_button_room(const struct screen_context *context, struct ui *ui, int most);

/* The one that says most in `rect`; nothing in an empty one. */
void language_button_draw(const struct screen_context *context, struct ui *ui, struct rect rect);

/* Cuts the same off the right end of `row`, a target's gap from what remains there, for whoever
 * draws it after what stands before it; empty where there is nothing to choose. */
struct rect language_button_place(const struct screen_context *context, struct ui *ui,
                                  struct rect *row, int most);

/* The same, and draws it. Returns how wide it is. */
int language_button_cut(const struct screen_context *context, struct ui *ui, struct rect *row,
                        int most);

/* Asks for the language screen when it was tapped. */
bool language_button_tap(struct screen_context *context, const struct tap *tap);
