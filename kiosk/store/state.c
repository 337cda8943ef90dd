#include "store/state.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "store/owner.h"
#include "store/store.h"
#include "store/store_path.h"

void state_folder(char *dir, size_t size)
{
    char file[PATH_MAX];
    store_default_file(file, sizeof file);
    const char *slash = strrchr(file, '/');
    int length = slash ? snprintf(dir, size, "%.*s", (int)(slash - file), file) : -1;
    if (size > 0 && (length < 0 || (size_t)length >= size))
        *dir = '\0';
}

/* A file that is there is taken from root, too; root makes none among a user's. -1 with errno. */
static int open_lock(const char *file)
{
    int flags = O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC;
    if (owner_is_another(file))
        return open(file, flags);
    store_make_folders(file, 0700); /* what is missing then, opening reports */
    return open(file, flags | O_CREAT, 0600);
}

/* For the message only: a number that is wrong or missing keeps nobody away. */
static void write_holder(int fd)
{
    char text[32];
    int length = snprintf(text, sizeof text, "%ld\n", (long)getpid());
    if (ftruncate(fd, 0) == 0 && pwrite(fd, text, (size_t)length, 0) < 0)
        log_debug("state_lock", "error=%d", errno);
}

static long read_holder(int fd)
{
    char text[32] = "";
    ssize_t length = pread(fd, text, sizeof text - 1, 0);
    return length > 0 ? strtol(text, NULL, 10) : 0;
}

static bool warn(const char *dir, const char *why)
{
    log_warn("state_unguarded", "folder=%s cause=%s text=%s", dir, why,
             "a second kiosk would not be noticed");
    return true;
}

bool state_take(const char *dir, int wait_ms, long *holder)
{
    char file[PATH_MAX];
    *holder = 0;
    if (!*dir || snprintf(file, sizeof file, "%s/" STATE_LOCK_FILE, dir) >= (int)sizeof file)
        return warn(dir, "there is no state folder");
    int fd = open_lock(file);
    if (fd < 0)
        return warn(dir, strerror(errno));
    if (store_lock(fd, wait_ms)) { /* and stays open until the process ends */
        if (!owner_is_another(file))
            write_holder(fd);
        return true;
    }
    int error = errno;
    *holder = read_holder(fd);
    close(fd);
    return error == EWOULDBLOCK ? false : warn(dir, strerror(error));
}

bool state_is_taken(const char *dir)
{
    char file[PATH_MAX];
    if (!*dir || snprintf(file, sizeof file, "%s/" STATE_LOCK_FILE, dir) >= (int)sizeof file)
        return false;
    int fd = open(file, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    bool taken = fd >= 0 && !store_lock(fd, 0) && errno == EWOULDBLOCK;
    if (fd >= 0)
        close(fd); /* gives it back; a kiosk that starts just now waits longer than this took */
    return taken;
}
