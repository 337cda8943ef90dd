#include "base/fault_log.h"

#include "base/log.h"

void fault_list_log(const struct fault_list *faults, const char *event)
{
    enum { MOST = 100 }; /* a wrong pack of thousands of files must not fill the log */
    int count = 0;
    for (const struct fault *f = faults->first; f; f = f->next) {
        if (++count > MOST) {
            log_warn(event, "faults=%zu text=%s", faults->errors + faults->warnings,
                     "and more; see: kiosk check");
            return;
        }
        enum log_level level = f->severity == FAULT_ERROR ? LOG_LEVEL_ERROR : LOG_LEVEL_WARN;
        log_write(level, event, "at=%s:%d:%d path=%s text=%s", f->file, f->line, f->column, f->path,
                  f->message);
    }
}
