#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "ui/text.h"
#include "ui/widgets.h"

/* A frame of ui with letters of known widths, and what is drawn and touched in many tests. */

/* A font in which every byte is half an em wide. */
static int fake_width(void *context, struct font font, const char *text, size_t length)
{
    (void)context;
    (void)text;
    return (int)length * font.size / 2;
}

static int fake_ascent(void *context, struct font font)
{
    (void)context;
    return font.size;
}

static int fake_line_height(void *context, struct font font)
{
    (void)context;
    return font.size * 5 / 4;
}

static bool fake_direction(const char *text, bool otherwise)
{
    (void)text;
    return otherwise;
}

static const struct text_measure measure = {.width = fake_width,
                                            .ascent = fake_ascent,
                                            .line_height = fake_line_height,
                                            .right_to_left = fake_direction};

struct fixture {
    struct theme theme;
    struct draw_list list;
    struct ui ui;
};

#define COLOR(upper, lower, value) f->theme.color[COLOR_##upper] = value;
#define TYPE(upper, lower, name, em, cap)                                                          \
    f->theme.type[TYPE_##upper] = (struct theme_type_style){.size = (em), .cap_mm = (cap)};
#define LENGTH(upper, lower, value) f->theme.length[LENGTH_##upper] = value;

static inline int setup(void **state)
{
    static struct fixture fixture;
    struct fixture *f = &fixture;
    memset(f, 0, sizeof *f);
    THEME_COLORS(COLOR)
    THEME_TYPES(TYPE)
    THEME_LENGTHS(LENGTH)
    f->ui.measure = &measure;
    f->ui.color = f->theme.color;
    *state = f;
    return 0;
}

static inline int teardown(void **state)
{
    draw_list_free(&((struct fixture *)*state)->list);
    return 0;
}

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
