// links: ui config base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "test_ui_fixture.h"
#include "ui/bar_chart.h"
#include "ui/chips.h"
#include "ui/switch_row.h"
#include "ui/tabs.h"
#include "ui/text_field.h"
#include "ui/undo_bar.h"

/* What `fn` puts into a stack of this width; returns its height. */
static int draw_in(struct fixture *f, int width, bool mirrored, stack_fn *fn, const void *what)
{
    fixture_begin(f, 1920, 1080, mirrored);
    int height = stack_height(&f->ui, width, fn, what);
    stack_draw(&f->ui, (struct rect){100, 100, width, 900}, ALIGN_LEFT, fn, what);
    ui_end(&f->ui);
    return height;
}

/* ---- row with switch ---- */

static void put_switch(struct stack *stack, const void *what)
{
    stack_switch_row(stack, what);
}

static struct switch_row motion = {.id = "motion",
                                   .title = "Less motion",
                                   .caption = "Still pictures.",
                                   .on_word = "On",
                                   .off_word = "Off"};

static void test_a_switch_says_its_state_in_a_word_and_a_tick(void **state)
{
    struct fixture *f = *state;
    motion.on = false;
    int height = draw_in(f, 1000, false, put_switch, &motion);
    const struct target *row = fixture_target(f, "motion");
    assert_true(rect_equal(row->rect, (struct rect){100, 100, 1000, height}));
    assert_string_equal(row->label, "Less motion · Off · Still pictures.");
    assert_true(fixture_draws_text(f, "Off"));
    assert_false(fixture_draws_icon(f, "check"));
    motion.on = true;
    assert_int_equal(draw_in(f, 1000, false, put_switch, &motion), height);
    assert_true(fixture_draws_text(f, "On"));
    assert_true(fixture_draws_icon(f, "check"));
    assert_int_equal(fixture_said(f, "Less motion · On · Still pictures.")->role, SAID_BUTTON);
}

static void test_a_fault_of_a_row_has_a_triangle_and_takes_the_captions_place(void **state)
{
    struct fixture *f = *state;
    struct switch_row row = motion;
    row.fault = "Set in the file";
    draw_in(f, 1000, false, put_switch, &row);
    assert_true(fixture_draws_icon(f, "triangle-alert"));
    assert_true(fixture_draws_text(f, "Set in the file"));
    assert_false(fixture_draws_text(f, "Still pictures."));
}

static void test_words_wrap_and_the_switch_goes_below_rather_than_split_one(void **state)
{
    struct fixture *f = *state;
    struct switch_row row = motion;
    int one_line = draw_in(f, 1000, false, put_switch, &row);
    row.title = "Pictures that stand still from the start";
    assert_true(draw_in(f, 500, false, put_switch, &row) > one_line);
    row.title = "Donaudampfschifffahrtsgesellschaft";
    draw_in(f, 720, false, put_switch, &row);
    assert_true(fixture_draws_text(f, row.title));
    assert_true(fixture_target(f, "motion")->rect.h > one_line);
}

/* ---- tabs ---- */

static const struct tab tabs[] = {{"home", "Staff", "house", true},
                                  {"routines", "Routines", "list", false},
                                  {"build", "Build a routine", "layers", false}};

static void draw_tabs(struct fixture *f, int width)
{
    fixture_begin(f, 1920, 1080, false);
    ui_tabs(&f->ui, (struct rect){50, 0, width, ui_header_height(&f->ui)},
            &(struct tabs){tabs, 3, 1});
    ui_end(&f->ui);
}

static void test_tabs_are_as_high_as_the_header(void **state)
{
    struct fixture *f = *state;
    draw_tabs(f, 1200);
    for (int i = 0; i < 3; i++) {
        const struct target *tab = fixture_target(f, tabs[i].id);
        assert_int_equal(tab->rect.h, ui_header_height(&f->ui));
        assert_true(tab->rect.w >= f->ui.metrics.target);
        assert_true(fixture_draws_text(f, tabs[i].label));
    }
    assert_true(fixture_draws_icon(f, "house"));
    assert_false(fixture_draws_icon(f, "layers"));
}

static void test_where_words_do_not_fit_the_other_tabs_become_icons(void **state)
{
    struct fixture *f = *state;
    draw_tabs(f, 500);
    assert_true(fixture_draws_text(f, "Routines"));
    assert_false(fixture_draws_text(f, "Build a routine"));
    assert_true(fixture_draws_icon(f, "layers"));
    assert_non_null(fixture_said(f, "Build a routine"));
    assert_string_equal(fixture_target(f, "build")->label, "Build a routine");
}

/* ---- chips ---- */

static const struct chip *days(bool monday)
{
    static struct chip chips[] = {
        {"mon", "Monday", false, 0}, {"tue", "Tuesday", false, 1}, {"wed", "Wednesday", false, 2}};
    chips[0].on = monday;
    return chips;
}

static void put_days(struct stack *stack, const void *what)
{
    stack_chips(stack, what, 3);
}

static void test_chips_wrap_and_the_chosen_one_has_a_tick(void **state)
{
    struct fixture *f = *state;
    int one_row = draw_in(f, 1200, false, put_days, days(false));
    assert_false(fixture_draws_icon(f, "check"));
    struct rect tuesday = fixture_target(f, "tue")->rect;
    draw_in(f, 1200, false, put_days, days(true));
    assert_true(fixture_draws_icon(f, "check"));
    assert_true(rect_equal(tuesday, fixture_target(f, "tue")->rect)); /* nothing moved */
    int more_rows = draw_in(f, 400, false, put_days, days(true));
    assert_int_equal(more_rows, 3 * one_row + 2 * f->ui.metrics.gap);
}

/* ---- undo ---- */

static void test_the_undo_bar_stands_at_the_bottom(void **state)
{
    struct fixture *f = *state;
    fixture_begin(f, 1920, 1080, false);
    struct rect area = {50, 50, 900, 1000};
    ui_undo_bar(&f->ui, &area,
                &(struct undo_bar){.id = "undo", .text = "It was deleted.", .undo = "Undo"});
    ui_end(&f->ui);
    const struct target *undo = fixture_target(f, "undo");
    assert_true(undo->rect.h >= f->ui.metrics.target);
    assert_true(undo->rect.y + undo->rect.h < 1050);
    assert_true(undo->rect.y > area.y + area.h);
    assert_int_equal(undo->rect.x + undo->rect.w + (1050 - undo->rect.y - undo->rect.h), 950);
    assert_non_null(fixture_said(f, "It was deleted."));
}

/* ---- text field ---- */

static struct text_edit edit;

static struct text_field name = {.id = "name",
                                 .label = "Name",
                                 .placeholder = "What patients read",
                                 .clear = "Delete all of it",
                                 .type = TYPE_BUTTON,
                                 .focused = true,
                                 .edit = &edit};

static void put_field(struct stack *stack, const void *what)
{
    stack_text_field(stack, what);
}

static const struct draw_text *drawn(const struct fixture *f, const char *text)
{
    for (size_t i = 0; i < f->list.count; i++)
        if (f->list.commands[i].kind == DRAW_TEXT &&
            strcmp(f->list.commands[i].text.text, text) == 0)
            return &f->list.commands[i].text;
    return NULL;
}

/* The last thing that is drawn in the accent's colour. */
static struct rect caret(const struct fixture *f)
{
    struct rect rect = {0, 0, 0, 0};
    for (size_t i = 0; i < f->list.count; i++)
        if (f->list.commands[i].kind == DRAW_FILL &&
            f->list.commands[i].fill.color == f->theme.color[COLOR_ACCENT])
            rect = f->list.commands[i].rect;
    return rect;
}

static int tap_at(struct fixture *f, int x)
{
    static ms_t at = 1000;
    struct rect r = fixture_target(f, "name")->rect;
    fixture_send(f, EVENT_POINTER_DOWN, x, r.y + r.h / 2, at += 1000);
    return fixture_send(f, EVENT_POINTER_UP, x, r.y + r.h / 2, at + 100).to;
}

static void test_the_caret_goes_where_the_finger_points(void **state)
{
    struct fixture *f = *state;
    text_edit_set(&edit, "week 2", 80);
    draw_in(f, 900, false, put_field, &name);
    const struct draw_text *text = drawn(f, "week 2");
    int letter = text->font.size / 2;
    assert_int_equal(caret(f).x, text->x + 6 * text->font.size / 2);
    assert_int_equal(tap_at(f, text->x + 2 * letter + 3), 2);
    assert_int_equal(tap_at(f, text->x + 3 * letter - 3), 3);
    assert_int_equal(tap_at(f, text->x - 10), 0);
    assert_int_equal(tap_at(f, text->x + 600), 6);
    assert_non_null(fixture_said(f, "Name: week 2"));
    assert_non_null(fixture_target(f, "name:clear"));
    text_edit_set(&edit, "", 80);
    draw_in(f, 900, false, put_field, &name);
    assert_true(fixture_draws_text(f, "What patients read"));
    assert_int_equal(tap_at(f, 600), 0);
}

static void test_the_caret_never_lands_inside_a_character(void **state)
{
    struct fixture *f = *state;
    text_edit_set(&edit, "e\u0323\u0302x", 80); /* six bytes, each as wide as a letter here */
    draw_in(f, 900, false, put_field, &name);
    const struct draw_text *text = drawn(f, edit.text);
    for (int x = 0; x < 7 * text->font.size / 2; x += 5) {
        int at = tap_at(f, text->x + x);
        assert_true(at == 0 || at == 5 || at == 6);
    }
}

static void test_text_from_right_to_left_begins_at_the_right(void **state)
{
    struct fixture *f = *state;
    text_edit_set(&edit, "\u0623\u0628", 80);
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        draw_in(f, 900, mirrored, put_field, &name);
        const struct draw_text *text = drawn(f, edit.text);
        struct rect field = fixture_target(f, "name")->rect;
        assert_true(text->x > field.x + field.w / 2);
        assert_in_range(caret(f).x, text->x - 8, text->x + 8); /* behind the last letter */
        assert_int_equal(tap_at(f, text->x - 20), 4);
        assert_int_equal(tap_at(f, text->x + 4 * text->font.size / 2), 0);
    }
}

static void test_what_does_not_fit_is_moved_so_that_the_caret_is_seen(void **state)
{
    struct fixture *f = *state;
    text_edit_set(&edit, "A name that is far too long for a field of this width", 80);
    for (int step = 0; step < 110; step++) {
        draw_in(f, 500, false, put_field, &name);
        struct rect field = fixture_target(f, "name")->rect;
        assert_in_range(caret(f).x, field.x, field.x + field.w - caret(f).w);
        if (step < 55)
            text_edit_step_back(&edit);
        else
            text_edit_step_on(&edit);
    }
}

/* ---- chart ---- */

static const struct bar_part parts[] = {
    {.label = "finished", .fill = COLOR_PRIMARY, .ink = COLOR_ON_PRIMARY},
    {.label = "left early", .fill = COLOR_CHART_SECOND, .ink = COLOR_TEXT_TINT}};
static const struct bar bars[] = {{"Th", "20", {9, 2}, false, false},
                                  {"Sa", "22", {0, 0}, true, false},
                                  {"We", "3", {1, 0}, false, true}};
static const struct bar_chart chart = {
    .parts = parts, .part_count = 2, .bars = bars, .bar_count = 3};

static void put_columns(struct stack *stack, const void *what)
{
    stack_bar_columns(stack, what, 400);
}

static void put_rows(struct stack *stack, const void *what)
{
    stack_bar_legend(stack, what);
    stack_bar_rows(stack, what);
}

static void test_every_bar_is_said_in_words(void **state)
{
    struct fixture *f = *state;
    for (int rows = 0; rows < 2; rows++) {
        draw_in(f, 900, false, rows ? put_rows : put_columns, &chart);
        assert_non_null(fixture_said(f, "Th 20: 9 finished, 2 left early"));
        assert_non_null(fixture_said(f, "Sa 22: \u2013"));
        assert_non_null(fixture_said(f, "We 3: 1 finished, 0 left early"));
    }
}

/* The rectangle of the n-th thing filled with this colour. */
static struct rect filled(const struct fixture *f, enum theme_color color, int n)
{
    for (size_t i = 0; i < f->list.count; i++)
        if (f->list.commands[i].kind == DRAW_FILL &&
            f->list.commands[i].fill.color == f->theme.color[color] && n-- == 0)
            return f->list.commands[i].rect;
    return (struct rect){0, 0, 0, 0};
}

static void test_columns_are_as_high_as_they_count(void **state)
{
    struct fixture *f = *state;
    draw_in(f, 900, false, put_columns, &chart);
    struct rect finished = filled(f, COLOR_PRIMARY, 0);
    struct rect left = filled(f, COLOR_CHART_SECOND, 0);
    struct rect open = filled(f, COLOR_CHART_OPEN, 0);
    int seam = metrics_length(&f->ui.metrics, LENGTH_STROKE);
    assert_in_range(finished.h + seam, 9 * (open.h + seam) - 9, 9 * (open.h + seam) + 9);
    assert_in_range(left.y + left.h, finished.y - 4, finished.y);
    assert_true(fixture_draws_text(f, "11"));
    assert_true(fixture_draws_text(f, "\u2013"));
    assert_true(fixture_draws_text(f, "0")); /* of the scale */
}

static void test_a_thousand_and_nothing_are_charts_too(void **state)
{
    struct fixture *f = *state;
    static const struct bar large[] = {{"a", NULL, {1000000, 1}, false, false},
                                       {"b", NULL, {0, 0}, false, false}};
    for (int count = 0; count < 3; count++) {
        struct bar_chart other = {
            .parts = parts, .part_count = 2, .bars = large, .bar_count = count};
        draw_in(f, 300, false, put_columns, &other);
        draw_in(f, 300, false, put_rows, &other);
    }
    assert_non_null(fixture_said(f, "b: 0 finished, 0 left early"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_switch_says_its_state_in_a_word_and_a_tick),
        TEST(test_a_fault_of_a_row_has_a_triangle_and_takes_the_captions_place),
        TEST(test_words_wrap_and_the_switch_goes_below_rather_than_split_one),
        TEST(test_tabs_are_as_high_as_the_header),
        TEST(test_where_words_do_not_fit_the_other_tabs_become_icons),
        TEST(test_chips_wrap_and_the_chosen_one_has_a_tick),
        TEST(test_the_undo_bar_stands_at_the_bottom),
        TEST(test_the_caret_goes_where_the_finger_points),
        TEST(test_the_caret_never_lands_inside_a_character),
        TEST(test_text_from_right_to_left_begins_at_the_right),
        TEST(test_what_does_not_fit_is_moved_so_that_the_caret_is_seen),
        TEST(test_every_bar_is_said_in_words),
        TEST(test_columns_are_as_high_as_they_count),
        TEST(test_a_thousand_and_nothing_are_charts_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
