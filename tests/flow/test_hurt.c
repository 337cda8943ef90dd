// links: cli
/* "It hurts" leaves no sign out, however small the panel and large the letters are: on one page, or
 * on two. */
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
#include "ui/said.h"

static const struct panel {
    int width, height;
} panels[] = {{800, 480},  {800, 600},   {1024, 600},  {1024, 768},  {1280, 800},  {1280, 1024},
              {1366, 768}, {1920, 1080}, {1920, 1200}, {2560, 1440}, {3840, 2160}, {480, 800},
              {600, 1024}, {768, 1024},  {800, 1280},  {1080, 1920}, {2160, 3840}};

enum { PANELS = sizeof panels / sizeof *panels, SIGNS_MAX = 16, SAID_SIZE = 4096 };

/* What must be named, as it is written in either wording; another writing after "|". */
static const struct signs {
    const char *language, *items[SIGNS_MAX];
} all_signs[] = {{"en",
                  {"sharp", "worse", "new", "further down", "leg", "arm", "strong", "numb", "weak",
                   "dizz", "chest pain", "short", "breath", "taff"}},
                 {"es",
                  {"punzante", "empeora", "nuevo", "baja", "pierna", "brazo", "fuerte", "no se va",
                   "adormecimiento", "debilidad", "mare", "aire", "pecho", "personal"}},
                 {"ru",
                  {"острая", "усиливается|растёт", "новая", "ниже", "ног", "рук", "сильная",
                   "не проходит|долгая", "онемение", "слабость", "круж", "воздуха|одышка", "груди",
                   "персоналу"}},
                 {"ar",
                  {"حاد", "ازداد", "جديد", "امتدّ", "الساق", "الذراع", "شديد", "لا يزول", "خدر",
                   "ضعف", "دوار", "ضيق", "الصدر", "فريق العيادة"}},
                 {"zh",
                  {"刺痛", "加重", "新的疼痛", "腿", "手臂", "下方窜", "厉害", "一直不消失", "麻木",
                   "无力", "头晕", "胸痛", "气短", "工作人员"}},
                 {"vi",
                  {"nhói", "tăng", "đau mới", "lan xuống", "chân", "tay", "đau nhiều", "không hết",
                   "tê", "yếu", "chóng mặt", "khó thở", "đau ngực", "nhân viên"}}};

enum { LANGUAGES = sizeof all_signs / sizeof *all_signs };

/* Of all pages. */
static char said[SAID_SIZE];

static bool is_said(const char *sign)
{
    char either[64];
    snprintf(either, sizeof either, "%s", sign);
    char *save = NULL;
    for (char *at = strtok_r(either, "|", &save); at; at = strtok_r(NULL, "|", &save))
        if (strstr(said, at))
            return true;
    return false;
}

static void read_page(const struct harness *h)
{
    const struct said_list *list = app_said(h->assembly.app);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].cut || !list->items[i].visible)
            fail_msg("%dx%d: not whole: %s", h->stage.width, h->stage.height, list->items[i].text);
        strncat(said, list->items[i].text, sizeof said - strlen(said) - 2);
        strcat(said, "\n");
    }
    const struct scroll *scroll = &h->assembly.app->visit.hurt_scroll;
    if (scroll->content > scroll->view)
        fail_msg("%dx%d: a part is out of sight:\n%s", h->stage.width, h->stage.height, said);
}

static void read_pages(struct harness *h)
{
    *said = '\0';
    harness_settle(h);
    read_page(h);
    if (!harness_has(h, "hurt:on"))
        return;
    assert_false(harness_has(h, "resume"));
    harness_press(h, "hurt:on");
    read_page(h);
}

static void expect_signs(struct harness *h, const struct signs *signs, const struct exercise *e)
{
    read_pages(h);
    for (int i = 0; i < SIGNS_MAX && signs->items[i]; i++)
        if (!is_said(signs->items[i]))
            fail_msg("%dx%d in %s: \"%s\" is not said of %s:\n%s", h->stage.width, h->stage.height,
                     signs->language, signs->items[i], e->id, said);
    const char *safety = exercise_instruction(e, ROLE_SAFETY);
    if (safety && !strstr(said, safety))
        fail_msg("%dx%d in %s: %s is not told: %s", h->stage.width, h->stage.height,
                 signs->language, e->id, safety);
    assert_true(harness_has(h, "resume") && harness_has(h, "end") && harness_has(h, "skip"));
}

/* One step of each routine, another one on the next panel. */
static void look_at_routines(struct harness *h, const struct signs *signs, size_t turn)
{
    const struct content *content = app_content(h->assembly.app);
    for (size_t i = 0; i < content->routine_count; i++) {
        const struct routine *routine = content->routines[i];
        size_t step = (turn + i) % routine->step_count;
        char spec[128];
        snprintf(spec, sizeof spec, "hurt:%s:%zu", routine->id, step + 1);
        harness_show(h, spec);
        expect_signs(h, signs, routine->steps[step].exercise);
    }
}

static void every_sign_is_said_on_every_panel(void **state)
{
    const struct signs *signs = *state;
    for (size_t p = 0; p < PANELS; p++) {
        struct harness h;
        harness_open(&h, &(struct harness_options){.width = panels[p].width,
                                                   .height = panels[p].height,
                                                   .language = signs->language});
        app_set_still(h.assembly.app, true);
        app_read_aloud(h.assembly.app, true);
        for (size_t larger = 0; larger < 2; larger++) {
            h.assembly.app->visit.ease.larger_text = larger;
            look_at_routines(&h, signs, p + 3 * larger);
        }
        harness_close(&h);
    }
}

static void one_can_turn_back_to_the_first_page(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){.width = 800, .height = 480});
    harness_show(&h, "player:ease-sciatic-pain:2");
    harness_settle(&h);
    harness_press(&h, "hurts");
    assert_true(harness_shows(&h, "1 of 2"));
    harness_press(&h, "hurt:on");
    assert_true(harness_has(&h, "easier"));
    harness_press(&h, "hurt:back");
    assert_true(harness_shows(&h, "1 of 2"));
    harness_press(&h, "hurt:on");
    harness_press(&h, "resume");
    harness_press(&h, "hurts"); /* anew */
    harness_expect(&h, "hurt");
    assert_true(harness_shows(&h, "1 of 2"));
    harness_close(&h);
}

int main(void)
{
    assert_int_equal(shipped_languages().count, LANGUAGES);
    struct CMUnitTest tests[LANGUAGES + 1] = {
        cmocka_unit_test(one_can_turn_back_to_the_first_page)};
    struct signs signs[LANGUAGES];
    memcpy(signs, all_signs, sizeof signs);
    for (size_t i = 0; i < LANGUAGES; i++)
        tests[i + 1] = (struct CMUnitTest){.name = signs[i].language,
                                           .test_func = every_sign_is_said_on_every_panel,
                                           .initial_state = &signs[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
