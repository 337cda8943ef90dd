#include "app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/frame.h"
#include "app/hearing.h"
#include "app/idle.h"
#include "app/keys.h"
#include "app/one_switch.h"
#include "app/opening.h"
#include "app/reload.h"
#include "app/screen_stack.h"
#include "app/speech.h"
#include "app/staff_lock.h"
#include "app/standstill.h"
#include "base/log.h"
#include "base/memory.h"
#include "screens/home_index.h"
#include "screens/routine_start.h"

static const ms_t retry_ms = 10000;

static bool load_strings(struct app *app, const char *dir, const char *language)
{
    struct fault_list faults = {0};
    bool loaded = app_offer_strings(app, strings_load(dir, language, &faults), &faults);
    if (!loaded)
        log_error("language", "message=%s folder=%s", "no interface language", dir);
    return loaded;
}

static struct store *open_store(const char *file)
{
    char standard[512];
    if (*file)
        return store_open(file);
    store_default_file(standard, sizeof standard);
    return store_open(standard);
}

struct app *app_create(const struct app_options *options, ms_t now)
{
    struct app *app = MEMORY_NEW(struct app);
    app->config = options->config;
    app->site = options->site;
    app->staff.packs_dir = options->packs_dir;
    app->staff.keys_dir = options->keys_dir;
    app->apply_settings = options->apply_settings;
    app->settings = options->settings;
    app->theme = options->theme;
    app->ui.measure = options->measure;
    app->ui.lines = &app->lines;
    app->before_content_free = options->before_content_free;
    app->free_context = options->free_context;
    app->home = home_index_create();
    app->now = app->last_input = now;
    app_jump(app, SCREEN_TROUBLE); /* until there is content */
    app->lang_dir = memory_text(options->lang_dir);
    app_set_content_dirs(app, options->content_dirs, options->content_dir_count);
    const char *language = options->language ? options->language : app->config->language;
    if (!load_strings(app, options->lang_dir, language)) {
        app_destroy(app);
        return NULL;
    }
    app->store = open_store(options->store_file ? options->store_file : app->config->store_file);
    pin_load(&app->pin, now);
    app->staff.pin = &app->pin;
    app->staff.sticks = &app->sticks;
    app->staff.shrink = options->shrink;
    app->staff.on_work_done = options->on_work_done;
    app->staff.before_content_free = options->before_content_free;
    app->staff.free_context = options->free_context;
    app->staff.shrink_photo = options->shrink_photo;
    app_set_wipe_ease(app);
    bool loaded = app_load_content(app);
    app->retry_at = now + retry_ms;
    app->visit.ease = app->wipe_ease;
    if (loaded)
        app_jump(app, SCREEN_ATTRACT);
    return app;
}

const struct fault_list *app_faults(const struct app *app)
{
    return &app->content_faults;
}

void app_destroy(struct app *app)
{
    visit_wipe(&app->visit);
    if (app->demo.running)
        session_end(&app->demo.session);
    content_free(app->content);
    app_free_languages(app);
    fault_list_free(&app->content_faults);
    fault_list_free(&app->refused);
    if (app->store)
        store_close(app->store);
    if (app->uncounted)
        store_close(app->uncounted);
    staff_wipe(&app->staff);
    home_index_destroy(app->home);
    draw_list_free(&app->list);
    speech_free(&app->speech);
    said_list_free(&app->said);
    app_set_folders(&app->packs, NULL, 0);
    app_set_folders(&app->loaded, NULL, 0);
    free(app->lang_dir);
    free(app);
}

struct screen_context app_context(struct app *app)
{
    return (struct screen_context){
        .now = app->now,
        .content = app->shown,
        .strings = app->strings,
        .languages = app->choices,
        .language_count = app->language_count,
        .installed_count = app->installed_count,
        .language = app->language,
        .visit = &app->visit,
        .staff = &app->staff,
        .store = app->staff.tryout.on ? app->uncounted : app->store,
        .demo = &app->demo,
        .closing = &app->closing,
        .home = app->home,
        .faults = &app->content_faults,
        .refused = &app->refused,
        .wall = app->wall.seconds,
        .cleaning_s = app->config->staff.cleaning_s,
        .lock_left_ms = app_staff_left(app),
        .trouble = app->trouble,
        .note = app->note,
        .ears = {.no_sound = app->ears.no_sound || app->config->sound.volume == 0,
                 .no_voice = app->ears.no_voice},
        .ask_feeling = app->config->visit.ask_feeling,
        .clinic = app->config->clinic.name,
        .emergency = app->config->clinic.emergency,
        .config = app->config,
        .site = app->site,
        .content_dirs = (const char *const *)app->packs.items,
        .content_dir_count = app->packs.count,
        .idle_left_ms = app->idle_end_at - app->now,
        .idle_total_ms = app_idle_notice(app),
        .entered_at = app->open_count > 0 ? app->open[app->open_count - 1].entered_at : app->now,
        .under = app->open_count > 1 ? app->open[app->open_count - 2].screen : SCREEN_NONE,
        .go = SCREEN_NONE,
        .open_panel = SCREEN_NONE,
        .choose_language = -1,
    };
}

void app_set_note(struct app *app, const char *note)
{
    snprintf(app->note, sizeof app->note, "%s", note);
}

void app_set_ears(struct app *app, bool no_sound, bool no_voice)
{
    app->ears = (struct ears){.no_sound = no_sound, .no_voice = no_voice};
}

void app_set_saying(struct app *app, bool saying)
{
    app->heard_out = app->saying && !saying;
    app->saying = saying;
}

void app_set_wipe_ease(struct app *app)
{
    app->wipe_ease.less_motion = app->config->less_motion;
    app->wipe_ease.voice = app->config->sound.read_aloud;
}

bool app_visit_under_way(const struct app *app)
{
    return app_is_of_visit(app_top(app));
}

void app_set_wall(struct app *app, const struct wall_time *wall)
{
    app->wall = *wall;
}

bool app_overlay_up(const struct app *app)
{
    return app->overlay;
}

void app_set_memory(struct app *app, const char *text)
{
    snprintf(app->memory, sizeof app->memory, "%s", text);
}

void app_set_sticks(struct app *app, const struct sticks *sticks)
{
    const struct stick *fresh = sticks_new(&app->sticks, sticks);
    bool plugged = fresh && app->sticks_known;
    log_info("sticks", "count=%d newest=%s", sticks->count, fresh ? fresh->path : "");
    app->sticks = *sticks;
    app->sticks_known = true;
    app->staff.pad.stick &= sticks->count > 0; /* what the pad says of it */
    app->staff.stick_came &= sticks->count > 0;
    if (plugged)
        app_meet_stick(app);
}

void app_forget_visit(struct app *app)
{
    struct screen_context context = app_context(app);
    routine_leave(&context);
    visit_wipe(&app->visit);
    app->visit.ease = app->wipe_ease;
    app->visit_counted = false;
    app_reset_language(app);
    if (app->staff.unlocked)
        log_info("staff", "state=locked");
    staff_wipe(&app->staff);
    log_info("visit", "state=ended");
}

void app_end_visit(struct app *app)
{
    if (app_top(app) != SCREEN_ATTRACT)
        app_go(app, SCREEN_ATTRACT);
    app_forget_visit(app);
}

static bool has_wishes(const struct screen_context *context)
{
    return context->settings_written || context->choose_language >= 0 || context->end_visit ||
           context->close_panel || context->unlock || context->lock || context->go != SCREEN_NONE ||
           context->open_panel != SCREEN_NONE;
}

enum screen_id app_try_out(struct app *app, enum screen_id wished)
{
    bool over;
    enum screen_id go = tryout_go(&app->staff.tryout, wished, &over);
    if (over) {
        const struct screen_context context = app_context(app);
        app_set_language(app, tryout_language(&context));
        visit_wipe(&app->visit);
        app->visit.ease = app->wipe_ease;
        tryout_forget(&app->staff.tryout);
        app->staff.touched_at = app->now;
    }
    return go;
}

static void apply_settings(struct app *app)
{
    app->apply_settings(app->settings);
    if (app->staff.unlocked && !app->staff.tryout.on)
        app_speak_to_staff(app);
}

/* In a panel over staff's screens, it is theirs from now on. */
static void keep_language(struct screen_context *context)
{
    if (context->choose_language >= 0 && context->staff->unlocked && !context->staff->tryout.on)
        staff_choose_language(context, context->choose_language);
}

static void follow_wishes(struct app *app, const struct screen_context *context)
{
    if (context->try_volume > 0)
        app->tried = (struct tried_cue){context->try_volume, context->try_cue};
    if (context->settings_written && app->apply_settings)
        apply_settings(app);
    app_set_language(app, context->choose_language);
    if (context->end_visit) {
        app_end_visit(app);
        return;
    }
    if (context->unlock || context->lock) {
        if (context->lock)
            app_lock_staff(app);
        else
            app_unlock_staff(app);
        return;
    }
    if (app->staff.tryout.on && !app->uncounted)
        app->uncounted = store_open(":memory:");
    if (context->close_panel)
        app_close_panel(app);
    if (context->go != SCREEN_NONE)
        app_go(app, app_try_out(app, context->go));
    if (context->open_panel != SCREEN_NONE)
        app_open_panel(app, context->open_panel);
}

static void update_screen(struct app *app)
{
    const struct screen *screen = screen_get(app_top(app));
    if (!screen->update)
        return;
    struct screen_context context = app_context(app);
    screen->update(&context);
    follow_wishes(app, &context);
}

void app_take_tap(struct app *app, const struct tap *tap)
{
    const struct screen *screen = screen_get(app_top(app));
    if (tap->kind == TAP_NONE || !screen->tap)
        return;
    struct screen_context context = app_context(app);
    screen->tap(&context, tap);
    keep_language(&context);
    if (has_wishes(&context)) /* a tap on no target that led somewhere was meant */
        app->last_input = app->now;
    follow_wishes(app, &context);
    app->whole_until = 0;
}

static void hear_event(struct app *app, const struct event *event)
{
    const struct screen *screen = screen_get(app_top(app));
    struct screen_context context = app_context(app);
    if (screen->event)
        screen->event(&context, event);
}

static void take_event(struct app *app, const struct event *event)
{
    if (event->kind == EVENT_TERMINATE || (event->kind == EVENT_QUIT && !app->config->lock)) {
        app->quit = true;
        return;
    }
    if (event->kind == EVENT_QUIT || event->kind == EVENT_HOVER)
        return;
    if (event->kind == EVENT_KEY && event->key == KEY_F1) {
        app->overlay = app->config->developer && !app->overlay;
        return;
    }
    if (corner_takes(&app->corner, event, &app->ui.metrics) ||
        (event->kind == EVENT_KEY && event->key == KEY_STAFF))
        app_ask_pin(app);
    if (app_staff_takes(app, event))
        return;
    bool patient = app_has_patient(app);
    bool acted = app_keys_take(app, event);
    if (!acted) {
        hear_event(app, event);
        struct tap tap = ui_handle(&app->ui, event);
        acted = app->ui.deliberate && event->kind != EVENT_POINTER_DOWN;
        if (app->ui.deliberate)
            app_somebody_is_there(app);
        app_take_tap(app, &tap);
    }
    if (acted && patient && app_has_patient(app)) /* also where staff left the kiosk for patients */
        app_count_visit(app);
}

/* What is held taps by itself, which is no sign that anybody is there. */
static void take_held(struct app *app)
{
    struct tap tap = ui_held(&app->ui, app->now);
    if (!app->quit)
        app_take_tap(app, &tap);
}

static void retry_content(struct app *app)
{
    if (app->content || app->now < app->retry_at)
        return;
    app->retry_at = app->now + retry_ms;
    if (app_load_content(app))
        app_go(app, SCREEN_ATTRACT);
}

const struct app_frame *app_step(struct app *app, ms_t now, const struct event *events,
                                 size_t count, int width, int height)
{
    app_meet_standstill(app, now);
    if (now > app->now)
        app->now = now;
    retry_content(app);
    update_screen(app);
    for (size_t i = 0; i < count && !app->quit; i++)
        take_event(app, &events[i]);
    take_held(app);
    app_keys_step(app);
    app_check_idle(app);
    app_meet_hours(app);
    if (count > 0)
        app->whole_until = 0;
    app_draw_frame(app, width, height);
    app->frame =
        (struct app_frame){.list = &app->list, .writing = app->ui.writing, .quit = app->quit};
    speech_frame(app);
    app->frame.dark = app_is_dark(app);
    app->frame.rests = screen_get(app_top(app))->rests;
    app->frame.wake = app_next_wake(app);
    app_hear(app);
    return &app->frame;
}
