#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ms.h"

/* A figure's movement: named poses and how to go from one to the next. Parsed and validated by
 * `content`, drawn by `figure`. Pose types and timing only; no drawing here. */

/* OUT: start pose to end pose. STAY: the end pose, breathing. BACK: end to start. CYCLE: the whole
 * loop, played freely. REST: the start pose, breathing. */
enum figure_part { FIGURE_OUT, FIGURE_STAY, FIGURE_BACK, FIGURE_CYCLE, FIGURE_REST };

struct figure_clip;

/* The frame that shows this moment. Frames are few enough to be cached: OUT, BACK and CYCLE at 30
 * a second of their natural length, breathing in 9 levels; BACK reuses OUT's frames where no arrow
 * points the way.
 * `fraction` is 0..1 through the part. `elapsed_ms` drives the breathing of STAY and REST. */
uint16_t figure_clip_frame(const struct figure_clip *clip, enum figure_part part, double fraction,
                           ms_t elapsed_ms);

/* The frame that shows the clip best when nothing moves: its end pose, or the widest of a free
 * loop. It carries FIGURE_STILL: the camera then stands for this pose alone, so that it fills the
 * picture, and mat, wall and water reach only round the body. The bit may be set in any other
 * frame, too. */
enum { FIGURE_STILL = 0x8000 };
uint16_t figure_clip_still(const struct figure_clip *clip);

/* Whether a zone of the body, where it is felt, glows on this frame. */
bool figure_clip_glows(const struct figure_clip *clip, uint16_t frame);

/* How long one CYCLE takes by itself, seconds; how long OUT and BACK take. */
double figure_clip_cycle_s(const struct figure_clip *clip);
double figure_clip_out_s(const struct figure_clip *clip);

/* Whose turn the poses of the clip show; see struct figure_key's `mirrored`. */
enum figure_side { FIGURE_LEFT, FIGURE_RIGHT };
enum figure_side figure_clip_side(const struct figure_clip *clip);

/* True when the clip has no start-to-end movement but only a free loop (walking, tai chi). */
bool figure_clip_cyclic(const struct figure_clip *clip);
