// links: cli
/* Other collections as packs. Their data here is made up, in their shape. */
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

#include "cli/convert.h"
#include "cli/convert_languages.h"
#include "cli/convert_text.h"
#include "content/content.h"
#include "json/json.h"

static const char work[] = BUILD_DIR "/convert";
static const char file[] = BUILD_DIR "/convert/in.json";
static const char out[] = BUILD_DIR "/convert/out";

static const char free_exercises[] =
    "[\n"
    " {\"id\": \"Wall_Lean\", \"name\": \"Wall  Lean\", \"force\": \"push\", \"level\": "
    "\"expert\",\n"
    "  \"mechanic\": null, \"equipment\": \"foam roll\", \"primaryMuscles\": [\"calves\"],\n"
    "  \"secondaryMuscles\": [\"hamstrings\"], \"category\": \"stretching\", \"images\": "
    "[\"a/0.jpg\"],\n"
    "  \"instructions\": [\"Lie on your back. This will be your starting position.\",\n"
    "   \"Raise the leg.\\n\\nLower it, then switch legs.\", \"Caution: keep < 90\\u00b0 & "
    "slow.\"]},\n"
    " {\"id\": \"wall-lean\", \"name\": \"Wall lean!\", \"level\": \"beginner\", \"equipment\": "
    "null,\n"
    "  \"primaryMuscles\": [], \"secondaryMuscles\": [], \"category\": \"strength\", \"images\": "
    "[],\n"
    "  \"instructions\": [\"Walk.\"], \"somethingNew\": {\"a\": [1]}},\n"
    " {\"id\": \"Empty\", \"name\": \"Empty\", \"level\": \"beginner\", \"equipment\": \"other\",\n"
    "  \"primaryMuscles\": [\"neck\"], \"secondaryMuscles\": [], \"category\": \"strength\",\n"
    "  \"images\": [], \"instructions\": []}\n"
    "]\n";

static const char wger_texts[] =
    "\"translations\": ["
    "{\"name\": \"Langsam\", \"language\": 1, \"description\": \"<p>Heben.</p>\"},"
    "{\"name\": \"Roll &amp; hold\", \"language\": 2, \"license_author\": \"B. Two\","
    " \"description\": \"<h3>How</h3><ol><li>Kneel.</li><li>Roll "
    "<b>up</b>,&nbsp;&lt;5&#176;.</li></ol>"
    "<style>p {}</style>\", \"aliases\": [{\"alias\": \"Roller\"}],"
    " \"notes\": [{\"comment\": \"Breathe.\"}]},"
    "{\"name\": \"Rodar\", \"language\": 4, \"description\": \"Ruede despacio.\"}]";

static void write_input(const char *text, size_t length)
{
    FILE *f = fopen(file, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, length, f), length);
    assert_int_equal(fclose(f), 0);
}

static void clear(void)
{
    assert_int_equal(system("rm -rf '" BUILD_DIR "/convert'"), 0);
    assert_int_equal(mkdir(work, 0755), 0);
}

/* Only the input is there: neither a pack nor part of one. */
static void expect_nothing_left(void)
{
    assert_int_equal(system("test \"$(ls '" BUILD_DIR "/convert')\" = in.json"), 0);
}

static const struct convert_call *call(const char *format, const char *folder, const char *language)
{
    static struct convert_call made;
    made =
        (struct convert_call){.format = format, .file = file, .out = folder, .language = language};
    return &made;
}

static struct content *convert(const char *format, const char *text, const char *language,
                               size_t warnings)
{
    struct fault_list faults = {0};
    struct convert_result result;
    const char *dirs[] = {out};
    clear();
    write_input(text, strlen(text));
    if (!convert_file(call(format, out, language), &result, &faults))
        fail_msg("%s:%d: %s", faults.first->file, faults.first->line, faults.first->message);
    assert_int_equal(faults.warnings, warnings);
    fault_list_free(&faults);
    struct content *content = content_load(dirs, 1, &faults);
    assert_int_equal(faults.errors, 0);
    assert_int_equal(faults.warnings, 0);
    assert_non_null(content);
    assert_int_equal(content->exercise_count, result.exercises);
    fault_list_free(&faults);
    return content;
}

/* ---- free-exercise-db ---- */

static void test_free_exercise_db(void **state)
{
    (void)state;
    struct content *content = convert("free-exercise-db", free_exercises, "en", 1);
    assert_int_equal(content->exercise_count, 2);
    assert_int_equal(content->routine_count, 1);
    const struct exercise *e = content_exercise(content, "wall-lean");
    assert_non_null(e);
    assert_string_equal(e->name, "Wall Lean");
    assert_string_equal(e->level, "advanced");
    assert_int_equal(e->position, POSITION_SUPINE);
    assert_int_equal(e->sides, SIDES_EACH);
    assert_string_equal(e->body_regions.items[0], "legs");
    assert_string_equal(e->equipment.items[0], "foam-roller");
    assert_int_equal(e->dose.hold_s, 20);
    assert_int_equal(e->step_count, 3);
    assert_int_equal(e->steps[0].role, ROLE_SETUP);
    assert_string_equal(e->steps[1].text, "Raise the leg. Lower it, then switch legs.");
    assert_int_equal(e->steps[2].role, ROLE_CUE);
    assert_string_equal(e->steps[2].text, "Caution: keep < 90° & slow.");
    e = content_exercise(content, "wall-lean-2");
    assert_non_null(e);
    assert_int_equal(e->position, POSITION_STANDING);
    assert_int_equal(e->equipment.count, 0);
    assert_int_equal(e->dose.reps, 10);
    content_free(content);
}

static char *read_all(const char *path)
{
    static char text[4096];
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    text[fread(text, 1, sizeof text - 1, f)] = '\0';
    fclose(f);
    return text;
}

/* A clinic can see what nobody has looked at yet. */
static void test_marks_what_is_made_up(void **state)
{
    (void)state;
    content_free(convert("free-exercise-db", free_exercises, "en", 1));
    const char *text = read_all(BUILD_DIR "/convert/out/exercises/wall-lean-2.json");
    assert_non_null(strstr(text, "\"defaulted\": [\"dose\", \"position\", \"sides\"]"));
    assert_non_null(strstr(text, "The dose is not from there"));
    text = read_all(BUILD_DIR "/convert/out/pack.json");
    assert_non_null(strstr(text, "Public domain"));
}

/* ---- wger ---- */

static void check_wger(const char *text)
{
    struct content *content = convert("wger", text, "en", 0);
    const struct exercise *e = content_exercise(content, "roll-hold");
    assert_non_null(e);
    assert_string_equal(e->name, "Roll & hold");
    assert_int_equal(e->position, POSITION_KNEELING);
    assert_string_equal(e->body_regions.items[0], "core");
    assert_string_equal(e->equipment.items[0], "mat");
    assert_int_equal(e->steps[0].role, ROLE_MOVE);
    assert_string_equal(e->steps[2].text, "Roll up, <5°.");
    assert_string_equal(e->steps[3].text, "Breathe.");
    assert_int_equal(e->steps[3].role, ROLE_CUE);
    assert_string_equal(e->sources.items[0], "wger.de, exercise 77-a, by B. Two, CC-BY-SA 4");
    assert_non_null(strstr(read_all(BUILD_DIR "/convert/out/pack.json"), "CC-BY-SA 4"));
    content_free(content);
}

static const char wger_exercise[] =
    "{\"id\": 3, \"uuid\": \"77-a\", \"category\": {\"id\": 10, \"name\": \"Abs\"},"
    " \"muscles\": [], \"muscles_secondary\": [], \"equipment\": [{\"id\": 4, \"name\": \"Gym "
    "mat\"}],"
    " \"license\": {\"short_name\": \"CC-BY-SA 4\"}, \"license_author\": \"A. One\", %s}";

static void test_wger(void **state)
{
    (void)state;
    char exercise[2000], page[2200];
    snprintf(exercise, sizeof exercise, wger_exercise, wger_texts);
    snprintf(page, sizeof page, "{\"count\": 1, \"next\": null, \"results\": [%s]}", exercise);
    check_wger(page);
    snprintf(page, sizeof page, "[%s]", exercise);
    check_wger(page);
}

static void test_wger_in_another_language(void **state)
{
    (void)state;
    char exercise[2000], page[2200];
    snprintf(exercise, sizeof exercise, wger_exercise, wger_texts);
    snprintf(page, sizeof page, "[%s, {\"uuid\": \"x\", \"translations\": []}]", exercise);
    struct content *content = convert("wger", page, "es", 1);
    assert_non_null(content_exercise(content, "rodar"));
    assert_string_equal(content->languages[0].code, "es");
    content_free(content);
}

/* ---- wger's languages ---- */

/* One exercise with a text in each of the languages, named as in "17;24": "At 1", "At 2". */
static const char *in_languages(const char *names)
{
    static char text[4000];
    char *copy = strdup(names), *rest = copy, *name;
    int at = snprintf(text, sizeof text, "[{\"uuid\": \"a\", \"translations\": [");
    for (int n = 1; (name = strsep(&rest, ";")); n++)
        at += snprintf(text + at, sizeof text - (size_t)at,
                       "%s{\"name\": \"At %d\", \"description\": \"Rise.\", \"language\": %s}",
                       n == 1 ? "" : ", ", n, name);
    snprintf(text + at, sizeof text - (size_t)at, "]}]");
    free(copy);
    return text;
}

static void expect_chosen(const char *names, const char *wanted, size_t warnings, int chosen)
{
    char id[40];
    struct content *content = convert("wger", in_languages(names), wanted, warnings);
    snprintf(id, sizeof id, "at-%d", chosen);
    assert_non_null(content_exercise(content, id));
    assert_string_equal(content->languages[0].code, wanted);
    content_free(content);
}

/* The numbers are those that wger.de gives: 33 of them. */
static void test_wger_languages(void **state)
{
    (void)state;
    static const char codes[][3] = {"de", "en", "bg", "es", "ru", "nl", "pt", "el", "cs",
                                    "sv", "no", "fr", "it", "pl", "uk", "tr", "ar", "az",
                                    "eo", "fa", "he", "hr", "id", "zh", "sk", "sl", "ko",
                                    "th", "sr", "ta", "ro", "ca", "fi"};
    assert_int_equal(convert_wger_languages.count, sizeof codes / sizeof *codes);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        assert_string_equal(convert_wger_languages.items[i].code, codes[i]);
    expect_chosen("2;17;24", "ar", 0, 2);
    expect_chosen("2;17;24", "zh", 0, 3);
    expect_chosen("2;33", "fi", 0, 2);
    expect_chosen("{\"id\": 17};{\"id\": 2}", "ar", 0, 1);
    expect_chosen("{\"id\": 2, \"short_name\": \"xx\"};\"vi\"", "vi", 0, 2);
}

/* The same first; then what is nearest, with a warning. */
static void test_wger_near_languages(void **state)
{
    (void)state;
    expect_chosen("24;\"zh-hans\"", "zh", 0, 1);
    expect_chosen("24;\"zh-hans\"", "zh-Hans", 0, 2);
    expect_chosen("2;24", "zh-Hans", 1, 2);
    expect_chosen("\"zh-hant\";\"zh-hans\"", "zh", 1, 2);
    expect_chosen("7;\"pt_BR\"", "pt-BR", 0, 2);
    expect_chosen("7;\"pt_BR\"", "pt", 0, 1);
    expect_chosen("2;\"pt_BR\"", "pt", 1, 2);
}

static const char languages_file[] = BUILD_DIR "/convert/languages.json";

static bool convert_with(const char *languages, const char *names, const char *wanted,
                         struct fault_list *faults)
{
    struct convert_result result;
    clear();
    write_input(languages, strlen(languages));
    assert_int_equal(rename(file, languages_file), 0);
    const char *text = in_languages(names);
    write_input(text, strlen(text));
    struct convert_call with = *call("wger", out, wanted);
    with.languages = languages_file;
    return convert_file(&with, &result, faults);
}

/* Another server's numbers: as its API tells them, as a list, as wger's own file has them. */
static void test_wger_languages_of_a_file(void **state)
{
    (void)state;
    static const char *const good[] = {
        "{\"count\": 2, \"next\": null, \"results\": [{\"id\": 2, \"short_name\": \"vi\","
        " \"full_name\": \"x\"}, {\"id\": 40, \"short_name\": \"en\"}]}",
        "[{\"id\": 2, \"short_name\": \"vi\"}, {\"id\": 40, \"short_name\": \"en\"}]",
        "[{\"pk\": 2, \"model\": \"core.language\", \"fields\": {\"short_name\": \"vi\"}},"
        " {\"pk\": 40, \"fields\": {\"short_name\": \"en\"}}]"};
    struct fault_list faults = {0};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(convert_with(good[i], "2;40", "vi", &faults));
        assert_int_equal(faults.warnings, 0);
        assert_int_equal(system("test -f '" BUILD_DIR "/convert/out/exercises/at-1.json'"), 0);
    }
    static const char *const bad[] = {
        "{}",
        "[]",
        "[{\"id\": 2}]",
        "[{\"id\": 0, \"short_name\": \"vi\"}]",
        "[{\"id\": 2, \"short_name\": \"v\"}]",
        "[{\"id\": 2, \"short_name\": \"vi\"}, {\"id\": 2, \"short_name\": \"en\"}]",
        "[3]"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(convert_with(bad[i], "2;40", "vi", &faults));
        assert_int_equal(faults.errors, 1);
        assert_string_equal(faults.first->file, languages_file);
        fault_list_free(&faults);
    }
}

/* ---- wrong input ---- */

static void expect_fault(const char *format, const char *text, const char *expected)
{
    struct fault_list faults = {0};
    struct convert_result result;
    clear();
    write_input(text, strlen(text));
    assert_false(convert_file(call(format, out, "en"), &result, &faults));
    assert_true(faults.errors > 0);
    const struct fault *f = faults.first;
    while (f && f->severity != FAULT_ERROR)
        f = f->next;
    char line[400] = "";
    if (f)
        snprintf(line, sizeof line, "%d:%d: %s: %s", f->line, f->column, f->path, f->message);
    assert_string_equal(line, expected);
    fault_list_free(&faults);
    expect_nothing_left();
}

static void test_wrong_input(void **state)
{
    (void)state;
    expect_fault("free-exercise-db", "{}",
                 "1:1: $: is not a list; the exercises of free-exercise-db are needed: [ ... ]");
    expect_fault("free-exercise-db", "[]", "1:1: $: holds 0 exercises; 1 to 10000 are allowed");
    expect_fault("free-exercise-db", "[\n 3]",
                 "2:2: $[0]: is a number; an object { ... } is needed");
    expect_fault("free-exercise-db", "[{\"name\": \"A\", \"instructions\": [\n4]}]",
                 "2:1: $[0].instructions[0]: is a number; a text in double quotes is needed");
    expect_fault("free-exercise-db", "[{\"name\": \"A\", \"instructions\": [\" \"]}]",
                 "1:1: $: holds no exercise with a name and instructions in \"en\"");
    expect_fault("wger", "{\"results\": 1}",
                 "1:13: $.results: is not a list; the exercises of wger are needed: [ ... ]");
    expect_fault("wger", "[{\"uuid\": \"a\"}]",
                 "1:2: $[0]: has no list of translations; an export of exerciseinfo is needed");
    expect_fault("wger", in_languages("4;40;\"vi\";4"),
                 "1:1: $: holds no exercise with a name and instructions in \"en\"; its languages "
                 "are es, 40 (a number that is not known), vi; --languages names those of another "
                 "wger");
    expect_fault("wger", "[\"a\"]", "1:2: $[0]: is not an exercise; an object { ... } is needed");
}

static void test_keeps_what_is_there(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    struct convert_result result;
    content_free(convert("free-exercise-db", free_exercises, "en", 1));
    assert_false(convert_file(call("free-exercise-db", out, "en"), &result, &faults));
    assert_string_equal(faults.last->message, "is already there; name a new folder");
    fault_list_free(&faults);
    assert_false(convert_file(call("free-exercise-db", BUILD_DIR "/convert/no/such", "en"), &result,
                              &faults));
    assert_int_equal(faults.errors, 1);
    fault_list_free(&faults);
}

/* Whatever it is, it becomes a pack that loads, or a fault and nothing else. */
static void mangle(const char *format, const char *text)
{
    size_t length = strlen(text);
    char *copy = malloc(length);
    assert_non_null(copy);
    clear();
    for (int round = 0; round < 300; round++) {
        memcpy(copy, text, length);
        for (int i = 0; i <= round % 3; i++)
            copy[(size_t)rand() % length] = (char)(rand() % 256);
        write_input(copy, round % 10 ? length : (size_t)rand() % length);
        struct fault_list faults = {0};
        struct convert_result result;
        if (convert_file(call(format, out, "en"), &result, &faults)) {
            assert_true(result.exercises > 0);
            assert_int_equal(faults.errors, 0);
            assert_int_equal(system("rm -r '" BUILD_DIR "/convert/out'"), 0);
        } else {
            assert_true(faults.errors > 0);
        }
        fault_list_free(&faults);
    }
    expect_nothing_left();
    free(copy);
}

static void test_mangled_input(void **state)
{
    (void)state;
    char exercise[2000];
    char page[2200];
    srand(7);
    mangle("free-exercise-db", free_exercises);
    snprintf(exercise, sizeof exercise, wger_exercise, wger_texts);
    snprintf(page, sizeof page, "{\"results\": [%s]}", exercise);
    mangle("wger", page);
}

/* More than a megabyte, as the real ones are. */
static void test_hundreds(void **state)
{
    (void)state;
    char *text = NULL;
    size_t length = 0;
    FILE *f = open_memstream(&text, &length);
    for (int i = 0; i < 800; i++)
        fprintf(f, "%s{\"name\": \"%s\", \"instructions\": [\"Stand. %01500d\"]}", i ? "," : "[",
                i % 3 ? "One name" : "\xC3\x9C\xE4\xB8\xAD", i);
    fputs("]", f);
    fclose(f);
    struct content *content = convert("free-exercise-db", text, "en", 0);
    assert_int_equal(content->exercise_count, 800);
    assert_non_null(content_exercise(content, "one-name"));
    assert_non_null(content_exercise(content, "one-name-533"));
    content_free(content);
    free(text);
}

/* ---- texts ---- */

static struct arena arena;

static void expect_line(const char *text, size_t max, const char *expected)
{
    assert_string_equal(convert_line(&arena, text, true, max), expected);
}

/* Deeper than anybody writes, wide, never closed: it takes no time, and the beginning is read. */
static void test_hostile_html(void **state)
{
    (void)state;
    enum { BYTES = 1 << 20 };
    static const char *const parts[] = {
        "<b>",  "<b></i>",         "</p>",      "<!--",     "<",  "&", "<a href='",
        "<li>", "<table><tr><td>", "&#x1F600;", "<script>", "]]>"};
    char *text = malloc(BYTES + 1);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct arena arena = {0};
        size_t length = (size_t)sprintf(text, "begin ");
        while (length + strlen(parts[i]) <= BYTES)
            length += (size_t)sprintf(text + length, "%s", parts[i]);
        const char *line = convert_line(&arena, text, true, 80);
        assert_memory_equal(line, "begin", 5);
        assert_true(strlen(line) <= 80);
        arena_free(&arena);
    }
    free(text);
}

static void test_texts(void **state)
{
    (void)state;
    expect_line("  a\t\tb\xC2\xA0 c ", 80, "a b c");
    expect_line("a &amp;lt; b &#x41;&#0;&bogus; &", 80, "a &lt; b A&bogus; &");
    expect_line("a < b <!-- no --> c <br", 80, "a < b c");
    expect_line("<script>x</script><p>y", 80, "y");
    expect_line("a\xE2\x80\xAE"
                "b\x01"
                "c",
                80, "abc");
    expect_line("<b>a<p>b</b><i>c</div>d", 80, "a bcd");
    expect_line("<ul><li>one<li>two</ul>three<br/>four<hr>five", 80, "one two three four five");
    expect_line("&#228;&auml;\xC3\xA4 &frac12; <img alt='x>y'>z", 80,
                "\xC3\xA4\xC3\xA4\xC3\xA4 \xC2\xBD z");
    expect_line("<meta charset='latin1'>\xC3\xA4", 80, "\xC3\xA4");
    expect_line("one two three", 10, "one two\xE2\x80\xA6");
    expect_line("\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4", 6, "\xC3\xA4\xE2\x80\xA6");
    expect_line("<p></p>", 80, "");
    assert_string_equal(convert_id(&arena, "  Árbol: l'Été 3/4 ", 40), "arbol-lete-3-4");
    assert_string_equal(convert_id(&arena, "ab cd", 4), "ab-c");
    assert_string_equal(convert_id(&arena, "ab cd", 3), "ab");
    assert_string_equal(convert_id(&arena, "中", 40), "");
    arena_free(&arena);
}

static void test_steps(void **state)
{
    (void)state;
    char longest[5000];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    for (size_t i = 60; i < sizeof longest - 1; i += 61)
        longest[i] = i % 2 ? ' ' : '.';
    struct string_list steps =
        convert_steps(&arena, convert_lines(&arena, longest, false), 12, 2000);
    assert_in_range(steps.count, 3, 12);
    for (size_t i = 0; i < steps.count; i++)
        assert_in_range(strlen(steps.items[i]), 1, 2000);
    steps = convert_steps(&arena, convert_lines(&arena, "1. a\n2) b\n\n- c\n* d", false), 3, 2000);
    assert_int_equal(steps.count, 1);
    assert_string_equal(steps.items[0], "a b c d");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_free_exercise_db),
        cmocka_unit_test(test_marks_what_is_made_up),
        cmocka_unit_test(test_wger),
        cmocka_unit_test(test_wger_in_another_language),
        cmocka_unit_test(test_wger_languages),
        cmocka_unit_test(test_wger_near_languages),
        cmocka_unit_test(test_wger_languages_of_a_file),
        cmocka_unit_test(test_wrong_input),
        cmocka_unit_test(test_keeps_what_is_there),
        cmocka_unit_test(test_mangled_input),
        cmocka_unit_test(test_hundreds),
        cmocka_unit_test(test_hostile_html),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
