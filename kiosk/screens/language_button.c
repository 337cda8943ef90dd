#include "screens/language_button.h"

#include <string.h>

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

int language_button_width(const struct ui *ui, const struct button *button)
{
    return button->label ? ui_button_width(ui, button) : ui_button_height_small(ui);
}

struct button language_button_within(const struct screen_context *context, struct ui *ui, int width)
{
    struct button button = {0};
    for (int label = LANGUAGE_NAME; label <= LANGUAGE_ICON; label++) {
        button = language_button(context, &ui->list->arena, (enum language_label)label);
        if (language_button_width(ui, &button) <= width)
            break;
    }
    return button;
}

bool language_button_tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind != TAP_TARGET || strcmp(tap->id, "language") != 0)
        return false;
    context->open_panel = SCREEN_LANGUAGE;
    return true;
}
