#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "cli/backup_site.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/counts_open.h"
#include "clinic/usage.h"
#include "content/content.h"

/* `file`, or a name of the day in it when it is a folder. False when it does not fit. */
static bool choose_file(const char *file, int64_t now, char *out, size_t size)
{
    struct stat info;
    char name[BACKUP_NAME_SIZE];
    bool folder = stat(file, &info) == 0 && S_ISDIR(info.st_mode);
    backup_file_name(name, file, now);
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

/* For the names of what was counted: what is wrong with it, `kiosk check` tells. */
static struct content *load_names(const struct assembly *site)
{
    struct fault_list unheard = {0};
    struct content *content = content_load(site->content_dirs, site->content_dir_count, &unheard);
    fault_list_free(&unheard);
    return content;
}

/* To be freed; NULL, and told, when there is none: the rest is worth keeping all the same. */
static char *read_counts(const struct assembly *site, size_t *length)
{
    char *text = NULL;
    struct store *store = counts_open(site, "backup");
    FILE *out = store ? open_memstream(&text, length) : NULL;
    if (!store)
        return NULL;
    if (!out)
        memory_gone("memstream");
    struct content *content = load_names(site);
    bool read = usage_csv(store, content ? content_in(content, site->config.language) : NULL,
                          USAGE_FIRST_DAY, USAGE_LAST_DAY, out);
    content_free(content);
    store_close(store);
    if (fclose(out) != 0)
        memory_gone("memstream");
    if (read)
        return text;
    free(text);
    fputs("kiosk backup: the counts cannot be read, and are left out\n", stderr);
    return NULL;
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
    char *counts = read_counts(&site, &place.counts_length);
    place.counts = counts;
    bool done = backup_write(&place, file, &faults) == BACKUP_DONE;
    if (done)
        backup_judge(&place, &faults);
    bool wrong = faults.errors > 0;
    fault_list_print(&faults, stderr);
    fault_list_free(&faults);
    free(counts);
    if (done)
        tell(file);
    if (done && wrong)
        fputs("kiosk backup: as it is, `kiosk restore` would refuse it\n", stderr);
    return !done ? CLI_MACHINE_WRONG : wrong ? CLI_INPUT_WRONG : CLI_FINE;
}
