// links: shipped content figure json base
/* What the shipped content owes its sources and its patients, whatever its words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "figure/pose.h"
#include "shipped.h"

static struct content *content;

static int load(void **state)
{
    (void)state;
    content = shipped_content();
    return 0;
}

static int unload(void **state)
{
    (void)state;
    content_free(content);
    return 0;
}

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool any_holds(const struct string_list *list, const char *words)
{
    for (size_t i = 0; i < list->count; i++)
        if (strstr(list->items[i], words))
            return true;
    return false;
}

/* ---- routines ---- */

/* Of these there is no gentler version: what they say at "It hurts" makes them smaller, or one
 * rests. */
static bool is_easiest(const struct exercise *exercise)
{
    static const char *const easiest[] = {
        "relaxed-breathing-seated", "walking",        "childs-pose",
        "supine-hamstring",         "wall-leg-raise", "tai-chi"};
    for (size_t i = 0; i < sizeof easiest / sizeof *easiest; i++)
        if (strcmp(exercise->id, easiest[i]) == 0)
            return true;
    return false;
}

static bool shares_region(const struct exercise *one, const struct exercise *other)
{
    for (size_t i = 0; i < one->body_regions.count; i++)
        if (string_list_has(&other->body_regions, one->body_regions.items[i]))
            return true;
    return false;
}

/* It pulls at the nerve, and is no smaller form of anything else. */
static bool is_nerve_glide(const struct exercise *exercise)
{
    return strstr(exercise->id, "nerve") != NULL;
}

static void expect_easier(const struct exercise *exercise, const struct exercise *easier)
{
    assert_true(shares_region(exercise, easier));
    assert_true(is_nerve_glide(exercise) || !is_nerve_glide(easier));
    if (strcmp(easier->level, "beginner") != 0)
        assert_string_equal(easier->level, exercise->level);
}

/* Not what has just been done either, nor what comes next. */
static void every_step_has_an_easier_exercise_that_is_new_in_the_routine(void **state)
{
    (void)state;
    for (size_t r = 0; r < content->routine_count; r++) {
        const struct routine *routine = content->routines[r];
        for (size_t i = 0; i < routine->step_count; i++) {
            const struct exercise *exercise = routine->steps[i].exercise;
            const struct exercise *easier = exercise->easier;
            if (!easier != is_easiest(exercise))
                fail_msg("%s: %s has %s", routine->id, exercise->id, easier ? easier->id : "none");
            assert_non_null(exercise_instruction(exercise, ROLE_SAFETY));
            for (size_t k = 0; easier && k < i + 2 && k < routine->step_count; k++)
                if (easier == routine->steps[k].exercise)
                    fail_msg("%s: %s again, for %s", routine->id, easier->id, exercise->id);
        }
    }
}

static void what_is_called_easier_is_of_the_same_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < content->exercise_count; i++)
        if (content->exercises[i]->easier)
            expect_easier(content->exercises[i], content->exercises[i]->easier);
}

static void nothing_is_in_the_end_easier_than_itself(void **state)
{
    (void)state;
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *exercise = content->exercises[i], *easier = exercise->easier;
        for (size_t k = 0; easier && k < content->exercise_count; k++, easier = easier->easier)
            if (easier == exercise)
                fail_msg("%s is easier than %s", exercise->id, exercise->id);
    }
}

static void routines_begin_with_a_warm_up_and_end_with_calm_breathing(void **state)
{
    (void)state;
    for (size_t r = 0; r < content->routine_count; r++) {
        const struct routine *routine = content->routines[r];
        assert_true(starts(routine->steps[0].note, "Warm up"));
        const struct exercise *last = routine->steps[routine->step_count - 1].exercise;
        assert_true(starts(last->id, "relaxed-breathing"));
        assert_int_equal(last->position, routine_place(routine) == PLACE_CHAIR ? POSITION_CHAIR
                                         : routine_place(routine) == PLACE_STANDING
                                             ? POSITION_STANDING
                                             : POSITION_SUPINE);
    }
}

static void every_routine_asks_for_the_warning_signs(void **state)
{
    (void)state;
    for (size_t r = 0; r < content->routine_count; r++) {
        assert_non_null(content->routines[r]->red_flags);
        assert_true(content->routines[r]->red_flags->listed);
    }
}

/* A burst vessel, an infection and a broken bone do not wait for a doctor's hours. */
static void where_nobody_is_near_the_worst_signs_call_for_help(void **state)
{
    (void)state;
    static const char *const worst[] = {"bladder", "chest", "numbness",
                                        "belly",   "fever", "bad fall"};
    const struct page *card = content_page(content, "red-flags");
    const struct page_section *last = &card->sections[card->section_count - 1];
    assert_true(last->emergency);
    const char *doctor = strstr(last->text, "With any other sign");
    assert_non_null(doctor);
    for (size_t i = 0; i < sizeof worst / sizeof *worst; i++) {
        const char *sign = strstr(last->text, worst[i]);
        assert_true(sign && sign < doctor);
    }
}

/* As the sources order them; a warm-up may come before and breathing after. */
static void routines_keep_the_order_of_their_source(void **state)
{
    (void)state;
    static const struct {
        const char *routine, *order;
    } owed[] = {
        {"lower-back-relief", "childs-pose knee-to-chest pelvic-tilt seated-spinal-twist "},
        {"ease-sciatic-pain",
         "sciatic-nerve-floss piriformis-stretch figure-4 standing-hamstring cobra "},
        {"pinched-nerve-yoga", "childs-pose-wide downward-dog cat-cow "},
        {"sciatic-mat-routine", "low-back-stretch cat-stretch cat-stretch-hollow supine-hamstring "
                                "chair-torso-twist wall-leg-raise "},
        {"from-your-chair", "seated-nerve-glide figure-4 chair-torso-twist "},
        {"on-your-feet", "walking standing-hamstring tai-chi "},
    };
    for (size_t i = 0; i < sizeof owed / sizeof *owed; i++) {
        const struct routine *routine = content_routine(content, owed[i].routine);
        assert_non_null(routine);
        char order[512] = "";
        for (size_t s = 0; s < routine->step_count; s++) {
            strcat(order, routine->steps[s].exercise->id);
            strcat(order, " ");
        }
        assert_non_null(strstr(order, owed[i].order));
    }
}

/* ---- what must be minded ---- */

static void every_exercise_says_when_to_stop(void **state)
{
    (void)state;
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *exercise = content->exercises[i];
        assert_true(any_holds(&exercise->stop_if, "Sharp pain"));
        assert_true(any_holds(&exercise->stop_if, "gets worse"));
        assert_true(any_holds(&exercise->stop_if, "further down the leg or arm than before"));
        assert_true(any_holds(&exercise->stop_if, "dizzy, chest pain, or short of breath"));
        assert_true(exercise->precautions.count + exercise->ask_first.count > 0);
    }
}

/* Such a caution is too late once the exercise has begun. */
static void whoever_should_ask_is_told_before_and_not_among_the_precautions(void **state)
{
    (void)state;
    static const char *const words[] = {"sk your",  "sk first", "sk before", "steoporosis",
                                        "stenosis", "regnan",   "urgery",    "eplacement"};
    size_t asking = 0;
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *exercise = content->exercises[i];
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            if (any_holds(&exercise->precautions, words[w]))
                fail_msg("%s: \"%s\" among the precautions", exercise->id, words[w]);
        for (size_t k = 0; k < exercise->ask_first.count; k++)
            assert_true(strlen(exercise->ask_first.items[k]) > strlen("Ask your doctor first"));
        asking += exercise->ask_first.count;
    }
    assert_true(asking > 30);
}

/* How many words of one text stand in the other, of how many. */
static size_t shared_words(const char *one, const char *other, size_t *count)
{
    char copy[512], *save;
    size_t shared = 0;
    snprintf(copy, sizeof copy, "%s", one);
    *count = 0;
    for (char *word = strtok_r(copy, " .,;:", &save); word; word = strtok_r(NULL, " .,;:", &save)) {
        shared += strcasestr(other, word) != NULL;
        ++*count;
    }
    return shared;
}

static void expect_different(const struct exercise *exercise, const char *one, const char *other)
{
    size_t count, shared = shared_words(one, other, &count);
    if (count > 1 && shared * 4 >= count * 3)
        fail_msg("%s: \"%s\" says what \"%s\" says", exercise->id, one, other);
}

/* What is said while one does it, and what is to be minded. */
static void nothing_is_said_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *exercise = content->exercises[i];
        for (size_t p = 0; p < exercise->precautions.count; p++)
            for (size_t s = 0; s < exercise->step_count; s++) {
                if (exercise->steps[s].role == ROLE_SAFETY)
                    continue;
                expect_different(exercise, exercise->precautions.items[p], exercise->steps[s].text);
                expect_different(exercise, exercise->steps[s].text, exercise->precautions.items[p]);
            }
    }
}

/* Every word of it that has more than three letters stands in the other, and there are some. */
static bool repeats(const char *note, const char *other)
{
    char copy[512], *save;
    size_t count = 0, shared = 0;
    snprintf(copy, sizeof copy, "%s", note);
    for (char *word = strtok_r(copy, " .,;:", &save); word; word = strtok_r(NULL, " .,;:", &save)) {
        if (strlen(word) < 4)
            continue;
        shared += strcasestr(other, word) != NULL;
        count++;
    }
    return count > 0 && shared == count;
}

/* What a routine notes of a step is read together with what the exercise says. */
static void no_note_says_what_its_exercise_says(void **state)
{
    (void)state;
    for (size_t r = 0; r < content->routine_count; r++)
        for (size_t i = 0; i < content->routines[r]->step_count; i++) {
            const struct routine_step *step = &content->routines[r]->steps[i];
            for (size_t s = 0; *step->note && s < step->exercise->step_count; s++)
                if (repeats(step->note, step->exercise->steps[s].text))
                    fail_msg("%s: \"%s\" is said twice", step->exercise->id, step->note);
        }
}

/* How long it takes is counted, and changes with what it holds. */
static void no_routine_is_named_after_its_length(void **state)
{
    (void)state;
    for (size_t r = 0; r < content->routine_count; r++)
        assert_null(strcasestr(content->routines[r]->name, "minute"));
}

static void no_word_means_two_moves_and_sharp_pain_means_stop(void **state)
{
    (void)state;
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *exercise = content->exercises[i];
        for (size_t s = 0; s < exercise->step_count; s++) {
            assert_null(strstr(exercise->steps[s].text, "rch your"));
            assert_null(strstr(exercise->steps[s].text, "Ease off"));
        }
    }
}

static void whoever_stands_has_something_to_hold_on_to(void **state)
{
    (void)state;
    for (size_t r = 0; r < content->routine_count; r++)
        for (size_t i = 0; i < content->routines[r]->step_count; i++) {
            const struct exercise *exercise = content->routines[r]->steps[i].exercise;
            if (exercise->position == POSITION_STANDING)
                assert_true(string_list_has(&exercise->equipment, "support"));
        }
}

/* Who stands on one leg and holds on, or holds a leg in the hands, is told how to come out of it.
 */
static void no_hold_is_simply_let_go(void **state)
{
    (void)state;
    static const char *const held[] = {"standing-hamstring", "supine-hamstring", "knee-to-chest",
                                       "piriformis-stretch", "low-back-stretch"};
    for (size_t i = 0; i < sizeof held / sizeof *held; i++) {
        const struct exercise *exercise = content_exercise(content, held[i]);
        const char *how = exercise_instruction_at(exercise, WHEN_LET_GO);
        assert_non_null(how);
        for (size_t s = 0; s < exercise->step_count; s++)
            assert_null(strcasestr(exercise->steps[s].text, "let go"));
    }
}

static void what_is_let_go_or_changed_has_its_moment(void **state)
{
    (void)state;
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *exercise = content->exercises[i];
        bool changes = false;
        for (size_t s = 0; s < exercise->step_count; s++)
            changes = changes || exercise->steps[s].when == WHEN_SWITCH;
        assert_int_equal(changes, exercise->sides == SIDES_EACH);
    }
}

/* The colours of the code are those of the schema, and staff choose them by a word. */
static void every_colour_of_routines_is_in_the_schema_and_has_a_name(void **state)
{
    (void)state;
    char text[8192], all[256] = "\"enum\": [", key[64];
    FILE *schema = fopen(SOURCE_DIR "/content/schema/routine.schema.json", "r");
    assert_non_null(schema);
    size_t length = fread(text, 1, sizeof text - 1, schema);
    fclose(schema);
    text[length] = '\0';
    for (int i = 0; i < ROUTINE_COLOR_COUNT; i++)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s\"%s\"", i > 0 ? ", " : "",
                 routine_color_names[i]);
    if (!strstr(text, all))
        fail_msg("content/schema/routine.schema.json has not: %s", all);
    const struct languages languages = shipped_languages();
    for (size_t l = 0; l < languages.count; l++) {
        struct strings *strings = shipped_words(languages.codes[l]);
        for (int i = 0; i < ROUTINE_COLOR_COUNT; i++) {
            snprintf(key, sizeof key, "staff.builder.%s", routine_color_names[i]);
            if (tr(strings, key)[0] == '[')
                fail_msg("assets/lang/%s.json has no %s", languages.codes[l], key);
        }
        strings_free(strings);
    }
}

/* Without what stands between words, so that lines may be broken anywhere. */
static void drop_blanks(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++)
        if (*from != ' ' && *from != '\n')
            *to++ = *from;
    *to = '\0';
}

static void every_prop_of_figures_is_in_the_schema(void **state)
{
    (void)state;
    static const char *const names[] = {
#define X(NAME, name) #name,
        FIGURE_PROPS(X)
#undef X
    };
    char text[32768], all[512] = "\"enum\":[";
    FILE *schema = fopen(SOURCE_DIR "/content/schema/figure.schema.json", "r");
    assert_non_null(schema);
    size_t length = fread(text, 1, sizeof text - 1, schema);
    fclose(schema);
    text[length] = '\0';
    drop_blanks(text);
    for (int i = 0; i < PROP_KIND_COUNT; i++)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s\"%s\"", i > 0 ? "," : "",
                 names[i]);
    if (!strstr(text, all))
        fail_msg("content/schema/figure.schema.json has not: %s", all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_step_has_an_easier_exercise_that_is_new_in_the_routine),
        cmocka_unit_test(what_is_called_easier_is_of_the_same_kind),
        cmocka_unit_test(nothing_is_in_the_end_easier_than_itself),
        cmocka_unit_test(whoever_should_ask_is_told_before_and_not_among_the_precautions),
        cmocka_unit_test(nothing_is_said_twice),
        cmocka_unit_test(no_note_says_what_its_exercise_says),
        cmocka_unit_test(no_routine_is_named_after_its_length),
        cmocka_unit_test(routines_begin_with_a_warm_up_and_end_with_calm_breathing),
        cmocka_unit_test(every_routine_asks_for_the_warning_signs),
        cmocka_unit_test(where_nobody_is_near_the_worst_signs_call_for_help),
        cmocka_unit_test(routines_keep_the_order_of_their_source),
        cmocka_unit_test(every_exercise_says_when_to_stop),
        cmocka_unit_test(no_word_means_two_moves_and_sharp_pain_means_stop),
        cmocka_unit_test(whoever_stands_has_something_to_hold_on_to),
        cmocka_unit_test(no_hold_is_simply_let_go),
        cmocka_unit_test(what_is_let_go_or_changed_has_its_moment),
        cmocka_unit_test(every_prop_of_figures_is_in_the_schema),
        cmocka_unit_test(every_colour_of_routines_is_in_the_schema_and_has_a_name),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
