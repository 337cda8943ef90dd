#include <string.h>

#include "screens/column.h"
#include "screens/parts.h"
#include "screens/screen.h"

/* --- what happens --- */

/* The step that hurts; NULL when no session is under way. */
static const struct routine_step *current_step(const struct screen_context *context)
{
    struct session_view view;
    if (!context->visit->in_session)
        return NULL;
    session_view(&context->visit->session, context->now, &view);
    return view.current;
}

static void hurt_enter(struct screen_context *context)
{
    const struct routine_step *step = current_step(context);
    memset(&context->visit->hurt_scroll, 0, sizeof context->visit->hurt_scroll);
    if (step)
        store_count(context->store, STORE_HURT, step->exercise->id);
}

static void leave_with(struct screen_context *context, enum session_event event)
{
    struct visit *visit = context->visit;
    context->go = SCREEN_HOME;
    if (!visit->in_session)
        return;
    session_apply(&visit->session, event, context->now);
    context->go = SCREEN_PLAYER;
    if (visit->session.state == SESSION_ENDED) {
        visit->finished_active_ms = visit->session.active_ms;
        context->go = SCREEN_FINISH;
    }
}

static void end_routine(struct screen_context *context)
{
    if (context->visit->in_session)
        session_end(&context->visit->session);
    context->visit->in_session = false;
    context->go = SCREEN_HOME;
}

static void hurt_tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind != TAP_TARGET)
        return;
    if (strcmp(tap->id, "easier") == 0)
        leave_with(context, SESSION_SWAP_EASIER);
    else if (strcmp(tap->id, "skip") == 0)
        leave_with(context, SESSION_NEXT);
    else if (strcmp(tap->id, "resume") == 0)
        leave_with(context, SESSION_RESUME);
    else if (strcmp(tap->id, "end") == 0)
        end_routine(context);
}

/* --- words --- */

/* How much is said: the first that fits is taken. */
enum wording {
    WORDING_FULL,  /* with the exercise's own advice */
    WORDING_PLAIN, /* what everybody must know */
    WORDING_SMALL, /* the same in small type */
    WORDING_SHORT, /* in fewer words */
    WORDING_COUNT
};

static void draw_sign(struct column *column)
{
    struct ui *ui = column->ui;
    int side = metrics_px(&ui->metrics, 104);
    struct rect circle = column_box(column, side);
    circle.w = side;
    if (column->measure)
        return;
    draw_fill(ui->list, circle, side / 2, ui_color(ui, COLOR_DANGER_SURFACE));
    ui_icon(ui, circle, "hand", side * 5 / 9, ui_color(ui, COLOR_DANGER_TEXT));
}

/* What to change in this very exercise. */
static void column_safety(struct column *column, const struct exercise *exercise)
{
    struct ui *ui = column->ui;
    const char *safety = exercise_instruction(exercise, ROLE_SAFETY);
    if (!safety)
        return;
    column_space(column, ui->metrics.gap);
    column_text(column, TYPE_LABEL, ui_color(ui, COLOR_TEXT), exercise->name);
    column_text(column, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), safety);
}

static void column_words(struct column *column, const struct screen_context *context,
                         enum wording wording)
{
    struct ui *ui = column->ui;
    const struct strings *strings = context->strings;
    bool big = wording <= WORDING_PLAIN;
    bool brief = wording == WORDING_SHORT;
    int space = metrics_length(&ui->metrics, big ? LENGTH_GAP : LENGTH_GAP_SMALL);
    if (big && !ui->metrics.compact) {
        draw_sign(column);
        column_space(column, space);
    }
    column_text(column, TYPE_TITLE, ui_color(ui, COLOR_TEXT), tr(strings, "hurt.title"));
    column_space(column, space);
    enum theme_type type = big ? TYPE_BODY : TYPE_CAPTION;
    column_text(column, type, ui_color(ui, COLOR_TEXT),
                tr(strings, brief ? "hurt.stop_short" : "hurt.stop"));
    column_space(column, big ? ui->metrics.gap : space);
    const char *staff = tr(strings, brief ? "hurt.staff_short" : "hurt.staff");
    if (big)
        column_panel(column, type, ui_color(ui, COLOR_DANGER_SURFACE),
                     ui_color(ui, COLOR_DANGER_TEXT), metrics_length(&ui->metrics, LENGTH_PADDING),
                     staff);
    else
        column_text(column, TYPE_LABEL, ui_color(ui, COLOR_DANGER_TEXT), staff);
    const struct routine_step *step = current_step(context);
    if (wording == WORDING_FULL && step)
        column_safety(column, step->exercise);
}

static int words_height(struct ui *ui, const struct screen_context *context, int width,
                        enum wording wording)
{
    struct column column = column_measuring(ui, width);
    column_words(&column, context, wording);
    return column.y;
}

/* --- choices --- */

enum { MOST_CHOICES = 4 };

struct choices {
    struct button button[MOST_CHOICES];
    int count;
    const struct exercise *easier; /* NULL when the first button is not "easier" */
    int columns;
    bool pictured; /* the easier exercise is shown, in a higher first row */
};

static struct choices make_choices(const struct screen_context *context)
{
    const struct strings *strings = context->strings;
    const struct routine_step *step = current_step(context);
    struct choices choices = {.easier = step ? step->exercise->easier : NULL, .columns = 1};
    if (choices.easier)
        choices.button[choices.count++] = (struct button){.id = "easier",
                                                          .label = tr(strings, "hurt.easier"),
                                                          .icon = "feather",
                                                          .style = BUTTON_PRIMARY};
    choices.button[choices.count++] =
        (struct button){.id = "skip",
                        .label = tr(strings, "hurt.skip"),
                        .icon = "skip-forward",
                        .style = choices.easier ? BUTTON_PLAIN : BUTTON_PRIMARY};
    choices.button[choices.count++] =
        (struct button){.id = "resume", .label = tr(strings, "hurt.resume"), .icon = "play"};
    choices.button[choices.count++] =
        (struct button){.id = "end", .label = tr(strings, "hurt.end"), .icon = "x"};
    return choices;
}

static int picture_height(const struct ui *ui)
{
    int picture = metrics_px(&ui->metrics, 220);
    int button = ui_button_height(ui) * 3 / 2;
    return picture > button ? picture : button;
}

static int choices_height(const struct ui *ui, const struct choices *choices)
{
    int rows = (choices->count + choices->columns - 1) / choices->columns;
    int height = rows * (ui_button_height(ui) + ui->metrics.gap) - ui->metrics.gap;
    return choices->pictured ? height + picture_height(ui) - ui_button_height(ui) : height;
}

/* Two in a row only when no label has to shrink much. */
static bool fits_two_columns(const struct ui *ui, const struct choices *choices, int width)
{
    int each = (width - ui->metrics.gap) / 2;
    int slack = 2 * (metrics_length(&ui->metrics, LENGTH_PADDING) -
                     metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    for (int i = 0; i < choices->count; i++)
        if (ui_button_width(ui, &choices->button[i]) - slack > each)
            return false;
    return true;
}

/* The easier exercise with its picture and name: one large button. */
static void draw_easier(struct ui *ui, const struct screen_context *context, struct rect rect,
                        const struct choices *choices)
{
    const struct button *button = &choices->button[0];
    const struct exercise *easier = choices->easier;
    bool pressed = ui_target(ui, button->id, button->label, rect, 0);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    draw_fill(ui->list, rect, radius,
              ui_color(ui, pressed ? COLOR_PRIMARY_PRESSED : COLOR_PRIMARY));
    int padding = metrics_length(&ui->metrics, LENGTH_GAP_SMALL) * 3 / 2;
    struct rect inner = rect_inset(rect, padding);
    int picture_width = inner.h * 3 / 2 < inner.w * 2 / 5 ? inner.h * 3 / 2 : inner.w * 2 / 5;
    struct rect picture = rect_cut_left(&inner, picture_width, metrics_px(&ui->metrics, 30));
    int picture_radius = metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL);
    draw_fill(ui->list, picture, picture_radius, ui_color(ui, COLOR_STAGE_CENTER));
    part_thumbnail(ui, rect_inset(picture, padding / 2), easier, context->visit->routine);
    color_t ink = ui_color(ui, COLOR_ON_PRIMARY);
    for (int pass = 0; pass < 2; pass++) {
        struct column words =
            pass == 0 ? column_measuring(ui, inner.w) : column_in(ui, inner, ALIGN_LEFT);
        column_text(&words, TYPE_BUTTON, ink, button->label);
        column_space(&words, metrics_length(&ui->metrics, LENGTH_GAP_SMALL) / 2);
        column_text(&words, TYPE_CAPTION, ink, easier->name);
        if (pass == 0)
            inner = rect_centered(inner, inner.w, words.y);
    }
}

static void draw_choices(struct ui *ui, const struct screen_context *context, struct rect area,
                         const struct choices *choices)
{
    int gap = ui->metrics.gap;
    int first = 0;
    if (choices->pictured) {
        draw_easier(ui, context, rect_cut_top(&area, picture_height(ui), gap), choices);
        first = 1;
    }
    for (int i = first; i < choices->count; i += choices->columns) {
        struct rect row = rect_cut_top(&area, ui_button_height(ui), gap);
        int in_row = choices->count - i < choices->columns ? 1 : choices->columns;
        int width = (row.w - gap * (in_row - 1)) / in_row;
        for (int j = 0; j < in_row; j++)
            ui_button(ui, j == in_row - 1 ? row : rect_cut_left(&row, width, gap),
                      &choices->button[i + j]);
    }
}

/* --- layout --- */

static void draw_words(struct ui *ui, const struct screen_context *context, struct rect area,
                       enum wording wording, bool centered)
{
    int height = words_height(ui, context, area.w, wording);
    struct column column = column_in(ui, area, ALIGN_LEFT);
    if (height <= area.h) {
        column.y += centered ? (area.h - height) / 2 : 0;
        column_words(&column, context, wording);
        return;
    }
    column.y = ui_scroll_begin(ui, &context->visit->hurt_scroll, area, height);
    column_words(&column, context, wording);
    ui_scroll_end(ui);
}

/* The most words that fit. */
static enum wording choose_wording(struct ui *ui, const struct screen_context *context, int width,
                                   int height)
{
    int wording = WORDING_FULL;
    while (wording < WORDING_COUNT - 1 &&
           words_height(ui, context, width, (enum wording)wording) > height)
        wording++;
    return (enum wording)wording;
}

static void draw_side_by_side(struct ui *ui, const struct screen_context *context, struct rect area,
                              struct choices *choices)
{
    struct rect right = rect_cut_right(&area, area.w * 46 / 100, 3 * ui->metrics.gap);
    choices->pictured = choices->easier != NULL;
    int label =
        ui_paragraph_height(ui, right.w, TYPE_BODY_STRONG, tr(context->strings, "hurt.choose"), 0) +
        metrics_length(&ui->metrics, LENGTH_GAP);
    if (choices_height(ui, choices) > right.h)
        choices->pictured = false;
    if (choices_height(ui, choices) + label > right.h)
        label = 0;
    right = rect_centered(right, right.w, choices_height(ui, choices) + label);
    if (label) {
        struct column column = column_in(ui, rect_cut_top(&right, label, 0), ALIGN_LEFT);
        column_text(&column, TYPE_BODY_STRONG, ui_color(ui, COLOR_TEXT),
                    tr(context->strings, "hurt.choose"));
    }
    draw_choices(ui, context, right, choices);
    draw_words(ui, context, area, choose_wording(ui, context, area.w, area.h), true);
}

static void draw_stacked(struct ui *ui, const struct screen_context *context, struct rect area,
                         struct choices *choices)
{
    bool flat = !ui->metrics.portrait;
    if (flat && fits_two_columns(ui, choices, area.w))
        choices->columns = 2;
    int gap = 2 * ui->metrics.gap;
    choices->pictured = !flat && choices->easier &&
                        words_height(ui, context, area.w, WORDING_PLAIN) + gap +
                                choices_height(ui, choices) + picture_height(ui) <=
                            area.h;
    if (ui->metrics.compact)
        gap = metrics_length(&ui->metrics, LENGTH_GAP);
    struct rect bottom = rect_cut_bottom(&area, choices_height(ui, choices), gap);
    draw_choices(ui, context, bottom, choices);
    draw_words(ui, context, area, choose_wording(ui, context, area.w, area.h), !flat);
}

static void hurt_draw(struct screen_context *context, struct ui *ui)
{
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    draw_fill(ui->list, window, 0, ui_color(ui, COLOR_BACKGROUND));
    struct rect area = rect_inset(window, metrics_length(&ui->metrics, LENGTH_MARGIN));
    struct choices choices = make_choices(context);
    bool low = context->visit->ease.low_reach;
    if (ui->metrics.portrait || ui->metrics.compact || low)
        draw_stacked(ui, context, area, &choices);
    else
        draw_side_by_side(ui, context, area, &choices);
}

const struct screen screen_hurt = {
    .id = SCREEN_HURT,
    .name = "hurt",
    .enter = hurt_enter,
    .tap = hurt_tap,
    .draw = hurt_draw,
};
