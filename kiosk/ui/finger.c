#include "ui/finger.h"

#include <stdlib.h>
#include <string.h>

#include "ui/ui_internal.h"

/* Later, a contact has been resting. */
static const ms_t fresh_ms = 1000;

/* A palm's contacts land so close to each other, and it settles for so long; it lifts at once. Two
 * fingers that take turns are slower. */
static const ms_t together_ms = 100, settle_ms = 500, lift_ms = 30;

/* A drag keeps others out while it moves, but not for ever: a sleeve sways. */
static const ms_t longest_drag_ms = 5000;

/* Ghost contacts come in series and last for a few reports of the panel; a finger's tap, even one
 * in a series, takes longer. */
static const ms_t series_ms = 500, glimpse_ms = 50;

/* So far a finger may move before it drags or carries; and so far from the rim, for it shakes, it
 * still presses. */
enum { SLOP_MM = 3, MERCY_MM = 3 };

static struct finger *find(struct ui *ui, int64_t id)
{
    for (int i = 0; i < ui->fingers.count; i++)
        if (ui->fingers.items[i].id == id)
            return &ui->fingers.items[i];
    return NULL;
}

static void spend(struct ui *ui, struct finger *finger)
{
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

/* It drags a list, or carries a row of one. */
static bool is_moving(const struct finger *finger)
{
    return finger->role == FINGER_DRAGGING || finger->role == FINGER_CARRYING;
}

/* Nothing else may press or drag now. */
static bool claims(const struct ui *ui, const struct finger *finger, ms_t at)
{
    if (is_moving(finger)) {
        bool list = finger->role == FINGER_DRAGGING;
        ms_t moved_at = list ? ui->drag.moved_at : ui->carry.moved_at;
        return at - moved_at < fresh_ms && at - finger->landed < longest_drag_ms;
    }
    return finger->role == FINGER_PRESSING && finger->urgent && fresh(finger, at);
}

/* Nor may what landed on no target. */
static bool holds(const struct ui *ui, const struct finger *finger, ms_t at)
{
    return claims(ui, finger, at) || (!is_moving(finger) && finger->on_target && fresh(finger, at));
}

static bool another(bool (*does)(const struct ui *, const struct finger *, ms_t),
                    const struct ui *ui, const struct finger *finger, ms_t at)
{
    for (int i = 0; i < ui->fingers.count; i++) {
        const struct finger *other = &ui->fingers.items[i];
        if (other != finger && does(ui, other, at))
            return true;
    }
    return false;
}

/* What came before it, and what is of its hand, counts for nothing. */
static void overrule(struct ui *ui, const struct finger *finger)
{
    for (int i = 0; i < ui->fingers.count; i++) {
        struct finger *other = &ui->fingers.items[i];
        if (other != finger && other->hand <= finger->hand)
            spend(ui, other);
    }
}

static void act(struct ui *ui, const struct finger *finger, ms_t at)
{
    ui->fingers.acted = finger->hand;
    ui->fingers.acted_at = at;
    overrule(ui, finger);
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

static bool last_hand_is_down(const struct fingers *fingers)
{
    for (int i = 0; i < fingers->count; i++)
        if (fingers->items[i].hand > 0 && fingers->items[i].hand == fingers->hand)
            return true;
    return false;
}

static int hand_of(struct fingers *fingers, const struct target *target, ms_t at)
{
    ms_t since = at - fingers->hand_landed;
    bool same = !target->urgent && last_hand_is_down(fingers) &&
                since < (fingers->palm ? settle_ms : together_ms);
    fingers->palm = same;
    if (!same) {
        fingers->hand++;
        fingers->hand_landed = at;
    }
    return fingers->hand;
}

static void press(struct ui *ui, struct finger *finger, const struct target *target, ms_t at)
{
    finger->role = FINGER_PRESSING;
    memcpy(finger->target, target->id, sizeof finger->target);
    finger->inside = true;
    finger->urgent = target->urgent;
    hold_begin(finger, target, at);
    ui->deliberate = true;
    ui->focus_visible = false;
    if (finger->urgent)
        overrule(ui, finger);
    for (int i = 0; i < ui->fingers.count; i++)
        if (is_moving(&ui->fingers.items[i]))
            spend(ui, &ui->fingers.items[i]);
}

static bool may_press(const struct ui *ui, const struct finger *finger, const struct target *target,
                      ms_t at)
{
    if (target->unhurried && finger->flicker)
        return false;
    return target->urgent || (finger->hand > ui->fingers.acted && !another(claims, ui, finger, at));
}

static bool deaf(const struct ui *ui, const struct target *target, ms_t at)
{
    return at < ui->deaf_until && !(target && target->urgent && ui->urgent_stays);
}

void finger_down(struct ui *ui, const struct event *event)
{
    struct finger *finger = land(ui, event);
    const struct target *target = ui_target_at(ui, event->x, event->y);
    finger->on_target = target != NULL;
    if (deaf(ui, target, event->at))
        return;
    /* Touching a list that moves stops it, and only that; ghosts stop none. */
    if ((target || !finger->flicker) && scroll_stop(ui, event->x, event->y))
        return;
    if (!target) {
        finger->role = FINGER_WAITING;
        return;
    }
    finger->hand = hand_of(&ui->fingers, target, event->at);
    if (may_press(ui, finger, target, event->at))
        press(ui, finger, target, event->at);
}

bool finger_presses(const struct ui *ui, const char *id)
{
    const struct finger *finger = ui->fingers.items;
    for (int i = 0; i < ui->fingers.count; i++, finger++)
        if (finger->role == FINGER_PRESSING && finger->inside && strcmp(finger->target, id) == 0)
            return true;
    return false;
}

static bool may_drag(const struct ui *ui, const struct finger *finger, ms_t at)
{
    return fresh(finger, at) &&
           (finger->role == FINGER_PRESSING || !another(holds, ui, finger, at));
}

/* Nothing that is down by now may act beside it any more. */
static void begin_moving(struct ui *ui, struct finger *finger, enum finger_role role, ms_t at)
{
    finger->role = role;
    finger->hand = ui->fingers.hand;
    act(ui, finger, at);
}

static const struct target *pressed_handle(const struct ui *ui, const struct finger *finger)
{
    const struct target *target =
        finger->role == FINGER_PRESSING ? ui_find_target(ui, finger->target) : NULL;
    return target && (target->rows > 0 || target->loose) ? target : NULL;
}

static void start_carry(struct ui *ui, struct finger *finger, const struct target *handle,
                        const struct event *event)
{
    int slop = metrics_mm(&ui->metrics, SLOP_MM);
    int moved = abs(event->y - finger->start_y);
    if (handle->loose)
        moved = int_max(moved, abs(event->x - finger->start_x));
    if (moved < slop)
        return;
    begin_moving(ui, finger, FINGER_CARRYING, event->at);
    carry_begin(ui, handle, finger->start_x, finger->start_y, event->at);
}

/* A finger that has moved too far to be pressing a list's card drags the list, when it does so in
 * its first second; later it does neither. A button outside the list stays a button; slide-off
 * cancels it. */
static void start_drag(struct ui *ui, struct finger *finger, const struct event *event)
{
    int slop = metrics_mm(&ui->metrics, SLOP_MM);
    int moved = event->y - finger->start_y;
    bool pressing = finger->role == FINGER_PRESSING;
    const struct target *target = pressing ? ui_find_target(ui, finger->target) : NULL;
    struct scroll *scroll = scroll_at(ui, finger->start_x, finger->start_y);
    if (!scroll || (moved < slop && moved > -slop) || (target && !target->scrolls))
        return;
    if (may_drag(ui, finger, event->at)) {
        begin_moving(ui, finger, FINGER_DRAGGING, event->at);
        scroll_drag_begin(ui, scroll, event->y, event->at);
    } else if (pressing) {
        spend(ui, finger);
    }
}

static bool has_moved(const struct ui *ui, const struct finger *finger, const struct event *event)
{
    int slop = metrics_mm(&ui->metrics, SLOP_MM);
    return abs(event->x - finger->start_x) >= slop || abs(event->y - finger->start_y) >= slop;
}

static int way_off(const struct rect *rect, const struct event *event)
{
    int x = int_max(int_max(rect->x - event->x, event->x - (rect->x + rect->w - 1)), 0);
    int y = int_max(int_max(rect->y - event->y, event->y - (rect->y + rect->h - 1)), 0);
    return int_max(x, y);
}

/* Of what was opened the nearest: between two of them, and at their rim, one is meant. */
static const struct target *opened_near(const struct ui *ui, const struct event *event)
{
    const struct target *nearest = NULL;
    int least = metrics_mm(&ui->metrics, MERCY_MM) + 1;
    for (int i = 0; i < ui->target_count; i++) {
        const struct target *target = &ui->targets[i];
        if (!target->opened || way_off(&target->rect, event) >= least)
            continue;
        nearest = target;
        least = way_off(&target->rect, event);
    }
    return nearest;
}

/* It has opened something, and presses what it comes to there, or what has opened it. */
static void slide(struct ui *ui, struct finger *finger, const struct event *event)
{
    const struct target *target = opened_near(ui, event);
    bool stays = target && way_off(&target->rect, event) > 0 &&
                 rect_contains(finger->home, event->x, event->y);
    bool slid = target && !stays && has_moved(ui, finger, event);
    struct rect zone = rect_inset(finger->home, -metrics_mm(&ui->metrics, MERCY_MM));
    finger->inside = slid || rect_contains(zone, event->x, event->y);
    memcpy(finger->target, slid ? target->id : finger->opener, sizeof finger->target);
}

static void follow_press(struct ui *ui, struct finger *finger, const struct event *event)
{
    if (finger->opened) {
        slide(ui, finger, event);
        return;
    }
    const struct target *target = ui_find_target(ui, finger->target);
    if (!target)
        return;
    struct rect zone = rect_inset(target->rect, -metrics_mm(&ui->metrics, MERCY_MM));
    finger->inside = rect_contains(zone, event->x, event->y);
}

static void move(struct ui *ui, struct finger *finger, const struct event *event)
{
    const struct target *handle = pressed_handle(ui, finger);
    if (handle)
        start_carry(ui, finger, handle, event);
    else if (finger->role == FINGER_PRESSING || finger->role == FINGER_WAITING)
        start_drag(ui, finger, event);
    if (finger->role == FINGER_CARRYING)
        carry_to(ui, event->x, event->y, event->at);
    if (finger->role == FINGER_DRAGGING)
        scroll_drag_to(ui, event->y, event->at);
    if (finger->role == FINGER_PRESSING)
        follow_press(ui, finger, event);
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
    return fresh(finger, at) && !another(holds, ui, finger, at) &&
           !(finger->flicker && at - finger->landed < glimpse_ms);
}

/* It lifts from its target; is that a tap? */
static bool taps_target(const struct ui *ui, const struct finger *finger, ms_t at)
{
    const struct fingers *fingers = &ui->fingers;
    bool lifts_along = finger->landed < fingers->acted_at && at - fingers->acted_at < lift_ms;
    bool glimpse = at - finger->landed < glimpse_ms;
    const struct finger *other = fingers->items;
    for (int i = 0; i < fingers->count; i++, other++) {
        if (other == finger || other->role != FINGER_PRESSING)
            continue;
        bool given_way = other->hand > finger->hand && !fresh(finger, at);
        if (given_way || (glimpse && fresh(other, at)))
            return false;
    }
    return !lifts_along;
}

static struct tap lift_from_target(struct ui *ui, const struct finger *finger,
                                   const struct event *event)
{
    const struct target *target = ui_find_target(ui, finger->target);
    if (!target || !finger->inside || finger->repeated || !taps_target(ui, finger, event->at))
        return (struct tap){.kind = TAP_NONE};
    act(ui, finger, event->at);
    struct tap tap = ui_tap_target(target);
    tap.to = caret_near(target, event->x);
    return tap;
}

/* It has opened something; what that lies over is meant all the same by a finger that stayed. */
static struct tap lift_after_opening(struct ui *ui, const struct finger *finger,
                                     const struct event *event)
{
    struct tap tap = {.kind = TAP_TARGET, .to = -1};
    if (!finger->inside)
        return (struct tap){.kind = TAP_ELSEWHERE};
    if (ui_find_target(ui, finger->target) || strcmp(finger->target, finger->opener) != 0)
        return lift_from_target(ui, finger, event);
    act(ui, finger, event->at);
    memcpy(tap.id, finger->opener, sizeof tap.id);
    return tap;
}

static struct tap lift(struct ui *ui, const struct finger *finger, const struct event *event)
{
    struct tap tap = {.kind = TAP_NONE};
    if (finger->role == FINGER_WAITING)
        tap.kind = taps_elsewhere(ui, finger, event->at) ? TAP_ELSEWHERE : TAP_NONE;
    else if (finger->role == FINGER_DRAGGING)
        scroll_drag_end(ui, event->at);
    else if (finger->role == FINGER_CARRYING)
        tap = carry_end(ui);
    else if (finger->role == FINGER_PRESSING && finger->opened)
        tap = lift_after_opening(ui, finger, event);
    else if (finger->role == FINGER_PRESSING)
        tap = lift_from_target(ui, finger, event);
    return tap;
}

struct tap finger_up(struct ui *ui, const struct event *event)
{
    struct finger *finger = find(ui, event->pointer);
    if (!finger)
        return (struct tap){.kind = TAP_NONE};
    move(ui, finger, event);
    struct tap tap = lift(ui, finger, event);
    forget(ui, finger);
    return tap;
}

void finger_cancel(struct ui *ui, const struct event *event)
{
    struct finger *finger = find(ui, event->pointer);
    if (finger)
        forget(ui, finger);
}
