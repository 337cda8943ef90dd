#include "store/owner.h"

#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* False at the top. */
static bool cut_last(char *path)
{
    char *slash = strrchr(path, '/');
    if (strcmp(path, "/") == 0 || strcmp(path, ".") == 0)
        return false;
    if (!slash)
        memcpy(path, ".", 2); /* it has one character at least */
    else
        slash[slash == path] = '\0';
    return true;
}

static uid_t owner_above(const char *path)
{
    char place[PATH_MAX];
    struct stat info;
    if (!*path || snprintf(place, sizeof place, "%s", path) >= (int)sizeof place)
        return geteuid();
    do
        if (stat(place, &info) == 0)
            return info.st_uid;
    while (cut_last(place));
    return geteuid();
}

uid_t owner_of(const char *path)
{
    const char *home = getenv("HOME");
    size_t length = home && home[0] == '/' ? strlen(home) : 0;
    struct stat info;
    if (length > 0 && strncmp(path, home, length) == 0 && path[length] == '/' &&
        stat(home, &info) == 0 && info.st_uid != 0)
        return info.st_uid;
    return owner_above(path);
}

void owner_find_stray(const char *path, uid_t owner, char *stray, size_t size)
{
    char place[PATH_MAX];
    struct stat info;
    snprintf(stray, size, "%s", path);
    if (!*path || snprintf(place, sizeof place, "%s", path) >= (int)sizeof place)
        return;
    /* From below: the last one found before the owner's own begins is the topmost. */
    do {
        if (stat(place, &info) != 0)
            continue;
        if (info.st_uid == owner)
            return;
        snprintf(stray, size, "%s", place);
    } while (cut_last(place));
    snprintf(stray, size, "%s", path);
}

bool owner_is_another(const char *path)
{
    return geteuid() == 0 && owner_of(path) != 0;
}

void owner_name(uid_t user, char *name, size_t size)
{
    const struct passwd *entry = getpwuid(user);
    if (entry)
        snprintf(name, size, "%s", entry->pw_name);
    else
        snprintf(name, size, "%lu", (unsigned long)user);
}

bool owner_become(uid_t user)
{
    const struct passwd *entry = getpwuid(user);
    gid_t group = entry ? entry->pw_gid : (gid_t)user;
    int groups = entry ? initgroups(entry->pw_name, group) : setgroups(0, NULL);
    return groups == 0 && setresgid(group, group, group) == 0 && setresuid(user, user, user) == 0;
}

static const struct passwd *caller(void)
{
    static const char *const numbers[] = {"SUDO_UID", "PKEXEC_UID"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const char *number = getenv(numbers[i]);
        char *end;
        unsigned long user = number ? strtoul(number, &end, 10) : 0;
        if (user > 0 && user < UINT_MAX && *end == '\0')
            return getpwuid((uid_t)user);
    }
    const char *name = getenv("DOAS_USER");
    return name ? getpwnam(name) : NULL;
}

const char *owner_home_of_caller(void)
{
    const struct passwd *entry = geteuid() == 0 ? caller() : NULL;
    struct stat info;
    bool good = entry && entry->pw_uid != 0 && entry->pw_dir && entry->pw_dir[0] == '/' &&
                stat(entry->pw_dir, &info) == 0 && info.st_uid == entry->pw_uid;
    return good ? entry->pw_dir : NULL;
}
