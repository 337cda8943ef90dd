#include "screens/visit.h"

#include <string.h>

void visit_end_session(struct visit *visit)
{
    if (visit->in_session)
        session_end(&visit->session);
    visit->in_session = false;
}

void visit_wipe(struct visit *visit)
{
    visit_end_session(visit);
    memset(visit, 0, sizeof *visit);
}

void visit_begin_session(struct visit *visit, const struct routine *routine, int first, ms_t now)
{
    visit_end_session(visit);
    visit->routine = routine;
    visit->finished_steps = 0;
    visit->finished_active_ms = 0;
    visit->felt = FELT_NOTHING;
    session_begin(&visit->session, routine, first, now);
    visit->in_session = true;
}

bool visit_note_progress(struct visit *visit, ms_t now)
{
    struct session_view view;
    session_view(&visit->session, now, &view);
    visit->finished_steps = view.steps_done;
    visit->finished_active_ms = view.active_ms;
    return view.state == SESSION_ENDED;
}
