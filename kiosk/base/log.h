#pragma once

#include <stdbool.h>

/* Lines on standard error for people and programs: logfmt, `level=info event=screen from=home
 * to=overview`, or the same as a JSON object each. No names of people, and no routine choices tied
 * to a time of day, ever go into a line. */
enum log_level { LOG_LEVEL_DEBUG, LOG_LEVEL_INFO, LOG_LEVEL_WARN, LOG_LEVEL_ERROR };
enum log_format { LOG_FORMAT_LOGFMT, LOG_FORMAT_JSON };

/* Lines below `level` are dropped. Default: LOG_LEVEL_INFO. */
void log_set_level(enum log_level level);

/* Default: LOG_FORMAT_LOGFMT. */
void log_set_format(enum log_format format);

/* "debug", "info", "warn", "error"; false when the name is none of these. */
bool log_level_parse(const char *name, enum log_level *level);

/* "logfmt", "json"; false when the name is none of these. */
bool log_format_parse(const char *name, enum log_format *format);

/* `event` is one word; `format` has further pairs, `key=%s`, separated by one blank, or is "".
 * What follows a key up to the next blank is one value, of any number of conversions:
 * `size=%dx%d`. Never put quotes round it: values are quoted where they need it. The conversions
 * are those of log_line.h. */
void log_write(enum log_level level, const char *event, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#define log_debug(event, ...) log_write(LOG_LEVEL_DEBUG, event, __VA_ARGS__)
#define log_info(event, ...) log_write(LOG_LEVEL_INFO, event, __VA_ARGS__)
#define log_warn(event, ...) log_write(LOG_LEVEL_WARN, event, __VA_ARGS__)
#define log_error(event, ...) log_write(LOG_LEVEL_ERROR, event, __VA_ARGS__)
