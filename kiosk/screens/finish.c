#include <string.h>

#include "screens/column.h"
#include "screens/language_button.h"
#include "screens/layout.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/take_home_card.h"

/* --- what happens --- */

static void finish_enter(struct screen_context *context)
{
    if (context->from == SCREEN_LANGUAGE) /* finished once, and the answer stays */
        return;
    struct visit *visit = context->visit;
    if (visit->in_session)
        session_end(&visit->session);
    visit->in_session = false;
    visit->felt = FELT_NOTHING;
    if (visit->routine)
        store_count(context->store, STORE_ROUTINE_FINISHED, visit->routine->id);
}

static const struct feeling {
    enum felt felt;
    enum store_kind count;
    const char *id, *label, *icon;
} feelings[] = {
    {FELT_BETTER, STORE_FELT_BETTER, "better", "finish.better", "smile"},
    {FELT_SAME, STORE_FELT_SAME, "same", "finish.same", "meh"},
    {FELT_WORSE, STORE_FELT_WORSE, "worse", "finish.worse", "frown"},
};

enum { FEELING_COUNT = sizeof feelings / sizeof *feelings };

/* One answer a visit counts: another choice takes the first one back. */
static void choose(struct screen_context *context, const struct feeling *chosen)
{
    struct visit *visit = context->visit;
    if (visit->felt == chosen->felt || !visit->routine)
        return;
    for (int i = 0; i < FEELING_COUNT; i++)
        if (feelings[i].felt == visit->felt)
            store_uncount(context->store, feelings[i].count, visit->routine->id);
    visit->felt = chosen->felt;
    store_count(context->store, chosen->count, visit->routine->id);
}

static void begin_again(struct screen_context *context)
{
    struct visit *visit = context->visit;
    if (!visit->routine)
        return;
    visit_begin_session(visit, visit->routine, 0, context->now);
    store_count(context->store, STORE_ROUTINE_STARTED, visit->routine->id);
    context->go = SCREEN_PLAYER;
}

static void finish_tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind == TAP_BACK)
        context->go = SCREEN_HOME;
    if (tap->kind != TAP_TARGET || language_button_tap(context, tap))
        return;
    for (int i = 0; i < FEELING_COUNT; i++)
        if (strcmp(tap->id, feelings[i].id) == 0)
            choose(context, &feelings[i]);
    if (strcmp(tap->id, "again") == 0)
        begin_again(context);
    else if (strcmp(tap->id, "done") == 0)
        context->go = SCREEN_HOME;
}

/* --- words --- */

/* How much is said: the first that fits is taken. */
enum wording {
    WORDING_FULL,
    WORDING_PLAIN,  /* no note: thanks take the question's place */
    WORDING_MODEST, /* a smaller title */
    WORDING_SHORT,  /* the summary without the routine's name, small */
    WORDING_LEAST,  /* no summary */
    WORDING_ICONS,  /* nor words below the faces */
    WORDING_COUNT
};

static const char *summary(const struct screen_context *context, struct arena *arena,
                           const char *key)
{
    const struct visit *visit = context->visit;
    const struct strings *strings = context->strings;
    int minutes = (int)((visit->finished_active_ms + 30000) / 60000);
    const char *exercises =
        tr_format(strings, arena, "finish.exercises", {"count", NULL, visit->finished_steps});
    const char *time =
        minutes < 1 ? tr(strings, "finish.in_under_minute")
                    : tr_format(strings, arena, "finish.in_minutes", {"count", NULL, minutes});
    const char *name = visit->routine ? visit->routine->name : "";
    return tr_format(strings, arena, key, {"routine", name, 0}, {"exercises", exercises, 0},
                     {"time", time, 0});
}

static struct font title_font(struct ui *ui, const struct screen_context *context, int width,
                              enum wording wording)
{
    enum theme_type type = wording <= WORDING_PLAIN ? TYPE_HERO : TYPE_TITLE;
    return ui_fit_font(ui, type, tr(context->strings, "finish.title"), width, ui->metrics.height,
                       1);
}

static void column_head(struct column *column, const struct screen_context *context,
                        enum wording wording)
{
    struct ui *ui = column->ui;
    column_text_font(column, title_font(ui, context, column->width, wording),
                     ui_color(ui, COLOR_TEXT), tr(context->strings, "finish.title"));
    if (wording >= WORDING_LEAST || context->visit->finished_steps == 0)
        return;
    column_space(column, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    bool small = wording == WORDING_SHORT;
    const char *text =
        summary(context, &ui->list->arena, small ? "finish.summary_short" : "finish.summary");
    column_rich(column, small ? TYPE_CAPTION : TYPE_BODY, small ? TYPE_LABEL : TYPE_BODY_STRONG,
                ui_color(ui, COLOR_TEXT_SOFT), text);
}

static const char *thanks(const struct screen_context *context)
{
    bool worse = context->visit->felt == FELT_WORSE;
    return tr(context->strings, worse ? "finish.thanks_worse" : "finish.thanks");
}

/* --- how it feels --- */

/* How the three share a row. Equal, unless a word needs more than its third. */
struct shares {
    int width[FEELING_COUNT];
    bool words; /* there is room for them at all */
};

static struct shares share_row(struct ui *ui, const struct screen_context *context, int width,
                               enum wording wording)
{
    struct shares shares = {.words = true};
    int room = width - (FEELING_COUNT - 1) * ui->metrics.gap;
    int least = metrics_font(&ui->metrics, TYPE_BUTTON).size * 4 / 5; /* beside a word, in all */
    int used = 0, widest = 0;
    for (int i = 0; i < FEELING_COUNT; i++) {
        shares.width[i] = ui_text_width(ui, TYPE_BUTTON, tr(context->strings, feelings[i].label));
        widest = int_max(widest, shares.width[i]);
        used += shares.width[i];
    }
    int spare = (room - used) / FEELING_COUNT;
    shares.words = spare >= least && wording != WORDING_ICONS;
    bool equal = !shares.words || widest + 2 * least <= room / FEELING_COUNT;
    for (int i = 0; i < FEELING_COUNT; i++)
        shares.width[i] = equal ? room / FEELING_COUNT : shares.width[i] + spare;
    return shares;
}

static int feelings_height(struct ui *ui, const struct screen_context *context, int width,
                           enum wording wording)
{
    if (!share_row(ui, context, width, wording).words)
        return ui_button_height(ui);
    /* Icon above word needs more than a line. */
    struct font font = metrics_font(&ui->metrics, TYPE_BUTTON);
    int stacked = ui_line_height(ui, TYPE_BUTTON) + font.size * 2 +
                  2 * metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    return int_max(stacked, ui_button_height(ui));
}

static void draw_feelings(struct ui *ui, const struct screen_context *context, struct rect row,
                          enum wording wording)
{
    struct shares shares = share_row(ui, context, row.w, wording);
    for (int i = 0; i < FEELING_COUNT; i++) {
        const struct feeling *feeling = &feelings[i];
        const char *label = tr(context->strings, feeling->label);
        bool last = i == FEELING_COUNT - 1;
        bool chosen = context->visit->felt == feeling->felt;
        ui_button(ui, last ? row : rect_cut_left(&row, shares.width[i], ui->metrics.gap),
                  &(struct button){.id = feeling->id,
                                   .label = shares.words ? label : NULL,
                                   .spoken = label,
                                   .icon = feeling->icon,
                                   .stacked = true,
                                   .style = chosen ? BUTTON_CHOSEN : BUTTON_PLAIN});
    }
}

/* Keeps the height of its longest text, so that nothing moves when an answer is given. */
static void column_note(struct column *column, const struct screen_context *context)
{
    const char *keys[] = {"finish.anonymous", "finish.thanks", "finish.thanks_worse"};
    int height = 0;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct column tried = column_measuring(column->ui, column->width);
        column_text(&tried, TYPE_LABEL, 0, tr(context->strings, keys[i]));
        height = tried.y > height ? tried.y : height;
    }
    int end = column->y + height;
    if (context->visit->felt == FELT_NOTHING)
        column_text(column, TYPE_CAPTION, ui_color(column->ui, COLOR_TEXT_SOFT),
                    tr(context->strings, keys[0]));
    else
        column_text(column, TYPE_LABEL, ui_color(column->ui, COLOR_TEXT_TINT), thanks(context));
    column->y = end;
}

/* One line: the question, and once it is answered the thanks. */
static void column_question(struct column *column, const struct screen_context *context)
{
    struct ui *ui = column->ui;
    const struct strings *strings = context->strings;
    struct rect line = column_box(column, ui_line_height(ui, TYPE_LABEL));
    if (column->measure)
        return;
    bool asked = context->visit->felt == FELT_NOTHING;
    bool worse = context->visit->felt == FELT_WORSE;
    const char *text = asked ? tr(strings, "finish.how_feel") : thanks(context);
    if (ui_text_width(ui, TYPE_LABEL, text) > line.w && (asked || worse))
        text = tr(strings, asked ? "finish.how_feel_short" : "finish.thanks_worse_short");
    ui_text(ui, line, TYPE_LABEL, ui_color(ui, asked ? COLOR_TEXT : COLOR_TEXT_TINT), column->align,
            text);
}

static void column_feelings(struct column *column, const struct screen_context *context,
                            enum wording wording)
{
    struct ui *ui = column->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL) * 3 / 2;
    bool full = wording == WORDING_FULL;
    if (full)
        column_text(column, TYPE_BODY_STRONG, ui_color(ui, COLOR_TEXT),
                    tr(context->strings, "finish.how_feel"));
    else
        column_question(column, context);
    column_space(column, gap);
    struct rect row = column_box(column, feelings_height(ui, context, column->width, wording));
    if (!column->measure)
        draw_feelings(ui, context, row, wording);
    if (full) {
        column_space(column, gap);
        column_note(column, context);
    }
}

/* --- once more, done --- */

static void draw_actions(struct ui *ui, const struct screen_context *context, struct rect row)
{
    struct button again = {
        .id = "again", .label = tr(context->strings, "finish.once_more"), .icon = "rotate-ccw"};
    struct button done = {.id = "done",
                          .label = tr(context->strings, "finish.done"),
                          .icon = "house",
                          .style = BUTTON_PRIMARY};
    int gap = ui->metrics.gap;
    if (language_offered(context)) {
        struct button language =
            language_button_within(context, ui, ui->metrics.compact ? 0 : row.w / 5);
        int language_w = language_button_width(ui, &language);
        ui_button(ui, rect_cut_right(&row, language_w, gap), &language);
    }
    int width = ui_button_width(ui, &again);
    if (width + gap + ui_button_width(ui, &done) > row.w) {
        again.spoken = again.label;
        again.label = NULL;
        width = ui_button_width(ui, &again);
    }
    if (width + gap + ui_button_width(ui, &done) > row.w)
        done.icon = NULL;
    int share = int_min((row.w - gap) * 2 / 5, row.w - gap - ui_button_width(ui, &done));
    ui_button(ui, rect_cut_left(&row, int_max(int_max(width, share), ui->metrics.target), gap),
              &again);
    ui_button(ui, row, &done);
}

/* --- layout --- */

struct heights {
    int head, feel;
};

static struct heights measure(struct ui *ui, const struct screen_context *context, int width,
                              enum wording wording)
{
    struct column head = column_measuring(ui, width);
    column_head(&head, context, wording);
    struct column feel = column_measuring(ui, width);
    column_feelings(&feel, context, wording);
    return (struct heights){head.y, feel.y};
}

/* The most words that leave `height` with a gap between the parts. */
static enum wording choose_wording(struct ui *ui, const struct screen_context *context, int width,
                                   int height, struct heights *heights)
{
    for (int wording = 0;; wording++) {
        *heights = measure(ui, context, width, (enum wording)wording);
        if (heights->head + heights->feel + ui->metrics.gap <= height ||
            wording == WORDING_COUNT - 1)
            return (enum wording)wording;
    }
}

static void draw_words(struct ui *ui, const struct screen_context *context, struct rect head,
                       struct rect feel, enum wording wording)
{
    struct column column = column_in(ui, head, ALIGN_LEFT);
    column_head(&column, context, wording);
    column = column_in(ui, feel, ALIGN_LEFT);
    column_feelings(&column, context, wording);
}

/* How far the title's capitals begin below its line box: they are to begin where the card does. */
static int above_capitals(struct ui *ui, const struct screen_context *context, int width,
                          enum wording wording)
{
    struct font font = title_font(ui, context, width, wording);
    return ui->measure->ascent(ui->measure->context, font) - font.size * 67 / 100;
}

static void draw_landscape(struct ui *ui, const struct screen_context *context, struct rect area)
{
    int gap = ui->metrics.compact ? ui->metrics.gap : 2 * ui->metrics.gap;
    int most = area.w * (ui->metrics.compact ? 45 : 39) / 100;
    take_home_card_draw(ui, context, rect_cut_right(&area, area.h < most ? area.h : most, gap));
    draw_actions(ui, context, rect_cut_bottom(&area, ui_button_height(ui), ui->metrics.gap));
    struct heights heights;
    enum wording wording = choose_wording(ui, context, area.w, area.h, &heights);
    int space = area.h - heights.head - heights.feel;
    struct rect head = rect_cut_top(&area, heights.head, 0);
    head.y -= above_capitals(ui, context, head.w, wording);
    rect_cut_bottom(&area, context->visit->ease.low_reach ? 0 : space / 2, 0);
    draw_words(ui, context, head, rect_cut_bottom(&area, heights.feel, 0), wording);
}

static void draw_portrait(struct ui *ui, const struct screen_context *context, struct rect area)
{
    int gap = ui->metrics.gap;
    int margin = metrics_length(&ui->metrics, LENGTH_MARGIN);
    gap = gap > margin ? gap : margin;
    draw_actions(ui, context, rect_cut_bottom(&area, ui_button_height(ui), gap));
    int card = take_home_card_least(ui);
    struct heights heights;
    enum wording wording = choose_wording(ui, context, area.w, area.h - card - gap, &heights);
    struct rect head = rect_cut_top(&area, heights.head, gap);
    struct rect feel = context->visit->ease.low_reach ? rect_cut_bottom(&area, heights.feel, gap)
                                                      : rect_cut_top(&area, heights.feel, gap);
    draw_words(ui, context, head, feel, wording);
    take_home_card_draw(ui, context, area);
}

static void finish_draw(struct screen_context *context, struct ui *ui)
{
    layout_background(ui);
    struct rect area = layout_area(ui);
    if (ui->metrics.portrait)
        draw_portrait(ui, context, area);
    else
        draw_landscape(ui, context, area);
}

const struct screen screen_finish = {
    .id = SCREEN_FINISH,
    .name = "finish",
    .enter = finish_enter,
    .tap = finish_tap,
    .draw = finish_draw,
};
