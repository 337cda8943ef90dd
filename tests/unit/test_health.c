// links: clinic content store base folder
/* Whether the kiosk needs somebody; when and why it started; what the last self-check found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/log.h"
#include "clinic/content_print.h"
#include "clinic/health.h"
#include "clinic/pulse.h"
#include "clinic/self_check.h"
#include "folder.h"
#include "store/kept.h"

enum { DAY_S = 86400 };

static const int64_t noon = 1764763200; /* 2025-12-03 12:00 UTC */
static char dir[512];

static int setup(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    tzset();
    log_set_level(LOG_LEVEL_ERROR);
    int made = folder_make();
    snprintf(dir, sizeof dir, "%s", folder_path("state"));
    kept_in(dir);
    return made;
}

static int teardown(void **state)
{
    (void)state;
    kept_in(NULL);
    return folder_remove();
}

static struct health_facts well(void)
{
    return (struct health_facts){.routines = 10,
                                 .now = noon,
                                 .review = {2026, 11, 30},
                                 .free_percent = 61,
                                 .checked_at = noon - 2 * DAY_S,
                                 .restart = {.at = noon, .why = RESTART_POWER_CUT, .unwanted = 1}};
}

static void expect_wrong(struct health_facts facts, enum health_check check)
{
    struct health health = health_judge(&facts);
    for (int i = 0; i < HEALTH_COUNT; i++)
        if (health.fine[i] != (i != (int)check))
            fail_msg("check %d where %d is wrong: %d", i, (int)check, health.fine[i]);
    assert_int_equal(health.wrong, check != HEALTH_COUNT);
}

static void test_each_fact_is_judged_by_itself(void **state)
{
    (void)state;
    expect_wrong(well(), HEALTH_COUNT); /* one power cut is information */
    struct health_facts facts = well();
    facts.faulty = 1;
    expect_wrong(facts, HEALTH_ROUTINES);
    facts = well();
    facts.review = (struct review_day){2025, 12, 2};
    expect_wrong(facts, HEALTH_REVIEW);
    facts.review = (struct review_day){2025, 12, 3}; /* today is not overdue */
    expect_wrong(facts, HEALTH_COUNT);
    facts.review = (struct review_day){0};
    expect_wrong(facts, HEALTH_COUNT);
    facts = well();
    facts.free_percent = 9;
    expect_wrong(facts, HEALTH_STORAGE);
    facts.free_percent = -1; /* nothing is kept */
    expect_wrong(facts, HEALTH_COUNT);
    facts.unkept = true;
    expect_wrong(facts, HEALTH_STORAGE);
    facts = well();
    facts.checked_at = noon - 8 * DAY_S;
    expect_wrong(facts, HEALTH_DEVICES);
    facts.checked_at = 0;
    expect_wrong(facts, HEALTH_DEVICES);
    facts = well();
    facts.check_failed = 1u << CHECK_SOUND;
    expect_wrong(facts, HEALTH_DEVICES);
    facts = well();
    facts.clock_off = true;
    expect_wrong(facts, HEALTH_CLOCK);
    facts = well();
    facts.restart.unwanted = 3;
    expect_wrong(facts, HEALTH_RESTART);
}

static void test_a_clock_that_lost_its_time_is_wrong(void **state)
{
    (void)state;
    struct health_facts facts = well();
    facts.now = 1000;
    facts.checked_at = 900;
    expect_wrong(facts, HEALTH_CLOCK);
}

static void test_a_start_knows_how_the_kiosk_ended_before(void **state)
{
    (void)state;
    assert_int_equal(restart_read(noon).at, 0);
    restart_mark_start(noon);
    assert_int_equal(restart_read(noon).why, RESTART_FIRST);
    restart_mark_end();
    restart_mark_start(noon + 60);
    assert_int_equal(restart_read(noon).why, RESTART_CLEAN);
    assert_int_equal(restart_read(noon).at, noon + 60);
    restart_mark_start(noon + 120); /* the same machine, still running */
    struct restart restart = restart_read(noon);
    assert_int_equal(restart.why, RESTART_DIED);
    assert_int_equal(restart.unwanted, 1);
    assert_int_equal(restart_read(noon + DAY_S).unwanted, 0);
}

static void test_a_machine_that_started_anew_had_a_power_cut(void **state)
{
    (void)state;
    static const char before[] = "state running\nboot 0000-another\nat 1764760000\nwhy clean\n"
                                 "day 20251203\nunwanted 2\n";
    assert_true(kept_write("starts", before, strlen(before)));
    restart_mark_start(noon);
    struct restart restart = restart_read(noon);
    assert_int_equal(restart.why, RESTART_POWER_CUT);
    assert_int_equal(restart.unwanted, 3);
    assert_true(kept_write("starts", "nonsense", 8));
    assert_int_equal(restart_read(noon).at, 0);
    restart_mark_start(noon);
    assert_int_equal(restart_read(noon).why, RESTART_FIRST);
}

/* As in the appliance, where /proc does not tell. */
static void test_the_unit_tells_whether_the_machine_started_anew(void **state)
{
    (void)state;
    setenv("KIOSK_BOOT", "0b5e", 1);
    restart_mark_start(noon);
    restart_mark_start(noon + 60);
    assert_int_equal(restart_read(noon).why, RESTART_DIED);
    setenv("KIOSK_BOOT", "77aa", 1);
    restart_mark_start(noon + 120);
    assert_int_equal(restart_read(noon).why, RESTART_POWER_CUT);
    unsetenv("KIOSK_BOOT");
}

static void test_a_self_check_is_read_as_it_was_kept(void **state)
{
    (void)state;
    assert_int_equal(self_check_read().at, 0);
    struct self_check check = {.at = noon, .took_s = 41};
    check.result[CHECK_TOUCH] = CHECK_FAILED;
    check.result[CHECK_SOUND] = CHECK_LEFT_OUT;
    check.result[CHECK_CLOCK] = CHECK_FINE;
    check.white[3] = check.white[143] = true;
    check.part_at[CHECK_TOUCH] = noon - 60;
    check.part_at[CHECK_SOUND] = check.part_at[CHECK_CLOCK] = noon;
    assert_true(self_check_keep(&check));
    struct self_check read = self_check_read();
    assert_memory_equal(read.result, check.result, sizeof read.result);
    assert_memory_equal(read.white, check.white, sizeof read.white);
    assert_int_equal(read.at, noon);
    assert_int_equal(read.took_s, 41);
    assert_int_equal(self_check_open(&read), 3);
    assert_int_equal(read.part_at[CHECK_TOUCH], noon - 60);
    assert_int_equal(read.part_at[CHECK_CLOCK], noon);
    assert_int_equal(self_check_devices_at(&read), 0); /* the colours never were */
    assert_int_equal(self_check_devices(&read, CHECK_OPEN), 1u << CHECK_COLOURS);
    assert_int_equal(self_check_devices(&read, CHECK_FAILED), 1u << CHECK_TOUCH);
    assert_int_equal(self_check_failed(&read), 1);
    assert_int_equal(self_check_white(&read), 2);
    static const char older[] = /* with one time for all */
        "at 500\ntook 40\nresults 131101\nsquares "
        "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000\n";
    assert_true(kept_write("check", older, strlen(older)));
    read = self_check_read();
    assert_int_equal(self_check_devices_at(&read), 500);
    assert_int_equal(read.part_at[CHECK_CONTENT], 0);
    static const char *const broken[] = {"", "at 5\ntook 1\nresults 99\nsquares 0\n", "at x"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        assert_true(kept_write("check", broken[i], strlen(broken[i])));
        assert_int_equal(self_check_read().at, 0);
    }
}

static void test_a_routine_with_two_mistakes_is_one(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    fault_add(&faults, FAULT_ERROR, "a/routines/x.json", 1, 1, "$", "wrong");
    fault_add(&faults, FAULT_ERROR, "a/routines/x.json", 2, 1, "$", "wrong");
    fault_add(&faults, FAULT_WARNING, "a/routines/y.json", 1, 1, "$", "odd");
    fault_add(&faults, FAULT_ERROR, "a/exercises/z.json", 1, 1, "$", "wrong");
    fault_add(&faults, FAULT_ERROR, "b/routines/x.json", 1, 1, "$", "wrong");
    assert_int_equal(health_faulty_routines(&faults), 2);
    fault_list_free(&faults);
}

static void test_a_pulse_is_read_as_it_was_noted_and_not_too_often(void **state)
{
    (void)state;
    struct pulse read, pulse = {"0.1.0", "opengl es2", 1920, 1080, 1000, 0, -1, 2, 3};
    setenv("RUNTIME_DIRECTORY", folder_path("run"), 1);
    assert_false(pulse_read(&read));
    for (ms_t now = 1000; now < 1000 + 2 * PULSE_EVERY_MS; now += 1000) {
        pulse.frame = now;
        pulse_note(&pulse, now);
    }
    assert_true(pulse_read(&read));
    assert_string_equal(read.version, "0.1.0");
    assert_string_equal(read.renderer, "opengl es2");
    assert_int_equal(read.width, 1920);
    assert_int_equal(read.started, 1000);
    assert_int_equal(read.frame, 1000 + PULSE_EVERY_MS);
    assert_int_equal(read.touch, -1);
    assert_int_equal(read.errors, 2);
    assert_int_equal(read.warnings, 3);
    pulse_end();
    assert_false(pulse_read(&read));
    unsetenv("RUNTIME_DIRECTORY");
}

static uint64_t print_of(const char *folder)
{
    const char *dirs[] = {folder_path(folder)};
    return content_print(dirs, 1);
}

static void test_the_same_packs_have_the_same_print_on_every_machine(void **state)
{
    (void)state;
    folder_shell("mkdir -p one/images two/images; echo '{}' >one/pack.json; echo 12 >one/images/a;"
                 "echo 12 >two/images/a; echo '{}' >two/pack.json; echo 7 >two/.import");
    uint64_t print = print_of("one");
    assert_int_equal(print, print_of("two"));
    folder_shell("echo '[]' >two/pack.json");
    assert_int_not_equal(print, print_of("two"));
    folder_shell("cp one/pack.json two; echo 123 >two/images/a");
    assert_int_not_equal(print, print_of("two"));
    folder_shell("cp one/images/a two/images/b; rm two/images/a");
    assert_int_not_equal(print, print_of("two"));
    const char *both[] = {folder_path("one"), folder_path("two")};
    const char *turned[] = {both[1], both[0]};
    assert_int_not_equal(content_print(both, 2), content_print(turned, 2));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_each_fact_is_judged_by_itself),
        TEST(test_a_clock_that_lost_its_time_is_wrong),
        TEST(test_a_start_knows_how_the_kiosk_ended_before),
        TEST(test_a_machine_that_started_anew_had_a_power_cut),
        TEST(test_the_unit_tells_whether_the_machine_started_anew),
        TEST(test_a_self_check_is_read_as_it_was_kept),
        TEST(test_a_routine_with_two_mistakes_is_one),
        TEST(test_a_pulse_is_read_as_it_was_noted_and_not_too_often),
        TEST(test_the_same_packs_have_the_same_print_on_every_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
