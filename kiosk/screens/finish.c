#include <string.h>

#include "screens/language_button.h"
#include "screens/layout.h"
#include "screens/parts.h"
#include "screens/routine_start.h"
#include "screens/screen.h"
#include "screens/take_home_card.h"
#include "store/wall.h"
#include "ui/fit.h"
#include "ui/stack.h"

static void enter(struct screen_context *context)
{
    struct visit *visit = context->visit;
    visit_end_session(visit);
    visit->felt = FELT_NOTHING;
    if (visit->routine)
        store_count(context->store, STORE_ROUTINE_FINISHED, visit->routine->id,
                    wall_day(context->wall));
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
            store_uncount(context->store, feelings[i].count, visit->routine->id,
                          wall_day(context->wall));
    visit->felt = chosen->felt;
    store_count(context->store, chosen->count, visit->routine->id, wall_day(context->wall));
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind == TAP_BACK)
        context->go = SCREEN_HOME;
    if (tap->kind != TAP_TARGET || language_button_tap(context, tap) ||
        take_home_card_tap(context, tap))
        return;
    for (int i = 0; i < FEELING_COUNT; i++)
        if (strcmp(tap->id, feelings[i].id) == 0)
            choose(context, &feelings[i]);
    if (strcmp(tap->id, "again") == 0 && context->visit->routine)
        routine_start(context, context->visit->routine);
    else if (strcmp(tap->id, "done") == 0)
        context->go = SCREEN_HOME;
}

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

struct words {
    const struct screen_context *context;
    enum wording wording;
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

static struct font title_font(const struct ui *ui, const struct words *words, int width)
{
    enum theme_type type = words->wording <= WORDING_PLAIN ? TYPE_HERO : TYPE_TITLE;
    const char *title = tr(words->context->strings, "finish.title");
    return ui_fit_font(ui, type, title, width, ui->metrics.height, 1);
}

static void put_head(struct stack *stack, const void *what)
{
    const struct words *words = what;
    const struct screen_context *context = words->context;
    struct ui *ui = stack->ui;
    stack->balanced = STACK_MESSAGE;
    stack_text_font(stack, title_font(ui, words, stack->width), ui_color(ui, COLOR_TEXT), 0,
                    tr(context->strings, "finish.title"));
    if (words->wording >= WORDING_LEAST || context->visit->finished_steps == 0)
        return;
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    bool small = words->wording == WORDING_SHORT;
    const char *text =
        summary(context, &ui->list->arena, small ? "finish.summary_short" : "finish.summary");
    stack_rich(stack, small ? TYPE_CAPTION : TYPE_BODY, small ? TYPE_LABEL : TYPE_BODY_STRONG,
               ui_color(ui, COLOR_TEXT_SOFT), text);
}

static const char *thanks(const struct screen_context *context)
{
    bool worse = context->visit->felt == FELT_WORSE;
    return tr(context->strings, worse ? "finish.thanks_worse" : "finish.thanks");
}

/* How the three share a row. Equal, unless a word needs more than its third. */
struct shares {
    int width[FEELING_COUNT];
    bool words; /* there is room for them at all */
};

static struct shares share_row(const struct ui *ui, const struct words *words, int width)
{
    const struct strings *strings = words->context->strings;
    struct shares shares = {.words = true};
    int room = width - (FEELING_COUNT - 1) * ui->metrics.gap;
    int least = metrics_font(&ui->metrics, TYPE_BUTTON).size * 4 / 5; /* beside a word, in all */
    int used = 0, widest = 0;
    for (int i = 0; i < FEELING_COUNT; i++) {
        shares.width[i] = ui_text_width(ui, TYPE_BUTTON, tr(strings, feelings[i].label));
        widest = int_max(widest, shares.width[i]);
        used += shares.width[i];
    }
    int spare = (room - used) / FEELING_COUNT;
    shares.words = spare >= least && words->wording != WORDING_ICONS;
    bool equal = !shares.words || widest + 2 * least <= room / FEELING_COUNT;
    for (int i = 0; i < FEELING_COUNT; i++)
        shares.width[i] = equal ? room / FEELING_COUNT : shares.width[i] + spare;
    return shares;
}

static void put_faces(struct stack *stack, const struct words *words)
{
    struct ui *ui = stack->ui;
    struct shares shares = share_row(ui, words, stack->width);
    /* Icon above word needs more than a line. */
    int stacked = ui_line_height(ui, TYPE_BUTTON) +
                  metrics_font(&ui->metrics, TYPE_BUTTON).size * 2 +
                  2 * metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    struct rect row = stack_box(stack, int_max(shares.words ? stacked : 0, ui_button_height(ui)));
    for (int i = 0; i < FEELING_COUNT && !stack->dry; i++) {
        const struct feeling *feeling = &feelings[i];
        const char *label = tr(words->context->strings, feeling->label);
        bool last = i == FEELING_COUNT - 1;
        bool chosen = words->context->visit->felt == feeling->felt;
        ui_button(ui, last ? row : rect_cut_left(&row, shares.width[i], ui->metrics.gap),
                  &(struct button){.id = feeling->id,
                                   .label = shares.words ? label : NULL,
                                   .spoken = label,
                                   .icon = feeling->icon,
                                   .stacked = true,
                                   .style = chosen ? BUTTON_CHOSEN : BUTTON_PLAIN});
        ui_say_chosen(ui, chosen);
    }
}

/* Keeps the height of its longest text, so that nothing moves when an answer is given. */
static void put_note(struct stack *stack, const struct screen_context *context)
{
    const struct ui *ui = stack->ui;
    const char *keys[] = {"finish.anonymous", "finish.thanks", "finish.thanks_worse"};
    int height = 0;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *text = tr(context->strings, keys[i]);
        height = int_max(height, ui_paragraph_height(ui, stack->width, TYPE_LABEL, text, 0));
    }
    int end = stack->y + height;
    if (context->visit->felt == FELT_NOTHING)
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
                   tr(context->strings, keys[0]));
    else
        stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_TEXT_TINT), thanks(context));
    stack->y = end;
}

/* One line: the question, and once it is answered the thanks. */
static void put_question(struct stack *stack, const struct screen_context *context)
{
    struct ui *ui = stack->ui;
    const struct strings *strings = context->strings;
    struct rect line = stack_box(stack, ui_line_height(ui, TYPE_LABEL));
    if (stack->dry)
        return;
    bool asked = context->visit->felt == FELT_NOTHING;
    bool worse = context->visit->felt == FELT_WORSE;
    const char *text = asked ? tr(strings, "finish.how_feel") : thanks(context);
    if (ui_text_width(ui, TYPE_LABEL, text) > line.w && (asked || worse))
        text = tr(strings, asked ? "finish.how_feel_short" : "finish.thanks_worse_short");
    ui_text(ui, line, TYPE_LABEL, ui_color(ui, asked ? COLOR_TEXT : COLOR_TEXT_TINT), stack->align,
            text);
}

static void put_feelings(struct stack *stack, const void *what)
{
    const struct words *words = what;
    struct ui *ui = stack->ui;
    if (!words->context->ask_feeling)
        return;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL) * 3 / 2;
    bool full = words->wording == WORDING_FULL;
    stack->balanced = STACK_MESSAGE;
    if (full)
        stack_text(stack, TYPE_BODY_STRONG, ui_color(ui, COLOR_TEXT),
                   tr(words->context->strings, "finish.how_feel"));
    else
        put_question(stack, words->context);
    stack_gap(stack, gap);
    put_faces(stack, words);
    if (!full)
        return;
    stack_gap(stack, gap);
    put_note(stack, words->context);
}

static void draw_actions(struct ui *ui, const struct screen_context *context, struct rect row)
{
    struct button again = {
        .id = "again", .label = tr(context->strings, "finish.once_more"), .icon = "rotate-ccw"};
    struct button done = {.id = "done",
                          .label = tr(context->strings, "finish.done"),
                          .icon = "house",
                          .style = BUTTON_PRIMARY};
    int gap = ui->metrics.gap;
    struct rect language =
        language_button_place(context, ui, &row, ui->metrics.compact ? 0 : row.w / 5);
    int width = ui_button_width(ui, &again);
    if (width + gap + ui_button_width(ui, &done) > row.w) {
        again = ui_button_wordless(again);
        width = ui_button_width(ui, &again);
    }
    done.words = width + gap + ui_button_width(ui, &done) > row.w;
    int share = int_min((row.w - gap) * 2 / 5, row.w - gap - ui_button_width(ui, &done));
    ui_button(ui, rect_cut_left(&row, int_max(int_max(width, share), ui->metrics.target), gap),
              &again);
    ui_button(ui, row, &done);
    language_button_draw(context, ui, language);
}

struct parts {
    struct ui *ui;
    struct words words;
    int width, height; /* px that there are */
    int head, feel;    /* heights */
};

static bool parts_fit(int wording, void *what)
{
    struct parts *parts = what;
    parts->words.wording = (enum wording)wording;
    parts->head = stack_height(parts->ui, parts->width, put_head, &parts->words);
    parts->feel = stack_height(parts->ui, parts->width, put_feelings, &parts->words);
    return parts->head + parts->feel + parts->ui->metrics.gap <= parts->height;
}

/* The most words that leave `height` with a gap between the parts. */
static struct parts choose_words(struct ui *ui, const struct screen_context *context, int width,
                                 int height)
{
    struct parts parts = {ui, {context, WORDING_FULL}, width, height, 0, 0};
    fit_first(WORDING_COUNT, parts_fit, &parts);
    return parts;
}

/* How far the title's capitals begin below its line box: they are to begin where the card does. */
static int above_capitals(const struct ui *ui, const struct words *words, int width)
{
    struct font font = title_font(ui, words, width);
    return ui->measure->ascent(ui->measure->context, font) - font.size * 67 / 100;
}

static void draw_landscape(struct ui *ui, const struct screen_context *context, struct rect area)
{
    bool tight = ui->metrics.compact || ui->metrics.px_per_mm > 5; /* letters are large */
    int gap = tight ? ui->metrics.gap : 2 * ui->metrics.gap;
    int most = area.w * (ui->metrics.compact ? 46 : 39) / 100;
    struct rect card = rect_cut_right(&area, int_min(area.h, most), gap);
    struct rect actions = rect_cut_bottom(&area, ui_button_height(ui), ui->metrics.gap);
    struct parts parts = choose_words(ui, context, area.w, area.h);
    int space = area.h - parts.head - parts.feel;
    struct rect head = rect_cut_top(&area, parts.head, 0);
    head.y -= above_capitals(ui, &parts.words, head.w);
    rect_cut_bottom(&area, context->visit->ease.low_reach ? 0 : space / 2, 0);
    stack_draw(ui, head, ALIGN_LEFT, put_head, &parts.words);
    stack_draw(ui, rect_cut_bottom(&area, parts.feel, 0), ALIGN_LEFT, put_feelings, &parts.words);
    draw_actions(ui, context, actions); /* it stands in the same column */
    take_home_card_draw(ui, context, card);
}

static void draw_portrait(struct ui *ui, const struct screen_context *context, struct rect area)
{
    int gap = int_max(ui->metrics.gap, metrics_length(&ui->metrics, LENGTH_MARGIN));
    struct rect actions = rect_cut_bottom(&area, ui_button_height(ui), gap);
    int card = take_home_card_least(ui);
    struct parts parts = choose_words(ui, context, area.w, area.h - card - gap);
    struct rect head = rect_cut_top(&area, parts.head, gap);
    struct rect feel = context->visit->ease.low_reach ? rect_cut_bottom(&area, parts.feel, gap)
                                                      : rect_cut_top(&area, parts.feel, gap);
    stack_draw(ui, head, ALIGN_LEFT, put_head, &parts.words);
    stack_draw(ui, feel, ALIGN_LEFT, put_feelings, &parts.words);
    take_home_card_draw(ui, context, area);
    draw_actions(ui, context, actions);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    layout_background(ui);
    struct rect area = layout_area(ui);
    if (ui->metrics.portrait)
        draw_portrait(ui, context, area);
    else
        draw_landscape(ui, context, area);
}

const struct screen screen_finish = {
    .about = ABOUT_ROUTINE,
    .needs = NEEDS_ROUTINE,
    .enter = enter,
    .tap = tap,
    .draw = draw,
};
