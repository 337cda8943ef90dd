#include "app/speech_ahead.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"

/* Moments of the session in one frame, and how far they lie apart: no phase is shorter. */
enum { MOMENTS = 60 };
static const ms_t stride_ms = 400;

static bool has(const struct speech_ahead *ahead, size_t from, const char *text)
{
    for (size_t i = from; i < ahead->count; i++)
        if (strcmp(ahead->texts[i], text) == 0)
            return true;
    return false;
}

static void add(struct speech_ahead *ahead, struct arena *arena, const char *text)
{
    if (ahead->count == ahead->room) {
        ahead->room = ahead->room ? 2 * ahead->room : 128;
        ahead->texts = memory_grow(ahead->texts, ahead->room, sizeof *ahead->texts);
    }
    ahead->texts[ahead->count++] = arena_strdup(arena, text);
}

/* Those of the routine go, those of the screen stay. */
void speech_ahead_forget(struct speech_ahead *ahead)
{
    session_end(&ahead->session);
    arena_free(&ahead->arena);
    ahead->count = ahead->screen_count;
    ahead->running = false;
    ahead->routine = NULL;
    ahead->version++;
}

static void begin_routine(struct speech_ahead *ahead, const struct screen_context *context,
                          const struct routine *routine)
{
    ahead->routine = routine;
    ahead->id = hash_string(routine->id);
    ahead->strings = context->strings;
    ahead->memory = (struct speech_memory){0};
    ahead->now = 1;
    ahead->running = true;
    session_begin(&ahead->session, routine, 0, ahead->now);
    ahead->session.unattended = true;
    session_slow(&ahead->session, visit_pace(context->visit), ahead->now);
}

static void run_moment(struct speech_ahead *ahead, struct screen_context *context, struct ui *ui)
{
    struct speech_list list = {.count = 0};
    struct session_view view;
    ahead->now += stride_ms;
    session_advance(&ahead->session, ahead->now);
    speech_of_session(&ahead->memory, context, ui, &ahead->session, ahead->now, &list);
    for (int i = 0; i < list.count; i++)
        if (!has(ahead, ahead->screen_count, list.items[i].text))
            add(ahead, &ahead->arena, list.items[i].text);
    session_view(&ahead->session, ahead->now, &view);
    if (view.state == SESSION_ENDED)
        ahead->running = false;
}

bool speech_ahead_routine(struct speech_ahead *ahead, struct screen_context *context, struct ui *ui,
                          const struct routine *routine)
{
    if (routine != ahead->routine || context->strings != ahead->strings ||
        (routine && hash_string(routine->id) != ahead->id)) {
        speech_ahead_forget(ahead);
        ahead->strings = context->strings;
        if (routine)
            begin_routine(ahead, context, routine);
    }
    if (!ahead->running)
        return false;
    for (int i = 0; ahead->running && i < MOMENTS; i++)
        run_moment(ahead, context, ui);
    if (!ahead->running) {
        session_end(&ahead->session);
        ahead->version++;
    }
    return ahead->running;
}

void speech_ahead_begin(struct speech_ahead *ahead)
{
    ahead->count -= ahead->screen_count;
    if (ahead->count > 0)
        memmove(ahead->texts, ahead->texts + ahead->screen_count,
                ahead->count * sizeof *ahead->texts);
    arena_free(&ahead->screen_arena);
    ahead->screen_count = 0;
}

void speech_ahead_add(struct speech_ahead *ahead, const char *text)
{
    size_t at = ahead->screen_count;
    for (size_t i = 0; i < at; i++)
        if (strcmp(ahead->texts[i], text) == 0)
            return;
    add(ahead, &ahead->screen_arena, text);
    const char *added = ahead->texts[ahead->count - 1];
    memmove(ahead->texts + at + 1, ahead->texts + at,
            (ahead->count - 1 - at) * sizeof *ahead->texts);
    ahead->texts[at] = added;
    ahead->screen_count++;
}

void speech_ahead_end(struct speech_ahead *ahead)
{
    ahead->version++;
}

void speech_ahead_free(struct speech_ahead *ahead)
{
    session_end(&ahead->session);
    arena_free(&ahead->arena);
    arena_free(&ahead->screen_arena);
    free(ahead->texts);
    *ahead = (struct speech_ahead){.version = ahead->version + 1};
}
