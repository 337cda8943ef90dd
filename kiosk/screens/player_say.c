#include "screens/player_say.h"

#include "screens/player_frame.h"

const char *player_word(const struct player_frame *f, const char *key)
{
    return tr(f->context->strings, key);
}

struct arena *player_arena(const struct player_frame *f)
{
    return &f->ui->list->arena;
}

bool player_is_working(const struct session_view *view)
{
    return view->phase == PHASE_HOLD || view->phase == PHASE_REPS || view->phase == PHASE_MOVE ||
           view->phase == PHASE_OWN_PACE || view->phase == PHASE_BREATHS;
}

const char *player_phase_word(const struct screen_context *context, const struct session_view *view)
{
    static const char *const keys[] = {
        [PHASE_CHANGE] = "player.phase.change",     [PHASE_READY] = "player.phase.ready",
        [PHASE_HOLD] = "player.phase.hold",         [PHASE_RELAX] = "player.phase.relax",
        [PHASE_REPS] = "player.phase.reps",         [PHASE_OWN_PACE] = "player.phase.own_pace",
        [PHASE_MOVE] = "player.phase.move",         [PHASE_BREATHS] = "player.phase.breathe_out",
        [PHASE_SWITCH] = "player.phase.switch",     [PHASE_REST] = "player.phase.rest",
        [PHASE_FINISHED] = "player.phase.finished",
    };
    if (view->count_in > 0)
        return tr(context->strings, "player.count_in");
    if (view->phase == PHASE_BREATHS && view->breathing_in)
        return tr(context->strings, "player.phase.breathe_in");
    return tr(context->strings, keys[view->phase]);
}

/* Several setup sentences share the get-ready time. */
static const char *setup_at(const struct exercise *exercise, double progress)
{
    int count = 0;
    for (size_t i = 0; i < exercise->step_count; i++)
        count += exercise->steps[i].role == ROLE_SETUP;
    int wanted = (int)(progress * count);
    for (size_t i = 0; i < exercise->step_count; i++)
        if (exercise->steps[i].role == ROLE_SETUP && wanted-- == 0)
            return exercise->steps[i].text;
    return exercise_instruction(exercise, ROLE_SETUP);
}

/* What to do with this breath; the first one is for what is done at all. */
static const char *breath_text(const struct session_view *view)
{
    const struct exercise *exercise = view->current->exercise;
    enum step_when when = view->breathing_in ? WHEN_BREATHE_IN : WHEN_BREATHE_OUT;
    for (size_t i = 0; view->phase == PHASE_BREATHS && view->rep > 1 && i < exercise->step_count;
         i++)
        if (exercise->steps[i].when == when)
            return exercise->steps[i].text;
    return NULL;
}

const char *player_instruction(const struct session_view *view)
{
    if (!view->current)
        return "";
    const struct exercise *exercise = view->current->exercise;
    const char *setup = setup_at(exercise, view->phase == PHASE_READY ? view->progress : 0);
    /* Changing sides begins from the position already taken: only its last part is done anew. */
    const char *last = setup_at(exercise, 0.999);
    if (view->phase == PHASE_SWITCH && last && last != setup)
        return last;
    const char *breath = breath_text(view);
    if (breath)
        return breath;
    const char *move = exercise_instruction(exercise, ROLE_MOVE);
    if (view->phase == PHASE_READY && setup)
        return setup;
    return move ? move : setup ? setup : exercise->summary;
}
