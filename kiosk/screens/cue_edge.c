#include "screens/cue_edge.h"

/* Sides of the screen. */
enum { SIDES = 1, ENDS = 2, ALL = SIDES | ENDS };

/* How the edge shows a cue. */
struct look {
    enum theme_color color;
    unsigned sides;
};

/* No default: the compiler asks for each new cue's. */
static struct look look_of(enum cue cue)
{
    switch (cue) {
    case CUE_BEGIN:
        return (struct look){COLOR_ACCENT, ENDS};
    case CUE_HOLD:
        return (struct look){COLOR_ACCENT, ALL};
    case CUE_HALFWAY:
        return (struct look){COLOR_ACCENT, SIDES};
    case CUE_RELAX:
        return (struct look){COLOR_PRIMARY, SIDES};
    case CUE_LAST:
        return (struct look){COLOR_TEXT, ENDS};
    case CUE_SWITCH:
        return (struct look){COLOR_FOCUS, SIDES};
    case CUE_REST:
        return (struct look){COLOR_PRIMARY, ENDS};
    case CUE_DONE:
        return (struct look){COLOR_PRIMARY, ALL};
    case CUE_COUNT:
        break;
    }
    return (struct look){COLOR_PRIMARY, 0};
}

const struct session_cue *cue_edge_seen(const struct visit *visit, ms_t now)
{
    const struct session_cue *flash = visit->in_session ? &visit->session.flash : &visit->flash;
    bool lit = flash->at > 0 && now >= flash->at && now - flash->at < CUE_FLASH_MS;
    return lit ? flash : NULL;
}

void cue_edge_draw(struct ui *ui, enum cue cue)
{
    struct look look = look_of(cue);
    int w = ui->metrics.width, h = ui->metrics.height;
    int thick = metrics_length(&ui->metrics, LENGTH_MARGIN) * 5 / 8;
    color_t color = ui_color(ui, look.color);
    if (look.sides & ENDS) {
        draw_fill(ui->list, (struct rect){0, 0, w, thick}, 0, color);
        draw_fill(ui->list, (struct rect){0, h - thick, w, thick}, 0, color);
    }
    if (look.sides & SIDES) {
        draw_fill(ui->list, (struct rect){0, 0, thick, h}, 0, color);
        draw_fill(ui->list, (struct rect){w - thick, 0, thick, h}, 0, color);
    }
}
