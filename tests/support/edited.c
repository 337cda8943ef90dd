#include "edited.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"

static void make_share(void)
{
    assert_int_equal(folder_make(), 0);
    folder_shell("mkdir assets; ln -s '%s/assets/fonts' '%s/assets/icons' assets; "
                 "cp -rL '%s/assets/lang' assets/lang; cp -rL '%s/config' config; "
                 "cp -rL '%s/content' content; chmod -R u+w .",
                 SHARE_DIR, SHARE_DIR, SHARE_DIR, SHARE_DIR, SHARE_DIR);
}

void edit_open(struct edited *f)
{
    f->h = (struct harness){.start = 1000000, .now = 1000000};
    f->options.share = folder_root;
    f->options.now = f->h.now;
    assert_int_equal(assembly_find(&f->h.assembly, &f->options), 0);
    f->changes = changes_open(&f->h.assembly, &f->options, f->on_loaded, f->h.now);
    assert_int_equal(assembly_build(&f->h.assembly, &f->options), 0);
    stage_in_memory(&f->h.stage, &f->h.assembly, 1280, 800);
    harness_step(&f->h, NULL, 0);
}

int edit_setup(void **state)
{
    static struct edited fixture;
    fixture = (struct edited){.options = {.synchronous = true, .store_file = ":memory:"}};
    log_set_level(LOG_LEVEL_ERROR);
    make_share();
    edit_open(&fixture);
    *state = &fixture;
    return 0;
}

void edit_close(struct edited *f)
{
    changes_close(f->changes);
    stage_close(&f->h.stage);
    assembly_close(&f->h.assembly);
}

int edit_teardown(void **state)
{
    struct edited *f = *state;
    edit_close(f);
    return folder_remove();
}

void edit_pass(struct edited *f, ms_t ms)
{
    ms_t end = f->h.now + ms;
    while (f->h.now < end) {
        f->shown += changes_follow(f->changes, f->h.now);
        harness_step(&f->h, NULL, 0);
    }
}

bool edit_is_shown(struct edited *f)
{
    int before = f->shown;
    edit_pass(f, 700);
    return f->shown > before;
}

struct app *edit_app(struct edited *f)
{
    return f->h.assembly.app;
}

struct session_view edit_view(struct edited *f)
{
    struct session_view view;
    assert_true(edit_app(f)->visit.in_session);
    session_view(&edit_app(f)->visit.session, f->h.now, &view);
    return view;
}

void edit_play(struct edited *f, int step)
{
    char spec[80];
    snprintf(spec, sizeof spec, "player:%s:%d", EDIT_ROUTINE, step);
    harness_show(&f->h, spec);
    harness_get_ready(&f->h);
    edit_pass(f, 15000);
    harness_expect(&f->h, "player");
}

void edit_rename(const char *id, const char *name)
{
    folder_shell("sed -i 's/^  \"name\": .*/  \"name\": \"%s\",/' content/exercises/%s.json", name,
                 id);
}

void edit_make_clinic(void)
{
    folder_shell(
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
