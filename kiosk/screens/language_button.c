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

static struct button button_within(const struct screen_context *context, struct ui *ui, int width)
{
    int label = LANGUAGE_NAME;
    struct button button;
    do
        button = language_button(context, &ui->list->arena, (enum language_label)label);
    while (language_button_width(ui, &button) > width && label++ < LANGUAGE_ICON);
    return button;
}

int language_button_room(const struct screen_context *context, struct ui *ui, int most)
{
    if (!language_offered(context))
        return 0;
    struct button button = button_within(context, ui, most);
    return language_button_width(ui, &button);
}

void language_button_draw(const struct screen_context *context, struct ui *ui, struct rect rect)
{
    if (rect_empty(rect))
        return;
    struct button button = button_within(context, ui, rect.w);
    ui_button(ui, rect, &button);
}

struct rect language_button_place(const struct screen_context *context, struct ui *ui,
                                  struct rect *row, int most)
{
    int width = language_button_room(context, ui, most);
    return width > 0 ? rect_cut_right(row, width, ui->metrics.gap) : (struct rect){0};
}

int language_button_cut(const struct screen_context *context, struct ui *ui, struct rect *row,
                        int most)
{
    struct rect place = language_button_place(context, ui, row, most);
    language_button_draw(context, ui, place);
    return place.w;
}

bool language_button_tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind != TAP_TARGET || strcmp(tap->id, "language") != 0)
        return false;
    context->open_panel = SCREEN_LANGUAGE;
    return true;
}
