#pragma once

/* SDL and its libraries take their memory in base/memory.h from now on: without it they would go on
 * with what they have, or fall. To be called before anything else of SDL. */
void sdl_memory_use(void);
