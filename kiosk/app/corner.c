#include "app/corner.h"

#include <string.h>

#include "ui/widgets.h"

static const ms_t show_ms = 1000, hold_ms = 3000, longest_ms = 8000;

/* What lands so soon after another contact is of a hand, or a ghost. */
static const ms_t alone_ms = 500;

enum { ZONE_MM = 26, STRAY_MM = 8, RING_MM = 30 };

static bool in_corner(const struct metrics *metrics, int x, int y)
{
    int zone = metrics_mm(metrics, ZONE_MM);
    zone = int_min(zone, int_min(metrics->width, metrics->height) / 4);
    return y >= 0 && y < zone && x >= 0 && x < metrics->width &&
           (x < zone || x >= metrics->width - zone);
}

static bool strayed(const struct corner *corner, const struct event *event,
                    const struct metrics *metrics)
{
    int most = metrics_mm(metrics, STRAY_MM);
    int dx = event->x - corner->x, dy = event->y - corner->y;
    return dx > most || dx < -most || dy > most || dy < -most;
}

static void land(struct corner *corner, const struct event *event, const struct metrics *metrics)
{
    bool alone = corner->down == 0 && (corner->last == 0 || event->at - corner->last >= alone_ms);
    corner->down++;
    corner->held = alone && in_corner(metrics, event->x, event->y);
    corner->pointer = event->pointer;
    corner->since = corner->last = event->at;
    corner->x = event->x;
    corner->y = event->y;
}

static bool lift(struct corner *corner, const struct event *event)
{
    ms_t held = event->at - corner->since;
    bool mine = corner->held && event->pointer == corner->pointer;
    corner->down -= corner->down > 0;
    corner->last = event->at;
    corner->held = corner->held && !mine;
    return mine && event->kind == EVENT_POINTER_UP && held >= hold_ms && held <= longest_ms;
}

bool corner_takes(struct corner *corner, const struct event *event, const struct metrics *metrics)
{
    bool mine = corner->held && event->pointer == corner->pointer;
    switch (event->kind) {
    case EVENT_POINTER_DOWN:
        land(corner, event, metrics);
        return false;
    case EVENT_POINTER_MOVE:
        if (mine && strayed(corner, event, metrics))
            corner->held = false;
        return false;
    case EVENT_POINTER_UP:
        if (mine && strayed(corner, event, metrics))
            corner->held = false;
        return lift(corner, event);
    case EVENT_POINTER_CANCEL:
        return lift(corner, event);
    default:
        return false;
    }
}

void corner_drop(struct corner *corner)
{
    corner->held = false;
}

static bool is_shown(const struct corner *corner, ms_t now)
{
    return corner->held && now - corner->since >= show_ms && now - corner->since <= longest_ms;
}

/* In the window, as near to the finger as the corner allows. */
static struct rect ring_place(const struct corner *corner, const struct ui *ui)
{
    int side = metrics_mm(&ui->metrics, RING_MM);
    int edge = metrics_mm(&ui->metrics, 2);
    int x = int_max(edge, int_min(corner->x - side / 2, ui->metrics.width - edge - side));
    return (struct rect){x, int_max(edge, corner->y - side / 2), side, side};
}

void corner_draw(const struct corner *corner, struct ui *ui, ms_t now)
{
    if (!is_shown(corner, now))
        return;
    struct rect rect = ring_place(corner, ui);
    ms_t part = now - corner->since - show_ms;
    bool full = part >= hold_ms - show_ms;
    draw_shadow(ui->list, rect, rect.w / 2, metrics_length(&ui->metrics, LENGTH_SHADOW_BLUR),
                ui_color(ui, COLOR_SHADOW));
    draw_fill(ui->list, rect, rect.w / 2, ui_color(ui, COLOR_INK));
    ui_arc(ui, rect,
           &(struct arc){.radius = (float)rect.w * 0.40F,
                         .thickness = (float)rect.w * 0.11F,
                         .part = full ? 1 : (float)part / (float)(hold_ms - show_ms),
                         .track = ui_color(ui, COLOR_INK_BUTTON),
                         .color = ui_color(ui, COLOR_INK_ACCENT)});
    ui_icon(ui, rect, "lock", rect.w * 2 / 5, ui_color(ui, full ? COLOR_INK_ACCENT : COLOR_ON_INK));
}

ms_t corner_wake(const struct corner *corner, ms_t now)
{
    if (!corner->held || now - corner->since > longest_ms)
        return MS_NEVER;
    ms_t passed = now - corner->since;
    if (passed < show_ms)
        return corner->since + show_ms;
    return passed < hold_ms ? now : corner->since + longest_ms + 1;
}
