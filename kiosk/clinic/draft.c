#include "clinic/draft.h"

#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "clinic/draft_internal.h"
#include "store/kept.h"

const char *draft_words_in(const struct draft_words *words, const char *code, bool *other)
{
    bool elsewhere = false;
    const char *text = "";
    for (int i = words->count; i-- > 0;) {
        bool here = strcmp(words->items[i].code, code) == 0;
        text = words->items[i].text;
        elsewhere = !here;
        if (here)
            break;
    }
    if (other)
        *other = elsewhere;
    return text;
}

static void take_out(struct draft_words *words, int at)
{
    words->count--;
    memmove(&words->items[at], &words->items[at + 1],
            (size_t)(words->count - at) * sizeof *words->items);
}

void draft_words_set(struct draft *draft, struct draft_words *words, const char *code,
                     const char *text)
{
    int at = 0;
    while (at < words->count && strcmp(words->items[at].code, code) != 0)
        at++;
    if (!*text && at < words->count)
        take_out(words, at);
    if (!*text || at == DRAFT_LANGUAGES_MAX)
        return;
    if (at == words->count) {
        words->count++;
        words->items[at].code = arena_strdup(&draft->arena, code);
    }
    words->items[at].text = arena_strdup(&draft->arena, text);
}

void draft_clear(struct draft_state *state)
{
    *state = (struct draft_state){.id = "",
                                  .color = ROUTINE_MINT,
                                  .person = "",
                                  .red_flags = "",
                                  .shown = true,
                                  .change_s = ROUTINE_CHANGE_S,
                                  .chosen = -1};
}

void draft_free(struct draft *draft)
{
    arena_free(&draft->arena);
    *draft = (struct draft){0};
    draft_clear(&draft->now);
}

void draft_begin(struct draft *draft)
{
    draft_free(draft);
    if (!kept_remove(DRAFT_FILE))
        log_warn("draft", "text=%s", "the former draft cannot be removed");
}

void draft_begin_after(struct draft *draft)
{
    struct arena scratch = {0};
    bool unsaved = draft->now.changed && !draft_empty(draft);
    const char *former = unsaved ? arena_strdup(&scratch, draft_print(draft)) : NULL;
    draft_begin(draft);
    if (former) {
        draft_remember(draft);
        draft->history[0] = arena_strdup(&draft->arena, former);
        draft->former = 1;
    }
    arena_free(&scratch);
}

bool draft_empty(const struct draft *draft)
{
    return draft->now.step_count == 0 && draft->now.name.count == 0 &&
           draft->now.summary.count == 0 && !*draft->now.id;
}

void draft_remember(struct draft *draft)
{
    if (draft->history_count == draft->history_room) {
        size_t room = draft->history_room * 2 + 32;
        const char **history = ARENA_ARRAY(&draft->arena, const char *, room);
        if (draft->history_count > 0)
            memcpy(history, draft->history, draft->history_count * sizeof *history);
        draft->history = history;
        draft->history_room = room;
    }
    draft->history[draft->history_count++] = draft_print(draft);
}

void draft_keep(struct draft *draft)
{
    char path[4096];
    const char *text = draft_print(draft);
    bool somewhere = kept_path(path, sizeof path, DRAFT_FILE);
    draft->unkept = somewhere && !kept_write(DRAFT_FILE, text, strlen(text));
    draft->unkept_why = draft->unkept ? errno : 0;
    if (draft->unkept)
        log_warn("draft", "text=%s", "cannot be kept: the disk is full, or not to be written");
}

void draft_changed(struct draft *draft)
{
    draft->now.changed = true;
    draft_keep(draft);
}

bool draft_can_undo(const struct draft *draft)
{
    return draft->history_count > 0;
}

void draft_undo(struct draft *draft)
{
    if (!draft_can_undo(draft))
        return;
    const char *id = draft->now.id; /* what was saved stays saved under its name */
    draft_parse(draft, draft->history[--draft->history_count]);
    if (draft->history_count < draft->former)
        draft->former = draft->history_count;
    else if (*id && !*draft->now.id)
        draft->now.id = id;
    if (draft->history_count < draft->saved_at)
        draft->now.changed = true;
    draft_keep(draft);
}

static void take_step(struct draft *draft, int at, const struct draft_step *step)
{
    struct draft_state *now = &draft->now;
    memmove(&now->steps[at + 1], &now->steps[at],
            (size_t)(now->step_count - at) * sizeof *now->steps);
    now->steps[at] = *step;
    now->step_count++;
    now->chosen = at;
}

bool draft_add(struct draft *draft, const struct exercise *exercise)
{
    if (draft->now.step_count == ROUTINE_STEPS_MAX)
        return false;
    struct draft_step step = {
        .exercise = arena_strdup(&draft->arena, exercise->id), .dose = exercise->dose, .from = -1};
    if (!exercise->has_dose) {
        step.dose.sets = step.dose.reps = 1;
        step.dose.duration_s = 5 * 60;
        step.dose.rest_s = step.dose.rest_s > 0 ? step.dose.rest_s : 10;
    }
    draft_remember(draft);
    take_step(draft, draft->now.chosen + 1, &step);
    draft_changed(draft);
    return true;
}

static bool is_step(const struct draft *draft, int step)
{
    return step >= 0 && step < draft->now.step_count;
}

bool draft_double(struct draft *draft, int step)
{
    if (!is_step(draft, step) || draft->now.step_count == ROUTINE_STEPS_MAX)
        return false;
    struct draft_step copy = draft->now.steps[step];
    draft_remember(draft);
    take_step(draft, step + 1, &copy);
    draft_changed(draft);
    return true;
}

void draft_remove(struct draft *draft, int step)
{
    struct draft_state *now = &draft->now;
    if (!is_step(draft, step))
        return;
    draft_remember(draft);
    now->step_count--;
    memmove(&now->steps[step], &now->steps[step + 1],
            (size_t)(now->step_count - step) * sizeof *now->steps);
    if (now->chosen > step || now->chosen >= now->step_count)
        now->chosen--;
    draft_changed(draft);
}

void draft_move(struct draft *draft, int from, int to)
{
    struct draft_state *now = &draft->now;
    if (!is_step(draft, from) || !is_step(draft, to) || from == to)
        return;
    draft_remember(draft);
    struct draft_step step = now->steps[from];
    if (from < to)
        memmove(&now->steps[from], &now->steps[from + 1], (size_t)(to - from) * sizeof step);
    else
        memmove(&now->steps[to + 1], &now->steps[to], (size_t)(from - to) * sizeof step);
    now->steps[to] = step;
    now->chosen = to;
    draft_changed(draft);
}

void draft_choose(struct draft *draft, int step)
{
    if (is_step(draft, step))
        draft->now.chosen = step;
}

int draft_count(const struct draft *draft, const char *exercise)
{
    int count = 0;
    for (int i = 0; i < draft->now.step_count; i++)
        count += strcmp(draft->now.steps[i].exercise, exercise) == 0;
    return count;
}

static struct draft_words *words_of(struct draft *draft, enum draft_what what, int step)
{
    return what == DRAFT_NAME      ? &draft->now.name
           : what == DRAFT_SUMMARY ? &draft->now.summary
           : is_step(draft, step)  ? &draft->now.steps[step].note
                                   : NULL;
}

static bool says(const struct draft_words *words, const struct draft_text *text)
{
    bool other;
    const char *now = draft_words_in(words, text->code, &other);
    return strcmp(other ? "" : now, text->text) == 0;
}

void draft_set_texts(struct draft *draft, enum draft_what what, int step,
                     const struct draft_text *texts, size_t count)
{
    struct draft_words *words = words_of(draft, what, step);
    bool changes = false;
    for (size_t i = 0; words && i < count; i++)
        changes |= !says(words, &texts[i]);
    if (!changes)
        return;
    draft_remember(draft);
    for (size_t i = 0; i < count; i++)
        draft_words_set(draft, words, texts[i].code, texts[i].text);
    draft_changed(draft);
}

/* Another routine has this name in that language. */
static bool is_borrowed(const struct draft *draft, const struct content *content, const char *code,
                        const char *text)
{
    const struct content *in = content_in(content, code);
    for (size_t i = 0; in && i < in->routine_count + in->hidden_count; i++)
        if (strcmp(in->routines[i]->id, draft->now.id) != 0 &&
            strcmp(in->routines[i]->name, text) == 0)
            return true;
    return false;
}

bool draft_rename(struct draft *draft, const struct content *content,
                  const struct draft_text *texts, size_t count)
{
    const struct draft_words before = draft->now.name;
    struct draft_words *name = &draft->now.name;
    bool renamed = count > 0 && *texts->text && !says(&before, texts), dropped = false;
    draft_set_texts(draft, DRAFT_NAME, -1, texts, count);
    for (int i = name->count; renamed && i-- > 0;) {
        const struct draft_text text = {name->items[i].code, name->items[i].text};
        if (strcmp(text.code, texts->code) == 0 || !says(&before, &text) ||
            !is_borrowed(draft, content, text.code, text.text))
            continue;
        take_out(name, i);
        dropped = true;
    }
    if (dropped)
        draft_keep(draft);
    return dropped;
}

void draft_set_name(struct draft *draft, const char *code, const char *text)
{
    draft_set_texts(draft, DRAFT_NAME, -1, &(struct draft_text){code, text}, 1);
}

void draft_set_summary(struct draft *draft, const char *code, const char *text)
{
    draft_set_texts(draft, DRAFT_SUMMARY, -1, &(struct draft_text){code, text}, 1);
}

void draft_set_note(struct draft *draft, int step, const char *code, const char *text)
{
    draft_set_texts(draft, DRAFT_NOTE, step, &(struct draft_text){code, text}, 1);
}

static void set_text(struct draft *draft, const char **place, const char *text)
{
    if (strcmp(*place, text) == 0)
        return;
    draft_remember(draft);
    *place = arena_strdup(&draft->arena, text);
    draft_changed(draft);
}

void draft_set_color(struct draft *draft, enum routine_color color)
{
    if (draft->now.color == color)
        return;
    draft_remember(draft);
    draft->now.color = color;
    draft_changed(draft);
}

void draft_set_person(struct draft *draft, const char *person)
{
    set_text(draft, &draft->now.person, person);
}

void draft_set_red_flags(struct draft *draft, const char *page)
{
    set_text(draft, &draft->now.red_flags, page);
}

static void set_flag(struct draft *draft, bool *place, bool on)
{
    if (*place == on)
        return;
    draft_remember(draft);
    *place = on;
    draft_changed(draft);
}

void draft_set_shown(struct draft *draft, bool shown)
{
    set_flag(draft, &draft->now.shown, shown);
}

void draft_set_demo(struct draft *draft, bool demo)
{
    set_flag(draft, &draft->now.demo, demo);
}

static size_t fill_steps(const struct draft *draft, const struct content *content, const char *code,
                         struct routine_step *steps)
{
    size_t count = 0;
    for (int i = 0; i < draft->now.step_count; i++) {
        const struct draft_step *step = &draft->now.steps[i];
        const struct exercise *exercise = content_exercise(content, step->exercise);
        if (exercise)
            steps[count++] = (struct routine_step){.exercise = exercise,
                                                   .dose = step->dose,
                                                   .note = draft_words_in(&step->note, code, NULL)};
    }
    return count;
}

bool draft_routine(const struct draft *draft, const struct content *content, const char *code,
                   struct arena *arena, struct routine *out)
{
    const struct draft_state *now = &draft->now;
    struct routine_step *steps = ARENA_ARRAY(arena, struct routine_step, ROUTINE_STEPS_MAX);
    *out = (struct routine){.id = *now->id ? now->id : "draft",
                            .name = draft_words_in(&now->name, code, NULL),
                            .summary = draft_words_in(&now->summary, code, NULL),
                            .how_often = draft_words_in(&now->how_often, code, NULL),
                            .conditions = now->conditions,
                            .body_regions = now->body_regions,
                            .steps = steps,
                            .step_count = fill_steps(draft, content, code, steps),
                            .change_s = now->change_s,
                            .demo = now->demo,
                            .red_flags =
                                *now->red_flags ? content_page(content, now->red_flags) : NULL,
                            .color = now->color,
                            .person = now->person};
    return out->step_count > 0;
}
