#include "clinic/work.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/thread.h"

enum { RUNNING, OVER, LEFT };

struct work {
    void (*run)(void *what);
    void (*release)(void *what);
    void *what;
    void (*ring)(void);
    atomic_int state;
};

static void drop(struct work *work)
{
    work->release(work->what);
    free(work);
}

/* Whoever comes second, the thread at its end or the one that leaves, clears up. */
static void *run_thread(void *context)
{
    struct work *work = context;
    void (*ring)(void) = work->ring;
    work->run(work->what);
    if (atomic_exchange(&work->state, OVER) == LEFT)
        drop(work);
    else
        ring();
    return NULL;
}

static bool start_thread(struct work *work)
{
    pthread_t thread;
    bool started = thread_start(&thread, "work", WORKER_NICE, run_thread, work);
    if (started)
        pthread_detach(thread);
    return started;
}

struct work *work_begin(void (*run)(void *), void (*release)(void *), void *what,
                        void (*ring)(void))
{
    struct work *work = MEMORY_NEW(struct work);
    work->run = run;
    work->release = release;
    work->what = what;
    work->ring = ring;
    if (ring && start_thread(work))
        return work;
    run(what);
    atomic_store(&work->state, OVER);
    return work;
}

bool work_done(const struct work *work)
{
    return atomic_load(&work->state) == OVER;
}

void *work_end(struct work *work)
{
    void *what = work->what;
    free(work);
    return what;
}

void work_leave(struct work *work)
{
    if (work && atomic_exchange(&work->state, LEFT) == OVER)
        drop(work);
}
