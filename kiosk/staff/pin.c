#include "staff/pin.h"

#include <string.h>

#include "staff/pin_draw.h"

static void clear(struct staff_pin *pad)
{
    explicit_bzero(pad->digits, sizeof pad->digits);
    pad->count = 0;
}

static void begin(struct staff_pin *pad, enum staff_pin_step step, enum staff_pin_note note,
                  ms_t now)
{
    clear(pad);
    if (step != STAFF_PIN_REPEAT)
        explicit_bzero(pad->first, sizeof pad->first);
    pad->step = step;
    pad->note = note;
    pad->noted_at = now;
    pad->checking = false;
}

static void show_sample(struct staff *staff, ms_t now)
{
    struct staff_pin *pad = &staff->pad;
    pad->count = 3;
    pad->noted_at = now - 10000;
    if (staff_shows(staff, "choose") || staff_shows(staff, "refused"))
        pad->step = STAFF_PIN_CHOOSE;
    if (staff_shows(staff, "refused"))
        pad->note = STAFF_PIN_RUN;
    if (staff_shows(staff, "repeat"))
        pad->step = STAFF_PIN_REPEAT, pad->count = 4;
    if (staff_shows(staff, "wrong"))
        pad->note = STAFF_PIN_WRONG;
    if (staff_shows(staff, "wrong") || staff_shows(staff, "refused") || staff_shows(staff, "wait"))
        pad->count = 0;
    pad->help = staff_shows(staff, "help");
    pad->stick = staff_shows(staff, "stick");
}

static void enter(struct screen_context *context)
{
    struct staff *staff = context->staff;
    staff->pad = (struct staff_pin){.change = staff->unlocked};
    if (staff->sample) {
        show_sample(staff, context->now);
        return;
    }
    pin_refresh(staff->pin);
    begin(&staff->pad, staff->pin->set ? STAFF_PIN_ENTER : STAFF_PIN_CHOOSE, STAFF_PIN_QUIET,
          context->now);
}

static void exit_page(struct screen_context *context)
{
    work_leave(context->staff->pad.work);
    explicit_bzero(&context->staff->pad, sizeof context->staff->pad);
}

static void leave(struct screen_context *context)
{
    if (context->staff->pad.change)
        context->go = SCREEN_STAFF_SETTINGS;
    else
        context->close_panel = true;
}

static void get_in(struct screen_context *context)
{
    if (context->staff->pad.change)
        leave(context);
    else
        context->unlock = true;
}

static void begin_try(struct screen_context *context)
{
    struct staff *staff = context->staff;
    struct pin_trial *trial = pin_try_begin(staff->pin, staff->pad.digits, context->now);
    if (trial)
        staff->pad.work = work_begin(pin_trial_run, pin_trial_free, trial, staff->on_work_done);
    else
        begin(&staff->pad, STAFF_PIN_ENTER, STAFF_PIN_WRONG, context->now);
}

static void end_try(struct screen_context *context)
{
    struct staff *staff = context->staff;
    struct pin_trial *trial = work_end(staff->pad.work);
    staff->pad.work = NULL;
    if (!pin_try_end(staff->pin, trial, context->now))
        begin(&staff->pad, STAFF_PIN_ENTER, STAFF_PIN_WRONG, context->now);
    else if (staff->pad.change)
        begin(&staff->pad, STAFF_PIN_CHOOSE, STAFF_PIN_QUIET, context->now);
    else
        get_in(context);
}

static void judge_new(struct screen_context *context)
{
    struct staff_pin *pad = &context->staff->pad;
    enum pin_fault fault = pin_judge(pad->digits);
    if (fault != PIN_FINE) {
        begin(pad, STAFF_PIN_CHOOSE, fault == PIN_RUN ? STAFF_PIN_RUN : STAFF_PIN_EQUAL_DIGITS,
              context->now);
        return;
    }
    memcpy(pad->first, pad->digits, sizeof pad->first);
    begin(pad, STAFF_PIN_REPEAT, STAFF_PIN_QUIET, context->now);
}

static void judge_repeated(struct screen_context *context)
{
    struct staff_pin *pad = &context->staff->pad;
    if (strcmp(pad->digits, pad->first) != 0) {
        begin(pad, STAFF_PIN_CHOOSE, STAFF_PIN_DIFFERENT, context->now);
        return;
    }
    pin_choose(context->staff->pin, pad->digits); /* where it cannot be kept, the tiles say so */
    get_in(context);
}

static void update(struct screen_context *context)
{
    struct staff_pin *pad = &context->staff->pad;
    if (context->staff->sample || !pad->checking)
        return;
    if (pad->step == STAFF_PIN_ENTER) {
        if (!pad->work)
            begin_try(context);
        if (pad->work && work_done(pad->work))
            end_try(context);
        return;
    }
    pad->checking = false;
    if (pad->step == STAFF_PIN_CHOOSE)
        judge_new(context);
    else
        judge_repeated(context);
}

static void take_digit(struct staff_pin *pad, int digit)
{
    if (pad->checking || pad->count >= PIN_DIGITS)
        return;
    pad->note = STAFF_PIN_QUIET;
    pad->digits[pad->count++] = (char)('0' + digit);
    pad->digits[pad->count] = '\0';
    pad->checking = pad->count == PIN_DIGITS;
}

static void take_back(struct staff_pin *pad)
{
    if (!pad->checking && pad->count > 0)
        pad->digits[--pad->count] = '\0';
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    struct staff_pin *pad = &context->staff->pad;
    if (tap->kind == TAP_BACK && pad->help)
        pad->help = false;
    else if (tap->kind == TAP_BACK || strcmp(tap->id, "pin-leave") == 0)
        leave(context);
    else if (strcmp(tap->id, "pin-help") == 0)
        pad->help = !pad->help;
    else if (strcmp(tap->id, "pin-another") == 0)
        begin(pad, STAFF_PIN_CHOOSE, STAFF_PIN_QUIET, context->now);
    else if (strcmp(tap->id, "digit:delete") == 0)
        take_back(pad);
    else if (strncmp(tap->id, "digit:", 6) == 0)
        take_digit(pad, tap->index);
}

ms_t staff_pin_wait(const struct screen_context *context, ms_t *whole)
{
    enum { SAMPLE_LEFT_MS = 27000, SAMPLE_WHOLE_MS = 30000 };
    const struct staff *staff = context->staff;
    *whole = staff->sample ? SAMPLE_WHOLE_MS : pin_wait_after(staff->pin->wrong);
    if (staff->sample)
        return staff_shows(staff, "wait") ? SAMPLE_LEFT_MS : 0;
    return pin_wait_left(staff->pin, context->now);
}

static ms_t wake(const struct screen_context *context)
{
    const struct staff_pin *pad = &context->staff->pad;
    ms_t whole, left = staff_pin_wait(context, &whole);
    bool shakes = pad->note != STAFF_PIN_QUIET && context->now - pad->noted_at < 600;
    bool working = pad->work && !work_done(pad->work);
    if ((pad->checking && !working) || shakes)
        return context->now;
    return left > 0 ? context->now + (left % 1000 ? left % 1000 : 1000) : MS_NEVER;
}

const struct screen screen_staff_pin = {
    .panel = true,
    .staff = true,
    .enter = enter,
    .exit = exit_page,
    .update = update,
    .tap = tap,
    .draw = staff_pin_draw,
    .wake = wake,
};
