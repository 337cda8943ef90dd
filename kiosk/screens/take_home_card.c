#include "screens/take_home_card.h"

#include "screens/column.h"
#include "screens/take_home.h"

/* Millimetres of one module that a phone still resolves at half a metre. */
static const double module_mm = 0.75;

/* Encoded once for each routine, language and size; see take_home_update. */
static struct take_home code;

static bool is_light(color_t color)
{
    return (color >> 8 & 0xFF) > 0xC0;
}

/* Draws the code as large as whole pixels per module allow, in the middle of `area`, white margin
 * included. */
static void draw_code(struct ui *ui, const struct screen_context *context, struct rect area)
{
    int side = area.w < area.h ? area.w : area.h;
    int least_px = metrics_mm(&ui->metrics, module_mm);
    int most = side / least_px - 2 * TAKE_HOME_QUIET;
    if (most > TAKE_HOME_GOOD_MODULES)
        most = TAKE_HOME_GOOD_MODULES;
    take_home_update(&code, context->strings, &ui->list->arena, context->visit->routine, most);
    if (code.size == 0)
        return;
    int px = side / (code.size + 2 * TAKE_HOME_QUIET);
    if (px < 1)
        return;
    struct rect modules = rect_centered(area, code.size * px, code.size * px);
    /* A dark code needs light paper, whatever the card's colour is. */
    if (!is_light(ui_color(ui, COLOR_SURFACE)))
        draw_fill(ui->list, rect_inset(modules, -TAKE_HOME_QUIET * px), 0,
                  ui_color(ui, COLOR_TEXT));
    draw_bitmap(ui->list, code.modules, code.size, modules, ui_color(ui, COLOR_QR_DARK));
}

/* What stands beside the code: the first that leaves room for it is taken. */
enum wording { WORDING_FULL, WORDING_SHORT, WORDING_LEAST };

static void column_take_home(struct column *column, const struct screen_context *context,
                             enum wording wording)
{
    struct ui *ui = column->ui;
    color_t soft = ui_color(ui, COLOR_TEXT_SOFT);
    bool full = wording == WORDING_FULL;
    column_text(column, full ? TYPE_HEADING : TYPE_LABEL, ui_color(ui, COLOR_TEXT),
                tr(context->strings, "finish.take_home"));
    if (wording == WORDING_LEAST)
        return;
    if (!full) {
        column_text(column, TYPE_CAPTION, soft, tr(context->strings, "finish.scan_short"));
        return;
    }
    column_space(column, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    column_text(column, TYPE_CAPTION, soft, tr(context->strings, "finish.scan"));
    column_text(column, TYPE_CAPTION, soft, tr(context->strings, "finish.nothing_sent"));
}

static int take_home_height(struct ui *ui, const struct screen_context *context, int width,
                            enum wording wording)
{
    struct column column = column_measuring(ui, width);
    column_take_home(&column, context, wording);
    return column.y;
}

/* A code this large holds each exercise with its dose in modules of the least size. */
static int least_code(const struct ui *ui)
{
    return 77 * metrics_mm(&ui->metrics, module_mm);
}

int take_home_card_least(const struct ui *ui)
{
    return least_code(ui) + ui_line_height(ui, TYPE_LABEL) +
           metrics_length(&ui->metrics, LENGTH_PADDING) / 2;
}

/* Few words stand in a small card. */
static int padding_for(int padding, enum wording wording)
{
    return wording == WORDING_FULL ? padding : padding / 2;
}

static void draw_card_below(struct ui *ui, const struct screen_context *context, struct rect card,
                            int padding, enum wording wording)
{
    padding = padding_for(padding, wording);
    struct rect inner = rect_inset(card, padding);
    inner.y = card.y;
    inner.h = card.h;
    int words = take_home_height(ui, context, inner.w, wording);
    /* The code's white margin is the upper padding and the gap to the words. */
    int side = card.h - words - padding;
    side = side < card.w ? side : card.w;
    int top = (card.h - side - words - padding) / 2;
    rect_cut_top(&inner, top, 0);
    draw_code(ui, context, (struct rect){card.x, inner.y, card.w, side});
    rect_cut_top(&inner, side, 0);
    struct column column = column_in(ui, inner, ALIGN_CENTER);
    column_take_home(&column, context, wording);
}

static void draw_card_beside(struct ui *ui, const struct screen_context *context, struct rect card,
                             int padding)
{
    struct rect inner = card;
    int side = card.h;
    draw_code(ui, context, rect_cut_left(&inner, side, 0));
    rect_cut_right(&inner, padding, 0);
    int words = take_home_height(ui, context, inner.w, WORDING_FULL);
    inner = rect_centered(inner, inner.w, words);
    struct column column = column_in(ui, inner, ALIGN_LEFT);
    column_take_home(&column, context, WORDING_FULL);
}

static enum wording choose_wording(struct ui *ui, const struct screen_context *context,
                                   struct rect card, int padding)
{
    int wording = WORDING_FULL;
    for (; wording < WORDING_LEAST; wording++) {
        int beside = padding_for(padding, (enum wording)wording);
        int words = take_home_height(ui, context, card.w - 2 * beside, (enum wording)wording);
        if (card.h - beside - words >= least_code(ui))
            break;
    }
    return (enum wording)wording;
}

void take_home_card_draw(struct ui *ui, const struct screen_context *context, struct rect card)
{
    ui_card(ui, card, metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE), false);
    if (!context->visit->routine)
        return;
    int padding = metrics_length(&ui->metrics, LENGTH_PADDING);
    int beside = card.w - card.h - padding;
    if (beside > card.h * 2 / 5 &&
        take_home_height(ui, context, beside, WORDING_FULL) <= card.h - 2 * padding) {
        draw_card_beside(ui, context, card, padding);
        return;
    }
    draw_card_below(ui, context, card, padding, choose_wording(ui, context, card, padding));
}
