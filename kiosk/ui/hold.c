#include "ui/ui_internal.h"

/* Long enough that no ordinary press repeats, and slow enough to stop at the number one wants. */
static const ms_t hold_ms = 500, every_ms = 250;

void ui_repeats(struct ui *ui, const char *id)
{
    struct target *target = ui_last_target(ui, id);
    if (target) /* not out of sight */
        target->repeats = true;
}

void hold_begin(struct ui *ui, ms_t at)
{
    ui->hold = (struct hold){.next = at + hold_ms};
}

static const struct target *held(const struct ui *ui)
{
    const struct target *target = ui_find_target(ui, ui->pressed);
    return target && target->repeats ? target : NULL;
}

struct tap ui_held(struct ui *ui, ms_t now)
{
    struct tap tap = {.kind = TAP_NONE};
    const struct target *target = held(ui);
    if (!target)
        return tap;
    if (!ui->pressed_inside)
        ui->hold.next = now + hold_ms; /* one that comes back begins anew */
    if (now < ui->hold.next)
        return tap;
    ui->hold.next += every_ms;
    if (ui->hold.next <= now)
        ui->hold.next = now + every_ms; /* what a standstill missed is not made up for */
    ui->hold.repeated = true;
    return ui_tap_target(target);
}

ms_t ui_held_wake(const struct ui *ui)
{
    return held(ui) && ui->pressed_inside ? ui->hold.next : MS_NEVER;
}
