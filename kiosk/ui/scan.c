#include "ui/scan.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "ui/ui_internal.h"

const ms_t scan_warn_ms = 1500, scan_leave_ms = 4000;

static const ms_t tremor_ms = 250;

/* A stretch of the targets: they are registered in reading order. */
struct stretch {
    int first, count;
};

void ui_scan_set(struct ui *ui, bool on, ms_t step)
{
    struct scan *scan = &ui->scan;
    scan->step = step;
    if (scan->on == on)
        return;
    finger_spend_all(ui);
    ui->fingers.count = 0;
    *scan = (struct scan){.on = on, .step = step};
    ui->focus_visible = ui->focus_visible && on;
}

void ui_scan_wait(struct ui *ui, ms_t now)
{
    ui->scan.lit_at = now;
}

void ui_scan_only(struct ui *ui, const char *id)
{
    snprintf(ui->scan.only, sizeof ui->scan.only, "%s", id);
}

void ui_scan_first(struct ui *ui, const char *id)
{
    snprintf(ui->scan.first, sizeof ui->scan.first, "%s", id);
}

static int index_of(const struct ui *ui, const char *id)
{
    const struct target *target = ui_find_target(ui, id);
    return target ? (int)(target - ui->targets) : -1;
}

/* They stand side by side. */
static bool same_row(struct rect a, struct rect b)
{
    int shared = int_min(a.y + a.h, b.y + b.h) - int_max(a.y, b.y);
    return 2 * shared >= int_min(a.h, b.h);
}

static struct stretch row_at(const struct ui *ui, int index)
{
    struct stretch row = {index, 1};
    while (row.first > 0 &&
           same_row(ui->targets[row.first - 1].rect, ui->targets[row.first].rect)) {
        row.first--;
        row.count++;
    }
    for (int next = row.first + row.count; next < ui->target_count; next++, row.count++)
        if (!same_row(ui->targets[next - 1].rect, ui->targets[next].rect))
            break;
    return row;
}

/* What is gone through by itself, one by one or row by row. */
static struct stretch round_of(const struct ui *ui)
{
    const struct scan *scan = &ui->scan;
    int only = index_of(ui, scan->only);
    if (only >= 0)
        return (struct stretch){only, 1};
    if (scan->in_row && index_of(ui, scan->lit) >= 0)
        return row_at(ui, index_of(ui, scan->lit));
    return (struct stretch){0, ui->target_count};
}

static bool by_rows(const struct ui *ui, struct stretch round)
{
    return !ui->scan.in_row && round.count > SCAN_FEW && row_at(ui, 0).count < round.count;
}

int scan_lit(const struct ui *ui, int *first)
{
    int at = index_of(ui, ui->scan.lit);
    *first = at;
    if (!ui->scan.on || at < 0)
        return 0;
    if (!by_rows(ui, round_of(ui)))
        return 1;
    struct stretch row = row_at(ui, at);
    *first = row.first;
    return row.count;
}

void scan_tell(const struct ui *ui, char *out, size_t size)
{
    int first, count = scan_lit(ui, &first);
    size_t used = 0;
    *out = '\0';
    for (int i = first; i < first + count && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", i > first ? ", " : "",
                                 ui->targets[i].label);
}

/* The voice reads what has the focus. */
static void light(struct ui *ui, int index, ms_t now)
{
    struct scan *scan = &ui->scan;
    memcpy(scan->lit, ui->targets[index].id, sizeof scan->lit);
    memcpy(ui->focus, scan->lit, sizeof ui->focus);
    ui->focus_visible = true;
    scan->lit_at = now;
    char label[512];
    int first, count = scan_lit(ui, &first);
    scan_tell(ui, label, sizeof label);
    log_debug("lit", "label=%s count=%d", label, count);
}

static void begin(struct ui *ui, struct stretch round, ms_t now)
{
    struct scan *scan = &ui->scan;
    int first = index_of(ui, scan->first);
    bool within = first >= round.first && first < round.first + round.count;
    scan->in_row = false;
    scan->fresh = true;
    light(ui, within ? first : round.first, now);
}

static void move_on(struct ui *ui, struct stretch round, ms_t now)
{
    struct scan *scan = &ui->scan;
    int at = index_of(ui, scan->lit);
    bool rows = by_rows(ui, round);
    int next = at + 1;
    if (rows) {
        struct stretch row = row_at(ui, at);
        next = row.first + row.count;
    }
    scan->fresh = false;
    if (next >= round.first + round.count) {
        next = round.first;
        scan->passes++;
    }
    if (scan->in_row && scan->passes >= 2)
        scan->in_row = false;
    light(ui, next, now);
}

void scan_step(struct ui *ui)
{
    struct scan *scan = &ui->scan;
    if (!scan->on) {
        scan->lit[0] = '\0';
        return;
    }
    if (scan->pressed) {
        scan->left = scan->left || ui->now - scan->pressed_at >= scan_leave_ms;
        return;
    }
    struct stretch round = round_of(ui);
    int at = index_of(ui, scan->lit);
    if (round.count == 0)
        scan->lit[0] = '\0';
    else if (at < round.first || at >= round.first + round.count)
        begin(ui, round, ui->now);
    else if (ui->now >= scan_wake(ui))
        move_on(ui, round, ui->now);
}

ms_t scan_wake(const struct ui *ui)
{
    const struct scan *scan = &ui->scan;
    if (!scan->on)
        return MS_NEVER;
    if (scan->pressed)
        return ui->now - scan->pressed_at >= scan_warn_ms ? ui->now
                                                          : scan->pressed_at + scan_warn_ms;
    if (!*scan->lit || round_of(ui).count < 2)
        return MS_NEVER; /* there is nothing else to light */
    return scan->lit_at + scan->step + (scan->fresh ? scan->step / 2 : 0);
}

/* Of a row its own are lit in turn from now on. */
static struct tap choose(struct ui *ui, ms_t at)
{
    struct scan *scan = &ui->scan;
    int first, count = scan_lit(ui, &first);
    struct tap tap = {.kind = TAP_NONE};
    scan->passes = 0;
    scan->fresh = false;
    if (count > 1) {
        scan->in_row = true;
        light(ui, first, at);
    } else if (count == 1) {
        tap = ui_tap_target(&ui->targets[first]);
        scan->lit_at = at;
    }
    return tap;
}

static bool begins_press(const struct event *event)
{
    return event->kind == EVENT_POINTER_DOWN || event->kind == EVENT_KEY;
}

static void press(struct ui *ui, const struct event *event)
{
    struct scan *scan = &ui->scan;
    if (scan->pressed || event->at < ui->deaf_until || event->at - scan->let_go_at < tremor_ms)
        return;
    ui->deliberate = true;
    scan->pressed = true;
    scan->by_key = event->kind == EVENT_KEY;
    scan->pointer = event->pointer;
    scan->pressed_at = event->at;
}

static bool ends_press(const struct scan *scan, const struct event *event)
{
    if (!scan->pressed)
        return false;
    if (scan->by_key)
        return event->kind == EVENT_KEY_UP;
    return event->pointer == scan->pointer &&
           (event->kind == EVENT_POINTER_UP || event->kind == EVENT_POINTER_CANCEL);
}

struct tap scan_handle(struct ui *ui, const struct event *event)
{
    struct scan *scan = &ui->scan;
    struct tap tap = {.kind = TAP_NONE};
    ui->deliberate = false;
    if (begins_press(event)) {
        press(ui, event);
    } else if (ends_press(scan, event)) {
        ms_t held = event->at - scan->pressed_at;
        scan->pressed = false;
        scan->let_go_at = scan->lit_at = event->at;
        scan->left = scan->left || held >= scan_leave_ms;
        if (event->kind != EVENT_POINTER_CANCEL && !scan->left)
            tap = choose(ui, event->at);
    }
    return tap;
}

void scan_forget(struct ui *ui)
{
    ui->scan.lit[0] = '\0';
    ui->scan.pressed = ui->scan.in_row = false;
}

/* Around all that is lit; the ring of one is that of the focus. */
struct rect scan_around(const struct ui *ui)
{
    int first, count = scan_lit(ui, &first);
    struct rect around = {0, 0, 0, 0};
    for (int i = first; i < first + count; i++)
        around = rect_union(around, ui->targets[i].rect);
    return count > 1 ? around : (struct rect){0, 0, 0, 0};
}
