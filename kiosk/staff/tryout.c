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

enum screen_id tryout_go(const struct tryout *tryout, enum screen_id wished, bool *over)
{
    *over = false;
    if (!tryout->on || wished == SCREEN_NONE)
        return wished;
    *over = wished != SCREEN_PLAYER && wished != SCREEN_PAUSED && wished != SCREEN_HURT;
    return *over ? tryout->back : wished;
}

void tryout_draw_band(struct ui *ui, const struct strings *strings)
{
    const char *text = tr(strings, "staff.tryout");
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    int height = font.size * 3 / 2;
    int width = int_min(ui_text_width_font(ui, font, text) + 2 * height, ui->metrics.width);
    struct rect band = {(ui->metrics.width - width) / 2, -height / 2, width, height * 3 / 2};
    draw_fill(ui->list, band, height / 2, ui_color(ui, COLOR_INK));
    ui_text_font(ui, (struct rect){band.x, 0, width, height}, font, ui_color(ui, COLOR_ON_INK),
                 ALIGN_CENTER, text);
}
