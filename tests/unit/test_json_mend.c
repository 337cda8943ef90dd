// links: json base fault_line
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "fault_line.h"
#include "json/json.h"

/* ---- what is said ---- */

static void test_signs_of_other_keyboards_are_named_with_the_right_one(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } table[] = {
        {"{\"a\"：1}", "f:1:5: $.a: a full-width colon; write :"},
        {"{\"a\": 1，\"b\": 2}", "f:1:8: $: a full-width comma; write ,"},
        {"{\"a\": 1、\"b\": 2}", "f:1:8: $: a Chinese comma; write ,"},
        {"{\"a\": 1، \"b\": 2}", "f:1:8: $: an Arabic comma; write ,"},
        {"{\"a\": 1؛ \"b\": 2}", "f:1:8: $: an Arabic semicolon; write ,"},
        {"{\"a\": 1；\"b\": 2}", "f:1:8: $: a full-width semicolon; write ,"},
        {"{\"a\": 1; \"b\": 2}", "f:1:8: $: a semicolon; between entries stands a comma (,)"},
        {"{\"a\": １２}", "f:1:7: $.a: full-width digits; write 12"},
        {"{\"a\": １２．５}", "f:1:7: $.a: full-width digits; write 12.5"},
        {"{\"a\": 1２}", "f:1:8: $: full-width digits; write 2"},
        {"{\"a\": ٣٠}", "f:1:7: $.a: Arabic digits; write 30"},
        {"{\"a\": ۳۰}", "f:1:7: $.a: Arabic digits; write 30"},
        {"{\"a\": -٣}", "f:1:8: $.a: Arabic digits; write 3"},
        {"{\"a\": −3}", "f:1:7: $.a: a typographic minus sign; write -"},
        {"{\"a\": 1٫5}", "f:1:8: $: an Arabic point; write ."},
        {"{\"a\": 1.٥}", "f:1:9: $.a: Arabic digits; write 5"},
        {"{\"a\": ｔｒｕｅ}", "f:1:7: $.a: full-width letters; write true"},
        {"｛\"a\": 1}", "f:1:1: $: a full-width bracket; write {"},
        {"{\"a\": 1｝", "f:1:8: $: a full-width bracket; write }"},
        {"{\"a\": ［1]}", "f:1:7: $.a: a full-width bracket; write ["},
        {"{\"a\": [1】}", "f:1:9: $.a: a Chinese bracket; write ]"},
        {"{＂a\": 1}",
         "f:1:2: $: a full-width quote; only straight double quotes (\") are allowed"},
        {"{\"a\": 「b」}",
         "f:1:7: $.a: a Chinese quote; only straight double quotes (\") are allowed"},
        {"{„a“: 1}", "f:1:2: $: a curly quote; only straight double quotes (\") are allowed"},
        {"{\"a\": \"b”,\n\"c\": 1}",
         "f:1:9: $.a: a curly quote; only straight double quotes (\") are allowed"},
        {"{\"a”: 1, \"c\": 1}",
         "f:1:4: $[\"a\u201D: 1, \"]: a curly quote; only straight double quotes (\") are allowed"},
        {"{\"a\":\u00A0\"b\"}", "f:1:6: $.a: a no-break blank (U+00A0); type an ordinary one"},
        {"{\u3000\"a\": 1}", "f:1:2: $: a full-width blank (U+3000); type an ordinary one"},
        {"{\"a\":\u20031}", "f:1:6: $.a: a special blank (U+2003); type an ordinary one"},
        {"{\u200B\"a\": 1}", "f:1:2: $: an invisible character (U+200B); take it out"},
        {"{\"a\"\u200E: 1}", "f:1:5: $.a: an invisible character (U+200E); take it out"},
        {"{\"a\": 1\u00AD}", "f:1:8: $: an invisible character (U+00AD); take it out"},
        {"{\"a\": 1}\u200B", "f:1:9: $: an invisible character (U+200B); take it out"},
        {"\u2060{\"a\": 1}", "f:1:1: $: an invisible character (U+2060); take it out"},
        {"{\"a\": 1}\u3000\n", "f:1:9: $: a full-width blank (U+3000); type an ordinary one"},
        {"{\"a\": \"：，１ ﻿“b”\"}", ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault_list faults = {0};
        struct json_file *file = json_parse("f", table[i].text, strlen(table[i].text), &faults);
        assert_string_equal(fault_line(faults.first, NULL), table[i].expected);
        json_free(file);
        fault_list_free(&faults);
    }
}

static void test_what_nobody_sees_in_a_key_is_said_in_words(void **state)
{
    (void)state;
    static const struct {
        const char *key, *expected;
    } table[] = {
        {"lo\u200Bck",
         "\"lo\u200Bck\" (with an invisible character, U+200B); did you mean \"lock\"?"},
        {"\uFEFFlock",
         "\"\uFEFFlock\" (with an invisible character, U+FEFF); did you mean \"lock\"?"},
        {"lo\u00ADck",
         "\"lo\u00ADck\" (with an invisible character, U+00AD); did you mean \"lock\"?"},
        {"lock\u200E",
         "\"lock\\u200e\" (with an invisible character, U+200E); did you mean \"lock\"?"},
        {"lock\u00A0",
         "\"lock\u00A0\" (with a blank of a special kind, U+00A0); did you mean \"lock\"?"},
        {"lock ", "\"lock \" (with a blank at its end); did you mean \"lock\"?"},
        {" lock", "\" lock\" (with a blank at its end); did you mean \"lock\"?"},
        {"l\u043Eck", "\"l\u043Eck\" (with a Cyrillic \"\u043E\", U+043E); did you mean \"lock\"?"},
        {"l\u03BFck", "\"l\u03BFck\" (with a Greek \"\u03BF\", U+03BF); did you mean \"lock\"?"},
        {"\u0455t\u043Er\u0435_f\u0456l\u0435", "\"\u0455t\u043Er\u0435_f\u0456l\u0435\" (with a "
                                                "Cyrillic \"\u0455\", U+0455); did you mean "
                                                "\"store_file\"?"},
        {"ｌｏｃｋ", "\"ｌｏｃｋ\" (with a full-width \"ｌ\", U+FF4C); did you mean \"lock\"?"},
        {"Lock", "\"Lock\"; did you mean \"lock\"?"},
        {"lokc", "\"lokc\"; did you mean \"lock\"?"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char text[128], expected[256];
        struct fault_list faults = {0};
        snprintf(text, sizeof text, "{\"%s\": true}", table[i].key);
        struct json_file *file = json_parse("f", text, strlen(text), &faults);
        struct json_object root;
        assert_true(json_object_begin(&root, json_root(file)));
        json_bool(&root, "lock", false);
        json_string(&root, "store_file", JSON_OPTIONAL, 10, NULL);
        assert_false(json_object_done(&root));
        snprintf(expected, sizeof expected, "unknown key %s", table[i].expected);
        assert_string_equal(faults.first->message, expected);
        json_free(file);
        fault_list_free(&faults);
    }
}

static void test_what_nobody_sees_in_a_chosen_word_is_said_too(void **state)
{
    (void)state;
    static const char *const names[] = {"mint", "sand"};
    static const char text[] = "{\"color\": \"mint\\u200b\"}";
    struct fault_list faults = {0};
    struct json_file *file = json_parse("f", text, strlen(text), &faults);
    struct json_object root;
    assert_true(json_object_begin(&root, json_root(file)));
    json_enum(&root, "color", names, 2, 0);
    assert_string_equal(faults.first->message,
                        "\"mint\u200B\" (with an invisible character, U+200B) is unknown; did you "
                        "mean \"mint\"? allowed are mint, sand");
    json_free(file);
    fault_list_free(&faults);
}

/* ---- what is understood ---- */

static char path[] = BUILD_DIR "/test_json_mend_XXXXXX";

static int make_file(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static struct json_file *read_mended(const char *text, size_t length, struct fault_list *faults)
{
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, length, out), length);
    fclose(out);
    return json_read_mended(path, faults);
}

/* "a=1 b=true c.d=x": what was understood. */
static void write_members(struct json value, const char *before, char *out, size_t size)
{
    for (struct json at = json_first(value); json_present(at); at = json_next(at)) {
        char key[64];
        double number = 0;
        size_t used = strlen(out);
        snprintf(key, sizeof key, "%s%s%s", before, *before ? "." : "", json_key(at));
        if (json_type(at) == JSON_NUMBER && json_value_number(at, -1e9, 1e9, &number))
            snprintf(out + used, size - used, "%s%s=%g", used ? " " : "", key, number);
        else if (json_type(at) == JSON_STRING)
            snprintf(out + used, size - used, "%s%s=%s", used ? " " : "", key,
                     json_value_string(at, 99, NULL));
        else if (json_type(at) == JSON_BOOL)
            snprintf(out + used, size - used, "%s%s", used ? " " : "", key);
        else
            write_members(at, key, out, size);
    }
}

static void test_a_broken_file_is_understood_as_far_as_can_be(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } table[] = {
        {"{\"a\": 1, \"b\": \"x\"}", "a=1 b=x"},
        {"{\n \"a\": true\n \"b\": \"es\"\n}\n", "a b=es"},
        {"{\"a\": 1 \"b\": 2}", "a=1 b=2"},
        {"{\"a\" 1, \"b\": 2}", "a=1 b=2"},
        {"{\"a\": 1, \"b\": 2,}", "a=1 b=2"},
        {"{\"a\": 1,, \"b\": 2}", "a=1 b=2"},
        {"{\"a\": [1, 2,], \"b\": 2}", "a.=1 a.=2 b=2"},
        {"// settings\n{\"a\": 1, // one\n \"b\": 2 /* two\n lines */, \"c\": 3 # no\n}",
         "a=1 b=2 c=3"},
        {"{“a”: 1, “b”: “x”}", "a=1 b=x"},
        {"{\"a\": \"x”,\n\"b\": 2}", "a=x b=2"},
        {"{\"a\"：１２，\"b\"： ٣}", "a=12 b=3"},
        {"｛\"a\"：1｝", "a=1"},
        {"{\u00A0\"a\": 1,\u3000\"b\": 2}\u200B", "a=1 b=2"},
        {"{\n\"a\": 1,\n\"b\": oops,\n\"c\": 3\n}", "a=1 b=oops c=3"},
        {"{\n\"a\": 1,\n\"b\": \"oops,\n\"c\": 3\n}", "a=1 b=oops c=3"},
        {"{\n\"a\": 1,\nb: 2,\n\"c\": 3\n}", "a=1 b=2 c=3"},
        {"{\n\"a\": 1,\noops,\n\"c\": 3\n}", "a=1 c=3"},
        {"{\"a\": True, \"b\": TRUE, \"c\": yes}", "a b c=yes"},
        {"{'a': true, 'b': 'it's', `c`: 'x'}", "a b=it's c=x"},
        {"{'a': True,\n \"b': 'x',\n 'c\": \"y'\n}", "a b=x c=y"},
        {"{\"a\": true", "a"},
        {"{a: true, b: x, c: 'y'}", "a b=x c=y"},
        {"{a = true\n b=x\n c := y;\n d => 4}", "a b=x c=y d=4"},
        {"a: true\nb: x\n", "a b=x"},
        {"\"a\": true, \"b\": 2}", "a b=2"},
        {"{\"a: true, \"b\": 2}", "a b=2"},
        {"{\"a: true,\n b\": 2}", "a b=2"},
        {"{\"a\": \"x, \"b\": true}", "a=x,  b"},
        {"{\"a\": \"x\"\", \"b\": true\n, \"c\": 3}", "a=x b c=3"},
        {"{\"a\": \"x\"\"\n \"b\": true\n}", "a=x b"},
        {"{\"a\":\n \"b\": true\n}", "b"},
        {"{\"a\"\n \"b\": true\n}", "b"},
        {"{\"a\": [\n \"b\": true\n}", "b"},
        {"{\"abc\"d: true, \"e\": 1}", "abcd e=1"},
        {"{\"a\": {\"b\": 1], \"c\": true}", "a.b=1 c"},
        {"{{\"a\": 1, ] \"b\": true}", "a=1 b"},
        {"{\"a\": 1, / \"b\": true, \"c\": *x}", "a=1 b c=x"},
        {"{\"a\": \"C:\\packs\", \"b\": true}", "a=C:\\packs b"},
        {"{\"a\": \"x\ty\", \"b\": true}", "a=x y b"},
        {"{\n\"a\": 1,\n\"b\": 012,\n\"c\": 3\n}", "a=1 c=3"},
        {"{\n\"a\": 1,\n\"b\":,\n\"c\": 3\n}", "a=1 c=3"},
        {"{\n\"a\": {\"b\": 1, \"c\": tru},\n\"d\": 4\n}", "a.b=1 a.c=tru d=4"},
        {"{\n\"a\": {\n\"b\": 1,\n\"c\": tru\n},\n\"d\": 4\n}", "a.b=1 a.c=tru d=4"},
        {"{\n\"a\" {\n\"b\": 1\n},\n\"d\": 4\n}", "a.b=1 d=4"},
        {"{\"a\": 1}, \"b\": 2}", "a=1 b=2"},
        {"{\"a\": 1} and so on", "a=1"},
        {"{\"a\": [1, 2}", "a.=1 a.=2"},
        {"{\"a\": {\"b\": 1", ""},
        {"{\"a\": {\"b\": 1}, \"c\": \"x\"", "a.b=1 c=x"},
        {"{\"a\": true, \"b\": 9", "a"},
        {"{\"a\": true, \"b\":", "a"},
        {"{\"a\": true, \"b", "a"},
        {"{\"a\": true, ", "a"},
        {"{\"a\": true, \"b\": \"caf\xE9\",\n \"c\": 3}", "a b=caf? c=3"},
        {"{", ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault_list faults = {0};
        char members[256] = "";
        struct json_file *file = read_mended(table[i].text, strlen(table[i].text), &faults);
        assert_non_null(file);
        assert_int_equal(faults.errors, i == 0 ? 0 : 1);
        assert_int_equal(json_mended(file), i > 0);
        write_members(json_root(file), "", members, sizeof members);
        if (strcmp(members, table[i].expected) != 0)
            print_message("of %s\n", table[i].text);
        assert_string_equal(members, table[i].expected);
        json_free(file);
        fault_list_free(&faults);
    }
}

static void test_a_file_in_utf_16_is_understood(void **state)
{
    (void)state;
    static const char little[] = "\xFF\xFE{\0\"\0a\0\"\0:\0 \0001\0}\0";
    static const char big[] = "\0{\0\"\0a\0\"\0:\0 \0001\0}";
    static const struct {
        const char *text;
        size_t length;
    } table[] = {{little, sizeof little - 1}, {big, sizeof big - 1}};
    for (size_t i = 0; i < 2; i++) {
        struct fault_list faults = {0};
        char members[256] = "";
        struct json_file *file = read_mended(table[i].text, table[i].length, &faults);
        assert_string_equal(faults.first->message,
                            "the file is in UTF-16 (\"Unicode\" in Notepad); save it as UTF-8");
        assert_non_null(file);
        write_members(json_root(file), "", members, sizeof members);
        assert_string_equal(members, "a=1");
        json_free(file);
        fault_list_free(&faults);
    }
}

static void test_of_nothing_nothing_is_made(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        const char *message;
    } table[] = {
        {"", 0, "the file is empty; an object { ... } is needed"},
        {" \n", 2, "the file is empty; an object { ... } is needed"},
        {"\0\0\0\0\0\0", 6,
         "the file holds nothing but zero bytes, as after a power cut; copy it anew"},
        {"\x89PNG\r\n\x1A\n\0\0\0\r", 12,
         "the file is not a text; JSON, saved as UTF-8, is needed"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault_list faults = {0};
        assert_null(read_mended(table[i].text, table[i].length, &faults));
        assert_int_equal(faults.errors, 1);
        assert_string_equal(faults.first->message, table[i].message);
        fault_list_free(&faults);
    }
}

/* Whatever is made of a damaged file, it ends, and says what is wrong once. */
static void test_mending_any_damage_comes_to_an_end(void **state)
{
    (void)state;
    static const char text[] =
        "{\n \"screen\": {\"diagonal_mm\": 546.1, \"viewing_mm\": 0},\n \"lock\": true,\n"
        " \"language\": \"es\", \"content_dirs\": [\"../a\", \"b\"],\n \"idle\": {\"ask_s\": "
        "90}\n}\n";
    static const char bytes[] = "{}[]\",:\\ \n/*x0-\xE2\xFF\0";
    uint32_t random = 12345;
    for (int i = 0; i < 1500; i++) {
        char copy[sizeof text];
        size_t length = sizeof text - 1;
        memcpy(copy, text, sizeof text);
        for (int k = 0; k < 1 + i % 5; k++) {
            random = random * 1664525u + 1013904223u;
            copy[(random >> 8) % length] = bytes[(random >> 3) % (sizeof bytes - 1)];
        }
        if (i % 7 == 0)
            length = (random >> 5) % length;
        struct fault_list faults = {0};
        json_free(read_mended(copy, length, &faults));
        fault_list_free(&faults);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signs_of_other_keyboards_are_named_with_the_right_one),
        cmocka_unit_test(test_what_nobody_sees_in_a_key_is_said_in_words),
        cmocka_unit_test(test_what_nobody_sees_in_a_chosen_word_is_said_too),
        cmocka_unit_test(test_a_broken_file_is_understood_as_far_as_can_be),
        cmocka_unit_test(test_a_file_in_utf_16_is_understood),
        cmocka_unit_test(test_of_nothing_nothing_is_made),
        cmocka_unit_test(test_mending_any_damage_comes_to_an_end),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
