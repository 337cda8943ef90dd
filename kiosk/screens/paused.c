#include <string.h>

#include "screens/player_parts.h"

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind == TAP_BACK || strcmp(tap->id, "resume") == 0) {
        session_apply(&context->visit->session, SESSION_RESUME, context->now);
        context->go = SCREEN_PLAYER;
        return;
    }
    player_common_tap(context, tap);
    if (context->go == SCREEN_PAUSED)
        context->go = SCREEN_NONE; /* already here */
}

static void draw(struct screen_context *context, struct ui *ui)
{
    player_frame(context, ui, true);
    ui_scan_first(ui, "resume");
}

const struct screen screen_paused = {
    .about = ABOUT_ROUTINE,
    .needs = NEEDS_SESSION,
    .tap = tap,
    .draw = draw,
};
