// links: cli
/* What staff make: on the patients' screen within a second, and nobody loses the place. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/staff_lock.h"
#include "clinic/draft.h"
#include "edited.h"
#include "packs/bundle.h"
#include "screens/parts.h"
#include "staff/builder_internal.h"
#include "store/kept.h"
#include "store/wall.h"

static struct edited *f;
static struct fault_list faults;
static struct arena ids;

static int setup(void **state)
{
    if (edit_setup(state) != 0)
        return -1;
    f = *state;
    edit_close(f); /* again, with a folder for packs */
    static char kept[512];
    folder_shell("mkdir state; echo '{\"packs_dir\": \"../state/packs\"}' >config/kiosk.json");
    snprintf(kept, sizeof kept, "%s", folder_path("state"));
    kept_in(kept);
    edit_open(f);
    return 0;
}

static int teardown(void **state)
{
    kept_in(NULL);
    fault_list_free(&faults);
    arena_free(&ids);
    return edit_teardown(state);
}

static struct own_place place(void)
{
    return (struct own_place){
        .packs_dir = f->h.assembly.packs_dir, .name = "Clinic", .language = "en"};
}

/* On a panel where everything stands side by side. */
static void widen(void)
{
    stage_close(&f->h.stage);
    stage_in_memory(&f->h.stage, &f->h.assembly, 1920, 1080);
}

static void save_routine(const char *name)
{
    const struct content *content = app_content(edit_app(f));
    const struct own_place where = place();
    struct draft draft = {0};
    draft_begin(&draft);
    draft_add(&draft, content_exercise(content, "cobra"));
    draft_set_name(&draft, "en", name);
    assert_true(draft_save(&draft, &where, content, "en", "x", &faults));
    draft_free(&draft);
}

/* Staff's tiles, as after the PIN. */
static void unlock(void)
{
    app_unlock_staff(edit_app(f));
    harness_settle(&f->h);
    harness_expect(&f->h, "staff-home");
}

static void test_a_saved_routine_is_shown_and_a_visit_keeps_its_place(void **state)
{
    (void)state;
    edit_play(f, 3);
    save_routine("Week 2");
    assert_true(edit_is_shown(f));
    harness_expect(&f->h, "player");
    assert_int_equal(edit_view(f).step, 2);
    save_routine("Week 3");
    assert_true(edit_is_shown(f));
    assert_int_equal(edit_view(f).step, 2);
    harness_press(&f->h, "leave");
    harness_expect(&f->h, "home");
    assert_non_null(content_routine(app_content(edit_app(f)), "own-week-2"));
    harness_reveal(&f->h, "card:own-week-3");
}

/* By its tab, or where those have no room by its tile. */
static void go_to(const char *screen)
{
    char tile[64];
    snprintf(tile, sizeof tile, "tile:%s", screen + strlen("staff-"));
    if (harness_has(&f->h, screen)) {
        harness_press(&f->h, screen);
        return;
    }
    if (strcmp(harness_screen(&f->h), "staff-home") != 0)
        harness_press(&f->h, "staff-home");
    harness_settle(&f->h);
    harness_reveal(&f->h, tile);
    harness_press(&f->h, tile);
}

/* The builder, on a panel where all of it is seen. */
static void open_builder(void)
{
    widen();
    unlock();
    go_to("staff-builder");
}

static void show_routines(void)
{
    go_to("staff-routines");
    harness_expect(&f->h, "staff-routines");
    harness_settle(&f->h);
}

static void tap_action(const char *id)
{
    harness_reveal(&f->h, id);
    harness_tap(&f->h, id);
}

/* The first routine, by its switch, which leaves it open. */
static void hide_first(void)
{
    unlock();
    show_routines();
    harness_tap(&f->h, "row:0");
    tap_action("shown:0");
    assert_true(edit_is_shown(f));
}

static void test_hidden_order_and_demo_are_what_patients_see(void **state)
{
    (void)state;
    unlock();
    show_routines();
    const struct content *content = app_content(edit_app(f));
    assert_string_equal(content->routines[0]->id, EDIT_ROUTINE);
    harness_tap(&f->h, "row:0");
    tap_action("shown:0");
    assert_true(edit_is_shown(f));
    content = app_content(edit_app(f));
    assert_null(content_routine(content, EDIT_ROUTINE));
    tap_action("undo");
    assert_true(edit_is_shown(f));
    assert_non_null(content_routine(app_content(edit_app(f)), EDIT_ROUTINE));

    edit_pass(f, 2000);
    tap_action("order:down");
    assert_true(edit_is_shown(f));
    content = app_content(edit_app(f));
    assert_string_equal(content->routines[1]->id, EDIT_ROUTINE);
    bool demo = content->routines[1]->demo;
    edit_pass(f, 2000);
    harness_swipe(&f->h, 300, 300, 300, 700, 200);
    harness_settle(&f->h);
    tap_action("demo:1");
    assert_true(edit_is_shown(f));
    assert_int_equal(content_routine(app_content(edit_app(f)), EDIT_ROUTINE)->demo, !demo);
}

/* Its switch is on another page here. */
static void test_a_hidden_routine_says_so_in_its_row(void **state)
{
    (void)state;
    hide_first();
    show_routines();
    assert_true(harness_shows(&f->h, "Hidden\u00A0\u00B7"));
}

static void test_a_change_that_the_content_does_not_take_is_said(void **state)
{
    (void)state;
    unlock();
    show_routines();
    folder_shell("sed -i 's/\"id\"/\"di\"/' content/pack.json"); /* somebody else's mistake */
    harness_tap(&f->h, "row:0");
    tap_action("shown:0");
    assert_false(edit_is_shown(f));
    edit_pass(f, 2000);
    assert_non_null(content_routine(app_content(edit_app(f)), EDIT_ROUTINE));
    assert_true(harness_shows(&f->h, "patients still see what they saw before"));
    folder_shell("sed -i 's/\"di\"/\"id\"/' content/pack.json");
    assert_true(edit_is_shown(f));
    assert_null(content_routine(app_content(edit_app(f)), EDIT_ROUTINE));
    assert_false(harness_shows(&f->h, "patients still see what they saw before"));
    assert_true(harness_shows(&f->h, "is hidden"));
}

static const struct routine_row *week_2_row(void)
{
    const struct routine_rows *rows = &edit_app(f)->staff.routines.rows;
    int row = routine_rows_find(rows, "own-week-2");
    assert_true(row >= 0);
    return &rows->rows[row];
}

static void tap_week_2(void)
{
    char id[32];
    snprintf(id, sizeof id, "row:%d", (int)(week_2_row() - edit_app(f)->staff.routines.rows.rows));
    tap_action(id);
}

static void save_week_2_and_show_routines(void)
{
    save_routine("Week 2");
    assert_true(edit_is_shown(f));
    widen();
    unlock();
    show_routines();
}

/* "Week 2" is edited in a text editor, from which a mistake comes; patients keep what they see. */
static const char *refuse_week_2(const char *sed)
{
    folder_shell("sed -i '%s' state/packs/own/routines/own-week-2.json", sed);
    assert_false(edit_is_shown(f));
    const struct routine_row *row = week_2_row();
    assert_true(routine_row_shown(row));
    assert_non_null(row->fault);
    return row->fault;
}

static void open_week_2(void)
{
    tap_week_2();
    assert_true(harness_shows(&f->h, "Mend it"));
    tap_action("edit");
    harness_expect(&f->h, "staff-builder");
}

static void test_the_row_of_a_file_that_is_refused_leads_to_its_mistake(void **state)
{
    (void)state;
    save_week_2_and_show_routines();
    assert_string_equal(refuse_week_2("s/\"exercise\"/\"exercis\": 1, &/"),
                        "Patients see it as it was before. "
                        "Nobody knows the key \u201cexercis\u201d");
    open_week_2();
    assert_int_equal(edit_app(f)->staff.builder.draft.now.chosen, 0);
    assert_false(harness_shows(&f->h, "Its file cannot be read."));
    assert_true(harness_shows(&f->h, "Nobody knows the key"));
}

/* What was taken instead is not what the file says: Save is to be had at once. */
static void test_a_wrong_number_is_mended_by_save(void **state)
{
    (void)state;
    save_week_2_and_show_routines();
    refuse_week_2("s/\"exercise\": \"cobra\"/&, \"dose\": {\"hold_s\": 2500}/");
    open_week_2();
    assert_true(harness_shows(&f->h, "Hold is 2500"));
    harness_settle(&f->h);
    harness_tap(&f->h, "save");
    assert_true(edit_is_shown(f));
    assert_int_equal(app_context(edit_app(f)).refused->errors, 0);
}

static void add_exercise(const char *id)
{
    harness_press(&f->h, "page:library");
    tap_action(arena_printf(&ids, "add:%s", id));
    harness_press(&f->h, "page:steps");
}

static void test_an_exercise_that_is_gone_is_seen_where_it_can_be_removed(void **state)
{
    (void)state;
    save_week_2_and_show_routines();
    refuse_week_2("s/\"exercise\": \"cobra\"/\"exercise\": \"no-such\"/");
    open_week_2();
    assert_int_equal(edit_app(f)->staff.builder.page, BUILDER_STEPS);
    assert_true(harness_shows(&f->h, "no longer there"));
    harness_settle(&f->h);
    harness_press(&f->h, "add:cat-cow");
    harness_tap(&f->h, "save");
    edit_pass(f, 2000);
    go_to("staff-home"); /* its file is refused, and what is shown counts once */
    int all = (int)app_content(edit_app(f))->entry_count;
    assert_true(harness_shows(&f->h, arena_printf(&ids, "%d of %d", all, all)));
}

/* Left as it was opened it is no draft that hides another one. */
static void test_a_mistake_that_is_only_looked_at_is_no_draft(void **state)
{
    (void)state;
    const struct draft_state *now = &edit_app(f)->staff.builder.draft.now;
    save_week_2_and_show_routines();
    refuse_week_2("s/\"exercise\": \"cobra\"/&, \"dose\": {\"hold_s\": 2500}/");
    go_to("staff-builder");
    harness_settle(&f->h);
    harness_press(&f->h, "add:cat-cow");
    show_routines();
    open_week_2();
    harness_settle(&f->h);
    harness_press(&f->h, "anew");
    assert_string_equal(now->id, "own-week-2");
    show_routines();
    assert_true(harness_shows(&f->h, "is not saved yet"));
    assert_string_equal(now->id, "");
    assert_string_equal(now->steps[0].exercise, "cat-cow");
}

/* The sheet does not hide what is left. */
static void test_a_step_is_seen_to_be_removed(void **state)
{
    (void)state;
    unlock();
    go_to("staff-builder");
    add_exercise("cat-cow");
    add_exercise("childs-pose");
    harness_press(&f->h, "sheet:actions");
    tap_action("remove");
    harness_settle(&f->h);
    assert_int_equal(edit_app(f)->staff.builder.sheet, BUILDER_NO_SHEET);
    assert_int_equal(edit_app(f)->staff.builder.draft.now.step_count, 1);
}

static void test_what_is_shown_stands_in_for_a_file_that_is_no_json(void **state)
{
    (void)state;
    save_week_2_and_show_routines();
    const char *fault = refuse_week_2("s/,$//");
    assert_non_null(strstr(fault, "A comma is missing in line "));
    open_week_2();
    assert_true(harness_shows(&f->h, "Its file cannot be read."));
    const struct draft_state *now = &edit_app(f)->staff.builder.draft.now;
    assert_string_equal(now->id, "own-week-2");
    assert_string_equal(now->steps[0].exercise, "cobra");
    harness_settle(&f->h);
    harness_tap(&f->h, "save");
    assert_true(edit_is_shown(f));
    assert_int_equal(app_context(edit_app(f)).refused->errors, 0);
    show_routines();
    assert_null(week_2_row()->fault);
}

/* Week 2's file, changed by somebody's `sed` script while the kiosk is off: nothing stands in for
 * it then. */
static void restart_with(const char *script)
{
    edit_close(f);
    folder_shell("sed -i '%s' state/packs/own/routines/own-week-2.json; "
                 "cp state/packs/own/routines/own-week-2.json broken.json",
                 script);
    edit_open(f);
    widen();
    unlock();
    show_routines();
}

/* The commas at the ends of lines are missing. */
static void test_what_is_meant_by_a_file_that_is_no_json_can_be_mended(void **state)
{
    (void)state;
    save_routine("Week 2");
    restart_with("s/,$//");
    assert_string_equal(week_2_row()->name, "Week 2");
    tap_week_2();
    tap_action("edit");
    harness_expect(&f->h, "staff-builder");
    assert_true(harness_shows(&f->h, "could be understood"));
    const struct draft_state *now = &edit_app(f)->staff.builder.draft.now;
    assert_string_equal(now->id, "own-week-2");
    assert_string_equal(now->steps[0].exercise, "cobra");
    assert_true(now->changed); /* patients do not see it */
    harness_settle(&f->h);
    harness_tap(&f->h, "save");
    assert_true(edit_is_shown(f));
    assert_int_equal(app_context(edit_app(f)).faults->errors, 0);
}

static void set_week_2_aside(void)
{
    save_routine("Week 2");
    folder_shell("cd state/packs/own; mkdir -p lang; "
                 "echo '{\"routines\": {\"own-week-2\": {\"name\": \"Semana 2\"}}}' >lang/es.json");
    restart_with("s/\"steps\"/\"sets\"/; s/,$//");
    tap_week_2();
    tap_action("edit");
    harness_expect(&f->h, "staff-routines");
    assert_true(harness_shows(&f->h, "Its file cannot be read here."));
    harness_settle(&f->h);
    harness_press(&f->h, "set-aside"); /* which loses nothing */
    assert_true(edit_is_shown(f));
    assert_true(harness_shows(&f->h, "is set aside"));
    folder_shell("cd state/packs/own; test ! -e routines/own-week-2.json; "
                 "cmp set-aside/own-week-2.json ../../../broken.json");
}

static void expect_week_2_as_it_was(void)
{
    edit_is_shown(f); /* as it was: with its mistake */
    assert_int_equal(app_context(edit_app(f)).faults->errors, 1);
    folder_shell("cd state/packs/own; test ! -e set-aside/own-week-2.json; "
                 "test ! -e set-aside/own-week-2.kept.json; "
                 "cmp routines/own-week-2.json ../../../broken.json; "
                 "grep -q 'Semana 2' lang/es.json; grep -q own-week-2 pack.json");
}

static void test_a_file_of_which_nothing_is_understood_is_set_aside(void **state)
{
    (void)state;
    set_week_2_aside();
    assert_int_equal(routine_rows_find(&edit_app(f)->staff.routines.rows, "own-week-2"), -1);
    assert_int_equal(app_context(edit_app(f)).faults->errors, 0);
    harness_press(&f->h, "undo");
    expect_week_2_as_it_was();
}

/* Also by whoever comes the next day. */
static void test_what_was_set_aside_is_listed_and_can_be_put_back(void **state)
{
    (void)state;
    set_week_2_aside();
    edit_close(f);
    edit_open(f);
    widen();
    unlock();
    show_routines();
    assert_int_equal(edit_app(f)->staff.routines.rows.aside_count, 1);
    tap_action("back:0");
    assert_true(harness_shows(&f->h, "“Week 2” was put back."));
    expect_week_2_as_it_was();
    harness_wait(&f->h, 2000);
    assert_non_null(week_2_row()->fault);
    assert_int_equal(edit_app(f)->staff.routines.rows.aside_count, 0);
    harness_press(&f->h, "undo");
    edit_is_shown(f);
    harness_wait(&f->h, 2000);
    assert_int_equal(edit_app(f)->staff.routines.rows.aside_count, 1);
}

/* The check says that there is a mistake: it leads to it, though patients are not to see the
 * routine. */
static void test_the_check_leads_to_a_mistake_in_what_is_hidden(void **state)
{
    (void)state;
    save_routine("Week 2");
    folder_shell("sed -i 's/\"id\"/\"hide\": [\"own-week-2\"], \"id\"/' state/packs/own/pack.json");
    restart_with("s/,$//");
    go_to("staff-home");
    harness_expect(&f->h, "staff-home");
    harness_settle(&f->h);
    harness_press(&f->h, "check:routines");
    harness_expect(&f->h, "staff-routines");
    assert_non_null(week_2_row()->fault);
    assert_string_equal(edit_app(f)->staff.routines.chosen, "own-week-2");
    assert_true(harness_shows(&f->h, "A comma is missing"));
    tap_action("edit");
    harness_expect(&f->h, "staff-builder");
    harness_settle(&f->h);
    harness_tap(&f->h, "save");
    assert_true(edit_is_shown(f));
    assert_int_equal(app_context(edit_app(f)).faults->errors, 0);
}

static void test_a_row_that_moves_stays_in_view(void **state)
{
    (void)state;
    /* The list and the chosen one's buttons beside each other. */
    widen();
    unlock();
    show_routines();
    harness_tap(&f->h, "row:0");
    struct rect down = harness_rect(&f->h, "scroll:down");
    harness_press(&f->h, "shown:0");
    assert_true(rect_equal(down, harness_rect(&f->h, "scroll:down"))); /* not where Undo is now */
    harness_press(&f->h, "undo");
    edit_pass(f, 2000);
    const int rows = (int)app_content(edit_app(f))->routine_count;
    assert_true(rows > 5); /* more than there is room for */
    for (int row = 1; row < rows; row++) {
        harness_press(&f->h, "order:down");
        assert_true(edit_is_shown(f));
        edit_pass(f, 1000);
        char id[16];
        snprintf(id, sizeof id, "row:%d", row);
        assert_true(harness_has(&f->h, id));
    }
}

/* A new routine without a name is saved, and then asked for one. */
static void keep_its_name(void)
{
    harness_settle(&f->h);
    harness_expect(&f->h, "staff-keyboard");
    harness_press(&f->h, "cancel");
    harness_expect(&f->h, "staff-builder");
}

static int person_in_builder(void)
{
    struct screen_context context = app_context(edit_app(f));
    return part_person(builder_routine(&context, &ids));
}

static void test_a_copy_keeps_the_person(void **state)
{
    (void)state;
    const struct content *content = app_content(edit_app(f));
    for (size_t i = 0; i < content->routine_count; i++) {
        struct screen_context context = app_context(edit_app(f));
        draft_begin(&edit_app(f)->staff.builder.draft); /* with an unsaved one it would ask */
        staff_builder_copy(&context, content->routines[i]);
        assert_int_equal(person_in_builder(), part_person(content->routines[i]));
    }
}

static void choose_row_of(const char *id)
{
    const struct content *content = app_content(edit_app(f));
    for (size_t i = 0; i < content->entry_count; i++)
        if (strcmp(content->entries[i].id, id) == 0)
            tap_action(arena_printf(&ids, "row:%d", (int)i));
}

/* Looked at, or edited and saved, or left by a lock: what was begun before is never lost. */
static void test_an_unsaved_draft_waits_while_another_is_edited(void **state)
{
    (void)state;
    const struct draft_state *now = &edit_app(f)->staff.builder.draft.now;
    save_routine("Week 2");
    assert_true(edit_is_shown(f));
    unlock();
    go_to("staff-builder");
    add_exercise("cat-cow");
    add_exercise("childs-pose");
    show_routines();
    choose_row_of("own-week-2");
    tap_action("edit");
    harness_settle(&f->h);
    harness_expect(&f->h, "staff-builder");
    assert_true(harness_shows(&f->h, "2 steps"));
    harness_press(&f->h, "go-on");
    assert_int_equal(now->step_count, 2);
    show_routines();
    choose_row_of("own-week-2");
    tap_action("edit");
    harness_settle(&f->h);
    harness_press(&f->h, "anew");
    assert_string_equal(now->id, "own-week-2");
    app_lock_staff(edit_app(f));
    unlock();
    show_routines();
    assert_true(harness_shows(&f->h, "is not saved yet"));
    go_to("staff-builder");
    assert_int_equal(now->step_count, 2);
    assert_string_equal(now->id, "");
}

/* From the first tap to the last: built, saved, seen, tried, deleted and brought back. */
static void test_a_routine_is_built_tried_and_deleted(void **state)
{
    (void)state;
    unlock();
    go_to("staff-builder");
    harness_expect(&f->h, "staff-builder");
    add_exercise("cat-cow");
    add_exercise("childs-pose");
    harness_press(&f->h, "page:step");
    tap_action("rest_s:more");
    int rest = (int)edit_app(f)->staff.builder.draft.now.steps[0].dose.rest_s;
    tap_action("sheet:numbers"); /* opens, and changes nothing */
    assert_int_equal(edit_app(f)->staff.builder.sheet, BUILDER_MORE);
    assert_int_equal(edit_app(f)->staff.builder.draft.now.steps[0].dose.rest_s, rest);
    harness_settle(&f->h);
    harness_key(&f->h, KEY_ESCAPE);
    harness_settle(&f->h);
    harness_press(&f->h, "page:steps");
    const int seen = person_in_builder();
    harness_tap(&f->h, "save");
    keep_its_name();
    assert_int_equal(person_in_builder(), seen);
    assert_true(edit_is_shown(f));
    const struct routine *built = content_routine(app_content(edit_app(f)), "own-routine-1");
    assert_non_null(built);
    assert_int_equal(part_person(built), seen);
    assert_int_equal(built->step_count, 2);
    assert_string_equal(built->steps[0].exercise->id, "cat-cow");

    harness_press(&f->h, "sheet:actions");
    harness_reveal(&f->h, "try");
    harness_press(&f->h, "try");
    harness_expect(&f->h, "player");
    assert_true(edit_app(f)->staff.tryout.on);
    edit_pass(f, 3000);
    harness_press(&f->h, "leave");
    harness_expect(&f->h, "staff-builder");
    assert_false(edit_app(f)->staff.tryout.on);
    assert_int_equal(store_total(edit_app(f)->store, STORE_ROUTINE_STARTED, "own-routine-1"), 0);
    assert_int_equal(store_total(edit_app(f)->store, STORE_LEFT_AT, NULL), 0);

    harness_key(&f->h, KEY_ESCAPE);
    harness_key(&f->h, KEY_ESCAPE);
    harness_settle(&f->h);
    show_routines();
    edit_pass(f, 2000);
    tap_action(arena_printf(&ids, "row:%d", (int)app_content(edit_app(f))->entry_count - 1));
    tap_action("delete");
    assert_true(edit_is_shown(f));
    assert_null(content_routine(app_content(edit_app(f)), "own-routine-1"));
    tap_action("undo");
    assert_true(edit_is_shown(f));
    assert_non_null(content_routine(app_content(edit_app(f)), "own-routine-1"));
}

static bool is_shown(const char *id)
{
    return content_routine(app_content(edit_app(f)), id) != NULL;
}

/* "Week 2" among the shipped ones, where the card stands beside the list. */
static void show_own_on_a_wide_screen(void)
{
    widen();
    save_routine("Week 2");
    assert_true(edit_is_shown(f));
    unlock();
    show_routines();
}

/* Hide stands in the same place for all. */
static void test_what_was_deleted_can_come_back_until_the_lock(void **state)
{
    (void)state;
    show_own_on_a_wide_screen();
    choose_row_of(EDIT_ROUTINE);
    assert_false(harness_has(&f->h, "delete")); /* shipped */
    const struct rect hide = harness_rect(&f->h, "hide");
    choose_row_of("own-week-2");
    assert_true(rect_equal(hide, harness_rect(&f->h, "hide")));
    assert_true(harness_rect(&f->h, "delete").y + 200 < harness_rect(&f->h, "order:first").y);
    tap_action("order:first");
    assert_true(edit_is_shown(f));
    assert_string_equal(app_content(edit_app(f))->routines[0]->id, "own-week-2");
    edit_pass(f, 2000);
    tap_action("delete");
    assert_true(edit_is_shown(f));
    assert_false(is_shown("own-week-2"));
    edit_pass(f, 2000);
    choose_row_of(EDIT_ROUTINE);
    tap_action("hide"); /* another change, which has a way back of its own while one stays here */
    assert_true(edit_is_shown(f));
    assert_true(harness_shows(&f->h, "is hidden"));

    go_to("staff-usage");
    show_routines();
    assert_true(harness_shows(&f->h, "\u201cWeek 2\u201d was deleted"));
    tap_action("undo");
    assert_true(edit_is_shown(f));
    assert_string_equal(app_content(edit_app(f))->routines[0]->id, "own-week-2"); /* as it was */
    assert_false(is_shown(EDIT_ROUTINE)); /* what was changed since stays */
    assert_false(harness_shows(&f->h, "was deleted"));

    edit_pass(f, 2000);
    choose_row_of("own-week-2");
    tap_action("delete");
    assert_true(edit_is_shown(f));
    save_routine("Week 2"); /* takes the id that is free now */
    assert_true(edit_is_shown(f));
    assert_true(is_shown("own-week-2"));
    tap_action("undo");
    assert_true(edit_is_shown(f));
    assert_true(is_shown("own-week-2"));
    assert_true(is_shown("own-week-2-2"));
    choose_row_of("own-week-2");
    tap_action("delete");
    app_lock_staff(edit_app(f));
    unlock();
    show_routines();
    assert_false(harness_shows(&f->h, "was deleted"));
}

static int row_height(int row)
{
    return harness_rect(&f->h, arena_printf(&ids, "row:%d", row)).h;
}

/* One long name is cut where it stands; the card is about one of those that are listed. */
static void test_a_long_name_and_a_filter_leave_the_others_alone(void **state)
{
    (void)state;
    show_own_on_a_wide_screen();
    struct rect row = harness_rect(&f->h, "row:0");
    go_to("staff-home");
    save_routine("A name that somebody has made as long as it can be, with 80 letters in all, so.");
    assert_true(edit_is_shown(f));
    show_routines();
    choose_row_of(EDIT_ROUTINE);
    assert_true(row_height(0) < row.h * 4 / 3);
    assert_true(harness_shows(&f->h, "Edit a copy"));
    harness_press(&f->h, "filter:own");
    assert_false(harness_shows(&f->h, "Edit a copy"));
    assert_true(harness_has(&f->h, "delete"));
    choose_row_of("own-week-2");
    assert_true(harness_has(&f->h, "delete")); /* beside the list, as ever */
    harness_press(&f->h, "filter:hidden");
    assert_false(harness_has(&f->h, "hide")); /* there is none to be shown */
    const int all = (int)app_content(edit_app(f))->entry_count;
    harness_press(&f->h, "filter:all");
    choose_row_of("own-week-2");
    tap_action("hide");
    assert_true(edit_is_shown(f));
    go_to("staff-home");
    assert_true(harness_shows(&f->h, arena_printf(&ids, "on show: %d of %d", all - 1, all)));
    show_routines();
    harness_press(&f->h, "filter:all");
    assert_true(harness_has(&f->h, "hide"));
}

/* Its counts stay, and are not told by a name that nobody gave it. */
static void test_usage_has_words_for_a_routine_that_is_gone(void **state)
{
    (void)state;
    widen();
    const int today = wall_day(edit_app(f)->wall.seconds);
    store_count(edit_app(f)->store, STORE_ROUTINE_STARTED, "own-routine-1", today);
    store_count(edit_app(f)->store, STORE_ROUTINE_STARTED, EDIT_ROUTINE, today);
    unlock();
    show_routines();
    choose_row_of(EDIT_ROUTINE);
    tap_action("hide"); /* which is not gone */
    assert_true(edit_is_shown(f));
    const char *name = arena_strdup(&ids, app_content(edit_app(f))->entries[0].name);
    go_to("staff-usage");
    assert_true(harness_shows(&f->h, "A routine that is gone"));
    assert_false(harness_shows(&f->h, "own-routine-1"));
    assert_true(harness_shows(&f->h, name));
    assert_false(harness_shows(&f->h, EDIT_ROUTINE));
}

static void write_text(const char *text)
{
    struct event event = {.kind = EVENT_TEXT, .at = f->h.now + 17};
    snprintf(event.text, sizeof event.text, "%s", text);
    harness_step(&f->h, &event, 1);
}

static void test_a_note_is_written_in_two_languages_and_taken_out(void **state)
{
    (void)state;
    open_builder();
    harness_press(&f->h, "add:cat-stretch");
    assert_true(harness_shows(&f->h, "30\u00a0s only")); /* not that it is the most */
    harness_press(&f->h, "note");
    assert_true(harness_shows(&f->h, "Note in"));
    write_text("slowly");
    harness_tap(&f->h, "in:1");
    write_text("despacio");
    harness_press(&f->h, "key:done");
    const struct draft *draft = &edit_app(f)->staff.builder.draft;
    const struct draft_words *note = &draft->now.steps[0].note;
    assert_int_equal(note->count, 2);
    assert_string_equal(draft_words_in(note, "es", NULL), "despacio");
    harness_press(&f->h, "undo"); /* both at once */
    assert_int_equal(note->count, 0);
    harness_press(&f->h, "note");
    write_text("x");
    harness_press(&f->h, "key:done");
    assert_int_equal(note->count, 1);
    harness_press(&f->h, "note");
    harness_tap(&f->h, "key:backspace");
    harness_press(&f->h, "key:done");
    assert_int_equal(note->count, 0);
    harness_press(&f->h, "undo");
    assert_int_equal(note->count, 1);
}

static void test_what_is_searched_for_is_found_and_added_while_it_is_typed(void **state)
{
    (void)state;
    open_builder();
    harness_press(&f->h, "search");
    assert_true(harness_shows(&f->h, "Quick words"));
    write_text("knee to");
    assert_true(harness_shows(&f->h, "Tap to add"));
    harness_press(&f->h, "quick:0");
    harness_expect(&f->h, "staff-keyboard"); /* field and keyboard stay */
    assert_true(harness_shows(&f->h, "Knee to chest \u00d71"));
    const struct draft *draft = &edit_app(f)->staff.builder.draft;
    assert_string_equal(draft->now.steps[0].exercise, "knee-to-chest");
    write_text("zz");
    assert_true(harness_shows(&f->h, "Nothing for"));
    harness_press(&f->h, "cancel");
    assert_int_equal(draft->now.step_count, 1);
}

static void test_what_is_being_written_is_kept_by_the_lock_but_not_by_cancel(void **state)
{
    (void)state;
    open_builder();
    const struct draft *draft = &edit_app(f)->staff.builder.draft;
    harness_press(&f->h, "name");
    write_text("Week");
    write_text("s");
    harness_press(&f->h, "cancel");
    assert_true(draft_empty(draft));
    assert_false(draft_can_undo(draft));
    harness_press(&f->h, "name");
    write_text("Week");
    write_text(" 2");
    app_lock_staff(edit_app(f));
    unlock();
    go_to("staff-builder");
    assert_string_equal(draft_words_in(&draft->now.name, "en", NULL), "Week 2");
}

static void test_a_stopgap_of_a_name_is_not_gone_on_with(void **state)
{
    (void)state;
    open_builder();
    struct app *app = edit_app(f);
    struct draft *draft = &app->staff.builder.draft;
    draft_add(draft, app_content(app)->exercises[0]);
    harness_settle(&f->h);
    harness_press(&f->h, "save");
    keep_its_name();
    assert_string_equal(draft_words_in(&draft->now.name, "en", NULL), "Routine 1");
    harness_press(&f->h, "name");
    assert_string_equal(app->staff.writing.texts[0].text, "");
    harness_press(&f->h, "cancel");
    assert_string_equal(draft_words_in(&draft->now.name, "en", NULL), "Routine 1");
    harness_press(&f->h, "name");
    harness_press(&f->h, "key:done"); /* nothing was written */
    assert_string_equal(draft_words_in(&draft->now.name, "en", NULL), "Routine 1");
    harness_press(&f->h, "name");
    write_text("Week 3");
    harness_press(&f->h, "key:done");
    assert_string_equal(draft_words_in(&draft->now.name, "en", NULL), "Week 3");
}

static const char *name_on_disk(void)
{
    assert_true(edit_is_shown(f));
    const struct routine *routine = content_routine(app_content(edit_app(f)), "own-routine-1");
    assert_non_null(routine);
    return routine->name;
}

/* It is saved before, whatever becomes of the question; and it is asked once. */
static void test_a_first_save_without_a_name_asks_for_one(void **state)
{
    (void)state;
    open_builder();
    harness_press(&f->h, "add:cat-cow");
    harness_press(&f->h, "save");
    harness_expect(&f->h, "staff-keyboard");
    assert_true(harness_shows(&f->h, "Saved as \u201cRoutine 1\u201d. What is it called?"));
    assert_true(harness_shows(&f->h, "Keep it"));
    assert_string_equal(name_on_disk(), "Routine 1");
    write_text("Week 3");
    harness_press(&f->h, "key:done");
    harness_expect(&f->h, "staff-builder");
    assert_true(harness_shows(&f->h, "Saved"));
    assert_false(edit_app(f)->staff.builder.draft.now.changed);
    assert_string_equal(name_on_disk(), "Week 3");
    harness_press(&f->h, "add:cat-cow");
    harness_press(&f->h, "save");
    harness_expect(&f->h, "staff-builder");
}

static void test_a_first_save_may_keep_the_name_it_got(void **state)
{
    (void)state;
    open_builder();
    harness_press(&f->h, "add:cat-cow");
    harness_press(&f->h, "save");
    write_text("W");
    harness_press(&f->h, "cancel");
    assert_true(harness_shows(&f->h, "Saved as \u201cRoutine 1\u201d"));
    assert_false(edit_app(f)->staff.builder.draft.now.changed);
    assert_string_equal(name_on_disk(), "Routine 1");
    harness_press(&f->h, "name"); /* another time it is an ordinary question */
    write_text("Week 3");
    harness_press(&f->h, "key:done");
    assert_true(edit_app(f)->staff.builder.draft.now.changed);
}

/* On the tile, and above the routines; and that leads on with it, also after the lock. */
static void test_what_is_not_saved_is_told_where_routines_are(void **state)
{
    (void)state;
    widen();
    unlock();
    assert_false(harness_shows(&f->h, "Not saved yet"));
    go_to("staff-builder");
    harness_press(&f->h, "add:cat-cow");
    harness_press(&f->h, "staff-home");
    assert_true(harness_shows(&f->h, "Not saved yet"));
    show_routines();
    assert_true(harness_shows(&f->h, "\u201c1 step\u201d is not saved yet"));
    assert_true(harness_shows(&f->h, "Patients do not see it."));
    harness_press(&f->h, "staff-lock");
    unlock();
    assert_true(harness_shows(&f->h, "Not saved yet"));
    show_routines();
    harness_press(&f->h, "draft");
    harness_expect(&f->h, "staff-builder");
    assert_true(harness_has(&f->h, "step:0"));
    harness_press(&f->h, "save");
    keep_its_name();
    assert_true(edit_is_shown(f));
    show_routines();
    assert_false(harness_has(&f->h, "draft"));
    go_to("staff-home");
    assert_false(harness_shows(&f->h, "Not saved yet"));
}

static void test_what_is_changed_and_not_saved_says_what_patients_see(void **state)
{
    (void)state;
    save_week_2_and_show_routines();
    tap_week_2();
    tap_action("edit");
    harness_settle(&f->h);
    harness_press(&f->h, "add:cat-cow");
    show_routines();
    assert_true(harness_shows(&f->h, "\u201cWeek 2\u201d is not saved yet"));
    assert_true(harness_shows(&f->h, "Patients still see the old one."));
}

static void change_language(const char *id)
{
    harness_press(&f->h, "language");
    harness_press(&f->h, id);
}

/* The routine that is tried out goes on, in these words. */
static void expect_trying(const char *exercise)
{
    assert_true(edit_app(f)->staff.tryout.on);
    assert_true(edit_app(f)->visit.in_session);
    struct session_view view = edit_view(f);
    assert_string_equal(view.current->exercise->name, exercise);
    assert_true(app_hit_count(edit_app(f)) > 0);
}

/* It is in no content. */
static void test_a_draft_is_tried_in_other_languages_and_through_edits(void **state)
{
    (void)state;
    unlock();
    go_to("staff-builder");
    add_exercise("cat-cow");
    harness_press(&f->h, "sheet:actions");
    harness_reveal(&f->h, "try");
    harness_press(&f->h, "try");
    expect_trying("Cat and cow");
    change_language("language:es");
    harness_expect(&f->h, "paused");
    expect_trying("Gato y vaca");
    edit_rename("cat-cow", "Cat");
    assert_true(edit_is_shown(f));
    harness_expect(&f->h, "paused");
    change_language("language:en");
    expect_trying("Cat");
    harness_press(&f->h, "resume");
    harness_expect(&f->h, "player");
    harness_press(&f->h, "leave");
    harness_expect(&f->h, "staff-builder");
}

static void test_a_hidden_routine_is_tried_in_other_languages(void **state)
{
    (void)state;
    hide_first();
    edit_pass(f, 2000);
    tap_action("try");
    harness_settle(&f->h);
    harness_expect(&f->h, "player");
    expect_trying("Cat and cow");
    change_language("language:es");
    harness_expect(&f->h, "paused");
    expect_trying("Gato y vaca");
    harness_press(&f->h, "resume");
    harness_press(&f->h, "leave");
    harness_expect(&f->h, "staff-routines");
    assert_string_equal(strings_code(edit_app(f)->strings), "en"); /* staff's own */
}

/* The routine that is up is not in that language any more: whoever reads it is not left there. */
static void test_a_place_that_a_language_has_not_is_left(void **state)
{
    (void)state;
    edit_play(f, 3);
    edit_app(f)->visit.in_session = false;
    session_end(&edit_app(f)->visit.session);
    app_set_language(edit_app(f), 1);
    harness_settle(&f->h);
    harness_expect(&f->h, "home");
}

/* The draft is there again after the lock. */
static void test_a_lock_takes_no_draft_away(void **state)
{
    (void)state;
    unlock();
    go_to("staff-builder");
    add_exercise("cat-cow");
    harness_press(&f->h, "staff-lock");
    harness_expect(&f->h, "home");
    unlock();
    go_to("staff-builder");
    harness_press(&f->h, "go-on"); /* it is the unfinished one, and gone on with */
    assert_true(harness_has(&f->h, "step:0"));
}

static void test_an_unfinished_routine_is_told_and_put_aside(void **state)
{
    (void)state;
    open_builder();
    harness_press(&f->h, "add:cat-cow");
    go_to("staff-routines");
    go_to("staff-builder"); /* who is at work on it knows */
    assert_int_equal(edit_app(f)->staff.builder.sheet, BUILDER_NO_SHEET);
    show_routines();
    harness_press(&f->h, "build");
    assert_true(harness_shows(&f->h, "1 step"));
    harness_press(&f->h, "done");
    app_lock_staff(edit_app(f));
    unlock();
    go_to("staff-builder");
    const struct draft *draft = &edit_app(f)->staff.builder.draft;
    assert_int_equal(draft->now.step_count, 1);
    harness_press(&f->h, "anew");
    assert_true(draft_empty(draft));
    harness_press(&f->h, "undo");
    assert_int_equal(draft->now.step_count, 1);
}

/* Whoever comes back to build gets an empty one, not what patients see already. */
static void test_what_is_saved_is_done(void **state)
{
    (void)state;
    unlock();
    go_to("staff-builder");
    add_exercise("cat-cow");
    harness_tap(&f->h, "save");
    keep_its_name();
    harness_key(&f->h, KEY_ESCAPE);
    harness_settle(&f->h);
    go_to("staff-builder");
    assert_false(harness_has(&f->h, "step:0"));
}

/* The disk takes nothing: said in words, and the kiosk goes on. */
static void test_a_draft_that_cannot_be_saved_is_kept(void **state)
{
    (void)state;
    unlock();
    go_to("staff-builder");
    add_exercise("cat-cow");
    folder_shell("rm -rf state/packs; : >state/packs");
    harness_tap(&f->h, "save");
    assert_true(harness_shows(&f->h, "It could not be saved. The draft is kept."));
    folder_shell("rm state/packs");
    harness_tap(&f->h, "save");
    keep_its_name();
    assert_true(harness_has(&f->h, "step:0"));
    assert_true(harness_shows(&f->h, "Saved"));
}

static void plug_in(const char *folder)
{
    struct sticks *sticks = &edit_app(f)->sticks;
    *sticks = (struct sticks){.count = 1};
    sticks->list[0].mount = 7;
    snprintf(sticks->list[0].path, sizeof sticks->list[0].path, "%s", folder_path(folder));
    app_meet_stick(edit_app(f));
    harness_settle(&f->h);
}

static void expect_in_parcel(const char *file, const char *text)
{
    size_t length;
    char *held = bundle_read(folder_path("elsewhere/own-routine-1.zip"), file, 100000, &length);
    assert_non_null(held);
    assert_non_null(strstr(held, text));
    free(held);
}

/* What a kiosk writes another one takes without a word. */
static void expect_clean(const char *pack)
{
    char content[300], path[300];
    snprintf(content, sizeof content, "%s", folder_path("content"));
    snprintf(path, sizeof path, "%s", folder_path(pack));
    struct fault_list found = {0};
    struct content *loaded = content_load((const char *const[]){content, path}, 2, &found);
    assert_non_null(content_routine(loaded, "own-routine-1"));
    for (const struct fault *fault = found.first; fault; fault = fault->next)
        if (strstr(fault->file, pack))
            fail_msg("%s: %s", fault->file, fault->message);
    content_free(loaded);
    fault_list_free(&found);
}

/* The stick that is plugged in then does not lead away; and what is on it is a pack. */
static void test_a_draft_that_cannot_be_saved_goes_onto_a_stick(void **state)
{
    (void)state;
    unlock();
    go_to("staff-builder");
    add_exercise("cat-cow");
    folder_shell("rm -rf state/packs; : >state/packs; mkdir stick");
    harness_press(&f->h, "save");
    assert_false(harness_has(&f->h, "to-stick"));
    plug_in("stick");
    harness_expect(&f->h, "staff-builder");
    harness_press(&f->h, "to-stick");
    assert_true(harness_shows(&f->h, "It is on the stick: own-routine-1.zip."));
    folder_shell("test -e stick/own-routine-1.zip && test $(ls -A stick | wc -l) = 1");
    folder_shell("rm state/packs; mv stick elsewhere");
    harness_press(&f->h, "to-stick");
    assert_true(harness_shows(&f->h, "The stick was pulled out. Nothing was written."));
    expect_in_parcel("routines/own-routine-1.json", "cat-cow");
    expect_in_parcel("pack.json", "\"id\": \"own-routine-1\"");
    expect_clean("elsewhere/own-routine-1.zip");
    harness_press(&f->h, "save");
    keep_its_name();
    assert_true(harness_shows(&f->h, "Saved"));
}

/* What is said of it is true, and in the words of the language that is shown. */
static void test_a_full_disk_is_told_as_it_is(void **state)
{
    (void)state;
    struct rlimit before, tiny = {.rlim_cur = 8};
    unlock();
    go_to("staff-builder");
    add_exercise("cat-cow");
    getrlimit(RLIMIT_FSIZE, &before);
    tiny.rlim_max = before.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &tiny);
    harness_press(&f->h, "save"); /* what is in the draft is on the disk by now */
    bool kept = harness_shows(&f->h, "The draft is kept.");
    bool told = harness_shows(&f->h, "The disk is full.");
    harness_press(&f->h, "done");
    add_exercise("childs-pose");
    harness_press(&f->h, "save");
    setrlimit(RLIMIT_FSIZE, &before);
    assert_true(kept);
    assert_true(told);
    assert_true(harness_shows(&f->h, "the draft is not kept."));
    assert_true(harness_shows(&f->h, "When the kiosk locks, this routine is lost."));
    assert_false(harness_shows(&f->h, "No space"));
    assert_false(harness_shows(&f->h, "too large"));
    harness_press(&f->h, "save");
    keep_its_name();
    assert_true(harness_shows(&f->h, "Saved"));
    assert_false(edit_app(f)->staff.builder.draft.unkept);
}

/* With its state folder the draft cannot be kept either. */
static void test_what_a_stick_keeps_is_not_said_to_be_lost(void **state)
{
    (void)state;
    unlock();
    go_to("staff-builder");
    folder_shell("rm -rf state; : >state; mkdir stick");
    add_exercise("cat-cow");
    harness_press(&f->h, "save");
    assert_true(harness_shows(&f->h, "When the kiosk locks, this routine is lost."));
    plug_in("stick");
    harness_press(&f->h, "to-stick");
    assert_true(harness_shows(&f->h, "It is on the stick: own-routine-1.zip."));
    assert_true(harness_shows(&f->h, "It could not be saved here. It is on the stick."));
    assert_true(harness_shows(&f->h, "what is on the stick stays."));
    assert_false(harness_shows(&f->h, "lost"));
    harness_skip(&f->h, 100 * 1000); /* soon it locks */
    assert_true(harness_shows(&f->h, "Touch to go on."));
    harness_press(&f->h, "done"); /* which only says that somebody is there */
    harness_press(&f->h, "done");
    add_exercise("childs-pose"); /* which is not on it */
    harness_skip(&f->h, 100 * 1000);
    assert_true(harness_shows(&f->h, "or what is not saved is lost."));
    harness_press(&f->h, "save");
    harness_press(&f->h, "save");
    assert_true(harness_shows(&f->h, "When the kiosk locks, this routine is lost."));
}

/* The kiosk with only so many of its routines. */
static void keep_one_routine(void)
{
    folder_shell("rm content/lang/*.json; cd content/routines; ls | grep -v '^" EDIT_ROUTINE
                 "' | xargs rm");
    edit_is_shown(f);
    edit_close(f);
    edit_open(f);
}

/* With advice in their place, in the demo as well, and after a restart. */
static void expect_advice_only(void)
{
    harness_show(&f->h, "home");
    harness_settle(&f->h);
    assert_true(harness_shows(&f->h, "When to stop"));
    assert_false(harness_shows(&f->h, "What would you like to ease?"));
    harness_press(&f->h, "page:when-to-stop");
    harness_expect(&f->h, "advice");
    harness_press(&f->h, "back");
    harness_expect(&f->h, "home");
    harness_show(&f->h, "attract");
    edit_pass(f, 14000);
    assert_true(harness_shows(&f->h, "When to stop"));
    assert_false(harness_has(&f->h, "do-this"));
    harness_tap_at(&f->h, 900, 500);
    harness_settle(&f->h);
    harness_expect(&f->h, "home");
}

static void test_the_last_routine_may_be_hidden(void **state)
{
    (void)state;
    keep_one_routine();
    harness_show(&f->h, "attract");
    unlock();
    show_routines();
    harness_tap(&f->h, "row:0");
    tap_action("shown:0");
    harness_settle(&f->h);
    assert_true(harness_shows(&f->h, "is hidden. Patients now see no routine."));
    assert_true(edit_is_shown(f));
    assert_int_equal(app_content(edit_app(f))->routine_count, 0);
    edit_pass(f, 2000);
    expect_advice_only();
    edit_close(f);
    edit_open(f);
    expect_advice_only();
    harness_show(&f->h, "attract");
    unlock();
    show_routines();
    harness_tap(&f->h, "row:0");
    tap_action("shown:0");
    assert_true(edit_is_shown(f));
    harness_show(&f->h, "attract");
    edit_pass(f, 1000);
    assert_true(harness_has(&f->h, "do-this"));
}

/* From the demo, while it runs. */
static void test_the_demo_is_left_when_the_last_routine_goes(void **state)
{
    (void)state;
    keep_one_routine();
    harness_show(&f->h, "attract");
    edit_pass(f, 1000);
    folder_shell("mkdir -p state/packs/own; printf '{\"id\": \"own\", \"name\": \"X\", "
                 "\"version\": \"1\", \"format\": 1, \"hide\": [\"" EDIT_ROUTINE
                 "\"]}' >state/packs/own/pack.json");
    assert_true(edit_is_shown(f));
    edit_pass(f, 1000);
    harness_expect(&f->h, "attract");
    assert_false(harness_has(&f->h, "do-this"));
    folder_shell("rm -r state/packs/own");
    assert_true(edit_is_shown(f));
    edit_pass(f, 1000);
    assert_true(harness_has(&f->h, "do-this"));
}

/* Of what only staff have, there is no way back to but their own. */
static void test_the_only_routine_is_not_deleted(void **state)
{
    (void)state;
    save_routine("Week 2");
    folder_shell("rm -r content/lang content/routines");
    edit_is_shown(f);
    edit_close(f);
    edit_open(f);
    unlock();
    show_routines();
    harness_tap(&f->h, "row:0");
    tap_action("delete");
    assert_true(harness_shows(&f->h, "It is the only routine of this kiosk."));
    folder_shell("test -e state/packs/own/routines/own-week-2.json");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_a_saved_routine_is_shown_and_a_visit_keeps_its_place),
        TEST(test_hidden_order_and_demo_are_what_patients_see),
        TEST(test_a_hidden_routine_says_so_in_its_row),
        TEST(test_a_change_that_the_content_does_not_take_is_said),
        TEST(test_the_row_of_a_file_that_is_refused_leads_to_its_mistake),
        TEST(test_a_wrong_number_is_mended_by_save),
        TEST(test_an_exercise_that_is_gone_is_seen_where_it_can_be_removed),
        TEST(test_a_mistake_that_is_only_looked_at_is_no_draft),
        TEST(test_a_step_is_seen_to_be_removed),
        TEST(test_what_is_shown_stands_in_for_a_file_that_is_no_json),
        TEST(test_what_is_meant_by_a_file_that_is_no_json_can_be_mended),
        TEST(test_a_file_of_which_nothing_is_understood_is_set_aside),
        TEST(test_what_was_set_aside_is_listed_and_can_be_put_back),
        TEST(test_the_check_leads_to_a_mistake_in_what_is_hidden),
        TEST(test_a_row_that_moves_stays_in_view),
        TEST(test_a_copy_keeps_the_person),
        TEST(test_a_routine_is_built_tried_and_deleted),
        TEST(test_an_unsaved_draft_waits_while_another_is_edited),
        TEST(test_what_was_deleted_can_come_back_until_the_lock),
        TEST(test_usage_has_words_for_a_routine_that_is_gone),
        TEST(test_a_long_name_and_a_filter_leave_the_others_alone),
        TEST(test_a_note_is_written_in_two_languages_and_taken_out),
        TEST(test_what_is_searched_for_is_found_and_added_while_it_is_typed),
        TEST(test_what_is_being_written_is_kept_by_the_lock_but_not_by_cancel),
        TEST(test_a_stopgap_of_a_name_is_not_gone_on_with),
        TEST(test_a_first_save_without_a_name_asks_for_one),
        TEST(test_a_first_save_may_keep_the_name_it_got),
        TEST(test_what_is_not_saved_is_told_where_routines_are),
        TEST(test_what_is_changed_and_not_saved_says_what_patients_see),
        TEST(test_a_draft_is_tried_in_other_languages_and_through_edits),
        TEST(test_a_hidden_routine_is_tried_in_other_languages),
        TEST(test_a_place_that_a_language_has_not_is_left),
        TEST(test_a_lock_takes_no_draft_away),
        TEST(test_an_unfinished_routine_is_told_and_put_aside),
        TEST(test_what_is_saved_is_done),
        TEST(test_a_draft_that_cannot_be_saved_is_kept),
        TEST(test_a_draft_that_cannot_be_saved_goes_onto_a_stick),
        TEST(test_a_full_disk_is_told_as_it_is),
        TEST(test_what_a_stick_keeps_is_not_said_to_be_lost),
        TEST(test_the_last_routine_may_be_hidden),
        TEST(test_the_demo_is_left_when_the_last_routine_goes),
        TEST(test_the_only_routine_is_not_deleted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
