#include "staff/staff.h"

#include <string.h>

/* What can stand after "staff-…:". */
static const struct {
    const char *screen, *samples; /* each between blanks */
} known[] = {
    {"staff-pin", " choose repeat refused wrong wait help "},
    {"staff-home", " well soon "},
    {"staff-keyboard", " accents full languages "},
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

bool staff_shows(const struct staff *staff, const char *sample)
{
    return staff->sample && strcmp(staff->sample, sample) == 0;
}
