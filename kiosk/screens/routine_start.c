#include "screens/routine_start.h"

#include <stdio.h>

#include "screens/warning.h"

void routine_count_step(struct store *store, enum store_kind kind, const struct visit *visit,
                        ms_t now)
{
    char key[2 * CONTENT_ID_MAX + 2];
    struct session_view view;
    if (!visit->in_session)
        return;
    session_view(&visit->session, now, &view);
    if (!view.current)
        return;
    snprintf(key, sizeof key, "%s/%s", visit->session.routine->id, view.current->exercise->id);
    store_count(store, kind, key);
}

void routine_leave(struct store *store, struct visit *visit, ms_t now)
{
    routine_count_step(store, STORE_LEFT_AT, visit, now);
    visit_end_session(visit);
}

void routine_start(struct screen_context *context, const struct routine *routine)
{
    struct visit *visit = context->visit;
    visit->routine = routine;
    if (warning_due(context)) {
        visit->overview_scroll = (struct scroll){0};
        context->go = SCREEN_OVERVIEW;
        return;
    }
    routine_leave(context->store, visit, context->now);
    visit_begin_session(visit, routine, 0, context->now);
    store_count(context->store, STORE_ROUTINE_STARTED, routine->id);
    context->go = SCREEN_PLAYER;
}
