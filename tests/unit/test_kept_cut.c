// links: store base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "store/kept.h"

/* What a power cut would cost: a file's bytes that were not synced when it took its name, and an
 * entry of a folder that was not synced since. */
static struct {
    ino_t file;
    off_t size;
} synced;
static int renames, bare_renames, open_entries;

int fsync(int fd)
{
    struct stat info;
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) {
        synced.file = info.st_ino;
        synced.size = info.st_size;
    } else {
        open_entries = 0;
    }
    return 0;
}

int rename(const char *from, const char *to)
{
    struct stat info;
    renames++;
    open_entries++;
    if (stat(from, &info) != 0 || info.st_ino != synced.file || info.st_size != synced.size)
        bare_renames++;
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path)
{
    open_entries++;
    return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

static void expect_kept(const char *text)
{
    char held[64];
    assert_true(kept_write("note", text, strlen(text)));
    assert_int_equal(bare_renames, 0);
    assert_int_equal(open_entries, 0);
    assert_int_equal(kept_read("note", held, sizeof held), strlen(text));
    assert_string_equal(held, text);
}

static void test_what_is_kept_is_on_the_disk(void **state)
{
    (void)state;
    char folder[] = BUILD_DIR "/kiosk-kept-XXXXXX";
    assert_non_null(mkdtemp(folder));
    kept_in(folder);
    expect_kept("one");
    expect_kept("the other");
    assert_int_equal(renames, 2);
    assert_true(kept_remove("note"));
    assert_int_equal(open_entries, 0);
    kept_in(NULL);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_kept_is_on_the_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
