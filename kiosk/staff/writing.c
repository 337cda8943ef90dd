#include "staff/writing.h"

#include <stdio.h>
#include <string.h>

void writing_ask(struct writing *writing, const char *asker, const char *title, const char *in,
                 size_t most)
{
    *writing =
        (struct writing){.most = most < TEXT_EDIT_LETTERS ? most : TEXT_EDIT_LETTERS, .board = -1};
    snprintf(writing->asker, sizeof writing->asker, "%s", asker);
    snprintf(writing->title, sizeof writing->title, "%s", title);
    snprintf(writing->in, sizeof writing->in, "%s", in ? in : "");
}

struct writing_text *writing_add(struct writing *writing, const char *language, const char *text)
{
    if (writing->count == WRITING_LANGUAGES)
        return NULL;
    struct writing_text *added = &writing->texts[writing->count++];
    *added = (struct writing_text){.word_count = 0};
    snprintf(added->language, sizeof added->language, "%s", language);
    snprintf(added->text, sizeof added->text, "%s", text);
    return added;
}

void writing_add_word(struct writing_text *text, const char *word)
{
    if (text->word_count == WRITING_WORDS || strlen(word) >= WRITING_WORD_SIZE)
        return;
    for (int i = 0; i < text->word_count; i++)
        if (strcmp(text->words[i], word) == 0)
            return;
    snprintf(text->words[text->word_count++], WRITING_WORD_SIZE, "%s", word);
}

bool writing_answered(struct writing *writing, const char *asker)
{
    bool answered = writing->done && strcmp(writing->asker, asker) == 0;
    if (answered)
        writing->done = false;
    return answered;
}

const char *writing_text_in(const struct writing *writing, const char *language)
{
    for (int i = 0; i < writing->count; i++)
        if (strcmp(writing->texts[i].language, language) == 0)
            return writing->texts[i].text;
    return "";
}

static int language_index(const struct screen_context *context, const char *code)
{
    for (int i = 0; i < context->language_count; i++)
        if (strcmp(context->languages[i].code, code) == 0)
            return i;
    return -1;
}

static bool has_board(const struct screen_context *context, int language)
{
    return keyboard_layout_find(context->languages[language].code) != NULL;
}

static void set_board(struct screen_context *context, struct writing *writing, int language)
{
    writing->board = language;
    keyboard_set_language(&writing->keyboard,
                          language >= 0 ? context->languages[language].code : "");
}

/* The text's own; where that has none, the first that there is. */
static void set_board_of_text(struct screen_context *context, struct writing *writing)
{
    const char *code = writing->texts[writing->current].language;
    int own = *code ? language_index(context, code) : context->language;
    int board = own >= 0 && has_board(context, own) ? own : -1;
    for (int i = 0; board < 0 && i < context->language_count; i++)
        if (has_board(context, i))
            board = i;
    set_board(context, writing, board);
}

void writing_next_board(struct screen_context *context, struct writing *writing)
{
    for (int i = 1; i <= context->language_count; i++) {
        int next = (writing->board + i) % context->language_count;
        if (has_board(context, next)) {
            set_board(context, writing, next);
            return;
        }
    }
}

static void take_up(struct screen_context *context, struct writing *writing, int text)
{
    writing->current = text;
    text_edit_set(&writing->edit, writing->texts[text].text, writing->most);
    set_board_of_text(context, writing);
    writing->choosing = false;
    writing->refused_at = 0;
}

void writing_begin(struct screen_context *context, struct writing *writing)
{
    if (writing->count == 0)
        writing_add(writing, "", "");
    for (int i = 0; i < writing->count; i++)
        memcpy(writing->old[i], writing->texts[i].text, WRITING_SIZE);
    if (writing->anew)
        *writing->texts[0].text = '\0';
    if (*writing->resumed)
        memcpy(writing->texts[0].text, writing->resumed, WRITING_SIZE);
    writing->done = false;
    take_up(context, writing, writing->current);
}

void writing_keep(struct writing *writing)
{
    memcpy(writing->texts[writing->current].text, writing->edit.text, WRITING_SIZE);
}

void writing_choose(struct screen_context *context, struct writing *writing, int text)
{
    writing_keep(writing);
    if (text >= 0 && text < writing->count)
        take_up(context, writing, text);
}

/* Without the blanks that nobody sees. */
static void trim(char *text)
{
    size_t from = strspn(text, " "), to = strlen(text);
    while (to > from && text[to - 1] == ' ')
        to--;
    memmove(text, text + from, to - from);
    text[to - from] = '\0';
}

static bool all_empty(const struct writing *writing)
{
    for (int i = 0; i < writing->count; i++)
        if (*writing->texts[i].text)
            return false;
    return true;
}

void writing_end(struct writing *writing, bool done)
{
    writing_keep(writing);
    writing->done = done;
    for (int i = 0; i < writing->count; i++)
        trim(writing->texts[i].text);
    if (done && (writing->may_be_empty || !all_empty(writing)))
        return;
    for (int i = 0; i < writing->count; i++)
        memcpy(writing->texts[i].text, writing->old[i], WRITING_SIZE);
}
