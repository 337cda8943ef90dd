#include "screens/visit.h"

#include <string.h>

void visit_end_session(struct visit *visit)
{
    if (visit->in_session) {
        visit->cues = session_take_cues(&visit->session);
        visit->flash = visit->session.flash;
        session_end(&visit->session);
    }
    visit->in_session = false;
}

struct cue_list visit_take_cues(struct visit *visit)
{
    struct cue_list cues = visit->cues;
    visit->cues.count = 0;
    return visit->in_session ? session_take_cues(&visit->session) : cues;
}

void visit_wipe(struct visit *visit)
{
    visit_end_session(visit);
    memset(visit, 0, sizeof *visit);
}

struct session_pace visit_pace(const struct visit *visit)
{
    return (struct session_pace){visit->ease.slow_percent, visit->ease.voice};
}

void visit_begin_session(struct visit *visit, const struct routine *routine, int first, ms_t now)
{
    visit_end_session(visit);
    visit->routine = routine;
    visit->finished_steps = 0;
    visit->finished_active_ms = 0;
    visit->felt = FELT_NOTHING;
    session_begin(&visit->session, routine, first, now);
    session_slow(&visit->session, visit_pace(visit), now);
    visit->cues.count = 0;
    visit->in_session = true;
}

void visit_slow(struct visit *visit, int percent, ms_t now)
{
    visit->ease.slow_percent = percent;
    if (visit->in_session)
        session_slow(&visit->session, visit_pace(visit), now);
}

bool visit_note_progress(struct visit *visit, ms_t now)
{
    struct session_view view;
    session_view(&visit->session, now, &view);
    visit->finished_steps = view.steps_done;
    visit->finished_active_ms = view.active_ms;
    return view.state == SESSION_ENDED;
}

const struct routine *visit_activity_routine(struct visit *visit, const struct exercise *activity)
{
    struct activity_routine *made = &visit->activity[0];
    if (visit->session.routine == &made->routine)
        made = &visit->activity[1];
    activity_routine_make(made, activity);
    return &made->routine;
}

const struct routine *visit_routine_in(struct visit *visit, const struct content *content,
                                       const struct routine *routine)
{
    if (!routine)
        return NULL;
    if (routine != &visit->activity[0].routine && routine != &visit->activity[1].routine)
        return content_routine(content, routine->id);
    const struct exercise *activity = content_exercise(content, routine->id);
    if (!activity || !activity_can_start(activity))
        return NULL;
    return visit_activity_routine(visit, activity);
}

const struct exercise *visit_exercise(const struct visit *visit)
{
    const struct exercise_pages *pages = &visit->exercises;
    return pages->count > 0 ? pages->items[pages->count - 1] : NULL;
}

void visit_read_exercise(struct visit *visit, const struct exercise *exercise)
{
    visit->exercises = (struct exercise_pages){.items = {exercise}, .count = 1};
    visit->exercise_scroll = (struct scroll){0};
}

void visit_read_on(struct visit *visit, const struct exercise *exercise)
{
    struct exercise_pages *pages = &visit->exercises;
    visit->exercise_scroll = (struct scroll){0};
    for (int i = 0; i < pages->count; i++)
        if (pages->items[i] == exercise) {
            pages->count = i + 1;
            return;
        }
    if (pages->count == VISIT_PAGES_MAX) {
        pages->count--; /* the first is forgotten: nobody goes back so far */
        for (int i = 0; i < pages->count; i++)
            pages->items[i] = pages->items[i + 1];
    }
    pages->items[pages->count++] = exercise;
}

bool visit_read_back(struct visit *visit)
{
    if (visit->exercises.count < 2)
        return false;
    visit->exercises.count--;
    visit->exercise_scroll = (struct scroll){0};
    return true;
}

void visit_pages_in(struct visit *visit, const struct content *content)
{
    struct exercise_pages *pages = &visit->exercises;
    int kept = 0;
    for (int i = 0; i < pages->count; i++) {
        const struct exercise *exercise = content_exercise(content, pages->items[i]->id);
        if (exercise)
            pages->items[kept++] = exercise;
    }
    pages->count = kept;
}
