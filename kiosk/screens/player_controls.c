#include <string.h>

#include "screens/language_button.h"
#include "screens/player_frame.h"
#include "ui/button_row.h"

static const char *icon_of(const char *id)
{
    static const char *const icons[][2] = {{"back", "skip-back"}, {"next", "skip-forward"},
                                           {"leave", "x"},        {"hurts", "octagon-alert"},
                                           {"pause", "pause"},    {"resume", "play"},
                                           {"done", "check"},     {"language", "languages"}};
    for (size_t i = 0; i < sizeof icons / sizeof *icons; i++)
        if (strcmp(id, icons[i][0]) == 0)
            return icons[i][1];
    return NULL;
}

static struct button control(const struct player_frame *f, const char *id, const char *key,
                             enum button_style style)
{
    return (struct button){.id = id,
                           .label = player_word(f, key),
                           .spoken = player_word(f, key),
                           .icon = icon_of(id),
                           .style = style};
}

static struct button back_button(const struct player_frame *f)
{
    return control(f, "back", "player.back", BUTTON_PLAIN);
}

static struct button next_button(const struct player_frame *f)
{
    const char *key = f->view.phase == PHASE_ASK ? "player.ask.skip" : "player.next";
    struct button button = control(f, "next", key, BUTTON_PLAIN);
    button.icon_after = true;
    return button;
}

static struct button hurts_button(const struct player_frame *f)
{
    struct button button = control(f, "hurts", "player.hurts", BUTTON_DANGER);
    button.urgent = true;
    return button;
}

struct button player_leave_button(const struct player_frame *f)
{
    return control(f, "leave", "player.leave", BUTTON_PLAIN);
}

struct button player_ease_button(const struct player_frame *f)
{
    struct button button = {.id = "ease", .icon = "accessibility"};
    button.spoken = player_word(f, "ease.title");
    return button;
}

struct button player_language_button(const struct player_frame *f)
{
    return language_button(f->context, player_arena(f), LANGUAGE_CODE);
}

static struct button main_button(const struct player_frame *f)
{
    struct button button;
    if (f->paused)
        button = control(f, "resume", "player.resume", BUTTON_PRIMARY);
    else if (phase_takes_done(f->view.phase) && f->view.state == SESSION_RUNNING)
        button = control(f, "done", phase_works(f->view.phase) ? "player.done" : "player.ready_now",
                         BUTTON_PRIMARY);
    else
        button = control(f, "pause", "player.pause", BUTTON_PRIMARY);
    button.large = true;
    button.unhurried = f->view.phase == PHASE_ASK; /* the next text comes up under the finger */
    return button;
}

/* Words where the icon speaks for itself go first, then icons where the word matters more. Back and
 * next go together. */
static const struct row_spare_step spare_order[] = {{SPARE_WORD, {"language"}},
                                                    {SPARE_WORD, {"leave"}},
                                                    {SPARE_WORD, {"back", "next"}},
                                                    {SPARE_ICON, {"hurts"}},
                                                    {SPARE_ICON, {"pause", "resume", "done"}},
                                                    {SPARE_AIR, {NULL}},
                                                    {SPARE_LONGEST, {NULL}},
                                                    {SPARE_WORD, {"hurts"}}};

/* The same where the words tell to tap Skip: there its icon stands with them, too. */
static const struct row_spare_step asked_order[] = {{SPARE_WORD, {"language"}},
                                                    {SPARE_WORD, {"leave"}},
                                                    {SPARE_WORD, {"back"}},
                                                    {SPARE_ICON, {"hurts"}},
                                                    {SPARE_ICON, {"pause", "resume", "done"}},
                                                    {SPARE_AIR, {NULL}},
                                                    {SPARE_ICON, {"next"}},
                                                    {SPARE_WORD, {"next"}},
                                                    {SPARE_LONGEST, {NULL}},
                                                    {SPARE_WORD, {"pause", "resume", "done"}},
                                                    {SPARE_WORD, {"hurts"}}};

/* Pause, Resume and Done take each other's place. "It hurts" is the one to find in need. */
static struct button_row row_for(const struct player_frame *f, int height)
{
    bool asked = f->view.phase == PHASE_ASK;
    return (struct button_row){
        .height = height,
        .order = asked ? asked_order : spare_order,
        .order_count = asked ? sizeof asked_order / sizeof *asked_order
                             : sizeof spare_order / sizeof *spare_order,
        .primary_words = {player_word(f, "player.pause"), player_word(f, "player.resume"),
                          player_word(f, "player.done"), player_word(f, "player.ready_now")},
        .precious = "hurts"};
}

static int next_up_min_width(const struct player_frame *f, int height)
{
    const struct ui *ui = f->ui;
    int words = ui_text_width(ui, TYPE_LABEL, "MMMMMMMM");
    return height * 3 / 2 + words + 2 * metrics_length(&ui->metrics, LENGTH_GAP);
}

static void draw_last_one(const struct player_frame *f, struct rect rect)
{
    struct ui *ui = f->ui;
    const char *text = player_word(f, "player.last_one");
    int icon = ui_button_icon_size(ui);
    int gap = icon / 2;
    struct rect row =
        rect_centered(rect, icon + gap + ui_text_width(ui, TYPE_BUTTON, text), rect.h);
    row = rect_intersect(row, rect);
    ui_icon(ui, rect_cut_left(&row, icon, gap), "circle-check", icon,
            ui_color(ui, COLOR_TEXT_TINT));
    ui_text(ui, row, TYPE_BUTTON, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, text);
}

void player_draw_next_up(const struct player_frame *f, struct rect rect)
{
    struct ui *ui = f->ui;
    int small = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS),
             ui_color(ui, COLOR_SURFACE), metrics_length(&ui->metrics, LENGTH_STROKE),
             ui_color(ui, COLOR_LINE));
    if (!f->view.next) {
        draw_last_one(f, rect_inset(rect, small));
        return;
    }
    const struct exercise *next = f->view.next->exercise;
    rect = rect_inset(rect, small);
    int picture = rect.h * 3 / 2 < rect.w * 36 / 100 ? rect.h * 3 / 2 : rect.w * 36 / 100;
    struct font least = metrics_font(&ui->metrics, TYPE_BUTTON);
    least.size = metrics_least_font(&ui->metrics);
    int words = ui_text_width_font(ui, least, next->name);
    if (words > rect.w - picture - 2 * small) /* a long name takes room from the picture */
        picture = rect.w - words - 2 * small;
    if (picture >= rect.h * 3 / 4)
        part_thumbnail(ui, rect_cut_left(&rect, picture, small), next, f->routine);
    else
        rect_cut_left(&rect, small, 0);
    rect_cut_right(&rect, small, 0);
    int caption = ui_line_height(ui, TYPE_CAPTION);
    struct font font = ui_fit_font(ui, TYPE_BUTTON, next->name, rect.w, rect.h - caption, 1);
    int line = ui->measure->line_height(ui->measure->context, font);
    rect = rect_centered(rect, rect.w, caption + line);
    ui_text(ui, rect_cut_top(&rect, caption, 0), TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
            ALIGN_LEFT, player_word(f, "player.next_up"));
    ui_text_font(ui, rect, font, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, next->name);
}

bool player_controls_hold_all(const struct player_frame *f)
{
    enum { BUTTONS = 7, LEAST_MM = 16 };
    const struct metrics *metrics = &f->ui->metrics;
    int least = BUTTONS * metrics_mm(metrics, LEAST_MM) + (BUTTONS - 1) * metrics->gap;
    bool one_row = !metrics->portrait && f->context->visit->ease.low_reach;
    return !metrics->compact &&
           (!one_row || least <= metrics->width - 2 * metrics_length(metrics, LENGTH_MARGIN));
}

/* The name of every exercise of the routine stands whole in a card so wide. */
static int next_up_whole_width(const struct player_frame *f)
{
    const struct ui *ui = f->ui;
    struct font font = metrics_font(&ui->metrics, TYPE_BUTTON);
    font.size = metrics_least_font(&ui->metrics);
    int widest = 0;
    for (size_t i = 0; i < f->routine->step_count; i++)
        widest = int_max(widest, ui_text_width_font(ui, font, f->routine->steps[i].exercise->name));
    return widest + 5 * metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
}

/* Width for what comes next beside the buttons, px; 0: no room. Back and Next give up their words
 * for it, where an icon says as much. */
static int next_up_width(const struct player_frame *f, struct button_row *buttons, struct rect row)
{
    const struct ui *ui = f->ui;
    int least = next_up_min_width(f, row.h), gap = ui->metrics.gap;
    int width = row.w - button_row_width(ui, buttons) - gap - row.w / 16;
    if (width >= least)
        return int_min(width, row.w * 27 / 100);
    least = int_max(least, next_up_whole_width(f));
    struct button_row lean = *buttons;
    for (int i = 0; i < lean.count; i++)
        if (strcmp(lean.buttons[i].id, "back") == 0 ||
            (strcmp(lean.buttons[i].id, "next") == 0 && f->view.phase != PHASE_ASK))
            lean.buttons[i].label = NULL;
    return row.w - button_row_width(ui, &lean) - gap >= least ? least : 0;
}

/* `all`: the bar's buttons stand here too. */
void player_draw_controls_row(const struct player_frame *f, struct rect row, bool all)
{
    struct ui *ui = f->ui;
    struct button_row buttons = row_for(f, row.h);
    if (all)
        button_row_add(&buttons, player_leave_button(f), 0);
    button_row_add(&buttons, hurts_button(f), 1);
    button_row_add(&buttons, back_button(f), 1);
    button_row_add(&buttons, main_button(f), 3);
    button_row_add(&buttons, next_button(f), 1);
    all = all && player_controls_hold_all(f);
    if (all)
        button_row_add(&buttons, player_ease_button(f), 0);
    if (all && language_offered(f->context))
        button_row_add(&buttons, player_language_button(f), 0);
    int next_up = next_up_width(f, &buttons, row);
    if (next_up > 0)
        player_draw_next_up(f, rect_cut_right(&row, next_up, ui->metrics.gap));
    button_row_draw(ui, &buttons, row);
}

int player_controls_rows_height(const struct ui *ui)
{
    return ui_button_height(ui) + ui->metrics.gap + ui_button_height_small(ui);
}

void player_draw_controls_rows(const struct player_frame *f, struct rect rect)
{
    struct ui *ui = f->ui;
    struct button_row main = row_for(f, ui_button_height(ui));
    button_row_add(&main, back_button(f), 2);
    button_row_add(&main, main_button(f), 3);
    button_row_add(&main, next_button(f), 2);
    button_row_draw(ui, &main, rect_cut_top(&rect, ui_button_height(ui), ui->metrics.gap));
    struct button_row lesser = row_for(f, ui_button_height_small(ui));
    button_row_add(&lesser, hurts_button(f), 1);
    button_row_add(&lesser, player_leave_button(f), 1);
    button_row_add(&lesser, player_ease_button(f), 0);
    if (!ui->metrics.compact && language_offered(f->context))
        button_row_add(&lesser, player_language_button(f), 0);
    button_row_draw(ui, &lesser, rect);
}
