#pragma once

#include "platform/mask.h"

/* A soft shadow: the rounded rectangle blurred so that it fades from nothing at `blur` px outside
 * its edge to full at `blur` px inside. Only its top half, without the middle columns, is kept (in
 * `cache`); the rest is mirrored or constant. */
void shadow_draw(struct canvas *canvas, struct rect clip, struct mask_cache *cache,
                 struct rect rect, const struct draw_shadow *shadow);
