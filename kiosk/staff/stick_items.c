#include <string.h>

#include "staff/stick_internal.h"

/* What there is to choose from, and what is to be seen of it. */

int stick_items(const struct staff_stick *state, struct stick_item items[STICK_MAX_ITEMS])
{
    const struct stick_contents *contents = state->look ? &state->look->contents : NULL;
    int count = 0;
    for (int i = 0; contents && i < contents->pack_count; i++)
        items[count++] = (struct stick_item){STICK_ITEM_PACK, i};
    if (contents && contents->photo_count > 0)
        items[count++] = (struct stick_item){STICK_ITEM_PHOTOS, 0};
    for (int i = 0; contents && i < contents->backup_count; i++)
        items[count++] = (struct stick_item){STICK_ITEM_BACKUP, i};
    if (contents && *state->stick.path && contents->state == STICK_READ)
        items[count++] = (struct stick_item){STICK_ITEM_BACK_UP, 0};
    items[count++] = (struct stick_item){STICK_ITEM_INSTALLED, 0};
    return count;
}

int stick_chosen_place(const struct staff_stick *state)
{
    struct stick_item items[STICK_MAX_ITEMS];
    int count = stick_items(state, items), place = int_clamp(state->chosen, 0, count - 1);
    return items[place].kind == STICK_ITEM_BACK_UP ? place + 1 : place;
}

struct stick_item stick_chosen(const struct staff_stick *state)
{
    struct stick_item items[STICK_MAX_ITEMS];
    stick_items(state, items);
    return items[stick_chosen_place(state)];
}

static enum stick_pane pack_pane(const struct staff_stick *state)
{
    const struct stick_task *rehearsed = state->rehearsed;
    if (!rehearsed || rehearsed->gone || rehearsed->full || rehearsed->outcome == REHEARSAL_FAILED)
        return STICK_PANE_NOTE;
    return rehearsed->outcome == REHEARSAL_REFUSED ? STICK_PANE_MISTAKES : STICK_PANE_REHEARSAL;
}

enum stick_pane stick_pane(const struct staff_stick *state)
{
    if (!state->look || state->work)
        return STICK_PANE_NOTE;
    switch (stick_chosen(state).kind) {
    case STICK_ITEM_PACK:
    case STICK_ITEM_BACKUP:
        return pack_pane(state);
    case STICK_ITEM_PHOTOS:
        return STICK_PANE_PHOTOS;
    default:
        return STICK_PANE_INSTALLED;
    }
}

bool stick_looks_the_same(const struct staff_stick *state)
{
    const struct stick_task *rehearsed = state->rehearsed;
    return rehearsed->rehearsal.changes.count == 0 && state->settings == 0 &&
           !rehearsed->brings.draft;
}

bool stick_changes_nothing(const struct staff_stick *state)
{
    const struct rehearsal *rehearsal = &state->rehearsed->rehearsal;
    bool same_version = rehearsal->version_before &&
                        strcmp(rehearsal->version_before, rehearsal->head.version) == 0;
    return stick_looks_the_same(state) &&
           (same_version || stick_chosen(state).kind == STICK_ITEM_BACKUP);
}

const char *stick_hint(const struct stick_view *v)
{
    bool restores = stick_chosen(v->state).kind == STICK_ITEM_BACKUP;
    return stick_word(v, restores ? "staff.stick.hint_restore" : "staff.stick.hint");
}

const char *stick_same_words(const struct stick_view *v)
{
    if (!stick_changes_nothing(v->state))
        return stick_word(v, "staff.stick.looks_the_same");
    return stick_word(v, stick_chosen(v->state).kind == STICK_ITEM_BACKUP
                             ? "staff.stick.backup_same"
                             : "staff.stick.nothing_new");
}

const struct content *stick_after(const struct screen_context *context)
{
    const struct stick_task *rehearsed = context->staff->stick.rehearsed;
    if (context->staff->sample)
        return context->content;
    return rehearsed && rehearsed->rehearsal.after
               ? content_in(rehearsed->rehearsal.after, strings_code(context->strings))
               : NULL;
}

struct stick_shown stick_shown(const struct screen_context *context,
                               const struct pack_change *change)
{
    const struct content *after = stick_after(context);
    struct stick_shown shown = {0};
    if (!after || change->verb == PACK_HIDES || change->verb == PACK_REMOVES)
        return shown;
    if (strcmp(change->kind, "routine") == 0)
        shown.routine = content_routine(after, change->id);
    if (strcmp(change->kind, "exercise") == 0)
        shown.exercise = content_exercise(after, change->id);
    return shown;
}

int stick_own_mistakes(const struct screen_context *context)
{
    const char *packs_dir = context->staff->packs_dir ? context->staff->packs_dir : "";
    size_t length = strlen(packs_dir);
    int count = 0;
    if (context->staff->sample)
        return staff_shows(context->staff, "faulty");
    for (const struct fault *f = context->faults ? context->faults->first : NULL; f; f = f->next)
        count += f->severity == FAULT_ERROR && length > 0 &&
                 strncmp(f->file, packs_dir, length) == 0 &&
                 strncmp(f->file + length, "/" PACKS_OWN "/", sizeof PACKS_OWN + 1) == 0;
    return count;
}
