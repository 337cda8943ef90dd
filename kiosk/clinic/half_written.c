#include "clinic/half_written.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "store/kept.h"

/* The first line says whose it is; all that follows is the text. */
#define FILE_NAME "half-written"

void half_written_read(struct half_written *half)
{
    char held[sizeof *half + 1];
    *half = (struct half_written){0};
    if (kept_read(FILE_NAME, held, sizeof held) <= 0)
        return;
    char *end = strchr(held, '\n');
    if (!end || end == held || end - held >= HALF_WRITTEN_ID_SIZE ||
        strlen(end + 1) >= HALF_WRITTEN_SIZE)
        return;
    *end = '\0';
    memcpy(half->id, held, (size_t)(end - held) + 1);
    memcpy(half->text, end + 1, strlen(end + 1) + 1);
}

bool half_written_keep(struct half_written *half, const char *id, const char *text)
{
    char held[sizeof *half + 1];
    snprintf(half->id, sizeof half->id, "%s", id);
    snprintf(half->text, sizeof half->text, "%s", text);
    int length = snprintf(held, sizeof held, "%s\n%s", half->id, half->text);
    bool kept = kept_write(FILE_NAME, held, (size_t)length);
    if (!kept)
        log_warn("half_written", "text=%s",
                 "cannot be kept: the disk is full, or not to be written");
    return kept;
}

void half_written_forget(struct half_written *half)
{
    *half = (struct half_written){0};
    kept_remove(FILE_NAME);
}

const char *half_written_of(const struct half_written *half, const char *id)
{
    return *half->id && strcmp(half->id, id) == 0 ? half->text : NULL;
}
