#include "staff/staff.h"

#include <string.h>
#include <time.h>

/* What can stand after "staff-…:". */
static const struct {
    const char *screen, *samples; /* each between blanks */
} known[] = {
    {"staff-pin", " choose repeat refused wrong wait help "},
    {"staff-home", " well soon "},
    {"staff-keyboard", " accents full languages "},
    {"staff-check", " well never touch colours spots compare "},
    {"staff-settings", " language visits hours holidays screen confirm clinic "},
};

void staff_wipe(struct staff *staff)
{
    struct staff fresh = {.sample = staff->sample, .pin = staff->pin};
    explicit_bzero(staff, sizeof *staff);
    *staff = fresh;
}

bool staff_has_sample(const char *screen, const char *sample)
{
    size_t length = strlen(sample);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].screen, screen) != 0)
            continue;
        for (const char *at = known[i].samples; (at = strstr(at, sample)) && length; at++)
            if (at[-1] == ' ' && at[length] == ' ')
                return true;
    }
    return length == 0;
}

int64_t staff_sample_now(void)
{
    struct tm day = {
        .tm_year = 125, .tm_mon = 11, .tm_mday = 3, .tm_hour = 9, .tm_min = 41, .tm_isdst = -1};
    return (int64_t)mktime(&day);
}

bool staff_shows(const struct staff *staff, const char *sample)
{
    return staff->sample && strcmp(staff->sample, sample) == 0;
}
