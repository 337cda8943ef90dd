#include <stdio.h>
#include <string.h>

#include "base/fault_log.h"
#include "clinic/draft_parcel.h"
#include "clinic/own_slug.h"
#include "screens/parts.h"
#include "staff/builder_internal.h"

/* Where the routine goes: into the own pack, or where that cannot be, onto a stick. */

static struct staff_builder *state_of(const struct screen_context *context)
{
    return &context->staff->builder;
}

/* The kiosk chooses who shows it, and by its id, which it gets when it is saved. */
bool builder_is_anybodys(const struct draft_state *now)
{
    return !*now->id && !*now->person;
}

/* Until then each new one has the next of them, */
const char *builder_next_person(const struct screen_context *context)
{
    return part_person_name(context->content->entry_count);
}

/* and keeps whoever has been seen all the while. */
static void keep_person(const struct screen_context *context)
{
    struct draft_state *now = &state_of(context)->draft.now;
    if (builder_is_anybodys(now))
        now->person = builder_next_person(context);
}

/* The first that no routine is called. */
static const char *default_name(const struct screen_context *context, struct arena *arena)
{
    const struct content *content = context->content;
    for (int n = 1;; n++) {
        const char *name = builder_stopgap(context, arena, n);
        bool taken = false;
        for (size_t i = 0; i < content->entry_count; i++)
            taken |= strcmp(content->entries[i].name, name) == 0;
        if (!taken)
            return name;
    }
}

/* Another routine has the same name: nobody could tell them apart. */
static bool is_twin(const struct screen_context *context)
{
    const struct content *content = context->content;
    const struct draft_state *now = &context->staff->builder.draft.now;
    const char *name = draft_words_in(&now->name, strings_code(context->strings), NULL);
    for (size_t i = 0; i < content->routine_count; i++)
        if (strcmp(content->routines[i]->id, now->id) != 0 &&
            strcmp(content->routines[i]->name, name) == 0)
            return true;
    return false;
}

/* The loader leaves it out as it is. */
static bool is_faulty(const struct screen_context *context)
{
    const struct draft_state *now = &state_of(context)->draft.now;
    for (int i = 0; i < now->step_count; i++) {
        const struct exercise *exercise =
            content_exercise(context->content, now->steps[i].exercise);
        if (!exercise || draft_wrong_number(&now->steps[i], exercise) != DOSE_FIELD_COUNT)
            return true;
    }
    return false;
}

void builder_save(struct screen_context *context)
{
    struct staff_builder *b = state_of(context);
    struct fault_list faults = {0};
    struct arena scratch = {0};
    const struct string_list used = own_used_ids(context->store, &scratch);
    struct own_place place = staff_own_place(context);
    place.used = &used;
    const char *name = default_name(context, &scratch);
    bool named = b->draft.now.name.count > 0, first = !*b->draft.now.id;
    const char *code = strings_code(context->strings);
    const char *person = b->draft.now.person;
    keep_person(context);
    if (draft_save(&b->draft, &place, context->content, code, name, &faults)) {
        b->sheet = BUILDER_NO_SHEET;
        bool faulty = is_faulty(context), twin = !faulty && named && is_twin(context);
        builder_say(b, false,
                    faulty  ? tr(context->strings, "staff.builder.refused")
                    : twin  ? tr(context->strings, "staff.builder.saved_twin")
                    : named ? tr(context->strings, "staff.builder.saved")
                            : tr_format(context->strings, &scratch, "staff.builder.saved_as",
                                        {"name", name, 0}));
        b->told = twin || faulty;
        if (first && !named)
            builder_ask_first_name(context, name);
    } else {
        b->sheet = BUILDER_UNSAVED;
        b->draft.now.person = person;
        draft_keep(&b->draft); /* whether that is on the disk is told, too */
        builder_say(b, true, staff_why(context, &scratch, &faults));
        fault_list_log(&faults, "own_pack");
    }
    fault_list_free(&faults);
    arena_free(&scratch);
}

static const struct stick *newest_stick(const struct screen_context *context)
{
    const struct sticks *sticks = context->staff->sticks;
    return sticks && sticks->count > 0 ? &sticks->list[sticks->count - 1] : NULL;
}

enum builder_stick builder_stick(const struct screen_context *context)
{
    const struct stick *stick = newest_stick(context);
    bool sample = context->staff->sample != NULL;
    if (sample ? staff_shows(context->staff, "read-only") : stick && stick->read_only)
        return BUILDER_STICK_READ_ONLY;
    return sample || stick ? BUILDER_STICK : BUILDER_NO_STICK;
}

/* What the disk does not take. */
void builder_save_to_stick(struct screen_context *context)
{
    struct staff_builder *b = state_of(context);
    const struct stick *stick = newest_stick(context);
    if (context->staff->sample || builder_stick(context) != BUILDER_STICK || b->parcel)
        return;
    struct arena scratch = {0};
    const struct own_place place = staff_own_place(context);
    keep_person(context);
    b->unparted = true;
    b->on_stick = false;
    struct draft_parcel *parcel =
        draft_parcel_new(&b->draft, &place, context->content, strings_code(context->strings),
                         default_name(context, &scratch));
    draft_parcel_to(parcel, stick->path, context->wall);
    builder_say(b, true, tr(context->strings, "staff.stick.writing"));
    b->parcel =
        work_begin(draft_parcel_run, draft_parcel_free, parcel, context->staff->on_work_done);
    arena_free(&scratch);
}

void builder_take_parcel(struct screen_context *context)
{
    const char *written =
        state_of(context)->draft.unkept ? "staff.builder.on_stick_only" : "staff.builder.on_stick";
    const char *const words[] = {[STICK_WRITTEN] = written,
                                 [STICK_WRITE_FULL] = "staff.usage.full",
                                 [STICK_WRITE_GONE] = "staff.usage.gone",
                                 [STICK_WRITE_READ_ONLY] = "staff.usage.read_only",
                                 [STICK_WRITE_FAILED] = "staff.usage.failed"};
    struct staff_builder *b = state_of(context);
    struct draft_parcel *parcel = work_end(b->parcel);
    struct arena scratch = {0};
    b->parcel = NULL;
    b->on_stick = b->unparted && parcel->end == STICK_WRITTEN;
    builder_say(
        b, true,
        tr_format(context->strings, &scratch, words[parcel->end], {"file", parcel->file, 0}));
    draft_parcel_free(parcel);
    arena_free(&scratch);
}
