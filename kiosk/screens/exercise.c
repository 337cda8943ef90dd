#include <string.h>

#include "screens/exercise_row.h"
#include "screens/exercise_text.h"
#include "screens/language_button.h"
#include "screens/layout.h"
#include "screens/list_page.h"
#include "screens/parts.h"
#include "screens/routine_start.h"

/* The page of one exercise, over the screen that it was opened from: visit_exercise says which. */

static void draw_figure(struct ui *ui, struct rect rect, const void *what)
{
    const struct exercise_text *text = what;
    const struct screen_context *context = text->context;
    ui_stage(ui, rect, metrics_length(&ui->metrics, LENGTH_RADIUS));
    part_moving_figure(ui, rect_inset(rect, metrics_px(&ui->metrics, 20)), text->exercise, NULL,
                       part_moving_for(context, ui));
}

static void draw(struct screen_context *context, struct ui *ui)
{
    struct exercise_text text = {context, visit_exercise(context->visit)};
    if (!text.exercise) { /* it left the content: closed with the next step */
        layout_background(ui);
        return;
    }
    struct list_page page = {
        .title = text.exercise->name,
        .back = tr(context->strings, "common.back"),
        .scroll = &context->visit->exercise_scroll,
        .content = exercise_text_put,
        .picture = draw_figure,
        .about_picture = true,
        .what = &text,
    };
    list_page_draw(context, ui, &page);
}

static void update(struct screen_context *context)
{
    if (!visit_exercise(context->visit))
        context->close_panel = true;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    struct visit *visit = context->visit;
    const struct exercise *shown = visit_exercise(visit);
    const struct exercise *other = exercise_row_tapped(context->content, tap);
    bool target = tap->kind == TAP_TARGET;
    if (!shown || list_page_back(tap))
        context->close_panel = !visit_read_back(visit);
    else if (other)
        visit_read_on(visit, other);
    else if (target && strcmp(tap->id, "begin") == 0 && activity_can_start(shown))
        routine_start(context, visit_activity_routine(visit, shown));
    else
        language_button_tap(context, tap);
}

static ms_t wake(const struct screen_context *context)
{
    return visit_exercise(context->visit) ? part_moving_wake(context) : MS_NEVER;
}

const struct screen screen_exercise = {
    .about = ABOUT_EXERCISE,
    .panel = true,
    .update = update,
    .tap = tap,
    .draw = draw,
    .wake = wake,
};
