#include "screens/player_frame.h"
#include "screens/language_button.h"

/* Lays out the player. Landscape: bar, stage beside words and ring, controls. Portrait: the same
 * from top to bottom. What does not fit a small panel is left out in this order: the next-up card,
 * words on the lesser buttons, cues, the exercise's name. */

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

static void draw_bar(const struct player_frame *f, struct rect bar)
{
    struct ui *ui = f->ui;
    int gap = metrics_px(&ui->metrics, 30);
    gap = gap > ui->metrics.gap ? gap : ui->metrics.gap;
    struct button leave = player_leave_button(f);
    struct button ease = player_ease_button(f);
    ui_button(ui, rect_cut_left(&bar, ui_button_width(ui, &leave), gap), &leave);
    if (language_offered(f->context)) {
        struct button language = player_language_button(f);
        ui_button(ui, rect_cut_right(&bar, ui_button_width(ui, &language), gap), &language);
    }
    ui_button(ui, rect_cut_right(&bar, bar.h, gap), &ease);
    draw_progress(f, bar);
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
    int share = compact ? 42 : ui->metrics.px_per_mm > 5 ? 50 : 62;
    struct rect stage = rect_cut_left(&area, area.w * share / 100, wide_gap + gap);
    player_draw_column(f, area);
    player_draw_stage(f, stage);
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
    struct ui *ui = f->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    int ring = metrics_mm(&ui->metrics, 24);
    int words = player_say_height(f, area.w, metrics_font(&ui->metrics, TYPE_BODY));
    int stage = area.h - 2 * gap - ring - words - 1;
    /* What a large stage can spare goes to the name, then to the ring. */
    int name = ui_line_height(ui, TYPE_TITLE) + metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    int good = area.h * 52 / 100;
    if (stage - name >= good)
        stage -= name;
    int larger = metrics_mm(&ui->metrics, 30) - ring;
    if (stage > good)
        stage -= stage - good < larger ? stage - good : larger;
    int least = area.h * 3 / 10;
    struct rect top = rect_cut_top(&area, stage > least ? stage : least, gap);
    player_draw_column(f, area);
    player_draw_stage(f, top);
}

static void draw_portrait_wide(const struct player_frame *f, struct rect area)
{
    struct ui *ui = f->ui;
    int gap = metrics_px(&ui->metrics, 40);
    struct rect next = rect_cut_bottom(&area, ui_button_height(ui), gap);
    int stage = area.h * (62 - (int)(40 * (ui->metrics.text_scale - 1))) / 100;
    struct rect top = rect_cut_top(&area, int_min(stage, area.w * 80 / 100), gap);
    player_draw_strip(f, area);
    player_draw_stage(f, top);
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
    if (compact || ui->metrics.px_per_mm > 5)
        draw_portrait_narrow(f, area);
    else
        draw_portrait_wide(f, area);
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
    session_view(session, context->now, &f.view);
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
