#pragma once

#include "figure/pose.h"

/* Draws one frame of a clip: pose, skeleton, mesh, pixels. Deterministic: the same input gives the
 * same pixels. A renderer holds the scratch memory; one per thread. */
struct figure_renderer;

struct figure_renderer *figure_renderer_create(void);
void figure_renderer_destroy(struct figure_renderer *renderer);

/* Forgets what it remembers of clips; call before they are freed. */
void figure_renderer_forget(struct figure_renderer *renderer);

/* Gives back its scratch memory, some 10 MB, until it draws again; pictures it made are gone. */
void figure_renderer_rest(struct figure_renderer *renderer);

struct figure_picture {
    uint32_t *pixels; /* premultiplied 0xAARRGGBB; the caller's until the next render but one */
    int width, height, stride;
    int x, y; /* of this crop inside the rectangle */
};

/* False when the size is not positive or memory runs out. The poses' own side is shown; the other
 * one is the mirror image. */
bool figure_render(struct figure_renderer *renderer, const struct figure_clip *clip, uint16_t frame,
                   unsigned person, int width, int height, struct figure_picture *out);
