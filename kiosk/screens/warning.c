#include "screens/warning.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "screens/routine_start.h"
#include "store/wall.h"

static const struct answered_card *find_answered(const struct visit *visit, const struct page *page)
{
    for (int i = 0; i < visit->warning.card_count; i++)
        if (strcmp(visit->warning.cards[i].page, page->id) == 0)
            return &visit->warning.cards[i];
    return NULL;
}

static void note_answered(struct visit *visit, const struct page *page, unsigned sections)
{
    struct visit_warning *warning = &visit->warning;
    struct answered_card *card = (struct answered_card *)find_answered(visit, page);
    if (!card && warning->card_count == VISIT_CARDS_MAX) { /* the first is asked once more */
        warning->card_count--;
        memmove(warning->cards, warning->cards + 1, sizeof *warning->cards * (VISIT_CARDS_MAX - 1));
    }
    if (!card) {
        card = &warning->cards[warning->card_count++];
        *card = (struct answered_card){0};
        snprintf(card->page, sizeof card->page, "%s", page->id);
    }
    card->sections |= sections;
}

static bool asks(const struct page_section *section)
{
    return section->list.count > 0 || section->rows > 0;
}

unsigned warning_sections(const struct screen_context *context, const struct page *page)
{
    const struct answered_card *answered = find_answered(context->visit, page);
    unsigned seen = 0;
    for (size_t i = 0; i < page->section_count; i++) {
        const struct page_section *section = &page->sections[i];
        bool concerns = section->regions.count == 0 ||
                        routine_exercises(context->visit->routine, &section->regions);
        bool known = answered && (answered->sections >> i & 1U) && asks(section);
        if (concerns && !known)
            seen |= 1U << i;
    }
    return seen;
}

static bool is_unasked(const struct screen_context *context, const struct page *page)
{
    unsigned seen = warning_sections(context, page);
    for (size_t i = 0; i < page->section_count; i++)
        if ((seen >> i & 1U) && asks(&page->sections[i]))
            return true;
    return !find_answered(context->visit, page);
}

const struct page *warning_page(const struct screen_context *context)
{
    const struct page *page = content_red_flags(context->content, context->visit->routine);
    bool raised = context->visit->warning.answer == WARNING_RAISED;
    return page || !raised ? page : content_page(context->content, CONTENT_RED_FLAGS);
}

bool warning_due(const struct screen_context *context)
{
    const struct visit *visit = context->visit;
    if (!visit->routine || visit->warning.answer == WARNING_RAISED)
        return visit->routine != NULL;
    const struct page *page = warning_page(context);
    return page && is_unasked(context, page);
}

static void answer(struct screen_context *context, enum warning_answer answer)
{
    const struct page *page = warning_page(context);
    if (page)
        note_answered(context->visit, page, warning_sections(context, page));
    context->visit->warning.answer = answer;
    context->visit->warning.talking = false;
}

void warning_say_none(struct screen_context *context)
{
    answer(context, WARNING_NONE);
}

void warning_say_some(struct screen_context *context)
{
    answer(context, WARNING_RAISED);
    /* one may wait under the page that was read */
    routine_leave(context);
    store_count(context->store, STORE_RED_FLAG_RAISED, context->visit->routine->id,
                wall_day(context->wall));
}

void warning_lift(struct screen_context *context)
{
    struct visit *visit = context->visit;
    visit->warning.answer = WARNING_NONE;
    visit->warning.talking = false;
    log_info("red_flag", "state=%s", "talked-to-staff");
    store_count(context->store, STORE_TALKED_TO_STAFF, visit->routine->id, wall_day(context->wall));
}

void warning_forget(struct visit *visit)
{
    visit->warning = (struct visit_warning){0};
}

void warning_pretend_some(struct visit *visit, bool talking)
{
    visit->warning = (struct visit_warning){.answer = WARNING_RAISED, .talking = talking};
}

void warning_pretend_none(struct visit *visit, const struct page *page)
{
    warning_forget(visit);
    note_answered(visit, page, ~0U);
    visit->warning.answer = WARNING_NONE;
}
