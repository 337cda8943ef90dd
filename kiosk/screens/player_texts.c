#include "screens/player_texts.h"

#include <string.h>

#include "base/hash.h"
#include "screens/player_ask.h"
#include "screens/player_change.h"
#include "screens/player_frame.h"

/* The moments of a step at which a text can stand in the cue's place. */
enum moment {
    MOMENT_READY,
    MOMENT_SET, /* ready, and on the way into the first pose */
    MOMENT_MOVE,
    MOMENT_TURN,
    MOMENT_LET_GO,
    MOMENT_SWITCH,
    MOMENT_SAY /* in the sentence's place */
};

static enum dose_kind kind_of(const struct player_frame *f)
{
    return dose_kind(&f->view.current->dose);
}

/* Has a phase of its own for changing sides. */
static bool switches(const struct player_frame *f)
{
    const struct dose *dose = &f->view.current->dose;
    enum sides sides = f->view.current->exercise->sides;
    if (dose->side_change_s == 0)
        return false;
    return sides == SIDES_EACH ||
           (sides == SIDES_ALTERNATE && kind_of(f) == DOSE_HOLD && dose->relax_s == 0);
}

/* Where a dose has no such moment, the text takes its turn. */
static enum moment moment_of(const struct player_frame *f, const struct instruction *text)
{
    bool hold = kind_of(f) == DOSE_HOLD;
    switch (text->when) {
    case WHEN_READY:
        return MOMENT_READY;
    case WHEN_MOVE:
        return hold ? MOMENT_MOVE : MOMENT_TURN;
    case WHEN_LET_GO:
        return hold ? MOMENT_LET_GO : MOMENT_TURN;
    case WHEN_SWITCH:
        return switches(f) ? MOMENT_SWITCH : MOMENT_TURN;
    case WHEN_BREATHE_IN:
    case WHEN_BREATHE_OUT:
        return kind_of(f) == DOSE_BREATHS ? MOMENT_SAY : MOMENT_TURN;
    case WHEN_ANY:
    case WHEN_HOLD:
        break;
    }
    return MOMENT_TURN;
}

/* Texts of one moment, in the order in which they are to be read. */
struct texts {
    const char **items;
    size_t count;
};

/* As a sentence: precautions are written as the items of a list. What stands there already is not
 * said twice. */
static void add(const struct player_frame *f, struct texts *texts, const char *text)
{
    if (!text || !*text)
        return;
    const char *sentence = part_sentence(f->context->strings, player_arena(f), text);
    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(texts->items[i], sentence) == 0)
            return;
    texts->items[texts->count++] = sentence;
}

static void add_cues(const struct player_frame *f, struct texts *texts, enum moment moment)
{
    const struct exercise *exercise = f->view.current->exercise;
    const char *main = exercise_instruction(exercise, ROLE_MOVE);
    for (size_t i = 0; i < exercise->step_count; i++) {
        const struct instruction *step = &exercise->steps[i];
        if (step->role != ROLE_SETUP && step->role != ROLE_SAFETY && step->text != main &&
            moment_of(f, step) == moment)
            add(f, texts, step->text);
    }
}

static struct texts texts_of(const struct player_frame *f, enum moment moment)
{
    const struct exercise *exercise = f->view.current->exercise;
    const struct string_list *cautions = &exercise->precautions;
    size_t most = exercise->step_count + cautions->count + 3;
    struct texts texts = {ARENA_ARRAY(player_arena(f), const char *, most), 0};
    if (moment == MOMENT_READY) {
        add(f, &texts, f->routine->change_s > 0 ? "" : player_needs_text(f));
        add(f, &texts, f->view.current->note);
    }
    /* The most important caution stands as long as it takes to get ready, and comes again. */
    if ((moment == MOMENT_READY || moment == MOMENT_SET) && cautions->count > 0)
        add(f, &texts, cautions->items[0]);
    add_cues(f, &texts, moment == MOMENT_SET ? MOMENT_MOVE : moment);
    for (size_t i = 0; moment == MOMENT_TURN && i < cautions->count; i++)
        add(f, &texts, cautions->items[i]);
    return texts;
}

/* Those from `first` on, at most `count`, one below the other. */
static const char *together(const struct player_frame *f, const struct texts *texts, size_t first,
                            size_t count)
{
    const char *all = "";
    for (size_t i = first; i < texts->count && i < first + count; i++)
        all =
            *all ? arena_printf(player_arena(f), "%s\n%s", all, texts->items[i]) : texts->items[i];
    return all;
}

static const char *all_of(const struct player_frame *f, enum moment moment)
{
    struct texts texts = texts_of(f, moment);
    return together(f, &texts, 0, texts.count);
}

/* What takes turns while the exercise is done, all of it on each side. Where a side has fewer turns
 * than texts, several have theirs together; in a shared place one after the other. */
struct turns {
    struct texts texts;
    size_t together; /* texts in one turn */
    size_t pages;
    bool every_other; /* turn is the sentence's, which then changes with the breath */
};

static struct turns turns_of(const struct player_frame *f, bool shared)
{
    struct turns turns = {.texts = texts_of(f, MOMENT_TURN)};
    size_t count = turns.texts.count;
    int sides = f->view.current->exercise->sides == SIDES_EACH ? f->view.sides : 1;
    int on_a_side = f->view.turns / sides;
    size_t room = on_a_side > 0 ? (size_t)on_a_side : 1;
    turns.every_other = shared && room > 1 && texts_of(f, MOMENT_SAY).count > 0;
    if (turns.every_other)
        room /= 2;
    else if (shared && room > 1)
        room--; /* the first is the sentence's */
    turns.together = count > 0 ? (count + room - 1) / room : 1;
    turns.pages = (count + turns.together - 1) / turns.together;
    return turns;
}

static const char *page_of(const struct player_frame *f, const struct turns *turns, size_t page)
{
    return together(f, &turns->texts, page * turns->together, turns->together);
}

static void say_cue(struct player_texts *out, const char *cue)
{
    out->now.cue = cue;
    out->cue_instead = *cue != 0;
}

/* The one of `count` texts from `first` on whose part of a stretch of time this is. */
static const char *one_of(const struct texts *texts, size_t first, size_t count, double progress)
{
    if (first >= texts->count)
        return "";
    count = count < texts->count - first ? count : texts->count - first;
    size_t at = (size_t)(progress * (double)count);
    return texts->items[first + (at < count ? at : count - 1)];
}

static void take_turn(const struct player_frame *f, struct player_texts *out)
{
    struct turns turns = turns_of(f, false);
    size_t turn = f->view.turn > 0 ? (size_t)f->view.turn : 0;
    if (turns.pages > 0)
        say_cue(out, page_of(f, &turns, turn % turns.pages));
}

static void take_turn_shared(const struct player_frame *f, struct player_texts *out)
{
    struct turns turns = turns_of(f, true);
    size_t turn = f->view.turn > 0 ? (size_t)f->view.turn : 0;
    size_t page = 1; /* 0: the sentence's */
    if (turns.pages == 0)
        return;
    if (turns.every_other)
        page = turn % 2 ? turn / 2 % turns.pages + 1 : 0;
    else if (f->view.turns > 1)
        page = turn % (turns.pages + 1);
    if (page > 0)
        say_cue(out, one_of(&turns.texts, (page - 1) * turns.together, turns.together,
                            f->view.turn_progress));
}

/* What to mind there, and then on the way into the pose: one after the other. Where there is one
 * place only, first how to get into position. */
static struct texts ready_of(const struct player_frame *f, bool shared)
{
    const struct exercise *exercise = f->view.current->exercise;
    struct texts minded = texts_of(f, MOMENT_READY);
    struct texts all = {
        ARENA_ARRAY(player_arena(f), const char *, exercise->step_count + minded.count + 1), 0};
    for (size_t i = 0; shared && i < exercise->step_count; i++)
        if (exercise->steps[i].role == ROLE_SETUP)
            add(f, &all, exercise->steps[i].text);
    for (size_t i = 0; i < minded.count; i++)
        add(f, &all, minded.items[i]);
    for (size_t i = 0; i < exercise->step_count; i++)
        if (exercise->steps[i].when == WHEN_MOVE && exercise->steps[i].role == ROLE_CUE)
            add(f, &all, exercise->steps[i].text);
    return all;
}

static const char *ready_cue(const struct player_frame *f)
{
    struct texts ready = ready_of(f, false);
    return one_of(&ready, 0, ready.count, f->view.progress);
}

/* A change is long enough to read what is needed, and what is to be minded. */
static const char *change_cue(const struct player_frame *f)
{
    const char *needed = player_change_needs(f);
    struct texts minded = texts_of(f, MOMENT_READY);
    const char *ready = together(f, &minded, 0, 1);
    ms_t turn = f->view.motion.elapsed_ms / SESSION_TURN_MS;
    return (turn % 2 == 0 && *needed) || !*ready ? needed : ready;
}

static const char *next_up(const struct player_frame *f)
{
    if (!f->view.next)
        return "";
    return part_told(f->context->strings, player_arena(f), player_word(f, "player.next_up"),
                     f->view.next->exercise->name);
}

static void get_ready_shared(const struct player_frame *f, struct player_texts *out)
{
    const struct session_view *view = &f->view;
    struct texts ready = ready_of(f, true);
    if (view->phase == PHASE_READY)
        say_cue(out, one_of(&ready, 0, ready.count, view->progress));
    else if (view->motion.elapsed_ms / SESSION_TURN_MS % 2)
        say_cue(out, player_change_needs(f));
}

/* Where there is one place: how to let go, where the exercise says how, then how to change sides,
 * and then the last part of the way into the pose. */
static bool is_turning(const struct player_frame *f, bool shared)
{
    const struct session_view *view = &f->view;
    if (view->phase != PHASE_SWITCH)
        return false;
    if (!shared || !exercise_instruction_at(view->current->exercise, WHEN_LET_GO))
        return !shared || view->progress < 0.5;
    return !view->letting_go && view->progress < 0.75;
}

/* How to change sides is read first, and below it the last part of the way into the pose. While one
 * still lets go of the other side, it is what comes next. */
static void say_switch(const struct player_frame *f, struct player_texts *out, bool shared)
{
    const char *turning = all_of(f, MOMENT_SWITCH);
    if (shared || f->view.letting_go || !*turning) {
        say_cue(out, turning);
        return;
    }
    out->now = (struct player_pair){turning, out->now.sentence};
}

static void say_rest(const struct player_frame *f, struct player_texts *out, bool shared)
{
    const struct session_view *view = &f->view;
    if (is_turning(f, shared))
        say_switch(f, out, shared);
    else if (view->phase == PHASE_REST && view->side_index == view->sides &&
             view->set == view->sets && view->next && !view->letting_go)
        say_cue(out, next_up(f));
}

static void say_work(const struct player_frame *f, struct player_texts *out, bool shared)
{
    const struct session_view *view = &f->view;
    bool hold = view->phase == PHASE_HOLD;
    bool going = hold && view->motion.part == FIGURE_OUT;
    if (going && !shared)
        say_cue(out, all_of(f, view->turn < 0 ? MOMENT_SET : MOMENT_MOVE));
    else if (!going && shared)
        take_turn_shared(f, out);
    else if (!going)
        take_turn(f, out);
}

static void say_now(const struct player_frame *f, struct player_texts *out, bool shared)
{
    enum phase_kind phase = f->view.phase;
    if (player_is_working(&f->view))
        say_work(f, out, shared);
    else if (phase != PHASE_CHANGE && phase != PHASE_READY)
        say_rest(f, out, shared);
    else if (shared)
        get_ready_shared(f, out);
    else
        say_cue(out, phase == PHASE_READY ? ready_cue(f) : change_cue(f));
}

static const char *instruction(const struct player_frame *f)
{
    return player_instruction(f->context, player_arena(f), &f->view);
}

/* Collects what can stand there together: of the sentences the longest decides. */
struct pairs {
    struct player_pair *items;
    size_t count;
};

static void add_pair(struct pairs *pairs, const char *sentence, const char *cue)
{
    pairs->items[pairs->count++] = (struct player_pair){sentence ? sentence : "", cue};
}

static void pair_ready(const struct player_frame *f, struct pairs *pairs)
{
    const struct exercise *exercise = f->view.current->exercise;
    struct texts ready = ready_of(f, false);
    const char *turning = all_of(f, MOMENT_SWITCH);
    for (size_t i = 0; i < exercise->step_count; i++) {
        if (exercise->steps[i].role != ROLE_SETUP)
            continue;
        for (size_t k = 0; k < ready.count; k++)
            add_pair(pairs, exercise->steps[i].text, ready.items[k]);
        add_pair(pairs, turning, exercise->steps[i].text);
    }
    const char *change = player_change_text(f);
    for (size_t k = 0; k < ready.count; k++)
        add_pair(pairs, change, ready.items[k]);
    add_pair(pairs, change, player_change_needs(f));
}

/* What is said while nobody works, and what with it. */
static void pair_rest(const struct player_frame *f, struct pairs *pairs)
{
    const char *let_go = player_let_go_text(f->context, player_arena(f), f->view.current->exercise);
    const char *said[] = {let_go, player_word(f, "player.rest")};
    const char *turning = all_of(f, MOMENT_SWITCH), *next = next_up(f);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        add_pair(pairs, said[i], turning);
        add_pair(pairs, said[i], next);
    }
}

static void pair_work(const struct player_frame *f, struct pairs *pairs)
{
    const char *move = exercise_instruction(f->view.current->exercise, ROLE_MOVE);
    struct turns turns = turns_of(f, false);
    struct texts said = texts_of(f, MOMENT_SAY);
    if (!move)
        move = instruction(f);
    for (size_t i = 0; i < turns.pages; i++) {
        const char *page = page_of(f, &turns, i);
        add_pair(pairs, move, page);
        for (size_t k = 0; k < said.count; k++)
            add_pair(pairs, said.items[k], page);
    }
    add_pair(pairs, move, all_of(f, MOMENT_SET));
    add_pair(pairs, move, all_of(f, MOMENT_MOVE));
    for (size_t k = 0; k < said.count; k++)
        add_pair(pairs, said.items[k], "");
}

/* One text at a time. */
static void pair_shared(const struct player_frame *f, struct pairs *pairs)
{
    const char *move = exercise_instruction(f->view.current->exercise, ROLE_MOVE);
    const struct texts all[] = {ready_of(f, true), texts_of(f, MOMENT_SAY),
                                texts_of(f, MOMENT_TURN)};
    add_pair(pairs, move ? move : instruction(f), "");
    for (size_t m = 0; m < sizeof all / sizeof *all; m++)
        for (size_t i = 0; i < all[m].count; i++)
            add_pair(pairs, "", all[m].items[i]);
    pair_rest(f, pairs);
    add_pair(pairs, player_change_text(f), player_change_needs(f));
}

static void pair_all(const struct player_frame *f, struct pairs *pairs, bool shared)
{
    if (shared) {
        pair_shared(f, pairs);
        return;
    }
    pair_ready(f, pairs);
    pair_work(f, pairs);
    pair_rest(f, pairs);
}

/* A page of its own, which the words of the exercise need not leave room for. What to do then
 * stands with it; `shared`: in fewer words, where the player has a place for it. */
static void ask(const struct player_frame *f, struct player_texts *out, struct pairs *pairs,
                bool shared)
{
    size_t count = player_ask_count(f), now = player_ask_now(f);
    for (size_t i = 0; i < count; i++)
        add_pair(pairs, player_ask_text(f, i), player_ask_answers(f, i, shared));
    out->now = pairs->items[now];
}

static uint64_t hash_pairs(const struct pairs *pairs, bool shared)
{
    uint64_t hash = shared ? 2 : 1;
    for (size_t i = 0; i < pairs->count; i++) {
        const struct player_pair *pair = &pairs->items[i];
        hash = hash_bytes(hash, pair->sentence, strlen(pair->sentence) + 1);
        hash = hash_bytes(hash, pair->cue, strlen(pair->cue) + 1);
    }
    return hash;
}

static size_t most_pairs(const struct player_frame *f)
{
    const struct exercise *exercise = f->view.current->exercise;
    size_t steps = exercise->step_count, cues = steps + exercise->precautions.count;
    return 4 * steps + 2 * (steps + 2) * (cues + 3) + exercise_asked_count(exercise) + 16;
}

struct player_texts player_texts(const struct player_frame *f, bool shared)
{
    struct player_texts texts = {.now = {"", ""}};
    if (!f->view.current)
        return texts;
    struct pairs pairs = {ARENA_ARRAY(player_arena(f), struct player_pair, most_pairs(f)), 0};
    if (f->view.phase == PHASE_ASK) {
        ask(f, &texts, &pairs, shared);
    } else {
        texts.now.sentence = f->view.phase == PHASE_CHANGE ? player_change_text(f) : instruction(f);
        say_now(f, &texts, shared);
        pair_all(f, &pairs, shared);
    }
    texts.pairs = pairs.items;
    texts.count = pairs.count;
    texts.hash = hash_pairs(&pairs, shared);
    return texts;
}
