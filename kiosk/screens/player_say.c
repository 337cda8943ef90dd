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
    return phase_works(view->phase);
}

/* A kind of phase without a case does not build. */
static const char *phase_key(const struct session_view *view)
{
    switch (view->phase) {
    case PHASE_ASK:
        return "player.phase.ask";
    case PHASE_CHANGE:
        return "player.phase.change";
    case PHASE_READY:
        return "player.phase.ready";
    case PHASE_HOLD:
        return "player.phase.hold";
    case PHASE_RELAX:
        return "player.phase.relax";
    case PHASE_REPS:
        return "player.phase.reps";
    case PHASE_OWN_PACE:
        return "player.phase.own_pace";
    case PHASE_MOVE:
        return "player.phase.move";
    case PHASE_BREATHS:
        return view->breathing_in ? "player.phase.breathe_in" : "player.phase.breathe_out";
    case PHASE_SWITCH:
        return "player.phase.switch";
    case PHASE_REST:
        return "player.phase.rest";
    case PHASE_FINISHED:
        return "player.phase.finished";
    }
    return "";
}

const char *player_phase_word(const struct screen_context *context, const struct session_view *view)
{
    return tr(context->strings, view->count_in > 0 ? "player.count_in" : phase_key(view));
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
    if (view->phase != PHASE_BREATHS || view->rep < 2)
        return NULL;
    return exercise_instruction_at(view->current->exercise,
                                   view->breathing_in ? WHEN_BREATHE_IN : WHEN_BREATHE_OUT);
}

const char *player_let_go_text(const struct screen_context *context, struct arena *arena,
                               const struct exercise *exercise)
{
    const char *all = "";
    for (size_t i = 0; i < exercise->step_count; i++)
        if (exercise->steps[i].when == WHEN_LET_GO)
            all = *all ? arena_printf(arena, "%s\n%s", all, exercise->steps[i].text)
                       : exercise->steps[i].text;
    return *all ? all : tr(context->strings, "player.let_go");
}

/* While nobody works: the way back, or how to change sides. What to do in the pose would
 * contradict it. */
static const char *pause_text(const struct screen_context *context, struct arena *arena,
                              const struct session_view *view)
{
    const struct exercise *exercise = view->current->exercise;
    if (view->letting_go)
        return player_let_go_text(context, arena, exercise);
    /* From the position already taken: only its last part is done anew. */
    const char *last = setup_at(exercise, 0.999);
    return view->phase == PHASE_SWITCH && last ? last : tr(context->strings, "player.rest");
}

const char *player_instruction(const struct screen_context *context, struct arena *arena,
                               const struct session_view *view)
{
    if (!view->current)
        return "";
    const struct exercise *exercise = view->current->exercise;
    if (view->phase == PHASE_RELAX || view->phase == PHASE_SWITCH || view->phase == PHASE_REST)
        return pause_text(context, arena, view);
    const char *setup = setup_at(exercise, view->phase == PHASE_READY ? view->progress : 0);
    const char *breath = breath_text(view);
    if (breath)
        return breath;
    const char *move = exercise_instruction(exercise, ROLE_MOVE);
    if (view->phase == PHASE_READY && setup)
        return setup;
    return move ? move : setup ? setup : exercise->summary;
}
