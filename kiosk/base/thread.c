#include "base/thread.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"

struct start {
    const char *name;
    int nice;
    void *(*run)(void *);
    void *context;
};

static void *begin(void *what)
{
    struct start start = *(struct start *)what;
    free(what);
    pthread_setname_np(pthread_self(), start.name);
    if (start.nice != 0) /* Linux gives every thread its own niceness */
        setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), start.nice);
    return start.run(start.context);
}

bool thread_start(pthread_t *thread, const char *name, int nice, void *(*run)(void *),
                  void *context)
{
    struct start *start = MEMORY_NEW(struct start);
    *start = (struct start){name, nice, run, context};
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(thread, NULL, begin, start) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!started)
        free(start);
    return started;
}

bool thread_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, int seconds)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += seconds;
    return pthread_cond_clockwait(condition, mutex, CLOCK_MONOTONIC, &until) != ETIMEDOUT;
}
