#pragma once

#include "screens/visit.h"

/* What is heard of a session is seen, too, at the edge of the whole screen and from three metres:
 * for CUE_FLASH_MS it has another colour, whether there is sound or not. Kinds are told apart by
 * their colour and by where the edge is lit. Nothing else stands in that part of the margin. */

/* The cue that the edge shows; NULL: none. */
const struct session_cue *cue_edge_seen(const struct visit *visit, ms_t now);

void cue_edge_draw(struct ui *ui, enum cue cue);
