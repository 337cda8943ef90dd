// links: clinic content packs store base folder
/* Content that ends the kiosk again and again is set aside. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "clinic/suspect.h"
#include "folder.h"
#include "packs/packs.h"
#include "store/kept.h"

static char kept[512], packs_dir[512];

static int setup(void **state)
{
    (void)state;
    assert_int_equal(folder_make(), 0);
    folder_shell("mkdir -p state/packs/clinic state/packs/own; "
                 "for p in clinic own; do echo '{\"id\": \"'$p'\"}' >state/packs/$p/pack.json; "
                 "done; echo 1 >state/packs/clinic/.import");
    snprintf(kept, sizeof kept, "%s", folder_path("state"));
    snprintf(packs_dir, sizeof packs_dir, "%s", folder_path("state/packs"));
    kept_in(kept);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    kept_in(NULL);
    folder_remove();
    return 0;
}

static bool is_there(const char *id)
{
    char path[64];
    snprintf(path, sizeof path, "state/packs/%s/pack.json", id);
    return access(folder_path(path), F_OK) == 0;
}

/* A kiosk that shows this, and ends like that `later` seconds after the hour; was one set aside? */
static bool live(const char *exercise, const char *routine, enum restart_why end, int64_t later)
{
    struct suspects noted = {"", ""};
    suspect_note(&noted, "physio", "physio", 0);
    suspect_note(&noted, exercise, routine, 0);
    return suspect_judge(packs_dir, end, 1800000000 + later);
}

static void test_the_third_death_in_a_row_sets_it_aside(void **state)
{
    (void)state;
    char id[SUSPECT_ID_SIZE];
    assert_false(live("clinic", "own", RESTART_DIED, 0));
    assert_false(live("clinic", "own", RESTART_DIED, 60));
    assert_true(is_there("clinic"));
    assert_false(suspect_aside(id));
    assert_true(live("clinic", "own", RESTART_DIED, 120));
    assert_false(is_there("clinic"));
    assert_true(is_there("own"));
    assert_true(suspect_aside(id));
    assert_string_equal(id, "clinic");
    suspect_heard();
    assert_false(suspect_aside(id));
    assert_false(live("physio", "own", RESTART_DIED, 180)); /* counted anew */
}

/* What was noted before stays, whole: that is what would be counted. */
static void test_a_full_disk_leaves_what_was_noted(void **state)
{
    (void)state;
    struct suspects noted = {"", ""};
    struct rlimit before, full = {.rlim_cur = 0};
    suspect_note(&noted, "clinic", "own", 0);
    getrlimit(RLIMIT_FSIZE, &before);
    full.rlim_max = before.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &full);
    suspect_note(&noted, "physio", "physio", 0);
    setrlimit(RLIMIT_FSIZE, &before);
    folder_shell("grep -q '^exercise clinic$' state/shown");
    suspect_note(&noted, "physio", "own", 0); /* shorter */
    folder_shell("grep -q '^exercise physio$' state/shown && ! grep -q clinic state/shown");
}

static void test_a_routine_of_shipped_exercises_is_its_own_packs(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++)
        assert_false(live("physio", "own", RESTART_DIED, i * 60));
    assert_true(live("physio", "own", RESTART_DIED, 120));
    assert_false(is_there("own"));
    assert_true(is_there("clinic"));
}

/* The demo shows its exercises in other packs' routines, too, and its routines with others'
 * exercises. */
static void test_it_counts_whatever_it_is_shown_with(void **state)
{
    (void)state;
    assert_false(live("physio", "clinic", RESTART_DIED, 0));
    assert_false(live("clinic", "own", RESTART_DIED, 60));
    assert_true(live("clinic", "physio", RESTART_DIED, 90));
    assert_false(is_there("clinic"));
    assert_true(is_there("own"));
}

static void test_what_is_shipped_stays(void **state)
{
    (void)state;
    for (int i = 0; i < 9; i++)
        assert_false(live("physio", "physio", RESTART_DIED, i * 60));
    for (int i = 0; i < 9; i++)
        assert_false(live("", "", RESTART_DIED, i * 60));
}

static void test_not_in_a_row(void **state)
{
    (void)state;
    static const enum restart_why calm[] = {RESTART_CLEAN, RESTART_POWER_CUT};
    for (int i = 0; i < 2; i++) {
        assert_false(live("clinic", "own", RESTART_DIED, 0));
        assert_false(live("clinic", "own", RESTART_DIED, 60));
        assert_false(live("clinic", "own", calm[i], 120));
    }
    assert_false(live("clinic", "own", RESTART_DIED, 0));
    assert_false(live("clinic", "own", RESTART_DIED, 60));
    assert_false(live("physio", "physio", RESTART_DIED, 90)); /* something else */
    assert_false(live("clinic", "own", RESTART_DIED, 120));
    assert_false(live("clinic", "own", RESTART_DIED, 180));
    assert_false(live("clinic", "own", RESTART_DIED, 180 + SUSPECT_CALM_S)); /* it ran for hours */
    assert_true(is_there("clinic"));
}

static void test_notes_that_cannot_be_read_are_none(void **state)
{
    (void)state;
    folder_shell("printf 'exercise' >state/shown; printf '\\0\\377' >state/deaths");
    assert_false(suspect_judge(packs_dir, RESTART_DIED, 1800000000));
    folder_shell("printf 'exercise %%0200d routine ../own' 7 >state/shown");
    for (int i = 0; i < 4; i++)
        assert_false(suspect_judge(packs_dir, RESTART_DIED, 1800000000 + i));
    assert_true(is_there("clinic"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_third_death_in_a_row_sets_it_aside),
        TEST(test_a_full_disk_leaves_what_was_noted),
        TEST(test_a_routine_of_shipped_exercises_is_its_own_packs),
        TEST(test_it_counts_whatever_it_is_shown_with),
        TEST(test_what_is_shipped_stays),
        TEST(test_not_in_a_row),
        TEST(test_notes_that_cannot_be_read_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
