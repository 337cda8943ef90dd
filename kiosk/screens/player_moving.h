#pragma once

#include "screens/visit.h"

struct player_frame;
struct ring;
struct screen_context;
struct ui;

/* What moves in every frame of the player, figure and ring: drawn with all the rest, and again by
 * itself while the rest stays as it is. */

/* With the rest, which is one look of the player: said before it is drawn. */
void player_moving_begin(const struct player_frame *f);
void player_draw_figure(const struct player_frame *f, struct rect room);
void player_draw_ring(const struct player_frame *f, struct rect place, const struct ring *ring);

/* Of the ring, at this moment: how much of it is left, and how it breathes. */
void player_move_ring(const struct session_view *view, bool less_motion, struct ring *ring);

/* Draws it again into the frame that ui->list still holds, for the moment of `context`. False: the
 * rest looks different now. */
bool player_move(struct screen_context *context, struct ui *ui);
