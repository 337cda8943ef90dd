// links: ui config base
/* The keyboard on the screen: a finger presses, holds and slides, and this is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "test_ui_fixture.h"
#include "ui/keyboard.h"
#include "ui/text_field.h"

static struct keyboard keyboard;
static struct text_edit edit;
static const char *const quick[] = {"Week", "Lower back"};
static const struct keyboard_words words = {.shift = "Capital",
                                            .backspace = "Delete",
                                            .space = "Space",
                                            .forms = "Forms",
                                            .language = "Next",
                                            .quick = "Words",
                                            .done = "Done"};
static struct keyboard_page page;
static enum keyboard_answer answer; /* the last that was one */
static int width, height;
static ms_t now;

static int setup(void **state)
{
    fixture_setup(state);
    keyboard_set_language(&keyboard, "es");
    text_edit_set(&edit, "", 80);
    page = (struct keyboard_page){.keyboard = &keyboard,
                                  .edit = &edit,
                                  .words = &words,
                                  .language = "Español",
                                  .quick = quick,
                                  .quick_count = 2,
                                  .has_done = true};
    answer = KEYBOARD_NOTHING;
    width = 1920;
    height = 1080;
    now = 10000;
    return 0;
}

static void put_field(struct stack *stack, const void *what)
{
    (void)what;
    stack_text_field(stack, &(struct text_field){.id = "text",
                                                 .spoken = "Name",
                                                 .type = TYPE_STAFF_TITLE,
                                                 .focused = true,
                                                 .edit = &edit});
}

static void draw(struct fixture *f)
{
    int margin = width / 34, top = height / 3;
    struct rect area = {margin, top, width - 2 * margin, height - top - margin};
    if (height < 500)
        area = (struct rect){18, 124, width - 36, height - 142};
    fixture_begin(f, width, height, false);
    stack_draw(&f->ui, (struct rect){margin, 0, width - 2 * margin, top}, ALIGN_LEFT, put_field,
               NULL);
    keyboard_draw(&f->ui, area, &page);
    keyboard_draw_popup(&f->ui, (struct rect){0, 0, width, height}, &page);
    ui_end(&f->ui);
}

static void obey(struct tap tap)
{
    if (tap.kind != TAP_NONE)
        answer = keyboard_tap(&page, &tap);
}

static void send(struct fixture *f, enum event_kind kind, int x, int y)
{
    obey(fixture_send(f, kind, x, y, now));
    draw(f);
}

static void wait(struct fixture *f, ms_t ms)
{
    for (ms_t end = now + ms; now < end; now += 16) {
        obey(ui_held(&f->ui, now));
        draw(f);
    }
}

static struct rect key(struct fixture *f, const char *id)
{
    const struct target *target = fixture_target(f, id);
    if (!target)
        fail_msg("there is no %s", id);
    return target->rect;
}

static void down(struct fixture *f, const char *id)
{
    draw(f);
    struct rect r = key(f, id);
    now += 200;
    send(f, EVENT_POINTER_DOWN, r.x + r.w / 2, r.y + r.h / 2);
}

static void slide_to(struct fixture *f, const char *id)
{
    struct rect r = key(f, id);
    now += 50;
    send(f, EVENT_POINTER_MOVE, r.x + r.w / 2, r.y + r.h / 2);
}

static void lift_on(struct fixture *f, const char *id)
{
    struct rect r = key(f, id);
    now += 50;
    send(f, EVENT_POINTER_UP, r.x + r.w / 2, r.y + r.h / 2);
}

static void press(struct fixture *f, const char *id)
{
    down(f, id);
    lift_on(f, id);
}

static void type(struct fixture *f, const char *text)
{
    struct event event = {.kind = EVENT_TEXT, .at = now};
    strcpy(event.text, text);
    draw(f);
    obey(ui_handle(&f->ui, &event));
}

static void press_key(struct fixture *f, enum key which)
{
    draw(f);
    obey(ui_handle(&f->ui, &(struct event){.kind = EVENT_KEY, .at = now, .key = which}));
}

/* ---- letters ---- */

static void test_a_sentence_begins_with_a_capital(void **state)
{
    struct fixture *f = *state;
    press(f, "key:a");
    press(f, "key:b");
    press(f, "key:.");
    press(f, "key:c"); /* "b.c": no sentence begins here */
    press(f, "key:.");
    press(f, "key:space");
    press(f, "key:d");
    press(f, "key:e");
    assert_string_equal(edit.text, "Ab.c. De");
    assert_int_equal(answer, KEYBOARD_WROTE);
}

static void test_shift_turns_the_next_letter_only(void **state)
{
    struct fixture *f = *state;
    press(f, "key:shift");
    assert_int_equal(answer, KEYBOARD_PRESSED);
    press(f, "key:a");
    press(f, "key:shift");
    press(f, "key:b");
    press(f, "key:c");
    assert_string_equal(edit.text, "aBc");
}

static void test_backspace_repeats_while_it_is_held(void **state)
{
    struct fixture *f = *state;
    text_edit_set(&edit, "Espalda", 80);
    press(f, "key:backspace");
    assert_string_equal(edit.text, "Espald");
    down(f, "key:backspace");
    wait(f, 1100); /* at 500, 750 and 1000 ms */
    lift_on(f, "key:backspace");
    assert_string_equal(edit.text, "Esp");
}

/* ---- other forms ---- */

static void test_a_held_letter_opens_its_forms_and_the_finger_slides_to_one(void **state)
{
    struct fixture *f = *state;
    text_edit_set(&edit, "sesi", 80);
    down(f, "key:o");
    wait(f, 380);
    assert_null(fixture_target(f, "form:0"));
    wait(f, 40);
    assert_non_null(fixture_target(f, "form:0"));
    assert_string_equal(fixture_target(f, "form:0")->label, "ó");
    assert_int_equal(key(f, "form:0").x + key(f, "form:0").w / 2,
                     key(f, "key:o").x + key(f, "key:o").w / 2);
    assert_true(key(f, "form:0").y + key(f, "form:0").h < key(f, "key:o").y);
    slide_to(f, "form:0");
    assert_string_equal(edit.text, "sesi");
    lift_on(f, "form:0");
    assert_string_equal(edit.text, "sesió");
    assert_null(fixture_target(f, "form:0"));
}

static void move_by(struct fixture *f, const char *id, int x, int y)
{
    struct rect r = key(f, id);
    now += 50;
    send(f, EVENT_POINTER_MOVE, r.x + r.w / 2 + x, r.y + r.h / 2 + y);
}

/* Nobody who presses slowly loses a letter, nor the next one to what is still open. */
static void test_a_finger_that_lifts_where_it_was_has_written_the_letter(void **state)
{
    struct fixture *f = *state;
    static const char *const slow[] = {"key:s", "key:i", "key:t"};
    for (int i = 0; i < 3; i++) {
        down(f, slow[i]);
        wait(f, 450);
        move_by(f, slow[i], 5, -3); /* it trembles */
        assert_non_null(fixture_target(f, "form:0"));
        lift_on(f, slow[i]);
        assert_null(fixture_target(f, "form:0"));
    }
    press(f, "key:a");
    assert_string_equal(edit.text, "Sita");
}

static void lift_by(struct fixture *f, const char *id, int x, int y)
{
    struct rect r = key(f, id);
    now += 50;
    send(f, EVENT_POINTER_UP, r.x + r.w / 2 + x, r.y + r.h / 2 + y);
}

/* Fingers hide what they choose: between two forms, and at their rim, the nearer one is meant. */
static void test_a_finger_that_lifts_beside_a_form_has_chosen_it(void **state)
{
    struct fixture *f = *state;
    const int mm = metrics_mm(&f->ui.metrics, 1);
    for (int i = 0; i < 3; i++) {
        text_edit_set(&edit, "", 80);
        text_edit_insert(&edit, "x");
        down(f, "key:a");
        wait(f, 450);
        struct rect first = key(f, "form:1"), second = key(f, "form:2");
        int side = second.x > first.x ? 1 : -1;
        const char *items[] = {fixture_target(f, "form:1")->label,
                               fixture_target(f, "form:2")->label};
        char wanted[16];
        snprintf(wanted, sizeof wanted, "x%s", items[i / 2]);
        int reach = side * (first.w / 2 + 2 * mm);
        if (i == 0)
            lift_by(f, "form:1", 0, -first.h / 2 - 2 * mm);
        else
            lift_by(f, i == 1 ? "form:1" : "form:2", i == 1 ? reach : -reach, 0);
        assert_string_equal(edit.text, wanted);
    }
}

static void test_a_finger_may_come_back_from_them_to_its_letter(void **state)
{
    struct fixture *f = *state;
    down(f, "key:u");
    wait(f, 450);
    slide_to(f, "form:1");
    slide_to(f, "key:u");
    lift_on(f, "key:u");
    assert_string_equal(edit.text, "U");
}

static void test_a_finger_that_slides_away_writes_nothing_and_closes_them(void **state)
{
    struct fixture *f = *state;
    down(f, "key:u");
    wait(f, 450);
    slide_to(f, "key:space");
    lift_on(f, "key:space");
    assert_string_equal(edit.text, "");
    assert_null(fixture_target(f, "form:0"));
}

/* Where what it opened lies over the key, as on a low panel. */
static void test_a_letter_that_its_forms_lie_over_is_written_all_the_same(void **state)
{
    struct fixture *f = *state;
    keyboard_set_language(&keyboard, "vi");
    down(f, "key:e");
    wait(f, 450);
    assert_non_null(fixture_target(f, "form:0"));
    ui_cover(&f->ui, (struct rect){0, 0, width, height});
    now += 50;
    const struct finger *finger = &f->ui.fingers.items[0];
    obey(fixture_send(f, EVENT_POINTER_UP, finger->start_x, finger->start_y, now));
    assert_string_equal(edit.text, "E");
}

static void test_a_slow_press_still_writes_its_letter(void **state)
{
    struct fixture *f = *state;
    down(f, "key:q"); /* has no other forms */
    wait(f, 2000);
    lift_on(f, "key:q");
    assert_string_equal(edit.text, "Q");
    down(f, "key:o"); /* opens its forms, and is meant itself */
    wait(f, 2000);
    lift_on(f, "key:o");
    assert_string_equal(edit.text, "Qo");
    assert_null(fixture_target(f, "form:0"));
}

static void test_what_lies_under_them_is_no_target(void **state)
{
    struct fixture *f = *state;
    draw(f);
    struct rect nine = key(f, "key:9");
    press(f, "key:o");
    press(f, "key:forms");
    assert_null(fixture_target(f, "key:9"));
    struct rect form = key(f, "form:0");
    assert_false(rect_empty(rect_intersect(nine, form)));
    press(f, "key:p"); /* what is still to be seen closes them, and is written */
    assert_string_equal(edit.text, "Op");
    assert_non_null(fixture_target(f, "key:9"));
}

static void test_a_touch_on_nothing_and_escape_close_them(void **state)
{
    struct fixture *f = *state;
    for (int way = 0; way < 2; way++) {
        text_edit_set(&edit, "No", 80);
        press(f, "key:forms");
        assert_non_null(fixture_target(f, "form:0"));
        if (way == 0) {
            send(f, EVENT_POINTER_DOWN, 2, 1078);
            now += 80;
            send(f, EVENT_POINTER_UP, 2, 1078);
        } else {
            press_key(f, KEY_ESCAPE);
        }
        assert_int_equal(answer, KEYBOARD_PRESSED);
        draw(f);
        assert_null(fixture_target(f, "form:0"));
    }
    press_key(f, KEY_ESCAPE);
    assert_int_equal(answer, KEYBOARD_NOTHING); /* it is for the screen */
}

static void test_the_letter_before_the_caret_can_become_another(void **state)
{
    struct fixture *f = *state;
    text_edit_set(&edit, "Nino", 80);
    text_edit_place(&edit, 3);
    press(f, "key:forms");
    assert_string_equal(fixture_target(f, "form:0")->label, "ñ");
    press(f, "form:0");
    assert_string_equal(edit.text, "Niño");
    assert_int_equal(edit.caret, 4);
    text_edit_set(&edit, "Niq", 80);
    draw(f);
    assert_null(fixture_target(f, "key:forms")); /* a q has none */
}

static void test_vietnamese_letters_are_written_as_one(void **state)
{
    struct fixture *f = *state;
    keyboard_set_language(&keyboard, "vi");
    text_edit_set(&edit, "th", 80);
    press(f, "key:a");
    press(f, "key:forms");
    for (int i = 0; i < 17; i++) {
        char id[UI_ID_SIZE];
        snprintf(id, sizeof id, "form:%d", i);
        if (strcmp(fixture_target(f, id)->label, "ắ") != 0)
            continue;
        press(f, id);
        break;
    }
    assert_string_equal(edit.text, "thắ");
    text_edit_set(&edit, "tha", 80);
    type(f, "\u0306"); /* marks of a keyboard that has them by themselves */
    type(f, "\u0301");
    assert_string_equal(edit.text, "th\u1EAF");
}

/* ---- 80 letters ---- */

static void test_what_has_no_room_is_refused(void **state)
{
    struct fixture *f = *state;
    text_edit_set(&edit, "1234567", 8);
    press(f, "key:a");
    assert_int_equal(answer, KEYBOARD_WROTE);
    press(f, "key:b");
    assert_int_equal(answer, KEYBOARD_REFUSED);
    assert_string_equal(edit.text, "1234567a");
    press(f, "key:forms"); /* of two bytes, and one letter as well */
    press(f, "form:0");
    assert_int_equal(answer, KEYBOARD_WROTE);
    assert_string_equal(edit.text, "1234567á");
    type(f, "c");
    assert_int_equal(answer, KEYBOARD_REFUSED);
    assert_false(keyboard_write_word(&edit, "Week"));
    assert_string_equal(edit.text, "1234567á");
}

/* ---- a real keyboard ---- */

static void test_a_real_keyboard_writes_and_moves(void **state)
{
    struct fixture *f = *state;
    type(f, "rodilla");
    press_key(f, KEY_HOME);
    type(f, "La ");
    press_key(f, KEY_END);
    press_key(f, KEY_BACKSPACE);
    press_key(f, KEY_LEFT);
    press_key(f, KEY_DELETE);
    assert_string_equal(edit.text, "La rodil");
    press_key(f, KEY_ENTER);
    assert_int_equal(answer, KEYBOARD_DONE);
}

static void test_arrows_go_where_they_point_in_arabic_too(void **state)
{
    struct fixture *f = *state;
    text_edit_set(&edit, "ركبة", 80);
    draw(f);
    press_key(f, KEY_RIGHT); /* towards its beginning */
    assert_int_equal(edit.caret, 6);
    press_key(f, KEY_LEFT);
    assert_int_equal(edit.caret, 8);
    text_edit_set(&edit, "knee", 80);
    draw(f);
    press_key(f, KEY_LEFT);
    assert_int_equal(edit.caret, 3);
}

static void test_keys_are_the_lines_until_the_focus_is_seen(void **state)
{
    struct fixture *f = *state;
    text_edit_set(&edit, "ab", 80);
    press_key(f, KEY_LEFT);
    assert_int_equal(edit.caret, 1);
    for (int i = 0; i < 100 && strcmp(f->ui.focus, "key:c") != 0; i++)
        press_key(f, KEY_TAB);
    press_key(f, KEY_ENTER); /* presses what has the focus */
    assert_string_equal(edit.text, "acb");
    type(f, "d"); /* writing is the line's again */
    press_key(f, KEY_LEFT);
    assert_string_equal(edit.text, "acdb");
    assert_int_equal(edit.caret, 2);
}

static void test_without_a_field_nothing_is_written(void **state)
{
    struct fixture *f = *state;
    fixture_begin(f, 1920, 1080, false);
    ui_end(&f->ui);
    struct tap tap = ui_handle(&f->ui, &(struct event){.kind = EVENT_TEXT, .text = "x"});
    assert_int_equal(tap.kind, TAP_NONE);
    tap = ui_handle(&f->ui, &(struct event){.kind = EVENT_KEY, .key = KEY_BACKSPACE});
    assert_int_equal(tap.kind, TAP_NONE);
}

/* ---- Arabic ---- */

static void test_arabic_lies_as_on_any_keyboard_and_is_written_in_its_order(void **state)
{
    struct fixture *f = *state;
    keyboard_set_language(&keyboard, "ar");
    draw(f);
    assert_true(key(f, "key:ض").x < key(f, "key:ص").x);
    assert_null(fixture_target(f, "key:shift"));
    press(f, "key:ر");
    press(f, "key:ك");
    press(f, "key:ب");
    press(f, "key:ة");
    press(f, "key:space");
    press(f, "key:لا");
    assert_string_equal(edit.text, "ركبة لا");
    down(f, "key:و");
    wait(f, 450);
    slide_to(f, "form:0");
    lift_on(f, "form:0");
    assert_string_equal(edit.text, "ركبة لاؤ");
}

static void test_a_mirrored_screen_does_not_mirror_the_keys(void **state)
{
    struct fixture *f = *state;
    draw(f);
    struct rect q = key(f, "key:q"), p = key(f, "key:p");
    fixture_begin(f, width, height, true);
    keyboard_draw(&f->ui, (struct rect){56, 360, 1808, 660}, &page);
    ui_end(&f->ui);
    assert_true(key(f, "key:q").x < key(f, "key:p").x);
    assert_true(q.x < p.x);
    assert_true(f->list.mirrored == false);
}

/* ---- quick words, and keys that letters share ---- */

static void test_a_quick_word_has_the_spaces_that_it_needs(void **state)
{
    (void)state;
    assert_true(keyboard_write_word(&edit, "Week"));
    assert_true(keyboard_write_word(&edit, "2"));
    assert_string_equal(edit.text, "Week 2 ");
    text_edit_place(&edit, 0);
    assert_true(keyboard_write_word(&edit, "Back"));
    assert_string_equal(edit.text, "Back Week 2 ");
    text_edit_set(&edit, "Post-", 80);
    assert_true(keyboard_write_word(&edit, "op"));
    assert_string_equal(edit.text, "Post-op ");
    text_edit_set(&edit, "Group", 10);
    assert_true(keyboard_write_word(&edit, "Back")); /* the last, and just fits */
    assert_string_equal(edit.text, "Group Back");
}

static void test_on_a_small_panel_letters_share_keys(void **state)
{
    struct fixture *f = *state;
    width = 800;
    height = 480;
    draw(f);
    assert_null(fixture_target(f, "key:q"));
    press(f, "keys:qwer");
    assert_string_equal(fixture_target(f, "form:1")->label, "W");
    press(f, "form:1");
    press(f, "keys:qwer");
    press(f, "form:2");
    assert_string_equal(edit.text, "We");
    press(f, "keys:12345");
    press(f, "form:1");
    assert_string_equal(edit.text, "We2");
    press(f, "keys:qwer"); /* pressed again, it closes */
    assert_non_null(fixture_target(f, "form:0"));
    keyboard.popup = POPUP_NONE;
    press(f, "key:quick");
    press(f, "form:1");
    assert_string_equal(edit.text, "We2 Lower back ");
}

static void test_a_held_key_of_several_letters_is_slid_from_too(void **state)
{
    struct fixture *f = *state;
    width = 800;
    height = 480;
    down(f, "keys:qwer");
    wait(f, 450);
    assert_non_null(fixture_target(f, "form:1"));
    slide_to(f, "form:1");
    lift_on(f, "form:1");
    assert_string_equal(edit.text, "W");
    struct rect r = key(f, "keys:qwer");
    down(f, "keys:qwer");
    wait(f, 450);
    now += 50; /* it lifts where it was: as if it had only been pressed */
    send(f, EVENT_POINTER_UP, r.x + r.w / 2, r.y + r.h / 2);
    assert_string_equal(edit.text, "W");
    press(f, "form:2");
    assert_string_equal(edit.text, "We");
}

/* ---- sizes ---- */

static void check_sizes(const struct fixture *f, double gap_mm)
{
    int least = metrics_mm(&f->ui.metrics, 16), gap = metrics_mm(&f->ui.metrics, gap_mm) - 1;
    for (int i = 0; i < f->ui.target_count; i++) {
        struct rect a = f->ui.targets[i].rect;
        if (a.w < least || a.h < least)
            fail_msg("%s is %d x %d px at %d x %d, less than 16 mm", f->ui.targets[i].id, a.w, a.h,
                     width, height);
        for (int k = 0; k < i; k++)
            if (!rect_empty(rect_intersect(rect_inset(a, -gap), f->ui.targets[k].rect)))
                fail_msg("%s and %s are closer than %.1f mm at %d x %d", f->ui.targets[i].id,
                         f->ui.targets[k].id, gap_mm, width, height);
    }
}

static void test_keys_are_large_and_apart_on_every_panel(void **state)
{
    struct fixture *f = *state;
    static const struct {
        int width, height;
        double gap_mm;
    } panels[] = {{1920, 1080, 6}, {1080, 1920, 6}, {3840, 2160, 6}, {800, 480, 4.5}};
    static const char *const languages[] = {"en", "es", "de", "ru", "ar", "vi"};
    for (size_t p = 0; p < sizeof panels / sizeof *panels; p++) {
        for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
            width = panels[p].width;
            height = panels[p].height;
            page.quick_count = height < 500 ? 2 : 0;
            keyboard_set_language(&keyboard, languages[l]);
            text_edit_set(&edit, "", 80);
            draw(f);
            check_sizes(f, panels[p].gap_mm);
            keyboard.popup = POPUP_FORMS;
            strcpy(keyboard.opener, "key:a");
            strcpy(keyboard.about, "a");
            draw(f);
            check_sizes(f, panels[p].gap_mm / 2); /* the ground round them is part of the gap */
        }
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_a_sentence_begins_with_a_capital),
        TEST(test_shift_turns_the_next_letter_only),
        TEST(test_backspace_repeats_while_it_is_held),
        TEST(test_a_held_letter_opens_its_forms_and_the_finger_slides_to_one),
        TEST(test_a_finger_that_lifts_where_it_was_has_written_the_letter),
        TEST(test_a_finger_may_come_back_from_them_to_its_letter),
        TEST(test_a_finger_that_lifts_beside_a_form_has_chosen_it),
        TEST(test_a_finger_that_slides_away_writes_nothing_and_closes_them),
        TEST(test_a_letter_that_its_forms_lie_over_is_written_all_the_same),
        TEST(test_a_slow_press_still_writes_its_letter),
        TEST(test_what_lies_under_them_is_no_target),
        TEST(test_a_touch_on_nothing_and_escape_close_them),
        TEST(test_the_letter_before_the_caret_can_become_another),
        TEST(test_vietnamese_letters_are_written_as_one),
        TEST(test_what_has_no_room_is_refused),
        TEST(test_a_real_keyboard_writes_and_moves),
        TEST(test_arrows_go_where_they_point_in_arabic_too),
        TEST(test_keys_are_the_lines_until_the_focus_is_seen),
        TEST(test_without_a_field_nothing_is_written),
        TEST(test_arabic_lies_as_on_any_keyboard_and_is_written_in_its_order),
        TEST(test_a_mirrored_screen_does_not_mirror_the_keys),
        TEST(test_a_quick_word_has_the_spaces_that_it_needs),
        TEST(test_on_a_small_panel_letters_share_keys),
        TEST(test_a_held_key_of_several_letters_is_slid_from_too),
        TEST(test_keys_are_large_and_apart_on_every_panel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
