#include "ui/tabs.h"

#include "ui/fit.h"
#include "ui/widgets.h"

enum words { ALL_WORDS, CURRENT_WORD, NO_WORDS, WORDS_COUNT };

struct wanted {
    const struct ui *ui;
    const struct tabs *tabs;
    int width;
    enum words words;
};

int ui_header_height(const struct ui *ui)
{
    return int_max(ui->metrics.target, metrics_length(&ui->metrics, LENGTH_HEADER));
}

static bool worded(const struct wanted *w, int index)
{
    return w->words == ALL_WORDS || (w->words == CURRENT_WORD && index == w->tabs->current);
}

static int icon_gap(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_LABEL).size * 5 / 9;
}

/* Icon and word without the air beside them. */
static int inner_width(const struct wanted *w, int index)
{
    const struct tab *tab = &w->tabs->tabs[index];
    int icon = ui_button_icon_size(w->ui);
    if (!worded(w, index))
        return icon;
    int word = ui_text_width(w->ui, TYPE_LABEL, tab->label);
    return tab->both ? icon + icon_gap(w->ui) + word : word;
}

static int tab_width(const struct wanted *w, int index)
{
    int air = 2 * metrics_length(&w->ui->metrics, LENGTH_GAP_SMALL);
    return int_max(inner_width(w, index) + air, w->ui->metrics.target);
}

static int all_width(const struct wanted *w)
{
    int width = (w->tabs->count - 1) * w->ui->metrics.gap;
    for (int i = 0; i < w->tabs->count; i++)
        width += tab_width(w, i);
    return width;
}

static bool fits(int words, void *what)
{
    struct wanted *w = what;
    w->words = (enum words)words;
    return all_width(w) <= w->width;
}

/* Its upper corners are round; it stands on the header's lower edge. */
static void underline(struct ui *ui, struct rect tab, int width)
{
    int thick = int_max(metrics_px(&ui->metrics, 8), metrics_mm(&ui->metrics, 1.5));
    struct rect line = rect_centered(tab, width, tab.h);
    line = rect_cut_bottom(&line, thick, 0);
    draw_push_clip(ui->list, line);
    line.h += thick;
    draw_fill(ui->list, line, thick / 2, ui_color(ui, COLOR_INK_ACCENT));
    draw_pop_clip(ui->list);
}

static void draw_tab(struct ui *ui, const struct wanted *w, struct rect rect, int index)
{
    const struct tab *tab = &w->tabs->tabs[index];
    bool current = index == w->tabs->current;
    bool pressed = ui_target(ui, tab->id, tab->label, rect, index);
    ui_say_chosen(ui, current);
    if (pressed)
        draw_fill(ui->list, rect, 0, ui_color(ui, COLOR_INK_BUTTON));
    color_t ink = ui_color(ui, current || tab->both ? COLOR_ON_INK : COLOR_ON_INK_SOFT);
    struct rect inner = rect_centered(rect, inner_width(w, index), rect.h);
    int icon = ui_button_icon_size(ui);
    ui_say_mute(ui);
    if (tab->both || !worded(w, index))
        ui_icon(ui, rect_cut_left(&inner, icon, icon_gap(ui)), tab->icon, icon, ink);
    if (worded(w, index))
        ui_text(ui, inner, TYPE_LABEL, ink, ALIGN_LEFT, tab->label);
    ui_say_button(ui, tab->label, rect, ui_say_unmute(ui));
    if (current)
        underline(ui, rect, inner_width(w, index));
}

bool ui_tabs_fit(const struct ui *ui, int width, const struct tabs *tabs)
{
    struct wanted w = {.ui = ui, .tabs = tabs, .width = width};
    return fits(NO_WORDS, &w);
}

int ui_tabs(struct ui *ui, struct rect rect, const struct tabs *tabs)
{
    struct wanted w = {.ui = ui, .tabs = tabs, .width = rect.w};
    fit_first(WORDS_COUNT, fits, &w);
    for (int i = 0; i < tabs->count; i++)
        draw_tab(ui, &w, rect_cut_left(&rect, tab_width(&w, i), ui->metrics.gap), i);
    return all_width(&w);
}
