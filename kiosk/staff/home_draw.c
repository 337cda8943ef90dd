#include "staff/home_draw.h"

#include <string.h>

#include "screens/layout.h"
#include "staff/dates.h"
#include "staff/frame.h"
#include "store/wall.h"

/* The verdict, six checks that always stand in the same places, today's counts, and tiles. */

struct home_view {
    struct screen_context *context;
    struct ui *ui;
    const struct staff_home *home;
};

static const char *word(const struct home_view *v, const char *key)
{
    return tr(v->context->strings, key);
}

static struct arena *arena(const struct home_view *v)
{
    return &v->ui->list->arena;
}

const char *staff_home_mends(enum health_check check)
{
    static const char *const screens[HEALTH_COUNT] = {"staff-routines", "staff-stick",
                                                      "staff-settings", "staff-check",
                                                      "staff-check",    "staff-check"};
    return screen_find(screens[check]) != SCREEN_NONE ? screens[check] : NULL;
}

/* ---- what the checks say ---- */

static const char *number_text(const struct home_view *v, const char *key, int n)
{
    return tr_format(v->context->strings, arena(v), key, {"n", NULL, n});
}

static const char *dated_text(const struct home_view *v, const char *key, const char *date)
{
    return tr_format(v->context->strings, arena(v), key, {"date", date, 0});
}

static bool same_day(int64_t a, int64_t b)
{
    struct tm day = wall_local(a), other = wall_local(b);
    return day.tm_year == other.tm_year && day.tm_yday == other.tm_yday;
}

static const char *moment_text(const struct home_view *v, int64_t seconds)
{
    struct tm local = wall_local(seconds);
    return staff_date_text(v->context->strings, arena(v), local.tm_mon + 1, local.tm_mday);
}

static const char *review_text(const struct home_view *v)
{
    const struct review_day *day = &v->home->facts.review;
    if (day->year == 0)
        return word(v, "staff.home.review_none");
    bool fine = v->home->health.fine[HEALTH_REVIEW];
    const char *date =
        fine ? staff_full_date_text(v->context->strings, arena(v), day->year, day->month, day->day)
             : staff_date_text(v->context->strings, arena(v), day->month, day->day);
    return dated_text(v, fine ? "staff.home.review_next" : "staff.home.review_due", date);
}

static const char *screen_text(const struct home_view *v)
{
    const struct health_facts *facts = &v->home->facts;
    if (facts->checked_at == 0)
        return word(v, "staff.home.never_checked");
    if (facts->check_failed > 0)
        return number_text(v, "staff.home.check_failed", facts->check_failed);
    if (same_day(facts->checked_at, facts->now))
        return tr_format(v->context->strings, arena(v), "staff.home.checked_today",
                         {"time", staff_time_text(arena(v), facts->checked_at), 0});
    return dated_text(v, "staff.home.checked", moment_text(v, facts->checked_at));
}

static const char *restart_text(const struct home_view *v)
{
    static const char *const why[] = {"staff.home.why_first", "staff.home.why_clean",
                                      "staff.home.why_cut", "staff.home.why_died"};
    const struct restart *restart = &v->home->facts.restart;
    if (restart->at == 0)
        return word(v, "staff.home.restart_unknown");
    if (!v->home->health.fine[HEALTH_RESTART])
        return number_text(v, "staff.home.restarts_today", restart->unwanted);
    return tr_format(v->context->strings, arena(v), "staff.home.restarted",
                     {"date", moment_text(v, restart->at), 0},
                     {"why", word(v, why[restart->why]), 0});
}

static const char *clock_text(const struct home_view *v)
{
    const struct health_facts *facts = &v->home->facts;
    if (!v->home->health.fine[HEALTH_CLOCK])
        return word(v, "staff.home.clock_wrong");
    return tr_format(v->context->strings, arena(v), "staff.home.clock_says",
                     {"date", staff_day_text(v->context->strings, arena(v), facts->now), 0},
                     {"time", staff_time_text(arena(v), facts->now), 0});
}

static const char *storage_text(const struct home_view *v)
{
    const struct health_facts *facts = &v->home->facts;
    if (facts->unkept)
        return word(v, "staff.home.unkept");
    return facts->free_percent < 0 ? word(v, "staff.home.free_unknown")
                                   : number_text(v, "staff.home.free", facts->free_percent);
}

static const char *check_text(const struct home_view *v, enum health_check check)
{
    const struct health_facts *facts = &v->home->facts;
    switch (check) {
    case HEALTH_ROUTINES:
        return facts->faulty > 0 ? number_text(v, "staff.home.routines_bad", facts->faulty)
                                 : number_text(v, "staff.home.routines_fine", facts->routines);
    case HEALTH_REVIEW:
        return review_text(v);
    case HEALTH_CLOCK:
        return clock_text(v);
    case HEALTH_STORAGE:
        return storage_text(v);
    case HEALTH_SCREEN:
        return screen_text(v);
    default:
        return restart_text(v);
    }
}

/* ---- one check ---- */

static const char *const check_titles[HEALTH_COUNT] = {"staff.tab.routines", "staff.home.review",
                                                       "staff.home.clock",   "staff.home.storage",
                                                       "staff.home.screen",  "staff.home.restart"};
static const char *const check_ids[HEALTH_COUNT] = {"check:routines", "check:review",
                                                    "check:clock",    "check:storage",
                                                    "check:screen",   "check:restart"};

static int check_height(const struct ui *ui)
{
    int lines = ui_line_height(ui, TYPE_LABEL) * 2 + metrics_px(&ui->metrics, 26);
    return int_max(lines, int_max(ui->metrics.target, metrics_px(&ui->metrics, 98)));
}

/* Two lines, each as large as fits. */
static void draw_two_lines(struct ui *ui, struct rect rect, const char *title, const char *text,
                           color_t ink, color_t soft)
{
    struct font strong = metrics_font(&ui->metrics, TYPE_LABEL);
    strong.weight = FONT_BOLD;
    int line = ui_line_height(ui, TYPE_LABEL);
    struct rect block = rect_centered(rect, rect.w, 2 * line);
    ui_text_font(ui, rect_cut_top(&block, line, 0), strong, ink, ALIGN_LEFT, title);
    ui_text(ui, block, TYPE_CAPTION, soft, ALIGN_LEFT, text);
}

static void draw_check(const struct home_view *v, struct rect rect, enum health_check check)
{
    struct ui *ui = v->ui;
    bool fine = v->home->health.fine[check];
    const char *title = word(v, check_titles[check]), *text = check_text(v, check);
    bool leads = !fine && staff_home_mends(check);
    bool pressed =
        leads && ui_target(ui, check_ids[check], arena_printf(arena(v), "%s: %s", title, text),
                           rect, (int)check);
    int stroke = metrics_length(&ui->metrics, LENGTH_STROKE);
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS),
             ui_color(ui, pressed ? COLOR_SURFACE_PRESSED
                          : fine  ? COLOR_SURFACE
                                  : COLOR_WARNING),
             stroke, ui_color(ui, fine ? COLOR_LINE : COLOR_WARNING_LINE));
    int icon = ui_button_icon_size(ui), air = metrics_px(&ui->metrics, 22);
    struct rect inner = {rect.x + air, rect.y, rect.w - 2 * air, rect.h};
    ui_icon(ui, rect_cut_left(&inner, icon, air * 3 / 4), fine ? "circle-check" : "triangle-alert",
            icon, ui_color(ui, fine ? COLOR_PRIMARY : COLOR_WARNING_TEXT));
    if (leads)
        ui_icon(ui, rect_cut_right(&inner, icon * 3 / 4, air / 2), "chevron-right", icon * 3 / 4,
                ui_color(ui, COLOR_WARNING_TEXT));
    draw_two_lines(ui, inner, title, text, ui_color(ui, fine ? COLOR_TEXT : COLOR_WARNING_TEXT),
                   ui_color(ui, fine ? COLOR_TEXT_SOFT : COLOR_WARNING_TEXT));
}

/* ---- the verdict ---- */

static const char *verdict(const struct home_view *v)
{
    int wrong = v->home->health.wrong;
    return wrong == 0 ? word(v, "staff.home.well")
                      : tr_format(v->context->strings, arena(v), "staff.home.need",
                                  {"count", NULL, wrong});
}

static const char *explanation(const struct home_view *v)
{
    const struct health_facts *facts = &v->home->facts;
    if (!v->home->today.known)
        return word(v, "staff.home.unreadable");
    bool well = v->home->health.wrong == 0;
    return tr_format(
        v->context->strings, arena(v), well ? "staff.home.sees" : "staff.home.sees_short",
        {"shown", NULL, facts->routines}, {"all", NULL, facts->routines + facts->faulty},
        {"languages", NULL, v->context->language_count});
}

static void put_verdict(struct stack *stack, const void *what)
{
    const struct home_view *v = what;
    stack_fit(stack, TYPE_STAFF_HEADING, ui_color(stack->ui, COLOR_TEXT), 2, 3, verdict(v));
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

/* ---- today ---- */

static void draw_count(const struct home_view *v, struct rect rect, long long n, const char *key,
                       bool alarming)
{
    struct ui *ui = v->ui;
    struct font font = metrics_font(&ui->metrics, TYPE_STAFF_TITLE);
    int line = font.size * 5 / 4;
    struct rect number = rect_cut_top(&rect, int_min(line, rect.h), 0);
    ui_text_font(ui, number, font, ui_color(ui, alarming ? COLOR_DANGER_TEXT : COLOR_TEXT),
                 ALIGN_LEFT, v->home->today.known ? arena_printf(arena(v), "%lld", n) : "–");
    const char *name = word(v, key);
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

/* The card leads to the usage where there is such a screen. */
static bool today_card(const struct home_view *v, struct rect rect)
{
    bool leads = screen_find("staff-usage") != SCREEN_NONE;
    bool pressed = leads && ui_target(v->ui, "today", word(v, "staff.home.today"), rect, 0);
    ui_card(v->ui, rect, metrics_length(&v->ui->metrics, LENGTH_RADIUS_LARGE), pressed);
    return pressed;
}

/* ---- tiles ---- */

static const char *const tile_ids[] = {"tile:home",  "tile:routines", "tile:builder",
                                       "tile:stick", "tile:settings", "tile:usage",
                                       "tile:check", "tile:cleaning"};

struct tile {
    const char *id, *title, *info, *icon;
    int index;
    bool main;
};

enum { MAX_TILES = 10 };

/* Those of screens that exist, and Lock. */
static int collect_tiles(const struct home_view *v, struct tile *tiles)
{
    int count = 0;
    for (int i = 0; i < staff_place_count && count < MAX_TILES - 1; i++) {
        const struct staff_place *place = &staff_places[i];
        if (place->title && staff_place_exists(place))
            tiles[count++] = (struct tile){tile_ids[i],
                                           word(v, place->title),
                                           tr_format(v->context->strings, arena(v), place->info,
                                                     {"n", NULL, v->context->cleaning_s}),
                                           place->icon,
                                           i,
                                           strcmp(place->screen, "staff-builder") == 0};
    }
    tiles[count++] = (struct tile){
        "tile:lock", word(v, "staff.lock"), word(v, "staff.tile.lock_info"), "lock", 0, false};
    return count;
}

static void draw_tile_sign(const struct home_view *v, struct rect sign, const struct tile *tile)
{
    struct ui *ui = v->ui;
    draw_fill(ui->list, sign, sign.w / 2,
              ui_color(ui, tile->main ? COLOR_HERO_TRACK : COLOR_SURFACE_TINT));
    ui_icon(ui, sign, tile->icon, sign.w / 2,
            ui_color(ui, tile->main ? COLOR_ON_PRIMARY : COLOR_TEXT_TINT));
}

static void draw_tile(const struct home_view *v, struct rect rect, const struct tile *tile)
{
    struct ui *ui = v->ui;
    bool pressed = ui_target(ui, tile->id, tile->title, rect, tile->index);
    enum theme_color fill = tile->main ? pressed ? COLOR_PRIMARY_PRESSED : COLOR_PRIMARY
                            : pressed  ? COLOR_SURFACE_PRESSED
                                       : COLOR_SURFACE;
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS) * 4 / 3,
             ui_color(ui, fill), tile->main ? 0 : metrics_length(&ui->metrics, LENGTH_STROKE),
             ui_color(ui, COLOR_LINE));
    int air = metrics_px(&ui->metrics, 30), disc = metrics_px(&ui->metrics, 88);
    struct rect inner = rect_inset(rect, air);
    bool low = rect.h < 2 * air + disc + ui_line_height(ui, TYPE_CAPTION);
    int info = low ? 0 : ui_line_height(ui, TYPE_CAPTION);
    if (low)
        inner = (struct rect){rect.x + air, rect.y, rect.w - 2 * air, rect.h};
    color_t ink = ui_color(ui, tile->main ? COLOR_ON_PRIMARY : COLOR_TEXT);
    struct rect row = rect_cut_top(&inner, low ? inner.h : disc, 0);
    disc = low ? int_min(disc, rect.h * 2 / 3) : disc;
    struct font least = {metrics_font(&ui->metrics, TYPE_BUTTON).weight,
                         metrics_least_font(&ui->metrics)};
    if (ui_text_fits(ui, least, tile->title, row.w - disc - air * 2 / 3, row.h, 2))
        draw_tile_sign(v, rect_centered(rect_cut_left(&row, disc, air * 2 / 3), disc, disc), tile);
    struct font font = ui_fit_font(ui, TYPE_BUTTON, tile->title, row.w, row.h, 2);
    int high = int_min(row.h, ui_paragraph_height_font(ui, row.w, font, tile->title, 2));
    ui_paragraph_font(ui, rect_centered(row, row.w, high), font, ink, ALIGN_LEFT, tile->title);
    if (info > 0 && inner.h >= info)
        ui_text(ui, rect_cut_bottom(&inner, info, 0), TYPE_CAPTION,
                ui_color(ui, tile->main ? COLOR_ON_PRIMARY : COLOR_TEXT_SOFT), ALIGN_LEFT,
                tile->info);
}

/* Rows of `height`; returns how high all are. */
static int draw_tiles(const struct home_view *v, struct rect rect, int columns, int height,
                      bool dry)
{
    struct tile tiles[MAX_TILES];
    int count = collect_tiles(v, tiles), gap = v->ui->metrics.gap;
    int w = (rect.w - (columns - 1) * gap) / columns;
    for (int i = 0; i < count && !dry; i++)
        draw_tile(v,
                  (struct rect){rect.x + i % columns * (w + gap),
                                rect.y + i / columns * (height + gap), w, height},
                  &tiles[i]);
    int rows = (count + columns - 1) / columns;
    return rows * height + (rows - 1) * gap;
}

/* ---- landscape: one page ---- */

static void draw_checks(const struct home_view *v, struct rect rect, int columns, int height)
{
    int gap = v->ui->metrics.gap;
    int w = (rect.w - (columns - 1) * gap) / columns;
    for (int i = 0; i < HEALTH_COUNT; i++)
        draw_check(v,
                   (struct rect){rect.x + i % columns * (w + gap),
                                 rect.y + i / columns * (height + gap), w, height},
                   (enum health_check)i);
}

static void draw_status(const struct home_view *v, struct rect card)
{
    struct ui *ui = v->ui;
    ui_card(ui, card, metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE), false);
    struct rect inner = rect_inset(card, metrics_px(&ui->metrics, 38));
    struct rect left = rect_cut_left(&inner, inner.w * 28 / 100, metrics_px(&ui->metrics, 30));
    int side = metrics_px(&ui->metrics, 112), gap = metrics_px(&ui->metrics, 18);
    int words = stack_height(ui, left.w, put_verdict, v);
    if (words + side + gap <= left.h) {
        struct rect sign = rect_cut_top(&left, side, gap);
        sign.w = side;
        draw_sign(v, sign);
    }
    stack_draw(ui, left, ALIGN_LEFT, put_verdict, v);
    int height = (inner.h - 2 * ui->metrics.gap) / 3;
    draw_checks(v, inner, 2, height);
}

static void draw_page(const struct home_view *v, struct rect area)
{
    struct ui *ui = v->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_SECTION);
    int tile = (area.h - 3 * check_height(ui) - 2 * ui->metrics.gap -
                2 * metrics_px(&ui->metrics, 38) - gap - ui->metrics.gap) /
               2;
    tile = int_min(tile, metrics_px(&ui->metrics, 208));
    int tiles = draw_tiles(v, area, 4, tile, true);
    struct rect low = rect_cut_bottom(&area, 2 * tile + ui->metrics.gap, gap);
    low.h = tiles;
    struct rect today = rect_cut_right(&area, area.w * 29 / 100, gap);
    draw_status(v, area);
    today_card(v, today);
    struct rect inner = rect_inset(today, metrics_px(&ui->metrics, 42));
    struct rect title =
        rect_cut_top(&inner, ui_line_height(ui, TYPE_STAFF_HEADING), metrics_px(&ui->metrics, 18));
    ui_text(ui, title, TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT), ALIGN_LEFT,
            word(v, "staff.home.today"));
    draw_counts(v, inner, 2);
    draw_tiles(v, low, 4, tile, false);
}

/* ---- portrait and 7": one below the other ---- */

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

static void put_checks(struct stack *stack, const struct home_view *v)
{
    int columns = columns_in(stack->ui, stack->width, 12, 3), rows = HEALTH_COUNT / columns;
    int height = check_height(stack->ui);
    struct rect rect = stack_box(stack, rows * height + (rows - 1) * stack->ui->metrics.gap);
    if (!stack->dry)
        draw_checks(v, rect, columns, height);
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
            ALIGN_LEFT, word(v, "staff.home.today"));
    draw_counts(v, inner, compact ? 2 : 4);
}

static void put_tiles(struct stack *stack, const struct home_view *v)
{
    int height = stack->ui->metrics.compact
                     ? stack->ui->metrics.target
                     : int_max(stack->ui->metrics.target, metrics_px(&stack->ui->metrics, 190));
    struct rect whole = {stack->x, stack->y, stack->width, 0};
    int columns = columns_in(stack->ui, stack->width, 8, 4);
    columns = columns == 3 ? 2 : columns;
    struct rect rect = stack_box(stack, draw_tiles(v, whole, columns, height, true));
    if (!stack->dry)
        draw_tiles(v, rect, columns, height, false);
}

static void put_home(struct stack *stack, const void *what)
{
    const struct home_view *v = what;
    int gap = metrics_length(&stack->ui->metrics, LENGTH_SECTION);
    bool compact = !stack->ui->metrics.portrait;
    put_status(stack, v);
    stack_gap(stack, gap);
    if (compact) { /* the way on first */
        put_tiles(stack, v);
        stack_gap(stack, stack->ui->metrics.gap);
    }
    put_checks(stack, v);
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

void staff_home_draw(struct screen_context *context, struct ui *ui)
{
    struct rect area =
        staff_frame_draw(context, ui, &(struct staff_frame){.tab = "staff-home", .title = ""});
    struct home_view view = {.context = context, .ui = ui, .home = &context->staff->home};
    /* A check has room for about 13 letters on the page. */
    bool roomy = area.w * 24 / 100 > 13 * metrics_font(&ui->metrics, TYPE_CAPTION).size;
    if (ui->metrics.portrait || ui->metrics.compact || !roomy)
        draw_column(&view, area);
    else
        draw_page(&view, area);
}
