#include "app/speech_player.h"

#include <string.h>

#include "app/speech_words.h"
#include "base/hash.h"
#include "screens/parts.h"
#include "screens/player_say.h"

/* Half of it is told of what lasts 20 s or more; when it begins some of that may be over. */
static const ms_t halfway_from_ms = 19500;
/* So long before the end a voice is silent: then come the last three seconds. */
static const ms_t last_ms = 3300;
/* So often words are compared with those before. */
static const ms_t look_ms = 200;
/* A number that comes later than this would be the wrong one. */
static const ms_t number_ms = 700;

struct utterance *speech_say(struct speech_list *list, const char *text)
{
    if (!*text || list->count == SPEECH_MAX)
        return NULL;
    struct utterance *utterance = &list->items[list->count++];
    *utterance = (struct utterance){.text = text, .until = MS_NEVER, .whole_by = MS_NEVER};
    return utterance;
}

/* One moment of a session. */
struct telling {
    struct speech_memory *memory;
    const struct screen_context *context;
    struct arena *arena;
    const struct session_view *view;
    struct player_spoken words;
    ms_t now, ends; /* the phase does; MS_NEVER: nobody knows when */
    struct speech_list *list;
};

static struct utterance *say(const struct telling *t, const char *text)
{
    struct utterance *said = speech_say(t->list, speech_words(t->context->strings, t->arena, text));
    if (said)
        said->until = t->ends;
    return said;
}

static void say_until(const struct telling *t, const char *text, ms_t ms)
{
    struct utterance *said = say(t, text);
    if (said)
        said->until = t->now + ms;
}

static void say_number(const struct telling *t, int number)
{
    say_until(t, arena_printf(t->arena, "%d", number), number_ms);
}

/* Not twice in a phase, and not once more where it stands there still. */
static void say_sentence(const struct telling *t)
{
    uint64_t hash = hash_string(t->words.sentence);
    if (hash != t->memory->sentence)
        say(t, t->words.sentence);
    t->memory->sentence = hash;
}

/* It does not run into the last three seconds. */
static void say_cue(const struct telling *t)
{
    uint64_t hash = hash_string(t->words.cue);
    if (hash != t->memory->cue) {
        struct utterance *said = say(t, t->words.cue);
        if (said && t->ends != MS_NEVER && player_is_working(t->view))
            said->whole_by = t->ends - last_ms;
    }
    t->memory->cue = hash;
}

static bool is_work_by_time(const struct session_view *view)
{
    return view->phase == PHASE_HOLD || view->phase == PHASE_MOVE;
}

static bool is_reached(const struct session_view *view)
{
    return view->phase != PHASE_HOLD || view->motion.part != FIGURE_OUT;
}

/* Here and below a kind of phase without a case does not build. */
static void begin_phase(struct telling *t)
{
    struct speech_memory *memory = t->memory;
    const struct session_view *view = t->view;
    switch (view->phase) {
    case PHASE_HOLD:
        say(t, !memory->under_way || memory->side != (int)view->side ? t->words.side : "");
        say(t, view->rep > 1 ? t->words.hold : "");
        say_sentence(t);
        break;
    case PHASE_READY:
        say_sentence(t);
        say(t, memory->dose_told ? "" : t->words.dose);
        memory->dose_told = true;
        break;
    case PHASE_SWITCH:
        say(t, t->words.phase);
        say(t, t->words.side);
        say_sentence(t);
        break;
    case PHASE_REPS:
    case PHASE_OWN_PACE:
    case PHASE_MOVE:
    case PHASE_BREATHS:
        say(t, t->words.side);
        say(t, t->words.phase);
        say(t, t->words.amount);
        say_sentence(t);
        break;
    case PHASE_ASK:
    case PHASE_CHANGE:
    case PHASE_REST:
        say(t, t->words.phase);
        say_sentence(t);
        say(t, t->words.amount);
        break;
    case PHASE_RELAX:
        say(t, t->words.phase);
        say_sentence(t);
        break;
    case PHASE_FINISHED:
        break;
    }
    say_cue(t);
}

static bool is_new_phase(const struct telling *t)
{
    const struct speech_memory *memory = t->memory;
    const struct session_view *view = t->view;
    bool by_rep = view->phase == PHASE_HOLD || view->phase == PHASE_RELAX;
    return !memory->under_way || memory->step != view->step || memory->phase != view->phase ||
           memory->set != view->set || memory->side != (int)view->side ||
           (by_rep && memory->rep != view->rep);
}

static void enter_phase(struct telling *t)
{
    struct speech_memory *memory = t->memory;
    const struct session_view *view = t->view;
    int before = t->list->count;
    bool new_step = memory->step != view->step;
    bool new_set = view->set > 1 && memory->set != view->set;
    if (new_step) {
        memory->dose_told = false;
        memory->sentence = 0;
        say(t, t->words.name);
    }
    if (!memory->under_way)
        memory->sentence = 0;
    if (new_set)
        say(t, t->words.set);
    memory->cue = 0;
    memory->halfway = !is_work_by_time(view) || view->remaining_ms < halfway_from_ms;
    memory->reached = view->phase != PHASE_HOLD;
    memory->breathing_in = view->breathing_in;
    begin_phase(t);
    if (t->list->count > before)
        t->list->items[before].cuts = true;
}

/* What comes up while the phase goes on. */
static void follow_phase(struct telling *t)
{
    const struct session_view *view = t->view;
    struct speech_memory *memory = t->memory;
    if (view->phase == PHASE_BREATHS && view->breathing_in != memory->breathing_in)
        say_until(t, t->words.phase, 1000);
    else if (view->phase == PHASE_REPS && view->rep != memory->rep)
        say_number(t, view->rep);
    memory->breathing_in = view->breathing_in;
    say_sentence(t);
    say_cue(t);
}

/* "Hold. 20 seconds." from when the pose is reached, after the way there has been told. */
static void reach_pose(struct telling *t)
{
    struct speech_memory *memory = t->memory;
    if (memory->reached || !is_reached(t->view))
        return;
    memory->reached = true;
    say_until(t, t->words.phase, t->view->remaining_ms / 2);
    say_until(t, t->words.amount, t->view->remaining_ms / 2);
}

static void count_seconds(struct telling *t)
{
    struct speech_memory *memory = t->memory;
    const struct session_view *view = t->view;
    bool timed = is_work_by_time(view) && is_reached(view);
    if (timed && !memory->halfway && view->progress >= 0.5) {
        memory->halfway = true;
        say_until(t, tr(t->context->strings, "voice.halfway"), 2 * number_ms);
    }
    if ((!timed && view->phase != PHASE_READY) || view->number > 3 || view->number < 1 ||
        view->number == memory->number)
        return;
    int before = t->list->count;
    say_number(t, view->number);
    if (timed && view->number == 3 && t->list->count > before)
        t->list->items[before].cuts = true;
}

/* Whatever is told at once when it changes; sentences and cues may come a little later. */
static uint64_t moment_of(const struct speech_memory *memory, const struct session_view *view)
{
    uint64_t hash = hash_pair(memory->under_way, (uint32_t)view->step, (uint32_t)view->phase);
    hash = hash_pair(hash, (uint32_t)view->set, (uint32_t)view->side);
    hash = hash_pair(hash, (uint32_t)view->rep, (uint32_t)view->count_in);
    hash = hash_pair(hash, (uint32_t)view->number, view->breathing_in);
    hash = hash_pair(hash, (uint32_t)view->turn, is_reached(view));
    return hash_word(hash, !memory->halfway && view->progress >= 0.5);
}

static bool is_time(struct speech_memory *memory, const struct session_view *view, ms_t now)
{
    uint64_t moment = moment_of(memory, view);
    if (moment == memory->moment && now < memory->look_at)
        return false;
    memory->moment = moment;
    memory->look_at = now + look_ms;
    return true;
}

/* 3-2-1 after a pause. */
static void count_in(struct telling *t)
{
    int number = t->view->count_in;
    if (number == t->memory->count_in)
        return;
    if (t->memory->count_in == 0)
        say(t, t->words.phase);
    say_number(t, number);
    t->memory->count_in = number;
}

static void tell(struct telling *t)
{
    if (is_new_phase(t))
        enter_phase(t);
    else
        follow_phase(t);
    reach_pose(t);
    count_seconds(t);
    struct speech_memory *memory = t->memory;
    memory->under_way = true;
    memory->count_in = 0;
    memory->step = t->view->step;
    memory->phase = t->view->phase;
    memory->set = t->view->set;
    memory->side = (int)t->view->side;
    memory->rep = t->view->rep;
    memory->number = t->view->number_is_rep ? 0 : t->view->number;
}

void speech_of_session(struct speech_memory *memory, struct screen_context *context, struct ui *ui,
                       const struct session *session, ms_t now, struct speech_list *list)
{
    struct session_view view;
    session_view(session, now, &view);
    if (memory->routine != session->routine)
        *memory = (struct speech_memory){.routine = session->routine, .step = -1};
    if (!view.current || (view.state != SESSION_RUNNING && view.count_in == 0))
        return;
    if (!is_time(memory, &view, now))
        return;
    struct telling telling = {.memory = memory,
                              .context = context,
                              .arena = &ui->list->arena,
                              .view = &view,
                              .now = now,
                              .ends = view.phase == PHASE_OWN_PACE || view.count_in > 0
                                          ? MS_NEVER
                                          : now + view.remaining_ms,
                              .list = list};
    player_spoken(context, ui, session->routine, &view, &telling.words);
    if (view.count_in > 0)
        count_in(&telling);
    else
        tell(&telling);
}

void speech_leaves_session(struct speech_memory *memory)
{
    memory->under_way = false;
    memory->count_in = 0;
}
