// links: shipped content figure json base fault_line
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/plural.h"
#include "content/strings.h"
#include "fault_line.h"
#include "shipped.h"

static char dir[] = BUILD_DIR "/test_strings_XXXXXX";

static void write_language(const char *code, const char *text)
{
    char path[100];
    snprintf(path, sizeof path, "%s/%s.json", dir, code);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static void remove_language(const char *code)
{
    char path[100];
    snprintf(path, sizeof path, "%s/%s.json", dir, code);
    unlink(path);
}

static const char english[] = "{\"language\": {\"name\": \"English\"}, \"player\": {\"pause\": "
                              "\"Pause\", \"step_of\": \"Step "
                              "{{step}} of {{count}}\", \"left\": \"{{count}} min left\"}, "
                              "\"steps_one\": \"{{count}} step\", "
                              "\"steps_other\": \"{{count}} steps\", \"deep\": {\"a\": {\"b\": "
                              "\"c\"}}, \"hello\": \"Hi {{ name "
                              "}}, {{name}}!\", \"only_english\": \"x\"}";
static const char spanish[] =
    "{\"language\": {\"name\": \"Espa\u00f1ol\"}, \"player\": {\"pause\": \"Pausa\", \"step_of\": "
    "\"Paso {{step}} de {{count}}\", \"left\": \"quedan {{count}} min\"}, \"steps_one\": "
    "\"{{count}} "
    "paso\", \"steps_many\": \"{{count}} de pasos\", \"steps_other\": \"{{count}} pasos\", "
    "\"deep\": "
    "{\"a\": {\"b\": \"d\"}}, \"hello\": \"Hola {{name}}\"}";

static int make_dir(void **state)
{
    (void)state;
    return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state)
{
    (void)state;
    static const char *const codes[] = {"en", "es", "de"};
    for (size_t i = 0; i < 3; i++)
        remove_language(codes[i]);
    return rmdir(dir);
}

static int write_both(void **state)
{
    (void)state;
    remove_language("de");
    write_language("en", english);
    write_language("es", spanish);
    return 0;
}

/* All of them, with "; " between. */
static const char *messages(const struct fault_list *faults)
{
    static char all[4096];
    size_t used = 0;
    all[0] = '\0';
    for (const struct fault *f = faults->first; f; f = f->next) {
        struct fault_list one = {.first = (struct fault *)f};
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", used ? "; " : "",
                                 fault_line(one.first, "f"));
    }
    return all;
}

static void test_lookup(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    struct strings *s = strings_load(dir, "en", &faults);
    assert_non_null(s);
    assert_null(faults.first);
    assert_string_equal(strings_code(s), "en");
    assert_string_equal(strings_language_name(s), "English");
    assert_string_equal(tr(s, "player.pause"), "Pause");
    assert_string_equal(tr(s, "deep.a.b"), "c");
    strings_free(s);
    strings_free(NULL);
}

static void test_missing_key(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    struct arena arena = {0};
    struct strings *s = strings_load(dir, "en", &faults);
    const char *first = tr(s, "player.paus");
    assert_string_equal(first, "[player.paus]");
    assert_ptr_equal(tr(s, "player.paus"), first); /* made once */
    assert_string_equal(tr(s, "player.pau"), "[player.pau]");
    assert_string_equal(tr_format(s, &arena, "nope", {"count", NULL, 2}), "[nope]");
    char key[20];
    for (int i = 0; i < 200; i++) {
        snprintf(key, sizeof key, "k%d", i);
        assert_int_equal(tr(s, key)[0], '[');
    }
    strings_free(s);
    arena_free(&arena);
}

static void test_replacement(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    struct arena arena = {0};
    struct strings *s = strings_load(dir, "en", &faults);
    assert_string_equal(
        tr_format(s, &arena, "player.step_of", {"step", NULL, 3}, {"count", NULL, 7}),
        "Step 3 of 7");
    assert_string_equal(tr_format(s, &arena, "hello", {"name", "{{name}}", 0}),
                        "Hi {{name}}, {{name}}!");
    assert_string_equal(tr_format(s, &arena, "hello", {"nam", "x", 0}), "Hi {{ name }}, {{name}}!");
    assert_string_equal(tr_format(s, &arena, "player.left", {"count", NULL, -2147483647 - 1}),
                        "-2147483648 min left");
    strings_free(s);
    arena_free(&arena);

    write_language("de",
                   "{\"a\": \"{{x\", \"b\": \"{{}} {{{{x}}\", \"c\": \"{{x, number}}{{-x}}\"}");
    s = strings_load(dir, "de", &faults);
    assert_string_equal(tr_format(s, &arena, "a", {"x", "y", 0}), "{{x");
    assert_string_equal(tr_format(s, &arena, "b", {"x", "y", 0}), "{{}} {{{{x}}");
    assert_string_equal(tr_format(s, &arena, "c", {"x", "y", 0}), "yy");
    strings_free(s);
    arena_free(&arena);
    fault_list_free(&faults);
}

static void test_plurals(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    struct arena arena = {0};
    struct strings *s = strings_load(dir, "en", &faults);
    assert_string_equal(tr_format(s, &arena, "steps", {"count", NULL, 1}), "1 step");
    assert_string_equal(tr_format(s, &arena, "steps", {"count", NULL, 0}), "0 steps");
    assert_string_equal(tr_format(s, &arena, "steps", {"count", NULL, 2}), "2 steps");
    strings_free(s);
    s = strings_load(dir, "es", &faults);
    assert_string_equal(tr_format(s, &arena, "steps", {"count", NULL, 1}), "1 paso");
    assert_string_equal(tr_format(s, &arena, "steps", {"count", NULL, 2}), "2 pasos");
    assert_string_equal(tr_format(s, &arena, "steps", {"count", NULL, 1000000}),
                        "1000000 de pasos");
    strings_free(s);

    /* A form that the translation lacks is taken from its "other", never from English. */
    write_language("es", "{\"steps_other\": \"{{count}} pasos\"}");
    s = strings_load(dir, "es", &faults);
    assert_string_equal(tr_format(s, &arena, "steps", {"count", NULL, 1}), "1 pasos");
    strings_free(s);
    arena_free(&arena);
    fault_list_free(&faults);
}

/* English is read once for all; whoever is freed first leaves it to the others. */
static void test_beside(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    struct strings *spanish_words = strings_load(dir, "es", &faults);
    write_language("en", "{");
    struct strings *en = strings_load_beside(spanish_words, dir, "en", &faults);
    assert_null(faults.first->next); /* Spanish lacks a text; English is not read again */
    strings_free(spanish_words);
    struct strings *again = strings_load_beside(en, dir, "es", &faults);
    strings_free(en);
    assert_string_equal(tr(again, "player.pause"), "Pausa");
    assert_string_equal(tr(again, "only_english"), "x");
    strings_free(again);
    fault_list_free(&faults);

    /* Where the other has none it is looked for again. */
    remove_language("en");
    struct strings *alone = strings_load(dir, "es", &faults);
    write_both(NULL);
    again = strings_load_beside(alone, dir, "es", &faults);
    assert_string_equal(tr(again, "only_english"), "x");
    strings_free(alone);
    strings_free(again);
    fault_list_free(&faults);
}

static void test_categories(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        int count;
        const char *category;
    } table[] = {
        {"en", 0, "other"},      {"en", 1, "one"},
        {"en", 2, "other"},      {"en-GB", 1, "one"},
        {"es", 0, "other"},      {"es", 1, "one"},
        {"es", 2000000, "many"}, {"es-MX", 1, "one"},
        {"fr", 0, "one"},        {"fr", 1, "one"},
        {"fr", 2, "other"},      {"pt", 0, "one"},
        {"pt-PT", 0, "other"},   {"pt-BR", 0, "one"},
        {"ru", 1, "one"},        {"ru", 2, "few"},
        {"ru", 5, "many"},       {"ru", 11, "many"},
        {"ru", 21, "one"},       {"ru", 12, "many"},
        {"ru", 22, "few"},       {"pl", 1, "one"},
        {"pl", 21, "many"},      {"pl", 22, "few"},
        {"pl", 12, "many"},      {"cs", 3, "few"},
        {"cs", 5, "other"},      {"hr", 5, "other"},
        {"hr", 3, "few"},        {"ro", 0, "few"},
        {"ro", 19, "few"},       {"ro", 20, "other"},
        {"ar", 0, "zero"},       {"ar", 2, "two"},
        {"ar", 103, "few"},      {"ar", 99, "many"},
        {"ar", 100, "other"},    {"he", 2, "two"},
        {"ja", 1, "other"},      {"zh-TW", 1, "other"},
        {"xx", 1, "one"},        {"est", 1000000, "other"},
        {"en", -1, "one"},       {"en", -2147483647 - 1, "other"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_string_equal(plural_category(table[i].language, table[i].count), table[i].category);
}

/* Forms with the numbers that take them, of 0 to 200, 1000 and 1000000: from Unicode CLDR's
 * plurals.xml, release 41, as Debian's unicode-cldr-core has it. */
static const struct {
    const char *language, *numbers;
} cldr[] = {
    {"en", "one 1 other 0 2-200 1000 1000000"},
    {"es", "one 1 many 1000000 other 0 2-200 1000"},
    {"ar", "zero 0 one 1 two 2 few 3-10 103-110 many 11-99 111-199 other 100-102 200 1000 1000000"},
    {"ru", "one 1 21 31 41 51 61 71 81 91 101 121 131 141 151 161 171 181 191 few 2-4 22-24 32-34 "
           "42-44 52-54 62-64 72-74 82-84 92-94 102-104 122-124 132-134 142-144 152-154 162-164 "
           "172-174 182-184 192-194 many 0 5-20 25-30 35-40 45-50 55-60 65-70 75-80 85-90 95-100 "
           "105-120 125-130 135-140 145-150 155-160 165-170 175-180 185-190 195-200 1000 1000000"},
    {"zh", "other 0-200 1000 1000000"},
    {"vi", "other 0-200 1000 1000000"},
};

static void test_categories_of_cldr(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cldr / sizeof *cldr; i++) {
        int numbers = 0;
        char copy[1024], form[16] = "";
        snprintf(copy, sizeof copy, "%s", cldr[i].numbers);
        char *save = NULL;
        for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
            int from, to;
            int read = sscanf(word, "%d-%d", &from, &to); /* NOLINT(cert-err34-c) */
            if (read < 1) {
                snprintf(form, sizeof form, "%s", word);
                continue;
            }
            for (int n = from; n <= (read == 2 ? to : from); n++, numbers++)
                assert_string_equal(plural_category(cldr[i].language, n), form);
        }
        assert_int_equal(numbers, 203);
    }
}

static void test_fallback(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    struct strings *s = strings_load(dir, "es-MX", &faults);
    assert_string_equal(strings_code(s), "es");
    assert_string_equal(tr(s, "player.pause"), "Pausa");
    assert_string_equal(tr(s, "only_english"), "x");
    assert_int_equal(faults.errors, 0);
    assert_int_equal(faults.warnings, 1);
    assert_string_equal(fault_line(faults.first, "f"),
                        "f:1:1: $: warning: has no \"only_english\"; the "
                        "English text is shown in its place");
    strings_free(s);
    fault_list_free(&faults);

    s = strings_load(dir, "de", &faults); /* no such file: English, and a fault */
    assert_string_equal(strings_code(s), "en");
    assert_int_equal(faults.errors, 1);
    strings_free(s);
    fault_list_free(&faults);

    s = strings_load(dir, "../en", &faults);
    assert_string_equal(strings_code(s), "en");
    assert_int_equal(faults.errors, 1);
    strings_free(s);
    fault_list_free(&faults);

    remove_language("en"); /* the language stands by itself */
    s = strings_load(dir, "es", &faults);
    assert_string_equal(tr(s, "player.pause"), "Pausa");
    assert_string_equal(tr(s, "only_english"), "[only_english]");
    strings_free(s);
    fault_list_free(&faults);

    assert_null(strings_load("/nonexistent", "es", &faults));
    assert_int_equal(faults.errors, 2);
    fault_list_free(&faults);
}

static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } table[] = {
        {"{\"x-note\": [1], \"$schema\": \"s\"}", ""},
        {"[]", "f:1:1: $: is a list; an object { ... } is needed"},
        {"{\"a\": 1}", "f:1:7: $.a: is a number; a text in double quotes is needed"},
        {"{\"a\": {\"b\": [\"c\"]}}",
         "f:1:13: $.a.b: is a list; a text in double quotes is needed"},
        {"{\"a\": {\"b\": \"c\"}, \"a.b\": \"d\"}",
         "f:1:26: $[\"a.b\"]: \"a.b\" stands here a second time; keep one of them"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault_list faults = {0};
        write_language("en", table[i].text);
        strings_free(strings_load(dir, "en", &faults));
        assert_string_equal(fault_line(faults.first, "f"), table[i].expected);
        fault_list_free(&faults);
    }
}

static void test_translation_warnings(void **state)
{
    (void)state;
    static const struct {
        const char *english, *text, *expected;
    } table[] = {
        {"{\"a\": \"b\"}", "{\"a\": \"b\"}", ""},
        {"{\"a_one\": \"1\", \"a_other\": \"n\"}", "{\"a_one\": \"b\", \"a_other\": \"c\"}", ""},
        {"{\"last_one\": \"1\"}", "{\"last_one\": \"b\"}", ""},
        {"{\"pause\": \"b\", \"rest\": \"c\"}", "{\"rest\": \"c\", \"puase\": \"d\"}",
         "f:1:1: $: warning: has no \"pause\"; the English text is shown in its place; "
         "f:1:24: $.puase: warning: is not among the English texts, so nothing shows it; did you "
         "mean \"pause\"?"},
        {"{\"a\": \"b\"}", "{\"a\": \"b\", \"c\": \"d\"}",
         "f:1:17: $.c: warning: is not among the English texts, so nothing shows it; take it out"},
        {"{\"a\": \"{{n}} b\"}", "{\"a\": \"{{m}} b\"}",
         "f:1:7: $.a: warning: holds \"{{m}}\", which the English text does not; it would be shown "
         "as it stands"},
        {"{\"a\": \"{{n}} b\"}", "{\"a\": \"{{ n }} {{n, number}} b\"}", ""},
        {"{\"a\": \"{{n}} b\"}", "{\"a\": \"b\"}",
         "f:1:7: $.a: warning: lacks \"{{n}}\", which the English text holds"},
        {"{\"a\": \"b\"}", "{\"a\": \"b {{\"}",
         "f:1:7: $.a: warning: holds \"{{\", which the English text does not; it would be shown as "
         "it stands"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault_list faults = {0};
        write_language("en", table[i].english);
        write_language("es", table[i].text);
        strings_free(strings_load(dir, "es", &faults));
        assert_string_equal(messages(&faults), table[i].expected);
        fault_list_free(&faults);
    }
}

static void test_plural_warnings(void **state)
{
    (void)state;
    static const char english_steps[] = "{\"a\": \"{{count}} min\", \"s_one\": \"{{count}} step\", "
                                        "\"s_other\": \"{{count}} steps\"}";
    static const struct {
        const char *language, *text, *expected;
    } table[] = {
        {"es", "{\"a\": \"{{count}}\", \"s_one\": \"un paso\", \"s_other\": \"{{count}}\"}", ""},
        {"es",
         "{\"a\": \"{{count}}\", \"s_zero\": \"nada\", \"s_one\": \"un paso\", \"s_many\": "
         "\"{{count}} de\", \"s_other\": \"{{count}}\"}",
         ""},
        {"es", "{\"a\": \"{{count}}\", \"s_few\": \"{{count}}\", \"s_other\": \"{{count}}\"}",
         "f:1:29: $.s_few: warning: is shown with no number; \"es\" counts with \"one\" and "
         "\"other\"; take it out; f:1:29: $.s_few: warning: stands without \"s_one\"; \"es\" "
         "counts "
         "with \"one\" and \"other\""},
        /* "one" is 1, 21, 31 ... in Russian, so it must name the number. */
        {"ru",
         "{\"a\": \"{{count}}\", \"s_one\": \"b\", \"s_few\": \"{{count}}\", \"s_many\": "
         "\"{{count}}\", \"s_other\": \"{{count}}\"}",
         "f:1:29: $.s_one: warning: lacks \"{{count}}\", which the English text holds"},
        {"ru", "{\"a\": \"{{count}}\", \"s_one\": \"{{count}}\", \"s_other\": \"{{count}}\"}",
         "f:1:29: $.s_one: warning: stands without \"s_few\" and \"s_many\"; \"ru\" counts with "
         "\"one\", \"few\" and \"many\""},
        {"zh", "{\"a\": \"{{count}}\", \"s_other\": \"{{count}}\"}", ""},
        {"zh", "{\"a\": \"{{count}}\", \"s_one\": \"{{count}}\", \"s_other\": \"{{count}}\"}",
         "f:1:29: $.s_one: warning: is shown with no number; \"zh\" counts with \"other\"; take it "
         "out"},
        /* Where English needs one text for all numbers, another language may need its forms. */
        {"ru",
         "{\"a_one\": \"{{count}}\", \"a_few\": \"{{count}}\", \"s_one\": \"{{count}}\", "
         "\"s_few\": \"{{count}}\", \"s_many\": \"{{count}}\"}",
         "f:1:11: $.a_one: warning: stands without \"a_many\"; \"ru\" counts with \"one\", \"few\" "
         "and \"many\""},
        {"ar",
         "{\"a\": \"{{count}}\", \"s_zero\": \"b\", \"s_one\": \"b\", \"s_two\": \"b\", "
         "\"s_few\": \"{{count}}\", \"s_many\": \"{{count}}\", \"s_other\": \"{{count}}\"}",
         ""},
        {"ar", "{\"a\": \"{{count}}\", \"s_other\": \"{{count}}\"}",
         "f:1:31: $.s_other: warning: stands without \"s_zero\", \"s_one\", \"s_two\", \"s_few\" "
         "and "
         "\"s_many\"; \"ar\" counts with \"zero\", \"one\", \"two\", \"few\", \"many\" and "
         "\"other\""},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault_list faults = {0};
        write_language("en", english_steps);
        write_language(table[i].language, table[i].text);
        strings_free(strings_load(dir, table[i].language, &faults));
        assert_string_equal(messages(&faults), table[i].expected);
        fault_list_free(&faults);
        remove_language(table[i].language);
    }
    struct fault_list faults = {0};
    write_language("en", "{\"a_other\": \"{{count}}\"}"); /* English counts, too */
    strings_free(strings_load(dir, "en", &faults));
    assert_string_equal(messages(&faults), "f:1:13: $.a_other: warning: stands without \"a_one\"; "
                                           "\"en\" counts with \"one\" and \"other\"");
    fault_list_free(&faults);
}

static void test_direction(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool right_to_left;
        const char *expected;
    } table[] = {
        {"{}", false, ""},
        {"{\"language\": {\"direction\": \"ltr\"}}", false, ""},
        {"{\"language\": {\"direction\": \"rtl\"}}", true, ""},
        {"{\"language\": {\"direction\": \"RTL\"}}", false,
         "f:1:28: $.language.direction: \"RTL\" is unknown; did you mean \"rtl\"? allowed are ltr, "
         "rtl"},
        {"{\"language\": {\"direction\": 1}}", false,
         "f:1:28: $.language.direction: is a number; one of these texts is needed: ltr, rtl"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault_list faults = {0};
        write_language("en", table[i].text);
        struct strings *s = strings_load(dir, "en", &faults);
        assert_string_equal(fault_line(faults.first, "f"), table[i].expected);
        assert_int_equal(strings_right_to_left(s), table[i].right_to_left);
        strings_free(s);
        fault_list_free(&faults);
    }
    /* Not taken from English as a text would be, nor is it a text that English lacks. */
    struct fault_list faults = {0};
    write_language("en", "{\"a\": \"b\", \"language\": {\"direction\": \"rtl\"}}");
    write_language("es", "{\"a\": \"b\"}");
    struct strings *s = strings_load(dir, "es", &faults);
    assert_false(strings_right_to_left(s));
    assert_string_equal(fault_line(faults.first, "f"), "");
    strings_free(s);
    write_language("en", "{\"a\": \"b\"}");
    write_language("es", "{\"a\": \"b\", \"language\": {\"direction\": \"rtl\"}}");
    s = strings_load(dir, "es", &faults);
    assert_true(strings_right_to_left(s));
    assert_string_equal(fault_line(faults.first, "f"), "");
    strings_free(s);
}

static void test_shipped(void **state)
{
    (void)state;
    struct languages languages = shipped_languages();
    for (size_t i = 0; i < languages.count; i++) {
        struct fault_list faults = {0};
        struct strings *s = strings_load(SOURCE_DIR "/assets/lang", languages.codes[i], &faults);
        assert_non_null(s);
        assert_string_equal(fault_line(faults.first, "f"), "");
        assert_string_equal(strings_code(s), languages.codes[i]);
        strings_free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_lookup, write_both),
        cmocka_unit_test_setup(test_missing_key, write_both),
        cmocka_unit_test_setup(test_replacement, write_both),
        cmocka_unit_test_setup(test_plurals, write_both),
        cmocka_unit_test_setup(test_beside, write_both),
        cmocka_unit_test(test_categories),
        cmocka_unit_test(test_categories_of_cldr),
        cmocka_unit_test_setup(test_fallback, write_both),
        cmocka_unit_test_setup(test_faults, write_both),
        cmocka_unit_test_setup(test_translation_warnings, write_both),
        cmocka_unit_test_setup(test_plural_warnings, write_both),
        cmocka_unit_test(test_direction),
        cmocka_unit_test(test_shipped),
    };
    return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
