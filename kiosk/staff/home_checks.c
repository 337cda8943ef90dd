#include "screens/parts.h"
#include "staff/dates.h"
#include "staff/home_parts.h"
#include "staff/row.h"
#include "store/wall.h"

/* What the six checks say, and their boxes. */

enum screen_id staff_home_mends(const struct health_facts *facts, enum health_check check)
{
    static const enum screen_id screens[HEALTH_COUNT] = {SCREEN_STAFF_ROUTINES, SCREEN_STAFF_STICK,
                                                         SCREEN_STAFF_SETTINGS, SCREEN_STAFF_CHECK,
                                                         SCREEN_STAFF_CHECK,    SCREEN_STAFF_CHECK};
    if (check == HEALTH_RESTART && *facts->set_aside)
        return SCREEN_STAFF_STICK; /* where it can be brought back */
    if (check == HEALTH_CLOCK && facts->clock_off)
        return SCREEN_STAFF_CHECK; /* where it is compared again */
    return screens[check];
}

static const char *number_text(const struct home_view *v, const char *key, int n)
{
    return tr_format(v->context->strings, &v->ui->list->arena, key, {"n", NULL, n});
}

static const char *dated_text(const struct home_view *v, const char *key, const char *date)
{
    return tr_format(v->context->strings, &v->ui->list->arena, key, {"date", date, 0});
}

static const char *moment_text(const struct home_view *v, int64_t seconds)
{
    return staff_date_at(v->context->strings, &v->ui->list->arena, seconds);
}

/* With the year where it has room. */
static const char *review_text(const struct home_view *v, int width)
{
    const struct review_day *day = &v->home->facts.review;
    if (day->year == 0)
        return home_word(v, "staff.home.review_none");
    const struct strings *strings = v->context->strings;
    bool fine = v->home->health.fine[HEALTH_REVIEW];
    const char *key = fine ? "staff.home.review_next" : "staff.home.review_due";
    const char *whole = dated_text(
        v, key,
        staff_full_date_text(strings, &v->ui->list->arena, day->year, day->month, day->day));
    if (fine && ui_text_width(v->ui, TYPE_CAPTION, whole) <= width)
        return whole;
    return dated_text(v, key, staff_date_text(strings, &v->ui->list->arena, day->month, day->day));
}

/* "Failed: Touch, Sound" */
static const char *parts_text(const struct home_view *v, const char *key, unsigned parts)
{
    static const char *const names[CHECK_PARTS] = {[CHECK_TOUCH] = "staff.check.touch",
                                                   [CHECK_SOUND] = "staff.check.sound",
                                                   [CHECK_COLOURS] = "staff.check.colours"};
    const struct strings *strings = v->context->strings;
    struct arena *arena = &v->ui->list->arena;
    const char *list = "";
    for (int i = 0; i < CHECK_PARTS; i++)
        if (parts & 1u << i)
            list = *list ? part_listed(strings, arena, list, tr(strings, names[i]))
                         : tr(strings, names[i]);
    return tr_format(strings, arena, key, {"parts", list, 0});
}

static const char *devices_text(const struct home_view *v)
{
    const struct health_facts *facts = &v->home->facts;
    if (facts->check_failed)
        return parts_text(v, "staff.home.check_failed", facts->check_failed);
    if (facts->unchecked == CHECK_DEVICES)
        return home_word(v, "staff.home.never_checked");
    if (facts->unchecked)
        return parts_text(v, "staff.home.unchecked", facts->unchecked);
    if (wall_day(facts->checked_at) == wall_day(facts->now))
        return tr_format(v->context->strings, &v->ui->list->arena, "staff.home.checked_today",
                         {"time", staff_time_text(&v->ui->list->arena, facts->checked_at), 0});
    return dated_text(v, "staff.home.checked", moment_text(v, facts->checked_at));
}

const char *staff_restart_text(const struct strings *strings, struct arena *arena,
                               const struct restart *restart)
{
    static const char *const why[] = {"staff.home.why_first", "staff.home.why_clean",
                                      "staff.home.why_cut", "staff.home.why_died"};
    return tr_format(strings, arena, "staff.home.restarted",
                     {"date", staff_date_at(strings, arena, restart->at), 0},
                     {"why", tr(strings, why[restart->why]), 0});
}

static const char *restart_text(const struct home_view *v)
{
    const struct restart *restart = &v->home->facts.restart;
    const char *aside = v->home->facts.set_aside;
    if (*aside)
        return tr_format(v->context->strings, &v->ui->list->arena, "staff.home.set_aside",
                         {"pack", aside, 0});
    if (restart->at == 0)
        return home_word(v, "staff.home.restart_unknown");
    if (!v->home->health.fine[HEALTH_RESTART])
        return number_text(v, "staff.home.restarts_today", restart->unwanted);
    return staff_restart_text(v->context->strings, &v->ui->list->arena, restart);
}

static const char *clock_text(const struct home_view *v)
{
    const struct health_facts *facts = &v->home->facts;
    if (facts->clock_off)
        return home_word(v, "staff.check.clock_failed");
    if (!v->home->health.fine[HEALTH_CLOCK])
        return home_word(v, "staff.home.clock_wrong");
    return tr_format(
        v->context->strings, &v->ui->list->arena, "staff.home.clock_says",
        {"date", staff_day_text(v->context->strings, &v->ui->list->arena, facts->now), 0},
        {"time", staff_time_text(&v->ui->list->arena, facts->now), 0});
}

static const char *storage_text(const struct home_view *v)
{
    const struct health_facts *facts = &v->home->facts;
    if (facts->unkept)
        return home_word(v, "staff.home.unkept");
    return facts->free_percent < 0 ? home_word(v, "staff.home.free_unknown")
                                   : number_text(v, "staff.home.free", facts->free_percent);
}

static const char *check_text(const struct home_view *v, enum health_check check, int width)
{
    const struct health_facts *facts = &v->home->facts;
    switch (check) {
    case HEALTH_ROUTINES:
        return facts->faulty > 0 ? number_text(v, "staff.home.routines_bad", facts->faulty)
                                 : number_text(v, "staff.home.routines_fine", facts->routines);
    case HEALTH_REVIEW:
        return review_text(v, width);
    case HEALTH_CLOCK:
        return clock_text(v);
    case HEALTH_STORAGE:
        return storage_text(v);
    case HEALTH_DEVICES:
        return devices_text(v);
    default:
        return restart_text(v);
    }
}

static const char *const check_titles[HEALTH_COUNT] = {"staff.tab.routines", "staff.home.review",
                                                       "staff.home.clock",   "staff.home.storage",
                                                       "staff.home.devices", "staff.home.restart"};
static const char *const check_ids[HEALTH_COUNT] = {"check:routines", "check:review",
                                                    "check:clock",    "check:storage",
                                                    "check:devices",  "check:restart"};

static int check_air(const struct ui *ui)
{
    return metrics_px(&ui->metrics, 22);
}

static bool check_leads(const struct home_view *v, enum health_check check)
{
    return !v->home->health.fine[check];
}

/* What is left for words in a box of this width. */
static int check_words_width(const struct home_view *v, int width, enum health_check check)
{
    int icon = ui_button_icon_size(v->ui), air = check_air(v->ui);
    int arrow = check_leads(v, check) ? icon * 3 / 4 + air / 2 : 0;
    return width - 2 * air - icon - air * 3 / 4 - arrow;
}

static struct staff_row check_row(const struct home_view *v, int width, enum health_check check)
{
    int words = check_words_width(v, width, check);
    return (struct staff_row){TYPE_LABEL, home_word(v, check_titles[check]),
                              check_text(v, check, words)};
}

/* All six are of one height. */
int home_check_height(const struct home_view *v, int width)
{
    struct ui *ui = v->ui;
    int height = int_max(ui->metrics.target, metrics_px(&ui->metrics, 98));
    for (int i = 0; i < HEALTH_COUNT; i++) {
        struct staff_row row = check_row(v, width, (enum health_check)i);
        int words = staff_row_height(ui, check_words_width(v, width, (enum health_check)i), &row);
        height = int_max(height, words + metrics_px(&ui->metrics, 20));
    }
    return height;
}

void home_check_draw(const struct home_view *v, struct rect rect, enum health_check check)
{
    struct ui *ui = v->ui;
    bool fine = v->home->health.fine[check], leads = check_leads(v, check);
    struct staff_row row = check_row(v, rect.w, check);
    const char *label = arena_printf(&v->ui->list->arena, "%s: %s", row.title, row.text);
    bool pressed = leads && ui_target(ui, check_ids[check], label, rect, (int)check);
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS),
             ui_color(ui, pressed ? COLOR_SURFACE_PRESSED
                          : fine  ? COLOR_SURFACE
                                  : COLOR_WARNING),
             metrics_length(&ui->metrics, LENGTH_STROKE),
             ui_color(ui, fine ? COLOR_LINE : COLOR_WARNING_LINE));
    int icon = ui_button_icon_size(ui), air = check_air(ui);
    struct rect inner = {rect.x + air, rect.y, rect.w - 2 * air, rect.h};
    ui_icon(ui, rect_cut_left(&inner, icon, air * 3 / 4), fine ? "circle-check" : "triangle-alert",
            icon, ui_color(ui, fine ? COLOR_PRIMARY : COLOR_WARNING_TEXT));
    if (leads)
        ui_icon(ui, rect_cut_right(&inner, icon * 3 / 4, air / 2), "chevron-right", icon * 3 / 4,
                ui_color(ui, COLOR_WARNING_TEXT));
    staff_row_draw(ui, inner, &row, ui_color(ui, fine ? COLOR_TEXT : COLOR_WARNING_TEXT),
                   ui_color(ui, fine ? COLOR_TEXT_SOFT : COLOR_WARNING_TEXT));
}
