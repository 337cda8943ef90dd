// links: cli
/* A new list screen, as somebody would write it: put_exercises and draw are all of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "harness.h"
#include "screens/layout.h"
#include "screens/list_page.h"

/* ---- the screen ---- */

static void put_exercises(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    struct ui *ui = stack->ui;
    for (size_t i = 0; i < context->content->exercise_count; i++) {
        const struct exercise *exercise = context->content->exercises[i];
        const char *id = arena_printf(&ui->list->arena, "exercise:%s", exercise->id);
        struct rect row = stack_box(stack, ui_button_height(ui));
        if (stack_seen(stack, row))
            ui_button(ui, row, &(struct button){.id = id, .label = exercise->name});
        stack_gap(stack, ui_section(ui));
    }
}

static void draw(struct screen_context *context, struct ui *ui, struct scroll *scroll)
{
    struct list_page page = {
        .title = "All exercises",
        .subtitle = "By position and region",
        .back = "Back",
        .scroll = scroll,
        .content = put_exercises,
        .what = context,
    };
    list_page_draw(context, ui, &page);
}

/* ---- what it is worth ---- */

/* In the place of the screen that is up. */
static void draw_in(struct harness *h, struct scroll *scroll)
{
    struct app *app = h->assembly.app;
    struct screen_context context = app_context(app);
    draw_list_reset(&app->list, app->ui.metrics.width, app->ui.metrics.height);
    ui_begin(&app->ui, &app->list, h->now);
    draw(&context, &app->ui, scroll);
    ui_end(&app->ui);
}

static bool is_told(const struct app *app, const char *text)
{
    for (size_t i = 0; i < app->said.count; i++)
        if (strcmp(app->said.items[i].text, text) == 0 && !app->said.items[i].cut)
            return true;
    return false;
}

static void test_a_list_screen_has_what_all_have(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {800, 480}, {3840, 2160}};
    for (int i = 0; i < 8; i++) {
        struct harness h;
        struct scroll scroll = {0};
        harness_open(
            &h, &(struct harness_options){.width = sizes[i / 2][0], .height = sizes[i / 2][1]});
        app_read_aloud(h.assembly.app, true);
        app_set_ease(h.assembly.app, i % 2 ? APP_LOW_REACH : 0);
        harness_show(&h, "home");
        harness_settle(&h);
        draw_in(&h, &scroll);
        const struct app *app = h.assembly.app;
        assert_true(is_told(app, "All exercises"));
        for (size_t k = 0; k < app->shown->exercise_count; k++)
            assert_true(is_told(app, app->shown->exercises[k]->name));
        assert_true(harness_has(&h, "scroll:down"));
        struct rect back = harness_rect(&h, "back");
        assert_true(i % 2 ? back.y > sizes[i / 2][1] / 2 : back.y < sizes[i / 2][1] / 2);
        harness_close(&h);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_list_screen_has_what_all_have)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
