// links: store base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "store/store.h"
#include "store/wall.h"

/* No power is cut here (that is test_store_cut.c), and thousands of these take a minute. */
int fdatasync(int fd)
{
    (void)fd;
    return 0;
}

/* Every test has a folder of its own. */
struct place {
    char folder[64];
    char file[128];
};

static int place_make(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    snprintf(place->folder, sizeof place->folder, BUILD_DIR "/kiosk-store-XXXXXX");
    if (!mkdtemp(place->folder))
        return -1;
    snprintf(place->file, sizeof place->file, "%s/a/b/kiosk.db", place->folder);
    *state = place;
    return 0;
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    (void)info;
    (void)kind;
    (void)where;
    return remove(path);
}

static int place_remove(void **state)
{
    struct place *place = *state;
    nftw(place->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    free(place);
    return 0;
}

static bool exists(const char *file, const char *suffix)
{
    char path[256];
    snprintf(path, sizeof path, "%s%s", file, suffix);
    return access(path, F_OK) == 0;
}

static void write_file(const char *file, const void *bytes, size_t size, long offset)
{
    int fd = open(file, O_WRONLY | O_CREAT, 0600);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, bytes, size, offset), (ssize_t)size);
    close(fd);
}

/* The first column of the first row, as text. */
static const char *ask(const char *file, const char *sql)
{
    static char answer[256];
    sqlite3 *db;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    answer[0] = '\0';
    if (sqlite3_step(statement) == SQLITE_ROW)
        snprintf(answer, sizeof answer, "%s", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return answer;
}

static void change(const char *file, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static int today(void)
{
    return wall_day(wall_now());
}

static void check_works(struct store *store)
{
    long long before = store_total(store, STORE_HURT, "works");
    store_count(store, STORE_HURT, "works", today());
    assert_int_equal(store_total(store, STORE_HURT, "works"), before + 1);
}

static void test_counts_in_memory(void **state)
{
    (void)state;
    static const char *const nothing_kept[] = {":memory:", "", NULL};
    for (int i = 0; i < 3; i++) {
        struct store *store = store_open(nothing_kept[i]);
        store_count(store, STORE_ROUTINE_STARTED, "sciatica", today());
        store_count(store, STORE_ROUTINE_STARTED, "sciatica", today());
        store_count(store, STORE_ROUTINE_STARTED, "neck", today());
        store_count(store, STORE_HURT, "neck", today());
        assert_int_equal(store_total(store, STORE_ROUTINE_STARTED, "sciatica"), 2);
        assert_int_equal(store_total(store, STORE_ROUTINE_STARTED, NULL), 3);
        assert_int_equal(store_total(store, STORE_HURT, NULL), 1);
        assert_int_equal(store_total(store, STORE_FELT_WORSE, NULL), 0);
        assert_int_equal(store_total(store, STORE_HURT, "nobody"), 0);
        store_close(store);
    }
    assert_false(exists(":memory:", ""));
}

static void test_uncount(void **state)
{
    (void)state;
    struct store *store = store_open(":memory:");
    store_uncount(store, STORE_FELT_BETTER, "neck", today());
    assert_int_equal(store_total(store, STORE_FELT_BETTER, "neck"), 0);
    store_count(store, STORE_FELT_BETTER, "neck", today());
    store_uncount(store, STORE_FELT_BETTER, "back", today());
    store_uncount(store, STORE_FELT_SAME, "neck", today());
    assert_int_equal(store_total(store, STORE_FELT_BETTER, "neck"), 1);
    store_uncount(store, STORE_FELT_BETTER, "neck", today());
    store_uncount(store, STORE_FELT_BETTER, "neck", today());
    store_count(store, STORE_FELT_BETTER, "neck", today());
    assert_int_equal(store_total(store, STORE_FELT_BETTER, "neck"), 1);
    store_close(store);
}

static void test_every_kind_is_counted_under_a_name_of_its_own(void **state)
{
    (void)state;
    struct store *store = store_open(":memory:");
    for (int i = 0; i < STORE_KIND_COUNT; i++) {
        store_count(store, (enum store_kind)i, "x", today());
        for (int k = 0; k < STORE_KIND_COUNT; k++)
            assert_int_equal(store_total(store, (enum store_kind)k, "x"), k <= i);
    }
    store_close(store);
}

static void test_strange_arguments(void **state)
{
    (void)state;
    struct store *store = store_open(":memory:");
    store_count(store, (enum store_kind)99, "x", today());
    store_count(store, (enum store_kind) - 1, "x", today());
    store_count(store, STORE_HURT, "'; DROP TABLE counts; --", today());
    store_count(store, STORE_HURT, NULL, today());
    assert_int_equal(store_total(store, (enum store_kind)99, NULL), 0);
    assert_int_equal(store_total(store, STORE_HURT, "'; DROP TABLE counts; --"), 1);
    assert_int_equal(store_total(store, STORE_HURT, NULL), 2);
    assert_int_equal(store_total(store, STORE_HURT, ""), 1);
    store_close(store);
    store_close(NULL);
}

static void test_reopening_keeps_the_counts(void **state)
{
    struct place *place = *state;
    for (int i = 0; i < 5; i++) {
        struct store *store = store_open(place->file);
        store_count(store, STORE_ROUTINE_FINISHED, "neck", today());
        assert_int_equal(store_total(store, STORE_ROUTINE_FINISHED, "neck"), i + 1);
        store_close(store);
    }
    assert_string_equal(ask(place->file, "SELECT count(*) FROM counts"), "1");
    assert_false(exists(place->file, ".corrupt-1"));
    struct stat info;
    char folder[128];
    snprintf(folder, sizeof folder, "%s/a/b", place->folder);
    assert_int_equal(stat(folder, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
}

static void test_only_the_local_day_is_stored(void **state)
{
    struct place *place = *state;
    /* Far east and far west: at any moment their days differ. */
    static const char *const zones[] = {"EAST-14", "WEST+12"};
    for (int i = 0; i < 2; i++) {
        setenv("TZ", zones[i], 1);
        tzset();
        char day[16];
        time_t now = time(NULL);
        strftime(day, sizeof day, "%Y-%m-%d", localtime(&now));
        struct store *store = store_open(place->file);
        store_count(store, STORE_HURT, zones[i], today());
        store_close(store);
        char sql[128];
        snprintf(sql, sizeof sql, "SELECT day FROM counts WHERE key='%s'", zones[i]);
        assert_string_equal(ask(place->file, sql), day);
    }
    unsetenv("TZ");
    tzset();
    assert_string_equal(ask(place->file, "SELECT count(DISTINCT day) FROM counts"), "2");
    assert_string_equal(ask(place->file, "SELECT group_concat(name) FROM pragma_table_info("
                                         "'counts')"),
                        "day,kind,key,n");
}

/* A file of a kiosk that did not count them yet goes on with its counts. */
static void test_kinds_that_came_later_are_counted_in_an_old_file(void **state)
{
    struct place *place = *state;
    store_close(store_open(place->file));
    change(place->file, "INSERT INTO counts VALUES('2020-02-29','hurt','cobra',7)");
    struct store *store = store_open(place->file);
    store_count(store, STORE_RED_FLAG_RAISED, "neck", today());
    store_count(store, STORE_TALKED_TO_STAFF, "neck", today());
    assert_int_equal(store_total(store, STORE_HURT, NULL), 7);
    assert_int_equal(store_total(store, STORE_RED_FLAG_RAISED, "neck"), 1);
    assert_int_equal(store_total(store, STORE_TALKED_TO_STAFF, NULL), 1);
    store_close(store);
    store = store_open(place->file);
    assert_int_equal(store_total(store, STORE_RED_FLAG_RAISED, NULL), 1);
    store_close(store);
}

static void test_counts_are_of_the_day_and_hour_that_are_given(void **state)
{
    struct place *place = *state;
    long long hours[STORE_HOURS];
    struct store *store = store_open(place->file);
    for (int day = 20251230; day <= 20260101; day = day == 20251231 ? 20260101 : day + 1)
        store_count(store, STORE_HURT, "neck", day);
    store_count_hour(store, 23);
    assert_int_equal(store_today(store, STORE_HURT, "neck", 20251230), 1);
    assert_int_equal(store_today(store, STORE_HURT, "neck", 20251229), 0);
    for (int i = 0; i < 3; i++) /* today's and yesterday's, over New Year */
        store_uncount(store, STORE_HURT, "neck", 20260101);
    assert_true(store_read_hours(store, hours));
    assert_int_equal(hours[23], 1);
    store_close(store);
    assert_string_equal(ask(place->file, "SELECT group_concat(day) FROM counts WHERE n > 0"),
                        "2025-12-30");
}

static void test_totals_span_days_and_uncount_the_last(void **state)
{
    struct place *place = *state;
    store_close(store_open(place->file));
    change(place->file,
           "INSERT INTO counts VALUES('2020-02-29','felt-better','neck',7);"
           "INSERT INTO counts VALUES(date('now','localtime','-1 day'),'felt-better','neck',1)");
    struct store *store = store_open(place->file);
    assert_int_equal(store_total(store, STORE_FELT_BETTER, "neck"), 8);
    store_count(store, STORE_FELT_BETTER, "neck", today());
    assert_int_equal(store_total(store, STORE_FELT_BETTER, "neck"), 9);
    for (int i = 0; i < 5; i++) /* today's, yesterday's, and never an older one */
        store_uncount(store, STORE_FELT_BETTER, "neck", today());
    assert_int_equal(store_total(store, STORE_FELT_BETTER, "neck"), 7);
    store_close(store);
}

static void test_survives_being_killed(void **state)
{
    struct place *place = *state;
    pid_t child = fork();
    if (child == 0) {
        struct store *store = store_open(place->file);
        for (int i = 0; i < 500; i++)
            store_count(store, STORE_HURT, "neck", today());
        _exit(0); /* as after a kill: nothing closed */
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(exists(place->file, "-wal"));
    struct store *store = store_open(place->file);
    assert_int_equal(store_total(store, STORE_HURT, "neck"), 500);
    store_close(store);
}

static void test_log_stays_small(void **state)
{
    struct place *place = *state;
    struct store *store = store_open(place->file);
    char key[32], log[160];
    for (int i = 0; i < 3000; i++) {
        snprintf(key, sizeof key, "exercise-%d", i % 40);
        store_count(store, (enum store_kind)(i % 6), key, today());
    }
    struct stat info;
    snprintf(log, sizeof log, "%s-wal", place->file);
    assert_int_equal(stat(log, &info), 0);
    assert_true(info.st_size < 512 * 1024);
    store_close(store);
}

static void test_corrupt_file_is_set_aside(void **state)
{
    struct place *place = *state;
    store_close(store_open(place->file));
    for (int i = 1; i <= 11; i++) {
        assert_int_equal(truncate(place->file, 0), 0);
        write_file(place->file, "this is no database at all, but long enough to be read as one", 61,
                   0);
        struct store *store = store_open(place->file);
        check_works(store);
        store_close(store);
        char aside[32];
        snprintf(aside, sizeof aside, ".corrupt-%d", i < 9 ? i : 9);
        assert_true(exists(place->file, aside));
        assert_string_equal(ask(place->file, "SELECT sum(n) FROM counts"), "1");
    }
    assert_false(exists(place->file, ".corrupt-10"));
}

static void test_broken_page_shows_while_running(void **state)
{
    struct place *place = *state;
    struct store *store = store_open(place->file);
    store_count(store, STORE_HURT, "neck", today());
    store_close(store);
    unsigned char noise[4096];
    memset(noise, 0xA5, sizeof noise);
    write_file(place->file, noise, sizeof noise, 4096); /* the second page: the counts */
    store = store_open(place->file);
    check_works(store);
    check_works(store);
    store_close(store);
    assert_true(exists(place->file, ".corrupt-1"));
    assert_string_equal(ask(place->file, "SELECT sum(n) FROM counts"), "2");
}

static void test_truncated_at_every_length(void **state)
{
    struct place *place = *state;
    struct store *store = store_open(place->file);
    store_count(store, STORE_HURT, "neck", today());
    store_close(store);
    static unsigned char bytes[65536];
    int fd = open(place->file, O_RDONLY);
    ssize_t size = read(fd, bytes, sizeof bytes);
    close(fd);
    assert_true(size > 4096);
    for (ssize_t length = 0; length <= size; length += 331) {
        unlink(place->file);
        write_file(place->file, bytes, (size_t)length, 0);
        store = store_open(place->file);
        check_works(store);
        store_close(store);
        assert_int_equal(atoi(ask(place->file, "SELECT sum(n) FROM counts WHERE key='works'")), 1);
    }
}

static void test_stale_log_does_not_spoil_the_fresh_file(void **state)
{
    struct place *place = *state;
    pid_t child = fork();
    if (child == 0) {
        store_count(store_open(place->file), STORE_HURT, "neck", today());
        _exit(0);
    }
    waitpid(child, NULL, 0);
    assert_true(exists(place->file, "-wal"));
    char log[160];
    snprintf(log, sizeof log, "%s-wal", place->file);
    unsigned char noise[4096];
    memset(noise, 0x5A, sizeof noise);
    write_file(log, noise, sizeof noise, 32); /* the log's first frame */
    write_file(place->file, noise, sizeof noise, 0);
    struct store *store = store_open(place->file);
    check_works(store);
    store_close(store);
    assert_string_equal(ask(place->file, "SELECT sum(n) FROM counts"), "1");
    assert_true(exists(place->file, ".corrupt-1"));
}

static void test_other_programs_file_is_left_alone(void **state)
{
    struct place *place = *state;
    store_close(store_open(place->file));
    static const char *const other[] = {
        "DROP TABLE counts; CREATE TABLE music(title); PRAGMA application_id=0;"
        "PRAGMA user_version=0",
        "PRAGMA application_id=1349012329; PRAGMA user_version=2"};
    for (int i = 0; i < 2; i++) {
        change(place->file, other[i]);
        struct store *store = store_open(place->file);
        check_works(store);
        store_close(store);
        assert_string_equal(ask(place->file, "SELECT group_concat(name) FROM sqlite_schema"),
                            "music");
        assert_false(exists(place->file, ".corrupt-1"));
    }
}

static void test_our_file_without_its_table_is_corrupt(void **state)
{
    struct place *place = *state;
    store_close(store_open(place->file));
    change(place->file, "DROP TABLE counts");
    struct store *store = store_open(place->file);
    check_works(store);
    store_close(store);
    assert_true(exists(place->file, ".corrupt-1"));
}

static void check_memory_only(const char *file)
{
    struct store *store = store_open(file);
    check_works(store);
    store_close(store);
    store = store_open(file);
    assert_int_equal(store_total(store, STORE_HURT, "works"), 0);
    store_close(store);
}

static void test_no_place_for_a_file(void **state)
{
    struct place *place = *state;
    char path[8192];
    write_file(strcat(strcpy(path, place->folder), "/plain"), "x", 1, 0);
    check_memory_only(strcat(path, "/kiosk.db"));
    check_memory_only(place->folder);
    check_memory_only("/proc/nowhere/kiosk.db");
    memset(path, 'x', sizeof path - 1);
    path[0] = '/';
    path[sizeof path - 1] = '\0';
    check_memory_only(path);
}

/* Root may write everywhere, so the check runs as somebody else when need be. */
static void as_nobody(struct place *place, void (*check)(const char *), const char *file)
{
    pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (chmod(place->folder, 0755) != 0 || setuid(65534) != 0))
            _exit(2);
        check(file);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_read_only_folder(void **state)
{
    struct place *place = *state;
    char file[128];
    snprintf(file, sizeof file, "%s/locked", place->folder);
    assert_int_equal(mkdir(file, 0555), 0);
    strcat(file, "/kiosk.db");
    as_nobody(place, check_memory_only, file);
    assert_false(exists(file, ""));
}

static void count_twice(const char *file)
{
    struct store *store = store_open(file);
    check_works(store);
    check_works(store);
    store_close(store);
}

static void test_read_only_file_and_folder(void **state)
{
    struct place *place = *state;
    char file[128];
    for (int writable = 0; writable < 2; writable++) {
        snprintf(file, sizeof file, "%s/folder%d", place->folder, writable);
        assert_int_equal(mkdir(file, 0755), 0);
        char *end = file + strlen(file);
        strcpy(end, "/kiosk.db");
        struct store *store = store_open(file);
        store_count(store, STORE_HURT, "neck", today());
        store_close(store);
        assert_int_equal(chmod(file, writable ? 0666 : 0444), 0);
        *end = '\0';
        assert_int_equal(chmod(file, 0555), 0);
        *end = '/';
        as_nobody(place, count_twice, file);
        *end = '\0';
        assert_int_equal(chmod(file, 0755), 0);
        *end = '/';
        assert_string_equal(ask(file, "SELECT sum(n) FROM counts"), "1");
    }
}

static void test_locked_by_another_program(void **state)
{
    struct place *place = *state;
    struct store *store = store_open(place->file);
    store_count(store, STORE_HURT, "neck", today());
    sqlite3 *other;
    assert_int_equal(sqlite3_open(place->file, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    store_count(store, STORE_HURT, "lost", today());
    assert_int_equal(store_total(store, STORE_HURT, "neck"), 1);
    struct store *second = store_open(place->file);
    sqlite3_close(other);
    store_count(store, STORE_HURT, "neck", today());
    store_count(second, STORE_HURT, "neck", today());
    assert_int_equal(store_total(store, STORE_HURT, NULL), 3);
    store_close(second);
    store_close(store);
    assert_false(exists(place->file, ".corrupt-1"));
}

static void test_waits_for_a_short_lock(void **state)
{
    struct place *place = *state;
    store_close(store_open(place->file));
    int ready[2];
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        sqlite3 *other;
        sqlite3_open(place->file, &other);
        sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL);
        if (write(ready[1], "x", 1) != 1)
            _exit(1);
        usleep(50 * 1000);
        sqlite3_close(other);
        _exit(0);
    }
    char byte;
    assert_int_equal(read(ready[0], &byte, 1), 1);
    struct store *store = store_open(place->file);
    check_works(store);
    store_close(store);
    waitpid(child, NULL, 0);
    close(ready[0]);
    close(ready[1]);
}

static void check_default_file(const char *service, const char *xdg, const char *home,
                               const char *expected)
{
    const struct {
        const char *name, *value;
    } variables[] = {{"STATE_DIRECTORY", service}, {"XDG_STATE_HOME", xdg}, {"HOME", home}};
    for (int i = 0; i < 3; i++) {
        unsetenv(variables[i].name);
        if (variables[i].value)
            setenv(variables[i].name, variables[i].value, 1);
    }
    char file[128];
    store_default_file(file, sizeof file);
    assert_string_equal(file, expected);
}

static void test_default_file(void **state)
{
    (void)state;
    check_default_file("/var/lib/kiosk", "/x", "/h", "/var/lib/kiosk/kiosk.db");
    check_default_file("/var/lib/a:/var/lib/b", "/x", "/h", "/var/lib/a/kiosk.db");
    check_default_file(NULL, "/x", "/h", "/x/physio-kiosk/kiosk.db");
    check_default_file("", "relative", "/h", "/h/.local/state/physio-kiosk/kiosk.db");
    check_default_file(NULL, NULL, "/h", "/h/.local/state/physio-kiosk/kiosk.db");
    char small[16];
    setenv("HOME", "/a/long/folder", 1);
    store_default_file(small, sizeof small);
    assert_string_equal(small, ":memory:");
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, place_make, place_remove)

int main(void)
{
    log_set_level((enum log_level)(LOG_LEVEL_ERROR + 1));
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts_in_memory),
        cmocka_unit_test(test_uncount),
        cmocka_unit_test(test_every_kind_is_counted_under_a_name_of_its_own),
        cmocka_unit_test(test_strange_arguments),
        WITH_PLACE(test_reopening_keeps_the_counts),
        WITH_PLACE(test_only_the_local_day_is_stored),
        WITH_PLACE(test_counts_are_of_the_day_and_hour_that_are_given),
        WITH_PLACE(test_kinds_that_came_later_are_counted_in_an_old_file),
        WITH_PLACE(test_totals_span_days_and_uncount_the_last),
        WITH_PLACE(test_survives_being_killed),
        WITH_PLACE(test_log_stays_small),
        WITH_PLACE(test_corrupt_file_is_set_aside),
        WITH_PLACE(test_broken_page_shows_while_running),
        WITH_PLACE(test_truncated_at_every_length),
        WITH_PLACE(test_stale_log_does_not_spoil_the_fresh_file),
        WITH_PLACE(test_other_programs_file_is_left_alone),
        WITH_PLACE(test_our_file_without_its_table_is_corrupt),
        WITH_PLACE(test_no_place_for_a_file),
        WITH_PLACE(test_read_only_folder),
        WITH_PLACE(test_read_only_file_and_folder),
        WITH_PLACE(test_locked_by_another_program),
        WITH_PLACE(test_waits_for_a_short_lock),
        cmocka_unit_test(test_default_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
