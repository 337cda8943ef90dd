#include "screens/hurt_words.h"

#include "screens/layout.h"
#include "screens/parts.h"
#include "ui/fit.h"

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

static bool is_big(const struct hurt_words *words)
{
    return words->wording <= HURT_MODEST;
}

static int space(const struct hurt_words *words)
{
    if (words->wording >= HURT_TIGHT)
        return 0;
    return metrics_length(&words->ui->metrics, is_big(words) ? LENGTH_GAP : LENGTH_GAP_SMALL);
}

static void put_title(struct stack *stack, const struct hurt_words *words)
{
    struct ui *ui = stack->ui;
    bool sign = words->wording == HURT_FULL && !ui->metrics.compact;
    if (sign) {
        put_sign(stack);
        stack_gap(stack, space(words));
    }
    enum theme_type type = sign                           ? TYPE_HERO
                           : words->wording == HURT_TIGHT ? TYPE_LABEL
                                                          : TYPE_TITLE;
    ui_say_as(ui, SAID_TITLE); /* however small it is */
    stack_fit(stack, type, ui_color(ui, COLOR_TEXT), 1, 0,
              tr(words->context->strings, "hurt.title"));
    ui_say_as(ui, SAID_BODY);
}

static void put_stop(struct stack *stack, const struct hurt_words *words)
{
    bool brief = words->wording >= HURT_SHORT;
    stack_text(stack, is_big(words) ? TYPE_BODY : TYPE_CAPTION, ui_color(stack->ui, COLOR_TEXT),
               tr(words->context->strings, brief ? "hurt.stop_short" : "hurt.stop"));
}

/* The number to call and when: the number stands first, so that it is there without scrolling. */
struct alarm {
    const char *call; /* NULL: the clinic names none */
    const char *text;
    enum theme_type type;
};

static void put_alarm(struct stack *stack, const void *what)
{
    const struct alarm *alarm = what;
    const uint32_t color = ui_color(stack->ui, COLOR_DANGER_TEXT);
    if (alarm->call)
        stack_text(stack, TYPE_LABEL, color, alarm->call);
    stack_text(stack, alarm->type, color, alarm->text);
}

static void put_staff(struct stack *stack, const struct hurt_words *words)
{
    struct ui *ui = stack->ui;
    bool brief = words->wording >= HURT_SHORT;
    const struct strings *strings = words->context->strings;
    const char *number = words->context->emergency;
    const struct alarm alarm = {.call = *number ? part_emergency(strings, &ui->list->arena, number)
                                                : NULL,
                                .text = tr(strings, brief ? "hurt.staff_short" : "hurt.staff"),
                                .type = is_big(words) ? TYPE_BODY : TYPE_LABEL};
    if (is_big(words))
        stack_panel(stack, ui_color(ui, COLOR_DANGER_SURFACE),
                    metrics_length(&ui->metrics, LENGTH_PADDING), put_alarm, &alarm);
    else
        put_alarm(stack, &alarm);
}

/* What the exercise says, and that there is nothing easier to go to; where room is tightest, the
 * title and the choices have to tell that. */
static const char *safety_of(const struct hurt_words *words)
{
    const struct exercise *exercise = words->exercise;
    const char *safety = exercise ? exercise_instruction(exercise, ROLE_SAFETY) : NULL;
    if (!exercise || exercise->easier || (safety && words->wording == HURT_TIGHT))
        return safety;
    const char *rest = tr(words->context->strings, "hurt.no_easier");
    return safety ? arena_printf(&words->ui->list->arena, "%s %s", safety, rest) : rest;
}

static void put_safety(struct stack *stack, const struct hurt_words *words)
{
    struct ui *ui = stack->ui;
    if (is_big(words))
        stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_TEXT), words->exercise->name);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), safety_of(words));
}

static const struct part {
    enum hurt_part part;
    void (*put)(struct stack *stack, const struct hurt_words *words);
} parts[] = {{HURT_TITLE, put_title},
             {HURT_STOP, put_stop},
             {HURT_STAFF, put_staff},
             {HURT_SAFETY, put_safety}};

enum { PARTS = sizeof parts / sizeof *parts };

static void put_words(struct stack *stack, const void *what)
{
    const struct hurt_words *words = what;
    unsigned said = safety_of(words) ? words->parts : words->parts & ~(unsigned)HURT_SAFETY;
    stack->balanced = STACK_MESSAGE;
    stack->small = words->wording == HURT_TIGHT;
    for (int i = 0; i < PARTS; i++) {
        unsigned above = said & ((unsigned)parts[i].part - 1);
        if (!(said & parts[i].part))
            continue;
        if (above)
            stack_gap(stack,
                      is_big(words) && above != HURT_TITLE ? stack->ui->metrics.gap : space(words));
        parts[i].put(stack, words);
    }
}

int hurt_words_height(const struct hurt_words *words, enum hurt_wording wording)
{
    struct hurt_words worded = *words;
    worded.wording = wording;
    return stack_height(words->ui, words->area.w, put_words, &worded);
}

static bool fits(int wording, void *what)
{
    struct hurt_words *words = what;
    words->wording = (enum hurt_wording)wording;
    return hurt_words_height(words, words->wording) <= words->area.h;
}

bool hurt_words_fit(struct hurt_words *words)
{
    return fits(fit_first(HURT_WORDINGS, fits, words), words);
}

static void scroll_words(const struct hurt_words *words)
{
    struct ui *ui = words->ui;
    struct scroll *scroll = &words->context->visit->hurt_scroll;
    struct rect area = words->area, arrows = {0};
    /* In portrait they would take too much of the width; dragging is left. */
    if (!ui->metrics.portrait && area.h >= 2 * ui->metrics.target + ui->metrics.gap)
        arrows = rect_cut_right(&area, layout_arrow_width(ui), ui->metrics.gap);
    layout_scroll(ui, &(struct scroll_view){.scroll = scroll, .view = area}, put_words, words);
    if (!rect_empty(arrows))
        layout_scroll_arrows(words->context, ui, scroll, arrows, true);
}

void hurt_words_draw(const struct hurt_words *words, bool centered)
{
    if (hurt_words_height(words, words->wording) > words->area.h)
        scroll_words(words);
    else if (centered)
        stack_draw_middle(words->ui, words->area, ALIGN_LEFT, put_words, words);
    else
        stack_draw(words->ui, words->area, ALIGN_LEFT, put_words, words);
}
