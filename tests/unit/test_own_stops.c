// links: clinic content figure packs store json base folder
/* What staff have made is as it was or as it is to be, whatever stops them. */
#include "clinic/half_written.h"
#include "clinic/photo_draft.h"
#include "clinic/pin.h"
#include "clinic/settings_file.h"
#include "test_stops_fixture.h"

static bool change_draft(void)
{
    draft_set_note(&draft, 0, "en", "with a pillow");
    return !draft.unkept;
}

/* Of what has no faults of its own. */
static bool tell(bool done)
{
    if (!done)
        fault_add(&faults, FAULT_ERROR, "it", 0, 0, "$", "is told on the screen");
    return done;
}

static bool choose_pin(void)
{
    struct pin pin = {0};
    return tell(pin_choose(&pin, "271828"));
}

static bool change_setting(void)
{
    struct config site;
    char why[200];
    config_default(&site);
    const struct settings_wish wish = {config_key_find("brightness"), "0.5"};
    return tell(settings_file_change(&site, &wish, 1, why, sizeof why) == SETTINGS_DONE);
}

static bool write_half(void)
{
    struct half_written half = {0};
    return tell(half_written_keep(&half, "write:name", "Park Str"));
}

/* ---- photos ---- */

/* Both of the stick, as a look finds them. */
static struct photo_choice chosen_photos(void)
{
    struct photo_task *look = photo_task_new(PHOTO_LOOK, &place, folder_path("stick"), NULL);
    struct photo_choice choice = {.count = 2};
    photo_task_run(look);
    assert_int_equal(look->pictures.count, 2);
    for (int i = 0; i < choice.count; i++)
        choice.items[i] = look->refs[i];
    photo_task_free(look);
    return choice;
}

static bool run_photos(enum photo_task_kind kind, int count)
{
    struct photo_task *task = photo_task_new(kind, &place, folder_path("stick"), NULL);
    struct photo_choice choice = chosen_photos();
    choice.count = count;
    photo_task_choose(task, &choice);
    photo_task_describe(task, &(struct photo_exercise){.name = "Heel raise",
                                                       .what = "",
                                                       .language = "es",
                                                       .dose = {.sets = 1, .reps = 3}});
    photo_task_run(task);
    bool done = kind == PHOTO_TAKE ? task->unkept_why == 0 : task->end == PHOTO_DONE;
    photo_task_free(task);
    return tell(done);
}

static bool make_exercise(void)
{
    return run_photos(PHOTO_EXERCISE, 2);
}

static bool make_logo(void)
{
    return run_photos(PHOTO_LOGO, 1);
}

static bool take_copies(void)
{
    return run_photos(PHOTO_TAKE, 1);
}

static bool keep_photo_draft(void)
{
    struct photo_draft photos = {.photos = chosen_photos(), .begun = true, .name = "Heel raise"};
    photo_draft_keep(&photos);
    return tell(photos.unkept_why == 0);
}

static void expect_old_or_new(bool (*work)(void), const char *what)
{
    folder_again("before", "state");
    assert_int_equal(run_stopped(1000000, work), 0);
    folder_again("after", "state");
    folder_again("state", "before");
    assert_false(folder_same("before", "after"));
    int olds = 0, news = 0, result = DEAD;
    for (long n = 0; result != 0; n += stride) {
        result = run_stopped(n, work);
        assert_true(result != 2); /* never without a word */
        bool good = result == 0 || result == 3, new = is_new(what, good);
        if (result == 1) /* what is told to have failed has not been done */
            assert_false(new);
        olds += !new;
        news += new;
        struct own_pack *own = own_open(&place, &faults); /* puts right what is left */
        assert_non_null(own);
        own_close(own);
        assert_true(is_new(what, good) == new);
        expect_none("state/packs/.staging");
        expect_none("state/packs/.next-own");
        folder_again("state", "before");
        assert_true(n < 1000);
    }
    assert_true(olds > 0 && news > 0);
}

/* Of a photo: whole, or it is not there. */
static void expect_copy(void)
{
    folder_again("before-copy", "state");
    int olds = 0, news = 0, result = DEAD;
    for (long n = 0; result != 0; n += stride) {
        result = run_stopped(n, take_copies);
        assert_true(result != 2);
        folder_shell(
            "ls state/photo-draft 2>/dev/null | grep -v '[.]' >names || :; for p in $(cat names); "
            "do cmp -s state/photo-draft/$p stick/a.png || cmp state/photo-draft/$p "
            "stick/b.png; done; test $(wc -l <names) -le 1");
        struct stat copy;
        bool new = stat(folder_path("names"), &copy) == 0 && copy.st_size > 0;
        assert_true(new || (result != 0 && result != 3));
        olds += !new;
        news += new;
        folder_again("state", "before-copy");
    }
    assert_true(olds > 0 && news > 0);
}

static bool is_pin(const char *digits)
{
    struct pin pin;
    pin_load(&pin, 0);
    return pin_try(&pin, digits, 0);
}

/* Each hash is another one: it is old, or fits. */
static void expect_pin(void)
{
    struct pin pin = {0};
    assert_true(pin_choose(&pin, "314159"));
    folder_again("before", "state");
    int olds = 0, news = 0, result = DEAD;
    for (long n = 0; result != 0; n += stride) {
        result = run_stopped(n, choose_pin);
        assert_true(result != 2);
        bool old = folder_same("before/pin", "state/pin");
        assert_true(old || is_pin("271828"));
        assert_false(old && (result == 0 || result == 3));
        assert_false(!old && result == 1);
        olds += old;
        news += !old;
        folder_again("state", "before");
    }
    assert_true(olds > 0 && news > 0);
}

static void expect_all(void)
{
    halves = true;
    build("One");
    expect_old_or_new(save, "packs/own");
    assert_true(save());
    build("Two");
    expect_old_or_new(save, "packs/own");
    assert_true(save());
    draft_set_name(&draft, "ru", "Неделя");
    draft_remove(&draft, 0);
    expect_old_or_new(save, "packs/own");
    expect_old_or_new(delete_it, "packs/own");
    expect_old_or_new(change_draft, "draft.json");
    expect_old_or_new(keep_photo_draft, "photo-draft.json");
    expect_old_or_new(write_half, "half-written");
    assert_true(settings_file_put("{\"less_motion\": true}\n"));
    expect_old_or_new(change_setting, "settings.json");
    halves = false; /* a photo has many bytes */
    expect_old_or_new(make_exercise, "packs/own");
    expect_old_or_new(make_logo, "packs/own");
    expect_copy();
    expect_pin();
}

KILLED_FULL_AND_DEAD(expect_all)
