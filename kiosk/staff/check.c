#include "staff/check.h"

#include <string.h>

#include "clinic/health.h"
#include "staff/check_draw.h"
#include "staff/frame.h"

static const ms_t stall_ms = 20000;

static void show(struct staff_check *check)
{
    check->phase = STAFF_CHECK_SHOWN;
    check->chosen = CHECK_TOUCH;
    for (int i = CHECK_PARTS - 1; i >= 0; i--)
        if (check->last.result[i] == CHECK_FAILED)
            check->chosen = (enum check_part)i;
}

static void finish(struct screen_context *context)
{
    struct staff_check *check = &context->staff->check;
    check->run.at = context->wall;
    check->run.took_s = check->alone ? 0 : int_max(1, (int)((context->now - check->began) / 1000));
    if (!context->staff->sample)
        self_check_keep(&check->run);
    enum check_part chosen = check->chosen;
    check->last = check->run;
    check->unkept = staff_pin_unkept(context->staff);
    show(check);
    if (check->alone)
        check->chosen = chosen;
}

static void start_painting(struct screen_context *context)
{
    struct staff_check *check = &context->staff->check;
    check->phase = STAFF_CHECK_PAINT;
    memset(check->fingers, 0, sizeof check->fingers);
    for (int i = 0; i < CHECK_SQUARES; i++)
        check->run.white[i] = true;
    check->left = CHECK_SQUARES;
    check->latest = -1;
    check->painted_at = context->now;
}

/* What needs nobody. */
static enum check_result look_alone(const struct screen_context *context, enum check_part part)
{
    if (part == CHECK_SOUND)
        return CHECK_LEFT_OUT; /* there is none */
    if (part == CHECK_CONTENT)
        return context->faults->errors == 0 && (!context->refused || context->refused->errors == 0)
                   ? CHECK_FINE
                   : CHECK_FAILED;
    int free_percent = health_free_percent();
    if (staff_pin_unkept(context->staff))
        return CHECK_FAILED;
    return free_percent < 0 || free_percent >= HEALTH_FREE_PERCENT ? CHECK_FINE : CHECK_FAILED;
}

static void play_tone(struct screen_context *context)
{
    context->try_volume = context->config->sound.volume;
    context->try_cue = CUE_DONE; /* the longest */
}

static void begin_part(struct screen_context *context, enum check_part part);

static void end_part(struct screen_context *context, enum check_part part, enum check_result result)
{
    struct staff_check *check = &context->staff->check;
    check->run.result[part] = result;
    check->run.part_at[part] = context->wall;
    if (check->alone || part + 1 == CHECK_PARTS)
        finish(context);
    else
        begin_part(context, part + 1);
}

static void begin_part(struct screen_context *context, enum check_part part)
{
    struct staff_check *check = &context->staff->check;
    check->chosen = part;
    if (part == CHECK_TOUCH) {
        start_painting(context);
    } else if (part == CHECK_SOUND && !context->ears.no_sound) {
        check->phase = STAFF_CHECK_HEAR;
        play_tone(context);
    } else if (part == CHECK_COLOURS) {
        check->phase = STAFF_CHECK_LOOK;
        check->colour = 0;
    } else if (part == CHECK_CLOCK) {
        check->phase = STAFF_CHECK_COMPARE;
    } else {
        end_part(context, part, look_alone(context, part));
    }
}

static void begin(struct screen_context *context, enum check_part part, bool alone)
{
    struct staff_check *check = &context->staff->check;
    check->run = check->last;
    check->alone = alone;
    check->began = context->now;
    begin_part(context, part);
}

bool staff_check_stalls(const struct screen_context *context)
{
    return context->now - context->staff->check.painted_at >= stall_ms;
}

static void paint(struct screen_context *context, int x, int y)
{
    struct staff_check *check = &context->staff->check;
    for (int i = 0; i < CHECK_SQUARES; i++) {
        struct rect square = staff_check_square(check->width, check->height, i);
        if (!check->run.white[i] || !rect_contains(square, x, y))
            continue;
        check->run.white[i] = false;
        check->left--;
        check->latest = i;
        check->painted_at = context->staff->touched_at = context->now;
    }
}

/* All that lies on the way: a quick finger is heard of every few centimetres. */
static void paint_way(struct screen_context *context, const struct painting_finger *finger, int x,
                      int y)
{
    enum { STEPS = 32 };
    for (int i = 1; i <= STEPS; i++)
        paint(context, finger->x + (x - finger->x) * i / STEPS,
              finger->y + (y - finger->y) * i / STEPS);
}

static struct painting_finger *finger_of(struct staff_check *check, int64_t pointer, bool fresh)
{
    for (int i = 0; i < STAFF_CHECK_FINGERS; i++)
        if (check->fingers[i].down && check->fingers[i].pointer == pointer)
            return &check->fingers[i];
    for (int i = 0; fresh && i < STAFF_CHECK_FINGERS; i++)
        if (!check->fingers[i].down)
            return &check->fingers[i];
    return NULL;
}

static void hear(struct screen_context *context, const struct event *event)
{
    struct staff_check *check = &context->staff->check;
    bool down = event->kind == EVENT_POINTER_DOWN, move = event->kind == EVENT_POINTER_MOVE;
    bool up = event->kind == EVENT_POINTER_UP || event->kind == EVENT_POINTER_CANCEL;
    if (check->phase != STAFF_CHECK_PAINT || check->width == 0 || (!down && !move && !up))
        return;
    struct painting_finger *finger = finger_of(check, event->pointer, down);
    if (!finger)
        return;
    if (down)
        paint(context, event->x, event->y);
    else if (event->kind != EVENT_POINTER_CANCEL)
        paint_way(context, finger, event->x, event->y);
    *finger = (struct painting_finger){event->pointer, event->x, event->y, !up};
    if (check->left == 0)
        end_part(context, CHECK_TOUCH, CHECK_FINE);
}

static void show_sample(struct staff *staff)
{
    static const int dead[] = {109, 110, 111, 125, 126, 127}; /* lower right */
    struct staff_check *check = &staff->check;
    bool well = staff_shows(staff, "well") || staff_shows(staff, "unkept");
    check->last = (struct self_check){.at = staff_sample_now() - 6540, .took_s = 40};
    for (int i = 0; i < CHECK_PARTS; i++) {
        check->last.result[i] = CHECK_FINE;
        check->last.part_at[i] = check->last.at;
    }
    check->last.result[CHECK_TOUCH] = well ? CHECK_FINE : CHECK_FAILED;
    for (size_t i = 0; !well && i < sizeof dead / sizeof *dead; i++)
        check->last.white[dead[i]] = true;
    if (staff_shows(staff, "never"))
        check->last = (struct self_check){0};
    if (staff_shows(staff, "part"))
        check->last = (struct self_check){.at = check->last.at,
                                          .result[CHECK_SOUND] = CHECK_LEFT_OUT,
                                          .result[CHECK_STORAGE] = CHECK_FINE,
                                          .part_at[CHECK_STORAGE] = check->last.at};
}

static void show_sample_part(struct screen_context *context)
{
    struct staff *staff = context->staff;
    if (staff_shows(staff, "touch")) {
        begin(context, CHECK_TOUCH, false);
        for (int i = 0; i < 97; i++)
            staff->check.run.white[i] = false;
        staff->check.left = CHECK_SQUARES - 97;
        staff->check.latest = 96;
    }
    if (staff_shows(staff, "hear"))
        begin(context, CHECK_SOUND, false);
    if (staff_shows(staff, "colours"))
        begin(context, CHECK_COLOURS, false);
    if (staff_shows(staff, "spots")) {
        begin(context, CHECK_COLOURS, false);
        staff->check.phase = STAFF_CHECK_SPOTS;
    }
    if (staff_shows(staff, "unkept"))
        staff->check.chosen = CHECK_STORAGE;
    if (staff_shows(staff, "compare"))
        begin(context, CHECK_CLOCK, false);
    if (staff_shows(staff, "restarts")) {
        staff->check.restart = (struct restart){
            .at = staff_sample_now() - 840, .why = RESTART_DIED, .unwanted = HEALTH_RESTARTS + 2};
        staff->check.restarts = staff->check.details = true;
    }
}

/* Whoever leads here wants to see one thing, as it is now. */
static void show_first(struct screen_context *context, enum check_part first, bool restarts)
{
    struct staff_check *check = &context->staff->check;
    if (restarts)
        check->restart = restart_read(context->wall);
    else if (first == CHECK_STORAGE)
        begin(context, first, true);
    check->restarts = restarts;
    if (first != CHECK_TOUCH)
        check->chosen = first;
    check->details = restarts || first != CHECK_TOUCH;
}

static void enter(struct screen_context *context)
{
    struct staff_check *check = &context->staff->check;
    enum check_part first = check->begin_at;
    bool restarts = check->begin_restarts;
    *check = (struct staff_check){.latest = -1};
    if (context->staff->sample)
        show_sample(context->staff);
    else
        check->last = self_check_read();
    check->unkept = staff_pin_unkept(context->staff) || staff_shows(context->staff, "unkept");
    show(check);
    if (context->staff->sample)
        show_sample_part(context);
    else
        show_first(context, first, restarts);
}

static void stop(struct staff_check *check)
{
    check->phase = STAFF_CHECK_SHOWN;
    check->chosen = CHECK_TOUCH;
}

static void take_answer(struct screen_context *context, bool yes)
{
    struct staff_check *check = &context->staff->check;
    if (check->phase == STAFF_CHECK_HEAR)
        end_part(context, CHECK_SOUND,
                 yes                      ? CHECK_FINE
                 : context->ears.no_sound ? CHECK_LEFT_OUT
                                          : CHECK_FAILED);
    else if (check->phase == STAFF_CHECK_SPOTS)
        end_part(context, CHECK_COLOURS, yes ? CHECK_FINE : CHECK_FAILED);
    else if (check->phase == STAFF_CHECK_COMPARE)
        end_part(context, CHECK_CLOCK, yes ? CHECK_FINE : CHECK_FAILED);
}

static void next_colour(struct staff_check *check)
{
    if (++check->colour >= STAFF_CHECK_COLOURS)
        check->phase = STAFF_CHECK_SPOTS;
}

static void tap_result(struct screen_context *context, const struct tap *tap)
{
    struct staff_check *check = &context->staff->check;
    bool back = tap->kind == TAP_BACK && check->details;
    if (back || strcmp(tap->id, "check:list") == 0)
        check->details = check->restarts = false;
    else if (staff_frame_tap(context, tap))
        return;
    else if (strcmp(tap->id, "check:all") == 0)
        begin(context, CHECK_TOUCH, false);
    else if (strcmp(tap->id, "check:again") == 0)
        begin(context, check->chosen, true);
    else if (strcmp(tap->id, "check:leave") == 0)
        context->go = SCREEN_STAFF_HOME;
    else if (strncmp(tap->id, "part:", 5) == 0)
        check->chosen = (enum check_part)tap->index, check->details = true, check->restarts = false;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    struct staff_check *check = &context->staff->check;
    if (check->phase == STAFF_CHECK_SHOWN)
        tap_result(context, tap);
    else if (tap->kind == TAP_BACK || strcmp(tap->id, "check:stop") == 0)
        stop(check);
    else if (strcmp(tap->id, "check:white") == 0)
        end_part(context, CHECK_TOUCH, CHECK_FAILED);
    else if (strcmp(tap->id, "check:tone") == 0)
        play_tone(context);
    else if (strcmp(tap->id, "check:next") == 0)
        next_colour(check);
    else if (strcmp(tap->id, "check:yes") == 0 || strcmp(tap->id, "check:no") == 0)
        take_answer(context, strcmp(tap->id, "check:yes") == 0);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    struct staff_check *check = &context->staff->check;
    check->width = ui->metrics.width;
    check->height = ui->metrics.height;
    if (check->phase == STAFF_CHECK_SHOWN)
        staff_check_draw_result(context, ui);
    else if (check->phase == STAFF_CHECK_PAINT)
        staff_check_draw_paint(context, ui);
    else if (check->phase == STAFF_CHECK_LOOK)
        staff_check_draw_look(context, ui);
    else
        staff_check_draw_question(context, ui);
}

static ms_t wake(const struct screen_context *context)
{
    const struct staff_check *check = &context->staff->check;
    bool paints = check->phase == STAFF_CHECK_PAINT && !staff_check_stalls(context);
    if (paints)
        return check->painted_at + stall_ms;
    bool asks = check->phase == STAFF_CHECK_COMPARE || check->phase == STAFF_CHECK_HEAR;
    return asks ? context->now + 1000 : MS_NEVER; /* what it asks about may change */
}

const struct screen screen_staff_check = {
    .staff = true,
    .enter = enter,
    .event = hear,
    .tap = tap,
    .draw = draw,
    .wake = wake,
};
