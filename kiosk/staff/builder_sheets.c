#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "staff/builder_internal.h"
#include "ui/said.h"

static void put_samples(struct stack *stack, const void *what)
{
    const struct builder_view *v = what;
    struct ui *ui = stack->ui;
    const struct content *content = v->context->content;
    for (size_t i = 0; i < content->routine_count; i++) {
        const struct routine *routine = content->routines[i];
        stack_gap(stack, i > 0 ? ui->metrics.gap : 0);
        struct rect box = stack_box(stack, ui_button_height_small(ui));
        struct button button = {.id = arena_printf(v->arena, "from:%d", (int)i),
                                .label = routine->name,
                                .index = (int)i};
        if (stack_seen(stack, box))
            ui_button(ui, box, &button);
    }
}

static void put_unsaved(struct stack *stack, const void *what)
{
    const struct builder_view *v = what;
    struct ui *ui = stack->ui;
    static const char *const info[] = {[BUILDER_NO_STICK] = "staff.builder.plug",
                                       [BUILDER_STICK_READ_ONLY] = "staff.usage.read_only",
                                       [BUILDER_STICK] = "staff.builder.stick_info"};
    enum builder_stick stick = builder_stick(v->context);
    bool busy = v->builder->parcel != NULL;
    const struct button buttons[] = {
        {.id = "save",
         .icon = "rotate-cw",
         .label = builder_word(v, "staff.builder.again"),
         .style = BUTTON_PRIMARY,
         .off = busy},
        {.id = "to-stick",
         .icon = "usb",
         .label = builder_word(v, "staff.builder.to_stick"),
         .off = busy || stick != BUILDER_STICK},
    };
    const char *lock = v->builder->on_stick ? "staff.builder.safe_info" : "staff.builder.lost_info";
    const char *said[] = {v->builder->said, v->builder->draft.unkept ? builder_word(v, lock) : ""};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (!*said[i])
            continue;
        stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT), said[i]);
        stack_gap(stack, ui_section(ui));
    }
    staff_buttons_put(stack, buttons, 2);
    stack_gap(stack, ui->metrics.gap);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), builder_word(v, info[stick]));
}

static void put_action(struct stack *stack, const struct button *button)
{
    struct ui *ui = stack->ui;
    struct rect box = stack_box(stack, ui_button_height_small(ui));
    if (stack_seen(stack, box))
        ui_button(ui, box, button);
    stack_gap(stack, ui->metrics.gap);
}

/* What is done to the routine, then what to the chosen step, whose name stands above. */
static void put_actions(struct stack *stack, const void *what)
{
    const struct builder_view *v = what;
    struct ui *ui = stack->ui;
    int chosen = v->now->chosen, last = v->now->step_count - 1;
    const struct exercise *exercise = builder_exercise(v);
    const struct button routine[] = {
        {.id = "name", .icon = "pencil", .label = builder_word(v, "staff.builder.name_of")},
        {.id = "sheet:details",
         .icon = "user-round",
         .label = builder_word(v, "staff.builder.details"),
         .index = BUILDER_DETAILS},
        {.id = "undo",
         .icon = "undo-2",
         .label = builder_word(v, "staff.undo"),
         .off = !draft_can_undo(&v->builder->draft)},
        {.id = "try", .icon = "play", .label = builder_word(v, "staff.try"), .off = !v->routine},
    };
    const struct button step[] = {
        {.id = "steps:up",
         .icon = "arrow-big-up",
         .label = builder_word(v, "staff.up"),
         .index = chosen,
         .off = chosen <= 0},
        {.id = "steps:down",
         .icon = "arrow-big-down",
         .label = builder_word(v, "staff.down"),
         .index = chosen,
         .off = chosen < 0 || chosen == last},
        {.id = "double",
         .icon = "copy",
         .label = builder_word(v, "staff.copy"),
         .off = chosen < 0 || v->now->step_count == ROUTINE_STEPS_MAX},
        {.id = "remove",
         .icon = "trash-2",
         .label = builder_word(v, "staff.builder.remove"),
         .style = BUTTON_DANGER,
         .off = chosen < 0},
    };
    for (size_t i = 0; i < sizeof routine / sizeof *routine; i++)
        put_action(stack, &routine[i]);
    if (exercise) {
        stack_gap(stack, ui->metrics.gap);
        stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT),
                   arena_printf(v->arena, "%d. %s", chosen + 1, exercise->name));
        stack_gap(stack, ui->metrics.gap);
    }
    for (size_t i = 0; i < sizeof step / sizeof *step; i++)
        put_action(stack, &step[i]);
}

static const char *title_of(const struct builder_view *v)
{
    const struct exercise *exercise = builder_exercise(v);
    switch (v->builder->sheet) {
    case BUILDER_DETAILS:
        return builder_word(v, "staff.builder.as_patients");
    case BUILDER_SAMPLES:
        return builder_word(v, "staff.builder.start_from");
    case BUILDER_UNSAVED:
        return builder_word(v, !v->builder->draft.unkept ? "staff.builder.failed"
                               : v->builder->on_stick    ? "staff.builder.failed_stick"
                                                         : "staff.builder.failed_lost");
    case BUILDER_UNFINISHED:
        return builder_word(v, "staff.builder.unfinished");
    case BUILDER_PLACES:
        return builder_word(v, "staff.builder.places");
    case BUILDER_MORE:
        return exercise ? exercise->name : "";
    default:
        return builder_word(v, "staff.builder.title");
    }
}

static stack_fn *content_of(enum builder_sheet sheet)
{
    static stack_fn *const all[] = {[BUILDER_MORE] = builder_put_more,
                                    [BUILDER_DETAILS] = builder_put_details,
                                    [BUILDER_SAMPLES] = put_samples,
                                    [BUILDER_UNSAVED] = put_unsaved,
                                    [BUILDER_UNFINISHED] = builder_put_unfinished,
                                    [BUILDER_ACTIONS] = put_actions,
                                    [BUILDER_PLACES] = builder_put_places};
    return all[sheet];
}

/* The title takes the lines it needs; beside it the button shows its icon alone where both do not
 * fit into the sheet's first row. Cut off *area. */
static void draw_head(const struct builder_view *v, struct ui *ui, struct rect *area)
{
    enum builder_sheet sheet = v->builder->sheet;
    bool plain = sheet == BUILDER_UNSAVED || sheet == BUILDER_SAMPLES ||
                 sheet == BUILDER_UNFINISHED || sheet == BUILDER_PLACES;
    const char *title = title_of(v),
               *word = builder_word(v, plain ? "staff.builder.close" : "staff.done");
    struct button done = {.id = "done",
                          .icon = plain ? "x" : "check",
                          .label = word,
                          .style = plain ? BUTTON_PLAIN : BUTTON_PRIMARY};
    if (ui_button_width(ui, &done) + ui->metrics.gap + ui_text_width(ui, TYPE_STAFF_TITLE, title) >
        area->w) {
        done.label = NULL;
        done.spoken = word;
    }
    int button = done.label ? ui_button_width(ui, &done) : ui->metrics.target;
    int width = area->w - button - ui->metrics.gap;
    int least = int_max(ui->metrics.target, metrics_px(&ui->metrics, 88));
    struct font font = ui_fit_font(ui, TYPE_STAFF_TITLE, title, width, least, 2);
    int words = ui_paragraph_height_font(ui, width, font, title, 0);
    struct rect row = rect_cut_top(area, int_max(least, words), ui->metrics.gap);
    struct rect corner = rect_cut_right(&row, button, ui->metrics.gap);
    corner.h = least;
    ui_button(ui, corner, &done);
    ui_say_as(ui, SAID_TITLE);
    ui_paragraph_font(ui, rect_centered(row, row.w, words), font, ui_color(ui, COLOR_TEXT),
                      ALIGN_LEFT, title);
    ui_say_as(ui, SAID_BODY);
}

static struct rect sheet_rect(const struct ui *ui)
{
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    if (ui->metrics.compact)
        return rect_inset(window, metrics_px(&ui->metrics, 8));
    int width =
        int_min(metrics_px(&ui->metrics, 1620), window.w - 2 * metrics_px(&ui->metrics, 40));
    int top = metrics_px(&ui->metrics, 126);
    return (struct rect){(window.w - width) / 2, top, width,
                         window.h - top - metrics_px(&ui->metrics, 28)};
}

void builder_draw_sheet(const struct builder_view *v, struct ui *ui)
{
    struct rect sheet = sheet_rect(ui);
    draw_fill(ui->list, sheet, metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE),
              ui_color(ui, COLOR_BACKGROUND));
    struct rect inner = rect_inset(sheet, metrics_px(&ui->metrics, ui->metrics.compact ? 16 : 36));
    draw_head(v, ui, &inner);
    bool details = v->builder->sheet == BUILDER_DETAILS;
    if (details && !ui->metrics.portrait && !ui->metrics.compact)
        builder_draw_preview(v, ui, rect_cut_left(&inner, inner.w * 34 / 100, 2 * ui_section(ui)));
    stack_fn *fn = content_of(v->builder->sheet);
    struct scroll *scroll = &v->builder->sheet_scroll;
    bool scrolls = stack_height(ui, inner.w, fn, v) > inner.h;
    int side = int_max(ui->metrics.target, metrics_px(&ui->metrics, 84));
    struct rect arrows = {0, 0, 0, 0};
    if (scrolls)
        arrows = rect_cut_right(&inner, side, ui->metrics.gap);
    layout_scroll(ui,
                  &(struct scroll_view){.scroll = scroll, .view = inner, .over = COLOR_BACKGROUND},
                  fn, v);
    if (scrolls)
        layout_scroll_arrows(v->context, ui, scroll, layout_arrow_pair(ui, arrows), true);
}

static void tap_flags(struct screen_context *context)
{
    struct draft *draft = &context->staff->builder.draft;
    struct arena scratch = {0};
    const struct routine *routine = builder_routine(context, &scratch);
    if (!routine || !routine_asks_red_flags(routine))
        draft_set_red_flags(draft, *draft->now.red_flags ? "" : CONTENT_RED_FLAGS);
    arena_free(&scratch);
}

void builder_begin_copy(struct screen_context *context, const struct routine *routine)
{
    struct draft *draft = &context->staff->builder.draft;
    draft_copy(draft, context->content, routine, strings_code(context->strings), NULL);
    draft->now.person = part_person_name((size_t)part_person(routine));
    draft_keep(draft);
}

static void start_from(struct screen_context *context, int index)
{
    struct staff_builder *b = &context->staff->builder;
    if (index < 0 || (size_t)index >= context->content->routine_count)
        return;
    builder_begin_copy(context, context->content->routines[index]);
    b->sheet = BUILDER_NO_SHEET;
}

void builder_tap_sheet(struct screen_context *context, const struct tap *tap)
{
    struct staff_builder *b = &context->staff->builder;
    struct draft *draft = &b->draft;
    const char *id = tap->id;
    if (strcmp(id, "done") == 0 || strcmp(id, "go-on") == 0)
        b->sheet = BUILDER_NO_SHEET, b->wish = (struct builder_wish){0};
    else if (strcmp(id, "anew") == 0 && builder_wishes(b))
        builder_take_wish(context);
    else if (strncmp(id, "color:", 6) == 0 && tap->index >= 0 && tap->index < ROUTINE_COLOR_COUNT)
        draft_set_color(draft, (enum routine_color)tap->index);
    else if (strncmp(id, "person:", 7) == 0)
        builder_choose_person(draft, tap->index);
    else if (strcmp(id, "flags") == 0)
        tap_flags(context);
    else if (strcmp(id, "visible") == 0)
        draft_set_shown(draft, !draft->now.shown);
    else if (strcmp(id, "in-demo") == 0)
        draft_set_demo(draft, !draft->now.demo);
    else if (strcmp(id, "anew") == 0)
        draft_begin_after(draft), b->sheet = BUILDER_NO_SHEET, b->page = BUILDER_STEPS;
    else if (strncmp(id, "from:", 5) == 0)
        start_from(context, tap->index);
    else if (strncmp(id, "kind:", 5) == 0 && draft->now.chosen >= 0)
        draft_set_kind(
            draft, draft->now.chosen,
            content_exercise(context->content, draft->now.steps[draft->now.chosen].exercise),
            (enum dose_kind)tap->index);
}
