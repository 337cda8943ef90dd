#include "staff/tryout.h"

#include <stdio.h>
#include <string.h>

#include "staff/staff.h"

void tryout_forget(struct tryout *tryout)
{
    arena_free(&tryout->arena);
    *tryout = (struct tryout){0};
}

struct tried tryout_now(const struct screen_context *context)
{
    struct tryout *tryout = &context->staff->tryout;
    struct tried tried = {0};
    if (tryout->on)
        tried = tryout->find(context, &tryout->arena, tryout->id);
    return tried.content ? tried : (struct tried){.content = context->content};
}

int tryout_language(const struct screen_context *context)
{
    for (int i = 0; i < context->installed_count; i++)
        if (strcmp(context->languages[i].code, context->staff->tryout.language) == 0)
            return i;
    return -1;
}

static const struct routine *begin(struct screen_context *context, const struct tryout *how,
                                   const char *id)
{
    struct tryout *tryout = &context->staff->tryout;
    tryout_forget(tryout);
    *tryout = *how;
    snprintf(tryout->id, sizeof tryout->id, "%s", id);
    snprintf(tryout->language, sizeof tryout->language, "%s", strings_code(context->strings));
    tryout->routine = tryout_now(context).routine;
    return tryout->routine;
}

void tryout_begin(struct screen_context *context, tryout_find *find, const char *id, int first,
                  enum screen_id back)
{
    const struct tryout how = {.on = true, .back = back, .find = find};
    const struct routine *routine = begin(context, &how, id);
    if (!routine) {
        tryout_forget(&context->staff->tryout);
        return;
    }
    visit_begin_session(context->visit, routine, first, context->now);
    context->go = SCREEN_PLAYER;
}

void preview_routine(struct screen_context *context, tryout_find *find, const char *id,
                     enum screen_id back)
{
    const struct tryout how = {.on = true, .back = back, .preview = true, .find = find};
    context->visit->routine = begin(context, &how, id);
    context->go = SCREEN_OVERVIEW;
}

void preview_exercise(struct screen_context *context, tryout_find *find,
                      const struct exercise *exercise, enum screen_id back)
{
    const struct tryout how = {.on = true, .back = back, .preview = true, .find = find};
    begin(context, &how, "");
    visit_read_exercise(context->visit, exercise);
    context->open_panel = SCREEN_EXERCISE;
}

enum screen_id tryout_go(const struct tryout *tryout, enum screen_id wished, bool *over)
{
    *over = false;
    if (!tryout->on || wished == SCREEN_NONE)
        return wished;
    bool page = tryout->preview && wished == SCREEN_OVERVIEW;
    *over = !page && wished != SCREEN_PLAYER && wished != SCREEN_PAUSED && wished != SCREEN_HURT;
    return *over ? tryout->back : wished;
}

static struct font band_font(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_LABEL);
}

int tryout_band_height(const struct ui *ui, const struct tryout *tryout)
{
    return tryout->on ? band_font(ui).size * 5 / 4 : 0;
}

void tryout_draw_band(struct ui *ui, const struct tryout *tryout, const struct strings *strings)
{
    const char *text = tr(strings, tryout->preview ? "staff.stick.not_installed" : "staff.tryout");
    struct rect band = {0, 0, ui->metrics.width, tryout_band_height(ui, tryout)};
    draw_fill(ui->list, band, 0, ui_color(ui, COLOR_INK));
    ui_text_font(ui, band, band_font(ui), ui_color(ui, COLOR_ON_INK), ALIGN_CENTER, text);
}
