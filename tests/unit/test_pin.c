// links: clinic store base folder
/* The staff PIN: which is refused, who has to wait and for how long, and what of it is on the disk.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

#include "base/log.h"
#include "clinic/pin.h"
#include "folder.h"
#include "store/kept.h"

static const char right[] = "402917", wrong[] = "402918";
static struct pin pin;
static char dir[512];

static int setup(void **state)
{
    (void)state;
    log_set_level(LOG_LEVEL_ERROR + 1);
    int made = folder_make();
    snprintf(dir, sizeof dir, "%s", folder_path("state"));
    kept_in(dir);
    pin_load(&pin, 0);
    return made;
}

static int teardown(void **state)
{
    (void)state;
    kept_in(NULL);
    return folder_remove();
}

static void test_a_pin_that_is_easily_guessed_is_refused(void **state)
{
    (void)state;
    assert_int_equal(pin_judge(right), PIN_FINE);
    assert_int_equal(pin_judge("122334"), PIN_FINE);
    assert_int_equal(pin_judge("000000"), PIN_ALL_SAME);
    assert_int_equal(pin_judge("777777"), PIN_ALL_SAME);
    assert_int_equal(pin_judge("123456"), PIN_RUN);
    assert_int_equal(pin_judge("654321"), PIN_RUN);
    assert_int_equal(pin_judge("789012"), PIN_RUN);
    assert_int_equal(pin_judge("210987"), PIN_RUN);
    static const char *const none[] = {"", "12345", "1234567", "12345x", " 12345", "-12345"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(pin_judge(none[i]), PIN_NO_DIGITS);
}

static void test_it_opens_after_a_restart_and_no_other_does(void **state)
{
    (void)state;
    assert_false(pin.set);
    assert_false(pin_try(&pin, right, 0));
    assert_true(pin_choose(&pin, right));
    pin_load(&pin, 5);
    assert_true(pin.set);
    assert_false(pin_try(&pin, wrong, 5));
    assert_int_equal(pin_tries_left(&pin), PIN_TRIES - 1);
    assert_true(pin_try(&pin, right, 5));
    assert_int_equal(pin_tries_left(&pin), PIN_TRIES);
}

static void test_the_file_is_the_users_alone_and_holds_no_digits(void **state)
{
    (void)state;
    struct stat info;
    char path[600], text[PIN_HASH_SIZE];
    assert_true(pin_choose(&pin, right));
    snprintf(path, sizeof path, "%s/pin", dir);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_true(kept_read("pin", text, sizeof text) > 0);
    assert_int_equal(strncmp(text, "$y$", 3), 0);
    assert_null(strstr(text, right));
}

static void fail_until_waiting(ms_t now)
{
    assert_true(pin_choose(&pin, right));
    for (int i = 0; i < PIN_TRIES; i++)
        assert_false(pin_try(&pin, wrong, now));
}

static void test_waits_grow_after_five_wrong_tries_and_end(void **state)
{
    (void)state;
    static const int seconds[] = {30, 60, 120, 300, 900, 900, 900};
    ms_t now = 1000;
    fail_until_waiting(now);
    for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++) {
        assert_int_equal(pin_wait_left(&pin, now), seconds[i] * 1000);
        assert_false(pin_try(&pin, right, now + seconds[i] * 1000 - 1));
        now += seconds[i] * 1000;
        assert_int_equal(pin_wait_left(&pin, now), 0);
        if (i + 1 < sizeof seconds / sizeof *seconds)
            assert_false(pin_try(&pin, wrong, now));
    }
    assert_true(pin_try(&pin, right, now));
    assert_int_equal(pin_wait_left(&pin, now), 0);
    assert_false(pin_try(&pin, wrong, now));
    assert_int_equal(pin_wait_left(&pin, now), 0);
}

/* Milliseconds since the start count: whoever sets the machine's clock changes nothing. */
static void test_a_restart_does_not_spare_the_wait(void **state)
{
    (void)state;
    fail_until_waiting(500000);
    pin_load(&pin, 20);
    assert_int_equal(pin_wait_left(&pin, 20), 30000);
    assert_false(pin_try(&pin, right, 29000));
    pin_load(&pin, 40); /* nor a second one */
    assert_int_equal(pin_wait_left(&pin, 40), 30000);
    assert_int_equal(pin_wait_left(&pin, 30041), 0);
    pin_load(&pin, 50); /* one that was served is over for good */
    assert_int_equal(pin_wait_left(&pin, 50), 0);
    assert_false(pin_try(&pin, wrong, 50));
    assert_int_equal(pin_wait_left(&pin, 50), 60000);
}

static void test_a_wrong_try_is_on_the_disk(void **state)
{
    (void)state;
    assert_true(pin_choose(&pin, right));
    for (int i = 1; i < PIN_TRIES; i++) {
        assert_false(pin_try(&pin, wrong, 0));
        struct pin after_a_cut;
        pin_load(&after_a_cut, 0);
        assert_int_equal(after_a_cut.wrong, i);
    }
}

static void test_a_file_that_cannot_be_read_opens_to_nobody(void **state)
{
    (void)state;
    static const char *const broken[] = {"", "402917", "$1$abc", "$y$", "$y$jBT$x$y"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        assert_true(kept_write("pin", broken[i], strlen(broken[i])));
        pin_load(&pin, 0);
        assert_true(pin.set);
        assert_false(pin_try(&pin, right, 0));
        assert_false(pin_try(&pin, "", 0));
        pin_reset(&pin);
    }
}

static void test_a_reset_from_outside_is_noticed(void **state)
{
    (void)state;
    fail_until_waiting(0);
    struct pin command;
    pin_load(&command, 0);
    assert_true(pin_reset(&command));
    pin_refresh(&pin);
    assert_false(pin.set);
    assert_int_equal(pin_wait_left(&pin, 1), 0);
    assert_true(pin_choose(&command, wrong));
    pin_refresh(&pin);
    assert_true(pin_try(&pin, wrong, 2));
}

static void test_without_room_on_the_disk_it_holds_until_the_restart(void **state)
{
    (void)state;
    folder_write("state", "no folder");
    assert_false(pin_choose(&pin, right));
    pin_refresh(&pin);
    assert_true(pin.set);
    for (int i = 0; i < PIN_TRIES; i++)
        assert_false(pin_try(&pin, wrong, 0));
    pin_refresh(&pin);
    assert_int_equal(pin_wait_left(&pin, 0), 30000);
    assert_true(pin_try(&pin, right, 30000));
}

static double cpu_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1000 + (double)time.tv_nsec / 1e6;
}

/* The least of three: others are at work on this machine. */
static double cost_of(const char *digits)
{
    double least = 1e9;
    for (int i = 0; i < 3; i++) {
        pin.wrong = 0;
        double start = cpu_ms();
        pin_try(&pin, digits, 0);
        double cost = cpu_ms() - start;
        least = cost < least ? cost : least;
    }
    return least;
}

static void test_right_wrong_and_none_take_the_same_work(void **state)
{
    (void)state;
    double none = cost_of(right);
    assert_true(pin_choose(&pin, right));
    double good = cost_of(right), bad = cost_of(wrong), empty = cost_of("");
    print_message("right %.1f ms, wrong %.1f, empty %.1f, no PIN %.1f\n", good, bad, empty, none);
    assert_true(good > 20);
    double least = good * 0.7, most = good * 1.4;
    assert_true(bad > least && bad < most);
    assert_true(empty > least && empty < most);
    assert_true(none > least && none < most);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_pin_that_is_easily_guessed_is_refused, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_it_opens_after_a_restart_and_no_other_does, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_the_file_is_the_users_alone_and_holds_no_digits, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_waits_grow_after_five_wrong_tries_and_end, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_a_restart_does_not_spare_the_wait, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_wrong_try_is_on_the_disk, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_file_that_cannot_be_read_opens_to_nobody, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_a_reset_from_outside_is_noticed, setup, teardown),
        cmocka_unit_test_setup_teardown(test_without_room_on_the_disk_it_holds_until_the_restart,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_right_wrong_and_none_take_the_same_work, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
