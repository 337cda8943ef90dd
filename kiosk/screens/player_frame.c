#include "screens/player_frame.h"

#include "screens/language_button.h"
#include "screens/player_moving.h"
#include "ui/fit.h"

/* Lays out the player. Landscape: bar, stage beside words and ring, controls. Portrait: the same
 * from top to bottom. What does not fit a small panel gives way in this order: the next-up card,
 * words on the lesser buttons, the cue's own place, the size of letters, that of the name. */

/* Which step it is, and with `time` how long the routine still takes. */
static const char *progress_text(const struct player_frame *f, bool time)
{
    struct arena *arena = player_arena(f);
    int step = f->view.step + 1 > f->view.step_count ? f->view.step_count : f->view.step + 1;
    const char *where = tr_format(f->context->strings, arena, "player.step_of",
                                  {"step", NULL, step}, {"count", NULL, f->view.step_count});
    if (!time)
        return where;
    int minutes = (int)((f->view.routine_left_ms + 30000) / 60000);
    const char *left = minutes < 1 ? player_word(f, "player.under_min_left")
                                   : tr_format(f->context->strings, arena, "player.min_left",
                                               {"count", NULL, minutes});
    return ui_join(arena, where, left);
}

static int segment_height(const struct ui *ui)
{
    return metrics_length(&ui->metrics, LENGTH_SEGMENT_HEIGHT);
}

static int progress_height(const struct ui *ui)
{
    return ui_line_height(ui, TYPE_LABEL) + metrics_length(&ui->metrics, LENGTH_GAP_SMALL) +
           segment_height(ui);
}

static void draw_segments(const struct player_frame *f, struct rect rect)
{
    const struct ui *ui = f->ui;
    ui_segments(f->ui, rect, f->view.step_count, f->view.step, f->view.step_progress,
                ui_color(ui, COLOR_PRIMARY), ui_color(ui, COLOR_ACCENT),
                ui_color(ui, COLOR_RING_TRACK));
}

static void draw_progress(const struct player_frame *f, struct rect rect)
{
    struct ui *ui = f->ui;
    rect = rect_centered(rect, rect.w, progress_height(ui));
    struct rect words = rect_cut_top(&rect, ui_line_height(ui, TYPE_LABEL),
                                     metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    color_t ink = ui_color(ui, COLOR_TEXT_SOFT);
    const char *progress = progress_text(f, true);
    if (ui_text_width(ui, TYPE_LABEL, progress) > words.w)
        progress = progress_text(f, false);
    int used = ui_text(ui, words, TYPE_LABEL, ink, ALIGN_RIGHT, progress);
    words.w -= used + metrics_font(&ui->metrics, TYPE_LABEL).size;
    /* A routine's name that has to be cut says little beside the step's number. */
    if (ui_text_width(ui, TYPE_LABEL, f->routine->name) <= words.w)
        ui_text(ui, words, TYPE_LABEL, ink, ALIGN_LEFT, f->routine->name);
    draw_segments(f, rect);
}

/* The bar's buttons, and what they leave between them. */
struct bar {
    const struct player_frame *f;
    struct rect rect, progress;
    struct button leave, language;
    int gap, leave_w, language_w; /* px; the last 0 where there is only one language */
};

/* The step's number is not cut for words that an icon says as well. */
static bool bar_fits(int candidate, void *what)
{
    struct bar *bar = what;
    const struct player_frame *f = bar->f;
    const struct ui *ui = f->ui;
    if (candidate > 0)
        bar->language.label = NULL;
    if (candidate > 1)
        bar->leave.label = NULL;
    bar->leave_w = ui_button_width(ui, &bar->leave);
    bar->language_w = language_offered(f->context) ? language_button_width(ui, &bar->language) : 0;
    bar->progress = bar->rect;
    rect_cut_left(&bar->progress, bar->leave_w, bar->gap);
    rect_cut_right(&bar->progress, bar->language_w, bar->language_w > 0 ? bar->gap : 0);
    rect_cut_right(&bar->progress, bar->rect.h, bar->gap);
    return ui_text_width(ui, TYPE_LABEL, progress_text(f, false)) <= bar->progress.w;
}

static void draw_bar(const struct player_frame *f, struct rect rect)
{
    struct ui *ui = f->ui;
    struct bar bar = {.f = f,
                      .rect = rect,
                      .leave = player_leave_button(f),
                      .language = player_language_button(f),
                      .gap = int_max(metrics_px(&ui->metrics, 30), ui->metrics.gap)};
    fit_first(3, bar_fits, &bar);
    struct button ease = player_ease_button(f);
    ui_button(ui, rect_cut_left(&rect, bar.leave_w, 0), &bar.leave);
    if (bar.language_w > 0)
        ui_button(ui, rect_cut_right(&rect, bar.language_w, bar.gap), &bar.language);
    ui_button(ui, rect_cut_right(&rect, rect.h, 0), &ease);
    draw_progress(f, bar.progress);
}

/* The stage and what has the words, beside or below it. */
typedef bool words_fit_fn(const struct player_frame *f, struct rect rect, enum word_set set);

struct halves {
    const struct player_frame *f;
    words_fit_fn *fits;
    struct rect area, stage, words;
    enum word_set set;
    int widest, least; /* of the stage, in hundredths of the area */
    int gap;           /* px */
};

enum { STAGE_STEP = 4, STAGE_STEPS = 6 };

/* Hundredths of the area. Before a text is cut the stage gives up some more; most of it where one
 * has to read, not to look: on small and on tall panels all of it, and at last everywhere. */
static int stage_share(const struct halves *halves, int step)
{
    const struct metrics *metrics = &halves->f->ui->metrics;
    bool asked = halves->f->view.phase == PHASE_ASK && !halves->f->paused;
    if (step < STAGE_STEPS - 1 || halves->set < WORDS_LEAST)
        return int_max(halves->widest - step * STAGE_STEP, halves->least);
    if (asked && (metrics->portrait || metrics->compact || halves->set == WORDS_ALONE))
        return 0;
    return halves->least * (asked ? 55 : 75) / 100;
}

/* So high it can be pressed below its counters, px. */
static int least_stage(const struct ui *ui)
{
    int counters = metrics_px(&ui->metrics, 32) + ui_tag_height(ui);
    return ui->metrics.target + (ui->metrics.compact ? 0 : counters);
}

/* The stage gives up some of its room before the words are set poorer. */
static bool halves_fit(int candidate, void *what)
{
    struct halves *halves = what;
    halves->set = (enum word_set)(candidate / STAGE_STEPS);
    int share = stage_share(halves, candidate % STAGE_STEPS);
    halves->words = halves->area;
    int high = int_max(halves->area.h * share / 100, least_stage(halves->f->ui));
    if (share == 0)
        halves->stage = (struct rect){0, 0, 0, 0};
    else if (halves->f->ui->metrics.portrait)
        halves->stage = rect_cut_top(&halves->words, high, halves->gap);
    else
        halves->stage = rect_cut_left(&halves->words, halves->area.w * share / 100, halves->gap);
    return halves->fits(halves->f, halves->words, halves->set);
}

static void divide(struct halves *halves)
{
    fit_first(WORD_SETS * STAGE_STEPS, halves_fit, halves);
}

/* The stage is as wide as the words beside it allow. On a panel that is less wide it would be
 * higher than the figures are. */
static struct halves divide_landscape(const struct player_frame *f, struct rect area)
{
    const struct metrics *metrics = &f->ui->metrics;
    bool squarish = area.w * 4 < area.h * 7;
    struct halves halves = {
        .f = f,
        .fits = player_column_fits,
        .area = area,
        .widest = squarish ? 56 : 62,
        .least = metrics->compact ? 22 : 40,
        .gap = metrics_px(metrics, 36) + metrics_length(metrics, LENGTH_GAP),
    };
    if (metrics->px_per_mm > 5)
        halves.widest = metrics->compact ? 42 : 50;
    divide(&halves);
    return halves;
}

static void draw_landscape(const struct player_frame *f, struct rect area)
{
    struct ui *ui = f->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    int wide_gap = metrics_px(&ui->metrics, 36);
    bool compact = ui->metrics.compact;
    bool low = f->context->visit->ease.low_reach || compact;
    int bar_h = compact ? segment_height(ui)
                : low   ? progress_height(ui)
                        : ui_button_height_small(ui);
    struct rect bar = rect_cut_top(&area, bar_h, low ? gap : wide_gap);
    int controls_h = compact ? ui->metrics.target : ui_button_height(ui);
    struct rect controls = rect_cut_bottom(&area, controls_h, gap);
    struct halves halves = divide_landscape(f, area);
    player_draw_column(f, halves.words, halves.set);
    player_draw_stage(f, halves.stage);
    if (compact)
        draw_segments(f, bar);
    else if (low)
        draw_progress(f, bar);
    else
        draw_bar(f, bar);
    player_draw_controls_row(f, controls, low);
}

/* Little room: the sentence gets the whole width, the ring stands under it. */
static void draw_portrait_narrow(const struct player_frame *f, struct rect area)
{
    struct halves halves = {
        .f = f,
        .fits = player_column_fits,
        .area = area,
        .widest = 52,
        .least = 30,
        .gap = metrics_length(&f->ui->metrics, LENGTH_GAP),
    };
    divide(&halves);
    player_draw_column(f, halves.words, halves.set);
    player_draw_stage(f, halves.stage);
}

static void draw_portrait_wide(const struct player_frame *f, struct rect area)
{
    struct ui *ui = f->ui;
    int gap = metrics_px(&ui->metrics, 40);
    struct rect next = rect_cut_bottom(&area, ui_button_height(ui), gap);
    int share = 62 - (int)(40 * (ui->metrics.text_scale - 1));
    struct halves halves = {
        .f = f,
        .fits = player_strip_fits,
        .area = area,
        .widest = int_min(share, area.w * 80 / area.h),
        .least = 36,
        .gap = gap,
    };
    divide(&halves);
    player_draw_strip(f, halves.words, halves.set);
    player_draw_stage(f, halves.stage);
    player_draw_next_up(f, next);
}

static void draw_portrait(const struct player_frame *f, struct rect area)
{
    struct ui *ui = f->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    int wide_gap = metrics_px(&ui->metrics, 40);
    bool compact = ui->metrics.compact;
    struct rect bar = rect_cut_top(&area, compact ? segment_height(ui) : progress_height(ui),
                                   compact ? gap : wide_gap);
    struct rect controls =
        rect_cut_bottom(&area, player_controls_rows_height(ui), ui->metrics.gap + wide_gap - gap);
    if (f->strip)
        draw_portrait_wide(f, area);
    else
        draw_portrait_narrow(f, area);
    if (compact)
        draw_segments(f, bar);
    else
        draw_progress(f, bar);
    player_draw_controls_rows(f, controls);
}

void player_frame(struct screen_context *context, struct ui *ui, bool paused)
{
    struct player_frame f = {.context = context, .ui = ui, .paused = paused};
    const struct session *session = &context->visit->session;
    f.routine = session->routine;
    if (!f.routine)
        return;
    f.strip = ui->metrics.portrait && !ui->metrics.compact && ui->metrics.px_per_mm <= 5;
    session_view_moving(session, context->now, &f.view);
    player_moving_begin(&f);
    f.apart = player_texts(&f, false);
    f.shared = player_texts(&f, true);
    bool working = player_is_working(&f.view);
    f.phase_color = ui_color(ui, working ? COLOR_ACCENT : COLOR_PRIMARY);
    f.phase_ink = ui_color(ui, working ? COLOR_ACCENT_TEXT : COLOR_TEXT_TINT);
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    draw_fill(ui->list, window, 0, ui_color(ui, COLOR_BACKGROUND));
    int margin = metrics_length(&ui->metrics, LENGTH_MARGIN);
    struct rect area = rect_inset(window, margin);
    int more = margin / 4;
    area.y -= more;
    area.h += 2 * more;
    if (ui->metrics.portrait)
        draw_portrait(&f, area);
    else
        draw_landscape(&f, area);
}
