#pragma once

#include <stdbool.h>

/* Logfmt lines on standard error: `level=info event=screen from=home to=overview`. No names of
 * people, and no routine choices tied to a time of day, ever go into a line. */
enum log_level { LOG_LEVEL_DEBUG, LOG_LEVEL_INFO, LOG_LEVEL_WARN, LOG_LEVEL_ERROR };

/* Lines below `level` are dropped. Default: LOG_LEVEL_INFO. */
void log_set_level(enum log_level level);

/* "debug", "info", "warn", "error"; false when the name is none of these. */
bool log_level_parse(const char *name, enum log_level *level);

/* `event` is one word; `format` yields further `key=value` pairs (quote values holding spaces),
 * or is "" for none. */
void log_write(enum log_level level, const char *event, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#define log_debug(event, ...) log_write(LOG_LEVEL_DEBUG, event, __VA_ARGS__)
#define log_info(event, ...) log_write(LOG_LEVEL_INFO, event, __VA_ARGS__)
#define log_warn(event, ...) log_write(LOG_LEVEL_WARN, event, __VA_ARGS__)
#define log_error(event, ...) log_write(LOG_LEVEL_ERROR, event, __VA_ARGS__)
