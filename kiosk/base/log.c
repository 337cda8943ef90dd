#include "base/log.h"

#include <stdarg.h>
#include <string.h>

#include "base/log_line.h"
#include "base/log_out.h"

static const char *const level_names[] = {"debug", "info", "warn", "error"};
static const char *const format_names[] = {"logfmt", "json"};

static enum log_level threshold = LOG_LEVEL_INFO;
static enum log_format style = LOG_FORMAT_LOGFMT;

void log_set_level(enum log_level level)
{
    threshold = level;
}

void log_set_format(enum log_format format)
{
    style = format;
}

/* -1 when `name` is none of them. */
static int find(const char *name, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return i;
    return -1;
}

bool log_level_parse(const char *name, enum log_level *level)
{
    int found = find(name, level_names, sizeof level_names / sizeof *level_names);
    if (found >= 0)
        *level = (enum log_level)found;
    return found >= 0;
}

bool log_format_parse(const char *name, enum log_format *format)
{
    int found = find(name, format_names, sizeof format_names / sizeof *format_names);
    if (found >= 0)
        *format = (enum log_format)found;
    return found >= 0;
}

void log_write(enum log_level level, const char *event, const char *format, ...)
{
    if (level < threshold)
        return;
    unsigned long lost = log_out_lost();
    if (lost > 0)
        log_write(LOG_LEVEL_WARN, "log_lost", "lines=%lu", lost);
    struct log_line line;
    log_line_begin(&line, style);
    log_line_pairs(&line, "level=%s event=%s", level_names[level], event);
    va_list args;
    va_start(args, format);
    log_line_pairs_v(&line, format, args);
    va_end(args);
    log_out_put(line.text, log_line_end(&line));
}
