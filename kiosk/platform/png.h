#pragma once

#include <stdbool.h>

#include "platform/painter.h"

/* Writes the canvas as an opaque PNG; the same bytes for the same pixels. False (logged) when the
 * file cannot be written. */
bool png_write(const struct canvas *canvas, const char *file);
