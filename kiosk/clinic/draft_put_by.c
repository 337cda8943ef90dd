#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "clinic/draft.h"
#include "clinic/draft_internal.h"
#include "json/json.h"
#include "store/kept.h"

/* Unsaved drafts over which another routine was opened: draft-1.json to draft-9.json in the state
 * folder, the last one on top. */

enum { MOST = 9, NAME_SIZE = 16 };

static const char *name_of(char name[NAME_SIZE], int number)
{
    snprintf(name, NAME_SIZE, "draft-%d.json", number);
    return name;
}

static bool read_number(struct draft *draft, int number)
{
    char name[NAME_SIZE], *text = memory_take(JSON_MAX_BYTES);
    bool read = kept_read(name_of(name, number), text, JSON_MAX_BYTES) > 0;
    if (read && draft) {
        draft_free(draft);
        read = draft_parse(draft, text);
    }
    free(text);
    return read;
}

static int count_put_by(void)
{
    int count = 0;
    while (count < MOST && read_number(NULL, count + 1))
        count++;
    return count;
}

bool draft_put_by(struct draft *draft)
{
    char name[NAME_SIZE];
    if (!draft->now.changed || draft_empty(draft))
        return true;
    int count = count_put_by();
    const char *text = draft_print(draft);
    return count < MOST && kept_write(name_of(name, count + 1), text, strlen(text));
}

bool draft_return(struct draft *draft)
{
    char name[NAME_SIZE];
    for (int number = count_put_by(); number > 0; number--) {
        bool good = read_number(draft, number);
        if (good) {
            draft->now.changed = true;
            draft_keep(draft); /* before the other is gone */
        }
        kept_remove(name_of(name, number));
        if (good)
            return true;
    }
    return false;
}
