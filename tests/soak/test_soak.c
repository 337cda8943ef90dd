// links: cli vitals
/* A month in a waiting room, in minutes: visits by people who tap at random, the demo, nights,
 * edited files and imported packs. What grows from the second day to the last would stop a kiosk
 * that runs for a year. `test_soak [SEED [DAYS]]` repeats one month, or makes it longer.
 *
 * Files are loaded and pictures made in threads, as `kiosk run` does: what is tapped follows from
 * the seed, when a thread is done does not. */
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
#include <sqlite3.h>

#include "app/reload.h"
#include "base/log.h"
#include "edited.h"
#include "packs/packs.h"
#include "scenes.h"
#include "vitals.h"

enum {
    SECOND = 1000,
    MINUTE = 60 * SECOND,
    HOUR = 60 * MINUTE,
    VISITS = 4,      /* a day */
    TAPS = 30,       /* a visit, at most */
    PAINT_EVERY = 8, /* steps */
    MAX_HITS = 128,
    FIRST_DAY = 2, /* on which everything that is kept has come up once */
    WINDOW = 5     /* days */
};

enum { MOST_GROWTH = 160 << 10, MOST_PAINTER = 32 << 20 };

static uint64_t seed = 20260301;
static int days = 30;

struct month {
    struct edited *f;
    uint64_t random;
    long seen[SCREEN_COUNT];
    unsigned languages, eased; /* bits that were on */
    int version;               /* of the clinic's pack */
    struct vitals first;
    int first_files;
    long least_first, least_last; /* bytes that were allocated, of the first and the last days */
};

static struct month month;

static int below(int limit)
{
    month.random ^= month.random >> 12;
    month.random ^= month.random << 25;
    month.random ^= month.random >> 27;
    return (int)((month.random * 0x2545F4914F6CDD1D >> 33) % (uint64_t)limit);
}

/* ---- the clock on the wall: it goes on with the kiosk's, unless somebody sets it ---- */

static sqlite3_int64 wall_ms = (sqlite3_int64)1772352000000 + (sqlite3_int64)210866760000000;

static int tell_time(sqlite3_vfs *vfs, sqlite3_int64 *now)
{
    (void)vfs;
    *now = wall_ms + month.f->h.now;
    return SQLITE_OK;
}

static void own_the_wall_clock(void)
{
    static sqlite3_vfs ours;
    ours = *sqlite3_vfs_find(NULL);
    ours.zName = "soak";
    ours.xCurrentTimeInt64 = tell_time;
    assert_int_equal(sqlite3_vfs_register(&ours, 1), SQLITE_OK);
}

/* ---- time passes ---- */

static void pass(ms_t ms)
{
    ms_t end = month.f->h.now + ms;
    while (month.f->h.now < end) {
        edit_pass(month.f, 16);
        month.seen[screen_find(harness_screen(&month.f->h))]++;
    }
}

static void pass_quickly(ms_t ms)
{
    harness_skip(&month.f->h, ms);
    changes_follow(month.f->changes, month.f->h.now);
}

/* Threads have done what they were asked to, and so has who asked. */
static void settle(int threads)
{
    for (int tries = 0; tries < 200; tries++) {
        edit_pass(month.f, 100);
        usleep(2000);
        if (tries > 10 && vitals_take().threads <= threads)
            break;
    }
}

/* ---- people ---- */

static void tap_something(void)
{
    struct harness *h = &month.f->h;
    struct app_hit hits[MAX_HITS];
    size_t count = app_hits(h->assembly.app, hits, MAX_HITS);
    if (count == 0)
        return;
    struct rect r = hits[below((int)(count < MAX_HITS ? count : MAX_HITS))].rect;
    harness_tap_at(h, r.x + r.w / 2, r.y + r.h / 2);
}

static void swipe(void)
{
    int x = 100 + below(1000), y = 200 + below(400);
    harness_swipe(&month.f->h, x, y, x, y + below(400) - 200, 100);
}

static void note_what_is_on(void)
{
    const struct app *app = edit_app(month.f);
    const struct ease_settings *ease = &app->visit.ease;
    month.eased |= (unsigned)(ease->larger_text | ease->high_contrast << 1 |
                              ease->less_motion << 2 | ease->low_reach << 3);
    month.languages |= 1u << app->language;
}

static void visit(void)
{
    for (int taps = 1 + below(TAPS); taps > 0; taps--) {
        switch (below(12)) {
        case 0:
            swipe();
            break;
        case 1:
            harness_key(&month.f->h, (enum key)below(KEY_F1));
            break;
        case 2:
            pass_quickly(10 * SECOND + below(20) * SECOND);
            break;
        default:
            tap_something();
        }
        pass(400 + below(3) * 100); /* past the deaf moment */
        note_what_is_on();
    }
}

/* Goes away; the next one finds the demo, or what was left on the screen. */
static void leave(void)
{
    if (below(3) > 0)
        harness_await(&month.f->h, "attract", 30 * MINUTE);
    pass(below(5) * SECOND);
}

/* ---- staff ---- */

static void edit_files(void)
{
    static const char *const deeds[] = {
        "sed -i 's/^  \"name\": .*/  \"name\": \"Otherwise\",/' content/exercises/childs-pose.json",
        "rm content/routines/from-your-chair.json",
        "sed -i '$d' content/pages/when-to-stop.json",
        "sed -i 's/\"hold_s\": 20/\"hold_s\": 5/' content/exercises/*.json",
        "sed -i 's/\"background\": \"#F[^\"]*\"/\"background\": \"#EEEEEE\"/' config/theme.json",
        "sed -i '$d' config/theme.json",
        "sed -i 's/\"less_motion\": false/\"less_motion\": true/' config/kiosk.json",
        "sed -i 's/\"language\": \"en\"/\"language\": \"vi\"/' config/kiosk.json",
        "sed -i 's/\\[\\]/[\"..\\/content\", \"..\\/made\"]/' config/kiosk.json",
        "sed -i 's/\"Pause\"/\"Wait\"/' assets/lang/en.json",
        "sed -i '$d' assets/lang/es.json",
    };
    folder_shell("%s", deeds[below(sizeof deeds / sizeof *deeds)]);
}

static void mend_files(void)
{
    folder_shell("for f in content config assets/lang; do cp -r good/$f/. $f; done");
}

static void install(struct packs *packs, struct fault_list *faults)
{
    month.version++;
    folder_shell("sed -i 's/\"version\": \"[0-9]*\"/\"version\": \"%04d\"/' made/pack.json; "
                 "rm -f made.zip; cd made; python3 -m zipfile -c ../made.zip *",
                 month.version);
    assert_true(packs_stage(packs, folder_path(below(2) ? "made" : "made.zip"), faults));
    assert_true(packs_install(packs, "clinic", faults));
}

/* Another version of the clinic's pack comes in, or the one before is back. */
static void import(void)
{
    struct fault_list faults = {0};
    struct packs *packs = packs_open(folder_path("packs"), 0, &faults);
    assert_non_null(packs);
    if (month.version < 2 || below(3) > 0)
        install(packs, &faults);
    else
        assert_true(packs_go_back(packs, "clinic", &faults));
    packs_close(packs);
    fault_list_free(&faults);
}

static void do_staff_work(void)
{
    switch (below(4)) {
    case 0:
        edit_files();
        break;
    case 1:
        mend_files();
        break;
    case 2:
        import();
        break;
    default:
        wall_ms += (sqlite3_int64)(below(49) - 24) * HOUR; /* the clock is set */
    }
    if (below(2))
        usleep(20000); /* what was loaded is there in the middle of a visit, or after it */
}

/* ---- a month ---- */

static void speak(const char *code)
{
    char target[32];
    snprintf(target, sizeof target, "language:%s", code);
    harness_show(&month.f->h, "language");
    harness_settle(&month.f->h);
    harness_reveal(&month.f->h, target);
    harness_press(&month.f->h, target);
}

static void see_everything(void)
{
    const struct app *app = edit_app(month.f);
    for (int language = 0; language < app->language_count; language++) {
        harness_show(&month.f->h, "home");
        speak(app->choices[language].code);
        for (size_t i = 0; i < scene_count; i++) {
            if (scenes[i].pack != SCENE_SHIPPED)
                continue;
            scene_show(&month.f->h, &scenes[i]);
            pass(500);
            harness_paint(&month.f->h);
        }
    }
}

/* What is kept to be quick has a budget each; the rest is what must not grow. */
static struct vitals take_stock(void)
{
    struct assembly *assembly = &month.f->h.assembly;
    long with_painter = vitals_take().live;
    assert_true(assembly_renew_painter(assembly, &assembly->theme));
    app_settings_changed(assembly->app, painter_measure(assembly->painter));
    struct vitals now = vitals_take();
    struct figure_cache_use figures = figure_cache_use(assembly->images.figures);
    long painter = with_painter - now.live;
    now.live -= (long)(figures.room + figures.unpacked +
                       picture_cache_use(assembly->images.pictures).bytes);
    print_message("live %ld, caches %zu + %zu + %ld, rss %ld KiB, descriptors %d, watches %d, "
                  "threads %d\n",
                  now.live, figures.room, figures.unpacked, painter, now.rss / 1024,
                  now.descriptors, now.watches, now.threads);
    assert_true(painter < MOST_PAINTER);
    return now;
}

/* Buffers grow to what they need once, and content is in one place or the other: the least of some
 * days shows what stays. */
static void keep_least(long *least, long live)
{
    if (*least == 0 || live < *least)
        *least = live;
}

static void expect_same(const struct vitals *now, int files)
{
    assert_int_equal(now->descriptors, month.first.descriptors);
    assert_int_equal(now->watches, month.first.watches);
    assert_int_equal(now->threads, month.first.threads);
    assert_int_equal(files, month.first_files);
}

static void close_for_the_night(int day)
{
    mend_files();
    harness_await(&month.f->h, "attract", 30 * MINUTE);
    settle(month.first.threads);
    print_message("day %d: ", day);
    struct vitals now = take_stock();
    int files = vitals_files(folder_path("packs")) + vitals_files(folder_path("state"));
    if (day == FIRST_DAY) {
        month.first = now;
        month.first_files = files;
    }
    if (day > FIRST_DAY)
        expect_same(&now, files);
    if (day >= FIRST_DAY && day < FIRST_DAY + WINDOW)
        keep_least(&month.least_first, now.live);
    if (day > days - WINDOW)
        keep_least(&month.least_last, now.live);
    harness_stall(&month.f->h, 14 * HOUR);
}

static void live_through(int day)
{
    for (int i = 0; i < VISITS; i++) {
        do_staff_work();
        visit();
        leave();
    }
    close_for_the_night(day);
}

static void test_a_month_leaves_nothing_behind(void **state)
{
    month.f = *state;
    month.random = seed;
    print_message("seed %llu, %d days\n", (unsigned long long)seed, days);
    see_everything();
    import();
    import(); /* from now on there is a version before */
    for (int day = 1; day <= days; day++)
        live_through(day);
    if (month.least_last > month.least_first + MOST_GROWTH)
        fail_msg("%ld bytes more are allocated than in the first days",
                 month.least_last - month.least_first);
    for (int id = 0; id < SCREEN_COUNT; id++)
        if (month.seen[id] == 0 && scene_is_plain(scene_of((enum screen_id)id)))
            fail_msg("nobody has seen %s", screen_name((enum screen_id)id));
    assert_int_equal(month.eased, 15);
    assert_int_equal(month.languages, (1u << edit_app(month.f)->language_count) - 1);
}

static void on_loaded(void)
{
}

static int setup(void **state)
{
    static char store[300];
    int made = edit_setup(state);
    struct edited *f = *state;
    edit_close(f);
    edit_make_clinic();
    folder_shell("mkdir packs state; sed -i 's/\"packs_dir\": \"\"/\"packs_dir\": \"..\\/packs\"/; "
                 "s/\"memory_mib\": 0/\"memory_mib\": 4/' config/kiosk.json; "
                 "mkdir -p good/assets; cp -r content config good; cp -r assets/lang good/assets");
    snprintf(store, sizeof store, "%s", folder_path("state/kiosk.db"));
    f->options.store_file = store;
    f->options.synchronous = false;
    f->on_loaded = on_loaded;
    month.f = f;
    own_the_wall_clock();
    edit_open(f);
    f->h.paint_every = PAINT_EVERY;
    log_set_level(LOG_LEVEL_ERROR + 1); /* of files that are edited badly */
    return made;
}

int main(int argc, char **argv)
{
    if (argc > 1)
        seed = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        days = atoi(argv[2]); /* NOLINT(cert-err34-c) */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_month_leaves_nothing_behind, setup, edit_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
