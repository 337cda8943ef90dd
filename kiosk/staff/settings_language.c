#include <stdio.h>
#include <string.h>

#include "config/config.h"
#include "screens/layout.h"
#include "screens/tiles.h"
#include "staff/parts.h"
#include "staff/settings_parts.h"
#include "ui/switch_row.h"

/* A card a language: whether patients are offered it, and which one every visit begins in. */

struct card {
    const struct screen_context *context;
    const struct language_choice *choice;
    bool starts, offered;
    int index;
};

static bool is_offered(const struct config *config, const char *code)
{
    for (int i = 0; i < config->languages.count; i++)
        if (strcmp(config->languages.codes[i], code) == 0)
            return true;
    return config->languages.count == 0;
}

static bool starts(const struct config *config, const char *code)
{
    return strcmp(config->language, code) == 0;
}

static struct card card_at(const struct screen_context *context, int index)
{
    const struct language_choice *choice = &context->languages[index];
    bool first = starts(context->config, choice->code);
    return (struct card){context, choice, first, first || is_offered(context->config, choice->code),
                         index};
}

/* Its place among the content's languages; -1: it is in none. */
static int rank_of(const struct screen_context *context, int index)
{
    const struct content *content = context->content;
    for (size_t i = 0; i < content->language_count; i++)
        if (strcmp(content->languages[i].code, context->languages[index].code) == 0)
            return (int)i;
    return -1;
}

/* The language on the nth card: whichever are offered, all stand where they stand. */
static int index_of(const struct screen_context *context, int nth)
{
    for (int i = 0; i < context->installed_count; i++) {
        int before = 0, rank = rank_of(context, i);
        for (int k = 0; k < context->installed_count; k++) {
            int other = rank_of(context, k);
            before += other < rank || (other == rank && k < i);
        }
        if (before == nth)
            return i;
    }
    return nth;
}

static const char *reviewer(const struct card *card)
{
    const struct content *content = card->context->content;
    for (size_t i = 0; i < content->language_count; i++)
        if (strcmp(content->languages[i].code, card->choice->code) == 0)
            return content->languages[i].reviewed_by;
    return "";
}

static const char *caption(const struct card *card, struct arena *arena)
{
    const struct strings *strings = card->context->strings;
    if (card->starts)
        return tr(strings, "staff.settings.starts_info");
    if (!card->offered)
        return tr(strings, "staff.settings.not_offered");
    const char *by = reviewer(card);
    return *by ? tr_format(strings, arena, "staff.settings.reviewed", {"who", by, 0})
               : tr(strings, "staff.settings.not_reviewed");
}

static const char *pill_word(const struct card *card)
{
    const struct strings *strings = card->context->strings;
    if (card->starts)
        return tr(strings, "staff.settings.starts");
    return tr(strings, card->offered ? "ease.on" : "ease.off");
}

static struct switch_row pill(const struct card *card)
{
    return (struct switch_row){
        .on_word = pill_word(card), .off_word = pill_word(card), .on = card->offered};
}

/* The name with the pill beside it, below it what there is to know. */
static void put_words(struct stack *stack, const void *what)
{
    const struct card *card = what;
    struct ui *ui = stack->ui;
    struct switch_row row = pill(card);
    bool warn = card->offered && !card->starts && !*reviewer(card);
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL), width = ui_switch_width(ui, &row);
    const char *name = card->choice->name;
    bool below = ui_text_width(ui, TYPE_STAFF_HEADING, name) + gap + width > stack->width;
    struct rect line =
        stack_box(stack, int_max(ui_switch_height(ui), ui_line_height(ui, TYPE_STAFF_HEADING)));
    struct rect right =
        below ? stack_box(stack, ui_switch_height(ui)) : rect_cut_right(&line, width, gap);
    right.w = int_min(right.w, width);
    if (!stack->dry) {
        ui_text(ui, line, TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, name);
        ui_switch(ui, right, &row);
    }
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    stack->balanced = 0;
    if (!ui->metrics.compact)
        stack_text(stack, warn ? TYPE_LABEL : TYPE_CAPTION,
                   ui_color(ui, warn ? COLOR_WARNING_TEXT : COLOR_TEXT_SOFT),
                   caption(card, &ui->list->arena));
}

static struct rect inside(const struct ui *ui, struct rect card)
{
    int side = ui_padding(ui, LENGTH_PADDING, 60), above = metrics_length(&ui->metrics, LENGTH_GAP);
    return (struct rect){card.x + side, card.y + above, card.w - 2 * side, card.h - 2 * above};
}

/* All are of one height. */
static int card_height(struct ui *ui, int width, size_t nth, const void *what)
{
    (void)nth;
    const struct screen_context *context = what;
    struct rect inner = inside(ui, (struct rect){0, 0, width, 0});
    int height = ui->metrics.target;
    for (int i = 0; i < context->installed_count; i++) {
        struct card card = card_at(context, i);
        height = int_max(height, stack_height(ui, inner.w, put_words, &card) - inner.h);
    }
    return height;
}

static void draw_card(struct ui *ui, struct rect rect, size_t nth, const void *what)
{
    struct arena *arena = &ui->list->arena;
    struct card one = card_at(what, index_of(what, (int)nth)), *card = &one;
    const char *id = arena_printf(arena, "offer:%s", card->choice->code);
    const char *label =
        ui_join(arena, ui_join(arena, card->choice->name, pill_word(card)), caption(card, arena));
    bool pressed = ui_target(ui, id, label, rect, card->index);
    ui_say_mute(ui);
    layout_box(ui, rect,
               pressed        ? COLOR_SURFACE_PRESSED
               : card->starts ? COLOR_SURFACE_TINT
                              : COLOR_SURFACE,
               card->starts ? COLOR_PRIMARY : COLOR_LINE, card->starts ? 2 : 1);
    stack_draw(ui, inside(ui, rect), ALIGN_LEFT, put_words, card);
    ui_say_button(ui, label, rect, ui_say_unmute(ui));
}

static void put_cards(struct stack *stack, const struct screen_context *context)
{
    int gap = stack->ui->metrics.gap;
    int least = metrics_font(&stack->ui->metrics, TYPE_LABEL).size * 17;
    struct columns columns = layout_columns_in(
        stack->width, int_min(2, layout_equal_columns(stack->width, least, gap).count), gap);
    tile_rows_put(stack, &(struct tile_rows){columns, (size_t)context->installed_count, card_height,
                                             draw_card, context});
}

static void content(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    const struct strings *strings = context->strings;
    struct arena *arena = &stack->ui->list->arena;
    bool choosing = settings_of(context)->page == SETTINGS_START;
    const char *start = choosing ? "staff.settings.start_which" : "staff.settings.start_elsewhere";
    struct button buttons[] = {
        {.id = "start-other",
         .label = tr(strings, start),
         .icon = "star",
         .style = choosing ? BUTTON_CHOSEN : BUTTON_PLAIN},
        {.id = "staff-language",
         .label = tr_format(strings, arena, "staff.settings.staff_language",
                            {"language", strings_language_name(strings), 0}),
         .icon = "user-round"},
    };
    if (settings_fixed_put(stack, context, "languages", tr(strings, "staff.settings.offered"),
                           NULL))
        settings_gap(stack);
    put_cards(stack, context);
    settings_gap(stack);
    staff_buttons_put(stack, buttons, 2);
}

/* All that will be offered, as JSON; "[]" when that is all there are. */
static const char *offer(const struct screen_context *context, const char *toggled, char *out,
                         size_t size)
{
    size_t used = (size_t)snprintf(out, size, "[");
    int left_out = 0;
    for (int i = 0; i < context->installed_count && used < size; i++) {
        struct card card = card_at(context, i);
        bool on = card.offered != (strcmp(card.choice->code, toggled) == 0);
        left_out += !on;
        if (on)
            used += (size_t)snprintf(out + used, size - used, "%s\"%s\"", used > 1 ? ", " : "",
                                     card.choice->code);
    }
    if (used < size)
        snprintf(out + used, size - used, "]");
    return left_out > 0 ? out : "[]";
}

static void choose(struct screen_context *context, int index)
{
    struct staff_settings *settings = settings_of(context);
    struct card card = card_at(context, index);
    char json[CONFIG_MAX_LANGUAGES * 20 + 8];
    if (settings->page == SETTINGS_START) {
        settings->page = SETTINGS_SECTION;
        snprintf(json, sizeof json, "\"%s\"", card.choice->code);
        settings_set(context, "language", json);
    } else if (card.starts) {
        snprintf(settings->refused, sizeof settings->refused, "%s",
                 tr(context->strings, "staff.settings.starts_stays"));
    } else {
        settings_set_named(context, "languages",
                           offer(context, card.choice->code, json, sizeof json), card.choice->name);
    }
}

void staff_choose_language(struct screen_context *context, int index)
{
    const struct language_choice *choice = &context->languages[index];
    struct arena scratch = {0};
    char json[32];
    snprintf(json, sizeof json, "\"%s\"", choice->code);
    settings_set_named(context, "staff.language", json,
                       tr_format(choice->strings, &scratch, "staff.settings.staff_language",
                                 {"language", choice->name, 0}));
    arena_free(&scratch);
}

static bool tap(struct screen_context *context, const struct tap *tap)
{
    struct staff_settings *settings = settings_of(context);
    if (strncmp(tap->id, "offer:", 6) == 0)
        choose(context, tap->index);
    else if (strcmp(tap->id, "start-other") == 0)
        settings->page = settings->page == SETTINGS_START ? SETTINGS_SECTION : SETTINGS_START;
    else if (strcmp(tap->id, "staff-language") == 0)
        context->open_panel = SCREEN_LANGUAGE;
    else
        return false;
    return true;
}

const struct settings_section settings_language = {
    .id = "settings:language",
    .icon = "languages",
    .title = "staff.settings.language",
    .info = "staff.settings.language_info",
    .content = content,
    .tap = tap,
};
