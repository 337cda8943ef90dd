// links: json base fault_line
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "fault_line.h"
#include "json/json.h"

static void expect_syntax(const char *text, size_t length, const char *expected)
{
    struct fault_list faults = {0};
    struct json_file *file = json_parse("f", text, length, &faults);
    assert_string_equal(fault_line(faults.first, NULL), expected);
    json_free(file);
    fault_list_free(&faults);
}

static void test_syntax(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } table[] = {
        {"", "f:1:1: $: the file is empty; an object { ... } is needed"},
        {" \n\t ", "f:1:1: $: the file is empty; an object { ... } is needed"},
        {"{\"a\": 1 \"b\": 2}", "f:1:8: $: a comma is missing here; put one between entries"},
        {"{\"a\": 1\n\"b\": 2}", "f:1:8: $: a comma is missing here; put one between entries"},
        {"[1 2]", "f:1:3: $: a comma is missing here; put one between entries"},
        {"{\"a\": [1, 2,]}", "f:1:12: $.a: a comma before \"]\"; take the comma out"},
        {"{\"a\": 1,\n}", "f:1:8: $: a comma before \"}\"; take the comma out"},
        {"{\"a\": 1,,}", "f:1:9: $: a comma too many; take it out"},
        {"[1,,2]", "f:1:4: $[1]: a value is missing before \",\""},
        {"{\"a\": }", "f:1:7: $.a: a value is missing before \"}\""},
        {"{'a': 1}", "f:1:2: $: a single quote; only double quotes (\") are allowed"},
        {"{\"a\": 'x'}", "f:1:7: $.a: a single quote; only double quotes (\") are allowed"},
        {"{\"a\": \u201Cx\u201D}",
         "f:1:7: $.a: a curly quote; only straight double quotes (\") are allowed"},
        {"{\"a\": {\"b\": [1, 2", "f:1:18: $.a.b: the file ends, but the \"[\" of line 1 is not "
                                  "closed; add \"]\""},
        {"{\n\"a\": 1\n", "f:3:1: $: the file ends, but the \"{\" of line 1 is not closed; add "
                          "\"}\""},
        {"{\"a\": [1, 2}", "f:1:12: $.a: \"}\" does not fit here; the \"[\" of line 1 needs "
                           "\"]\""},
        {"{\"a\": \"x\n\"}",
         "f:1:7: $.a: a text that is not closed on its line; add a double quote "
         "at its end"},
        {"{\"a\": \"x", "f:1:7: $.a: a text that is not closed on its line; add a double quote at "
                        "its end"},
        {"{\"a\": \"say \"hi\" now\"}",
         "f:1:13: $: a comma is missing here; or is the quote before it part of the text? then "
         "write \\\""},
        {"{\"a\" 1}", "f:1:5: $.a: a colon is missing here; write \"key\": value"},
        {"{\"a\"}", "f:1:5: $.a: a colon is missing here; write \"key\": value"},
        {"{a: 1}", "f:1:2: $: the key a is not in quotes; write \"a\""},
        {"{\"a\": 1,5}", "f:1:9: $: a number where a key belongs; a key in double quotes is needed "
                         "(fractions take a point: 1.5)"},
        {"{\"a\": supine}", "f:1:7: $.a: supine is not in quotes; write \"supine\""},
        {"{\"a\": True}", "f:1:7: $.a: True is not a value; write true in small letters"},
        {"{\"a\": NaN}", "f:1:7: $.a: NaN is not a value; write a number, or leave the key out"},
        {"{\"a\": -Infinity}", "f:1:7: $.a: -Infinity is not a number; write digits, with a point "
                               "for fractions, and no unit"},
        {"{\"a\": +1}", "f:1:7: $.a: a number with a plus sign; write the digits alone"},
        {"{\"a\": .5}", "f:1:7: $.a: a number that begins with a point; write 0.5, not .5"},
        {"{\"a\": 1.}", "f:1:7: $.a: a number that ends with a point; write 1.0 or 1"},
        {"{\"a\": 007}", "f:1:7: $.a: a number with leading zeros; write it without them"},
        {"{\"a\": -07}", "f:1:7: $.a: a number with leading zeros; write it without them"},
        {"{\"a\": 0x1F}", "f:1:7: $.a: 0x1F is not a number; write digits, with a point for "
                          "fractions, and no unit"},
        {"{\"a\": 20s}", "f:1:7: $.a: 20s is not a number; write digits, with a point for "
                         "fractions, and no unit"},
        {"{\"a\": 1e}", "f:1:7: $.a: 1e is not a number; write digits, with a point for fractions, "
                        "and no unit"},
        {"{\"a\": 1.2.3}", "f:1:7: $.a: 1.2.3 is not a number; write digits, with a point for "
                           "fractions, and no unit"},
        {"{\"a\": 11111111111111111111111111111111111111111}",
         "f:1:7: $.a: a number of over 40 characters; write fewer digits"},
        {"{\"a\": 1} x", "f:1:10: $: more text after the end; nothing may follow the value"},
        {"{} {}", "f:1:4: $: more text after the end; nothing may follow the value"},
        {"// hi\n{}", "f:1:1: $: a comment; JSON has none, use a key that begins with x-, such as "
                      "\"x-note\""},
        {"{\"a\": 1 /* b */}", "f:1:9: $: a comment; JSON has none, use a key that begins with x-, "
                               "such as \"x-note\""},
        {"{\"a\": \"\\x\"}", "f:1:8: $.a: a backslash with nothing it can escape; write \\\\ for a "
                             "backslash, \\\" for a quote, \\n for a new line"},
        {"{\"a\": \"\\uzzzz\"}",
         "f:1:8: $.a: \\u without four hexadecimal digits; write such as \\u00e9"},
        {"{\"a\": \"\\u00", "f:1:8: $.a: \\u without four hexadecimal digits; write such as "
                            "\\u00e9"},
        {"{\"a\": \"\\u0000\"}", "f:1:8: $.a: \\u0000 is not allowed in a text; take it out"},
        {"{\"a\": \"\\ud83d\"}", "f:1:8: $.a: half of a surrogate pair; write both halves, or the "
                                 "character itself"},
        {"{\"a\": \"\\udc00\\ud83d\"}", "f:1:8: $.a: half of a surrogate pair; write both halves, "
                                        "or the character itself"},
        {"{\"a\": \"x\ty\"}", "f:1:9: $.a: a tab inside a text; write \\t or a space"},
        {"{\"a\": \"x\x01\"}", "f:1:9: $.a: an invisible control character (0x01); take it out"},
        {"{\"a\": \x01 1}", "f:1:7: $.a: something unexpected; a text in double quotes, a number, "
                            "true, false, [ or { is needed here"},
        {"{\"a\": \"caf\xE9\"}",
         "f:1:11: $: byte 0xE9 is not UTF-8 (\"ANSI\" in Notepad?); save the file as UTF-8"},
        {"{\"a\": \"\xC0\xAF\"}",
         "f:1:8: $: byte 0xC0 is not UTF-8 (\"ANSI\" in Notepad?); save the file as UTF-8"},
        {"{\"a b\": {\"c\": [[1, ?]]}}",
         "f:1:20: $[\"a b\"].c[0][1]: something unexpected; a text in double quotes, a number, "
         "true, false, [ or { is needed here"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        expect_syntax(table[i].text, strlen(table[i].text), table[i].expected);
}

static void test_zero_bytes(void **state)
{
    (void)state;
    expect_syntax("{\"a\":\0 1}", 9, "f:1:6: $: a zero byte; take it out");
    expect_syntax("{\0\"\0", 4,
                  "f:1:1: $: the file is in UTF-16 (\"Unicode\" in Notepad); save it as UTF-8");
    expect_syntax("{\\rtf1\\ansi {\"a\": 1}", 19,
                  "f:1:2: $: a file with formatting (RTF); save it as "
                  "plain text, UTF-8");
    expect_syntax("{\xC2\xA0\"a\": 1}", 10,
                  "f:1:2: $: a no-break blank (U+00A0); type an ordinary one");
    expect_syntax("\xFF\xFE{\0", 4,
                  "f:1:1: $: the file is in UTF-16 (\"Unicode\" in Notepad); save it as UTF-8");
}

/* Columns count characters, not bytes; CRLF, lone CR and LF each end one line; a byte order mark
 * takes no room. */
static void test_places(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } table[] = {
        {"\xEF\xBB\xBF?", "f:1:1: "},
        {"{\r\n\"a\": 1,\r\n  ?}", "f:3:3: "},
        {"{\r\"a\": 1,\r ?}", "f:3:2: "},
        {"{\n\n\"a\": 1,\n?}", "f:4:1: "},
        {"{\"\u00e9\u4e2d\U0001F600\": ?}", "f:1:9: "},
        {"{\t\t?}", "f:1:4: "},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault_list faults = {0};
        assert_null(json_parse("f", table[i].text, strlen(table[i].text), &faults));
        assert_memory_equal(fault_line(faults.first, NULL), table[i].expected,
                            strlen(table[i].expected));
        fault_list_free(&faults);
    }
}

static void test_depth(void **state)
{
    (void)state;
    static char text[200000];
    memset(text, '[', sizeof text);
    expect_syntax(
        text, sizeof text,
        "f:1:65: $[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]"
        "[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]"
        "[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]: nested too deep; at most 64 levels "
        "are allowed");
    memset(text + 64, ']', 64);
    struct fault_list faults = {0};
    struct json_file *file = json_parse("f", text, 128, &faults);
    assert_non_null(file);
    json_free(file);
    fault_list_free(&faults);
}

static const char *const *read_tags(struct json_object *o, struct arena *arena, size_t *count)
{
    struct json list = json_array(o, "tags", 0, 3);
    const char **tags = ARENA_ARRAY(arena, const char *, 3);
    *count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        tags[*count] = json_value_string(item, 5, arena);
        *count += tags[*count] != NULL;
    }
    return tags;
}

/* Reads one object with every kind of getter; the first fault is what is compared. */
static void read_all(struct json_file *file, struct arena *arena)
{
    static const char *const names[] = {"supine", "prone", "chair"};
    struct json_object o;
    if (!json_object_begin(&o, json_root(file)))
        return;
    size_t count;
    json_string(&o, "name", JSON_REQUIRED, 10, arena);
    json_int(&o, "reps", 1, 100, 1);
    json_number(&o, "tempo", 0, 60, 0);
    json_bool(&o, "demo", false);
    json_enum(&o, "position", names, 3, 0);
    read_tags(&o, arena, &count);
    struct json_object dose;
    if (json_object_begin(&dose, json_member(&o, "dose", JSON_OPTIONAL))) {
        json_int(&dose, "hold_s", 0, 600, 0);
        json_object_done(&dose);
    }
    json_object_done(&o);
}

static void test_getters(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } table[] = {
        {"{\"name\": \"x\", \"x-note\": 1, \"$schema\": \"s\", \"dose\": {\"x-y\": 2}}", ""},
        {"[]", "f:1:1: $: is a list; an object { ... } is needed"},
        {"5", "f:1:1: $: is a number; an object { ... } is needed"},
        {"{}", "f:1:1: $.name: is missing; this key is required"},
        {"{\"name\": \"\"}", "f:1:10: $.name: is empty; a text is needed"},
        {"{\"name\": null}", "f:1:10: $.name: is null; a text in double quotes is needed"},
        {"{\"name\": \"12345678901\"}", "f:1:10: $.name: is 11 bytes long; at most 10 are allowed"},
        {"{\"name\": \"x\", \"reps\": 2.5}", "f:1:23: $.reps: 2.5 is not a whole number; whole "
                                             "numbers from 1 to 100 are allowed"},
        {"{\"name\": \"x\", \"reps\": 0}",
         "f:1:23: $.reps: 0 is too small; whole numbers from 1 to "
         "100 are allowed"},
        {"{\"name\": \"x\", \"reps\": 1e9}", "f:1:23: $.reps: 1000000000 is too large; whole "
                                             "numbers from 1 to 100 are allowed"},
        {"{\"name\": \"x\", \"reps\": \"5\"}",
         "f:1:23: $.reps: is a text; a whole number from 1 to "
         "100 is needed, without quotes"},
        {"{\"name\": \"x\", \"reps\": 1e999}",
         "f:1:23: $.reps: a number too large to hold; write a smaller one"},
        {"{\"name\": \"x\", \"reps\": -1e999}",
         "f:1:23: $.reps: a number too large to hold; write a smaller one"},
        {"{\"name\": \"x\", \"tempo\": 61}",
         "f:1:24: $.tempo: 61 is too large; numbers from 0 to 60 are allowed"},
        {"{\"name\": \"x\", \"demo\": \"true\"}",
         "f:1:23: $.demo: is a text; true or false is needed, without quotes"},
        {"{\"name\": \"x\", \"demo\": 1}", "f:1:23: $.demo: is a number; true or false is needed"},
        {"{\"name\": \"x\", \"position\": \"supin\"}",
         "f:1:27: $.position: \"supin\" is unknown; did you mean \"supine\"? allowed are supine, "
         "prone, chair"},
        {"{\"name\": \"x\", \"position\": \"flying\"}",
         "f:1:27: $.position: \"flying\" is unknown; allowed are supine, prone, chair"},
        {"{\"name\": \"x\", \"tags\": \"a\"}",
         "f:1:23: $.tags: is a text; a list [ ... ] is needed"},
        {"{\"name\": \"x\", \"tags\": [1]}",
         "f:1:24: $.tags[0]: is a number; a text in double quotes is needed"},
        {"{\"name\": \"x\", \"tags\": [\"a\", \"b\", \"c\", \"d\"]}",
         "f:1:23: $.tags: has 4 entries; 0 to 3 are allowed"},
        {"{\"name\": \"x\", \"dose\": {\"hold\": 5}}",
         "f:1:24: $.dose.hold: unknown key \"hold\"; did you mean \"hold_s\"?"},
        {"{\"name\": \"x\", \"Name\": 5}",
         "f:1:15: $.Name: unknown key \"Name\"; did you mean \"name\"?"},
        {"{\"name\": \"x\", \"zzzzzz\": 5}",
         "f:1:15: $.zzzzzz: unknown key \"zzzzzz\"; allowed are name, reps, tempo, demo, position, "
         "tags, dose"},
        {"{\"name\": \"x\",\n \"reps\": 5,\n \"reps\": 6}",
         "f:3:2: $.reps: this key stands here a second time (first in line 2); keep one of them"},
        {"{\"name\": \"x\", \"r\\u0065ps\": 5, \"reps\": 6}",
         "f:1:31: $.reps: this key stands here a second time (first in line 1); keep one of them"},
        {"{\"name\": \"x\", \"dose\": {\"$schema\": 5}}",
         "f:1:24: $.dose.$schema: unknown key \"$schema\"; allowed are hold_s"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault_list faults = {0};
        struct json_file *file = json_parse("f", table[i].text, strlen(table[i].text), &faults);
        assert_non_null(file);
        read_all(file, &arena);
        assert_string_equal(fault_line(faults.first, NULL), table[i].expected);
        assert_int_equal(faults.errors, table[i].expected[0] ? 1 : 0);
        assert_int_equal(json_errors(file), faults.errors);
        json_free(file);
        fault_list_free(&faults);
    }
    arena_free(&arena);
}

static void test_values(void **state)
{
    (void)state;
    static const char text[] =
        "{\"name\": \"\\u00e9\\n\\ud83d\\ude00\", \"reps\": 1.2e1, \"tempo\": "
        "0.5, \"demo\": true, \"position\": \"chair\", \"tags\": [\"a\", "
        "\"b\"], \"reps\": 3}";
    static const char *const names[] = {"supine", "prone", "chair"};
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct json_file *file = json_parse("f", text, sizeof text - 1, &faults);
    struct json_object o;
    assert_true(json_object_begin(&o, json_root(file)));
    const char *name = json_string(&o, "name", JSON_REQUIRED, 100, &arena);
    assert_int_equal(json_int(&o, "reps", 1, 100, 1), 12); /* the first of the two */
    assert_true(json_number(&o, "tempo", 0, 60, 0) == 0.5);
    assert_true(json_bool(&o, "demo", false));
    assert_int_equal(json_enum(&o, "position", names, 3, 0), 2);
    size_t count;
    const char *const *tags = read_tags(&o, &arena, &count);
    assert_int_equal(json_int(&o, "sets", 1, 10, 7), 7);
    assert_true(json_object_done(&o)); /* the duplicate was found before begin */
    assert_int_equal(faults.errors, 1);
    json_free(file);
    assert_string_equal(name, "\u00e9\n\U0001F600");
    assert_int_equal(count, 2);
    assert_string_equal(tags[1], "b");
    fault_list_free(&faults);
    arena_free(&arena);
}

static void test_read(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    assert_null(json_read("/nonexistent.json", &faults));
    assert_string_equal(fault_line(faults.first, NULL),
                        "/nonexistent.json:1:1: $: cannot be read: No such file or directory");
    fault_list_free(&faults);
    assert_null(json_read("/tmp", &faults));
    assert_string_equal(fault_line(faults.first, NULL),
                        "/tmp:1:1: $: cannot be read: it is a folder; a file is needed");
    fault_list_free(&faults);

    char path[] = BUILD_DIR "/test_json_XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, 5000000), 0);
    assert_null(json_read(path, &faults));
    char expected[200];
    snprintf(expected, sizeof expected,
             "%s:1:1: $: is 5000000 bytes large; at most 1048576 are allowed", path);
    assert_string_equal(fault_line(faults.first, NULL), expected);
    fault_list_free(&faults);

    assert_int_equal(ftruncate(fd, 0), 0);
    assert_int_equal(pwrite(fd, "{\"a\": 1}\n", 9, 0), 9);
    struct json_file *file = json_read(path, &faults);
    assert_non_null(file);
    json_free(file);
    close(fd);
    unlink(path);
}

static void test_nearest(void **state)
{
    (void)state;
    static const char *const names[] = {"id", "hold_s", "rest_s", "relax_s", "position", "steps"};
    const struct {
        const char *word, *nearest;
    } table[] = {
        {"hold", "hold_s"}, {"holds", "hold_s"}, {"postion", "position"}, {"positoin", "position"},
        {"step", "steps"},  {"Steps", "steps"},  {"reps_s", "rest_s"},    {"colour", NULL},
        {"x", NULL},        {"", NULL},          {"relaxs", "relax_s"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *nearest = json_nearest(table[i].word, names, 6);
        if (table[i].nearest) {
            assert_non_null(nearest);
            assert_string_equal(nearest, table[i].nearest);
        } else {
            assert_null(nearest);
        }
    }
}

/* A file of nothing but faults must not bury the first ones, nor take for ever. */
static void test_many_faults(void **state)
{
    (void)state;
    static char text[400000];
    size_t used = (size_t)sprintf(text, "{");
    for (int i = 0; i < 20000; i++)
        used += (size_t)sprintf(text + used, "\"k%d\": 1,\n", i % 15000);
    used += (size_t)sprintf(text + used, "\"name\": \"x\"}");
    struct fault_list faults = {0};
    struct json_file *file = json_parse("f", text, used, &faults);
    assert_non_null(file);
    assert_int_equal(json_errors(file), 5000);
    assert_int_equal(faults.errors, 101);
    json_free(file);
    fault_list_free(&faults);
}

/* Each of these thousands stands far from the start of the file: counting the lines up to each one
 * takes minutes. */
static void test_many_far_faults(void **state)
{
    (void)state;
    static char text[JSON_MAX_BYTES];
    size_t used = (size_t)sprintf(text, "{\"x\": \"");
    memset(text + used, 'a', sizeof text / 2);
    used += sizeof text / 2;
    used += (size_t)sprintf(text + used, "\"");
    for (int i = 0; i < 60000; i++)
        used += (size_t)sprintf(text + used, ",\"k\":1");
    text[used++] = '}';
    struct fault_list faults = {0};
    clock_t start = clock();
    struct json_file *file = json_parse("f", text, used, &faults);
    struct json_object object;
    json_object_begin(&object, json_root(file));
    json_object_done(&object);
    assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
    assert_int_equal(json_errors(file), 59999 + 2); /* the keys x and k are unknown, too */
    assert_int_equal(faults.errors, 101);
    json_free(file);
    fault_list_free(&faults);
}

static void test_print_string(void **state)
{
    (void)state;
    char buffer[100] = "";
    FILE *out = fmemopen(buffer, sizeof buffer, "w");
    json_print_string(out, "a\"b\\c\nd\x01\u00e9\xFF.\xE2\x82");
    fclose(out);
    assert_string_equal(buffer, "\"a\\\"b\\\\c\\nd\\u0001\u00e9\uFFFD.\uFFFD\uFFFD\"");
}

/* Every truncation and many byte flips of a good file: a fault or a value, never a crash. */
static void test_damage(void **state)
{
    (void)state;
    static const char text[] =
        "\xEF\xBB\xBF{\"name\": \"\\u00e9\u4e2d\\ud83d\\ude00\", \"reps\": 12, \"tempo\": "
        "-0.5e+1,\r\n"
        "\"demo\": true, \"tags\": [\"a\", null, {}], \"dose\": {\"hold_s\": 20}}";
    struct arena arena = {0};
    uint32_t random = 1;
    char copy[sizeof text];
    for (size_t round = 0; round < 20000 + sizeof text; round++) {
        size_t length = sizeof text - 1;
        memcpy(copy, text, sizeof text);
        if (round < sizeof text) {
            length = round;
        } else {
            for (int flips = 1 + (int)(round % 3); flips > 0; flips--) {
                random = random * 1664525u + 1013904223u;
                copy[(random >> 8) % length] = (char)(random >> 24);
            }
        }
        char *exact = malloc(length ? length : 1); /* so that ASan sees a read past the end */
        memcpy(exact, copy, length);
        struct fault_list faults = {0};
        struct json_file *file = json_parse("f", exact, length, &faults);
        assert_true(file || faults.errors == 1);
        if (file)
            read_all(file, &arena);
        json_free(file);
        free(exact);
        fault_list_free(&faults);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_syntax),      cmocka_unit_test(test_zero_bytes),
        cmocka_unit_test(test_places),      cmocka_unit_test(test_depth),
        cmocka_unit_test(test_getters),     cmocka_unit_test(test_values),
        cmocka_unit_test(test_read),        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_many_faults), cmocka_unit_test(test_print_string),
        cmocka_unit_test(test_damage),      cmocka_unit_test(test_many_far_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
