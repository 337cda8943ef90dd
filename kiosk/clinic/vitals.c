#include "clinic/vitals.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "clinic/content_print.h"
#include "clinic/health.h"
#include "store/state.h"

enum { ZONES_MAX = 32, ZONE_TEXT = 32 };

/* In thousandths of a degree (kernel, Documentation/driver-api/thermal/sysfs-api.rst). */
static bool read_zone(int zone, double *celsius)
{
    char path[64], text[ZONE_TEXT];
    snprintf(path, sizeof path, "/sys/class/thermal/thermal_zone%d/temp", zone);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = fd >= 0 ? read(fd, text, sizeof text - 1) : 0;
    if (fd >= 0)
        close(fd);
    if (length <= 0)
        return false;
    text[length] = '\0';
    *celsius = strtod(text, NULL) / 1000;
    return true;
}

static void read_temperature(struct vitals *vitals)
{
    double celsius;
    for (int i = 0; i < ZONES_MAX; i++) {
        if (!read_zone(i, &celsius))
            continue;
        if (!vitals->celsius_known || celsius > vitals->celsius)
            vitals->celsius = celsius;
        vitals->celsius_known = true;
    }
}

void vitals_gather(struct vitals *vitals, const char *const *dirs, size_t count, int64_t now)
{
    char folder[PATH_MAX];
    *vitals = (struct vitals){.content = content_print(dirs, count)};
    state_folder(folder, sizeof folder);
    vitals->running = state_is_taken(folder);
    vitals->known = vitals->running && pulse_read(&vitals->pulse);
    vitals->restart = restart_read(now);
    if (!suspect_aside(vitals->set_aside))
        *vitals->set_aside = '\0';
    vitals->disk_known = health_disk(&vitals->disk_size, &vitals->disk_free);
    read_temperature(vitals);
    pull_state_read(&vitals->pull);
}
