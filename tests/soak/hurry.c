/* Put before the kiosk with LD_PRELOAD: its clocks run HURRY times as fast, and its sleeps are as
 * much shorter, but never so short that it draws more than 30 frames a second. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

enum { FRAME_MS = 33 };

static int times(void)
{
    const char *told = getenv("HURRY");
    int n = told ? atoi(told) : 0;
    return n > 0 ? n : 20;
}

/* What SDL, threads and the measuring of CPU time ask keeps its pace. */
int clock_gettime(clockid_t clock, struct timespec *t)
{
    static int (*next)(clockid_t, struct timespec *);
    static struct timespec start;
    if (!next)
        next = dlsym(RTLD_NEXT, "clock_gettime");
    int code = next(clock, t);
    if (code != 0 || clock != CLOCK_BOOTTIME)
        return code;
    if (start.tv_sec == 0)
        start = *t;
    long long ns = (t->tv_sec - start.tv_sec) * 1000000000LL + t->tv_nsec - start.tv_nsec;
    ns = ns * times() + start.tv_nsec;
    t->tv_sec = start.tv_sec + ns / 1000000000;
    t->tv_nsec = ns % 1000000000;
    return 0;
}

time_t time(time_t *result)
{
    static time_t start;
    struct timespec real;
    clock_gettime(CLOCK_REALTIME, &real);
    if (start == 0)
        start = real.tv_sec;
    time_t now = start + (real.tv_sec - start) * times();
    if (result)
        *result = now;
    return now;
}

int SDL_WaitEventTimeout(void *event, int ms)
{
    static int (*next)(void *, int);
    if (!next)
        next = (int (*)(void *, int))dlsym(RTLD_NEXT, "SDL_WaitEventTimeout");
    int wait = ms / times();
    return next(event, wait < FRAME_MS ? FRAME_MS : wait);
}
