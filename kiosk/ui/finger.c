#include "ui/finger.h"

#include <string.h>

#include "ui/ui_internal.h"

/* For so long a contact that landed on a target has the kiosk to itself, and one that landed
 * elsewhere may still become a drag or a tap. */
static const ms_t fresh_ms = 1000;

/* A drag keeps others out while it moves, but not for ever: a sleeve sways. */
static const ms_t longest_drag_ms = 5000;

/* Ghost contacts come in series and last for a few reports of the panel; a finger's tap, even one
 * in a series, takes longer. */
static const ms_t series_ms = 500, glimpse_ms = 50;

static struct finger *find(struct ui *ui, int64_t id)
{
    for (int i = 0; i < ui->fingers.count; i++)
        if (ui->fingers.items[i].id == id)
            return &ui->fingers.items[i];
    return NULL;
}

static void spend(struct ui *ui, struct finger *finger)
{
    if (finger->role == FINGER_PRESSING)
        ui_drop_press(ui);
    if (finger->role == FINGER_DRAGGING)
        ui->drag.scroll = NULL;
    if (finger->role == FINGER_CARRYING)
        carry_drop(ui);
    finger->role = FINGER_SPENT;
}

static void forget(struct ui *ui, struct finger *finger)
{
    struct fingers *fingers = &ui->fingers;
    spend(ui, finger);
    size_t after = (size_t)(&fingers->items[--fingers->count] - finger);
    memmove(finger, finger + 1, after * sizeof *finger);
}

void finger_spend_all(struct ui *ui)
{
    for (int i = 0; i < ui->fingers.count; i++)
        spend(ui, &ui->fingers.items[i]);
}

static bool fresh(const struct finger *finger, ms_t at)
{
    return at - finger->landed < fresh_ms;
}

/* Nobody else may press or drag now. */
static bool holds(const struct ui *ui, const struct finger *finger, ms_t at)
{
    if (finger->role == FINGER_DRAGGING || finger->role == FINGER_CARRYING) {
        bool list = finger->role == FINGER_DRAGGING;
        ms_t moved_at = list ? ui->drag.moved_at : ui->carry.moved_at;
        return at - moved_at < fresh_ms && at - finger->landed < longest_drag_ms;
    }
    return finger->on_target && fresh(finger, at);
}

static bool held_by_another(const struct ui *ui, const struct finger *finger, ms_t at)
{
    for (int i = 0; i < ui->fingers.count; i++) {
        const struct finger *other = &ui->fingers.items[i];
        if (other != finger && holds(ui, other, at))
            return true;
    }
    return false;
}

/* From now on this one presses or drags; whoever did so before counts for nothing. */
static void take_over(struct ui *ui, struct finger *finger, enum finger_role role)
{
    for (int i = 0; i < ui->fingers.count; i++) {
        struct finger *other = &ui->fingers.items[i];
        if (other != finger && other->role != FINGER_WAITING)
            spend(ui, other);
    }
    finger->role = role;
    ui->deliberate = true;
    ui->focus_visible = false;
}

/* What lies there longest of those that do nothing. */
static struct finger *least_missed(struct ui *ui)
{
    struct finger *finger = ui->fingers.items;
    for (int i = 0; i < ui->fingers.count; i++, finger++)
        if (finger->role == FINGER_SPENT || finger->role == FINGER_WAITING)
            return finger;
    return ui->fingers.items;
}

static struct finger *land(struct ui *ui, const struct event *event)
{
    struct fingers *fingers = &ui->fingers;
    struct finger *known = find(ui, event->pointer);
    if (known)
        forget(ui, known); /* its lifting was lost */
    else if (fingers->count == UI_MAX_FINGERS)
        forget(ui, least_missed(ui));
    bool series = fingers->last_landed > 0 && event->at - fingers->last_landed < series_ms;
    fingers->last_landed = event->at;
    struct finger *finger = &fingers->items[fingers->count++];
    *finger = (struct finger){.id = event->pointer,
                              .role = FINGER_SPENT,
                              .flicker = series,
                              .start_x = event->x,
                              .start_y = event->y,
                              .landed = event->at};
    return finger;
}

void finger_down(struct ui *ui, const struct event *event)
{
    struct finger *finger = land(ui, event);
    const struct target *target = ui_target_at(ui, event->x, event->y);
    finger->on_target = target != NULL;
    if (event->at < ui->deaf_until)
        return;
    /* Touching a list that moves stops it, and only that; ghosts stop none. */
    if ((target || !finger->flicker) && scroll_stop(ui, event->x, event->y))
        return;
    if (!target) {
        finger->role = FINGER_WAITING;
    } else if (!held_by_another(ui, finger, event->at)) {
        take_over(ui, finger, FINGER_PRESSING);
        memcpy(ui->pressed, target->id, sizeof ui->pressed);
        ui->pressed_inside = true;
        hold_begin(ui, event->at);
    }
}

static bool may_drag(const struct ui *ui, const struct finger *finger, ms_t at)
{
    return fresh(finger, at) &&
           (finger->role == FINGER_PRESSING || !held_by_another(ui, finger, at));
}

static bool pressing_handle(const struct ui *ui, const struct finger *finger)
{
    const struct target *target = ui_find_target(ui, ui->pressed);
    return finger->role == FINGER_PRESSING && target && target->rows > 0;
}

static void start_carry(struct ui *ui, struct finger *finger, const struct event *event)
{
    const struct target *handle = ui_find_target(ui, ui->pressed);
    int slop = metrics_mm(&ui->metrics, 3);
    int moved = event->y - finger->start_y;
    if (moved < slop && moved > -slop)
        return;
    carry_begin(ui, handle, finger->start_y, event->at);
    ui_drop_press(ui);
    take_over(ui, finger, FINGER_CARRYING);
}

/* A finger that has moved too far to be pressing a list's card drags the list, when it does so in
 * its first second; later it does neither. A button outside the list stays a button; slide-off
 * cancels it. */
static void start_drag(struct ui *ui, struct finger *finger, const struct event *event)
{
    int slop = metrics_mm(&ui->metrics, 3);
    int moved = event->y - finger->start_y;
    bool pressing = finger->role == FINGER_PRESSING;
    const struct target *target = pressing ? ui_find_target(ui, ui->pressed) : NULL;
    struct scroll *scroll = scroll_at(ui, finger->start_x, finger->start_y);
    if (!scroll || (moved < slop && moved > -slop) || (target && !target->scrolls))
        return;
    if (may_drag(ui, finger, event->at)) {
        ui_drop_press(ui);
        take_over(ui, finger, FINGER_DRAGGING);
        scroll_drag_begin(ui, scroll, event->y, event->at);
    } else if (pressing) {
        spend(ui, finger);
    }
}

static void follow_press(struct ui *ui, const struct event *event)
{
    const struct target *target = ui_find_target(ui, ui->pressed);
    if (!target)
        return;
    /* 3 mm of mercy: a shaking finger on the rim is still a press. */
    struct rect zone = rect_inset(target->rect, -metrics_mm(&ui->metrics, 3));
    ui->pressed_inside = rect_contains(zone, event->x, event->y);
}

static void move(struct ui *ui, struct finger *finger, const struct event *event)
{
    if (pressing_handle(ui, finger))
        start_carry(ui, finger, event);
    else if (finger->role == FINGER_PRESSING || finger->role == FINGER_WAITING)
        start_drag(ui, finger, event);
    if (finger->role == FINGER_CARRYING)
        carry_to(ui, event->y, event->at);
    if (finger->role == FINGER_DRAGGING)
        scroll_drag_to(ui, event->y, event->at);
    if (finger->role == FINGER_PRESSING)
        follow_press(ui, event);
}

void finger_move(struct ui *ui, const struct event *event)
{
    struct finger *finger = find(ui, event->pointer);
    if (finger)
        move(ui, finger, event);
}

/* A short rest on no target, and not one of a series of ghosts. */
static bool taps_elsewhere(const struct ui *ui, const struct finger *finger, ms_t at)
{
    return fresh(finger, at) && !held_by_another(ui, finger, at) &&
           !(finger->flicker && at - finger->landed < glimpse_ms);
}

struct tap finger_up(struct ui *ui, const struct event *event)
{
    struct tap tap = {.kind = TAP_NONE};
    struct finger *finger = find(ui, event->pointer);
    if (!finger)
        return tap;
    move(ui, finger, event);
    const struct target *target = ui_find_target(ui, ui->pressed);
    if (finger->role == FINGER_PRESSING && target && ui->pressed_inside && !ui->hold.repeated) {
        tap = ui_tap_target(target);
        tap.to = caret_near(target, event->x);
        ui->deliberate = true;
    } else if (finger->role == FINGER_WAITING && taps_elsewhere(ui, finger, event->at)) {
        tap.kind = TAP_ELSEWHERE;
    } else if (finger->role == FINGER_DRAGGING) {
        scroll_drag_end(ui, event->at);
    } else if (finger->role == FINGER_CARRYING) {
        tap = carry_end(ui);
    }
    forget(ui, finger);
    return tap;
}

void finger_cancel(struct ui *ui, const struct event *event)
{
    struct finger *finger = find(ui, event->pointer);
    if (finger)
        forget(ui, finger);
}
