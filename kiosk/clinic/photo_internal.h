#pragma once

#include <sys/stat.h>

#include "clinic/photo.h"

/* Between the files of the photos only. */

/* -1 when it cannot be read. */
int photo_open(const struct photo_task *task, const char *name, struct stat *at);

/* PHOTO_LOGO and PHOTO_EXERCISE. */
void photo_save(struct photo_task *task);
