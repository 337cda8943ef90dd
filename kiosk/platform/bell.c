#include "platform/bell.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/thread.h"

struct bell {
    int fd;
    short events;
    int again; /* eventfd: rearmed, or to end */
    void (*ring)(void);
    pthread_t thread;
    atomic_bool rung, over;
};

/* For `events` of fd (none: not at all), or the eventfd. */
static void wait_for(const struct bell *bell, short events)
{
    struct pollfd fds[] = {{.fd = bell->again, .events = POLLIN},
                           {.fd = bell->fd, .events = events}};
    while (poll(fds, events ? 2 : 1, -1) < 0)
        ;
}

static void clear(int again)
{
    uint64_t count;
    if (read(again, &count, sizeof count) < 0)
        return; /* nothing to clear */
}

static void *watch_fd(void *context)
{
    struct bell *bell = context;
    while (!atomic_load(&bell->over)) {
        wait_for(bell, bell->events);
        if (atomic_load(&bell->over))
            break;
        clear(bell->again);
        atomic_store(&bell->rung, true);
        bell->ring();
        while (atomic_load(&bell->rung) && !atomic_load(&bell->over)) {
            wait_for(bell, 0);
            clear(bell->again);
        }
    }
    return NULL;
}

static void wake_thread(struct bell *bell)
{
    uint64_t one = 1;
    if (write(bell->again, &one, sizeof one) < 0)
        return; /* full: it is awake anyway */
}

struct bell *bell_hang(int fd, short events, void (*ring)(void))
{
    struct bell *bell = MEMORY_NEW(struct bell);
    bell->fd = fd;
    bell->events = events;
    bell->ring = ring;
    bell->again = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (bell->again >= 0 && thread_start(&bell->thread, "bell", 0, watch_fd, bell))
        return bell;
    if (bell->again >= 0)
        close(bell->again);
    free(bell);
    return NULL;
}

void bell_free(struct bell *bell)
{
    if (!bell)
        return;
    atomic_store(&bell->over, true);
    wake_thread(bell);
    pthread_join(bell->thread, NULL);
    close(bell->again);
    free(bell);
}

bool bell_rung(const struct bell *bell)
{
    return atomic_load(&bell->rung);
}

void bell_rearm(struct bell *bell)
{
    if (atomic_exchange(&bell->rung, false))
        wake_thread(bell);
}
