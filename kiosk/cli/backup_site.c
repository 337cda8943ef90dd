#include "cli/backup_site.h"

#include <stdio.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/shrink.h"
#include "store/owner.h"
#include "store/wall.h"

struct backup_place backup_site(const struct assembly *site)
{
    return (struct backup_place){.own = {.packs_dir = site->packs_dir,
                                         .name = site->config.clinic.name,
                                         .language = site->config.language},
                                 .content_dirs = site->content_dirs,
                                 .content_dir_count =
                                     site->content_dir_count - site->imported_count,
                                 .shrink = shrink_picture,
                                 .now = wall_now()};
}

int backup_site_find(struct assembly *site, const struct options *options)
{
    if (options->content_dir_count > 0) {
        fputs("kiosk: --content is of no use here: a backup is of what the site shows\n", stderr);
        return CLI_CALL_WRONG;
    }
    struct assembly_options wanted = command_assembly(options);
    wanted.last_good = true;
    wanted.screen_settings = true;
    int code = assembly_find(site, &wanted);
    if (code == CLI_FINE && !*site->packs_dir) {
        fputs("kiosk: there is no folder for packs; name one as packs_dir in the settings\n",
              stderr);
        code = CLI_MACHINE_WRONG;
    }
    return code;
}

/* What root would leave there could be changed by nobody else. */
static bool become_owner(const struct assembly *site)
{
    const char *file = *site->screen_file ? site->screen_file : site->packs_dir;
    return !owner_is_another(file) || owner_become(owner_of(file));
}

int backup_site_settle(struct assembly *site, const struct assembly_options *wanted,
                       const char *command)
{
    struct backup_place place = backup_site(site);
    bool changed = false;
    if (!backup_is_decided())
        return CLI_FINE;
    if (!become_owner(site) || !backup_settle(&place, &changed)) {
        fprintf(stderr,
                "kiosk %s: a backup is being restored, or its restore was stopped; try again in a "
                "moment, or start the kiosk, which ends it\n",
                command);
        return CLI_MACHINE_WRONG;
    }
    return changed ? assembly_find(site, wanted) : CLI_FINE;
}
