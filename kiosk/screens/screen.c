#include "screens/screen.h"

#include <string.h>

static const char *const names[SCREEN_COUNT] = {
#define X(upper, lower, name) [SCREEN_##upper] = (name),
    SCREENS(X)
#undef X
};

const char *screen_name(enum screen_id id)
{
    return id < SCREEN_COUNT ? names[id] : "none";
}

enum screen_id screen_find(const char *name)
{
    for (int i = 0; i < SCREEN_COUNT; i++)
        if (strcmp(names[i], name) == 0)
            return (enum screen_id)i;
    return SCREEN_NONE;
}
