// links: cli
/* Settings with a typing error, and what the kiosk then starts with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "cli/cli.h"
#include "cli/settings.h"
#include "edited.h"
#include "folder.h"

static struct assembly site;

/* Every test has a share folder and a state folder of its own. */
static int setup(void **state)
{
    char path[512];
    (void)state;
    log_set_level(LOG_LEVEL_ERROR);
    if (folder_make() != 0)
        return -1;
    folder_shell("mkdir assets config state; ln -s '%s/assets/lang' '%s/assets/fonts' "
                 "'%s/assets/icons' assets; ln -s '%s/content' content",
                 SHARE_DIR, SHARE_DIR, SHARE_DIR, SHARE_DIR);
    snprintf(path, sizeof path, "%s/state", folder_root);
    return setenv("XDG_STATE_HOME", path, 1);
}

static int teardown(void **state)
{
    (void)state;
    return folder_remove();
}

static void write_config(const char *text)
{
    folder_write("config/kiosk.json", text);
}

/* A start as `kiosk run` does it, up to its first frame. */
static const struct config *start_with(const char *config_file)
{
    const struct assembly_options options = {
        .share = folder_root, .config_file = config_file, .last_good = true};
    assert_int_equal(assembly_find(&site, &options), CLI_FINE);
    settings_keep(&site);
    return &site.config;
}

static const struct config *start(void)
{
    return start_with(NULL);
}

static void expect_note(const char *words)
{
    if (*words ? !strstr(site.notes[0], words) : *site.notes[0])
        fail_msg("\"%s\" instead of \"%s\"", site.notes[0], words);
}

#define GOOD "{\"lock\": true, \"language\": \"es\", \"idle\": {\"ask_s\": 120}}"

static const struct {
    const char *text, *note;
} broken[] = {
    {"{\"lock\": false\n \"language\": \"vi\"}", "config/kiosk.json:1:15: a comma is missing here"},
    {"{\"lock\": false, \"language\": \"vi\",}", "take the comma out"},
    {"{\"lock\": false, // open\n \"language\": \"vi\"}", "a comment"},
    {"{/* open */ \"lock\": false}", "a comment"},
    {"{\u201Clock\u201D: false}", "a curly quote"},
    {"{\"lock\"\uFF1Afalse}", "a full-width colon"},
    {"{\"lock\": false", "the file ends"},
    {"{\"lock\": fal", "fal is not in quotes"},
    {"\xEF\xBB\xBF{\"lock\": false,}", "take the comma out"},
    {"\xFF\xFE{", "UTF-16"},
    {"", "the file is empty"},
    {"[]", "is a list"},
    {"true", "an object { ... } is needed"},
};

static void test_a_broken_file_leaves_the_last_good_settings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        write_config(GOOD);
        start();
        expect_note("");
        write_config(broken[i].text);
        for (int again = 0; again < 2; again++) { /* a second start remembers as much */
            const struct config *config = start();
            assert_true(config->lock);
            assert_false(config->developer);
            assert_string_equal(config->language, "es");
            assert_int_equal(config->idle.ask_s, 120);
            expect_note(broken[i].note);
        }
    }
    write_config(GOOD);
    start();
    expect_note("");
}

static void test_a_file_that_is_gone_or_closed_leaves_the_last_good_settings(void **state)
{
    (void)state;
    static const char *const deeds[] = {"rm config/kiosk.json",
                                        "rm config/kiosk.json; mkdir config/kiosk.json",
                                        "rm config/kiosk.json; ln -s kiosk.json config/kiosk.json",
                                        "rm config/kiosk.json; mkfifo config/kiosk.json"};
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        write_config(GOOD);
        start();
        folder_shell("%s", deeds[i]);
        assert_true(start()->lock);
        assert_string_equal(site.config.language, "es");
        expect_note("config/kiosk.json: cannot be read");
        folder_shell("rm -rf config/kiosk.json");
    }
}

static void test_a_file_that_never_was_is_no_fault(void **state)
{
    (void)state;
    assert_false(start()->lock);
    expect_note("");
    assert_string_equal(site.notes[SETTINGS_THEME], "");
}

static void test_without_a_good_copy_what_can_be_read_is_used(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{\"lock\": true \"language\": \"es\"}",
        "{\"lock\": true,\n \"idle\": {\"ask_s\": 9O},\n \"language\": \"es\"}",
        "// the clinic's\n{“lock”： true， “language”: “es”,}",
        "{\"language\": \"es\"\n\"lock\": true\n",
        ("{\"lock\": true, \"language\": \"es\", \"idle\": {\"ask_s\": 1}, "
         "\"memory_mib\": []}"),
        "{\"lock\": true, \"language\": \"es\", \"colour\": 1}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        write_config(texts[i]);
        folder_shell("rm -rf state/*");
        assert_true(start()->lock);
        assert_string_equal(site.config.language, "es");
        assert_int_equal(site.config.idle.ask_s, 90);
        expect_note("config/kiosk.json:");
    }
}

static void test_a_lock_that_was_written_somehow_locks_a_kiosk_that_never_started(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{ \"lock\": True }",
        "{ \"lock\": TRUE, \"language\": None }",
        "{'lock': true}",
        "{'lock': True, 'language': 'es'}",
        "{lock: true}",
        "lock = true",
        "{ \"lock\": yes, }",
        "{ \"lock\": on }",
        "{ \"lock\": \"true\" }",
        "{ \"lock\": \"Yes\" }",
        "{ \"lock\": 1 }",
        "{ \"lock\": ture }",
        "{ \"Lock\": true }",
        "{ \"lokc\": true }",
        "{ \"lock \": true }",
        "{ \"lock: true,\n \"language\": \"es\" }",
        "{ lock\": true,\n \"language\": \"es\" }",
        "{ \"idle\": { \"ask_s\": 90,\n \"lock\": true,\n \"language\": \"es\" }",
        "{ \"idle\": { \"ask_s\": 90 }},\n \"lock\": true }",
        "{ \"language\":\n \"lock\": true }",
        "{ \"language\" \"es\"\n 'lock' = True\n",
        "{ \"packs_dir\": \"C:\\packs\", \"lock\": true }",
        "[{\"lock\": true}]",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        write_config(texts[i]);
        folder_shell("rm -rf state/*");
        if (!start()->lock || site.config.developer)
            print_message("of %s\n", texts[i]);
        assert_true(site.config.lock);
        assert_false(site.config.developer);
        expect_note("config/kiosk.json:");
    }
    static const char *const open[] = {"{ \"lock\": False }", "{ lock: no }", "{'lock': \"off\"}",
                                       "{ \"x-lock\": true, \"lock\": 0 }"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        write_config(open[i]);
        folder_shell("rm -rf state/*");
        assert_false(start()->lock);
    }
}

static void test_nothing_readable_is_never_less_locked_than_the_last_start(void **state)
{
    (void)state;
    write_config("{\"lock\": true,}"); /* never good: there is no copy */
    assert_true(start()->lock);
    static const char *const texts[] = {"", "\x89PNG", "{\"lock\": false,}", "{\"idle\": 5}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        write_config(texts[i]);
        assert_true(start()->lock);
        assert_false(site.config.developer);
        assert_int_equal(site.config.idle.ask_s, 90);
    }
    write_config("{\"lock\": false}"); /* whoever writes it rightly gets out */
    assert_false(start()->lock);
    write_config("");
    assert_false(start()->lock);
}

static void test_a_wrong_value_keeps_the_others_and_its_own_last_one(void **state)
{
    (void)state;
    write_config(GOOD);
    start();
    write_config(
        "{\"lock\": false, \"language\": \"vi\", \"idle\": {\"ask_s\": 5, \"end_s\": 40}}");
    start();
    assert_string_equal(site.config.language, "vi");
    assert_int_equal(site.config.idle.ask_s, 120);
    assert_int_equal(site.config.idle.end_s, 40);
    assert_true(site.config.lock);
    expect_note("config/kiosk.json:1:53: 5 is too small");
}

static void test_a_wrong_path_finds_the_last_good_settings_and_their_folders(void **state)
{
    (void)state;
    char expected[600];
    folder_shell("mkdir clinic clinic/pack");
    folder_write("clinic/kiosk.json",
                 "{\"lock\": true, \"language\": \"es\", \"content_dirs\": [\"pack\"]}");
    folder_shell("ln -s . clinic/self");
    snprintf(expected, sizeof expected, "%s/clinic/kiosk.json", folder_root);
    start_with(expected);
    snprintf(expected, sizeof expected, "%s/clinic/kisok.json", folder_root);
    assert_true(start_with(expected)->lock);
    assert_string_equal(site.config.language, "es");
    snprintf(expected, sizeof expected, "%s/clinic/pack", folder_root);
    assert_string_equal(site.content_dirs[0], expected);
    expect_note("clinic/kisok.json: cannot be read: No such file");
}

static void test_a_path_from_here_is_remembered_from_the_root(void **state)
{
    (void)state;
    char expected[600], here[600];
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(folder_root), 0);
    folder_write("own.json", "{\"content_dirs\": [\"content\"]}");
    start_with("own.json");
    folder_write("own.json", "");
    assert_int_equal(chdir("/"), 0);
    snprintf(expected, sizeof expected, "%s/own.json", folder_root);
    start_with(expected);
    snprintf(expected, sizeof expected, "%s/content", folder_root);
    assert_string_equal(site.content_dirs[0], expected);
    assert_int_equal(chdir(here), 0);
}

static void test_only_good_files_are_copied(void **state)
{
    (void)state;
    write_config("{\"idle\": 5}");
    start();
    folder_shell("! test -e state/physio-kiosk/last-kiosk.json");
    write_config(GOOD);
    start();
    folder_shell("cmp config/kiosk.json state/physio-kiosk/last-kiosk.json");
    folder_shell("cp state/physio-kiosk/last-kiosk.json copy");
    write_config("{\"lock\": ");
    start();
    folder_shell("cmp copy state/physio-kiosk/last-kiosk.json");
    folder_shell("test $(ls state/physio-kiosk | wc -l) = 2");
}

static void test_a_damaged_memory_is_no_harm(void **state)
{
    (void)state;
    static const char *const deeds[] = {
        "echo '{' >state/physio-kiosk/last-kiosk.json",
        ": >state/physio-kiosk/last-kiosk.json; : >state/physio-kiosk/last-start.json",
        ("rm state/physio-kiosk/*; mkdir state/physio-kiosk/last-kiosk.json "
         "state/physio-kiosk/last-start.json"),
        "rm -rf state/physio-kiosk; : >state/physio-kiosk",
    };
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        folder_shell("rm -rf state; mkdir state");
        write_config(GOOD);
        start();
        folder_shell("%s", deeds[i]);
        write_config("{\"lock\": true, \"language\": \"vi\",}");
        assert_true(start()->lock);
        assert_string_equal(site.config.language, "vi");
    }
}

static void test_a_developer_is_told_instead(void **state)
{
    (void)state;
    char path[600];
    struct assembly_options options = {.share = folder_root};
    write_config(GOOD);
    start();
    write_config("{\"language\": \"vi\",}");
    assert_int_equal(assembly_find(&site, &options), CLI_FINE); /* the shipped one's place */
    assert_string_equal(site.config.language, "vi");
    snprintf(path, sizeof path, "%s/config/kiosk.json", folder_root);
    options.config_file = path;
    assert_int_equal(assembly_find(&site, &options), CLI_INPUT_WRONG);
    write_config("{\"idle\": 5}");
    assert_int_equal(assembly_find(&site, &options), CLI_FINE);
    folder_shell("rm config/kiosk.json");
    assert_int_equal(assembly_find(&site, &options), CLI_INPUT_WRONG);
}

/* ---- theme ---- */

static void test_a_broken_theme_leaves_the_last_good_one(void **state)
{
    (void)state;
    folder_write("config/theme.json", "{\"color\": {\"text\": \"#112233\"}}");
    start();
    folder_write("config/theme.json", "{\"color\": {\"text\": \"#445566\" \"line\": \"#778899\"}}");
    start();
    assert_int_equal(site.theme.color[COLOR_TEXT], 0xFF112233);
    assert_non_null(
        strstr(site.notes[SETTINGS_THEME], "config/theme.json:1:29: a comma is missing"));
    folder_write("config/theme.json", "{\"color\": {\"text\": \"dark\", \"line\": \"#778899\"}}");
    start();
    assert_int_equal(site.theme.color[COLOR_TEXT], 0xFF112233);
    assert_int_equal(site.theme.color[COLOR_LINE], 0xFF778899);
    folder_shell("rm config/theme.json");
    start();
    assert_int_equal(site.theme.color[COLOR_TEXT], 0xFF112233);
    folder_shell("rm -rf state/*");
    folder_write("config/theme.json", "{\"color\": {\"text\": \"#445566\",}}");
    start();
    assert_int_equal(site.theme.color[COLOR_TEXT], 0xFF445566);
}

/* ---- what staff see ---- */

static void open_kiosk(struct edited *f)
{
    *f = (struct edited){.options = {.last_good = true, .synchronous = true}};
    edit_open(f);
    settings_keep(&f->h.assembly);
}

static const char *shown_note(struct edited *f)
{
    harness_step(&f->h, NULL, 0);
    const struct draw_list *list = f->h.frame->list;
    for (size_t i = 0; i < list->count; i++)
        if (list->commands[i].kind == DRAW_TEXT &&
            strstr(list->commands[i].text.text, "Settings: "))
            return list->commands[i].text.text;
    return "";
}

static void test_staff_see_what_is_wrong_until_it_is_mended(void **state)
{
    (void)state;
    struct edited f;
    write_config("{}");
    open_kiosk(&f);
    harness_show(&f.h, "staff-home");
    assert_string_equal(shown_note(&f), "");
    write_config("{\"idle\": {\"ask_s\": 70},}");
    edit_pass(&f, 700);
    harness_show(&f.h, "attract"); /* patients do not */
    assert_string_equal(shown_note(&f), "");
    harness_show(&f.h, "home");
    assert_string_equal(shown_note(&f), "");
    harness_show(&f.h, "staff-home");
    assert_non_null(strstr(shown_note(&f), "config/kiosk.json:1:23: a comma before"));
    write_config("{\"idle\": {\"ask_s\": 70}}");
    edit_pass(&f, 700);
    assert_string_equal(shown_note(&f), "");
    folder_shell("cmp config/kiosk.json state/physio-kiosk/last-kiosk.json"); /* and it is kept */
    edit_close(&f);
}

static void test_a_font_that_is_not_there_leaves_the_last_good_ones(void **state)
{
    (void)state;
    struct edited f;
    folder_write("config/theme.json", "{\"font\": {\"bold\": \"Missing.ttf\"}}");
    open_kiosk(&f);
    harness_show(&f.h, "staff-home");
    harness_settle(&f.h);
    assert_true(harness_shows(&f.h, "config/theme.json: names a font file"));
    folder_shell("! test -e state/physio-kiosk/last-theme.json");
    edit_close(&f);
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        test(test_a_broken_file_leaves_the_last_good_settings),
        test(test_a_file_that_is_gone_or_closed_leaves_the_last_good_settings),
        test(test_a_file_that_never_was_is_no_fault),
        test(test_without_a_good_copy_what_can_be_read_is_used),
        test(test_a_lock_that_was_written_somehow_locks_a_kiosk_that_never_started),
        test(test_nothing_readable_is_never_less_locked_than_the_last_start),
        test(test_a_wrong_value_keeps_the_others_and_its_own_last_one),
        test(test_a_wrong_path_finds_the_last_good_settings_and_their_folders),
        test(test_a_path_from_here_is_remembered_from_the_root),
        test(test_only_good_files_are_copied),
        test(test_a_damaged_memory_is_no_harm),
        test(test_a_developer_is_told_instead),
        test(test_a_broken_theme_leaves_the_last_good_one),
        test(test_staff_see_what_is_wrong_until_it_is_mended),
        test(test_a_font_that_is_not_there_leaves_the_last_good_ones),
    };
#undef test
    return cmocka_run_group_tests(tests, NULL, NULL);
}
