#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "staff/dates.h"
#include "staff/fault_words.h"
#include "staff/parts.h"
#include "staff/row.h"
#include "staff/stick_internal.h"

/* The things there are, and what is seen of each but the rehearsal. */

enum { MAX_MISTAKES = 3 };

static int item_air(const struct ui *ui)
{
    return metrics_px(&ui->metrics, 24);
}

/* 0 where the words need the room. */
static int sign_side(const struct ui *ui, int width)
{
    int side = metrics_px(&ui->metrics, 80);
    return width > 6 * side ? side : 0;
}

static int words_width(const struct ui *ui, int width)
{
    int side = sign_side(ui, width);
    return width - 2 * item_air(ui) - (side > 0 ? side + item_air(ui) : 0);
}

/* Its words are not cut. */
bool stick_item_fits(const struct stick_view *v, int width, struct stick_item item)
{
    struct stick_item_look look = stick_item_look(v, item);
    struct font font = metrics_font(&v->ui->metrics, TYPE_LABEL);
    font.weight = FONT_BOLD;
    return ui_paragraph_lines(v->ui, words_width(v->ui, width), font, look.title) <= 2;
}

int stick_item_height(const struct stick_view *v, int width, struct stick_item item)
{
    struct ui *ui = v->ui;
    struct stick_item_look look = stick_item_look(v, item);
    struct staff_row row = {TYPE_LABEL, look.title, look.text};
    int high = staff_row_height(ui, words_width(ui, width), &row) + metrics_px(&ui->metrics, 28);
    return int_max(int_max(high, ui->metrics.target), metrics_px(&ui->metrics, 116));
}

static void draw_sign(struct ui *ui, struct rect sign, const struct stick_item_look *look,
                      bool chosen)
{
    enum theme_color fill = chosen                            ? COLOR_PRIMARY
                            : look->state == STICK_LOOK_WARNS ? COLOR_WARNING
                            : look->state == STICK_LOOK_OFF   ? COLOR_SURFACE_PRESSED
                                                              : COLOR_SURFACE_TINT;
    enum theme_color ink = chosen                            ? COLOR_ON_PRIMARY
                           : look->state == STICK_LOOK_WARNS ? COLOR_WARNING_TEXT
                           : look->state == STICK_LOOK_OFF   ? COLOR_TEXT_SOFT
                                                             : COLOR_TEXT_TINT;
    draw_fill(ui->list, sign, sign.w / 2, ui_color(ui, fill));
    ui_icon(ui, sign, look->icon, sign.w / 2, ui_color(ui, ink));
}

void stick_draw_item(const struct stick_view *v, struct rect rect, struct stick_item item,
                     int place)
{
    struct ui *ui = v->ui;
    struct stick_item_look look = stick_item_look(v, item);
    struct staff_row row = {TYPE_LABEL, look.title, look.text};
    bool chosen = !v->one && place == stick_chosen_place(v->state);
    if (look.state != STICK_LOOK_OFF) {
        ui_target(ui, arena_printf(v->arena, "item:%d", place),
                  arena_printf(v->arena, "%s: %s", look.title, look.text), rect, place);
        staff_row_box(ui, rect, chosen, false);
    } else {
        draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS), 0,
                 metrics_length(&ui->metrics, LENGTH_STROKE), ui_color(ui, COLOR_LINE));
    }
    int air = item_air(ui), side = sign_side(ui, rect.w);
    struct rect inner = {rect.x + air, rect.y, rect.w - 2 * air, rect.h};
    if (side > 0)
        draw_sign(ui, rect_centered(rect_cut_left(&inner, side, air), side, side), &look, chosen);
    staff_row_draw(
        ui, inner, &row, ui_color(ui, look.state == STICK_LOOK_OFF ? COLOR_TEXT_SOFT : COLOR_TEXT),
        ui_color(ui, look.state == STICK_LOOK_WARNS ? COLOR_WARNING_TEXT : COLOR_TEXT_SOFT));
}

/* "lang/zh.json", "hold_s" */
static bool begins_with_file_name(const char *text)
{
    const char *end = text + strcspn(text, " ,:;");
    for (const char *c = text; c + 1 < end; c++)
        if (strchr("./_", *c))
            return true;
    return false;
}

const char *stick_capital(const struct stick_view *v, const char *text)
{
    if (begins_with_file_name(text))
        return text;
    char *copy = arena_strdup(v->arena, text);
    if (*copy >= 'a' && *copy <= 'z')
        *copy = (char)(*copy - 'a' + 'A');
    return copy;
}

struct mistake {
    const struct stick_view *v;
    const struct fault *fault;
};

/* What the file is about, by its name: "exercises/heel-raise.json" is "Heel raise". */
static const char *item_of(const struct stick_view *v, const struct fault *fault)
{
    const char *file = stick_fault_file(&v->state->rehearsed->rehearsal, fault);
    const char *slash = strrchr(file, '/'), *dot = strrchr(file, '.');
    bool item = strncmp(file, "exercises/", 10) == 0 || strncmp(file, "routines/", 9) == 0 ||
                strncmp(file, "pages/", 6) == 0;
    if (!item || !dot || dot < slash)
        return NULL;
    char *name = arena_strndup(v->arena, slash + 1, (size_t)(dot - slash - 1));
    const char *known = stick_item_name(v, name);
    if (known)
        return known;
    for (char *c = name; *c; c++)
        *c = *c == '-' ? ' ' : *c;
    return stick_capital(v, name);
}

static const char *mistake_words(const struct mistake *m)
{
    const struct strings *strings = m->v->context->strings;
    const char *words = fault_words_named(strings, m->v->arena, m->fault, stick_item_name, m->v);
    const char *item = item_of(m->v, m->fault);
    return item ? part_told(strings, m->v->arena, item, words) : words;
}

static void put_mistake(struct stack *stack, const void *what)
{
    const struct mistake *m = what;
    struct ui *ui = stack->ui;
    const char *allowed = fault_allowed_of(m->v->context->strings, m->v->arena, m->fault);
    stack_fit(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT), 2, 0, mistake_words(m));
    if (*allowed)
        stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_TEXT_SOFT), allowed);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               stick_place_text(m->v, m->fault));
}

static void put_numbered(struct stack *stack, int number, const char *text)
{
    struct ui *ui = stack->ui;
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    int disc = font.size * 3 / 2, air = disc / 3;
    color_t ink = ui_color(ui, COLOR_DANGER_TEXT);
    int width = stack->width - disc - air;
    int high = ui_paragraph_height_font(ui, width, font, text, 0);
    struct rect box = stack_box(stack, int_max(high, disc));
    if (!stack_seen(stack, box))
        return;
    struct rect sign = rect_cut_left(&box, disc, air);
    sign.h = disc;
    draw_box(ui->list, sign, disc / 2, ui_color(ui, COLOR_SURFACE),
             metrics_length(&ui->metrics, LENGTH_STROKE), ui_color(ui, COLOR_DANGER));
    ui_text(ui, sign, TYPE_CAPTION, ink, ALIGN_CENTER,
            arena_printf(&ui->list->arena, "%d", number));
    box = rect_centered(box, box.w, high);
    ui_paragraph_font(ui, box, font, ink, ALIGN_LEFT, text);
}

static void put_first_mistakes(struct stack *stack, const struct stick_view *v)
{
    struct ui *ui = stack->ui;
    int air = ui_padding(ui, LENGTH_PADDING, 60), count = 0;
    for (const struct fault *f = v->state->rehearsed->rehearsal.faults.first; f; f = f->next) {
        if (f->severity != FAULT_ERROR || count++ >= MAX_MISTAKES)
            continue;
        stack_panel(stack, ui_color(ui, COLOR_SURFACE), air, put_mistake, &(struct mistake){v, f});
        stack_gap(stack, ui->metrics.gap / 2);
    }
    if (count > MAX_MISTAKES)
        stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_DANGER_TEXT),
                   tr_format(v->context->strings, v->arena, "staff.stick.more",
                             {"count", NULL, count - MAX_MISTAKES}));
}

static void put_card_title(struct stack *stack, const void *what)
{
    stack_fit(stack, TYPE_STAFF_HEADING, ui_color(stack->ui, COLOR_DANGER_TEXT), 2, 0, what);
}

/* Behind its sign. */
static void put_sign_and_title(struct stack *stack, const char *title)
{
    struct ui *ui = stack->ui;
    int sign = metrics_font(&ui->metrics, TYPE_STAFF_HEADING).size * 5 / 4, air = sign / 3;
    int width = stack->width - sign - air;
    struct rect box =
        stack_box(stack, int_max(sign, stack_height(ui, width, put_card_title, title)));
    if (!stack_seen(stack, box))
        return;
    ui_icon(ui, rect_cut_left(&box, sign, air), "octagon-alert", sign,
            ui_color(ui, COLOR_DANGER_TEXT));
    stack_draw_middle(ui, box, ALIGN_LEFT, put_card_title, title);
}

static void put_card(struct stack *stack, const void *what)
{
    const struct stick_view *v = what;
    struct ui *ui = stack->ui;
    int gap = ui->metrics.gap;
    put_sign_and_title(stack, stick_word(v, "staff.stick.mistake_title"));
    stack_gap(stack, gap / 2);
    put_first_mistakes(stack, v);
    stack_gap(stack, gap);
    const char *steps =
        rehearsal_needs_newer(&v->state->rehearsed->rehearsal) ? "newer_step" : "step";
    for (int i = 1; i <= 3; i++) {
        put_numbered(stack, i,
                     stick_word(v, arena_printf(v->arena, "staff.stick.%s_%d", steps, i)));
        stack_gap(stack, gap / 2);
        if (i > 1 || !v->state->stick.read_only)
            continue;
        stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_TEXT),
                   stick_word(v, "staff.usage.read_only"));
        stack_gap(stack, gap / 2);
    }
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               stick_word(v, "staff.stick.not_changed"));
}

void stick_put_mistakes(struct stack *stack, const struct stick_view *v)
{
    struct ui *ui = stack->ui;
    struct tag tags[5];
    int count = stick_counts(v, tags), air = ui_padding(ui, LENGTH_PADDING, 80);
    if (v->counts_in_pane) {
        stack_tags(stack, tags, count);
        stack_gap(stack, ui->metrics.gap);
    }
    struct rect edge = {stack->x, stack->y, stack->width, 0};
    stack_panel(stack, ui_color(ui, COLOR_DANGER_SURFACE), air, put_card, v);
    edge.h = stack->y - edge.y;
    if (!stack->dry)
        draw_box(ui->list, edge, metrics_length(&ui->metrics, LENGTH_RADIUS), 0,
                 metrics_length(&ui->metrics, LENGTH_STROKE), ui_color(ui, COLOR_DANGER));
}

struct installed {
    const struct stick_view *v;
    const struct installed_pack *pack;
    int index;
};

static const char *back_word(const struct stick_view *v, const struct installed_pack *pack)
{
    if (!pack->shown)
        return stick_word(v, "staff.stick.bring_back");
    if (!pack->has_before)
        return stick_word(v, "staff.stick.take_off");
    return pack->before_at == 0 ? stick_word(v, "staff.stick.go_back")
                                : tr_format(v->context->strings, v->arena, "staff.stick.go_back_to",
                                            {"date", stick_day_text(v, pack->before_at), 0});
}

static const char *state_text(const struct stick_view *v, const struct installed_pack *pack)
{
    if (!pack->shown)
        return stick_word(v, "staff.stick.off");
    return pack->at == 0 ? stick_word(v, "staff.stick.pack")
                         : tr_format(v->context->strings, v->arena, "staff.stick.installed_on",
                                     {"date", stick_day_text(v, pack->at), 0});
}

static void put_installed_pack(struct stack *stack, const void *what)
{
    const struct installed *i = what;
    struct ui *ui = stack->ui;
    const struct stick_view *v = i->v;
    const char *name = stick_pack_name(v, i->pack->id, i->pack->name, i->pack->version);
    struct button back = {.id = arena_printf(v->arena, "back:%d", i->index),
                          .label = back_word(v, i->pack),
                          .icon = i->pack->shown ? "history" : "redo-2",
                          .index = i->index};
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    font.weight = FONT_BOLD;
    stack_text_font(stack, font, ui_color(ui, COLOR_TEXT), 0, name);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), state_text(v, i->pack));
    stack_gap(stack, ui->metrics.gap / 2);
    staff_buttons_put(stack, &back, 1);
}

/* As long as there has been no other restore. */
static void put_before(struct stack *stack, const void *what)
{
    const struct stick_view *v = what;
    struct ui *ui = stack->ui;
    int64_t at = v->state->look->before_at;
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    font.weight = FONT_BOLD;
    struct button back = {
        .id = "before", .label = stick_word(v, "staff.stick.before_go"), .icon = "history"};
    stack_text_font(stack, font, ui_color(ui, COLOR_TEXT), 0, stick_word(v, "staff.stick.before"));
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               ui_join(v->arena, stick_day_text(v, at), staff_time_text(v->arena, at)));
    stack_gap(stack, ui->metrics.gap / 2);
    staff_buttons_put(stack, &back, 1);
}

void stick_put_installed(struct stack *stack, const struct stick_view *v)
{
    struct ui *ui = stack->ui;
    const struct stick_task *look = v->state->look;
    int air = ui_padding(ui, LENGTH_PADDING, 60);
    if (look->before_at > 0) {
        stack_panel(stack, ui_color(ui, COLOR_SURFACE), air, put_before, v);
        stack_gap(stack, ui->metrics.gap);
    }
    if (look->installed_count == 0)
        stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT),
                   stick_word(v, "staff.stick.installed_none"));
    for (int i = 0; i < look->installed_count; i++) {
        stack_panel(stack, ui_color(ui, COLOR_SURFACE), air, put_installed_pack,
                    &(struct installed){v, &look->installed[i], i});
        stack_gap(stack, ui->metrics.gap);
    }
}

static const char *note_key(const struct staff_stick *state)
{
    const struct stick_task *rehearsed = state->rehearsed;
    if (state->work)
        switch (state->doing) {
        case STICK_TASK_REHEARSE:
            return "staff.stick.rehearsing";
        case STICK_TASK_INSTALL:
            return "staff.stick.installing";
        case STICK_TASK_BACK:
        case STICK_TASK_RETURN:
            return "staff.stick.going_back";
        case STICK_TASK_RESTORE:
            return "staff.stick.restoring";
        case STICK_TASK_BACKUP:
        case STICK_TASK_MESSAGE:
            return "staff.stick.writing";
        default:
            return "staff.stick.reading";
        }
    if (rehearsed && rehearsed->full)
        return "staff.stick.full";
    return rehearsed ? "staff.stick.failed" : "staff.stick.reading";
}

void stick_put_note(struct stack *stack, const struct stick_view *v)
{
    struct ui *ui = stack->ui;
    const char *key = note_key(v->state);
    stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT), stick_word(v, key));
    if (strcmp(key, "staff.stick.full") != 0)
        return;
    stack_gap(stack, ui->metrics.gap);
    stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT), stick_word(v, "staff.check.storage_do"));
}

void stick_put_photos(struct stack *stack, const struct stick_view *v)
{
    struct ui *ui = stack->ui;
    stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT),
               stick_word(v, "staff.stick.photos_text"));
    struct button open = {.id = "photos",
                          .label = stick_word(v, "staff.stick.photos_open"),
                          .icon = "image",
                          .style = BUTTON_PRIMARY};
    stack_gap(stack, ui->metrics.gap);
    staff_buttons_put(stack, &open, 1);
}

const char *stick_said_text(const struct stick_view *v)
{
    static const char *const keys[] = {[STICK_SAID_PULLED] = "staff.stick.pulled",
                                       [STICK_SAID_OUT] = "staff.stick.pulled",
                                       [STICK_SAID_OUT_WHOLE] = "staff.stick.out_whole",
                                       [STICK_SAID_UNDONE] = "staff.stick.undone",
                                       [STICK_SAID_WRITTEN] = "staff.stick.written",
                                       [STICK_SAID_WRITE_FULL] = "staff.stick.write_full",
                                       [STICK_SAID_WRITE_GONE] = "staff.usage.gone",
                                       [STICK_SAID_WRITE_READ_ONLY] = "staff.stick.write_read_only",
                                       [STICK_SAID_WRITE_FAILED] = "staff.stick.write_failed",
                                       [STICK_SAID_BACKED_UP] = "staff.stick.backed_up",
                                       [STICK_SAID_BACKUP_FULL] = "staff.stick.backup_full",
                                       [STICK_SAID_BACKUP_GONE] = "staff.usage.gone",
                                       [STICK_SAID_BACKUP_READ_ONLY] = "staff.usage.read_only",
                                       [STICK_SAID_BACKUP_FAILED] = "staff.stick.backup_failed",
                                       [STICK_SAID_FULL] = "staff.stick.full",
                                       [STICK_SAID_FAILED] = "staff.stick.failed"};
    const struct staff_stick *state = v->state;
    bool backs_up = state->work && state->doing == STICK_TASK_BACKUP;
    if (backs_up && v->said_in_stack) /* else the pane does */
        return stick_word(v, note_key(state));
    if (state->said == STICK_SAID_BACKED_UP && stick_own_mistakes(v->context) > 0)
        return stick_word(v, "staff.stick.backed_up_mistakes");
    if (state->said != STICK_SAID_NOTHING)
        return stick_word(v, keys[state->said]);
    if (!*state->stick.path || !state->look)
        return *state->stick.path ? "" : stick_word(v, "staff.stick.none");
    if (state->look->contents.state == STICK_UNREADABLE)
        return stick_word(v, "staff.stick.unreadable");
    return stick_is_empty(&state->look->contents) ? stick_word(v, "staff.stick.empty") : "";
}
