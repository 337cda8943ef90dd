#pragma once

#include "session/session.h"

/* Inside the session only. */

enum { COUNT_IN_MS = 3000 };

/* Makes the timeline anew from the steps. */
void session_build_phases(struct session *session);

/* Begins a step afresh, running; step_count ends the session. */
void session_start_step(struct session *session, int step, ms_t now);
