#include <stddef.h>

#include "screens/screen.h"

/* Patients' screens and staff's, of which neither module knows the other's. */
static const struct screen *const screens[SCREEN_COUNT] = {
#define X(upper, lower, name) [SCREEN_##upper] = &screen_##lower,
    SCREENS(X)
#undef X
};

const struct screen *screen_get(enum screen_id id)
{
    return id < SCREEN_COUNT ? screens[id] : NULL;
}
