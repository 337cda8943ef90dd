#pragma once

#include "session/session.h"

/* Inside the session only: fills turn (from -1), turn_progress and turns of a view. `elapsed`: of
 * the phase under way. */
void session_turn(const struct session *session, ms_t elapsed, struct session_view *view);
