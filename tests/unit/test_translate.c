// links: content figure json base folder
/* Other languages: lang/CODE.json over the packs' own texts. */
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

#include "content/content.h"
#include "folder.h"

#define HEAD "\"version\": \"1\", \"format\": 1"
#define STRETCH                                                                                    \
    "{\"id\": \"stretch\", \"name\": \"Stretch\", \"summary\": \"Long\", \"position\": "           \
    "\"supine\", "                                                                                 \
    "\"dose\": {\"hold_s\": 20}, \"easier\": \"rest\", \"steps\": ["                               \
    "{\"role\": \"setup\", \"text\": \"Lie down\"}, {\"role\": \"move\", \"text\": \"Pull\"}], "   \
    "\"stop_if\": [\"Pain\"]}"

/* Pack "a" speaks English and Spanish; pack "b" is empty but for its pack.json. */
static int make_packs(void **state)
{
    (void)state;
    if (folder_make() != 0)
        return -1;
    folder_shell("mkdir -p a/exercises a/routines a/pages a/lang b/exercises b/lang");
    folder_write("a/pack.json",
                 "{\"id\": \"a\", \"name\": \"A\", " HEAD ", \"languages\": [\"en\", \"es\"]}");
    folder_write("b/pack.json",
                 "{\"id\": \"b\", \"name\": \"B\", " HEAD ", \"languages\": [\"en\", \"es\"]}");
    folder_write("b/lang/es.json", "{}");
    folder_write("a/exercises/stretch.json", STRETCH);
    folder_write("a/exercises/rest.json",
                 "{\"id\": \"rest\", \"name\": \"Rest\", \"position\": \"supine\", \"dose\": "
                 "{\"hold_s\": 5}, \"steps\": [{\"role\": \"move\", \"text\": \"Rest\"}]}");
    folder_write("a/routines/one.json",
                 "{\"id\": \"one\", \"name\": \"One\", \"red_flags\": \"card\", \"steps\": "
                 "[{\"exercise\": \"stretch\", \"note\": \"Softly\"}, {\"exercise\": \"rest\"}]}");
    folder_write("a/pages/card.json",
                 "{\"id\": \"card\", \"title\": \"Card\", \"figure\": \"rest\", \"sections\": "
                 "[{\"heading\": \"Head\", \"list\": [\"a\", \"b\"]}, "
                 "{\"table\": [[\"What\", \"Price\"], [\"Class\", \"$10\"]]}]}");
    folder_write("a/lang/es.json",
                 "{\"reviewed\": {\"by\": \"Ana\", \"date\": \"2025-01-31\"}, \"exercises\": {\n"
                 "\"stretch\": {\"name\": \"Estirar\", \"aliases\": [\"x\", \"y\"], \"summary\": "
                 "\"Largo\", \"steps\": [\"Túmbese\", \"Tire\"], \"stop_if\": [\"Dolor\"]},\n"
                 "\"rest\": {\"name\": \"Reposo\", \"steps\": [\"Repose\"]}},\n"
                 "\"routines\": {\"one\": {\"name\": \"Uno\", \"notes\": [\"Suave\", \"\"]}},\n"
                 "\"pages\": {\"card\": {\"title\": \"Tarjeta\", \"sections\": [{\"heading\": "
                 "\"Título\", \"list\": [\"á\", \"é\"]}, {\"table\": [[\"Qué\", \"Precio\"], "
                 "[\"Clase\", \"$10\"]]}]}}}");
    return 0;
}

static int remove_packs(void **state)
{
    (void)state;
    return folder_remove();
}

static struct content *load(size_t count, struct fault_list *faults)
{
    return content_load((const char *const[]){folder_path("a"), folder_path("b")}, count, faults);
}

/* Loads with exactly these faults, as `kiosk check` prints them. */
static struct content *load_with(size_t count, const char *expected)
{
    struct fault_list faults = {0};
    struct content *content = load(count, &faults);
    assert_non_null(content);
    assert_string_equal(folder_faults(&faults), expected);
    fault_list_free(&faults);
    return content;
}

static const struct exercise *spanish(const struct content *content, const char *id)
{
    const struct exercise *exercise = content_exercise(content_in(content, "es"), id);
    assert_non_null(exercise);
    return exercise;
}

static void test_all_of_it(void **state)
{
    (void)state;
    struct content *content = load_with(1, "");
    const struct exercise *e = spanish(content, "stretch");
    assert_string_equal(e->name, "Estirar");
    assert_string_equal(e->summary, "Largo");
    assert_string_equal(e->steps[0].text, "Túmbese");
    assert_string_equal(exercise_instruction(e, ROLE_MOVE), "Tire");
    assert_string_equal(e->stop_if.items[0], "Dolor");
    assert_int_equal(e->aliases.count, 2);
    const struct routine *r = content_routine(content_in(content, "es"), "one");
    assert_string_equal(r->name, "Uno");
    assert_string_equal(r->steps[0].note, "Suave");
    assert_string_equal(r->steps[1].note, "");
    const struct page *p = content_page(content_in(content, "es"), "card");
    assert_string_equal(p->title, "Tarjeta");
    assert_string_equal(p->sections[0].heading, "Título");
    assert_string_equal(p->sections[0].list.items[1], "é");
    assert_string_equal(p->sections[1].cells[2], "Clase");
    content_free(content);
}

/* What is in a language points to what is in that language, and shares what is not text. */
static void test_one_whole(void **state)
{
    (void)state;
    struct content *content = load_with(1, "");
    const struct content *es = content_in(content, "es");
    const struct exercise *stretch = spanish(content, "stretch");
    assert_ptr_equal(stretch->easier, spanish(content, "rest"));
    assert_ptr_equal(es->routines[0]->steps[0].exercise, stretch);
    assert_ptr_equal(es->routines[0]->red_flags, content_page(es, "card"));
    assert_ptr_equal(content_page(es, "card")->figure, spanish(content, "rest"));
    assert_int_equal(stretch->dose.hold_s, 20);
    assert_ptr_equal(stretch->clip, content_exercise(content, "stretch")->clip);
    assert_string_equal(content_exercise(content, "stretch")->name, "Stretch");
    assert_ptr_equal(content_in(es, "en"), content);
    assert_ptr_equal(content_in(es, "es"), es);
    content_free(content);
}

/* What is not translated is shared, but whatever names a translated item names the translation. */
static void test_only_what_is_another(void **state)
{
    (void)state;
    folder_write("a/exercises/alone.json",
                 "{\"id\": \"alone\", \"name\": \"Alone\", \"position\": \"supine\", \"dose\": "
                 "{\"hold_s\": 5}, \"steps\": [{\"role\": \"move\", \"text\": \"Rest\"}]}");
    folder_write("a/exercises/first.json",
                 "{\"id\": \"first\", \"name\": \"First\", \"position\": \"supine\", \"dose\": "
                 "{\"hold_s\": 5}, \"easier\": \"stretch\", "
                 "\"steps\": [{\"role\": \"move\", \"text\": \"Rest\"}]}");
    folder_write("a/lang/es.json", "{\"exercises\": {\"rest\": {\"name\": \"Reposo\"}}}");
    struct fault_list faults = {0};
    struct content *content = load(1, &faults);
    const struct content *es = content_in(content, "es");
    assert_ptr_equal(spanish(content, "alone"), content_exercise(content, "alone"));
    const struct exercise *first = spanish(content, "first");
    assert_ptr_equal(first->easier, spanish(content, "stretch"));
    assert_string_equal(first->easier->easier->name, "Reposo");
    assert_ptr_equal(es->routines[0]->steps[0].exercise, spanish(content, "stretch"));
    assert_string_equal(es->routines[0]->steps[1].exercise->name, "Reposo");
    assert_string_equal(content_page(es, "card")->figure->name, "Reposo");
    assert_string_equal(content->routines[0]->steps[1].exercise->name, "Rest");
    fault_list_free(&faults);
    content_free(content);
}

/* "by" alone is what the file says to who edits it: that nobody has. */
static void test_a_review_without_a_date_is_none(void **state)
{
    (void)state;
    folder_write("a/lang/es.json", "{\"reviewed\": {\"by\": \"Nobody yet\"}}");
    struct fault_list faults = {0};
    struct content *content = load(1, &faults);
    assert_string_equal(content->languages[1].reviewed_by, "");
    fault_list_free(&faults);
    content_free(content);
}

static void test_which_languages(void **state)
{
    (void)state;
    struct content *content = load_with(1, "");
    assert_int_equal(content->language_count, 2);
    assert_string_equal(content->languages[0].code, "en");
    assert_string_equal(content->languages[1].code, "es");
    assert_string_equal(content->languages[1].reviewed_by, "Ana");
    assert_true(content_speaks(content, "es"));
    assert_true(content_speaks(content, "es-MX"));
    assert_false(content_speaks(content, "e"));
    assert_false(content_speaks(content, "de"));
    assert_ptr_equal(content_in(content, "es-MX"), content_in(content, "es"));
    assert_ptr_equal(content_in(content, "de"), content);
    content_free(content);
}

static void test_missing(void **state)
{
    (void)state;
    folder_write("a/lang/es.json",
                 "{\"exercises\": {\n"
                 "  \"stretch\": {\"summary\": \"Largo\", \"stop_if\": [\"Dolor\"]}},\n"
                 "\"pages\": {\"card\": {\"title\": \"Tarjeta\",\n \"sections\": [\n"
                 "  {\"list\": [\"á\", \"é\"]}, {}]}}}");
    struct content *content = load_with(
        1,
        "a/lang/es.json:2:14: $.exercises.stretch: warning: has no \"name\"; the item's own text "
        "is shown in its place\n"
        "a/lang/es.json:2:14: $.exercises.stretch: warning: has no \"steps\"; the item's own "
        "text is shown in its place\n"
        "a/lang/es.json:1:15: $.exercises: warning: has no exercise \"rest\"; its own texts are "
        "shown in their place\n"
        "a/lang/es.json:1:1: $: warning: has no routine \"one\"; its own texts are shown in "
        "their place\n"
        "a/lang/es.json:5:3: $.pages.card.sections[0]: warning: has no \"heading\"; the item's "
        "own text is shown in its place\n"
        "a/lang/es.json:5:25: $.pages.card.sections[1]: warning: has no \"table\"; the item's "
        "own text is shown in its place\n");
    assert_string_equal(spanish(content, "stretch")->name, "Stretch");
    assert_string_equal(spanish(content, "stretch")->summary, "Largo");
    assert_string_equal(spanish(content, "stretch")->steps[1].text, "Pull");
    assert_string_equal(spanish(content, "rest")->name, "Rest");
    assert_string_equal(content_in(content, "es")->routines[0]->steps[0].note, "Softly");
    assert_string_equal(content_in(content, "es")->pages[0]->sections[0].heading, "Head");
    assert_string_equal(content_in(content, "es")->pages[0]->sections[0].list.items[0], "á");
    content_free(content);
}

static void test_wrong(void **state)
{
    (void)state;
    folder_write("a/lang/es.json",
                 "{\"exercises\": {\n"
                 "  \"stretch\": {\"nmae\": \"E\", \"name\": \"E\", \"summary\": 5,\n"
                 "    \"steps\": [\"a\"], \"stop_if\": [\"\"], \"benefits\": [\"b\"]},\n"
                 "  \"rset\": {},\n"
                 "  \"rest\": {\"name\": \"Reposo\", \"steps\": [\"Repose\"]}},\n"
                 "\"routines\": {\"one\": {\"name\": \"Uno\", \"notes\": [\"a\", \"b\"]}},\n"
                 "\"pages\": {\"card\": {\"title\": \"T\", \"sections\": [{\"heading\": \"H\",\n"
                 "  \"list\": [\"a\"]}, {\"table\": [[\"a\", \"b\"], [\"c\"]]}]}}}");
    struct content *content = load_with(
        1, "a/lang/es.json:2:52: $.exercises.stretch.summary: is a number; a text in double quotes "
           "is needed\n"
           "a/lang/es.json:3:14: $.exercises.stretch.steps: holds 1, but the item itself has 2; "
           "exactly 2 are needed\n"
           "a/lang/es.json:3:50: $.exercises.stretch.benefits: the item itself has no "
           "\"benefits\"; take it out\n"
           "a/lang/es.json:3:33: $.exercises.stretch.stop_if[0]: is empty; a text is needed\n"
           "a/lang/es.json:2:15: $.exercises.stretch.nmae: unknown key \"nmae\"; did you mean "
           "\"name\"?\n"
           "a/lang/es.json:4:11: $.exercises.rset: there is no exercise \"rset\"; did you mean "
           "\"rest\"?\n"
           "a/lang/es.json:6:52: $.routines.one.notes[1]: step 2 of the routine itself has no "
           "note; \"\" is needed\n"
           "a/lang/es.json:8:11: $.pages.card.sections[0].list: holds 1, but the item itself has "
           "2; exactly 2 are needed\n"
           "a/lang/es.json:8:42: $.pages.card.sections[1].table[1]: holds 1, but the item itself "
           "has 2; exactly 2 are needed\n");
    const struct exercise *e = spanish(content, "stretch");
    assert_string_equal(e->name, "E"); /* what is right counts all the same */
    assert_string_equal(e->summary, "Long");
    assert_string_equal(e->steps[0].text, "Lie down");
    assert_string_equal(e->stop_if.items[0], "Pain");
    assert_int_equal(e->benefits.count, 0);
    assert_string_equal(content_in(content, "es")->pages[0]->sections[1].cells[0], "What");
    content_free(content);
}

static void test_files_and_lists(void **state)
{
    (void)state;
    folder_shell("mv a/lang/es.json a/lang/fr.json");
    content_free(load_with(
        1, "a/pack.json:1:75: $.languages[1]: warning: there is no lang/es.json; every text is "
           "shown in \"en\"\n"
           "a/lang/fr.json:1:1: $: warning: nobody can choose this language; add \"fr\" to "
           "\"languages\" in pack.json\n"));
    folder_shell("mv a/lang/fr.json a/lang/es.json");
    folder_write("b/pack.json", "{\"id\": \"b\", \"name\": \"B\", " HEAD "}");
    folder_shell("rm b/lang/es.json");
    content_free(load_with(2, "b/pack.json:1:1: $: warning: there is no lang/es.json; every text "
                              "is shown in \"en\"\n"));
    folder_write("b/pack.json",
                 "{\"id\": \"b\", \"name\": \"B\", " HEAD ", \"languages\": [\"es\", \"../x\"]}");
    content_free(load_with(
        2, "b/pack.json:1:75: $.languages[1]: is not a language; codes such as \"en\" or \"pt-BR\" "
           "are allowed\n"
           "b/pack.json:1:68: $.languages: warning: there is no lang/en.json; every text is shown "
           "in \"es\"\n"));
}

/* What staff make at the screen is meant to be in the languages that they wrote it in. */
static void test_the_own_pack_need_not_be_translated(void **state)
{
    (void)state;
    folder_write("b/pack.json",
                 "{\"id\": \"own\", \"name\": \"B\", " HEAD ", \"languages\": [\"en\"]}");
    folder_shell("rm b/lang/es.json; mkdir b/routines");
    folder_write("b/routines/two.json", "{\"id\": \"two\", \"name\": \"Two\", \"red_flags\": "
                                        "\"card\", \"summary\": \"Ours\", \"steps\": "
                                        "[{\"exercise\": \"rest\", \"note\": \"Softly\"}]}");
    folder_write("b/routines/three.json",
                 "{\"id\": \"three\", \"name\": \"Three\", \"red_flags\": \"card\", \"steps\": "
                 "[{\"exercise\": \"rest\"}]}");
    content_free(load_with(2, ""));
    folder_write("b/pack.json",
                 "{\"id\": \"own\", \"name\": \"B\", " HEAD ", \"languages\": [\"en\", \"es\"]}");
    folder_write("b/lang/es.json", "{\"routines\": {\"two\": {\"name\": \"Dos\"}}}");
    struct content *content = load_with(2, "");
    assert_string_equal(content_routine(content_in(content, "es"), "two")->name, "Dos");
    content_free(content);
}

/* A file that cannot be read takes nothing away. */
static void test_broken(void **state)
{
    (void)state;
    folder_write("a/lang/es.json", "{\"exercises\": {");
    struct fault_list faults = {0};
    struct content *content = load(1, &faults);
    assert_int_equal(faults.errors, 1);
    assert_string_equal(spanish(content, "stretch")->name, "Stretch");
    fault_list_free(&faults);
    content_free(content);
}

/* A later pack mends a word of an earlier one's translation. */
static void test_mended(void **state)
{
    (void)state;
    folder_write("b/lang/es.json", "{\"exercises\": {\"stretch\": {\"name\": \"Estiramiento\"}}}");
    struct content *content = load_with(2, "");
    assert_string_equal(spanish(content, "stretch")->name, "Estiramiento");
    assert_string_equal(spanish(content, "stretch")->steps[0].text, "Túmbese");
    content_free(content);
}

/* What a later pack replaces has other words than those that were translated. */
static void test_replaced(void **state)
{
    (void)state;
    folder_write("b/exercises/stretch.json",
                 "{\"id\": \"stretch\", \"name\": \"Ours\", \"position\": \"supine\", \"dose\": "
                 "{\"hold_s\": 9}, \"steps\": [{\"role\": \"move\", \"text\": \"Ours\"}]}");
    folder_write(
        "b/lang/es.json",
        "{\"exercises\": {\"stretch\": {\"name\": \"Lo nuestro\", \"steps\": [\"Así\"]}}}");
    struct content *content = load_with(2, "");
    assert_string_equal(spanish(content, "stretch")->name, "Lo nuestro");
    assert_string_equal(spanish(content, "stretch")->summary, "");
    assert_int_equal(spanish(content, "stretch")->dose.hold_s, 9);
    assert_ptr_equal(content_in(content, "es")->routines[0]->steps[0].exercise,
                     spanish(content, "stretch"));
    content_free(content);
}

static void test_hidden(void **state)
{
    (void)state;
    folder_write("b/pack.json", "{\"id\": \"b\", \"name\": \"B\", " HEAD
                                ", \"languages\": [\"en\", \"es\"], \"hide\": [\"card\"]}");
    folder_write("a/routines/one.json", "{\"id\": \"one\", \"name\": \"One\", \"body_regions\": "
                                        "[\"arms\"], \"steps\": [{\"exercise\": \"stretch\", "
                                        "\"note\": \"Softly\"}, {\"exercise\": \"rest\"}]}");
    content_free(load_with(2, ""));
}

/* The shipped pack is complete in all its languages. */
static void test_shipped(void **state)
{
    (void)state;
    static const char *const dirs[] = {SOURCE_DIR "/content"};
    struct fault_list faults = {0};
    struct content *content = content_load(dirs, 1, &faults);
    assert_non_null(content);
    assert_int_equal(faults.errors + faults.warnings, 0);
    assert_true(content_speaks(content, "es"));
    const struct content *es = content_in(content, "es");
    for (size_t i = 0; i < es->exercise_count; i++) {
        assert_ptr_not_equal(es->exercises[i]->name, content->exercises[i]->name);
        assert_ptr_equal(es->exercises[i]->clip, content->exercises[i]->clip);
    }
    fault_list_free(&faults);
    content_free(content);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_all_of_it, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_one_whole, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_only_what_is_another, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_a_review_without_a_date_is_none, make_packs,
                                        remove_packs),
        cmocka_unit_test_setup_teardown(test_which_languages, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_missing, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_wrong, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_files_and_lists, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_the_own_pack_need_not_be_translated, make_packs,
                                        remove_packs),
        cmocka_unit_test_setup_teardown(test_broken, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_mended, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_replaced, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_hidden, make_packs, remove_packs),
        cmocka_unit_test(test_shipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
