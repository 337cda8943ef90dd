#include "cli/counts_open.h"

#include <limits.h>
#include <stdio.h>

#include "store/owner.h"

static bool become_owner(const char *file, const char *command)
{
    if (!owner_is_another(file) || owner_become(owner_of(file)))
        return true;
    fprintf(stderr, "kiosk %s: root cannot work as the user whose folder this is: %s\n", command,
            file);
    return false;
}

struct store *counts_open(const struct assembly *site, const char *command)
{
    char file[PATH_MAX];
    const char *why;
    store_default_file(file, sizeof file);
    if (*site->config.store_file)
        snprintf(file, sizeof file, "%s", site->config.store_file);
    if (!become_owner(file, command))
        return NULL;
    struct store *store = store_open_to_read(file, &why);
    if (!store && !why)
        return store_open(NULL);
    if (!store)
        fprintf(stderr, "kiosk %s: %s: %s\n", command, file, why);
    return store;
}
