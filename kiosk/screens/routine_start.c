#include "screens/routine_start.h"

#include <stdio.h>

#include "screens/warning.h"
#include "store/wall.h"

void routine_count_step(struct screen_context *context, enum store_kind kind)
{
    const struct visit *visit = context->visit;
    char key[2 * CONTENT_ID_MAX + 2];
    struct session_view view;
    if (!visit->in_session)
        return;
    session_view(&visit->session, context->now, &view);
    if (!view.current)
        return;
    snprintf(key, sizeof key, "%s/%s", visit->session.routine->id, view.current->exercise->id);
    store_count(context->store, kind, key, wall_day(context->wall));
}

void routine_leave(struct screen_context *context)
{
    routine_count_step(context, STORE_LEFT_AT);
    visit_end_session(context->visit);
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
    routine_leave(context);
    visit_begin_session(visit, routine, 0, context->now);
    store_count(context->store, STORE_ROUTINE_STARTED, routine->id, wall_day(context->wall));
    context->go = SCREEN_PLAYER;
}
