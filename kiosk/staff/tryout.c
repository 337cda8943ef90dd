#include "staff/tryout.h"

#include "staff/staff.h"

void tryout_forget(struct tryout *tryout)
{
    arena_free(&tryout->arena);
    *tryout = (struct tryout){0};
}

void tryout_begin(struct screen_context *context, const struct routine *routine, int first,
                  enum screen_id back)
{
    struct tryout *tryout = &context->staff->tryout;
    tryout->on = true;
    tryout->back = back;
    context->visit->routine = routine;
    visit_begin_session(context->visit, routine, first, context->now);
    context->go = SCREEN_PLAYER;
}

static void begin_preview(struct screen_context *context, enum screen_id back)
{
    struct tryout *tryout = &context->staff->tryout;
    tryout->on = tryout->preview = true;
    tryout->back = back;
}

void preview_routine(struct screen_context *context, const struct routine *routine,
                     enum screen_id back)
{
    begin_preview(context, back);
    context->visit->routine = routine;
    context->go = SCREEN_OVERVIEW;
}

void preview_exercise(struct screen_context *context, const struct exercise *exercise,
                      enum screen_id back)
{
    begin_preview(context, back);
    visit_read_exercise(context->visit, exercise);
    context->open_panel = SCREEN_EXERCISE;
}

enum screen_id tryout_go(const struct tryout *tryout, enum screen_id wished, bool *over)
{
    *over = false;
    if (!tryout->on || wished == SCREEN_NONE)
        return wished;
    bool page = tryout->preview && wished == SCREEN_OVERVIEW;
    *over = !page && wished != SCREEN_PLAYER && wished != SCREEN_PAUSED && wished != SCREEN_HURT;
    return *over ? tryout->back : wished;
}

void tryout_draw_band(struct ui *ui, const struct tryout *tryout, const struct strings *strings)
{
    const char *text = tr(strings, tryout->preview ? "staff.stick.not_installed" : "staff.tryout");
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    int height = font.size * 3 / 2;
    int width = int_min(ui_text_width_font(ui, font, text) + 2 * height, ui->metrics.width);
    struct rect band = {(ui->metrics.width - width) / 2, -height / 2, width, height * 3 / 2};
    draw_fill(ui->list, band, height / 2, ui_color(ui, COLOR_INK));
    ui_text_font(ui, (struct rect){band.x, 0, width, height}, font, ui_color(ui, COLOR_ON_INK),
                 ALIGN_CENTER, text);
}
