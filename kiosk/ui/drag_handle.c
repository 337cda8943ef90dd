#include "ui/drag_handle.h"

#include <math.h>
#include <string.h>

#include "ui/ui_internal.h"

void carry_begin(struct ui *ui, const struct target *handle, int x, int y, ms_t at)
{
    ui->carry = (struct carry){.from = handle->index,
                               .to = handle->index,
                               .from_x = x,
                               .x = x,
                               .from_y = y,
                               .y = y,
                               .pitch = handle->pitch,
                               .rows = handle->rows,
                               .scroll = handle->rows > 0 ? scroll_at(ui, x, y) : NULL,
                               .moved_at = at};
    memcpy(ui->carry.id, handle->id, sizeof ui->carry.id);
}

/* It changes places with a row when it covers half of it. */
void carry_to(struct ui *ui, int x, int y, ms_t at)
{
    struct carry *carry = &ui->carry;
    int moved = y - carry->from_y;
    int half = moved < 0 ? -carry->pitch / 2 : carry->pitch / 2;
    if (carry->rows > 0)
        carry->to = int_clamp(carry->from + (moved + half) / carry->pitch, 0, carry->rows - 1);
    carry->x = x;
    carry->y = y;
    carry->moved_at = at;
}

/* Within a target's height of an edge, the faster the nearer: up to five rows a second. */
static double pull_speed(const struct ui *ui, struct rect view)
{
    const struct carry *carry = &ui->carry;
    double zone = ui->metrics.target, most = carry->pitch / 200.0;
    double above = view.y + zone - carry->y, below = carry->y - (view.y + view.h - zone);
    double depth = fmax(above, below);
    if (depth <= 0)
        return 0;
    double speed = most * fmin(fmax(depth / zone, 0.2), 1);
    return above > below ? -speed : speed;
}

void carry_pull(struct ui *ui, struct scroll *scroll, struct rect view, double dt)
{
    struct carry *carry = &ui->carry;
    double speed = *carry->id && carry->scroll == scroll ? pull_speed(ui, view) : 0;
    if (speed == 0)
        return;
    double most = fmax(0, scroll->content - scroll->view), before = scroll->offset;
    double way = speed * fmin(fmax(dt, 0), 50); /* no leap after a pause */
    scroll->aiming = false;
    scroll->velocity = 0;
    scroll->offset = fmin(fmax(scroll->offset + way, 0), most);
    carry->from_y -= (int)lround(scroll->offset) - (int)lround(before);
    carry_to(ui, carry->x, carry->y, carry->moved_at);
    bool more = speed < 0 ? scroll->offset > 0 : scroll->offset < most;
    ui->moving = ui->moving || more;
}

void carry_drop(struct ui *ui)
{
    ui->carry.id[0] = '\0';
}

struct tap carry_end(struct ui *ui)
{
    const struct carry *carry = &ui->carry;
    struct tap tap = {.kind = TAP_NONE};
    if (carry->to != carry->from) {
        tap = (struct tap){.kind = TAP_MOVE, .index = carry->from, .to = carry->to};
        memcpy(tap.id, carry->id, sizeof tap.id);
    }
    carry_drop(ui);
    return tap;
}

void ui_loose_handle(struct ui *ui, const char *id)
{
    struct target *target = ui_last_target(ui, id);
    if (target)
        target->loose = true;
}

bool ui_loose_carried(const struct ui *ui, const char *id, int *dx, int *dy)
{
    const struct carry *carry = &ui->carry;
    if (strcmp(carry->id, id) != 0)
        return false;
    *dx = ui->list->mirrored ? carry->from_x - carry->x : carry->x - carry->from_x;
    *dy = carry->y - carry->from_y;
    return true;
}

/* What follows the list's own id and a colon in `id`; NULL when it is another's. */
static const char *part_of(const char *id, const char *list)
{
    size_t length = strlen(list);
    return strncmp(id, list, length) == 0 && id[length] == ':' ? id + length + 1 : NULL;
}

void ui_drag_handle(struct ui *ui, struct rect rect, const struct drag_list *list, int index,
                    const char *label)
{
    const char *id = arena_printf(&ui->list->arena, "%s:%d", list->id, index);
    bool pressed = ui_target(ui, id, label, rect, index);
    struct target *target = ui_last_target(ui, id);
    if (target) {
        target->pitch = list->pitch;
        target->rows = list->count;
    }
    ui_icon(ui, rect, "grip-vertical", ui_button_icon_size(ui) * 5 / 4,
            ui_color(ui, pressed ? COLOR_PRIMARY : COLOR_LINE_STRONG));
    ui_say_button(ui, label, rect, false);
}

bool drag_list_carries(const struct ui *ui, const struct drag_list *list, int *from, int *to)
{
    if (!part_of(ui->carry.id, list->id))
        return false;
    *from = ui->carry.from;
    *to = ui->carry.to;
    return true;
}

int drag_list_nth(const struct ui *ui, const struct drag_list *list, int n)
{
    int from, to;
    if (!drag_list_carries(ui, list, &from, &to) || n < from)
        return n;
    return n == list->count - 1 ? from : n + 1;
}

int drag_list_shift(const struct ui *ui, const struct drag_list *list, int index)
{
    int from, to;
    if (!drag_list_carries(ui, list, &from, &to))
        return 0;
    if (index == from)
        return int_clamp(ui->carry.y - ui->carry.from_y, -from * list->pitch,
                         (list->count - 1 - from) * list->pitch);
    if (index > from && index <= to)
        return -list->pitch;
    return index < from && index >= to ? list->pitch : 0;
}

/* Both alike: word beside the icon, below it, or none. */
static void spare_words(const struct ui *ui, struct rect rect, struct button *buttons)
{
    struct font least = metrics_font(&ui->metrics, TYPE_BUTTON);
    least.size = metrics_least_font(&ui->metrics);
    int lines = ui_line_height(ui, TYPE_BUTTON) * 4 / 3 + ui_button_icon_size(ui);
    int air = metrics_length(&ui->metrics, LENGTH_PADDING);
    bool stacked = false, words = true;
    for (int i = 0; i < 2; i++) {
        stacked = stacked || ui_button_width(ui, &buttons[i]) > rect.w;
        words = words && ui_text_width_font(ui, least, buttons[i].label) + air <= rect.w;
    }
    for (int i = 0; i < 2; i++) {
        buttons[i].stacked = stacked;
        if (stacked && (lines > rect.h || !words))
            buttons[i].label = NULL;
    }
}

static struct button move_button(struct ui *ui, const struct drag_list *list, bool up, int chosen,
                                 const char *label)
{
    return (struct button){
        .id = arena_printf(&ui->list->arena, "%s:%s", list->id, up ? "up" : "down"),
        .icon = up ? "arrow-big-up" : "arrow-big-down",
        .label = label,
        .spoken = label,
        .index = chosen,
        .off = chosen < 0 || chosen == (up ? 0 : list->count - 1),
    };
}

void ui_drag_list_buttons(struct ui *ui, struct rect rect, const struct drag_list *list, int chosen,
                          bool vertical, const char *up, const char *down)
{
    int gap = ui->metrics.gap;
    struct rect first = vertical ? rect_cut_top(&rect, (rect.h - gap) / 2, gap)
                                 : rect_cut_left(&rect, (rect.w - gap) / 2, gap);
    struct button buttons[] = {move_button(ui, list, true, chosen, up),
                               move_button(ui, list, false, chosen, down)};
    spare_words(ui, first, buttons);
    ui_button(ui, first, &buttons[0]);
    ui_button(ui, rect, &buttons[1]);
}

bool drag_list_moved(const struct tap *tap, const char *id, int *from, int *to)
{
    const char *part = part_of(tap->id, id);
    if (!part || (tap->kind != TAP_MOVE && tap->kind != TAP_TARGET))
        return false;
    *from = tap->index;
    *to = tap->to;
    if (tap->kind == TAP_TARGET && strcmp(part, "up") == 0)
        *to = tap->index - 1;
    else if (tap->kind == TAP_TARGET && strcmp(part, "down") == 0)
        *to = tap->index + 1;
    else if (tap->kind == TAP_TARGET && strcmp(part, "first") == 0)
        *to = 0;
    else
        return tap->kind == TAP_MOVE;
    return true;
}
