#include "cli/sticks.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "clinic/stick.h"
#include "clinic/stick_out.h"
#include "platform/bell.h"

enum { MOUNTS_STEP = 16384, MOUNTS_MAX = 4 << 20 };

struct stick_watch {
    const struct config *config;
    int fd; /* of the table; -1: there is none */
    struct bell *bell;
    bool read; /* once at least */
    struct config_folders dirs;
    struct sticks sticks;
    long last; /* number of the stick that was plugged in last */
};

struct stick_watch *sticks_open(const struct config *config, const char *mounts, void (*ring)(void))
{
    struct stick_watch *watch = MEMORY_NEW(struct stick_watch);
    watch->config = config;
    watch->fd = open(mounts, O_RDONLY | O_CLOEXEC);
    if (watch->fd < 0)
        log_warn("sticks", "file=%s cause=%s text=%s", mounts, strerror(errno),
                 "sticks will not be seen");
    else if (ring)
        watch->bell = bell_hang(watch->fd, POLLPRI, ring);
    return watch;
}

void sticks_close(struct stick_watch *watch)
{
    if (!watch)
        return;
    bell_free(watch->bell);
    if (watch->fd >= 0)
        close(watch->fd);
    free(watch);
}

static bool has_changed(struct stick_watch *watch)
{
    const struct config_folders *dirs = &watch->config->content.stick_dirs;
    bool others = memcmp(dirs, &watch->dirs, sizeof *dirs) != 0;
    watch->dirs = *dirs;
    bool told = !watch->bell || bell_rung(watch->bell);
    if (watch->bell && told)
        bell_rearm(watch->bell); /* before it is read: what changes meanwhile rings again */
    return others || told || !watch->read;
}

/* The table as a whole, to be freed; NULL when it cannot be read. */
static char *read_mounts(int fd)
{
    size_t length = 0;
    char *text = NULL;
    for (;;) {
        text = memory_grow(text, length + MOUNTS_STEP, 1);
        ssize_t got = pread(fd, text + length, MOUNTS_STEP - 1, (off_t)length);
        if (got < 0 || length > MOUNTS_MAX) {
            free(text);
            return NULL;
        }
        length += (size_t)got;
        text[length] = '\0';
        if (got == 0)
            return text;
    }
}

bool sticks_follow(struct stick_watch *watch, struct app *app)
{
    if (watch->fd < 0 || !has_changed(watch))
        return false;
    char *text = read_mounts(watch->fd);
    struct sticks sticks = {0};
    if (text)
        sticks_parse(&sticks, text, &watch->dirs);
    free(text);
    for (int i = 0; i < sticks.count; i++)
        sticks.list[i].read_only &= !stick_out_carries(sticks.list[i].path);
    sticks_number(&sticks, &watch->sticks, &watch->last);
    bool same = watch->read && sticks_same(&sticks, &watch->sticks);
    watch->sticks = sticks;
    watch->read = true;
    if (!same)
        app_set_sticks(app, &sticks);
    return !same;
}
