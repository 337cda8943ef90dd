// links: store base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store.h"

/* A power cut leaves of each file what it held at its last sync, at worst: that is copied. */
static char live[96], left[96];

static void copy_what_is_on_the_disk(int fd)
{
    char link[64], path[256] = "", to[256], bytes[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if (readlink(link, path, sizeof path - 1) < 0 || !strrchr(path, '/') || live[0] == '\0' ||
        strncmp(path, live, strlen(live)) != 0)
        return;
    snprintf(to, sizeof to, "%s%s", left, strrchr(path, '/'));
    int from_fd = open(path, O_RDONLY), to_fd = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (from_fd < 0 || to_fd < 0)
        abort();
    ssize_t got;
    while ((got = read(from_fd, bytes, sizeof bytes)) > 0)
        if (write(to_fd, bytes, (size_t)got) != got)
            abort();
    close(from_fd);
    close(to_fd);
}

int fdatasync(int fd)
{
    struct stat info;
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode))
        copy_what_is_on_the_disk(fd);
    return 0;
}

int fsync(int fd)
{
    return fdatasync(fd);
}

static int folders_make(void **state)
{
    (void)state;
    snprintf(live, sizeof live, BUILD_DIR "/kiosk-cut-XXXXXX");
    snprintf(left, sizeof left, BUILD_DIR "/kiosk-left-XXXXXX");
    return mkdtemp(live) && mkdtemp(left) ? 0 : -1;
}

static void remove_files(const char *folder)
{
    static const char *const names[] = {"kiosk.db", "kiosk.db-wal", "kiosk.db-shm"};
    char path[160];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
}

static int folders_remove(void **state)
{
    (void)state;
    remove_files(live);
    remove_files(left);
    live[0] = '\0';
    return 0;
}

/* What a kiosk finds that starts after a cut now. */
static long long left_of(const char *sql)
{
    char file[160];
    sqlite3 *db;
    sqlite3_stmt *statement;
    snprintf(file, sizeof file, "%s/kiosk.db", left);
    assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    long long number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return number;
}

/* Over several rounds of the log, which begins anew after 64 pages. */
static void test_a_power_cut_costs_no_count(void **state)
{
    (void)state;
    char file[160];
    snprintf(file, sizeof file, "%s/kiosk.db", live);
    struct store *store = store_open(file);
    for (int i = 1; i <= 200; i++) {
        store_count(store, STORE_VISIT, "", 20260101);
        assert_int_equal(left_of("SELECT sum(n) FROM counts"), i);
        store_count_hour(store, 9);
        assert_int_equal(left_of("SELECT n FROM hours WHERE hour = 9"), i);
    }
    for (int i = 199; i >= 0; i--) {
        store_uncount(store, STORE_VISIT, "", 20260101);
        assert_int_equal(left_of("SELECT sum(n) FROM counts"), i);
    }
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_power_cut_costs_no_count, folders_make,
                                        folders_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
