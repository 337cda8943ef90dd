#include "app/frame.h"

#include "app/hearing.h"
#include "app/idle.h"
#include "app/keys.h"
#include "app/light.h"
#include "app/one_switch.h"
#include "app/opening.h"
#include "app/overlay.h"
#include "app/screen_stack.h"
#include "app/speech.h"
#include "app/staff_lock.h"
#include "app/standstill.h"
#include "base/hash.h"
#include "config/colours.h"
#include "screens/cue_edge.h"

/* A new screen fades in over this long. */
static const ms_t fade_ms = 200;

/* Of all that is not the screen's own. */
static ms_t wake_around(struct app *app)
{
    if (app->capture || app->ui.moving || (app->fade_from && app->now - app->fade_from < fade_ms))
        return app->now;
    ms_t wake = ui_held_wake(&app->ui);
    const struct session_cue *seen = app_seen_cue(app);
    if (seen)
        wake = ms_min(wake, seen->at + CUE_FLASH_MS);
    wake = ms_min(wake, app_staff_wake(app));
    wake = ms_min(wake, speech_wake(app));
    wake = ms_min(wake, corner_wake(&app->corner, app->now));
    wake = ms_min(wake, app_hours_wake(app));
    wake = ms_min(wake, app_keys_wake(app));
    wake = ms_min(wake, app_idle_wake(app));
    wake = ms_min(wake, app_light_wake(app));
    if (app_visit_under_way(app) && !app->still)
        wake = ms_min(wake, app->now + STANDSTILL_LOOK_MS);
    if (!app->content)
        wake = ms_min(wake, app->retry_at);
    if (app->ui.deaf_until > app->now)
        wake = ms_min(wake, app->ui.deaf_until);
    return wake;
}

ms_t app_next_wake(struct app *app)
{
    const struct screen *screen = screen_get(app_top(app));
    struct screen_context context = app_context(app);
    return ms_min(screen->wake ? screen->wake(&context) : MS_NEVER, wake_around(app));
}

static void draw_fade(struct app *app)
{
    app->list.capture = app->capture && !app->still && app->drawn;
    app->capture = false;
    if (app->fade_from == 0 || app->still || !app->drawn)
        return;
    ms_t passed = app->now - app->fade_from;
    if (passed >= fade_ms) {
        app->fade_from = 0;
        return;
    }
    double left = 1 - (double)passed / (double)fade_ms;
    draw_previous(&app->list, (uint8_t)(255 * left * left));
}

static void draw_whole(struct app *app, int width, int height)
{
    const struct ease_settings *ease = &app->visit.ease;
    struct ui *ui = &app->ui;
    draw_list_reset(&app->list, width, height);
    draw_mirror(&app->list, strings_right_to_left(app->strings));
    ui->measure->set_language(ui->measure->context, strings_code(app->strings));
    ui->language = hash_string(strings_code(app->strings));
    metrics_init(&ui->metrics, app->theme, width, height, app->config->screen.diagonal_mm,
                 app->config->screen.viewing_mm, ease->larger_text);
    colours_of(app->theme, (enum config_colour)app->config->clinic.colour, app->colors);
    ui->color = ease->high_contrast ? app->theme->high_contrast : app->colors;
    ui->less_motion = ease->less_motion;
    app_one_switch_set(app);
    const struct tryout *tryout = &app->staff.tryout;
    int band = screen_get(app_top(app))->staff ? 0 : tryout_band_height(ui, tryout);
    ui->metrics.height -= band;
    speech_begin(app);
    ui_begin(ui, &app->list, app->now);
    draw_lower(&app->list, band);
    struct screen_context context = app_context(app);
    screen_get(app_top(app))->draw(&context, ui);
    ui_end(ui);
    const struct session_cue *seen = app_seen_cue(app);
    draw_lower(&app->list, band);
    if (seen)
        cue_edge_draw(ui, seen->cue);
    draw_lower(&app->list, 0);
    ui->metrics.height = height;
    if (band > 0)
        tryout_draw_band(ui, tryout, app->strings);
    draw_fade(app);
    app_one_switch_draw(app);
    if (app_has_corner(app))
        corner_draw(&app->corner, ui, app->now);
    app_draw_light(app);
    if (app->overlay)
        overlay_draw(ui, screen_name(app_top(app)), app->memory);
    app->drawn = true;
}

/* Who listens, or looks at the overlay, gets all of every frame. */
static ms_t holds_until(struct app *app)
{
    if (!screen_get(app_top(app))->move || app->ui.said || app->overlay || app_seen_cue(app))
        return 0;
    return ms_min(app->now + SCREEN_MOVES_MS, wake_around(app));
}

/* False when that is not all that looks different. */
static bool move_only(struct app *app, int width, int height)
{
    bool listened_to = app->read_aloud || app->visit.ease.voice;
    if (app->now >= app->whole_until || listened_to || app->list.width != width ||
        app->list.height != height)
        return false;
    struct screen_context context = app_context(app);
    app->ui.now = app->now;
    return screen_get(app_top(app))->move(&context, &app->ui);
}

void app_draw_frame(struct app *app, int width, int height)
{
    if (move_only(app, width, height))
        return;
    draw_whole(app, width, height);
    app->whole_until = holds_until(app);
}
