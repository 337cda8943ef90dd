// links: staff
/* Faults of packs, told to staff in their language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>

#include "content/strings.h"
#include "staff/fault_words.h"
#include "staff/stick_internal.h"

static struct arena arena;
static struct strings *strings;

static void expect(const char *path, const char *message, const char *what, const char *allowed)
{
    const struct fault fault = {
        .severity = FAULT_ERROR, .line = 7, .path = path, .message = message};
    assert_string_equal(fault_words_of(strings, &arena, &fault), what);
    assert_string_equal(fault_allowed_of(strings, &arena, &fault), allowed);
}

static void use(const char *code)
{
    struct fault_list faults = {0};
    strings_free(strings);
    strings = strings_load(SHARE_DIR "/assets/lang", code, &faults);
    assert_non_null(strings);
    fault_list_free(&faults);
}

static void test_the_common_kinds_have_words(void **state)
{
    (void)state;
    use("en");
    expect("$.dose.hold_s", "90 is outside the exercise's range; 15 to 30 are allowed",
           "Hold is 90\u00a0s (15 to 30\u00a0s)", "");
    expect("$.steps[0].dose.reps", "0 is too small; whole numbers from 1 to 100 are allowed",
           "Times is 0 (1 to 100)", "");
    expect("$.dose.tempo_s[1]", "30 is too large; numbers from 0 to 20 are allowed",
           "tempo_s is 30\u00a0s (0 to 20\u00a0s)", "");
    expect("$.change_s", "0.5 is too small; numbers from 1 to 20 are allowed",
           "change_s is 0.5\u00a0s (1 to 20\u00a0s)", "");
    expect("$.dose.hold_s", "20.5 is not a whole number; whole numbers from 1 to 600 are allowed",
           "Hold is 20.5, which is no whole number", "1 to 600\u00a0s are allowed.");
    expect("$.levl", "unknown key \"levl\"; did you mean \"level\"?",
           "Nobody knows the key \u201clevl\u201d", "Perhaps \u201clevel\u201d is meant.");
    expect("$.steps[2].exercise",
           "there is no exercise \"strech\"; name one of the files in exercises/",
           "Exercise \u201cstrech\u201d is not there",
           "Its file belongs into the folder exercises.");
    expect("$.position", "is missing; this key is required", "position is missing",
           "It must be there.");
    expect("$.images[0].file", "images/heel.jpg is not there; put the file into the pack",
           "The picture images/heel.jpg is not there", "Put it into the pack.");
    expect("$.images[0].file", "images/heel.heic is a HEIC photo, as iPhones take them; save it",
           "The picture heel.heic cannot be shown", "Save it again as JPG, PNG or WebP.");
    expect("$", "there is no lang/es.json; every text is shown in \"en\"", "No translation: es",
           "The words of another language are shown instead.");
    expect("$", "there is no lang/zh.json, lang/vi.json; every text is shown in \"en\"",
           "No translation: zh, vi", "The words of another language are shown instead.");
    expect("$", "is not signed; a .minisig file beside it is needed, with its name before that",
           "It is not signed",
           "Ask whoever made it for the signed pack: a .zip and its .minisig file.");
    expect("$", "is not what was signed; copy it again, with its .minisig file",
           "It is not what was signed: changed, or damaged",
           "Copy both files again: the .zip and its .minisig.");
}

static const char *language_of(const void *context, const char *id)
{
    (void)context;
    return strcmp(id, "es") == 0 ? "Espa\u00f1ol" : NULL;
}

static void test_languages_are_named_as_their_speakers_do(void **state)
{
    (void)state;
    const struct fault fault = {
        .severity = FAULT_WARNING,
        .path = "$",
        .message = "there is no lang/es.json, lang/nb.json; every text is shown in \"en\""};
    use("en");
    assert_string_equal(fault_words_named(strings, &arena, &fault, language_of, NULL),
                        "No translation: Espa\u00f1ol, nb");
}

static void test_a_file_name_gets_no_capital(void **state)
{
    (void)state;
    const struct stick_view v = {.arena = &arena};
    assert_string_equal(stick_capital(&v, "lang/zh.json is not there"),
                        "lang/zh.json is not there");
    assert_string_equal(stick_capital(&v, "hold_s: is odd"), "hold_s: is odd");
    assert_string_equal(stick_capital(&v, "heel raise"), "Heel raise");
    assert_string_equal(stick_capital(&v, "position is missing."), "Position is missing.");
}

/* What the system says stays with whoever looks after the kiosk. */
static void test_a_disk_that_refuses_is_told_in_plain_words(void **state)
{
    (void)state;
    static const char *const refused[] = {"cannot be created", "cannot be locked",
                                          "cannot be put right", "cannot be written",
                                          "cannot be copied"};
    use("en");
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct fault_list faults = {0};
        const struct fault *fault = fault_add_system(&faults, "packs", refused[i], ENOSPC);
        assert_string_equal(fault_words_of(strings, &arena, fault), "The disk is full.");
        assert_string_equal(fault_allowed_of(strings, &arena, fault), "");
        fault_list_free(&faults);
    }
    struct fault_list faults = {0};
    struct fault *fault = fault_add_system(&faults, "packs", "cannot be opened", EACCES);
    assert_null(strstr(fault_words_of(strings, &arena, fault), "ermission"));
    fault = fault_add_system(&faults, "routines/a.json", "cannot be read", EIO);
    assert_string_equal(fault_words_of(strings, &arena, fault), "It cannot be read");
    fault = fault_add(&faults, FAULT_ERROR, "a.json", 0, 0, "$", "%s", strerror(EACCES));
    fault->error = EACCES; /* as content/ says it */
    assert_string_equal(fault_words_of(strings, &arena, fault), "It cannot be read");
    fault_list_free(&faults);
}

/* Whoever mends it finds the line, and reads on in the fault's own words. */
static void test_mistakes_of_spelling_name_the_line(void **state)
{
    (void)state;
    use("en");
    expect("$", "a comma is missing here; put one between entries",
           "A comma is missing in line 7 of the file", "put one between entries");
    expect("$", "a comma before \"}\"; take the comma out",
           "There is a comma too many in line 7 of the file", "take the comma out");
    expect("$", "a curly quote; only straight double quotes (\") are allowed",
           "A text is not in straight quotes in line 7 of the file",
           "only straight double quotes (\") are allowed");
    expect("$", "the file ends, but the \"{\" of line 1 is not closed; add \"}\"",
           "The file ends too early, in line 7", "add \"}\"");
    use("ru");
    expect("$", "something unexpected; a comma or \"}\" is needed here",
           "Строку 7 файла нельзя прочитать", "a comma or \"}\" is needed here");
}

static const char *name_of(const void *context, const char *id)
{
    return strcmp(id, context) == 0 ? "Heel raise" : NULL;
}

static void test_an_item_that_is_known_has_its_name(void **state)
{
    (void)state;
    use("en");
    struct fault fault = {.path = "$"};
    fault.message = "has no exercise \"heel-raise\"; its own texts are shown in their place";
    assert_string_equal(fault_words_named(strings, &arena, &fault, name_of, "heel-raise"),
                        "Not translated: Heel raise");
    assert_string_equal(fault_words_named(strings, &arena, &fault, name_of, "cobra"),
                        "Not translated: heel-raise");
}

static void test_other_kinds_say_what_the_fault_says(void **state)
{
    (void)state;
    use("en");
    expect("$", "a comment; JSON has none", "A mistake: a comment", "JSON has none");
    expect("$", "is odd", "A mistake: is odd", "");
    const struct fault odd = {.severity = FAULT_WARNING, .path = "$", .message = "is odd; mend it"};
    assert_string_equal(fault_words_of(strings, &arena, &odd), "To know: is odd");
}

static void test_words_are_those_of_the_language(void **state)
{
    (void)state;
    use("es");
    expect("$.dose.hold_s", "90 is outside the exercise's range; 15 to 30 are allowed",
           "Mantener es 90\u00a0s (15 a 30\u00a0s)", "");
    use("ar");
    expect("$", "a comment", "\u062e\u0637\u0623: a comment", "");
}

/* "pack/FILE:LINE:COLUMN: $.path: warning: message"; NULL when the line is none. */
static const char *message_in(char *line)
{
    static const char mark[] = "warning: ";
    char *path = strstr(line, ": $"), *at = path ? strstr(path + 2, ": ") : NULL;
    line[strcspn(line, "\n")] = '\0';
    if (!at)
        return NULL;
    at += 2;
    return strncmp(at, mark, sizeof mark - 1) == 0 ? at + sizeof mark - 1 : at;
}

/* What json/, content/ and packs/ really say. Whoever words a message anew does so in the table,
 * too; whoever gives more of them words raises the number. */
static void test_most_of_what_the_loader_says_has_words(void **state)
{
    (void)state;
    enum { LEAST = 158 };
    char line[4096];
    int told = 0, all = 0;
    use("en");
    FILE *in = fopen(SOURCE_DIR "/tests/bad_content/expected.txt", "r");
    assert_non_null(in);
    while (fgets(line, sizeof line, in)) {
        const struct fault fault = {.path = "$", .message = message_in(line)};
        if (!fault.message)
            continue;
        all++;
        told += strncmp(fault_words_of(strings, &arena, &fault), "A mistake: ", 11) != 0;
    }
    fclose(in);
    if (told < LEAST)
        fail_msg("%d of %d messages have words; %d had", told, all, LEAST);
}

static int teardown(void **state)
{
    (void)state;
    strings_free(strings);
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_common_kinds_have_words),
        cmocka_unit_test(test_languages_are_named_as_their_speakers_do),
        cmocka_unit_test(test_a_file_name_gets_no_capital),
        cmocka_unit_test(test_a_disk_that_refuses_is_told_in_plain_words),
        cmocka_unit_test(test_mistakes_of_spelling_name_the_line),
        cmocka_unit_test(test_an_item_that_is_known_has_its_name),
        cmocka_unit_test(test_other_kinds_say_what_the_fault_says),
        cmocka_unit_test(test_words_are_those_of_the_language),
        cmocka_unit_test(test_most_of_what_the_loader_says_has_words),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}
