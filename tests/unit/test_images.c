// links: content figure json base folder
/* Pictures of packs as content knows them: which are shown, in which words, and that another file
 * under the same name is another picture. Faults of the files are cases of tests/bad_content. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/content.h"
#include "folder.h"

#define IMAGES SOURCE_DIR "/tests/bad_content/images"

static const char exercise[] =
    "{\"id\": \"heel\", \"name\": \"Heel raise\", \"position\": \"standing\","
    " \"dose\": {\"hold_s\": 5}, \"steps\": [{\"role\": \"move\", \"text\": \"Rise.\"}],"
    " \"images\": [{\"file\": \"images/one.jpg\", \"alt\": \"Flat\"},"
    " {\"file\": \"images/gone.jpg\", \"alt\": \"Nowhere\"},"
    " {\"file\": \"images/two.png\", \"alt\": \"On the toes\"}]}";

/* Packs a and b; a holds an exercise with two pictures and a third that is missing. */
static int make_packs(void **state)
{
    (void)state;
    if (folder_make() != 0)
        return -1;
    folder_shell("mkdir -p a/exercises a/routines a/images a/lang b/images");
    folder_shell(
        "cp '" IMAGES "/good.jpg' a/images/one.jpg; cp '" IMAGES "/good.png' a/images/two.png;"
        "cp '" IMAGES "/good.webp' a/images/sign.webp; cp '" IMAGES "/good.png' b/images/sign.png");
    folder_write("a/exercises/heel.json", exercise);
    folder_write("a/routines/feet.json",
                 "{\"id\": \"feet\", \"name\": \"Feet\", \"body_regions\": [\"arms\"],"
                 " \"steps\": [{\"exercise\": \"heel\"}]}");
    folder_write("a/lang/es.json",
                 "{\"exercises\": {\"heel\": {\"name\": \"Talones\", \"steps\":"
                 " [\"Suba.\"], \"images\": [\"Plano\", \"-\", \"De puntillas\"]}},"
                 " \"routines\": {\"feet\": {\"name\": \"Pies\"}}}");
    folder_write("a/pack.json",
                 "{\"id\": \"a\", \"name\": \"A\", \"version\": \"1\", \"format\": 1,"
                 " \"languages\": [\"en\", \"es\"],"
                 " \"logo\": {\"file\": \"images/sign.webp\", \"alt\": \"A\"}}");
    folder_write("b/pack.json",
                 "{\"id\": \"b\", \"name\": \"B\", \"version\": \"1\", \"format\": 1,"
                 " \"languages\": [\"en\", \"es\"],"
                 " \"logo\": {\"file\": \"images/sign.png\", \"alt\": \"B\"}}");
    return 0;
}

static int remove_packs(void **state)
{
    (void)state;
    return folder_remove();
}

static struct content *load(size_t packs, size_t errors)
{
    struct fault_list faults = {0};
    struct content *content =
        content_load((const char *const[]){folder_path("a"), folder_path("b")}, packs, &faults);
    assert_non_null(content);
    assert_int_equal(faults.errors, errors);
    for (const struct fault *f = faults.first; f; f = f->next)
        assert_int_equal(f->spares_item, f->severity == FAULT_ERROR);
    fault_list_free(&faults);
    return content;
}

static void test_what_is_shown(void **state)
{
    (void)state;
    struct content *content = load(1, 1);
    const struct exercise *heel = content_exercise(content, "heel");
    assert_true(exercise_illustrated(heel));
    assert_int_equal(heel->pictures.count, 2);
    assert_string_equal(heel->pictures.items[0].name, "images/one.jpg");
    assert_string_equal(heel->pictures.items[1].name, "images/two.png");
    assert_int_equal(heel->pictures.items[1].width, 24);
    assert_int_equal(heel->pictures.items[1].height, 16);
    assert_string_equal(exercise_alt(heel, 0), "Flat");
    assert_string_equal(exercise_alt(heel, 1), "On the toes");
    const struct exercise *talones = content_exercise(content_in(content, "es"), "heel");
    assert_string_equal(exercise_alt(talones, 1), "De puntillas");
    assert_ptr_equal(talones->pictures.items, heel->pictures.items);
    content_free(content);
}

/* The words of all images are translated, or those of none. */
static void test_translation_is_as_long(void **state)
{
    (void)state;
    folder_shell("sed -i 's/\"-\", //' a/lang/es.json");
    struct fault_list faults = {0};
    struct content *content = content_load((const char *const[]){folder_path("a")}, 1, &faults);
    assert_int_equal(faults.errors, 2);
    assert_string_equal(faults.last->message,
                        "holds 2, but the item itself has 3; exactly 3 are needed");
    const struct exercise *talones = content_exercise(content_in(content, "es"), "heel");
    assert_string_equal(talones->name, "Talones");
    assert_string_equal(exercise_alt(talones, 1), "On the toes");
    content_free(content);
    fault_list_free(&faults);
}

/* As wide and high as it is shown, whatever way it is stored. */
static void test_turned(void **state)
{
    (void)state;
    folder_shell("cp '" IMAGES "/turned.jpg' a/images/one.jpg; cp '" IMAGES
                 "/turned.webp' a/images/sign.webp");
    struct content *content = load(1, 1);
    const struct picture *one = content_exercise(content, "heel")->pictures.items;
    assert_int_equal(one->width, 16);
    assert_int_equal(one->height, 24);
    assert_int_equal(content->logo.items[0].width, 16);
    assert_int_equal(content->logo.items[0].height, 24);
    content_free(content);
}

static uint64_t key_now(void)
{
    struct content *content = load(1, 1);
    uint64_t key = content_exercise(content, "heel")->pictures.items[0].key;
    content_free(content);
    return key;
}

static void test_another_file_is_another_picture(void **state)
{
    (void)state;
    uint64_t first = key_now();
    assert_int_equal(key_now(), first);
    folder_shell("cp -p a/images/one.jpg a/images/.copy; mv a/images/.copy a/images/one.jpg");
    uint64_t renamed = key_now();
    assert_int_not_equal(renamed, first);
    folder_shell("printf more >>a/images/one.jpg");
    assert_int_not_equal(key_now(), renamed);
}

static void test_logo(void **state)
{
    (void)state;
    struct content *content = load(1, 1);
    assert_string_equal(content->logo_alt, "A");
    content_free(content);
    content = load(2, 1);
    assert_int_equal(content->logo.count, 1);
    assert_string_equal(content->logo_alt, "B");
    assert_string_equal(content->logo.items[0].name, "images/sign.png");
    assert_ptr_equal(content_in(content, "es")->logo.items, content->logo.items);
    content_free(content);
    folder_shell("rm b/images/sign.png");
    content = load(2, 2); /* one that is gone hides none */
    assert_string_equal(content->logo_alt, "A");
    content_free(content);
    folder_shell("sed -i 's/, .logo.: .*/}/' a/pack.json");
    content = load(1, 1);
    assert_int_equal(content->logo.count, 0);
    content_free(content);
}

/* Only where all that could name it is known. */
static void test_unused(void **state)
{
    (void)state;
    folder_shell("cp a/images/one.jpg a/images/gone.jpg; cp a/images/one.jpg a/images/spare.jpg;"
                 "touch a/images/.hidden a/images/Thumbs.db");
    struct fault_list faults = {0};
    content_free(content_load((const char *const[]){folder_path("a")}, 1, &faults));
    assert_int_equal(faults.errors, 0);
    assert_int_equal(faults.warnings, 1);
    assert_non_null(strstr(faults.first->file, "/a/images/spare.jpg"));
    fault_list_free(&faults);
    folder_write("a/exercises/other.json", "{");
    content_free(content_load((const char *const[]){folder_path("a")}, 1, &faults));
    assert_int_equal(faults.errors, 1);
    assert_int_equal(faults.warnings, 0);
    fault_list_free(&faults);
}

/* A file by itself has its pictures beside the folder exercises, or beside itself. */
/* One picture, named as in `json`, in a file called `file`; gives the faults as text. */
static void expect_named(const char *json, const char *file, const char *fault)
{
    folder_shell("rm -rf a/images; mkdir a/images; cp '" IMAGES "/good.jpg' \"$(printf '%s')\"",
                 file);
    char text[1024];
    snprintf(text, sizeof text,
             "{\"id\": \"heel\", \"name\": \"Heel\", \"position\": \"standing\", \"dose\":"
             " {\"hold_s\": 5}, \"steps\": [{\"role\": \"move\", \"text\": \"Rise.\"}],"
             " \"images\": [{\"file\": \"images/%s\", \"alt\": \"Flat\"}]}",
             json);
    folder_write("a/exercises/heel.json", text);
    folder_write("a/pack.json", "{\"id\": \"a\", \"name\": \"A\", \"version\": \"1\","
                                " \"format\": 1, \"languages\": [\"en\"]}");
    struct fault_list faults = {0};
    struct content *content = content_load((const char *[]){folder_path("a")}, 1, &faults);
    const struct exercise *heel = content_exercise(content, "heel");
    bool told = *fault == '\0';
    for (const struct fault *f = faults.first; f; f = f->next)
        told |= *fault && strstr(f->message, fault);
    if (!told || (heel->pictures.count == 1) != (*fault == '\0'))
        fail_msg("%s as %s: %s", json, file, faults.first ? faults.first->message : "no fault");
    if (*fault == '\0') { /* it can be opened under the name that the content gives */
        const struct picture *picture = &heel->pictures.items[0];
        folder_shell("test -f '%s/%s'", picture->folder, picture->name);
        assert_int_equal(faults.errors, 0);
        assert_false(faults.first && strstr(faults.first->message, "used nowhere"));
    }
    content_free(content);
    fault_list_free(&faults);
}

/* Latin, Vietnamese, Hangul, Arabic, Devanagari and kana: composed in one place and not in the
 * other, in both directions; and in JSON's own way of writing letters. */
static void test_letters_in_two_ways(void **state)
{
    (void)state;
    static const char *const forms[][2] = {
        {"\u00DCbung 1.jpg", "U\u0308bung 1.jpg"},
        {"\u1EADp.jpg", "a\u0323\u0302p.jpg"},
        {"\uC6B4\uB3D9.jpg", "\u110B\u116E\u11AB\u1103\u1169\u11BC.jpg"},
        {"\u0622\u0628.jpg", "\u0627\u0653\u0628.jpg"},
        {"\u0929.jpg", "\u0928\u093C.jpg"},
        {"\u304C.jpg", "\u304B\u3099.jpg"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        for (int way = 0; way < 2; way++) {
            char file[200];
            snprintf(file, sizeof file, "a/images/%s", forms[i][!way]);
            expect_named(forms[i][way], file, "");
        }
    }
    expect_named("\\u0055\\u0308bung.jpg", "a/images/\u00DCbung.jpg", "");
}

static void test_capitals_and_twins(void **state)
{
    (void)state;
    expect_named("Photo.JPG", "a/images/photo.jpg", "did you mean \"images/photo.jpg\"?");
    expect_named("\u00DCbung.jpg", "a/images/\u00FCbung.jpg",
                 "did you mean \"images/\u00FCbung.jpg\"?");
    expect_named("\u042F.jpg", "a/images/\u044F.jpg", "did you mean \"images/\u044F.jpg\"?");
    folder_shell("cp '" IMAGES "/good.jpg' a/images/\u00FC.jpg; cp '" IMAGES
                 "/good.jpg' a/images/u\u0308.jpg");
    struct fault_list faults = {0};
    content_free(content_load((const char *[]){folder_path("a")}, 1, &faults));
    bool told = false;
    for (const struct fault *f = faults.first; f; f = f->next)
        told |= f->severity == FAULT_ERROR && strstr(f->message, "is there twice");
    assert_true(told);
    fault_list_free(&faults);
}

static void test_alone(void **state)
{
    (void)state;
    folder_shell(
        "mkdir -p c/exercises; cp a/exercises/heel.json c/exercises; cp a/exercises/heel.json c;"
        "cp -r a/images c");
    static const char *const files[] = {"c/exercises/heel.json", "c/heel.json"};
    for (size_t i = 0; i < 2; i++) {
        struct fault_list faults = {0};
        content_free(content_load((const char *const[]){folder_path(files[i])}, 1, &faults));
        assert_int_equal(faults.errors, 1);
        assert_non_null(strstr(faults.first->message, "images/gone.jpg is not there"));
        fault_list_free(&faults);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_shown, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_translation_is_as_long, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_another_file_is_another_picture, make_packs,
                                        remove_packs),
        cmocka_unit_test_setup_teardown(test_turned, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_logo, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_unused, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_letters_in_two_ways, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_capitals_and_twins, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_alone, make_packs, remove_packs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
