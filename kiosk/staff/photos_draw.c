#include "screens/layout.h"
#include "screens/parts.h"
#include "staff/fault_words.h"
#include "staff/frame.h"
#include "staff/parts.h"
#include "staff/photos_internal.h"
#include "ui/said.h"
#include "ui/undo_bar.h"

/* The photos that there are. */

const char *photos_word(const struct photos_view *v, const char *key)
{
    return tr(v->context->strings, key);
}

void photos_draw_photo(const struct photos_view *v, struct rect rect,
                       const struct photos_item *item)
{
    struct ui *ui = v->ui;
    struct image_ref ref = {.kind = IMAGE_PICTURE,
                            .object = item->set,
                            .radius = (uint16_t)metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL)};
    if (item->example)
        part_thumbnail(ui, rect, item->example, NULL);
    else if (item->set)
        draw_image_or_icon(ui->list, ref, rect, "image", ui_color(ui, COLOR_TEXT_SOFT));
    else
        ui_icon(ui, rect, "image", rect.h / 2, ui_color(ui, COLOR_TEXT_SOFT));
}

static void draw_number(const struct photos_view *v, struct rect cell, int place)
{
    struct ui *ui = v->ui;
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    int side = font.size * 3 / 2, air = font.size / 3;
    struct rect badge = {cell.x + cell.w - side - air, cell.y + air, side, side};
    draw_fill(ui->list, badge, side / 2, ui_color(ui, COLOR_PRIMARY));
    ui_text_font(ui, badge, font, ui_color(ui, COLOR_ON_PRIMARY), ALIGN_CENTER,
                 arena_printf(v->arena, "%d", place));
}

static void draw_cell(const struct photos_view *v, struct rect rect, int photo)
{
    struct ui *ui = v->ui;
    struct photos_item item = photos_item(v->context, photo);
    int place = photos_place(v->state, item.key);
    const char *name = item.name;
    const char *label = place > 0 ? arena_printf(v->arena, "%d: %s", place, name) : name;
    ui_target(ui, arena_printf(v->arena, "photo:%d", photo), label, rect, photo);
    ui_say_as(ui, SAID_BUTTON); /* the picture says it to who sees */
    ui_say(ui, label, metrics_font(&ui->metrics, TYPE_LABEL), rect, false);
    ui_say_as(ui, SAID_BODY);
    staff_row_box(ui, rect, place > 0, false);
    photos_draw_photo(v, rect_inset(rect, metrics_px(&ui->metrics, 12)), &item);
    if (place > 0)
        draw_number(v, rect, place);
}

static struct columns grid_columns(const struct ui *ui, int width)
{
    int least = int_max(metrics_px(&ui->metrics, 300), 2 * ui->metrics.target),
        gap = ui->metrics.gap;
    int count = int_max(1, (width + gap) / (least + gap));
    return (struct columns){count, (width - (count - 1) * gap) / count, gap};
}

static void put_grid(struct stack *stack, const void *what)
{
    const struct photos_view *v = what;
    struct columns columns = grid_columns(v->ui, stack->width);
    int count = photos_count(v->context), height = columns.width * 3 / 4;
    for (int i = 0; i < count; i += columns.count) {
        stack_gap(stack, i > 0 ? columns.gap : 0);
        struct rect row = stack_box(stack, height);
        for (int k = 0; k < columns.count && i + k < count; k++) {
            struct rect cell = rect_cut_left(&row, columns.width, columns.gap);
            if (stack_seen(stack, cell))
                draw_cell(v, cell, i + k);
        }
    }
}

/* What is to be done now, or why nothing can be. */
static const char *hint(const struct photos_view *v)
{
    const struct staff_photos *state = v->state;
    if (state->saving)
        return photos_word(v, "staff.photos.saving");
    if (photos_choice(v->state)->count == PHOTO_CHOSEN_MAX)
        return tr_format(v->context->strings, v->arena, "staff.photos.most",
                         {"n", NULL, PHOTO_CHOSEN_MAX});
    return photos_word(v, "staff.photos.hint");
}

static void put_hint(struct stack *stack, const void *what)
{
    const struct photos_view *v = what;
    stack_text(stack, TYPE_CAPTION, ui_color(v->ui, COLOR_TEXT), hint(v));
    if (v->state->looked && v->state->looked->unusable > 0)
        stack_text(stack, TYPE_CAPTION, ui_color(v->ui, COLOR_TEXT_SOFT),
                   tr_format(v->context->strings, v->arena, "staff.photos.unusable",
                             {"count", NULL, (int)v->state->looked->unusable}));
}

static void put_actions(struct stack *stack, const void *what)
{
    const struct photos_view *v = what;
    const struct staff_photos *state = v->state;
    int chosen = photos_choice(v->state)->count;
    const struct button buttons[] = {
        {.id = "exercise",
         .icon = "plus",
         .label = photos_word(v, "staff.photos.exercise"),
         .style = BUTTON_PRIMARY,
         .off = chosen == 0 || state->saving},
        {.id = "logo",
         .icon = "image",
         .label = photos_word(v, "staff.photos.logo"),
         .style = state->for_settings ? BUTTON_PRIMARY : BUTTON_PLAIN,
         .off = chosen != 1 || state->saving},
    };
    if (state->for_settings) /* from there one looks for a logo */
        staff_buttons_put(stack, buttons + 1, 1);
    else
        staff_buttons_put(stack, buttons, 2);
}

/* Above the photos: the hint, and the arrows that move them. */
static void draw_top(const struct photos_view *v, struct rect top)
{
    struct ui *ui = v->ui;
    struct rect arrows = rect_cut_right(&top, layout_arrows_width(ui), ui->metrics.gap);
    arrows.h = ui_button_height_small(ui);
    stack_draw_middle(ui, top, ALIGN_LEFT, put_hint, v);
    layout_scroll_arrows(v->context, ui, &v->state->scroll, arrows, false);
}

/* On a small panel what cannot be done gives way, and then the hint. */
static void draw_grid(const struct photos_view *v, struct rect area)
{
    struct ui *ui = v->ui;
    int gap = ui->metrics.gap, width = area.w - layout_arrows_width(ui) - gap;
    int top = int_max(stack_height(ui, width, put_hint, v), ui_button_height_small(ui));
    if (!v->small || photos_choice(v->state)->count > 0) {
        int high = stack_height(ui, area.w, put_actions, v);
        stack_draw(ui, rect_cut_bottom(&area, high, gap), ALIGN_LEFT, put_actions, v);
    }
    struct rect view = area, over = rect_cut_top(&view, top, gap);
    bool roomy = view.h >= ui->metrics.target;
    layout_scroll(ui,
                  &(struct scroll_view){.scroll = &v->state->scroll, .view = roomy ? view : area},
                  put_grid, v);
    if (roomy)
        draw_top(v, over);
}

/* In place of photos. */
static const char *message(const struct photos_view *v)
{
    const struct staff_photos *state = v->state;
    if (v->context->staff->sample)
        return staff_shows(v->context->staff, "none") ? photos_word(v, "staff.photos.none") : NULL;
    if (photos_count(v->context) > 0)
        return NULL;
    if (!*state->stick.path)
        return photos_word(v, "staff.photos.none");
    if (!state->looked)
        return photos_word(v, "staff.photos.looking");
    return photos_word(v, "staff.photos.empty");
}

static void put_message(struct stack *stack, const void *what)
{
    const struct photos_view *v = what;
    int side = metrics_px(&v->ui->metrics, 120);
    struct rect box = stack_box(stack, side);
    if (stack_seen(stack, box))
        ui_icon(v->ui, box, *v->state->stick.path ? "image" : "usb", side * 3 / 4,
                ui_color(v->ui, COLOR_TEXT_TINT));
    stack_gap(stack, v->ui->metrics.gap);
    stack_text(stack, TYPE_BODY, ui_color(v->ui, COLOR_TEXT), message(v));
}

static const char *wrong(const struct photos_view *v)
{
    const struct strings *strings = v->context->strings;
    switch (v->state->said) {
    case PHOTOS_SAID_PULLED:
        return tr(strings, "staff.photos.pulled");
    case PHOTOS_SAID_SPOILT:
        return tr_format(strings, v->arena, "staff.photos.spoilt",
                         {"name", v->state->what_said, 0});
    case PHOTOS_SAID_FAILED:
        return tr_format(strings, v->arena, "staff.routines.failed",
                         {"why", v->state->what_said, 0});
    case PHOTOS_SAID_NOTHING:
    case PHOTOS_SAID_LOGO:
    case PHOTOS_SAID_MADE:
        break;
    }
    return NULL;
}

/* The names of photos that are not to be had. */
static const char *missing_names(const struct photos_view *v)
{
    const char *names = "";
    for (int i = 0; i < v->state->draft.photos.count; i++) {
        struct photos_item item = photos_chosen(v->context, i);
        if (!item.set)
            names = *names ? arena_printf(v->arena, "%s, %s", names, item.name) : item.name;
    }
    return names;
}

/* What the exercise that is being made lacks; NULL: nothing. */
static const char *unready(const struct photos_view *v)
{
    const struct strings *strings = v->context->strings;
    bool form = v->state->page == PHOTOS_FORM;
    if (form && v->state->draft.unkept_why)
        return tr_format(strings, v->arena, "staff.builder.unkept",
                         {"why", fault_disk_words(strings, v->state->draft.unkept_why), 0});
    if (form && !v->state->work && photos_missing(v->context) > 0)
        return tr_format(strings, v->arena, "staff.photos.missing", {"names", missing_names(v), 0});
    return NULL;
}

static void draw_said(const struct photos_view *v, struct rect *area)
{
    const struct staff_photos *state = v->state;
    const char *text = wrong(v);
    if (!text)
        text = unready(v);
    const char *refused = staff_refusal(v->context, v->arena);
    bool logo = state->said == PHOTOS_SAID_LOGO;
    if (text)
        staff_warning_bar(v->ui, area, text);
    else if (state->said != PHOTOS_SAID_NOTHING)
        ui_undo_bar(v->ui, area,
                    &(struct undo_bar){.id = "undo",
                                       .icon = refused ? "triangle-alert" : "check",
                                       .text = refused ? refused
                                               : logo  ? photos_word(v, "staff.photos.was_logo")
                                                       : tr_format(v->context->strings, v->arena,
                                                                   "staff.photos.was_made",
                                                                   {"name", state->what_said, 0}),
                                       .undo = photos_word(v, "staff.undo")});
}

/* Beside the tabs it is nowhere written. */
static void say_title(const struct photos_view *v, struct rect area)
{
    struct ui *ui = v->ui;
    ui_say_as(ui, SAID_TITLE);
    ui_say(ui, photos_word(v, "staff.photos.title"), metrics_font(&ui->metrics, TYPE_STAFF_TITLE),
           rect_cut_top(&area, ui->metrics.target, 0), false);
    ui_say_as(ui, SAID_BODY);
}

void staff_photos_draw(struct screen_context *context, struct ui *ui)
{
    struct photos_view v = {.context = context,
                            .state = &context->staff->photos,
                            .ui = ui,
                            .arena = &ui->list->arena,
                            .small = staff_small(ui)};
    struct rect area =
        staff_frame_draw(context, ui,
                         &(struct staff_frame){.tab = SCREEN_STAFF_STICK,
                                               .title = photos_word(&v, "staff.photos.title")});
    if (!ui->metrics.portrait && !ui->metrics.compact)
        say_title(&v, area);
    draw_said(&v, &area);
    if (v.state->page == PHOTOS_FORM)
        photos_draw_form(&v, area);
    else if (v.state->page == PHOTOS_ASKS)
        photos_draw_asks(&v, area);
    else if (message(&v))
        stack_draw_middle(ui, area, ALIGN_CENTER, put_message, &v);
    else
        draw_grid(&v, area);
}
