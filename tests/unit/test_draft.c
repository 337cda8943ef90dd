// links: clinic session content figure packs store json base folder
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
#include "clinic/draft.h"
#include "clinic/own_slug.h"
#include "folder.h"
#include "session/session.h"
#include "store/kept.h"

/* Drafts of the shipped exercises, kept and saved in a folder of the test's own. */

static struct draft draft;
static struct fault_list faults;
static struct content *content;
static struct own_place place;

static void load_content(void)
{
    content_free(content);
    const char *own = folder_path("packs/own");
    const char *const dirs[] = {SHARE_DIR "/content", own};
    content = content_load(dirs, access(own, F_OK) == 0 ? 2 : 1, &faults);
    assert_non_null(content);
}

static int setup(void **state)
{
    (void)state;
    log_set_level(LOG_LEVEL_ERROR);
    if (folder_make() != 0)
        return -1;
    static char packs[512], kept[512];
    snprintf(packs, sizeof packs, "%s", folder_path("packs"));
    snprintf(kept, sizeof kept, "%s", folder_path("kept"));
    place = (struct own_place){.packs_dir = packs, .name = "Clinic", .language = "en"};
    folder_shell("mkdir kept");
    kept_in(kept);
    draft_begin(&draft);
    load_content();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    kept_in(NULL);
    draft_free(&draft);
    fault_list_free(&faults);
    content_free(content);
    content = NULL;
    return folder_remove();
}

static const struct exercise *exercise(const char *id)
{
    const struct exercise *found = content_exercise(content, id);
    assert_non_null(found);
    return found;
}

static void add(const char *id)
{
    assert_true(draft_add(&draft, exercise(id)));
}

static void expect_steps(const char *expected)
{
    char text[1024] = "";
    for (int i = 0; i < draft.now.step_count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i ? " " : "",
                 draft.now.steps[i].exercise);
    assert_string_equal(text, expected);
}

static bool save(const char *name)
{
    return draft_save(&draft, &place, content, "en", name, &faults);
}

static const struct routine *saved_routine(const char *id)
{
    load_content();
    for (const struct fault *f = faults.first; f; f = f->next) /* what is not translated may stay */
        if (f->severity == FAULT_ERROR || !strstr(f->message, "shown in"))
            fail_msg("%s", folder_faults(&faults));
    fault_list_free(&faults);
    const struct routine *routine = content_routine(content, id);
    assert_non_null(routine);
    return routine;
}

/* ---- steps and undo ---- */

static void test_an_exercise_comes_below_the_chosen_step(void **state)
{
    (void)state;
    add("cobra");
    add("cat-cow");
    draft_choose(&draft, 0);
    add("childs-pose");
    expect_steps("cobra childs-pose cat-cow");
    assert_int_equal(draft.now.chosen, 1);
    assert_int_equal(draft_count(&draft, "cobra"), 1);
}

static void test_steps_move_double_and_go(void **state)
{
    (void)state;
    add("cobra");
    add("cat-cow");
    add("childs-pose");
    draft_move(&draft, 2, 0);
    expect_steps("childs-pose cobra cat-cow");
    draft_move(&draft, 0, 1);
    expect_steps("cobra childs-pose cat-cow");
    assert_true(draft_double(&draft, 1));
    expect_steps("cobra childs-pose childs-pose cat-cow");
    draft_remove(&draft, 0);
    expect_steps("childs-pose childs-pose cat-cow");
    draft_remove(&draft, 2);
    draft_remove(&draft, 1);
    draft_remove(&draft, 0);
    assert_int_equal(draft.now.chosen, -1);
    assert_false(draft_double(&draft, 0));
}

static void test_forty_steps_are_the_most(void **state)
{
    (void)state;
    for (int i = 0; i < ROUTINE_STEPS_MAX; i++)
        add("cobra");
    assert_false(draft_add(&draft, exercise("cobra")));
    assert_false(draft_double(&draft, 3));
    assert_int_equal(draft.now.step_count, ROUTINE_STEPS_MAX);
}

static void test_everything_is_undone_step_by_step(void **state)
{
    (void)state;
    add("cobra");
    add("cat-cow");
    draft_set_name(&draft, "en", "Week 2");
    draft_set_note(&draft, 0, "en", "slowly");
    draft_set_color(&draft, ROUTINE_SKY);
    draft_remove(&draft, 0);
    for (int i = 0; i < 6; i++) {
        assert_true(draft_can_undo(&draft));
        draft_undo(&draft);
    }
    assert_false(draft_can_undo(&draft));
    assert_true(draft_empty(&draft));
    assert_false(draft.now.changed);
    for (int i = 0; i < 500; i++)
        draft_set_shown(&draft, i % 2 != 0);
    for (int i = 0; i < 500; i++)
        draft_undo(&draft);
    assert_true(draft.now.shown);
    assert_false(draft_can_undo(&draft));
}

/* What the keyboard gives: all languages, most of them empty, some as they were. */
static void test_texts_in_several_languages_are_one_change(void **state)
{
    (void)state;
    add("cobra");
    const struct draft_text name[] = {{"en", "Week 2"}, {"es", "Semana 2"}, {"ru", ""}};
    const struct draft_text note[] = {{"en", "slowly"}, {"es", ""}, {"ru", ""}};
    for (int i = 0; i < 2; i++) {
        draft_set_texts(&draft, DRAFT_NAME, -1, name, 3);
        draft_set_texts(&draft, DRAFT_NOTE, 0, note, 3);
    }
    draft_set_texts(&draft, DRAFT_NOTE, 7, note, 3); /* there is no such step */
    draft_undo(&draft);
    assert_int_equal(draft.now.steps[0].note.count, 0);
    draft_undo(&draft);
    assert_int_equal(draft.now.name.count, 0);
    draft_undo(&draft);
    assert_false(draft_can_undo(&draft));
}

static void test_a_note_in_several_languages_is_saved_and_opens_as_it_was(void **state)
{
    (void)state;
    add("cobra");
    add("cat-cow");
    draft_set_note(&draft, 0, "en", "slowly");
    draft_set_note(&draft, 1, "en", "with a pillow");
    draft_set_note(&draft, 1, "es", "con una almohada");
    assert_true(save("One"));
    const char *id = arena_strdup(&draft.arena, draft.now.id);
    saved_routine(id);
    const struct routine *es = content_routine(content_in(content, "es"), id);
    assert_string_equal(es->steps[0].note, "slowly");
    assert_string_equal(es->steps[1].note, "con una almohada");
    struct draft opened = {0};
    assert_true(draft_open(&opened, &place, content, id, &faults));
    assert_int_equal(opened.now.steps[0].note.count, 1);
    assert_string_equal(opened.now.steps[0].note.items[0].code, "en");
    assert_int_equal(opened.now.steps[1].note.count, 2);
    draft_free(&opened);
}

static void test_to_undo_what_was_saved_is_a_change(void **state)
{
    (void)state;
    add("cobra");
    assert_true(save("One"));
    add("childs-pose");
    assert_true(save("One"));
    assert_false(draft.now.changed);
    draft_undo(&draft);
    expect_steps("cobra");
    assert_true(draft.now.changed);
    assert_true(save("One"));
    draft_set_shown(&draft, false);
    draft_undo(&draft);
    assert_false(draft.now.changed);
}

static void test_an_unsaved_draft_comes_back_behind_another(void **state)
{
    (void)state;
    add("cobra");
    assert_true(save("One"));
    draft_begin(&draft);
    add("cat-cow");
    assert_true(draft_open(&draft, &place, content, "own-one", &faults));
    expect_steps("cobra");
    add("childs-pose");
    draft_undo(&draft);
    expect_steps("cobra");
    assert_string_equal(draft.now.id, "own-one");
    draft_undo(&draft);
    expect_steps("cat-cow");
    assert_string_equal(draft.now.id, "");
    assert_false(draft_can_undo(&draft));
}

/* ---- dose ---- */

static void test_a_stepper_keeps_within_the_exercises_range(void **state)
{
    (void)state;
    const struct exercise *knee = exercise("knee-to-chest");
    add("knee-to-chest");
    struct draft_limit limit = draft_limit(knee, DOSE_HOLD_S);
    assert_true(limit.of_exercise);
    for (int i = 0; i < 50; i++)
        draft_step_number(&draft, 0, knee, DOSE_HOLD_S, 1);
    assert_int_equal(draft.now.steps[0].dose.hold_s, limit.max);
    size_t undo = draft.history_count;
    draft_step_number(&draft, 0, knee, DOSE_HOLD_S, 1);
    assert_int_equal(draft.history_count, undo); /* nothing changed, nothing to undo */
    draft_step_number(&draft, 0, knee, DOSE_HOLD_S, -1);
    assert_int_equal(draft.now.steps[0].dose.hold_s, limit.max - 5);
    limit = draft_limit(knee, DOSE_REST_S);
    assert_false(limit.of_exercise);
    assert_int_equal(limit.max, DOSE_REST_S_MAX);
}

static void test_a_number_outside_its_range_comes_to_the_nearest(void **state)
{
    (void)state;
    const struct exercise *knee = exercise("knee-to-chest");
    add("knee-to-chest");
    assert_int_equal(draft_wrong_number(&draft.now.steps[0], knee), DOSE_FIELD_COUNT);
    draft_set_number(&draft, 0, DOSE_HOLD_S, 90);
    assert_int_equal(draft_wrong_number(&draft.now.steps[0], knee), DOSE_HOLD_S);
    draft_step_number(&draft, 0, knee, DOSE_HOLD_S, 1);
    assert_int_equal(draft.now.steps[0].dose.hold_s, draft_limit(knee, DOSE_HOLD_S).max);
}

static void test_numbers_step_to_round_ones(void **state)
{
    (void)state;
    add("knee-to-chest");
    draft_set_number(&draft, 0, DOSE_REST_S, 12);
    draft_step_number(&draft, 0, NULL, DOSE_REST_S, 1);
    assert_int_equal(draft.now.steps[0].dose.rest_s, 15);
    draft_step_number(&draft, 0, NULL, DOSE_REST_S, -1);
    assert_int_equal(draft.now.steps[0].dose.rest_s, 10);
    for (int i = 0; i < 5; i++)
        draft_step_number(&draft, 0, NULL, DOSE_REST_S, -1);
    assert_int_equal(draft.now.steps[0].dose.rest_s, 0);
}

/* ---- what lies on the disk ---- */

static void test_a_draft_is_there_again_after_a_crash(void **state)
{
    (void)state;
    add("cobra");
    add("knee-to-chest");
    draft_set_number(&draft, 1, DOSE_HOLD_S, 25);
    draft_set_name(&draft, "en", "Week 2");
    draft_set_name(&draft, "ar", "الأسبوع ٢");
    draft_set_note(&draft, 1, "es", "con una almohada");
    draft_set_person(&draft, "kenji");
    draft_set_demo(&draft, true);
    draft_choose(&draft, 0);
    assert_false(draft.unkept);

    struct draft again = {0};
    assert_true(draft_read(&again));
    assert_int_equal(again.now.step_count, 2);
    assert_int_equal(again.now.steps[1].dose.hold_s, 25);
    assert_memory_equal(&again.now.steps[1].dose, &draft.now.steps[1].dose, sizeof(struct dose));
    assert_string_equal(draft_words_in(&again.now.name, "ar", NULL), "الأسبوع ٢");
    bool other;
    assert_string_equal(draft_words_in(&again.now.steps[1].note, "en", &other), "con una almohada");
    assert_true(other);
    assert_string_equal(again.now.person, "kenji");
    assert_true(again.now.demo && again.now.changed);
    draft_free(&again);
}

static void test_what_is_no_draft_is_an_empty_one(void **state)
{
    (void)state;
    assert_false(draft_read(&draft));
    const char *const texts[] = {"", "{", "[]", "{\"steps\": 3}", "\xff\xfe"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        folder_write("kept/draft.json", texts[i]);
        assert_false(draft_read(&draft));
        assert_true(draft_empty(&draft));
    }
    folder_write("kept/draft.json", "{\"steps\": [{}, 7, {\"exercise\": \"cobra\", \"dose\": "
                                    "{\"hold_s\": -4, \"tempo_s\": [9e9, \"x\"]}}], "
                                    "\"chosen\": 90, \"color\": 4, \"change_s\": 1e9}");
    assert_true(draft_read(&draft));
    assert_int_equal(draft.now.step_count, 3);
    assert_int_equal(draft.now.chosen, 2);
    assert_int_equal(draft.now.color, ROUTINE_MINT);
}

static void test_a_disk_that_takes_nothing_is_told(void **state)
{
    (void)state;
    folder_shell("rmdir kept; : >kept");
    add("cobra");
    assert_true(draft.unkept);
    expect_steps("cobra");
    folder_shell("rm kept; mkdir kept");
    add("cat-cow");
    assert_false(draft.unkept);
}

/* ---- saving ---- */

static void build(void)
{
    add("pelvic-tilt");
    add("knee-to-chest");
    draft_set_number(&draft, 1, DOSE_HOLD_S, 25);
    draft_set_note(&draft, 1, "en", "with a pillow");
    draft_set_name(&draft, "en", "Post-op week 2");
    draft_set_name(&draft, "es", "Semana 2");
    draft_set_demo(&draft, true);
}

static void test_a_saved_draft_is_a_routine_without_faults(void **state)
{
    (void)state;
    build();
    assert_true(save("Routine 4"));
    assert_false(draft.now.changed);
    assert_string_equal(draft.now.id, "own-post-op-week-2");
    const struct routine *routine = saved_routine("own-post-op-week-2");
    assert_string_equal(routine->name, "Post-op week 2");
    assert_int_equal(routine->step_count, 2);
    assert_int_equal(routine->steps[1].dose.hold_s, 25);
    assert_string_equal(routine->steps[1].note, "with a pillow");
    assert_true(routine->demo);
    assert_true(routine->body_regions.count > 0);
    const struct content *es = content_in(content, "es");
    assert_string_equal(content_routine(es, routine->id)->name, "Semana 2");
    assert_string_equal(content_routine(content_in(content, "ru"), routine->id)->name,
                        "Post-op week 2");
    /* only what differs from the exercise's own */
    folder_shell("grep -q hold_s packs/own/routines/own-post-op-week-2.json && ! grep -q rest_s "
                 "packs/own/routines/own-post-op-week-2.json");
}

static void test_the_player_takes_as_long_as_the_draft_says(void **state)
{
    (void)state;
    build();
    struct arena arena = {0};
    struct routine drafted;
    assert_true(draft_routine(&draft, content, "en", &arena, &drafted));
    assert_string_equal(drafted.name, "Post-op week 2");
    ms_t planned = session_routine_length(&drafted);
    assert_true(save("x"));
    assert_int_equal(session_routine_length(saved_routine("own-post-op-week-2")), planned);
    arena_free(&arena);
}

static void test_without_a_name_it_has_the_one_it_is_given(void **state)
{
    (void)state;
    add("cobra");
    assert_true(save("Routine 4"));
    assert_string_equal(saved_routine("own-routine-4")->name, "Routine 4");
    assert_string_equal(draft_words_in(&draft.now.name, "en", NULL), "Routine 4");
    draft_begin(&draft);
    add("cobra");
    draft_set_name(&draft, "zh", "早晨");
    assert_true(save("Routine 5"));
    assert_string_equal(draft.now.id, "own-routine");
    assert_string_equal(saved_routine("own-routine")->name, "早晨");
}

static void test_a_name_that_is_taken_gets_another_id(void **state)
{
    (void)state;
    add("cobra");
    assert_true(save("Morning"));
    load_content();
    draft_begin(&draft);
    add("cat-cow");
    assert_true(save("Morning"));
    assert_string_equal(draft.now.id, "own-morning-2");
    assert_non_null(saved_routine("own-morning"));
}

/* It is gone, and what was counted of it stays its own. */
static void test_a_name_that_was_deleted_gets_another_id(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct store *store = store_open(":memory:");
    store_count(store, STORE_ROUTINE_STARTED, "own-week-2", 20251203);
    store_count(store, STORE_HURT_AT, "own-week-3/own-heel-raise", 20251203);
    store_count(store, STORE_HURT, "own-heel-raise", 20251203);
    store_count(store, STORE_HURT, "cobra", 20251203);
    const struct string_list used = own_used_ids(store, &arena);
    assert_int_equal(used.count, 3);
    place.used = &used;
    add("cobra");
    assert_true(save("Week 2"));
    assert_string_equal(draft.now.id, "own-week-2-2");
    draft_begin(&draft);
    add("cobra");
    assert_true(save("Week 4"));
    assert_string_equal(draft.now.id, "own-week-4");
    place.used = NULL;
    store_close(store);
    arena_free(&arena);
}

static void test_what_was_saved_opens_as_it_was(void **state)
{
    (void)state;
    build();
    draft_set_name(&draft, "en", "");
    draft_set_summary(&draft, "es", "Suave.");
    draft_set_shown(&draft, false);
    draft_set_red_flags(&draft, "red-flags");
    assert_true(save("x"));
    load_content();
    struct draft_state before = draft.now;
    struct draft again = {0};
    assert_true(draft_open(&again, &place, content, before.id, &faults));
    assert_int_equal(again.now.step_count, 2);
    assert_memory_equal(&again.now.steps[1].dose, &before.steps[1].dose, sizeof(struct dose));
    assert_string_equal(draft_words_in(&again.now.name, "es", NULL), "Semana 2");
    bool other;
    draft_words_in(&again.now.name, "en", &other);
    assert_true(other);
    assert_int_equal(again.now.summary.count, 1);
    assert_string_equal(again.now.red_flags, "red-flags");
    assert_true(again.now.demo && !again.now.shown && !again.now.changed);
    draft_set_shown(&again, true);
    assert_true(draft_save(&again, &place, content, "en", "x", &faults));
    assert_string_equal(saved_routine(before.id)->name, "Semana 2");
    draft_free(&again);
}

static void test_what_the_builder_does_not_know_stays(void **state)
{
    (void)state;
    build();
    assert_true(save("x"));
    folder_shell("cd packs/own; sed -i 's/\"id\"/\"x-note\": \"ask Anna\", \"how_often\": \"Every "
                 "day\", \"id\"/; s/\"exercise\": \"pelvic/\"x-why\": 3, \"exercise\": \"pelvic/' "
                 "routines/*.json; sed -i 's/\"id\"/\"x-own\": [1], \"id\"/' pack.json");
    load_content();
    struct draft again = {0};
    assert_true(draft_open(&again, &place, content, "own-post-op-week-2", &faults));
    draft_move(&again, 0, 1);
    assert_true(draft_save(&again, &place, content, "en", "x", &faults));
    draft_free(&again);
    assert_string_equal(saved_routine("own-post-op-week-2")->how_often, "Every day");
    folder_shell("cd packs/own; grep -q ask.Anna routines/*.json; grep -q x-own pack.json; "
                 "grep -A1 x-why routines/*.json | grep -q pelvic-tilt");
}

static void test_a_mistake_opens_to_be_mended(void **state)
{
    (void)state;
    build();
    assert_true(save("x"));
    folder_shell("sed -i 's/\"hold_s\": 25/\"hold_s\": 590/' packs/own/routines/*.json");
    load_content();
    assert_null(content_routine(content, "own-post-op-week-2"));
    fault_list_free(&faults);
    struct draft again = {0};
    assert_true(draft_open(&again, &place, content, "own-post-op-week-2", &faults));
    const struct exercise *knee = exercise("knee-to-chest");
    assert_int_equal(draft_wrong_number(&again.now.steps[1], knee), DOSE_HOLD_S);
    draft_set_number(&again, 1, DOSE_HOLD_S, draft_limit(knee, DOSE_HOLD_S).max);
    assert_true(draft_save(&again, &place, content, "en", "x", &faults));
    draft_free(&again);
    assert_non_null(saved_routine("own-post-op-week-2"));
}

static void test_a_shipped_routine_is_copied_in_all_its_languages(void **state)
{
    (void)state;
    const struct routine *chair = content_routine(content, "from-your-chair");
    draft_copy(&draft, content, chair, "en", NULL);
    assert_true(save("x"));
    const char *id = draft.now.id;
    const struct routine *copy = saved_routine(id);
    chair = content_routine(content, "from-your-chair");
    assert_string_equal(copy->name, chair->name);
    assert_int_equal(copy->step_count, chair->step_count);
    assert_int_equal(session_routine_length(copy), session_routine_length(chair));
    const char *const codes[] = {"es", "zh", "vi", "ru", "ar"};
    for (int i = 0; i < 5; i++) {
        const struct content *in = content_in(content, codes[i]);
        const struct routine *a = content_routine(in, id);
        const struct routine *b = content_routine(in, "from-your-chair");
        assert_string_equal(a->name, b->name);
        assert_string_equal(a->summary, b->summary);
        for (size_t k = 0; k < a->step_count; k++)
            assert_string_equal(a->steps[k].note, b->steps[k].note);
    }
}

/* Else patients of another language would read the name of what it was copied from. */
static void test_a_copy_that_is_renamed_keeps_no_name_of_the_original(void **state)
{
    (void)state;
    const struct routine *chair = content_routine(content, "from-your-chair");
    draft_copy(&draft, content, chair, "en", NULL);
    const struct draft_words *name = &draft.now.name;
    const char *spanish = draft_words_in(name, "es", NULL);
    const int languages = name->count;
    assert_true(languages > 3);
    const struct draft_text same[] = {{"en", chair->name}, {"es", "Silla"}};
    assert_false(draft_rename(&draft, content, same, 2)); /* it is still called so */
    assert_int_equal(name->count, languages);
    const struct draft_text texts[] = {{"en", "Ward 3"}, {"es", "Silla"}, {"ar", ""}};
    assert_true(draft_rename(&draft, content, texts, 2));
    assert_int_equal(name->count, 2);
    assert_string_equal(draft_words_in(name, "es", NULL), "Silla"); /* written here */
    bool other;
    assert_string_equal(draft_words_in(name, "ar", &other), "Ward 3");
    assert_true(other);
    draft_undo(&draft); /* one change */
    assert_int_equal(name->count, languages);
    draft_undo(&draft);
    assert_string_equal(draft_words_in(name, "es", NULL), spanish);
}

/* ---- on a stick ---- */

static void import(const char *packs_dir, const char *path)
{
    struct packs *packs = packs_open(packs_dir, 0, &faults);
    assert_non_null(packs);
    assert_true(packs_stage(packs, path, &faults));
    assert_true(packs_install(packs, "own", &faults));
    packs_close(packs);
}

static void test_the_own_pack_travels_as_a_zip(void **state)
{
    (void)state;
    build();
    assert_true(save("x"));
    folder_shell("cd packs; python3 -m zipfile -c ../own.zip own/pack.json own/routines own/lang");
    import(folder_path("other/packs"), folder_path("own.zip"));
    folder_shell("diff -r -x .import packs/own other/packs/own");
}

/* The clinic's own one is kept behind another that is imported, also while that is changed. */
static void test_an_imported_own_pack_is_no_loss(void **state)
{
    (void)state;
    build();
    assert_true(save("x"));
    folder_shell("cp -r packs/own mine; mkdir -p made/own/routines; sed 's/Post-op/Their/' "
                 "packs/own/routines/*.json >made/own/routines/own-post-op-week-2.json; "
                 "cp packs/own/pack.json made/own");
    import(place.packs_dir, folder_path("made/own"));
    load_content();
    fault_list_free(&faults);
    draft_begin(&draft);
    add("cobra");
    assert_true(save("Another"));
    folder_shell("grep -q Their packs/own/routines/own-post-op-week-2.json");
    struct packs *packs = packs_open(place.packs_dir, 0, &faults);
    assert_true(packs_go_back(packs, "own", &faults));
    packs_close(packs);
    folder_shell("diff -r -x .import packs/own mine");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_an_exercise_comes_below_the_chosen_step),
        TEST(test_a_copy_that_is_renamed_keeps_no_name_of_the_original),
        TEST(test_steps_move_double_and_go),
        TEST(test_forty_steps_are_the_most),
        TEST(test_everything_is_undone_step_by_step),
        TEST(test_texts_in_several_languages_are_one_change),
        TEST(test_a_note_in_several_languages_is_saved_and_opens_as_it_was),
        TEST(test_to_undo_what_was_saved_is_a_change),
        TEST(test_an_unsaved_draft_comes_back_behind_another),
        TEST(test_a_stepper_keeps_within_the_exercises_range),
        TEST(test_a_number_outside_its_range_comes_to_the_nearest),
        TEST(test_numbers_step_to_round_ones),
        TEST(test_a_draft_is_there_again_after_a_crash),
        TEST(test_what_is_no_draft_is_an_empty_one),
        TEST(test_a_disk_that_takes_nothing_is_told),
        TEST(test_a_saved_draft_is_a_routine_without_faults),
        TEST(test_the_player_takes_as_long_as_the_draft_says),
        TEST(test_without_a_name_it_has_the_one_it_is_given),
        TEST(test_a_name_that_is_taken_gets_another_id),
        TEST(test_a_name_that_was_deleted_gets_another_id),
        TEST(test_what_was_saved_opens_as_it_was),
        TEST(test_what_the_builder_does_not_know_stays),
        TEST(test_a_mistake_opens_to_be_mended),
        TEST(test_a_shipped_routine_is_copied_in_all_its_languages),
        TEST(test_the_own_pack_travels_as_a_zip),
        TEST(test_an_imported_own_pack_is_no_loss),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
