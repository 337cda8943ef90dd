#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

#include "cli/backup_site.h"
#include "cli/cli.h"
#include "cli/commands.h"

/* `file`, or the day's name in it when it is a folder. False when it does not fit. */
static bool choose_file(const char *file, int64_t now, char *out, size_t size)
{
    struct stat info;
    char name[BACKUP_NAME_SIZE];
    backup_file_name(name, now);
    bool folder = stat(file, &info) == 0 && S_ISDIR(info.st_mode);
    return snprintf(out, size, "%s%s%s", file, folder ? "/" : "", folder ? name : "") < (int)size;
}

static void tell(const char *file)
{
    struct backup_contents contents;
    struct fault_list faults = {0};
    if (backup_look(file, &contents, &faults))
        fprintf(stderr, "%s: %zu routines, %zu exercises%s%s%s\n", file, contents.routines,
                contents.exercises, contents.settings ? ", settings" : "",
                contents.draft ? ", a routine that is not saved" : "",
                contents.counts ? ", counts" : "");
    fault_list_print(&faults, stderr);
    fault_list_free(&faults);
}

int command_backup(const struct options *options)
{
    static struct assembly site; /* large, and holds nothing to release until assembly_build */
    char file[PATH_MAX];
    struct fault_list faults = {0};
    int code = backup_site_find(&site, options);
    if (code != CLI_FINE)
        return code;
    struct backup_place place = backup_site(&site);
    if (!choose_file(options->arguments[0], place.now, file, sizeof file)) {
        fputs("kiosk backup: the name is too long\n", stderr);
        return CLI_INPUT_WRONG;
    }
    bool done = backup_write(&place, file, &faults) == BACKUP_DONE;
    fault_list_print(&faults, stderr);
    fault_list_free(&faults);
    if (done)
        tell(file);
    return done ? CLI_FINE : CLI_MACHINE_WRONG;
}
