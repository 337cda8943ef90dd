// links: clinic config content json packs store base folder
/* Sticks: which are plugged in, and what lies on one. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cmocka.h>

#include "clinic/stick.h"
#include "clinic/stick_out.h"
#include "folder.h"

static const struct config_folders places = {.paths = {"/media", "/run/media/"}, .count = 2};
static struct stick_contents contents;
static struct arena arena;

static int setup(void **state)
{
    (void)state;
    return folder_make();
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return folder_remove();
}

static struct sticks parse(const char *mountinfo)
{
    struct sticks sticks;
    sticks_parse(&sticks, mountinfo, &places);
    return sticks;
}

#define LINE(number, path, rest) number " 29 8:17 / " path " rw,nosuid,nodev shared:5 - vfat " rest

static void test_what_is_mounted_below_the_folders_is_a_stick(void **state)
{
    (void)state;
    struct sticks sticks = parse("22 29 0:20 / /sys rw,nosuid shared:7 - sysfs sysfs rw\n"
                                 "29 1 8:1 / / rw - ext4 /dev/sda1 rw,errors=remount-ro\n" //
                                 LINE("40", "/media/CLINIC", "/dev/sdb1 rw\n")             //
                                 LINE("41", "/run/media/kiosk/MY\\040STICK\\134", "/dev/sdc1 rw"));
    assert_int_equal(sticks.count, 2);
    assert_string_equal(sticks.list[0].path, "/media/CLINIC");
    assert_int_equal(sticks.list[0].mount, 40);
    assert_string_equal(sticks.list[1].path, "/run/media/kiosk/MY STICK\\");
    assert_string_equal(stick_name(&sticks.list[1]), "MY STICK\\");
}

static void test_what_is_mounted_elsewhere_is_none(void **state)
{
    (void)state;
    static const char *const lines[] = {
        LINE("40", "/media", "/dev/sdb1 rw\n"),               /* the folder itself */
        LINE("40", "/mediastore/a", "/dev/sdb1 rw\n"),        /* begins alike */
        LINE("40", "/media/a/b/c", "/dev/sdb1 rw\n"),         /* too deep */
        LINE("40", "/srv/media/a", "/dev/sdb1 rw\n"),         /* below another */
        "40 29 0:9 / /media/a rw - autofs systemd-1 rw",      /* waits for somebody to look */
        "40 29 8:1 /media/a /media/a rw - ext4 /dev/sda1 rw", /* a sandbox's folder */
        "40 29",
        "",
        "\n\n - - -",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_int_equal(parse(lines[i]).count, 0);
}

static void test_a_stick_is_read_only_when_either_says_so(void **state)
{
    (void)state;
    assert_false(parse(LINE("4", "/media/a", "/dev/sdb1 rw,errors=remount-ro")).list[0].read_only);
    assert_true(parse(LINE("4", "/media/a", "/dev/sdb1 ro,utf8")).list[0].read_only);
    assert_true(parse("4 2 8:1 / /media/a ro,nodev - vfat /dev/b rw").list[0].read_only);
    assert_true(parse("4 2 8:1 / /media/a rw,ro shared:3 master:1 - vfat b rw").list[0].read_only);
}

static void test_the_newest_of_too_many_stay_and_what_is_covered_goes(void **state)
{
    (void)state;
    struct sticks sticks =
        parse(LINE("1", "/media/a", "x rw\n") LINE("2", "/media/b", "x rw\n")
                  LINE("3", "/media/c", "x rw\n") LINE("4", "/media/a", "x rw\n")
                      LINE("5", "/media/d", "x rw\n") LINE("6", "/media/e", "x rw\n"));
    static const long mounts[] = {3, 4, 5, 6};
    assert_int_equal(sticks.count, STICKS_MAX);
    for (int i = 0; i < STICKS_MAX; i++)
        assert_int_equal(sticks.list[i].mount, mounts[i]);
}

static void test_a_stick_that_is_plugged_in_again_is_a_new_one(void **state)
{
    (void)state;
    struct sticks before = parse(LINE("40", "/media/a", "x rw\n"));
    struct sticks both = parse(LINE("40", "/media/a", "x rw\n") LINE("41", "/media/b", "x rw\n"));
    struct sticks again = parse(LINE("44", "/media/a", "x rw\n"));
    assert_null(sticks_new(&before, &before));
    assert_string_equal(sticks_new(&before, &both)->path, "/media/b");
    assert_null(sticks_new(&both, &before));
    assert_int_equal(sticks_new(&before, &again)->mount, 44);
    assert_null(sticks_find(&again, &before.list[0]));
    assert_non_null(sticks_find(&both, &before.list[0]));
    assert_true(sticks_same(&before, &before));
    assert_false(sticks_same(&before, &both));
    assert_false(sticks_same(&before, &again));
    again = before;
    again.list[0].read_only = true;
    assert_false(sticks_same(&before, &again));
}

/* The kernel's numbers come back: out and in again is told by what was between. */
static void test_a_number_of_the_kernel_that_comes_back_is_another_stick(void **state)
{
    (void)state;
    long last = 0;
    struct sticks none = {0};
    struct sticks first = parse(LINE("42", "/media/a", "x rw\n"));
    struct sticks both = parse(LINE("42", "/media/a", "x rw\n") LINE("43", "/media/b", "x rw\n"));
    struct sticks again = parse(LINE("42", "/media/a", "x rw\n"));
    sticks_number(&first, &none, &last);
    sticks_number(&both, &first, &last);
    sticks_number(&again, &none, &last);
    assert_non_null(sticks_find(&both, &first.list[0]));
    assert_null(sticks_find(&again, &first.list[0]));
    assert_int_equal(last, 3);
}

static void read_stick(const char *name)
{
    stick_read(&contents, folder_path(name), &arena);
}

/* As below the folder. */
static void expect_path(const char *path, const char *expected)
{
    assert_string_equal(path + strlen(folder_root) + 1, expected);
}

static void make_stick(void)
{
    folder_shell("mkdir -p stick/old/images stick/Riverside stick/DCIM/1 'stick/.Trash/x' "
                 "'stick/System Volume Information'");
    folder_write("stick/old/pack.json", "{\"id\": \"old\", \"name\": \"Old\"}");
    folder_write("stick/Riverside/pack.json",
                 "{\"id\": \"riverside\", \"name\": \"Riverside\", \"version\": \"1.3\"}");
    folder_shell("cd stick; touch a.JPG b.txt DCIM/1/c.png DCIM/1/.d.jpg old/images/e.jpg "
                 ".Trash/x/f.jpg 'System Volume Information/g.jpg' Thumbs.db h.webp; "
                 "ln -s /etc etc; ln -s a.JPG link.jpg; "
                 "touch -d 2025-11-14 physio-kiosk-backup-2025-11-14.zip; "
                 "touch -d 2025-11-20 physio-kiosk-backup-2025-11-20.zip; "
                 "touch -d 2025-10-01 old/pack.json; touch -d 2025-12-01 Riverside/pack.json; "
                 "touch -d 2025-12-03 a.JPG; touch -d 2025-12-02 DCIM/1/c.png h.webp");
}

static void test_packs_backups_and_photos_are_found_newest_first(void **state)
{
    (void)state;
    make_stick();
    read_stick("stick");
    assert_int_equal(contents.state, STICK_READ);
    assert_int_equal(contents.pack_count, 2);
    assert_string_equal(contents.packs[0].name, "Riverside");
    assert_string_equal(contents.packs[0].version, "1.3");
    expect_path(contents.packs[0].path, "stick/Riverside");
    assert_string_equal(contents.packs[1].name, "Old");
    assert_int_equal(contents.backup_count, 2);
    expect_path(contents.backups[0].path, "stick/physio-kiosk-backup-2025-11-20.zip");
    assert_int_equal(contents.photo_count, 3);
    expect_path(contents.photos[0].path, "stick/a.JPG");
    expect_path(contents.photos[1].path, "stick/DCIM/1/c.png");
    expect_path(contents.photos[2].path, "stick/h.webp");
}

static void test_a_pack_in_a_zip_is_found_and_another_zip_is_not(void **state)
{
    (void)state;
    folder_shell("mkdir -p stick in/clinic");
    folder_write("in/clinic/pack.json", "{\"id\": \"clinic\", \"name\": \"Clinic\"}");
    folder_shell("cd in; python3 -c \"import zipfile; z = zipfile.ZipFile('../stick/c.zip', 'w'); "
                 "z.write('clinic/pack.json'); z.close(); z = zipfile.ZipFile('../stick/o.zip', "
                 "'w'); z.writestr('a.txt', 'a')\"");
    read_stick("stick");
    assert_int_equal(contents.pack_count, 1);
    assert_string_equal(contents.packs[0].name, "Clinic");
    assert_true(contents.packs[0].zip);
    assert_true(contents.packs[0].bytes > 100);
}

static void test_the_stick_itself_can_be_the_pack(void **state)
{
    (void)state;
    folder_shell("mkdir -p stick/images; touch stick/images/a.png");
    folder_write("stick/pack.json", "{\"id\": \"a\", \"name\": \"A\"}");
    read_stick("stick");
    assert_int_equal(contents.pack_count, 1);
    expect_path(contents.packs[0].path, "stick");
    assert_int_equal(contents.photo_count, 0);
}

static void test_the_newest_of_too_many_are_kept(void **state)
{
    (void)state;
    folder_shell("mkdir stick; cd stick; for i in $(seq 100 320); do touch -d @$i p$i.jpg; done; "
                 "for i in $(seq 10 29); do mkdir f$i; echo '{}' >f$i/pack.json; "
                 "touch -d @$i f$i/pack.json; done");
    read_stick("stick");
    assert_int_equal(contents.photo_count, STICK_MAX_PHOTOS);
    expect_path(contents.photos[0].path, "stick/p320.jpg");
    expect_path(contents.photos[STICK_MAX_PHOTOS - 1].path, "stick/p121.jpg");
    assert_int_equal(contents.pack_count, STICK_MAX_PACKS);
    assert_string_equal(contents.packs[0].name, "f29"); /* named by its folder */
    assert_string_equal(contents.packs[STICK_MAX_PACKS - 1].name, "f22");
}

static void test_folders_in_folders_end_somewhere(void **state)
{
    (void)state;
    folder_shell("mkdir -p stick/1/2/3/4; touch stick/1/2/3/in.jpg stick/1/2/3/4/out.jpg");
    read_stick("stick");
    assert_int_equal(contents.photo_count, 1);
    expect_path(contents.photos[0].path, "stick/1/2/3/in.jpg");
}

static void test_an_empty_stick_and_one_that_is_gone_are_told_apart(void **state)
{
    (void)state;
    folder_shell("mkdir stick; touch stick/readme.txt");
    read_stick("stick");
    assert_int_equal(contents.state, STICK_READ);
    assert_true(stick_is_empty(&contents));
    folder_shell("rm -r stick");
    read_stick("stick");
    assert_int_equal(contents.state, STICK_GONE);
}

static void expect_text(const char *file, const char *expected)
{
    char text[256] = "";
    FILE *in = fopen(folder_path(file), "r");
    assert_non_null(in);
    text[fread(text, 1, sizeof text - 1, in)] = '\0';
    fclose(in);
    assert_string_equal(text, expected);
}

static void test_a_message_is_written_whole_or_not_at_all(void **state)
{
    (void)state;
    folder_shell("mkdir stick");
    assert_int_equal(stick_out_text(folder_path("stick"), "m.txt", "one\n"), 0);
    assert_int_equal(stick_out_text(folder_path("stick"), "m.txt", "two\n"), 0);
    expect_text("stick/m.txt", "two\n");
    folder_shell("test \"$(ls -A stick)\" = m.txt; rm -r stick");
    assert_int_equal(stick_out_text(folder_path("stick"), "m.txt", "three\n"), ENOENT);
}

/* A tiny file system of its own; false where that may not be made. */
static bool mount_stick(unsigned long flags, const char *options)
{
    folder_shell("mkdir -p stick");
    if (mount("stick", folder_path("stick"), "tmpfs", flags, options) == 0)
        return true;
    print_message("no file system may be mounted here\n");
    return false;
}

static void test_a_stick_that_is_full_or_read_only_says_so(void **state)
{
    (void)state;
    static char large[65536 + 1];
    memset(large, 'a', sizeof large - 1);
    if (!mount_stick(0, "size=16k"))
        skip();
    int error = stick_out_text(folder_path("stick"), "m.txt", large);
    bool left = access(folder_path("stick/m.txt.part"), F_OK) == 0;
    umount(folder_path("stick"));
    assert_int_equal(error, ENOSPC);
    assert_false(left);
    assert_true(mount_stick(MS_RDONLY, ""));
    error = stick_out_text(folder_path("stick"), "m.txt", "one");
    umount(folder_path("stick"));
    assert_int_equal(error, EROFS);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_is_mounted_below_the_folders_is_a_stick),
        TEST(test_what_is_mounted_elsewhere_is_none),
        TEST(test_a_stick_is_read_only_when_either_says_so),
        TEST(test_the_newest_of_too_many_stay_and_what_is_covered_goes),
        TEST(test_a_stick_that_is_plugged_in_again_is_a_new_one),
        TEST(test_a_number_of_the_kernel_that_comes_back_is_another_stick),
        TEST(test_packs_backups_and_photos_are_found_newest_first),
        TEST(test_a_pack_in_a_zip_is_found_and_another_zip_is_not),
        TEST(test_the_stick_itself_can_be_the_pack),
        TEST(test_the_newest_of_too_many_are_kept),
        TEST(test_folders_in_folders_end_somewhere),
        TEST(test_an_empty_stick_and_one_that_is_gone_are_told_apart),
        TEST(test_a_message_is_written_whole_or_not_at_all),
        TEST(test_a_stick_that_is_full_or_read_only_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
