#include "screens/layout.h"
#include "staff/builder_internal.h"
#include "ui/fit.h"

/* Which arrangement of the builder a panel has room for. */

struct place_for {
    const struct builder_view *v;
    struct ui *ui;
    struct rect area;
};

int builder_bar_height(const struct ui *ui)
{
    return int_max(ui->metrics.target, metrics_px(&ui->metrics, 88));
}

static int arrows_column(const struct ui *ui)
{
    return layout_arrow_width(ui) + ui->metrics.gap;
}

/* Bar, and below it columns in which no name is split and the figure is seen above its numbers. */
static bool wide_fits(const struct place_for *p)
{
    const struct ui *ui = p->ui;
    int gap = ui_section(ui), high = builder_bar_height(ui);
    int library = p->area.w * 343 / 1000, column = (p->area.w - library - 2 * gap) / 2;
    int below = p->area.h - high - metrics_px(&ui->metrics, 24);
    int numbers = builder_numbers_height(p->v, p->ui, column);
    return builder_library_columns(p->v, ui, library) >= 2 && column >= builder_steps_least(ui) &&
           builder_steps_fit(p->v, p->ui, column - arrows_column(ui)) &&
           2 * high + numbers + 3 * ui->metrics.gap + ui->metrics.target <= below;
}

static bool tall_fits(const struct place_for *p)
{
    const struct ui *ui = p->ui;
    int gap = ui->metrics.gap, high = builder_bar_height(ui);
    int steps = p->area.w - metrics_px(&ui->metrics, 190) - gap - arrows_column(ui);
    int numbers = builder_numbers_height(p->v, p->ui, builder_tall_numbers_width(ui, p->area.w));
    int needed = 2 * (high + gap) + high + gap + numbers + gap + builder_steps_least(ui) + gap +
                 builder_library_least(p->v, ui, p->area.w);
    return builder_steps_fit(p->v, p->ui, steps) && needed <= p->area.h;
}

static bool fits(int arrangement, void *what)
{
    const struct place_for *p = what;
    bool portrait = p->ui->metrics.portrait;
    if (arrangement == BUILDER_ONE)
        return true;
    if (staff_small(p->ui) || portrait != (arrangement == BUILDER_TALL))
        return false;
    return portrait ? tall_fits(p) : wide_fits(p);
}

enum builder_arrangement builder_arrange(const struct builder_view *v, struct ui *ui,
                                         struct rect area)
{
    struct place_for place = {v, ui, area};
    return (enum builder_arrangement)fit_first(BUILDER_ONE + 1, fits, &place);
}

void builder_scroll(const struct builder_view *v, struct ui *ui, struct rect rect,
                    struct scroll *scroll, stack_fn *fn)
{
    bool scrolls = stack_height(ui, rect.w, fn, v) > rect.h;
    struct rect column = {0, 0, 0, 0};
    if (scrolls)
        column = rect_cut_right(&rect, layout_arrow_width(ui), ui->metrics.gap);
    layout_scroll(ui, &(struct scroll_view){.scroll = scroll, .view = rect}, fn, v);
    if (scrolls) /* after what they move: its height is known now */
        layout_scroll_arrows(v->context, ui, scroll, layout_arrow_pair(ui, column), true);
}
