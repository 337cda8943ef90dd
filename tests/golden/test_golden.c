// links: cli
/* Every screen against its reference picture, in three shapes; the main ones in other scripts and
 * on a panel of 4K, too. `test_golden --record [NAME]...` writes the references anew; look at them
 * before they are committed.
 *
 * Landscape and portrait are rendered at half their pixels with the diagonal of the real panel, so
 * that the layout is that of 1920 x 1080 and the references stay small. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "golden.h"
#include "harness.h"
#include "picture.h"
#include "platform/png.h"
#include "scenes.h"

/* A panel that is painted as it is and kept small: pixels are averaged. */
struct shape {
    const char *name;
    int width, height;
    double diagonal_mm;
    int shrink; /* kept 1 : this in both directions; 0: as it is */
};

static const struct shape shapes[] = {
    {"landscape", 960, 540, 546, 0},
    {"portrait", 540, 960, 546, 0},
    {"small", 800, 480, 0, 0},
    {"4k", 3840, 2160, 0, 4},
};

/* Scripts that break, join or stack otherwise than English. */
static const struct {
    const char *code, *prefix; /* of the names of its pictures */
} languages[] = {
    {"en", ""}, {"ar", "arabic-"}, {"zh", "chinese-"}, {"vi", "vietnamese-"}, {"ru", "russian-"},
};

enum {
    SHAPES = sizeof shapes / sizeof *shapes,
    LANGUAGES = sizeof languages / sizeof *languages,
    LANDSCAPE = 0,
    PORTRAIT,
    SMALL,
    LARGE,
    PICTURES_MAX = 256
};

static const char folder[] = SOURCE_DIR "/tests/golden";
static bool recording;
static char **only; /* record only these */

struct shot {
    const struct scene *scene;
    const struct shape *shape;
    const char *language;
    char name[64]; /* also the test's name */
    char file[1024];
};

static struct shot pictures[PICTURES_MAX];
static int picture_count;

static void open_scene(struct harness *h, const struct shot *picture)
{
    struct config config;
    config_default(&config);
    config.screen.diagonal_mm = picture->shape->diagonal_mm;
    scene_open(h, picture->scene,
               &(struct harness_options){.width = picture->shape->width,
                                         .height = picture->shape->height,
                                         .config = &config,
                                         .language = picture->language});
    app_set_still(h->assembly.app, true);
    scene_show(h, picture->scene);
    harness_wait(h, picture->scene->at);
}

/* Compares the scene with its reference, or records that. */
static void take_picture(const struct shot *picture,
                         void (*take)(const struct golden *, const struct canvas *))
{
    struct harness h;
    open_scene(&h, picture);
    const struct canvas *shown = harness_paint(&h);
    struct canvas smaller = {0};
    if (picture->shape->shrink) {
        picture_shrink(shown, picture->shape->shrink, &smaller);
        shown = &smaller;
    }
    take(&(struct golden){picture->name, picture->file, BUILD_DIR}, shown);
    picture_free(&smaller);
    harness_close(&h);
}

static void test_picture(void **state)
{
    take_picture(*state, golden_compare);
}

static bool is_wanted(const char *name)
{
    for (char **word = only; word && *word; word++) {
        if (strstr(name, *word))
            return true;
    }
    return !only || !*only;
}

static void record_picture(void **state)
{
    const struct shot *picture = *state;
    if (is_wanted(picture->name))
        take_picture(picture, golden_record);
}

static void test_every_screen_has_a_picture(void **state)
{
    (void)state;
    for (int id = 0; id < SCREEN_COUNT; id++) {
        bool has_one = false;
        for (int i = 0; i < picture_count; i++)
            has_one = has_one || pictures[i].scene->screen == (enum screen_id)id;
        if (!has_one)
            fail_msg("screen %s has no scene with a name in tests/support/scenes.c",
                     screen_name((enum screen_id)id));
    }
}

static void test_no_reference_is_unused(void **state)
{
    (void)state;
    const char *files[PICTURES_MAX];
    for (int i = 0; i < picture_count; i++)
        files[i] = pictures[i].file;
    golden_assert_all_used(folder, files, (size_t)picture_count);
}

/* Same input, same pixels, whatever was painted before. */
static void test_painting_does_not_remember(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){.width = 960, .height = 540, .paint_every = 1});
    struct canvas before = {.width = 960, .height = 540, .stride = 960};
    before.pixels = malloc(sizeof *before.pixels * 960 * 540);
    assert_non_null(before.pixels);
    static const char *const walk[] = {"home", "player:lower-back-relief:1", "finish", "hurt",
                                       "attract"};
    for (size_t i = 0; i < sizeof walk / sizeof *walk; i++) {
        harness_show(&h, walk[i]);
        harness_wait(&h, 700);
        const struct canvas *stepwise = stage_canvas(&h.stage);
        memcpy(before.pixels, stepwise->pixels, sizeof *before.pixels * 960 * 540);
        const struct canvas *fresh = harness_paint(&h);
        long wrong = picture_difference(&before, fresh, 0, NULL);
        if (wrong > 0) {
            png_write(&before, BUILD_DIR "/stepwise.png");
            png_write(fresh, BUILD_DIR "/fresh.png");
            fail_msg("%s: %ld pixels are left over; see " BUILD_DIR "/stepwise.png and fresh.png",
                     walk[i], wrong);
        }
    }
    picture_free(&before);
    harness_close(&h);
}

static void add_picture(const struct scene *scene, int shape, int language)
{
    struct shot p = {.scene = scene, .shape = &shapes[shape], .language = languages[language].code};
    snprintf(p.name, sizeof p.name, "%s%s_%s", languages[language].prefix, scene->name,
             shapes[shape].name);
    snprintf(p.file, sizeof p.file, "%s/%s.png", folder, p.name);
    assert_true(picture_count < PICTURES_MAX);
    pictures[picture_count++] = p;
}

static void name_pictures(void)
{
    for (size_t i = 0; i < scene_count; i++) {
        const struct scene *scene = &scenes[i];
        if (!scene->name)
            continue;
        add_picture(scene, LANDSCAPE, 0);
        add_picture(scene, PORTRAIT, 0);
        if (scene->pack != SCENE_CLINIC)
            add_picture(scene, SMALL, 0);
        if (scene->main)
            add_picture(scene, LARGE, 0);
        for (int l = 1; l < LANGUAGES && scene->main; l++) {
            add_picture(scene, LANDSCAPE, l);
            add_picture(scene, PORTRAIT, l);
        }
    }
}

int main(int argc, char **argv)
{
    recording = argc > 1 && strcmp(argv[1], "--record") == 0;
    only = recording ? argv + 2 : NULL;
    name_pictures();
    static struct CMUnitTest tests[PICTURES_MAX + 3];
    int count = 0;
    for (; count < picture_count; count++)
        tests[count] = (struct CMUnitTest){
            .name = pictures[count].name,
            .test_func = recording ? record_picture : test_picture,
            .initial_state = &pictures[count],
        };
    if (!recording) {
        tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_every_screen_has_a_picture);
        tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_no_reference_is_unused);
        tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_painting_does_not_remember);
    }
    return _cmocka_run_group_tests("golden", tests, (size_t)count, NULL, NULL);
}
