// links: cli
/* The key poses of every exercise against its reference strip: the start, the pose that is held,
 * and the still of the home cards. `test_golden_figures --record [NAME]...` writes them anew; look
 * at them before they are committed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/content.h"
#include "figure/figure.h"
#include "figure/people.h"
#include "golden.h"
#include "picture.h"

enum { CELL_WIDTH = 280, CELL_HEIGHT = 210, CELLS = 3, MAX_EXERCISES = 128 };

static const color_t ground = 0xFFEDF5F3;
static const char folder[] = SOURCE_DIR "/tests/golden/figures";
static bool recording;
static char **only; /* record only these */
static struct figure_renderer *renderer;

struct strip {
    const struct exercise *exercise;
    char file[1024];
};

static struct strip strips[MAX_EXERCISES];
static size_t strip_count;

/* All people are seen, and nobody changes when an exercise is added. */
static unsigned person_of(const char *id)
{
    unsigned sum = 0;
    for (; *id; id++)
        sum += (unsigned char)*id;
    return sum % PEOPLE_COUNT;
}

static uint16_t frame_of(const struct figure_clip *clip, int cell)
{
    bool cyclic = figure_clip_cyclic(clip);
    if (cell == 0)
        return figure_clip_frame(clip, cyclic ? FIGURE_CYCLE : FIGURE_REST, 0, 0);
    if (cell == 1)
        return figure_clip_frame(clip, cyclic ? FIGURE_CYCLE : FIGURE_STAY, 0.5, 0);
    return figure_clip_still(clip);
}

static uint32_t over_ground(uint32_t pixel)
{
    uint32_t rest = 255 - (pixel >> 24), out = 0xFF000000u;
    for (int shift = 0; shift < 24; shift += 8)
        out |= ((pixel >> shift & 0xFF) + ((ground >> shift & 0xFF) * rest + 127) / 255) << shift;
    return out;
}

static void draw_cell(struct canvas *strip, const struct exercise *exercise, int cell)
{
    struct figure_picture p;
    assert_true(figure_render(renderer, exercise->clip, frame_of(exercise->clip, cell),
                              person_of(exercise->id), CELL_WIDTH, CELL_HEIGHT, &p));
    for (int y = 0; y < p.height; y++) {
        uint32_t *row = strip->pixels + (p.y + y) * strip->stride + cell * CELL_WIDTH + p.x;
        for (int x = 0; x < p.width; x++)
            row[x] = over_ground(p.pixels[y * p.stride + x]);
    }
}

static struct canvas draw_strip(const struct exercise *exercise)
{
    struct canvas strip = {
        .width = CELLS * CELL_WIDTH, .height = CELL_HEIGHT, .stride = CELLS * CELL_WIDTH};
    size_t count = (size_t)strip.width * (size_t)strip.height;
    strip.pixels = malloc(count * sizeof *strip.pixels);
    assert_non_null(strip.pixels);
    for (size_t i = 0; i < count; i++)
        strip.pixels[i] = ground;
    for (int cell = 0; cell < CELLS; cell++)
        draw_cell(&strip, exercise, cell);
    return strip;
}

static bool is_wanted(const char *name)
{
    for (char **word = only; word && *word; word++) {
        if (strstr(name, *word))
            return true;
    }
    return !only || !*only;
}

static void test_strip(void **state)
{
    const struct strip *strip = *state;
    struct golden golden = {strip->exercise->id, strip->file, BUILD_DIR};
    if (recording && !is_wanted(strip->exercise->id))
        return;
    struct canvas shown = draw_strip(strip->exercise);
    if (recording)
        golden_record(&golden, &shown);
    else
        golden_compare(&golden, &shown);
    picture_free(&shown);
}

static void test_no_reference_is_unused(void **state)
{
    (void)state;
    const char *files[MAX_EXERCISES];
    for (size_t i = 0; i < strip_count; i++)
        files[i] = strips[i].file;
    golden_assert_all_used(folder, files, strip_count);
}

static size_t list_strips(const struct content *content, struct CMUnitTest *tests)
{
    for (size_t i = 0; i < content->exercise_count && i < MAX_EXERCISES; i++) {
        struct strip *s = &strips[strip_count];
        s->exercise = content->exercises[i];
        snprintf(s->file, sizeof s->file, "%s/%s.png", folder, s->exercise->id);
        if (s->exercise->clip)
            tests[strip_count++] = (struct CMUnitTest){
                .name = s->exercise->id, .test_func = test_strip, .initial_state = s};
    }
    return strip_count;
}

int main(int argc, char **argv)
{
    recording = argc > 1 && strcmp(argv[1], "--record") == 0;
    only = recording ? argv + 2 : NULL;
    const char *dirs[] = {SOURCE_DIR "/content"};
    struct fault_list faults = {0};
    struct content *content = content_load(dirs, 1, &faults);
    for (const struct fault *f = faults.first; f; f = f->next)
        fault_print(f, stderr);
    fault_list_free(&faults);
    renderer = figure_renderer_create();
    if (!content || !renderer)
        return 1;
    struct CMUnitTest tests[MAX_EXERCISES + 1];
    size_t count = list_strips(content, tests);
    if (!recording)
        tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_no_reference_is_unused);
    int failed = _cmocka_run_group_tests("golden figures", tests, count, NULL, NULL);
    figure_renderer_destroy(renderer);
    content_free(content);
    return failed;
}
