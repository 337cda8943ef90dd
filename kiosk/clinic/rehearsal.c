#include "clinic/rehearsal.h"

#include <string.h>

struct dirs {
    const char **list;
    size_t count, imported;
};

void rehearsal_free(struct rehearsal *rehearsal)
{
    content_free(rehearsal->before);
    content_free(rehearsal->after);
    fault_list_free(&rehearsal->faults);
    arena_free(&rehearsal->arena);
    *rehearsal = (struct rehearsal){0};
}

static void add_dir(struct dirs *dirs, const char *dir)
{
    if (dirs->imported == PACKS_MAX)
        return;
    dirs->list[dirs->count++] = dir;
    dirs->imported++;
}

/* The packs of the place, with the folder `pack` in the place of pack `id` (NULL: without it). */
static struct dirs choose_dirs(struct rehearsal *rehearsal, const struct rehearsal_place *place,
                               const char *id, const char *pack)
{
    struct dirs dirs = {0};
    dirs.list =
        ARENA_ARRAY(&rehearsal->arena, const char *, place->dir_count + rehearsal->entry_count + 1);
    for (size_t i = 0; i < place->dir_count; i++)
        dirs.list[dirs.count++] = place->dirs[i];
    for (size_t i = 0; i < rehearsal->entry_count; i++) {
        const struct packs_entry *entry = &rehearsal->entries[i];
        if (pack && packs_compare_ids(id, entry->id) <= 0) {
            add_dir(&dirs, pack);
            pack = NULL;
        }
        if (entry->path && strcmp(id, entry->id) != 0)
            add_dir(&dirs, entry->path);
    }
    if (pack)
        add_dir(&dirs, pack);
    return dirs;
}

static struct content *load(struct rehearsal *rehearsal, const struct rehearsal_place *place,
                            const char *id, const char *pack, struct fault_list *faults)
{
    struct dirs dirs = choose_dirs(rehearsal, place, id, pack);
    return content_load(dirs.list, dirs.count, faults);
}

/* What follows the folder in the path; NULL when it is not below it. */
static const char *below(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0')
               ? path + length
               : NULL;
}

bool rehearsal_is_of_item(const struct fault *fault, const char *folder)
{
    const char *rest = below(fault->file, folder);
    return rest && *rest && strcmp(rest, "/pack.json") != 0 && !content_needs_newer(fault);
}

/* All faults of the pack itself, and the errors that it causes in others. */
static void take_faults(struct rehearsal *rehearsal, const struct rehearsal_place *place,
                        const struct fault_list *all, const struct fault_list *before)
{
    for (const struct fault *f = all->first; f; f = f->next) {
        const char *rest = rehearsal->from ? below(f->file, rehearsal->from) : NULL;
        const char *file = f->file;
        bool spared = rest && place->spares_items && rehearsal_is_of_item(f, rehearsal->from);
        if (rest)
            file = arena_printf(&rehearsal->arena, "%s%s", rehearsal->shown, rest);
        else if (f->severity != FAULT_ERROR || fault_list_holds(before, f))
            continue;
        fault_add(&rehearsal->faults, spared ? FAULT_WARNING : f->severity, file, f->line,
                  f->column, f->path, "%s", f->message);
    }
}

bool rehearsal_needs_newer(const struct rehearsal *rehearsal)
{
    for (const struct fault *f = rehearsal->faults.first; f; f = f->next)
        if (content_needs_newer(f))
            return true;
    return false;
}

/* Only staff may hide them all, which they do in their own pack. */
static bool takes_all_routines(const char *id, const struct content *before,
                               const struct content *after)
{
    bool had = !before || before->routine_count > 0;
    return !after || (after->routine_count == 0 && had && strcmp(id, PACKS_OWN) != 0);
}

/* Finds the faults and the changes when pack `id` is in the folder `pack` from now on (NULL: is
 * gone). */
static enum rehearsal_outcome judge(struct rehearsal *rehearsal,
                                    const struct rehearsal_place *place, const char *id,
                                    const char *old_pack, const char *pack)
{
    struct fault_list before_faults = {0}, after_faults = {0}, unread = {0};
    struct content *before = load(rehearsal, place, id, old_pack, &before_faults);
    struct content *after = load(rehearsal, place, id, pack, &after_faults);
    struct content *without = load(rehearsal, place, id, NULL, &unread);
    take_faults(rehearsal, place, &after_faults, &before_faults);
    if (takes_all_routines(id, before, after) && rehearsal->faults.errors == 0)
        fault_add(&rehearsal->faults, FAULT_ERROR, rehearsal->shown, 0, 0, "$",
                  "leaves the kiosk without any routine; add one to routines/");
    bool good = rehearsal->faults.errors == 0;
    rehearsal->changes = (struct pack_changes){.arena = &rehearsal->arena};
    if (good || rehearsal->keep_content)
        pack_changes_find(&rehearsal->changes, &(struct pack_versions){.before = before,
                                                                       .after = after,
                                                                       .without = without,
                                                                       .old_pack = old_pack,
                                                                       .new_pack = pack});
    content_free(without);
    fault_list_free(&before_faults);
    fault_list_free(&after_faults);
    fault_list_free(&unread);
    rehearsal->before = before;
    rehearsal->after = after;
    if (!rehearsal->keep_content) {
        content_free(before);
        content_free(after);
        rehearsal->before = rehearsal->after = NULL;
    }
    return good ? REHEARSAL_READY : REHEARSAL_REFUSED;
}

/* What cannot be read of others is no reason to refuse this one. */
static void list_entries(struct rehearsal *rehearsal, const struct rehearsal_place *place)
{
    struct fault_list unread = {0};
    rehearsal->entry_count =
        packs_list(place->packs_dir, &rehearsal->arena, &rehearsal->entries, &unread);
    for (const struct fault *f = unread.first; f; f = f->next)
        fault_add(&rehearsal->faults, FAULT_WARNING, f->file, 0, 0, "$", "%s", f->message);
    fault_list_free(&unread);
}

const struct packs_entry *rehearsal_entry(const struct rehearsal *rehearsal, const char *id)
{
    for (size_t i = 0; i < rehearsal->entry_count; i++)
        if (strcmp(rehearsal->entries[i].id, id) == 0)
            return &rehearsal->entries[i];
    return NULL;
}

enum rehearsal_outcome rehearsal_look(struct rehearsal *rehearsal,
                                      const struct rehearsal_place *place, struct packs *packs,
                                      const char *path)
{
    rehearsal->shown = path;
    rehearsal->head = (struct pack_head){"", "", ""};
    packs_set_shrink(packs, place->shrink);
    packs_set_keys(packs, place->keys_dir);
    list_entries(rehearsal, place);
    if (!packs_stage(packs, path, &rehearsal->faults))
        return packs_disk_failed(packs) ? REHEARSAL_FAILED : REHEARSAL_REFUSED;
    rehearsal->from = arena_strdup(&rehearsal->arena, packs_staged(packs));
    rehearsal->shown = arena_strdup(&rehearsal->arena, packs_source(packs));
    rehearsal->head = pack_head_read(rehearsal->from, &rehearsal->arena);
    const struct packs_entry *old = rehearsal_entry(rehearsal, rehearsal->head.id);
    if (old && old->path)
        rehearsal->version_before = pack_head_read(old->path, &rehearsal->arena).version;
    return judge(rehearsal, place, rehearsal->head.id, old ? old->path : NULL, rehearsal->from);
}

/* A pack that can no longer be read is no way back: the version before it takes its place first, so
 * that it is the one that is kept. */
static void spare_version_before(struct rehearsal *rehearsal, struct packs *packs)
{
    const struct packs_entry *old = rehearsal_entry(rehearsal, rehearsal->head.id);
    if (!old || !old->path || !old->previous)
        return;
    struct pack_head shown = pack_head_read(old->path, &rehearsal->arena);
    struct pack_head before = pack_head_read(old->previous, &rehearsal->arena);
    if (strcmp(shown.id, old->id) != 0 && strcmp(before.id, old->id) == 0)
        packs_go_back(packs, old->id, &rehearsal->faults);
}

enum rehearsal_outcome rehearsal_install(struct rehearsal *rehearsal, struct packs *packs)
{
    if (packs_has_staged(packs, rehearsal->head.id))
        return REHEARSAL_SAME; /* a second click costs nobody the version before */
    spare_version_before(rehearsal, packs);
    return packs_install(packs, rehearsal->head.id, &rehearsal->faults) ? REHEARSAL_DONE
                                                                        : REHEARSAL_FAILED;
}

static const struct packs_entry *last_installed(const struct rehearsal *rehearsal)
{
    const struct packs_entry *last = NULL;
    for (size_t i = 0; i < rehearsal->entry_count; i++)
        if (!last || rehearsal->entries[i].serial > last->serial)
            last = &rehearsal->entries[i];
    return last;
}

enum rehearsal_outcome rehearsal_look_back(struct rehearsal *rehearsal,
                                           const struct rehearsal_place *place, const char *id)
{
    rehearsal->head = (struct pack_head){"", "", ""};
    list_entries(rehearsal, place);
    const struct packs_entry *entry =
        id ? rehearsal_entry(rehearsal, id) : last_installed(rehearsal);
    if (!entry) {
        fault_add(&rehearsal->faults, FAULT_ERROR, place->packs_dir, 0, 0, "$",
                  id ? "holds no pack \"%s\"; `kiosk import --list` names them" : "holds no pack",
                  id);
        return REHEARSAL_REFUSED;
    }
    rehearsal->going_back = entry->id;
    rehearsal->from = entry->previous;
    rehearsal->shown = entry->previous ? entry->previous : entry->path;
    rehearsal->head = pack_head_read(rehearsal->shown, &rehearsal->arena);
    rehearsal->head.id = entry->id;
    return judge(rehearsal, place, entry->id, entry->path, entry->previous);
}

enum rehearsal_outcome rehearsal_go_back(struct rehearsal *rehearsal, struct packs *packs)
{
    return packs_go_back(packs, rehearsal->going_back, &rehearsal->faults) ? REHEARSAL_DONE
                                                                           : REHEARSAL_FAILED;
}
