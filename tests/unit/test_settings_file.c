// links: clinic config json store base folder
/* What staff set, as a file over kiosk.json. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "clinic/settings_file.h"
#include "folder.h"
#include "json/json.h"

static struct config site;
static char why[512];

static int setup(void **state)
{
    (void)state;
    config_default(&site);
    *why = '\0';
    return folder_make() == 0 ? setenv("STATE_DIRECTORY", folder_root, 1) : -1;
}

static int teardown(void **state)
{
    (void)state;
    return folder_remove();
}

static enum settings_outcome set(const char *key, const char *json)
{
    struct settings_wish wish = {config_key_find(key), json};
    assert_non_null(wish.key);
    return settings_file_change(&site, &wish, 1, why, sizeof why);
}

static void expect_text(const char *expected)
{
    char text[4096];
    assert_true(settings_file_text(text, sizeof text));
    assert_string_equal(text, expected);
}

static void test_a_key_is_set_and_taken_out_again(void **state)
{
    (void)state;
    expect_text("{}\n");
    assert_int_equal(set("idle.ask_s", "120"), SETTINGS_DONE);
    assert_int_equal(set("language", "\"es\""), SETTINGS_DONE);
    expect_text("{\n  \"idle\": {\n    \"ask_s\": 120\n  },\n  \"language\": \"es\"\n}\n");
    assert_int_equal(set("idle.ask_s", NULL), SETTINGS_DONE);
    assert_int_equal(set("language", NULL), SETTINGS_DONE);
    expect_text("{\n  \"idle\": {}\n}\n");
}

static void test_what_is_refused_changes_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *key, *json, *why;
    } table[] = {
        {"idle.ask_s", "10",
         "idle.ask_s: 10 is too small; whole numbers from 60 to 600 are allowed"},
        {"idle.ask_s", "90,", "idle.ask_s: "},
        {"lock", "false", "lock: is set in kiosk.json only"},
        {"content_dirs", "[]", "content_dirs: is set in kiosk.json only"},
        {"less_motion", "true", "less_motion: is fixed in kiosk.json"},
        {"hours.mon", "[[\"9:00\", \"8:00\"]]", "hours.mon: closes before it opens"},
    };
    site.fixed = (struct config_fixed){{"less_motion"}, 1};
    folder_write(SETTINGS_FILE, "{\"idle\": {\"end_s\": 40}}");
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_int_equal(set(table[i].key, table[i].json), SETTINGS_REFUSED);
        if (strncmp(why, table[i].why, strlen(table[i].why)) != 0)
            fail_msg("\"%s\" instead of \"%s\"", why, table[i].why);
        expect_text("{\"idle\": {\"end_s\": 40}}");
    }
}

static void test_a_week_without_a_time_is_refused(void **state)
{
    (void)state;
    static const char *const keys[] = {"hours.mon", "hours.tue", "hours.wed", "hours.thu",
                                       "hours.fri", "hours.sat", "hours.sun"};
    struct settings_wish wishes[7];
    for (int i = 0; i < 7; i++)
        wishes[i] = (struct settings_wish){config_key_find(keys[i]), "[]"};
    assert_int_equal(settings_file_change(&site, wishes, 6, why, sizeof why), SETTINGS_DONE);
    assert_int_equal(settings_file_change(&site, wishes, 7, why, sizeof why), SETTINGS_REFUSED);
    assert_non_null(strstr(why, "would never open"));
}

static void test_faults_of_others_and_comments_stay_and_do_not_hinder(void **state)
{
    (void)state;
    folder_write(SETTINGS_FILE, "{\"x-note\": \"by Ana\", \"brightness\": 7, \"idle\": 90}");
    assert_int_equal(set("language", "\"es\""), SETTINGS_DONE);
    assert_int_equal(set("idle.end_s", "40"), SETTINGS_DONE); /* the group was no object */
    expect_text("{\n  \"x-note\": \"by Ana\",\n  \"brightness\": 7,\n  \"language\": \"es\",\n"
                "  \"idle\": {\n    \"end_s\": 40\n  }\n}\n");
    assert_int_equal(set("brightness", "0.5"), SETTINGS_DONE);
}

static void test_a_broken_file_is_mended_by_the_next_change(void **state)
{
    (void)state;
    folder_write(SETTINGS_FILE, "{\"idle\": {\"end_s\": 40,}");
    assert_int_equal(set("language", "\"es\""), SETTINGS_DONE);
    expect_text("{\n  \"idle\": {\n    \"end_s\": 40\n  },\n  \"language\": \"es\"\n}\n");
}

static void test_the_way_back(void **state)
{
    (void)state;
    char before[256], small[8];
    assert_int_equal(set("language", "\"es\""), SETTINGS_DONE);
    assert_true(settings_file_text(before, sizeof before));
    assert_false(settings_file_text(small, sizeof small));
    assert_int_equal(set("language", "\"vi\""), SETTINGS_DONE);
    assert_true(settings_file_put(before));
    expect_text(before);
}

static void test_a_disk_that_takes_nothing_is_told(void **state)
{
    (void)state;
    folder_shell("mkdir -p nowhere; touch nowhere/file");
    char path[600];
    snprintf(path, sizeof path, "%s/nowhere/file/state", folder_root);
    setenv("STATE_DIRECTORY", path, 1);
    assert_int_equal(set("language", "\"es\""), SETTINGS_UNWRITTEN);
    assert_string_equal(why, "it could not be written: Not a directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_key_is_set_and_taken_out_again, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_is_refused_changes_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_week_without_a_time_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_faults_of_others_and_comments_stay_and_do_not_hinder,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_broken_file_is_mended_by_the_next_change, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_the_way_back, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_disk_that_takes_nothing_is_told, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
