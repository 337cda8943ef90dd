#pragma once

#include <stdbool.h>

/* The suffix of i18next v4 for a whole number in a language ("en", "pt-BR"): "zero", "one", "two",
 * "few", "many" or "other". Rules: Unicode CLDR, cardinal plurals. Unknown languages count as
 * English does. */
const char *plural_category(const char *language, int count);

enum { PLURAL_FORMS = 6 };
extern const char *const plural_forms[PLURAL_FORMS];

/* What a form is to a language. */
struct plural_use {
    bool needed;  /* some number below 200 takes it */
    bool allowed; /* or a larger one does, or it is "zero" or "other": a special word for none, and
                     what stands in for a form that is missing */
    bool single;  /* exactly one number takes it, so its text need not name the number */
};

struct plural_use plural_use(const char *language, const char *form);
