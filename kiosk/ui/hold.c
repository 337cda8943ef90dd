#include "ui/ui_internal.h"

/* Long enough that no ordinary press repeats, and slow enough to stop at the number one wants. */
static const ms_t hold_ms = 500, every_ms = 250;

void ui_repeats(struct ui *ui, const char *id)
{
    struct target *target = ui_last_target(ui, id);
    if (target) /* not out of sight */
        target->repeats = true;
}

void hold_begin(struct finger *finger, ms_t at)
{
    finger->next_tap = at + hold_ms;
    finger->repeated = false;
}

/* Of several that hold such targets the one that came last. */
static struct finger *held(struct ui *ui)
{
    for (int i = ui->fingers.count - 1; i >= 0; i--) {
        struct finger *finger = &ui->fingers.items[i];
        const struct target *target =
            finger->role == FINGER_PRESSING ? ui_find_target(ui, finger->target) : NULL;
        if (target && target->repeats)
            return finger;
    }
    return NULL;
}

struct tap ui_held(struct ui *ui, ms_t now)
{
    struct finger *finger = held(ui);
    if (finger && !finger->inside)
        finger->next_tap = now + hold_ms; /* one that comes back begins anew */
    if (!finger || now < finger->next_tap)
        return (struct tap){.kind = TAP_NONE};
    finger->next_tap += every_ms;
    if (finger->next_tap <= now)
        finger->next_tap = now + every_ms; /* what a standstill missed is not made up for */
    finger->repeated = true;
    return ui_tap_target(ui_find_target(ui, finger->target));
}

ms_t ui_held_wake(struct ui *ui)
{
    const struct finger *finger = held(ui);
    return finger && finger->inside ? finger->next_tap : MS_NEVER;
}
