#include <string.h>

#include "screens/layout.h"
#include "staff/frame.h"
#include "staff/parts.h"
#include "staff/stick_internal.h"
#include "ui/button_row.h"
#include "ui/undo_bar.h"

/* The list of things and the chosen one side by side, in portrait one above the other; where there
 * is no room for both, one at a time. */

enum { MAX_FOOT = 3 };

void stick_draw_scrolled(const struct stick_view *v, struct rect area, struct scroll *scroll,
                         bool bar, stack_fn *fn)
{
    struct ui *ui = v->ui;
    struct rect arrows = {0, 0, 0, 0};
    if (stack_height(ui, area.w, fn, v) > area.h && bar) {
        arrows = rect_cut_bottom(&area, ui_button_height_small(ui), ui->metrics.gap);
        arrows = rect_cut_right(&arrows, int_min(layout_arrows_width(ui), arrows.w), 0);
    } else if (stack_height(ui, area.w, fn, v) > area.h) {
        arrows =
            layout_arrow_pair(ui, rect_cut_right(&area, layout_arrow_width(ui), ui->metrics.gap));
    }
    layout_scroll(ui, &(struct scroll_view){.scroll = scroll, .view = area}, fn, v);
    if (!rect_empty(arrows))
        layout_scroll_arrows(v->context, ui, scroll, arrows, !bar);
}

/* Good for a backup, at least. */
static bool is_blank(const struct staff_stick *state)
{
    return state->look && state->look->contents.state == STICK_READ &&
           stick_is_empty(&state->look->contents);
}

static bool went_well(const struct stick_view *v)
{
    enum stick_said said = v->state->said;
    bool silent = said == STICK_SAID_NOTHING;
    return said == STICK_SAID_OUT || said == STICK_SAID_OUT_WHOLE || said == STICK_SAID_UNDONE ||
           said == STICK_SAID_WRITTEN || said == STICK_SAID_BACKED_UP ||
           (silent && (!*v->state->stick.path || is_blank(v->state)));
}

/* Where a bar would leave nothing to see. */
static void put_said_first(struct stack *stack, const struct stick_view *v)
{
    const char *text = v->said_in_stack ? stick_said_text(v) : "";
    if (!*text)
        return;
    stack_text(stack, TYPE_LABEL,
               ui_color(stack->ui, went_well(v) ? COLOR_TEXT_TINT : COLOR_WARNING_TEXT), text);
    stack_gap(stack, stack->ui->metrics.gap);
}

static void put_items(struct stack *stack, const void *what)
{
    const struct stick_view *v = what;
    struct stick_item items[STICK_MAX_ITEMS];
    put_said_first(stack, v);
    int count = stick_items(v->state, items), gap = stack->ui->metrics.gap;
    int columns = stack->ui->metrics.portrait && !v->one ? 2 : 1;
    int width = (stack->width - (columns - 1) * gap) / columns;
    for (int i = 0; i < count && columns > 1; i++)
        if (!stick_item_fits(v, width, items[i]))
            columns = 1, width = stack->width;
    for (int i = 0; i < count; i += columns) {
        int high = 0;
        for (int k = i; k < i + columns && k < count; k++)
            high = int_max(high, stick_item_height(v, width, items[k]));
        stack_gap(stack, i > 0 ? gap : 0);
        struct rect row = stack_box(stack, high);
        for (int k = i; k < i + columns && k < count; k++) {
            struct rect box = rect_cut_left(&row, width, gap);
            if (stack_seen(stack, box))
                stick_draw_item(v, box, items[k], k);
        }
    }
}

static void put_pane(struct stack *stack, const void *what)
{
    static void (*const put[])(struct stack *, const struct stick_view *) = {
        [STICK_PANE_NOTE] = stick_put_note,
        [STICK_PANE_REHEARSAL] = stick_put_rehearsal,
        [STICK_PANE_MISTAKES] = stick_put_mistakes,
        [STICK_PANE_PHOTOS] = stick_put_photos,
        [STICK_PANE_INSTALLED] = stick_put_installed};
    const struct stick_view *v = what;
    put_said_first(stack, v);
    put[v->pane](stack, v);
}

struct sentence {
    const char *text;
    color_t ink;
};

static void put_said(struct stack *stack, const void *what)
{
    const struct sentence *said = what;
    stack_text(stack, TYPE_LABEL, said->ink, said->text);
}

/* What went well is no warning. */
static void draw_said(const struct stick_view *v, struct rect *area)
{
    struct ui *ui = v->ui;
    const char *text = stick_said_text(v);
    enum stick_said what = v->state->said;
    if (!*text)
        return;
    if (!went_well(v)) {
        staff_warning_bar(ui, area, text);
        return;
    }
    struct sentence said = {text, ui_color(ui, COLOR_TEXT_TINT)};
    int air = ui_padding(ui, LENGTH_PADDING, 45), sign = ui_button_icon_size(ui);
    int high = int_max(stack_height(ui, area->w - 3 * air - sign, put_said, &said), sign);
    struct rect box = rect_cut_bottom(area, high + 2 * air, ui_section(ui));
    draw_fill(ui->list, box, metrics_length(&ui->metrics, LENGTH_RADIUS),
              ui_color(ui, COLOR_SURFACE_TINT));
    struct rect inner = rect_inset(box, air);
    ui_icon(ui, rect_cut_left(&inner, sign, air),
            what == STICK_SAID_NOTHING || what == STICK_SAID_OUT ? "usb" : "check", sign, said.ink);
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_said, &said);
}

/* There is nothing to install or to restore. */
static bool is_idle(const struct stick_view *v)
{
    return v->pane == STICK_PANE_REHEARSAL && stick_changes_nothing(v->state);
}

static int foot_buttons(const struct stick_view *v, struct button *buttons)
{
    struct button close = {.id = "close", .icon = "x", .label = stick_word(v, "staff.stick.close")};
    bool restores = stick_chosen(v->state).kind == STICK_ITEM_BACKUP;
    int count = 0;
    if (v->one && !v->state->opened)
        return 0;
    if (is_idle(v)) {
        close.style = BUTTON_PRIMARY;
        close.words = true;
        buttons[count++] = close;
    } else if (v->pane == STICK_PANE_REHEARSAL) {
        close.label = stick_word(v, "staff.stick.not_now");
        close.words = true;
        buttons[count++] = close;
        buttons[count++] = (struct button){
            .id = "install",
            .icon = restores ? "rotate-ccw" : "package-check",
            .label = stick_word(v, restores ? "staff.stick.restore" : "staff.stick.install"),
            .style = BUTTON_PRIMARY};
    } else if (v->pane == STICK_PANE_MISTAKES) {
        buttons[count++] = (struct button){.id = "message",
                                           .icon = "file-warning",
                                           .label = stick_word(v, "staff.stick.write"),
                                           .spoken = stick_word(v, "staff.stick.write"),
                                           .off = v->state->stick.read_only};
        close.style = BUTTON_PRIMARY;
        close.words = true;
        buttons[count++] = close;
    } else if (v->one) {
        close.label = stick_word(v, "common.back");
        close.icon = "arrow-left";
        buttons[count++] = close;
    }
    return count;
}

static void put_hint(struct stack *stack, const void *what)
{
    stack_text(stack, TYPE_CAPTION, ui_color(stack->ui, COLOR_TEXT_SOFT), what);
}

static const char *hint_text(const struct stick_view *v)
{
    return v->pane == STICK_PANE_REHEARSAL && !is_idle(v) ? stick_hint(v) : NULL;
}

/* Cuts it off the bottom of *area; the hint is left to the pane where there is no room for it. */
static void draw_foot(struct stick_view *v, struct rect *area)
{
    static const struct row_spare_step order[] = {{SPARE_AIR, {NULL}},
                                                  {SPARE_ICON, {"install", "message"}},
                                                  {SPARE_WORD, {"message"}},
                                                  {SPARE_LONGEST, {NULL}}};
    struct ui *ui = v->ui;
    struct button buttons[MAX_FOOT];
    int count = foot_buttons(v, buttons), high = ui_button_height_small(ui);
    v->hint_in_pane = false;
    if (count == 0)
        return;
    struct button_row row = {.height = high, .order = order, .order_count = 4};
    for (int i = 0; i < count; i++)
        button_row_add(&row, buttons[i], buttons[i].style == BUTTON_PRIMARY ? 2 : 1);
    struct rect foot = rect_cut_bottom(area, high, ui_section(ui));
    int wanted = button_row_width(ui, &row);
    const char *hint = hint_text(v);
    int room = foot.w - wanted - 2 * ui->metrics.gap;
    bool beside = hint && room > 0 && stack_height(ui, room, put_hint, hint) <= high &&
                  room > metrics_px(&ui->metrics, 300);
    v->hint_in_pane = hint && !beside;
    if (beside)
        stack_draw_middle(ui, rect_cut_left(&foot, room, 2 * ui->metrics.gap), ALIGN_LEFT, put_hint,
                          hint);
    if (count == 1 && foot.w > wanted)
        foot = rect_cut_left(&foot, wanted, 0);
    button_row_draw(ui, &row, foot);
}

static int counts_width(const struct ui *ui, const struct tag *tags, int count)
{
    int width = 0;
    for (int i = 0; i < count; i++)
        width += ui_tag_width(ui, tags[i].icon, tags[i].label) + metrics_px(&ui->metrics, 16);
    return width;
}

/* The title, and what the rehearsal counts where both have room. */
static void draw_head(struct stick_view *v, struct rect *area)
{
    struct ui *ui = v->ui;
    struct tag tags[5];
    bool counted = v->pane == STICK_PANE_REHEARSAL || v->pane == STICK_PANE_MISTAKES;
    int count = counted ? stick_counts(v, tags) : 0;
    bool stick = *v->state->stick.path;
    const char *title = stick_word(v, stick ? "staff.stick.title" : "staff.tile.stick");
    struct font font = metrics_font(&ui->metrics, TYPE_STAFF_TITLE);
    int high = int_max(font.size * 5 / 4, metrics_px(&ui->metrics, 80));
    font = ui_fit_font(ui, TYPE_STAFF_TITLE, title, area->w - high, high, 1);
    int words = ui_text_width_font(ui, font, title), gap = metrics_px(&ui->metrics, 24);
    v->counts_in_pane = true;
    if (words > area->w) /* the header has one, too */
        return;
    bool sign = words + high + gap <= area->w;
    int used = words + (sign ? high + gap : 0) + 2 * gap;
    struct rect head = rect_cut_top(area, high, ui_section(ui));
    v->counts_in_pane = used + counts_width(ui, tags, count) > head.w;
    if (sign) {
        struct rect disc = rect_cut_left(&head, high, gap);
        draw_fill(ui->list, disc, high / 2, ui_color(ui, COLOR_SURFACE_TINT));
        ui_icon(ui, disc, "usb", high / 2, ui_color(ui, COLOR_TEXT_TINT));
    }
    ui_say_as(ui, SAID_TITLE);
    ui_text_font(ui, head, font, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, title);
    ui_say_as(ui, SAID_BODY);
    if (v->counts_in_pane)
        return;
    struct rect place = rect_cut_right(&head, counts_width(ui, tags, count), 0);
    for (int i = 0; i < count; i++) {
        bool bad = strcmp(tags[i].icon, "octagon-alert") == 0;
        bool know = strcmp(tags[i].icon, "triangle-alert") == 0;
        int width = ui_tag(ui, place.x + metrics_px(&ui->metrics, 16),
                           place.y + (place.h - ui_tag_height(ui)) / 2, tags[i].icon, tags[i].label,
                           ui_color(ui, bad    ? COLOR_DANGER_SURFACE
                                        : know ? COLOR_WARNING
                                               : COLOR_SURFACE_TINT),
                           ui_color(ui, bad    ? COLOR_DANGER_TEXT
                                        : know ? COLOR_WARNING_TEXT
                                               : COLOR_TEXT_TINT));
        place.x += width + metrics_px(&ui->metrics, 16);
    }
}

static void draw_wide(struct stick_view *v, struct rect area)
{
    struct ui *ui = v->ui;
    int width = int_min(metrics_px(&ui->metrics, 500), area.w / 3);
    draw_head(v, &area);
    struct rect left = rect_cut_left(&area, width, ui_section(ui));
    draw_said(v, &area);
    draw_foot(v, &area);
    stick_draw_scrolled(v, left, &v->state->list_scroll, true, put_items);
    stick_draw_scrolled(v, area, &v->state->scroll, false, put_pane);
}

static void draw_tall(struct stick_view *v, struct rect area)
{
    struct ui *ui = v->ui;
    draw_head(v, &area);
    draw_said(v, &area);
    draw_foot(v, &area);
    int most = area.h * 2 / 5, wanted = stack_height(ui, area.w, put_items, v);
    struct rect list = rect_cut_top(&area, int_min(wanted, most), ui_section(ui));
    stick_draw_scrolled(v, list, &v->state->list_scroll, true, put_items);
    stick_draw_scrolled(v, area, &v->state->scroll, true, put_pane);
}

static void draw_one(struct stick_view *v, struct rect area)
{
    bool opened = v->state->opened;
    v->counts_in_pane = true;
    v->said_in_stack = true;
    if (area.h > 6 * v->ui->metrics.target && !opened)
        draw_head(v, &area);
    draw_foot(v, &area);
    v->counts_in_pane = true;
    stick_draw_scrolled(v, area, opened ? &v->state->scroll : &v->state->list_scroll, false,
                        opened ? put_pane : put_items);
}

/* An exercise that is being made of photos, which may be of a stick that is not here. */
static void draw_unfinished(const struct stick_view *v, struct rect *area)
{
    const struct photo_draft *draft = &v->context->staff->photos.draft;
    const char *name = *draft->name ? draft->name : stick_word(v, "staff.photos.exercise");
    if (draft->begun && v->state->page == STICK_PAGE_LIST && !v->state->opened)
        ui_undo_bar(
            v->ui, area,
            &(struct undo_bar){.id = "photos:go-on",
                               .icon = "image",
                               .text = tr_format(v->context->strings, v->arena,
                                                 "staff.photos.unfinished", {"name", name, 0}),
                               .undo = stick_word(v, "staff.photos.go_on"),
                               .sign = "pencil"});
}

void staff_stick_draw(struct screen_context *context, struct ui *ui)
{
    struct staff_stick *state = &context->staff->stick;
    struct stick_view v = {.context = context,
                           .ui = ui,
                           .state = state,
                           .arena = &ui->list->arena,
                           .pane = stick_pane(state)};
    struct rect area =
        staff_frame_draw(context, ui,
                         &(struct staff_frame){.tab = SCREEN_STAFF_STICK,
                                               .title = stick_word(&v, "staff.tile.stick")});
    draw_unfinished(&v, &area);
    v.one = state->one = staff_small(ui) || area.h < 7 * ui->metrics.target;
    if (state->page == STICK_PAGE_DONE)
        stick_draw_done(&v, area);
    else if (v.one)
        draw_one(&v, area);
    else if (ui->metrics.portrait)
        draw_tall(&v, area);
    else
        draw_wide(&v, area);
}
