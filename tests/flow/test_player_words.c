// links: cli
/* What a patient must mind is read in the player: all of it, whole, at its moment, on every panel.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "content/content.h"
#include "figure/pose.h"
#include "harness.h"
#include "session/session.h"
#include "shipped.h"
#include "ui/said.h"

static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {1280, 800}, {800, 480}};

enum { SIZES = sizeof sizes / sizeof *sizes };

/* It is looked at once a second: what stands for so many looks stands at least a second less. */
enum { LOOK_MS = 1000, PACE_LOOKS = 20 };

/* How often the text stands there. */
static int times_said(const struct said_list *said, const char *text)
{
    int times = 0;
    for (size_t i = 0; i < said->count; i++)
        times += !said->items[i].cut && said->items[i].visible &&
                 strstr(said->items[i].text, text) != NULL;
    return times;
}

/* When a text of an exercise has to be read. */
enum due_when {
    DUE_ASK,        /* before it begins, for four seconds, and never later */
    DUE_SETUP,      /* for three seconds while one gets ready */
    DUE_READY,      /* the same, and never once one is in the pose */
    DUE_LET_GO,     /* for three seconds when the hold is over, and never before */
    DUE_BREATHE_IN, /* for a breath, and never with the other phase of it */
    DUE_BREATHE_OUT,
    DUE_ONCE /* at some time in the step */
};

struct due {
    const char *text;
    enum due_when when;
    int looks;
    bool minded;    /* a precaution: read on each side while one works, too */
    unsigned sides; /* at work on which it was: bits of enum body_side */
};

struct play {
    struct harness *h;
    const char *where;
    const struct exercise *exercise;
    struct due due[64];
    size_t count;
};

static struct due *owe(struct play *play, enum due_when when, const char *text)
{
    play->due[play->count] = (struct due){.text = text, .when = when};
    return &play->due[play->count++];
}

static enum due_when due_of(const struct play *play, const struct instruction *text)
{
    enum dose_kind kind = dose_kind(&play->exercise->dose);
    if (text->role == ROLE_SETUP)
        return DUE_SETUP;
    switch (text->when) {
    case WHEN_READY:
        return DUE_READY;
    case WHEN_LET_GO:
        return kind == DOSE_HOLD ? DUE_LET_GO : DUE_ONCE;
    case WHEN_BREATHE_IN:
        return kind == DOSE_BREATHS ? DUE_BREATHE_IN : DUE_ONCE;
    case WHEN_BREATHE_OUT:
        return kind == DOSE_BREATHS ? DUE_BREATHE_OUT : DUE_ONCE;
    case WHEN_MOVE: /* too late where it is the pose that it is about */
        return kind == DOSE_HOLD && text->role == ROLE_CUE ? DUE_READY : DUE_ONCE;
    case WHEN_ANY:
    case WHEN_HOLD:
    case WHEN_SWITCH:
        break;
    }
    return DUE_ONCE;
}

static void owe_all(struct play *play)
{
    const struct exercise *e = play->exercise;
    for (size_t i = 0; i < e->step_count; i++)
        if (e->steps[i].role != ROLE_SAFETY)
            owe(play, due_of(play, &e->steps[i]), e->steps[i].text);
    for (size_t i = 0; i < e->precautions.count; i++)
        owe(play, i == 0 ? DUE_SETUP : DUE_ONCE, e->precautions.items[i])->minded = true;
    for (size_t i = 0; i < e->ask_first.count; i++)
        owe(play, DUE_ASK, e->ask_first.items[i]);
    for (size_t i = 0; i < e->contraindications.count; i++)
        owe(play, DUE_ASK, e->contraindications.items[i]);
}

static bool before_it_begins(enum phase_kind phase)
{
    return phase == PHASE_ASK || phase == PHASE_CHANGE || phase == PHASE_READY;
}

static bool between(enum phase_kind phase)
{
    return phase == PHASE_RELAX || phase == PHASE_SWITCH || phase == PHASE_REST;
}

/* In the pose or at the movement, not on the way there. */
static bool works(const struct session_view *view)
{
    return phase_repeats(view->phase) ||
           (view->phase == PHASE_HOLD && view->motion.part != FIGURE_OUT);
}

/* It is a moment for such a text; and one at which it must not stand there. */
static bool is_its_moment(enum due_when when, const struct session_view *view)
{
    bool breathes = view->phase == PHASE_BREATHS;
    switch (when) {
    case DUE_ASK:
    case DUE_SETUP:
    case DUE_READY:
        return before_it_begins(view->phase);
    case DUE_LET_GO:
        return between(view->phase);
    case DUE_BREATHE_IN:
        return breathes && view->breathing_in;
    case DUE_BREATHE_OUT:
        return breathes && !view->breathing_in;
    case DUE_ONCE:
        break;
    }
    return true;
}

static bool is_out_of_place(enum due_when when, const struct session_view *view)
{
    bool on_the_way = view->phase == PHASE_HOLD && view->motion.part == FIGURE_OUT;
    if (when == DUE_SETUP || (when == DUE_READY && (on_the_way || between(view->phase))))
        return false;
    return !is_its_moment(when, view);
}

/* Whole; blanks at which no line may end are blanks. */
static bool is_said(const struct play *play, const char *key)
{
    static const char together[] = "\u00A0";
    struct arena arena = {0};
    const struct strings *strings = play->h->assembly.app->strings;
    const char *text = tr_format(strings, &arena, key, {"skip", tr(strings, "player.ask.skip"), 0},
                                 {"ready", tr(strings, "player.ready_now"), 0});
    const struct said_list *said = app_said(play->h->assembly.app);
    bool found = false;
    for (size_t i = 0; i < said->count && !found; i++) {
        char *copy = arena_strdup(&arena, said->items[i].text);
        for (char *blank = strstr(copy, together); blank; blank = strstr(copy, together)) {
            *blank = ' ';
            memmove(blank + 1, blank + 2, strlen(blank + 2) + 1);
        }
        found = said->items[i].visible && !said->items[i].cut && strstr(copy, text);
    }
    arena_free(&arena);
    return found;
}

/* Beside who should not do it, or should ask, what to do then: a doctor's word is for the latter
 * only. */
static void look_for_answer(const struct play *play, const struct session_view *view)
{
    bool asks = (size_t)view->rep > play->exercise->contraindications.count;
    const char *skip = asks ? "player.ask.unasked_skip" : "player.ask.you_skip";
    const char *ready = asks ? "player.ask.asked_ready" : "player.ask.not_you_ready";
    const char *brief = asks ? "player.ask.unasked_skip_short" : "player.ask.you_skip_short";
    bool whole = is_said(play, skip) && is_said(play, ready);
    if (!whole && !(is_said(play, brief) && is_said(play, "player.ask.not_you_ready_short")))
        fail_msg("%s: who is asked is not told what to do then", play->where);
}

/* The frame of the exercise's figure that is on the screen; -1: none. */
static int frame_shown(const struct play *play)
{
    const struct draw_list *list = play->h->frame->list;
    for (size_t i = 0; i < list->count; i++) {
        const struct image_ref *ref = &list->commands[i].image.ref;
        if (list->commands[i].kind == DRAW_IMAGE && ref->kind == IMAGE_FIGURE &&
            ref->object == play->exercise->clip)
            return ref->frame;
    }
    return -1;
}

static bool points(const struct figure_clip *clip, uint16_t frame)
{
    struct figure_way way = figure_clip_way(clip, 0);
    return figure_clip_arrow(clip, frame, &way).share > 0;
}

/* "Feel it here" points at something, and no arrow goes up while one breathes out, unless it goes
 * down as well; a loop is led by the breath, and its arrow comes at its turn. */
static void look_at_figure(const struct play *play, const struct session_view *view)
{
    int frame = frame_shown(play);
    if (frame < 0)
        return;
    const struct figure_clip *clip = play->exercise->clip;
    bool pointed = harness_shows(play->h, tr(play->h->assembly.app->strings, "player.feel_here"));
    if (pointed && !figure_clip_glows(clip, (uint16_t)frame))
        fail_msg("%s: nothing glows where it is felt", play->where);
    if (view->phase == PHASE_BREATHS && !clip->cycle.count && !figure_clip_breathes(clip) &&
        points(clip, (uint16_t)frame))
        fail_msg("%s: an arrow goes with every breath", play->where);
}

static void look(struct play *play, const struct session_view *view)
{
    enum phase_kind phase = view->phase;
    const struct said_list *said = app_said(play->h->assembly.app);
    const char *move = exercise_instruction(play->exercise, ROLE_MOVE);
    for (size_t i = 0; i < said->count; i++)
        if (said->items[i].cut)
            fail_msg("%s: cut short: \"%s\"", play->where, said->items[i].text);
    if (times_said(said, play->exercise->name) == 0)
        fail_msg("%s: no name in phase %d", play->where, phase);
    look_at_figure(play, view);
    if (phase == PHASE_ASK)
        look_for_answer(play, view);
    if (between(phase) && times_said(said, move) > 0)
        fail_msg("%s: \"%s\" is no word for phase %d", play->where, move, phase);
    for (size_t i = 0; i < play->count; i++) {
        struct due *due = &play->due[i];
        int times = times_said(said, due->text);
        if (times > 1)
            fail_msg("%s: twice at a time: \"%s\"", play->where, due->text);
        if (times > 0 && is_out_of_place(due->when, view))
            fail_msg("%s: out of place in phase %d: \"%s\"", play->where, phase, due->text);
        due->looks += times > 0 && is_its_moment(due->when, view);
        if (times > 0 && works(view))
            due->sides |= 1U << view->side;
    }
}

/* Nobody who holds on is told to let go: the English and the Spanish words for it. */
static void look_for_a_hold(const struct play *play)
{
    const struct said_list *said = app_said(play->h->assembly.app);
    if (string_list_has(&play->exercise->equipment, "support") &&
        (times_said(said, "et go") > 0 || times_said(said, "Suelte") > 0))
        fail_msg("%s: who holds on is told to let go", play->where);
}

/* Where it stands among what is to be read; -1: nowhere. */
static int place_of(const struct play *play, const char *text)
{
    const struct said_list *said = app_said(play->h->assembly.app);
    for (size_t i = 0; text && i < said->count; i++)
        if (said->items[i].visible && strcmp(said->items[i].text, text) == 0)
            return (int)i;
    return -1;
}

/* Nobody takes hold of the chair before standing up from it. */
static void look_for_order(const struct play *play, const struct session_view *view)
{
    const struct exercise *e = play->exercise;
    const char *setup = NULL;
    for (size_t i = 0; i < e->step_count; i++)
        if (e->steps[i].role == ROLE_SETUP)
            setup = e->steps[i].text;
    if (view->phase != PHASE_SWITCH)
        return;
    int turning = place_of(play, exercise_instruction_at(e, WHEN_SWITCH));
    int place = place_of(play, setup);
    if (turning >= 0 && place >= 0 && turning > place)
        fail_msg("%s: \"%s\" stands above how to change sides", play->where, setup);
}

static void expect_minded(const struct play *play, const struct due *due)
{
    bool each = play->exercise->sides == SIDES_EACH;
    unsigned all = each ? 1U << SIDE_LEFT | 1U << SIDE_RIGHT : 1U << SIDE_NONE;
    if (due->minded && due->sides != all)
        fail_msg("%s: not on each side: \"%s\"", play->where, due->text);
}

/* From the beginning of its only or current step, as long as that takes. */
static void play_step(struct harness *h, const struct exercise *exercise, const char *where)
{
    static const int least[] = {
        [DUE_ASK] = 4,        [DUE_SETUP] = 3,       [DUE_READY] = 3, [DUE_LET_GO] = 3,
        [DUE_BREATHE_IN] = 4, [DUE_BREATHE_OUT] = 5, [DUE_ONCE] = 1};
    struct play play = {.h = h, .where = where, .exercise = exercise};
    struct session *session = &h->assembly.app->visit.session;
    struct session_view view;
    owe_all(&play);
    int waiting = 0; /* looks at the patient's own pace */
    session_view(session, h->now, &view);
    for (int step = view.step; view.step == step && view.phase != PHASE_FINISHED;) {
        look(&play, &view);
        look_for_a_hold(&play);
        look_for_order(&play, &view);
        waiting += view.waits;
        if (waiting == PACE_LOOKS) {
            harness_tap(h, "done");
            waiting = 0;
        }
        harness_stall(h, LOOK_MS);
        session_view(session, h->now, &view);
    }
    for (size_t i = 0; i < play.count; i++)
        expect_minded(&play, &play.due[i]);
    for (size_t i = 0; i < play.count; i++)
        if (play.due[i].looks < least[play.due[i].when])
            fail_msg("%s: said for %d s: \"%s\"", where, play.due[i].looks, play.due[i].text);
}

static bool is_in_a_routine(const struct content *content, const struct exercise *exercise)
{
    for (size_t r = 0; r < content->routine_count; r++)
        for (size_t i = 0; i < content->routines[r]->step_count; i++)
            if (content->routines[r]->steps[i].exercise == exercise)
                return true;
    return false;
}

static void play_routine(struct harness *h, const struct routine *routine, const char *panel)
{
    for (size_t i = 0; i < routine->step_count; i++) {
        char spec[96], where[160];
        snprintf(spec, sizeof spec, "player:%s:%zu", routine->id, i + 1);
        snprintf(where, sizeof where, "%s %s", spec, panel);
        harness_show(h, spec);
        play_step(h, routine->steps[i].exercise, where);
    }
}

/* The easier ones, and activities; one without a dose is only read. */
static void play_alone(struct harness *h, const struct exercise *exercise, const char *panel)
{
    struct app *app = h->assembly.app;
    struct routine_step step = {exercise, exercise->dose, ""};
    struct routine routine = *app_content(app)->routines[0];
    char where[160];
    snprintf(where, sizeof where, "%s %s", exercise->id, panel);
    routine.steps = &step;
    routine.step_count = 1;
    harness_show(h, "player");
    visit_begin_session(&app->visit, &routine, 0, h->now);
    harness_stall(h, 1);
    play_step(h, exercise, where);
    harness_show(h, "home"); /* `routine` goes */
}

static void play_all(struct harness *h, const char *panel)
{
    const struct content *content = app_content(h->assembly.app);
    for (size_t r = 0; r < content->routine_count; r++)
        play_routine(h, content->routines[r], panel);
    for (size_t i = 0; i < content->exercise_count; i++)
        if (content->exercises[i]->has_dose && !is_in_a_routine(content, content->exercises[i]))
            play_alone(h, content->exercises[i], panel);
}

static void test_all_is_read_whole_at_its_moment_with_the_name(void **state)
{
    (void)state;
    struct languages languages = shipped_languages();
    for (size_t l = 0; l < languages.count; l++)
        for (int s = 0; s < SIZES; s++) {
            struct harness h;
            char panel[48];
            if (!shipped_pair(l, (size_t)s))
                continue;
            snprintf(panel, sizeof panel, "%dx%d %s", sizes[s][0], sizes[s][1], languages.codes[l]);
            harness_open(&h, &(struct harness_options){.width = sizes[s][0],
                                                       .height = sizes[s][1],
                                                       .language = languages.codes[l]});
            app_read_aloud(h.assembly.app, true);
            play_all(&h, panel);
            harness_close(&h);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_is_read_whole_at_its_moment_with_the_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
