#include "staff/settings_logo.h"

#include <string.h>

#include "base/fault_log.h"
#include "screens/layout.h"
#include "screens/logo.h"
#include "staff/parts.h"
#include "staff/settings_parts.h"

/* Another one is shown as soon as the content has followed, which takes up to a second: until then
 * it looks as it will. */
static bool is_taken_off(const struct screen_context *context)
{
    const struct content *without = settings_of(context)->logo_gone;
    return without && without == context->content;
}

static bool has_logo(const struct screen_context *context)
{
    return context->content && context->content->logo.count > 0 && !is_taken_off(context);
}

static bool has_own_logo(const struct screen_context *context)
{
    const char *pack = context->content ? context->content->logo_pack : NULL;
    return has_logo(context) && pack && strcmp(pack, PACKS_OWN) == 0;
}

/* On white, as it is to be. */
static void draw_plate(const struct screen_context *context, struct ui *ui, struct rect rect)
{
    struct rect inner = rect_inset(rect, ui_padding(ui, LENGTH_PADDING, 45));
    int width, height;
    layout_box(ui, rect, COLOR_SURFACE, COLOR_LINE, 1);
    if (!has_logo(context))
        ui_icon(ui, rect, "image", rect.h / 2, ui_color(ui, COLOR_LINE_STRONG));
    else if (logo_size(context, ui, inner.w, inner.h, &width, &height))
        logo_draw(context, ui, rect_centered(inner, width, height), ALIGN_LEFT);
}

static const char *info(const struct screen_context *context)
{
    const char *key = has_logo(context) && !has_own_logo(context) ? "staff.settings.logo_of_pack"
                                                                  : "staff.settings.logo_info";
    return tr(context->strings, key);
}

struct logo_buttons {
    struct button list[2];
    int count;
};

static struct logo_buttons buttons_of(const struct screen_context *context)
{
    const struct strings *strings = context->strings;
    return (struct logo_buttons){
        {{.id = "logo:stick", .label = tr(strings, "staff.settings.logo_stick"), .icon = "usb"},
         {.id = "logo:none", .label = tr(strings, "staff.settings.logo_none"), .icon = "x"}},
        has_own_logo(context) ? 2 : 1};
}

static void put_buttons(struct stack *stack, const void *what)
{
    const struct logo_buttons *buttons = what;
    staff_buttons_put(stack, buttons->list, buttons->count);
}

static int widest(const struct ui *ui, const struct logo_buttons *buttons)
{
    int width = 0;
    for (int i = 0; i < buttons->count; i++)
        width = int_max(width, ui_button_width(ui, &buttons->list[i]));
    return width;
}

void settings_logo_put(struct stack *stack, const struct screen_context *context)
{
    struct ui *ui = stack->ui;
    struct logo_buttons buttons = buttons_of(context);
    int gap = ui->metrics.gap, small = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    int plate = int_min(metrics_px(&ui->metrics, 204), stack->width);
    int height = int_max(metrics_px(&ui->metrics, 140), ui->metrics.target);
    int room = stack->width - plate - gap;
    bool beside = room >= widest(ui, &buttons);
    int words = beside ? stack_height(ui, room, put_buttons, &buttons) : 0;
    stack_text(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT),
               tr(context->strings, "staff.settings.logo"));
    stack_gap(stack, small);
    struct rect row = stack_box(stack, int_max(height, words));
    struct rect place = rect_centered(rect_cut_left(&row, plate, gap), plate, height);
    if (stack_seen(stack, place))
        draw_plate(context, ui, place);
    if (beside && !stack->dry) {
        stack_draw_middle(ui, row, ALIGN_LEFT, put_buttons, &buttons);
    } else if (!beside) {
        stack_gap(stack, gap);
        put_buttons(stack, &buttons);
    }
    stack_gap(stack, small);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), info(context));
}

static void refuse(struct screen_context *context, const struct fault_list *faults)
{
    struct staff_settings *settings = settings_of(context);
    struct arena scratch = {0};
    fault_list_log(faults, "own_pack");
    snprintf(settings->refused, sizeof settings->refused, "%s",
             tr_format(context->strings, &scratch, "staff.routines.failed",
                       {"why", staff_why(context, &scratch, faults), 0}));
    arena_free(&scratch);
}

/* There is one way back to a logo. */
static void forget_logo(struct staff_settings *settings)
{
    for (int i = 0; i < settings->past_count; i++)
        if (strcmp(settings->past[i].key, SETTINGS_LOGO) == 0)
            settings->past_count = 0;
}

static void take_off(struct screen_context *context)
{
    struct staff_settings *settings = settings_of(context);
    struct fault_list faults = {0};
    const struct own_place place = staff_own_place(context);
    struct own_pack *own = has_own_logo(context) ? own_open(&place, &faults) : NULL;
    if (own)
        own_no_logo(own);
    *settings->refused = '\0';
    if (own && own_write(own, &settings->logo_undo, &faults)) {
        forget_logo(settings);
        settings_remember(settings, SETTINGS_LOGO, settings_title(context, SETTINGS_LOGO), "");
        settings->logo_gone = context->content;
    } else if (faults.first) {
        refuse(context, &faults);
    }
    own_close(own);
    fault_list_free(&faults);
}

bool settings_logo_undo(struct screen_context *context)
{
    struct staff_settings *settings = settings_of(context);
    struct fault_list faults = {0};
    const struct own_place place = staff_own_place(context);
    bool done = own_take_back(&place, &settings->logo_undo, &faults);
    if (done)
        settings->logo_gone = NULL;
    else
        refuse(context, &faults);
    fault_list_free(&faults);
    return done;
}

bool settings_logo_tap(struct screen_context *context, const struct tap *tap)
{
    if (strcmp(tap->id, "logo:none") == 0) {
        take_off(context);
    } else if (strcmp(tap->id, "logo:stick") == 0) {
        context->staff->photos.for_settings = true;
        context->go = SCREEN_STAFF_PHOTOS;
    } else {
        return false;
    }
    return true;
}

void settings_logo_update(struct screen_context *context)
{
    struct staff_settings *settings = settings_of(context);
    if (settings->logo_gone != context->content)
        settings->logo_gone = NULL;
}
