#include <stdio.h>
#include <string.h>

#include "screens/player_parts.h"

/* Lays out and draws the player. Landscape: bar, stage beside words and ring, controls. Portrait:
 * the same from top to bottom. What does not fit a small panel is left out in this order: the
 * next-up card, words on the lesser buttons, cues, lines of the instruction. */

struct frame {
    struct screen_context *context;
    struct ui *ui;
    const struct routine *routine;
    struct session_view view;
    bool paused;
    color_t phase_color;
    color_t phase_ink; /* the same for text */
};

static const char *word(const struct frame *f, const char *key)
{
    return tr(f->context->strings, key);
}

static struct arena *frame_arena(const struct frame *f)
{
    return &f->ui->list->arena;
}

bool player_is_working(const struct session_view *view)
{
    return view->phase == PHASE_HOLD || view->phase == PHASE_REPS || view->phase == PHASE_MOVE ||
           view->phase == PHASE_OWN_PACE || view->phase == PHASE_BREATHS;
}

const char *player_phase_word(const struct screen_context *context, const struct session_view *view)
{
    static const char *const keys[] = {
        [PHASE_READY] = "player.phase.ready",         [PHASE_HOLD] = "player.phase.hold",
        [PHASE_RELAX] = "player.phase.relax",         [PHASE_REPS] = "player.phase.reps",
        [PHASE_OWN_PACE] = "player.phase.own_pace",   [PHASE_MOVE] = "player.phase.move",
        [PHASE_BREATHS] = "player.phase.breathe_out", [PHASE_SWITCH] = "player.phase.switch",
        [PHASE_REST] = "player.phase.rest",           [PHASE_FINISHED] = "player.phase.finished",
    };
    if (view->phase == PHASE_BREATHS && view->breathing_in)
        return tr(context->strings, "player.phase.breathe_in");
    return tr(context->strings, keys[view->phase]);
}

/* Several setup sentences share the get-ready time. */
static const char *setup_at(const struct exercise *exercise, double progress)
{
    int count = 0;
    for (size_t i = 0; i < exercise->step_count; i++)
        count += exercise->steps[i].role == ROLE_SETUP;
    int wanted = (int)(progress * count);
    for (size_t i = 0; i < exercise->step_count; i++)
        if (exercise->steps[i].role == ROLE_SETUP && wanted-- == 0)
            return exercise->steps[i].text;
    return exercise_instruction(exercise, ROLE_SETUP);
}

const char *player_instruction(const struct session_view *view)
{
    if (!view->current)
        return "";
    const struct exercise *exercise = view->current->exercise;
    const char *setup = setup_at(exercise, view->phase == PHASE_READY ? view->progress : 0);
    const char *move = exercise_instruction(exercise, ROLE_MOVE);
    if (view->phase == PHASE_READY && setup)
        return setup;
    return move ? move : setup ? setup : exercise->summary;
}

/* The side's figure is the mirrored one: clips are defined for the left side. */
void player_figure(struct ui *ui, struct rect rect, const struct session_view *view,
                   const struct routine *routine)
{
    const struct exercise *exercise = view->current ? view->current->exercise : NULL;
    if (!exercise)
        return;
    if (!exercise->clip || ui->less_motion) {
        part_moving_figure(ui, rect, exercise, routine, 0);
        return;
    }
    const struct session_motion *motion = &view->motion;
    double fraction = motion->fraction;
    bool mirrored = view->side == SIDE_RIGHT;
    if (motion->part == FIGURE_CYCLE && motion->loop_s <= 0) {
        double loop_ms = figure_clip_cycle_s(exercise->clip) * 1000;
        double loops = loop_ms > 0 ? (double)motion->elapsed_ms / loop_ms : 0;
        fraction = loops - (double)(long long)loops;
        if (motion->mirror_loops && (long long)loops % 2)
            mirrored = !mirrored;
    }
    struct image_ref ref = {
        .object = exercise->clip,
        .frame = figure_clip_frame(exercise->clip, motion->part, fraction, motion->elapsed_ms),
        .variant = (uint8_t)part_person(routine),
        .mirrored = mirrored,
    };
    draw_image(ui->list, ref, rect);
}

/* --- top: where we are in the routine --- */

static const char *progress_text(const struct frame *f)
{
    struct arena *arena = frame_arena(f);
    int step = f->view.step + 1 > f->view.step_count ? f->view.step_count : f->view.step + 1;
    const char *where = tr_format(f->context->strings, arena, "player.step_of",
                                  {"step", NULL, step}, {"count", NULL, f->view.step_count});
    int minutes = (int)((f->view.routine_left_ms + 30000) / 60000);
    const char *left = minutes < 1 ? word(f, "player.under_min_left")
                                   : tr_format(f->context->strings, arena, "player.min_left",
                                               {"count", NULL, minutes});
    return part_join(arena, where, left);
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

static void draw_segments(const struct frame *f, struct rect rect)
{
    const struct ui *ui = f->ui;
    ui_segments(f->ui, rect, f->view.step_count, f->view.step, f->view.step_progress,
                ui_color(ui, COLOR_PRIMARY), ui_color(ui, COLOR_ACCENT), ui_color(ui, COLOR_LINE));
}

static void draw_progress(const struct frame *f, struct rect rect)
{
    struct ui *ui = f->ui;
    rect = rect_centered(rect, rect.w, progress_height(ui));
    struct rect words = rect_cut_top(&rect, ui_line_height(ui, TYPE_LABEL),
                                     metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    color_t ink = ui_color(ui, COLOR_TEXT_SOFT);
    int used = ui_text(ui, words, TYPE_LABEL, ink, ALIGN_RIGHT, progress_text(f));
    words.w -= used + metrics_length(&ui->metrics, LENGTH_GAP);
    /* A routine's name that has to be cut says little beside the step's number. */
    if (ui_text_width(ui, TYPE_LABEL, f->routine->name) <= words.w)
        ui_text(ui, words, TYPE_LABEL, ink, ALIGN_LEFT, f->routine->name);
    draw_segments(f, rect);
}

/* --- controls --- */

static const char *icon_of(const char *id)
{
    static const char *const icons[][2] = {{"back", "skip-back"}, {"next", "skip-forward"},
                                           {"leave", "x"},        {"hurts", "octagon-alert"},
                                           {"pause", "pause"},    {"resume", "play"},
                                           {"done", "check"}};
    for (size_t i = 0; i < sizeof icons / sizeof *icons; i++)
        if (strcmp(id, icons[i][0]) == 0)
            return icons[i][1];
    return NULL;
}

static struct button control(const struct frame *f, const char *id, const char *key,
                             enum button_style style)
{
    return (struct button){.id = id,
                           .label = word(f, key),
                           .spoken = word(f, key),
                           .icon = icon_of(id),
                           .style = style};
}

static struct button back_button(const struct frame *f)
{
    return control(f, "back", "player.back", BUTTON_PLAIN);
}

static struct button next_button(const struct frame *f)
{
    struct button button = control(f, "next", "player.next", BUTTON_PLAIN);
    button.icon_after = true;
    return button;
}

static struct button hurts_button(const struct frame *f)
{
    return control(f, "hurts", "player.hurts", BUTTON_DANGER);
}

static struct button leave_button(const struct frame *f)
{
    return control(f, "leave", "player.leave", BUTTON_PLAIN);
}

static struct button ease_button(const struct frame *f)
{
    struct button button = {.id = "ease", .icon = "accessibility"};
    button.spoken = word(f, "ease.title");
    return button;
}

static struct button main_button(const struct frame *f)
{
    struct button button;
    if (f->paused)
        button = control(f, "resume", "player.resume", BUTTON_PRIMARY);
    else if (f->view.phase == PHASE_OWN_PACE && f->view.state == SESSION_RUNNING)
        button = control(f, "done", "player.done", BUTTON_PRIMARY);
    else
        button = control(f, "pause", "player.pause", BUTTON_PRIMARY);
    button.large = true;
    return button;
}

enum { MAX_ROW = 7 };

struct row {
    struct button buttons[MAX_ROW];
    int widths[MAX_ROW];
    int weights[MAX_ROW]; /* share of the room that is left over */
    int count;
};

static void row_add(struct row *row, struct button button, int weight)
{
    row->weights[row->count] = weight;
    row->buttons[row->count++] = button;
}

static int row_width(const struct ui *ui, struct row *row)
{
    int width = (row->count - 1) * ui->metrics.gap;
    for (int i = 0; i < row->count; i++)
        width += row->widths[i] = ui_button_width(ui, &row->buttons[i]);
    return width;
}

static void drop_from(struct row *row, const char *id, bool icon)
{
    for (int i = 0; i < row->count; i++) {
        struct button *button = &row->buttons[i];
        if (strcmp(button->id, id) != 0)
            continue;
        button->label = icon ? button->label : NULL;
        button->icon = icon ? NULL : icon_of(id);
        row->weights[i] = icon ? row->weights[i] : 0;
    }
}

/* Drops what can be spared until the row fits: words where the icon speaks for itself, icons where
 * the word matters more. Back and next go together. */
static void row_fit(const struct ui *ui, struct row *row, int width)
{
    static const struct {
        const char *ids[3];
        bool icon;
    } order[] = {{{"leave"}, false},
                 {{"back", "next"}, false},
                 {{"hurts"}, true},
                 {{"pause", "resume", "done"}, true},
                 {{"hurts"}, false}};
    for (size_t k = 0; k < sizeof order / sizeof *order && row_width(ui, row) > width; k++)
        for (int i = 0; i < 3 && order[k].ids[i]; i++)
            drop_from(row, order[k].ids[i], order[k].icon);
    row_width(ui, row);
}

static void row_draw(struct ui *ui, struct row *row, struct rect rect)
{
    row_fit(ui, row, rect.w);
    int spare = rect.w - row_width(ui, row);
    int weights = 0;
    for (int i = 0; i < row->count; i++)
        weights += row->weights[i];
    for (int i = 0; i < row->count; i++) {
        int more = weights > 0 ? spare * row->weights[i] / weights : 0;
        spare -= more;
        weights -= row->weights[i];
        ui_button(ui, rect_cut_left(&rect, row->widths[i] + more, ui->metrics.gap),
                  &row->buttons[i]);
    }
}

/* --- next up --- */

static int next_up_min_width(const struct frame *f, int height)
{
    const struct ui *ui = f->ui;
    int words = ui_text_width(ui, TYPE_LABEL, "MMMMMMMM");
    return height * 3 / 2 + words + 2 * metrics_length(&ui->metrics, LENGTH_GAP);
}

static void draw_next_up(const struct frame *f, struct rect rect)
{
    struct ui *ui = f->ui;
    int small = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS),
             ui_color(ui, COLOR_SURFACE), metrics_length(&ui->metrics, LENGTH_STROKE),
             ui_color(ui, COLOR_LINE));
    if (!f->view.next) {
        ui_text(ui, rect_inset(rect, small), TYPE_LABEL, ui_color(ui, COLOR_TEXT_SOFT),
                ALIGN_CENTER, word(f, "player.last_one"));
        return;
    }
    const struct exercise *next = f->view.next->exercise;
    rect = rect_inset(rect, small);
    int picture = rect.h * 3 / 2 < rect.w * 36 / 100 ? rect.h * 3 / 2 : rect.w * 36 / 100;
    part_thumbnail(ui, rect_cut_left(&rect, picture, small), next, f->routine);
    rect_cut_right(&rect, small, 0);
    int caption = ui_line_height(ui, TYPE_CAPTION);
    struct font font = ui_fit_font(ui, TYPE_BUTTON, next->name, rect.w, rect.h - caption, 1);
    int line = ui->measure->line_height(ui->measure->context, font);
    rect = rect_centered(rect, rect.w, caption + line);
    ui_text(ui, rect_cut_top(&rect, caption, 0), TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
            ALIGN_LEFT, word(f, "player.next_up"));
    ui_text_font(ui, rect, font, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, next->name);
}

/* --- stage --- */

static const char *counter_text(const struct frame *f)
{
    struct arena *arena = frame_arena(f);
    const struct strings *strings = f->context->strings;
    const struct session_view *view = &f->view;
    const char *text = "";
    if (view->side != SIDE_NONE && view->sides > 1 && !f->ui->metrics.compact) {
        const char *side =
            word(f, view->side == SIDE_LEFT ? "player.left_side" : "player.right_side");
        text = tr_format(strings, arena, "player.side_of", {"side", side, 0},
                         {"n", NULL, view->side_index});
    } else if (view->side != SIDE_NONE) {
        text = word(f, view->side == SIDE_LEFT ? "player.left_side" : "player.right_side");
    }
    if (view->sets > 1)
        text = part_join(arena, text,
                         tr_format(strings, arena, "player.set_of", {"set", NULL, view->set},
                                   {"sets", NULL, view->sets}));
    return text;
}

static void draw_pills(const struct frame *f, struct rect stage)
{
    struct ui *ui = f->ui;
    int inset = metrics_px(&ui->metrics, 32);
    struct rect inner = rect_inset(stage, inset);
    const char *counter = ui->metrics.compact ? "" : counter_text(f); /* else beside the ring */
    int used = 0;
    int y = inner.y;
    if (*counter) {
        const char *icon = f->view.side != SIDE_NONE ? "repeat-2" : NULL;
        if (ui_tag_width(ui, icon, counter) > inner.w)
            icon = NULL;
        used = ui_tag(ui, inner.x, y, icon, counter, ui_color(ui, COLOR_SURFACE),
                      ui_color(ui, COLOR_TEXT_TINT));
    }
    bool working = player_is_working(&f->view);
    if (ui->metrics.compact || f->paused || !working || !f->view.current ||
        !*f->view.current->exercise->feel)
        return;
    const char *feel = word(f, "player.feel_here");
    int width = ui_tag_width(ui, "feel-dot", feel);
    if (used > 0 && used + width + inset > inner.w)
        return;
    ui_tag_legend(ui, inner.x + inner.w - width, y, "feel-dot", ui_color(ui, COLOR_ACCENT), feel,
                  ui_color(ui, COLOR_DANGER_SURFACE), ui_color(ui, COLOR_DANGER_TEXT));
}

static void draw_paused(const struct frame *f, struct rect stage, int radius)
{
    struct ui *ui = f->ui;
    draw_fill(ui->list, stage, radius, ui_color(ui, COLOR_SCRIM));
    color_t ink = ui_color(ui, COLOR_ON_PRIMARY);
    int width = stage.w * 9 / 10;
    int line = ui_line_height(ui, TYPE_TITLE);
    const char *text = word(f, "paused.text");
    int text_h = ui_paragraph_height(ui, width, TYPE_BODY, text, 0);
    if (line + text_h > stage.h * 3 / 4)
        text_h = 0;
    struct rect words = rect_centered(stage, width, line + text_h);
    ui_text(ui, rect_cut_top(&words, line, 0), TYPE_TITLE, ink, ALIGN_CENTER,
            word(f, "paused.title"));
    ui_paragraph(ui, words, TYPE_BODY, ink, ALIGN_CENTER, text);
}

static void draw_stage(const struct frame *f, struct rect stage)
{
    struct ui *ui = f->ui;
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE);
    if (radius > stage.h / 8)
        radius = stage.h / 8;
    ui_stage(ui, stage, radius);
    struct rect room = rect_inset(stage, radius / 2);
    /* The counters have the top of the stage to themselves, unless the figure needs it more. */
    if (!ui->metrics.compact)
        rect_cut_top(&room, ui_tag_height(ui), 0);
    player_figure(ui, room, &f->view, f->routine);
    if (f->paused)
        draw_paused(f, stage, radius);
    draw_pills(f, stage);
}

/* --- words and ring --- */

static struct ring ring_of(const struct frame *f)
{
    const struct session_view *view = &f->view;
    struct arena *arena = frame_arena(f);
    struct ring ring = {.left = 1 - view->progress, .color = f->phase_color};
    if (view->count_in > 0) {
        ring.number = arena_printf(arena, "%d", view->count_in);
        ring.caption = word(f, "player.count_in");
    } else if (view->phase == PHASE_OWN_PACE) {
        ring.number = arena_printf(arena, "%d\xC3\x97", view->number);
        ring.caption = "";
        ring.left = 1;
    } else if (view->number_is_rep) {
        ring.number = arena_printf(arena, "%d", view->number);
        ring.caption =
            tr_format(f->context->strings, arena, "player.of_reps", {"reps", NULL, view->reps});
    } else {
        ring.number = arena_printf(arena, "%d", view->number);
        ring.caption =
            tr_format(f->context->strings, arena, "player.seconds", {"count", NULL, view->number});
    }
    ring.swell = 1;
    if (view->phase == PHASE_BREATHS && !f->ui->less_motion) {
        double in = view->motion.fraction * view->motion.fraction * (3 - 2 * view->motion.fraction);
        ring.swell = view->breathing_in ? 2 * in - 1 : 1 - 2 * in;
    }
    return ring;
}

/* "2 of 3" for holds; nothing where the ring already counts. */
static const char *hold_count(const struct frame *f)
{
    const struct session_view *view = &f->view;
    if (view->number_is_rep || view->reps < 2 || view->rep < 1 || view->phase == PHASE_READY)
        return "";
    return tr_format(f->context->strings, frame_arena(f), "player.rep_of", {"rep", NULL, view->rep},
                     {"reps", NULL, view->reps});
}

static const char *cue_text(const struct frame *f)
{
    const struct session_view *view = &f->view;
    if (!view->current)
        return "";
    if (view->phase == PHASE_REST && view->next && view->side_index == view->sides &&
        view->set == view->sets)
        return arena_printf(frame_arena(f), "%s: %s", word(f, "player.next_up"),
                            view->next->exercise->name);
    if (*view->current->note && view->phase == PHASE_READY)
        return view->current->note;
    const struct exercise *exercise = view->current->exercise;
    const char *breathe = exercise_instruction(exercise, ROLE_BREATHE);
    const char *cue = exercise_instruction(exercise, ROLE_CUE);
    if (view->phase == PHASE_READY)
        return cue ? cue : "";
    if (breathe && cue)
        return arena_printf(frame_arena(f), "%s\n%s", breathe, cue);
    return breathe ? breathe : cue ? cue : "";
}

static void draw_phase_words(const struct frame *f, struct rect rect)
{
    struct ui *ui = f->ui;
    const char *phase = player_phase_word(f->context, &f->view);
    struct font font = ui_fit_font(ui, TYPE_HEADING, phase, rect.w, rect.h, 2);
    int phase_h = ui_paragraph_height_font(ui, rect.w, font, phase, 2);
    /* A small stage has no room for the side: it stands here, before how many there are. */
    const char *count = ui->metrics.compact ? counter_text(f) : "";
    if (!*count)
        count = hold_count(f);
    int count_h = *count ? ui_line_height(ui, TYPE_LABEL) : 0;
    const char *cue = cue_text(f);
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    int room = rect.h - phase_h - count_h - gap;
    int cue_h = ui_paragraph_height(ui, rect.w, TYPE_CAPTION, cue, 0);
    int line = ui_line_height(ui, TYPE_CAPTION);
    /* Whole cues or none: half a sentence helps nobody. */
    if (cue_h > room && strchr(cue, '\n')) {
        cue = strchr(cue, '\n') + 1;
        cue_h = ui_paragraph_height(ui, rect.w, TYPE_CAPTION, cue, 0);
    }
    if (cue_h > room || room < line)
        cue_h = 0;
    struct rect block = rect_centered(rect, rect.w, phase_h + count_h + (cue_h ? gap + cue_h : 0));
    ui_paragraph_font(ui, rect_cut_top(&block, phase_h, 0), font, f->phase_ink, ALIGN_LEFT, phase);
    if (count_h)
        ui_text(ui, rect_cut_top(&block, count_h, 0), TYPE_LABEL, ui_color(ui, COLOR_TEXT),
                ALIGN_LEFT, count);
    rect_cut_top(&block, cue_h ? gap : 0, 0);
    if (cue_h)
        ui_paragraph(ui, block, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_LEFT, cue);
}

static void draw_ring_row(const struct frame *f, struct rect rect, int side)
{
    struct ui *ui = f->ui;
    struct ring ring = ring_of(f);
    int gap = metrics_length(&ui->metrics, LENGTH_PADDING);
    struct rect place = rect_cut_left(&rect, side, gap);
    place = (struct rect){place.x, rect.y + (rect.h - side) / 2, side, side};
    ui_ring(ui, place, &ring);
    draw_phase_words(f, rect);
}

/* Where both do not fit, the name has the first part of get-ready to itself, then makes way. */
static bool name_alone(const struct frame *f)
{
    return f->view.phase == PHASE_READY && f->view.progress < 0.35;
}

/* Name and instruction in the height that the ring leaves; returns what was used. */
static int draw_words(const struct frame *f, struct rect rect)
{
    struct ui *ui = f->ui;
    const char *name = f->view.current ? f->view.current->exercise->name : "";
    const char *say = player_instruction(&f->view);
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    struct font title = ui_fit_font(ui, TYPE_TITLE, name, rect.w, rect.h, 1);
    int title_h = ui->measure->line_height(ui->measure->context, title);
    int say_h = ui_paragraph_height(ui, rect.w, TYPE_BODY, say, 0);
    color_t ink = ui_color(ui, COLOR_TEXT);
    bool both = title_h + gap + say_h <= rect.h;
    if (!both && name_alone(f))
        return ui_paragraph_font(ui, rect, title, ink, ALIGN_LEFT, name);
    int top = rect.y;
    if (both)
        ui_text_font(ui, rect_cut_top(&rect, title_h, gap), title, ink, ALIGN_LEFT, name);
    int used = ui_paragraph(ui, rect, TYPE_BODY, ink, ALIGN_LEFT, say);
    return rect.y + used - top;
}

/* Words above, ring below: the ring gets what the words leave, within its limits. */
static void draw_column(const struct frame *f, struct rect rect)
{
    struct ui *ui = f->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    const char *say = player_instruction(&f->view);
    int words = ui_line_height(ui, TYPE_TITLE) + metrics_length(&ui->metrics, LENGTH_GAP_SMALL) +
                ui_paragraph_height(ui, rect.w, TYPE_BODY, say, 0);
    int widest = rect.w * 58 / 100;
    int least = metrics_mm(&ui->metrics, 24);
    int side = rect.h - words - gap;
    if (side > widest)
        side = widest;
    if (side < least)
        side = least;
    if (side > rect.h / 2 && side > least)
        side = rect.h / 2 > least ? rect.h / 2 : least;
    struct rect row = rect_cut_bottom(&rect, side, gap);
    draw_words(f, rect);
    draw_ring_row(f, row, side);
}

/* Words beside the ring, for the wide strip under a portrait stage. */
static void draw_strip(const struct frame *f, struct rect rect)
{
    struct ui *ui = f->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    int side = rect.w * 34 / 100;
    if (side > rect.h)
        side = rect.h;
    int words_h = 0;
    struct rect right = rect_cut_right(&rect, side, gap * 2);
    struct rect place = {right.x, right.y, side, side};
    struct ring ring = ring_of(f);
    ui_ring(ui, place, &ring);
    int phase_room = ui_line_height(ui, TYPE_HEADING) * 2 + ui_line_height(ui, TYPE_CAPTION) * 2;
    if (phase_room > rect.h / 2)
        phase_room = rect.h / 2;
    struct rect words = rect;
    struct rect below = rect_cut_bottom(&words, phase_room, gap);
    words_h = draw_words(f, words);
    below.y = words.y + words_h + gap;
    below.h = rect.y + rect.h - below.y;
    int natural = phase_room < below.h ? phase_room : below.h;
    below.h = natural;
    draw_phase_words(f, below);
}

/* --- whole --- */

/* `all`: the bar's buttons stand here too. */
static void landscape_controls(const struct frame *f, struct rect row, bool all)
{
    struct ui *ui = f->ui;
    struct row buttons = {0};
    if (all)
        row_add(&buttons, leave_button(f), 0);
    row_add(&buttons, hurts_button(f), 1);
    row_add(&buttons, back_button(f), 1);
    row_add(&buttons, main_button(f), 3);
    row_add(&buttons, next_button(f), 1);
    if (all && !ui->metrics.compact)
        row_add(&buttons, ease_button(f), 0);
    int least = row_width(ui, &buttons);
    int next_up = row.w - least - ui->metrics.gap - row.w / 16;
    int most = row.w * 27 / 100;
    if (next_up > most)
        next_up = most;
    if (next_up >= next_up_min_width(f, row.h))
        draw_next_up(f, rect_cut_right(&row, next_up, ui->metrics.gap));
    row_draw(ui, &buttons, row);
}

static void draw_bar(const struct frame *f, struct rect bar)
{
    struct ui *ui = f->ui;
    int gap = metrics_px(&ui->metrics, 30);
    struct button leave = leave_button(f);
    struct button ease = ease_button(f);
    ui_button(ui, rect_cut_left(&bar, ui_button_width(ui, &leave), gap), &leave);
    ui_button(ui, rect_cut_right(&bar, bar.h, gap), &ease);
    draw_progress(f, bar);
}

static void draw_landscape(const struct frame *f, struct rect area)
{
    struct ui *ui = f->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    int wide_gap = metrics_px(&ui->metrics, 36);
    bool compact = ui->metrics.compact;
    bool low = f->context->visit->ease.low_reach || compact;
    if (compact)
        draw_segments(f, rect_cut_top(&area, segment_height(ui), gap));
    else if (low)
        draw_progress(f, rect_cut_top(&area, progress_height(ui), gap));
    else
        draw_bar(f, rect_cut_top(&area, ui_button_height_small(ui), wide_gap));
    int controls = compact ? ui->metrics.target : ui_button_height(ui);
    landscape_controls(f, rect_cut_bottom(&area, controls, gap), low);
    int share = compact ? 42 : ui->metrics.px_per_mm > 5 ? 50 : 62;
    struct rect stage = rect_cut_left(&area, area.w * share / 100, wide_gap + gap);
    draw_stage(f, stage);
    draw_column(f, area);
}

static void portrait_controls(const struct frame *f, struct rect *area)
{
    struct ui *ui = f->ui;
    int gap = ui->metrics.gap;
    struct row lesser = {0};
    row_add(&lesser, hurts_button(f), 1);
    row_add(&lesser, leave_button(f), 1);
    row_add(&lesser, ease_button(f), 0);
    row_draw(ui, &lesser, rect_cut_bottom(area, ui_button_height_small(ui), gap));
    struct row main = {0};
    row_add(&main, back_button(f), 2);
    row_add(&main, main_button(f), 3);
    row_add(&main, next_button(f), 2);
    row_draw(ui, &main, rect_cut_bottom(area, ui_button_height(ui), gap));
}

/* Little room: the sentence gets the whole width, the ring stands under it. */
static void draw_portrait_narrow(const struct frame *f, struct rect area)
{
    struct ui *ui = f->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    int ring = metrics_mm(&ui->metrics, 24);
    int words = ui_paragraph_height(ui, area.w, TYPE_BODY, player_instruction(&f->view), 0);
    int stage = area.h - 2 * gap - ring - words - 1;
    int least = area.h * 3 / 10;
    draw_stage(f, rect_cut_top(&area, stage > least ? stage : least, gap));
    draw_column(f, area);
}

static void draw_portrait(const struct frame *f, struct rect area)
{
    struct ui *ui = f->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    int wide_gap = metrics_px(&ui->metrics, 40);
    if (ui->metrics.compact)
        draw_segments(f, rect_cut_top(&area, segment_height(ui), gap));
    else
        draw_progress(f, rect_cut_top(&area, progress_height(ui), wide_gap));
    portrait_controls(f, &area);
    rect_cut_bottom(&area, 0, wide_gap - gap);
    if (ui->metrics.compact || ui->metrics.px_per_mm > 5) {
        draw_portrait_narrow(f, area);
        return;
    }
    draw_next_up(f, rect_cut_bottom(&area, ui_button_height(ui), wide_gap));
    int stage = area.h * 62 / 100;
    if (stage > area.w * 80 / 100)
        stage = area.w * 80 / 100;
    draw_stage(f, rect_cut_top(&area, stage, wide_gap));
    draw_strip(f, area);
}

void player_frame(struct screen_context *context, struct ui *ui, bool paused)
{
    struct frame f = {.context = context, .ui = ui, .paused = paused};
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
