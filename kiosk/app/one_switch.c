#include "app/one_switch.h"

#include "app/screen_stack.h"
#include "base/log.h"
#include "ui/text.h"

static void leave(struct app *app)
{
    app->visit.ease.one_switch = false;
    app->last_input = app->now;
    log_info("one_switch", "state=%s", "off");
}

void app_one_switch_set(struct app *app)
{
    struct ui *ui = &app->ui;
    if (ui->scan.on && ui->scan.left)
        leave(app);
    bool on = app->visit.ease.one_switch && !screen_get(app_top(app))->staff;
    ui_scan_set(ui, on, (ms_t)(app->config->keys.scan_s * 1000));
    if (app->visit.ease.voice && (app->saying || app->heard_out))
        ui_scan_wait(ui, app->now);
}

static double part_held(const struct app *app)
{
    ms_t held = app->now - app->ui.scan.pressed_at;
    double part = (double)(held - scan_warn_ms) / (double)(scan_leave_ms - scan_warn_ms);
    return part < 1 ? part : 1;
}

void app_one_switch_draw(struct app *app)
{
    struct ui *ui = &app->ui;
    const struct scan *scan = &ui->scan;
    if (!scan->on || !scan->pressed || app->now - scan->pressed_at < scan_warn_ms)
        return;
    const char *text = tr(app->strings, "ease.one_switch_hold");
    int padding = metrics_length(&ui->metrics, LENGTH_PADDING);
    int bar = metrics_length(&ui->metrics, LENGTH_SEGMENT_HEIGHT);
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    int width = int_min(window.w - 2 * padding, metrics_px(&ui->metrics, 1200)) - 2 * padding;
    struct font font = ui_fit_font(ui, TYPE_HEADING, text, width, window.h / 2, 3);
    int words = ui_paragraph_height_font(ui, width, font, text, 0);
    struct rect box = rect_centered(window, width + 2 * padding, words + bar + 3 * padding);
    draw_mirror(ui->list, strings_right_to_left(app->strings));
    draw_fill(ui->list, box, metrics_length(&ui->metrics, LENGTH_RADIUS), ui_color(ui, COLOR_INK));
    box = rect_inset(box, padding);
    ui_paragraph_font(ui, rect_cut_top(&box, words, padding), font, ui_color(ui, COLOR_ON_INK),
                      ALIGN_CENTER, text);
    box.h = bar;
    draw_fill(ui->list, box, bar / 2, ui_color(ui, COLOR_INK_BUTTON));
    box.w = (int)(part_held(app) * box.w);
    draw_fill(ui->list, box, bar / 2, ui_color(ui, COLOR_INK_ACCENT));
    draw_mirror(ui->list, false);
}
