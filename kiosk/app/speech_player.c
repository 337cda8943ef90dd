#include "app/speech_player.h"

#include <string.h>

#include "app/speech_words.h"
#include "base/hash.h"
#include "screens/parts.h"
#include "screens/player_say.h"

/* Half of it is told of what lasts 20 s or more; when it begins some of that may be over. */
static const ms_t halfway_from_ms = 19500;
/* A shorter pause is over before its length is told. */
static const ms_t told_from_ms = 9500;
/* So long before the end a voice is silent: then come the last three seconds. */
static const ms_t last_ms = 3300;
/* So often words are compared with those before. */
static const ms_t look_ms = 200;
/* A number that comes later than this would be the wrong one. */
static const ms_t number_ms = 700;
/* So much later than its phase a sentence may end: the next one's first words wait for it. */
static const ms_t over_ms = 1500;
/* A phase that is over so soon was not left before its end: two frames. */
static const ms_t early_ms = 40;

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

static bool is_work_by_time(const struct session_view *view)
{
    return phase_works(view->phase) && phase_counts_seconds(view->phase);
}

static bool is_reached(const struct session_view *view)
{
    return view->phase != PHASE_HOLD || view->motion.part != FIGURE_OUT;
}

/* Notes that it is; false when it was already. */
static bool tell_once(struct speech_memory *memory, uint64_t hash)
{
    for (int i = 0; i < SPEECH_TOLD_MAX && i < memory->told_count; i++)
        if (memory->told[i] == hash)
            return false;
    memory->told[memory->told_count++ % SPEECH_TOLD_MAX] = hash;
    return true;
}

/* Says no more than the phase's word does. */
static bool is_only_rest(const struct telling *t)
{
    return strcmp(t->words.sentence, tr(t->context->strings, "player.rest")) == 0;
}

/* Not twice in a phase, and not once more where it stands there still. True when it is said. */
static bool say_sentence(const struct telling *t)
{
    uint64_t hash = hash_string(t->words.sentence);
    bool says = hash != t->memory->sentence && !is_only_rest(t) && tell_once(t->memory, hash);
    t->memory->sentence = hash;
    struct utterance *said = says ? say(t, t->words.sentence) : NULL;
    if (said && t->ends != MS_NEVER)
        said->whole_by = t->ends + over_ms;
    return said != NULL;
}

/* When a cue is to be over: before the last three seconds of work, the hold, the other half of the
 * breath, or the next phase, whose first words would cut it. */
static ms_t cue_end(const struct telling *t)
{
    const struct session_view *view = t->view;
    bool to_next = view->phase == PHASE_BREATHS || (is_work_by_time(view) && !is_reached(view));
    if (to_next)
        return t->now + view->beat_ms;
    return t->ends == MS_NEVER ? MS_NEVER : t->ends - (player_is_working(view) ? last_ms : 0);
}

/* A breath's sentence leaves no time for it. */
static void say_cue(const struct telling *t, bool sentence)
{
    struct speech_memory *memory = t->memory;
    uint64_t hash = hash_string(t->words.cue);
    bool waits = sentence && t->view->phase == PHASE_BREATHS;
    if (hash != memory->cue && !waits && tell_once(memory, hash)) {
        struct utterance *said = say(t, t->words.cue);
        if (said && t->view->phase == PHASE_ASK && t->ends != MS_NEVER)
            said->until = t->ends - SESSION_READ_MS; /* time to answer */
        else if (said)
            said->whole_by = cue_end(t);
    }
    memory->cue = hash;
}

/* Whose turn it is, where that is news. */
static void say_side(const struct telling *t)
{
    if (t->memory->side_told != t->view->side_next)
        say(t, t->words.side);
    t->memory->side_told = t->view->side_next;
}

/* How many moves or breaths the dose has just said. */
static void say_amount(const struct telling *t)
{
    bool told = t->memory->dose_told && t->view->set <= 1 && t->view->phase != PHASE_MOVE;
    say(t, told ? "" : t->words.amount);
}

/* Here and below a kind of phase without a case does not build. */
static bool begin_phase(const struct telling *t)
{
    const struct session_view *view = t->view;
    bool sentence = false;
    switch (view->phase) {
    case PHASE_HOLD:
        say_side(t);
        say(t, view->rep > 1 ? t->words.hold : "");
        sentence = say_sentence(t);
        break;
    case PHASE_READY:
        say_side(t);
        sentence = say_sentence(t);
        say(t, t->memory->dose_told ? "" : t->words.dose);
        t->memory->dose_told = true;
        break;
    case PHASE_SWITCH:
        say(t, t->words.phase);
        t->memory->side_told = SIDE_NONE;
        say_side(t);
        sentence = say_sentence(t);
        break;
    case PHASE_REPS:
    case PHASE_OWN_PACE:
    case PHASE_MOVE:
    case PHASE_BREATHS:
        say_side(t);
        say(t, t->words.phase);
        say_amount(t);
        sentence = say_sentence(t);
        break;
    case PHASE_CHANGE:
    case PHASE_REST:
        say(t, t->words.phase);
        sentence = say_sentence(t);
        say(t, view->remaining_ms >= told_from_ms ? t->words.amount : "");
        break;
    case PHASE_ASK:
    case PHASE_RELAX:
        say(t, t->words.phase);
        sentence = say_sentence(t);
        break;
    case PHASE_FINISHED:
        break;
    }
    return sentence;
}

/* Where sides alternate within a phase the other one is no new phase. */
static bool is_other_side(const struct telling *t)
{
    const struct session_view *view = t->view;
    bool within = phase_repeats(view->phase) && view->current->exercise->sides == SIDES_ALTERNATE;
    return !within && t->memory->side != (int)view->side_next;
}

static bool is_new_phase(const struct telling *t)
{
    const struct speech_memory *memory = t->memory;
    const struct session_view *view = t->view;
    bool by_rep = view->phase == PHASE_HOLD || view->phase == PHASE_RELAX;
    return !memory->under_way || memory->step != view->step || memory->phase != view->phase ||
           memory->set != view->set || is_other_side(t) || (by_rep && memory->rep != view->rep);
}

static void enter_phase(struct telling *t)
{
    struct speech_memory *memory = t->memory;
    const struct session_view *view = t->view;
    int before = t->list->count;
    bool is_over = memory->under_way && t->now + early_ms >= memory->ends;
    bool new_step = memory->step != view->step;
    bool new_set = view->set > 1 && memory->set != view->set;
    if (new_step) {
        memory->dose_told = false;
        say(t, t->words.name);
    }
    if (new_step || !memory->under_way) {
        memory->sentence = 0;
        memory->side_told = SIDE_NONE;
    }
    if (new_step || !memory->under_way || player_is_working(view))
        memory->told_count = 0;
    if (new_set)
        say(t, t->words.set);
    memory->cue = 0;
    memory->halfway = !is_work_by_time(view) || view->remaining_ms < halfway_from_ms;
    memory->reached = view->phase != PHASE_HOLD;
    memory->breathing_in = view->breathing_in;
    say_cue(t, begin_phase(t));
    if (t->list->count > before)
        t->list->items[before].cuts = !is_over;
}

/* The other half of a breath, the next rep, or the other side of it. */
static void follow_beat(struct telling *t)
{
    const struct session_view *view = t->view;
    struct speech_memory *memory = t->memory;
    if (view->phase == PHASE_BREATHS && view->breathing_in != memory->breathing_in) {
        say_until(t, t->words.phase, view->beat_ms / 2);
        memory->cue = 0;
    } else if (view->phase == PHASE_REPS && view->rep != memory->rep) {
        say_number(t, view->rep);
    }
    if (view->phase == PHASE_REPS && memory->side_told != view->side_next) {
        say_until(t, t->words.side, view->beat_ms / 2);
        memory->side_told = view->side_next;
    }
    memory->breathing_in = view->breathing_in;
}

/* What comes up while the phase goes on. */
static void follow_phase(struct telling *t)
{
    follow_beat(t);
    say_cue(t, say_sentence(t));
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
        say_until(t, tr(t->context->strings, "voice.halfway"), view->remaining_ms / 4);
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
    hash = hash_pair(hash, (uint32_t)view->set, (uint32_t)view->side_next);
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
    bool begins = is_new_phase(t);
    if (begins)
        enter_phase(t);
    reach_pose(t);
    if (!begins)
        follow_phase(t);
    count_seconds(t);
    struct speech_memory *memory = t->memory;
    memory->under_way = true;
    memory->count_in = 0;
    memory->step = t->view->step;
    memory->phase = t->view->phase;
    memory->ends = t->ends;
    memory->set = t->view->set;
    memory->side = (int)t->view->side_next;
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
                              .ends = view.waits || view.count_in > 0 ? MS_NEVER
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
