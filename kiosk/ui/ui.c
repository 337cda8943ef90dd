#include "ui/ui.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "ui/ui_internal.h"

void ui_begin(struct ui *ui, struct draw_list *list, ms_t now)
{
    ui->list = list;
    ui->now = now;
    ui->targets = NULL;
    ui->target_count = ui->target_room = 0;
    ui->scroll_count = 0;
    ui->open_scroll = NULL;
    ui->moving = false;
    ui->writing = false;
    ui->scan.only[0] = ui->scan.first[0] = '\0';
    if (ui->said)
        said_list_reset(ui->said);
}

const struct target *ui_find_target(const struct ui *ui, const char *id)
{
    for (int i = 0; *id && i < ui->target_count; i++)
        if (strcmp(ui->targets[i].id, id) == 0)
            return &ui->targets[i];
    return NULL;
}

/* One switch is looked at from further away: its ring is heavier. */
static void draw_focus(struct ui *ui, struct rect rect, int radius)
{
    int stroke = metrics_length(&ui->metrics, LENGTH_FOCUS_STROKE);
    if (ui->scan.on)
        stroke += stroke / 2;
    struct rect around = rect_inset(rect, -stroke - stroke / 2);
    radius += stroke + stroke / 2;
    /* A light rim keeps the ring in sight on dark surfaces. */
    draw_box(ui->list, rect_inset(around, -stroke / 2), radius + stroke / 2, 0,
             2 * (stroke / 2) + stroke, ui_color(ui, COLOR_SURFACE));
    draw_box(ui->list, around, radius, 0, stroke, ui_color(ui, COLOR_FOCUS));
}

/* They stand side by side, the first after the second as one reads. */
static bool reads_backwards(struct rect first, struct rect second, bool mirrored)
{
    int shared = int_min(first.y + first.h, second.y + second.h) - int_max(first.y, second.y);
    if (2 * shared < int_min(first.h, second.h))
        return false;
    return mirrored ? first.x + first.w <= second.x : first.x >= second.x + second.w;
}

/* A line's targets have the focus as one reads them, whatever was cut from its end first. Each
 * exchange leaves fewer pairs that stand the wrong way round: it comes to an end. */
static void put_in_reading_order(struct ui *ui, bool mirrored)
{
    for (int i = 1; i < ui->target_count; i++)
        for (int k = i; k > 0; k--) {
            struct target *first = &ui->targets[k - 1];
            if (!reads_backwards(first->rect, first[1].rect, mirrored))
                break;
            struct target second = first[1];
            first[1] = *first;
            *first = second;
        }
}

/* So are they told. */
static void tell_in_reading_order(struct said_list *said, bool mirrored)
{
    for (size_t i = 1; i < said->stop_count; i++)
        for (size_t k = i; k > 0; k--) {
            struct said_stop *first = &said->stops[k - 1], second = first[1];
            if (!*first->id || !*second.id || !reads_backwards(first->rect, second.rect, mirrored))
                break;
            first[1] = *first;
            *first = second;
        }
}

void ui_end(struct ui *ui)
{
    put_in_reading_order(ui, ui->list->mirrored);
    if (ui->said)
        tell_in_reading_order(ui->said, ui->list->mirrored);
    draw_mirror(ui->list, false);
    draw_lower(ui->list, 0);
    scan_step(ui); /* what it lights is told in this frame: nobody knows when the next one comes */
    reader_follow(ui);
    struct rect row = scan_around(ui);
    const struct target *focused = ui_find_target(ui, ui->focus);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    struct rect place = focused ? focused->rect : reader_place(ui);
    if (!rect_empty(row))
        draw_focus(ui, row, radius);
    else if (!rect_empty(place) && ui->focus_visible)
        draw_focus(ui, place, focused && focused->radius ? focused->radius : radius);
}

bool ui_target(struct ui *ui, const char *id, const char *label, struct rect rect, int index)
{
    return ui_target_round(ui, id, label, rect, 0, index);
}

static struct target *new_target(struct ui *ui)
{
    if (ui->target_count == ui->target_room) {
        ui->target_room = ui->target_room ? 2 * ui->target_room : 64;
        struct target *more = ARENA_ARRAY(&ui->list->arena, struct target, ui->target_room);
        if (ui->target_count > 0)
            memcpy(more, ui->targets, (size_t)ui->target_count * sizeof *more);
        ui->targets = more;
    }
    return &ui->targets[ui->target_count++];
}

/* What is left of it can be hit, or shows enough to be read: the smallest target's half. */
static bool seen_enough(const struct ui *ui, struct rect rect, struct rect visible)
{
    int least = metrics_mm(&ui->metrics, 16);
    return !rect_empty(visible) && visible.w >= int_min(least, (rect.w + 1) / 2) &&
           visible.h >= int_min(least, (rect.h + 1) / 2);
}

/* NULL when too little of it is to be seen. */
static struct target *add_target(struct ui *ui, const char *id, const char *label, struct rect rect)
{
    ui_say_pressable(ui, id, label, rect);
    struct rect visible = rect_intersect(rect, ui->list->clip);
    if (!seen_enough(ui, rect, visible))
        return NULL;
    if (strlen(id) >= UI_ID_SIZE) { /* cut, it could be another's */
        log_error("target_lost", "id=%s", id);
        return NULL;
    }
    struct target *target = new_target(ui);
    *target = (struct target){
        .label = label, .rect = draw_place(ui->list, visible), .scrolls = ui->open_scroll != NULL};
    snprintf(target->id, sizeof target->id, "%s", id);
    return target;
}

bool ui_target_round(struct ui *ui, const char *id, const char *label, struct rect rect, int radius,
                     int index)
{
    struct target *target = add_target(ui, id, label, rect);
    if (!target)
        return false;
    target->radius = radius;
    target->index = index;
    return finger_presses(ui, target->id);
}

bool ui_target_urgent(struct ui *ui, const char *id, const char *label, struct rect rect,
                      int radius, int index)
{
    int before = ui->target_count;
    bool pressed = ui_target_round(ui, id, label, rect, radius, index);
    if (ui->target_count > before)
        ui->targets[before].urgent = true;
    return pressed;
}

const struct target *ui_target_at(const struct ui *ui, int x, int y)
{
    for (int i = ui->target_count - 1; i >= 0; i--)
        if (rect_contains(ui->targets[i].rect, x, y))
            return &ui->targets[i];
    return NULL;
}

struct target *ui_last_target(struct ui *ui, const char *id)
{
    struct target *last = ui->target_count > 0 ? &ui->targets[ui->target_count - 1] : NULL;
    return last && strcmp(last->id, id) == 0 ? last : NULL;
}

void ui_cover(struct ui *ui, struct rect rect)
{
    struct rect place = draw_place(ui->list, rect);
    int left = 0;
    for (int i = 0; i < ui->target_count; i++)
        if (rect_empty(rect_intersect(ui->targets[i].rect, place)))
            ui->targets[left++] = ui->targets[i];
    ui->target_count = left;
}

struct rect ui_target_rect(const struct ui *ui, const char *id)
{
    const struct target *target = ui_find_target(ui, id);
    return target ? target->rect : (struct rect){0, 0, 0, 0};
}

struct tap ui_tap_target(const struct target *target)
{
    struct tap tap = {.kind = TAP_TARGET, .index = target->index, .to = -1};
    memcpy(tap.id, target->id, sizeof tap.id);
    return tap;
}

static bool has_urgent_target(const struct ui *ui)
{
    for (int i = 0; i < ui->target_count; i++)
        if (ui->targets[i].urgent)
            return true;
    return false;
}

void ui_screen_changed(struct ui *ui, ms_t deaf_until)
{
    finger_spend_all(ui);
    scan_forget(ui);
    ui->focus[0] = '\0';
    reader_leave(ui);
    ui->deaf_until = deaf_until;
    ui->urgent_stays = has_urgent_target(ui);
}

static int focus_index(const struct ui *ui)
{
    const struct target *target = ui_find_target(ui, ui->focus);
    return target ? (int)(target - ui->targets) : -1;
}

static void focus_on(struct ui *ui, int index)
{
    memcpy(ui->focus, ui->targets[index].id, sizeof ui->focus);
    ui->focus_visible = true;
}

static void focus_step(struct ui *ui, int step)
{
    if (ui->target_count == 0)
        return;
    int at = focus_index(ui);
    if (at < 0)
        at = step > 0 ? -1 : ui->target_count;
    focus_on(ui, (at + step + ui->target_count) % ui->target_count);
}

/* How far `to` lies from `from` in the direction (dx, dy), weighted against sideways distance;
 * negative when it does not lie there. */
static int distance_towards(struct rect from, struct rect to, int dx, int dy)
{
    int x = to.x + to.w / 2 - (from.x + from.w / 2);
    int y = to.y + to.h / 2 - (from.y + from.h / 2);
    int along = dx ? x * dx : y * dy;
    int across = dx ? y : x;
    if (along <= 0)
        return -1;
    return along + 3 * (across < 0 ? -across : across);
}

static bool focus_towards(struct ui *ui, int dx, int dy)
{
    int at = focus_index(ui);
    if (at < 0) {
        focus_step(ui, 1);
        return true;
    }
    int best = -1;
    int best_distance = 0;
    for (int i = 0; i < ui->target_count; i++) {
        int distance = distance_towards(ui->targets[at].rect, ui->targets[i].rect, dx, dy);
        if (distance >= 0 && (best < 0 || distance < best_distance)) {
            best = i;
            best_distance = distance;
        }
    }
    if (best >= 0)
        focus_on(ui, best);
    return best >= 0;
}

/* Keys of a pad on the screen are pressed by those of a keyboard. */
static struct tap press_pad(const struct ui *ui, enum key key)
{
    char id[UI_ID_SIZE] = "digit:delete";
    if (key != KEY_BACKSPACE)
        snprintf(id, sizeof id, "digit:%d", (int)key - KEY_0);
    const struct target *target = ui_find_target(ui, id);
    return target ? ui_tap_target(target) : (struct tap){.kind = TAP_NONE};
}

static bool moves_caret(enum key key)
{
    return key == KEY_HOME || key == KEY_END || key == KEY_BACKSPACE || key == KEY_DELETE;
}

/* Those that also move the focus, or press what has it, do so once it is seen. */
static bool is_for_line(const struct ui *ui, enum key key)
{
    bool shared = key == KEY_LEFT || key == KEY_RIGHT || key == KEY_ENTER || key == KEY_SPACE;
    return ui->writing && (moves_caret(key) || (shared && !ui->focus_visible));
}

static struct tap take_text(struct ui *ui, const struct event *event)
{
    struct tap tap = {.kind = ui->writing ? TAP_TEXT : TAP_NONE};
    memcpy(tap.text, event->text, sizeof tap.text);
    ui->focus_visible = false;
    return tap;
}

static struct tap press_key(struct ui *ui, enum key key)
{
    if (is_for_line(ui, key))
        return (struct tap){.kind = TAP_KEY, .key = key};
    struct tap tap = {.kind = TAP_NONE};
    if (reader_takes(ui, key))
        return tap;
    switch (key) {
    case KEY_TAB:
        focus_step(ui, 1);
        break;
    case KEY_SHIFT_TAB:
        focus_step(ui, -1);
        break;
    case KEY_LEFT:
        focus_towards(ui, -1, 0);
        break;
    case KEY_RIGHT:
        focus_towards(ui, 1, 0);
        break;
    case KEY_UP:
        scroll_by(ui, focus_towards(ui, 0, -1) ? 0 : -0.5);
        break;
    case KEY_DOWN:
        scroll_by(ui, focus_towards(ui, 0, 1) ? 0 : 0.5);
        break;
    case KEY_PAGE_UP:
        scroll_by(ui, -0.8);
        break;
    case KEY_PAGE_DOWN:
        scroll_by(ui, 0.8);
        break;
    case KEY_ENTER:
    case KEY_SPACE: {
        const struct target *target = ui_find_target(ui, ui->focus);
        if (target)
            tap = ui_tap_target(target);
        else
            focus_step(ui, 1);
        break;
    }
    case KEY_ESCAPE:
        tap.kind = TAP_BACK;
        break;
    case KEY_HOME:
    case KEY_END:
    case KEY_DELETE:
    case KEY_NONE:
    case KEY_F1:
    case KEY_PAUSE:
    case KEY_VOICE:
    case KEY_SWITCH:
    case KEY_OTHER:
    case KEY_STAFF:
        break;
    default:
        tap = press_pad(ui, key);
        break;
    }
    return tap;
}

static struct tap handle(struct ui *ui, const struct event *event)
{
    struct tap tap = {.kind = TAP_NONE};
    ui->deliberate =
        event->kind == EVENT_KEY || event->kind == EVENT_TEXT || event->kind == EVENT_WHEEL;
    switch (event->kind) {
    case EVENT_POINTER_DOWN:
        finger_down(ui, event);
        break;
    case EVENT_POINTER_MOVE:
        finger_move(ui, event);
        break;
    case EVENT_POINTER_UP:
        tap = finger_up(ui, event);
        break;
    case EVENT_POINTER_CANCEL:
        finger_cancel(ui, event);
        break;
    case EVENT_WHEEL:
        scroll_by(ui, -0.25 * event->wheel);
        break;
    case EVENT_KEY:
        if (event->at >= ui->deaf_until)
            tap = press_key(ui, event->key);
        break;
    case EVENT_TEXT:
        if (event->at >= ui->deaf_until)
            tap = take_text(ui, event);
        break;
    case EVENT_KEY_UP:
    case EVENT_HOVER:
    case EVENT_QUIT:
    case EVENT_TERMINATE:
        break;
    }
    return tap;
}

struct tap ui_handle(struct ui *ui, const struct event *event)
{
    struct tap tap = ui->scan.on ? scan_handle(ui, event) : handle(ui, event);
    if (scroll_tap(ui, &tap))
        tap.kind = TAP_NONE;
    return tap;
}
