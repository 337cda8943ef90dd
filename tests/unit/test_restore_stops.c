// links: clinic content figure packs store json base folder
/* A restore, stopped: the pack and the settings are of one moment. */
#include "clinic/backup.h"
#include "clinic/settings_file.h"
#include "test_stops_fixture.h"

static struct backup_place whole_place(void)
{
    static const char *const dirs[] = {SHARE_DIR "/content"};
    return (struct backup_place){
        .own = place, .content_dirs = dirs, .content_dir_count = 1, .now = 1764747660};
}

static bool restore_backup(void)
{
    struct backup_place whole = whole_place();
    return backup_restore(&whole, folder_path("backup.zip"), &faults) == BACKUP_DONE;
}

/* Whatever the next start finds, the pack and the settings are of one moment. */
static void expect_restore(void)
{
    folder_again("before", "state");
    assert_int_equal(run_stopped(1000000, restore_backup), 0);
    folder_again("after", "state");
    folder_again("state", "before");
    assert_false(folder_same("before/packs", "after/packs"));
    assert_false(folder_same("before/settings.json", "after/settings.json"));
    int olds = 0, news = 0, result = DEAD;
    for (long n = 0; result != 0; n += stride) {
        struct backup_place whole = whole_place();
        result = run_stopped(n, restore_backup);
        assert_true(result != 2);
        backup_finish(&whole);
        bool good = result == 0 || result == 3, new = is_new("packs/own", good);
        assert_true(is_new("settings.json", good) == new);
        if (result == 1 && !dies) /* what a dead disk kept of it, the next start ends */
            assert_false(new);
        olds += !new;
        news += new;
        folder_shell("test -z \"$(ls state | grep zip | grep -v ^before-restore.zip)\"");
        expect_none("state/packs/.staging");
        folder_again("state", "before");
        assert_true(n < 10000);
    }
    assert_true(olds > 0 && news > 0);
}

static void expect_all(void)
{
    struct backup_place whole = whole_place();
    build("One");
    assert_true(save());
    build("Two");
    assert_true(save());
    assert_true(settings_file_put("{\"brightness\": 0.5}\n"));
    assert_int_equal(backup_write(&whole, folder_path("backup.zip"), &faults), BACKUP_DONE);
    assert_true(delete_it() && settings_file_put("{\"less_motion\": true}\n"));
    expect_restore();
    print_message("stopped %ld times\n", runs);
}

KILLED_FULL_AND_DEAD(expect_all)
