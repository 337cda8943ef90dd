#pragma once

#include <string.h>

#include "config/theme.h"
#include "ui/ui.h"

/* A frame of ui with a font in which every byte is half an em wide, and a finger. */
struct fixture {
    struct theme theme;
    struct draw_list list;
    struct said_list said;
    struct ui ui;
};

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
    return *text ? (unsigned char)*text >= 0xD6 && (unsigned char)*text <= 0xDF : otherwise;
}

static void fake_carets(void *context, struct font font, const char *text, size_t length, bool rtl,
                        int *x)
{
    for (size_t i = 0; i <= length; i++)
        x[i] = fake_width(context, font, text, rtl ? length - i : i);
}

static inline int fixture_setup(void **state)
{
    static struct fixture fixture;
    static const struct text_measure measure = {.width = fake_width,
                                                .ascent = fake_ascent,
                                                .line_height = fake_line_height,
                                                .right_to_left = fake_direction,
                                                .carets = fake_carets};
    struct fixture *f = &fixture;
    memset(f, 0, sizeof *f);
    theme_default(&f->theme);
    f->ui.measure = &measure;
    f->ui.color = f->theme.color;
    f->ui.said = &f->said;
    *state = f;
    return 0;
}

static inline int fixture_teardown(void **state)
{
    struct fixture *f = *state;
    draw_list_free(&f->list);
    said_list_free(&f->said);
    return 0;
}

static inline void fixture_begin(struct fixture *f, int width, int height, bool mirrored)
{
    draw_list_reset(&f->list, width, height);
    draw_mirror(&f->list, mirrored);
    metrics_init(&f->ui.metrics, &f->theme, width, height, 0, 0, false);
    ui_begin(&f->ui, &f->list, 0);
}

static inline struct tap fixture_send(struct fixture *f, enum event_kind kind, int x, int y,
                                      ms_t at)
{
    return ui_handle(&f->ui, &(struct event){.kind = kind, .at = at, .x = x, .y = y, .pointer = 1});
}

static inline const struct target *fixture_target(const struct fixture *f, const char *id)
{
    for (int i = 0; i < f->ui.target_count; i++)
        if (strcmp(f->ui.targets[i].id, id) == 0)
            return &f->ui.targets[i];
    return NULL;
}

static inline bool fixture_draws_icon(const struct fixture *f, const char *name)
{
    for (size_t i = 0; i < f->list.count; i++)
        if (f->list.commands[i].kind == DRAW_ICON &&
            strcmp(f->list.commands[i].icon.name, name) == 0)
            return true;
    return false;
}

static inline bool fixture_draws_text(const struct fixture *f, const char *text)
{
    for (size_t i = 0; i < f->list.count; i++)
        if (f->list.commands[i].kind == DRAW_TEXT &&
            strcmp(f->list.commands[i].text.text, text) == 0)
            return true;
    return false;
}

static inline const struct said *fixture_said(const struct fixture *f, const char *text)
{
    for (size_t i = 0; i < f->said.count; i++)
        if (strcmp(f->said.items[i].text, text) == 0)
            return &f->said.items[i];
    return NULL;
}
