#include <string.h>

#include "screens/layout.h"
#include "screens/tiles.h"

/* Tiles in the languages' own names, each asking its reader in its own words. */

static void enter(struct screen_context *context)
{
    memset(&context->visit->language_scroll, 0, sizeof context->visit->language_scroll);
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (tile_panel_tap(context, tap) || strncmp(tap->id, "language:", 9) != 0)
        return;
    context->choose_language = tap->index;
    context->close_panel = true;
    if (context->under == SCREEN_ATTRACT) /* who chooses wants to begin */
        context->go = SCREEN_HOME;
}

/* How all names look. */
struct names {
    const struct screen_context *context;
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

static int words_width(const struct ui *ui, const struct names *names, int tile)
{
    int mark = names->marked ? padding(ui, names) + ui_button_icon_size(ui) : 0;
    return tile - 2 * padding(ui, names) - mark;
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

static int tile_height(struct ui *ui, const struct names *names, int width)
{
    int most = 0;
    for (int i = 0; i < names->context->language_count; i++) {
        struct words words = {names, &names->context->languages[i]};
        most = int_max(most, stack_height(ui, width, put_words, &words));
    }
    most += 2 * ui_padding(ui, LENGTH_GAP_SMALL, ui->metrics.compact ? 15 : 25);
    return int_max(most, ui->metrics.target);
}

static bool questions_fit(const struct ui *ui, const struct names *names, int width)
{
    const struct screen_context *context = names->context;
    for (int i = 0; i < context->language_count; i++)
        if (!layout_fits(ui, TYPE_CAPTION, question(&context->languages[i]), width))
            return false;
    return true;
}

/* One size for all names, in which every name is on one line; false when there is none. */
static bool names_fit(const struct ui *ui, struct names *names, int width)
{
    const struct screen_context *context = names->context;
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

/* With marks in one number of columns or another, then without; the last are tiles as wide as the
 * names want, which scroll. */
enum { LOOK_COUNT = 5 };

/* The question stands under the names where all tiles have room for it. False when a name would be
 * broken. */
static bool look_fits(struct ui *ui, struct rect area, int look, struct tile_grid *grid, void *what)
{
    struct names *names = what;
    int count = names->context->language_count, most = count > 4 ? 3 : 2;
    int best = ui->metrics.portrait ? 1 : most;
    int other = ui->metrics.portrait || most == 3 ? 2 : 3;
    int columns[LOOK_COUNT] = {best, other, best, other, int_min(best, other)};
    *grid = tile_grid_in(ui, area.w, count, columns[look]);
    names->marked = look != 2 && look != 3;
    int width = words_width(ui, names, grid->width);
    bool fit = names_fit(ui, names, width);
    names->question = questions_fit(ui, names, width);
    grid->height = tile_height(ui, names, width);
    if (names->question && tile_grid_height(ui, grid) > area.h) {
        names->question = false;
        grid->height = tile_height(ui, names, width);
    }
    return fit;
}

/* The chosen one is tinted and has a thicker edge; a check mark says so where there is room. */
static void draw_tile(struct ui *ui, struct rect rect, int index, void *what)
{
    const struct names *names = what;
    const struct language_choice *choice = &names->context->languages[index];
    bool chosen = index == names->context->language;
    const char *id = arena_printf(&ui->list->arena, "language:%s", choice->code);
    bool pressed = ui_target(ui, id, choice->name, rect, index);
    ui_say_chosen(ui, chosen);
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

static void draw(struct screen_context *context, struct ui *ui)
{
    const struct strings *strings = context->strings;
    struct names names = {.context = context};
    tile_panel_draw(
        context, ui,
        &(struct tile_panel){
            .title = tr(strings, "language.title"),
            .close = {.id = "close", .label = tr(strings, "common.back"), .icon = "arrow-left"},
            .tiles = {.count = context->language_count,
                      .scroll = &context->visit->language_scroll,
                      .looks = LOOK_COUNT,
                      .fits = look_fits,
                      .draw = draw_tile,
                      .what = &names,
                      .part_above = 3}});
}

const struct screen screen_language = {
    .panel = true,
    .enter = enter,
    .tap = tap,
    .draw = draw,
};
