#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "clinic/usage.h"
#include "staff/stick_internal.h"

/* How something with the stick or the packs is begun, beside the main thread. */

/* The packs before those that are installed. */
static struct rehearsal_place find_place(const struct screen_context *context, const char **dirs)
{
    const struct staff *staff = context->staff;
    const char *packs_dir = staff->packs_dir ? staff->packs_dir : "";
    size_t length = strlen(packs_dir), count = 0;
    for (size_t i = 0; i < context->content_dir_count; i++) {
        const char *dir = context->content_dirs[i];
        bool installed = length > 0 && strncmp(dir, packs_dir, length) == 0 && dir[length] == '/';
        if (!installed)
            dirs[count++] = dir;
    }
    return (struct rehearsal_place){dirs, count, packs_dir, staff->shrink, staff->keys_dir, false};
}

static struct stick_task *new_task(const struct screen_context *context, enum stick_task_kind kind,
                                   const char *path, const char *id, const char *text)
{
    struct arena scratch = {0};
    const char **dirs = ARENA_ARRAY(&scratch, const char *, context->content_dir_count + 1);
    const struct rehearsal_place place = find_place(context, dirs);
    const struct own_place own = staff_own_place(context);
    struct stick_task *task = stick_task_new(kind, &place, path, id, text);
    stick_task_own(task, &own, context->wall);
    arena_free(&scratch);
    return task;
}

static void begin_task(struct screen_context *context, struct stick_task *task)
{
    struct staff_stick *state = &context->staff->stick;
    stick_leave_work(state);
    state->doing = task->kind;
    state->work = work_begin(stick_task_run, stick_task_free, task, context->staff->on_work_done);
}

void stick_begin(struct screen_context *context, enum stick_task_kind kind, const char *path,
                 const char *id, const char *text)
{
    begin_task(context, new_task(context, kind, path, id, text));
}

void stick_begin_restore(struct screen_context *context, const char *path)
{
    struct stick_task *task = new_task(context, STICK_TASK_RESTORE, path, NULL, NULL);
    stick_task_take_copy(task, context->staff->stick.rehearsed);
    begin_task(context, task);
}

void stick_begin_backup(struct screen_context *context)
{
    struct staff_stick *state = &context->staff->stick;
    char *counts = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&counts, &length);
    if (!out)
        memory_gone("counts");
    bool read = usage_csv(context->store, context->content, USAGE_FIRST_DAY, USAGE_LAST_DAY, out);
    if (fclose(out) != 0)
        memory_gone("counts");
    state->said = STICK_SAID_NOTHING;
    state->list_scroll = state->scroll = (struct scroll){0}; /* to where it says that it writes */
    stick_begin(context, STICK_TASK_BACKUP, state->stick.path, NULL, read ? counts : NULL);
    free(counts);
}

void stick_leave_work(struct staff_stick *state)
{
    work_leave(state->work);
    state->work = NULL;
}
