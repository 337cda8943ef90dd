#include "staff/staff.h"

#include <string.h>
#include <time.h>

#include "config/config.h"

/* What can stand after "staff-…:". */
static const struct {
    const char *screen, *samples; /* each between blanks */
} known[] = {
    {"staff-pin", " choose repeat refused wrong wait help stick "},
    {"staff-home", " well soon "},
    {"staff-keyboard", " accents full languages saved "},
    {"staff-check", " well never part unkept touch hear colours spots compare restarts "},
    {"staff-settings", " language sound quiet visits hours holidays screen card confirm clinic "},
    {"staff-routines", " hidden unsaved unreadable aside "},
    {"staff-stick",
     " mistake done content empty pulled reading plain photos faulty read-only message-off same "},
    {"staff-photos", " exercise unfinished done none "},
    {"staff-builder", " empty many details more unsaved lost on-stick read-only unfinished step "
                      "library actions places "},
    {"staff-usage", " weeks year empty unknown stick full read-only routines steps "},
};

void staff_wipe(struct staff *staff)
{
    struct staff fresh = {.sample = staff->sample,
                          .pin = staff->pin,
                          .packs_dir = staff->packs_dir,
                          .keys_dir = staff->keys_dir,
                          .sticks = staff->sticks,
                          .shrink = staff->shrink,
                          .shrink_photo = staff->shrink_photo,
                          .on_work_done = staff->on_work_done,
                          .before_content_free = staff->before_content_free,
                          .free_context = staff->free_context};
    work_leave(staff->pad.work);
    tryout_forget(&staff->tryout);
    staff_settings_forget(&staff->settings);
    staff_routines_forget(&staff->routines);
    staff_builder_forget(&staff->builder);
    staff_usage_forget(&staff->usage);
    staff_stick_forget(staff);
    staff_photos_forget(&staff->photos);
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

bool staff_pin_unkept(const struct staff *staff)
{
    return !staff->sample && staff->pin->set && !pin_keep(staff->pin);
}

struct own_place staff_own_place(const struct screen_context *context)
{
    const char *dir = context->staff->sample ? "" : context->staff->packs_dir;
    return (struct own_place){.packs_dir = dir ? dir : "",
                              .name = context->config->clinic.name,
                              .language = context->config->language};
}

bool staff_shows(const struct staff *staff, const char *sample)
{
    return staff->sample && strcmp(staff->sample, sample) == 0;
}
