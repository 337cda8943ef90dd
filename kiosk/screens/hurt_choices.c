#include "screens/hurt_choices.h"

#include "screens/language_button.h"
#include "screens/parts.h"
#include "ui/fit.h"
#include "ui/stack.h"

static const struct choice {
    const char *id, *label, *brief, *icon;
} all[HURT_CHOICES_MAX] = {{"easier", "hurt.easier", "hurt.easier_short", "feather"},
                           {"skip", "hurt.skip", "hurt.skip_short", "skip-forward"},
                           {"resume", "hurt.resume", "hurt.resume_short", "play"},
                           {"end", "hurt.end", "hurt.end_short", "x"}};

/* Those that there are, from the end of all. */
static const struct choice *choice_of(const struct hurt_choices *choices, int index)
{
    return &all[index + HURT_CHOICES_MAX - choices->count];
}

static struct button make_button(const struct hurt_choices *choices, int index)
{
    const struct choice *choice = choice_of(choices, index);
    return (struct button){.id = choice->id,
                           .label = tr(choices->context->strings, choice->label),
                           .icon = choice->icon,
                           .style = index == 0 ? BUTTON_PRIMARY : BUTTON_PLAIN};
}

struct hurt_choices hurt_choices(struct ui *ui, const struct screen_context *context,
                                 const struct exercise *exercise)
{
    struct hurt_choices choices = {.ui = ui, .context = context, .columns = 1};
    choices.easier = exercise ? exercise->easier : NULL;
    choices.count = HURT_CHOICES_MAX - (choices.easier ? 0 : 1);
    for (int i = 0; i < choices.count; i++)
        choices.button[i] = make_button(&choices, i);
    return choices;
}

void hurt_choices_add_corner(struct hurt_choices *choices, int width)
{
    struct ui *ui = choices->ui;
    int most = ui->metrics.compact ? 0 : width / 4;
    choices->corner_w =
        choices->back ? ui_button_height(ui) : language_button_room(choices->context, ui, most);
}

/* ---- where they stand ---- */

/* The easier exercise's name and what the button does. */
static void put_easier(struct stack *stack, const void *what)
{
    const struct hurt_choices *choices = what;
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

static struct pictured pictured_size(const struct hurt_choices *choices, int width)
{
    struct ui *ui = choices->ui;
    struct pictured size = {.padding = ui_padding(ui, LENGTH_GAP_SMALL, 40),
                            .gap = ui_padding(ui, LENGTH_PADDING, 60)};
    size.picture = int_min(metrics_px(&ui->metrics, 290), width * 2 / 5);
    size.words = width - size.picture - size.gap - 2 * size.padding;
    int words = stack_height(ui, size.words, put_easier, choices);
    size.height = int_max(words + 2 * size.padding, metrics_px(&ui->metrics, 220));
    return size;
}

int hurt_choices_height(const struct hurt_choices *choices, int width)
{
    const struct ui *ui = choices->ui;
    int rows = (choices->count + choices->columns - 1) / choices->columns;
    int height = rows * (ui_button_height(ui) + ui->metrics.gap) - ui->metrics.gap;
    if (!choices->pictured)
        return height;
    return height + pictured_size(choices, width).height - ui_button_height(ui);
}

/* Which buttons stand in the row of this one: an odd one out stands alone in the first row, where
 * the best choice is, and so does the one with a picture. */
static int in_row(const struct hurt_choices *choices, int index)
{
    int first = choices->pictured ? 1 : 0;
    int alone = (choices->count - first) % choices->columns;
    if (index < first)
        return 1;
    return index < first + alone ? alone : choices->columns;
}

/* Where a button's row has this width, what is left of it for the button. */
static int button_room(const struct hurt_choices *choices, int index, int width)
{
    int count = in_row(choices, index), gap = choices->ui->metrics.gap;
    if (choices->corner_w > 0 && index >= choices->count - count)
        width -= choices->corner_w + gap;
    return (width - gap * (count - 1)) / count;
}

/* ---- their words ---- */

static bool label_fits(const struct hurt_choices *choices, int index, int width)
{
    return ui_button_width(choices->ui, &choices->button[index]) <=
           button_room(choices, index, width);
}

/* The same in letters as small as they may be. */
static bool small_label_fits(const struct hurt_choices *choices, int index, int width)
{
    struct ui *ui = choices->ui;
    return ui_button_width_least(ui, &choices->button[index], ui_button_height(ui)) <=
           button_room(choices, index, width);
}

enum labels {
    LABELS_LARGE, /* in the larger text */
    LABELS_WHOLE,
    LABELS_BRIEF, /* in fewer words where the others do not fit */
    LABELS_BARE,  /* the same without icons, */
    LABELS_SMALL, /* and smaller */
    LABELS_COUNT
};

struct labelling {
    struct hurt_choices *choices;
    int width;
};

static bool labels_fit(int labels, void *what)
{
    const struct labelling *l = what;
    bool fit = true;
    for (int i = 0; i < l->choices->count; i++) {
        struct button *button = &l->choices->button[i];
        *button = make_button(l->choices, i);
        button->large = labels == LABELS_LARGE && !l->choices->ui->metrics.compact;
        button->icon = labels >= LABELS_BARE ? NULL : button->icon;
        if (labels >= LABELS_BRIEF && !label_fits(l->choices, i, l->width))
            button->label = tr(l->choices->context->strings, choice_of(l->choices, i)->brief);
        fit = fit &&
              (labels == LABELS_SMALL ? small_label_fits : label_fits)(l->choices, i, l->width);
    }
    return fit;
}

void hurt_choices_label(struct hurt_choices *choices, int width)
{
    fit_first(LABELS_COUNT, labels_fit, &(struct labelling){choices, width});
}

void hurt_choices_try_two_columns(struct hurt_choices *choices, int width)
{
    struct hurt_choices two = *choices;
    two.columns = 2;
    struct labelling labelling = {&two, width};
    if (labels_fit(fit_first(LABELS_COUNT, labels_fit, &labelling), &labelling))
        *choices = two;
}

/* ---- drawing ---- */

/* The easier exercise with its picture and name: one large button. */
static void draw_easier(const struct hurt_choices *choices, struct rect rect)
{
    struct ui *ui = choices->ui;
    const struct button *button = &choices->button[0];
    bool pressed = ui_target(ui, button->id, button->label, rect, 0);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    draw_fill(ui->list, rect, radius,
              ui_color(ui, pressed ? COLOR_PRIMARY_PRESSED : COLOR_PRIMARY));
    struct pictured size = pictured_size(choices, rect.w);
    struct rect inner = rect_inset(rect, size.padding);
    struct rect picture = rect_cut_left(&inner, size.picture, size.gap);
    draw_fill(ui->list, picture, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL),
              ui_color(ui, COLOR_STAGE_CENTER));
    part_thumbnail(ui, rect_inset(picture, size.padding / 2), choices->easier,
                   choices->context->visit->routine);
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_easier, choices);
}

static void draw_corner(const struct hurt_choices *choices, struct rect rect)
{
    if (!choices->back)
        language_button_draw(choices->context, choices->ui, rect);
    else
        ui_button(choices->ui, rect,
                  &(struct button){.id = "hurt:back",
                                   .spoken = tr(choices->context->strings, "common.back"),
                                   .icon = "arrow-left"});
}

void hurt_choices_draw(const struct hurt_choices *choices, struct rect area)
{
    struct ui *ui = choices->ui;
    int gap = ui->metrics.gap;
    for (int i = 0, count; i < choices->count; i += count) {
        count = in_row(choices, i);
        if (i == 0 && choices->pictured) {
            draw_easier(choices, rect_cut_top(&area, pictured_size(choices, area.w).height, gap));
            continue;
        }
        struct rect row = rect_cut_top(&area, ui_button_height(ui), gap);
        int width = button_room(choices, i, row.w);
        if (choices->corner_w > 0 && i + count == choices->count)
            draw_corner(choices, rect_cut_right(&row, choices->corner_w, gap));
        for (int j = 0; j < count; j++)
            ui_button(ui, j == count - 1 ? row : rect_cut_left(&row, width, gap),
                      &choices->button[i + j]);
    }
}
