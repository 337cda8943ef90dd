#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The text of a setting, as far as it came before a lock or a power cut: one, in the file
 * half-written of the state folder (store/kept.h), until it is entered or thrown away. Nothing that
 * is secret may be brought here. */

enum { HALF_WRITTEN_ID_SIZE = 64, HALF_WRITTEN_SIZE = 1201 /* as of ui/text_edit.h */ };

struct half_written {
    char id[HALF_WRITTEN_ID_SIZE]; /* whose it is; "": there is none */
    char text[HALF_WRITTEN_SIZE];
};

void half_written_read(struct half_written *half);

/* It is this one from now on. False with errno when the disk does not take it. */
bool half_written_keep(struct half_written *half, const char *id, const char *text);
void half_written_forget(struct half_written *half);

/* The text of `id`; NULL: there is none. */
const char *half_written_of(const struct half_written *half, const char *id);
