// links: content
/* A number in four bytes, then a language's code. The number has one of the six forms, which the
 * language then has, too. */
#include <stdlib.h>
#include <string.h>

#include "content/plural.h"
#include "fuzz.h"

static bool is_form(const char *category)
{
    for (int i = 0; i < PLURAL_FORMS; i++)
        if (strcmp(plural_forms[i], category) == 0)
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int number = 0, needed = 0;
    if (size < sizeof number)
        return 0;
    memcpy(&number, data, sizeof number);
    char *code = fuzz_text(data + sizeof number, size - sizeof number);
    const char *category = plural_category(code, number);
    assert(is_form(category));
    assert(plural_use(code, category).allowed);
    for (int i = 0; i < PLURAL_FORMS; i++) {
        struct plural_use use = plural_use(code, plural_forms[i]);
        assert(use.allowed || !use.needed);
        needed += use.needed;
    }
    assert(needed > 0);
    assert(number < 0 || number >= 200 || plural_use(code, category).needed);
    free(code);
    return 0;
}
