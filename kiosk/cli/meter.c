#include "cli/meter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"

enum { LATE_US = 25000, OVERDUE_US = 8000, SECOND_US = 1000000, MAX_FRAMES_PER_SECOND = 4000 };

static int64_t started_us;

static int64_t clock_us(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * SECOND_US + now.tv_nsec / 1000;
}

int64_t meter_now_us(void)
{
    return clock_us(CLOCK_MONOTONIC);
}

/* When /proc says that this process began, on the monotonic clock, rounded down to a clock tick
 * (10 ms); -1 when it does not say. */
static int64_t proc_start_us(void)
{
    char text[1024];
    FILE *file = fopen("/proc/self/stat", "re");
    size_t length = file ? fread(text, 1, sizeof text - 1, file) : 0;
    if (file)
        fclose(file);
    text[length] = '\0';
    char *field = strrchr(text, ')'); /* the name, field 2, may hold anything */
    for (int i = 2; field && i < 22; i++)
        field = strchr(field + 1, ' ');
    if (!field)
        return -1;
    int64_t since_boot = atoll(field + 1) * SECOND_US / sysconf(_SC_CLK_TCK);
    return since_boot - (clock_us(CLOCK_BOOTTIME) - meter_now_us());
}

void meter_note_start(void)
{
    const char *told = getenv("KIOSK_STARTED_NS");
    if (told && atoll(told) > 0) {
        started_us = atoll(told) / 1000;
        return;
    }
    started_us = meter_now_us() - clock_us(CLOCK_PROCESS_CPUTIME_ID);
    int64_t earliest = proc_start_us();
    if (earliest >= 0 && started_us < earliest)
        started_us = earliest;
}

void meter_init(struct meter *meter, double seconds)
{
    *meter = (struct meter){.capacity = (size_t)(seconds * MAX_FRAMES_PER_SECOND) + 1};
    /* Untouched pages cost nothing, so room for the fastest run is free. */
    meter->work_us = memory_new(meter->capacity, sizeof *meter->work_us);
}

void meter_free(struct meter *meter)
{
    free(meter->work_us);
    *meter = (struct meter){0};
}

void meter_frame_begins(struct meter *meter)
{
    meter->frame_us = meter_now_us();
    if (meter->frames == 0)
        meter->started_us = meter->printed_us = meter->frame_us;
}

/* From one picture on the screen to the next: what an eye sees. */
static void count_gap(struct meter *meter, int64_t gap, int64_t now)
{
    meter->late += gap > LATE_US && now > meter->due_us + OVERDUE_US;
    if (gap > meter->longest_gap_us)
        meter->longest_gap_us = gap;
}

void meter_frame_ends(struct meter *meter, int64_t pixels)
{
    int64_t now = meter_now_us();
    meter->cpu_us = clock_us(CLOCK_PROCESS_CPUTIME_ID);
    if (meter->frames == 0) {
        meter->first_shown_us = now;
        meter->cpu_start_us = meter->cpu_us;
    } else {
        meter->pixels += pixels;
        count_gap(meter, now - meter->last_us, now);
    }
    meter->last_us = now;
    if ((size_t)meter->frames < meter->capacity)
        meter->work_us[meter->frames] = (uint32_t)(now - meter->frame_us);
    meter->frames++;
    if (now - meter->printed_us >= SECOND_US) {
        meter->printed_us += SECOND_US;
        printf("frames=%lld t=%lld late=%lld\n", (long long)meter->frames,
               (long long)((now - meter->started_us) / 1000), (long long)meter->late);
        fflush(stdout);
    }
}

void meter_next_due(struct meter *meter, int64_t us)
{
    meter->due_us = meter_now_us() + us;
}

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

void meter_sort(uint32_t *us, size_t count)
{
    qsort(us, count, sizeof *us, by_size);
}

double meter_percentile_ms(const uint32_t *sorted_us, size_t count, size_t percent)
{
    size_t at = count > 0 ? (count - 1) * percent / 100 : 0;
    return count > 0 ? sorted_us[at] / 1e3 : 0;
}

void meter_print(const struct meter *meter)
{
    size_t count =
        (size_t)meter->frames < meter->capacity ? (size_t)meter->frames : meter->capacity;
    meter_sort(meter->work_us, count);

    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double later = meter->frames > 1 ? (double)(meter->frames - 1) : 1;
    double seconds = (double)(meter->last_us - meter->started_us) / SECOND_US;
    printf("\"frames\": %lld, \"seconds\": %.3f, \"fps\": %.2f, \"late\": %lld, ",
           (long long)meter->frames, seconds, seconds > 0 ? later / seconds : 0,
           (long long)meter->late);
    printf("\"cpu_ms_per_frame\": %.4f, \"p50_ms\": %.3f, \"p95_ms\": %.3f, \"p99_ms\": %.3f, ",
           (double)(meter->cpu_us - meter->cpu_start_us) / 1e3 / later,
           meter_percentile_ms(meter->work_us, count, 50),
           meter_percentile_ms(meter->work_us, count, 95),
           meter_percentile_ms(meter->work_us, count, 99));
    printf("\"longest_gap_ms\": %.3f, \"first_frame_ms\": %.2f, \"peak_rss_mib\": %.2f, ",
           (double)meter->longest_gap_us / 1e3, (double)(meter->first_shown_us - started_us) / 1e3,
           (double)usage.ru_maxrss / 1024);
    printf("\"pixels_per_frame\": %.0f", (double)meter->pixels / later);
}
