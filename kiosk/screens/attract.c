#include <string.h>

#include "screens/attract_advice.h"
#include "screens/demo.h"
#include "screens/language_button.h"
#include "screens/logo.h"
#include "screens/player_parts.h"
#include "screens/player_say.h"
#include "ui/button_row.h"

/* What the demo shows (screens/demo.h), with an invitation, in one language after the other.
 * Where there is no routine, pages of advice take its place. */

/* The invitation is said in one language after the other, the clinic's own first. */
static const ms_t greeting_ms = 4000;

static const struct language_choice *greeting(const struct screen_context *context)
{
    ms_t turn = (context->now - context->entered_at) / greeting_ms;
    return &context->languages[(int)((context->language + turn) % context->language_count)];
}

/* Of two languages the other one is a single touch away. */
static int other_language(const struct screen_context *context)
{
    return context->language_count == 2 ? 1 - context->language : -1;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind == TAP_TARGET && strcmp(tap->id, "language") == 0) {
        context->choose_language = other_language(context);
        if (context->choose_language < 0)
            context->open_panel = SCREEN_LANGUAGE;
        else
            context->go = SCREEN_HOME;
        return;
    }
    if (tap->kind == TAP_TARGET && strcmp(tap->id, "do-this") == 0) {
        context->visit->routine = context->demo->session.routine;
        context->go = SCREEN_OVERVIEW;
    } else {
        context->go = SCREEN_HOME;
    }
}

/* What is shown, and where its parts are. */
struct attract {
    struct screen_context *context;
    struct ui *ui;
    struct session_view view;
    const struct routine *routine; /* NULL: advice is all there is */
    struct advice_slide slide;     /* then */
    int gap;
    struct rect language; /* empty where there is only one */
    struct rect logo;     /* empty where it has what the words leave over */
    struct rect showing, words, figure, buttons, segments;
    struct button_row row;
    bool stacked; /* the buttons one above the other */
};

/* Moves what never changes by a few pixels from exercise to exercise, against image retention. */
static struct rect wander(const struct attract *a, struct rect rect)
{
    static const signed char steps[8][2] = {{0, 0},  {2, 0},  {2, 2},   {0, 2},
                                            {-2, 2}, {-2, 0}, {-2, -2}, {0, -2}};
    const signed char *step = steps[a->context->demo->phases & 7];
    rect.x += metrics_px(&a->ui->metrics, 2) * step[0];
    rect.y += metrics_px(&a->ui->metrics, 2) * step[1];
    return rect;
}

static void draw_background(const struct attract *a, struct rect window)
{
    float reach = 0.75f * (float)int_max(window.w, window.h);
    draw_radial(a->ui->list, window, 0, ui_color(a->ui, COLOR_HERO_TO),
                ui_color(a->ui, COLOR_HERO_FROM), (float)a->figure.x + (float)a->figure.w / 2,
                (float)a->figure.y + (float)a->figure.h / 2, reach);
}

static const char *invitation(const struct language_choice *language)
{
    return tr(language->strings, "attract.touch_to_begin");
}

/* With the longest of the invitations: nothing moves when one takes the other's place. */
static struct button begin_button(const struct attract *a)
{
    const struct screen_context *context = a->context;
    struct button button = {.id = "begin",
                            .label = invitation(&context->languages[0]),
                            .icon = "pointer",
                            .style = BUTTON_HERO,
                            .large = !a->ui->metrics.compact,
                            .pill = true};
    for (int i = 1; i < context->language_count; i++) {
        struct button other = button;
        other.label = invitation(&context->languages[i]);
        if (ui_button_width(a->ui, &other) > ui_button_width(a->ui, &button))
            button = other;
    }
    return button;
}

static struct button this_button(const struct attract *a)
{
    bool compact = a->ui->metrics.compact;
    return (struct button){.id = "do-this",
                           .label = tr(a->context->strings, "attract.do_this_one"),
                           .icon = compact ? NULL : "play",
                           .style = BUTTON_GHOST,
                           .large = !compact,
                           .pill = true};
}

/* What the row wants in this width, px. A landscape panel spares the icons rather than the words
 * beside them, then the size of the words, and at last the air beside them: two rows would take the
 * figure's room. */
static int fit_buttons(struct attract *a, int width)
{
    static const struct row_spare_step order[] = {
        {SPARE_ICON, {"do-this"}}, {SPARE_ICON, {"begin"}}, {SPARE_SIZE, {"begin", "do-this"}}};
    bool portrait = a->ui->metrics.portrait;
    a->row = (struct button_row){
        .height = ui_button_height(a->ui), .order = order, .order_count = portrait ? 0 : 3};
    button_row_add(&a->row, begin_button(a), 1);
    if (a->routine)
        button_row_add(&a->row, this_button(a), 1);
    int both = button_row_fit(a->ui, &a->row, width);
    struct button_row tight = a->row;
    tight.tight = !portrait;
    a->stacked = button_row_width(a->ui, &tight) > width;
    struct button *begin = &a->row.buttons[0];
    begin->words = begin->words || ui_button_width(a->ui, begin) > width;
    return both;
}

/* In a row, a little wider than they want to be, or one above the other. */
static void draw_buttons(struct attract *a)
{
    struct ui *ui = a->ui;
    struct button_row *row = &a->row;
    struct rect rect = a->buttons;
    int gap = ui->metrics.gap, width = row->widths[0] + gap + row->widths[1];
    row->buttons[0].label = invitation(greeting(a->context));
    if (a->stacked && row->count > 1) {
        ui_button(ui, rect_cut_top(&rect, row->height, gap), &row->buttons[0]);
        ui_button(ui, rect, &row->buttons[1]);
        return;
    }
    rect.w = int_min(rect.w, width + metrics_px(&ui->metrics, 120));
    button_row_place(ui, row, rect);
}

static const char *now_showing(const struct attract *a)
{
    if (!a->routine)
        return tr(a->context->strings, "advice.title");
    return tr_format(a->context->strings, &a->ui->list->arena, "attract.now_showing",
                     {"routine", a->routine->name, 0});
}

/* What may stand in its place where there is no room. */
static const char *routine_name(const struct attract *a)
{
    return a->routine ? a->routine->name : now_showing(a);
}

static void draw_showing(const struct attract *a)
{
    struct ui *ui = a->ui;
    struct rect rect = a->showing;
    const char *showing = now_showing(a);
    if (ui_text_width(ui, TYPE_LABEL, showing) > rect.w)
        showing = routine_name(a);
    struct font font = ui_fit_font(ui, TYPE_LABEL, showing, rect.w, rect.h, 1);
    if (ui_text_fits(ui, font, showing, rect.w, rect.h, 1)) /* half a name says nothing */
        ui_text_font(ui, rect, font, ui_color(ui, COLOR_ON_HERO_SOFT), ALIGN_LEFT, showing);
}

/* One line where it need not be much smaller for it: the second is the sentence's. */
static struct font name_font(const struct ui *ui, const char *name, struct rect rect)
{
    struct font font = ui_fit_font(ui, TYPE_HERO, name, rect.w, rect.h * 3 / 5, 1);
    int full = metrics_font(&ui->metrics, TYPE_HERO).size;
    if (font.size * 100 >= full * 80 && ui_text_width_font(ui, font, name) <= rect.w)
        return font;
    return ui_fit_font(ui, TYPE_HERO, name, rect.w, rect.h * 3 / 5, 2);
}

/* Whose kiosk it is, where there is nothing to show at all. */
static const char *shown_name(const struct attract *a)
{
    if (a->routine)
        return a->view.current ? a->view.current->exercise->name : a->routine->name;
    return a->slide.page ? a->slide.page->title : a->context->clinic;
}

static const char *shown_words(const struct attract *a)
{
    if (a->routine)
        return player_instruction(a->context, &a->ui->list->arena, &a->view);
    return a->slide.page ? a->slide.page->summary : "";
}

enum { ANY_LINES = 99 };

/* What is left below the words. */
static struct rect draw_words(const struct attract *a)
{
    struct ui *ui = a->ui;
    struct rect rect = a->words;
    const char *name = shown_name(a);
    struct font font = name_font(ui, name, rect);
    int height = ui_paragraph_height_font(ui, rect.w, font, name, 2);
    ui_paragraph_font(ui, rect_cut_top(&rect, height, a->gap / 2), font,
                      ui_color(ui, COLOR_ON_HERO), ALIGN_LEFT, name);
    const char *say = shown_words(a);
    font = ui_fit_font(ui, TYPE_BODY, say, rect.w, rect.h, ANY_LINES);
    int said = ui_paragraph_height_font(ui, rect.w, font, say, 0);
    if (said <= rect.h)
        ui_paragraph_font(ui, rect_cut_top(&rect, said, a->gap), font,
                          ui_color(ui, COLOR_ON_HERO_SOFT), ALIGN_LEFT, say);
    return rect;
}

/* On a small panel the icon alone: the words need the room. */
static struct button attract_language_button(const struct attract *a)
{
    const struct screen_context *context = a->context;
    bool compact = a->ui->metrics.compact;
    struct button button =
        language_button(context, &a->ui->list->arena, compact ? LANGUAGE_ICON : LANGUAGE_NAME);
    int other = other_language(context);
    if (other >= 0) {
        button.spoken = context->languages[other].name;
        button.label = compact ? NULL : button.spoken;
    }
    button.style = BUTTON_GHOST;
    button.pill = true;
    return button;
}

/* Letters are large against the window: words need all of its width, and on a landscape panel the
 * figure all of the right half, so that the language stands at the left. */
static bool large_letters(const struct ui *ui)
{
    return !ui->metrics.compact && ui->metrics.px_per_mm > 5;
}

static bool language_at_left(const struct ui *ui)
{
    return !ui->metrics.portrait && large_letters(ui);
}

/* In the top right corner, or the left one; in portrait beside "Now showing", or where the
 * routine's name is too long for that, above it. */
static void place_language(struct attract *a, struct rect area)
{
    struct ui *ui = a->ui;
    if (!language_offered(a->context))
        return;
    struct button button = attract_language_button(a);
    struct rect row = rect_cut_top(&area, ui_button_height_small(ui), a->gap);
    int width = ui_button_width(ui, &button), line = ui_line_height(ui, TYPE_LABEL);
    if (language_at_left(ui)) {
        a->language = rect_cut_left(&row, width, 0);
        a->showing = rect_cut_top(&area, line, 0);
        return;
    }
    a->language = rect_cut_right(&row, width, ui->metrics.gap);
    if (!ui->metrics.portrait)
        return;
    const char *name = routine_name(a);
    struct font font = ui_fit_font(ui, TYPE_LABEL, name, row.w, row.h, 1);
    /* A small panel has no line to spare for it. */
    bool beside = ui->metrics.compact || ui_text_fits(ui, font, name, row.w, row.h, 1);
    a->showing = beside ? row : rect_cut_top(&area, line, 0);
}

/* On a small landscape panel the line may reach into the figure's half: that begins below it. */
static void widen_showing(struct attract *a)
{
    const struct metrics *metrics = &a->ui->metrics;
    int wide = ui_text_width(a->ui, TYPE_LABEL, now_showing(a));
    if (!metrics->compact || metrics->portrait || wide <= a->showing.w)
        return;
    a->showing.w += a->showing.w / 5;
    rect_cut_top(&a->figure, a->showing.y + a->showing.h - a->figure.y, 0);
}

static void place_words(struct attract *a, struct rect rect)
{
    if (rect_empty(a->showing))
        a->showing = rect_cut_top(&rect, ui_line_height(a->ui, TYPE_LABEL), a->gap / 2);
    else
        rect_cut_top(&rect, a->showing.y + a->showing.h - rect.y, a->gap / 2);
    a->words = rect;
}

static void lay_out(struct attract *a, struct rect area)
{
    struct ui *ui = a->ui;
    bool compact = ui->metrics.compact;
    place_language(a, area);
    a->segments = rect_cut_bottom(&area, metrics_px(&ui->metrics, 8), a->gap + a->gap / 2);
    int both = fit_buttons(a, area.w);
    int height = a->stacked ? 2 * a->row.height + ui->metrics.gap : a->row.height;
    if (ui->metrics.portrait) {
        a->buttons = rect_cut_bottom(&area, height, a->gap * 2);
        /* Where letters are large the window's width limits the figure first. */
        int words = large_letters(ui) ? 50 : 38;
        place_words(a, rect_cut_top(&area, area.h * words / 100, a->gap));
        a->figure = area;
        return;
    }
    struct rect left = area;
    left.w = both > area.w * 72 / 100 ? area.w : area.w * 72 / 100;
    if (a->stacked)
        left.w = int_max(area.w * 46 / 100, ui_button_width(ui, &a->row.buttons[0]));
    a->buttons = rect_cut_bottom(&left, height, a->gap);
    a->figure = area;
    int beside = area.w * (compact ? 50 : large_letters(ui) ? 48 : 44) / 100;
    rect_cut_left(&a->figure, a->stacked ? int_max(beside, left.w) : beside, 0);
    if (!a->stacked) /* else the buttons stay beside the figure */
        a->figure.h -= height + a->gap;
    if (compact && !rect_empty(a->language)) /* the button would cover a head */
        rect_cut_top(&a->figure, a->language.h, 0);
    left.w = a->figure.x - left.x - (compact ? 0 : a->gap);
    if (!rect_empty(a->showing))
        a->showing.w = left.w;
    else if (!compact)
        a->logo = rect_cut_top(&left, metrics_px(&ui->metrics, 70), 0);
    place_words(a, left);
    widen_showing(a);
}

/* Pictures, and the sign that stands for a missing one, are made for light ground, which covers
 * nothing: they stand on a panel of their own, a figure may come close to the words. */
static struct rect picture_place(const struct attract *a)
{
    struct rect rect = a->figure;
    if (!rect_empty(rect_intersect(rect, a->language)))
        rect_cut_top(&rect, a->language.y + a->language.h + a->gap - rect.y, 0);
    int left = a->words.x + a->words.w;
    if (a->stacked)
        left = int_max(left, a->buttons.x + a->buttons.w);
    if (!a->ui->metrics.portrait)
        rect_cut_left(&rect, int_max(0, left + a->gap - rect.x), 0);
    return rect;
}

static void draw_figure(const struct attract *a)
{
    struct ui *ui = a->ui;
    struct rect rect = a->figure;
    if (!a->routine) {
        attract_advice_draw(ui, picture_place(a), a->slide.page);
        return;
    }
    if (a->view.current && !a->view.current->exercise->clip) {
        int radius = metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE);
        rect = picture_place(a);
        ui_stage(ui, rect, radius);
        rect = rect_inset(rect, radius / 2);
    }
    player_figure(ui, rect, &a->view, a->routine);
}

/* Above the words, a little into the margin, or below them. */
static void draw_logo(const struct attract *a, struct rect below)
{
    int high = metrics_px(&a->ui->metrics, 90);
    struct rect rect = a->logo;
    if (rect_empty(rect)) {
        rect_cut_bottom(&below, a->gap, 0);
        rect = rect_cut_bottom(&below, int_min(high, below.h), 0);
    } else {
        rect.h = high;
        rect.y -= metrics_px(&a->ui->metrics, 36);
    }
    logo_draw_on_plate(a->context, a->ui, rect);
}

static void draw_segments(const struct attract *a)
{
    struct ui *ui = a->ui;
    color_t full = ui_color(ui, COLOR_ON_HERO), track = ui_color(ui, COLOR_HERO_TRACK);
    if (a->routine)
        ui_segments(ui, a->segments, a->view.step_count, a->view.step, a->view.step_progress, full,
                    full, track);
    else
        ui_segments(ui, a->segments, a->slide.count, a->slide.nth, 1, full, full, track);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    struct attract a = {
        .context = context, .ui = ui, .gap = metrics_length(&ui->metrics, LENGTH_GAP)};
    if (attract_advice_only(context)) {
        a.slide = attract_advice_slide(context);
    } else {
        a.routine = context->demo->session.routine;
        session_view(&context->demo->session, context->now, &a.view);
    }
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    int edge = metrics_length(&ui->metrics, LENGTH_MARGIN);
    bool narrow = ui->metrics.portrait || ui->metrics.compact || large_letters(ui);
    int margin = narrow ? edge : metrics_px(&ui->metrics, 100);
    struct rect area = {margin, edge, window.w - 2 * margin, window.h - 2 * edge};
    lay_out(&a, wander(&a, area));
    draw_background(&a, window);
    draw_figure(&a);
    draw_showing(&a);
    draw_logo(&a, draw_words(&a));
    draw_buttons(&a);
    if (!rect_empty(a.language)) {
        struct button language = attract_language_button(&a);
        ui_button(ui, a.language, &language);
    }
    draw_segments(&a);
}

/* The figure moves at 30 frames a second; nothing else here is faster. */
static ms_t wake(const struct screen_context *context)
{
    if (attract_advice_only(context)) /* only words change */
        return context->now + greeting_ms - (context->now - context->entered_at) % greeting_ms;
    return context->now + 33;
}

const struct screen screen_attract = {
    .about = ABOUT_ROUTINE,
    .rests = true,
    .enter = demo_enter,
    .update = demo_update,
    .tap = tap,
    .draw = draw,
    .wake = wake,
};
