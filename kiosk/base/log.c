#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const level_names[] = {"debug", "info", "warn", "error"};

static enum log_level threshold = LOG_LEVEL_INFO;

void log_set_level(enum log_level level)
{
    threshold = level;
}

bool log_level_parse(const char *name, enum log_level *level)
{
    for (int i = 0; i < (int)(sizeof level_names / sizeof *level_names); i++) {
        if (strcmp(name, level_names[i]) == 0) {
            *level = (enum log_level)i;
            return true;
        }
    }
    return false;
}

void log_write(enum log_level level, const char *event, const char *format, ...)
{
    if (level < threshold)
        return;
    /* One write per line, so that lines of two threads never mix. */
    char line[1024];
    int used = snprintf(line, sizeof line, "level=%s event=%s", level_names[level], event);
    if (*format && used > 0 && used < (int)sizeof line - 2) {
        line[used++] = ' ';
        va_list args;
        va_start(args, format);
        int more = vsnprintf(line + used, sizeof line - (size_t)used, format, args);
        va_end(args);
        used += more < 0 ? 0 : more;
    }
    if (used > (int)sizeof line - 2)
        used = (int)sizeof line - 2;
    line[used] = '\n';
    fwrite(line, 1, (size_t)used + 1, stderr);
}
