// links: cli
/* Packs that load slowly, and whatever may happen. */
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

#include "base/log.h"
#include "edited.h"

static atomic_int loaded;

static void on_loaded(void)
{
    atomic_fetch_add(&loaded, 1);
}

/* A pack that takes long to load: the player goes on meanwhile. */
static void test_loading_in_a_thread(void **state)
{
    struct edited *f = *state;
    edit_close(f);
    f->options.synchronous = false;
    f->on_loaded = on_loaded;
    edit_open(f);
    edit_play(f, 3);
    for (int i = 0; i < 10; i++) {
        char name[32];
        snprintf(name, sizeof name, "Name %d", i);
        edit_rename("knee-to-chest", name);
        int before = f->shown;
        for (int tries = 0; f->shown == before && tries < 5000; tries++) {
            edit_pass(f, 17);
            stage_frame(&f->h.stage, f->h.now, NULL, 0);
            usleep(1000);
        }
        edit_pass(f, 17);
        assert_true(harness_shows(&f->h, name));
        if (i == 4)
            harness_press(&f->h, "back");
    }
    assert_true(atomic_load(&loaded) >= 10); /* once a load, and when files change */
    edit_rename("knee-to-chest", "Never shown");
    edit_pass(f, 450); /* closed while it loads */
}

static uint32_t chance(uint32_t *seed, uint32_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed % below;
}

static void tap_somewhere(struct edited *f, uint32_t *seed)
{
    struct app_hit hits[64];
    size_t count = app_hits(edit_app(f), hits, 64);
    if (count == 0)
        return;
    const struct rect *rect = &hits[chance(seed, (uint32_t)count)].rect;
    harness_tap_at(&f->h, rect->x + rect->w / 2, rect->y + rect->h / 2);
}

/* Whatever is done to the files while whatever is tapped: nothing of the old content is touched
 * any more (the sanitizers see to that), and in the end what is there is shown. */
static void test_monkey(void **state)
{
    struct edited *f = *state;
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
    folder_shell("cp -r content good");
    const char *rounds = getenv("KIOSK_RELOAD_ROUNDS");
    uint32_t seed = 12345;
    log_set_level(LOG_LEVEL_ERROR + 1);
    for (int i = 0; i < (rounds ? atoi(rounds) : 120); i++) { /* NOLINT(cert-err34-c) */
        folder_shell("cd content; %s || true", deeds[chance(&seed, sizeof deeds / sizeof *deeds)]);
        for (uint32_t taps = chance(&seed, 4); taps > 0; taps--) {
            tap_somewhere(f, &seed);
            edit_pass(f, 50 + (ms_t)chance(&seed, 600));
        }
        edit_is_shown(f);
        if (i % 8 == 0)
            harness_paint(&f->h);
        assert_string_not_equal(harness_screen(&f->h), "trouble");
    }
    folder_shell("rm -r content; cp -r good content; echo >>content/pack.json");
    assert_true(edit_is_shown(f));
    harness_show(&f->h, "home");
    assert_int_equal(app_content(edit_app(f))->routine_count, 7);
}

#define test(name) cmocka_unit_test_setup_teardown(name, edit_setup, edit_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(test_loading_in_a_thread),
        test(test_monkey),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
