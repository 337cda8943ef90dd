#pragma once

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
#include "clinic/draft.h"
#include "folder.h"
#include "store/kept.h"

/* For tests in which something is killed at each change to the disk, or finds no room on it, or one
 * that dies, at some of them; KIOSK_FULL=1: at twice as many. */

enum { DEAD = 99 };

static long steps_left = -1; /* -1: nothing happens */
static bool fails;           /* the disk takes nothing then, instead of the kiosk dead */
static int reason = ENOSPC;  /* why */
static bool dies;            /* nor anything after that */
static bool died;
static long stride = 1; /* from one that is stopped to the next */
static bool halves;     /* the disk takes what is written in two parts */

/* True when this change is to fail, for a reason in errno. */
static bool step(void)
{
    errno = reason;
    if (died)
        return true;
    if (steps_left < 0 || steps_left-- > 0)
        return false;
    if (!fails)
        _exit(DEAD);
    died = dies;
    return true;
}

/* These stand before the C library's. */
int fsync(int fd)
{
    (void)fd;
    /* No power is cut here, so whoever is killed at one leaves what the next change finds. */
    return fails && step() ? -1 : 0;
}

ssize_t write(int fd, const void *data, size_t size)
{
    static bool begun;
    if (step())
        return -1;
    begun = steps_left >= 0 && halves && size > 1 && !begun;
    return syscall(SYS_write, fd, data, begun ? size / 2 : size);
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
    bool failed = step();
    if (failed && dies) /* a full disk still lets go of files */
        return -1;
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
    folder_shell("mkdir state stick; cp '" SHARE_DIR
                 "/content/sample-clinic/images/logo.png' stick/a.png; cp stick/a.png stick/b.png; "
                 "printf x >>stick/b.png");
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

/* ---- stopping ---- */

static long runs; /* so often something was stopped */

static int run_stopped(long n, bool (*work)(void))
{
    pid_t child = fork();
    assert_true(child >= 0);
    runs++;
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

static void expect_none(const char *what)
{
    assert_int_not_equal(access(folder_path(what), F_OK), 0);
}

/* What is there is one of both, at its place. */
static bool is_new(const char *what, bool good)
{
    char before[128], after[128], now[128];
    snprintf(before, sizeof before, "before/%s", what);
    snprintf(after, sizeof after, "after/%s", what);
    snprintf(now, sizeof now, "state/%s", what);
    bool new = folder_same(after, now);
    if (!new && !folder_same(before, now))
        folder_shell("echo '%s is neither old nor new:'; diff -rN %s %s", what, before, now);
    if (good)
        assert_true(new);
    return new;
}

/* As it is, each time another thing fails. */
#define KILLED_FULL_AND_DEAD(expect)                                                               \
    static void test_killed_at_each_change_to_the_disk(void **state)                               \
    {                                                                                              \
        (void)state;                                                                               \
        fails = false;                                                                             \
        expect();                                                                                  \
    }                                                                                              \
    static void test_a_full_disk_is_told_and_takes_nothing_away(void **state)                      \
    {                                                                                              \
        (void)state;                                                                               \
        fails = true;                                                                              \
        stride = getenv("KIOSK_FULL") ? 3 : 5; /* calls fail one after the other */                \
        expect();                                                                                  \
        stride = 1;                                                                                \
    }                                                                                              \
    static void test_a_disk_that_dies_is_told_and_takes_nothing_away(void **state)                 \
    {                                                                                              \
        (void)state;                                                                               \
        fails = dies = true;                                                                       \
        stride = getenv("KIOSK_FULL") ? 5 : 11; /* much is as on a full one */                     \
        reason = EIO;                                                                              \
        expect();                                                                                  \
        reason = ENOSPC;                                                                           \
        dies = false;                                                                              \
        stride = 1;                                                                                \
    }                                                                                              \
    int main(void)                                                                                 \
    {                                                                                              \
        const struct CMUnitTest tests[] = {                                                        \
            STOPS(test_killed_at_each_change_to_the_disk),                                         \
            STOPS(test_a_full_disk_is_told_and_takes_nothing_away),                                \
            STOPS(test_a_disk_that_dies_is_told_and_takes_nothing_away),                           \
        };                                                                                         \
        return cmocka_run_group_tests(tests, NULL, NULL);                                          \
    }

#define STOPS(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
