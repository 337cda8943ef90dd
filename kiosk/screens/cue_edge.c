#include "screens/cue_edge.h"

/* Sides of the screen. */
enum { SIDES = 1, ENDS = 2, ALL = SIDES | ENDS };

/* How the edge shows a cue. */
static const struct look {
    enum theme_color color;
    unsigned sides;
} looks[CUE_COUNT] = {
    [CUE_BEGIN] = {COLOR_ACCENT, ENDS},    [CUE_HOLD] = {COLOR_ACCENT, ALL},
    [CUE_HALFWAY] = {COLOR_ACCENT, SIDES}, [CUE_RELAX] = {COLOR_PRIMARY, SIDES},
    [CUE_LAST] = {COLOR_TEXT, ENDS},       [CUE_SWITCH] = {COLOR_FOCUS, SIDES},
    [CUE_REST] = {COLOR_PRIMARY, ENDS},    [CUE_DONE] = {COLOR_PRIMARY, ALL},
};

const struct session_cue *cue_edge_seen(const struct visit *visit, ms_t now)
{
    const struct session_cue *flash = visit->in_session ? &visit->session.flash : &visit->flash;
    bool lit = flash->at > 0 && now >= flash->at && now - flash->at < CUE_FLASH_MS;
    return lit ? flash : NULL;
}

void cue_edge_draw(struct ui *ui, enum cue cue)
{
    const struct look *look = &looks[cue];
    int w = ui->metrics.width, h = ui->metrics.height;
    int thick = metrics_length(&ui->metrics, LENGTH_MARGIN) * 5 / 8;
    color_t color = ui_color(ui, look->color);
    if (look->sides & ENDS) {
        draw_fill(ui->list, (struct rect){0, 0, w, thick}, 0, color);
        draw_fill(ui->list, (struct rect){0, h - thick, w, thick}, 0, color);
    }
    if (look->sides & SIDES) {
        draw_fill(ui->list, (struct rect){0, 0, thick, h}, 0, color);
        draw_fill(ui->list, (struct rect){w - thick, 0, thick, h}, 0, color);
    }
}
