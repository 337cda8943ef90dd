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
