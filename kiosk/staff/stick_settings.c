#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "clinic/settings_file.h"
#include "staff/stick_internal.h"

/* What a restore changes besides the own pack. */

/* The names that the staff's screens have for settings; the place of one is its bit. Of a group
 * that has none of its own the rest goes by the first. */
static const struct {
    const char *key; /* of a setting, or of a group */
    const char *word;
} names[] = {{"clinic.colour", "staff.settings.colour"},
             {"clinic.emergency", "common.emergency"},
             {"clinic", "staff.settings.clinic"},
             {"language", "staff.settings.language"},
             {"languages", "staff.settings.offered"},
             {"sound.volume", "staff.settings.loudness"},
             {"sound.waiting_room", "staff.settings.waiting"},
             {"sound.tones", "staff.settings.tones"},
             {"sound.quiet", "staff.settings.quiet"},
             {"sound.quiet_hours", "staff.settings.quiet"},
             {"sound", "staff.settings.voice"},
             {"idle.ask_s", "staff.settings.ask"},
             {"idle", "staff.settings.end"},
             {"staff.cleaning_s", "staff.tile.cleaning"},
             {"staff", "staff.settings.lock"},
             {"less_motion", "staff.settings.motion"},
             {"visit", "staff.settings.feeling"},
             {"hours.closed", "staff.settings.holidays"},
             {"hours", "staff.settings.hours"},
             {"screen", "staff.settings.screen"},
             {"brightness", "staff.settings.brightness"},
             {"dim_at_rest", "staff.settings.dim"},
             {"keys", "staff.settings.keys"}};

enum { NAMES = sizeof names / sizeof *names };
_Static_assert(NAMES <= 32, "a bit each");

static unsigned bit_of(const struct config_key *key)
{
    char group[32];
    config_key_group(key, group, sizeof group);
    for (unsigned i = 0; i < NAMES; i++)
        if (strcmp(names[i].key, key->key) == 0 || strcmp(names[i].key, group) == 0)
            return 1U << i;
    return 0;
}

unsigned stick_settings_find(const struct config *site, const char *text)
{
    if (!text)
        return 0;
    const struct config_key **keys = memory_new(config_key_count, sizeof(struct config_key *));
    size_t count = settings_file_differs(site, text, keys);
    unsigned found = 0;
    for (size_t i = 0; i < count; i++)
        found |= bit_of(keys[i]);
    free(keys);
    return found;
}

/* Two settings may have one name. */
static const char *list_names(const struct stick_view *v, int *count)
{
    const char *all = "", *last = "";
    *count = 0;
    for (unsigned i = 0; i < NAMES; i++) {
        if (!(v->state->settings >> i & 1) || strcmp(names[i].word, last) == 0)
            continue;
        last = names[i].word;
        all = *count == 0 ? stick_word(v, last)
                          : arena_printf(v->arena, "%s%s%s", all, stick_word(v, "common.comma"),
                                         stick_word(v, last));
        ++*count;
    }
    return all;
}

void stick_put_brought(struct stack *stack, const struct stick_view *v)
{
    int count;
    const char *all = list_names(v, &count);
    bool draft = v->state->rehearsed->brings.draft;
    if (count > 0)
        stick_note_put(stack,
                       &(struct stick_note){"sliders-horizontal",
                                            tr_format(v->context->strings, v->arena,
                                                      "staff.stick.settings", {"n", NULL, count}),
                                            all});
    if (draft)
        stick_note_put(stack,
                       &(struct stick_note){"pencil", stick_word(v, "staff.stick.draft"), ""});
}
