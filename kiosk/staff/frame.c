#include "staff/frame.h"

#include <string.h>

#include "screens/layout.h"
#include "ui/tabs.h"

const struct staff_place staff_places[] = {
    {SCREEN_STAFF_HOME, "staff.tab.home", NULL, NULL, "house", true},
    {SCREEN_STAFF_ROUTINES, "staff.tab.routines", "staff.tile.routines", "staff.tile.routines_info",
     "list", true},
    {SCREEN_STAFF_BUILDER, "staff.tab.builder", "staff.tile.builder", "staff.tile.builder_info",
     "list-plus", true},
    {SCREEN_STAFF_STICK, "staff.tab.stick", "staff.tile.stick", "staff.tile.stick_info", "usb",
     true},
    {SCREEN_STAFF_SETTINGS, "staff.tab.settings", "staff.tile.settings", "staff.tile.settings_info",
     "settings", true},
    {SCREEN_STAFF_USAGE, "staff.tab.usage", "staff.tile.usage", "staff.tile.usage_info",
     "chart-column", true},
    {SCREEN_STAFF_CHECK, NULL, "staff.tile.check", "staff.tile.check_info", "clipboard-check",
     false},
    {SCREEN_STAFF_CLEANING, NULL, "staff.tile.cleaning", "staff.tile.cleaning_info", "spray-can",
     false},
};
const int staff_place_count = sizeof staff_places / sizeof *staff_places;

enum { MAX_TABS = sizeof staff_places / sizeof *staff_places };

static const char *clock_text(struct arena *arena, int seconds)
{
    return arena_printf(arena, "%d:%02d", seconds / 60, seconds % 60);
}

static struct font time_font(const struct ui *ui)
{
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    font.weight = FONT_BOLD;
    return font;
}

/* As wide for every second: nothing beside it moves. */
static int time_width(const struct screen_context *context, const struct ui *ui)
{
    const char *widest = ms_seconds_left(context->lock_left_ms) < 600 ? "0:00" : "00:00";
    return ui_text_width_font(ui, time_font(ui), widest);
}

static int countdown_width(const struct screen_context *context, const struct ui *ui, bool words)
{
    int width = time_width(context, ui);
    return words ? width + time_font(ui).size / 3 +
                       ui_text_width(ui, TYPE_LABEL, tr(context->strings, "staff.locks_in"))
                 : width;
}

static void draw_countdown(struct screen_context *context, struct ui *ui, struct rect rect,
                           bool words)
{
    struct font font = time_font(ui);
    struct rect number = rect_cut_right(&rect, time_width(context, ui), font.size / 3);
    if (words)
        ui_text(ui, rect, TYPE_LABEL, ui_color(ui, COLOR_ON_INK_SOFT), ALIGN_RIGHT,
                tr(context->strings, "staff.locks_in"));
    ui_text_font(ui, number, font, ui_color(ui, COLOR_ON_INK), ALIGN_RIGHT,
                 clock_text(&ui->list->arena, ms_seconds_left(context->lock_left_ms)));
}

static struct button lock_button(const struct screen_context *context, bool warned)
{
    return (struct button){
        .id = "staff-lock",
        .label = tr(context->strings, warned ? "staff.lock_now" : "staff.lock"),
        .icon = "lock",
        .style = warned ? BUTTON_ON_INK : BUTTON_INK,
    };
}

static int collect_tabs(const struct screen_context *context, enum screen_id here, struct tab *tabs,
                        int *current)
{
    int count = 0;
    *current = -1;
    for (int i = 0; i < staff_place_count; i++) {
        const struct staff_place *place = &staff_places[i];
        if (!place->tab)
            continue;
        if (place->screen == here)
            *current = count;
        tabs[count++] = (struct tab){.id = screen_name(place->screen),
                                     .label = tr(context->strings, place->word),
                                     .icon = place->icon,
                                     .both = i == 0};
    }
    return count;
}

static bool is_home(const struct staff_frame *frame)
{
    return frame->tab == SCREEN_STAFF_HOME && !*frame->title;
}

static const char *frame_title(const struct screen_context *context,
                               const struct staff_frame *frame)
{
    return is_home(frame) ? tr(context->strings, "staff.tab.home") : frame->title;
}

static struct button back_button(const struct screen_context *context)
{
    return (struct button){.id = "staff-home",
                           .label = tr(context->strings, "staff.tab.home"),
                           .icon = "arrow-left",
                           .style = BUTTON_INK};
}

static int bar_button_height(const struct ui *ui, int most)
{
    return int_min(most, int_max(metrics_px(&ui->metrics, 88), ui->metrics.target));
}

static bool title_fits(const struct ui *ui, struct rect rect, const char *title)
{
    struct font font = ui_fit_font(ui, TYPE_BUTTON, title, rect.w, rect.h, 2);
    return ui_text_fits(ui, font, title, rect.w, rect.h, 2);
}

/* Nothing is cut: where there is no room even for the tab's word, the title is only said. */
static void draw_title(struct ui *ui, struct rect rect, const char *title, const char *tab)
{
    const char *text = title_fits(ui, rect, title) ? title : title_fits(ui, rect, tab) ? tab : NULL;
    struct font font = ui_fit_font(ui, TYPE_BUTTON, text ? text : title, rect.w, rect.h, 2);
    ui_say_as(ui, SAID_TITLE);
    ui_say(ui, title, font, rect, false);
    ui_say_as(ui, SAID_BODY);
    if (!text)
        return;
    ui_say_mute(ui);
    int high = ui_paragraph_height_font(ui, rect.w, font, text, 2);
    ui_paragraph_font(ui, rect_centered(rect, rect.w, high), font, ui_color(ui, COLOR_ON_INK),
                      ALIGN_LEFT, text);
    ui_say_unmute(ui);
}

/* The tab's word, for a title that is too long; of what has no tab of its own the title itself. */
static const char *tab_word(const struct screen_context *context, const struct staff_frame *frame)
{
    for (int i = 0; i < staff_place_count; i++)
        if (staff_places[i].screen == frame->tab && frame->tab != SCREEN_STAFF_HOME)
            return tr(context->strings, staff_places[i].word);
    return frame_title(context, frame);
}

/* Where there are no tabs. On the tiles there is nothing to go back to. The button's word gives way
 * to the title. */
static void draw_back(struct screen_context *context, struct ui *ui, struct rect rect,
                      const struct staff_frame *frame)
{
    const char *title = frame_title(context, frame), *tab = tab_word(context, frame);
    if (!is_home(frame)) {
        struct button back = back_button(context);
        int height = bar_button_height(ui, rect.h), gap = ui->metrics.gap;
        int width = int_min(ui_button_width(ui, &back), rect.w);
        struct rect beside = rect, alone = rect;
        rect_cut_left(&beside, width, gap);
        rect_cut_left(&alone, ui->metrics.target, gap);
        if (!title_fits(ui, beside, title) &&
            (title_fits(ui, alone, title) || title_fits(ui, alone, tab))) {
            back = ui_button_wordless(back);
            width = ui->metrics.target;
        }
        struct rect left = rect_cut_left(&rect, width, gap);
        ui_button(ui, rect_centered(left, width, height), &back);
    }
    draw_title(ui, rect, title, tab);
}

/* What the left of the header wants: all icons of the tabs, or the way back and the title. */
static int left_width(const struct screen_context *context, const struct ui *ui,
                      const struct staff_frame *frame, bool tabs)
{
    struct button back = back_button(context);
    int title = ui_text_width(ui, TYPE_BUTTON, frame_title(context, frame));
    int way_back = is_home(frame) ? 0 : ui_button_width(ui, &back) + ui->metrics.gap;
    return tabs ? metrics_px(&ui->metrics, 1100) : way_back + title;
}

static void draw_bar_button(struct ui *ui, struct rect *header, const struct button *button,
                            int width, int gap)
{
    struct rect place = rect_cut_right(header, width, gap);
    ui_button(ui, rect_centered(place, width, bar_button_height(ui, header->h)), button);
}

/* A stick was plugged in while somebody was at work here: the way to it. */
static void draw_stick_button(struct screen_context *context, struct ui *ui, struct rect *header,
                              int room)
{
    struct button button = {.id = "stick:came",
                            .label = tr(context->strings, "staff.stick.see"),
                            .icon = "usb",
                            .style = BUTTON_ON_INK};
    int width = ui_button_width(ui, &button), gap = metrics_length(&ui->metrics, LENGTH_GAP);
    if (width + gap + countdown_width(context, ui, false) > room) {
        button = ui_button_wordless(button);
        width = ui->metrics.target;
    }
    draw_bar_button(ui, header, &button, width, gap);
}

/* The Lock button at the right of `*header`, and the time beside it: with less words where the left
 * needs the room. */
static void draw_lock(struct screen_context *context, struct ui *ui, struct rect *header, int left)
{
    struct button lock = lock_button(context, false);
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    int width = ui_button_width(ui, &lock), room = header->w - left - 2 * gap;
    bool came = context->staff->stick_came;
    bool words = !came && countdown_width(context, ui, true) + width <= room;
    if (came || (!words && countdown_width(context, ui, false) + width > room)) {
        lock = ui_button_wordless(lock);
        width = ui->metrics.target;
    }
    draw_bar_button(ui, header, &lock, width, gap);
    if (came)
        draw_stick_button(context, ui, header, room - width);
    draw_countdown(context, ui, rect_cut_right(header, countdown_width(context, ui, words), gap),
                   words);
}

static void draw_places(struct screen_context *context, struct ui *ui, struct rect header,
                        const struct staff_frame *frame)
{
    struct tab tabs[MAX_TABS];
    struct tabs all = {.tabs = tabs};
    all.count = collect_tabs(context, frame->tab, tabs, &all.current);
    int air = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    bool roomy = !ui->metrics.portrait && !ui->metrics.compact;
    draw_lock(context, ui, &header, left_width(context, ui, frame, roomy));
    struct rect row = {header.x - air, header.y, header.w + air, header.h};
    if (roomy && ui_tabs_fit(ui, row.w, &all))
        ui_tabs(ui, row, &all);
    else
        draw_back(context, ui, header, frame);
}

/* A small ring with the seconds in it, white on the bar. */
static void draw_small_ring(struct screen_context *context, struct ui *ui, struct rect rect)
{
    int side = int_min(rect.w, rect.h);
    float thick = (float)metrics_px(&ui->metrics, 12);
    int seconds = ms_seconds_left(context->lock_left_ms);
    ui_arc(ui, rect,
           &(struct arc){.radius = ((float)side - thick) / 2,
                         .thickness = thick,
                         .part = (float)seconds * 1000 / STAFF_WARN_MS,
                         .track = ui_color(ui, COLOR_HERO_TRACK),
                         .color = ui_color(ui, COLOR_ON_INK)});
    ui_text(ui, rect, TYPE_BUTTON, ui_color(ui, COLOR_ON_INK), ALIGN_CENTER,
            arena_printf(&ui->list->arena, "%d", seconds));
}

static void draw_warning(struct screen_context *context, struct ui *ui, struct rect header)
{
    struct button lock = lock_button(context, true);
    int width = ui_button_width(ui, &lock);
    if (width > header.w / 3)
        lock = ui_button_wordless(lock), width = ui->metrics.target;
    draw_bar_button(ui, &header, &lock, width, ui->metrics.gap);
    int ring = int_min(header.h * 9 / 10, metrics_px(&ui->metrics, 92));
    ring = int_max(ring, metrics_font(&ui->metrics, TYPE_BUTTON).size * 2);
    struct rect left = rect_cut_left(&header, ring, metrics_length(&ui->metrics, LENGTH_GAP));
    draw_small_ring(context, ui, rect_centered(left, ring, ring));
    const struct staff_builder *builder = &context->staff->builder;
    const char *const keys[] = {!builder->draft.unkept ? "staff.still_there"
                                : builder->on_stick    ? "staff.still_there_short"
                                                       : "staff.still_there_lost",
                                "staff.still_there_short", "staff.still_there_shortest"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *words = tr(context->strings, keys[i]);
        struct font font = ui_fit_font(ui, TYPE_BUTTON, words, header.w, header.h, 2);
        if (!ui_text_fits(ui, font, words, header.w, header.h, 2))
            continue;
        int high = ui_paragraph_height_font(ui, header.w, font, words, 2);
        ui_paragraph_font(ui, rect_centered(header, header.w, high), font,
                          ui_color(ui, COLOR_ON_INK), ALIGN_LEFT, words);
        return;
    }
}

struct rect staff_frame_draw(struct screen_context *context, struct ui *ui,
                             const struct staff_frame *frame)
{
    layout_background(ui);
    struct rect area = {0, 0, ui->metrics.width, ui->metrics.height};
    struct rect header = rect_cut_top(&area, ui_header_height(ui), 0);
    bool small = ui->metrics.portrait || ui->metrics.compact;
    bool warned = context->lock_left_ms <= STAFF_WARN_MS;
    draw_fill(ui->list, header, 0, ui_color(ui, warned ? COLOR_ACCENT_TEXT : COLOR_INK));
    int margin = metrics_length(&ui->metrics, LENGTH_MARGIN);
    margin = small ? int_min(margin, metrics_px(&ui->metrics, 36)) : margin;
    header.x += margin;
    header.w -= 2 * margin;
    if (warned)
        draw_warning(context, ui, header);
    else
        draw_places(context, ui, header, frame);
    int above = metrics_px(&ui->metrics, small ? 24 : 32);
    return (struct rect){area.x + margin, area.y + above, area.w - 2 * margin, area.h - 2 * above};
}

bool staff_frame_tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind == TAP_BACK) {
        context->go = SCREEN_STAFF_HOME;
        return true;
    }
    if (tap->kind != TAP_TARGET)
        return false;
    if (strcmp(tap->id, "staff-lock") == 0) {
        context->lock = true;
        return true;
    }
    if (strcmp(tap->id, "stick:came") == 0) {
        context->go = SCREEN_STAFF_STICK;
        return true;
    }
    for (int i = 0; i < staff_place_count; i++)
        if (strcmp(tap->id, screen_name(staff_places[i].screen)) == 0) {
            context->go = staff_places[i].screen;
            return true;
        }
    return false;
}
