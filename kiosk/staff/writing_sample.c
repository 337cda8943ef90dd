#include <stdio.h>
#include <string.h>

#include "staff/writing.h"

/* The name of a routine, in the language that is shown: what the content calls its first one. */
static void ask(struct screen_context *context, struct writing *writing)
{
    const struct strings *strings = context->strings;
    writing_ask(writing, "sample", tr(strings, "staff.writing.name"),
                tr(strings, "staff.writing.name_in"), 80);
    for (int i = 0; i < context->language_count; i++) {
        const struct language_choice *language = &context->languages[i];
        bool shown = i == context->language;
        const char *name = shown ? context->content->routines[0]->name : "";
        struct writing_text *text = writing_add(writing, language->code, name);
        if (text)
            writing_add_regions(text, context->content, language->strings);
        if (shown)
            writing->current = i;
    }
}

/* A letter whose key is marked, the rightmost of the upper rows, and what else it may be. */
static void open_forms(struct writing *writing)
{
    struct keyboard *keyboard = &writing->keyboard;
    struct letters keys;
    char mark[LETTER_SIZE];
    snprintf(keyboard->about, sizeof keyboard->about, "%s", "o");
    for (int row = 1; row >= 0; row--) {
        layout_row(keyboard->layout, row, &keys);
        for (int i = 0; i < keys.count; i++) {
            layout_mark(keyboard->layout, keys.items[i], mark);
            if (*mark)
                snprintf(keyboard->about, sizeof keyboard->about, "%s", keys.items[i]);
        }
    }
    snprintf(keyboard->opener, sizeof keyboard->opener, "key:%s", keyboard->about);
    keyboard->popup = POPUP_BEFORE;
    text_edit_write(&writing->edit, " ");
    text_edit_write(&writing->edit, keyboard->about);
}

/* As when a routine is saved for the first time, and has no name. */
static void ask_first_name(struct screen_context *context, struct writing *writing)
{
    struct arena scratch = {0};
    const char *name =
        tr_format(context->strings, &scratch, "staff.builder.default_name", {"n", NULL, 1});
    snprintf(writing->title, sizeof writing->title, "%s",
             tr_format(context->strings, &scratch, "staff.builder.saved_name", {"name", name, 0}));
    snprintf(writing->texts[writing->current].text, WRITING_SIZE, "%s", "");
    writing->cancel = "staff.builder.keep_name";
    arena_free(&scratch);
}

void writing_sample(struct screen_context *context, struct writing *writing, const char *state)
{
    ask(context, writing);
    if (strcmp(state, "saved") == 0)
        ask_first_name(context, writing);
    writing_begin(context, writing);
    if (strcmp(state, "accents") == 0)
        open_forms(writing);
    if (strcmp(state, "languages") == 0) {
        struct writing_text *other = &writing->texts[(writing->current + 1) % writing->count];
        snprintf(other->text, sizeof other->text, "%s", context->content->routines[0]->name);
        writing->choosing = true;
    }
    while (strcmp(state, "full") == 0 && text_edit_write(&writing->edit, " 2"))
        continue;
}
