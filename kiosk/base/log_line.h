#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/log.h"

/* One line of the log, put together pair by pair. A value that is empty or holds blanks, quotes,
 * '=', backslashes or control characters is quoted as JSON quotes; what is no UTF-8 becomes U+FFFD.
 * What does not fit is cut inside its value, which then ends in an ellipsis; whatever the values,
 * the line can be read by a program. */

/* As much as a pipe takes in one piece (PIPE_BUF of Linux). */
enum { LOG_LINE_SIZE = 4096 };

struct log_line {
    char text[LOG_LINE_SIZE];
    size_t used;
    enum log_format format;
    bool full; /* a value was cut; further ones are dropped */
};

void log_line_begin(struct log_line *line, enum log_format format);

/* `format`: see log_write. Conversions: %s %c %d %u %x with z, l or ll, %f, %s and %f with a
 * precision (a number or *), and %%; no flags, no widths. In JSON a value of a single %d or %u is
 * a number. */
void log_line_pairs(struct log_line *line, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void log_line_pairs_v(struct log_line *line, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Ends it with a newline. Returns its length, all told; no zero follows. */
size_t log_line_end(struct log_line *line);
