// links: cli
/* Files are edited while somebody uses the kiosk: real files, changed with the real programs; the
 * clock is the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "base/log.h"
#include "cli/changes.h"
#include "harness.h"

static const char *const routine = "lower-back-relief"; /* child's pose, knee to chest, ... */

/* A share folder of its own, a kiosk on it, and what follows the changes. */
struct fixture {
    char root[256];
    struct assembly_options options;
    struct harness h;
    struct changes *changes;
    int shown; /* how often something new was shown */
};

__attribute__((format(printf, 2, 3))) static void shell(const struct fixture *f, const char *format,
                                                        ...)
{
    char command[4096];
    int used = snprintf(command, sizeof command, "set -e; cd '%s'; ", f->root);
    va_list args;
    va_start(args, format);
    vsnprintf(command + used, sizeof command - (size_t)used, format, args);
    va_end(args);
    if (system(command) != 0) /* NOLINT(cert-env33-c) */
        fail_msg("%s", command);
}

static void make_share(struct fixture *f)
{
    snprintf(f->root, sizeof f->root, "%s/reload-XXXXXX", BUILD_DIR);
    assert_non_null(mkdtemp(f->root));
    shell(f,
          "mkdir assets; ln -s '%s/assets/fonts' '%s/assets/icons' assets; "
          "cp -rL '%s/assets/lang' assets/lang; cp -rL '%s/config' config; "
          "cp -rL '%s/content' content; chmod -R u+w .",
          SHARE_DIR, SHARE_DIR, SHARE_DIR, SHARE_DIR, SHARE_DIR);
}

static void open_kiosk(struct fixture *f)
{
    f->h = (struct harness){.start = 1000000, .now = 1000000};
    f->options.share = f->root;
    f->options.store_file = ":memory:";
    f->options.now = f->h.now;
    assert_int_equal(assembly_find(&f->h.assembly, &f->options), 0);
    f->changes = changes_open(&f->h.assembly, &f->options, NULL, f->h.now);
    assert_int_equal(assembly_build(&f->h.assembly, &f->options), 0);
    assert_true(stage_in_memory(&f->h.stage, &f->h.assembly, 1280, 800));
    harness_step(&f->h, NULL, 0);
}

static int setup(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){.options.synchronous = true};
    log_set_level(LOG_LEVEL_ERROR);
    make_share(&fixture);
    open_kiosk(&fixture);
    *state = &fixture;
    return 0;
}

static void close_kiosk(struct fixture *f)
{
    changes_close(f->changes);
    stage_close(&f->h.stage);
    assembly_close(&f->h.assembly);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    close_kiosk(f);
    char command[512];
    snprintf(command, sizeof command, "rm -rf '%s'", f->root);
    return system(command); /* NOLINT(cert-env33-c) */
}

/* Lets time pass, as `kiosk run` does. */
static void pass(struct fixture *f, ms_t ms)
{
    ms_t end = f->h.now + ms;
    while (f->h.now < end) {
        f->shown += changes_follow(f->changes, f->h.now);
        harness_step(&f->h, NULL, 0);
    }
}

/* Long enough for what was just changed to be shown: less than a second. */
static bool is_shown(struct fixture *f)
{
    int before = f->shown;
    pass(f, 700);
    return f->shown > before;
}

static struct app *app_of(struct fixture *f)
{
    return f->h.assembly.app;
}

static struct session_view view_of(struct fixture *f)
{
    struct session_view view;
    assert_true(app_of(f)->visit.in_session);
    session_view(&app_of(f)->visit.session, f->h.now, &view);
    return view;
}

static void play(struct fixture *f, int step)
{
    char spec[80];
    snprintf(spec, sizeof spec, "player:%s:%d", routine, step);
    harness_show(&f->h, spec);
    pass(f, 15000);
    harness_expect(&f->h, "player");
}

static void rename_exercise(const struct fixture *f, const char *id, const char *name)
{
    shell(f, "sed -i 's/^  \"name\": .*/  \"name\": \"%s\",/' content/exercises/%s.json", name, id);
}

/* ---- a routine goes on ---- */

static void test_words_change_while_playing(void **state)
{
    struct fixture *f = *state;
    play(f, 2);
    struct session_view before = view_of(f);
    assert_string_equal(before.current->exercise->id, "knee-to-chest");
    ms_t at = f->h.now;
    rename_exercise(f, "knee-to-chest", "Another name");
    assert_true(is_shown(f));
    harness_expect(&f->h, "player");
    assert_true(harness_shows(&f->h, "Another name"));
    struct session_view after = view_of(f);
    assert_int_equal(after.step, before.step);
    assert_int_equal(after.phase, before.phase);
    assert_int_equal(after.rep, before.rep);
    assert_int_equal(after.remaining_ms, before.remaining_ms - (f->h.now - at));
    /* and to its end */
    for (int i = 0; i < 20 && strcmp(harness_screen(&f->h), "player") == 0; i++)
        harness_press(&f->h, "next");
    harness_expect(&f->h, "finish");
}

static void test_it_waits_while_paused(void **state)
{
    struct fixture *f = *state;
    play(f, 2);
    harness_press(&f->h, "pause");
    struct session_view before = view_of(f);
    rename_exercise(f, "knee-to-chest", "Another name");
    assert_true(is_shown(f));
    harness_expect(&f->h, "paused");
    assert_true(harness_shows(&f->h, "Another name"));
    struct session_view after = view_of(f);
    assert_int_equal(after.state, SESSION_PAUSED);
    assert_int_equal(after.remaining_ms, before.remaining_ms);
    harness_press(&f->h, "resume");
    harness_expect(&f->h, "player");
    assert_int_equal(view_of(f).state, SESSION_COUNT_IN);
    rename_exercise(f, "knee-to-chest", "Third name");
    assert_true(is_shown(f));
    assert_int_equal(view_of(f).state, SESSION_COUNT_IN);
    harness_press(&f->h, "hurts");
    rename_exercise(f, "knee-to-chest", "Fourth name");
    assert_true(is_shown(f));
    harness_expect(&f->h, "hurt");
    assert_true(view_of(f).hurt);
}

static void test_steps_are_added_before_it(void **state)
{
    struct fixture *f = *state;
    play(f, 2);
    struct session_view before = view_of(f);
    shell(f, "sed -i 's/{\"exercise\": \"childs-pose\"},/{\"exercise\": \"cat-cow\"}, &/' "
             "content/routines/lower-back-relief.json");
    assert_true(is_shown(f));
    struct session_view after = view_of(f);
    assert_int_equal(after.step, before.step + 1);
    assert_int_equal(after.step_count, before.step_count + 1);
    assert_int_equal(after.phase, before.phase);
    assert_string_equal(after.current->exercise->id, "knee-to-chest");
    assert_ptr_equal(app_of(f)->visit.routine, app_of(f)->visit.session.routine);
}

/* ---- what vanishes ---- */

static const char *const places[] = {"overview", "player", "paused", "hurt", "finish"};

static void test_a_routine_vanishes(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char spec[80];
        snprintf(spec, sizeof spec, "%s:%s", places[i], routine);
        harness_show(&f->h, spec);
        shell(f, "mv content/routines/%s.json .", routine);
        assert_true(is_shown(f));
        harness_expect(&f->h, "home");
        assert_false(app_of(f)->visit.in_session);
        shell(f, "mv %s.json content/routines", routine);
        assert_true(is_shown(f));
        harness_expect(&f->h, "home");
    }
    pass(f, 30000); /* paused and hurt were shown 12 s ahead of the clock */
    harness_press(&f->h, "advice");
    harness_expect(&f->h, "advice");
}

static void test_its_exercise_leaves_the_routine(void **state)
{
    struct fixture *f = *state;
    play(f, 2);
    shell(f, "sed -i '/knee-to-chest/d' content/routines/lower-back-relief.json");
    assert_true(is_shown(f));
    harness_expect(&f->h, "home");
}

/* An exercise that routines still name cannot go. */
static void test_its_exercise_is_deleted(void **state)
{
    struct fixture *f = *state;
    play(f, 2);
    shell(f, "mv content/exercises/knee-to-chest.json .");
    assert_false(is_shown(f));
    harness_expect(&f->h, "player");
    assert_true(harness_shows(&f->h, "Knee to chest"));
    shell(f, "mv knee-to-chest.json content/exercises; touch content/pack.json");
    is_shown(f);
    harness_expect(&f->h, "player");
}

static void test_a_routine_vanishes_behind_a_panel(void **state)
{
    struct fixture *f = *state;
    play(f, 1);
    harness_press(&f->h, "ease");
    shell(f, "mv content/routines/%s.json .", routine);
    assert_true(is_shown(f));
    harness_expect(&f->h, "ease");
    harness_press(&f->h, "close");
    harness_expect(&f->h, "home");
    shell(f, "mv %s.json content/routines", routine);
    assert_true(is_shown(f));

    play(f, 1);
    harness_press(&f->h, "pause");
    harness_await(&f->h, "still-there", 100000);
    harness_settle(&f->h);
    shell(f, "rm content/routines/%s.json", routine);
    assert_true(is_shown(f));
    harness_expect(&f->h, "still-there");
    harness_press(&f->h, "still-here");
    harness_expect(&f->h, "home");
}

static void test_a_page_that_is_read(void **state)
{
    struct fixture *f = *state;
    harness_show(&f->h, "advice:when-to-stop");
    shell(
        f,
        "sed -i 's/^  \"title\": .*/  \"title\": \"Stop here\",/' content/pages/when-to-stop.json");
    assert_true(is_shown(f));
    harness_expect(&f->h, "advice");
    assert_true(harness_shows(&f->h, "Stop here"));
    assert_non_null(app_of(f)->visit.page);
    shell(f, "rm content/pages/when-to-stop.json");
    assert_true(is_shown(f));
    harness_expect(&f->h, "advice");
    assert_null(app_of(f)->visit.page);
}

/* ---- the demo ---- */

static void test_the_demo_goes_on(void **state)
{
    struct fixture *f = *state;
    pass(f, 40000);
    const struct session *demo = &app_of(f)->demo.session;
    char id[80], exercise[80];
    snprintf(id, sizeof id, "%s", demo->routine->id);
    int step = demo->phases[demo->current].step;
    snprintf(exercise, sizeof exercise, "%s", demo->steps[step].exercise->id);
    rename_exercise(f, exercise, "Moving on");
    assert_true(is_shown(f));
    assert_string_equal(demo->routine->id, id);
    assert_int_equal(demo->phases[demo->current].step, step);
    assert_true(harness_shows(&f->h, "Moving on"));
    shell(f, "rm content/routines/%s.json", id);
    assert_true(is_shown(f));
    harness_expect(&f->h, "attract");
    assert_string_not_equal(demo->routine->id, id);
    pass(f, 100000);
    harness_press(&f->h, "begin");
    harness_expect(&f->h, "home");
}

/* ---- how people save ---- */

static void test_saves_of_editors(void **state)
{
    struct fixture *f = *state;
    static const char *const saves[] = {
        /* the real sed; cp over it; a rename over it; vim */
        "sed 's/@/Saved 0/' t >new; cp new knee-to-chest.json",
        "sed 's/@/Saved 1/' t >.new; mv .new knee-to-chest.json",
        ("touch 4913; rm 4913; mv knee-to-chest.json knee-to-chest.json~; "
         "sed 's/@/Saved 2/' t >knee-to-chest.json; rm knee-to-chest.json~"),
        "touch .knee.swp .#knee; sed 's/@/Saved 3/' t | tee knee-to-chest.json >/dev/null",
        "cp -p t before; sed 's/@/Saved 4/' t >after; cp -p after knee-to-chest.json",
        "rm knee-to-chest.json; sed 's/@/Saved 5/' t >knee-to-chest.json",
    };
    shell(f, "cd content/exercises; mkdir ../../work; "
             "sed 's/^  \"name\": .*/  \"name\": \"@\",/' knee-to-chest.json >t; mv t ../..");
    play(f, 2);
    for (size_t i = 0; i < sizeof saves / sizeof *saves; i++) {
        char name[16];
        snprintf(name, sizeof name, "Saved %zu", i);
        shell(f, "cp t content/exercises/t; cd content/exercises; %s; rm -f t new after before",
              saves[i]);
        assert_true(is_shown(f));
        harness_expect(&f->h, "player");
        assert_true(harness_shows(&f->h, name));
        assert_false(is_shown(f));
    }
}

static void test_broken_in_between(void **state)
{
    struct fixture *f = *state;
    static const char *const breaks[] = {
        "sed -i '5,$d' content/exercises/knee-to-chest.json",
        ": >content/exercises/knee-to-chest.json",
        "sed -i 's/\"supine\"/\"floating\"/' content/exercises/knee-to-chest.json",
        "sed -i 's/knee-to-chest/knee-to-breast/' content/routines/lower-back-relief.json",
        "echo '{' >content/pack.json",
        "rm content/pack.json",
        "chmod 000 content/exercises; rm -r content/routines",
        "rm -r content",
        "rm -r content; mkdir content",
        "rm -r content; echo x >content",
        "mv content away",
    };
    shell(f, "cp -r content good");
    play(f, 2);
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
        shell(f, "%s", breaks[i]);
        assert_false(is_shown(f));
        harness_expect(&f->h, "player");
        assert_true(harness_shows(&f->h, "Knee to chest"));
        shell(f, "chmod -fR u+rwx content || true; rm -rf content; cp -r good content");
        assert_true(is_shown(f));
        harness_expect(&f->h, "player");
        assert_int_equal(view_of(f).step, 1);
        harness_press(&f->h, "back");
        harness_press(&f->h, "back");
        harness_press(&f->h, "next");
        harness_settle(&f->h);
    }
    rename_exercise(f, "knee-to-chest", "Still watched");
    assert_true(is_shown(f));
    assert_true(harness_shows(&f->h, "Still watched"));
}

/* What was left out from the start does not hold up the rest. */
static void test_an_old_fault_elsewhere(void **state)
{
    struct fixture *f = *state;
    shell(f, "echo '{' >content/exercises/new.json");
    assert_true(is_shown(f)); /* a file that never was shown */
    shell(f, "rm content/pages/costs.json");
    assert_true(is_shown(f));
    play(f, 2);
    shell(f, "echo '{ \"id\":' >content/exercises/new.json");
    is_shown(f);
    rename_exercise(f, "knee-to-chest", "Goes on");
    assert_true(is_shown(f));
    assert_true(harness_shows(&f->h, "Goes on"));
}

/* ---- packs ---- */

static void make_clinic(const struct fixture *f)
{
    shell(f,
          "mkdir -p made/exercises made/routines; "
          "printf '{\"format\": 1, \"id\": \"clinic\", \"name\": \"Clinic\", \"version\": \"1\", "
          "\"order\": {\"routines\": [\"clinic-first\"]}}' >made/pack.json; "
          "sed 's/^  \"name\": .*/  \"name\": \"As we do it\",/' "
          "content/exercises/knee-to-chest.json >made/exercises/knee-to-chest.json; "
          "sed 's/knee-to-chest/clinic-hug/; s/^  \"name\": .*/  \"name\": \"Clinic hug\",/' "
          "content/exercises/knee-to-chest.json >made/exercises/clinic-hug.json; "
          "printf '{\"id\": \"clinic-first\", \"name\": \"Clinic first\", \"summary\": \"Ours\", "
          "\"conditions\": [\"back-pain\"], \"body_regions\": [\"lower-back\"], "
          "\"steps\": [{\"exercise\": \"clinic-hug\"}]}' >made/routines/clinic-first.json");
}

static void test_a_pack_is_copied_file_by_file(void **state)
{
    struct fixture *f = *state;
    make_clinic(f);
    shell(f, "echo '{\"content_dirs\": [\"../content\", \"../clinic\"]}' >config/kiosk.json");
    is_shown(f);
    rename_exercise(f, "childs-pose", "Not held up");
    assert_true(is_shown(f));
    assert_string_equal(content_exercise(app_content(app_of(f)), "childs-pose")->name,
                        "Not held up");
    play(f, 2);
    static const char *const parts[] = {"routines",  "routines/clinic-first.json",
                                        "exercises", "exercises/knee-to-chest.json",
                                        "pack.json", "exercises/clinic-hug.json"};
    shell(f, "mkdir clinic");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        shell(f, "[ -d made/%s ] && mkdir clinic/%s || cp made/%s clinic/%s", parts[i], parts[i],
              parts[i], parts[i]);
        is_shown(f);
        harness_expect(&f->h, "player");
        assert_int_equal(view_of(f).step, 1);
    }
    assert_true(harness_shows(&f->h, "As we do it"));
    harness_press(&f->h, "leave");
    harness_expect(&f->h, "home");
    assert_true(harness_has(&f->h, "card:clinic-first"));

    /* Pulled out, like a stick: what is shown stays; another one plugged in. */
    shell(f, "mv clinic pulled");
    assert_false(is_shown(f));
    assert_true(harness_has(&f->h, "card:clinic-first"));
    shell(f, "sed -i 's/Clinic first/Clinic next/' made/routines/clinic-first.json; "
             "cp -r made clinic");
    assert_true(is_shown(f));
    assert_true(harness_shows(&f->h, "Clinic next"));
}

/* A press opens the card that was pressed, or nothing. */
static void test_cards_move_under_a_finger(void **state)
{
    struct fixture *f = *state;
    harness_show(&f->h, "home");
    harness_settle(&f->h);
    struct rect rect = {0};
    char card[88], id[80];
    snprintf(id, sizeof id, "%s", app_content(app_of(f))->routines[0]->id);
    snprintf(card, sizeof card, "card:%s", id);
    rect = harness_rect(&f->h, card);
    harness_down(&f->h, FINGER, rect.x + rect.w / 2, rect.y + rect.h / 2);
    shell(f,
          "cd content/routines; sed 's/^  \"id\": .*/  \"id\": \"aaa\",/' %s.json >aaa.json; "
          "sed -i 's/\"routines\": *\\[/&\"aaa\", /' ../pack.json",
          id);
    assert_true(is_shown(f));
    assert_string_equal(app_content(app_of(f))->routines[0]->id, "aaa");
    harness_up(&f->h, FINGER, rect.x + rect.w / 2, rect.y + rect.h / 2);
    harness_expect(&f->h, "home"); /* it slid off */
    rect = harness_rect(&f->h, card);
    harness_down(&f->h, FINGER, rect.x + rect.w / 2, rect.y + rect.h / 2);
    shell(f, "touch content/pack.json");
    assert_true(is_shown(f));
    harness_up(&f->h, FINGER, rect.x + rect.w / 2, rect.y + rect.h / 2);
    harness_expect(&f->h, "overview"); /* it stayed */
    assert_string_equal(app_of(f)->visit.routine->id, id);
}

static void test_a_tap_in_the_moment_of_change_opens_nothing_else(void **state)
{
    struct fixture *f = *state;
    harness_show(&f->h, "home");
    harness_settle(&f->h);
    char first[80], card[88];
    snprintf(first, sizeof first, "%s", app_content(app_of(f))->routines[0]->id);
    snprintf(card, sizeof card, "card:%s", first);
    struct rect rect = harness_rect(&f->h, card);
    shell(f, "rm content/routines/%s.json; sed -i 's/\"%s\",//' content/pack.json", first, first);
    for (ms_t end = f->h.now + 1000; !changes_follow(f->changes, f->h.now);) {
        harness_step(&f->h, NULL, 0);
        assert_true(f->h.now < end);
    }
    struct event tap[] = {{.kind = EVENT_POINTER_DOWN,
                           .at = f->h.now,
                           .pointer = FINGER,
                           .x = rect.x + rect.w / 2,
                           .y = rect.y + rect.h / 2},
                          {.kind = EVENT_POINTER_UP,
                           .at = f->h.now + 1,
                           .pointer = FINGER,
                           .x = rect.x + rect.w / 2,
                           .y = rect.y + rect.h / 2}};
    harness_step(&f->h, tap, 2);
    harness_expect(&f->h, "home");
}

static void test_trouble_is_over_at_once(void **state)
{
    struct fixture *f = *state;
    close_kiosk(f);
    shell(f, "mv content away; mkdir content");
    open_kiosk(f);
    harness_expect(&f->h, "trouble");
    pass(f, 1000);
    shell(f, "cp -r away/pack.json away/exercises content");
    is_shown(f);
    harness_expect(&f->h, "trouble");
    shell(f, "cp -r away/routines away/pages content");
    assert_true(is_shown(f));
    harness_expect(&f->h, "attract");
    harness_settle(&f->h);
    harness_press(&f->h, "begin");
    harness_expect(&f->h, "home");
}

/* ---- pictures ---- */

static void test_a_pose_is_edited(void **state)
{
    struct fixture *f = *state;
    play(f, 2);
    harness_press(&f->h, "pause");
    pass(f, 1000);
    const struct canvas *canvas = harness_paint(&f->h);
    size_t size = (size_t)canvas->width * (size_t)canvas->height * sizeof *canvas->pixels;
    uint32_t *before = malloc(size);
    assert_non_null(before);
    memcpy(before, canvas->pixels, size);
    shell(f, "touch content/exercises/knee-to-chest.json");
    assert_true(is_shown(f));
    assert_memory_equal(harness_paint(&f->h)->pixels, before, size);
    shell(f, "sed -i 's/\"camera\": *{\"yaw\": *[-0-9]*/\"camera\": {\"yaw\": 40/' "
             "content/exercises/knee-to-chest.json; grep -q '\"yaw\": 40' "
             "content/exercises/knee-to-chest.json");
    assert_true(is_shown(f));
    assert_memory_not_equal(harness_paint(&f->h)->pixels, before, size);
    free(before);
}

/* ---- theme ---- */

static uint32_t corner(struct fixture *f)
{
    return harness_paint(&f->h)->pixels[0] & 0xFFFFFF;
}

static void test_theme(void **state)
{
    struct fixture *f = *state;
    harness_show(&f->h, "home");
    harness_settle(&f->h);
    shell(f,
          "sed -i 's/\"background\": \"#F[^\"]*\"/\"background\": \"#123456\"/' config/theme.json");
    assert_true(is_shown(f));
    assert_int_equal(corner(f), 0x123456);
    shell(f, "cp config/theme.json good; sed -i '0,/123456/s//654321/; $d' config/theme.json");
    assert_false(is_shown(f));
    shell(f, "sed '0,/#123456/s//654321/' good >config/theme.json");
    assert_false(is_shown(f));
    shell(f, "rm config/theme.json");
    assert_false(is_shown(f));
    assert_int_equal(corner(f), 0x123456);
    shell(f, "sed '0,/123456/s//654321/' good >config/theme.json");
    assert_true(is_shown(f));
    assert_int_equal(corner(f), 0x654321);
}

static int body_width(struct fixture *f)
{
    const struct text_measure *measure = app_of(f)->ui.measure;
    return measure->width(measure->context, (struct font){FONT_REGULAR, 40}, "Hamburgefonts", 13);
}

static void test_fonts(void **state)
{
    struct fixture *f = *state;
    harness_show(&f->h, "home");
    int before = body_width(f);
    struct painter *painter = f->h.assembly.painter;
    shell(f, "sed -i '/\"font\"/,$s/Regular.ttf/ExtraBold.ttf/' config/theme.json");
    assert_true(is_shown(f));
    assert_true(body_width(f) > before);
    harness_paint(&f->h);
    painter = f->h.assembly.painter;
    shell(f, "sed -i '0,/ExtraBold.ttf/s//Missing.ttf/' config/theme.json");
    assert_false(is_shown(f));
    assert_ptr_equal(f->h.assembly.painter, painter);
    assert_true(body_width(f) > before);
    shell(f, "sed -i 's/Missing.ttf/Regular.ttf/' config/theme.json");
    assert_true(is_shown(f));
    assert_int_equal(body_width(f), before);
    harness_paint(&f->h);
}

/* ---- settings ---- */

static void test_idle_times(void **state)
{
    struct fixture *f = *state;
    harness_show(&f->h, "home");
    shell(f, "sed -i 's/\"ask_s\": 90/\"ask_s\": 60/' config/kiosk.json");
    assert_true(is_shown(f));
    pass(f, 57000);
    harness_expect(&f->h, "home");
    harness_await(&f->h, "still-there", 4000);
    harness_settle(&f->h);
    harness_press(&f->h, "still-here");
    /* a fault anywhere in it: nothing of it counts, nor does its absence */
    shell(f, "sed -i 's/\"ask_s\": 60/\"ask_s\": 120/; s/\"end_s\": 30/\"end_s\": 5/' "
             "config/kiosk.json");
    assert_false(is_shown(f));
    shell(f, "rm config/kiosk.json");
    assert_false(is_shown(f));
    harness_tap_at(&f->h, 2, 2);
    pass(f, 57000);
    harness_await(&f->h, "still-there", 4000);
}

static void test_what_waits_for_the_next_visit(void **state)
{
    struct fixture *f = *state;
    play(f, 1);
    shell(f, "sed 's/\"less_motion\": false/\"less_motion\": true/; "
             "s/\"language\": \"en\"/\"language\": \"xx\"/' config/kiosk.json >config/new; "
             "sed 's/Touch to begin/Toca para empezar/; s/\"English\"/\"Xx\"/' "
             "assets/lang/en.json >assets/lang/xx.json; mv config/new config/kiosk.json");
    assert_true(is_shown(f));
    assert_string_equal(strings_code(app_of(f)->strings), "en");
    assert_false(app_of(f)->visit.ease.less_motion);
    harness_press(&f->h, "leave");
    assert_string_equal(strings_code(app_of(f)->strings), "en");
    harness_key(&f->h, KEY_ESCAPE);
    harness_settle(&f->h);
    harness_expect(&f->h, "attract");
    assert_string_equal(strings_code(app_of(f)->strings), "xx");
    assert_true(harness_shows(&f->h, "Toca para empezar"));
    assert_true(app_of(f)->visit.ease.less_motion);
    /* nobody is here: at once */
    shell(f, "sed -i 's/\"language\": \"xx\"/\"language\": \"en\"/' config/kiosk.json");
    assert_true(is_shown(f));
    assert_true(harness_shows(&f->h, "Touch to begin"));
}

static void test_what_waits_for_the_next_start(void **state)
{
    struct fixture *f = *state;
    shell(f, "sed -i 's/\"lock\": false/\"lock\": true/; "
             "s/\"figure_cache_mib\": 16/\"figure_cache_mib\": 3/; "
             "s/\"store_file\": \"\"/\"store_file\": \"other.db\"/' config/kiosk.json");
    assert_true(is_shown(f));
    assert_false(f->h.assembly.config.lock);
    assert_int_equal(f->h.assembly.config.figure_cache_mib, 16);
    assert_string_equal(f->h.assembly.config.store_file, "");
}

static void test_other_packs(void **state)
{
    struct fixture *f = *state;
    make_clinic(f);
    shell(f, "mv made clinic");
    harness_show(&f->h, "home");
    shell(f, "sed -i 's/\"content_dirs\": \\[\\]/\"content_dirs\": [\"..\\/content\", "
             "\"..\\/clinic\"]/' config/kiosk.json");
    assert_true(is_shown(f));
    pass(f, 100);
    assert_true(harness_has(&f->h, "card:clinic-first"));
    shell(f, "sed -i 's/Clinic first/Clinic again/' clinic/routines/clinic-first.json");
    assert_true(is_shown(f));
    assert_true(harness_shows(&f->h, "Clinic again"));
    shell(f, "sed -i 's/\"idle\"/\"idel\"/' config/kiosk.json");
    assert_false(is_shown(f));
    shell(f, "sed -i 's/\"idel\"/\"idle\"/; s/, \"..\\/clinic\"//' config/kiosk.json");
    assert_true(is_shown(f));
    assert_false(harness_has(&f->h, "card:clinic-first"));
}

/* ---- words ---- */

static void test_words(void **state)
{
    struct fixture *f = *state;
    play(f, 1);
    harness_press(&f->h, "pause");
    shell(f, "grep -q '\"Paused\"' assets/lang/en.json; "
             "sed -i 's/\"Paused\"/\"Waiting\"/' assets/lang/en.json");
    assert_true(is_shown(f));
    assert_true(harness_shows(&f->h, "Waiting"));
    shell(
        f,
        "cp assets/lang/en.json good; sed -i 's/\"Waiting\"/\"Broken\"/; $d' assets/lang/en.json");
    assert_false(is_shown(f));
    shell(f, "rm -r assets/lang");
    assert_false(is_shown(f));
    assert_true(harness_shows(&f->h, "Waiting"));
    shell(f, "mkdir assets/lang; sed 's/\"Waiting\"/\"Mended\"/' good >assets/lang/en.json");
    assert_true(is_shown(f));
    assert_true(harness_shows(&f->h, "Mended"));
}

/* ---- threads, chance ---- */

static atomic_int loaded;

static void on_loaded(void)
{
    atomic_fetch_add(&loaded, 1);
}

/* A pack that takes long to load: the player goes on meanwhile. */
/* ---- a language that is not the clinic's ---- */

static void test_a_translation_is_edited(void **state)
{
    struct fixture *f = *state;
    play(f, 1);
    app_set_language(app_of(f), 1);
    struct session_view before = view_of(f);
    shell(f, "grep -q 'Postura del niño' content/lang/es.json; "
             "sed -i 's/Postura del niño/Postura blanda/' content/lang/es.json");
    assert_true(is_shown(f));
    assert_true(harness_shows(&f->h, "Postura blanda"));
    shell(f, "sed -i 's/\"Pausa\"/\"Espera\"/' assets/lang/es.json");
    assert_true(is_shown(f));
    assert_true(harness_shows(&f->h, "Espera"));
    assert_string_equal(strings_code(app_of(f)->strings), "es");
    shell(f, "cp content/lang/es.json good; sed -i 's/Postura blanda/Rota/; $d' "
             "content/lang/es.json; cp assets/lang/es.json words; "
             "sed -i 's/\"Espera\"/\"Rota\"/; $d' assets/lang/es.json");
    pass(f, 1500);
    assert_true(harness_shows(&f->h, "Postura blanda"));
    assert_true(harness_shows(&f->h, "Espera"));
    struct session_view after = view_of(f);
    assert_int_equal(after.step, before.step);
    assert_int_equal(after.phase, before.phase);
    assert_true(after.remaining_ms < before.remaining_ms);
    shell(f, "mv good content/lang/es.json; mv words assets/lang/es.json");
    pass(f, 1500);
    assert_true(harness_shows(&f->h, "Postura blanda"));
}

/* Who reads it keeps its words to the end of the visit, over texts that are now the clinic's. */
static void test_a_language_is_taken_away(void **state)
{
    struct fixture *f = *state;
    play(f, 1);
    app_set_language(app_of(f), 1);
    shell(f, "grep -q '\"en\", \"es\"' content/pack.json; rm -r content/lang; "
             "sed -i 's/\"en\", \"es\"/\"en\"/' content/pack.json");
    assert_true(is_shown(f));
    assert_true(harness_shows(&f->h, "Pausa"));
    assert_true(harness_shows(&f->h, "Child’s pose"));
    assert_true(harness_has(&f->h, "language"));
    harness_press(&f->h, "leave");
    harness_key(&f->h, KEY_ESCAPE);
    pass(f, 500);
    harness_expect(&f->h, "attract");
    assert_true(harness_shows(&f->h, "Touch to begin"));
    assert_false(harness_has(&f->h, "language"));
}

static void test_loading_in_a_thread(void **state)
{
    struct fixture *f = *state;
    close_kiosk(f);
    f->options.synchronous = false;
    open_kiosk(f);
    changes_close(f->changes);
    f->changes = changes_open(&f->h.assembly, &f->options, on_loaded, f->h.now);
    play(f, 2);
    for (int i = 0; i < 10; i++) {
        char name[32];
        snprintf(name, sizeof name, "Name %d", i);
        rename_exercise(f, "knee-to-chest", name);
        int before = f->shown;
        for (int tries = 0; f->shown == before && tries < 5000; tries++) {
            pass(f, 17);
            stage_frame(&f->h.stage, f->h.now, NULL, 0);
            usleep(1000);
        }
        pass(f, 17);
        assert_true(harness_shows(&f->h, name));
        if (i == 4)
            harness_press(&f->h, "back");
    }
    assert_int_equal(atomic_load(&loaded), 10);
    rename_exercise(f, "knee-to-chest", "Never shown");
    pass(f, 450); /* closed while it loads */
}

static uint32_t chance(uint32_t *seed, uint32_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed % below;
}

static void tap_somewhere(struct fixture *f, uint32_t *seed)
{
    struct app_hit hits[64];
    size_t count = app_hits(app_of(f), hits, 64);
    if (count == 0)
        return;
    const struct rect *rect = &hits[chance(seed, (uint32_t)count)].rect;
    harness_tap_at(&f->h, rect->x + rect->w / 2, rect->y + rect->h / 2);
}

/* Whatever is done to the files while whatever is tapped: nothing of the old content is touched
 * any more (the sanitizers see to that), and in the end what is there is shown. */
static void test_monkey(void **state)
{
    struct fixture *f = *state;
    static const char *const deeds[] = {
        "f=$(ls routines/*.json | shuf -n 1); rm $f",
        "f=$(ls exercises/*.json | shuf -n 1); rm $f",
        "f=$(ls pages/*.json | shuf -n 1); rm $f",
        "f=$(ls */*.json | shuf -n 1); sed -i '$d' $f",
        "f=$(ls routines/*.json | shuf -n 1); sed -i '0,/{\"exercise\"/s///' $f",
        "f=$(ls routines/*.json | shuf -n 1); sed -i '0,/{\"exercise\".*},$/s///' $f",
        "f=$(ls exercises/*.json | shuf -n 1); sed -i 's/\"hold_s\": 20/\"hold_s\": 3/' $f",
        "f=$(ls exercises/*.json | shuf -n 1); touch $f",
        "touch pack.json",
        "cp -r ../good/* .",
        "cp -r ../good/routines .",
        "cp -r ../good/exercises .",
    };
    shell(f, "cp -r content good");
    const char *rounds = getenv("KIOSK_RELOAD_ROUNDS");
    uint32_t seed = 12345;
    log_set_level(LOG_LEVEL_ERROR + 1);
    for (int i = 0; i < (rounds ? atoi(rounds) : 120); i++) { /* NOLINT(cert-err34-c) */
        shell(f, "cd content; %s || true", deeds[chance(&seed, sizeof deeds / sizeof *deeds)]);
        for (uint32_t taps = chance(&seed, 4); taps > 0; taps--) {
            tap_somewhere(f, &seed);
            pass(f, 50 + (ms_t)chance(&seed, 600));
        }
        is_shown(f);
        if (i % 8 == 0)
            harness_paint(&f->h);
        assert_string_not_equal(harness_screen(&f->h), "trouble");
    }
    shell(f, "rm -r content; cp -r good content; echo >>content/pack.json");
    assert_true(is_shown(f));
    harness_show(&f->h, "home");
    assert_int_equal(app_content(app_of(f))->routine_count, 7);
}

#define test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(test_words_change_while_playing),
        test(test_it_waits_while_paused),
        test(test_steps_are_added_before_it),
        test(test_a_routine_vanishes),
        test(test_its_exercise_leaves_the_routine),
        test(test_its_exercise_is_deleted),
        test(test_a_routine_vanishes_behind_a_panel),
        test(test_a_page_that_is_read),
        test(test_the_demo_goes_on),
        test(test_saves_of_editors),
        test(test_broken_in_between),
        test(test_an_old_fault_elsewhere),
        test(test_a_pack_is_copied_file_by_file),
        test(test_cards_move_under_a_finger),
        test(test_a_tap_in_the_moment_of_change_opens_nothing_else),
        test(test_trouble_is_over_at_once),
        test(test_a_pose_is_edited),
        test(test_theme),
        test(test_fonts),
        test(test_idle_times),
        test(test_what_waits_for_the_next_visit),
        test(test_what_waits_for_the_next_start),
        test(test_other_packs),
        test(test_words),
        test(test_a_translation_is_edited),
        test(test_a_language_is_taken_away),
        test(test_loading_in_a_thread),
        test(test_monkey),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
