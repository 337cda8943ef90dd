// links: cli photo outside
/* Inputs that make no sense on the staff side, with sticks that come and go: nothing breaks, and no
 * file changes, anywhere, but in the state folder and, as named, on the stick. `test_staff_monkey
 * SEED [INPUTS]` repeats one run; from 20,000 inputs on every screen of staff's must have been up.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/screen_stack.h"
#include "app/staff_lock.h"
#include "clinic/backup.h"
#include "edited.h"
#include "monkey.h"
#include "outside.h"
#include "photo.h"
#include "staff/stick_internal.h"
#include "store/kept.h"

static uint64_t seed = 20251203;
static long inputs = 1200;

enum { ALL_SCREENS_FROM = 20000 };

/* What a clinic might bring: a pack, one with a mistake, photos in a folder. A backup is added. */
static void make_stick(void)
{
    folder_shell("mkdir -p state home lists media/CLINIC/DCIM; "
                 "cp -r content/sample-clinic media/CLINIC/clinic; "
                 "cp -r media/CLINIC/clinic media/CLINIC/wrong; cd media/CLINIC/wrong; "
                 "sed -i 's/\"id\": \"[^\"]*\"/\"id\": \"wrong\"/' pack.json; "
                 "echo '{\"id\": \"odd\", \"name\": \"Odd\", \"steps\": [{\"exercise\": "
                 "\"nobody\"}]}' >routines/odd.json");
    photo_write(folder_path("media/CLINIC/DCIM/a.jpg"),
                &(struct photo){.width = 400, .height = 300, .orientation = 6});
    photo_write(folder_path("media/CLINIC/DCIM/b.jpg"),
                &(struct photo){.width = 300, .height = 400});
}

static void make_backup(const struct edited *f)
{
    struct fault_list faults = {0};
    const struct backup_place place = {
        .own = {.packs_dir = f->h.assembly.packs_dir, .name = "Clinic", .language = "en"},
        .now = 1764600000};
    assert_int_equal(backup_write(&place,
                                  folder_path("media/CLINIC/physio-kiosk-backup-2025-12-01.zip"),
                                  &faults),
                     BACKUP_DONE);
}

static int setup(void **state)
{
    static char kept[512];
    if (edit_setup(state) != 0)
        return -1;
    struct edited *f = *state;
    edit_close(f);
    make_stick();
    folder_shell("echo '{\"packs_dir\": \"../state/packs\"}' >config/kiosk.json");
    snprintf(kept, sizeof kept, "%s", folder_path("state"));
    kept_in(kept);
    setenv("HOME", folder_path("home"), 1);
    setenv("TMPDIR", folder_path("home"), 1);
    unsetenv("XDG_STATE_HOME");
    unsetenv("XDG_CACHE_HOME");
    edit_open(f);
    make_backup(f);
    return 0;
}

static int teardown(void **state)
{
    kept_in(NULL);
    return edit_teardown(state);
}

/* All that no tap may touch, with sizes, times and rights. */
static void list_files(const char *name)
{
    folder_shell("find . \\( -path ./state -o -path ./lists -o -path ./media \\) -prune -o "
                 "-printf '%%p %%y %%m %%s %%T@\\n' | sort >lists/%s; "
                 "test -d media/CLINIC || mv media/away media/CLINIC; "
                 "find media/CLINIC/clinic media/CLINIC/wrong media/CLINIC/DCIM "
                 "-printf '%%p %%y %%m %%s %%T@\\n' | sort >>lists/%s",
                 name, name);
}

static void plug(struct edited *f, bool in, bool read_only)
{
    static long mount;
    struct sticks sticks = {.count = in};
    sticks.list[0].mount = ++mount;
    sticks.list[0].read_only = read_only;
    snprintf(sticks.list[0].path, sizeof sticks.list[0].path, "%s", folder_path("media/CLINIC"));
    app_set_sticks(edit_app(f), &sticks);
}

/* It comes, goes, or is gone before anybody has noticed. */
static void change_stick(struct monkey *m, struct edited *f)
{
    folder_shell("test -d media/CLINIC || mv media/away media/CLINIC");
    int dice = monkey_below(m, 8);
    plug(f, dice > 0, dice == 1);
    if (dice == 2)
        folder_shell("mv media/CLINIC media/away");
}

/* What is to be seen of a stick. */
struct pages {
    long list, done, mistakes, photos, form, unsaved;
};

static void look(struct pages *pages, struct edited *f)
{
    const struct staff *staff = &edit_app(f)->staff;
    enum screen_id top = app_top(edit_app(f));
    bool stick = top == SCREEN_STAFF_STICK, photos = top == SCREEN_STAFF_PHOTOS;
    const struct stick_task *rehearsed = staff->stick.rehearsed;
    pages->list += stick && staff->stick.page == STICK_PAGE_LIST;
    pages->done += stick && staff->stick.page == STICK_PAGE_DONE;
    pages->mistakes += stick && rehearsed && rehearsed->outcome == REHEARSAL_REFUSED;
    pages->photos += photos && staff->photos.looked;
    pages->form += photos && staff->photos.page == PHOTOS_FORM;
    pages->unsaved += top == SCREEN_STAFF_BUILDER && staff->builder.sheet == BUILDER_UNSAVED;
}

/* The photos among what lies on the stick; once they are chosen, their button. */
static const char *photos_way(struct edited *f)
{
    static char id[16];
    struct stick_item items[STICK_MAX_ITEMS];
    int count = stick_items(&edit_app(f)->staff.stick, items);
    for (int i = 0; i < count; i++)
        if (items[i].kind == STICK_ITEM_PHOTOS)
            snprintf(id, sizeof id, "item:%d", i);
    return harness_has(&f->h, "photos") ? "photos" : id;
}

/* What is long for a monkey: from one place to another, and with what lies on the stick. */
static const char *short_cut(struct monkey *m, struct edited *f)
{
    static const char *const places[] = {"staff-home",  "staff-routines", "staff-builder",
                                         "staff-stick", "staff-settings", "staff-usage",
                                         "tile:stick",  "tile:settings",  "write:name"};
    static const char *const deeds[] = {"photo:0", "exercise", "save", "install", "logo"};
    enum screen_id top = app_top(edit_app(f));
    bool stick = top == SCREEN_STAFF_STICK || top == SCREEN_STAFF_PHOTOS;
    const char *way = stick && monkey_below(m, 4) > 0
                          ? deeds[monkey_below(m, (int)(sizeof deeds / sizeof *deeds))]
                          : places[monkey_below(m, (int)(sizeof places / sizeof *places))];
    if (top == SCREEN_STAFF_STICK && monkey_below(m, 3) == 0)
        way = photos_way(f);
    return harness_has(&f->h, way) ? way : NULL;
}

enum { FAR_BUILDER, FAR_KEYBOARD, FAR_UNSAVED, FAR_HOME = FAR_UNSAVED + 2, FAR_ALL = 60 };

/* Where hardly a random tap leads: to the builder, to the keyboard over it, to a routine that
 * cannot be saved, as there is no folder for packs then; and away again, which on its small panel
 * takes as long. */
static void go_far(struct monkey *m, struct edited *f)
{
    static const enum screen_id away[] = {SCREEN_STAFF_HOME,  SCREEN_STAFF_STICK,
                                          SCREEN_STAFF_STICK, SCREEN_STAFF_ROUTINES,
                                          SCREEN_STAFF_USAGE, SCREEN_STAFF_SETTINGS};
    enum { AWAY = sizeof away / sizeof *away };
    struct app *app = edit_app(f);
    struct staff_builder *b = &app->staff.builder;
    int dice = monkey_below(m, FAR_ALL);
    if (app_top(app) == SCREEN_STAFF_KEYBOARD && dice < 4 && harness_has(&f->h, "cancel"))
        harness_tap(&f->h, "cancel");
    if (!app->staff.unlocked || app->staff.tryout.on || app->open_count != 1 || dice > FAR_HOME + 5)
        return;
    bool stick = app_top(app) == SCREEN_STAFF_STICK || app_top(app) == SCREEN_STAFF_PHOTOS;
    if (stick && monkey_below(m, 4) > 0) /* what it holds is some taps away */
        return;
    app_go(app, dice >= FAR_HOME ? away[monkey_below(m, AWAY)] : SCREEN_STAFF_BUILDER);
    harness_wait(&f->h, 400); /* it hears nothing at first */
    const struct content *content = app_content(app);
    if (dice >= FAR_HOME || dice == FAR_BUILDER || !content)
        return;
    if (dice != FAR_KEYBOARD && b->draft.now.step_count == 0)
        draft_add(&b->draft, content->exercises[monkey_below(m, (int)content->exercise_count)]);
    b->page = BUILDER_STEPS;
    b->sheet = dice != FAR_KEYBOARD ? BUILDER_NO_SHEET : BUILDER_ACTIONS;
    b->sheet_scroll = (struct scroll){0};
    const char *packs = app->staff.packs_dir, *way = dice != FAR_KEYBOARD ? "save" : "name";
    harness_wait(&f->h, 20);
    if (dice != FAR_KEYBOARD)
        app->staff.packs_dir = "";
    if (harness_has(&f->h, way))
        harness_tap(&f->h, way);
    app->staff.packs_dir = packs;
}

/* The pad, or at once what is behind it. */
static void come_in(struct monkey *m, struct app *app)
{
    if (monkey_below(m, 12) == 0)
        app_ask_pin(app);
    else
        app_unlock_staff(app);
}

static bool press(struct edited *f, const char *id)
{
    bool there = harness_has(&f->h, id);
    if (there)
        harness_tap(&f->h, id);
    harness_wait(&f->h, 800);
    return there;
}

/* Further down, if it is there. */
static void look_for(struct edited *f, const char *id)
{
    for (int i = 0; i < 8 && !harness_has(&f->h, id); i++)
        press(f, "scroll:down");
}

/* Its tile is the last but one of a long page, and what it opens lasts for half a minute. */
static void clean(struct monkey *m, struct edited *f)
{
    if (app_top(edit_app(f)) != SCREEN_STAFF_HOME || monkey_below(m, 150) != 0)
        return;
    harness_settle(&f->h);
    if (app_top(edit_app(f)) != SCREEN_STAFF_HOME || !edit_app(f)->staff.unlocked)
        return;
    for (int i = 0; i < 8 && press(f, "scroll:up"); i++)
        continue;
    look_for(f, "tile:cleaning");
    press(f, "tile:cleaning");
    m->seen[app_top(edit_app(f))]++;
}

/* From the list of a stick to the form of an exercise that its photos show: five taps, all of which
 * random ones hardly ever are. */
static void photograph(struct monkey *m, struct edited *f)
{
    struct staff *staff = &edit_app(f)->staff;
    if (app_top(edit_app(f)) != SCREEN_STAFF_STICK || staff->stick.page != STICK_PAGE_LIST ||
        monkey_below(m, 40) != 0)
        return;
    const char *photos = photos_way(f);
    look_for(f, photos);
    if (!press(f, photos))
        return;
    if (harness_has(&f->h, "photos"))
        press(f, "photos");
    for (int i = 0; i < 8 && app_top(edit_app(f)) == SCREEN_STAFF_PHOTOS && !staff->photos.looked;
         i++)
        harness_wait(&f->h, 500);
    if (press(f, "photo:0"))
        press(f, "exercise");
}

static void play_one(struct monkey *m, struct edited *f)
{
    struct app *app = edit_app(f);
    if (monkey_below(m, 150) == 0)
        change_stick(m, f);
    if (!app_on_staff(app) && monkey_below(m, app->staff.tryout.on ? 40 : 2) == 0)
        come_in(m, app);
    go_far(m, f);
    clean(m, f);
    photograph(m, f);
    const char *way = monkey_below(m, 6) == 0 ? short_cut(m, f) : NULL;
    if (way)
        harness_tap(&f->h, way);
    else
        monkey_step(m);
    if (changes_follow(f->changes, f->h.now))
        harness_step(&f->h, NULL, 0);
}

static void expect_all_screens(const struct monkey *m)
{
    for (int id = 0; id < SCREEN_COUNT; id++) {
        if (!screen_get((enum screen_id)id)->staff)
            continue;
        print_message("%-16s %ld\n", screen_name((enum screen_id)id), m->seen[id]);
        if (m->seen[id] == 0 && inputs >= ALL_SCREENS_FROM)
            fail_msg("%s was never up", screen_name((enum screen_id)id));
    }
}

static const char *const far_names[] = {"the builder", "the keyboard", "the unsaved sheet"};

static void test_nothing_breaks_the_staff_side(void **state)
{
    struct edited *f = *state;
    struct pages pages = {0};
    struct monkey m = {.h = &f->h, .random = seed, .writes = true};
    print_message("seed %llu, %ld inputs\n", (unsigned long long)seed, inputs);
    list_files("before");
    static char state_folder[512], stick_folder[512];
    static const char *const folders[] = {state_folder, stick_folder};
    assert_non_null(realpath(folder_path("state"), state_folder));
    assert_non_null(realpath(folder_path("media"), stick_folder));
    outside_watch(folders, 2);
    plug(f, false, false); /* what is there at the start disturbs nobody */
    for (long i = 0; i < inputs; i++) {
        play_one(&m, f);
        look(&pages, f);
        if (*outside_touched())
            fail_msg("%s was changed by input %ld", outside_touched(), i);
    }
    outside_watch(NULL, 0);
    expect_all_screens(&m);
    const long far[] = {m.seen[SCREEN_STAFF_BUILDER], m.seen[SCREEN_STAFF_KEYBOARD], pages.unsaved};
    for (int i = 0; i < 3 && inputs >= ALL_SCREENS_FROM; i++)
        if (far[i] < inputs / 10)
            fail_msg("%s was up for %ld of %ld inputs", far_names[i], far[i], inputs);
    if (pages.form == 0 && inputs >= ALL_SCREENS_FROM)
        fail_msg("the form of an exercise with photos was never up");
    print_message("stick: list %ld, done %ld, mistakes %ld; photos %ld, form %ld; unsaved %ld\n",
                  pages.list, pages.done, pages.mistakes, pages.photos, pages.form, pages.unsaved);
    folder_shell("test -d media/CLINIC || mv media/away media/CLINIC");
    list_files("after");
    folder_shell("diff lists/before lists/after >&2");
    folder_shell("cd media/CLINIC; ! ls -A | grep -vE '^(clinic|wrong|DCIM|kiosk-message.txt|"
                 "physio-kiosk-(backup|counts)-[0-9-]*\\.(zip|csv)|own-[a-z0-9-]*\\.zip)$' >&2");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        seed = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        inputs = atol(argv[2]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nothing_breaks_the_staff_side, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
