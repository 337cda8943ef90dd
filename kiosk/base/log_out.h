#pragma once

#include <stddef.h>

/* The way of the log's lines to standard error. A line that finds no room (a full disk, nobody who
 * reads) is lost and counted. Any thread; lines never mix. */

/* From now on a line that would have to wait (for a pipe's or a terminal's reader) is lost, too:
 * the kiosk may not stand still because its log does. */
void log_out_never_wait(void);

/* `line` ends with its line break. */
void log_out_put(const char *line, size_t length);

/* How many lines were lost since it was last told, when there is room to tell it in the next line;
 * else 0. Should that one get lost, too, they count again. */
unsigned long log_out_lost(void);
