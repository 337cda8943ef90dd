#include <stdio.h>

#include "cli/backup_site.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/import_user.h"

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

int command_restore(const struct options *options)
{
    static struct assembly site; /* large, and holds nothing to release until assembly_build */
    struct fault_list faults = {0}, looked = {0};
    struct backup_contents contents;
    int code = backup_site_find(&site, options);
    if (code != CLI_FINE)
        return code;
    if (!import_become_owner(site.packs_dir))
        return CLI_MACHINE_WRONG;
    struct backup_place place = backup_site(&site);
    backup_look(options->arguments[0], &contents, &looked);
    enum backup_end ended = backup_restore(&place, options->arguments[0], NULL, &faults);
    fault_list_print(&faults, stdout);
    fflush(stdout);
    if (ended == BACKUP_DONE)
        tell(&site, &contents);
    else
        fputs("refused; nothing has changed\n", stderr);
    fault_list_free(&faults);
    fault_list_free(&looked);
    return ended == BACKUP_DONE      ? CLI_FINE
           : ended == BACKUP_REFUSED ? CLI_INPUT_WRONG
                                     : CLI_MACHINE_WRONG;
}
