#include "carrier/mount.h"

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <time.h>

#include "carrier/carrier.h"

#ifndef MS_NOSYMFOLLOW
#define MS_NOSYMFOLLOW 256
#endif

/* Whatever else: nothing on a stick is run, opened as a device or followed. */
enum { SAFE = MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOSYMFOLLOW };

/* A line of mountinfo: "36 35 8:17 / /media/physio-kiosk/sdb1 ro,nosuid shared:1 - vfat /dev/sdb1
 * rw,utf8". Names of blanks are written otherwise, and are none of ours. */
struct line {
    const char *root, *path, *kind, *device, *options;
};

static bool split(char *text, struct line *line)
{
    char *rest = text, *field[6];
    for (int i = 0; i < 6; i++)
        if (!(field[i] = strsep(&rest, " ")))
            return false;
    char *next;
    while ((next = strsep(&rest, " ")) && strcmp(next, "-") != 0)
        ;
    const char *kind = strsep(&rest, " "), *device = strsep(&rest, " ");
    const char *options = strsep(&rest, " \n");
    *line = (struct line){field[3], field[4], kind, device, options};
    return kind && device && options;
}

/* The name in MOUNTS of what the line tells of; NULL when it is no stick's. */
static const char *stick_of(const struct line *line, const char *mounts)
{
    size_t length = strlen(mounts);
    if (strncmp(line->path, mounts, length) != 0 || line->path[length] != '/')
        return NULL;
    const char *name = line->path + length + 1;
    bool whole = strcmp(line->root, "/") == 0 && carrier_is_mount(name) &&
                 strncmp(line->device, "/dev/", 5) == 0 && strcmp(line->device + 5, name) == 0;
    return whole ? name : NULL;
}

static bool fill(struct mounted *mounted, const struct line *line)
{
    const char *options = line->options;
    size_t mode = strcspn(options, ",");
    mounted->writable = mode == 2 && strncmp(options, "rw", 2) == 0;
    options += mode + (options[mode] == ',');
    return snprintf(mounted->path, sizeof mounted->path, "%s", line->path) <
               (int)sizeof mounted->path &&
           snprintf(mounted->kind, sizeof mounted->kind, "%s", line->kind) <
               (int)sizeof mounted->kind &&
           snprintf(mounted->options, sizeof mounted->options, "%s", options) <
               (int)sizeof mounted->options;
}

/* What was mounted last at that place covers the rest: if that is no stick there is none. */
bool mounted_find(struct mounted *mounted, const char *mounts, const char *name)
{
    char *text = NULL, path[PATH_MAX];
    size_t size = 0;
    bool found = false;
    FILE *table = fopen("/proc/self/mountinfo", "re");
    snprintf(path, sizeof path, "%s/%s", mounts, name);
    while (table && getline(&text, &size, table) > 0) {
        struct line line;
        if (!split(text, &line) || strcmp(line.path, path) != 0)
            continue;
        found = stick_of(&line, mounts) && fill(mounted, &line);
    }
    free(text);
    if (table)
        fclose(table);
    return found;
}

void mounted_each(const char *mounts, void (*found)(const char *mounts, const char *name))
{
    char *text = NULL;
    size_t size = 0;
    FILE *table = fopen("/proc/self/mountinfo", "re");
    while (table && getline(&text, &size, table) > 0) {
        struct line line;
        const char *name = split(text, &line) ? stick_of(&line, mounts) : NULL;
        if (name)
            found(mounts, name);
    }
    free(text);
    if (table)
        fclose(table);
}

int mounted_alone(void)
{
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) != 0)
        return errno;
    return 0;
}

/* Options that are not told again are the default's with ntfs3 alone, where files would be root's.
 */
static int mount_again(const struct mounted *mounted, unsigned long flags)
{
    bool tell = strcmp(mounted->kind, "ntfs3") == 0;
    flags |= MS_REMOUNT | SAFE;
    if (mount(NULL, mounted->path, NULL, flags, tell ? mounted->options : NULL) == 0)
        return 0;
    return errno == EACCES ? EROFS : errno; /* so the kernel calls a write-protected device */
}

/* As an ext4 that was not closed well, or one with faults, is mounted: see the appliance's `stick`.
 * Its journal has been left aside, and would undo what is written now. */
static bool is_unclean(const struct mounted *mounted)
{
    return strstr(mounted->options, "norecovery") || strstr(mounted->options, "noload");
}

int mounted_open(const struct mounted *mounted)
{
    return is_unclean(mounted) ? EROFS : mount_again(mounted, 0);
}

int mounted_close(const struct mounted *mounted)
{
    enum { TRIES = 50, PAUSE_MS = 100 };
    const struct timespec pause = {.tv_nsec = PAUSE_MS * 1000000};
    int error = mount_again(mounted, MS_RDONLY);
    for (int i = 0; i < TRIES && error == EBUSY; i++) {
        nanosleep(&pause, NULL);
        error = mount_again(mounted, MS_RDONLY);
    }
    return error == EINVAL || error == ENOENT ? ENODEV : error; /* it was pulled out */
}
