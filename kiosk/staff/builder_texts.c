#include <stdio.h>
#include <string.h>

#include "content/content.h"
#include "staff/builder_internal.h"
#include "staff/writing.h"

/* What is written on the screen with the keyboard. */

enum { NAME_BYTES = 80, LINE_BYTES = 300, SEARCH_BYTES = 80 };

static struct writing *writing_of(struct screen_context *context)
{
    return &context->staff->writing;
}

static const char *in_language(const struct draft_words *words, const char *code)
{
    bool other;
    const char *text = draft_words_in(words, code, &other);
    return other ? "" : text;
}

/* In all languages that visitors can choose, the shown one first. */
static void ask_words(struct screen_context *context, const char *asker, const char *title,
                      const struct draft_words *words, size_t most)
{
    struct writing *writing = writing_of(context);
    writing_ask(writing, asker, tr(context->strings, title),
                tr(context->strings, "staff.builder.name_in"), most);
    for (int i = 0; i < context->language_count; i++) {
        const struct language_choice *language =
            &context->languages[(context->language + i) % context->language_count];
        struct writing_text *text =
            writing_add(writing, language->code, in_language(words, language->code));
        if (text)
            writing_add_regions(text, content_in(context->content, language->code),
                                language->strings);
    }
    if (context->language_count == 0)
        writing_add(writing, strings_code(context->strings),
                    in_language(words, strings_code(context->strings)));
    context->open_panel = SCREEN_STAFF_KEYBOARD;
}

static void ask_one(struct screen_context *context, const char *asker, const char *title,
                    const char *old, size_t most)
{
    struct writing *writing = writing_of(context);
    writing_ask(writing, asker, tr(context->strings, title), NULL, most);
    struct writing_text *text = writing_add(writing, strings_code(context->strings), old);
    if (text)
        writing_add_regions(text, context->content, context->strings);
    context->open_panel = SCREEN_STAFF_KEYBOARD;
}

void builder_ask_name(struct screen_context *context)
{
    ask_words(context, "builder:name", "staff.builder.name_of",
              &context->staff->builder.draft.now.name, NAME_BYTES);
}

void builder_ask_line(struct screen_context *context)
{
    ask_words(context, "builder:line", "staff.builder.line",
              &context->staff->builder.draft.now.summary, LINE_BYTES);
}

void builder_ask_note(struct screen_context *context)
{
    const struct draft_state *now = &context->staff->builder.draft.now;
    if (now->chosen >= 0)
        ask_one(context, "builder:note", "staff.builder.note_for",
                draft_words_in(&now->steps[now->chosen].note, strings_code(context->strings), NULL),
                LINE_BYTES);
}

void builder_ask_search(struct screen_context *context)
{
    ask_one(context, "builder:search", "staff.builder.search_for", context->staff->builder.search,
            SEARCH_BYTES);
}

typedef void set_words(struct draft *draft, const char *code, const char *text);

static void take_words(struct screen_context *context, set_words *set)
{
    const struct writing *writing = writing_of(context);
    for (int i = 0; i < writing->count; i++)
        set(&context->staff->builder.draft, writing->texts[i].language, writing->texts[i].text);
}

void builder_take_answers(struct screen_context *context)
{
    struct writing *writing = writing_of(context);
    struct staff_builder *b = &context->staff->builder;
    if (writing_answered(writing, "builder:name"))
        take_words(context, draft_set_name);
    if (writing_answered(writing, "builder:line"))
        take_words(context, draft_set_summary);
    if (writing_answered(writing, "builder:note"))
        draft_set_note(&b->draft, b->draft.now.chosen, strings_code(context->strings),
                       writing->texts[0].text);
    if (writing_answered(writing, "builder:search"))
        snprintf(b->search, sizeof b->search, "%.*s", (int)sizeof b->search - 1,
                 writing->texts[0].text);
}
