// links: ui config base
/* Every letter that the product's texts have can be written with their language's keyboard. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "ui/keyboard_layout.h"

static char *read_file(const char *name)
{
    FILE *file = fopen(name, "rb");
    if (!file)
        fail_msg("%s cannot be opened", name);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, size, file), size);
    text[size] = '\0';
    fclose(file);
    return text;
}

static bool is_letter(uint32_t code)
{
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ND:
        return true;
    default:
        return false;
    }
}

/* ---- what a keyboard writes ---- */

struct writes {
    uint32_t codes[1024];
    int count;
};

static bool can_write(const struct writes *writes, uint32_t code)
{
    for (int i = 0; i < writes->count; i++)
        if (writes->codes[i] == code)
            return true;
    return false;
}

static void add(struct writes *writes, const char *text)
{
    for (uint32_t code = utf8_next(&text); code; code = utf8_next(&text)) {
        assert_true(writes->count < 1024);
        writes->codes[writes->count++] = code;
    }
}

static void add_key(struct writes *writes, const struct keyboard_layout *layout, const char *key)
{
    char cases[2][LETTER_SIZE];
    snprintf(cases[0], LETTER_SIZE, "%s", key);
    letter_upper(key, cases[1]);
    for (int i = 0; i < (layout->capitals ? 2 : 1); i++) {
        struct letters forms;
        add(writes, cases[i]);
        layout_forms(layout, cases[i], &forms, NULL);
        for (int k = 0; k < forms.count; k++)
            add(writes, forms.items[k]);
    }
}

static void list_writes(const struct keyboard_layout *layout, struct writes *writes)
{
    writes->count = 0;
    for (int row = -1; row < LAYOUT_ROWS; row++) {
        struct letters keys;
        layout_row(layout, row, &keys);
        for (int i = 0; i < keys.count; i++)
            add_key(writes, layout, keys.items[i]);
    }
    add_key(writes, layout, layout->comma);
    add_key(writes, layout, layout->stop);
}

/* ---- what the texts have ---- */

static int missing;

/* Latin letters among others ("TENS") are written with the next keyboard. */
static void check_text(const char *name, const char *text, const struct writes *writes)
{
    bool latin = can_write(writes, 'a');
    for (uint32_t code = utf8_next(&text); code; code = utf8_next(&text)) {
        if (!is_letter(code) || (code < 0x80 && !latin) || can_write(writes, code))
            continue;
        print_error("%s: U+%04X cannot be written\n", name, code);
        missing++;
    }
}

static void check_file(const char *name, const struct writes *writes)
{
    char *text = read_file(name);
    check_text(name, text, writes);
    free(text);
}

static void check_folder(const char *folder, const struct writes *writes)
{
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));) {
        char name[1024];
        size_t length = strlen(entry->d_name);
        snprintf(name, sizeof name, "%s/%s", folder, entry->d_name);
        if (length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0)
            check_file(name, writes);
    }
    closedir(dir);
}

static void test_every_letter_of_the_texts_can_be_written(void **state)
{
    (void)state;
    static const char *const languages[] = {"en", "es", "ru", "ar", "vi"};
    missing = 0;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        const struct keyboard_layout *layout = keyboard_layout_find(languages[i]);
        static struct writes writes;
        char name[1024];
        assert_non_null(layout);
        list_writes(layout, &writes);
        snprintf(name, sizeof name, SOURCE_DIR "/assets/lang/%s.json", languages[i]);
        check_file(name, &writes);
        snprintf(name, sizeof name, SOURCE_DIR "/content/lang/%s.json", languages[i]);
        if (i > 0)
            check_file(name, &writes);
    }
    static struct writes english;
    list_writes(keyboard_layout_find("en"), &english);
    check_folder(SOURCE_DIR "/content/exercises", &english);
    check_folder(SOURCE_DIR "/content/routines", &english);
    check_folder(SOURCE_DIR "/content/pages", &english);
    assert_int_equal(missing, 0);
}

static void test_every_language_has_a_keyboard_or_writes_latin(void **state)
{
    (void)state;
    DIR *dir = opendir(SOURCE_DIR "/assets/lang");
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));) {
        char code[16];
        snprintf(code, sizeof code, "%.*s", (int)strcspn(entry->d_name, "."), entry->d_name);
        if (*code && strcmp(code, "zh") != 0 && !keyboard_layout_find(code))
            fail_msg("%s has no keyboard in ui/keyboard_layouts.c", code);
    }
    closedir(dir);
    assert_null(keyboard_layout_find("zh"));
    assert_string_equal(keyboard_layout_latin()->rows[0], "q w e r t y u i o p");
}

/* Shift and backspace stand beside the last row; 11 keys are all that keep 16 mm in portrait. */
static void test_no_row_is_too_long(void **state)
{
    (void)state;
    static const char *const languages[] = {"en", "es", "de", "ru", "ar", "vi"};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        const struct keyboard_layout *layout = keyboard_layout_find(languages[i]);
        for (int row = 0; row < LAYOUT_ROWS; row++) {
            struct letters keys;
            layout_row(layout, row, &keys);
            int beside = row < LAYOUT_ROWS - 1 ? 0 : layout->capitals ? 2 : 1;
            assert_in_range(keys.count + beside, 9, 11);
        }
    }
}

/* ---- forms ---- */

static const char *forms_of(const char *language, const char *letter)
{
    static char all[512];
    struct letters forms;
    layout_forms(keyboard_layout_find(language), letter, &forms, NULL);
    size_t length = 0;
    all[0] = '\0';
    for (int i = 0; i < forms.count; i++)
        length += (size_t)snprintf(all + length, sizeof all - length, "%s", forms.items[i]);
    return all;
}

static void test_the_languages_own_forms_come_first(void **state)
{
    (void)state;
    assert_string_equal(forms_of("es", "u"), "úüùûūůűų");
    assert_string_equal(forms_of("es", "O"), "ÓÔÖÒÕØŒŌŐ");
    assert_string_equal(forms_of("ru", "е"), "ё");
    assert_string_equal(forms_of("ar", "ا"), "أإآٱ");
    assert_string_equal(forms_of("en", "q"), "");
    assert_string_equal(forms_of("en", "7"), "");
}

static void test_a_form_can_become_any_other_of_its_letter(void **state)
{
    (void)state;
    char key[LETTER_SIZE];
    struct letters forms;
    layout_forms(keyboard_layout_find("vi"), "Ă", &forms, key);
    assert_string_equal(key, "a");
    assert_string_equal(forms.items[0], "A");
    assert_string_equal(forms.items[1], "Á");
    assert_string_equal(forms_of("vi", "ă"), "aáàảãạâấầẩẫậắằẳẵặ");
    assert_string_equal(forms_of("ru", "Ё"), "Е");
}

static void test_only_what_the_language_has_is_marked_on_its_keys(void **state)
{
    (void)state;
    char mark[LETTER_SIZE];
    layout_mark(keyboard_layout_find("es"), "a", mark);
    assert_string_equal(mark, "á");
    layout_mark(keyboard_layout_find("es"), "z", mark);
    assert_string_equal(mark, "");
    layout_mark(keyboard_layout_find("en"), "a", mark);
    assert_string_equal(mark, "");
}

/* Nothing that is drawn would be cut, and nothing stands there twice. */
static void test_forms_are_few_enough_and_each_stands_once(void **state)
{
    (void)state;
    static const char *const languages[] = {"en", "es", "de", "ru", "ar", "vi"};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        const struct keyboard_layout *layout = keyboard_layout_find(languages[i]);
        for (int row = -1; row < LAYOUT_ROWS; row++) {
            struct letters keys, forms;
            layout_row(layout, row, &keys);
            for (int k = 0; k < keys.count; k++) {
                layout_forms(layout, keys.items[k], &forms, NULL);
                assert_true(forms.count < LAYOUT_FORMS);
                for (int a = 0; a < forms.count; a++)
                    for (int b = 0; b < a; b++)
                        assert_string_not_equal(forms.items[a], forms.items[b]);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_letter_of_the_texts_can_be_written),
        cmocka_unit_test(test_every_language_has_a_keyboard_or_writes_latin),
        cmocka_unit_test(test_no_row_is_too_long),
        cmocka_unit_test(test_the_languages_own_forms_come_first),
        cmocka_unit_test(test_a_form_can_become_any_other_of_its_letter),
        cmocka_unit_test(test_only_what_the_language_has_is_marked_on_its_keys),
        cmocka_unit_test(test_forms_are_few_enough_and_each_stands_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
