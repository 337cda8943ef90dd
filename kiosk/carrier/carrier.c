#include "carrier/carrier.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "carrier/mount.h"
#include "carrier/wire.h"
#include "store/part.h"

enum {
    SYNC_EVERY = 4 << 20, /* bytes: what is not on the stick yet never takes long */
    WAIT_MS = 20000       /* for another carrier that writes onto the same stick */
};

/* What is asked for. */
struct order {
    char mount[WIRE_LINE], file[WIRE_LINE];
};

static volatile sig_atomic_t stopped;

static void stop(int number)
{
    (void)number;
    stopped = 1;
}

static bool is_small(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool is_plain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!is_small(text[i]) && !(i > 0 && text[i] == '-'))
            return false;
    return length > 0;
}

bool carrier_is_mount(const char *name)
{
    size_t length = strlen(name);
    return length < 32 && strcspn(name, "-") == length && is_plain(name, length);
}

/* Small letters, digits and hyphens between the two. */
static bool is_between(const char *name, const char *before, const char *after)
{
    size_t length = strlen(name), first = strlen(before), last = strlen(after);
    return length > first + last && strncmp(name, before, first) == 0 &&
           strcmp(name + length - last, after) == 0 &&
           is_plain(name + first, length - first - last);
}

bool carrier_is_file(const char *name)
{
    return strlen(name) < 100 &&
           (strcmp(name, "kiosk-message.txt") == 0 ||
            is_between(name, "physio-kiosk-backup-", ".zip") ||
            is_between(name, "physio-kiosk-counts-", ".csv") || is_between(name, "own-", ".zip"));
}

/* 0 or errno. */
static int take(int fd, void *bytes, size_t size)
{
    char *at = bytes;
    while (size > 0) {
        ssize_t got = recv(fd, at, size, 0);
        if (got <= 0)
            return stopped || got == 0 ? ECANCELED : errno == EAGAIN ? ETIMEDOUT : errno;
        at += got;
        size -= (size_t)got;
    }
    return 0;
}

static int take_order(int fd, struct order *order)
{
    char line[WIRE_LINE];
    size_t length = 0;
    int error = 0;
    while (length < sizeof line && !(error = take(fd, &line[length], 1)) && line[length] != '\n')
        length++;
    if (error || length == sizeof line)
        return error ? error : EINVAL;
    line[length] = '\0';
    if (strlen(line) != length || strncmp(line, "put ", 4) != 0)
        return EINVAL;
    char *mount = line + 4, *file = strchr(mount, ' ');
    if (!file)
        return EINVAL;
    *file++ = '\0';
    if (!carrier_is_mount(mount) || !carrier_is_file(file))
        return EINVAL;
    strcpy(order->mount, mount);
    strcpy(order->file, file);
    return 0;
}

/* 0: the last piece came. */
static int take_file(int fd, const struct part *part)
{
    static char piece[WIRE_PIECE];
    size_t unsynced = 0;
    for (;;) {
        unsigned char head[4];
        int error = take(fd, head, sizeof head);
        size_t size =
            (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
        if (error || size == 0)
            return error;
        if (size > sizeof piece)
            return EINVAL;
        if ((error = take(fd, piece, size)) || (error = part_write(part, piece, size)))
            return error;
        unsynced += size;
        if (unsynced < SYNC_EVERY)
            continue;
        unsynced = 0;
        if (fdatasync(part->fd) != 0)
            return errno;
    }
}

static int put(int fd, int folder, const char *name)
{
    struct part part;
    int error = part_begin(&part, folder, name);
    if (!error && (error = take_file(fd, &part)))
        part_drop(&part);
    return error ? error : part_end(&part);
}

/* One carrier a stick at a time: the first would make it read-only under the second. */
static int wait_turn(int folder)
{
    enum { PAUSE_MS = 100 };
    const struct timespec pause = {.tv_nsec = PAUSE_MS * 1000000};
    for (int waited = 0; flock(folder, LOCK_EX | LOCK_NB) != 0; waited += PAUSE_MS) {
        if (errno != EWOULDBLOCK || waited >= WAIT_MS || stopped)
            return errno == EWOULDBLOCK ? EBUSY : errno;
        nanosleep(&pause, NULL);
    }
    return 0;
}

/* The first of two errors. */
static int put_onto(int fd, const struct mounted *mounted, const char *name)
{
    int folder = open(mounted->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0)
        return errno;
    int error = wait_turn(folder);
    if (!error) {
        error = mounted_open(mounted);
        if (!error)
            error = put(fd, folder, name);
        int closing = mounted_close(mounted);
        error = error ? error : closing;
    }
    close(folder);
    return error;
}

static int serve(int fd, const char *mounts)
{
    struct order order;
    struct mounted mounted;
    int error = take_order(fd, &order);
    if (error)
        return error;
    if (!(error = mounted_alone()))
        error = mounted_find(&mounted, mounts, order.mount) ? put_onto(fd, &mounted, order.file)
                                                            : ENODEV;
    fprintf(stderr, "%s onto %s: %s\n", order.file, order.mount,
            error ? strerror(error) : "written");
    return error;
}

int carrier_serve(int fd, const char *mounts)
{
    const struct timeval patience = {WIRE_PATIENCE_MS / 1000, 0};
    const struct sigaction end = {.sa_handler = stop}; /* what waits is woken */
    char answer[16];
    sigaction(SIGTERM, &end, NULL);
    int error = EINVAL;
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0)
        error = serve(fd, mounts);
    int length = snprintf(answer, sizeof answer, "%d\n", error);
    send(fd, answer, (size_t)length, MSG_NOSIGNAL);
    return error;
}

/* Not while another carrier is at it. */
static void rest(const char *mounts, const char *name)
{
    struct mounted mounted;
    if (!mounted_find(&mounted, mounts, name) || !mounted.writable)
        return;
    int folder = open(mounted.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0)
        return;
    int error = flock(folder, LOCK_EX | LOCK_NB) == 0 ? mounted_close(&mounted) : 0;
    if (error)
        fprintf(stderr, "%s stays writable: %s\n", name, strerror(error));
    close(folder);
}

void carrier_rest(const char *mounts)
{
    mounted_each(mounts, rest);
}
