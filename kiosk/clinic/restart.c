#include "clinic/restart.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "store/kept.h"
#include "store/wall.h"

#define STARTS_FILE "starts"

struct mark {
    char state[16]; /* "running" or "ended" */
    char boot[64];
    long long at;
    char why[16];
    int day, unwanted; /* 20251203; how many on it */
};

static const char *const names[] = {"first", "clean", "power-cut", "died"};

const char *restart_why_name(enum restart_why why)
{
    return names[why];
}

/* Another one each time the machine starts. The appliance's unit tells it: what the kernel has to
 * say of it is hidden there (ProcSubset=pid). */
static void read_boot(char *boot, size_t size)
{
    const char *told = getenv("KIOSK_BOOT");
    if (told && *told) {
        snprintf(boot, size, "%.*s", (int)strcspn(told, " \n"), told);
        return;
    }
    int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    ssize_t length = fd >= 0 ? read(fd, boot, size - 1) : 0;
    if (fd >= 0)
        close(fd);
    boot[length > 0 ? length : 0] = '\0';
    boot[strcspn(boot, " \n")] = '\0';
    if (!*boot)
        snprintf(boot, size, "%s", "unknown");
}

static bool read_mark(struct mark *mark)
{
    char text[256];
    *mark = (struct mark){0};
    return kept_read(STARTS_FILE, text, sizeof text) > 0 &&
           sscanf(text, "state %15s boot %63s at %lld why %15s day %d unwanted %d", mark->state,
                  mark->boot, &mark->at, mark->why, &mark->day, &mark->unwanted) == 6;
}

static void write_mark(const struct mark *mark)
{
    char text[256];
    int length =
        snprintf(text, sizeof text, "state %s\nboot %s\nat %lld\nwhy %s\nday %d\nunwanted %d\n",
                 mark->state, mark->boot, mark->at, mark->why, mark->day, mark->unwanted);
    if (!kept_write(STARTS_FILE, text, (size_t)length))
        log_warn("starts", "text=%s", "the start could not be noted");
}

static enum restart_why why_of(const struct mark *before, bool known, const char *boot)
{
    if (!known)
        return RESTART_FIRST;
    if (strcmp(before->state, "running") != 0)
        return RESTART_CLEAN;
    return strcmp(before->boot, boot) == 0 ? RESTART_DIED : RESTART_POWER_CUT;
}

enum restart_why restart_mark_start(int64_t now)
{
    struct mark before, mark = {.state = "running", .at = now, .day = wall_day(now)};
    bool known = read_mark(&before);
    read_boot(mark.boot, sizeof mark.boot);
    enum restart_why why = why_of(&before, known, mark.boot);
    snprintf(mark.why, sizeof mark.why, "%s", names[why]);
    mark.unwanted = known && before.day == mark.day ? before.unwanted : 0;
    mark.unwanted += why == RESTART_POWER_CUT || why == RESTART_DIED;
    write_mark(&mark);
    log_info("start", "after=%s", names[why]);
    return why;
}

void restart_mark_end(void)
{
    struct mark mark;
    if (!read_mark(&mark))
        return;
    snprintf(mark.state, sizeof mark.state, "%s", "ended");
    write_mark(&mark);
}

struct restart restart_read(int64_t now)
{
    struct mark mark;
    struct restart restart = {0};
    if (!read_mark(&mark))
        return restart;
    restart.at = mark.at;
    for (int i = 0; i < (int)(sizeof names / sizeof *names); i++)
        if (strcmp(mark.why, names[i]) == 0)
            restart.why = (enum restart_why)i;
    restart.unwanted = mark.day == wall_day(now) ? mark.unwanted : 0;
    return restart;
}
