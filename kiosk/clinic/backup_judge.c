#include <string.h>

#include "clinic/backup.h"
#include "clinic/rehearsal.h"

/* The packs that are shown, the own one included: `all` of them, or but those that are imported. */
static size_t choose_dirs(const struct backup_place *place, const struct packs_entry *entries,
                          size_t count, bool all, const char **dirs)
{
    size_t used = 0;
    for (size_t i = 0; i < place->content_dir_count; i++)
        dirs[used++] = place->content_dirs[i];
    for (size_t i = 0; i < count; i++)
        if (entries[i].path && (all || strcmp(entries[i].id, PACKS_OWN) == 0))
            dirs[used++] = entries[i].path;
    return used;
}

static void load(const char *const *dirs, size_t count, struct fault_list *faults)
{
    content_free(content_load(dirs, count, faults));
}

static void take(struct fault_list *out, const struct fault_list *found, const char *own,
                 const struct fault_list *known)
{
    size_t length = strlen(own);
    for (const struct fault *f = found->first; f; f = f->next) {
        bool of_own = strncmp(f->file, own, length) == 0 && f->file[length] == '/';
        if (!of_own || f->severity != FAULT_ERROR || (known && fault_list_holds(known, f)))
            continue;
        fault_add(out, rehearsal_is_of_item(f, own) ? FAULT_WARNING : FAULT_ERROR, f->file, f->line,
                  f->column, f->path, "%s%s", f->message,
                  known ? " (on a kiosk without the packs that were imported here)" : "");
    }
}

void backup_judge(const struct backup_place *place, struct fault_list *faults)
{
    struct arena arena = {0};
    struct fault_list unread = {0}, here = {0}, elsewhere = {0};
    struct packs_entry *entries;
    const char *own = NULL;
    size_t count = packs_list(place->own.packs_dir, &arena, &entries, &unread);
    for (size_t i = 0; i < count; i++)
        if (strcmp(entries[i].id, PACKS_OWN) == 0)
            own = entries[i].path;
    const char **dirs = ARENA_ARRAY(&arena, const char *, place->content_dir_count + count + 1);
    if (own) {
        size_t all = choose_dirs(place, entries, count, true, dirs);
        load(dirs, all, &here);
        take(faults, &here, own, NULL);
        size_t fewer = choose_dirs(place, entries, count, false, dirs);
        if (fewer < all)
            load(dirs, fewer, &elsewhere);
        take(faults, &elsewhere, own, &here);
    }
    fault_list_free(&unread);
    fault_list_free(&here);
    fault_list_free(&elsewhere);
    arena_free(&arena);
}
