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

void edit_shell(const struct edited *f, const char *format, ...)
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

static void make_share(struct edited *f)
{
    snprintf(f->root, sizeof f->root, "%s/../tests/reload-XXXXXX", SHARE_DIR);
    assert_non_null(mkdtemp(f->root));
    edit_shell(f,
               "mkdir assets; ln -s '%s/assets/fonts' '%s/assets/icons' assets; "
               "cp -rL '%s/assets/lang' assets/lang; cp -rL '%s/config' config; "
               "cp -rL '%s/content' content; chmod -R u+w .",
               SHARE_DIR, SHARE_DIR, SHARE_DIR, SHARE_DIR, SHARE_DIR);
}

void edit_open(struct edited *f)
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

int edit_setup(void **state)
{
    static struct edited fixture;
    fixture = (struct edited){.options.synchronous = true};
    log_set_level(LOG_LEVEL_ERROR);
    make_share(&fixture);
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
    char command[512];
    snprintf(command, sizeof command, "rm -rf '%s'", f->root);
    return system(command); /* NOLINT(cert-env33-c) */
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
    edit_pass(f, 15000);
    harness_expect(&f->h, "player");
}

void edit_rename(const struct edited *f, const char *id, const char *name)
{
    edit_shell(f, "sed -i 's/^  \"name\": .*/  \"name\": \"%s\",/' content/exercises/%s.json", name,
               id);
}
