#pragma once

#include "app/app_internal.h"

/* Keys that mean the same whatever has the focus:
 *
 * - a pedal's or a remote's (KEY_PAUSE, Page Up and Down, and Space where no focus is seen) press
 *   the player's large button: Pause, Resume, Done;
 * - any key says that somebody is still there;
 * - KEY_VOICE, held for 2 s, switches the voice on or off; where nobody is, a visit begins. Pressed
 *   for less it has the voice read the whole screen;
 * - KEY_SWITCH switches one switch on, and begins a visit likewise: who has nothing else gets in.
 */

/* True when it was one of them, and nothing else hears it. */
bool app_keys_take(struct app *app, const struct event *event);

/* What a key that is held does by now, and when it will. */
void app_keys_step(struct app *app);
ms_t app_keys_wake(const struct app *app);
