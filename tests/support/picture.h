#pragma once

#include <stdbool.h>

#include "platform/painter.h"

/* Reads a PNG into a canvas; free its pixels with picture_free. False when there is no such file
 * or it is no picture. */
bool picture_read(const char *file, struct canvas *picture);
void picture_free(struct canvas *picture);

/* The mean of each square of `by` x `by` pixels; free with picture_free. */
void picture_shrink(const struct canvas *picture, int by, struct canvas *out);

/* How many pixels differ by more than `tolerance` (0..255) in any channel; all of them when the
 * sizes differ. Where `marked` is given (of the size of `a`), it becomes `a` in grey with these
 * pixels red. */
long picture_difference(const struct canvas *a, const struct canvas *b, int tolerance,
                        struct canvas *marked);
