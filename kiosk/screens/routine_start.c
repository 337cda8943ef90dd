#include "screens/routine_start.h"

#include "screens/warning.h"

void routine_start(struct screen_context *context, const struct routine *routine)
{
    struct visit *visit = context->visit;
    visit->routine = routine;
    if (warning_due(context)) {
        visit->overview_scroll = (struct scroll){0};
        context->go = SCREEN_OVERVIEW;
        return;
    }
    visit_begin_session(visit, routine, 0, context->now);
    store_count(context->store, STORE_ROUTINE_STARTED, routine->id);
    context->go = SCREEN_PLAYER;
}
