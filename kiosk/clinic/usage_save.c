#include "clinic/usage_save.h"

#include <stdlib.h>

#include "base/memory.h"
#include "clinic/stick_out.h"
#include "store/wall.h"

struct usage_save *usage_save_new(struct store *store, const struct content *content,
                                  const char *folder, int64_t now)
{
    char *text = usage_csv_text(store, content);
    if (!text)
        return NULL;
    struct usage_save *save = MEMORY_NEW(struct usage_save);
    int day = wall_day(now);
    save->text = text;
    snprintf(save->folder, sizeof save->folder, "%s", folder);
    snprintf(save->file, sizeof save->file, "physio-kiosk-counts-%04d-%02d-%02d.csv", day / 10000,
             day / 100 % 100, day % 100);
    return save;
}

void usage_save_run(void *what)
{
    struct usage_save *save = what;
    save->end = stick_written_end(stick_out_text(save->folder, save->file, save->text));
}

void usage_save_free(void *what)
{
    struct usage_save *save = what;
    if (!save)
        return;
    free(save->text);
    free(save);
}
