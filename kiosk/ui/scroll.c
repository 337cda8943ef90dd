#include <math.h>
#include <string.h>

#include "ui/ui_internal.h"
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
    if (ui->drag.scroll == scroll || dt <= 0)
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
    carry_pull(ui, scroll, view, (double)(ui->now - scroll->moved_at));
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

/* Which of the frame's regions it is; one that has not begun yet will be the next. */
static int region_of(const struct ui *ui, const struct scroll *scroll)
{
    int n = 0;
    while (n < ui->scroll_count && ui->scrolls[n].scroll != scroll)
        n++;
    return n;
}

static double clamp_offset(const struct scroll *scroll, double offset)
{
    return fmax(0, fmin(offset, scroll->content - scroll->view));
}

int scroll_way_to(struct rect view, struct rect what)
{
    int above = what.y - view.y, below = what.y + what.h - (view.y + view.h);
    return above < 0 ? above : below > 0 ? int_min(below, above) : 0;
}

void ui_scroll_follow(struct ui *ui, int number, struct rect row)
{
    struct scroll *scroll = ui->open_scroll;
    if (!scroll || scroll->followed == number + 1)
        return;
    scroll->followed = number + 1;
    struct rect view = ui->scrolls[region_of(ui, scroll)].rect;
    row = draw_place(ui->list, rect_inset(row, -row.h / 2)); /* clear of what fades */
    int way = scroll_way_to(view, row);
    if (ui->drag.scroll == scroll || way == 0)
        return;
    scroll->aim = clamp_offset(scroll, scroll->offset + way);
    scroll->aiming = true;
    scroll->velocity = 0;
    ui->moving = true;
}

bool ui_scroll_overflows(const struct scroll *scroll)
{
    return scroll->content > scroll->view;
}

/* An arrow at its end stays where it is but says so. "scroll:up" is the first region's,
 * "scroll:up:1" the next one's. */
static void arrow(struct ui *ui, struct rect rect, int region, bool up, const char *label,
                  bool possible)
{
    const char *way = up ? "up" : "down";
    struct arena *arena = &ui->list->arena;
    const char *id = region == 0 ? arena_printf(arena, "scroll:%s", way)
                                 : arena_printf(arena, "scroll:%s:%d", way, region);
    ui_button(ui, rect,
              &(struct button){.id = id,
                               .icon = up ? "arrow-up" : "arrow-down",
                               .spoken = label,
                               .index = region,
                               .off = !possible});
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
    int region = region_of(ui, scroll);
    arrow(ui, up, region, true, up_label, aim > 0.5);
    arrow(ui, down, region, false, down_label, aim < scroll->content - scroll->view - 0.5);
}

struct scroll *scroll_at(const struct ui *ui, int x, int y)
{
    for (int i = ui->scroll_count - 1; i >= 0; i--)
        if (rect_contains(ui->scrolls[i].rect, x, y) && ui_scroll_overflows(ui->scrolls[i].scroll))
            return ui->scrolls[i].scroll;
    return NULL;
}

bool scroll_stop(struct ui *ui, int x, int y)
{
    bool moved = false;
    for (int i = 0; i < ui->scroll_count; i++) {
        struct scroll *scroll = ui->scrolls[i].scroll;
        if (!rect_contains(ui->scrolls[i].rect, x, y))
            continue;
        moved = moved || fabs(scroll->velocity) > 0.05;
        scroll->velocity = 0;
        scroll->aiming = false;
    }
    return moved;
}

void scroll_drag_begin(struct ui *ui, struct scroll *scroll, int y, ms_t at)
{
    ui->drag = (struct scroll_drag){
        .scroll = scroll, .from = scroll->offset, .from_y = y, .y = y, .moved_at = at};
}

void scroll_drag_to(struct ui *ui, int y, ms_t at)
{
    struct scroll_drag *drag = &ui->drag;
    drag->scroll->offset = clamp_offset(drag->scroll, drag->from + drag->from_y - y);
    double dt = (double)(at - drag->moved_at);
    if (dt > 0) {
        double weight = dt > 50 ? 1 : dt / 50;
        drag->velocity += weight * ((drag->y - y) / dt - drag->velocity);
    }
    drag->y = y;
    drag->moved_at = at;
}

/* Let go of while it moves, a list coasts. */
void scroll_drag_end(struct ui *ui, ms_t at)
{
    struct scroll *scroll = ui->drag.scroll;
    bool rested = at - ui->drag.moved_at > 80;
    scroll->velocity = rested ? 0 : ui->drag.velocity;
    scroll->moved_at = at;
    ui->drag.scroll = NULL;
}

static void region_by(struct ui *ui, int region, double views)
{
    if (region < 0 || region >= ui->scroll_count)
        return;
    struct scroll *scroll = ui->scrolls[region].scroll;
    double from = scroll->aiming ? scroll->aim : scroll->offset;
    scroll->aim = clamp_offset(scroll, from + views * scroll->view);
    scroll->aiming = true;
    scroll->moved_at = ui->now;
}

void scroll_by(struct ui *ui, double views)
{
    region_by(ui, 0, views);
}

bool scroll_tap(struct ui *ui, const struct tap *tap)
{
    bool up = tap->kind == TAP_TARGET && strncmp(tap->id, "scroll:up", 9) == 0;
    bool down = tap->kind == TAP_TARGET && strncmp(tap->id, "scroll:down", 11) == 0;
    if (up || down)
        region_by(ui, tap->index, up ? -0.8 : 0.8);
    return up || down;
}
