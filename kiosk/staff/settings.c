#include "staff/settings.h"

#include <limits.h>
#include <string.h>

#include "screens/layout.h"
#include "staff/parts.h"
#include "staff/settings_card.h"
#include "staff/settings_parts.h"
#include "staff/settings_screen.h"
#include "ui/chips.h"

/* The sections, and the frame around the one that is open. At the left where there is room, as
 * chips above it on a high panel; on a small one the list is a page of its own. */

/* A pad of its own. */
static const struct settings_section settings_pin = {
    .id = "settings:pin", .icon = "lock", .title = "staff.settings.pin"};

static const struct settings_section *const sections[] = {
    &settings_language, &settings_sound,  &settings_visits, &settings_hours,
    &settings_screen,   &settings_clinic, &settings_pin};

/* Their places, from 1. */
enum { SECTION_SOUND = 2, SECTION_VISITS, SECTION_HOURS, SECTION_SCREEN };
enum { SECTIONS = sizeof sections / sizeof(struct settings_section *) };

static const struct settings_section *open_section(const struct screen_context *context)
{
    int section = settings_of(context)->section;
    return sections[section > 0 ? section - 1 : 0];
}

enum shape {
    SHAPE_SIDE,  /* a list at the left of the open one */
    SHAPE_CHIPS, /* above it */
    SHAPE_LIST   /* a page of its own */
};

/* How the page is drawn. */
struct view {
    struct screen_context *context;
    struct ui *ui;
    enum shape shape;
    bool still; /* as before any change: nothing moves when one is told */
};

static int side_width(const struct ui *ui, int width)
{
    return int_min(metrics_px(&ui->metrics, 412), width * 3 / 10);
}

static int section_height(const struct ui *ui)
{
    return int_max(ui->metrics.target, metrics_px(&ui->metrics, 100));
}

/* Where its words stand: two lines keep off the frame of the chosen one. */
static struct rect section_words(const struct ui *ui, struct rect rect)
{
    int side = ui_padding(ui, LENGTH_PADDING, 60), air = metrics_px(&ui->metrics, 8);
    rect_cut_top(&rect, air, 0);
    rect_cut_bottom(&rect, air, 0);
    rect_cut_left(&rect, side + ui_button_icon_size(ui), metrics_length(&ui->metrics, LENGTH_GAP));
    rect_cut_right(&rect, side, 0);
    return rect;
}

static bool side_fits(const struct ui *ui, const struct screen_context *context, struct rect area)
{
    struct rect row = {0, 0, side_width(ui, area.w), section_height(ui)};
    struct rect words = section_words(ui, row);
    int em = metrics_font(&ui->metrics, TYPE_LABEL).size;
    bool fits = !ui->metrics.portrait && area.w - row.w > 24 * em &&
                SECTIONS * (row.h + ui->metrics.gap) - ui->metrics.gap <= area.h;
    for (int i = 0; fits && i < SECTIONS; i++) {
        const char *title = tr(context->strings, sections[i]->title);
        struct font font = ui_fit_font(ui, TYPE_BUTTON, title, words.w, words.h, 2);
        fits = ui_text_fits(ui, font, title, words.w, words.h, 2);
    }
    return fits;
}

static void put_section_chips(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    struct chip chips[SECTIONS];
    for (int i = 0; i < SECTIONS; i++)
        chips[i] = (struct chip){sections[i]->id, tr(context->strings, sections[i]->title),
                                 sections[i] == open_section(context), i};
    stack_chips(stack, chips, SECTIONS);
}

static enum shape choose_shape(struct ui *ui, const struct screen_context *context,
                               struct rect area)
{
    if (ui->metrics.compact)
        return SHAPE_LIST;
    if (side_fits(ui, context, area))
        return SHAPE_SIDE;
    bool low = stack_height(ui, area.w, put_section_chips, context) <= area.h / 5;
    return ui->metrics.portrait && low ? SHAPE_CHIPS : SHAPE_LIST;
}

static void draw_section(const struct view *view, struct rect rect, int index, bool chosen)
{
    struct ui *ui = view->ui;
    const struct settings_section *section = sections[index];
    const char *title = tr(view->context->strings, section->title);
    bool pressed = ui_target(ui, section->id, title, rect, index);
    ui_say_mute(ui);
    if (chosen)
        layout_box(ui, rect, COLOR_SURFACE_TINT, COLOR_PRIMARY, 2);
    else if (pressed || view->shape == SHAPE_LIST)
        layout_box(ui, rect, pressed ? COLOR_SURFACE_PRESSED : COLOR_SURFACE, COLOR_LINE, 1);
    int icon = ui_button_icon_size(ui);
    struct rect words = section_words(ui, rect);
    struct rect sign = {rect.x + ui_padding(ui, LENGTH_PADDING, 60), rect.y, icon, rect.h};
    ui_icon(ui, sign, section->icon, icon, ui_color(ui, COLOR_TEXT));
    struct font font = ui_fit_font(ui, TYPE_BUTTON, title, words.w, words.h, 2);
    int high = int_min(words.h, ui_paragraph_height_font(ui, words.w, font, title, 2));
    ui_paragraph_font(ui, rect_centered(words, words.w, high), font, ui_color(ui, COLOR_TEXT),
                      ALIGN_LEFT, title);
    ui_say_button(ui, title, rect, ui_say_unmute(ui));
}

static void draw_side(const struct view *view, struct rect area)
{
    for (int i = 0; i < SECTIONS; i++)
        draw_section(view, rect_cut_top(&area, section_height(view->ui), view->ui->metrics.gap), i,
                     sections[i] == open_section(view->context));
}

/* As many columns as leave every title whole. */
static void put_tiles(struct stack *stack, const void *what)
{
    const struct view *view = what;
    struct ui *ui = stack->ui;
    int gap = ui->metrics.gap, widest = 0;
    for (int i = 0; i < SECTIONS; i++)
        widest = int_max(
            widest, ui_text_width(ui, TYPE_BUTTON, tr(view->context->strings, sections[i]->title)));
    struct rect row = {0, 0, stack->width, section_height(ui)};
    widest += row.w - section_words(ui, row).w;
    int columns = 2 * widest + gap <= stack->width ? 2 : 1;
    int width = (stack->width - (columns - 1) * gap) / columns;
    for (int i = 0; i < SECTIONS; i++) {
        if (i % columns == 0) {
            stack_gap(stack, i > 0 ? gap : 0);
            row = stack_box(stack, section_height(ui));
        }
        struct rect place = rect_cut_left(&row, width, gap);
        if (stack_seen(stack, place))
            draw_section(view, place, i, false);
    }
}

/* What Undo has taken back, and what it would next, in as many lines as there are: both, or the one
 * that is news; "" when there is neither, or no room. */
static const char *last_text(const struct view *view, int width, int lines)
{
    struct arena *arena = &view->ui->list->arena;
    const struct strings *strings = view->context->strings;
    const struct staff_settings *settings = settings_of(view->context);
    const struct settings_past *last = settings_last(settings);
    struct font font = metrics_font(&view->ui->metrics, TYPE_CAPTION);
    const char *undone = *settings->undone ? tr_format(strings, arena, "staff.settings.undone",
                                                       {"what", settings->undone, 0})
                                           : "";
    const char *next =
        last ? tr_format(strings, arena, "staff.settings.last", {"what", last->what, 0}) : "";
    const char *texts[] = {*undone && *next ? ui_join(arena, undone, next) : "",
                           *undone ? undone : next, last ? last->what : ""};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (*texts[i] && ui_text_fits(view->ui, font, texts[i], width, INT_MAX, lines))
            return texts[i];
    return "";
}

static void put_name(struct stack *stack, const struct view *view)
{
    struct ui *ui = stack->ui;
    struct font font = metrics_font(&ui->metrics, view->shape == SHAPE_LIST ? TYPE_STAFF_HEADING
                                                                            : TYPE_STAFF_TITLE);
    font.weight = metrics_font(&ui->metrics, TYPE_STAFF_TITLE).weight;
    const char *title = tr(view->context->strings, open_section(view->context)->title);
    if (ui_text_width_font(ui, font, title) > stack->width)
        font.size = metrics_least_font(&ui->metrics);
    stack_text_font(stack, font, ui_color(ui, COLOR_TEXT), 0, title);
}

/* Where there is room for one of them, the last change takes the title's place. */
static void put_title(struct stack *stack, const void *what)
{
    const struct view *view = what;
    struct ui *ui = stack->ui;
    bool list = view->shape == SHAPE_LIST;
    const char *refused = settings_of(view->context)->refused;
    const char *said = view->still ? "" : last_text(view, stack->width, list ? 2 : 1);
    if (!list || !*said || *refused)
        put_name(stack, view);
    if (*refused && !view->still)
        stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_WARNING_TEXT), refused);
    else if (*said)
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), said);
    else if (!list)
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
                   tr(view->context->strings, open_section(view->context)->info));
}

/* 0: it does not stand beside the title. */
static int aside_width(const struct view *view)
{
    const struct ui *ui = view->ui;
    if (!open_section(view->context)->aside || view->shape == SHAPE_LIST)
        return 0;
    struct switch_row row = open_section(view->context)->aside(view->context);
    return ui_text_width(ui, TYPE_BUTTON, row.title) + ui_switch_width(ui, &row) +
           3 * metrics_length(&ui->metrics, LENGTH_GAP);
}

/* The section's switch: its word and the pill, one target. */
static void draw_aside(const struct view *view, struct rect *head)
{
    struct ui *ui = view->ui;
    if (aside_width(view) == 0)
        return;
    struct switch_row row = open_section(view->context)->aside(view->context);
    int gap = metrics_length(&ui->metrics, LENGTH_GAP), pill = ui_switch_width(ui, &row);
    struct rect place = rect_cut_right(head, aside_width(view), ui->metrics.gap);
    place.h = ui_button_height_small(ui);
    const char *label = ui_join(&ui->list->arena, row.title, row.on ? row.on_word : row.off_word);
    bool pressed = ui_target(ui, row.id, label, place, 0);
    ui_say_mute(ui);
    layout_box(ui, place, pressed ? COLOR_SURFACE_PRESSED : COLOR_SURFACE, COLOR_LINE, 1);
    struct rect inner = {place.x + gap, place.y, place.w - 2 * gap, place.h};
    ui_switch(ui, rect_cut_right(&inner, pill, gap), &row);
    ui_text(ui, inner, TYPE_BUTTON, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, row.title);
    ui_say_button(ui, label, place, ui_say_unmute(ui));
}

/* Before there is anything to undo, in this width. */
static int head_height(const struct view *view, int width)
{
    struct ui *ui = view->ui;
    struct view before = *view;
    before.still = true;
    int lines = view->shape == SHAPE_LIST ? 2 * ui_line_height(ui, TYPE_CAPTION) : 0;
    return int_max(int_max(stack_height(ui, width, put_title, &before), lines),
                   ui_button_height_small(ui));
}

/* With a way back to a list that is a page of its own; Undo stands in the same place there, so that
 * nothing moves when it comes. */
static void draw_title(const struct view *view, struct rect *area)
{
    struct ui *ui = view->ui;
    const struct strings *strings = view->context->strings;
    bool list = view->shape == SHAPE_LIST, can_undo = settings_last(settings_of(view->context));
    struct button undo = {.id = "undo", .label = tr(strings, "staff.undo"), .icon = "undo-2"};
    struct button back = {
        .id = "sections", .spoken = tr(strings, "staff.tab.settings"), .icon = "arrow-left"};
    int small = ui_button_height_small(ui), gap = ui->metrics.gap;
    int left = list ? small + gap : 0, aside = aside_width(view);
    if (ui_button_width(ui, &undo) > area->w / 4)
        undo = ui_button_wordless(undo);
    int right = !can_undo && !list ? 0 : undo.label ? ui_button_width(ui, &undo) : small;
    int width = area->w - left - (right > 0 ? right + gap : 0) - (aside > 0 ? aside + gap : 0);
    int height =
        head_height(view, area->w - left - (list ? left : 0) - (aside > 0 ? aside + gap : 0));
    if (*settings_of(view->context)->refused)
        height = int_max(height, stack_height(ui, width, put_title, view));
    struct rect head = rect_cut_top(area, height, ui_section(ui));
    if (list)
        ui_button(ui, rect_centered(rect_cut_left(&head, small, gap), small, small), &back);
    struct rect place = rect_cut_right(&head, right, right > 0 ? gap : 0);
    place = list ? rect_centered(place, place.w, small)
                 : (struct rect){place.x, place.y, place.w, small};
    if (can_undo)
        ui_button(ui, place, &undo);
    draw_aside(view, &head);
    stack_draw_middle(ui, head, ALIGN_LEFT, put_title, view);
}

static void put_content(struct stack *stack, const void *what)
{
    const struct view *view = what;
    const struct settings_section *section = open_section(view->context);
    if (section->aside && view->shape == SHAPE_LIST) {
        struct switch_row row = section->aside(view->context);
        stack_switch_row(stack, &row);
        settings_gap(stack);
    }
    section->content(stack, view->context);
}

static void draw_scrolled(const struct view *view, struct rect area, stack_fn *fn)
{
    struct ui *ui = view->ui;
    struct scroll *scroll = &settings_of(view->context)->scroll;
    bool bar = ui->metrics.portrait;
    struct rect arrows = {0, 0, 0, 0};
    if (stack_height(ui, area.w, fn, view) > area.h && bar) {
        arrows = rect_cut_bottom(&area, ui_button_height_small(ui), ui->metrics.gap);
        arrows = rect_cut_right(&arrows, layout_arrows_width(ui), 0);
    } else if (stack_height(ui, area.w, fn, view) > area.h) {
        arrows =
            layout_arrow_pair(ui, rect_cut_right(&area, layout_arrow_width(ui), ui->metrics.gap));
    }
    struct scroll_view part = {.scroll = scroll, .view = area};
    layout_scroll(ui, &part, fn, view);
    if (!rect_empty(arrows))
        layout_scroll_arrows(view->context, ui, scroll, arrows, !bar);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    if (context->staff->sample)
        context->config = context->site = settings_sample(staff_shows(context->staff, "quiet"));
    struct staff_frame frame = {.tab = SCREEN_STAFF_SETTINGS,
                                .title = tr(context->strings, "staff.tab.settings")};
    struct rect area = staff_frame_draw(context, ui, &frame);
    if (settings_of(context)->page == SETTINGS_CARD && staff_small(ui)) {
        settings_card_page(context, ui, area);
        return;
    }
    struct view view = {context, ui, choose_shape(ui, context, area), false};
    if (view.shape == SHAPE_LIST && settings_of(context)->section == 0) {
        draw_scrolled(&view, area, put_tiles);
        return;
    }
    if (view.shape == SHAPE_CHIPS) {
        int height = stack_height(ui, area.w, put_section_chips, context);
        stack_draw(ui, rect_cut_top(&area, height, ui_section(ui)), ALIGN_LEFT, put_section_chips,
                   context);
    } else if (view.shape == SHAPE_SIDE) {
        draw_side(&view, rect_cut_left(&area, side_width(ui, area.w), ui_section(ui)));
    }
    draw_title(&view, &area);
    draw_scrolled(&view, area, put_content);
}

static void open(struct screen_context *context, int section)
{
    struct staff_settings *settings = settings_of(context);
    if (section > 0 && !sections[section - 1]->content) {
        context->go = SCREEN_STAFF_PIN;
        return;
    }
    settings_screen_leave(context);
    settings->section = section;
    settings->page = SETTINGS_SECTION;
    settings->scroll = (struct scroll){0};
    *settings->undone = *settings->refused = '\0';
}

/* What `kiosk shot` shows. */
static void open_sample(struct screen_context *context)
{
    struct staff_settings *settings = settings_of(context);
    for (int i = 0; i < SECTIONS; i++)
        if (staff_shows(context->staff, strchr(sections[i]->id, ':') + 1))
            settings->section = i + 1;
    if (staff_shows(context->staff, "holidays")) {
        settings->section = SECTION_HOURS;
        settings->page = SETTINGS_HOLIDAYS;
    } else if (staff_shows(context->staff, "card")) {
        settings->section = SECTION_SCREEN;
        settings->page = SETTINGS_CARD;
    } else if (staff_shows(context->staff, "quiet")) {
        settings->section = SECTION_SOUND;
    } else if (staff_shows(context->staff, "confirm")) {
        settings->section = SECTION_SCREEN;
        settings->confirm_end = context->now + SETTINGS_CONFIRM_MS;
    }
    if (settings->section == SECTION_VISITS)
        settings_remember(settings, "idle.ask_s", settings_title(context, "idle.ask_s"), "");
    settings->days = 1 + 2 + 8;
}

static void enter(struct screen_context *context)
{
    settings_of(context)->past_count = 0;
    open(context, settings_of(context)->section);
    if (context->staff->sample)
        open_sample(context);
    else
        half_written_read(&settings_of(context)->half);
}

static void update(struct screen_context *context)
{
    settings_screen_update(context);
    settings_clinic_update(context);
}

static void leave(struct screen_context *context)
{
    settings_screen_leave(context);
}

/* Presses on one + or - after another are one change. */
static void note_stepper(struct staff_settings *settings, const struct tap *tap)
{
    const char *end = strrchr(tap->id, ':');
    bool step = end && (strcmp(end, ":more") == 0 || strcmp(end, ":less") == 0);
    int length = step ? (int)(end - tap->id) : 0;
    bool same = step && strncmp(settings->stepper, tap->id, (size_t)length) == 0 &&
                !settings->stepper[length];
    settings->again = settings->again && same;
    snprintf(settings->stepper, sizeof settings->stepper, "%.*s", length, tap->id);
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    struct staff_settings *settings = settings_of(context);
    if (tap->kind == TAP_TARGET)
        note_stepper(settings, tap);
    if (tap->kind == TAP_BACK && settings->page != SETTINGS_SECTION)
        settings->page = SETTINGS_SECTION;
    else if (staff_frame_tap(context, tap) || tap->kind != TAP_TARGET)
        return;
    else if (strncmp(tap->id, "settings:", 9) == 0)
        open(context, tap->index + 1);
    else if (strcmp(tap->id, "sections") == 0)
        open(context, 0);
    else if (strcmp(tap->id, "undo") == 0)
        settings_undo(context);
    else
        open_section(context)->tap(context, tap);
}

const struct screen screen_staff_settings = {
    .staff = true,
    .enter = enter,
    .exit = leave,
    .update = update,
    .tap = tap,
    .draw = draw,
    .wake = settings_screen_wake,
};
