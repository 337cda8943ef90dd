#include <string.h>

#include "screens/language_button.h"
#include "screens/player_frame.h"
#include "screens/player_moving.h"
#include "ui/stack.h"

/* The frame of the exercise's clip; every second loop of alternating sides is mirrored. */
static uint16_t frame_of(const struct session_view *view, bool *mirrored)
{
    const struct session_motion *motion = &view->motion;
    const struct figure_clip *clip = view->current->exercise->clip;
    double fraction = motion->fraction;
    if (motion->part == FIGURE_CYCLE && motion->loop_s <= 0) {
        double loop_ms = figure_clip_cycle_s(clip) * 1000;
        double loops = loop_ms > 0 ? (double)motion->elapsed_ms / loop_ms : 0;
        fraction = loops - (double)(long long)loops;
        if (motion->mirror_loops && (long long)loops % 2)
            *mirrored = !*mirrored;
    }
    return figure_clip_frame(clip, motion->part, fraction, motion->elapsed_ms);
}

/* The side's figure is the mirrored one: clips are defined for the left side. */
void player_figure(struct ui *ui, struct rect rect, const struct session_view *view,
                   const struct routine *routine)
{
    const struct exercise *exercise = view->current ? view->current->exercise : NULL;
    if (!exercise)
        return;
    const struct session_motion *motion = &view->motion;
    if (!exercise->clip || ui->less_motion) {
        part_moving_figure(ui, rect, exercise, routine, motion->step_ms);
        return;
    }
    bool mirrored = view->side == SIDE_RIGHT;
    uint16_t frame = frame_of(view, &mirrored);
    struct image_ref ref = {
        .kind = IMAGE_FIGURE,
        .object = exercise->clip,
        .frame = frame,
        .variant = (uint8_t)part_person(routine),
        .mirrored = mirrored,
        .soon = view->phase == PHASE_READY,
    };
    draw_image(ui->list, ref, rect);
}

static const char *side_text(const struct player_frame *f)
{
    if (f->view.side == SIDE_NONE)
        return "";
    return player_word(f, f->view.side == SIDE_LEFT ? "player.left_side" : "player.right_side");
}

const char *player_counter_text(const struct player_frame *f)
{
    struct arena *arena = player_arena(f);
    const struct strings *strings = f->context->strings;
    const struct session_view *view = &f->view;
    const char *text = "";
    if (view->side != SIDE_NONE && view->sides > 1 && !f->ui->metrics.compact) {
        text = tr_format(strings, arena, "player.side_of", {"side", side_text(f), 0},
                         {"n", NULL, view->side_index});
    } else {
        text = side_text(f);
    }
    if (view->sets > 1)
        text = ui_join(arena, text,
                       tr_format(strings, arena, "player.set_of", {"set", NULL, view->set},
                                 {"sets", NULL, view->sets}));
    return text;
}

/* Something on the figure glows now, so that words can point at it. */
static bool glows(const struct player_frame *f)
{
    bool mirrored = false;
    const struct exercise *exercise = f->view.current ? f->view.current->exercise : NULL;
    if (!exercise || !exercise->clip || !*exercise->feel)
        return false; /* a picture has no dot */
    return figure_clip_glows(exercise->clip, f->ui->less_motion ? figure_clip_still(exercise->clip)
                                                                : frame_of(&f->view, &mirrored));
}

static void draw_pills(const struct player_frame *f, struct rect stage)
{
    struct ui *ui = f->ui;
    int inset = metrics_px(&ui->metrics, 32);
    struct rect inner = rect_inset(stage, inset);
    bool asked = f->view.phase == PHASE_ASK; /* there is nothing to count yet */
    const char *counter =
        ui->metrics.compact || asked ? "" : player_counter_text(f); /* else beside the ring */
    int used = 0;
    int y = inner.y;
    if (*counter) {
        const char *icon = f->view.side != SIDE_NONE ? "repeat-2" : NULL;
        if (ui_tag_width(ui, icon, counter) > inner.w)
            icon = NULL;
        if (*side_text(f) && ui_tag_width(ui, icon, counter) > inner.w)
            counter = side_text(f);
        used = ui_tag(ui, inner.x, y, icon, counter, ui_color(ui, COLOR_SURFACE),
                      ui_color(ui, COLOR_TEXT_TINT));
    }
    bool working = player_is_working(&f->view);
    if (ui->metrics.compact || f->paused || !working || !glows(f))
        return;
    const char *feel = player_word(f, "player.feel_here");
    int width = ui_tag_width(ui, "feel-dot", feel);
    if (width + (used > 0 ? used + inset : 0) > inner.w)
        return;
    bool nerve = strcmp(f->view.current->exercise->feel, "nerve") == 0;
    ui_tag_legend(ui, inner.x + inner.w - width, y, "feel-dot",
                  ui_color(ui, nerve ? COLOR_FEEL_NERVE : COLOR_FEEL), feel,
                  ui_color(ui, COLOR_DANGER_SURFACE), ui_color(ui, COLOR_DANGER_TEXT));
}

/* Small panels have no room for it among the controls. */
static void draw_language(const struct player_frame *f, struct rect *stage)
{
    struct ui *ui = f->ui;
    if (player_controls_hold_all(f) || !language_offered(f->context))
        return;
    int inset = ui->metrics.gap / 2;
    struct button button = language_button(f->context, player_arena(f), LANGUAGE_NAME);
    rect_cut_top(stage, inset, 0);
    struct rect row = rect_cut_top(stage, ui->metrics.target, 0);
    int width = ui_button_width(ui, &button);
    int most = row.w - 2 * inset;
    ui_button(ui, rect_centered(row, width < most ? width : most, row.h), &button);
}

/* The way to the exercise's page: below the words, where they keep their room. */
static void draw_about(const struct player_frame *f, struct rect *stage)
{
    struct ui *ui = f->ui;
    int inset = ui->metrics.gap / 2;
    int height = ui_button_height_small(ui);
    if (!f->view.current || stage->h < height + 2 * inset + ui_line_height(ui, TYPE_TITLE))
        return;
    struct button button = {.id = "about", .label = player_word(f, "player.about"), .icon = "info"};
    rect_cut_bottom(stage, inset, 0);
    struct rect row = rect_cut_bottom(stage, height, inset);
    ui_button(ui,
              rect_centered(row, int_min(ui_button_width(ui, &button), row.w - 2 * inset), height),
              &button);
}

static void draw_paused(const struct player_frame *f, struct rect stage, int radius)
{
    struct ui *ui = f->ui;
    draw_fill(ui->list, stage, radius, ui_color(ui, COLOR_SCRIM));
    draw_language(f, &stage);
    draw_about(f, &stage);
    color_t ink = ui_color(ui, COLOR_ON_PRIMARY);
    int width = stage.w * 9 / 10;
    const char *title = player_word(f, "paused.title");
    struct font font = ui_fit_font(ui, TYPE_TITLE, title, width, stage.h, 2);
    int title_h = ui_paragraph_height_font(ui, width, font, title, 2);
    const char *text = player_word(f, "paused.text");
    int text_h = ui_paragraph_height(ui, width, TYPE_BODY, text, 0);
    if (title_h + text_h > stage.h * 3 / 4)
        text_h = 0;
    struct rect words = rect_centered(stage, width, title_h + text_h);
    ui_paragraph_font(ui, rect_cut_top(&words, title_h, 0), font, ink, ALIGN_CENTER, title);
    struct font body = metrics_font(&ui->metrics, TYPE_BODY);
    words = rect_centered(words, stack_balanced_width(ui, width, body, text), words.h);
    if (text_h > 0)
        ui_paragraph_font(ui, words, body, ink, ALIGN_CENTER, text);
}

/* With less motion the first and the last one stand there together. */
static const char *picture_in_words(const struct player_frame *f, const struct exercise *exercise)
{
    size_t count = exercise->pictures.count;
    if (!f->ui->less_motion)
        return exercise_alt(exercise, part_picture_at(exercise, f->view.motion.step_ms));
    return ui_join(player_arena(f), exercise_alt(exercise, 0),
                   count > 1 ? exercise_alt(exercise, count - 1) : "");
}

/* Whether counters or the legend of what glows come up at any time of the exercise: the figure does
 * not grow and shrink with them. */
static bool has_pills(const struct player_frame *f, const struct exercise *exercise)
{
    return exercise && (*exercise->feel || exercise->sides != SIDES_NONE || f->view.sets > 1);
}

/* The counters have the top of the stage to themselves. A picture goes
 * below them. */
static void draw_illustration(const struct player_frame *f, struct rect stage, int inset)
{
    struct ui *ui = f->ui;
    struct rect room = rect_inset(stage, inset);
    const struct exercise *exercise = f->view.current ? f->view.current->exercise : NULL;
    bool pictures = exercise && exercise->pictures.count > 0;
    bool counted = !ui->metrics.compact && *player_counter_text(f);
    if (pictures && counted)
        rect_cut_top(&room, metrics_px(&ui->metrics, 32) + ui_tag_height(ui) - inset, inset / 2);
    else if (!pictures && !ui->metrics.compact && has_pills(f, exercise))
        rect_cut_top(&room, ui_tag_height(ui), 0);
    /* As wide as the stage, it would have its hands or feet under the way to its page. */
    if (!pictures && !ui->metrics.compact && room.h * 5 > room.w * 4)
        rect_cut_bottom(&room, ui_tag_height(ui), inset);
    player_draw_figure(f, room);
}

/* The figure opens the exercise's page. */
static void draw_about_target(const struct player_frame *f, struct rect stage, int radius)
{
    struct ui *ui = f->ui;
    const struct exercise *exercise = f->view.current ? f->view.current->exercise : NULL;
    if (!exercise)
        return;
    const char *label = player_word(f, "player.about");
    if (exercise->pictures.count > 0)
        label = ui_join(player_arena(f), label, picture_in_words(f, exercise));
    int inset = metrics_px(&ui->metrics, 32);
    struct rect place = stage; /* below the counters, which do not belong to it */
    if (!ui->metrics.compact)
        rect_cut_top(&place, inset + ui_tag_height(ui), 0);
    ui_target_round(ui, "about", label, place, radius, 0);
    ui_say_button(ui, label, place, false);
    if (ui->metrics.compact)
        return;
    const char *word = player_word(f, "player.about");
    int width = ui_tag_width(ui, "info", word);
    int y = stage.y + stage.h - inset - ui_tag_height(ui);
    if (width + 2 * inset > stage.w)
        return;
    ui_say_mute(ui);
    ui_tag(ui, stage.x + stage.w - inset - width, y, "info", word, ui_color(ui, COLOR_SURFACE),
           ui_color(ui, COLOR_TEXT_TINT));
    ui_say_unmute(ui);
}

void player_draw_stage(const struct player_frame *f, struct rect stage)
{
    struct ui *ui = f->ui;
    int radius = int_min(metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE), stage.h / 8);
    if (stage.h <= 0)
        return; /* the words have all the room */
    ui_stage(ui, stage, radius);
    draw_illustration(f, stage, radius / 2);
    if (f->paused)
        draw_paused(f, stage, radius);
    else
        draw_about_target(f, stage, radius);
    draw_pills(f, stage);
}
