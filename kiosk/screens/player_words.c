#include "base/hash.h"
#include "screens/player_ask.h"
#include "screens/player_frame.h"
#include "screens/player_moving.h"
#include "ui/stack.h"

/* How the words are set in their room: the name and the sentence from its top, the cue up from its
 * bottom. */
struct wording {
    struct font name, say, cue;
    int name_h, texts_h; /* px: of the highest that the step can say, so that nothing moves */
    int gap;             /* between two of them */
    bool fits;
};

static const struct player_texts *texts_of(const struct player_frame *f, enum word_set set)
{
    return set == WORDS_APART ? &f->apart : &f->shared;
}

static int words_height(const struct wording *wording)
{
    return wording->name_h + (wording->name_h > 0 ? wording->gap : 0) + wording->texts_h;
}

/* Of what stands in the cue's place, px. */
static int cue_height(const struct player_frame *f, int width, struct font font, const char *cue)
{
    if (f->view.phase == PHASE_ASK)
        return player_answers_height(f->ui, width, font, cue);
    return ui_paragraph_height_font(f->ui, width, font, cue, 0);
}

/* The two stand below each other; else they take turns in one place. What is asked, and what to do
 * then, never take turns. */
static bool both_stand(const struct player_frame *f, enum word_set set)
{
    return set == WORDS_APART || (f->view.phase == PHASE_ASK && f->strip);
}

/* Of the pair that needs most, px. */
static int pairs_height(const struct player_frame *f, const struct wording *wording, int width,
                        enum word_set set)
{
    const struct player_texts *texts = texts_of(f, set);
    int highest = 0;
    for (size_t i = 0; i < texts->count; i++) {
        const struct player_pair *pair = &texts->pairs[i];
        int say = ui_paragraph_height_font(f->ui, width, wording->say, pair->sentence, 0);
        int cue = cue_height(f, width, wording->cue, pair->cue);
        int both = say + cue + (say > 0 && cue > 0 ? 2 * wording->gap : 0);
        int either = f->view.phase == PHASE_ASK ? say : int_max(say, cue);
        highest = int_max(highest, both_stand(f, set) ? both : either);
    }
    return highest;
}

/* Sentence and cue in letters of `size`; the cue never larger than the main text. The same pairs
 * are measured many times a frame, in the same few widths and sizes, and again in the next. */
static void set_texts(const struct player_frame *f, struct wording *wording, int width,
                      enum word_set set, int size)
{
    wording->say = wording->cue = metrics_font(&f->ui->metrics, TYPE_BODY);
    wording->say.size = size;
    wording->cue.size = both_stand(f, set) ? int_min(size, wording->cue.size) : size;
    struct memo *memo = &f->context->visit->player_heights;
    uint64_t hash = hash_word(f->ui->language, texts_of(f, set)->hash);
    hash = hash_pair(hash, (uint32_t)wording->say.size, (uint32_t)wording->cue.size);
    hash = hash_pair(hash, (uint32_t)width, (uint32_t)wording->gap);
    if (memo_find(memo, hash, &wording->texts_h))
        return;
    wording->texts_h = pairs_height(f, wording, width, set);
    memo_keep(memo, hash, wording->texts_h);
}

static void set_name(const struct player_frame *f, struct wording *wording, int width, int height,
                     enum word_set set)
{
    const struct ui *ui = f->ui;
    const char *name = f->view.current ? f->view.current->exercise->name : "";
    wording->name = ui_fit_font(ui, TYPE_TITLE, name, width, height, 1);
    if (set >= WORDS_LEAST)
        wording->name.size = metrics_least_font(&ui->metrics);
    int lines = ui_text_fits(ui, wording->name, name, width, height, 1) ? 1 : 2;
    wording->fits = ui_text_fits(ui, wording->name, name, width, height, lines);
    wording->name_h = ui_paragraph_height_font(ui, width, wording->name, name, 2);
}

/* The least letters of sentence and cue: those of main text, without what larger text adds; where
 * that is too much, those of captions. */
static int least_size(const struct ui *ui, enum word_set set)
{
    if (set >= WORDS_SHARED_SMALL)
        return metrics_least_font(&ui->metrics);
    return (int)(metrics_font(&ui->metrics, TYPE_BODY).size / ui->metrics.text_scale);
}

/* Up to a third larger than the main text, to be read from the mat, where all that the step says
 * leaves the room. */
static struct wording set_words(const struct player_frame *f, int width, int height,
                                enum word_set set)
{
    const struct ui *ui = f->ui;
    struct wording wording = {.gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL)};
    set_name(f, &wording, width, height, set);
    bool name_fits = wording.fits;
    int body = metrics_font(&ui->metrics, TYPE_BODY).size, least = least_size(ui, set);
    for (int percent = 133; percent >= 56; percent -= 11) {
        int size = int_max(body * percent / 100, least);
        set_texts(f, &wording, width, set, size);
        wording.fits = name_fits && words_height(&wording) <= height;
        if (wording.fits || size == least)
            break;
    }
    return wording;
}

/* In the least letters. */
static int least_height(const struct player_frame *f, int width, enum word_set set)
{
    struct wording wording = {.gap = metrics_length(&f->ui->metrics, LENGTH_GAP_SMALL)};
    set_name(f, &wording, width, f->ui->metrics.height, set);
    set_texts(f, &wording, width, set, least_size(f->ui, set));
    return wording.fits ? words_height(&wording) : f->ui->metrics.height;
}

/* `side`: of the ring, px. */
static struct ring ring_of(const struct player_frame *f, int side)
{
    const struct session_view *view = &f->view;
    struct arena *arena = player_arena(f);
    struct ring ring = {.color = f->phase_color};
    player_move_ring(view, f->ui->less_motion, &ring);
    if (view->count_in > 0) {
        ring.number = arena_printf(arena, "%d", view->count_in);
        ring.caption = tr_format(f->context->strings, arena, "player.seconds",
                                 {"count", NULL, view->count_in});
    } else if (view->phase == PHASE_OWN_PACE) {
        ring.number = part_times(arena, view->number);
        ring.caption = "";
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

/* What stands beside the ring instead of the phase, in the least letters: what to do about what is
 * asked, where the words have one place. "" otherwise. */
static const char *beside_ring(const struct player_frame *f, enum word_set set)
{
    bool asked = f->view.phase == PHASE_ASK && f->view.count_in == 0 && !f->paused;
    return asked && !both_stand(f, set) ? f->shared.now.cue : "";
}

static int beside_ring_width(const struct ui *ui, int width, int ring)
{
    return ring > 0 ? width - ring - metrics_length(&ui->metrics, LENGTH_PADDING) : width;
}

/* The height that this takes beside a ring, px, whichever text is up; both in a row so wide. */
static int beside_ring_height(const struct player_frame *f, int width, int ring, enum word_set set,
                              struct font font)
{
    int highest = 0;
    width = beside_ring_width(f->ui, width, ring);
    for (size_t i = 0; *beside_ring(f, set) && i < f->shared.count; i++)
        highest =
            int_max(highest, player_answers_height(f->ui, width, font, f->shared.pairs[i].cue));
    return highest;
}

/* As large as the main text, but not higher than `most`, px, unless in the least letters. */
static struct font beside_ring_font(const struct player_frame *f, int width, int ring,
                                    enum word_set set, int most)
{
    const struct metrics *metrics = &f->ui->metrics;
    struct font font = metrics_font(metrics, TYPE_LABEL);
    int least = metrics_least_font(metrics);
    font.size = int_max(metrics_font(metrics, TYPE_BODY).size, least);
    while (font.size > least && beside_ring_height(f, width, ring, set, font) > most)
        font.size--;
    return font;
}

static void draw_phase_words(const struct player_frame *f, struct rect rect, enum align align)
{
    struct ui *ui = f->ui;
    const char *phase = player_phase_word(f->context, &f->view);
    /* A small stage has no room for the side: it stands here, before how many there are. */
    const char *count = ui->metrics.compact ? player_counter_text(f) : "";
    if (!*count)
        count = hold_count(f);
    if (f->view.phase == PHASE_CHANGE)
        count = "";
    struct font label = ui_fit_font(ui, TYPE_LABEL, count, rect.w, rect.h, 1);
    int count_h = ui_paragraph_height_font(ui, rect.w, label, count, 2);
    struct font font = phase_font(ui, phase, rect.w, rect.h - count_h);
    int phase_h = ui_paragraph_height_font(ui, rect.w, font, phase, 2);
    struct rect block = rect_centered(rect, rect.w, phase_h + count_h);
    ui_paragraph_font(ui, rect_cut_top(&block, phase_h, 0), font, f->phase_ink, align, phase);
    ui_paragraph_font(ui, block, label, ui_color(ui, COLOR_TEXT), align, count);
}

static void draw_ring_row(const struct player_frame *f, struct rect rect, int side,
                          enum word_set set, struct font beside)
{
    struct ui *ui = f->ui;
    struct ring ring = ring_of(f, side);
    struct rect place = {rect.x, rect.y + (rect.h - side) / 2, side, side};
    if (side > 0)
        player_draw_ring(f, place, &ring);
    rect_cut_left(&rect, rect.w - beside_ring_width(ui, rect.w, side), 0);
    const char *instead = beside_ring(f, set);
    int height = player_answers_height(ui, rect.w, beside, instead);
    if (*instead)
        player_answers_draw(ui, rect_centered(rect, rect.w, height), beside, f->phase_ink, instead);
    else if (side > 0)
        draw_phase_words(f, rect, ALIGN_LEFT);
}

static void draw_words(const struct player_frame *f, struct rect rect, enum word_set set)
{
    struct ui *ui = f->ui;
    const char *name = f->view.current ? f->view.current->exercise->name : "";
    color_t ink = ui_color(ui, COLOR_TEXT);
    struct wording wording = set_words(f, rect.w, rect.h, set);
    const struct player_texts *texts = texts_of(f, set);
    if (wording.name_h > 0)
        draw_lines(ui, rect_cut_top(&rect, wording.name_h, wording.gap), wording.name, ink, name);
    const char *cue = texts->now.cue;
    if (!both_stand(f, set)) {
        ui_paragraph_font(ui, rect, wording.say, ink, ALIGN_LEFT,
                          texts->cue_instead ? cue : texts->now.sentence);
        return;
    }
    struct rect below = rect_cut_bottom(&rect, cue_height(f, rect.w, wording.cue, cue), 0);
    color_t tint = ui_color(ui, COLOR_TEXT_TINT);
    ui_paragraph_font(ui, rect, wording.say, ink, ALIGN_LEFT, texts->now.sentence);
    if (f->view.phase == PHASE_ASK)
        player_answers_draw(ui, below, wording.cue, tint, cue);
    else
        ui_paragraph_font(ui, below, wording.cue, tint, ALIGN_LEFT, cue);
}

/* Of the ring, px, in a column so high; 0: none. Where even the smallest letters need more, it
 * gives up a third, and where that is not enough, half. */
static int least_ring(const struct player_frame *f, int height, enum word_set set)
{
    if (set == WORDS_ALONE && f->view.phase == PHASE_ASK)
        return 0;
    int least = metrics_mm(&f->ui->metrics, set >= WORDS_LEAST          ? 13
                                            : set == WORDS_SHARED_SMALL ? 16
                                                                        : 24);
    return set <= WORDS_SHARED ? int_max(least, height * 27 / 100) : least;
}

/* Beside it, in the least letters. */
static int least_row(const struct player_frame *f, int width, int ring, enum word_set set)
{
    struct font font = metrics_font(&f->ui->metrics, TYPE_LABEL);
    font.size = metrics_least_font(&f->ui->metrics);
    return int_max(ring, beside_ring_height(f, width, ring, set, font));
}

bool player_column_fits(const struct player_frame *f, struct rect rect, enum word_set set)
{
    int gap = metrics_length(&f->ui->metrics, LENGTH_GAP);
    int ring = least_ring(f, rect.h, set);
    return least_height(f, rect.w, set) <= rect.h - least_row(f, rect.w, ring, set) - gap;
}

/* The ring gets what the words leave, within its limits; but words beside it come first. */
void player_draw_column(const struct player_frame *f, struct rect rect, enum word_set set)
{
    int gap = metrics_length(&f->ui->metrics, LENGTH_GAP);
    int left = rect.h - gap - least_height(f, rect.w, set);
    int least = least_ring(f, rect.h, set);
    int side = int_max(int_min(left, int_min(rect.w * 58 / 100, rect.h / 2)), least);
    if (*beside_ring(f, set) || least == 0)
        side = least;
    struct font font = beside_ring_font(f, rect.w, side, set, left);
    int high = int_max(side, beside_ring_height(f, rect.w, side, set, font));
    struct rect row = rect_cut_bottom(&rect, high, gap);
    draw_words(f, rect, set);
    draw_ring_row(f, row, side, set, font);
}

/* Ring beside the words, with the phase below it. */
struct strip {
    struct rect words, phase, ring;
};

static struct strip strip_of(const struct player_frame *f, struct rect rect)
{
    const struct ui *ui = f->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    int phase = ui_line_height(ui, TYPE_HEADING) + ui_line_height(ui, TYPE_LABEL);
    int side = int_min(rect.w * 34 / 100, rect.h - phase - gap / 2);
    struct strip strip = {.words = rect};
    strip.phase = rect_cut_right(&strip.words, rect.w * 34 / 100, gap * 2);
    strip.ring = rect_cut_top(&strip.phase, side, gap / 2);
    strip.ring.x += (strip.ring.w - side) / 2;
    strip.ring.w = side;
    strip.phase.h = phase;
    return strip;
}

bool player_strip_fits(const struct player_frame *f, struct rect rect, enum word_set set)
{
    struct strip strip = strip_of(f, rect);
    return least_height(f, strip.words.w, set) <= strip.words.h;
}

void player_draw_strip(const struct player_frame *f, struct rect rect, enum word_set set)
{
    struct strip strip = strip_of(f, rect);
    struct ring ring = ring_of(f, strip.ring.w);
    player_draw_ring(f, strip.ring, &ring);
    draw_words(f, strip.words, set);
    draw_phase_words(f, strip.phase, ALIGN_CENTER);
}
