#include "staff/routine_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clinic/own_pack.h"
#include "staff/fault_words.h"
#include "staff/staff.h"

/* Long enough for the content to follow a change (cli/changes.h). */
enum { FOLLOW_MS = 1500 };

void routine_rows_free(struct routine_rows *rows)
{
    arena_free(&rows->arena);
    *rows = (struct routine_rows){0};
}

const struct routine *routine_row_routine(const struct content *content,
                                          const struct routine_row *row)
{
    for (size_t i = 0; i < content->routine_count + content->hidden_count; i++)
        if (strcmp(content->routines[i]->id, row->id) == 0)
            return content->routines[i];
    return NULL;
}

static const struct fault *fault_of(const struct fault_list *faults, const char *file)
{
    const struct fault *fault = faults->first;
    while (fault && (fault->severity != FAULT_ERROR || strcmp(fault->file, file) != 0))
        fault = fault->next;
    return fault;
}

static int step_in(const char *path)
{
    const char *at = strstr(path, "steps[");
    return at ? (int)strtol(at + 6, NULL, 10) : -1;
}

static const char *fault_words(const struct screen_context *context, struct arena *arena,
                               const char *key, const struct fault *fault)
{
    return tr_format(context->strings, arena, key,
                     {"why", fault_words_of(context->strings, arena, fault), 0});
}

static const char *pack_words(const struct screen_context *context, struct arena *arena,
                              const struct routine_entry *entry)
{
    if (strcmp(entry->pack_id, PACKS_OWN) == 0)
        return "";
    return strcmp(entry->pack_id, "physio-kiosk") == 0
               ? tr(context->strings, "staff.routines.shipped")
               : arena_strdup(arena, entry->pack_name);
}

/* Of what is left out, or of a newer file that is not taken: patients see the one before. */
static void know_fault(struct routine_row *row, const struct screen_context *context,
                       struct arena *arena, const struct routine_entry *entry)
{
    const struct fault_list *faults = entry->routine ? context->refused : context->faults;
    const struct fault *fault = faults ? fault_of(faults, entry->file) : NULL;
    if (fault)
        row->fault_step = step_in(fault->path);
    if (entry->routine && fault)
        row->fault = fault_words(context, arena, "staff.routines.old_shown", fault);
    else if (!entry->routine)
        row->fault = fault ? fault_words(context, arena, "staff.routines.not_shown", fault)
                           : tr(context->strings, "staff.routines.faulty");
    row->left_out = !entry->routine;
}

static struct routine_row make_row(const struct screen_context *context, struct arena *arena,
                                   const struct routine_entry *entry)
{
    struct routine_row row = {.id = arena_strdup(arena, entry->id),
                              .pack = pack_words(context, arena, entry),
                              .own = strcmp(entry->pack_id, PACKS_OWN) == 0,
                              .hidden = entry->hidden,
                              .fault_step = -1};
    const struct routine *routine = routine_row_routine(context->content, &row);
    row.name = arena_strdup(arena, routine ? routine->name : entry->name);
    row.demo = routine && routine->demo;
    know_fault(&row, context, arena, entry);
    return row;
}

/* As if the clinic had made two of its own. */
static void make_sample(struct routine_rows *rows, const struct screen_context *context)
{
    if (rows->count < 4)
        return;
    struct arena *arena = &rows->arena;
    const struct strings *strings = context->strings;
    for (int i = 0; i < rows->count; i++)
        rows->rows[i].demo = i != 1;
    rows->rows[1].own = rows->rows[3].own = true;
    rows->rows[1].pack = rows->rows[3].pack = "";
    rows->rows[1].name = tr(strings, "staff.sample.week");
    rows->rows[3].name = tr(strings, "staff.sample.group");
    rows->rows[3].fault_step = 0;
    rows->rows[3].left_out = true;
    const struct fault fault = {.severity = FAULT_ERROR,
                                .path = "$.dose.hold_s",
                                .message =
                                    "90 is outside the exercise's range; 15 to 30 are allowed"};
    const char *why = fault_words_of(strings, arena, &fault);
    rows->rows[3].fault = tr_format(strings, arena, "staff.routines.not_shown", {"why", why, 0});
}

static void make_sample_aside(struct routine_rows *rows, const struct strings *strings)
{
    struct own_aside *aside = ARENA_NEW(&rows->arena, struct own_aside);
    aside->name = tr(strings, "staff.sample.week");
    rows->asides = aside;
    rows->aside_count = 1;
}

static bool waits(const struct routine_rows *rows, ms_t now)
{
    return rows->changed_at > 0 && now < rows->changed_at + FOLLOW_MS;
}

void routine_rows_know(struct routine_rows *rows, const struct screen_context *context)
{
    const struct content *content = context->content;
    const struct fault *refused = context->refused ? context->refused->first : NULL;
    bool same =
        rows->content == content && rows->strings == context->strings && rows->refused == refused;
    if (rows->content && same && rows->changed_at == 0)
        return;
    if (rows->content && waits(rows, context->now))
        return;
    routine_rows_free(rows);
    rows->content = content;
    rows->strings = context->strings;
    rows->refused = refused;
    rows->rows = ARENA_ARRAY(&rows->arena, struct routine_row, content->entry_count + 1);
    for (size_t i = 0; i < content->entry_count; i++)
        rows->rows[rows->count++] = make_row(context, &rows->arena, &content->entries[i]);
    rows->aside_count =
        (int)own_asides(staff_own_place(context).packs_dir, &rows->arena, &rows->asides);
    if (context->staff->sample)
        make_sample(rows, context);
    if (staff_shows(context->staff, "aside"))
        make_sample_aside(rows, context->strings);
}

ms_t routine_rows_wake(const struct routine_rows *rows, const struct screen_context *context)
{
    return waits(rows, context->now) ? rows->changed_at + FOLLOW_MS : MS_NEVER;
}

int routine_rows_find(const struct routine_rows *rows, const char *id)
{
    for (int i = 0; i < rows->count; i++)
        if (strcmp(rows->rows[i].id, id) == 0)
            return i;
    return -1;
}

void routine_rows_move(struct routine_rows *rows, int from, int to)
{
    struct routine_row row = rows->rows[from];
    if (from < to)
        memmove(&rows->rows[from], &rows->rows[from + 1], (size_t)(to - from) * sizeof row);
    else
        memmove(&rows->rows[to + 1], &rows->rows[to], (size_t)(from - to) * sizeof row);
    rows->rows[to] = row;
}

void routine_rows_remove(struct routine_rows *rows, int row)
{
    rows->count--;
    memmove(&rows->rows[row], &rows->rows[row + 1],
            (size_t)(rows->count - row) * sizeof *rows->rows);
}
