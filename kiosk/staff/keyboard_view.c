#include "staff/keyboard_view.h"

#include "screens/layout.h"
#include "screens/parts.h"
#include "ui/fit.h"
#include "ui/text_field.h"

/* A refused letter is seen at the counter for so long. */
static const ms_t refused_ms = 400;

void writing_view_init(struct writing_view *view, struct screen_context *context)
{
    struct writing *writing = &context->staff->writing;
    if (!writing->keyboard.layout) /* forgotten under the screen */
        writing_begin(context, writing);
    const struct writing_text *text = &writing->texts[writing->current];
    *view = (struct writing_view){
        .context = context, .writing = writing, .quick_count = text->word_count};
    view->words = writing_keyboard_words(context->strings);
    for (int i = 0; i < text->word_count; i++)
        view->quick[i] = text->words[i];
    view->keyboard = (struct keyboard_page){.keyboard = &writing->keyboard,
                                            .edit = &writing->edit,
                                            .words = &view->words,
                                            .quick = view->quick,
                                            .quick_count = view->quick_count};
    bool known = writing->board >= 0 && writing->board < context->language_count;
    if (context->language_count > 1)
        view->keyboard.language = known ? context->languages[writing->board].name : "ABC";
}

int writing_gap(const struct ui *ui)
{
    return ui->metrics.compact ? metrics_mm(&ui->metrics, 4.5) : ui->metrics.gap;
}

bool writing_shows_refusal(const struct screen_context *context)
{
    const struct writing *writing = &context->staff->writing;
    return writing->refused_at > 0 && context->now - writing->refused_at < refused_ms;
}

/* How far the counter stands out of its place: to and fro. */
static int nudge(const struct writing_view *view, const struct ui *ui)
{
    if (!writing_shows_refusal(view->context) || ui->less_motion)
        return 0;
    ms_t passed = view->context->now - view->writing->refused_at;
    int far = metrics_px(&ui->metrics, 10);
    return passed / 66 % 2 ? far : -far;
}

/* Where the choice of languages is behind a key: in which one this text is. NULL: it is seen
 * elsewhere, or there is no choice. */
static const char *language_alone(const struct writing_view *view)
{
    const struct writing *writing = view->writing;
    return view->alone && writing->count > 1 ? writing_language(view, writing->current) : NULL;
}

/* What stands in the empty field. In a bar there is no room for a counter of nothing beside it; a
 * title with a word of its own for Cancel is more than what the text is called. */
static const char *invitation(const struct writing_view *view, struct ui *ui)
{
    const char *language = language_alone(view);
    if (view->writing->cancel && view->writing->count > 1)
        language = writing_language(view, view->writing->current);
    return language ? arena_printf(&ui->list->arena, "%s %s", view->writing->in, language)
                    : view->writing->title;
}

static const char *beside_text(const struct writing_view *view, struct ui *ui, int used, bool warn)
{
    const char *language = language_alone(view);
    if (view->in_bar && used == 0)
        return NULL;
    if (language && !warn)
        return language;
    return tr_format(view->context->strings, &ui->list->arena, "staff.writing.used",
                     {"used", NULL, used}, {"most", NULL, (int)view->writing->most});
}

static void put_field(struct stack *stack, const void *what)
{
    const struct writing_view *view = what;
    struct ui *ui = stack->ui;
    struct writing *writing = view->writing;
    const struct strings *s = view->context->strings;
    int used = (int)text_edit_letters(&writing->edit), most = (int)writing->most;
    bool warn = used >= most * 7 / 8 || writing_shows_refusal(view->context);
    stack_text_field(stack, &(struct text_field){
                                .id = "text",
                                .told = used > 0 ? part_told(s, &ui->list->arena, writing->title,
                                                             writing->edit.text)
                                                 : writing->title,
                                .placeholder = invitation(view, ui),
                                .aside = beside_text(view, ui, used, warn),
                                .aside_least = view->in_bar ? 4 : 8,
                                .warn = warn,
                                .nudge = nudge(view, ui),
                                .clear = view->in_bar ? NULL : tr(s, "staff.writing.clear"),
                                .type = TYPE_STAFF_TITLE,
                                .focused = true,
                                .edit = &writing->edit,
                            });
}

int writing_field_height(const struct writing_view *view, struct ui *ui)
{
    return stack_height(ui, layout_area(ui).w, put_field, view);
}

void writing_draw_field(const struct writing_view *view, struct ui *ui, struct rect rect)
{
    stack_draw(ui, rect, ALIGN_LEFT, put_field, view);
}

static int quick_rows(const struct ui *ui)
{
    return ui->metrics.portrait ? 2 : 1;
}

/* In at most so many rows, with what they are before a single one; what does not fit is left
 * out. */
static void draw_quick(const struct writing_view *view, struct ui *ui, struct rect rect, int rows)
{
    const char *found = view->writing->quick_label;
    const char *label = *found ? found : tr(view->context->strings, "staff.writing.quick");
    int height = ui_chip_height(ui), gap = ui->metrics.gap;
    struct rect row = rect_cut_top(&rect, height, gap);
    if (*found || (rows == 1 && view->quick_count > 0)) {
        struct font font = ui_fit_font(ui, TYPE_CAPTION, label, row.w, height, 1);
        int width = int_min(ui_text_width_font(ui, font, label), row.w);
        ui_text_font(ui, rect_cut_left(&row, width, gap), font, ui_color(ui, COLOR_TEXT_SOFT),
                     ALIGN_LEFT, label);
    }
    for (int i = 0; i < view->quick_count; i++) {
        int width = ui_chip_width(ui, view->quick[i]);
        if (width > row.w && rows > 1) {
            row = rect_cut_top(&rect, height, gap);
            rows--;
        }
        if (width > row.w)
            continue;
        const char *id = arena_printf(&ui->list->arena, "quick:%d", i);
        ui_chip(ui, rect_cut_left(&row, width, gap), id, view->quick[i], false, i);
    }
}

/* What there is room for, the richest first. */
enum { TITLE = 1, CHIPS = 2, QUICK = 4, WHOLE = 8 };

static const int candidates[] = {
    TITLE | CHIPS | QUICK | WHOLE,
    TITLE | CHIPS | WHOLE,
    WHOLE,
    TITLE | CHIPS | QUICK,
    TITLE | CHIPS,
    CHIPS | QUICK,
    CHIPS,
    0,
};

enum { CANDIDATES = sizeof candidates / sizeof *candidates };

struct plan {
    struct writing_view *view;
    struct ui *ui;
    struct rect area;
    int parts; /* of the above */
};

static bool has_chips(const struct plan *plan)
{
    return (plan->parts & CHIPS) && plan->view->writing->count > 1;
}

/* A language may have no words; but what is found while one types needs a place at once. */
static bool has_quick(const struct plan *plan)
{
    const struct writing *writing = plan->view->writing;
    bool any = plan->view->quick_count > 0 || *writing->quick_label || writing->picked;
    return (plan->parts & QUICK) && any;
}

static int quick_height(const struct ui *ui)
{
    return quick_rows(ui) * (ui_chip_height(ui) + ui->metrics.gap) - ui->metrics.gap;
}

/* Of all that stands above the keyboard, with the gap below each. */
static int height_above(const struct plan *plan)
{
    struct ui *ui = plan->ui;
    int height = writing_field_height(plan->view, ui) + writing_gap(ui);
    if (has_quick(plan))
        height += quick_height(ui) + writing_gap(ui);
    return height + writing_head_height(plan->view, ui, plan->parts & TITLE, has_chips(plan));
}

static bool fits(int candidate, void *what)
{
    struct plan *plan = what;
    struct keyboard_page *keyboard = &plan->view->keyboard;
    int parts = plan->parts = candidates[candidate];
    keyboard->has_done = (parts & TITLE) && (parts & WHOLE);
    keyboard->quick_count = parts & QUICK ? 0 : plan->view->quick_count;
    plan->view->in_bar = !(parts & TITLE);
    plan->view->alone = !has_chips(plan);
    if (!writing_head_fits(plan->view, plan->ui, parts & TITLE, has_chips(plan)))
        return false;
    enum keyboard_fit fit =
        keyboard_fit(plan->ui, keyboard, plan->area.w, plan->area.h - height_above(plan));
    return fit == KEYBOARD_WHOLE || (fit == KEYBOARD_SHARED && !(parts & WHOLE));
}

/* A little more than other screens have: keys reach as far as they can. */
static struct rect whole_area(const struct ui *ui)
{
    struct rect area = layout_area(ui);
    int more = metrics_length(&ui->metrics, LENGTH_MARGIN) / 4;
    area.y -= more;
    area.h += 2 * more;
    return area;
}

/* Where popups may lie: the text that is written stays in sight. */
static struct rect popup_area(const struct ui *ui, struct rect field)
{
    int margin = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    struct rect area = rect_inset(window, margin);
    int top = field.y + (ui->metrics.compact ? field.h + margin : field.h * 3 / 4);
    rect_cut_top(&area, top - area.y, 0);
    return area;
}

/* In portrait the field lies right above the keyboard, where the eyes are while one types. */
static struct rect draw_from_below(const struct plan *plan, struct rect area)
{
    struct ui *ui = plan->ui;
    struct writing_view *view = plan->view;
    struct rect quick = {0, 0, 0, 0};
    if (has_quick(plan))
        quick = rect_cut_bottom(&area, quick_height(ui), writing_gap(ui));
    struct rect field = rect_cut_bottom(&area, writing_field_height(view, ui), writing_gap(ui));
    if (plan->parts & TITLE)
        writing_draw_head(view, ui, &area, has_chips(plan));
    else
        writing_draw_buttons(view, ui, &area, has_chips(plan));
    writing_draw_field(view, ui, field);
    if (has_quick(plan))
        draw_quick(view, ui, quick, quick_rows(ui));
    return field;
}

static struct rect draw_from_above(const struct plan *plan, struct rect area)
{
    struct ui *ui = plan->ui;
    struct writing_view *view = plan->view;
    struct rect field;
    if (plan->parts & TITLE) {
        writing_draw_head(view, ui, &area, has_chips(plan));
        field = rect_cut_top(&area, writing_field_height(view, ui), writing_gap(ui));
    } else {
        field = writing_draw_bar(view, ui, &area, has_chips(plan));
    }
    writing_draw_field(view, ui, field);
    if (has_quick(plan))
        draw_quick(view, ui, rect_cut_top(&area, quick_height(ui), 0), quick_rows(ui));
    return field;
}

void writing_draw(struct screen_context *context, struct ui *ui)
{
    struct writing_view view;
    writing_view_init(&view, context);
    if (view.keyboard.language)
        view.words.language = part_told(context->strings, &ui->list->arena, view.words.language,
                                        view.keyboard.language);
    struct plan plan = {.view = &view, .ui = ui, .area = whole_area(ui)};
    struct rect area = plan.area;
    layout_background(ui);
    fit_first(CANDIDATES, fits, &plan); /* leaves the plan of the one that fits */
    view.writing->shown = 0;
    int keys = keyboard_height(ui, &view.keyboard, area.w, area.h - height_above(&plan));
    struct rect keyboard = rect_cut_bottom(&area, keys, writing_gap(ui));
    struct rect field =
        ui->metrics.portrait ? draw_from_below(&plan, area) : draw_from_above(&plan, area);
    keyboard_draw(ui, keyboard, &view.keyboard);
    keyboard_draw_popup(ui, popup_area(ui, field), &view.keyboard);
    writing_draw_list(&view, ui, popup_area(ui, field));
}
