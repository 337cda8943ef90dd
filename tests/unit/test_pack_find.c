// links: packs store json base folder
/* Which pack is meant by a folder: a stick with other things on it, what "Extract all" leaves,
 * several packs, the same one twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "folder.h"
#include "packs/pack_find.h"

static struct fault_list faults;
static struct arena arena;

static int setup(void **state)
{
    (void)state;
    if (folder_make() != 0)
        return -1;
    folder_shell("mkdir stick");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    fault_list_free(&faults);
    arena_free(&arena);
    return folder_remove();
}

static void make_pack(const char *folder, const char *id, const char *version)
{
    folder_shell("mkdir -p '%s/exercises'; echo a >'%s/exercises/a.json'; "
                 "echo '{\"id\": \"%s\", \"name\": \"Our own\", \"version\": \"%s\"}' "
                 ">'%s/pack.json'",
                 folder, folder, id, version, folder);
}

/* `name` in `folder` becomes file.zip, with names as seen from `folder`. */
static void make_zip(const char *folder, const char *name, const char *file)
{
    folder_shell("cd '%s'; python3 -m zipfile -c '%s/%s' %s", folder, folder_root, file, name);
}

/* `path` leads to `wanted`, both as seen from the folder (NULL: nowhere); all that is told. */
static void expect(const char *path, const char *wanted, const char *told)
{
    fault_list_free(&faults);
    const char *found = pack_find(folder_path(path), "kiosk import", &arena, &faults);
    if (!wanted != !found || (found && strcmp(found, folder_path(wanted)) != 0))
        fail_msg("%s leads to %s: %s", path, found ? found : "nothing", folder_faults(&faults));
    assert_string_equal(folder_faults(&faults), told);
}

static void test_named_itself(void **state)
{
    (void)state;
    make_pack("clinic", "clinic", "1");
    make_pack("clinic/inner", "inner", "1");
    expect("clinic", "clinic", "");
    expect("clinic/", "clinic/", "");
    expect("nowhere", "nowhere", "");
    expect("clinic/pack.json", "clinic/pack.json", "");
}

static void test_deeper(void **state)
{
    (void)state;
    make_pack("stick/our clinic/our clinic", "clinic", "1");
    make_pack("stick/our clinic/our clinic/old", "clinic", "0"); /* a pack in a pack is none */
    expect("stick", "stick/our clinic/our clinic", "");
    expect("stick/", "stick/our clinic/our clinic", "");
    expect("stick/our clinic", "stick/our clinic/our clinic", "");
    folder_shell("mkdir stick/a; mv 'stick/our clinic' stick/a");
    expect("stick", "stick/a/our clinic/our clinic", "");
    folder_shell("mkdir stick/b; mv stick/a stick/b");
    expect("stick", NULL,
           "stick:1:1: $: holds no pack; a folder with pack.json, or a .zip of one, is needed\n");
}

/* What systems leave on sticks, and files of other kinds. */
static void test_other_things(void **state)
{
    (void)state;
    make_pack("stick/clinic", "clinic", "1");
    make_pack("stick/.Trashes/clinic", "clinic", "2");
    make_pack("stick/$RECYCLE.BIN/clinic", "clinic", "3");
    make_pack("stick/System Volume Information", "clinic", "4");
    make_pack("stick/__MACOSX/clinic", "clinic", "5");
    folder_shell("touch stick/.DS_Store stick/Thumbs.db stick/._clinic.zip stick/letter.docx; "
                 "mkdir -p stick/photos/2024 stick/folder.zip; touch stick/photos/a.jpg; "
                 "ln -s ../elsewhere stick/link; ln -s nowhere.zip stick/link.zip; "
                 "cp -r stick/clinic elsewhere");
    make_zip("stick", "letter.docx", "stick/invoices.zip");
    make_zip("stick", "letter.docx clinic/exercises/a.json", "stick/photos/more.zip");
    expect("stick", "stick/clinic", "");
}

static void test_archives(void **state)
{
    (void)state;
    make_pack("work/clinic/clinic", "clinic", "1");
    make_zip("work", "clinic", "stick/clinic.zip");
    expect("stick", "stick/clinic.zip", "");
    folder_shell("mkdir stick/mails; mv stick/clinic.zip stick/mails/Clinic.ZIP");
    expect("stick", "stick/mails/Clinic.ZIP", "");
    /* No pack, and why. */
    make_zip("stick", "mails/Clinic.ZIP", "stick/outer.zip");
    folder_shell("rm -r stick/mails");
    expect("stick", NULL,
           "stick/outer.zip:1:1: $: holds no pack but another .zip; unpack it, and use that one\n"
           "stick:1:1: $: holds no pack; a folder with pack.json, or a .zip of one, is needed\n");
}

/* As long as there is another; else they are what is meant, to be refused in detail. */
static void test_damaged_archives(void **state)
{
    (void)state;
    make_pack("work/evil", "evil", "1");
    make_zip("work", "evil", "stick/a.zip");
    folder_shell("cd stick; head -c 200 a.zip >cut.zip; python3 -c 'import zipfile; "
                 "zipfile.ZipFile(\"a.zip\", \"a\").writestr(\"../up\", \"x\")'");
    expect("stick", "stick/a.zip",
           "stick/cut.zip:1:1: $: warning: is passed over: is no .zip file, or not all of one; "
           "copy it again, or pack it again\n");
    make_pack("stick/clinic", "clinic", "1");
    expect("stick", "stick/clinic",
           "stick/a.zip:1:1: $: warning: is passed over: ../up leads out of the pack; \"..\", "
           "\"\\\" and a \"/\" at the start are not allowed\n"
           "stick/cut.zip:1:1: $: warning: is passed over: is no .zip file, or not all of one; "
           "copy it again, or pack it again\n");
}

static void test_several(void **state)
{
    (void)state;
    make_pack("stick/north", "north", "1.0");
    make_pack("stick/south", "south", "2");
    folder_shell("mv stick/south \"stick/Praxis Müller's\"");
    make_pack("work/east", "east", "3");
    make_zip("work", "east", "stick/east.zip");
    folder_shell("mkdir stick/empty; echo '{' >stick/empty/pack.json");
    char told[2000];
    snprintf(
        told, sizeof told,
        "stick:1:1: $: holds several packs (4); name one of them\n"
        "stick/Praxis Müller's:1:1: $: is the pack south, \"Our own\", version 2: kiosk import "
        "'%s/stick/Praxis Müller'\\''s'\n"
        "stick/empty:1:1: $: is a pack whose pack.json gives no id: kiosk import "
        "%s/stick/empty\n"
        "stick/north:1:1: $: is the pack north, \"Our own\", version 1.0: kiosk import "
        "%s/stick/north\n"
        "stick/east.zip:1:1: $: is the pack east, \"Our own\", version 3: kiosk import "
        "%s/stick/east.zip\n",
        folder_root, folder_root, folder_root, folder_root);
    expect("stick", NULL, told);
}

static void expect_twin(const char *taken, const char *left)
{
    char told[1000];
    snprintf(told, sizeof told, "%s:1:1: $: warning: holds the same as %s/%s, which is taken\n",
             left, folder_root, taken);
    expect("stick", taken, told);
}

static void test_the_same_twice(void **state)
{
    (void)state;
    make_pack("work/clinic", "clinic", "1");
    make_zip("work", "clinic", "stick/clinic.zip");
    folder_shell("cp stick/clinic.zip 'stick/clinic (1).zip'");
    expect_twin("stick/clinic.zip", "stick/clinic (1).zip");
    folder_shell("rm stick/*1*; cp -r work/clinic stick/; touch stick/clinic/.DS_Store");
    expect_twin("stick/clinic", "stick/clinic.zip");
    /* The same version, but not the same. */
    folder_shell("echo b >stick/clinic/exercises/a.json");
    fault_list_free(&faults);
    assert_null(pack_find(folder_path("stick"), "kiosk import", &arena, &faults));
    assert_int_equal(faults.errors, 3);
}

/* Soon, whatever there is. */
static void test_bounds(void **state)
{
    (void)state;
    make_pack("stick/clinic", "clinic", "1");
    folder_shell("cd stick; seq 30000 | xargs touch; mkdir d; cd d; seq 2000 | xargs mkdir");
    make_zip("stick", "1", "some.zip");
    folder_shell("cd stick; for i in $(seq 1500); do cp ../some.zip $i.zip; done");
    expect("stick", "stick/clinic", "");
    folder_shell("cd stick; for i in $(seq 1501 2001); do cp ../some.zip $i.zip; done");
    expect("stick", "stick/clinic",
           "stick:1:1: $: warning: holds more than is looked through; there may be other packs\n");
    folder_shell("rm -r stick/clinic");
    expect("stick", NULL,
           "stick:1:1: $: holds more than is looked through; name the pack itself: its folder, or "
           "its .zip\n");
}

/* While pack.json is being saved, or under a wrong name, no other pack takes its place. */
static void test_headless(void **state)
{
    (void)state;
    make_pack("content", "content", "1");
    make_pack("content/sample", "sample", "1");
    folder_shell("rm content/pack.json");
    expect("content", NULL,
           "content:1:1: $: is not a pack; a pack is a folder with a file pack.json\n");
    folder_shell("touch content/pack.json.txt");
    expect("content", NULL, "content/pack.json.txt:1:1: $: is not read; rename it pack.json\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_named_itself),     TEST(test_deeper),  TEST(test_other_things),
        TEST(test_archives),         TEST(test_several), TEST(test_the_same_twice),
        TEST(test_damaged_archives), TEST(test_bounds),  TEST(test_headless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
