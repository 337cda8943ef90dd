#pragma once

#include "ui/ui.h"

/* The developer's eyes (F1): the screen's name, sizes, who holds what in memory
 * ("": nobody says), and every touch target's box. */
void overlay_draw(struct ui *ui, const char *screen, const char *memory);
