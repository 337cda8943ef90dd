#include "base/log_out.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned long lost, told; /* told: the next line says how many */
static bool torn;                /* the last line was written in part */
static bool hurried;

/* A pipe that says so has room for at least PIPE_BUF bytes, a whole line. O_NONBLOCK would do
 * the same, also to everybody else who has this terminal or pipe open. */
static bool has_room(void)
{
    struct pollfd out = {.fd = STDERR_FILENO, .events = POLLOUT};
    int ready;
    do
        ready = poll(&out, 1, hurried ? 0 : -1);
    while (ready < 0 && errno == EINTR);
    return ready > 0;
}

/* A socket (systemd's journal) may have room for less than the line. */
static ssize_t write_some(const char *text, size_t length)
{
    ssize_t sent = send(STDERR_FILENO, text, length, MSG_NOSIGNAL | (hurried ? MSG_DONTWAIT : 0));
    return sent < 0 && errno == ENOTSOCK ? write(STDERR_FILENO, text, length) : sent;
}

static bool write_all(const char *text, size_t length)
{
    size_t done = 0;
    while (done < length && has_room()) {
        ssize_t written = write_some(text + done, length - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            break;
        done += (size_t)written;
    }
    torn = done == length ? false : done > 0 || torn;
    return done == length;
}

void log_out_never_wait(void)
{
    hurried = true;
}

void log_out_put(const char *line, size_t length)
{
    pthread_mutex_lock(&lock);
    bool whole = !torn || write_all("\n", 1);
    if (!whole || !write_all(line, length))
        lost += told > 0 ? told : 1;
    told = 0;
    pthread_mutex_unlock(&lock);
}

unsigned long log_out_lost(void)
{
    pthread_mutex_lock(&lock);
    unsigned long count = lost > 0 && has_room() ? lost : 0;
    lost -= count;
    told += count;
    pthread_mutex_unlock(&lock);
    return count;
}
