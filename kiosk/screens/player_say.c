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
        [PHASE_ASK] = "player.phase.ask",
        [PHASE_CHANGE] = "player.phase.change",
        [PHASE_READY] = "player.phase.ready",
        [PHASE_HOLD] = "player.phase.hold",
        [PHASE_RELAX] = "player.phase.relax",
        [PHASE_REPS] = "player.phase.reps",
        [PHASE_OWN_PACE] = "player.phase.own_pace",
        [PHASE_MOVE] = "player.phase.move",
        [PHASE_BREATHS] = "player.phase.breathe_out",
        [PHASE_SWITCH] = "player.phase.switch",
        [PHASE_REST] = "player.phase.rest",
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

/* How to let go; "" when nothing is said of it. */
static const char *let_go_text(struct arena *arena, const struct exercise *exercise)
{
    const char *all = "";
    for (size_t i = 0; i < exercise->step_count; i++)
        if (exercise->steps[i].when == WHEN_LET_GO)
            all = *all ? arena_printf(arena, "%s\n%s", all, exercise->steps[i].text)
                       : exercise->steps[i].text;
    return all;
}

static bool is_letting_go(const struct session_view *view)
{
    return view->phase == PHASE_HOLD && view->motion.part != FIGURE_OUT &&
           view->remaining_ms <= SESSION_LET_GO_MS;
}

/* While nobody works: the way back, or how to change sides. What to do in the pose would
 * contradict it. */
static const char *pause_text(const struct screen_context *context, struct arena *arena,
                              const struct session_view *view)
{
    const struct exercise *exercise = view->current->exercise;
    bool back = view->motion.part == FIGURE_BACK;
    const char *let_go = back ? let_go_text(arena, exercise) : "";
    if (*let_go)
        return let_go;
    /* From the position already taken: only its last part is done anew. */
    const char *last = setup_at(exercise, 0.999);
    if (view->phase == PHASE_SWITCH && last && !back)
        return last;
    return tr(context->strings, back ? "player.let_go" : "player.rest");
}

const char *player_instruction(const struct screen_context *context, struct arena *arena,
                               const struct session_view *view)
{
    if (!view->current)
        return "";
    const struct exercise *exercise = view->current->exercise;
    if (view->phase == PHASE_RELAX || view->phase == PHASE_SWITCH || view->phase == PHASE_REST)
        return pause_text(context, arena, view);
    const char *let_go = is_letting_go(view) ? let_go_text(arena, exercise) : "";
    if (*let_go)
        return let_go;
    const char *setup = setup_at(exercise, view->phase == PHASE_READY ? view->progress : 0);
    const char *breath = breath_text(view);
    if (breath)
        return breath;
    const char *move = exercise_instruction(exercise, ROLE_MOVE);
    if (view->phase == PHASE_READY && setup)
        return setup;
    return move ? move : setup ? setup : exercise->summary;
}
