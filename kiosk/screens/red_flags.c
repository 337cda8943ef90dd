#include "screens/red_flags.h"

#include <string.h>

#include "screens/answer_card.h"
#include "screens/language_button.h"
#include "screens/list_page.h"
#include "screens/page_text.h"
#include "screens/warning.h"

static void small_space(struct stack *stack)
{
    stack_gap(stack, ui_padding(stack->ui, LENGTH_GAP_SMALL, 50));
}

static void put_key(struct stack *stack, const struct screen_context *context, enum theme_color ink,
                    const char *key)
{
    stack_text(stack, TYPE_BODY, ui_color(stack->ui, ink), tr(context->strings, key));
}

/* Where the page says what to do where no staff are. */
static unsigned emergency_sections(const struct page *page)
{
    unsigned sections = 0;
    for (size_t i = 0; page && i < page->section_count; i++)
        sections |= page->sections[i].emergency ? 1U << i : 0;
    return sections;
}

/* Those with nothing but a list, whose heading says no more than its signs do. */
static unsigned list_sections(const struct page *page, unsigned sections)
{
    unsigned lists = 0;
    for (size_t i = 0; i < page->section_count; i++) {
        const struct page_section *section = &page->sections[i];
        if (section->list.count > 0 && section->rows == 0 && !*section->text && !section->emergency)
            lists |= 1U << i;
    }
    return lists & sections;
}

/* On small panels, where it takes several views: the signs at once and without headings, and what
 * to do then at the end. What to do where no staff are is said after the answer, to whom it
 * concerns. */
static void put_small_question(struct stack *stack, const struct screen_context *context,
                               const struct page *page, unsigned sections)
{
    unsigned lists = list_sections(page, sections);
    unsigned rest = sections & ~lists & ~emergency_sections(page);
    stack->small = true;
    put_key(stack, context, COLOR_TEXT_SOFT, "overview.red_flags.intro");
    page_text_put_lists(stack, page, lists);
    if (!rest)
        return;
    small_space(stack);
    page_text_put(stack, context, page, rest);
}

static void put_question(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    const struct page *page = warning_page(context);
    unsigned sections = warning_sections(context, page);
    if (stack->ui->metrics.viewing_mm < 600) {
        put_small_question(stack, context, page, sections);
        return;
    }
    put_key(stack, context, COLOR_TEXT_SOFT, "overview.red_flags.intro");
    small_space(stack);
    page_text_put(stack, context, page, sections);
}

/* "None" is not the one that stands out: it is what is pressed without reading. */
static struct answer_card question(const struct screen_context *context)
{
    const struct strings *strings = context->strings;
    return (struct answer_card){
        .icon = "shield-alert",
        .title = tr(strings, "overview.red_flags.title"),
        .words = put_question,
        .context = context,
        .back = true,
        .first = {.id = "red-flags:some",
                  .label = tr(strings, "overview.red_flags.some"),
                  .icon = "octagon-alert",
                  .style = BUTTON_DANGER,
                  .large = true},
        .second = {.id = "red-flags:none",
                   .label = tr(strings, "overview.red_flags.none"),
                   .icon = "check",
                   .large = true},
        .read_first = true,
    };
}

static void put_tell(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    const struct page *page = warning_page(context);
    unsigned sections = emergency_sections(page);
    put_key(stack, context, COLOR_TEXT, "overview.red_flags.tell_text");
    small_space(stack);
    if (sections)
        page_text_put(stack, context, page, sections);
    else
        page_text_put_emergency(stack, context);
}

/* What is safe for whoever cannot read more: the page in Advice says which signs are whose. */
static void put_tell_short(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    const char *text = tr(context->strings, "overview.red_flags.tell_short");
    if (*context->emergency)
        text = tr_format(context->strings, &stack->ui->list->arena,
                         "overview.red_flags.tell_short_number", {"number", context->emergency, 0});
    stack_text(stack, TYPE_BODY, ui_color(stack->ui, COLOR_TEXT), text);
}

/* What lets the patient go on is not where the finger just was. */
static struct answer_card tell(const struct screen_context *context)
{
    const struct strings *strings = context->strings;
    return (struct answer_card){
        .icon = "octagon-alert",
        .title = tr(strings, "overview.red_flags.tell_title"),
        .warns = true,
        .words = put_tell,
        .short_words = put_tell_short,
        .context = context,
        .first = {.id = "back",
                  .label = tr(strings, "overview.all_routines"),
                  .icon = "arrow-left",
                  .style = BUTTON_PRIMARY,
                  .large = true},
        .second = {.id = "red-flags:talked", .label = tr(strings, "overview.red_flags.talked")},
        .finger = context->visit->warning.finger,
    };
}

static void put_talked(struct stack *stack, const void *what)
{
    put_key(stack, what, COLOR_TEXT, "overview.red_flags.talked_text");
}

static struct answer_card talked(const struct screen_context *context)
{
    const struct strings *strings = context->strings;
    return (struct answer_card){
        .icon = "shield-alert",
        .title = tr(strings, "overview.red_flags.talked"),
        .words = put_talked,
        .context = context,
        .first = {.id = "red-flags:not-yet",
                  .label = tr(strings, "overview.red_flags.not_yet"),
                  .style = BUTTON_PRIMARY,
                  .large = true},
        .second = {.id = "red-flags:may", .label = tr(strings, "overview.red_flags.may")},
        .finger = context->visit->warning.finger,
    };
}

void red_flags_draw(struct screen_context *context, struct ui *ui)
{
    struct visit_warning *warning = &context->visit->warning;
    struct answer_card card = warning->answer != WARNING_RAISED ? question(context)
                              : warning->talking                ? talked(context)
                                                                : tell(context);
    warning->places = answer_card_draw(context, ui, &card);
}

void red_flags_tap(struct screen_context *context, const struct tap *tap)
{
    struct visit *visit = context->visit;
    if (list_page_back(tap)) {
        context->go = SCREEN_HOME;
        return;
    }
    if (tap->kind != TAP_TARGET || language_button_tap(context, tap))
        return;
    if (strcmp(tap->id, "red-flags:more") == 0) {
        answer_card_read_on(&visit->overview_scroll);
        return;
    }
    visit->overview_scroll = (struct scroll){0};
    bool second = strcmp(tap->id, "red-flags:talked") == 0;
    visit->warning.finger = second ? visit->warning.places.second : visit->warning.places.first;
    if (strcmp(tap->id, "red-flags:none") == 0)
        warning_say_none(context);
    else if (strcmp(tap->id, "red-flags:some") == 0)
        warning_say_some(context);
    else if (strcmp(tap->id, "red-flags:may") == 0)
        warning_lift(context);
    else
        visit->warning.talking = second;
}
