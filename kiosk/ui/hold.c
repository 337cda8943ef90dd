#include <string.h>

#include "ui/ui_internal.h"

/* Long enough that no ordinary press repeats, and slow enough to stop at the number one wants. */
static const ms_t hold_ms = 500, every_ms = 250;

/* An ordinary tap is over by then. */
static const ms_t open_ms = 400;

void ui_repeats(struct ui *ui, const char *id)
{
    struct target *target = ui_last_target(ui, id);
    if (target) /* not out of sight */
        target->repeats = true;
}

void ui_unhurried(struct ui *ui, const char *id)
{
    struct target *target = ui_last_target(ui, id);
    if (target)
        target->unhurried = true;
}

void ui_opens(struct ui *ui, const char *id)
{
    struct target *target = ui_last_target(ui, id);
    if (target)
        target->opens = true;
}

void ui_opened(struct ui *ui, const char *id)
{
    struct target *target = ui_last_target(ui, id);
    if (target)
        target->opened = true;
}

static ms_t first_after(const struct target *target)
{
    return target->opens ? open_ms : hold_ms;
}

void hold_begin(struct finger *finger, const struct target *target, ms_t at)
{
    finger->next_tap = at + first_after(target);
    finger->repeated = false;
}

static const struct target *held_by(const struct ui *ui, const struct finger *finger)
{
    const struct target *target =
        finger->role == FINGER_PRESSING ? ui_find_target(ui, finger->target) : NULL;
    bool due = target && (target->repeats || (target->opens && !finger->opened));
    return due ? target : NULL;
}

/* Of several that hold such targets the one that came last. */
static struct finger *held(struct ui *ui)
{
    for (int i = ui->fingers.count - 1; i >= 0; i--)
        if (held_by(ui, &ui->fingers.items[i]))
            return &ui->fingers.items[i];
    return NULL;
}

static struct tap tap_held(struct finger *finger, const struct target *target)
{
    struct tap tap = ui_tap_target(target);
    finger->repeated = !target->opens;
    finger->opened = target->opens;
    if (target->opens) {
        tap.kind = TAP_HELD;
        memcpy(finger->opener, target->id, sizeof finger->opener);
        finger->home = target->rect;
    }
    return tap;
}

struct tap ui_held(struct ui *ui, ms_t now)
{
    struct finger *finger = held(ui);
    const struct target *target = finger ? held_by(ui, finger) : NULL;
    if (finger && !finger->inside)
        finger->next_tap = now + first_after(target); /* one that comes back begins anew */
    if (!finger || now < finger->next_tap)
        return (struct tap){.kind = TAP_NONE};
    finger->next_tap += every_ms;
    if (finger->next_tap <= now)
        finger->next_tap = now + every_ms; /* what a standstill missed is not made up for */
    return tap_held(finger, target);
}

ms_t ui_held_wake(struct ui *ui)
{
    const struct finger *finger = held(ui);
    ms_t wake = finger && finger->inside ? finger->next_tap : MS_NEVER;
    return ms_min(wake, scan_wake(ui));
}
