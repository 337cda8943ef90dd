// links: content figure json base folder
/* Before what the signs of danger are asked, and which page asks them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "content/content.h"
#include "folder.h"

#define STEPS "\"steps\": [{\"role\": \"move\", \"text\": \"Move.\"}]"

__attribute__((format(printf, 2, 3))) static void write_as(const char *file, const char *format,
                                                           ...)
{
    char text[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    folder_write(file, text);
}

static void write_pack(const char *pack, const char *hidden)
{
    char file[100];
    snprintf(file, sizeof file, "%s/pack.json", pack);
    write_as(file,
             "{\"id\": \"%s\", \"name\": \"x\", \"version\": \"1\", \"format\": 1, "
             "\"hide\": [%s]}",
             pack, hidden);
}

/* An exercise with these further keys, and a routine of it alone. */
static void write_one(const char *id, const char *exercise, const char *routine)
{
    char file[100];
    snprintf(file, sizeof file, "a/exercises/%s.json", id);
    write_as(file,
             "{\"id\": \"%s\", \"name\": \"x\", \"position\": \"chair\", %s \"dose\": "
             "{\"duration_s\": 60}, " STEPS "}",
             id, exercise);
    snprintf(file, sizeof file, "a/routines/%s.json", id);
    write_as(file, "{\"id\": \"%s\", \"name\": \"x\", %s \"steps\": [{\"exercise\": \"%s\"}]}", id,
             routine, id);
}

static void write_page(const char *file, const char *id)
{
    write_as(file,
             "{\"id\": \"%s\", \"title\": \"x\", \"sections\": [{\"list\": [\"Fever\"]}, "
             "{\"for\": [\"neck\"], \"list\": [\"Clumsy hands\"]}, "
             "{\"emergency\": true, \"text\": \"Call for help.\"}]}",
             id);
}

static int make_pack(void **state)
{
    (void)state;
    if (folder_make() != 0)
        return -1;
    folder_shell("mkdir -p a/exercises a/routines a/pages b");
    write_pack("a", "");
    write_pack("b", "\"red-flags\"");
    write_page("a/pages/red-flags.json", "red-flags");
    write_page("a/pages/own.json", "own");
    return 0;
}

static int remove_pack(void **state)
{
    (void)state;
    return folder_remove();
}

static struct content *load(size_t packs, const char *faults_wanted)
{
    struct fault_list faults = {0};
    const char *dirs[] = {folder_path("a"), folder_path("b")};
    struct content *content = content_load(dirs, packs, &faults);
    assert_non_null(content);
    assert_string_equal(folder_faults(&faults), faults_wanted);
    fault_list_free(&faults);
    return content;
}

static const char *asked_before(const struct content *content, const char *id)
{
    const struct page *page = content_red_flags(content, content_routine(content, id));
    return page ? page->id : "";
}

static void back_neck_and_leg_are_asked_about_calm_breathing_is_not(void **state)
{
    (void)state;
    write_one("back", "\"body_regions\": [\"whole-body\", \"lower-back\"],", "");
    write_one("neck", "\"body_regions\": [\"neck\"],", "");
    write_one("knee", "\"body_regions\": [\"knee\"],", "");
    write_one("unknown", "", "");
    write_one("told", "", "\"body_regions\": [\"arms\"],");
    write_one("told-legs", "", "\"body_regions\": [\"legs\"],");
    write_one("breathing", "\"body_regions\": [\"whole-body\"],", "\"body_regions\": [\"neck\"],");
    write_one("arms", "\"body_regions\": [\"arms\", \"shoulders\"],", "");
    write_one("walk", "\"everyday\": true, \"body_regions\": [\"legs\"],", "");
    write_one("own", "\"body_regions\": [\"arms\"],", "\"red_flags\": \"own\",");
    folder_write("a/routines/walks.json", "{\"id\": \"walks\", \"name\": \"x\", \"steps\": "
                                          "[{\"exercise\": \"walk\"}, {\"exercise\": \"walk\"}]}");
    struct content *content = load(1, "");
    static const char *const rows[][2] = {
        {"back", "red-flags"}, {"neck", "red-flags"},
        {"knee", "red-flags"}, {"unknown", "red-flags"},
        {"told", ""},          {"told-legs", "red-flags"},
        {"breathing", ""},     {"arms", ""},
        {"walk", "red-flags"}, {"walks", ""},
        {"own", "own"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(asked_before(content, rows[i][0]), rows[i][1]);
    content_free(content);
}

static void a_routine_without_a_card_is_warned_of_when_no_page_stands_in(void **state)
{
    (void)state;
    write_one("back", "\"body_regions\": [\"lower-back\"],", "");
    write_one("neck", "\"body_regions\": [\"neck\"],", "\"red_flags\": \"own\",");
    content_free(load(1, ""));
    static const char hidden[] =
        "a/routines/back.json:1:1: $: warning: exercises the back, the neck or a leg but shows no "
        "warning card; name its page in \"red_flags\", or add pages/red-flags.json for all that "
        "name none\n";
    struct content *content = load(2, hidden);
    assert_string_equal(asked_before(content, "back"), "");
    assert_string_equal(asked_before(content, "neck"), "own");
    content_free(content);
    folder_shell("rm a/pages/red-flags.json");
    content_free(load(1, hidden));
}

static void a_section_says_what_it_is_for(void **state)
{
    (void)state;
    write_one("neck", "\"body_regions\": [\"neck\"],", "");
    write_one("leg", "\"body_regions\": [\"legs\"],", "");
    write_one("all", "\"body_regions\": [\"legs\"],", "\"body_regions\": [\"neck\"],");
    struct content *content = load(1, "");
    const struct page *page = content_page(content, "red-flags");
    assert_int_equal(page->sections[0].regions.count, 0);
    assert_false(page->sections[1].emergency);
    assert_true(page->sections[2].emergency);
    const struct string_list *neck = &page->sections[1].regions;
    assert_true(string_list_has(neck, "neck"));
    assert_true(routine_exercises(content_routine(content, "neck"), neck));
    assert_true(routine_exercises(content_routine(content, "all"), neck));
    assert_false(routine_exercises(content_routine(content, "leg"), neck));
    content_free(content);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(back_neck_and_leg_are_asked_about_calm_breathing_is_not,
                                        make_pack, remove_pack),
        cmocka_unit_test_setup_teardown(
            a_routine_without_a_card_is_warned_of_when_no_page_stands_in, make_pack, remove_pack),
        cmocka_unit_test_setup_teardown(a_section_says_what_it_is_for, make_pack, remove_pack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
