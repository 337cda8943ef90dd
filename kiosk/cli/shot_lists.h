#pragma once

#include <stdbool.h>

#include "app/app.h"

/* What `kiosk shot` writes of a frame beside its pixels, as JSON arrays. False, logged, when the
 * file cannot be written. */

/* The touch targets: {"id", "label", "x", "y", "w", "h"}. */
bool shot_write_hits(const struct app *app, const char *file);

/* What is to be read, in reading order, also what is scrolled out of sight:
 * {"text", "role", "x", "y", "w", "h", "visible", "cut"}. */
bool shot_write_texts(const struct app *app, const char *file);
