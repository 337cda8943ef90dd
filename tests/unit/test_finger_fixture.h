#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "test_ui_fixture.h"
#include "ui/widgets.h"

/* What is drawn and touched in many tests, by several fingers. */

static inline void begin(struct fixture *f, int width, int height, ms_t now)
{
    draw_list_reset(&f->list, width, height);
    metrics_init(&f->ui.metrics, &f->theme, width, height, 0, 0, false);
    ui_begin(&f->ui, &f->list, now);
}

/* ---- touch ---- */

static inline struct tap send(struct fixture *f, enum event_kind kind, int64_t id, int x, int y,
                              ms_t at)
{
    struct event event = {.kind = kind, .at = at, .x = x, .y = y, .pointer = id};
    return ui_handle(&f->ui, &event);
}

static inline void two_buttons(struct fixture *f, ms_t now)
{
    begin(f, 1920, 1080, now);
    ui_button(&f->ui, (struct rect){100, 100, 200, 120}, &(struct button){.id = "a", .label = "A"});
    ui_button(&f->ui, (struct rect){400, 100, 200, 120}, &(struct button){.id = "b", .label = "B"});
    ui_end(&f->ui);
}

static inline void list_of_rows(struct fixture *f, struct scroll *scroll, ms_t now)
{
    begin(f, 1920, 1080, now);
    struct rect view = {0, 200, 1000, 600};
    int y = ui_scroll_begin(&f->ui, scroll, view, 2000);
    for (int i = 0; i < 10; i++) {
        const char *id = arena_printf(&f->list.arena, "row:%d", i);
        ui_target(&f->ui, id, id, (struct rect){0, y + i * 200, 1000, 180}, i);
    }
    ui_scroll_end(&f->ui);
    ui_end(&f->ui);
}
