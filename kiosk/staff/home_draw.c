#include <string.h>

#include "screens/layout.h"
#include "staff/frame.h"
#include "staff/home_parts.h"
#include "staff/parts.h"
#include "ui/said.h"

/* The verdict, six checks that always stand in the same places, today's counts, and tiles. */

static const char *verdict(const struct home_view *v)
{
    int wrong = v->home->health.wrong;
    return wrong == 0 ? home_word(v, "staff.home.well")
                      : tr_format(v->context->strings, &v->ui->list->arena, "staff.home.need",
                                  {"count", NULL, wrong});
}

static const char *explanation(const struct home_view *v)
{
    const struct health_facts *facts = &v->home->facts;
    if (!v->home->today.known)
        return home_word(v, "staff.home.unreadable");
    bool well = v->home->health.wrong == 0;
    return tr_format(v->context->strings, &v->ui->list->arena,
                     well && facts->hidden == 0 ? "staff.home.sees" : "staff.home.sees_short",
                     {"shown", NULL, facts->routines}, {"all", NULL, facts->all},
                     {"languages", NULL, v->context->language_count});
}

static void put_verdict(struct stack *stack, const void *what)
{
    const struct home_view *v = what;
    ui_say_as(stack->ui, SAID_TITLE);
    stack_fit(stack, TYPE_STAFF_HEADING, ui_color(stack->ui, COLOR_TEXT), 2, 3, verdict(v));
    ui_say_as(stack->ui, SAID_BODY);
    if (stack->ui->metrics.compact && v->home->today.known)
        return;
    stack_gap(stack, metrics_length(&stack->ui->metrics, LENGTH_GAP_SMALL));
    stack_text(stack, TYPE_CAPTION, ui_color(stack->ui, COLOR_TEXT_SOFT), explanation(v));
}

static void draw_sign(const struct home_view *v, struct rect rect)
{
    struct ui *ui = v->ui;
    bool well = v->home->health.wrong == 0;
    draw_fill(ui->list, rect, rect.w / 2, ui_color(ui, well ? COLOR_SURFACE_TINT : COLOR_WARNING));
    ui_icon(ui, rect, well ? "check" : "bell", rect.w / 2,
            ui_color(ui, well ? COLOR_TEXT_TINT : COLOR_WARNING_TEXT));
}

static void draw_count(const struct home_view *v, struct rect rect, long long n, const char *key,
                       bool alarming)
{
    struct ui *ui = v->ui;
    struct font font = metrics_font(&ui->metrics, TYPE_STAFF_TITLE);
    int line = font.size * 5 / 4;
    struct rect number = rect_cut_top(&rect, int_min(line, rect.h), 0);
    ui_text_font(ui, number, font, ui_color(ui, alarming ? COLOR_DANGER_TEXT : COLOR_TEXT),
                 ALIGN_LEFT,
                 v->home->today.known ? arena_printf(&v->ui->list->arena, "%lld", n) : "–");
    const char *name = staff_count_word(v->context, &ui->list->arena, key, n);
    struct font small = ui_fit_font(ui, TYPE_CAPTION, name, rect.w, rect.h, 1);
    rect.h = int_min(rect.h, ui_line_height(ui, TYPE_CAPTION));
    ui_text_font(ui, rect, small, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_LEFT, name);
}

static void draw_counts(const struct home_view *v, struct rect rect, int columns)
{
    const struct staff_today *today = &v->home->today;
    const struct {
        long long n;
        const char *key;
    } counts[] = {{today->visits, "staff.home.visits"},
                  {today->begun, "staff.home.begun"},
                  {today->finished, "staff.home.finished"},
                  {today->hurts, "staff.home.hurts"}};
    int gap = metrics_length(&v->ui->metrics, LENGTH_GAP), rows = 4 / columns;
    int w = (rect.w - (columns - 1) * gap) / columns, h = rect.h / rows;
    for (int i = 0; i < 4; i++)
        draw_count(v,
                   (struct rect){rect.x + i % columns * (w + gap), rect.y + i / columns * h, w, h},
                   counts[i].n, counts[i].key, i == 3 && counts[i].n > 0);
}

/* The card leads to the usage. */
static bool today_card(const struct home_view *v, struct rect rect)
{
    bool pressed = ui_target(v->ui, "today", home_word(v, "staff.home.today"), rect, 0);
    ui_card(v->ui, rect, metrics_length(&v->ui->metrics, LENGTH_RADIUS_LARGE), pressed);
    return pressed;
}
/* All, those that need somebody, or the others. */
enum checks { CHECKS_ALL, CHECKS_WRONG, CHECKS_FINE };

static int list_checks(const struct home_view *v, enum checks which,
                       enum health_check list[HEALTH_COUNT])
{
    int count = 0;
    for (int i = 0; i < HEALTH_COUNT; i++)
        if (which == CHECKS_ALL || v->home->health.fine[i] == (which == CHECKS_FINE))
            list[count++] = (enum health_check)i;
    return count;
}

static void draw_checks(const struct home_view *v, struct rect rect, int columns, int height,
                        enum checks which)
{
    enum health_check list[HEALTH_COUNT];
    int count = list_checks(v, which, list), gap = v->ui->metrics.gap;
    int w = (rect.w - (columns - 1) * gap) / columns;
    for (int i = 0; i < count; i++)
        home_check_draw(v,
                        (struct rect){rect.x + i % columns * (w + gap),
                                      rect.y + i / columns * (height + gap), w, height},
                        list[i]);
}

/* Cuts the words beside the checks off the inside of their card. */
static struct rect cut_words(const struct ui *ui, struct rect *inner)
{
    return rect_cut_left(inner, inner->w * 28 / 100, metrics_px(&ui->metrics, 30));
}

/* Cuts today's card off the page; what is left is the checks'. */
static struct rect cut_today(const struct ui *ui, struct rect *page)
{
    return rect_cut_right(page, page->w * 29 / 100, metrics_length(&ui->metrics, LENGTH_SECTION));
}

static void draw_status(const struct home_view *v, struct rect card)
{
    struct ui *ui = v->ui;
    ui_card(ui, card, metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE), false);
    struct rect inner = rect_inset(card, metrics_px(&ui->metrics, 38));
    struct rect left = cut_words(ui, &inner);
    int side = metrics_px(&ui->metrics, 112), gap = metrics_px(&ui->metrics, 18);
    int words = stack_height(ui, left.w, put_verdict, v);
    if (words + side + gap <= left.h) {
        struct rect sign = rect_cut_top(&left, side, gap);
        sign.w = side;
        draw_sign(v, sign);
    }
    stack_draw(ui, left, ALIGN_LEFT, put_verdict, v);
    int height = (inner.h - 2 * ui->metrics.gap) / 3;
    draw_checks(v, inner, 2, height, CHECKS_ALL);
}

/* The page is this wide: what its card with the checks is high at least. */
static int status_height(const struct home_view *v, int width)
{
    struct ui *ui = v->ui;
    int air = metrics_px(&ui->metrics, 38);
    struct rect card = {0, 0, width, 0};
    cut_today(ui, &card);
    struct rect checks = rect_inset(card, air);
    cut_words(ui, &checks);
    return 3 * home_check_height(v, (checks.w - ui->metrics.gap) / 2) + 2 * ui->metrics.gap +
           2 * air;
}

static void draw_page(const struct home_view *v, struct rect area)
{
    struct ui *ui = v->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_SECTION);
    int tile = metrics_px(&ui->metrics, 208);
    tile = int_min(tile, (area.h - status_height(v, area.w) - gap - ui->metrics.gap) / 2);
    int tiles = home_tiles_draw(v, area, 4, tile, true);
    struct rect low = rect_cut_bottom(&area, 2 * tile + ui->metrics.gap, gap);
    low.h = tiles;
    struct rect today = cut_today(ui, &area);
    draw_status(v, area);
    today_card(v, today);
    struct rect inner = rect_inset(today, metrics_px(&ui->metrics, 42));
    struct rect title =
        rect_cut_top(&inner, ui_line_height(ui, TYPE_STAFF_HEADING), metrics_px(&ui->metrics, 18));
    ui_text(ui, title, TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT), ALIGN_LEFT,
            home_word(v, "staff.home.today"));
    draw_counts(v, inner, 2);
    home_tiles_draw(v, low, 4, tile, false);
}

static void put_status(struct stack *stack, const struct home_view *v)
{
    struct ui *ui = stack->ui;
    int side = int_min(metrics_px(&ui->metrics, 112), 2 * ui->metrics.target);
    int gap = metrics_px(&ui->metrics, 26);
    int words = stack_height(ui, stack->width - side - gap, put_verdict, v);
    struct rect row = stack_box(stack, int_max(side, words));
    if (stack->dry)
        return;
    struct rect sign = rect_cut_left(&row, side, gap);
    draw_sign(v, rect_centered(sign, side, side));
    stack_draw_middle(ui, row, ALIGN_LEFT, put_verdict, v);
}

/* As many columns of so many letter sizes as fit. */
static int columns_in(const struct ui *ui, int width, int letters, int most)
{
    int least = letters * metrics_font(&ui->metrics, TYPE_CAPTION).size;
    int columns = (width + ui->metrics.gap) / (least + ui->metrics.gap);
    return int_clamp(columns, 1, most);
}

static void put_checks(struct stack *stack, const struct home_view *v, enum checks which)
{
    enum health_check list[HEALTH_COUNT];
    int columns = columns_in(stack->ui, stack->width, 12, 3), count = list_checks(v, which, list);
    int rows = (count + columns - 1) / columns;
    if (rows == 0)
        return;
    int height =
        home_check_height(v, (stack->width - (columns - 1) * stack->ui->metrics.gap) / columns);
    struct rect rect = stack_box(stack, rows * height + (rows - 1) * stack->ui->metrics.gap);
    if (!stack->dry)
        draw_checks(v, rect, columns, height, which);
}

static void put_today(struct stack *stack, const struct home_view *v)
{
    struct ui *ui = stack->ui;
    bool compact = columns_in(ui, stack->width, 8, 4) < 4;
    int air = metrics_px(&ui->metrics, 30), line = ui_line_height(ui, TYPE_STAFF_HEADING);
    int one = metrics_font(&ui->metrics, TYPE_STAFF_TITLE).size * 5 / 4 +
              ui_line_height(ui, TYPE_CAPTION);
    int counts = compact ? 2 * one : one;
    struct rect card = stack_box(stack, line + counts + 3 * air);
    if (stack->dry)
        return;
    today_card(v, card);
    struct rect inner = rect_inset(card, air);
    ui_text(ui, rect_cut_top(&inner, line, air), TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT),
            ALIGN_LEFT, home_word(v, "staff.home.today"));
    draw_counts(v, inner, compact ? 2 : 4);
}

static void put_tiles(struct stack *stack, const struct home_view *v)
{
    int height = stack->ui->metrics.compact
                     ? stack->ui->metrics.target
                     : int_max(stack->ui->metrics.target, metrics_px(&stack->ui->metrics, 190));
    struct rect whole = {stack->x, stack->y, stack->width, 0};
    int columns = columns_in(stack->ui, stack->width, stack->ui->metrics.portrait ? 13 : 8, 4);
    columns = columns == 3 ? 2 : columns;
    while (columns > 1 &&
           !home_titles_fit(v, (stack->width - columns * stack->ui->metrics.gap) / columns, height))
        columns /= 2;
    struct rect rect = stack_box(stack, home_tiles_draw(v, whole, columns, height, true));
    if (!stack->dry)
        home_tiles_draw(v, rect, columns, height, false);
}

static void put_home(struct stack *stack, const void *what)
{
    const struct home_view *v = what;
    int gap = metrics_length(&stack->ui->metrics, LENGTH_SECTION);
    bool compact = !stack->ui->metrics.portrait, wrong = v->home->health.wrong > 0;
    put_status(stack, v);
    stack_gap(stack, gap);
    if (compact && wrong) { /* what it is that needs somebody */
        put_checks(stack, v, CHECKS_WRONG);
        stack_gap(stack, stack->ui->metrics.gap);
    }
    if (compact) { /* the way on first */
        put_tiles(stack, v);
        stack_gap(stack, stack->ui->metrics.gap);
    }
    put_checks(stack, v, compact ? CHECKS_FINE : CHECKS_ALL);
    stack_gap(stack, gap);
    put_today(stack, v);
    if (!compact) {
        stack_gap(stack, gap);
        put_tiles(stack, v);
    }
}

static void draw_column(const struct home_view *v, struct rect area)
{
    struct ui *ui = v->ui;
    struct scroll *scroll = &v->context->staff->home.scroll;
    struct rect view = area, column = {0};
    if (stack_height(ui, area.w, put_home, v) > area.h)
        column = rect_cut_right(&view, layout_arrow_width(ui), ui->metrics.gap);
    layout_scroll(ui,
                  &(struct scroll_view){.scroll = scroll,
                                        .view = view,
                                        .room = metrics_length(&ui->metrics, LENGTH_GAP_SMALL)},
                  put_home, v);
    if (column.w > 0)
        layout_scroll_arrows(v->context, ui, scroll, layout_arrow_pair(ui, column), true);
}

/* What is wrong with a file of settings, for whoever writes it. Cut off the bottom of *area. */
static void draw_note(struct screen_context *context, struct ui *ui, struct rect *area)
{
    const char *note = context->note;
    if (!note || !*note)
        return;
    struct arena *arena = &ui->list->arena;
    note = arena_strndup(arena, note, strcspn(note, ";")); /* what is allowed is in the log */
    staff_warning_bar(ui, area,
                      tr_format(context->strings, arena, "attract.settings", {"fault", note, 0}));
}

void staff_home_draw(struct screen_context *context, struct ui *ui)
{
    struct rect area =
        staff_frame_draw(context, ui, &(struct staff_frame){.tab = SCREEN_STAFF_HOME, .title = ""});
    draw_note(context, ui, &area);
    struct home_view view = {.context = context, .ui = ui, .home = &context->staff->home};
    int least = 2 * int_max(ui->metrics.target, metrics_px(&ui->metrics, 130));
    bool roomy = area.h - status_height(&view, area.w) > least + 3 * ui->metrics.gap;
    roomy = roomy && area.w * 24 / 100 > 13 * metrics_font(&ui->metrics, TYPE_CAPTION).size;
    if (ui->metrics.portrait || ui->metrics.compact || !roomy)
        draw_column(&view, area);
    else
        draw_page(&view, area);
}
