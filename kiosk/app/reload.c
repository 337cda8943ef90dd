#include "app/reload.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/screen_stack.h"
#include "base/fault_log.h"
#include "base/log.h"
#include "base/memory.h"
#include "screens/home_index.h"

/* The files that have errors, sorted: a wrong pack has thousands, and each new fault asks. */
struct wrong_files {
    struct arena arena;
    const char **names;
    size_t count;
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void find_wrong_files(struct wrong_files *wrong, const struct fault_list *faults)
{
    *wrong = (struct wrong_files){0};
    wrong->names = ARENA_ARRAY(&wrong->arena, const char *, faults->errors);
    for (const struct fault *f = faults->first; f; f = f->next)
        if (f->severity == FAULT_ERROR)
            wrong->names[wrong->count++] = f->file;
    if (wrong->count > 0)
        qsort(wrong->names, wrong->count, sizeof *wrong->names, compare_names);
}

static bool was_wrong(const struct wrong_files *wrong, const char *file)
{
    return wrong->count > 0 &&
           bsearch(&file, wrong->names, wrong->count, sizeof *wrong->names, compare_names);
}

/* Whether the file is of a pack that is shown, or the folder of one. */
static bool shows_pack(const struct app *app, const struct wrong_files *wrong, const char *file)
{
    for (size_t i = 0; i < app->loaded.count; i++) {
        const char *folder = app->loaded.items[i];
        size_t length = strlen(folder);
        char head[1200];
        if (strncmp(file, folder, length) != 0 || (file[length] && file[length] != '/'))
            continue;
        snprintf(head, sizeof head, "%s/pack.json", folder);
        if (!was_wrong(wrong, folder) && !was_wrong(wrong, head))
            return true;
    }
    return false;
}

/* Whether the file FOLDER/ID.json of a pack holds something that is shown; true for what is no such
 * file, but the pack itself. */
static bool shows_file(const struct content *content, const char *file)
{
    char id[128];
    const char *name = strrchr(file, '/');
    size_t length = name ? strcspn(name + 1, ".") : 0;
    const char *folder = name;
    while (folder && folder > file && folder[-1] != '/')
        folder--;
    snprintf(id, sizeof id, "%.*s", (int)(length < sizeof id ? length : 0), name ? name + 1 : "");
    if (folder && strncmp(folder, "exercises/", 10) == 0)
        return content_exercise(content, id) != NULL;
    if (folder && strncmp(folder, "routines/", 9) == 0)
        return content_routine(content, id) != NULL;
    if (folder && strncmp(folder, "pages/", 6) == 0)
        return content_page(content, id) != NULL;
    return true;
}

/* A fault in the translation of one item, which then stands in its own words: whoever edits or
 * deletes an item need not know all languages. */
static bool in_translation(const struct fault *fault)
{
    static const char *const groups[] = {"$.exercises.", "$.routines.", "$.pages."};
    const char *name = strrchr(fault->file, '/');
    if (!name || name - fault->file < 5 || strncmp(name - 5, "/lang", 5) != 0)
        return false;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (strncmp(fault->path, groups[i], strlen(groups[i])) == 0)
            return true;
    return false;
}

static bool lacks_something(const struct content *fresh, const struct content *shown)
{
    for (size_t i = 0; i < shown->routine_count; i++)
        if (!content_routine(fresh, shown->routines[i]->id))
            return true;
    for (size_t i = 0; i < shown->page_count; i++)
        if (!content_page(fresh, shown->pages[i]->id))
            return true;
    for (size_t i = 0; i < shown->exercise_count; i++)
        if (!content_exercise(fresh, shown->exercises[i]->id))
            return true;
    return false;
}

static bool is_worse(const struct app *app, const struct content *fresh,
                     const struct fault_list *faults)
{
    bool new_errors = false, harms = false;
    struct wrong_files wrong;
    find_wrong_files(&wrong, &app->content_faults);
    for (const struct fault *f = faults->first; f && !harms; f = f->next) {
        if (f->severity != FAULT_ERROR || f->spares_item || in_translation(f) ||
            was_wrong(&wrong, f->file))
            continue;
        harms = shows_pack(app, &wrong, f->file) && shows_file(app->content, f->file);
        new_errors = true;
    }
    arena_free(&wrong.arena);
    return harms || (new_errors && lacks_something(fresh, app->content));
}

/* The session goes on in the new content, in `routine`; false, with it ended, when its place is
 * gone. */
static bool carry_session(struct session *session, const struct routine *routine, ms_t now)
{
    struct session moved = {0};
    bool kept = routine && session_move_to(&moved, session, routine, now);
    session_end(session);
    *session = moved;
    return kept;
}

static bool has_place(const struct app *app, enum screen_id id)
{
    switch (screen_get(id)->needs) {
    case NEEDS_ROUTINE:
        return app->visit.routine != NULL;
    case NEEDS_SESSION:
        return app->visit.in_session;
    case NEEDS_NOTHING:
        break;
    }
    return true;
}

/* What staff try out may be in no content at all, or in one of its own. */
static const struct routine *routine_in(struct app *app, const struct tried *tried,
                                        const struct routine *old)
{
    const struct tryout *tryout = &app->staff.tryout;
    return tryout->on && old == tryout->routine
               ? tried->routine
               : visit_routine_in(&app->visit, tried->content, old);
}

static void carry_visit(struct app *app, const struct content *fresh)
{
    struct visit *visit = &app->visit;
    struct screen_context context = app_context(app);
    context.content = fresh;
    const struct tried tried = tryout_now(&context);
    bool under_way = visit->routine == visit->session.routine;
    const struct routine *routine = routine_in(app, &tried, visit->session.routine);
    if (visit->in_session)
        visit->in_session = carry_session(&visit->session, routine, app->now);
    visit->routine = under_way ? routine : routine_in(app, &tried, visit->routine);
    app->staff.tryout.routine = tried.routine;
    visit_pages_in(visit, tried.content);
    if (visit->page)
        visit->page = content_page(tried.content, visit->page->id);
}

static void carry_demo(struct app *app, const struct content *fresh)
{
    struct demo *demo = &app->demo;
    if (!demo->running)
        return;
    const char *id = demo->session.routine->id;
    for (size_t i = 0; i < fresh->routine_count; i++)
        if (strcmp(fresh->routines[i]->id, id) == 0)
            demo->routine = (int)i;
    demo->running = carry_session(&demo->session, content_routine(fresh, id), app->now);
}

static void leave_lost_places(struct app *app)
{
    bool lost = !has_place(app, app_base(app));
    if (lost && app->staff.tryout.on) {
        app_go(app, app_try_out(app, SCREEN_HOME));
        return;
    }
    if (lost && app->open_count == 1)
        app_go(app, SCREEN_HOME);
    else if (lost)
        app_replace_base(app, SCREEN_HOME);
    if (app_base(app) == SCREEN_ATTRACT && !app->demo.running)
        app_replace_base(app, SCREEN_ATTRACT);
}

void app_content_shown_changed(struct app *app)
{
    const struct content *fresh =
        app->content ? content_in(app->content, strings_code(app->strings)) : NULL;
    if (app->shown && fresh && app->shown != fresh) {
        carry_visit(app, fresh);
        carry_demo(app, fresh);
    }
    app->shown = fresh;
    app->whole_until = 0;
    home_index_forget(app->home);
    /* Its targets speak of the old content: a tap must not open another routine. */
    app->ui.target_count = 0;
    if (fresh)
        leave_lost_places(app);
}

static void show_content(struct app *app, struct content *fresh)
{
    struct content *old = app->content;
    app->content = fresh;
    app->trouble[0] = '\0';
    app_install_languages(app);
    app_content_shown_changed(app);
    if (!old)
        return;
    speech_forget_content(&app->speech);
    if (app->before_content_free)
        app->before_content_free(app->free_context);
    content_free(old);
}

/* "content: cannot be opened": what a fault says is about its file. */
static void describe_trouble(struct app *app, const struct fault_list *faults)
{
    const struct fault *why = faults->first;
    while (why && why->severity != FAULT_ERROR)
        why = why->next;
    if (!why) {
        snprintf(app->trouble, sizeof app->trouble, "no routines found");
        return;
    }
    const char *slash = strrchr(why->file, '/');
    snprintf(app->trouble, sizeof app->trouble, "%s: %s", slash && slash[1] ? slash + 1 : why->file,
             why->message);
}

static bool take_content(struct app *app, struct content *content, struct fault_list *faults)
{
    bool rejected = app->content && (!content || is_worse(app, content, faults));
    fault_list_log(faults, rejected ? "content_rejected" : "content");
    if (rejected) {
        log_warn("content_rejected", "errors=%zu text=%s", faults->errors,
                 "the last good version stays");
        content_free(content);
        fault_list_move(&app->refused, faults);
    } else if (content) {
        log_info("content", "exercises=%zu routines=%zu pages=%zu errors=%zu warnings=%zu",
                 content->exercise_count, content->routine_count, content->page_count,
                 faults->errors, faults->warnings);
        show_content(app, content);
        fault_list_free(&app->refused);
        fault_list_move(&app->content_faults, faults);
        app_set_folders(&app->loaded, (const char *const *)app->packs.items, app->packs.count);
    } else {
        describe_trouble(app, faults);
    }
    fault_list_free(faults);
    return content && !rejected;
}

bool app_load_content(struct app *app)
{
    struct fault_list faults = {0};
    struct content *content =
        content_load((const char *const *)app->packs.items, app->packs.count, &faults);
    return take_content(app, content, &faults);
}

bool app_offer_content(struct app *app, struct content *content, struct fault_list *faults)
{
    bool trouble = !app->content;
    bool taken = take_content(app, content, faults);
    if (trouble && taken)
        app_go(app, SCREEN_ATTRACT);
    return taken;
}

void app_set_folders(struct pack_folders *folders, const char *const *names, size_t count)
{
    for (size_t i = 0; i < folders->count; i++)
        free(folders->items[i]);
    free(folders->items);
    *folders = (struct pack_folders){.count = count};
    if (count == 0)
        return;
    folders->items = memory_new(count, sizeof *folders->items);
    for (size_t i = 0; i < count; i++)
        folders->items[i] = memory_text(names[i]);
}

void app_set_content_dirs(struct app *app, const char *const *dirs, size_t count)
{
    app_set_folders(&app->packs, dirs, count);
}

void app_settings_changed(struct app *app, const struct text_measure *measure)
{
    app->ui.measure = measure;
    app->whole_until = 0;
    app->lines = app->visit.player_heights = (struct memo){0}; /* other fonts, other widths */
    app_set_wipe_ease(app);
    app_install_languages(app);
    if (!app_visit_under_way(app))
        app->visit.ease = app->wipe_ease;
}
