// links: packs store json base folder
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "test_packs_fixture.h"

/* No power is cut here, and a thousand of them take a minute. */
int fsync(int fd)
{
    (void)fd;
    return 0;
}

static const char *const versions[] = {"one", "two", "three"};

static pid_t start_one(void (*work)(int), int number)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        work(number);
        _exit(0);
    }
    return child;
}

static void expect_good_end(pid_t child)
{
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_one_at_a_time(void **state)
{
    (void)state;
    struct packs *packs = packs_open(dir, 0, &faults);
    assert_non_null(packs);
    assert_true(packs_stage(packs, in_root("one"), &faults));
    assert_null(packs_open(dir, 0, &faults));
    assert_non_null(strstr(faults.first->message, "another import is running"));
    assert_true(is_there(".staging/exercises/a.json")); /* who is refused touches nothing */
    assert_true(packs_install(packs, "clinic", &faults));
    packs_close(packs);
    assert_int_equal(version_of("clinic"), 1);
    expect_tidy();
}

static void test_waits_for_the_other(void **state)
{
    (void)state;
    int go[2];
    assert_int_equal(pipe(go), 0);
    pid_t child = fork(); /* first: a child inherits locks */
    assert_true(child >= 0);
    if (child == 0) {
        char byte;
        struct packs *second = read(go[0], &byte, 1) == 1 ? packs_open(dir, 10000, &faults) : NULL;
        _exit(second && packs_stage(second, in_root("two"), &faults) &&
                      packs_install(second, "clinic", &faults)
                  ? 0
                  : 1);
    }
    struct packs *packs = packs_open(dir, 0, &faults);
    assert_non_null(packs);
    assert_int_equal(write(go[1], "x", 1), 1);
    assert_true(packs_stage(packs, in_root("one"), &faults));
    usleep(200 * 1000);
    assert_true(packs_install(packs, "clinic", &faults));
    packs_close(packs);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(version_of("clinic"), 2);
    assert_int_equal(version_of(".previous-clinic"), 1);
    close(go[0]);
    close(go[1]);
}

static bool time_is_left(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec < start->tv_sec + 2;
}

/* Whoever has the lock gets its work done. Some wait for it and some do not. */
static void change_again_and_again(int number)
{
    struct timespec start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int i = number; time_is_left(&start); i++) {
        struct packs *packs = packs_open(dir, number % 2 ? 500 : 0, &faults);
        bool good = !packs || (i % 3 == 0 ? packs_go_back(packs, "clinic", &faults)
                                          : packs_stage(packs, in_root(versions[i % 3]), &faults) &&
                                                packs_install(packs, "clinic", &faults));
        if (!good)
            _exit(1);
        packs_close(packs);
        packs_tidy(dir);
    }
}

static void copy_and_die(int number)
{
    struct packs *packs = packs_open(dir, 500, &faults);
    _exit(!packs || packs_stage(packs, in_root(versions[number % 3]), &faults) ? 0 : 1);
}

static void die_again_and_again(int number)
{
    struct timespec start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    while (time_is_left(&start))
        expect_good_end(start_one(copy_and_die, number));
}

static void read_again_and_again(int number)
{
    struct timespec start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    while (time_is_left(&start)) {
        struct packs_entry *entries;
        if (packs_list(dir, &arena, &entries, &faults) != 1 || !entries[0].path ||
            !entries[0].previous || faults.errors > 0)
            _exit(1);
        arena_reset(&arena);
        if (number % 2)
            packs_tidy(dir);
    }
}

static void test_any_number_at_once_leave_a_whole_pack_and_a_way_back(void **state)
{
    (void)state;
    assert_true(import(in_root("one"), "clinic"));
    assert_true(import(in_root("two"), "clinic"));
    pid_t children[8];
    for (int i = 0; i < 8; i++)
        children[i] = start_one(i == 0  ? die_again_and_again
                                : i < 5 ? change_again_and_again
                                        : read_again_and_again,
                                i);
    for (int i = 0; i < 8; i++)
        expect_good_end(children[i]);
    packs_tidy(dir);
    expect_tidy();
    int version = version_of("clinic"), before = version_of(".previous-clinic");
    assert_true(version > 0 && before > 0);
    assert_true(go_back("clinic"));
    assert_int_equal(version_of("clinic"), before);
    assert_int_equal(version_of(".previous-clinic"), version);
}

static void test_a_starting_kiosk_cleans_up_when_nobody_imports(void **state)
{
    (void)state;
    packs_tidy(dir);
    assert_false(is_there("")); /* it makes nothing */
    assert_true(import(in_root("one"), "clinic"));
    folder_shell("cp -r two state/packs/.staging; cp -r two state/packs/.trash");
    int lock = open(in_root("state/packs/.lock"), O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(lock, LOCK_EX), 0);
    packs_tidy(dir);
    assert_true(is_there(".staging/pack.json"));
    close(lock);
    packs_tidy(dir);
    expect_tidy();
    assert_int_equal(version_of("clinic"), 1);
}

static void test_going_back_works_over_whatever_lies_there(void **state)
{
    (void)state;
    static const char *const rests[] = {
        "mkdir clinic",         "mkdir -p clinic/exercises; echo x >clinic/exercises/a.json",
        "echo x >clinic",       "ln -s ../../two clinic",
        "ln -s nowhere clinic", "mkfifo clinic",
    };
    for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
        folder_shell("rm -rf state");
        assert_true(import(in_root("one"), "clinic"));
        assert_true(import(in_root("three"), "clinic"));
        folder_shell("cd state/packs; rm -r clinic; %s", rests[i]);
        assert_true(go_back("clinic"));
        assert_int_equal(version_of("clinic"), 1);
        assert_false(is_there(".previous-clinic"));
        folder_shell("cd state/packs; %s", arena_printf(&arena,
                                                        "rm -rf x; mkdir x; (cd x; %s); "
                                                        "mv x/clinic .previous-clinic; rmdir x",
                                                        rests[i]));
        assert_true(go_back("clinic")); /* off */
        assert_true(go_back("clinic"));
        assert_int_equal(version_of("clinic"), 1);
    }
    assert_int_equal(version_of("../../two"), 2);
}

static void test_importing_over_whatever_lies_there_keeps_the_version_before(void **state)
{
    (void)state;
    static const char *const rests[] = {"rm clinic/pack.json", "rm clinic/pack.json clinic/.import",
                                        "rm -r clinic; touch clinic", "rm -r clinic; mkdir clinic"};
    for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
        folder_shell("rm -rf state");
        assert_true(import(in_root("one"), "clinic"));
        assert_true(import(in_root("two"), "clinic"));
        folder_shell("cd state/packs; %s", rests[i]);
        assert_true(import(in_root("three"), "clinic"));
        assert_int_equal(version_of("clinic"), 3);
        assert_int_equal(version_of(".previous-clinic"), 1);
        expect_tidy();
    }
}

static void test_a_folder_in_which_somebody_is_at_work_stays(void **state)
{
    (void)state;
    assert_true(import(in_root("one"), "clinic"));
    assert_true(import(in_root("two"), "clinic"));
    folder_shell(
        "cd state/packs; mv clinic/pack.json clinic/pack.json.bak; mkdir -p by-hand/images");
    packs_tidy(dir);
    assert_true(is_there("clinic/pack.json.bak"));
    assert_true(is_there("by-hand/images"));
}

static void test_the_same_pack_is_known(void **state)
{
    (void)state;
    assert_true(import(in_root("one"), "clinic"));
    struct packs *packs = packs_open(dir, 0, &faults);
    assert_non_null(packs);
    assert_true(packs_stage(packs, in_root("one"), &faults));
    assert_true(packs_has_staged(packs, "clinic"));
    assert_false(packs_has_staged(packs, "another"));
    folder_shell("echo x >state/packs/clinic/exercises/more.json");
    assert_false(packs_has_staged(packs, "clinic"));
    folder_shell("cd state/packs/clinic; rm exercises/more.json; echo 'version 2' >pack.json");
    assert_false(packs_has_staged(packs, "clinic"));
    folder_shell("cd state/packs/clinic; rm pack.json; mkdir pack.json");
    assert_false(packs_has_staged(packs, "clinic"));
    packs_close(packs);
}

/* As nobody: root may read everything. */
static void expect_unreadable(const char *path)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct packs_entry *entries;
        if (geteuid() == 0 && setuid(65534) != 0)
            _exit(2);
        packs_list(dir, &arena, &entries, &faults);
        _exit(faults.errors == 1 && strcmp(faults.first->file, path) == 0 &&
                      strstr(faults.first->message, "cannot be read: ")
                  ? 0
                  : 1);
    }
    expect_good_end(child);
}

static void test_what_cannot_be_read_is_a_fault(void **state)
{
    (void)state;
    struct packs_entry *entries;
    if (geteuid() == 0 && !folder_for_others())
        skip();
    assert_int_equal(packs_list(dir, &arena, &entries, &faults), 0);
    assert_int_equal(faults.errors, 0); /* nothing is there: nothing is imported */
    assert_true(import(in_root("one"), "clinic"));
    folder_shell("chmod 755 . state; chmod 0 state/packs/clinic/pack.json");
    expect_unreadable(in_root("state/packs/clinic"));
    folder_shell("chmod 644 state/packs/clinic/pack.json; chmod 0 state/packs/clinic");
    expect_unreadable(in_root("state/packs/clinic"));
    folder_shell("chmod 755 state/packs/clinic; chmod 0 state/packs");
    expect_unreadable(dir);
    folder_shell("chmod 755 state/packs; chmod 0 state");
    expect_unreadable(dir);
    folder_shell("chmod 755 state; mv state/packs aside; touch state/packs");
    expect_unreadable(dir);
    folder_shell("rm state/packs; ln -s nowhere state/packs");
    expect_unreadable(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_one_at_a_time),
        TEST(test_waits_for_the_other),
        TEST(test_any_number_at_once_leave_a_whole_pack_and_a_way_back),
        TEST(test_a_starting_kiosk_cleans_up_when_nobody_imports),
        TEST(test_going_back_works_over_whatever_lies_there),
        TEST(test_importing_over_whatever_lies_there_keeps_the_version_before),
        TEST(test_a_folder_in_which_somebody_is_at_work_stays),
        TEST(test_the_same_pack_is_known),
        TEST(test_what_cannot_be_read_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
