// links: cli
/* Packs with more, longer or less than the kiosk's own: everything in them can be touched, and no
 * button leads to nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "folder.h"
#include "harness.h"

enum { MANY = 200, MAX_HITS = 256 };

static struct harness h;

static int setup(void **state)
{
    (void)state;
    assert_int_equal(folder_make(), 0);
    folder_shell("mkdir -p clinic/routines clinic/pages");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    harness_close(&h);
    return folder_remove();
}

/* `more` is the rest of pack.json. */
static void open_clinic(const char *more)
{
    char text[2048];
    snprintf(text, sizeof text,
             "{\"id\": \"clinic\", \"name\": \"Clinic\", \"version\": \"1\", \"format\": 1,"
             "\"languages\": [\"en\"]%s}",
             more);
    folder_write("clinic/pack.json", text);
    harness_open(&h, &(struct harness_options){.clinic_dir = folder_path("clinic")});
    harness_settle(&h);
    harness_press(&h, "begin");
    harness_expect(&h, "home");
}

static void write_routine(const char *id, const char *name)
{
    char file[128], text[512];
    snprintf(file, sizeof file, "clinic/routines/%s.json", id);
    snprintf(text, sizeof text,
             "{\"id\": \"%s\", \"name\": \"%s\", \"summary\": \"Ours\","
             "\"steps\": [{\"exercise\": \"low-back-stretch\"}]}",
             id, name);
    folder_write(file, text);
}

static void write_page(const char *id, const char *title)
{
    char file[128], text[512];
    snprintf(file, sizeof file, "clinic/pages/%s.json", id);
    snprintf(text, sizeof text,
             "{\"id\": \"%s\", \"title\": \"%s\", \"summary\": \"Ours\", \"icon\": \"info\","
             "\"sections\": [{\"heading\": \"One\", \"text\": \"Words.\"}]}",
             id, title);
    folder_write(file, text);
}

/* As long as an id may be; alike in their first 63 letters. */
static const char *long_id(char last)
{
    static char ids[4][CONTENT_ID_MAX + 1];
    static int turn;
    turn = (turn + 1) % 4;
    memset(ids[turn], 'a', CONTENT_ID_MAX - 1);
    ids[turn][CONTENT_ID_MAX - 1] = last;
    return ids[turn];
}

static void press_item(const char *prefix, const char *id)
{
    char target[128];
    snprintf(target, sizeof target, "%s:%s", prefix, id);
    harness_reveal(&h, target);
    harness_press(&h, target);
    harness_pass_card(&h);
}

static void test_long_ids_that_begin_alike_are_two(void **state)
{
    (void)state;
    write_routine(long_id('b'), "First of ours");
    write_routine(long_id('c'), "Second of ours");
    write_page(long_id('b'), "First page");
    write_page(long_id('c'), "Second page");
    open_clinic("");
    press_item("card", long_id('b'));
    assert_true(harness_shows(&h, "First of ours"));
    harness_press(&h, "back");
    press_item("card", long_id('c'));
    assert_true(harness_shows(&h, "Second of ours"));
    harness_press(&h, "back");
    harness_press(&h, "advice");
    press_item("page", long_id('c'));
    assert_true(harness_shows(&h, "Second page"));
    harness_press(&h, "back");
    press_item("page", long_id('b'));
    assert_true(harness_shows(&h, "First page"));

    char spec[128];
    snprintf(spec, sizeof spec, "overview:%s:1", long_id('c'));
    harness_show(&h, spec);
    assert_true(harness_shows(&h, "Second of ours"));
}

static bool seen[MANY];

static int look(const char *format)
{
    struct app_hit hits[MAX_HITS];
    size_t count = app_hits(h.assembly.app, hits, MAX_HITS);
    int found = 0;
    for (size_t i = 0; i < count; i++) {
        int n = -1;
        if (sscanf(hits[i].id, format, &n) == 1 && n >= 0 && n < MANY && !seen[n])
            seen[n] = ++found > 0;
    }
    return found;
}

/* Each comes by where it can be touched. */
static void see_all(const char *format)
{
    memset(seen, 0, sizeof seen);
    int found = look(format);
    while (harness_has(&h, "scroll:down")) {
        harness_tap(&h, "scroll:down");
        harness_wait(&h, 500);
        found += look(format);
    }
    assert_int_equal(found, MANY);
}

static void test_two_hundred_routines_can_be_reached(void **state)
{
    (void)state;
    char id[32], name[32];
    for (int i = 0; i < MANY; i++) {
        snprintf(id, sizeof id, "clinic-%03d", i);
        snprintf(name, sizeof name, "Number %d", i);
        write_routine(id, name);
    }
    open_clinic("");
    see_all("card:clinic-%d");
    press_item("card", "clinic-199");
    assert_true(harness_shows(&h, "Number 199"));
}

static void test_two_hundred_pages_can_be_reached(void **state)
{
    (void)state;
    char id[32], name[32];
    for (int i = 0; i < MANY; i++) {
        snprintf(id, sizeof id, "clinic-%03d", i);
        snprintf(name, sizeof name, "Number %d", i);
        write_page(id, name);
    }
    open_clinic("");
    harness_press(&h, "advice");
    see_all("page:clinic-%d");
    press_item("page", "clinic-199");
    assert_true(harness_shows(&h, "Number 199"));
}

static void test_no_button_leads_to_no_advice(void **state)
{
    (void)state;
    folder_write("clinic/pages/red-flags.json",
                 "{\"id\": \"red-flags\", \"title\": \"Ours\", \"listed\": false,"
                 "\"sections\": [{\"text\": \"Ask us first.\"}]}");
    open_clinic(", \"hide\": [\"how-often\", \"when-to-stop\", \"pinched-nerve\", \"rest-or-move\","
                "\"risks\", \"costs\", \"about\"]");
    assert_false(harness_has(&h, "advice"));
    assert_true(harness_has(&h, "ease") && harness_has(&h, "language"));
    harness_choose(&h, "ease");
    harness_expect(&h, "ease");
    /* The last page may be hidden while somebody reads it. */
    harness_show(&h, "advice");
    assert_true(harness_shows(&h, "nothing to read here"));
    harness_settle(&h);
    harness_press(&h, "back");
    harness_expect(&h, "home");
}

/* The trouble is what is missing, not whatever warning came first. */
static void test_a_pack_that_hides_every_routine_leaves_the_advice(void **state)
{
    (void)state;
    folder_write("clinic/pack.json",
                 "{\"id\": \"clinic\", \"name\": \"Clinic\", \"version\": \"1\", \"format\": 1,"
                 "\"languages\": [\"en\"], \"hide\": [\"chair-break\"]}");
    folder_shell("sed -i \"s/.chair-break./$(ls '%s/content/routines' | sed 's/.json//;s/.*/\"&\"/'"
                 " | paste -sd,)/\" clinic/pack.json",
                 SHARE_DIR);
    harness_open(&h, &(struct harness_options){.clinic_dir = folder_path("clinic")});
    harness_expect(&h, "attract"); /* of the advice, which is all there is */
}

/* The routines of a filter may be taken away while it is on. */
static void test_a_filter_that_is_gone_hides_nothing(void **state)
{
    (void)state;
    open_clinic("");
    snprintf(h.assembly.app->visit.filter, VISIT_FILTER_SIZE, "gone");
    harness_settle(&h);
    assert_true(harness_has(&h, "card:lower-back-relief"));
    assert_string_equal(h.assembly.app->visit.filter, "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_long_ids_that_begin_alike_are_two),
        TEST(test_two_hundred_routines_can_be_reached),
        TEST(test_two_hundred_pages_can_be_reached),
        TEST(test_no_button_leads_to_no_advice),
        TEST(test_a_pack_that_hides_every_routine_leaves_the_advice),
        TEST(test_a_filter_that_is_gone_hides_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
