// links: packs store json base folder
/* A pack is the old or the new one wherever its import, edit or return dies. KIOSK_FULL=1 dies at
 * the bytes of each file also where folders cannot be exchanged. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "test_packs_fixture.h"

/* ---- dying at the n-th change to the disk, and a record of all of them ---- */

enum { DEAD = 99 };

static long steps_left = -1; /* -1: immortal */

static void step(void)
{
    if (steps_left == 0)
        _exit(DEAD);
    if (steps_left > 0)
        steps_left--;
}

/* File systems on which folders cannot be exchanged. */
static enum { ANY_FILE_SYSTEM, OVERLAY, TAKES_NO_FLAGS } file_system;

/* Folders of an overlay's lower layer are those that the test has marked. */
static bool is_lower(int fd, const char *path)
{
    struct stat info;
    return file_system == OVERLAY && fstatat(fd, path, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISDIR(info.st_mode) && (info.st_mode & S_ISVTX);
}

static int rename_problem(int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
    if (is_lower(from_fd, from) || is_lower(to_fd, to))
        return EXDEV;
    return file_system == TAKES_NO_FLAGS && flags ? EINVAL : 0;
}

/* What happened, in order: "write", "make" or "sync" of a path, "rename" of one to another. */
enum { EVENTS_MAX = 200 };

struct disk_event {
    char what[8], path[512], to[512];
};

static struct disk_event events[EVENTS_MAX];
static size_t event_count;
static bool recording;

static void path_of(char *out, size_t size, int fd, const char *name)
{
    char link[64], folder[400] = "";
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = name && name[0] == '/' ? 0 : readlink(link, folder, sizeof folder - 1);
    folder[length > 0 ? length : 0] = '\0';
    snprintf(out, size, "%s%s%s", folder, name && *folder ? "/" : "", name ? name : "");
}

static void record(const char *what, int fd, const char *name, int to_fd, const char *to)
{
    if (!recording)
        return;
    assert_true(event_count < EVENTS_MAX);
    struct disk_event *event = &events[event_count++];
    snprintf(event->what, sizeof event->what, "%s", what);
    path_of(event->path, sizeof event->path, fd, name);
    path_of(event->to, sizeof event->to, to_fd, to);
}

/* These stand before the C library's: every change that the store makes goes through them. */
int fsync(int fd)
{
    /* No power is cut here, so whoever dies at one leaves what the next change finds. */
    record("sync", fd, NULL, -1, NULL);
    return 0; /* a thousand of them take a minute */
}

ssize_t write(int fd, const void *data, size_t size)
{
    /* A folder of which a file is missing stands for one with half a file, on the other file
     * systems, unless all is wanted. */
    if (file_system == ANY_FILE_SYSTEM || getenv("KIOSK_FULL"))
        step();
    record("write", fd, NULL, -1, NULL);
    /* In two parts, so that a file can be half there. */
    static bool begun;
    begun = steps_left >= 0 && size > 1 && !begun;
    return syscall(SYS_write, fd, data, begun ? size / 2 : size);
}

int mkdirat(int fd, const char *path, mode_t mode)
{
    step();
    record("make", fd, path, -1, NULL);
    return (int)syscall(SYS_mkdirat, fd, path, mode);
}

int mkdir(const char *path, mode_t mode)
{
    int made = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    if (made == 0)
        record("make", AT_FDCWD, path, -1, NULL);
    return made;
}

int linkat(int from_fd, const char *from, int to_fd, const char *to, int flags)
{
    step();
    if (file_system == TAKES_NO_FLAGS) { /* nor does a file have two names there */
        errno = EPERM;
        return -1;
    }
    record("make", to_fd, to, -1, NULL);
    return (int)syscall(SYS_linkat, from_fd, from, to_fd, to, flags);
}

int unlinkat(int fd, const char *path, int flags)
{
    step();
    return (int)syscall(SYS_unlinkat, fd, path, flags);
}

int renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
    step();
    errno = rename_problem(from_fd, from, to_fd, to, flags);
    if (errno != 0)
        return -1;
    record("rename", from_fd, from, to_fd, to);
    return (int)syscall(SYS_renameat2, from_fd, from, to_fd, to, flags);
}

int renameat(int from_fd, const char *from, int to_fd, const char *to)
{
    return renameat2(from_fd, from, to_fd, to, 0);
}

int openat(int fd, const char *path, int flags, ...)
{
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list args;
        va_start(args, flags);
        mode = va_arg(args, mode_t);
        va_end(args);
        step();
        record("make", fd, path, -1, NULL);
    }
    return (int)syscall(SYS_openat, fd, path, flags, mode);
}

/* ---- dying ---- */

/* True when the work was done before its life was over. */
static bool dies_at(long n, bool (*work)(void))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        steps_left = n;
        bool good = work();
        steps_left = -1;
        _exit(good ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_true(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == DEAD);
    return WEXITSTATUS(status) == 0;
}

static const char *import_path;

static bool import_it(void)
{
    return import(import_path, "clinic");
}

static bool go_back_now(void)
{
    return go_back("clinic");
}

static bool only_open(void)
{
    struct packs *packs = packs_open(dir, 0, &faults);
    packs_close(packs);
    return packs != NULL;
}

/* What readers are given. */
static void expect_listed(int *version, int *previous)
{
    struct packs_entry *entries;
    size_t count = packs_list(dir, &arena, &entries, &faults);
    assert_int_equal(faults.errors, 0);
    *version = count > 0 && entries[0].path ? version_of(strrchr(entries[0].path, '/') + 1) : 0;
    *previous =
        count > 0 && entries[0].previous ? version_of(strrchr(entries[0].previous, '/') + 1) : 0;
    if (file_system == ANY_FILE_SYSTEM)
        assert_int_equal(version_of("clinic"), *version);
}

struct change {
    int old, old_previous, fresh, fresh_previous;
};

/* One of both, whole, and nothing else got lost. Gives the version that is shown. */
static int expect_one_of(const struct change *change)
{
    int version, previous;
    expect_listed(&version, &previous);
    assert_true(version == change->old || version == change->fresh);
    assert_int_equal(previous,
                     version == change->fresh ? change->fresh_previous : change->old_previous);
    return version;
}

/* Opens what is left; `again`: is stopped again and again, ever later, before it gets to its end.
 */
static void put_right(const struct change *change, int version, bool again)
{
    bool done = false;
    for (long n = 0; again && !done; n += 1 + n / 2) {
        done = dies_at(n, only_open);
        assert_int_equal(expect_one_of(change), version);
    }
    assert_true(only_open());
    expect_tidy();
    assert_int_equal(version_of("clinic"), version);
    assert_int_equal(version_of(".previous-clinic"),
                     version == change->fresh ? change->fresh_previous : change->old_previous);
}

/* `work` changes clinic from `old` to `fresh` (0: none). Dies at each step; what is left must be
 * one of both, whole, before and after it is put right, and nothing else may get lost. */
static void expect_old_or_new(bool (*work)(void), int old, int old_previous, int fresh,
                              int fresh_previous)
{
    const struct change change = {old, old_previous, fresh, fresh_previous};
    long n = 0;
    int seen_old = 0, seen_new = 0;
    folder_again("before", "state");
    folder_shell("find before/packs/* before/packs/.p* -type d -exec chmod +t {} + 2>nothing || "
                 "true");
    for (bool done = false; !done; n++) {
        folder_again("state", "before");
        done = dies_at(n, work);
        int version = expect_one_of(&change);
        assert_true(!done || version == fresh);
        seen_old += version == old;
        seen_new += version == fresh;
        put_right(&change, version, file_system != ANY_FILE_SYSTEM && n % 12 == 0);
        assert_true(n < 1000);
    }
    assert_true(seen_old > 0);
    assert_true(seen_new > 0);
}

static void test_death(void **state)
{
    (void)state;
    assert_true(only_open());
    import_path = in_root("one");
    expect_old_or_new(import_it, 0, 0, 1, 0);
    import_path = in_root("two");
    expect_old_or_new(import_it, 1, 0, 2, 1);
    import_path = in_root("three");
    expect_old_or_new(import_it, 2, 1, 3, 2);
    expect_old_or_new(go_back_now, 3, 2, 2, 3);
    folder_shell("rm -rf state/packs/.previous-clinic");
    expect_old_or_new(go_back_now, 2, 0, 0, 2);
    expect_old_or_new(go_back_now, 0, 2, 2, 0);
}

/* clinic as version 3, by other texts. */
static bool edit_it(void)
{
    static const char fresh[] = "version 3\n";
    const size_t length = sizeof fresh - 1;
    const struct packs_text texts[] = {{"pack.json", fresh, length},
                                       {"exercises/a.json", fresh, length},
                                       {"exercises/b.json", fresh, length},
                                       {"images/v2.png", NULL, 0},
                                       {"images/v3.png", fresh, length}};
    struct packs *packs = packs_open(dir, 0, &faults);
    bool good = packs && packs_rewrite(packs, "clinic", texts, 5, &faults);
    packs_close(packs);
    return good;
}

/* The version before the last import stays that, and the edit is no import of its own. */
static void expect_edit_old_or_new(void)
{
    assert_true(import(in_root("one"), "clinic"));
    assert_true(import(in_root("two"), "clinic"));
    expect_old_or_new(edit_it, 2, 1, 3, 1);
    struct packs_entry *entries;
    assert_int_equal(packs_list(dir, &arena, &entries, &faults), 1);
    assert_int_equal(entries[0].serial, 2);
    folder_shell("rm -rf state/packs/.previous-clinic");
    folder_shell("rm -rf state/packs/clinic && cp -r two state/packs/clinic"); /* by hand */
    expect_old_or_new(edit_it, 2, 0, 3, 0);
    folder_shell("rm -rf state/packs/clinic");
    expect_old_or_new(edit_it, 0, 0, 3, 0);
}

static void test_an_edit_is_old_or_new(void **state)
{
    (void)state;
    expect_edit_old_or_new();
}

static void test_an_edit_on_an_overlay_is_old_or_new(void **state)
{
    (void)state;
    file_system = OVERLAY;
    expect_edit_old_or_new();
}

static void test_an_edit_where_renames_take_no_flags_is_old_or_new(void **state)
{
    (void)state;
    file_system = TAKES_NO_FLAGS;
    expect_edit_old_or_new();
}

/* What differs where folders cannot be exchanged: replacing, going back, taking off, bringing
 * back. */
static void expect_old_or_new_without_exchange(void)
{
    assert_true(import(in_root("one"), "clinic"));
    assert_true(import(in_root("two"), "clinic"));
    import_path = in_root("three");
    expect_old_or_new(import_it, 2, 1, 3, 2);
    expect_old_or_new(go_back_now, 3, 2, 2, 3);
    folder_shell("rm -rf state/packs/.previous-clinic");
    expect_old_or_new(go_back_now, 2, 0, 0, 2);
    expect_old_or_new(go_back_now, 0, 2, 2, 0);
}

static void test_death_on_an_overlay(void **state)
{
    (void)state;
    file_system = OVERLAY;
    expect_old_or_new_without_exchange();
}

static void test_death_where_renames_take_no_flags(void **state)
{
    (void)state;
    file_system = TAKES_NO_FLAGS;
    expect_old_or_new_without_exchange();
}

static int any_file_system(void **state)
{
    file_system = ANY_FILE_SYSTEM; /* also after a failure */
    return teardown(state);
}

static void test_death_of_zip(void **state)
{
    (void)state;
    assert_true(import(in_root("one"), "clinic"));
    folder_shell(
        "python3 -c 'import shutil; shutil.make_archive(\"two\", \"zip\", \".\", \"two\")'");
    import_path = in_root("two.zip");
    expect_old_or_new(import_it, 1, 0, 2, 1);
}

/* ---- a power cut: what is not on the disk is lost, in any order ---- */

/* The last event of this kind before event `end`; -1 when there is none. */
static int last_event(size_t end, const char *what, const char *path)
{
    for (size_t i = end; i-- > 0;)
        if (strcmp(events[i].what, what) == 0 && strcmp(events[i].path, path) == 0)
            return (int)i;
    return -1;
}

static size_t find_rename(const char *from, const char *to)
{
    for (size_t i = 0; i < event_count; i++)
        if (strcmp(events[i].what, "rename") == 0 &&
            strcmp(events[i].path, arena_printf(&arena, "%s/%s", dir, from)) == 0 &&
            strcmp(events[i].to, arena_printf(&arena, "%s/%s", dir, to)) == 0)
            return i;
    fail_msg("%s is not renamed to %s", from, to);
    return 0;
}

/* Before event `end` each file's bytes and each folder's entries came to the disk after their last
 * change. */
static void expect_on_disk(size_t end)
{
    for (size_t i = 0; i < end; i++) {
        const struct disk_event *event = &events[i];
        char path[512];
        if (strcmp(event->what, "sync") == 0 || strstr(event->path, "/.lock"))
            continue;
        snprintf(path, sizeof path, "%s", event->path);
        if (strcmp(event->what, "write") != 0)
            *strrchr(path, '/') = '\0';
        if (last_event(end, "sync", path) < (int)i)
            fail_msg("%s %s is not brought to the disk by a sync of %s", event->what, event->path,
                     path);
    }
}

static void record_import(const char *path)
{
    event_count = 0;
    recording = true;
    bool good = import(path, "clinic");
    recording = false;
    assert_true(good);
}

static void test_power_cut(void **state)
{
    (void)state;
    record_import(in_root("one")); /* also makes the folder for packs, and the one above */
    size_t shown = find_rename(".next-clinic", "clinic");
    assert_true(last_event(shown, "make", in_root("state")) >= 0);
    expect_on_disk(shown);
    expect_on_disk(event_count);

    folder_shell(
        "python3 -c 'import shutil; shutil.make_archive(\"two\", \"zip\", \".\", \"two\")'");
    record_import(in_root("two.zip"));
    shown = find_rename(".next-clinic", "clinic");
    expect_on_disk(shown);
    size_t kept = find_rename(".next-clinic", ".previous-clinic");
    assert_true(last_event(kept, "sync", dir) > (int)shown);
    expect_on_disk(event_count);
}

static void test_a_power_cut_during_an_edit(void **state)
{
    (void)state;
    assert_true(import(in_root("two"), "clinic"));
    event_count = 0;
    recording = true;
    bool good = edit_it();
    recording = false;
    assert_true(good);
    size_t shown = find_rename(".next-clinic", "clinic");
    expect_on_disk(shown);
    assert_true(last_event(event_count, "sync", dir) > (int)shown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_death),
        cmocka_unit_test_setup_teardown(test_death_on_an_overlay, setup, any_file_system),
        cmocka_unit_test_setup_teardown(test_death_where_renames_take_no_flags, setup,
                                        any_file_system),
        TEST(test_death_of_zip),
        TEST(test_an_edit_is_old_or_new),
        cmocka_unit_test_setup_teardown(test_an_edit_on_an_overlay_is_old_or_new, setup,
                                        any_file_system),
        cmocka_unit_test_setup_teardown(test_an_edit_where_renames_take_no_flags_is_old_or_new,
                                        setup, any_file_system),
        TEST(test_power_cut),
        TEST(test_a_power_cut_during_an_edit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
