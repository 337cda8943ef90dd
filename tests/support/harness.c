#include "harness.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "base/log.h"
#include "cli/pace.h"
#include "store/kept.h"

enum { MAX_HITS = 256, START_MS = 1000000, STRIDE_MS = 250, SETTLE_MS = 500 };

void harness_open(struct harness *harness, const struct harness_options *options)
{
    log_set_level(LOG_LEVEL_ERROR);
    kept_in(options->kept_dir ? options->kept_dir : "");
    *harness =
        (struct harness){.start = START_MS, .now = START_MS, .paint_every = options->paint_every};
    struct config config;
    config_default(&config);
    const char *dirs[] = {options->content_dir ? options->content_dir : SHARE_DIR "/content",
                          options->clinic_dir};
    size_t named = options->clinic_dir ? 2 : options->content_dir ? 1 : 0;
    struct assembly_options assembly = {.share = options->share ? options->share : SHARE_DIR,
                                        .config = options->config ? options->config : &config,
                                        .screen_settings = true,
                                        .content_dirs = dirs,
                                        .content_dir_count = named,
                                        .packs_dir = "",
                                        .language = options->language ? options->language : "en",
                                        .store_file =
                                            options->store_file ? options->store_file : ":memory:",
                                        .synchronous = true,
                                        .now = harness->now};
    assert_int_equal(assembly_open(&harness->assembly, &assembly), 0);
    stage_in_memory(&harness->stage, &harness->assembly, options->width ? options->width : 1920,
                    options->height ? options->height : 1080);
    harness_step(harness, NULL, 0);
}

void harness_close(struct harness *harness)
{
    stage_close(&harness->stage);
    assembly_close(&harness->assembly);
    log_set_level(LOG_LEVEL_INFO);
    kept_in(NULL);
}

/* ---- time ---- */

static void step_to(struct harness *harness, ms_t now, const struct event *events, size_t count)
{
    harness->now = now;
    harness->steps++;
    bool paint =
        harness->paint_every > 0 && harness->steps % (unsigned long)harness->paint_every == 0;
    harness->frame = paint ? stage_frame(&harness->stage, now, events, count)
                           : stage_step(&harness->stage, now, events, count);
}

void harness_step(struct harness *harness, const struct event *events, size_t count)
{
    step_to(harness, pace_next(harness->start, harness->now), events, count);
}

void harness_wait(struct harness *harness, ms_t ms)
{
    ms_t end = harness->now + ms;
    while (harness->now < end)
        harness_step(harness, NULL, 0);
}

void harness_skip(struct harness *harness, ms_t ms)
{
    ms_t end = harness->now + ms;
    while (harness->now < end) {
        ms_t next = harness->now + STRIDE_MS;
        step_to(harness, next < end ? next : end, NULL, 0);
    }
}

void harness_stall(struct harness *harness, ms_t ms)
{
    step_to(harness, harness->now + ms, NULL, 0);
}

void harness_await(struct harness *harness, const char *screen, ms_t most)
{
    ms_t end = harness->now + most;
    while (strcmp(harness_screen(harness), screen) != 0) {
        if (harness->now >= end)
            fail_msg("%s did not come within %lld ms; still on %s", screen, (long long)most,
                     harness_screen(harness));
        step_to(harness, harness->now + STRIDE_MS, NULL, 0);
    }
}

void harness_settle(struct harness *harness)
{
    harness_wait(harness, SETTLE_MS);
}

/* ---- finger and keys ---- */

static void pointer(struct harness *harness, enum event_kind kind, int finger, int x, int y)
{
    struct event event = {.kind = kind,
                          .at = pace_next(harness->start, harness->now),
                          .pointer = finger,
                          .x = x,
                          .y = y};
    harness_step(harness, &event, 1);
}

void harness_down(struct harness *harness, int finger, int x, int y)
{
    pointer(harness, EVENT_POINTER_DOWN, finger, x, y);
}

void harness_move(struct harness *harness, int finger, int x, int y)
{
    pointer(harness, EVENT_POINTER_MOVE, finger, x, y);
}

void harness_up(struct harness *harness, int finger, int x, int y)
{
    pointer(harness, EVENT_POINTER_UP, finger, x, y);
}

void harness_cancel(struct harness *harness, int finger)
{
    pointer(harness, EVENT_POINTER_CANCEL, finger, 0, 0);
}

void harness_tap_at(struct harness *harness, int x, int y)
{
    harness_down(harness, FINGER, x, y);
    harness_wait(harness, 50);
    harness_up(harness, FINGER, x, y);
}

void harness_swipe(struct harness *harness, int x0, int y0, int x1, int y1, ms_t ms)
{
    ms_t start = harness->now;
    harness_down(harness, FINGER, x0, y0);
    while (harness->now - start < ms) {
        int done = (int)(1000 * (harness->now - start) / ms);
        harness_move(harness, FINGER, x0 + (x1 - x0) * done / 1000, y0 + (y1 - y0) * done / 1000);
    }
    harness_move(harness, FINGER, x1, y1);
    harness_up(harness, FINGER, x1, y1);
}

void harness_key(struct harness *harness, enum key key)
{
    struct event event = {
        .kind = EVENT_KEY, .at = pace_next(harness->start, harness->now), .key = key};
    harness_step(harness, &event, 1);
}

void harness_hold_key(struct harness *harness, enum key key, ms_t ms)
{
    harness_key(harness, key);
    harness_wait(harness, ms);
    struct event event = {
        .kind = EVENT_KEY_UP, .at = pace_next(harness->start, harness->now), .key = key};
    harness_step(harness, &event, 1);
}

void harness_event(struct harness *harness, enum event_kind kind)
{
    struct event event = {.kind = kind, .at = pace_next(harness->start, harness->now)};
    harness_step(harness, &event, 1);
}

void harness_tap(struct harness *harness, const char *id)
{
    harness_hold(harness, id, 50);
}

void harness_hold(struct harness *harness, const char *id, ms_t ms)
{
    struct rect rect = harness_rect(harness, id);
    int x = rect.x + rect.w / 2, y = rect.y + rect.h / 2;
    harness_down(harness, FINGER, x, y);
    harness_wait(harness, ms);
    harness_up(harness, FINGER, x, y);
}

int harness_least_side(const struct ui *ui, struct rect rect)
{
    int least = metrics_mm(&ui->metrics, 16) - 1; /* rounding */
    for (int i = 0; i < ui->scroll_count; i++) {
        struct rect view = ui->scrolls[i].rect;
        bool within = rect_equal(rect_intersect(rect, view), rect);
        if (within && (rect.y == view.y || rect.y + rect.h == view.y + view.h))
            return least / 2;
    }
    return least;
}

void harness_press(struct harness *harness, const char *id)
{
    harness_tap(harness, id);
    harness_settle(harness);
}

struct tried_cue harness_try(struct harness *harness, const char *id)
{
    struct tried_cue tried = {0};
    harness_tap(harness, id);
    for (int i = 0; i < 10; i++) {
        if (harness->frame->hearing.tried.volume > 0) {
            assert_int_equal(tried.volume, 0);
            tried = harness->frame->hearing.tried;
        }
        harness_step(harness, NULL, 0);
    }
    return tried;
}

void harness_pass_card(struct harness *harness)
{
    while (harness_has(harness, "red-flags:more"))
        harness_press(harness, "red-flags:more");
    if (harness_has(harness, "red-flags:none"))
        harness_press(harness, "red-flags:none");
}

void harness_get_ready(struct harness *harness)
{
    struct session_view view;
    session_view(&harness->assembly.app->visit.session, harness->now, &view);
    while (view.phase == PHASE_ASK || view.phase == PHASE_CHANGE) {
        harness_tap(harness, "done");
        if (view.phase == PHASE_ASK)
            harness_wait(harness, 600); /* it hears no quick taps */
        session_view(&harness->assembly.app->visit.session, harness->now, &view);
    }
}

void harness_reveal(struct harness *harness, const char *id)
{
    int x = harness->stage.width / 2, y = harness->stage.height / 2;
    int far = harness->stage.height / 4;
    for (int i = 0; i < 60 && !harness_has(harness, id); i++) {
        if (harness_has(harness, "scroll:down"))
            harness_tap(harness, "scroll:down");
        else
            harness_swipe(harness, x, y + far / 2, x, y - far / 2, 300);
        harness_wait(harness, 1500);
    }
    harness_rect(harness, id);
}

void harness_choose(struct harness *harness, const char *id)
{
    harness_rect(harness, id);
    for (int i = 0; i < MAX_HITS; i++) {
        const char *focus = harness_focus(harness);
        if (focus && strcmp(focus, id) == 0) {
            harness_key(harness, KEY_ENTER);
            harness_settle(harness);
            return;
        }
        harness_key(harness, KEY_TAB);
    }
    fail_msg("Tab never reaches %s on %s", id, harness_screen(harness));
}

void harness_type(struct harness *harness, const char *digits)
{
    for (; *digits; digits++)
        harness_key(harness, (enum key)(KEY_0 + (*digits - '0')));
}

bool harness_unlock(struct harness *harness)
{
    if (strcmp(harness_screen(harness), "staff-pin") != 0)
        harness_key(harness, KEY_STAFF);
    harness_settle(harness);
    for (int i = 0; i < 4 && strcmp(harness_screen(harness), "staff-pin") == 0; i++) {
        for (int digit = 0; digit < 6; digit++)
            harness_key(harness, KEY_BACKSPACE);
        harness_type(harness, "729105");
        harness_settle(harness);
    }
    return strcmp(harness_screen(harness), "staff-home") == 0;
}

/* ---- what is to be seen ---- */

const char *harness_screen(const struct harness *harness)
{
    return app_screen(harness->assembly.app);
}

void harness_expect(const struct harness *harness, const char *screen)
{
    assert_string_equal(harness_screen(harness), screen);
}

static bool find_hit(const struct harness *harness, const char *id, struct app_hit *found)
{
    struct app_hit hits[MAX_HITS];
    size_t count = app_hits(harness->assembly.app, hits, MAX_HITS);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(hits[i].id, id) == 0) {
            *found = hits[i];
            return true;
        }
    }
    return false;
}

bool harness_has(const struct harness *harness, const char *id)
{
    struct app_hit hit;
    return find_hit(harness, id, &hit);
}

struct rect harness_rect(const struct harness *harness, const char *id)
{
    struct app_hit hit = {0};
    if (find_hit(harness, id, &hit))
        return hit.rect;
    char there[2048] = "";
    struct app_hit hits[MAX_HITS];
    size_t count = app_hits(harness->assembly.app, hits, MAX_HITS);
    for (size_t i = 0, used = 0; i < count && used < sizeof there; i++)
        used += (size_t)snprintf(there + used, sizeof there - used, " %s", hits[i].id);
    fail_msg("there is no %s on %s; there are:%s", id, harness_screen(harness), there);
    return hit.rect;
}

/* The focus ring is the one box stroked in the focus colour; it lies close around its target. */
const char *harness_focus(const struct harness *harness)
{
    const struct draw_list *list = harness->frame->list;
    color_t ink = harness->assembly.theme.color[COLOR_FOCUS];
    struct app_hit hits[MAX_HITS];
    size_t count = app_hits(harness->assembly.app, hits, MAX_HITS);
    const char *focus = NULL;
    for (size_t c = 0; c < list->count; c++) {
        const struct draw_command *box = &list->commands[c];
        if (box->kind != DRAW_FILL || box->fill.stroke <= 0 || box->fill.stroke_color != ink)
            continue;
        for (size_t i = 0; i < count; i++) {
            int grown = hits[i].rect.x - box->rect.x;
            struct rect around = rect_inset(hits[i].rect, -grown);
            if (grown >= 0 && grown < 64 && rect_equal(around, box->rect))
                focus = hits[i].id;
        }
    }
    return focus;
}

bool harness_shows(const struct harness *harness, const char *text)
{
    const struct draw_list *list = harness->frame->list;
    size_t size = 1;
    for (size_t i = 0; i < list->count; i++)
        size += list->commands[i].kind == DRAW_TEXT ? strlen(list->commands[i].text.text) + 1 : 0;
    char *all = calloc(size, 1);
    assert_non_null(all);
    size_t used = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (list->commands[i].kind != DRAW_TEXT)
            continue;
        used += (size_t)snprintf(all + used, size - used, "%s ", list->commands[i].text.text);
    }
    bool shown = strstr(all, text) != NULL;
    free(all);
    return shown;
}

void harness_show(struct harness *harness, const char *spec)
{
    char error[512] = "";
    if (!app_show(harness->assembly.app, spec, harness->now, error, sizeof error))
        fail_msg("%s: %s", spec, error);
    harness_step(harness, NULL, 0);
}

const struct canvas *harness_paint(struct harness *harness)
{
    painter_invalidate(harness->assembly.painter);
    harness->frame = stage_frame(&harness->stage, harness->now, NULL, 0);
    return stage_canvas(&harness->stage);
}
