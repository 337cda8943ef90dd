#include <string.h>

#include "ui/ui_internal.h"

void finger_down(struct ui *ui, const struct event *event)
{
    ui->focus_visible = false;
    ui->finger.fingers++;
    if (ui->finger.fingers > 1)
        return; /* one finger is followed; others count for nothing until all lift */
    ui->finger.down = true;
    ui->finger.spent = event->at < ui->deaf_until;
    ui->finger.id = event->pointer;
    ui->finger.x = ui->finger.start_x = event->x;
    ui->finger.y = ui->finger.start_y = event->y;
    ui->drag.scroll = NULL;
    ui_drop_press(ui);
    if (ui->finger.spent)
        return;
    if (scroll_stop(ui, event->x, event->y)) /* and only that */
        ui->finger.spent = true;
    const struct target *target = ui_target_at(ui, event->x, event->y);
    if (target && !ui->finger.spent) {
        memcpy(ui->pressed, target->id, sizeof ui->pressed);
        ui->pressed_inside = true;
    }
}

static bool followed(const struct ui *ui, const struct event *event)
{
    return ui->finger.down && ui->finger.id == event->pointer;
}

static void start_drag(struct ui *ui, ms_t at)
{
    int slop = metrics_mm(&ui->metrics, 3);
    int moved = ui->finger.y - ui->finger.start_y;
    if (moved < slop && moved > -slop)
        return;
    /* A button outside the list stays a button; slide-off cancels it. */
    const struct target *target = ui_find_target(ui, ui->pressed);
    if (target && !target->scrolls)
        return;
    struct scroll *scroll = scroll_at(ui, ui->finger.start_x, ui->finger.start_y);
    if (!scroll)
        return;
    scroll_drag_begin(ui, scroll, ui->finger.y, at);
    ui->finger.spent = true;
    ui_drop_press(ui);
}

void finger_move(struct ui *ui, const struct event *event)
{
    if (!followed(ui, event))
        return;
    ui->finger.x = event->x;
    ui->finger.y = event->y;
    if (ui->drag.scroll)
        scroll_drag_to(ui, event->y, event->at);
    else if (!ui->finger.spent)
        start_drag(ui, event->at);
    const struct target *target = ui_find_target(ui, ui->pressed);
    if (target) {
        /* 3 mm of mercy: a shaking finger on the rim is still a press. */
        struct rect zone = rect_inset(target->rect, -metrics_mm(&ui->metrics, 3));
        ui->pressed_inside = rect_contains(zone, event->x, event->y);
    }
}

struct tap finger_up(struct ui *ui, const struct event *event)
{
    struct tap tap = {.kind = TAP_NONE};
    if (ui->finger.fingers > 0)
        ui->finger.fingers--;
    if (!followed(ui, event))
        return tap;
    finger_move(ui, event);
    const struct target *target = ui_find_target(ui, ui->pressed);
    if (!ui->finger.spent && target && ui->pressed_inside)
        tap = ui_tap_target(target);
    else if (!ui->finger.spent && !ui->pressed[0])
        tap.kind = TAP_ELSEWHERE;
    if (ui->drag.scroll)
        scroll_drag_end(ui, event->at);
    ui->finger.down = false;
    ui_drop_press(ui);
    return tap;
}
