#pragma once

/* The suffix of i18next v4 for a whole number in a language ("en", "pt-BR"): "zero", "one", "two",
 * "few", "many" or "other". Rules: Unicode CLDR, cardinal plurals. Unknown languages count as
 * English does. */
const char *plural_category(const char *language, int count);
