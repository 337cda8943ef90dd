// links: cli
/* Every panel that is sold, in every language: no text is cut and none touches the rim of its
 * button; the player always has its sentence whole. Home, overview, player, paused, hurt and finish
 * are looked at in each of these combinations, with a third of the routines and exercises, another
 * one on the next panel and in the next language; of the other screens each has a third. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "harness.h"
#include "screens/screen.h"
#include "shipped.h"
#include "ui/said.h"

/* Panels as they are sold, in pixels: what a layout has to hold on. */
static const struct panel {
    int width, height;
} panels[] = {{800, 480},  {800, 600},   {1024, 600},  {1024, 768},  {1280, 800},  {1280, 1024},
              {1366, 768}, {1920, 1080}, {1920, 1200}, {2560, 1440}, {3840, 2160}, {480, 800},
              {600, 1024}, {768, 1024},  {800, 1280},  {1080, 1920}, {2160, 3840}};

enum { PANEL_COUNT = sizeof panels / sizeof *panels };

enum { MAX_HITS = 256, MAX_TOLD = 20, THIRD = 3 };

static int failures;

static void complain(const struct harness *h, const char *spec, const char *what, const char *text)
{
    if (failures++ < MAX_TOLD)
        print_error("%s at %dx%d in %s: %s: %s\n", spec, h->stage.width, h->stage.height,
                    strings_code(h->assembly.app->strings), what, text);
}

static bool has_middle(struct rect rect, struct rect of)
{
    return rect_contains(rect, of.x + of.w / 2, of.y + of.h / 2);
}

static void check_rims(const struct harness *h, const char *spec)
{
    struct app_hit hits[MAX_HITS];
    size_t count = app_hits(h->assembly.app, hits, MAX_HITS);
    const struct draw_list *list = h->frame->list;
    for (size_t i = 0; i < list->count; i++) {
        const struct draw_command *c = &list->commands[i];
        struct rect text = c->rect;
        if (c->kind != DRAW_TEXT || !has_middle(c->clip, text))
            continue; /* no text, or scrolled away */
        /* Less one for rounding. */
        int air = c->text.font.size / 4 - 1;
        for (size_t k = 0; k < count; k++)
            if (has_middle(hits[k].rect, text) &&
                (text.x < hits[k].rect.x + air ||
                 text.x + text.w > hits[k].rect.x + hits[k].rect.w - air))
                complain(h, spec, "at the rim", c->text.text);
    }
}

static void check(const struct harness *h, const char *spec)
{
    const struct said_list *said = app_said(h->assembly.app);
    for (size_t i = 0; i < said->count; i++)
        if (said->items[i].cut)
            complain(h, spec, "cut", said->items[i].text);
    check_rims(h, spec);
}

static void look(struct harness *h, const char *spec)
{
    harness_show(h, spec);
    harness_step(h, NULL, 0);
    check(h, spec);
}

static bool told(const struct harness *h, const char *text)
{
    const struct said_list *said = app_said(h->assembly.app);
    for (size_t i = 0; i < said->count; i++)
        if (strcmp(said->items[i].text, text) == 0 && !said->items[i].cut)
            return true;
    return false;
}

/* Precautions are written without their full stop. */
static bool told_sentence(const struct harness *h, const char *text)
{
    const struct said_list *said = app_said(h->assembly.app);
    for (size_t i = 0; i < said->count; i++)
        if (strncmp(said->items[i].text, text, strlen(text)) == 0 && !said->items[i].cut)
            return true;
    return false;
}

/* From who should ask first into the exercise. */
static void look_at_player(struct harness *h, const char *spec, const struct exercise *exercise)
{
    look(h, spec);
    if (!told(h, exercise->name))
        complain(h, spec, "the exercise's name is not there", exercise->name);
    harness_get_ready(h);
    harness_stall(h, 12000);
    check(h, spec);
    bool whole = told(h, exercise->summary);
    for (size_t i = 0; i < exercise->step_count && !whole; i++)
        whole = told(h, exercise->steps[i].text);
    for (size_t i = 0; i < exercise->precautions.count && !whole; i++)
        whole = told_sentence(h, exercise->precautions.items[i]);
    if (!whole)
        complain(h, spec, "no sentence is there", exercise->name);
}

static void look_at_steps(struct harness *h, const struct routine *routine, size_t turn)
{
    char spec[128];
    for (size_t i = turn % THIRD; i < routine->step_count; i += THIRD) {
        snprintf(spec, sizeof spec, "player:%s:%zu", routine->id, i + 1);
        look_at_player(h, spec, routine->steps[i].exercise);
    }
}

static void look_at_routine(struct harness *h, const struct routine *routine)
{
    static const char *const screens[] = {"overview", "paused", "hurt", "finish"};
    char spec[128];
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        snprintf(spec, sizeof spec, "%s:%s", screens[i], routine->id);
        look(h, spec);
    }
}

/* A third of the screens that are no routine's, another one on each panel. */
static void look_at_others(struct harness *h, size_t turn)
{
    const struct content *content = app_content(h->assembly.app);
    static const char *const screens[] = {"attract", "red-flags", "advice",
                                          "ease",    "language",  "still-there"};
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++)
        if ((i + turn) % THIRD == 0)
            look(h, screens[i]);
    for (size_t i = 0; i < content->page_count; i++) {
        char spec[128];
        snprintf(spec, sizeof spec, "advice:%s", content->pages[i]->id);
        if ((i + turn) % THIRD == 0)
            look(h, spec);
    }
}

static void test_no_word_is_cut(void **state)
{
    size_t language = *(const size_t *)*state;
    const char *code = shipped_languages().codes[language];
    failures = 0;
    for (size_t p = 0; p < PANEL_COUNT; p++) {
        struct harness h;
        harness_open(&h, &(struct harness_options){.width = panels[p].width,
                                                   .height = panels[p].height,
                                                   .language = code});
        app_set_still(h.assembly.app, true);
        app_read_aloud(h.assembly.app, true);
        const struct content *content = app_content(h.assembly.app);
        size_t turn = p + language;
        for (size_t i = 0; i < content->routine_count; i++)
            look_at_steps(&h, content->routines[i], turn + i);
        look(&h, "home");
        for (size_t i = turn % THIRD; i < content->routine_count; i += THIRD)
            look_at_routine(&h, content->routines[i]);
        look_at_others(&h, turn);
        harness_close(&h);
    }
    if (failures > MAX_TOLD)
        print_error("... and %d more\n", failures - MAX_TOLD);
    assert_int_equal(failures, 0);
}

int main(void)
{
    struct languages languages = shipped_languages();
    struct CMUnitTest tests[languages.count];
    size_t nth[languages.count];
    for (size_t i = 0; i < languages.count; i++) {
        nth[i] = i;
        tests[i] = (struct CMUnitTest){
            .name = languages.codes[i], .test_func = test_no_word_is_cut, .initial_state = &nth[i]};
    }
    return _cmocka_run_group_tests("test_panel_sizes", tests, languages.count, NULL, NULL);
}
