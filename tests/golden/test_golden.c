// links: cli
/* Every screen against its reference picture, in three shapes. `test_golden --record [NAME]...`
 * writes the references anew; look at them before they are committed.
 *
 * The two large shapes are rendered at half their pixels with the diagonal of the real panel, so
 * that the layout is that of 1920 x 1080 and the references stay small. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "golden.h"
#include "harness.h"
#include "picture.h"
#include "platform/png.h"

struct shape {
    const char *name;
    int width, height;
    double diagonal_mm;
};

static const struct shape shapes[] = {
    {"landscape", 960, 540, 546},
    {"portrait", 540, 960, 546},
    {"small", 800, 480, 0},
};

struct scene {
    const char *name;
    const char *spec; /* as for `kiosk shot`; NULL: the trouble of an empty folder */
    ms_t at;
    unsigned ease;        /* bits of enum app_ease */
    bool clinic;          /* with the sample clinic's pack; in the two large shapes only */
    const char *language; /* NULL: en; others in the two large shapes only */
};

static const struct scene scenes[] = {
    {"attract", "attract", 12000, 0, false, NULL},
    {"home", "home", 1000, 0, false, NULL},
    {"overview", "overview:lower-back-relief", 1000, 0, false, NULL},
    {"red-flags", "red-flags", 1000, 0, false, NULL},
    {"player-ready", "player:ease-sciatic-pain:2", 2000, 0, false, NULL},
    {"player-hold", "player:lower-back-relief:1", 12000, 0, false, NULL},
    {"paused", "paused:lower-back-relief:2", 1000, 0, false, NULL},
    {"hurt", "hurt:lower-back-relief:1", 1000, 0, false, NULL},
    {"finish", "finish:ease-sciatic-pain", 1000, 0, false, NULL},
    {"advice", "advice", 1000, 0, false, NULL},
    {"advice-page", "advice:when-to-stop", 1000, 0, false, NULL},
    {"home-eased", "home", 1000, APP_LARGER_TEXT | APP_HIGH_CONTRAST | APP_LOW_REACH, false, NULL},
    {"player-eased", "player:lower-back-relief:1", 12000,
     APP_LARGER_TEXT | APP_HIGH_CONTRAST | APP_LESS_MOTION, false, NULL},
    {"ease", "ease", 1000, 0, false, NULL},
    {"language", "language", 1000, 0, false, NULL},
    {"still-there", "still-there", 10000, 0, false, NULL},
    {"trouble", NULL, 1000, 0, false, NULL},
    {"clinic-home", "home", 1000, 0, true, NULL},
    {"clinic-overview", "overview:strong-start", 1000, 0, true, NULL},
    {"clinic-player", "player:strong-start:1", 12000, 0, true, NULL},
    {"arabic-home", "home", 1000, 0, false, "ar"},
    {"arabic-overview", "overview:lower-back-relief", 1000, 0, false, "ar"},
    {"arabic-player", "player:lower-back-relief:1", 12000, 0, false, "ar"},
};

enum {
    SHAPES = sizeof shapes / sizeof *shapes,
    SCENES = sizeof scenes / sizeof *scenes,
    PICTURES_MAX = SHAPES * SCENES
};

static const char clinic[] = SHARE_DIR "/content/sample-clinic";
static const char folder[] = SOURCE_DIR "/tests/golden";
static bool recording;
static char **only; /* record only these */

struct shot {
    const struct scene *scene;
    const struct shape *shape;
    char name[64]; /* also the test's name */
    char file[1024];
};

static struct shot pictures[PICTURES_MAX];
static int picture_count;

static const char *empty_folder(void)
{
    static const char folder[] = BUILD_DIR "/empty-folder";
    mkdir(folder, 0755);
    return folder;
}

static void open_scene(struct harness *h, const struct shot *picture)
{
    struct config config;
    config_default(&config);
    config.screen.diagonal_mm = picture->shape->diagonal_mm;
    const struct scene *scene = picture->scene;
    harness_open(h, &(struct harness_options){.width = picture->shape->width,
                                              .height = picture->shape->height,
                                              .config = &config,
                                              .language = scene->language,
                                              .content_dir = scene->spec ? NULL : empty_folder(),
                                              .clinic_dir = scene->clinic ? clinic : NULL});
    app_set_still(h->assembly.app, true);
    app_set_ease(h->assembly.app, scene->ease);
    if (scene->spec)
        harness_show(h, scene->spec);
    harness_wait(h, scene->at);
}

static struct golden golden_of(const struct shot *picture)
{
    return (struct golden){picture->name, picture->file, BUILD_DIR};
}

static void test_picture(void **state)
{
    const struct shot *picture = *state;
    struct harness h;
    open_scene(&h, picture);
    struct golden golden = golden_of(picture);
    golden_compare(&golden, harness_paint(&h));
    harness_close(&h);
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
    if (!is_wanted(picture->name))
        return;
    struct harness h;
    open_scene(&h, picture);
    struct golden golden = golden_of(picture);
    golden_record(&golden, harness_paint(&h));
    harness_close(&h);
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

static void name_pictures(void)
{
    for (int i = 0; i < PICTURES_MAX; i++) {
        const struct scene *scene = &scenes[i / SHAPES];
        const struct shape *shape = &shapes[i % SHAPES];
        if ((scene->clinic || scene->language) && shape->diagonal_mm == 0)
            continue;
        struct shot *p = &pictures[picture_count++];
        p->scene = scene;
        p->shape = shape;
        snprintf(p->name, sizeof p->name, "%s_%s", scene->name, shape->name);
        snprintf(p->file, sizeof p->file, "%s/%s_%s.png", folder, scene->name, shape->name);
    }
}

int main(int argc, char **argv)
{
    recording = argc > 1 && strcmp(argv[1], "--record") == 0;
    only = recording ? argv + 2 : NULL;
    name_pictures();
    struct CMUnitTest tests[PICTURES_MAX + 2];
    int count = 0;
    for (; count < picture_count; count++)
        tests[count] = (struct CMUnitTest){
            .name = pictures[count].name,
            .test_func = recording ? record_picture : test_picture,
            .initial_state = &pictures[count],
        };
    if (!recording) {
        tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_no_reference_is_unused);
        tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_painting_does_not_remember);
    }
    return _cmocka_run_group_tests("golden", tests, (size_t)count, NULL, NULL);
}
