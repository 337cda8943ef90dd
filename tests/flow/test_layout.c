// links: cli
/* Every screen in every shape, language and ease setting: targets large enough, apart, on the
 * screen; no text beyond its place; no word missing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "harness.h"
#include "scenes.h"
#include "shipped.h"
#include "ui/metrics.h"

enum { MAX_HITS = 256 };

static const struct {
    int width, height;
} sizes[] = {{1920, 1080}, {1080, 1920}, {1280, 800},  {800, 1280}, {800, 480},
             {480, 800},   {800, 600},   {1024, 600},  {1024, 768}, {1280, 1024},
             {1366, 768},  {768, 1024},  {3840, 2160}, {2160, 3840}};

static int failures;

static void complain(const struct harness *h, const char *spec, const char *text, const char *id)
{
    print_error("%s at %dx%d: %s: %s\n", spec, h->stage.width, h->stage.height, text, id);
    failures++;
}

static void check_targets(const struct harness *h, const char *spec)
{
    struct app_hit hits[MAX_HITS];
    size_t count = app_hits(h->assembly.app, hits, MAX_HITS);
    const struct ui *ui = &h->assembly.app->ui;
    struct rect screen = {0, 0, h->stage.width, h->stage.height};
    int least = metrics_mm(&ui->metrics, 16) - 1; /* rounding */
    for (size_t i = 0; i < count; i++) {
        struct rect r = hits[i].rect;
        if (r.w < least || r.h < harness_least_side(ui, r))
            complain(h, spec, "smaller than 16 mm", hits[i].id);
        if (!rect_equal(rect_intersect(r, screen), r))
            complain(h, spec, "beyond the screen", hits[i].id);
        if (!hits[i].label || !*hits[i].label)
            complain(h, spec, "has no label", hits[i].id);
        for (size_t j = 0; j < i; j++) {
            if (strcmp(hits[i].id, hits[j].id) == 0)
                complain(h, spec, "twice on the screen", hits[i].id);
            if (!rect_empty(rect_intersect(r, hits[j].rect)))
                complain(h, spec, "overlaps another target", hits[i].id);
        }
    }
}

/* It may be longer than its field, which moves it to and fro. */
static bool is_written(const struct harness *h, const struct draw_command *c)
{
    return h->frame->writing && strcmp(c->text.text, h->assembly.app->staff.writing.edit.text) == 0;
}

static bool ends_in_ellipsis(const char *text)
{
    size_t length = strlen(text), dots = strlen("\u2026");
    return length >= dots && strcmp(text + length - dots, "\u2026") == 0;
}

/* Nothing that the kiosk itself says is cut; what went wrong with a folder may be. */
static void check_texts(const struct harness *h, const char *spec)
{
    const struct draw_list *list = h->frame->list;
    struct rect screen = {0, 0, h->stage.width, h->stage.height};
    for (size_t i = 0; i < list->count; i++) {
        const struct draw_command *c = &list->commands[i];
        if (c->kind != DRAW_TEXT)
            continue;
        struct rect place = rect_intersect(c->clip, screen);
        if (rect_empty(rect_intersect(c->rect, place)))
            continue; /* scrolled away */
        const struct text_measure *measure = painter_measure(h->assembly.painter);
        int width =
            measure->width(measure->context, c->text.font, c->text.text, strlen(c->text.text));
        if (!is_written(h, c) && (c->text.x < place.x || c->text.x + width > place.x + place.w))
            complain(h, spec, "text beyond its place", c->text.text);
        if (c->text.text[0] == '[' && strchr(c->text.text, ']'))
            complain(h, spec, "word missing in the language file", c->text.text);
        if (ends_in_ellipsis(c->text.text) && strcmp(spec, "trouble") != 0)
            complain(h, spec, "cut short", c->text.text);
        if (strchr(c->text.text, '{') || strchr(c->text.text, '\n'))
            complain(h, spec, "unfinished text", c->text.text);
    }
}

static void check_scene(struct harness *h, const char *spec)
{
    check_targets(h, spec);
    check_texts(h, spec);
}

/* Its place among the languages. */
static size_t number_of(const char *language)
{
    struct languages languages = shipped_languages();
    size_t i = 0;
    while (strcmp(languages.codes[i], language) != 0)
        i++;
    return i;
}

static void check_all(const char *language, const char *const *ease)
{
    failures = 0;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        struct harness h;
        if (!shipped_pair(number_of(language), s))
            continue;
        harness_open(&h, &(struct harness_options){.width = sizes[s].width,
                                                   .height = sizes[s].height,
                                                   .language = language});
        app_set_still(h.assembly.app, true);
        for (size_t i = 0; ease && ease[i]; i++) {
            harness_show(&h, "ease");
            harness_settle(&h);
            harness_reveal(&h, ease[i]);
            harness_press(&h, ease[i]);
        }
        for (size_t i = 0; i < scene_count; i++) {
            if (!scene_is_plain(&scenes[i]))
                continue;
            harness_show(&h, scenes[i].spec); /* with the ease that is on */
            harness_skip(&h, 500);
            check_scene(&h, scenes[i].spec);
            harness_stall(&h, 12000);
            check_scene(&h, scenes[i].spec);
        }
        harness_show(&h, "home");
        harness_settle(&h);
        harness_reveal(&h, "card:ease-sciatic-pain");
        harness_press(&h, "card:ease-sciatic-pain");
        check_scene(&h, "overview with red flags");
        harness_close(&h);
    }
    assert_int_equal(failures, 0);
}

static void test_language(void **state)
{
    check_all(*state, NULL);
}

static void test_larger_text(void **state)
{
    (void)state;
    check_all("en", (const char *const[]){"larger-text", NULL});
}

static void test_low_reach(void **state)
{
    (void)state;
    check_all("en", (const char *const[]){"low-reach", NULL});
}

static void test_larger_text_and_low_reach_in_spanish(void **state)
{
    (void)state;
    check_all("es", (const char *const[]){"larger-text", "low-reach", NULL});
}

static void test_trouble(void **state)
{
    (void)state;
    failures = 0;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        struct harness h;
        scene_open(&h, scene_of(SCREEN_TROUBLE),
                   &(struct harness_options){.width = sizes[s].width, .height = sizes[s].height});
        check_scene(&h, "trouble");
        harness_close(&h);
    }
    assert_int_equal(failures, 0);
}

static void test_advice_only(void **state)
{
    (void)state;
    static const char *const languages[] = {"en", "es", "ar"};
    failures = 0;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (size_t l = 0; l < sizeof languages / sizeof *languages; l++)
            for (size_t i = 0; i < scene_count; i++) {
                if (scenes[i].pack != SCENE_ADVICE)
                    continue;
                struct harness h;
                scene_open(&h, &scenes[i],
                           &(struct harness_options){.width = sizes[s].width,
                                                     .height = sizes[s].height,
                                                     .language = languages[l]});
                scene_show(&h, &scenes[i]);
                harness_skip(&h, 1000);
                check_scene(&h, scenes[i].spec);
                harness_close(&h);
            }
    assert_int_equal(failures, 0);
}

static void test_every_screen_has_a_scene(void **state)
{
    (void)state;
    for (int id = 0; id < SCREEN_COUNT; id++)
        scene_of((enum screen_id)id);
}

int main(void)
{
    const struct CMUnitTest others[] = {
        cmocka_unit_test(test_larger_text),
        cmocka_unit_test(test_low_reach),
        cmocka_unit_test(test_larger_text_and_low_reach_in_spanish),
        cmocka_unit_test(test_trouble),
        cmocka_unit_test(test_advice_only),
        cmocka_unit_test(test_every_screen_has_a_scene),
    };
    struct languages languages = shipped_languages();
    size_t count = languages.count, more = sizeof others / sizeof *others;
    struct CMUnitTest tests[count + more];
    for (size_t i = 0; i < count; i++)
        tests[i] = (struct CMUnitTest){.name = languages.codes[i],
                                       .test_func = test_language,
                                       .initial_state = (void *)(uintptr_t)languages.codes[i]};
    memcpy(tests + count, others, sizeof others);
    count += more;
    return _cmocka_run_group_tests("test_layout", tests, count, NULL, NULL);
}
