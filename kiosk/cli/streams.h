#pragma once

/* Standard input, output and error as a service manager or a careless script leaves them. */

/* Opens /dev/null in the place of those that are closed: the next file that is opened would get
 * its number, and the log or a list would be written into it. */
void streams_open(void);

/* From now on whoever reads the log or the output may go away: what is written then is lost. For
 * commands that must come to their end; the others end quietly with their reader, as programs in
 * a pipe do. */
void streams_outlive_readers(void);
