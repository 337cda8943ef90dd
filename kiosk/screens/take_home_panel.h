#pragma once

#include "screens/screen.h"
#include "screens/take_home.h"

/* All codes to take a routine home, one after the other, as large as the window allows. They take
 * turns by themselves; a tap on the code or the button turns on, a finger on the code holds it. */

/* How long each code stands: a phone's camera is up and has found it. */
enum { TAKE_HOME_TURN_MS = 12000 };
