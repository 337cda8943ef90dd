#include "screens/language_button.h"

bool language_offered(const struct screen_context *context)
{
    return context->language_count > 1;
}

/* "es" -> "ES": codes are ASCII. */
static const char *upper(struct arena *arena, const char *code)
{
    char *text = arena_strdup(arena, code);
    for (char *c = text; *c; c++)
        if (*c >= 'a' && *c <= 'z')
            *c = (char)(*c - 'a' + 'A');
    return text;
}

struct button language_button(const struct screen_context *context, struct arena *arena,
                              enum language_label label)
{
    const struct language_choice *shown = &context->languages[context->language];
    struct button button = {.id = "language", .spoken = shown->name, .icon = "languages"};
    if (label == LANGUAGE_NAME)
        button.label = shown->name;
    else if (label == LANGUAGE_CODE)
        button.label = upper(arena, shown->code);
    return button;
}
