#include <string.h>

#include "screens/language_button.h"
#include "screens/layout.h"
#include "screens/parts.h"
#include "screens/routine_start.h"
#include "screens/screen.h"
#include "ui/fit.h"
#include "ui/stack.h"

/* The step that hurts; NULL when no session is under way. */
static const struct routine_step *current_step(const struct screen_context *context)
{
    struct session_view view;
    if (!context->visit->in_session)
        return NULL;
    session_view(&context->visit->session, context->now, &view);
    return view.current;
}

static void enter(struct screen_context *context)
{
    const struct routine_step *step = current_step(context);
    memset(&context->visit->hurt_scroll, 0, sizeof context->visit->hurt_scroll);
    if (step)
        store_count(context->store, STORE_HURT, step->exercise->id);
    routine_count_step(context->store, STORE_HURT_AT, context->visit, context->now);
}

static void leave_with(struct screen_context *context, enum session_event event)
{
    struct visit *visit = context->visit;
    context->go = SCREEN_HOME;
    if (!visit->in_session)
        return;
    session_apply(&visit->session, event, context->now);
    context->go = visit_note_progress(visit, context->now) ? SCREEN_FINISH : SCREEN_PLAYER;
}

static void end_routine(struct screen_context *context)
{
    routine_leave(context->store, context->visit, context->now);
    context->go = SCREEN_HOME;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind != TAP_TARGET || language_button_tap(context, tap))
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

/* How much is said: the first that fits is taken. */
enum wording {
    WORDING_FULL,   /* with the exercise's own advice */
    WORDING_PLAIN,  /* what everybody must know */
    WORDING_MODEST, /* the same without the sign, with a smaller title */
    WORDING_SMALL,  /* the same in small type */
    WORDING_SHORT,  /* in fewer words */
    WORDING_TIGHT,  /* the same below a title no larger than they are */
    WORDING_LEAST,  /* to stop, and when to tell staff */
    WORDING_COUNT
};

struct words {
    const struct screen_context *context;
    enum wording wording;
    struct ui *ui;
    struct rect area; /* that there is for them */
};

static void put_sign(struct stack *stack)
{
    struct ui *ui = stack->ui;
    int side = metrics_px(&ui->metrics, 104);
    struct rect circle = stack_box(stack, side);
    circle.w = side;
    if (stack->dry)
        return;
    draw_fill(ui->list, circle, side / 2, ui_color(ui, COLOR_DANGER_SURFACE));
    ui_icon(ui, circle, "hand", side * 5 / 9, ui_color(ui, COLOR_DANGER_TEXT));
}

/* What to change in this very exercise. */
static void put_safety(struct stack *stack, const struct exercise *exercise)
{
    struct ui *ui = stack->ui;
    const char *safety = exercise_instruction(exercise, ROLE_SAFETY);
    if (!safety)
        return;
    stack_gap(stack, ui->metrics.gap);
    stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_TEXT), exercise->name);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), safety);
}

static void put_staff(struct stack *stack, const void *text)
{
    stack_text(stack, TYPE_BODY, ui_color(stack->ui, COLOR_DANGER_TEXT), text);
}

static void put_words(struct stack *stack, const void *what)
{
    const struct words *words = what;
    struct ui *ui = stack->ui;
    const struct strings *strings = words->context->strings;
    bool big = words->wording <= WORDING_MODEST;
    bool sign = words->wording <= WORDING_PLAIN && !ui->metrics.compact;
    bool brief = words->wording >= WORDING_SHORT;
    bool tight = words->wording >= WORDING_TIGHT;
    int space = tight ? 0 : metrics_length(&ui->metrics, big ? LENGTH_GAP : LENGTH_GAP_SMALL);
    stack->balanced = STACK_MESSAGE;
    if (sign) {
        put_sign(stack);
        stack_gap(stack, space);
    }
    enum theme_type title = sign ? TYPE_HERO : tight ? TYPE_LABEL : TYPE_TITLE;
    ui_say_as(ui, SAID_TITLE); /* however small it is */
    stack_fit(stack, title, ui_color(ui, COLOR_TEXT), 1, 0, tr(strings, "hurt.title"));
    ui_say_as(ui, SAID_BODY);
    stack_gap(stack, space);
    if (words->wording != WORDING_LEAST) {
        stack_text(stack, big ? TYPE_BODY : TYPE_CAPTION, ui_color(ui, COLOR_TEXT),
                   tr(strings, brief ? "hurt.stop_short" : "hurt.stop"));
        stack_gap(stack, big ? ui->metrics.gap : space);
    }
    const char *staff = tr(strings, brief ? "hurt.staff_short" : "hurt.staff");
    if (big)
        stack_panel(stack, ui_color(ui, COLOR_DANGER_SURFACE),
                    metrics_length(&ui->metrics, LENGTH_PADDING), put_staff, staff);
    else
        stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_DANGER_TEXT), staff);
    const struct routine_step *step = current_step(words->context);
    if (words->wording == WORDING_FULL && step)
        put_safety(stack, step->exercise);
}

enum { MOST_CHOICES = 4 };

struct choices {
    struct button button[MOST_CHOICES];
    int count;
    const struct exercise *easier; /* NULL when the first button is not "easier" */
    int columns;
    bool pictured;  /* the easier exercise is shown, in a higher first row */
    int language_w; /* px at the end of the last row for the language button; 0: not there */
};

static void add_choice(struct choices *choices, const char *id, const char *label, const char *icon)
{
    choices->button[choices->count++] = (struct button){.id = id, .label = label, .icon = icon};
}

static struct choices make_choices(const struct screen_context *context)
{
    const struct strings *strings = context->strings;
    const struct routine_step *step = current_step(context);
    struct choices choices = {.easier = step ? step->exercise->easier : NULL, .columns = 1};
    if (choices.easier)
        add_choice(&choices, "easier", tr(strings, "hurt.easier"), "feather");
    add_choice(&choices, "skip", tr(strings, "hurt.skip"), "skip-forward");
    add_choice(&choices, "resume", tr(strings, "hurt.resume"), "play");
    add_choice(&choices, "end", tr(strings, "hurt.end"), "x");
    choices.button[0].style = BUTTON_PRIMARY;
    return choices;
}

/* The easier exercise's name and what the button does. */
static void put_easier(struct stack *stack, const void *what)
{
    const struct choices *choices = what;
    struct ui *ui = stack->ui;
    color_t ink = ui_color(ui, COLOR_ON_PRIMARY);
    enum theme_type type = choices->button[0].large ? TYPE_BUTTON_LARGE : TYPE_BUTTON;
    stack->balanced = STACK_MESSAGE;
    stack_text(stack, type, ink, choices->button[0].label);
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL) / 2);
    stack_text(stack, TYPE_CAPTION, ink, choices->easier->name);
}

struct pictured {
    int padding, picture, gap; /* px: around, width of the picture, beside it */
    int words;                 /* width left for the words */
    int height;                /* of the whole button */
};

static struct pictured pictured_size(struct ui *ui, const struct choices *choices, int width)
{
    struct pictured size = {.padding = ui_padding(ui, LENGTH_GAP_SMALL, 40),
                            .gap = ui_padding(ui, LENGTH_PADDING, 60)};
    size.picture = int_min(metrics_px(&ui->metrics, 290), width * 2 / 5);
    size.words = width - size.picture - size.gap - 2 * size.padding;
    int words = stack_height(ui, size.words, put_easier, choices);
    size.height = int_max(words + 2 * size.padding, metrics_px(&ui->metrics, 220));
    return size;
}

static int choices_height(struct ui *ui, const struct choices *choices, int width)
{
    int rows = (choices->count + choices->columns - 1) / choices->columns;
    int height = rows * (ui_button_height(ui) + ui->metrics.gap) - ui->metrics.gap;
    if (!choices->pictured)
        return height;
    return height + pictured_size(ui, choices, width).height - ui_button_height(ui);
}

/* Which buttons stand in the row of this one: an odd one out stands alone in the first row, where
 * the best choice is, and so does the one with a picture. */
static int in_row(const struct choices *choices, int index)
{
    int first = choices->pictured ? 1 : 0;
    int alone = (choices->count - first) % choices->columns;
    if (index < first)
        return 1;
    return index < first + alone ? alone : choices->columns;
}

/* Where a button's row has this width, what is left of it for the button. */
static int button_room(const struct ui *ui, const struct choices *choices, int index, int width)
{
    int count = in_row(choices, index);
    if (choices->language_w > 0 && index >= choices->count - count)
        width -= choices->language_w + ui->metrics.gap;
    return (width - ui->metrics.gap * (count - 1)) / count;
}

static bool labels_fit(const struct ui *ui, const struct choices *choices, int width)
{
    for (int i = 0; i < choices->count; i++)
        if (ui_button_width(ui, &choices->button[i]) > button_room(ui, choices, i, width))
            return false;
    return true;
}

static void shorten(struct choices *choices, const struct ui *ui, const struct strings *strings,
                    const char *id, const char *key, int width)
{
    for (int i = 0; i < choices->count; i++) {
        struct button *button = &choices->button[i];
        if (strcmp(button->id, id) == 0 &&
            ui_button_width(ui, button) > button_room(ui, choices, i, width))
            button->label = tr(strings, key);
    }
}

/* Where the larger text does not fit rows of this width: the usual one, then no icons, then fewer
 * words. */
static void fit_labels(struct ui *ui, struct choices *choices, const struct strings *strings,
                       int width)
{
    for (int i = 0; i < choices->count; i++)
        choices->button[i].large = !ui->metrics.compact;
    if (!labels_fit(ui, choices, width))
        for (int i = 0; i < choices->count; i++)
            choices->button[i].large = false;
    shorten(choices, ui, strings, "easier", "hurt.easier_short", width);
    if (choices->language_w > 0) /* which takes the room from the last one alone */
        shorten(choices, ui, strings, "end", "hurt.end_short", width);
    if (!labels_fit(ui, choices, width))
        for (int i = 0; i < choices->count; i++)
            choices->button[i].icon = NULL;
    shorten(choices, ui, strings, "skip", "hurt.skip_short", width);
    shorten(choices, ui, strings, "resume", "hurt.resume_short", width);
    shorten(choices, ui, strings, "end", "hurt.end_short", width);
}

/* The language at the end of the last row, where the corner is out of reach or taken. */
static void add_language(struct ui *ui, const struct screen_context *context, int width,
                         struct choices *choices)
{
    int most = ui->metrics.compact ? 0 : width / 4;
    choices->language_w = language_button_room(context, ui, most);
}

/* Two in a row when every label fits. */
static void try_two_columns(struct ui *ui, struct choices *choices, const struct strings *strings,
                            int width)
{
    struct choices two = *choices;
    two.columns = 2;
    fit_labels(ui, &two, strings, width);
    if (labels_fit(ui, &two, width))
        *choices = two;
}

/* The easier exercise with its picture and name: one large button. */
static void draw_easier(struct ui *ui, const struct screen_context *context, struct rect rect,
                        const struct choices *choices)
{
    const struct button *button = &choices->button[0];
    bool pressed = ui_target(ui, button->id, button->label, rect, 0);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    draw_fill(ui->list, rect, radius,
              ui_color(ui, pressed ? COLOR_PRIMARY_PRESSED : COLOR_PRIMARY));
    struct pictured size = pictured_size(ui, choices, rect.w);
    struct rect inner = rect_inset(rect, size.padding);
    struct rect picture = rect_cut_left(&inner, size.picture, size.gap);
    draw_fill(ui->list, picture, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL),
              ui_color(ui, COLOR_STAGE_CENTER));
    part_thumbnail(ui, rect_inset(picture, size.padding / 2), choices->easier,
                   context->visit->routine);
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_easier, choices);
}

static void draw_choices(struct ui *ui, const struct screen_context *context, struct rect area,
                         const struct choices *choices)
{
    int gap = ui->metrics.gap;
    for (int i = 0, count; i < choices->count; i += count) {
        count = in_row(choices, i);
        if (i == 0 && choices->pictured) {
            int height = pictured_size(ui, choices, area.w).height;
            draw_easier(ui, context, rect_cut_top(&area, height, gap), choices);
            continue;
        }
        struct rect row = rect_cut_top(&area, ui_button_height(ui), gap);
        int width = button_room(ui, choices, i, row.w);
        if (choices->language_w > 0 && i + count == choices->count)
            language_button_cut(context, ui, &row, choices->language_w);
        for (int j = 0; j < count; j++)
            ui_button(ui, j == count - 1 ? row : rect_cut_left(&row, width, gap),
                      &choices->button[i + j]);
    }
}

static void scroll_words(struct ui *ui, const struct words *words, struct rect area)
{
    struct scroll *scroll = &words->context->visit->hurt_scroll;
    struct rect arrows = {0};
    /* In portrait they would take too much of the width; dragging is left. */
    if (!ui->metrics.portrait && area.h >= 2 * ui->metrics.target + ui->metrics.gap)
        arrows = rect_cut_right(&area, layout_arrow_width(ui), ui->metrics.gap);
    layout_scroll(ui, &(struct scroll_view){.scroll = scroll, .view = area}, put_words, words);
    if (!rect_empty(arrows))
        layout_scroll_arrows(words->context, ui, scroll, arrows, true);
}

static bool words_fit(int wording, void *what)
{
    struct words *words = what;
    words->wording = (enum wording)wording;
    return stack_height(words->ui, words->area.w, put_words, words) <= words->area.h;
}

/* The most words that fit; the least scroll where not even they do. */
static void draw_words(struct ui *ui, const struct screen_context *context, struct rect area,
                       bool centered)
{
    struct words words = {context, WORDING_FULL, ui, area};
    int wording = fit_first(WORDING_COUNT, words_fit, &words);
    if (!words_fit(wording, &words))
        scroll_words(ui, &words, area);
    else if (centered)
        stack_draw_middle(ui, area, ALIGN_LEFT, put_words, &words);
    else
        stack_draw(ui, area, ALIGN_LEFT, put_words, &words);
}

static void draw_side_by_side(struct ui *ui, const struct screen_context *context, struct rect area,
                              struct choices *choices)
{
    struct rect right = rect_cut_right(&area, area.w * 46 / 100, 3 * ui->metrics.gap);
    int corner = language_offered(context) ? ui_button_height_small(ui) + ui->metrics.gap : 0;
    int room = right.h - corner;
    if (choices_height(ui, choices, right.w) > room) {
        add_language(ui, context, right.w, choices);
        corner = 0;
        room = right.h;
    }
    fit_labels(ui, choices, context->strings, right.w);
    choices->pictured = choices->easier != NULL;
    if (choices_height(ui, choices, right.w) > room)
        choices->pictured = false;
    int label =
        ui_paragraph_height(ui, right.w, TYPE_BODY_STRONG, tr(context->strings, "hurt.choose"), 0) +
        metrics_length(&ui->metrics, LENGTH_GAP);
    if (choices_height(ui, choices, right.w) + label > room)
        label = 0;
    draw_words(ui, context, area, true);
    int top = right.y + corner;
    struct rect row = {right.x, right.y, right.w, ui_button_height_small(ui)};
    if (corner > 0) /* where the player has it, too */
        language_button_cut(context, ui, &row, row.w);
    right = rect_centered(right, right.w, choices_height(ui, choices, right.w) + label);
    right.y = int_max(right.y, top);
    if (label) {
        struct stack stack = stack_in(ui, rect_cut_top(&right, label, 0), ALIGN_LEFT);
        stack_text(&stack, TYPE_BODY_STRONG, ui_color(ui, COLOR_TEXT),
                   tr(context->strings, "hurt.choose"));
    }
    draw_choices(ui, context, right, choices);
}

static void draw_stacked(struct ui *ui, const struct screen_context *context, struct rect area,
                         struct choices *choices)
{
    bool flat = !ui->metrics.portrait;
    int gap = ui->metrics.compact ? ui->metrics.gap : 2 * ui->metrics.gap;
    add_language(ui, context, area.w, choices);
    fit_labels(ui, choices, context->strings, area.w);
    if (flat)
        try_two_columns(ui, choices, context->strings, area.w);
    struct words modest = {context, WORDING_MODEST, ui, area};
    int words = stack_height(ui, area.w, put_words, &modest);
    choices->pictured = !flat && choices->easier;
    if (choices->pictured && words + gap + choices_height(ui, choices, area.w) > area.h)
        choices->pictured = false;
    struct rect bottom = rect_cut_bottom(&area, choices_height(ui, choices, area.w), gap);
    draw_words(ui, context, area, !flat);
    draw_choices(ui, context, bottom, choices);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    layout_background(ui);
    struct rect area = layout_area(ui);
    struct choices choices = make_choices(context);
    bool low = context->visit->ease.low_reach;
    if (ui->metrics.portrait || ui->metrics.compact || low)
        draw_stacked(ui, context, area, &choices);
    else
        draw_side_by_side(ui, context, area, &choices);
}

const struct screen screen_hurt = {
    .enter = enter,
    .tap = tap,
    .draw = draw,
};
