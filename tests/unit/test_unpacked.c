// links: packs store json base folder
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "folder.h"
#include "packs/unpacked.h"

static char zip[300];
static struct fault_list faults;

/* clinic.zip with one top folder, whose pack.json holds the text. */
static void make_zip(const char *text)
{
    folder_shell("rm -rf clinic clinic.zip; mkdir -p clinic/exercises; "
                 "echo '%s' >clinic/pack.json; echo a >clinic/exercises/a.json; "
                 "echo film >clinic/film.mov; python3 -m zipfile -c clinic.zip clinic",
                 text);
}

static int setup(void **state)
{
    (void)state;
    if (folder_make() != 0)
        return -1;
    snprintf(zip, sizeof zip, "%s/clinic.zip", folder_root);
    char run[300];
    snprintf(run, sizeof run, "%s/run", folder_root);
    if (mkdir(run, 0700) != 0)
        return -1;
    setenv("RUNTIME_DIRECTORY", "/nowhere/at/all:/", 1);
    setenv("XDG_RUNTIME_DIR", run, 1);
    make_zip("one");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    fault_list_free(&faults);
    return folder_remove();
}

static void expect_text(const struct unpacked *unpacked, const char *text)
{
    folder_shell("grep -qx '%s' '%s/pack.json'", text, unpacked_folder(unpacked));
}

/* How many folders there are. */
static void expect_folders(int count)
{
    folder_shell("test $(ls run | wc -l) = %d", count);
}

static void test_names(void **state)
{
    (void)state;
    assert_true(unpacked_is_zip(zip));
    assert_true(unpacked_is_zip("not/there.ZIP"));
    assert_false(unpacked_is_zip("clinic"));
    assert_false(unpacked_is_zip(".zip"));
    assert_false(unpacked_is_zip("a.json"));
    folder_shell("mkdir folder.zip");
    snprintf(zip, sizeof zip, "%s/folder.zip", folder_root);
    assert_false(unpacked_is_zip(zip));
}

/* A photo of a phone is not refused here, where nothing makes it smaller. */
static void test_large_photo(void **state)
{
    (void)state;
    folder_shell("mkdir clinic/images; truncate -s 20M clinic/images/a.jpg;"
                 "python3 -m zipfile -c clinic.zip clinic");
    struct unpacked *unpacked = unpacked_open(zip, &faults);
    assert_non_null(unpacked);
    folder_shell("test $(stat -c %%s '%s/images/a.jpg') = 20971520", unpacked_folder(unpacked));
    unpacked_close(unpacked);
    folder_shell("truncate -s 70M clinic/images/a.jpg; python3 -m zipfile -c clinic.zip clinic");
    assert_null(unpacked_open(zip, &faults));
}

static void test_private_and_gone(void **state)
{
    (void)state;
    struct unpacked *unpacked = unpacked_open(zip, &faults);
    assert_non_null(unpacked);
    expect_text(unpacked, "one");
    struct stat info;
    assert_int_equal(stat(unpacked_folder(unpacked), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    expect_folders(1);
    unpacked_close(unpacked);
    expect_folders(0);
    unpacked_close(NULL);
}

static void test_shared_until_it_changes(void **state)
{
    (void)state;
    struct unpacked *first = unpacked_open(zip, &faults);
    struct unpacked *again = unpacked_open(zip, &faults);
    assert_string_equal(unpacked_folder(first), unpacked_folder(again));
    assert_int_equal(faults.warnings, 2); /* each is told of film.mov */
    make_zip("two");
    struct unpacked *fresh = unpacked_open(zip, &faults);
    assert_string_not_equal(unpacked_folder(first), unpacked_folder(fresh));
    expect_text(fresh, "two");
    expect_text(first, "one");
    unpacked_close(first);
    expect_text(again, "one");
    unpacked_close(again);
    expect_folders(1);
    unpacked_close(fresh);
    expect_folders(0);
}

static void expect_refused(const char *message)
{
    fault_list_free(&faults);
    assert_null(unpacked_open(zip, &faults));
    assert_int_equal(faults.errors, 1);
    assert_non_null(strstr(faults.first->message, message));
    assert_int_equal(strncmp(faults.first->file, zip, strlen(zip)), 0);
    expect_folders(0);
}

static void test_refused(void **state)
{
    (void)state;
    folder_shell("truncate -s -10 clinic.zip");
    expect_refused("is no .zip file, or not all of one");
    folder_shell("rm clinic.zip; mkfifo clinic.zip");
    expect_refused("neither the folder of a pack nor a .zip");
    folder_shell("rm clinic.zip");
    expect_refused("No such file");
    make_zip("one");
    folder_shell("rm clinic.zip; python3 -c 'import zipfile; "
                 "z = zipfile.ZipFile(\"clinic.zip\", \"w\"); "
                 "i = zipfile.ZipInfo(\"exercises/b.json\"); i.create_system = 3; "
                 "i.external_attr = 0o120777 << 16; z.writestr(i, \"/etc/passwd\"); "
                 "z.writestr(\"pack.json\", \"{}\"); z.close()'");
    expect_refused("is a link");
}

/* What a killed program has left goes; what another one reads stays, and what is not ours. */
static void test_stale(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(unpacked_open(zip, &faults) ? 0 : 1); /* closes nothing, as if killed */
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    folder_shell("ln -s '%s/clinic' run/physio-kiosk-pack-link; touch run/other", folder_root);
    expect_folders(3);
    struct unpacked *unpacked = unpacked_open(zip, &faults);
    assert_non_null(unpacked);
    expect_folders(3); /* ours, the link and the other file */
    folder_shell("mkdir again; cp clinic.zip again");
    char another[300];
    snprintf(another, sizeof another, "%s/again/clinic.zip", folder_root);
    struct unpacked *second = unpacked_open(another, &faults);
    assert_non_null(second);
    expect_text(unpacked, "one");
    unpacked_close(unpacked);
    unpacked_close(second);
    folder_shell("test -f clinic/pack.json && test -e run/other");
}

/* The next one that can be written to. */
static void test_places(void **state)
{
    (void)state;
    setenv("XDG_RUNTIME_DIR", "relative", 1);
    setenv("TMPDIR", folder_root, 1);
    struct unpacked *unpacked = unpacked_open(zip, &faults);
    assert_non_null(unpacked);
    assert_int_equal(strncmp(unpacked_folder(unpacked), folder_root, strlen(folder_root)), 0);
    unpacked_close(unpacked);
    unsetenv("TMPDIR");
    unpacked = unpacked_open(zip, &faults);
    assert_non_null(unpacked);
    assert_int_equal(strncmp(unpacked_folder(unpacked), "/tmp/", 5), 0);
    unpacked_close(unpacked);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_names),       TEST(test_private_and_gone),
        TEST(test_large_photo), TEST(test_shared_until_it_changes),
        TEST(test_refused),     TEST(test_stale),
        TEST(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
