// links: store base folder
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "folder.h"
#include "store/owner.h"
#include "store/state.h"
#include "store/store.h"

static int lock_problem; /* of a file system without locks */

/* Stands before the C library's. */
int flock(int fd, int operation)
{
    errno = lock_problem;
    return errno ? -1 : (int)syscall(SYS_flock, fd, operation);
}

static int setup(void **state)
{
    (void)state;
    lock_problem = 0;
    return folder_make();
}

static int teardown(void **state)
{
    (void)state;
    return folder_remove();
}

static const char *const folder = "a/state";

/* Another process takes the folder and lives on, with a child of its own; its number. */
static pid_t start_kiosk(bool *took)
{
    int answer[2];
    char byte;
    assert_int_equal(pipe(answer), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        long holder;
        byte = state_take(folder_path(folder), 0, &holder) ? 'y' : 'n';
        if (write(answer[1], &byte, 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    assert_int_equal(read(answer[0], &byte, 1), 1);
    close(answer[0]);
    close(answer[1]);
    *took = byte == 'y';
    return child;
}

static void kill_kiosk(pid_t child)
{
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static void test_a_folder_has_one_kiosk_until_it_dies(void **state)
{
    (void)state;
    bool took;
    long holder;
    pid_t first = start_kiosk(&took);
    assert_true(took);
    assert_false(state_take(folder_path(folder), 0, &holder));
    assert_int_equal(holder, first);
    pid_t second = start_kiosk(&took);
    assert_false(took);
    kill_kiosk(second);
    pid_t elsewhere = fork();
    if (elsewhere == 0)
        _exit(state_take(folder_path("b"), 0, &holder) ? 0 : 1);
    int status;
    assert_int_equal(waitpid(elsewhere, &status, 0), elsewhere);
    assert_int_equal(status, 0);
    kill_kiosk(first);
    pid_t third = start_kiosk(&took); /* the file is still there, and blocks nobody */
    assert_true(took);
    kill_kiosk(third);
}

static void test_waits_for_a_kiosk_that_is_ending(void **state)
{
    (void)state;
    bool took;
    long holder;
    pid_t first = start_kiosk(&took);
    pid_t killer = fork();
    if (killer == 0) {
        usleep(200 * 1000);
        kill(first, SIGKILL);
        _exit(0);
    }
    assert_true(state_take(folder_path(folder), 10000, &holder));
    assert_int_equal(waitpid(first, NULL, 0), first);
    assert_int_equal(waitpid(killer, NULL, 0), killer);
}

static void test_the_lock_is_not_inherited_by_other_programs(void **state)
{
    (void)state;
    bool took;
    pid_t first = fork();
    if (first == 0) {
        long holder;
        if (!state_take(folder_path(folder), 0, &holder) || system("sleep 5 & exit") != 0)
            _exit(1);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(first, &status, 0), first);
    assert_int_equal(status, 0);
    pid_t second = start_kiosk(&took);
    assert_true(took);
    kill_kiosk(second);
}

static void test_runs_without_a_lock(void **state)
{
    (void)state;
    static const int problems[] = {ENOLCK, EOPNOTSUPP, ENOSYS, EINVAL};
    long holder;
    for (size_t i = 0; i < sizeof problems / sizeof *problems; i++) {
        lock_problem = problems[i];
        assert_true(state_take(folder_path(folder), 0, &holder));
    }
    lock_problem = 0;
    assert_true(state_take("", 0, &holder));
    folder_shell("echo x >file; mkdir -p dir/kiosk.lock link; ln -s nowhere link/kiosk.lock");
    assert_true(state_take(folder_path("file"), 0, &holder));
    assert_true(state_take(folder_path("file/below"), 0, &holder));
    assert_true(state_take(folder_path("dir"), 0, &holder));
    assert_true(state_take(folder_path("link"), 0, &holder));
}

static void test_runs_where_nothing_can_be_written(void **state)
{
    (void)state;
    folder_shell("chmod 755 .; mkdir -m 555 locked");
    pid_t child = fork();
    if (child == 0) {
        long holder;
        if (geteuid() == 0 && setuid(65534) != 0)
            _exit(2);
        _exit(state_take(folder_path("locked"), 0, &holder) ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    folder_shell("test -z \"$(ls locked)\"");
}

/* ---- root among a user's files; only root can try it ---- */

static void make_home(const char *name)
{
    folder_shell("chmod 755 .; mkdir -p %s; chown 65534:65534 %s", name, name);
    setenv("HOME", folder_path(name), 1);
    unsetenv("STATE_DIRECTORY");
    unsetenv("XDG_STATE_HOME");
}

static void test_root_leaves_nothing_among_a_users_files(void **state)
{
    (void)state;
    if (geteuid() != 0)
        skip();
    make_home("home");
    char file[512], dir[512];
    long holder;
    store_default_file(file, sizeof file);
    state_folder(dir, sizeof dir);
    assert_string_equal(file, folder_path("home/.local/state/physio-kiosk/kiosk.db"));
    assert_true(owner_is_another(file));
    assert_int_equal(owner_of(file), 65534);
    struct store *store = store_open(file);
    store_count(store, STORE_HURT, "neck", 20251203);
    assert_int_equal(store_total(store, STORE_HURT, NULL), 1);
    store_close(store);
    assert_true(state_take(dir, 0, &holder));
    folder_shell("test -z \"$(ls -A home)\"");
    folder_shell("mkdir -p home/.local/state"); /* as an earlier call as root did */
    assert_int_equal(owner_of(file), 65534);
    assert_false(owner_is_another(folder_path("elsewhere")));
}

static void test_root_notices_a_users_kiosk(void **state)
{
    (void)state;
    if (geteuid() != 0 || !folder_for_others())
        skip();
    make_home("home");
    char dir[512];
    long holder;
    state_folder(dir, sizeof dir);
    pid_t child = fork();
    if (child == 0) {
        if (!owner_become(65534) || geteuid() != 65534 || getegid() == 0 || setuid(0) == 0)
            _exit(1);
        _exit(state_take(dir, 0, &holder) ? 0 : 2);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    int lock = open(folder_path("home/.local/state/physio-kiosk/kiosk.lock"), O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(lock, LOCK_EX), 0);
    assert_false(state_take(dir, 0, &holder));
    assert_true(holder > 0);
    close(lock);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    log_set_level((enum log_level)(LOG_LEVEL_ERROR + 1));
    const struct CMUnitTest tests[] = {
        TEST(test_a_folder_has_one_kiosk_until_it_dies),
        TEST(test_waits_for_a_kiosk_that_is_ending),
        TEST(test_the_lock_is_not_inherited_by_other_programs),
        TEST(test_runs_without_a_lock),
        TEST(test_runs_where_nothing_can_be_written),
        TEST(test_root_leaves_nothing_among_a_users_files),
        TEST(test_root_notices_a_users_kiosk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
