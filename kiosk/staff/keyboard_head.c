#include <string.h>

#include "screens/layout.h"
#include "staff/keyboard_view.h"
#include "ui/popup.h"

/* What stands above the field: what is asked, in which language, and the way out. Where there is no
 * room for a title the field says it while it is empty, and stands in a bar between Cancel and
 * Done; in portrait below them. */

enum { CHIPS_BESIDE_TITLE = 3 };

const char *writing_language(const struct writing_view *view, int text)
{
    const struct screen_context *context = view->context;
    const char *code = view->writing->texts[text].language;
    for (int i = 0; i < context->language_count; i++)
        if (strcmp(context->languages[i].code, code) == 0)
            return context->languages[i].name;
    return code;
}

static int tick_size(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_LABEL).size;
}

/* Others that have a text. */
static bool is_ticked(const struct writing *writing, int text)
{
    return text != writing->current && *writing->texts[text].text;
}

static int chip_width(const struct writing_view *view, const struct ui *ui, int text)
{
    int width = ui_chip_width(ui, writing_language(view, text));
    return is_ticked(view->writing, text) ? width + tick_size(ui) * 3 / 2 : width;
}

static void draw_chip(const struct writing_view *view, struct ui *ui, struct rect rect, int text)
{
    const char *name = writing_language(view, text);
    const char *id = arena_printf(&ui->list->arena, "in:%d", text);
    color_t ink = ui_chip_shape(ui, rect, id, name, text == view->writing->current, text);
    int size = tick_size(ui), tick = is_ticked(view->writing, text) ? size * 3 / 2 : 0;
    int width = tick + ui_text_width(ui, TYPE_LABEL, name);
    struct rect inner = rect_centered(rect, int_min(width, rect.w), rect.h);
    if (tick > 0)
        ui_icon(ui, rect_cut_left(&inner, size, tick - size), "check", size, ink);
    ui_text(ui, inner, TYPE_LABEL, ink, ALIGN_LEFT, name);
}

static const char *more_label(const struct writing_view *view, struct ui *ui, int hidden)
{
    return tr_format(view->context->strings, &ui->list->arena, "staff.writing.more",
                     {"count", NULL, hidden});
}

/* The first `count` languages, with the current one among them. */
static unsigned first_shown(const struct writing *writing, int count)
{
    unsigned shown = (1u << count) - 1;
    if (count > 0 && count < writing->count && writing->current >= count)
        shown = shown >> 1 | 1u << writing->current;
    return shown;
}

static int chips_width(const struct writing_view *view, struct ui *ui, int count)
{
    unsigned shown = first_shown(view->writing, count);
    int width = 0;
    for (int i = 0; i < view->writing->count; i++)
        if (shown >> i & 1)
            width += chip_width(view, ui, i) + ui->metrics.gap;
    int hidden = view->writing->count - count;
    if (hidden > 0)
        width += ui_chip_width(ui, more_label(view, ui, hidden)) + ui->metrics.gap;
    return width - ui->metrics.gap;
}

/* "Name in", with the gap behind it. */
static int in_width(const struct writing_view *view, struct ui *ui)
{
    return ui_text_width(ui, TYPE_CAPTION, view->writing->in) + ui->metrics.gap;
}

/* As many languages as fit, one at least, the rest behind one chip. */
static int chips_that_fit(const struct writing_view *view, struct ui *ui, int most, int width)
{
    int count = int_min(most, view->writing->count);
    while (count > 1 && in_width(view, ui) + chips_width(view, ui, count) > width)
        count--;
    return count;
}

static void draw_languages(const struct writing_view *view, struct ui *ui, struct rect rect,
                           int count)
{
    struct writing *writing = view->writing;
    int gap = ui->metrics.gap, hidden = writing->count - count;
    rect = rect_centered(rect, rect.w, ui_chip_height(ui));
    ui_text(ui, rect_cut_left(&rect, in_width(view, ui) - gap, gap), TYPE_CAPTION,
            ui_color(ui, COLOR_TEXT_SOFT), ALIGN_LEFT, writing->in);
    writing->shown = first_shown(writing, count);
    for (int i = 0; i < writing->count; i++)
        if (writing->shown >> i & 1)
            draw_chip(view, ui, rect_cut_left(&rect, chip_width(view, ui, i), gap), i);
    if (hidden == 0)
        return;
    const char *label = more_label(view, ui, hidden);
    ui_chip(ui, rect_cut_left(&rect, ui_chip_width(ui, label), 0), "languages", label, false, 0);
}

int writing_hidden(const struct writing *writing, int hidden[WRITING_LANGUAGES])
{
    int count = 0;
    for (int i = 0; i < writing->count; i++)
        if (!(writing->shown >> i & 1))
            hidden[count++] = i;
    return count;
}

void writing_draw_list(const struct writing_view *view, struct ui *ui, struct rect area)
{
    const struct writing *writing = view->writing;
    const char *names[WRITING_LANGUAGES];
    int hidden[WRITING_LANGUAGES], count = writing_hidden(writing, hidden);
    struct rect anchor = ui_target_rect(ui, "languages");
    struct popup list = {.id = "also-in", .items = names, .count = count};
    if (!writing->choosing || count == 0)
        return;
    for (int i = 0; i < count; i++) {
        names[i] = writing_language(view, hidden[i]);
        list.ticked |= (unsigned)is_ticked(writing, hidden[i]) << i;
        list.current |= (unsigned)(hidden[i] == writing->current) << i;
    }
    list.anchor = rect_empty(anchor) ? ui_target_rect(ui, "key:language") : anchor;
    list.area = draw_place(ui->list, area);
    list.leftwards = ui->list->mirrored;
    list.width = list.height = ui->metrics.target;
    list.gap = writing_gap(ui);
    list.type = TYPE_LABEL;
    ui_popup(ui, &list);
}

static struct button cancel_button(const struct writing_view *view)
{
    const char *word = view->writing->cancel;
    return (struct button){.id = "cancel",
                           .label =
                               tr(view->context->strings, word ? word : "staff.writing.cancel"),
                           .icon = "x"};
}

static struct button done_button(const struct writing_view *view)
{
    return (struct button){
        .id = "done", .label = view->words.done, .icon = "check", .style = BUTTON_PRIMARY};
}

static bool chips_below(const struct ui *ui)
{
    return ui->metrics.portrait;
}

static int title_height(const struct ui *ui)
{
    return int_max(ui_button_height_small(ui), ui_chip_height(ui));
}

/* Of the buttons at the end of the title's row, with the gap before each. */
static int buttons_width(const struct writing_view *view, const struct ui *ui)
{
    struct button cancel = cancel_button(view), done = done_button(view);
    int width = ui_button_width(ui, &cancel) + ui->metrics.gap;
    if (!view->keyboard.has_done)
        width += ui_button_width(ui, &done) + ui->metrics.gap;
    return width;
}

static bool title_fits(const struct writing_view *view, struct ui *ui, int width)
{
    struct font least = metrics_font(&ui->metrics, TYPE_STAFF_TITLE);
    least.size = int_max(metrics_least_font(&ui->metrics), least.size * 2 / 3);
    return ui_text_fits(ui, least, view->writing->title, width, title_height(ui), 2);
}

bool writing_head_fits(const struct writing_view *view, struct ui *ui, bool title, bool chips)
{
    int width = layout_area(ui).w, gap = ui->metrics.gap;
    int one = chips ? in_width(view, ui) + chips_width(view, ui, 1) : 0;
    if (!title)
        return one <= width;
    int room = width - buttons_width(view, ui);
    if (chips && !chips_below(ui))
        room -= one + 2 * gap;
    return one <= width && title_fits(view, ui, room);
}

int writing_head_height(const struct writing_view *view, struct ui *ui, bool title, bool chips)
{
    (void)view;
    int row = title ? title_height(ui) : ui->metrics.portrait ? ui->metrics.target : 0;
    int height = row > 0 ? row + writing_gap(ui) : 0;
    if (chips && (!title || chips_below(ui)))
        height += ui_chip_height(ui) + writing_gap(ui);
    return height;
}

static void draw_title(const struct writing_view *view, struct ui *ui, struct rect rect)
{
    const char *title = view->writing->title;
    struct font font = ui_fit_font(ui, TYPE_STAFF_TITLE, title, rect.w, rect.h, 1);
    if (!ui_text_fits(ui, font, title, rect.w, rect.h, 1))
        font = ui_fit_font(ui, TYPE_STAFF_TITLE, title, rect.w, rect.h, 2);
    int height = ui_paragraph_height_font(ui, rect.w, font, title, 2);
    ui_paragraph_font(ui, rect_centered(rect, rect.w, height), font, ui_color(ui, COLOR_TEXT),
                      ALIGN_LEFT, title);
}

/* Cuts the languages off the end of the title's row. */
static void draw_chips_beside(const struct writing_view *view, struct ui *ui, struct rect *row)
{
    int gap = ui->metrics.gap;
    int title = int_min(ui_text_width(ui, TYPE_STAFF_TITLE, view->writing->title), row->w / 3);
    int count = chips_that_fit(view, ui, CHIPS_BESIDE_TITLE, row->w - title - 2 * gap);
    int width = in_width(view, ui) + chips_width(view, ui, count);
    draw_languages(view, ui, rect_cut_right(row, width, 2 * gap), count);
}

static void draw_chips(const struct writing_view *view, struct ui *ui, struct rect line)
{
    draw_languages(view, ui, line, chips_that_fit(view, ui, WRITING_LANGUAGES, line.w));
}

void writing_draw_head(const struct writing_view *view, struct ui *ui, struct rect *area,
                       bool chips)
{
    struct button cancel = cancel_button(view), done = done_button(view);
    int gap = ui->metrics.gap;
    struct rect row = rect_cut_top(area, title_height(ui), writing_gap(ui));
    struct rect title = row;
    rect_cut_right(&title, buttons_width(view, ui) - gap, gap);
    if (chips && !chips_below(ui))
        draw_chips_beside(view, ui, &title);
    draw_title(view, ui, title);
    if (!view->keyboard.has_done)
        ui_button(ui, rect_cut_right(&row, ui_button_width(ui, &done), gap), &done);
    ui_button(ui, rect_cut_right(&row, ui_button_width(ui, &cancel), gap), &cancel);
    if (chips && chips_below(ui))
        draw_chips(view, ui, rect_cut_bottom(area, ui_chip_height(ui), 0));
}

static void say_title(const struct writing_view *view, struct ui *ui, struct rect rect)
{
    ui_say_as(ui, SAID_TITLE);
    ui_say_body(ui, view->writing->title, rect);
    ui_say_as(ui, SAID_BODY);
}

/* In the room that is left below the buttons; where there is none it is only said, of `row`. */
static void put_title_below(const struct writing_view *view, struct ui *ui, struct rect room,
                            struct rect row)
{
    const char *title = view->writing->title;
    struct font font = ui_fit_font(ui, TYPE_STAFF_TITLE, title, room.w, room.h, 2);
    if (!ui_text_fits(ui, font, title, room.w, room.h, 2)) {
        say_title(view, ui, row);
        return;
    }
    ui_say_as(ui, SAID_TITLE);
    draw_title(view, ui, rect_cut_top(&room, int_min(room.h, title_height(ui)), 0));
    ui_say_as(ui, SAID_BODY);
}

void writing_draw_buttons(const struct writing_view *view, struct ui *ui, struct rect *area,
                          bool chips)
{
    struct button cancel = cancel_button(view), done = done_button(view);
    int gap = ui->metrics.gap;
    struct rect row = rect_cut_top(area, ui->metrics.target, gap);
    struct rect place = row;
    ui_button(ui, rect_cut_left(&row, (row.w - gap) / 2, gap), &cancel);
    ui_button(ui, row, &done);
    if (chips)
        draw_chips(view, ui, rect_cut_bottom(area, ui_chip_height(ui), gap));
    put_title_below(view, ui, *area, place);
}

struct rect writing_draw_bar(const struct writing_view *view, struct ui *ui, struct rect *area,
                             bool chips)
{
    struct button cancel = ui_button_wordless(cancel_button(view));
    struct button done = ui_button_wordless(done_button(view));
    int gap = ui->metrics.gap, side = ui->metrics.target;
    struct rect row = rect_cut_top(area, writing_field_height(view, ui), writing_gap(ui));
    say_title(view, ui, row);
    struct rect left = rect_cut_left(&row, side, gap), right = rect_cut_right(&row, side, gap);
    ui_button(ui, rect_centered(left, side, side), &cancel);
    ui_button(ui, rect_centered(right, side, side), &done);
    if (chips)
        draw_chips(view, ui, rect_cut_top(area, ui_chip_height(ui), writing_gap(ui)));
    return row;
}
