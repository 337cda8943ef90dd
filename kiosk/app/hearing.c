#include "app/hearing.h"

#include "app/screen_stack.h"
#include "screens/cue_edge.h"

/* Of the set loudness; a patient who hears badly needs a step that is heard. */
enum { LOUDER = 2, LOUDEST = 100 };

/* A clock that was not set knows no hours. */
static bool in_quiet_hours(const struct app *app)
{
    return app->config->sound.quiet_hours && app->wall.year >= KIOSK_BUILD_YEAR &&
           hours_day_has(&app->config->sound.quiet, app->wall.minute);
}

int app_volume(const struct app *app)
{
    const struct ease_settings *ease = &app->visit.ease;
    int volume = app->config->sound.volume;
    if (screen_get(app_top(app))->rests)
        return 0;
    bool asked = ease->voice || ease->louder;
    if (!asked && (app->config->sound.waiting_room || in_quiet_hours(app)))
        return 0;
    if (!ease->louder)
        return volume;
    return volume * LOUDER < LOUDEST ? volume * LOUDER : LOUDEST;
}

const struct session_cue *app_seen_cue(const struct app *app)
{
    enum screen_id top = app_top(app);
    bool player = top == SCREEN_PLAYER || top == SCREEN_FINISH;
    return player ? cue_edge_seen(&app->visit, app->now) : NULL;
}

void app_hear(struct app *app)
{
    struct hearing *hearing = &app->frame.hearing;
    *hearing = (struct hearing){.volume = app_volume(app),
                                .tones = app->config->sound.tones,
                                .next = MS_NEVER,
                                .expected = app_top(app) == SCREEN_EASE,
                                .tried = app->tried};
    app->tried = (struct tried_cue){0};
    hearing->cues = visit_take_cues(&app->visit);
    hearing->paused = app->visit.in_session && app->visit.session.state == SESSION_PAUSED;
    if (hearing->paused)
        hearing->cues.count = 0;
    if (app->visit.in_session && app_top(app) == SCREEN_PLAYER)
        hearing->next = session_next_cue(&app->visit.session);
}
