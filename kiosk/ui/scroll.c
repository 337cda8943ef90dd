#include <math.h>

#include "ui/ui.h"
#include "ui/widgets.h"

/* Coasting loses half its speed every 220 ms: a flick crosses a few cards and stops where the eye
 * expects it. */
static const double half_life_ms = 220;

static void clamp(struct scroll *scroll)
{
    double most = fmax(0, scroll->content - scroll->view);
    if (scroll->offset < 0 || scroll->offset > most)
        scroll->velocity = 0;
    scroll->offset = fmin(fmax(scroll->offset, 0), most);
}

static void move_to_aim(struct ui *ui, struct scroll *scroll, double dt)
{
    double rest = scroll->aim - scroll->offset;
    scroll->offset += rest * (1 - exp2(-dt / 45));
    if (ui->less_motion || fabs(scroll->aim - scroll->offset) < 0.5) {
        scroll->offset = scroll->aim;
        scroll->aiming = false;
    }
}

static void coast(struct scroll *scroll, double dt)
{
    double slowed = exp2(-dt / half_life_ms);
    scroll->offset += scroll->velocity * half_life_ms / M_LN2 * (1 - slowed);
    scroll->velocity *= slowed;
    if (fabs(scroll->velocity) < 0.02)
        scroll->velocity = 0;
}

static void advance(struct ui *ui, struct scroll *scroll)
{
    double dt = (double)(ui->now - scroll->moved_at);
    scroll->moved_at = ui->now;
    if (ui->finger.drag == scroll || dt <= 0)
        return;
    if (scroll->aiming)
        move_to_aim(ui, scroll, dt);
    else if (scroll->velocity != 0)
        coast(scroll, dt);
    clamp(scroll);
}

int ui_scroll_begin(struct ui *ui, struct scroll *scroll, struct rect view, int height)
{
    scroll->content = height;
    scroll->view = view.h;
    if (scroll->aiming || scroll->velocity != 0)
        advance(ui, scroll);
    scroll->moved_at = ui->now;
    clamp(scroll);
    ui->moving = ui->moving || scroll->aiming || scroll->velocity != 0;
    if (ui->scroll_count < UI_MAX_SCROLLS)
        ui->scrolls[ui->scroll_count++] =
            (struct scroll_region){draw_place(ui->list, view), scroll};
    ui->open_scroll = scroll;
    draw_push_clip(ui->list, view);
    return view.y - (int)lround(scroll->offset);
}

void ui_scroll_end(struct ui *ui)
{
    draw_pop_clip(ui->list);
    ui->open_scroll = NULL;
}

bool ui_scroll_overflows(const struct scroll *scroll)
{
    return scroll->content > scroll->view;
}

/* An arrow at its end stays where it is but says so: fainter, and not a target. */
static void arrow(struct ui *ui, struct rect rect, const char *id, const char *icon,
                  const char *label, bool possible)
{
    if (possible) {
        ui_button(ui, rect, &(struct button){.id = id, .icon = icon, .spoken = label});
        return;
    }
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    draw_box(ui->list, rect, radius, 0, metrics_length(&ui->metrics, LENGTH_STROKE),
             color_fade(ui_color(ui, COLOR_LINE), 110));
    ui_icon(ui, rect, icon, ui_button_icon_size(ui), color_fade(ui_color(ui, COLOR_TEXT), 70));
}

void ui_scroll_buttons(struct ui *ui, struct scroll *scroll, struct rect area, bool vertical,
                       const char *up_label, const char *down_label)
{
    if (!ui_scroll_overflows(scroll))
        return;
    int gap = ui->metrics.gap;
    struct rect up = area;
    struct rect down = area;
    if (vertical) {
        up.h = (area.h - gap) / 2;
        down.y = area.y + area.h - up.h;
        down.h = up.h;
    } else {
        up.w = (area.w - gap) / 2;
        down.x = area.x + area.w - up.w;
        down.w = up.w;
    }
    double aim = scroll->aiming ? scroll->aim : scroll->offset;
    arrow(ui, up, "scroll:up", "arrow-up", up_label, aim > 0.5);
    arrow(ui, down, "scroll:down", "arrow-down", down_label,
          aim < scroll->content - scroll->view - 0.5);
}
