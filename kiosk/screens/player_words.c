#include <string.h>

#include "screens/parts.h"
#include "screens/player_frame.h"
#include "ui/stack.h"

int player_say_height(const struct player_frame *f, int width, struct font font)
{
    int most = ui_paragraph_height_font(f->ui, width, font, player_instruction(&f->view), 0);
    const struct exercise *exercise = f->view.current ? f->view.current->exercise : NULL;
    for (size_t i = 0; exercise && i < exercise->step_count; i++) {
        const struct instruction *step = &exercise->steps[i];
        if (step->role != ROLE_SETUP && step->role != ROLE_MOVE)
            continue;
        int height = ui_paragraph_height_font(f->ui, width, font, step->text, 0);
        most = height > most ? height : most;
    }
    return most;
}

/* The sentence's font: up to a third larger than the main text, to be read from the mat, where the
 * exercise's longest sentence leaves the room; smaller, down to `least`, before any of it is cut.
 * False when even that is too high. */
static bool say_font(const struct player_frame *f, int width, int height, int least,
                     struct font *font)
{
    *font = metrics_font(&f->ui->metrics, TYPE_BODY);
    int body = font->size;
    for (int percent = 133; percent >= 67; percent -= 11) {
        font->size = body * percent / 100 > least ? body * percent / 100 : least;
        if (player_say_height(f, width, *font) <= height)
            return true;
    }
    return false;
}

/* `side`: of the ring, px. */
static struct ring ring_of(const struct player_frame *f, int side)
{
    const struct session_view *view = &f->view;
    struct arena *arena = player_arena(f);
    struct ring ring = {.left = 1 - view->progress, .color = f->phase_color};
    if (view->count_in > 0) {
        ring.number = arena_printf(arena, "%d", view->count_in);
        ring.caption = player_word(f, "player.count_in");
    } else if (view->phase == PHASE_OWN_PACE) {
        ring.number = part_times(arena, view->number);
        ring.caption = "";
        ring.left = 1;
    } else if (view->number_is_rep) {
        ring.number = arena_printf(arena, "%d", view->number);
        ring.caption =
            tr_format(f->context->strings, arena, "player.of_reps", {"reps", NULL, view->reps});
        struct ring widest = ring; /* the last rep decides for all of them */
        widest.number = arena_printf(arena, "%d", view->reps);
        if (!ui_ring_has_caption(f->ui, side, &widest)) {
            ring.number = arena_printf(arena, "%d/%d", view->number, view->reps);
            ring.caption = "";
        }
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
static const char *hold_count(const struct player_frame *f)
{
    const struct session_view *view = &f->view;
    if (view->number_is_rep || view->reps < 2 || view->rep < 1 || view->phase == PHASE_READY)
        return "";
    return tr_format(f->context->strings, player_arena(f), "player.rep_of",
                     {"rep", NULL, view->rep}, {"reps", NULL, view->reps});
}

static const char *cue_text(const struct player_frame *f)
{
    const struct session_view *view = &f->view;
    if (!view->current)
        return "";
    if (view->phase == PHASE_REST && view->next && view->side_index == view->sides &&
        view->set == view->sets)
        return part_told(f->context->strings, player_arena(f), player_word(f, "player.next_up"),
                         view->next->exercise->name);
    if (*view->current->note && view->phase == PHASE_READY)
        return view->current->note;
    const struct exercise *exercise = view->current->exercise;
    const char *breathe = exercise_instruction(exercise, ROLE_BREATHE);
    const char *cue = exercise_instruction(exercise, ROLE_CUE);
    if (view->phase == PHASE_READY)
        return cue ? cue : "";
    if (breathe && cue)
        return arena_printf(player_arena(f), "%s\n%s", breathe, cue);
    return breathe ? breathe : cue ? cue : "";
}

/* A line has its capitals in the middle of `rect`; several begin at its top. */
static void draw_lines(struct ui *ui, struct rect rect, struct font font, color_t color,
                       const char *text)
{
    if (ui_text_width_font(ui, font, text) <= rect.w) {
        ui_text_font(ui, rect, font, color, ALIGN_LEFT, text);
        return;
    }
    rect.w = stack_balanced_width(ui, rect.w, font, text);
    ui_paragraph_font(ui, rect, font, color, ALIGN_LEFT, text);
}

/* On one line if that costs little size, else on two. */
static struct font phase_font(const struct ui *ui, const char *phase, int width, int height)
{
    struct font font = ui_fit_font(ui, TYPE_HEADING, phase, width, height, 1);
    bool one = ui_text_width_font(ui, font, phase) <= width;
    if (one && font.size * 100 >= metrics_font(&ui->metrics, TYPE_HEADING).size * 80)
        return font;
    return ui_fit_font(ui, TYPE_HEADING, phase, width, height, 2);
}

static void draw_phase_words(const struct player_frame *f, struct rect rect)
{
    struct ui *ui = f->ui;
    const char *phase = player_phase_word(f->context, &f->view);
    /* A small stage has no room for the side: it stands here, before how many there are. */
    const char *count = ui->metrics.compact ? player_counter_text(f) : "";
    if (!*count)
        count = hold_count(f);
    struct font label = ui_fit_font(ui, TYPE_LABEL, count, rect.w, rect.h, 1);
    int count_h = ui_paragraph_height_font(ui, rect.w, label, count, 2);
    struct font font = phase_font(ui, phase, rect.w, rect.h - count_h);
    int phase_h = ui_paragraph_height_font(ui, rect.w, font, phase, 2);
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
    enum theme_type type = TYPE_CAPTION;
    int large_h = ui_paragraph_height(ui, rect.w, TYPE_BODY, cue, 3);
    if (cue_h && large_h <= room && ui_paragraph_height(ui, rect.w, TYPE_BODY, cue, 0) == large_h) {
        type = TYPE_BODY;
        cue_h = large_h;
    }
    struct rect block = rect_centered(rect, rect.w, phase_h + count_h + (cue_h ? gap + cue_h : 0));
    ui_paragraph_font(ui, rect_cut_top(&block, phase_h, 0), font, f->phase_ink, ALIGN_LEFT, phase);
    draw_lines(ui, rect_cut_top(&block, count_h, 0), label, ui_color(ui, COLOR_TEXT), count);
    rect_cut_top(&block, cue_h ? gap : 0, 0);
    if (cue_h)
        ui_paragraph(ui, block, type, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_LEFT, cue);
}

static void draw_ring_row(const struct player_frame *f, struct rect rect, int side)
{
    struct ui *ui = f->ui;
    struct ring ring = ring_of(f, side);
    int gap = metrics_length(&ui->metrics, LENGTH_PADDING);
    struct rect place = rect_cut_left(&rect, side, gap);
    place = (struct rect){place.x, rect.y + (rect.h - side) / 2, side, side};
    ui_ring(ui, place, &ring);
    draw_phase_words(f, rect);
}

/* Where both do not fit, the name has the first part of get-ready to itself, then makes way. */
static bool name_alone(const struct player_frame *f)
{
    return f->view.phase == PHASE_READY && f->view.progress < 0.35;
}

/* How name and sentence are set in the height that the ring leaves. */
struct wording {
    struct font name, say;
    int name_h, say_h; /* px; the sentence's in the phase that says most */
    bool name_fits, say_fits;
    bool both; /* name and sentence stand there together */
};

static int name_height(const struct ui *ui, struct wording *wording, const char *name, int width,
                       int height)
{
    wording->name = ui_fit_font(ui, TYPE_TITLE, name, width, height, 1);
    int lines = ui_text_fits(ui, wording->name, name, width, height, 1) ? 1 : 2;
    wording->name_fits = ui_text_fits(ui, wording->name, name, width, height, lines);
    return ui_paragraph_height_font(ui, width, wording->name, name, 2);
}

static struct wording set_words(const struct player_frame *f, int width, int height)
{
    const struct ui *ui = f->ui;
    const char *name = f->view.current ? f->view.current->exercise->name : "";
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    struct wording wording = {0};
    wording.name_h = name_height(ui, &wording, name, width, height);
    /* For the name's sake the sentence gives up what larger text added, no more. */
    int normal = (int)(metrics_font(&ui->metrics, TYPE_BODY).size / ui->metrics.text_scale);
    wording.say_fits =
        say_font(f, width, height - wording.name_h - 2 * gap, normal, &wording.say) ||
        wording.name_h + gap + player_say_height(f, width, wording.say) <= height;
    wording.both = wording.say_fits;
    if (!wording.both)
        wording.say_fits =
            say_font(f, width, height, metrics_least_font(&ui->metrics), &wording.say);
    wording.say_h = player_say_height(f, width, wording.say);
    return wording;
}

/* Returns the height that name and sentence take in the phase that says most. */
static int draw_words(const struct player_frame *f, struct rect rect)
{
    struct ui *ui = f->ui;
    const char *name = f->view.current ? f->view.current->exercise->name : "";
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    color_t ink = ui_color(ui, COLOR_TEXT);
    struct wording wording = set_words(f, rect.w, rect.h);
    if (!wording.both && name_alone(f))
        return ui_paragraph_font(ui, rect, wording.name, ink, ALIGN_LEFT, name);
    int top = rect.y;
    if (wording.both)
        draw_lines(ui, rect_cut_top(&rect, wording.name_h, gap), wording.name, ink, name);
    ui_paragraph_font(ui, rect, wording.say, ink, ALIGN_LEFT, player_instruction(&f->view));
    return rect.y + int_min(wording.say_h, rect.h) - top;
}

static bool words_fit(const struct player_frame *f, int width, int height)
{
    struct wording wording = set_words(f, width, height);
    return wording.name_fits && wording.say_fits;
}

/* The ring gets what the words leave, within its limits. Where even the smallest letters need more,
 * it gives up a third of its least. */
static int ring_side(const struct player_frame *f, struct rect rect)
{
    const struct ui *ui = f->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    int words = ui_line_height(ui, TYPE_TITLE) + metrics_length(&ui->metrics, LENGTH_GAP_SMALL) +
                player_say_height(f, rect.w, metrics_font(&ui->metrics, TYPE_BODY));
    int least = metrics_mm(&ui->metrics, 24);
    int side = int_max(int_min(rect.h - words - gap, rect.w * 58 / 100), least);
    if (side > rect.h / 2)
        side = int_max(rect.h / 2, least);
    while (side > least * 2 / 3 && !words_fit(f, rect.w, rect.h - side - gap))
        side -= metrics_mm(&ui->metrics, 1);
    return side;
}

bool player_column_fits(const struct player_frame *f, struct rect rect, bool name)
{
    int room =
        rect.h - metrics_mm(&f->ui->metrics, 24) - metrics_length(&f->ui->metrics, LENGTH_GAP);
    struct wording wording = set_words(f, rect.w, room);
    return wording.name_fits && wording.say_fits && (wording.both || !name);
}

/* Words above, ring below. */
void player_draw_column(const struct player_frame *f, struct rect rect)
{
    int side = ring_side(f, rect);
    struct rect row = rect_cut_bottom(&rect, side, metrics_length(&f->ui->metrics, LENGTH_GAP));
    draw_words(f, rect);
    draw_ring_row(f, row, side);
}

/* Words beside the ring, for the wide strip under a portrait stage. */
void player_draw_strip(const struct player_frame *f, struct rect rect)
{
    struct ui *ui = f->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    int side = rect.w * 34 / 100;
    if (side > rect.h)
        side = rect.h;
    int words_h = 0;
    struct rect right = rect_cut_right(&rect, side, gap * 2);
    struct rect place = {right.x, right.y, side, side};
    struct ring ring = ring_of(f, side);
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
