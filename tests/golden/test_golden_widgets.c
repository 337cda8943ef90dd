// links: cli
/* The widgets of the staff side against their reference pictures. `test_golden_widgets --record
 * [NAME]...` writes the references anew; look at them before they are committed. Sizes as in
 * test_golden.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "gallery.h"
#include "golden.h"

static const struct shape {
    const char *name;
    int width, height;
    double diagonal_mm;
} shapes[] = {{"landscape", 960, 540, 546}, {"portrait", 540, 960, 546}, {"small", 800, 480, 0}};

enum { SHAPES = 3, MOST = GALLERY_PAGES * (SHAPES + 2) + 1 };

static const char folder[] = SOURCE_DIR "/tests/golden/widgets";
static char **only;

static struct shot {
    enum gallery_page page;
    const struct shape *shape;
    const char *language;
    bool carried; /* with a row in the finger's hand */
    char name[64];
    char file[1024];
} shots[MOST];
static int shot_count;

static void open_shot(struct harness *h, const struct shot *shot)
{
    static struct config config;
    config_default(&config);
    config.screen.diagonal_mm = shot->shape->diagonal_mm;
    const char *language = strcmp(shot->language, "de") == 0 ? "en" : shot->language;
    harness_open(h, &(struct harness_options){.width = shot->shape->width,
                                              .height = shot->shape->height,
                                              .config = &config,
                                              .language = language});
    app_set_still(h->assembly.app, true);
    harness_paint(h);
    struct gallery gallery;
    gallery_open(&gallery, shot->page, shot->language);
    gallery_draw(&gallery, h);
    if (!shot->carried)
        return;
    struct rect r = harness_rect(h, "steps:1");
    struct event event = {.kind = EVENT_POINTER_DOWN, .x = r.x + 20, .y = r.y + 20, .at = h->now};
    gallery_send(&gallery, h, &event);
    event.kind = EVENT_POINTER_MOVE;
    event.y += r.h;
    gallery_send(&gallery, h, &event);
    gallery_draw(&gallery, h);
}

static bool is_wanted(const char *name)
{
    for (char **word = only; word && *word; word++)
        if (strstr(name, *word))
            return true;
    return !only || !*only;
}

static void test_shot(void **state)
{
    const struct shot *shot = *state;
    struct harness h;
    if (!is_wanted(shot->name))
        return;
    open_shot(&h, shot);
    struct golden golden = {shot->name, shot->file, BUILD_DIR};
    if (only)
        golden_record(&golden, gallery_paint(&h));
    else
        golden_compare(&golden, gallery_paint(&h));
    harness_close(&h);
}

static void test_no_reference_is_unused(void **state)
{
    (void)state;
    const char *files[MOST];
    for (int i = 0; i < shot_count; i++)
        files[i] = shots[i].file;
    golden_assert_all_used(folder, files, (size_t)shot_count);
}

static void add_shot(enum gallery_page page, const struct shape *shape, const char *language,
                     bool carried)
{
    struct shot *shot = &shots[shot_count++];
    *shot = (struct shot){page, shape, language, carried, "", ""};
    char name[sizeof shot->name];
    snprintf(name, sizeof name, "%s%s_%s_%s", gallery_name(page), carried ? "-carried" : "",
             language, shape->name);
    memcpy(shot->name, name, sizeof name);
    snprintf(shot->file, sizeof shot->file, "%s/%s.png", folder, name);
}

/* English in all shapes; Arabic, and German's long words, in one each. */
static void name_shots(void)
{
    for (int page = 0; page < GALLERY_PAGES; page++) {
        for (int shape = 0; shape < SHAPES; shape++)
            add_shot((enum gallery_page)page, &shapes[shape], "en", false);
        add_shot((enum gallery_page)page, &shapes[0], "ar", false);
        add_shot((enum gallery_page)page, &shapes[1], "de", false);
    }
    add_shot(GALLERY_ORDER, &shapes[0], "en", true);
}

int main(int argc, char **argv)
{
    only = argc > 1 && strcmp(argv[1], "--record") == 0 ? argv + 2 : NULL;
    name_shots();
    struct CMUnitTest tests[MOST + 1];
    int count = 0;
    for (; count < shot_count; count++)
        tests[count] = (struct CMUnitTest){
            .name = shots[count].name, .test_func = test_shot, .initial_state = &shots[count]};
    if (!only)
        tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_no_reference_is_unused);
    return _cmocka_run_group_tests("golden_widgets", tests, (size_t)count, NULL, NULL);
}
