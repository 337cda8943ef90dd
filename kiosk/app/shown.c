#include "app/app.h"
#include "app/app_internal.h"
#include "app/screen_stack.h"
#include "screens/visit.h"

static const struct exercise *exercise_of(const struct session *session, ms_t now)
{
    struct session_view view;
    session_view(session, now, &view);
    return view.current ? view.current->exercise : NULL;
}

/* NULL on screens that are of nobody's content. */
static const struct session *shown_session(const struct app *app)
{
    if (app_base(app) == SCREEN_ATTRACT)
        return app->demo.running ? &app->demo.session : NULL;
    bool of_session = screen_get(app_base(app))->needs == NEEDS_SESSION && app->visit.in_session;
    return of_session ? &app->visit.session : NULL;
}

void app_shown_packs(const struct app *app, const char **exercise, const char **routine)
{
    const struct session *session = shown_session(app);
    const struct exercise *of = session ? exercise_of(session, app->now) : NULL;
    const struct routine *in = session ? session->routine : NULL;
    if (screen_get(app_base(app))->needs == NEEDS_ROUTINE)
        in = app->visit.routine;
    *exercise = of && of->pack_id ? of->pack_id : "";
    *routine = in && in->pack_id ? in->pack_id : "";
}

const char *app_screen(const struct app *app)
{
    return screen_name(app_top(app));
}

void app_set_still(struct app *app, bool still)
{
    app->still = still;
}

size_t app_hit_count(const struct app *app)
{
    return (size_t)app->ui.target_count;
}

size_t app_hits(const struct app *app, struct app_hit *hits, size_t max)
{
    size_t count = app_hit_count(app) < max ? app_hit_count(app) : max;
    for (size_t i = 0; i < count; i++) {
        const struct target *target = &app->ui.targets[i];
        hits[i] = (struct app_hit){target->id, target->label, target->rect};
    }
    return count;
}

void app_read_aloud(struct app *app, bool on)
{
    app->read_aloud = on;
    app->ui.said = on ? &app->said : NULL;
}

const struct said_list *app_said(const struct app *app)
{
    return app->ui.said;
}

const struct content *app_content(const struct app *app)
{
    return app->shown;
}
