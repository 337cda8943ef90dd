// links: clinic content figure packs store json base folder
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "clinic/backup.h"
#include "clinic/draft.h"
#include "clinic/pin.h"
#include "clinic/settings_file.h"
#include "folder.h"
#include "store/kept.h"

/* Killed, or without room on the disk, at each change to the disk: what staff have made is as it
 * was or as it is to be. */

enum { DEAD = 99 };

static long steps_left = -1; /* -1: nothing happens */
static bool fails;           /* the disk is full then, instead of the kiosk dead */
static bool halves;          /* the disk takes only a part at a time */

/* True when this change is to fail. */
static bool step(void)
{
    if (steps_left < 0 || steps_left-- > 0)
        return false;
    if (!fails)
        _exit(DEAD);
    errno = ENOSPC;
    return true;
}

/* These stand before the C library's. */
int fsync(int fd)
{
    (void)fd;
    return step() ? -1 : 0; /* no power is cut here */
}

ssize_t write(int fd, const void *data, size_t size)
{
    if (step())
        return -1;
    if (steps_left >= 0 && halves && size > 1)
        size /= 2;
    return syscall(SYS_write, fd, data, size);
}

int mkdirat(int fd, const char *path, mode_t mode)
{
    return step() ? -1 : (int)syscall(SYS_mkdirat, fd, path, mode);
}

int mkdir(const char *path, mode_t mode)
{
    return mkdirat(AT_FDCWD, path, mode);
}

int linkat(int from_fd, const char *from, int to_fd, const char *to, int flags)
{
    return step() ? -1 : (int)syscall(SYS_linkat, from_fd, from, to_fd, to, flags);
}

int unlinkat(int fd, const char *path, int flags)
{
    step(); /* a full disk still lets go of files */
    return (int)syscall(SYS_unlinkat, fd, path, flags);
}

int unlink(const char *path)
{
    return unlinkat(AT_FDCWD, path, 0);
}

int renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
    return step() ? -1 : (int)syscall(SYS_renameat2, from_fd, from, to_fd, to, flags);
}

int renameat(int from_fd, const char *from, int to_fd, const char *to)
{
    return renameat2(from_fd, from, to_fd, to, 0);
}

int rename(const char *from, const char *to)
{
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int openat(int fd, const char *path, int flags, ...)
{
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list args;
        va_start(args, flags);
        mode = va_arg(args, mode_t);
        va_end(args);
        if (step())
            return -1;
    }
    return (int)syscall(SYS_openat, fd, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list args;
        va_start(args, flags);
        mode = va_arg(args, mode_t);
        va_end(args);
    }
    return openat(AT_FDCWD, path, flags, mode);
}

/* ---- a clinic ---- */

static struct draft draft;
static struct content *content;
static struct own_place place;
static struct fault_list faults;

static int setup(void **state)
{
    (void)state;
    log_set_level(LOG_LEVEL_ERROR);
    if (folder_make() != 0)
        return -1;
    static char packs[512], kept[512];
    snprintf(packs, sizeof packs, "%s", folder_path("state/packs"));
    snprintf(kept, sizeof kept, "%s", folder_path("state"));
    place = (struct own_place){.packs_dir = packs, .name = "Clinic", .language = "en"};
    folder_shell("mkdir state");
    kept_in(kept);
    const char *const dirs[] = {SHARE_DIR "/content"};
    content = content_load(dirs, 1, &faults);
    draft_begin(&draft);
    return content ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    kept_in(NULL);
    draft_free(&draft);
    fault_list_free(&faults);
    content_free(content);
    return folder_remove();
}

static void build(const char *name)
{
    draft_begin(&draft);
    draft_add(&draft, content_exercise(content, "cobra"));
    draft_add(&draft, content_exercise(content, "knee-to-chest"));
    draft_set_name(&draft, "en", name);
    draft_set_name(&draft, "es", "Semana");
}

static bool save(void)
{
    return draft_save(&draft, &place, content, "en", "Routine 1", &faults);
}

/* Everything at once: the file, its language, order, what is hidden, the demo. */
static bool delete_it(void)
{
    struct own_pack *own = own_open(&place, &faults);
    if (!own)
        return false;
    own_delete_routine(own, "own-one");
    own_hide(own, "from-your-chair", true);
    own_order(own, (const char *const[]){"on-your-feet", "own-two"}, 2);
    own_demo(own, "on-your-feet", false);
    bool done = own_write(own, NULL, &faults);
    own_close(own);
    return done;
}

static bool change_draft(void)
{
    draft_set_note(&draft, 0, "en", "with a pillow");
    return !draft.unkept;
}

static struct backup_place whole_place(void)
{
    static const char *const dirs[] = {SHARE_DIR "/content"};
    return (struct backup_place){
        .own = place, .content_dirs = dirs, .content_dir_count = 1, .now = 1764747660};
}

static bool restore_backup(void)
{
    struct backup_place whole = whole_place();
    return backup_restore(&whole, folder_path("backup.zip"), &faults) == BACKUP_DONE;
}

static bool choose_pin(void)
{
    struct pin pin = {0};
    if (pin_choose(&pin, "271828"))
        return true;
    fault_add(&faults, FAULT_ERROR, "pin", 0, 0, "$", "is told on the screen");
    return false;
}

/* ---- stopping ---- */

static int run_stopped(long n, bool (*work)(void))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        steps_left = n;
        bool good = work();
        bool reached = steps_left < 0;
        steps_left = -1;
        _exit(!good ? (faults.errors > 0 || draft.unkept ? 1 : 2) : reached ? 3 : 0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static bool same(const char *a, const char *b)
{
    char command[2048];
    snprintf(command, sizeof command,
             "cd '%s'; test ! -e %s -a ! -e %s || diff -rN %s %s >diff 2>&1", folder_root, a, b, a,
             b);
    return system(command) == 0;
}

/* What is there is one of both, at its place. */
static bool is_new(const char *what, bool good)
{
    char before[128], after[128], now[128];
    snprintf(before, sizeof before, "before/%s", what);
    snprintf(after, sizeof after, "after/%s", what);
    snprintf(now, sizeof now, "state/%s", what);
    bool new = same(after, now);
    if (!new && !same(before, now))
        fail_msg("%s is neither old nor new: %s", what, folder_path("diff"));
    if (good)
        assert_true(new);
    return new;
}

static void expect_old_or_new(bool (*work)(void), const char *what)
{
    folder_shell("rm -rf before after; cp -a state before");
    assert_int_equal(run_stopped(1000000, work), 0);
    folder_shell("cp -a state after; rm -rf state; cp -a before state");
    assert_false(same("before", "after"));
    int olds = 0, news = 0, result = DEAD;
    for (long n = 0; result != 0; n++) {
        result = run_stopped(n, work);
        assert_true(result != 2); /* never without a word */
        bool good = result == 0 || result == 3, new = is_new(what, good);
        if (result == 1) /* what is told to have failed has not been done */
            assert_false(new);
        olds += !new;
        news += new;
        struct own_pack *own = own_open(&place, &faults); /* puts right what is left */
        assert_non_null(own);
        own_close(own);
        assert_true(is_new(what, good) == new);
        folder_shell("test ! -e state/packs/.staging -a ! -e state/packs/.next-own; rm -rf state; "
                     "cp -a before state");
        assert_true(n < 1000);
    }
    assert_true(olds > 0 && news > 0);
}

/* Whatever the next start finds, the pack and the settings are of one moment. */
static void expect_restore(void)
{
    folder_shell("rm -rf before after; cp -a state before");
    assert_int_equal(run_stopped(1000000, restore_backup), 0);
    folder_shell("cp -a state after; rm -rf state; cp -a before state");
    assert_false(same("before/packs", "after/packs"));
    assert_false(same("before/settings.json", "after/settings.json"));
    int olds = 0, news = 0, result = DEAD;
    /* A file is copied in many steps that are alike; both ways of failing take others of them. */
    for (long n = fails; result != 0; n += 3) {
        struct backup_place whole = whole_place();
        result = run_stopped(n, restore_backup);
        assert_true(result != 2);
        backup_finish(&whole);
        bool good = result == 0 || result == 3, new = is_new("packs/own", good);
        assert_true(is_new("settings.json", good) == new);
        if (result == 1)
            assert_false(new);
        olds += !new;
        news += new;
        folder_shell("test -z \"$(ls state | grep zip | grep -v ^before-restore.zip)\" -a ! -e "
                     "state/packs/.staging; rm -rf "
                     "state; cp -a before state");
        assert_true(n < 10000);
    }
    assert_true(olds > 0 && news > 0);
}

static bool is_pin(const char *digits)
{
    struct pin pin;
    pin_load(&pin, 0);
    return pin_try(&pin, digits, 0);
}

/* Each hash is another one: it is old, or fits. */
static void expect_pin(void)
{
    struct pin pin = {0};
    assert_true(pin_choose(&pin, "314159"));
    folder_shell("rm -rf before; cp -a state before");
    int olds = 0, news = 0, result = DEAD;
    for (long n = 0; result != 0; n++) {
        result = run_stopped(n, choose_pin);
        assert_true(result != 2);
        bool old = same("before/pin", "state/pin");
        assert_true(old || is_pin("271828"));
        assert_false(old && (result == 0 || result == 3));
        assert_false(!old && result == 1);
        olds += old;
        news += !old;
        folder_shell("rm -rf state; cp -a before state");
    }
    assert_true(olds > 0 && news > 0);
}

static void expect_all(void)
{
    halves = true;
    build("One");
    expect_old_or_new(save, "packs/own");
    assert_true(save());
    build("Two");
    expect_old_or_new(save, "packs/own");
    assert_true(save());
    draft_set_name(&draft, "ru", "Неделя");
    draft_remove(&draft, 0);
    expect_old_or_new(save, "packs/own");
    expect_old_or_new(delete_it, "packs/own");
    expect_old_or_new(change_draft, "draft.json");
    struct backup_place whole = whole_place();
    halves = false; /* there are enough steps as it is */
    assert_true(settings_file_put("{\"brightness\": 0.5}\n"));
    assert_int_equal(backup_write(&whole, folder_path("backup.zip"), &faults), BACKUP_DONE);
    assert_true(delete_it() && settings_file_put("{\"less_motion\": true}\n"));
    expect_restore();
    expect_pin();
}

static void test_killed_at_each_change_to_the_disk(void **state)
{
    (void)state;
    fails = false;
    expect_all();
}

static void test_a_full_disk_is_told_and_takes_nothing_away(void **state)
{
    (void)state;
    fails = true;
    expect_all();
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_killed_at_each_change_to_the_disk),
        TEST(test_a_full_disk_is_told_and_takes_nothing_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
