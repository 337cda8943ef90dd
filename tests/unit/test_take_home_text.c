// links: shipped screens ui session content packs store json figure base
/* What is taken home: nothing that one needs alone is missing, in any language and however many
 * texts it takes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "screens/parts.h"
#include "screens/take_home.h"
#include "shipped.h"

/* From small panels to one code for all. */
static const size_t rooms[] = {650, 926, 1270, 1462, 1 << 20};

enum { ROOMS = sizeof rooms / sizeof *rooms };

static struct content *content;
static struct arena arena;

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
    arena_free(&arena);
    return 0;
}

/* ---- shipped routines ---- */

typedef void routine_test(const struct strings *strings, const struct routine *routine,
                          size_t room);

static void for_each_routine(routine_test *test)
{
    struct languages languages = shipped_languages();
    for (size_t l = 0; l < languages.count; l++) {
        struct strings *strings = shipped_words(languages.codes[l]);
        const struct content *in = content_in(content, languages.codes[l]);
        for (size_t r = 0; r < in->routine_count; r++)
            for (size_t i = 0; i < ROOMS; i++)
                test(strings, in->routines[r], rooms[i]);
        strings_free(strings);
    }
}

/* All texts one after the other, heads included, and a cursor that only goes forward. */
struct reading {
    const char *all, *at, *where;
};

static struct reading read_all(const struct strings *strings, const struct routine *routine,
                               size_t room)
{
    struct take_home_texts texts = take_home_texts(strings, &arena, routine, room);
    const char *all = "";
    for (size_t i = 0; i < texts.count; i++)
        all = arena_printf(&arena, "%s%s\n", all, texts.items[i]);
    return (struct reading){
        all, all,
        arena_printf(&arena, "%s, %s, %zu bytes", strings_code(strings), routine->id, room)};
}

/* A whole line that ends with `text`, or is all of it, or tells of which steps it is. */
static void expect_next(struct reading *reading, const char *text)
{
    const char *line = arena_printf(&arena, "%s\n", take_home_plain(&arena, text));
    const char *found = strstr(reading->at, line);
    if (!found)
        fail_msg("%s: \"%s\" %s", reading->where, text,
                 strstr(reading->all, line) ? "stands too early" : "is not told");
    reading->at = found + strlen(line) - 1;
}

/* "If it hurts: come down.", and "Come down, if it hurts." */
static const char *conditional(const struct strings *strings, const char *safety)
{
    const char *condition = tr(strings, "exercise.hurts");
    size_t next;
    utf8_at(condition, strlen(condition), 0, &next);
    return strstr(safety, condition + next) ? safety
                                            : part_told(strings, &arena, condition, safety);
}

static void expect_step(struct reading *reading, const struct strings *strings,
                        const struct routine_step *step)
{
    const struct exercise *e = step->exercise;
    const char *dose = part_dose_text(strings, &arena, e, &step->dose);
    const char *last = strstr(dose, "· ") ? strrchr(dose, '\xB7') + 2 : dose;
    expect_next(reading, last);
    for (size_t i = 0; i < e->contraindications.count; i++)
        expect_next(reading, e->contraindications.items[i]);
    for (size_t i = 0; i < e->precautions.count; i++)
        expect_next(reading, e->precautions.items[i]);
    if (*step->note)
        expect_next(reading, step->note);
    for (size_t i = 0; i < e->step_count; i++)
        expect_next(reading, e->steps[i].role == ROLE_SAFETY
                                 ? conditional(strings, e->steps[i].text)
                                 : e->steps[i].text);
}

/* "- Osteoporosis: ask your doctor (2-3, 6)", in whichever order. */
static void expect_asked(const struct reading *reading, const struct exercise *e)
{
    for (size_t i = 0; i < e->ask_first.count; i++) {
        const char *line = arena_printf(&arena, "- %s", e->ask_first.items[i]);
        if (!strstr(reading->all, take_home_plain(&arena, line)))
            fail_msg("%s: \"%s\" is not told", reading->where, line);
    }
}

static void expect_told(const struct strings *strings, const struct routine *routine, size_t room)
{
    struct reading reading = read_all(strings, routine, room);
    assert_true(*routine->how_often);
    expect_next(&reading, routine->how_often);
    const struct string_list signs = routine->steps[0].exercise->stop_if;
    assert_true(signs.count > 0);
    for (size_t i = 0; i < signs.count; i++)
        expect_next(&reading, signs.items[i]);
    for (size_t i = 0; i < routine->step_count; i++) {
        const char *name = routine->steps[i].exercise->name;
        const char *head =
            arena_printf(&arena, "%zu. %s%s", i + 1, name, tr(strings, "common.colon"));
        if (!strstr(reading.all, take_home_plain(&arena, head)))
            fail_msg("%s: no \"%s\"", reading.where, head);
        expect_step(&reading, strings, &routine->steps[i]);
        expect_asked(&reading, routine->steps[i].exercise);
    }
    arena_reset(&arena);
}

static void what_one_needs_alone_is_told_in_order_in_every_language(void **state)
{
    (void)state;
    for_each_routine(expect_told);
}

static void expect_readable_alone(const struct strings *strings, const struct routine *routine,
                                  size_t room)
{
    struct take_home_texts texts = take_home_texts(strings, &arena, routine, room);
    const char *name = take_home_plain(&arena, routine->name);
    for (size_t i = 0; i < texts.count; i++) {
        const char *text = texts.items[i];
        const char *head = texts.count == 1
                               ? arena_printf(&arena, "%s\n", name)
                               : arena_printf(&arena, "%s %zu/%zu\n", name, i + 1, texts.count);
        assert_memory_equal(text, head, strlen(head));
        const char *brief = texts.count > TAKE_HOME_FEW || strstr(text, "1/3")
                                ? "1/"
                                : tr(strings, "finish.stop_brief");
        const char *rule = i == 0 ? tr(strings, "exercise.stop_if") : brief;
        assert_non_null(strstr(text, take_home_plain(&arena, rule)));
        assert_true(strlen(text) <= room);
        assert_true(utf8_valid(text, strlen(text)));
    }
    arena_reset(&arena);
}

static void each_text_can_be_read_alone_and_is_no_longer_than_asked(void **state)
{
    (void)state;
    for_each_routine(expect_readable_alone);
}

/* The number and the name of a step, or what the lines below are about. */
static bool is_titled(const struct strings *strings, const char *body)
{
    static const char *const titles[] = {"exercise.stop_if", "exercise.ask_first"};
    if (*body >= '1' && *body <= '9')
        return true;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        const char *title = take_home_plain(&arena, tr(strings, titles[i]));
        if (strncmp(body, title, strlen(title)) == 0)
            return true;
    }
    return false;
}

/* Nobody reads how to do something without what it is. */
static void expect_titled(const struct strings *strings, const struct routine *routine, size_t room)
{
    struct take_home_texts texts = take_home_texts(strings, &arena, routine, room);
    for (size_t i = 1; i < texts.count; i++) {
        const char *body = strstr(texts.items[i], "\n\n") + 2;
        if (!is_titled(strings, body))
            fail_msg("%s, %s, %zu/%zu begins with %.60s", strings_code(strings), routine->id, i + 1,
                     texts.count, body);
    }
    arena_reset(&arena);
}

static void each_text_begins_with_what_it_is_about(void **state)
{
    (void)state;
    for_each_routine(expect_titled);
}

/* The steps stand whole where that takes no more texts. */
static void a_step_is_not_parted_without_need(void **state)
{
    (void)state;
    struct strings *strings = shipped_words("en");
    const struct routine *routine = content_routine(content, "sciatic-mat-routine");
    struct take_home_texts texts = take_home_texts(strings, &arena, routine, 1950);
    assert_true(texts.count > 1);
    for (size_t i = 1; i < texts.count; i++) {
        const char *body = strstr(texts.items[i], "\n\n") + 2;
        assert_in_range(*body, '1', '9');
        assert_memory_equal(body + 1, ". ", 2);
    }
    strings_free(strings);
    arena_reset(&arena);
}

static void texts_are_about_equally_long(void **state)
{
    (void)state;
    struct strings *strings = shipped_words("en");
    const struct routine *routine = content_routine(content, "sciatic-mat-routine");
    struct take_home_texts texts = take_home_texts(strings, &arena, routine, 1950);
    assert_int_equal(texts.count, 2);
    size_t first = strlen(texts.items[0]), second = strlen(texts.items[1]);
    assert_true(first * 5 > second * 4 && second * 5 > first * 4);
    strings_free(strings);
    arena_reset(&arena);
}

/* ---- odd routines, made here ---- */

struct odd {
    struct strings *strings;
    struct instruction move;
    struct exercise exercise;
    struct routine_step steps[ROUTINE_STEPS_MAX];
    struct routine routine;
};

static struct odd odd(const char *code, const char *move)
{
    struct odd o = {.strings = shipped_words(code), .move = {.role = ROLE_MOVE, .text = move}};
    o.exercise = (struct exercise){.id = "e", .name = "Ex", .step_count = 1};
    o.routine = (struct routine){.id = "r", .name = "Name", .how_often = ""};
    return o;
}

static struct take_home_texts texts_of(struct odd *o, size_t steps, size_t room)
{
    o->exercise.steps = &o->move;
    for (size_t i = 0; i < steps; i++)
        o->steps[i] = (struct routine_step){
            .exercise = &o->exercise, .dose = {.sets = 1, .reps = 2, .hold_s = 20}, .note = ""};
    o->routine.steps = o->steps;
    o->routine.step_count = steps;
    return take_home_texts(o->strings, &arena, &o->routine, room);
}

static void where_nothing_is_said_one_is_told_whom_to_ask(void **state)
{
    (void)state;
    struct odd o = odd("en", "Move.");
    struct take_home_texts texts = texts_of(&o, 1, 2000);
    assert_string_equal(texts.items[0],
                        arena_printf(&arena,
                                     "Name\n\nHow often: ask your therapist.\n%s\n\n"
                                     "1. Ex: Hold 20 s, 2 times\nMove.",
                                     tr(o.strings, "finish.stop_rule")));
    strings_free(o.strings);
    arena_reset(&arena);
}

/* No line end, no blank, three bytes a letter. */
static void a_step_that_fits_nowhere_is_parted_between_letters(void **state)
{
    (void)state;
    char move[2101] = "";
    for (int i = 0; i < 700; i++)
        memcpy(move + 3 * i, i % 2 ? "动" : "作", 4);
    for (size_t room = 650; room < 660; room++) {
        struct odd o = odd("zh", move);
        struct take_home_texts texts = texts_of(&o, 1, room);
        assert_true(texts.count > 3);
        size_t letters = 0;
        for (size_t i = 0; i < texts.count; i++) {
            assert_true(utf8_valid(texts.items[i], strlen(texts.items[i])));
            assert_true(strlen(texts.items[i]) <= room);
            for (const char *at = texts.items[i]; (at = strstr(at, "动")); at++)
                letters++;
        }
        /* The kiosk's own words may have that letter, too. */
        assert_in_range(letters, 350, 350 + texts.count);
        strings_free(o.strings);
        arena_reset(&arena);
    }
}

static void what_is_left_out_is_said(void **state)
{
    (void)state;
    static char move[2041];
    memset(move, 'm', sizeof move - 1);
    struct odd o = odd("en", move);
    struct take_home_texts texts = texts_of(&o, ROUTINE_STEPS_MAX, 650);
    assert_int_equal(texts.count, TAKE_HOME_TEXTS_MAX);
    const char *last = texts.items[TAKE_HOME_TEXTS_MAX - 1];
    assert_non_null(strstr(last, tr(o.strings, "finish.take_home_rest")));
    assert_true(strlen(last) <= 650);
    strings_free(o.strings);
    arena_reset(&arena);
}

static void signs_of_exercises_are_told_once_each(void **state)
{
    (void)state;
    static const char *const common[] = {"Sharp pain", "Swelling"};
    struct odd o = odd("en", "Move.");
    o.exercise.stop_if = (struct string_list){common, 2};
    struct take_home_texts texts = texts_of(&o, 3, 2000);
    static const char signs[] = "Stop if you notice:\n- Sharp pain\n- Swelling\n\n1. Ex";
    const char *told = strstr(texts.items[0], signs);
    assert_non_null(told);
    assert_null(strstr(told + strlen(signs), "- S"));
    strings_free(o.strings);
    arena_reset(&arena);
}

static void it_is_told_of_which_steps_a_line_is(void **state)
{
    (void)state;
    static const char *const asks[] = {"Osteoporosis: ask first"};
    static const int with[] = {0, 1, 2, 4, 6, 7};
    struct odd o = odd("en", "Move.");
    struct exercise asking = o.exercise;
    asking.steps = &o.move;
    asking.ask_first = (struct string_list){asks, 1};
    texts_of(&o, 8, 2000);
    for (size_t i = 0; i < sizeof with / sizeof *with; i++)
        o.steps[with[i]].exercise = &asking;
    struct take_home_texts texts = take_home_texts(o.strings, &arena, &o.routine, 2000);
    assert_non_null(
        strstr(texts.items[0], "Ask first:\n- Osteoporosis: ask first (1-3, 5, 7-8)\n\n1. Ex"));
    strings_free(o.strings);
    arena_reset(&arena);
}

static void expect_few(const struct strings *strings, const struct routine *routine, size_t room)
{
    if (room != rooms[0]) /* once a routine */
        return;
    size_t small_panel = take_home_room(TAKE_HOME_SMALL_PANEL_MODULES);
    size_t count = take_home_texts(strings, &arena, routine, small_panel).count;
    if (count > TAKE_HOME_FEW)
        fail_msg("%s, %s: %zu codes on a small panel", strings_code(strings), routine->id, count);
    arena_reset(&arena);
}

static void shipped_routines_take_three_codes_at_most(void **state)
{
    (void)state;
    for_each_routine(expect_few);
}

static void letters_stay_and_signs_become_plain(void **state)
{
    (void)state;
    assert_string_equal(take_home_plain(&arena, "Größe\u00A0– “Übung”\u00A0× 2… l’été"),
                        "Größe - \"Übung\" x 2... l'été");
    arena_reset(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_one_needs_alone_is_told_in_order_in_every_language),
        cmocka_unit_test(each_text_can_be_read_alone_and_is_no_longer_than_asked),
        cmocka_unit_test(each_text_begins_with_what_it_is_about),
        cmocka_unit_test(a_step_is_not_parted_without_need),
        cmocka_unit_test(texts_are_about_equally_long),
        cmocka_unit_test(where_nothing_is_said_one_is_told_whom_to_ask),
        cmocka_unit_test(a_step_that_fits_nowhere_is_parted_between_letters),
        cmocka_unit_test(what_is_left_out_is_said),
        cmocka_unit_test(signs_of_exercises_are_told_once_each),
        cmocka_unit_test(it_is_told_of_which_steps_a_line_is),
        cmocka_unit_test(shipped_routines_take_three_codes_at_most),
        cmocka_unit_test(letters_stay_and_signs_become_plain),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
