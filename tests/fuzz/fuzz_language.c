// links: content
/* Any bytes as a file of the kiosk's own words: as English, and as Arabic beside a good English
 * one. Every text is there, whatever the number in it, and is UTF-8. */
#include <limits.h>
#include <string.h>

#include "base/log.h"
#include "base/utf8.h"
#include "content/strings.h"
#include "fuzz.h"

static const char english[] =
    "{\"language\": {\"name\": \"English\", \"direction\": \"ltr\"}, \"a\": {\"b\": \"B "
    "{{name}}\"},"
    "\"step_one\": \"{{count}} step\", \"step_other\": \"{{count}} steps of {{name}}\"}";

static const char *const keys[] = {"language.name", "language.direction", "a",         "a.b",
                                   "step",          "step_one",           "step_many", ""};

static const int numbers[] = {0, 1, 2, 3, 11, 21, 100, 102, 1000000, -1, INT_MAX, INT_MIN};

static void check_text(const char *text)
{
    assert(text && utf8_valid(text, strlen(text)));
}

static void check_texts(const struct strings *strings)
{
    struct arena arena = {0};
    check_text(strings_language_name(strings));
    strings_right_to_left(strings);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        check_text(tr(strings, keys[i]));
        for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++)
            check_text(tr_format(strings, &arena, keys[i], {"count", NULL, numbers[n]},
                                 {"name", "{{count}}", 0}));
    }
    arena_free(&arena);
}

static void check(const char *code)
{
    struct fault_list faults = {0};
    struct strings *strings = strings_load(fuzz_folder(), code, &faults);
    assert(strings || faults.errors > 0);
    if (strings) {
        assert(*strings_code(strings));
        check_texts(strings);
    }
    strings_free(strings);
    fuzz_end_faults(&faults);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    log_set_level(LOG_LEVEL_ERROR); /* not a line for each missing text */
    fuzz_write(fuzz_path("en.json"), data, size);
    check("en");
    fuzz_write(fuzz_path("ar.json"), data, size);
    fuzz_write(fuzz_path("en.json"), english, strlen(english));
    check("ar");
    return 0;
}
