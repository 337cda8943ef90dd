#include "screens/player_spoken.h"

#include "screens/player_frame.h"

static const char *amount(const struct player_frame *f)
{
    const struct strings *strings = f->context->strings;
    struct arena *arena = player_arena(f);
    const struct session_view *view = &f->view;
    switch (view->phase) {
    case PHASE_HOLD:
    case PHASE_MOVE:
    case PHASE_CHANGE:
    case PHASE_REST:
        return part_duration(strings, arena, ms_seconds_left(view->remaining_ms));
    case PHASE_REPS:
    case PHASE_OWN_PACE:
        return tr_format(strings, arena, "dose.reps", {"count", NULL, view->reps});
    case PHASE_BREATHS:
        return tr_format(strings, arena, "dose.breaths", {"count", NULL, view->reps});
    case PHASE_ASK:
    case PHASE_READY:
    case PHASE_RELAX:
    case PHASE_SWITCH:
    case PHASE_FINISHED:
        break;
    }
    return "";
}

static const char *of(const struct player_frame *f, const char *key, const char *what, int n,
                      const char *all, int count)
{
    return tr_format(f->context->strings, player_arena(f), key, {what, NULL, n},
                     {all, NULL, count});
}

void player_spoken(struct screen_context *context, struct ui *ui, const struct routine *routine,
                   const struct session_view *view, struct player_spoken *out)
{
    const struct player_frame f = {.context = context, .ui = ui, .routine = routine, .view = *view};
    struct arena *arena = player_arena(&f);
    *out = (struct player_spoken){"", "", "", "", "", "", "", "", ""};
    if (!view->current)
        return;
    const struct exercise *exercise = view->current->exercise;
    struct player_texts texts = player_texts(&f, false);
    out->name = exercise->name;
    if (view->side_next != SIDE_NONE)
        out->side = player_word(&f, view->side_next == SIDE_LEFT ? "player.left_side"
                                                                 : "player.right_side");
    if (view->sets > 1)
        out->set = of(&f, "player.set_of", "set", view->set, "sets", view->sets);
    if (view->reps > 1 && view->rep > 0)
        out->hold = of(&f, "voice.hold_of", "rep", view->rep, "reps", view->reps);
    out->phase = part_sentence(context->strings, arena, player_phase_word(context, view));
    out->amount = amount(&f);
    out->dose = part_dose_text(context->strings, arena, exercise, &view->current->dose);
    out->sentence = texts.now.sentence;
    out->cue = texts.now.cue;
}
