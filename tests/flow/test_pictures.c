// links: cli
/* Pictures of a pack on the screens, and while their files are exchanged under a running kiosk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "edited.h"
#include "platform/png.h"

enum { RED = 0xC03020, GREEN = 0x20A040, BLUE = 0x2040C0 };

/* A picture of one colour; PNG, whatever the name says. */
static void write_picture(const char *name, uint32_t color)
{
    enum { WIDTH = 90, HEIGHT = 60 };
    static uint32_t pixels[WIDTH * HEIGHT];
    char file[100];
    for (size_t i = 0; i < sizeof pixels / sizeof *pixels; i++)
        pixels[i] = 0xFF000000u | color;
    snprintf(file, sizeof file, "content/images/%s", name);
    const struct canvas canvas = {pixels, WIDTH, HEIGHT, WIDTH};
    assert_true(png_write(&canvas, folder_path(file)));
}

/* The routine "photos": an exercise with a red and a green picture, one whose picture is missing,
 * one with nothing. */
static int setup(void **state)
{
    static const char *const exercises[][2] = {
        {"two", ", \"images\": [{\"file\": \"images/red.jpg\", \"alt\": \"Flat\"},"
                " {\"file\": \"images/green.jpg\", \"alt\": \"Up\"}]"},
        {"gone", ", \"images\": [{\"file\": \"images/gone.jpg\", \"alt\": \"Gone\"}]"},
        {"bare", ""}};
    if (edit_setup(state) != 0)
        return -1;
    struct edited *f = *state;
    edit_close(f);
    folder_shell("mkdir content/images");
    write_picture("red.jpg", RED);
    write_picture("green.jpg", GREEN);
    for (size_t i = 0; i < sizeof exercises / sizeof *exercises; i++) {
        char name[100], text[1000];
        const char *id = exercises[i][0];
        snprintf(name, sizeof name, "content/exercises/%s.json", id);
        snprintf(
            text, sizeof text,
            "{\"id\": \"%s\", \"name\": \"%s\", \"position\": \"chair\","
            " \"dose\": {\"hold_s\": 60}, \"steps\": [{\"role\": \"move\", \"text\": \"M\"}]%s}",
            id, id, exercises[i][1]);
        folder_write(name, text);
    }
    folder_write("content/routines/photos.json",
                 "{\"id\": \"photos\", \"name\": \"Photos\", \"steps\": [{\"exercise\": \"two\"},"
                 " {\"exercise\": \"gone\"}, {\"exercise\": \"bare\"}]}");
    edit_open(f);
    return 0;
}

static uint32_t color_at(struct harness *h, int x, int y)
{
    const struct canvas *canvas = harness_paint(h);
    return canvas->pixels[(ptrdiff_t)y * canvas->stride + x] & 0xFFFFFF;
}

/* In the middle of the player's picture. */
static uint32_t shown_color(struct harness *h)
{
    struct rect rect = harness_rect(h, "about");
    return color_at(h, rect.x + rect.w / 2, rect.y + rect.h / 2);
}

/* After the word for what a tap on it does; NULL when nothing is told. */
static const char *shown_alt(struct harness *h)
{
    static const char before[] = "About\302\240\302\267 ";
    struct app_hit hits[100];
    size_t count = app_hits(h->assembly.app, hits, 100);
    for (size_t i = 0; i < count; i++)
        if (strcmp(hits[i].id, "about") == 0 &&
            strncmp(hits[i].label, before, sizeof before - 1) == 0)
            return hits[i].label + sizeof before - 1;
    return NULL;
}

static void test_take_turns(void **state)
{
    struct edited *f = *state;
    struct harness *h = &f->h;
    harness_show(h, "player:photos:1");
    harness_wait(h, 100);
    assert_int_equal(shown_color(h), RED);
    assert_string_equal(shown_alt(h), "Flat");
    harness_wait(h, 3000);
    assert_int_equal(shown_color(h), GREEN);
    assert_string_equal(shown_alt(h), "Up");
    harness_get_ready(h);
    harness_press(h, "pause");
    harness_wait(h, 10000);
    assert_null(shown_alt(h));
    harness_press(h, "resume");
    assert_int_equal(shown_color(h), GREEN); /* it goes on where it was */
    harness_wait(h, 6000);
    assert_int_equal(shown_color(h), RED);
}

static void test_less_motion(void **state)
{
    struct edited *f = *state;
    struct harness *h = &f->h;
    app_set_ease(h->assembly.app, APP_LESS_MOTION);
    harness_show(h, "player:photos:1");
    for (int i = 0; i < 4; i++) {
        harness_wait(h, 2000);
        struct rect rect = harness_rect(h, "about");
        assert_int_equal(color_at(h, rect.x + rect.w / 4, rect.y + rect.h / 2), RED);
        assert_int_equal(color_at(h, rect.x + rect.w * 3 / 4, rect.y + rect.h / 2), GREEN);
        assert_string_equal(shown_alt(h), "Flat\302\240\302\267 Up");
    }
}

static const struct draw_command *find_icon(const struct harness *h, const char *name)
{
    for (size_t i = 0; i < h->frame->list->count; i++) {
        const struct draw_command *c = &h->frame->list->commands[i];
        if (c->kind == DRAW_ICON && strcmp(c->icon.name, name) == 0)
            return c;
    }
    return NULL;
}

/* A missing picture is known before anything is drawn: the sign of the position stands there. */
static void test_placeholder(void **state)
{
    struct edited *f = *state;
    struct harness *h = &f->h;
    for (int step = 2; step <= 3; step++) {
        char spec[40];
        snprintf(spec, sizeof spec, "player:photos:%d", step);
        harness_show(h, spec);
        harness_wait(h, 100);
        assert_null(shown_alt(h));
        assert_non_null(find_icon(h, "armchair"));
    }
}

/* Everywhere that a figure may stand. */
static void test_everywhere(void **state)
{
    struct edited *f = *state;
    struct harness *h = &f->h;
    static const char *const screens[] = {"attract:photos", "home", "overview:photos",
                                          "player:photos:1"};
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        harness_show(h, screens[i]);
        harness_wait(h, 100);
        if (i == 1)
            harness_reveal(h, "card:photos");
        const struct canvas *canvas = harness_paint(h);
        long red = 0;
        for (int k = 0; k < canvas->stride * canvas->height; k++)
            red += (canvas->pixels[k] & 0xFFFFFF) == RED;
        assert_true(red > 2000);
    }
}

static void test_replaced_and_removed(void **state)
{
    struct edited *f = *state;
    struct harness *h = &f->h;
    harness_show(h, "player:photos:1");
    harness_wait(h, 9000);
    uint32_t before = shown_color(h);
    assert_true(before == GREEN || before == RED);
    write_picture("red.jpg", BLUE);
    write_picture("green.jpg", BLUE);
    assert_true(edit_is_shown(f));
    assert_int_equal(shown_color(h), BLUE);
    /* As an editor saves, and with the same size and time. */
    folder_shell("cp -p content/images/red.jpg old");
    write_picture("red.jpg", RED);
    folder_shell("cp content/images/red.jpg .new; touch -r old .new; cp -p .new "
                 "content/images/green.jpg; mv .new content/images/red.jpg");
    assert_true(edit_is_shown(f));
    assert_int_equal(shown_color(h), RED);
    folder_shell("rm content/images/red.jpg content/images/green.jpg");
    assert_true(edit_is_shown(f));
    assert_null(shown_alt(h));
    assert_non_null(find_icon(h, "armchair"));
    harness_expect(h, "player");
    write_picture("red.jpg", GREEN);
    assert_true(edit_is_shown(f));
    assert_int_equal(shown_color(h), GREEN);
    folder_shell("head -c 20 content/images/red.jpg >short; mv short content/images/red.jpg");
    assert_true(edit_is_shown(f));
    assert_null(shown_alt(h));
}

static void test_logo(void **state)
{
    struct edited *f = *state;
    struct harness *h = &f->h;
    static const char *const screens[] = {"home", "attract"};
    folder_shell("sed -i 's|^{|{\"logo\": {\"file\": \"images/sign.png\", \"alt\": \"Us\"},|' "
                 "content/pack.json");
    for (int round = 0; round < 2; round++) {
        if (round == 1)
            write_picture("sign.png", BLUE);
        assert_int_equal(edit_is_shown(f), true);
        for (size_t i = 0; i < 2; i++) {
            harness_show(h, screens[i]);
            harness_wait(h, 100);
            const struct canvas *canvas = harness_paint(h);
            long blue = 0;
            for (int k = 0; k < canvas->stride * canvas->height; k++)
                blue += (canvas->pixels[k] & 0xFFFFFF) == BLUE;
            assert_int_equal(blue > 500, round);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_take_turns, setup, edit_teardown),
        cmocka_unit_test_setup_teardown(test_less_motion, setup, edit_teardown),
        cmocka_unit_test_setup_teardown(test_placeholder, setup, edit_teardown),
        cmocka_unit_test_setup_teardown(test_everywhere, setup, edit_teardown),
        cmocka_unit_test_setup_teardown(test_replaced_and_removed, setup, edit_teardown),
        cmocka_unit_test_setup_teardown(test_logo, setup, edit_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
