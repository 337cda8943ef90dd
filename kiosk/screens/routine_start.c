#include "screens/routine_start.h"

#include "screens/red_flags.h"

void routine_start(struct screen_context *context, const struct routine *routine)
{
    struct visit *visit = context->visit;
    visit->routine = routine;
    if (red_flags_due(context)) {
        visit->overview_scroll = (struct scroll){0};
        context->go = SCREEN_OVERVIEW;
        return;
    }
    visit_begin_session(visit, routine, 0, context->now);
    store_count(context->store, STORE_ROUTINE_STARTED, routine->id);
    context->go = SCREEN_PLAYER;
}
