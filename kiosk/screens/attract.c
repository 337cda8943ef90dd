#include <string.h>

#include "screens/language_button.h"
#include "screens/logo.h"
#include "screens/player_parts.h"
#include "screens/player_say.h"
#include "screens/staff_note.h"

/* The demo: real sessions of all demo routines, one exercise after another, with the waits cut
 * short, so that a passer-by always sees somebody move. */

/* How long one exercise is shown, how long its get-ready, and how long a wait in which the figure
 * returns to its start. */
static const ms_t show_ms = 14000;
static const ms_t ready_ms = 1500;
static const ms_t back_ms = 2500;

static bool any_demo(const struct content *content)
{
    for (size_t i = 0; i < content->routine_count; i++)
        if (content->routines[i]->demo)
            return true;
    return false;
}

/* The next demo routine after the current one; with none marked, all take part. */
static void start_next(struct screen_context *context)
{
    struct demo *demo = context->demo;
    const struct content *content = context->content;
    bool marked = any_demo(content);
    int count = (int)content->routine_count;
    if (demo->running) {
        session_end(&demo->session);
        demo->routine++;
    }
    for (int i = 0; i < count; i++, demo->routine++) {
        demo->routine %= count;
        if (!marked || content->routines[demo->routine]->demo)
            break;
    }
    session_begin(&demo->session, content->routines[demo->routine], 0, context->now);
    demo->phase_start = context->now;
    demo->running = true;
}

static void enter(struct screen_context *context)
{
    if (!context->demo->running)
        start_next(context);
}

/* How much is seen of a phase in which nobody moves; nobody asks or changes place in the demo. */
static ms_t glance(const struct session_view *view)
{
    if (view->phase == PHASE_ASK || view->phase == PHASE_CHANGE)
        return 0;
    if (view->phase == PHASE_READY || view->phase == PHASE_SWITCH || view->phase == PHASE_REST ||
        view->phase == PHASE_RELAX)
        return view->motion.part == FIGURE_BACK ? back_ms : ready_ms;
    return MS_NEVER;
}

/* Every exercise gives way to the next. */
static void update(struct screen_context *context)
{
    struct demo *demo = context->demo;
    struct session *session = &demo->session;
    struct session_view view;
    session_advance(session, context->now);
    session_view(session, context->now, &view);
    if (view.motion.step_ms >= show_ms + ready_ms)
        session_apply(session, SESSION_NEXT, context->now);
    session_view(session, context->now, &view);
    while (view.state != SESSION_ENDED && view.motion.elapsed_ms >= glance(&view)) {
        session_apply(session, SESSION_SKIP, context->now);
        session_view(session, context->now, &view);
    }
    ms_t phase_start = context->now - view.motion.elapsed_ms;
    if (phase_start != demo->phase_start)
        demo->phases++;
    demo->phase_start = phase_start;
    if (view.state == SESSION_ENDED)
        start_next(context);
}

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

/* Moves what never changes by a few pixels from exercise to exercise, against image retention. */
static struct rect wander(const struct screen_context *context, const struct ui *ui,
                          struct rect rect)
{
    static const signed char steps[8][2] = {{0, 0},  {2, 0},  {2, 2},   {0, 2},
                                            {-2, 2}, {-2, 0}, {-2, -2}, {0, -2}};
    const signed char *step = steps[context->demo->phases & 7];
    rect.x += metrics_px(&ui->metrics, 2) * step[0];
    rect.y += metrics_px(&ui->metrics, 2) * step[1];
    return rect;
}

static void draw_background(struct ui *ui, struct rect window, float cx, float cy)
{
    float reach = 0.75f * (float)(window.w > window.h ? window.w : window.h);
    draw_radial(ui->list, window, 0, ui_color(ui, COLOR_HERO_TO), ui_color(ui, COLOR_HERO_FROM), cx,
                cy, reach);
}

static struct button begin_button(const struct language_choice *language, bool compact)
{
    return (struct button){.id = "begin",
                           .label = tr(language->strings, "attract.touch_to_begin"),
                           .icon = "pointer",
                           .style = BUTTON_HERO,
                           .large = !compact,
                           .pill = true};
}

static struct button this_button(const struct screen_context *context, bool compact)
{
    return (struct button){.id = "do-this",
                           .label = tr(context->strings, "attract.do_this_one"),
                           .icon = compact ? NULL : "play",
                           .style = BUTTON_GHOST,
                           .large = !compact,
                           .pill = true};
}

/* The two buttons in a row, or one above the other where the row is too narrow. In landscape, where
 * two rows would take the figure's room, only when the words fit in no size. */
static int buttons_height(const struct ui *ui, const struct button *begin,
                          const struct button *this_one, int width, bool *stacked)
{
    int both = ui_button_width(ui, begin) + ui_button_width(ui, this_one);
    int height = ui_button_height(ui);
    if (!ui->metrics.portrait)
        both =
            ui_button_width_least(ui, begin, height) + ui_button_width_least(ui, this_one, height);
    *stacked = both + ui->metrics.gap > width;
    return *stacked ? 2 * height + ui->metrics.gap : height;
}

/* The longest of the invitations: nothing moves when one takes the other's place. */
static struct button longest_begin(const struct screen_context *context, const struct ui *ui)
{
    struct button longest = begin_button(&context->languages[0], ui->metrics.compact);
    for (int i = 1; i < context->language_count; i++) {
        struct button button = begin_button(&context->languages[i], ui->metrics.compact);
        if (ui_button_width(ui, &button) > ui_button_width(ui, &longest))
            longest = button;
    }
    return longest;
}

static void draw_buttons(struct ui *ui, struct rect rect, const struct button *begin,
                         const struct button *this_one, int wide, bool stacked)
{
    if (stacked) {
        ui_button(ui, rect_cut_top(&rect, ui_button_height(ui), ui->metrics.gap), begin);
        ui_button(ui, rect, this_one);
        return;
    }
    int narrow = ui_button_width(ui, this_one);
    int more = (rect.w - wide - narrow - ui->metrics.gap) / 2;
    int most = metrics_px(&ui->metrics, 60);
    more = more < most ? more : most;
    wide += more;
    narrow += more;
    ui_button(ui, rect_cut_left(&rect, wide, ui->metrics.gap), begin);
    ui_button(ui, rect_cut_left(&rect, narrow, 0), this_one);
}

/* An illustration that is no figure stands on a panel of its own. */
static bool on_panel(const struct session_view *view)
{
    return view->current && !view->current->exercise->clip;
}

static const char *now_showing(const struct screen_context *context, struct ui *ui)
{
    return tr_format(context->strings, &ui->list->arena, "attract.now_showing",
                     {"routine", context->demo->session.routine->name, 0});
}

static void draw_showing(const struct screen_context *context, struct ui *ui, struct rect rect)
{
    const struct routine *routine = context->demo->session.routine;
    const char *showing = now_showing(context, ui);
    if (ui_text_width(ui, TYPE_LABEL, showing) > rect.w)
        showing = routine->name;
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

enum { ANY_LINES = 99 };

/* What is left below the words. */
static struct rect draw_words(struct screen_context *context, struct ui *ui, struct rect rect,
                              const struct session_view *view)
{
    const struct routine *routine = context->demo->session.routine;
    const char *name = view->current ? view->current->exercise->name : routine->name;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    color_t soft = ui_color(ui, COLOR_ON_HERO_SOFT);
    struct font font = name_font(ui, name, rect);
    int height = ui_paragraph_height_font(ui, rect.w, font, name, 2);
    ui_paragraph_font(ui, rect_cut_top(&rect, height, gap / 2), font, ui_color(ui, COLOR_ON_HERO),
                      ALIGN_LEFT, name);
    const char *say = player_instruction(context, &ui->list->arena, view);
    font = ui_fit_font(ui, TYPE_BODY, say, rect.w, rect.h, ANY_LINES);
    int said = ui_paragraph_height_font(ui, rect.w, font, say, 0);
    if (said <= rect.h)
        ui_paragraph_font(ui, rect_cut_top(&rect, said, gap), font, soft, ALIGN_LEFT, say);
    return rect;
}

static void draw_segments(struct ui *ui, struct rect rect, const struct session_view *view)
{
    ui_segments(ui, rect, view->step_count, view->step, view->step_progress,
                ui_color(ui, COLOR_ON_HERO), ui_color(ui, COLOR_ON_HERO),
                ui_color(ui, COLOR_HERO_TRACK));
}

struct layout {
    struct rect language; /* empty where there is only one */
    struct rect logo;     /* empty where it has what the words leave over */
    struct rect showing, words, figure, buttons, segments;
    bool stacked;
};

/* On a small panel the icon alone: the words need the room. */
static struct button attract_language_button(const struct screen_context *context, struct ui *ui)
{
    bool compact = ui->metrics.compact;
    struct button button =
        language_button(context, &ui->list->arena, compact ? LANGUAGE_ICON : LANGUAGE_NAME);
    int other = other_language(context);
    if (other >= 0) {
        button.spoken = context->languages[other].name;
        button.label = compact ? NULL : button.spoken;
    }
    button.style = BUTTON_GHOST;
    button.pill = true;
    return button;
}

/* Wide letters on a landscape panel: the figure needs all of the right half. */
static bool language_at_left(const struct ui *ui)
{
    return !ui->metrics.portrait && !ui->metrics.compact && ui->metrics.px_per_mm > 5;
}

/* In the top right corner, or the left one; in portrait beside "Now showing", or where the
 * routine's name is too long for that, above it. */
static void place_language(struct screen_context *context, struct ui *ui, struct rect area,
                           struct layout *layout)
{
    if (!language_offered(context))
        return;
    struct button button = attract_language_button(context, ui);
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    struct rect row = rect_cut_top(&area, ui_button_height_small(ui), gap);
    int width = ui_button_width(ui, &button);
    if (language_at_left(ui)) {
        layout->language = rect_cut_left(&row, width, 0);
        layout->showing = rect_cut_top(&area, ui_line_height(ui, TYPE_LABEL), 0);
        return;
    }
    layout->language = rect_cut_right(&row, width, ui->metrics.gap);
    if (!ui->metrics.portrait)
        return;
    const char *name = context->demo->session.routine->name;
    struct font font = ui_fit_font(ui, TYPE_LABEL, name, row.w, row.h, 1);
    /* A small panel has no line to spare for it. */
    bool beside = ui->metrics.compact || ui_text_fits(ui, font, name, row.w, row.h, 1);
    layout->showing = beside ? row : rect_cut_top(&area, ui_line_height(ui, TYPE_LABEL), 0);
}

/* On a small landscape panel the line may reach into the figure's half: that begins below it. */
static void widen_showing(const struct screen_context *context, struct ui *ui,
                          struct layout *layout)
{
    int wide = ui_text_width(ui, TYPE_LABEL, now_showing(context, ui));
    if (!ui->metrics.compact || ui->metrics.portrait || wide <= layout->showing.w)
        return;
    layout->showing.w += layout->showing.w / 5;
    int below = layout->showing.y + layout->showing.h;
    rect_cut_top(&layout->figure, below - layout->figure.y, 0);
}

static void place_words(const struct ui *ui, struct rect rect, struct layout *layout)
{
    int gap = metrics_length(&ui->metrics, LENGTH_GAP) / 2;
    if (rect_empty(layout->showing))
        layout->showing = rect_cut_top(&rect, ui_line_height(ui, TYPE_LABEL), gap);
    else
        rect_cut_top(&rect, layout->showing.y + layout->showing.h - rect.y, gap);
    layout->words = rect;
}

static int both_width(const struct ui *ui, const struct button *begin,
                      const struct button *this_one)
{
    return ui_button_width(ui, begin) + ui->metrics.gap + ui_button_width(ui, this_one);
}

/* A small panel spares the icons rather than the words beside them, then the size of the words. */
static void spare_room(const struct ui *ui, int width, struct button *begin,
                       struct button *this_one)
{
    if (ui->metrics.portrait) {
        if (ui->metrics.compact && ui_button_width(ui, begin) > width)
            begin->icon = NULL;
        return;
    }
    if (both_width(ui, begin, this_one) > width)
        this_one->icon = NULL;
    if (both_width(ui, begin, this_one) > width)
        begin->icon = NULL;
    /* Labels that are a little wider than the row come closer to their rims. */
    int closer = metrics_font(&ui->metrics, TYPE_BUTTON_LARGE).size * 7 / 5;
    if (both_width(ui, begin, this_one) > width + closer)
        begin->large = this_one->large = false;
}

static struct layout lay_out(struct screen_context *context, struct ui *ui, struct rect area,
                             struct button *begin, struct button *this_one)
{
    struct layout layout = {0};
    place_language(context, ui, area, &layout);
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    layout.segments = rect_cut_bottom(&area, metrics_px(&ui->metrics, 8), gap + gap / 2);
    spare_room(ui, area.w, begin, this_one);
    if (ui->metrics.portrait) {
        int height = buttons_height(ui, begin, this_one, area.w, &layout.stacked);
        layout.buttons = rect_cut_bottom(&area, height, gap * 2);
        /* Where letters are large against the window its width limits the figure first. */
        int words = !ui->metrics.compact && ui->metrics.px_per_mm > 5 ? 50 : 38;
        place_words(ui, rect_cut_top(&area, area.h * words / 100, gap), &layout);
        layout.figure = area;
        return layout;
    }
    struct rect left = area;
    int both = both_width(ui, begin, this_one);
    left.w = both > area.w * 72 / 100 ? area.w : area.w * 72 / 100;
    int height = buttons_height(ui, begin, this_one, left.w, &layout.stacked);
    if (layout.stacked) {
        int wide = ui_button_width(ui, begin);
        left.w = area.w * 46 / 100 > wide ? area.w * 46 / 100 : wide;
    }
    layout.buttons = rect_cut_bottom(&left, height, gap);
    layout.figure = area;
    int beside = area.w * (ui->metrics.compact ? 50 : language_at_left(ui) ? 48 : 44) / 100;
    if (layout.stacked && beside < left.w)
        beside = left.w;
    rect_cut_left(&layout.figure, beside, 0);
    if (!layout.stacked) /* else the buttons stay beside the figure */
        layout.figure.h -= height + gap;
    left.w = layout.figure.x - left.x - (ui->metrics.compact ? 0 : gap);
    if (!rect_empty(layout.showing))
        layout.showing.w = left.w;
    if (!ui->metrics.compact && rect_empty(layout.showing))
        layout.logo = rect_cut_top(&left, metrics_px(&ui->metrics, 70), 0);
    place_words(ui, left, &layout);
    widen_showing(context, ui, &layout);
    return layout;
}

/* Pictures, and the sign that stands for a missing one, are made for light ground, which covers
 * nothing: a figure may come close to the words. */
static void draw_figure(struct screen_context *context, struct ui *ui, const struct layout *at,
                        const struct session_view *view)
{
    const struct routine *routine = context->demo->session.routine;
    struct rect rect = at->figure;
    if (on_panel(view)) {
        int gap = metrics_length(&ui->metrics, LENGTH_GAP);
        int radius = metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE);
        int below = at->language.y + at->language.h + gap;
        if (!rect_empty(rect_intersect(rect, at->language)))
            rect_cut_top(&rect, below - rect.y, 0);
        int left = at->words.x + at->words.w;
        if (at->stacked)
            left = int_max(left, at->buttons.x + at->buttons.w);
        if (!ui->metrics.portrait)
            rect_cut_left(&rect, int_max(0, left + gap - rect.x), 0);
        ui_stage(ui, rect, radius);
        rect = rect_inset(rect, radius / 2);
    }
    player_figure(ui, rect, view, routine);
}

/* Above the words, a little into the margin, or below them. */
static void draw_logo(struct screen_context *context, struct ui *ui, const struct layout *at,
                      struct rect below)
{
    int high = metrics_px(&ui->metrics, 90);
    struct rect rect = at->logo;
    if (rect_empty(rect)) {
        rect = below;
        rect_cut_bottom(&rect, metrics_length(&ui->metrics, LENGTH_GAP), 0);
        rect = rect_cut_bottom(&rect, int_min(high, rect.h), 0);
    } else {
        rect.h = high;
        rect.y -= metrics_px(&ui->metrics, 36);
    }
    logo_draw_on_plate(context, ui, rect);
}

/* Where letters are large against the window, words need all of its width. */
static bool airy_margin(const struct ui *ui)
{
    return !ui->metrics.portrait && !ui->metrics.compact && ui->metrics.px_per_mm <= 5;
}

static void draw(struct screen_context *context, struct ui *ui)
{
    struct session_view view;
    session_view(&context->demo->session, context->now, &view);
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    struct button longest = longest_begin(context, ui);
    struct button this_one = this_button(context, ui->metrics.compact);
    int edge = metrics_length(&ui->metrics, LENGTH_MARGIN);
    int margin = airy_margin(ui) ? metrics_px(&ui->metrics, 100) : edge;
    struct rect area = {margin, edge, window.w - 2 * margin, window.h - 2 * edge};
    struct layout at = lay_out(context, ui, wander(context, ui, area), &longest, &this_one);
    struct button begin = begin_button(greeting(context), ui->metrics.compact);
    begin.icon = longest.icon;
    begin.large = longest.large;
    draw_background(ui, window, (float)at.figure.x + (float)at.figure.w / 2,
                    (float)at.figure.y + (float)at.figure.h / 2);
    draw_figure(context, ui, &at, &view);
    draw_showing(context, ui, at.showing);
    draw_logo(context, ui, &at, draw_words(context, ui, at.words, &view));
    draw_buttons(ui, at.buttons, &begin, &this_one, ui_button_width(ui, &longest), at.stacked);
    if (!rect_empty(at.language)) {
        struct button language = attract_language_button(context, ui);
        ui_button(ui, at.language, &language);
    }
    draw_segments(ui, at.segments, &view);
    staff_note_draw(context, ui);
}

/* The figure moves at 30 frames a second; nothing else here is faster. */
static ms_t wake(const struct screen_context *context)
{
    return context->now + 33;
}

const struct screen screen_attract = {
    .enter = enter,
    .update = update,
    .tap = tap,
    .draw = draw,
    .wake = wake,
};
