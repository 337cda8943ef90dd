// links: json base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "json/json_edit.h"

static struct fault_list faults;

static struct json_edit *edit_of(const char *text)
{
    struct json_file *file = json_parse("f", text, strlen(text), &faults);
    struct json_edit *edit = json_edit_of(file);
    json_free(file);
    return edit;
}

/* Frees it. */
static void expect(struct json_edit *edit, const char *expected)
{
    size_t length;
    char *text = json_edit_print(edit, &length);
    assert_int_equal(length, strlen(text));
    assert_string_equal(text, expected);
    free(text);
    json_edit_free(edit);
    fault_list_free(&faults);
}

static void test_an_empty_list_of_texts_is_one(void **state)
{
    (void)state;
    struct json_edit *edit = edit_of("{}");
    json_edit_set_strings(edit, "hide", NULL, 0);
    expect(edit, "{\n  \"hide\": []\n}\n");
}

static void test_what_nobody_names_stays_as_it_was(void **state)
{
    (void)state;
    struct json_edit *edit = edit_of(
        "{\"x-own\": [1, 2.5, null], \"idle\": {\"ask_s\": 90, \"end_s\": 30}, \"b\": \"ü\\n\"}");
    json_edit_set_number(edit, "idle/ask_s", 120);
    expect(edit, "{\n  \"x-own\": [1, 2.5, null],\n  \"idle\": {\n    \"ask_s\": 120,\n"
                 "    \"end_s\": 30\n  },\n  \"b\": \"ü\\n\"\n}\n");
}

static void test_objects_on_the_way_are_made(void **state)
{
    (void)state;
    struct json_edit *edit = json_edit_new();
    json_edit_set_bool(edit, "a/b/c", true);
    json_edit_set_strings(edit, "list", (const char *const[]){"x", "y"}, 2);
    json_edit_set_string(edit, "list/2", "z");
    expect(edit, "{\n  \"a\": {\n    \"b\": {\n      \"c\": true\n    }\n  },\n"
                 "  \"list\": [\"x\", \"y\", \"z\"]\n}\n");
}

static void test_a_path_through_something_else_changes_nothing(void **state)
{
    (void)state;
    struct json_edit *edit = edit_of("{\"a\": \"text\", \"list\": [1]}");
    json_edit_set_number(edit, "a/b", 1);
    json_edit_set_number(edit, "list/x", 1);
    json_edit_set_number(edit, "list/5", 1);
    json_edit_remove(edit, "nothing/here");
    json_edit_remove(edit, "");
    expect(edit, "{\n  \"a\": \"text\",\n  \"list\": [1]\n}\n");
}

static void test_an_item_goes_and_the_others_close_up(void **state)
{
    (void)state;
    struct json_edit *edit = edit_of("{\"s\": [0, 1, 2, 3]}");
    json_edit_remove(edit, "s/1");
    json_edit_remove(edit, "s/3");
    expect(edit, "{\n  \"s\": [0, 2, 3]\n}\n");
}

static void test_values_of_other_files_are_copied(void **state)
{
    (void)state;
    static const char text[] = "{\"dose\": {\"hold_s\": 20}}";
    struct json_file *file = json_parse("f", text, strlen(text), &faults);
    struct json_edit *edit = edit_of("{\"old\": 1}");
    json_edit_set_copy(edit, "steps/dose", json_peek(json_root(file), "dose"));
    json_edit_set_copy(edit, "old", json_peek(json_root(file), "nothing"));
    json_free(file);
    expect(edit, "{\n  \"steps\": {\n    \"dose\": {\n      \"hold_s\": 20\n    }\n  }\n}\n");
}

static void test_a_root_that_is_no_object_is_begun_anew(void **state)
{
    (void)state;
    struct json_edit *edit = edit_of("[1]");
    json_edit_set_number(edit, "tenth", 0.1);
    expect(edit, "{\n  \"tenth\": 0.1\n}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_empty_list_of_texts_is_one),
        cmocka_unit_test(test_what_nobody_names_stays_as_it_was),
        cmocka_unit_test(test_objects_on_the_way_are_made),
        cmocka_unit_test(test_a_path_through_something_else_changes_nothing),
        cmocka_unit_test(test_an_item_goes_and_the_others_close_up),
        cmocka_unit_test(test_values_of_other_files_are_copied),
        cmocka_unit_test(test_a_root_that_is_no_object_is_begun_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
