#include "staff/home.h"

#include <string.h>

#include "clinic/self_check.h"
#include "staff/frame.h"
#include "staff/home_draw.h"
#include "store/wall.h"

enum { READ_EVERY_MS = 10000 };

static void show_sample(struct screen_context *context, struct staff_home *home)
{
    enum { HOUR_S = 3600, DAY_S = 86400 };
    bool well = staff_shows(context->staff, "well");
    int64_t now = staff_sample_now();
    int routines = context->content ? (int)context->content->routine_count : 0;
    home->facts = (struct health_facts){
        .routines = well ? routines : routines - 1,
        .all = routines,
        .faulty = well ? 0 : 1,
        .now = now,
        .review = {well ? 2026 : 2025, 11, 30},
        .free_percent = 61,
        .checked_at = now - 2 * HOUR_S + 660,
        .restart = {.at = now - 12 * DAY_S, .why = RESTART_POWER_CUT},
    };
    home->today = (struct staff_today){14, 11, 8, 1, true};
}

/* Also of files that were changed since and are not taken: patients see them as they were before.
 */
static int faulty_routines(const struct screen_context *context)
{
    int faulty = health_faulty_routines(context->faults);
    int refused = health_faulty_routines(context->refused);
    if (refused == 0 && context->refused && context->refused->errors > 0)
        refused = 1; /* an exercise, or the pack itself */
    return int_max(faulty, refused);
}

static void read_facts(struct screen_context *context, struct staff_home *home)
{
    struct self_check check = self_check_read();
    home->facts = (struct health_facts){
        .routines = context->content ? (int)context->content->routine_count : 0,
        .all = context->content ? (int)context->content->entry_count : 0,
        .hidden = context->content ? (int)context->content->hidden_count : 0,
        .faulty = faulty_routines(context),
        .now = context->wall,
        .review = health_review(context->content),
        .free_percent = health_free_percent(),
        .unkept = staff_pin_unkept(context->staff),
        .checked_at = self_check_devices_at(&check),
        .unchecked = self_check_devices(&check, CHECK_OPEN),
        .check_failed = self_check_devices(&check, CHECK_FAILED),
        .clock_off = check.result[CHECK_CLOCK] == CHECK_FAILED,
        .restart = restart_read(context->wall),
    };
    suspect_aside(home->facts.set_aside);
    struct store *store = context->store;
    int day = wall_day(context->wall);
    home->today =
        (struct staff_today){.visits = store_today(store, STORE_VISIT, NULL, day),
                             .begun = store_today(store, STORE_ROUTINE_STARTED, NULL, day),
                             .finished = store_today(store, STORE_ROUTINE_FINISHED, NULL, day),
                             .hurts = store_today(store, STORE_HURT, NULL, day),
                             .known = store_is_open(store)};
}

static void look(struct screen_context *context)
{
    struct staff_home *home = &context->staff->home;
    if (context->staff->sample)
        show_sample(context, home);
    else
        read_facts(context, home);
    home->health = health_judge(&home->facts);
    home->read_at = context->now;
}

static void enter(struct screen_context *context)
{
    context->staff->home.scroll = (struct scroll){0};
    look(context);
}

static void update(struct screen_context *context)
{
    if (context->now - context->staff->home.read_at >= READ_EVERY_MS)
        look(context);
}

/* Of the self-check: the one part that the tile tells of; touch, where all are listed, for more. */
static enum check_part part_told_of(const struct health_facts *facts, enum health_check check)
{
    if (check == HEALTH_STORAGE)
        return CHECK_STORAGE;
    if (check == HEALTH_CLOCK && facts->clock_off)
        return CHECK_CLOCK;
    unsigned parts = facts->check_failed ? facts->check_failed : facts->unchecked;
    for (int i = 0; check == HEALTH_DEVICES && i < CHECK_PARTS; i++)
        if (parts == 1u << i)
            return (enum check_part)i;
    return CHECK_TOUCH;
}

static enum screen_id look_into(struct screen_context *context, enum health_check check)
{
    struct staff_home *home = &context->staff->home;
    if (check == HEALTH_RESTART && *home->facts.set_aside && !context->staff->sample)
        suspect_heard();
    context->staff->check.begin_at = part_told_of(&home->facts, check);
    context->staff->routines.to_fault = check == HEALTH_ROUTINES;
    context->staff->check.begin_restarts = check == HEALTH_RESTART;
    return staff_home_mends(&home->facts, check);
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind == TAP_BACK || staff_frame_tap(context, tap))
        return;
    if (strncmp(tap->id, "check:", 6) == 0)
        context->go = look_into(context, (enum health_check)tap->index);
    else if (strcmp(tap->id, "tile:lock") == 0)
        context->lock = true;
    else if (strncmp(tap->id, "tile:", 5) == 0)
        context->go = staff_places[tap->index].screen;
    else if (strcmp(tap->id, "today") == 0)
        context->go = SCREEN_STAFF_USAGE;
}

static ms_t wake(const struct screen_context *context)
{
    return context->staff->sample ? MS_NEVER : context->staff->home.read_at + READ_EVERY_MS;
}

const struct screen screen_staff_home = {
    .staff = true,
    .enter = enter,
    .update = update,
    .tap = tap,
    .draw = staff_home_draw,
    .wake = wake,
};
