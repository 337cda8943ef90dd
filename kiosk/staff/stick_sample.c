#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "staff/stick_internal.h"

/* A stick as a clinic might bring it, made of the content that is shown. */

static int64_t day(int month, int of_month)
{
    struct tm date = {
        .tm_year = 125, .tm_mon = month - 1, .tm_mday = of_month, .tm_hour = 12, .tm_isdst = -1};
    return (int64_t)mktime(&date);
}

static struct stick_task *make_task(enum stick_task_kind kind)
{
    struct stick_task *task = MEMORY_NEW(struct stick_task);
    task->kind = kind;
    return task;
}

static struct stick_task *make_look(bool stick)
{
    struct stick_task *look = make_task(STICK_TASK_LOOK);
    look->installed_count = 1;
    look->installed[0] = (struct installed_pack){.id = "riverside",
                                                 .name = "Riverside",
                                                 .version = "1.2",
                                                 .at = day(12, 1),
                                                 .shown = true,
                                                 .has_before = true,
                                                 .before_at = day(11, 14)};
    if (!stick)
        return look;
    struct stick_contents *contents = &look->contents;
    contents->pack_count = contents->backup_count = 1;
    contents->packs[0] = (struct stick_pack){.path = "/media/stick/riverside.zip",
                                             .id = "riverside",
                                             .name = "Riverside",
                                             .version = "1.3",
                                             .zip = true,
                                             .changed = day(12, 1),
                                             .bytes = 2100000};
    contents->backups[0] = (struct stick_file){.path = "", .changed = day(11, 14)};
    look->backups[0] = (struct backup_contents){
        .date = "2025-11-14", .time = "12:00", .kiosk = "Park Street Physio", .routines = 3};
    contents->photo_count = 12;
    return look;
}

/* Copies: the content may be another before the sample goes. */
static void add(struct stick_task *task, enum pack_verb verb, const char *kind, const char *id,
                const char *name)
{
    struct pack_changes *changes = &task->rehearsal.changes;
    if (!changes->list)
        changes->list = ARENA_ARRAY(&task->arena, struct pack_change, 8);
    changes->list[changes->count++] = (struct pack_change){
        verb, kind, arena_strdup(&task->arena, id), arena_strdup(&task->arena, name)};
    changes->totals[verb]++;
}

static struct stick_task *make_rehearsal(const struct content *content, bool mistake)
{
    struct stick_task *task = make_task(STICK_TASK_REHEARSE);
    struct rehearsal *rehearsal = &task->rehearsal;
    rehearsal->head = (struct pack_head){"riverside", "Riverside", "1.3"};
    rehearsal->shown = "/media/stick/riverside.zip";
    task->outcome = mistake ? REHEARSAL_REFUSED : REHEARSAL_READY;
    if (content->routine_count > 1)
        add(task, PACK_ADDS, "routine", content->routines[1]->id, "");
    for (size_t i = 0; i < 2 && i + 1 < content->exercise_count; i++)
        add(task, PACK_ADDS, "exercise", content->exercises[i + 1]->id, "");
    if (content->exercise_count > 0)
        add(task, PACK_CHANGES, "exercise", content->exercises[0]->id, "");
    if (content->page_count > 0)
        add(task, PACK_HIDES, "page", content->pages[0]->id, content->pages[0]->title);
    fault_add(&rehearsal->faults, FAULT_WARNING, "/media/stick/riverside.zip/lang/es.json", 12, 5,
              "$", "has no exercise \"heel-raise\"; its own texts are shown in their place");
    if (mistake)
        fault_add(&rehearsal->faults, FAULT_ERROR,
                  "/media/stick/riverside.zip/exercises/heel-raise.json", 14, 33, "$.dose.hold_s",
                  "90 is outside the exercise's range; 15 to 30 are allowed");
    return task;
}

/* Not done, whoever asks. */
static void run_nothing(void *what)
{
    (void)what;
}

void stick_show_sample(struct screen_context *context)
{
    const struct staff *staff = context->staff;
    struct staff_stick *state = &context->staff->stick;
    bool none = staff_shows(staff, "content") || staff_shows(staff, "pulled");
    bool empty = staff_shows(staff, "empty");
    staff_stick_forget(context->staff);
    state->stick.read_only = staff_shows(staff, "read-only") || staff_shows(staff, "message-off");
    if (!none)
        snprintf(state->stick.path, sizeof state->stick.path, "/media/stick");
    if (staff_shows(staff, "reading")) {
        state->doing = STICK_TASK_LOOK;
        state->work = work_begin(run_nothing, stick_task_free, make_look(false), NULL);
        return;
    }
    state->look = make_look(!none && !empty);
    state->said = staff_shows(staff, "pulled") ? STICK_SAID_PULLED : STICK_SAID_NOTHING;
    if (none || empty || !context->content)
        return;
    bool mistake = staff_shows(staff, "mistake") || staff_shows(staff, "message-off");
    bool same = staff_shows(staff, "same");
    state->rehearsed =
        same ? make_task(STICK_TASK_REHEARSE) : make_rehearsal(context->content, mistake);
    state->opened = !staff_shows(staff, "plain") && !staff_shows(staff, "read-only");
    state->chosen = same ? 2 : staff_shows(staff, "photos") ? 1 : 0;
    state->page = staff_shows(staff, "done") ? STICK_PAGE_DONE : STICK_PAGE_LIST;
}
