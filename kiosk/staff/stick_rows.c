#include <string.h>
#include <time.h>

#include "clinic/pack_fact.h"
#include "screens/layout.h"
#include "screens/parts.h"
#include "session/session.h"
#include "staff/dates.h"
#include "staff/fault_words.h"
#include "staff/parts.h"
#include "staff/stick_internal.h"
#include "store/wall.h"

/* The rehearsal: what there is to know, what is new, changed and hidden, a row each. */

/* Rows that are only looked at would be too many. */
enum { MAX_KNOW = 3 };

static const char *const kinds[] = {"routine", "exercise", "page",    "order",
                                    "demo",    "logo",     "language"};
enum { KINDS = sizeof kinds / sizeof *kinds };

const char *stick_word(const struct stick_view *v, const char *key)
{
    return tr(v->context->strings, key);
}

const char *stick_day_text(const struct stick_view *v, int64_t seconds)
{
    struct tm day = wall_local(seconds);
    return seconds > 0 ? staff_date_text(v->context->strings, v->arena, day.tm_mon + 1, day.tm_mday)
                       : "";
}

const char *stick_place_text(const struct stick_view *v, const struct fault *fault)
{
    const char *file = stick_fault_file(&v->state->rehearsed->rehearsal, fault);
    return fault->line > 0 ? tr_format(v->context->strings, v->arena, "staff.stick.at_line",
                                       {"file", file, 0}, {"n", NULL, fault->line})
                           : file;
}

static const struct rehearsal *rehearsal_of(const struct stick_view *v)
{
    return &v->state->rehearsed->rehearsal;
}

static int count_changes(const struct rehearsal *rehearsal, enum pack_verb verb)
{
    int count = 0;
    for (size_t i = 0; i < rehearsal->changes.count; i++)
        for (int k = 0; k < KINDS; k++)
            count += rehearsal->changes.list[i].verb == verb &&
                     strcmp(rehearsal->changes.list[i].kind, kinds[k]) == 0;
    return count;
}

int stick_counts(const struct stick_view *v, struct tag tags[5])
{
    static const struct {
        enum pack_verb verb;
        const char *icon, *key;
    } verbs[] = {{PACK_ADDS, "plus", "staff.stick.new"},
                 {PACK_CHANGES, "pencil", "staff.stick.changed"},
                 {PACK_HIDES, "eye-off", "staff.stick.hidden"},
                 {PACK_REMOVES, "minus", "staff.stick.removed"}};
    const struct rehearsal *rehearsal = rehearsal_of(v);
    const struct strings *strings = v->context->strings;
    bool refused = v->state->rehearsed->outcome == REHEARSAL_REFUSED;
    int count = 0;
    if (rehearsal_needs_newer(rehearsal)) { /* nothing else is known of it */
        tags[0] = (struct tag){"octagon-alert", stick_word(v, "staff.stick.too_new")};
        return 1;
    }
    if (refused)
        tags[count++] = (struct tag){"octagon-alert",
                                     tr_format(strings, v->arena, "staff.stick.mistakes",
                                               {"count", NULL, (int)rehearsal->faults.errors})};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && count < 4; i++) {
        int n = count_changes(rehearsal, verbs[i].verb);
        if (n > 0)
            tags[count++] = (struct tag){
                verbs[i].icon, tr_format(strings, v->arena, verbs[i].key, {"count", NULL, n})};
    }
    if (rehearsal->faults.warnings > 0 && !refused)
        tags[count++] = (struct tag){"triangle-alert",
                                     tr_format(strings, v->arena, "staff.stick.know",
                                               {"count", NULL, (int)rehearsal->faults.warnings})};
    return count;
}

struct row {
    const struct stick_view *v;
    const struct pack_change *change;
    const char *title, *text, *badge, *badge_icon;
    struct stick_shown shown;
    const char *icon; /* where nothing is illustrated */
    int index;        /* of the change */
};

static const char *number_text(const struct stick_view *v, enum dose_field field, int n)
{
    bool count = field == DOSE_SETS || field == DOSE_REPS || field == DOSE_BREATHS_N;
    return count ? arena_printf(v->arena, "%d", n)
                 : tr_format(v->context->strings, v->arena, "common.seconds", {"count", NULL, n});
}

/* The names that the builder has for the fields. */
static const char *field_name(const struct stick_view *v, enum dose_field field)
{
    const char *key = field == DOSE_BREATHS_N ? "breaths" : dose_key(field);
    return stick_word(v, arena_printf(v->arena, "staff.field.%s", key));
}

static const char *dose_words(const struct stick_view *v, const struct pack_fact *fact)
{
    const char *key = fact->from == 0 ? "staff.stick.fact_begins"
                      : fact->to == 0 ? "staff.stick.fact_ends"
                                      : "staff.stick.fact_dose";
    const char *words =
        tr_format(v->context->strings, v->arena, key, {"what", field_name(v, fact->field), 0},
                  {"from", number_text(v, fact->field, fact->from), 0},
                  {"to", number_text(v, fact->field, fact->to), 0});
    return fact->exercise ? part_told(v->context->strings, v->arena, fact->exercise, words) : words;
}

static const char *fact_words(const struct stick_view *v, const struct pack_fact *fact)
{
    const struct strings *strings = v->context->strings;
    switch (fact->kind) {
    case PACK_FACT_DOSE:
        return dose_words(v, fact);
    case PACK_FACT_STEPS:
        return tr_format(strings, v->arena, "staff.stick.fact_steps", {"from", NULL, fact->from},
                         {"to", NULL, fact->to});
    case PACK_FACT_PICTURES:
        return tr_format(strings, v->arena, "staff.stick.fact_pictures", {"from", NULL, fact->from},
                         {"to", NULL, fact->to});
    case PACK_FACT_NAME:
    case PACK_FACT_STEP:
        return tr_format(strings, v->arena, "staff.stick.fact_becomes", {"before", fact->before, 0},
                         {"after", fact->after, 0});
    default:
        return stick_word(v, "staff.stick.fact_else");
    }
}

static struct pack_fact find_fact(const struct stick_view *v, const struct pack_change *change)
{
    const struct rehearsal *rehearsal = rehearsal_of(v);
    const char *code = strings_code(v->context->strings);
    if (v->context->staff->sample)
        return (struct pack_fact){
            .kind = PACK_FACT_DOSE, .field = DOSE_HOLD_S, .from = 20, .to = 30};
    if (!rehearsal->before || !rehearsal->after)
        return (struct pack_fact){.kind = PACK_FACT_OTHER};
    return pack_fact_find(content_in(rehearsal->before, code), content_in(rehearsal->after, code),
                          change->kind, change->id);
}

static const char *kind_word(const struct stick_view *v, const struct pack_change *change)
{
    bool pages = strcmp(change->kind, "order") == 0 && strcmp(change->id, "pages") == 0;
    return stick_word(v, pages ? "staff.stick.kind_order_pages"
                               : arena_printf(v->arena, "staff.stick.kind_%s", change->kind));
}

/* What it is, and how long or how much. */
static const char *new_words(const struct row *row)
{
    const struct stick_view *v = row->v;
    const struct strings *strings = v->context->strings;
    const char *kind = kind_word(v, row->change);
    const struct routine *routine = row->shown.routine;
    const struct exercise *exercise = row->shown.exercise;
    if (routine) {
        const char *place = arena_printf(v->arena, "place.%s", place_name(routine_place(routine)));
        const char *minutes = part_minutes(strings, v->arena, session_routine_length(routine));
        return ui_join(v->arena, ui_join(v->arena, kind, minutes), tr(strings, place));
    }
    if (exercise && exercise->has_dose)
        return ui_join(v->arena, kind,
                       part_dose_text(strings, v->arena, exercise, &exercise->dose));
    return kind;
}

/* It is of all routines, and has no name but its kind's. */
static bool is_of_all(const struct pack_change *change)
{
    return strcmp(change->kind, "order") == 0 || strcmp(change->kind, "demo") == 0;
}

static const char *change_words(const struct row *row)
{
    const struct stick_view *v = row->v;
    if (is_of_all(row->change))
        return "";
    if (row->change->verb == PACK_ADDS)
        return new_words(row);
    if (row->change->verb == PACK_CHANGES) {
        struct pack_fact fact = find_fact(v, row->change);
        return fact_words(v, &fact);
    }
    return tr_format(v->context->strings, v->arena, "staff.stick.no_longer",
                     {"what", kind_word(v, row->change), 0});
}

/* As its speakers call it; its code where the kiosk does not know it. */
static const char *language_name(const struct stick_view *v, const char *code)
{
    const struct screen_context *context = v->context;
    for (int i = 0; i < context->installed_count; i++)
        if (strcmp(context->languages[i].code, code) == 0)
            return context->languages[i].name;
    return code;
}

/* In the language that is shown, where it can be. */
static const char *change_title(const struct row *row)
{
    if (row->shown.routine)
        return row->shown.routine->name;
    if (row->shown.exercise)
        return row->shown.exercise->name;
    if (is_of_all(row->change))
        return kind_word(row->v, row->change);
    if (strcmp(row->change->kind, "language") == 0)
        return language_name(row->v, row->change->id);
    return *row->change->name ? row->change->name : row->change->id;
}

const char *stick_item_name(const void *view, const char *id)
{
    const struct stick_view *v = view;
    const struct pack_changes *changes = &rehearsal_of(v)->changes;
    for (size_t i = 0; i < changes->count; i++) {
        const struct pack_change *change = &changes->list[i];
        if (strcmp(change->id, id) == 0 && *change->name)
            return change_title(
                &(struct row){.v = v, .change = change, .shown = stick_shown(v->context, change)});
    }
    const struct content *content = v->context->content;
    const struct exercise *exercise = content_exercise(content, id);
    const struct routine *routine = content_routine(content, id);
    const struct page *page = content_page(content, id);
    if (exercise || routine || page)
        return exercise ? exercise->name : routine ? routine->name : page->title;
    const char *language = language_name(v, id);
    return strcmp(language, id) != 0 ? language : NULL;
}

static const char *icon_of(const struct pack_change *change)
{
    if (strcmp(change->kind, "page") == 0)
        return "book-open";
    if (strcmp(change->kind, "language") == 0)
        return "languages";
    return strcmp(change->kind, "routine") == 0 || is_of_all(change) ? "list" : "image";
}

static struct row make_row(const struct stick_view *v, int index)
{
    static const char *const badges[] = {"staff.stick.badge_new", "staff.stick.badge_changed",
                                         "staff.stick.badge_hidden", "staff.stick.badge_removed"};
    static const char *const icons[] = {"plus", "pencil", "eye-off", "minus"};
    const struct pack_change *change = &rehearsal_of(v)->changes.list[index];
    struct row row = {.v = v,
                      .change = change,
                      .badge = stick_word(v, badges[change->verb]),
                      .badge_icon = icons[change->verb],
                      .shown = stick_shown(v->context, change),
                      .icon = icon_of(change),
                      .index = index};
    row.title = change_title(&row);
    row.text = change_words(&row);
    return row;
}

static void tag_colours(const struct ui *ui, enum pack_verb verb, color_t *fill, color_t *ink)
{
    *fill = ui_color(ui, verb == PACK_ADDS      ? COLOR_SURFACE_TINT
                         : verb == PACK_CHANGES ? COLOR_TINT_SKY
                                                : COLOR_SURFACE_PRESSED);
    *ink = ui_color(ui, verb == PACK_ADDS      ? COLOR_TEXT_TINT
                        : verb == PACK_CHANGES ? COLOR_BADGE_TEXT
                                               : COLOR_TEXT);
}

/* The badge beside the name where both have room, else below it. */
static void put_words(struct stack *stack, const void *what)
{
    const struct row *row = what;
    struct ui *ui = stack->ui;
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    font.weight = FONT_BOLD;
    int gap = metrics_px(&ui->metrics, 16), high = ui_tag_height(ui);
    int name = ui_text_width_font(ui, font, row->title);
    int badge = ui_tag_width(ui, row->badge_icon, row->badge);
    bool beside = name + gap + badge <= stack->width;
    color_t fill, ink;
    tag_colours(ui, row->change->verb, &fill, &ink);
    if (!beside)
        stack_text_font(stack, font, ui_color(ui, COLOR_TEXT), 0, row->title);
    struct rect line = stack_box(stack, high);
    if (!stack->dry && beside)
        ui_text_font(ui, line, font, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, row->title);
    if (!stack->dry)
        ui_tag(ui, line.x + (beside ? name + gap : 0), line.y, row->badge_icon, row->badge, fill,
               ink);
    if (!*row->text)
        return;
    stack_gap(stack, metrics_px(&ui->metrics, 4));
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), row->text);
}

static void draw_face(struct ui *ui, struct rect rect, const struct row *row)
{
    const struct routine *routine = row->shown.routine;
    const struct exercise *exercise = routine ? staff_face(routine) : row->shown.exercise;
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL);
    rect = rect_centered(rect, rect.w, int_min(rect.h, rect.w * 2 / 3));
    draw_fill(ui->list, rect, radius,
              routine ? part_tint(ui, routine) : ui_color(ui, COLOR_STAGE_CENTER));
    if (exercise)
        part_thumbnail(ui, rect_inset(rect, metrics_px(&ui->metrics, 4)), exercise, routine);
    else
        ui_icon(ui, rect, row->icon, rect.h / 2, ui_color(ui, COLOR_TEXT_TINT));
}

static struct button preview_button(const struct row *row)
{
    const struct stick_view *v = row->v;
    return (struct button){.id = arena_printf(v->arena, "preview:%d", row->index),
                           .label = stick_word(v, "staff.stick.preview"),
                           .icon = "eye",
                           .index = row->index};
}

/* What is inside a row, from the right: the button, the words, the picture. */
struct row_parts {
    struct rect picture, words, button;
    struct button preview;
};

static struct row_parts divide(const struct ui *ui, const struct row *row, struct rect rect)
{
    struct row_parts parts = {.preview = preview_button(row)};
    int air = metrics_px(&ui->metrics, 14), small = ui_button_height_small(ui);
    struct rect inner = rect_inset(rect, air / 2);
    bool can = row->shown.routine || row->shown.exercise;
    if (can) {
        int width = ui_button_width(ui, &parts.preview);
        if (width > inner.w / 3) {
            parts.preview = ui_button_wordless(parts.preview);
            width = small;
        }
        parts.button = rect_cut_right(&inner, width, air);
        parts.button = rect_centered(parts.button, width, small);
    }
    int picture = metrics_px(&ui->metrics, 112);
    if (inner.w > 5 * picture)
        rect_cut_left(&inner, air / 2, 0);
    if (inner.w > 5 * picture)
        parts.picture = rect_cut_left(&inner, picture, 2 * air);
    else
        rect_cut_left(&inner, air, 0);
    parts.words = inner;
    return parts;
}

static void put_row(struct stack *stack, const struct row *row)
{
    struct ui *ui = stack->ui;
    struct rect place = {0, 0, stack->width, metrics_px(&ui->metrics, 96)};
    struct row_parts parts = divide(ui, row, place);
    int air = metrics_px(&ui->metrics, 14);
    int high = stack_height(ui, parts.words.w, put_words, row) + 2 * air;
    high = int_max(high, parts.button.h > 0 ? parts.button.h + air : 0);
    struct rect box = stack_box(stack, int_max(high, place.h));
    if (!stack_seen(stack, box))
        return;
    parts = divide(ui, row, box);
    layout_box(ui, box, COLOR_SURFACE, COLOR_LINE, 1);
    if (parts.picture.w > 0)
        draw_face(ui, parts.picture, row);
    stack_draw_middle(ui, parts.words, ALIGN_LEFT, put_words, row);
    if (parts.button.w > 0)
        ui_button(ui, parts.button, &parts.preview);
}

static bool is_of(const struct pack_change *change, enum pack_verb verb, int kind)
{
    return change->verb == verb && strcmp(change->kind, kinds[kind]) == 0;
}

static void put_changes(struct stack *stack, const struct stick_view *v, enum pack_verb verb)
{
    const struct pack_changes *changes = &rehearsal_of(v)->changes;
    for (int kind = 0; kind < KINDS; kind++)
        for (size_t i = 0; i < changes->count; i++) {
            if (!is_of(&changes->list[i], verb, kind))
                continue;
            struct row row = make_row(v, (int)i);
            put_row(stack, &row);
            stack_gap(stack, stack->ui->metrics.gap);
        }
}

static void put_note_words(struct stack *stack, const void *what)
{
    const struct stick_note *note = what;
    struct ui *ui = stack->ui;
    color_t ink = ui_color(ui, note->icon ? COLOR_TEXT : COLOR_WARNING_TEXT);
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    font.weight = FONT_BOLD;
    stack_text_font(stack, font, ink, 0, note->title);
    if (*note->text)
        stack_text(stack, TYPE_CAPTION, note->icon ? ui_color(ui, COLOR_TEXT_SOFT) : ink,
                   note->text);
}

void stick_note_put(struct stack *stack, const struct stick_note *note)
{
    struct ui *ui = stack->ui;
    int air = metrics_px(&ui->metrics, 22), sign = ui_button_icon_size(ui);
    int width = stack->width - 3 * air - sign;
    int high = stack_height(ui, width, put_note_words, note) + air;
    struct rect box = stack_box(stack, int_max(high, metrics_px(&ui->metrics, 96)));
    if (stack_seen(stack, box)) {
        layout_box(ui, box, note->icon ? COLOR_SURFACE : COLOR_WARNING,
                   note->icon ? COLOR_LINE : COLOR_WARNING_LINE, 1);
        struct rect inner = {box.x + air, box.y, box.w - 2 * air, box.h};
        ui_icon(ui, rect_cut_left(&inner, sign, air), note->icon ? note->icon : "triangle-alert",
                sign, ui_color(ui, note->icon ? COLOR_TEXT_TINT : COLOR_WARNING_TEXT));
        stack_draw_middle(ui, inner, ALIGN_LEFT, put_note_words, note);
    }
    stack_gap(stack, ui->metrics.gap);
}

static void put_warnings(struct stack *stack, const struct stick_view *v)
{
    const struct fault_list *faults = &rehearsal_of(v)->faults;
    int count = 0;
    for (const struct fault *f = faults->first; f; f = f->next) {
        if (f->severity != FAULT_WARNING || count++ >= MAX_KNOW)
            continue;
        const struct strings *strings = v->context->strings;
        const char *what = fault_words_named(strings, v->arena, f, stick_item_name, v);
        const char *rest = fault_allowed_of(strings, v->arena, f);
        stick_note_put(stack,
                       &(struct stick_note){NULL, stick_capital(v, what),
                                            ui_join(v->arena, rest, stick_place_text(v, f))});
    }
    if (count > MAX_KNOW)
        stick_note_put(stack, &(struct stick_note){NULL,
                                                   tr_format(v->context->strings, v->arena,
                                                             "staff.stick.know_more",
                                                             {"count", NULL, count - MAX_KNOW}),
                                                   ""});
}

void stick_put_rehearsal(struct stack *stack, const struct stick_view *v)
{
    struct ui *ui = stack->ui;
    struct tag tags[5];
    int count = stick_counts(v, tags);
    if (v->counts_in_pane && count > 0) {
        stack_tags(stack, tags, count);
        stack_gap(stack, ui->metrics.gap);
    }
    if (v->hint_in_pane) {
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), stick_hint(v));
        stack_gap(stack, ui->metrics.gap);
    }
    put_warnings(stack, v);
    for (int verb = 0; verb < PACK_VERBS; verb++)
        put_changes(stack, v, (enum pack_verb)verb);
    stick_put_brought(stack, v);
    if (stick_looks_the_same(v->state))
        stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT), stick_same_words(v));
}
