#include "content/plural.h"

#include <stddef.h>
#include <string.h>

static const char *always_other(unsigned n)
{
    (void)n;
    return "other";
}

static const char *one_is_one(unsigned n)
{
    return n == 1 ? "one" : "other";
}

/* Spanish, Italian, Catalan, European Portuguese: "1 000 000 de ..." */
static const char *one_and_millions(unsigned n)
{
    if (n == 1)
        return "one";
    return n != 0 && n % 1000000 == 0 ? "many" : "other";
}

static const char *none_is_one_too(unsigned n)
{
    return n == 0 ? "one" : one_and_millions(n);
}

static const char *up_to_one(unsigned n)
{
    return n < 2 ? "one" : "other";
}

static const char *filipino(unsigned n)
{
    return n % 10 == 4 || n % 10 == 6 || n % 10 == 9 ? "other" : "one";
}

static const char *east_slavic(unsigned n)
{
    if (n % 10 == 1 && n % 100 != 11)
        return "one";
    return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? "few" : "many";
}

static const char *polish(unsigned n)
{
    if (n == 1)
        return "one";
    return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? "few" : "many";
}

static const char *czech(unsigned n)
{
    if (n == 1)
        return "one";
    return n >= 2 && n <= 4 ? "few" : "other";
}

static const char *south_slavic(unsigned n)
{
    const char *category = east_slavic(n);
    return strcmp(category, "many") == 0 ? "other" : category;
}

static const char *romanian(unsigned n)
{
    if (n == 1)
        return "one";
    return n == 0 || (n % 100 >= 1 && n % 100 <= 19) ? "few" : "other";
}

static const char *arabic(unsigned n)
{
    static const char *const small[] = {"zero", "one", "two"};
    if (n < 3)
        return small[n];
    if (n % 100 >= 3 && n % 100 <= 10)
        return "few";
    return n % 100 >= 11 ? "many" : "other";
}

static const char *hebrew(unsigned n)
{
    return n == 2 ? "two" : one_is_one(n);
}

/* A longer code stands before the language it belongs to. */
static const struct {
    const char *language;
    const char *(*category)(unsigned n);
} rules[] = {
    {"es", one_and_millions},
    {"it", one_and_millions},
    {"ca", one_and_millions},
    {"pt-PT", one_and_millions},
    {"pt", none_is_one_too},
    {"fr", none_is_one_too},
    {"ru", east_slavic},
    {"uk", east_slavic},
    {"be", east_slavic},
    {"pl", polish},
    {"cs", czech},
    {"sk", czech},
    {"hr", south_slavic},
    {"sr", south_slavic},
    {"bs", south_slavic},
    {"ro", romanian},
    {"ar", arabic},
    {"he", hebrew},
    {"am", up_to_one},
    {"bn", up_to_one},
    {"fa", up_to_one},
    {"gu", up_to_one},
    {"hi", up_to_one},
    {"hy", up_to_one},
    {"pa", up_to_one},
    {"fil", filipino},
    {"tl", filipino},
    {"zh", always_other},
    {"yue", always_other},
    {"ja", always_other},
    {"ko", always_other},
    {"vi", always_other},
    {"th", always_other},
    {"id", always_other},
    {"ms", always_other},
    {"km", always_other},
    {"lo", always_other},
    {"my", always_other},
};

typedef const char *category_of(unsigned n);

static category_of *rule_of(const char *language)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        size_t length = strlen(rules[i].language);
        if (strncmp(language, rules[i].language, length) == 0 &&
            (language[length] == '\0' || language[length] == '-'))
            return rules[i].category;
    }
    return one_is_one;
}

const char *plural_category(const char *language, int count)
{
    return rule_of(language)(count < 0 ? 0u - (unsigned)count : (unsigned)count);
}

const char *const plural_forms[PLURAL_FORMS] = {"zero", "one", "two", "few", "many", "other"};

/* Every rule repeats after a hundred or says more only of the smallest numbers, but for millions.
 */
struct plural_use plural_use(const char *language, const char *form)
{
    category_of *rule = rule_of(language);
    bool none = strcmp(form, "zero") == 0;
    struct plural_use use = {.allowed = none || strcmp(form, "other") == 0 ||
                                        strcmp(rule(1000000), form) == 0};
    int numbers = 0;
    for (unsigned n = 0; n < 200; n++)
        numbers += strcmp(rule(n), form) == 0;
    use.needed = numbers > 0;
    use.allowed = use.allowed || use.needed;
    use.single = numbers == 1 || (none && numbers == 0);
    return use;
}
