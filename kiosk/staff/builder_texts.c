#include <stdio.h>
#include <string.h>

#include "content/content.h"
#include "staff/builder_internal.h"
#include "staff/writing.h"

/* What is written on the screen with the keyboard. */

enum { NAME_LETTERS = 80, LINE_LETTERS = 300, FOUND_MAX = 64, STOPGAPS_MAX = 99 };

static struct writing *writing_of(struct screen_context *context)
{
    return &context->staff->writing;
}

/* One change, in however many languages. */
static void put_words(struct screen_context *context, const struct writing *writing)
{
    struct staff_builder *b = &context->staff->builder;
    struct draft *draft = &b->draft;
    static const struct {
        const char *asker;
        enum draft_what what;
    } askers[] = {{"builder:name", DRAFT_NAME},
                  {"builder:line", DRAFT_SUMMARY},
                  {"builder:note", DRAFT_NOTE}};
    struct draft_text texts[WRITING_LANGUAGES];
    for (int i = 0; i < writing->count; i++)
        texts[i] = (struct draft_text){writing->texts[i].language, writing->texts[i].text};
    size_t count = (size_t)writing->count;
    b->dropped = false;
    for (size_t i = 0; i < sizeof askers / sizeof *askers; i++) {
        if (strcmp(writing->asker, askers[i].asker) != 0)
            continue;
        if (askers[i].what == DRAFT_NAME)
            b->dropped = draft_rename(draft, context->content, texts, count);
        else
            draft_set_texts(draft, askers[i].what, draft->now.chosen, texts, count);
    }
}

static void take_back(struct staff_builder *b)
{
    if (b->writing)
        draft_undo(&b->draft);
    b->writing = false;
}

/* A lock or a power cut then leaves it as far as it came. */
static void keep_words(struct screen_context *context, const struct writing *writing)
{
    struct staff_builder *b = &context->staff->builder;
    take_back(b);
    size_t steps = b->draft.history_count;
    put_words(context, writing);
    b->writing = b->draft.history_count > steps;
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
    writing->changed = keep_words;
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

const char *builder_stopgap(const struct screen_context *context, struct arena *arena, int n)
{
    return tr_format(context->strings, arena, "staff.builder.default_name", {"n", NULL, n});
}

/* It was called so as to have a name. */
static bool is_stopgap(const struct screen_context *context, const char *name)
{
    struct arena scratch = {0};
    bool is = false;
    for (int n = 1; n <= STOPGAPS_MAX && !is; n++)
        is = strcmp(name, builder_stopgap(context, &scratch, n)) == 0;
    arena_free(&scratch);
    return is;
}

/* A stopgap is not what somebody wants to go on writing; Done without a name keeps it. */
void builder_ask_name(struct screen_context *context)
{
    ask_words(context, "builder:name", "staff.builder.name_of", "staff.builder.name_in",
              &context->staff->builder.draft.now.name, NAME_LETTERS);
    struct writing *writing = writing_of(context);
    writing->anew = is_stopgap(context, writing->texts[0].text);
}

void builder_ask_first_name(struct screen_context *context, const char *stopgap)
{
    struct writing *writing = writing_of(context);
    struct arena scratch = {0};
    builder_ask_name(context);
    snprintf(
        writing->title, sizeof writing->title, "%s",
        tr_format(context->strings, &scratch, "staff.builder.saved_name", {"name", stopgap, 0}));
    writing->cancel = "staff.builder.keep_name";
    context->staff->builder.naming = true;
    arena_free(&scratch);
}

void builder_ask_line(struct screen_context *context)
{
    ask_words(context, "builder:line", "staff.builder.line", "staff.builder.line_in",
              &context->staff->builder.draft.now.summary, LINE_LETTERS);
    writing_of(context)->may_be_empty = true;
}

void builder_ask_note(struct screen_context *context)
{
    const struct draft_state *now = &context->staff->builder.draft.now;
    if (now->chosen < 0)
        return;
    ask_words(context, "builder:note", "staff.builder.note_for", "staff.builder.note_in",
              &now->steps[now->chosen].note, LINE_LETTERS);
    writing_of(context)->may_be_empty = true;
}

/* "Knee to chest ×1" */
static const char *found_word(const struct screen_context *context, struct arena *arena,
                              const struct exercise *exercise)
{
    int count = draft_count(&context->staff->builder.draft, exercise->id);
    return count > 0 ? arena_printf(arena, "%s \u00d7%d", exercise->name, count) : exercise->name;
}

/* Those whose words fit, as many as there may be. */
static int find_exercises(const struct screen_context *context, const char *search,
                          const struct exercise *out[WRITING_WORDS])
{
    const struct exercise *all[FOUND_MAX];
    struct arena scratch = {0};
    int count = 0, found = builder_found(context, -1, search, all, FOUND_MAX);
    for (int i = 0; i < found && count < WRITING_WORDS; i++)
        if (strlen(found_word(context, &scratch, all[i])) < WRITING_WORD_SIZE)
            out[count++] = all[i];
    arena_free(&scratch);
    return count;
}

static void pick_exercise(struct screen_context *context, int word);

/* What is found while it is typed; before that, body regions to be looked for. */
static void find_words(struct screen_context *context, const struct writing *asked)
{
    struct writing *writing = writing_of(context);
    struct writing_text *text = &writing->texts[asked->current];
    const struct exercise *found[WRITING_WORDS];
    struct arena scratch = {0};
    bool empty = !*text->text;
    text->word_count = 0;
    writing->picked = empty ? NULL : pick_exercise;
    *writing->quick_label = '\0';
    if (empty) {
        writing_add_regions(text, context->content, context->strings);
        return;
    }
    int count = find_exercises(context, text->text, found);
    for (int i = 0; i < count; i++)
        snprintf(text->words[text->word_count++], WRITING_WORD_SIZE, "%s",
                 found_word(context, &scratch, found[i]));
    snprintf(writing->quick_label, sizeof writing->quick_label, "%s",
             count > 0 ? tr(context->strings, "staff.builder.found")
                       : tr_format(context->strings, &scratch, "staff.builder.not_found",
                                   {"text", text->text, 0}));
    arena_free(&scratch);
}

static void pick_exercise(struct screen_context *context, int word)
{
    const struct writing *writing = writing_of(context);
    const struct exercise *found[WRITING_WORDS];
    int count = find_exercises(context, writing->texts[writing->current].text, found);
    if (word >= 0 && word < count)
        builder_add(context, found[word]->id);
    find_words(context, writing);
}

void builder_ask_search(struct screen_context *context)
{
    ask_one(context, "builder:search", "staff.builder.search_for", context->staff->builder.search,
            BUILDER_SEARCH_LETTERS);
    writing_of(context)->may_be_empty = true;
    writing_of(context)->changed = find_words;
    find_words(context, writing_of(context));
}

void builder_take_answers(struct screen_context *context)
{
    struct writing *writing = writing_of(context);
    struct staff_builder *b = &context->staff->builder;
    bool answered = writing_answered(writing, "builder:name") ||
                    writing_answered(writing, "builder:line") ||
                    writing_answered(writing, "builder:note");
    bool named = answered && b->naming;
    b->naming = false;
    take_back(b);
    if (answered)
        put_words(context, writing);
    if (named && b->draft.now.changed)
        builder_save(context);
    if (answered && b->dropped) {
        b->failed = false;
        b->told = true;
        snprintf(b->said, sizeof b->said, "%s", tr(context->strings, "staff.builder.one_name"));
    }
    if (writing_answered(writing, "builder:search"))
        snprintf(b->search, sizeof b->search, "%.*s", (int)sizeof b->search - 1,
                 writing->texts[0].text);
}
