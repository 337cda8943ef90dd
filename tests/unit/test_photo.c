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
#include "clinic/photo.h"
#include "folder.h"
#include "photo.h"

static char packs[512];
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
    folder_shell("mkdir -p stick/holiday");
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
    return folder_remove();
}

static void begin(enum photo_task_kind kind)
{
    if (task)
        photo_task_free(task);
    task = photo_task_new(kind, &place, folder_path("stick"), shrink_photo);
}

static void make_exercise(const char *name, const char *what, const char *language)
{
    begin(PHOTO_EXERCISE);
    photo_task_choose(task, "a.jpg");
    photo_task_choose(task, "holiday/b.JPG");
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
        photo_task_choose(task, "a.jpg");
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
        photo_task_choose(task, "a.jpg");
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
