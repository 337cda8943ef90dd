#pragma once

/* What only one command needs lies in libraries of their own, beside the program in a build folder,
 * else where a package puts them: whoever does not call it does not pay for it. */

/* The function of this name. The library stays open: what it brings does not expect to be closed.
 * NULL (logged) when it is not there. */
void (*library_open(const char *library, const char *name))(void);
