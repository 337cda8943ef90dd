// links: clinic content figure packs store json base folder
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "clinic/backup.h"
#include "clinic/draft.h"
#include "clinic/pin.h"
#include "clinic/settings_file.h"
#include "folder.h"
#include "packs/bundle.h"
#include "packs/pack_find.h"
#include "store/kept.h"

/* One kiosk, and another one: each a state folder. */
static char packs[2][512], states[2][512];
static struct backup_place place;
static struct fault_list faults;
static struct content *content;
static struct draft draft;

static void be_kiosk(int which)
{
    static const char *const dirs[] = {SHARE_DIR "/content"};
    kept_in(states[which]);
    place = (struct backup_place){
        .own = {.packs_dir = packs[which], .name = "Park Street", .language = "en"},
        .content_dirs = dirs,
        .content_dir_count = 1,
        .counts = "day,what\n",
        .counts_length = strlen("day,what\n"),
        .now = 1764747660};
}

static int setup(void **state)
{
    (void)state;
    log_set_level(LOG_LEVEL_ERROR);
    if (folder_make() != 0)
        return -1;
    setenv("TZ", "UTC", 1);
    folder_shell("mkdir one two");
    for (int i = 0; i < 2; i++) {
        snprintf(states[i], sizeof states[i], "%s", folder_path(i ? "two" : "one"));
        snprintf(packs[i], sizeof packs[i], "%s", folder_path(i ? "two/packs" : "one/packs"));
    }
    const char *const dirs[] = {SHARE_DIR "/content"};
    content = content_load(dirs, 1, &faults);
    be_kiosk(0);
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

static const char *backup_file(void)
{
    return folder_path("backup.zip");
}

static void save_routine(const char *name)
{
    draft_begin(&draft);
    draft_add(&draft, content_exercise(content, "cobra"));
    draft_set_name(&draft, "en", name);
    assert_true(draft_save(&draft, &place.own, content, "en", "Routine 1", &faults));
}

static void back_up(void)
{
    assert_int_equal(backup_write(&place, backup_file(), &faults), BACKUP_DONE);
    assert_int_equal(faults.errors, 0);
}

static bool holds(const char *file, const char *text)
{
    char command[1024];
    snprintf(command, sizeof command, "grep -q '%s' '%s' 2>/dev/null", text, folder_path(file));
    return system(command) == 0;
}

static bool told(const char *text)
{
    for (const struct fault *f = faults.first; f; f = f->next)
        if (strstr(f->message, text))
            return true;
    return false;
}

static void test_all_that_staff_made_is_on_another_kiosk_afterwards(void **state)
{
    (void)state;
    save_routine("Week two");
    assert_true(settings_file_put("{\"brightness\": 0.5}\n"));
    back_up();
    be_kiosk(1);
    assert_int_equal(backup_restore(&place, backup_file(), &faults), BACKUP_DONE);
    folder_shell("diff -r -x .import one/packs/own two/packs/own");
    folder_shell("cmp one/settings.json two/settings.json");
    folder_shell("test \"$(ls two | grep zip)\" = before-restore.zip");
}

static void test_its_name_is_the_day_s(void **state)
{
    (void)state;
    char name[BACKUP_NAME_SIZE];
    backup_file_name(name, folder_root, place.now);
    assert_string_equal(name, "physio-kiosk-backup-2025-12-03.zip");
    folder_write(name, "");
    backup_file_name(name, folder_root, place.now);
    assert_string_equal(name, "physio-kiosk-backup-2025-12-03-2.zip");
    folder_write(name, "");
    backup_file_name(name, folder_root, place.now);
    assert_string_equal(name, "physio-kiosk-backup-2025-12-03-3.zip");
}

static void test_a_look_tells_what_is_in_it(void **state)
{
    (void)state;
    struct backup_contents contents;
    save_routine("Week two");
    assert_true(settings_file_put("{\"brightness\": 0.5}\n"));
    draft_set_name(&draft, "en", "Week three");
    back_up();
    assert_true(backup_look(backup_file(), &contents, &faults));
    assert_string_equal(contents.date, "2025-12-03");
    assert_int_equal(strlen(contents.time), 5);
    assert_string_equal(contents.kiosk, "Park Street");
    assert_int_equal(contents.routines, 1);
    assert_int_equal(contents.exercises, 0);
    assert_true(contents.settings && contents.draft && contents.counts);
}

static void test_a_pin_is_in_no_backup(void **state)
{
    (void)state;
    struct pin pin = {0};
    assert_true(pin_choose(&pin, "271828"));
    save_routine("Week two");
    back_up();
    folder_shell("mkdir out; cd out; python3 -m zipfile -e ../backup.zip .; test \"$(find . -type "
                 "f | sort | "
                 "xargs)\" = './backup.json ./counts.csv ./own/pack.json "
                 "./own/routines/own-week-two.json ./settings.json'; ! grep -rF '$y$' .");
}

static void test_letters_of_any_language_may_name_a_picture(void **state)
{
    (void)state;
    save_routine("Week two");
    folder_shell("mkdir one/packs/own/images; echo x >'one/packs/own/images/Übung № 1 肩.png'");
    back_up();
    be_kiosk(1);
    assert_int_equal(backup_restore(&place, backup_file(), &faults), BACKUP_DONE);
    folder_shell("test -f 'two/packs/own/images/Übung № 1 肩.png'");
    folder_shell("python3 -c \"import zipfile; assert 'own/images/Übung № 1 肩.png' in "
                 "zipfile.ZipFile('backup.zip').namelist()\"");
}

static void test_a_kiosk_on_which_nothing_was_made_makes_a_backup_too(void **state)
{
    (void)state;
    back_up();
    be_kiosk(1);
    save_routine("Week two");
    assert_true(settings_file_put("{\"brightness\": 0.5}\n"));
    assert_int_equal(backup_restore(&place, backup_file(), &faults), BACKUP_DONE);
    assert_false(holds("two/packs/own/routines/own-week-two.json", "cobra"));
    assert_false(holds("two/settings.json", "brightness"));
}

static void test_a_restore_is_undone(void **state)
{
    (void)state;
    save_routine("Week two");
    assert_true(settings_file_put("{\"brightness\": 0.5}\n"));
    back_up();
    save_routine("Week three");
    assert_true(settings_file_put("{\"less_motion\": true}\n"));
    folder_shell("cp -a one before");
    assert_int_equal(backup_restore(&place, backup_file(), &faults), BACKUP_DONE);
    assert_true(backup_before_at() > 0 && holds("one/settings.json", "brightness"));
    assert_int_equal(backup_take_back(&place, &faults), BACKUP_DONE);
    folder_shell("diff -r -x .import before/packs/own one/packs/own; cmp before/settings.json "
                 "one/settings.json; test \"$(ls one | grep zip)\" = before-restore.zip");
    backup_finish(&place);                                            /* the next start leaves it */
    assert_int_equal(backup_take_back(&place, &faults), BACKUP_DONE); /* the other way round */
    assert_true(holds("one/settings.json", "brightness"));
    assert_false(holds("one/settings.json", "less_motion"));
}

static void test_a_routine_being_built_stays_else_that_of_the_backup_comes(void **state)
{
    (void)state;
    save_routine("Week two");
    draft_set_name(&draft, "en", "In the backup");
    back_up();
    be_kiosk(1);
    assert_int_equal(backup_restore(&place, backup_file(), &faults), BACKUP_DONE);
    assert_true(holds("two/draft.json", "In the backup"));
    draft_set_name(&draft, "en", "On this kiosk");
    assert_int_equal(backup_restore(&place, backup_file(), &faults), BACKUP_DONE);
    assert_true(holds("two/draft.json", "On this kiosk"));
}

static void expect_refused(const char *text)
{
    folder_shell("rm -rf before; cp -a two before");
    assert_int_equal(backup_restore(&place, backup_file(), &faults), BACKUP_REFUSED);
    if (!told(text))
        fail_msg("not told: %s; but: %s", text, folder_faults(&faults));
    folder_shell("diff -r -x .lock before two");
    fault_list_free(&faults);
    faults = (struct fault_list){0};
}

/* Changes a file in the backup. */
static void spoil(const char *command)
{
    folder_shell("rm -rf t; mkdir t; cd t; python3 -m zipfile -e ../good.zip .; %s; rm -f "
                 "../backup.zip; python3 -m zipfile -c ../backup.zip *",
                 command);
}

static void test_what_holds_a_mistake_is_refused_as_a_whole(void **state)
{
    (void)state;
    be_kiosk(1);
    save_routine("Mine");
    be_kiosk(0);
    save_routine("Week two");
    back_up();
    folder_shell("mv backup.zip good.zip");
    be_kiosk(1);
    spoil("echo '{' >settings.json");
    expect_refused("is not closed");
    spoil("echo '[]' >settings.json");
    expect_refused("no list of settings");
    spoil("echo '{' >own/pack.json");
    expect_refused("is not closed");
    spoil("sed -i 's/\"own\"/\"clinic\"/' own/pack.json");
    expect_refused("kiosk import");
    spoil("rm backup.json");
    expect_refused("is no backup");
    spoil("echo '{\"format\": 2, \"date\": \"2025-12-03\"}' >backup.json");
    expect_refused("2");
    folder_shell("head -c 700 good.zip >backup.zip");
    expect_refused("no .zip");
    spoil("true");
    assert_int_equal(backup_restore(&place, backup_file(), &faults), BACKUP_DONE);
}

/* A backup that cannot be restored is worth nothing: what names an exercise that is not there comes
 * back as it is, all else with it, and its row says why nobody sees it. */
static void test_a_routine_with_a_mistake_comes_back_with_all_else(void **state)
{
    (void)state;
    save_routine("Week two");
    save_routine("Week three");
    assert_true(settings_file_put("{\"less_motion\": true}\n"));
    folder_shell("sed -i s/cobra/crocodile/ one/packs/own/routines/own-week-two.json");
    back_up();
    backup_judge(&place, &faults);
    assert_int_equal(faults.errors, 0);
    assert_int_equal(faults.warnings, 1);
    assert_true(told("crocodile"));
    fault_list_free(&faults);
    faults = (struct fault_list){0};
    be_kiosk(1);
    assert_int_equal(backup_restore(&place, backup_file(), &faults), BACKUP_DONE);
    assert_true(told("crocodile"));
    assert_int_equal(faults.errors, 0);
    folder_shell("diff -r -x '.import*' one/packs/own two/packs/own");
    assert_true(holds("two/settings.json", "less_motion"));
}

static void test_an_exercise_of_an_imported_pack_is_told_with_the_backup(void **state)
{
    (void)state;
    save_routine("Week two");
    folder_shell("mkdir one/packs/clinic");
    folder_write("one/packs/clinic/pack.json",
                 "{\"id\": \"clinic\", \"name\": \"Clinic\", \"version\": \"1.0\", \"format\": 1, "
                 "\"languages\": [\"en\"]}");
    folder_shell(
        "mkdir one/packs/clinic/exercises; sed 's/\"sit-to-stand\"/\"clinic-hug\"/' '" SHARE_DIR
        "/content/sample-clinic/exercises/sit-to-stand.json' "
        ">one/packs/clinic/exercises/clinic-hug.json; "
        "sed -i s/cobra/clinic-hug/ one/packs/own/routines/own-week-two.json");
    backup_judge(&place, &faults);
    assert_int_equal(faults.errors, 0);
    assert_int_equal(faults.warnings, 1);
    assert_true(told("without the packs that were imported here"));
}

static void test_what_is_no_backup_is_told_in_words(void **state)
{
    (void)state;
    folder_shell("mkdir backup.zip");
    expect_refused("is no file");
    folder_shell("rmdir backup.zip");
    assert_int_equal(backup_restore(&place, backup_file(), &faults), BACKUP_FAILED);
    assert_true(told("No such file"));
}

static void test_a_full_disk_or_stick_keeps_what_it_had(void **state)
{
    (void)state;
    save_routine("Week two");
    assert_int_equal(backup_write(&place, "/dev/full/x.zip", &faults), BACKUP_FAILED);
    folder_shell("echo old >backup.zip; ln -s /dev/full backup.zip.part");
    assert_int_equal(backup_write(&place, backup_file(), &faults), BACKUP_FAILED);
    assert_true(holds("backup.zip", "old"));
}

static void test_a_stick_with_a_backup_holds_no_pack_more(void **state)
{
    (void)state;
    struct arena arena = {0};
    save_routine("Week two");
    folder_shell("mkdir -p stick/clinic; cp -r one/packs/own/. stick/clinic");
    assert_int_equal(backup_write(&place, folder_path("stick/b.zip"), &faults), BACKUP_DONE);
    const char *found = pack_find(folder_path("stick"), "kiosk import", &arena, &faults);
    assert_non_null(found);
    assert_non_null(strstr(found, "/clinic"));
    arena_free(&arena);
}

static void test_a_backup_needs_no_disk_that_can_be_written(void **state)
{
    (void)state;
    save_routine("Week two");
    folder_shell("rm one/packs/.lock; chmod -R a-w one");
    back_up();
    folder_shell("test ! -e one/packs/.lock; chmod -R u+w one");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_all_that_staff_made_is_on_another_kiosk_afterwards),
        TEST(test_its_name_is_the_day_s),
        TEST(test_a_look_tells_what_is_in_it),
        TEST(test_a_pin_is_in_no_backup),
        TEST(test_letters_of_any_language_may_name_a_picture),
        TEST(test_a_kiosk_on_which_nothing_was_made_makes_a_backup_too),
        TEST(test_a_restore_is_undone),
        TEST(test_a_routine_being_built_stays_else_that_of_the_backup_comes),
        TEST(test_what_holds_a_mistake_is_refused_as_a_whole),
        TEST(test_a_routine_with_a_mistake_comes_back_with_all_else),
        TEST(test_an_exercise_of_an_imported_pack_is_told_with_the_backup),
        TEST(test_what_is_no_backup_is_told_in_words),
        TEST(test_a_full_disk_or_stick_keeps_what_it_had),
        TEST(test_a_stick_with_a_backup_holds_no_pack_more),
        TEST(test_a_backup_needs_no_disk_that_can_be_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
