#include <stdio.h>

#include "cli/backup_site.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/import_user.h"
#include "clinic/rehearsal.h"
#include "clinic/settings_file.h"

enum { WAIT_MS = 10000 }; /* for an import that runs */

static void tell(const struct assembly *site, const struct backup_contents *contents)
{
    struct arena arena = {0};
    if (*contents->date)
        fprintf(stderr, "backup of %s%s%s: ", contents->date, *contents->kiosk ? ", " : "",
                contents->kiosk);
    fprintf(stderr,
            "%zu routines, %zu exercises%s; restored; counts stay as they are (%s, for %s)\n",
            contents->routines, contents->exercises, contents->settings ? ", settings" : "",
            site->packs_dir, import_serves(site, &arena));
    arena_free(&arena);
}

static void print_settings(const struct config *site, const char *file)
{
    struct arena arena = {0};
    const struct backup_brings brings = backup_brings(file, &arena);
    const struct config_key **keys =
        ARENA_ARRAY(&arena, const struct config_key *, config_key_count);
    size_t count = brings.settings ? settings_file_differs(site, brings.settings, keys) : 0;
    for (size_t i = 0; i < count; i++)
        printf("changes setting %s\n", keys[i]->key);
    arena_free(&arena);
}

/* What it would change, as `kiosk import` tells it; mistakes are told with it. */
static enum rehearsal_outcome rehearse(const struct backup_place *place, const struct config *site,
                                       const char *file)
{
    const struct rehearsal_place against = {.dirs = place->content_dirs,
                                            .dir_count = place->content_dir_count,
                                            .packs_dir = place->own.packs_dir,
                                            .shrink = place->shrink,
                                            .spares_items = true};
    struct rehearsal rehearsal = {0};
    struct packs *packs = packs_open(place->own.packs_dir, WAIT_MS, &rehearsal.faults);
    enum rehearsal_outcome outcome =
        packs ? rehearsal_look(&rehearsal, &against, packs, file) : REHEARSAL_FAILED;
    packs_close(packs);
    fault_list_print(&rehearsal.faults, stdout);
    for (size_t i = 0; i < rehearsal.changes.count; i++) {
        const struct pack_change *change = &rehearsal.changes.list[i];
        printf("%s %s %s%s%s\n", pack_verb_name(change->verb), change->kind, change->id,
               *change->name ? "\t" : "", change->name);
    }
    if (outcome == REHEARSAL_READY)
        print_settings(site, file);
    rehearsal_free(&rehearsal);
    return outcome;
}

static enum backup_end restore(const struct backup_place *place, const struct config *site,
                               const char *file)
{
    struct fault_list faults = {0};
    enum rehearsal_outcome outcome = rehearse(place, site, file);
    if (outcome != REHEARSAL_READY)
        return outcome == REHEARSAL_REFUSED ? BACKUP_REFUSED : BACKUP_FAILED;
    enum backup_end ended = backup_restore(place, file, &faults);
    for (const struct fault *f = faults.first; f; f = f->next)
        if (f->severity == FAULT_ERROR) /* the others were told */
            fault_print(f, stdout);
    fault_list_free(&faults);
    return ended;
}

int command_restore(const struct options *options)
{
    static struct assembly site; /* large, and holds nothing to release until assembly_build */
    struct fault_list faults = {0};
    struct backup_contents contents;
    const char *file = options->arguments[0];
    int code = backup_site_find(&site, options);
    if (code != CLI_FINE)
        return code;
    if (!import_become_owner(site.packs_dir))
        return CLI_MACHINE_WRONG;
    struct backup_place place = backup_site(&site);
    bool looked = backup_look(file, &contents, &faults);
    fault_list_print(&faults, stdout);
    fault_list_free(&faults);
    enum backup_end ended = looked ? restore(&place, &site.site, file) : BACKUP_REFUSED;
    fflush(stdout);
    if (ended == BACKUP_DONE)
        tell(&site, &contents);
    else
        fputs("refused; nothing has changed\n", stderr);
    return ended == BACKUP_DONE      ? CLI_FINE
           : ended == BACKUP_REFUSED ? CLI_INPUT_WRONG
                                     : CLI_MACHINE_WRONG;
}
