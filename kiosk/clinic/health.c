#include "clinic/health.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

#include "store/kept.h"
#include "store/wall.h"

enum { DAY_S = 86400 };

static bool is_due(const struct review_day *day, int64_t now)
{
    if (day->year == 0)
        return false;
    int due = day->year * 10000 + day->month * 100 + day->day;
    return due < wall_day(now);
}

static bool checked_lately(const struct health_facts *facts)
{
    int64_t age = facts->now - facts->checked_at;
    return facts->checked_at > 0 && age <= (int64_t)HEALTH_CHECK_DAYS * DAY_S;
}

struct health health_judge(const struct health_facts *facts)
{
    struct health health = {
        .fine = {
            [HEALTH_ROUTINES] = facts->faulty == 0,
            [HEALTH_REVIEW] = !is_due(&facts->review, facts->now),
            [HEALTH_CLOCK] = facts->now >= HEALTH_CLOCK_LEAST && !facts->clock_off,
            [HEALTH_STORAGE] = !facts->unkept && (facts->free_percent < 0 ||
                                                  facts->free_percent >= HEALTH_FREE_PERCENT),
            [HEALTH_DEVICES] = checked_lately(facts) && facts->check_failed == 0,
            [HEALTH_RESTART] = facts->restart.unwanted <= HEALTH_RESTARTS && !*facts->set_aside,
        }};
    for (int i = 0; i < HEALTH_COUNT; i++)
        health.wrong += !health.fine[i];
    return health;
}

struct review_day health_review(const struct content *content)
{
    const char *earliest = "";
    struct review_day day = {0};
    for (size_t i = 0; content && i < content->exercise_count; i++) {
        const char *next = content->exercises[i]->review->next;
        if (*next && (!*earliest || strcmp(next, earliest) < 0))
            earliest = next;
    }
    sscanf(earliest, "%d-%d-%d", &day.year, &day.month, &day.day);
    return day;
}

int health_faulty_routines(const struct fault_list *faults)
{
    int count = 0;
    const char *last = "";
    for (const struct fault *f = faults ? faults->first : NULL; f; f = f->next) {
        if (f->severity != FAULT_ERROR || !strstr(f->file, "/routines/") ||
            strcmp(f->file, last) == 0)
            continue;
        last = f->file;
        count++;
    }
    return count;
}

bool health_disk(uint64_t *size, uint64_t *free_bytes)
{
    char path[PATH_MAX];
    struct statvfs disk;
    if (!kept_path(path, sizeof path, ".") || statvfs(path, &disk) != 0 || disk.f_blocks == 0)
        return false;
    *size = (uint64_t)disk.f_blocks * disk.f_frsize;
    *free_bytes = (uint64_t)disk.f_bavail * disk.f_frsize;
    return true;
}

int health_free_percent(void)
{
    uint64_t size, free_bytes;
    return health_disk(&size, &free_bytes) ? (int)((double)free_bytes * 100 / (double)size) : -1;
}
