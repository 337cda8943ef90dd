#include <string.h>

#include "screens/language_button.h"
#include "screens/layout.h"
#include "screens/tiles.h"

/* Tiles in the languages' own names, each asking its reader in its own words. */

static void enter(struct screen_context *context)
{
    memset(&context->visit->language_scroll, 0, sizeof context->visit->language_scroll);
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind == TAP_BACK || strcmp(tap->id, "close") == 0) {
        context->close_panel = true;
    } else if (strncmp(tap->id, "language:", 9) == 0) {
        context->choose_language = tap->index;
        context->close_panel = true;
        if (context->under == SCREEN_ATTRACT) /* who chooses wants to begin */
            context->go = SCREEN_HOME;
    }
}

/* How all names look. */
struct names {
    const struct screen_context *context;
    struct rect area;
    struct tile_grid grid;
    struct font font;
    bool marked;   /* there is room for a check mark beside the names */
    bool question; /* and for "Choose your language" below them */
};

/* Least where a mark finds no room either. */
static int padding(const struct ui *ui, const struct names *names)
{
    return names->marked ? ui_padding(ui, LENGTH_PADDING, 50)
                         : ui_padding(ui, LENGTH_GAP_SMALL, 25);
}

static int words_width(const struct ui *ui, const struct names *names)
{
    int mark = names->marked ? padding(ui, names) + ui_button_icon_size(ui) : 0;
    return names->grid.width - 2 * padding(ui, names) - mark;
}

static const char *question(const struct language_choice *choice)
{
    return tr(choice->strings, "language.title");
}

struct words {
    const struct names *names;
    const struct language_choice *choice;
};

static void put_words(struct stack *stack, const void *what)
{
    const struct words *words = what;
    const struct ui *ui = stack->ui;
    stack->balanced = STACK_MESSAGE;
    stack_text_font(stack, words->names->font, ui_color(ui, COLOR_TEXT), 0, words->choice->name);
    if (words->names->question)
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), question(words->choice));
}

static int tile_height(struct ui *ui, const struct names *names)
{
    int most = 0;
    for (int i = 0; i < names->context->language_count; i++) {
        struct words words = {names, &names->context->languages[i]};
        most = int_max(most, stack_height(ui, words_width(ui, names), put_words, &words));
    }
    most += 2 * ui_padding(ui, LENGTH_GAP_SMALL, ui->metrics.compact ? 15 : 25);
    return int_max(most, ui->metrics.target);
}

static bool questions_fit(const struct ui *ui, const struct names *names)
{
    const struct screen_context *context = names->context;
    for (int i = 0; i < context->language_count; i++)
        if (!layout_fits(ui, TYPE_CAPTION, question(&context->languages[i]),
                         words_width(ui, names)))
            return false;
    return true;
}

/* One size for all names, in which every name is on one line; false when there is none. */
static bool names_fit(const struct ui *ui, struct names *names)
{
    const struct screen_context *context = names->context;
    int width = words_width(ui, names);
    bool fit = true;
    names->font = metrics_font(&ui->metrics, TYPE_HEADING);
    for (int i = 0; i < context->language_count; i++) {
        const char *name = context->languages[i].name;
        struct font own = ui_fit_font(ui, TYPE_HEADING, name, width, ui->metrics.height, 1);
        names->font.size = int_min(names->font.size, own.size);
        fit = fit && ui_text_width_font(ui, own, name) <= width;
    }
    return fit;
}

/* The question stands under the names where all tiles have room for it. False when the tiles do not
 * fit: a name would be broken, or not all languages would be in sight. */
static bool try_grid(struct ui *ui, struct names *names, int columns, bool marked)
{
    names->grid = tile_grid_in(ui, names->area.w, names->context->language_count, columns);
    names->marked = marked;
    bool fit = names_fit(ui, names);
    names->question = questions_fit(ui, names);
    names->grid.height = tile_height(ui, names);
    if (names->question && tile_grid_height(ui, &names->grid) > names->area.h) {
        names->question = false;
        names->grid.height = tile_height(ui, names);
    }
    return fit && tile_grid_height(ui, &names->grid) <= names->area.h;
}

/* The best of those that fit; else tiles as wide as the names want, which scroll. */
static struct tile_grid choose_grid(struct ui *ui, struct rect area, void *what)
{
    struct names *names = what;
    int first = ui->metrics.portrait ? 1 : names->context->language_count > 4 ? 3 : 2;
    int second = ui->metrics.portrait ? 2 : first == 3 ? 2 : 3;
    names->area = area;
    if (!try_grid(ui, names, first, true) && !try_grid(ui, names, second, true) &&
        !try_grid(ui, names, first, false) && !try_grid(ui, names, second, false))
        try_grid(ui, names, int_min(first, second), true);
    return names->grid;
}

/* The chosen one is tinted and has a thicker edge; a check mark says so where there is room. */
static void draw_tile(struct ui *ui, struct rect rect, int index, void *what)
{
    const struct names *names = what;
    const struct language_choice *choice = &names->context->languages[index];
    bool chosen = index == names->context->language;
    const char *id = arena_printf(&ui->list->arena, "language:%s", choice->code);
    bool pressed = ui_target(ui, id, choice->name, rect, index);
    enum theme_color fill = chosen ? COLOR_SURFACE_TINT : COLOR_SURFACE;
    layout_box(ui, rect, pressed ? COLOR_SURFACE_PRESSED : fill,
               chosen ? COLOR_PRIMARY : COLOR_LINE, chosen ? 2 : 1);
    rect_cut_left(&rect, padding(ui, names), 0);
    rect_cut_right(&rect, padding(ui, names), 0);
    if (names->marked) {
        int size = ui_button_icon_size(ui);
        struct rect check = rect_cut_right(&rect, size, padding(ui, names));
        if (chosen)
            ui_icon(ui, check, "circle-check", size, ui_color(ui, COLOR_PRIMARY));
    }
    stack_draw_middle(ui, rect, names->marked ? ALIGN_LEFT : ALIGN_CENTER, put_words,
                      &(struct words){names, choice});
}

static struct button close_button(const struct screen_context *context)
{
    return (struct button){
        .id = "close", .label = tr(context->strings, "common.back"), .icon = "arrow-left"};
}

static void draw_title(const struct screen_context *context, struct ui *ui, struct rect rect)
{
    const char *title = tr(context->strings, "language.title");
    struct font font = ui_fit_font(ui, TYPE_TITLE, title, rect.w, rect.h, 1);
    ui_text_font(ui, rect, font, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, title);
}

/* Beside the title; below everything in portrait and for low reach. */
static void draw(struct screen_context *context, struct ui *ui)
{
    layout_background(ui);
    struct rect area = layout_area(ui);
    int section = layout_section_wide(ui);
    struct button close = close_button(context);
    struct rect button;
    if (ui->metrics.portrait || context->visit->ease.low_reach) {
        button = rect_cut_bottom(&area, ui_button_height(ui), section);
        draw_title(context, ui, rect_cut_top(&area, ui_line_height(ui, TYPE_TITLE), section));
    } else {
        int least = int_max(ui_button_height_small(ui), ui_line_height(ui, TYPE_TITLE));
        struct rect head = rect_cut_top(&area, least, section);
        button = rect_cut_right(&head, ui_button_width(ui, &close), ui->metrics.gap);
        button = rect_centered(button, button.w, ui_button_height_small(ui));
        draw_title(context, ui, head);
    }
    struct names names = {.context = context};
    tiles_draw(context, ui, area,
               &(struct tiles){.count = context->language_count,
                               .scroll = &context->visit->language_scroll,
                               .choose = choose_grid,
                               .draw = draw_tile,
                               .what = &names,
                               .part_above = 3});
    ui_button(ui, button, &close);
}

const struct screen screen_language = {
    .panel = true,
    .enter = enter,
    .tap = tap,
    .draw = draw,
};
