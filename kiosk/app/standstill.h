#pragma once

#include "app/app_internal.h"

/* A visit takes a step at least this often: only from the last one on it is known that the machine
 * stood still. */
enum { STANDSTILL_LOOK_MS = 5000 };

/* The machine slept, was stopped, or was too busy: more than 2 s after the moment for which the
 * last step asked (app_frame.wake). Patients saw a still picture meanwhile. A running step is
 * paused where it stood, with the usual Resume; after more than idle.ask_s a visit is over.
 *
 * To be called with the time of a step before anything else of it. */
void app_meet_standstill(struct app *app, ms_t now);
