// links: ui config base
#include "test_finger_fixture.h"

/* --- metrics --- */

static double cap_mm(const struct metrics *metrics, enum theme_type type)
{
    return metrics_font(metrics, type).size * 0.67 / metrics->px_per_mm;
}

static void test_metrics_hold_the_millimetres(void **state)
{
    struct fixture *f = *state;
    static const int sizes[][2] = {{800, 480},   {480, 800},   {1024, 600},  {1280, 800},
                                   {1366, 768},  {1920, 1080}, {1080, 1920}, {2560, 1440},
                                   {3840, 2160}, {2160, 3840}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct metrics m;
        metrics_init(&m, &f->theme, sizes[i][0], sizes[i][1], 0, 0, false);
        assert_true(m.target >= 16 * m.px_per_mm);
        assert_true(m.compact || m.target >= 20 * m.px_per_mm);
        assert_true(m.gap >= 6 * m.px_per_mm);
        for (int type = 0; type < TYPE_COUNT; type++)
            assert_true(cap_mm(&m, (enum theme_type)type) >= 4.8);
        assert_true(cap_mm(&m, TYPE_BODY) >= m.viewing_mm * 0.0122 - 0.05);
    }
}

static void test_metrics_follow_the_configured_panel(void **state)
{
    struct fixture *f = *state;
    struct metrics m;
    metrics_init(&m, &f->theme, 1920, 1080, 1397, 1000, false); /* 55" seen from a metre */
    assert_true(m.px_per_mm < 1.6);
    assert_true(cap_mm(&m, TYPE_BODY) >= 12.1);
    struct metrics larger;
    metrics_init(&larger, &f->theme, 1920, 1080, 1397, 1000, true);
    assert_true(metrics_font(&larger, TYPE_BODY).size > metrics_font(&m, TYPE_BODY).size);
}

/* --- text --- */

static const char *nth_text(const struct draw_list *list, int n)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->commands[i].kind == DRAW_TEXT && n-- == 0)
            return list->commands[i].text.text;
    return NULL;
}

static void test_paragraph_wraps_at_spaces(void **state)
{
    struct fixture *f = *state;
    begin(f, 1920, 1080, 0);
    struct font font = {FONT_REGULAR, 20}; /* 10 px a byte, lines of 25 */
    int height = ui_paragraph_font(&f->ui, (struct rect){0, 0, 110, 1000}, font, 0xFF000000,
                                   ALIGN_LEFT, "sit tall and breathe\nout");
    assert_int_equal(height, 75);
    assert_string_equal(nth_text(&f->list, 0), "sit tall");
    assert_string_equal(nth_text(&f->list, 1), "and breathe");
    assert_string_equal(nth_text(&f->list, 2), "out");
    assert_int_equal(ui_paragraph_lines(&f->ui, 110, font, "sit tall and breathe\nout"), 3);
}

static void test_paragraph_ends_in_an_ellipsis(void **state)
{
    struct fixture *f = *state;
    begin(f, 1920, 1080, 0);
    struct font font = {FONT_REGULAR, 20};
    int height = ui_paragraph_font(&f->ui, (struct rect){0, 0, 110, 30}, font, 0xFF000000,
                                   ALIGN_LEFT, "sit tall and breathe");
    assert_int_equal(height, 25);
    assert_string_equal(nth_text(&f->list, 0), "sit tall\xE2\x80\xA6");
}

static void test_long_word_is_split_between_characters(void **state)
{
    struct fixture *f = *state;
    begin(f, 1920, 1080, 0);
    struct font font = {FONT_REGULAR, 20};
    /* Eight two-byte letters; 50 px hold two and a half of them. */
    const char *word = "\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4";
    assert_int_equal(ui_paragraph_lines(&f->ui, 50, font, word), 4);
    ui_text_font(&f->ui, (struct rect){0, 0, 70, 30}, font, 0xFF000000, ALIGN_LEFT, word);
    assert_string_equal(nth_text(&f->list, 0), "\xC3\xA4\xC3\xA4\xE2\x80\xA6");
}

static void test_nothing_fits_no_width(void **state)
{
    struct fixture *f = *state;
    begin(f, 1920, 1080, 0);
    struct font font = {FONT_REGULAR, 20};
    assert_true(ui_paragraph_lines(&f->ui, 0, font, "a b c") >= 1);
    ui_paragraph_font(&f->ui, (struct rect){0, 0, -5, 100}, font, 0xFF000000, ALIGN_LEFT, "a b");
    ui_text_font(&f->ui, (struct rect){0, 0, 0, 0}, font, 0xFF000000, ALIGN_LEFT, "abc");
}

static void test_fit_font_never_goes_below_captions(void **state)
{
    struct fixture *f = *state;
    begin(f, 1280, 800, 0);
    struct font font = ui_fit_font(&f->ui, TYPE_TITLE, "A very long exercise name", 100, 50, 1);
    assert_int_equal(font.size, metrics_font(&f->ui.metrics, TYPE_CAPTION).size);
}

/* --- keys --- */

static struct tap key(struct fixture *f, enum key code)
{
    struct event event = {.kind = EVENT_KEY, .key = code};
    return ui_handle(&f->ui, &event);
}

static void test_keys_move_the_focus_and_press(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    assert_int_equal(key(f, KEY_ENTER).kind, TAP_NONE); /* only shows the focus */
    assert_string_equal(f->ui.focus, "a");
    key(f, KEY_RIGHT);
    assert_string_equal(key(f, KEY_SPACE).id, "b");
    key(f, KEY_TAB);
    assert_string_equal(key(f, KEY_ENTER).id, "a");
    assert_int_equal(key(f, KEY_ESCAPE).kind, TAP_BACK);
    assert_true(f->ui.focus_visible);
    send(f, EVENT_POINTER_DOWN, 1, 5, 5, 0); /* a drop of water hides it from nobody */
    assert_true(f->ui.focus_visible);
    send(f, EVENT_POINTER_DOWN, 2, 150, 150, 0);
    assert_false(f->ui.focus_visible);
}

/* --- scrolling --- */

static void test_scroll_stops_at_its_ends(void **state)
{
    struct fixture *f = *state;
    struct scroll scroll = {0};
    list_of_rows(f, &scroll, 0);
    send(f, EVENT_POINTER_DOWN, 1, 100, 300, 0);
    send(f, EVENT_POINTER_MOVE, 1, 100, 700, 16);
    send(f, EVENT_POINTER_UP, 1, 100, 700, 17);
    assert_true(scroll.offset == 0);
    for (int i = 0; i < 8; i++) {
        key(f, KEY_PAGE_DOWN);
        for (ms_t now = 0; now < 600; now += 16)
            list_of_rows(f, &scroll, i * 600 + now);
    }
    assert_true(scroll.offset == 1400);
}

static void test_barely_visible_rows_are_no_targets(void **state)
{
    struct fixture *f = *state;
    struct scroll scroll = {0};
    list_of_rows(f, &scroll, 0);
    /* Rows 0, 1 and 2 are whole; 600 px end with row 2, so no fourth one. */
    assert_int_equal(f->ui.target_count, 3);
    scroll.offset = 170; /* 10 px of row 0 are left, 170 of row 3 are in */
    list_of_rows(f, &scroll, 16);
    assert_int_equal(f->ui.target_count, 3);
    assert_string_equal(f->ui.targets[0].id, "row:1");
    for (int i = 0; i < f->ui.target_count; i++)
        assert_true(f->ui.targets[i].rect.h >= metrics_mm(&f->ui.metrics, 16));
}

/* A button of 20 mm at either edge of a region, `seen` px of it within. */
static bool reacts_at_edge(struct fixture *f, bool top, int seen)
{
    struct rect view = {0, 100, 1000, 600};
    struct scroll scroll = {0};
    begin(f, 1920, 1080, 0);
    int high = f->ui.metrics.target, y = top ? view.y + seen - high : view.y + view.h - seen;
    ui_scroll_begin(&f->ui, &scroll, view, view.h);
    ui_button(&f->ui, (struct rect){0, y, 300, high}, &(struct button){.id = "a", .label = "A"});
    ui_scroll_end(&f->ui);
    ui_end(&f->ui);
    ms_t at = top ? 2000 : 1000; /* a finger takes its time */
    int where = top ? view.y + 4 : view.y + view.h - 4;
    send(f, EVENT_POINTER_DOWN, 1, 100, where, at);
    return send(f, EVENT_POINTER_UP, 1, 100, where, at + 60).kind == TAP_TARGET;
}

static void test_a_cut_button_reacts_while_half_of_it_is_seen(void **state)
{
    struct fixture *f = *state;
    for (int top = 0; top < 2; top++) {
        begin(f, 1920, 1080, 0);
        int high = f->ui.metrics.target;
        assert_true(high * 2 / 3 < metrics_mm(&f->ui.metrics, 16));
        assert_true(reacts_at_edge(f, top, high * 2 / 3));
        assert_false(reacts_at_edge(f, top, high / 3));
    }
}

/* --- from right to left --- */

static void two_buttons_mirrored(struct fixture *f, ms_t now)
{
    begin(f, 1920, 1080, now);
    draw_mirror(&f->list, true);
    ui_button(&f->ui, (struct rect){100, 100, 300, 120}, &(struct button){.id = "a", .label = "A"});
    ui_button(&f->ui, (struct rect){500, 100, 300, 120}, &(struct button){.id = "b", .label = "B"});
    ui_end(&f->ui);
}

static void test_a_mirrored_target_is_where_it_is_drawn(void **state)
{
    struct fixture *f = *state;
    two_buttons_mirrored(f, 0);
    assert_true(rect_equal(f->ui.targets[0].rect, (struct rect){1520, 100, 300, 120}));
    send(f, EVENT_POINTER_DOWN, 1, 1600, 150, 0);
    struct tap tap = send(f, EVENT_POINTER_UP, 1, 1600, 150, 10);
    assert_int_equal(tap.kind, TAP_TARGET);
    assert_string_equal(tap.id, "a");
    send(f, EVENT_POINTER_DOWN, 1, 200, 150, 20);
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, 200, 150, 30).kind, TAP_ELSEWHERE);
}

static void test_arrow_keys_follow_the_eye(void **state)
{
    struct fixture *f = *state;
    two_buttons_mirrored(f, 0);
    key(f, KEY_TAB);
    assert_string_equal(f->ui.focus, "a");
    key(f, KEY_RIGHT);
    assert_string_equal(f->ui.focus, "a"); /* the first is the rightmost */
    key(f, KEY_LEFT);
    assert_string_equal(f->ui.focus, "b");
    two_buttons_mirrored(f, 16);
    /* The focus ring lies around its target: the last box drawn. */
    struct rect ring = f->list.commands[f->list.count - 1].rect;
    struct rect target = {1120, 100, 300, 120};
    assert_true(rect_equal(rect_intersect(ring, target), target));
    assert_true(ring.w < 340);
}

static void test_a_mirrored_list_scrolls_under_the_finger(void **state)
{
    struct fixture *f = *state;
    struct scroll scroll = {0};
    begin(f, 1920, 1080, 0);
    draw_mirror(&f->list, true);
    ui_scroll_begin(&f->ui, &scroll, (struct rect){0, 0, 400, 600}, 2000);
    ui_scroll_end(&f->ui);
    ui_end(&f->ui);
    send(f, EVENT_POINTER_DOWN, 1, 100, 500, 0);
    send(f, EVENT_POINTER_MOVE, 1, 100, 300, 16);
    assert_true(scroll.offset == 0);
    send(f, EVENT_POINTER_UP, 1, 100, 300, 20);
    send(f, EVENT_POINTER_DOWN, 1, 1800, 500, 30);
    send(f, EVENT_POINTER_MOVE, 1, 1800, 450, 40);
    send(f, EVENT_POINTER_MOVE, 1, 1800, 300, 50);
    assert_true(scroll.offset > 100);
}

/* --- buttons --- */

struct drawn {
    int texts, icons, cut;
    int size; /* of the letters */
};

/* What is on a button of this width. */
static struct drawn draw_button(struct fixture *f, const struct button *button, int width)
{
    begin(f, 1280, 800, 0);
    ui_button(&f->ui, (struct rect){10, 10, width, ui_button_height(&f->ui)}, button);
    struct drawn drawn = {0};
    for (size_t i = 0; i < f->list.count; i++) {
        const struct draw_command *c = &f->list.commands[i];
        drawn.icons += c->kind == DRAW_ICON;
        drawn.texts += c->kind == DRAW_TEXT;
        drawn.cut += c->kind == DRAW_TEXT && strstr(c->text.text, "\u2026");
        drawn.size = c->kind == DRAW_TEXT ? c->text.font.size : drawn.size;
        assert_true(c->kind != DRAW_TEXT || c->text.x >= 10);
    }
    return drawn;
}

static void test_a_narrow_button_spares_the_icon_then_the_words(void **state)
{
    struct fixture *f = *state;
    struct button button = {.id = "pause", .label = "Pause it", .icon = "pause", .large = true};
    begin(f, 1280, 800, 0);
    int natural = ui_button_width(&f->ui, &button);
    int least = ui_button_width_least(&f->ui, &button, ui_button_height(&f->ui));
    struct drawn full = draw_button(f, &button, natural);
    assert_true(full.texts == 1 && full.icons == 1);
    assert_int_equal(full.size, metrics_font(&f->ui.metrics, TYPE_BUTTON_LARGE).size);
    struct drawn words = draw_button(f, &button, least);
    assert_true(words.texts == 2 && words.icons == 0);
    struct drawn icon = draw_button(f, &button, least - 2);
    assert_true(icon.texts == 0 && icon.icons == 1);
    for (int width = natural; width >= f->ui.metrics.target; width--)
        assert_int_equal(draw_button(f, &button, width).cut, 0);
}

static void test_an_icon_for_want_of_words(void **state)
{
    struct fixture *f = *state;
    struct button button = {.id = "resume", .label = "Resume", .icon = "play", .words = true};
    begin(f, 1280, 800, 0);
    int natural = ui_button_width(&f->ui, &button);
    struct drawn words = draw_button(f, &button, 2 * natural);
    assert_true(words.texts == 1 && words.icons == 0);
    struct drawn icon = draw_button(f, &button, natural / 3);
    assert_true(icon.texts == 0 && icon.icons == 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_metrics_hold_the_millimetres),
        TEST(test_metrics_follow_the_configured_panel),
        TEST(test_paragraph_wraps_at_spaces),
        TEST(test_paragraph_ends_in_an_ellipsis),
        TEST(test_long_word_is_split_between_characters),
        TEST(test_nothing_fits_no_width),
        TEST(test_fit_font_never_goes_below_captions),
        TEST(test_keys_move_the_focus_and_press),
        TEST(test_scroll_stops_at_its_ends),
        TEST(test_barely_visible_rows_are_no_targets),
        TEST(test_a_cut_button_reacts_while_half_of_it_is_seen),
        TEST(test_a_mirrored_target_is_where_it_is_drawn),
        TEST(test_arrow_keys_follow_the_eye),
        TEST(test_a_mirrored_list_scrolls_under_the_finger),
        TEST(test_a_narrow_button_spares_the_icon_then_the_words),
        TEST(test_an_icon_for_want_of_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
