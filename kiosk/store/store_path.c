#include "store/store_path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "store/owner.h"
#include "store/state.h"
#include "store/store.h"

#define HOME_STATE "%s/.local/state/physio-kiosk"

void store_sync_entry(const char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    int length = slash ? (int)(slash - path) : 0;
    if (snprintf(folder, sizeof folder, "%.*s/", length, path) >= (int)sizeof folder)
        return;
    int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

bool store_make_folders(const char *file, mode_t mode)
{
    char path[PATH_MAX];
    if (snprintf(path, sizeof path, "%s", file) >= (int)sizeof path)
        return false;
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, mode) == 0)
            store_sync_entry(path);
        else if (errno != EEXIST)
            return false;
        *slash = '/';
    }
    return true;
}

bool store_write(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t written = write(fd, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        data += written;
        size -= (size_t)written;
    }
    return true;
}

/* True when it is gone, or was never there. */
static bool rename_with_suffix(const char *from, const char *to, const char *suffix)
{
    char old_name[PATH_MAX], new_name[PATH_MAX];
    if (snprintf(old_name, sizeof old_name, "%s%s", from, suffix) >= (int)sizeof old_name ||
        snprintf(new_name, sizeof new_name, "%s%s", to, suffix) >= (int)sizeof new_name)
        return false;
    return rename(old_name, new_name) == 0 || errno == ENOENT;
}

bool store_lock(int fd, int wait_ms)
{
    enum { PAUSE_MS = 50 };
    const struct timespec pause = {.tv_nsec = PAUSE_MS * 1000000};
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if ((errno != EWOULDBLOCK && errno != EINTR) || wait_ms <= 0)
            return false;
        nanosleep(&pause, NULL);
        wait_ms -= PAUSE_MS;
    }
    return true;
}

bool store_set_aside(const char *file)
{
    char aside[PATH_MAX];
    for (int i = 1; i <= 9; i++) {
        if (snprintf(aside, sizeof aside, "%s.corrupt-%d", file, i) >= (int)sizeof aside)
            return false;
        if (access(aside, F_OK) != 0)
            break;
    }
    /* The log belongs to the corrupt file. SQLite has removed it already, unless another program
     * keeps the file open. */
    if (!rename_with_suffix(file, aside, "-wal") || !rename_with_suffix(file, aside, "-shm") ||
        !rename_with_suffix(file, aside, ""))
        return false;
    log_warn("store_set_aside", "file=%s to=%s", file, aside);
    return true;
}

static bool is_roots(const char *home)
{
    struct stat info;
    return stat(home, &info) == 0 && info.st_uid == 0;
}

/* A kiosk has run on the state folder of this home. */
static bool has_run(const char *home)
{
    static const char *const files[] = {STATE_LOCK_FILE, "kiosk.db"};
    char path[PATH_MAX];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (snprintf(path, sizeof path, HOME_STATE "/%s", home, files[i]) < (int)sizeof path &&
            access(path, F_OK) == 0)
            return true;
    return false;
}

/* Under sudo root's home would be meant: then it is that of who called, unless only root has ever
 * run a kiosk here. */
static const char *home_folder(void)
{
    const char *home = getenv("HOME");
    if (!home || home[0] != '/') {
        const struct passwd *user = getpwuid(getuid());
        home = user && user->pw_dir && user->pw_dir[0] == '/' ? user->pw_dir : NULL;
    }
    static char own[PATH_MAX]; /* the next look into the list of users overwrites it */
    if (!home || snprintf(own, sizeof own, "%s", home) >= (int)sizeof own)
        return NULL;
    const char *callers = is_roots(own) ? owner_home_of_caller() : NULL;
    return callers && (has_run(callers) || !has_run(own)) ? callers : own;
}

void store_default_file(char *file, size_t size)
{
    const char *service = getenv("STATE_DIRECTORY"); /* systemd: may list several, by colons */
    const char *xdg = getenv("XDG_STATE_HOME");      /* only an absolute path counts */
    const char *home = home_folder();
    int length;
    if (service && service[0] == '/')
        length = snprintf(file, size, "%.*s/kiosk.db", (int)strcspn(service, ":"), service);
    else if (xdg && xdg[0] == '/')
        length = snprintf(file, size, "%s/physio-kiosk/kiosk.db", xdg);
    else if (home)
        length = snprintf(file, size, HOME_STATE "/kiosk.db", home);
    else
        length = snprintf(file, size, ":memory:");
    if (length < 0 || (size_t)length >= size) {
        log_warn("store_path_too_long", "length=%d", length);
        snprintf(file, size, ":memory:");
    }
}
