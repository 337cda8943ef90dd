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
