#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/opening.h"
#include "app/screen_stack.h"
#include "screens/warning.h"

/* Jumps to a screen by name, with the state it needs: what `kiosk shot` and `kiosk bench` do. */

struct spec {
    char name[64], argument[CONTENT_ID_MAX + 1];
    int step; /* 1-based; 0 when absent */
    int card; /* 1-based, of `cards`: the overview with its warning card; 0: answered */
};

/* Still to be answered, with "I have one or more", and then with "I have talked to staff". */
static const char *const cards[] = {"red-flags", "red-flags-raised", "red-flags-talked"};

static bool parse_spec(const char *text, struct spec *spec)
{
    *spec = (struct spec){0};
    char copy[sizeof spec->name + sizeof spec->argument + 16];
    if (snprintf(copy, sizeof copy, "%s", text) >= (int)sizeof copy)
        return false;
    char *save = NULL;
    char *name = strtok_r(copy, ":", &save);
    char *argument = strtok_r(NULL, ":", &save);
    char *step = strtok_r(NULL, ":", &save);
    if (!name || strtok_r(NULL, ":", &save))
        return false;
    if (strlen(name) >= sizeof spec->name ||
        (argument && strlen(argument) >= sizeof spec->argument))
        return false;
    snprintf(spec->name, sizeof spec->name, "%s", name);
    if (argument)
        snprintf(spec->argument, sizeof spec->argument, "%s", argument);
    for (int i = 0; i < (int)(sizeof cards / sizeof *cards); i++)
        if (strcmp(spec->name, cards[i]) == 0)
            spec->card = i + 1;
    if (spec->card > 0)
        snprintf(spec->name, sizeof spec->name, "%s", screen_name(SCREEN_OVERVIEW));
    if (step) {
        char *end;
        long value = strtol(step, &end, 10);
        if (*end || value < 1 || value > 1000)
            return false;
        spec->step = (int)value;
    }
    return true;
}

static const struct routine *default_routine(const struct content *content, bool with_card)
{
    for (size_t i = 0; with_card && i < content->routine_count; i++)
        if (content_red_flags(content, content->routines[i]))
            return content->routines[i];
    return content->routines[0];
}

static const struct routine *wanted_routine(struct app *app, const struct spec *spec, char *error,
                                            size_t size)
{
    if (!*spec->argument)
        return default_routine(app->shown, spec->card > 0);
    const struct routine *routine = content_routine(app->shown, spec->argument);
    if (!routine) {
        snprintf(error, size, "no routine \"%s\"; see: kiosk list routines", spec->argument);
        return NULL;
    }
    if (spec->step > (int)routine->step_count) {
        snprintf(error, size, "%s has %zu steps, not %d", routine->id, routine->step_count,
                 spec->step);
        return NULL;
    }
    return routine;
}

/* What a visitor who just finished the routine leaves behind. */
static void pretend_finished(struct visit *visit, const struct routine *routine)
{
    visit->finished_steps = (int)routine->step_count;
    visit->finished_active_ms = session_routine_length(routine);
}

static void start_demo(struct app *app, const struct routine *routine, int first)
{
    for (size_t i = 0; i < app->shown->routine_count; i++)
        if (app->shown->routines[i] == routine)
            app->demo.routine = (int)i;
    if (app->demo.running)
        session_end(&app->demo.session);
    session_begin(&app->demo.session, routine, first, app->now);
    app->demo.phase_start = app->now;
    app->demo.running = true;
}

static bool prepare_routine(struct app *app, enum screen_id id, const struct spec *spec,
                            char *error, size_t size)
{
    const struct routine *routine = wanted_routine(app, spec, error, size);
    if (!routine)
        return false;
    int first = spec->step > 0 ? spec->step - 1 : 0;
    struct visit *visit = &app->visit;
    visit->routine = routine;
    const struct page *card = content_red_flags(app->shown, routine);
    warning_forget(visit);
    if (spec->card > 1)
        warning_pretend_some(visit, spec->card > 2);
    else if (spec->card == 0 && card)
        warning_pretend_none(visit, card);
    if (spec->card > 0 && !card) {
        snprintf(error, size, "%s has no red-flag card", routine->id);
        return false;
    }
    if (id == SCREEN_ATTRACT)
        start_demo(app, routine, first);
    bool waits = id == SCREEN_PAUSED || id == SCREEN_HURT;
    ms_t begun = waits ? app->now - 20000 : app->now; /* then, what asks first is over */
    if (waits || id == SCREEN_PLAYER || id == SCREEN_FINISH)
        visit_begin_session(visit, routine, first, begun);
    if (waits) {
        visit->session.unattended = true;
        session_apply(&visit->session, id == SCREEN_HURT ? SESSION_HURT : SESSION_PAUSE, app->now);
        visit->session.unattended = false;
    }
    if (id == SCREEN_FINISH)
        pretend_finished(visit, routine);
    return true;
}

static bool prepare_page(struct app *app, const struct spec *spec, char *error, size_t size)
{
    app->visit.page = *spec->argument ? content_page(app->shown, spec->argument) : NULL;
    if (*spec->argument && !app->visit.page) {
        snprintf(error, size, "no page \"%s\"; see: kiosk list pages", spec->argument);
        return false;
    }
    return true;
}

static bool prepare_exercise(struct app *app, const struct spec *spec, char *error, size_t size)
{
    const struct exercise *exercise = *spec->argument
                                          ? content_exercise(app->shown, spec->argument)
                                          : default_routine(app->shown, false)->steps[0].exercise;
    if (!exercise) {
        snprintf(error, size, "no exercise \"%s\"; see: kiosk list exercises", spec->argument);
        return false;
    }
    visit_read_exercise(&app->visit, exercise);
    return true;
}

/* Staff's screens show sample state. */
static bool prepare_staff(struct app *app, enum screen_id id, const struct spec *spec, char *error,
                          size_t size)
{
    if (!staff_has_sample(screen_name(id), spec->argument)) {
        snprintf(error, size, "%s has no sample \"%s\"", screen_name(id), spec->argument);
        return false;
    }
    snprintf(app->staff_sample, sizeof app->staff_sample, "%s", spec->argument);
    staff_wipe(&app->staff);
    app->staff.sample = app->staff_sample;
    app->staff.unlocked = id != SCREEN_STAFF_PIN;
    app->staff.touched_at = app->now;
    return true;
}

static bool prepare(struct app *app, enum screen_id id, const struct spec *spec, char *error,
                    size_t size)
{
    if (screen_get(id)->staff)
        return prepare_staff(app, id, spec, error, size);
    switch (screen_get(id)->about) {
    case ABOUT_ROUTINE:
        return prepare_routine(app, id, spec, error, size);
    case ABOUT_PAGE:
        return prepare_page(app, spec, error, size);
    case ABOUT_EXERCISE:
        return prepare_exercise(app, spec, error, size);
    case ABOUT_NOTHING:
        break;
    }
    if (*spec->argument) {
        snprintf(error, size, "%s takes no argument", screen_name(id));
        return false;
    }
    if (id == SCREEN_CLOSED)
        app_pretend_closed(app);
    if (id == SCREEN_STILL_THERE)
        app->idle_end_at = app->now + (ms_t)app->config->idle.end_s * 1000;
    return true;
}

bool app_show(struct app *app, const char *text, ms_t now, char *error, size_t size)
{
    struct spec spec;
    if (!parse_spec(text, &spec)) {
        snprintf(error, size, "\"%s\" is not SCREEN[:ARGUMENT[:STEP]]", text);
        return false;
    }
    enum screen_id id = screen_find(spec.name);
    if (id == SCREEN_NONE) {
        snprintf(error, size, "no screen \"%s\"; see: kiosk list screens", spec.name);
        return false;
    }
    if (now > app->now)
        app->now = now;
    if (!app->content && id != SCREEN_TROUBLE) {
        snprintf(error, size, "the content could not be loaded: %s", app->trouble);
        return false;
    }
    if (app->content && !prepare(app, id, &spec, error, size))
        return false;
    app->last_input = app->now;
    app_jump(app, id);
    /* Finish keeps the figures that its enter may have read off the just-begun session. */
    if (id == SCREEN_FINISH)
        pretend_finished(&app->visit, app->visit.routine);
    return true;
}

void app_leave_alone(struct app *app)
{
    app->visit.session.unattended = true;
}

bool app_show_alone(struct app *app, const char *spec, ms_t now, char *error, size_t error_size)
{
    app_set_still(app, true);
    bool shown = app_show(app, spec, now, error, error_size);
    app_leave_alone(app);
    return shown;
}

void app_set_ease(struct app *app, unsigned ease)
{
    app->whole_until = 0;
    app->visit.ease = (struct ease_settings){
        .larger_text = ease & APP_LARGER_TEXT,
        .high_contrast = ease & APP_HIGH_CONTRAST,
        .less_motion = ease & APP_LESS_MOTION,
        .low_reach = ease & APP_LOW_REACH,
        .voice = ease & APP_VOICE,
    };
}
