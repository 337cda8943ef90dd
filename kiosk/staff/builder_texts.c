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
                      const char *in, const struct draft_words *words, size_t most)
{
    struct writing *writing = writing_of(context);
    writing_ask(writing, asker, tr(context->strings, title), tr(context->strings, in), most);
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
    ask_words(context, "builder:name", "staff.builder.name_of", "staff.builder.name_in",
              &context->staff->builder.draft.now.name, NAME_BYTES);
}

void builder_ask_line(struct screen_context *context)
{
    ask_words(context, "builder:line", "staff.builder.line", "staff.builder.line_in",
              &context->staff->builder.draft.now.summary, LINE_BYTES);
    writing_of(context)->may_be_empty = true;
}

void builder_ask_note(struct screen_context *context)
{
    const struct draft_state *now = &context->staff->builder.draft.now;
    if (now->chosen < 0)
        return;
    ask_words(context, "builder:note", "staff.builder.note_for", "staff.builder.note_in",
              &now->steps[now->chosen].note, LINE_BYTES);
    writing_of(context)->may_be_empty = true;
}

void builder_ask_search(struct screen_context *context)
{
    ask_one(context, "builder:search", "staff.builder.search_for", context->staff->builder.search,
            SEARCH_BYTES);
    writing_of(context)->may_be_empty = true;
}

/* One change, in however many languages. */
static void take_words(struct screen_context *context, enum draft_what what)
{
    const struct writing *writing = writing_of(context);
    struct draft *draft = &context->staff->builder.draft;
    struct draft_text texts[WRITING_LANGUAGES];
    for (int i = 0; i < writing->count; i++)
        texts[i] = (struct draft_text){writing->texts[i].language, writing->texts[i].text};
    draft_set_texts(draft, what, draft->now.chosen, texts, (size_t)writing->count);
}

void builder_take_answers(struct screen_context *context)
{
    struct writing *writing = writing_of(context);
    struct staff_builder *b = &context->staff->builder;
    if (writing_answered(writing, "builder:name"))
        take_words(context, DRAFT_NAME);
    if (writing_answered(writing, "builder:line"))
        take_words(context, DRAFT_SUMMARY);
    if (writing_answered(writing, "builder:note"))
        take_words(context, DRAFT_NOTE);
    if (writing_answered(writing, "builder:search"))
        snprintf(b->search, sizeof b->search, "%.*s", (int)sizeof b->search - 1,
                 writing->texts[0].text);
}
