#pragma once

#include "staff/settings_parts.h"

/* A new size of the screen changes everything on it, also whether the next press is easy: the old
 * one comes back by itself unless somebody says that the new one is right. */

enum { SETTINGS_CONFIRM_MS = 15000 };

/* Brings the old size back when it is time, or when the page is left. */
void settings_screen_update(struct screen_context *context);
void settings_screen_leave(struct screen_context *context);
ms_t settings_screen_wake(const struct screen_context *context);
