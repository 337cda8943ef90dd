#include <string.h>

#include "screens/layout.h"
#include "staff/frame.h"

static void draw(struct screen_context *context, struct ui *ui)
{
    staff_frame_draw(context, ui, &(struct staff_frame){.tab = "staff-home", .title = ""});
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind != TAP_BACK)
        staff_frame_tap(context, tap);
}

const struct screen screen_staff_home = {
    .staff = true,
    .tap = tap,
    .draw = draw,
};
