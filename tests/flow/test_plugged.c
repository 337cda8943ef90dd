// links: cli
/* A stick is plugged in, looked at, installed from, undone and pulled out, by taps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/screen_stack.h"
#include "app/staff_lock.h"
#include "carrier/wire.h"
#include "cli/sticks.h"
#include "clinic/draft.h"
#include "edited.h"
#include "staff/stick_internal.h"
#include "store/kept.h"

static struct edited *f;
static struct stick_watch *sticks;

/* As the kernel tells it. It uses the number of a mount again. */
static void tell_mount(const char *path, const char *mode)
{
    char line[512];
    snprintf(line, sizeof line, "42 29 8:17 / %s %s,nosuid shared:5 - vfat /dev/sdb1 rw\n", path,
             mode);
    folder_write("mounts", line);
}

/* One stick, or none. */
static void tell_mounts(bool there)
{
    if (there)
        tell_mount(folder_path("media/CLINIC"), "rw");
    else
        folder_write("mounts", "");
}

/* What the loop of the kiosk does between two frames. */
static void follow(void)
{
    sticks_follow(sticks, edit_app(f));
    harness_settle(&f->h);
}

static void plug_in(void)
{
    tell_mounts(true);
    follow();
}

static void pull_out(void)
{
    folder_shell("rm -rf media/CLINIC");
    tell_mounts(false);
    follow();
}

static int setup(void **state)
{
    if (edit_setup(state) != 0)
        return -1;
    f = *state;
    edit_close(f); /* again, with a folder for packs, and one for sticks */
    static char kept[512];
    folder_shell("mkdir -p state media/CLINIC; cp -r content/sample-clinic media/CLINIC/clinic; "
                 "echo '{\"packs_dir\": \"../state/packs\", \"content\": {\"stick_dirs\": "
                 "[\"%s/media\"]}}' >config/kiosk.json",
                 folder_root);
    snprintf(kept, sizeof kept, "%s", folder_path("state"));
    kept_in(kept);
    edit_open(f);
    tell_mounts(false);
    sticks = sticks_open(&f->h.assembly.config, folder_path("mounts"), NULL);
    follow();
    return 0;
}

static int teardown(void **state)
{
    sticks_close(sticks);
    kept_in(NULL);
    return edit_teardown(state);
}

static void unlock(void)
{
    app_unlock_staff(edit_app(f));
    harness_settle(&f->h);
}

static void expect_words(const char *text)
{
    if (!harness_shows(&f->h, text))
        fail_msg("the screen does not say: %s", text);
}

static bool has_routine(const char *id)
{
    return content_routine(app_content(edit_app(f)), id) != NULL;
}

/* Scrolls down to it. */
static void find_words(const char *text)
{
    for (int i = 0; i < 10 && !harness_shows(&f->h, text); i++)
        harness_press(&f->h, "scroll:down");
    expect_words(text);
}

static void press(const char *id);

/* This panel shows one thing at a time. */
static void open_first(void)
{
    press("item:0");
}

static void press(const char *id)
{
    harness_reveal(&f->h, id);
    harness_press(&f->h, id);
}

static void test_a_pack_is_installed_and_undone_by_taps(void **state)
{
    (void)state;
    unlock();
    press("tile:stick");
    harness_expect(&f->h, "staff-stick");
    expect_words("No stick is plugged in.");
    plug_in();
    expect_words("Riverside Physiotherapy 1.0");
    open_first();
    find_words("Hold 20 s becomes 30 s");
    assert_false(has_routine("strong-start"));
    press("install");
    expect_words("You can pull the stick out.");
    assert_true(edit_is_shown(f));
    assert_true(has_routine("strong-start"));
    pull_out(); /* as it was told; Undo needs no stick */
    expect_words("You can pull the stick out.");
    press("undo");
    assert_true(edit_is_shown(f));
    assert_false(has_routine("strong-start"));
    harness_settle(&f->h);
    expect_words("Patients see what they saw before.");
}

static void test_a_stick_brings_up_the_pad_and_then_itself(void **state)
{
    (void)state;
    harness_show(&f->h, "home");
    plug_in();
    harness_expect(&f->h, "staff-pin");
    harness_settle(&f->h);
    harness_press(&f->h, "pin-leave");
    harness_expect(&f->h, "home");
    pull_out();
    harness_expect(&f->h, "home");
    folder_shell("mkdir -p media/CLINIC");
    plug_in();
    harness_expect(&f->h, "staff-pin");
    harness_unlock(&f->h);
    harness_expect(&f->h, "staff-stick");
    /* with a PIN there is a line about it */
    harness_press(&f->h, "staff-lock");
    pull_out();
    folder_shell("mkdir -p media/CLINIC");
    plug_in();
    harness_expect(&f->h, "staff-pin");
    expect_words("A stick was plugged in.");
    pull_out();
    harness_expect(&f->h, "staff-pin");
    assert_false(harness_shows(&f->h, "A stick was plugged in."));
    harness_unlock(&f->h);
    harness_expect(&f->h, "staff-home"); /* it is not there any more */
}

static void test_a_stick_that_was_there_at_the_start_disturbs_nobody(void **state)
{
    (void)state;
    sticks_close(sticks);
    edit_close(f);
    tell_mounts(true);
    edit_open(f);
    sticks = sticks_open(&f->h.assembly.config, folder_path("mounts"), NULL);
    harness_show(&f->h, "home");
    follow();
    harness_expect(&f->h, "home");
    unlock();
    press("tile:stick");
    expect_words("Riverside Physiotherapy");
}

static void test_a_stick_that_is_pulled_out_is_said_and_nothing_changes(void **state)
{
    (void)state;
    unlock();
    plug_in();
    harness_expect(&f->h, "staff-stick");
    open_first();
    assert_true(harness_has(&f->h, "install"));
    pull_out();
    expect_words("The stick was pulled out. Nothing was changed.");
    assert_false(harness_has(&f->h, "install"));
    edit_pass(f, 1000);
    assert_false(has_routine("strong-start"));
    folder_shell("test -z \"$(ls state/packs)\"");
}

/* The kernel takes a while to tell. */
static void test_a_stick_that_cannot_be_read_any_more_is_said_once(void **state)
{
    (void)state;
    unlock();
    folder_shell("rm -r media/CLINIC");
    plug_in();
    expect_words("The stick was pulled out. Nothing was changed.");
    harness_skip(&f->h, 2000);
    expect_words("The stick was pulled out. Nothing was changed.");
    pull_out();
    folder_shell("mkdir -p media/CLINIC; echo a >media/CLINIC/a.txt");
    plug_in();
    expect_words("Nothing on this stick is for the kiosk.");
}

static void test_a_stick_that_comes_after_an_install_is_shown(void **state)
{
    (void)state;
    unlock();
    plug_in();
    open_first();
    press("install");
    expect_words("Installed");
    pull_out();
    expect_words("Installed");
    folder_shell("mkdir -p media/CLINIC; echo a >media/CLINIC/a.txt");
    plug_in();
    expect_words("Nothing on this stick is for the kiosk.");
}

static void test_mistakes_are_told_and_written_beside_the_pack(void **state)
{
    (void)state;
    folder_shell("sed -i 's/\"hold_s\": 30, /\"hold_s\": 90, /' "
                 "media/CLINIC/clinic/exercises/knee-to-chest.json");
    unlock();
    plug_in();
    open_first();
    expect_words("This pack cannot be installed yet");
    find_words("Knee to chest: Hold is 90\u00a0s (20 to 30\u00a0s)");
    expect_words("exercises/knee-to-chest.json, line 13");
    assert_false(harness_has(&f->h, "install"));
    press("message");
    expect_words("The message is on the stick");
    folder_shell("grep -q 'exercises/knee-to-chest.json, line 13' media/CLINIC/kiosk-message.txt");
    press("close"); /* to the list, and from there to the tiles */
    harness_expect(&f->h, "staff-stick");
    harness_press(&f->h, "staff-home");
    harness_expect(&f->h, "staff-home");
}

/* The kiosk is too old; that is no mistake, and what it cannot read is not judged. */
static void test_a_pack_for_a_newer_kiosk_is_told_so(void **state)
{
    (void)state;
    unlock();
    folder_shell("sed -i 's/\"format\": 1/\"format\": 2/' media/CLINIC/clinic/pack.json");
    plug_in();
    open_first();
    expect_words("Too new for this kiosk");
    expect_words("The pack is for a newer kiosk: format 2");
    find_words("Give it to whoever looks after the kiosk.");
    assert_false(harness_shows(&f->h, "mistake"));
    press("message");
    folder_shell("cd media/CLINIC && grep -q 'too old' kiosk-message.txt && "
                 "! grep -q 'strong-start' kiosk-message.txt && "
                 "! grep -q 'lang/es' kiosk-message.txt");
}

/* A text in the pack that reads like what the system says of a stick that is gone. */
static void test_what_a_pack_says_is_not_what_the_system_says(void **state)
{
    (void)state;
    folder_shell("sed -i 's/\"level\": \"[a-z]*\"/\"level\": \"Input\\/output error\"/' "
                 "media/CLINIC/clinic/exercises/knee-to-chest.json; "
                 "grep -q 'Input/output error' media/CLINIC/clinic/exercises/knee-to-chest.json");
    unlock();
    plug_in();
    open_first();
    expect_words("This pack cannot be installed yet");
}

static void test_what_a_pack_would_bring_is_looked_at_before(void **state)
{
    (void)state;
    unlock();
    plug_in();
    open_first();
    struct app *app = edit_app(f);
    long long visits = store_total(app->store, STORE_ROUTINE_STARTED, NULL);
    static const char *const previews[] = {"preview:2", "preview:0"};
    static const char *const screens[] = {"overview", "exercise"};
    for (int i = 0; i < 2; i++) {
        press(previews[i]);
        harness_expect(&f->h, screens[i]);
        expect_words("Not installed");
        harness_key(&f->h, KEY_ESCAPE);
        harness_settle(&f->h);
        harness_expect(&f->h, "staff-stick");
        for (int k = 0; k < 4 && harness_has(&f->h, "scroll:up"); k++)
            harness_press(&f->h, "scroll:up");
    }
    assert_int_equal(store_total(app->store, STORE_ROUTINE_STARTED, NULL), visits);
    press("install");
    expect_words("You can pull the stick out.");
}

/* In the pack's words, also where an older version is installed. */
static void test_a_preview_changes_its_language(void **state)
{
    (void)state;
    const struct app *app = edit_app(f);
    unlock();
    plug_in();
    open_first();
    press("preview:2");
    harness_press(&f->h, "language");
    harness_press(&f->h, "language:es");
    harness_expect(&f->h, "overview");
    assert_non_null(app->visit.routine);
    assert_string_equal(app->visit.routine->id, "strong-start");
    assert_string_not_equal(app->visit.routine->name, "Strong start");
    expect_words(tr(app->strings, "staff.stick.not_installed"));
    assert_true(app_hit_count(app) > 0);
    harness_key(&f->h, KEY_ESCAPE);
    harness_settle(&f->h);
    harness_expect(&f->h, "staff-stick");
    assert_string_equal(strings_code(app->strings), "en"); /* staff's own */
    for (int k = 0; k < 4 && harness_has(&f->h, "scroll:up"); k++)
        harness_press(&f->h, "scroll:up");
    press("preview:0");
    harness_press(&f->h, "language");
    harness_press(&f->h, "language:es");
    harness_expect(&f->h, "exercise");
    const struct exercise *exercise = visit_exercise(&app->visit);
    assert_non_null(exercise);
    assert_non_null(content_exercise(app->shown, exercise->id));
    assert_ptr_not_equal(exercise, content_exercise(app->shown, exercise->id));
    harness_key(&f->h, KEY_ESCAPE);
    harness_settle(&f->h);
    harness_expect(&f->h, "staff-stick");
    assert_string_equal(strings_code(app->strings), "en");
}

static void test_the_lock_ends_a_preview(void **state)
{
    (void)state;
    unlock();
    plug_in();
    open_first();
    press("preview:0");
    harness_skip(&f->h, 10 * 60 * 1000);
    assert_true(strcmp(harness_screen(&f->h), "attract") == 0 ||
                strcmp(harness_screen(&f->h), "home") == 0);
    assert_false(edit_app(f)->staff.unlocked);
}

static void test_content_goes_back_from_the_list_of_packs(void **state)
{
    (void)state;
    unlock();
    plug_in();
    open_first();
    press("install");
    assert_true(edit_is_shown(f));
    harness_press(&f->h, "staff-home");
    pull_out();
    press("tile:stick");
    open_first();
    expect_words("Take it off");
    press("back:0");
    assert_true(edit_is_shown(f));
    assert_false(has_routine("strong-start"));
    expect_words("Bring it back");
}

static void save_routine(const char *name)
{
    const struct content *content = app_content(edit_app(f));
    const struct own_place where = {
        .packs_dir = f->h.assembly.packs_dir, .name = "Clinic", .language = "en"};
    struct fault_list faults = {0};
    struct draft draft = {0};
    draft_begin(&draft);
    draft_add(&draft, content_exercise(content, "cobra"));
    draft_set_name(&draft, "en", name);
    assert_true(draft_save(&draft, &where, content, "en", "x", &faults));
    draft_free(&draft);
    fault_list_free(&faults);
}

static void test_what_staff_made_goes_onto_the_stick_and_comes_back(void **state)
{
    (void)state;
    save_routine("Week 2");
    assert_true(edit_is_shown(f));
    unlock();
    plug_in();
    press("item:1"); /* the pack is 0 */
    expect_words("The backup is on the stick.");
    folder_shell("test -s media/CLINIC/physio-kiosk-backup-*.zip");
    press("item:2"); /* again: the backup is 1 */
    folder_shell("test $(ls media/CLINIC/physio-kiosk-backup-*.zip | wc -l) = 2; "
                 "rm -r state/packs/own");
    assert_true(edit_is_shown(f));
    assert_false(has_routine("own-week-2"));
    press("item:1"); /* the backup */
    find_words("Week 2");
    press("install");
    expect_words("Restored");
    assert_true(edit_is_shown(f));
    assert_true(has_routine("own-week-2"));
    press("undo");
    assert_true(edit_is_shown(f));
    assert_false(has_routine("own-week-2"));
}

/* Of two kiosks: "first" has two routines, "second" one. */
static void test_a_backup_says_of_which_kiosk_it_is(void **state)
{
    (void)state;
    static const char account[] = "{\"format\": 1, \"date\": \"2025-12-03\", \"time\": \"%s\", "
                                  "\"kiosk\": \"%s\", \"routines\": %d}";
    static const char *const made[][2] = {{"09:41", "Park Street"}, {"17:05", "River House"}};
    folder_shell("rm -r media/CLINIC/*; mkdir zip");
    for (int i = 0; i < 2; i++) {
        char text[200];
        snprintf(text, sizeof text, account, made[i][0], made[i][1], 2 - i);
        folder_write("zip/backup.json", text);
        folder_shell(
            "cd zip; python3 -m zipfile -c ../media/CLINIC/physio-kiosk-backup-2025-12-03%s.zip "
            "backup.json",
            i ? "-2" : "");
    }
    folder_shell("echo no zip >media/CLINIC/physio-kiosk-backup-2025-12-04.zip; "
                 "touch -d '2025-12-02 8:00' media/CLINIC/*");
    unlock();
    plug_in();
    find_words("Backup, 3 Dec, 9:41");
    find_words("Park Street\u00A0\u00B7 2 own routines");
    find_words("Backup, 3 Dec, 17:05");
    find_words("River House\u00A0\u00B7 1 own routine");
    find_words("Backup, 2 Dec, 8:00"); /* which cannot be read */
}

static void plug_in_read_only(void)
{
    tell_mount(folder_path("media/CLINIC"), "ro");
    follow();
}

static void test_a_stick_that_cannot_be_written_to_says_so_where_one_would_write(void **state)
{
    (void)state;
    unlock();
    plug_in_read_only();
    assert_true(edit_app(f)->staff.stick.stick.read_only);
    expect_words("Back up to the stick");
    expect_words("This stick cannot be written to.");
    assert_true(harness_has(&f->h, "item:0")); /* the pack can be installed */
    assert_false(harness_has(&f->h, "item:1"));
    harness_press(&f->h, "staff-home");
    press("tile:usage");
    find_words("This stick cannot be written to.");
    assert_false(harness_has(&f->h, "save"));
}

static void test_a_message_that_cannot_be_written_says_so(void **state)
{
    (void)state;
    folder_shell("sed -i 's/\"hold_s\": 30, /\"hold_s\": 90, /' "
                 "media/CLINIC/clinic/exercises/knee-to-chest.json");
    unlock();
    plug_in_read_only();
    open_first();
    expect_words("This pack cannot be installed yet");
    assert_false(harness_has(&f->h, "message"));
    find_words("This stick cannot be written to.");
}

/* The appliance mounts sticks to be read, and has a carrier that writes. */
static void test_a_stick_with_a_carrier_can_be_written_to(void **state)
{
    (void)state;
    struct config *config = &f->h.assembly.config;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int listens = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(config->content.stick_dirs.paths[0], sizeof config->content.stick_dirs.paths[0],
             "/media");
    snprintf(address.sun_path, sizeof address.sun_path, "%s", folder_path("socket"));
    assert_int_equal(bind(listens, (struct sockaddr *)&address, sizeof address), 0);
    tell_mount(WIRE_MOUNTS "/sdz9", "ro");
    follow();
    assert_true(edit_app(f)->sticks.list[0].read_only);
    setenv(WIRE_SOCKET, address.sun_path, 1);
    follow();
    assert_false(edit_app(f)->sticks.list[0].read_only);
    unsetenv(WIRE_SOCKET);
    close(listens);
}

static int chosen_kind(void)
{
    return (int)stick_chosen(&edit_app(f)->staff.stick).kind;
}

static void test_a_stick_with_a_backup_may_be_taken_out(void **state)
{
    (void)state;
    folder_shell("rm -r media/CLINIC/*");
    unlock();
    plug_in(); /* there is only the backup to be made, and what is installed */
    assert_int_equal(chosen_kind(), STICK_ITEM_INSTALLED);
    press("item:0");
    expect_words("You can take it out.");
    assert_int_equal(chosen_kind(), STICK_ITEM_BACKUP);
    pull_out();
    expect_words("The stick is out. The backup on it is whole.");
}

static void test_a_restore_is_taken_back_later(void **state)
{
    (void)state;
    save_routine("Week 2");
    assert_true(edit_is_shown(f));
    unlock();
    plug_in();
    press("item:1"); /* backed up */
    folder_shell("rm -r state/packs/own");
    assert_true(edit_is_shown(f));
    press("item:1");
    press("install");
    assert_true(edit_is_shown(f));
    pull_out();
    harness_press(&f->h, "staff-lock");
    unlock();
    press("tile:stick");
    expect_words("Before the last restore"); /* on the tile */
    press("item:0");                         /* what is installed */
    find_words("Before the last restore");
    press("before");
    expect_words("Undone.");
    assert_true(edit_is_shown(f));
    assert_false(has_routine("own-week-2"));
    press("before"); /* and forth again */
    assert_true(edit_is_shown(f));
    assert_true(has_routine("own-week-2"));
}

static void test_a_restore_says_which_settings_it_changes(void **state)
{
    (void)state;
    unlock();
    folder_write("state/settings.json", "{\"sound\": {\"volume\": 35}, \"brightness\": 0.8}");
    plug_in();
    press("item:1"); /* backed up */
    press("item:1"); /* the backup */
    expect_words("All of this backup is on the kiosk already.");
    assert_false(harness_has(&f->h, "install")); /* there is nothing to restore */
    assert_false(harness_shows(&f->h, "until you restore"));
    folder_write("state/settings.json", "{\"sound\": {\"volume\": 60}}");
    press("close");
    press("item:1");
    find_words("Settings that change: 2");
    expect_words("Nothing changes until you restore.");
    expect_words("Loudness, Brightness");
}

static void write_own(const char *head)
{
    folder_shell("mkdir -p state/packs/own/lang");
    folder_write("state/packs/own/pack.json", head);
    folder_write("state/packs/own/lang/es.json", "{}");
}

#define OWN_HEAD                                                                                   \
    "{\"id\": \"own\", \"name\": \"Ours\", \"version\": \"1\", \"format\": 1, "                    \
    "\"languages\": [\"en\", \"es\"]"

static void test_a_restore_says_what_changes_of_all_routines_and_names_languages(void **state)
{
    (void)state;
    write_own(OWN_HEAD ", \"order\": {\"routines\": [\"on-your-feet\"]}, \"demo\": {\"" EDIT_ROUTINE
                       "\": false}}");
    edit_is_shown(f);
    unlock();
    plug_in();
    press("item:1");
    write_own(OWN_HEAD "}");
    folder_shell("rm -r state/packs/own/lang");
    edit_is_shown(f);
    press("item:1");
    find_words("Order of the routines");
    find_words("Routines in the demo");
    find_words("Español");
    assert_false(harness_shows(&f->h, "to know")); /* about languages it is not in */
}

static void test_mistakes_are_told_before_a_backup_that_is_made_all_the_same(void **state)
{
    (void)state;
    save_routine("Week 2");
    folder_shell("sed -i 's/\"cobra\"/\"cobra\", \"dose\": {\"hold_s\": 900}/' "
                 "state/packs/own/routines/own-week-2.json");
    edit_is_shown(f);
    sticks_close(sticks);
    edit_close(f);
    edit_open(f);
    sticks = sticks_open(&f->h.assembly.config, folder_path("mounts"), NULL);
    follow();
    unlock();
    plug_in();
    find_words("1 mistake in it. It can be restored all the same.");
    press("item:1");
    expect_words("What has one is not shown until it is mended.");
    folder_shell("test -s media/CLINIC/physio-kiosk-backup-*.zip");
}

/* What was seen of the backup is restored, whatever becomes of the stick; and no copy stays. */
static void test_a_backup_is_restored_though_the_stick_goes(void **state)
{
    (void)state;
    save_routine("Week 2");
    assert_true(edit_is_shown(f));
    unlock();
    plug_in();
    press("item:1");
    folder_shell("rm -r state/packs/own");
    assert_true(edit_is_shown(f));
    press("item:1");
    find_words("Week 2");
    folder_shell("test -s state/looked-at.zip; rm -r media/CLINIC"); /* the kernel is slower */
    press("install");
    expect_words("Restored");
    assert_true(edit_is_shown(f));
    assert_true(has_routine("own-week-2"));
    harness_press(&f->h, "staff-lock");
    folder_shell("! ls state/looked-at.zip state/restor*.zip");
}

static void test_what_is_written_is_not_left_for_a_stick(void **state)
{
    (void)state;
    unlock();
    app_open_panel(edit_app(f), SCREEN_STAFF_KEYBOARD);
    harness_settle(&f->h);
    plug_in();
    harness_expect(&f->h, "staff-keyboard");
}

static void test_whoever_is_at_work_is_led_to_a_stick_by_the_header(void **state)
{
    (void)state;
    unlock();
    app_go(edit_app(f), SCREEN_STAFF_BUILDER);
    harness_settle(&f->h);
    plug_in();
    harness_expect(&f->h, "staff-builder");
    assert_true(harness_has(&f->h, "stick:came"));
    pull_out();
    assert_false(harness_has(&f->h, "stick:came"));
    folder_shell("mkdir -p media/CLINIC; cp -r content/sample-clinic media/CLINIC/clinic");
    plug_in();
    harness_press(&f->h, "stick:came");
    harness_expect(&f->h, "staff-stick");
    app_go(edit_app(f), SCREEN_STAFF_BUILDER);
    harness_settle(&f->h);
    assert_false(harness_has(&f->h, "stick:came")); /* it has been looked at */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_pack_is_installed_and_undone_by_taps),
        TEST(test_a_stick_brings_up_the_pad_and_then_itself),
        TEST(test_a_stick_that_was_there_at_the_start_disturbs_nobody),
        TEST(test_a_stick_that_is_pulled_out_is_said_and_nothing_changes),
        TEST(test_a_stick_that_cannot_be_read_any_more_is_said_once),
        TEST(test_a_stick_that_comes_after_an_install_is_shown),
        TEST(test_mistakes_are_told_and_written_beside_the_pack),
        TEST(test_a_pack_for_a_newer_kiosk_is_told_so),
        TEST(test_what_a_pack_says_is_not_what_the_system_says),
        TEST(test_what_a_pack_would_bring_is_looked_at_before),
        TEST(test_a_preview_changes_its_language),
        TEST(test_the_lock_ends_a_preview),
        TEST(test_content_goes_back_from_the_list_of_packs),
        TEST(test_what_staff_made_goes_onto_the_stick_and_comes_back),
        TEST(test_a_backup_says_of_which_kiosk_it_is),
        TEST(test_a_stick_that_cannot_be_written_to_says_so_where_one_would_write),
        TEST(test_a_message_that_cannot_be_written_says_so),
        TEST(test_a_stick_with_a_carrier_can_be_written_to),
        TEST(test_a_stick_with_a_backup_may_be_taken_out),
        TEST(test_a_restore_is_taken_back_later),
        TEST(test_a_restore_says_which_settings_it_changes),
        TEST(test_a_restore_says_what_changes_of_all_routines_and_names_languages),
        TEST(test_mistakes_are_told_before_a_backup_that_is_made_all_the_same),
        TEST(test_a_backup_is_restored_though_the_stick_goes),
        TEST(test_what_is_written_is_not_left_for_a_stick),
        TEST(test_whoever_is_at_work_is_led_to_a_stick_by_the_header),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
