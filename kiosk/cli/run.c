#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "cli/await.h"
#include "cli/backup_site.h"
#include "cli/changes.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/hear.h"
#include "cli/keys.h"
#include "cli/notify.h"
#include "cli/pace.h"
#include "cli/settings.h"
#include "cli/speak.h"
#include "cli/stage.h"
#include "cli/sticks.h"
#include "clinic/pulse.h"
#include "clinic/restart.h"
#include "clinic/stick_task.h"
#include "clinic/suspect.h"
#include "packs/packs.h"
#include "store/state.h"
#include "store/wall.h"

enum { MAX_EVENTS = 64, SHOW_AGAIN_MS = 1000 };

static const char already_running[] =
    "kiosk: a kiosk runs here already (process %ld, state folder %s).\n"
    "End it first, or give this one a state folder of its own:\n"
    "  XDG_STATE_HOME=/another/folder kiosk run\n";

struct loop {
    struct stage stage;
    struct keys_follower keys;
    struct changes *changes;
    struct stick_watch *sticks;
    struct hear hear;
    struct speak speak;
    ms_t start, frame_at;
    ms_t ping_every, ping_at;
    struct suspects noted;
    ms_t touched_at; /* -1: not yet */
    bool ready;
};

/* Until an event, a finished figure, a changed file, or `wake`. Looking for changed files draws no
 * frame. */
static size_t wait_for_something(struct loop *loop, ms_t wake, struct event *events)
{
    struct window *window = loop->stage.window;
    for (;;) {
        ms_t look = changes_wake(loop->changes);
        ms_t until = look < wake ? look : wake;
        size_t count = window_events(window, until, events, MAX_EVENTS);
        ms_t now = window_now();
        bool different = changes_follow(loop->changes, now);
        different |= sticks_follow(loop->sticks, loop->stage.assembly->app);
        if (count > 0 || different || window_frame_due(window) || now >= wake)
            return count;
    }
}

/* Sleeps until something happens or the screen wants to move; never gives more than 60 frames a
 * second, whatever arrives. Returns the number of events. */
static size_t wait_for_frame(struct loop *loop, ms_t wake, struct event *events)
{
    struct window *window = loop->stage.window;
    ms_t next = pace_next(loop->start, loop->frame_at);
    if (wake < next)
        wake = next;
    if (wake > loop->ping_at)
        wake = loop->ping_at;
    size_t count = wait_for_something(loop, wake, events);
    while (count < MAX_EVENTS && window_now() < next)
        count += window_events(window, next, events + count, MAX_EVENTS - count);
    return count;
}

static void note_pulse(struct loop *loop)
{
    const struct fault_list *faults = app_faults(loop->stage.assembly->app);
    struct pulse pulse = {.version = KIOSK_VERSION,
                          .width = loop->stage.width,
                          .height = loop->stage.height,
                          .started = loop->start,
                          .frame = loop->frame_at,
                          .touch = loop->touched_at,
                          .errors = (int)faults->errors,
                          .warnings = (int)faults->warnings};
    snprintf(pulse.renderer, sizeof pulse.renderer, "%s", window_renderer(loop->stage.window));
    pulse_note(&pulse, loop->frame_at);
}

static void note_touches(struct loop *loop, const struct event *events, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (events[i].kind == EVENT_POINTER_DOWN)
            loop->touched_at = window_now();
}

/* A screen that nothing can be shown on is tried again meanwhile; the watchdog hears of it by the
 * silence, and has another start made of it. */
static void ping_watchdog(struct loop *loop, ms_t now)
{
    if (now < loop->ping_at)
        return;
    bool shows = window_shows(loop->stage.window);
    if (shows)
        notify_send("WATCHDOG=1");
    bool soon = !shows && SHOW_AGAIN_MS < loop->ping_every;
    loop->ping_at = now + (soon ? SHOW_AGAIN_MS : loop->ping_every);
}

/* What the clock on the wall shows, read as often as the other one. */
static struct wall_time read_wall(void)
{
    int64_t seconds = wall_now();
    struct tm local = wall_local(seconds);
    return (struct wall_time){.year = local.tm_year + 1900,
                              .month = local.tm_mon + 1,
                              .day = local.tm_mday,
                              .weekday = (local.tm_wday + 6) % 7,
                              .minute = local.tm_hour * 60 + local.tm_min,
                              .second = local.tm_sec,
                              .seconds = seconds};
}

/* Before it is drawn: what ends the kiosk is to be found afterwards. */
static void note_shown(struct loop *loop, int64_t wall)
{
    const char *exercise, *routine;
    app_shown_packs(loop->stage.assembly->app, &exercise, &routine);
    suspect_note(&loop->noted, exercise, routine, wall);
}

static void announce(struct loop *loop)
{
    if (loop->ready)
        return;
    loop->ready = true;
    settings_keep(loop->stage.assembly);
    log_info("ready", "renderer=%s size=%dx%d", window_renderer(loop->stage.window),
             loop->stage.width, loop->stage.height);
    notify_send("READY=1\nSTATUS=");
}

/* As the panel hangs now: staff may have set it just before. */
static void turn_panel(struct loop *loop)
{
    const struct config *config = &loop->stage.assembly->config;
    struct touch_matrix touch;
    memcpy(touch.m, config->screen.touch.m, sizeof touch.m);
    window_set_turn(loop->stage.window, (enum turn)config->screen.rotate, &touch);
}

static void run_loop(struct loop *loop)
{
    struct event events[MAX_EVENTS];
    size_t count = 0;
    const struct app_frame *frame;
    do {
        loop->frame_at = window_now();
        struct wall_time wall = read_wall();
        app_set_wall(loop->stage.assembly->app, &wall);
        app_set_ears(loop->stage.assembly->app, sound_missing(loop->hear.sound),
                     speak_fails(&loop->speak));
        app_set_saying(loop->stage.assembly->app,
                       speak_waits(&loop->speak) || sound_saying(loop->hear.sound));
        frame = stage_step(&loop->stage, loop->frame_at, events, count);
        note_shown(loop, wall.seconds);
        if (!window_set_dark(loop->stage.window, frame->dark))
            stage_show(&loop->stage, frame);
        hear_frame(&loop->hear, &frame->hearing, loop->frame_at);
        speak_frame(&loop->speak, loop->hear.sound, &frame->speech, loop->frame_at);
        window_take_text(loop->stage.window, frame->writing);
        turn_panel(loop);
        keys_follow(&loop->keys, loop->stage.window, &loop->stage.assembly->config);
        announce(loop);
        ping_watchdog(loop, loop->frame_at);
        note_pulse(loop);
        count = frame->quit ? 0 : wait_for_frame(loop, frame->wake, events);
        note_touches(loop, events, count);
    } while (!frame->quit);
}

static int run_on(struct window *window, struct assembly *assembly, struct assembly_options *wanted)
{
    wanted->now = window_now();
    wanted->on_image_ready = window_wake;
    struct changes *changes = changes_open(assembly, wanted, window_wake, wanted->now);
    /* Again: something may have been imported before anybody watched. */
    int code = assembly_choose_content(assembly, wanted) ? assembly_build(assembly, wanted)
                                                         : CLI_INPUT_WRONG;
    if (code != CLI_FINE) {
        changes_close(changes);
        return code;
    }
    struct loop loop = {.changes = changes,
                        .sticks = sticks_open(&assembly->config, STICK_MOUNTS, window_wake),
                        .start = wanted->now,
                        .touched_at = -1,
                        .ping_every = notify_watchdog_every()};
    loop.ping_at = loop.ping_every == MS_NEVER ? MS_NEVER : loop.start;
    stage_on_window(&loop.stage, assembly, window);
    hear_open(&loop.hear, assembly, window_wake);
    speak_open(&loop.speak, &assembly->config, window_wake);
    run_loop(&loop);
    notify_send("STOPPING=1");
    restart_mark_end();
    pulse_end();
    speak_close(&loop.speak);
    hear_close(&loop.hear);
    stage_close(&loop.stage);
    sticks_close(loop.sticks);
    changes_close(changes);
    assembly_close(assembly);
    log_info("end", "code=%d", CLI_FINE);
    return CLI_FINE;
}

/* False when a kiosk runs here already. */
static bool take_state(void)
{
    char folder[ASSEMBLY_PATH];
    long holder;
    state_folder(folder, sizeof folder);
    if (state_take(folder, STATE_WAIT_MS, &holder))
        return true;
    log_error("already_running", "folder=%s process=%ld", folder, holder);
    fprintf(stderr, already_running, holder, folder);
    return false;
}

/* One that was stopped; settings may be others afterwards. */
static int finish_restore(struct assembly *assembly, const struct assembly_options *wanted)
{
    struct backup_place place = backup_site(assembly);
    return backup_finish(&place) ? assembly_find(assembly, wanted) : CLI_FINE;
}

int command_run(const struct options *options)
{
    struct assembly_options wanted = command_assembly(options);
    wanted.last_good = true;
    wanted.lock = options->given & OPTION_BIT(OPTION_LOCK);
    wanted.screen_settings = true;
    struct assembly assembly;
    int code = assembly_find(&assembly, &wanted);
    if (code != CLI_FINE)
        return code;
    if (!take_state())
        return CLI_MACHINE_WRONG;
    enum restart_why why = restart_mark_start(wall_now());
    packs_tidy(assembly.packs_dir);
    bool aside = suspect_judge(assembly.packs_dir, why, wall_now());
    stick_tidy(assembly.packs_dir);
    code = finish_restore(&assembly, &wanted);
    if (code == CLI_FINE && aside)
        code = assembly_find(&assembly, &wanted); /* without it */
    if (code != CLI_FINE)
        return code;
    struct window_options how = {.width = options->window_width,
                                 .height = options->window_height,
                                 .lock = assembly.config.lock,
                                 .presenter = options->presenter};
    struct window *window = await_window(&how);
    if (!window)
        return CLI_MACHINE_WRONG;
    code = run_on(window, &assembly, &wanted);
    window_close(window);
    return code;
}
