#include "staff/settings_parts.h"

const struct config *settings_sample(bool quiet_hours)
{
    static struct config config;
    config_default(&config);
    for (int i = 0; i < HOURS_DAYS; i++)
        config.hours.days[i] = (struct hours_day){{{480, 1080}}, i < 5};
    config.hours.days[2] = (struct hours_day){{{480, 750}, {840, 1080}}, 2};
    config.hours.days[4].spans[0].to = 960;
    config.hours.closed = (struct hours_closed){{20301224, 20301225, 20310101}, 3};
    config.languages = (struct config_languages){{"en", "es", "zh", "vi", "ru"}, 5};
    config.dim_at_rest = true;
    config.clinic.colour = COLOUR_TEAL;
    snprintf(config.clinic.name, sizeof config.clinic.name, "Riverside Physiotherapy");
    snprintf(config.clinic.emergency, sizeof config.clinic.emergency, "112");
    config.sound.quiet_hours = quiet_hours;
    config.fixed = (struct config_fixed){{"staff.lock_s"}, 1};
    return &config;
}
