// links: cli
/* The first screen on panels of every shape, in every language: no word runs over the figure
 * (behind a button it may reach), no label touches the rim of its button, languages are offered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "harness.h"
#include "shipped.h"

static const struct {
    int width, height;
} sizes[] = {{800, 480},   {800, 600},  {1024, 600},  {1024, 768}, {1280, 800}, {1280, 854},
             {1280, 1024}, {1366, 768}, {1920, 1080}, {480, 800},  {600, 800},  {768, 1024}};

enum { THIRD = 3 };

static int failures;

static bool cut_short(const char *text)
{
    size_t length = strlen(text), dots = strlen("\u2026");
    return length >= dots && strcmp(text + length - dots, "\u2026") == 0;
}

static void complain(const struct harness *h, const char *text, const char *words)
{
    print_error("%s at %dx%d in %s: %s\n", text, h->stage.width, h->stage.height,
                strings_code(h->assembly.app->strings), words);
    failures++;
}

static struct rect text_rect(const struct harness *h, const struct draw_command *text)
{
    const struct text_measure *measure = painter_measure(h->assembly.painter);
    struct rect rect = text->rect;
    rect.x = text->text.x;
    rect.w =
        measure->width(measure->context, text->text.font, text->text.text, strlen(text->text.text));
    return rect_intersect(rect, text->clip);
}

/* Whether anything of the picture lies in `rect`. */
static bool covers(const struct image *image, struct rect place, struct rect rect)
{
    struct rect crop = {place.x + image->x, place.y + image->y, image->width, image->height};
    struct rect common = rect_intersect(crop, rect);
    for (int y = common.y; y < common.y + common.h; y++)
        for (int x = common.x; x < common.x + common.w; x++)
            if (image->pixels[(y - crop.y) * image->stride + x - crop.x] >> 24)
                return true;
    return false;
}

static bool has_middle(struct rect rect, struct rect of)
{
    return rect_contains(rect, of.x + of.w / 2, of.y + of.h / 2);
}

/* The button that a text stands on; empty when it stands on none. */
static struct rect button_of(const struct harness *h, struct rect text)
{
    struct app_hit hits[16];
    size_t count = app_hits(h->assembly.app, hits, 16);
    for (size_t i = 0; i < count; i++)
        if (has_middle(hits[i].rect, text))
            return hits[i].rect;
    return (struct rect){0, 0, 0, 0};
}

static void check_figure(const struct harness *h, const struct draw_command *figure)
{
    const struct image_source *source = &h->assembly.image_source;
    struct rect place = figure->rect;
    struct image image;
    source->version(source->context, figure->image.ref, place.w, place.h);
    assert_true(source->acquire(source->context, figure->image.ref, place.w, place.h, &image));
    const struct draw_list *list = h->frame->list;
    for (size_t i = 0; i < list->count; i++) {
        if (list->commands[i].kind != DRAW_TEXT)
            continue;
        struct rect text = text_rect(h, &list->commands[i]);
        if (rect_empty(button_of(h, text)) && covers(&image, place, text))
            complain(h, "over the figure", list->commands[i].text.text);
    }
    source->release(source->context, &image);
}

/* Beside a label there is half a letter's size of air. */
static void check_label(const struct harness *h, const struct draw_command *text)
{
    struct rect rect = text_rect(h, text);
    struct rect button = button_of(h, rect);
    int air = text->text.font.size / 2;
    if (!rect_empty(button) &&
        (rect.x < button.x + air || rect.x + rect.w > button.x + button.w - air))
        complain(h, "at the rim", text->text.text);
    if (cut_short(text->text.text))
        complain(h, "cut short", text->text.text);
}

static void check_frame(const struct harness *h)
{
    if (!harness_has(h, "language"))
        complain(h, "no language", "language");
    const struct draw_list *list = h->frame->list;
    for (size_t i = 0; i < list->count; i++) {
        if (list->commands[i].kind == DRAW_IMAGE)
            check_figure(h, &list->commands[i]);
        else if (list->commands[i].kind == DRAW_TEXT)
            check_label(h, &list->commands[i]);
    }
}

/* A third of the steps, others on each panel and in each language: their figures are what takes
 * time. */
static void check_size(const char *language, int width, int height, size_t turn)
{
    struct harness h;
    harness_open(&h,
                 &(struct harness_options){.width = width, .height = height, .language = language});
    const struct content *content = app_content(h.assembly.app);
    for (size_t i = 0; i < content->routine_count; i++) {
        if (!content->routines[i]->demo)
            continue;
        for (size_t step = 1 + (turn + i) % THIRD; step <= content->routines[i]->step_count;
             step += THIRD) {
            char spec[160];
            snprintf(spec, sizeof spec, "attract:%s:%zu", content->routines[i]->id, step);
            harness_show(&h, spec);
            check_frame(&h);
            harness_skip(&h, 9000);
            check_frame(&h);
        }
    }
    harness_close(&h);
}

static void test_words_keep_clear(void **state)
{
    size_t language = *(const size_t *)*state;
    failures = 0;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        check_size(shipped_languages().codes[language], sizes[s].width, sizes[s].height,
                   s + language);
    assert_int_equal(failures, 0);
}

int main(void)
{
    struct languages languages = shipped_languages();
    struct CMUnitTest tests[languages.count];
    size_t nth[languages.count];
    for (size_t i = 0; i < languages.count; i++) {
        nth[i] = i;
        tests[i] = (struct CMUnitTest){.name = languages.codes[i],
                                       .test_func = test_words_keep_clear,
                                       .initial_state = &nth[i]};
    }
    return _cmocka_run_group_tests("test_attract", tests, languages.count, NULL, NULL);
}
