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

/* The one that says most and is no wider than `width` px; the icon alone, if need be. */
struct button language_button_within(const struct screen_context *context, struct ui *ui,
                                     int width);

/* Its width, px: the icon alone is square like the other small buttons. */
int language_button_width(const struct ui *ui, const struct button *button);

/* Asks for the language screen when it was tapped. */
bool language_button_tap(struct screen_context *context, const struct tap *tap);
