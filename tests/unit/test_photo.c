// links: cli photo folder
/* Photos of a stick in the own pack: an exercise, and the clinic's sign. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "cli/shrink.h"
#include "clinic/photo_draft.h"
#include "clinic/photo_internal.h"
#include "folder.h"
#include "photo.h"
#include "store/kept.h"

static char packs[512], kept[512];
static struct own_place place;
static struct fault_list faults;
static struct photo_task *task;

static int setup(void **state)
{
    (void)state;
    log_set_level(LOG_LEVEL_ERROR);
    if (folder_make() != 0)
        return -1;
    snprintf(packs, sizeof packs, "%s", folder_path("packs"));
    place = (struct own_place){.packs_dir = packs, .name = "Park Street", .language = "en"};
    folder_shell("mkdir -p stick/holiday state");
    snprintf(kept, sizeof kept, "%s", folder_path("state"));
    kept_in(kept);
    photo_write(folder_path("stick/a.jpg"),
                &(struct photo){.width = 400, .height = 300, .orientation = 6});
    photo_write(folder_path("stick/holiday/b.JPG"), &(struct photo){.width = 3000, .height = 200});
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    if (task)
        photo_task_free(task);
    task = NULL;
    fault_list_free(&faults);
    kept_in(NULL);
    return folder_remove();
}

static void begin(enum photo_task_kind kind)
{
    if (task)
        photo_task_free(task);
    task = photo_task_new(kind, &place, folder_path("stick"), shrink_photo);
}

/* As the stick has them now. */
static void choose(const char *first, const char *second)
{
    const char *names[] = {first, second};
    struct photo_choice choice = {.count = second ? 2 : 1};
    for (int i = 0; i < choice.count; i++) {
        char path[512];
        struct stat at = {0};
        snprintf(path, sizeof path, "stick/%s", names[i]);
        stat(folder_path(path), &at);
        snprintf(choice.items[i].name, sizeof choice.items[i].name, "%s", names[i]);
        choice.items[i].key = photo_key(names[i], &at);
    }
    photo_task_choose(task, &choice);
}

static void make_exercise(const char *name, const char *what, const char *language)
{
    begin(PHOTO_EXERCISE);
    choose("a.jpg", "holiday/b.JPG");
    photo_task_describe(task,
                        &(struct photo_exercise){.name = name,
                                                 .what = what,
                                                 .language = language,
                                                 .position = POSITION_STANDING,
                                                 .sides = SIDES_EACH,
                                                 .dose = {.sets = 1, .reps = 3, .hold_s = 20}});
    photo_task_run(task);
}

static struct content *load(void)
{
    const char *const dirs[] = {SHARE_DIR "/content", folder_path("packs/own")};
    fault_list_free(&faults);
    faults = (struct fault_list){0};
    return content_load(dirs, 2, &faults);
}

static void test_photos_of_the_stick_are_found_upright(void **state)
{
    (void)state;
    folder_write("stick/broken.jpg", "no picture");
    begin(PHOTO_LOOK);
    photo_task_run(task);
    assert_false(task->gone);
    assert_int_equal(task->pictures.count, 2);
    assert_int_equal(task->unusable, 1);
    for (size_t i = 0; i < 2; i++) {
        const struct picture *picture = &task->pictures.items[i];
        bool a = strcmp(picture->name, "a.jpg") == 0;
        assert_int_equal(picture->width, a ? 300 : 3000);
        assert_int_equal(picture->height, a ? 400 : 200);
    }
}

static void test_an_exercise_is_made_of_photos(void **state)
{
    (void)state;
    make_exercise("Heel raise", "Stand up on your toes.", "en");
    assert_int_equal(task->end, PHOTO_DONE);
    struct content *content = load();
    const struct exercise *exercise = content_exercise(content, "own-heel-raise");
    assert_non_null(exercise);
    assert_int_equal(faults.errors, 0);
    assert_string_equal(exercise->name, "Heel raise");
    assert_string_equal(exercise_instruction(exercise, ROLE_MOVE), "Stand up on your toes.");
    assert_int_equal(exercise->position, POSITION_STANDING);
    assert_int_equal(exercise->sides, SIDES_EACH);
    assert_int_equal(exercise->dose.hold_s, 20);
    assert_int_equal(exercise->dose.reps, 3);
    assert_int_equal(exercise->pictures.count, 2);
    assert_int_equal(exercise->pictures.items[0].width, 300);
    assert_int_equal(exercise->pictures.items[1].width, 2560);
    content_free(content);
    folder_shell("! grep -rq '" PHOTO_PLACE "' packs/own; grep -q '" PHOTO_PLACE "' stick/a.jpg");
}

static void test_each_way_of_counting_can_be_had(void **state)
{
    (void)state;
    static const struct dose doses[] = {{.sets = 2, .reps = 10},
                                        {.sets = 1, .reps = 1, .duration_s = 60},
                                        {.sets = 1, .reps = 1, .breaths = 5}};
    for (size_t i = 0; i < sizeof doses / sizeof *doses; i++) {
        begin(PHOTO_EXERCISE);
        choose("a.jpg", NULL);
        photo_task_describe(task,
                            &(struct photo_exercise){
                                .name = "Walk", .what = "", .language = "en", .dose = doses[i]});
        photo_task_run(task);
        assert_int_equal(task->end, PHOTO_DONE);
    }
    struct content *content = load();
    assert_int_equal(faults.errors, 0);
    assert_int_equal(dose_kind(&content_exercise(content, "own-walk")->dose), DOSE_OWN_PACE);
    assert_int_equal(content_exercise(content, "own-walk-2")->dose.duration_s, 60);
    assert_int_equal(content_exercise(content, "own-walk-3")->dose.breaths, 5);
    content_free(content);
}

static void test_a_name_of_another_language_is_in_that_ones_file_too(void **state)
{
    (void)state;
    make_exercise("Подъём", "Встаньте на носки.", "ru");
    assert_int_equal(task->end, PHOTO_DONE);
    struct content *content = load();
    assert_int_equal(faults.errors, 0);
    assert_non_null(content_exercise(content, "own-exercise"));
    content_free(content);
    folder_shell("grep -q Подъём packs/own/exercises/own-exercise.json packs/own/lang/ru.json");
}

static void test_it_is_undone(void **state)
{
    (void)state;
    make_exercise("Heel raise", "", "en");
    folder_shell("rm -rf before; cp -r packs/own before");
    make_exercise("Toe raise", "", "en");
    assert_true(own_take_back(&place, &task->undo, &faults));
    folder_shell("diff -r before packs/own");
}

static void test_one_photo_is_the_sign_of_the_clinic(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        folder_shell("cp '%s' stick/a.jpg", i == 0 ? SHARE_DIR
                                                "/content/sample-clinic/images/logo.png"
                                                   : folder_path("stick/holiday/b.JPG"));
        begin(PHOTO_LOGO);
        choose("a.jpg", NULL);
        photo_task_run(task);
        assert_int_equal(task->end, PHOTO_DONE);
        struct content *content = load();
        assert_int_equal(faults.errors, 0);
        assert_int_equal(content->logo.count, 1);
        assert_string_equal(content->logo_alt, "Park Street");
        content_free(content);
    }
    folder_shell("test \"$(ls packs/own/images)\" = own-logo.jpg");
}

static void test_what_cannot_be_used_changes_nothing(void **state)
{
    (void)state;
    folder_write("stick/holiday/b.JPG", "no picture");
    make_exercise("Heel raise", "", "en");
    assert_int_equal(task->end, PHOTO_UNUSABLE);
    assert_string_equal(task->spoilt, "holiday/b.JPG");
    folder_shell("rm stick/holiday/b.JPG; test ! -e packs/own");
    make_exercise("Heel raise", "", "en");
    assert_int_equal(task->end, PHOTO_GONE);
    folder_shell("test ! -e packs/own; rm -r stick");
    begin(PHOTO_LOOK);
    photo_task_run(task);
    assert_true(task->gone);
}

static void take(const char *stick)
{
    struct photo_choice chosen = task->chosen;
    photo_task_free(task);
    task = photo_task_new(PHOTO_TAKE, &place, stick, shrink_photo);
    photo_task_choose(task, &chosen);
    photo_task_run(task);
}

static void test_a_draft_comes_back_with_its_photos_and_no_stick(void **state)
{
    (void)state;
    begin(PHOTO_TAKE);
    choose("a.jpg", "holiday/b.JPG");
    take(folder_path("stick"));
    struct photo_draft draft = {.photos = task->chosen,
                                .begun = true,
                                .name = "Heel raise",
                                .what = "Slowly.",
                                .position = POSITION_CHAIR,
                                .each_side = true,
                                .dose = {.sets = 2, .reps = 7}};
    photo_draft_keep(&draft);
    assert_int_equal(draft.unkept_why, 0);
    folder_shell("mv stick away; test $(ls state/photo-draft | wc -l) = 2");
    struct photo_draft back;
    assert_true(photo_draft_read(&back));
    assert_memory_equal(&back, &draft, sizeof back);
    task->chosen = back.photos;
    take("");
    assert_int_equal(task->pictures.count, 2);
    assert_int_equal(task->each[0].count, 1);
    assert_int_equal(task->pictures.items[0].width, 300);
    begin(PHOTO_EXERCISE);
    photo_task_choose(task, &back.photos);
    photo_task_describe(task, &(struct photo_exercise){.name = back.name,
                                                       .what = back.what,
                                                       .language = "en",
                                                       .position = back.position,
                                                       .dose = back.dose});
    photo_task_run(task);
    assert_int_equal(task->end, PHOTO_DONE);
    photo_draft_forget(&back);
    folder_shell("test -z \"$(ls state)\"");
    assert_false(photo_draft_read(&back));
}

static void test_another_photo_of_the_same_name_is_not_taken(void **state)
{
    (void)state;
    begin(PHOTO_TAKE);
    choose("a.jpg", "holiday/b.JPG");
    folder_shell("rm stick/a.jpg; cp stick/holiday/b.JPG stick/a.jpg");
    take(folder_path("stick"));
    assert_int_equal(task->each[0].count, 0);
    assert_int_equal(task->each[1].count, 1);
}

static void test_copies_of_photos_no_longer_chosen_are_removed(void **state)
{
    (void)state;
    begin(PHOTO_TAKE);
    choose("a.jpg", "holiday/b.JPG");
    take(folder_path("stick"));
    task->chosen.count = 1;
    take("");
    folder_shell("test $(ls state/photo-draft | wc -l) = 1");
    assert_int_equal(task->each[0].count, 1);
}

static void test_a_full_disk_is_told_and_the_stick_still_serves(void **state)
{
    (void)state;
    folder_write("state/photo-draft", "in the way");
    begin(PHOTO_TAKE);
    choose("a.jpg", "holiday/b.JPG");
    take(folder_path("stick"));
    assert_int_not_equal(task->unkept_why, 0);
    make_exercise("Heel raise", "", "en");
    assert_int_equal(task->end, PHOTO_DONE);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_photos_of_the_stick_are_found_upright),
        TEST(test_an_exercise_is_made_of_photos),
        TEST(test_each_way_of_counting_can_be_had),
        TEST(test_a_name_of_another_language_is_in_that_ones_file_too),
        TEST(test_it_is_undone),
        TEST(test_one_photo_is_the_sign_of_the_clinic),
        TEST(test_what_cannot_be_used_changes_nothing),
        TEST(test_a_draft_comes_back_with_its_photos_and_no_stick),
        TEST(test_another_photo_of_the_same_name_is_not_taken),
        TEST(test_copies_of_photos_no_longer_chosen_are_removed),
        TEST(test_a_full_disk_is_told_and_the_stick_still_serves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
