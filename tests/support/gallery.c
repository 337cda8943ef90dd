#include "gallery.h"

#include <string.h>

#include "app/app_internal.h"
#include "screens/layout.h"
#include "ui/bar_chart.h"
#include "ui/chips.h"
#include "ui/drag_handle.h"
#include "ui/stepper.h"
#include "ui/switch_row.h"
#include "ui/tabs.h"
#include "ui/text_field.h"
#include "ui/undo_bar.h"

enum { TABS = 5, STEPS = 4, DAYS = 14, ROUTINES = 3, QUICK = 6, CHIPS = 3 };

struct gallery_words {
    const char *language;
    const char *tabs[TABS];
    const char *on, *off, *less, *more, *undo, *up, *down, *move, *clear;
    const char *motion[2], *ask[2], *sound[2];
    const char *visit[2], *times[3], *deleted;
    const char *minutes; /* with %d */
    const char *chips[CHIPS], *steps[STEPS][2];
    const char *name[2], *search, *quick[QUICK], *other[2];
    const char *days[7], *per_day, *finished, *left, *routines[ROUTINES];
};

static const struct gallery_words languages[] = {
    {
        .language = "en",
        .tabs = {"Staff", "Routines", "Build a routine", "Settings", "Usage"},
        .on = "On",
        .off = "Off",
        .less = "less",
        .more = "more",
        .undo = "Undo",
        .up = "Up",
        .down = "Down",
        .move = "Move",
        .clear = "Delete all of it",
        .motion = {"Less motion from the start", "Still pictures. Patients can switch it."},
        .ask = {"Ask how it feels at the end", "Better, the same, worse. Only a count is kept."},
        .sound = {"Voice", "No voice is installed for this language"},
        .visit = {"Staff screens lock after", "1 to 10 minutes. A draft is kept."},
        .times = {"Times", "1-3", "3 is the most"},
        .deleted = "\u201CKnee class A\u201D was deleted.",
        .minutes = "%d min",
        .chips = {"All 10", "Own 3", "Hidden 1"},
        .steps = {{"Pelvic tilt", "10 slow moves"},
                  {"Knee to chest", "Each side · 25 s · 3×"},
                  {"Lying hamstring", "Each side · 20 s"},
                  {"Relaxed breathing", "5 slow breaths"}},
        .name = {"Name of the routine", "Post-op week 2"},
        .search = "Search 28 exercises",
        .quick = {"Week", "Morning", "Group", "Back", "Knee", "Balance"},
        .other = {"Name in another language", "أسبوع 2 بعد العملية"},
        .days = {"M", "T", "W", "Th", "F", "S", "S"},
        .per_day = "Visits per day",
        .finished = "finished",
        .left = "left early",
        .routines = {"Lower-back relief", "Ease sciatic pain", "On your feet"},
    },
    {
        .language = "ar",
        .tabs = {"الطاقم", "البرامج", "إنشاء برنامج", "الإعدادات", "الاستخدام"},
        .on = "مفعّل",
        .off = "متوقف",
        .less = "أقل",
        .more = "أكثر",
        .undo = "تراجع",
        .up = "أعلى",
        .down = "أسفل",
        .move = "نقل",
        .clear = "حذف الكل",
        .motion = {"حركة أقل منذ البداية", "صور ثابتة. يمكن للمرضى تغييرها."},
        .ask = {"السؤال عن الشعور في النهاية", "أفضل أو كما هو أو أسوأ. يُحفظ العدد فقط."},
        .sound = {"الصوت", "لا يوجد صوت لهذه اللغة"},
        .visit = {"تُقفل شاشات الطاقم بعد", "من 1 إلى 10 دقائق. تُحفظ المسودة."},
        .times = {"المرات", "1-3", "3 هو الحد الأقصى"},
        .deleted = "تم حذف «مجموعة الركبة».",
        .minutes = "%d دقيقة",
        .chips = {"الكل 10", "لنا 3", "مخفي 1"},
        .steps = {{"إمالة الحوض", "10 حركات بطيئة"},
                  {"الركبة إلى الصدر", "كل جانب · 25 ث"},
                  {"إطالة خلف الفخذ", "كل جانب · 20 ث"},
                  {"تنفس مريح", "5 أنفاس بطيئة"}},
        .name = {"اسم البرنامج", "أسبوع 2 بعد العملية"},
        .search = "البحث في 28 تمريناً",
        .quick = {"أسبوع", "صباح", "مجموعة", "ظهر", "ركبة", "توازن"},
        .other = {"الاسم بلغة أخرى", "Post-op week 2"},
        .days = {"ن", "ث", "ر", "خ", "ج", "س", "ح"},
        .per_day = "الزيارات في اليوم",
        .finished = "اكتملت",
        .left = "تُركت مبكراً",
        .routines = {"راحة أسفل الظهر", "تخفيف عرق النسا", "على قدميك"},
    },
    {
        .language = "de",
        .tabs = {"Personal", "Übungsprogramme", "Programm zusammenstellen", "Einstellungen",
                 "Nutzungsstatistik"},
        .on = "Eingeschaltet",
        .off = "Ausgeschaltet",
        .less = "weniger",
        .more = "mehr",
        .undo = "Rückgängig",
        .up = "Nach oben",
        .down = "Nach unten",
        .move = "Verschieben",
        .clear = "Alles löschen",
        .motion = {"Bewegungsreduzierung von Anfang an",
                   "Standbilder vom Anfang und vom Ende. Patienten können es umschalten."},
        .ask = {"Am Ende nach dem Befinden fragen",
                "Besser, gleich, schlechter. Nur die Anzahl wird gespeichert."},
        .sound = {"Sprachausgabe", "Für diese Sprache ist keine Stimme installiert"},
        .visit = {"Personalbildschirme sperren nach", "1 bis 10 Minuten. Ein Entwurf bleibt."},
        .times = {"Wiederholungen", "1-3", "3 ist das Höchste"},
        .deleted = "„Knieschulgruppe für Fortgeschrittene“ wurde gelöscht.",
        .minutes = "%d Minuten",
        .chips = {"Alle Programme 10", "Selbst zusammengestellt 3", "Ausgeblendet 1"},
        .steps = {{"Becken kippen", "10 langsame Bewegungen"},
                  {"Knie zur Brust ziehen", "Jede Seite · 25 s · 3×"},
                  {"Oberschenkelrückseite", "Jede Seite · 20 s"},
                  {"Entspannungsatmung", "5 langsame Atemzüge"}},
        .name = {"Name des Übungsprogramms", "Nach der Operation, Woche 2"},
        .search = "In 28 Übungen suchen",
        .quick = {"Woche", "Vormittag", "Gruppe", "Rücken", "Knie", "Gleichgewicht"},
        .other = {"Name in einer anderen Sprache", "Sau phẫu thuật tuần 2"},
        .days = {"Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"},
        .per_day = "Besuche pro Tag",
        .finished = "abgeschlossen",
        .left = "vorzeitig verlassen",
        .routines = {"Rückenerleichterung", "Ischiasschmerzen lindern", "Im Stehen"},
    },
};

const char *gallery_name(enum gallery_page page)
{
    static const char *const names[] = {"settings", "order", "writing", "usage"};
    return names[page];
}

void gallery_open(struct gallery *g, enum gallery_page page, const char *language)
{
    *g = (struct gallery){.page = page, .words = languages, .on = true, .minutes = 2, .chosen = 1};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (strcmp(languages[i].language, language) == 0)
            g->words = &languages[i];
    text_edit_set(&g->name, g->words->name[1], 80);
    text_edit_set(&g->search, "", 80);
    text_edit_set(&g->other, g->words->other[1], 80);
}

/* ---- settings ---- */

static void gap(struct stack *stack)
{
    stack_gap(stack, ui_section(stack->ui));
}

static void put_switches(struct stack *stack, const void *what)
{
    const struct gallery *g = what;
    const struct gallery_words *w = g->words;
    struct switch_row row = {.id = "motion",
                             .title = w->motion[0],
                             .caption = w->motion[1],
                             .on_word = w->on,
                             .off_word = w->off,
                             .on = g->on};
    stack_switch_row(stack, &row);
    gap(stack);
    row.id = "ask";
    row.title = w->ask[0];
    row.caption = w->ask[1];
    row.on = !g->on;
    stack_switch_row(stack, &row);
    gap(stack);
    row.id = "voice";
    row.title = w->sound[0];
    row.fault = w->sound[1];
    stack_switch_row(stack, &row);
}

static void put_steppers(struct stack *stack, const void *what)
{
    const struct gallery *g = what;
    const struct gallery_words *w = g->words;
    struct arena *arena = &stack->ui->list->arena;
    struct stepper stepper = {.id = "lock",
                              .title = w->visit[0],
                              .caption = w->visit[1],
                              .value = arena_printf(arena, w->minutes, g->minutes),
                              .widest = arena_printf(arena, w->minutes, 10),
                              .less = w->less,
                              .more = w->more,
                              .least = g->minutes == 1,
                              .most = g->minutes == 10};
    stack_stepper(stack, &stepper);
    gap(stack);
    stack_stepper(stack, &(struct stepper){.id = "times",
                                           .title = w->times[0],
                                           .caption = w->times[1],
                                           .value = "3",
                                           .less = w->less,
                                           .more = w->more,
                                           .limit = w->times[2],
                                           .most = true,
                                           .bare = true});
}

static void put_settings(struct stack *stack, const void *what)
{
    put_switches(stack, what);
    gap(stack);
    put_steppers(stack, what);
}

/* ---- order ---- */

static struct drag_list steps_of(const struct ui *ui)
{
    int height = int_max(ui->metrics.target, metrics_px(&ui->metrics, 112));
    return (struct drag_list){.id = "steps", .count = STEPS, .pitch = height + ui_section(ui)};
}

static void put_step_words(struct stack *stack, const void *what)
{
    const char *const *words = what;
    stack_fit(stack, TYPE_BUTTON, ui_color(stack->ui, COLOR_TEXT), 1, 2, words[0]);
    if (!stack->ui->metrics.compact && layout_fits(stack->ui, TYPE_CAPTION, words[1], stack->width))
        stack_lines(stack, TYPE_CAPTION, ui_color(stack->ui, COLOR_TEXT_SOFT), 1, words[1]);
}

static void draw_step(struct ui *ui, const struct gallery *g, struct rect row, int index)
{
    int from, to;
    const struct drag_list list = steps_of(ui);
    bool carried = drag_list_carries(ui, &list, &from, &to) && from == index;
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    const char *id = arena_printf(&ui->list->arena, "row:%d", index);
    ui_target(ui, id, g->words->steps[index][0], row, index);
    if (carried)
        ui_card(ui, row, radius, false);
    bool chosen = index == g->chosen;
    draw_box(ui->list, row, radius, ui_color(ui, chosen ? COLOR_SURFACE_TINT : COLOR_SURFACE),
             metrics_length(&ui->metrics, chosen ? LENGTH_FOCUS_STROKE : LENGTH_STROKE),
             ui_color(ui, chosen ? COLOR_PRIMARY : COLOR_LINE));
    struct rect words = row;
    struct rect handle = rect_cut_left(&words, int_max(ui->metrics.target, row.h * 3 / 4), 0);
    rect_cut_right(&words, metrics_length(&ui->metrics, LENGTH_GAP), 0);
    stack_draw_middle(ui, words, ALIGN_LEFT, put_step_words, g->words->steps[index]);
    ui_drag_handle(ui, handle, &list, index, g->words->move);
}

static void put_steps(struct stack *stack, const void *what)
{
    struct ui *ui = stack->ui;
    const struct drag_list list = steps_of(ui);
    struct rect all = stack_box(stack, list.count * list.pitch - ui_section(ui));
    for (int n = 0; n < list.count && !stack->dry; n++) {
        int index = drag_list_nth(ui, &list, n);
        struct rect row = {all.x, all.y + index * list.pitch + drag_list_shift(ui, &list, index),
                           all.w, list.pitch - ui_section(ui)};
        if (stack_seen(stack, row))
            draw_step(ui, what, row, index);
    }
}

static void put_filters(struct stack *stack, const void *what)
{
    const struct gallery *g = what;
    struct chip chips[CHIPS] = {{"all", g->words->chips[0], true, 0},
                                {"own", g->words->chips[1], false, 1},
                                {"hidden", g->words->chips[2], false, 2}};
    stack_chips(stack, chips, CHIPS);
}

static void draw_order(struct ui *ui, struct gallery *g, struct rect area)
{
    const struct drag_list list = steps_of(ui);
    int filters = stack_height(ui, area.w, put_filters, g);
    if (area.h > filters + 3 * list.pitch)
        stack_draw(ui, rect_cut_top(&area, filters, ui_section(ui)), ALIGN_LEFT, put_filters, g);
    int target = ui->metrics.target, height = 2 * ui_button_height(ui) + ui->metrics.gap;
    bool tall = area.h >= 2 * target + ui->metrics.gap;
    int width = tall ? int_max(target, int_min(metrics_px(&ui->metrics, 180), area.w / 4))
                     : 2 * target + ui->metrics.gap;
    struct rect side = rect_cut_right(&area, width, ui_section(ui));
    if (tall)
        side = rect_cut_bottom(&side, int_min(height, side.h), 0);
    ui_drag_list_buttons(ui, side, &list, g->chosen, tall, g->words->up, g->words->down);
    layout_scroll(ui, &(struct scroll_view){.scroll = &g->scroll[0], .view = area}, put_steps, g);
}

/* ---- writing ---- */

static void put_writing(struct stack *stack, const void *what)
{
    const struct gallery *g = what;
    const struct gallery_words *w = g->words;
    struct chip chips[QUICK];
    struct gallery *state = (struct gallery *)what;
    stack_text_field(stack, &(struct text_field){
                                .id = "name",
                                .label = w->name[0],
                                .aside = "14 / 80",
                                .aside_least = 8,
                                .clear = w->clear,
                                .type = TYPE_STAFF_TITLE,
                                .focused = true,
                                .edit = &state->name,
                            });
    gap(stack);
    for (int i = 0; i < QUICK; i++)
        chips[i] = (struct chip){w->quick[i], w->quick[i], false, i};
    stack_chips(stack, chips, QUICK);
    gap(stack);
    stack_text_field(stack, &(struct text_field){.id = "search",
                                                 .spoken = w->search,
                                                 .placeholder = w->search,
                                                 .icon = "search",
                                                 .type = TYPE_BUTTON,
                                                 .edit = &state->search});
    gap(stack);
    stack_text_field(stack, &(struct text_field){.id = "other",
                                                 .label = w->other[0],
                                                 .type = TYPE_BUTTON,
                                                 .edit = &state->other});
}

/* ---- usage ---- */

static void put_title(struct stack *stack, const char *text)
{
    stack_text(stack, TYPE_BUTTON, ui_color(stack->ui, COLOR_TEXT), text);
    stack_gap(stack, metrics_length(&stack->ui->metrics, LENGTH_GAP_SMALL));
}

static const struct bar_part *parts_of(const struct gallery_words *w)
{
    static struct bar_part parts[2] = {{.fill = COLOR_PRIMARY, .ink = COLOR_ON_PRIMARY},
                                       {.fill = COLOR_CHART_SECOND, .ink = COLOR_TEXT_TINT}};
    parts[0].label = w->finished;
    parts[1].label = w->left;
    return parts;
}

static void put_days(struct stack *stack, const void *what)
{
    static const int finished[DAYS] = {8, 7, 0, 0, 12, 15, 10, 15, 9, 0, 0, 13, 16, 9};
    static const int left[DAYS] = {3, 2, 0, 0, 4, 3, 4, 0, 3, 0, 0, 6, 5, 5};
    static const char *const dates[DAYS] = {"20", "21", "22", "23", "24", "25", "26",
                                            "27", "28", "29", "30", "1",  "2",  "3"};
    const struct gallery_words *w = what;
    struct bar bars[DAYS];
    for (int i = 0; i < DAYS; i++)
        bars[i] = (struct bar){.label = w->days[(i + 3) % 7],
                               .under = dates[i],
                               .parts = {finished[i], left[i]},
                               .none = finished[i] == 0,
                               .open = i == DAYS - 1};
    put_title(stack, w->per_day);
    struct bar_chart chart = {
        .parts = parts_of(w), .part_count = 2, .bars = bars, .bar_count = DAYS};
    stack_bar_legend(stack, &chart);
    int line = ui_line_height(stack->ui, TYPE_CAPTION);
    stack_bar_columns(stack, &chart, int_max(8 * line, metrics_px(&stack->ui->metrics, 340)));
}

static void put_routines(struct stack *stack, const void *what)
{
    const struct gallery_words *w = what;
    struct bar bars[ROUTINES] = {{.label = w->routines[0], .parts = {41, 11}},
                                 {.label = w->routines[1], .parts = {24, 14}},
                                 {.label = w->routines[2], .parts = {9, 1}}};
    struct bar_chart chart = {
        .parts = parts_of(w), .part_count = 2, .bars = bars, .bar_count = ROUTINES};
    put_title(stack, w->tabs[1]);
    stack_bar_legend(stack, &chart);
    stack_gap(stack, metrics_length(&stack->ui->metrics, LENGTH_GAP_SMALL));
    stack_bar_rows(stack, &chart);
}

static void put_card(struct stack *stack, stack_fn *fn, const struct gallery *g)
{
    stack_panel(stack, ui_color(stack->ui, COLOR_SURFACE),
                metrics_length(&stack->ui->metrics, LENGTH_PADDING), fn, g->words);
}

static void put_usage(struct stack *stack, const void *what)
{
    put_card(stack, put_days, what);
    gap(stack);
    put_card(stack, put_routines, what);
}

static void put_usage_days(struct stack *stack, const void *what)
{
    put_card(stack, put_days, what);
}

static void put_usage_routines(struct stack *stack, const void *what)
{
    put_card(stack, put_routines, what);
}

/* ---- a page ---- */

static void draw_header(struct ui *ui, const struct gallery *g, struct rect *area)
{
    static const char *const ids[TABS] = {"staff", "routines", "build", "settings", "usage"};
    static const char *const icons[TABS] = {"house", "list", "layers", "a-large-small", "activity"};
    static const int current[GALLERY_PAGES] = {3, 1, 2, 4};
    int height = ui_header_height(ui);
    struct rect header = {0, 0, ui->metrics.width, height};
    draw_fill(ui->list, header, 0, ui_color(ui, COLOR_INK));
    struct tab tabs[TABS];
    for (int i = 0; i < TABS; i++)
        tabs[i] = (struct tab){ids[i], g->words->tabs[i], icons[i], i == 0};
    header.x = area->x;
    header.w = area->w;
    int first = ui->metrics.portrait; /* where all five may not fit */
    ui_tabs(ui, header, &(struct tabs){tabs + first, TABS - first, current[g->page] - first});
    area->h -= height + ui_section(ui) - area->y;
    area->y = height + ui_section(ui);
}

static void draw_half(struct ui *ui, struct gallery *g, struct rect view, int scroll, stack_fn *fn)
{
    layout_scroll(ui, &(struct scroll_view){.scroll = &g->scroll[scroll], .view = view}, fn, g);
}

/* In two columns where there is room, else below each other. */
static void draw_halves(struct ui *ui, struct gallery *g, struct rect area, stack_fn *first,
                        stack_fn *second, stack_fn *both)
{
    if (ui->metrics.portrait || ui->metrics.compact) {
        draw_half(ui, g, area, 0, both);
        return;
    }
    draw_half(ui, g, rect_cut_left(&area, area.w / 2, ui_section(ui)), 0, first);
    draw_half(ui, g, area, 1, second);
}

static void draw_page(struct ui *ui, struct gallery *g)
{
    struct rect area = layout_area(ui);
    layout_background(ui);
    draw_header(ui, g, &area);
    if (g->page == GALLERY_SETTINGS || g->page == GALLERY_ORDER)
        ui_undo_bar(ui, &area,
                    &(struct undo_bar){.id = "undo",
                                       .icon = "trash-2",
                                       .text = g->words->deleted,
                                       .undo = g->words->undo});
    if (g->page == GALLERY_SETTINGS)
        draw_halves(ui, g, area, put_switches, put_steppers, put_settings);
    else if (g->page == GALLERY_USAGE)
        draw_halves(ui, g, area, put_usage_days, put_usage_routines, put_usage);
    else if (g->page == GALLERY_ORDER)
        draw_order(ui, g, area);
    else
        draw_half(ui, g, area, 0, put_writing);
}

void gallery_draw(struct gallery *g, struct harness *h)
{
    struct app *app = h->assembly.app;
    struct ui *ui = &app->ui;
    draw_list_reset(&app->list, ui->metrics.width, ui->metrics.height);
    draw_mirror(&app->list, strcmp(g->words->language, "ar") == 0);
    ui_begin(ui, &app->list, h->now);
    draw_page(ui, g);
    ui_end(ui);
}

const struct canvas *gallery_paint(struct harness *h)
{
    struct painter_damage damage;
    painter_invalidate(h->assembly.painter);
    painter_paint(h->assembly.painter, &h->stage.own, &h->assembly.app->list, &damage);
    return stage_canvas(&h->stage);
}

void gallery_send(struct gallery *g, struct harness *h, const struct event *event)
{
    struct tap tap = ui_handle(&h->assembly.app->ui, event);
    if (tap.kind == TAP_TARGET && strcmp(tap.id, "motion") == 0)
        g->on = !g->on;
    else if (tap.kind == TAP_TARGET && strcmp(tap.id, "name") == 0)
        text_edit_place(&g->name, tap.to);
    else if (tap.kind == TAP_TARGET && strcmp(tap.id, "other") == 0)
        text_edit_place(&g->other, tap.to);
}
