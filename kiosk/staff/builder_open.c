#include <stdio.h>
#include <string.h>

#include "base/fault_log.h"
#include "staff/builder_internal.h"
#include "staff/parts.h"

/* What other screens open in the builder. There is one draft: with an unsaved one in it, the way to
 * another leads past the question which it shall be. */

/* A step whose exercise is gone has no page: its row says so. */
static enum builder_page page_of(const struct screen_context *context, const struct draft *draft,
                                 int step)
{
    bool known = step >= 0 && step < draft->now.step_count &&
                 content_exercise(context->content, draft->now.steps[step].exercise);
    return known ? BUILDER_STEP : BUILDER_STEPS;
}

static void go(struct screen_context *context, enum builder_page page)
{
    struct staff_builder *b = &context->staff->builder;
    b->resume = true;
    b->page = page;
    context->go = SCREEN_STAFF_BUILDER;
}

static bool open_own(struct screen_context *context, const char *id, int step, const char *fault)
{
    struct staff_builder *b = &context->staff->builder;
    struct fault_list faults = {0};
    const struct own_place place = staff_own_place(context);
    b->source = draft_open(&b->draft, &place, context->content, id, &faults);
    bool opened = b->source != DRAFT_FROM_NOTHING;
    if (opened) {
        draft_choose(&b->draft, step);
        snprintf(b->mending, sizeof b->mending, "%s", fault ? fault : "");
        b->mends = fault != NULL;
        b->opened = b->draft.history_count;
        b->draft.now.changed |= b->mends; /* it is not what the file says; on the disk it is none */
        go(context, page_of(context, &b->draft, step));
    }
    fault_list_log(&faults, "own_pack");
    fault_list_free(&faults);
    return opened;
}

static void open_copy(struct screen_context *context, const struct routine *routine)
{
    builder_begin_copy(context, routine);
    go(context, BUILDER_STEPS);
}

/* With an unsaved draft the wish is kept until that is answered. */
static bool asks_first(struct screen_context *context, const struct builder_wish *wish)
{
    struct staff_builder *b = &context->staff->builder;
    builder_know_draft(context);
    if (!b->draft.now.changed || draft_empty(&b->draft))
        return false;
    if (!wish->copies && !*wish->fault && strcmp(b->draft.now.id, wish->id) == 0) {
        go(context, page_of(context, &b->draft, wish->step)); /* it is the one */
        return true;
    }
    b->wish = *wish;
    b->sheet = BUILDER_UNFINISHED;
    go(context, BUILDER_STEPS);
    return true;
}

bool staff_builder_edit(struct screen_context *context, const char *id, int step, const char *fault)
{
    struct builder_wish wish = {.step = step};
    snprintf(wish.id, sizeof wish.id, "%s", id);
    snprintf(wish.fault, sizeof wish.fault, "%s", fault ? fault : "");
    return asks_first(context, &wish) || open_own(context, id, step, fault);
}

void staff_builder_copy(struct screen_context *context, const struct routine *routine)
{
    struct builder_wish wish = {.copies = true};
    snprintf(wish.id, sizeof wish.id, "%s", routine->id);
    if (!asks_first(context, &wish))
        open_copy(context, routine);
}

bool builder_wishes(const struct staff_builder *b)
{
    return *b->wish.id != '\0';
}

void builder_take_wish(struct screen_context *context)
{
    struct staff_builder *b = &context->staff->builder;
    const struct builder_wish wish = b->wish;
    const struct routine *routine = content_routine(context->content, wish.id);
    b->wish = (struct builder_wish){0};
    b->sheet = BUILDER_NO_SHEET;
    if (!draft_put_by(&b->draft)) {
        builder_say(b, true, tr(context->strings, "staff.stick.failed"));
        return;
    }
    draft_begin(&b->draft);
    if (wish.copies && routine)
        open_copy(context, routine);
    else if (wish.copies || !open_own(context, wish.id, wish.step, *wish.fault ? wish.fault : NULL))
        builder_say(b, true, tr(context->strings, "staff.routines.unreadable"));
}

bool builder_was_only_seen(const struct staff_builder *b)
{
    return !b->draft.now.changed || (b->mends && b->draft.history_count == b->opened);
}

void builder_leave_saved(struct staff_builder *b)
{
    b->mends = false;
    if (!draft_return(&b->draft))
        draft_begin(&b->draft);
}
