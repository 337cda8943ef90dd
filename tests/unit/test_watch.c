// links: platform folder
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "folder.h"
#include "platform/watch.h"

/* Real files, changed as people and programs change them; the clock is the test's own. */

static struct watch *watch;
static ms_t now;

static int add(const char *name)
{
    return watch_add(watch, folder_path(name));
}

static int setup(void **state)
{
    (void)state;
    assert_int_equal(folder_make(), 0);
    folder_shell("mkdir -p pack/exercises pack/routines; echo '{}' >pack/pack.json; "
                 "echo one >pack/exercises/a.json; echo '{}' >kiosk.json; echo '{}' >theme.json");
    now = 1000;
    watch = watch_create(now);
    assert_int_equal(add("pack"), 0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    watch_destroy(watch);
    return folder_remove();
}

static uint32_t after(ms_t ms)
{
    now += ms;
    return watch_changed(watch, now);
}

/* It is seen now, reported once it was quiet, and only once. */
static void expect_change(uint32_t paths)
{
    assert_int_equal(after(10), 0);
    assert_int_equal(after(WATCH_QUIET_MS - 1), 0);
    assert_int_equal(after(1), paths);
    assert_int_equal(after(10), 0);
    assert_int_equal(after(10 * WATCH_QUIET_MS), 0);
}

#define expect_nothing() expect_change(0)

static void test_calm(void **state)
{
    (void)state;
    for (int i = 0; i < 1000; i++)
        assert_int_equal(after(100), 0);
    assert_int_equal(watch_wake(watch), now + WATCH_LOOK_MS);
}

static void test_a_file_is_written_anew(void **state)
{
    (void)state;
    folder_shell("echo two >pack/exercises/a.json");
    expect_change(1);
    folder_shell("echo '{ }' >pack/pack.json");
    expect_change(1);
    folder_shell("echo other >kiosk.json");
    expect_nothing();
}

static void test_files_come_and_go(void **state)
{
    (void)state;
    folder_shell("echo b >pack/exercises/b.json");
    expect_change(1);
    folder_shell("mv pack/exercises/b.json pack/exercises/c.json");
    expect_change(1);
    folder_shell("rm pack/exercises/c.json");
    expect_change(1);
    folder_shell("ln pack/pack.json pack/other.json");
    expect_change(1);
    folder_shell("chmod 600 pack/exercises/a.json");
    expect_change(1);
}

static void test_the_deadline(void **state)
{
    (void)state;
    folder_shell("echo two >pack/exercises/a.json");
    after(50);
    for (int i = 0; i < 100; i++) {
        ms_t wake = watch_wake(watch);
        assert_in_range(wake, now, now + WATCH_LOOK_MS);
        if (after(wake - now) == 1) {
            assert_in_range(now, 1050 + WATCH_QUIET_MS, 1050 + WATCH_QUIET_MS + 1);
            return;
        }
    }
    fail_msg("not reported");
}

static void test_quiet_begins_with_the_last_write(void **state)
{
    (void)state;
    for (int i = 0; i < 50; i++) {
        folder_shell("echo %d >pack/exercises/a.json", i);
        assert_int_equal(after(300), 0);
    }
    assert_int_equal(after(WATCH_QUIET_MS), 1);
}

/* A slow program keeps the file open between its writes: only closing it counts. */
static void test_a_file_that_is_still_open(void **state)
{
    (void)state;
    char path[512];
    snprintf(path, sizeof path, "%s/pack/exercises/slow.json", folder_root);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    expect_change(1); /* it was created */
    for (int i = 0; i < 20; i++) {
        fputs("more", file);
        fflush(file);
        assert_int_equal(after(1000), 0);
    }
    fclose(file);
    expect_change(1);
}

static void test_saves_of_editors(void **state)
{
    (void)state;
    /* what a look into the folder leaves behind */
    folder_shell("cd pack/exercises; touch Thumbs.db desktop.ini '~$a.json' .DS_Store");
    expect_nothing();
    /* vim: a probe, the old file becomes a backup, a new one is written, the backup goes */
    folder_shell("cd pack/exercises; touch 4913; rm 4913; mv a.json a.json~; echo vim >a.json; "
                 "rm a.json~");
    expect_change(1);
    /* many others: written beside, then renamed over it */
    folder_shell("cd pack/exercises; echo gedit >.goutputstream; mv .goutputstream a.json");
    expect_change(1);
    /* swap and lock files, backups that stay, a probe that goes */
    folder_shell("cd pack/exercises; touch .a.json.swp; ln -s nobody .#a.json; echo x >a.json~; "
                 "touch 4913; rm 4913");
    expect_nothing();
    folder_shell("cd pack/exercises; rm .a.json.swp .#a.json; mkdir .git; touch .git/index");
    expect_nothing();
}

static void test_a_folder_copied_slowly(void **state)
{
    (void)state;
    folder_shell("mkdir -p pack/new/deep");
    after(10);
    for (int i = 0; i < 20; i++) {
        folder_shell("echo %d >pack/new/deep/%d.json", i, i);
        assert_int_equal(after(390), 0);
    }
    assert_int_equal(after(WATCH_QUIET_MS), 1);
    folder_shell("echo again >pack/new/deep/7.json");
    expect_change(1);
    folder_shell("cp -r pack/new pack/newer");
    expect_change(1);
    folder_shell("echo again >pack/newer/deep/7.json");
    expect_change(1);
    folder_shell("rm -r pack/new");
    expect_change(1);
}

static void test_the_folder_itself(void **state)
{
    (void)state;
    folder_shell("mv pack away");
    expect_change(1);
    folder_shell("echo changed >away/pack.json");
    expect_nothing();
    folder_shell("mv away pack");
    expect_change(1);
    folder_shell("echo changed >pack/exercises/a.json");
    expect_change(1);
    folder_shell("rm -r pack");
    expect_change(1);
    folder_shell("mkdir pack");
    expect_change(1);
    folder_shell("mkdir pack/exercises; echo back >pack/exercises/a.json");
    expect_change(1);
    /* replaced in one step */
    folder_shell("cp -r pack next; echo next >next/exercises/a.json; mv pack old; mv next pack");
    expect_change(1);
    folder_shell("echo old >old/exercises/a.json");
    expect_nothing();
    folder_shell("echo changed >pack/exercises/a.json");
    expect_change(1);
}

static void test_a_missing_path_appears(void **state)
{
    (void)state;
    assert_int_equal(add("usb/stick/clinic"), 1);
    expect_nothing();
    folder_shell("mkdir usb");
    expect_nothing();
    folder_shell("mkdir usb/stick");
    expect_nothing();
    folder_shell("mkdir usb/stick/other");
    expect_nothing();
    folder_shell("cp -r pack usb/stick/clinic");
    expect_change(2);
    folder_shell("echo x >usb/stick/clinic/pack.json");
    expect_change(2);
    folder_shell("mv usb elsewhere");
    expect_change(2);
    folder_shell("mv elsewhere usb");
    expect_change(2);
}

static void test_a_link_that_is_set_elsewhere(void **state)
{
    (void)state;
    folder_shell(
        "mkdir versions; cp -r pack versions/1; cp -r pack versions/2; ln -s versions/1 current");
    assert_int_equal(add("current"), 1);
    folder_shell("ln -s versions/2 next; mv -T next current");
    expect_change(2);
    folder_shell("echo x >versions/2/exercises/a.json");
    expect_change(2);
    folder_shell("echo x >versions/1/exercises/a.json");
    expect_nothing();
    folder_shell("mv versions/2 versions/3");
    expect_change(2);
}

static void test_single_files(void **state)
{
    (void)state;
    assert_int_equal(add("kiosk.json"), 1);
    assert_int_equal(add("theme.json"), 2);
    folder_shell("echo x >kiosk.json");
    expect_change(2);
    folder_shell("echo y >.new; mv .new theme.json");
    expect_change(4);
    folder_shell("echo z >beside.json; rm beside.json; touch kiosk.json~");
    expect_nothing();
    folder_shell("rm kiosk.json theme.json; echo x >pack/pack.json");
    expect_change(7);
    folder_shell("echo back >kiosk.json");
    expect_change(2);
}

static void test_what_links_lead_to_is_not_followed(void **state)
{
    (void)state;
    folder_shell("mkdir outside; ln -s ../outside pack/linked");
    expect_change(1);
    folder_shell("touch outside/file");
    expect_nothing();
    folder_shell("ln -s . pack/circle");
    expect_change(1);
}

static void test_more_events_than_the_queue_holds(void **state)
{
    (void)state;
    FILE *limit = fopen("/proc/sys/fs/inotify/max_queued_events", "r");
    int most = 16384;
    if (limit && fscanf(limit, "%d", &most) != 1) /* NOLINT(cert-err34-c) */
        most = 16384;
    if (limit)
        fclose(limit);
    char path[600];
    for (int i = 0; i < most / 2 + 10; i++) {
        snprintf(path, sizeof path, "%s/pack/exercises/%d.json", folder_root, i % 7);
        int fd = open(path, O_WRONLY | O_CREAT, 0600);
        assert_true(fd >= 0);
        close(fd);
        unlink(path);
    }
    folder_shell("echo lost >pack/exercises/a.json; mkdir pack/late");
    expect_change(1);
    folder_shell("echo x >pack/late/b.json"); /* the folder's creation was lost, too */
    expect_change(1);
}

static int watches_of_this_process(void)
{
    char path[600];
    snprintf(path, sizeof path, "%s/count", folder_root);
    folder_shell("cat /proc/%d/fdinfo/* 2>/dev/null | grep -c '^inotify wd' >count || true",
                 getpid());
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    int count = 0;
    assert_int_equal(fscanf(file, "%d", &count), 1); /* NOLINT(cert-err34-c) */
    fclose(file);
    return count;
}

/* The system has only so many watches. */
static void test_folders_that_left_are_let_go(void **state)
{
    (void)state;
    int before = watches_of_this_process();
    assert_true(before > 3);
    for (int i = 0; i < 5; i++) {
        folder_shell("mkdir pack/passing");
        expect_change(1);
        assert_int_equal(watches_of_this_process(), before + 1);
        folder_shell("mv pack/passing left%d", i);
        expect_change(1);
        assert_int_equal(watches_of_this_process(), before);
    }
}

/* A writer that never rests is looked at all the same, now and then. */
static void test_the_rescan(void **state)
{
    (void)state;
    char path[512];
    snprintf(path, sizeof path, "%s/pack/exercises/busy.json", folder_root);
    ms_t since = now;
    while (now + WATCH_QUIET_MS - 1 < since + WATCH_RESCAN_MS) {
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fprintf(file, "%d", (int)now);
        fclose(file);
        assert_int_equal(after(WATCH_QUIET_MS - 1), 0);
    }
    assert_in_range(watch_wake(watch), now, since + WATCH_RESCAN_MS);
    assert_int_equal(watch_changed(watch, since + WATCH_RESCAN_MS), 1);
}

static void test_too_many_and_too_long_paths(void **state)
{
    (void)state;
    for (int i = 1; i < WATCH_MAX_PATHS; i++)
        assert_int_equal(add("theme.json"), i);
    assert_int_equal(add("theme.json"), -1);
    folder_shell("echo z >theme.json");
    expect_change(0xFFFFFFFE);
    watch_destroy(watch);
    watch = watch_create(now);
    char path[9000];
    memset(path, 'a', sizeof path - 1);
    path[0] = '/';
    path[sizeof path - 1] = '\0';
    assert_int_equal(watch_add(watch, path), 0);
    assert_int_equal(watch_add(watch, ""), 1);
    assert_int_equal(watch_add(watch, "/"), 2);
    assert_int_equal(watch_add(watch, "no/such/place"), 3);
    after(500);
}

#define test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(test_calm),
        test(test_a_file_is_written_anew),
        test(test_files_come_and_go),
        test(test_the_deadline),
        test(test_quiet_begins_with_the_last_write),
        test(test_a_file_that_is_still_open),
        test(test_saves_of_editors),
        test(test_a_folder_copied_slowly),
        test(test_the_folder_itself),
        test(test_a_missing_path_appears),
        test(test_a_link_that_is_set_elsewhere),
        test(test_single_files),
        test(test_what_links_lead_to_is_not_followed),
        test(test_more_events_than_the_queue_holds),
        test(test_folders_that_left_are_let_go),
        test(test_the_rescan),
        test(test_too_many_and_too_long_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
