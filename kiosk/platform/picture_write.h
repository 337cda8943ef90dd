#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A picture of premultiplied 0xAARRGGBB as the bytes of a file, to be freed. False when memory is
 * short; *bytes is then not set. The JPG shows what is opaque; at a quality at which no difference
 * is seen, also around letters. */
bool picture_write_jpg(const uint32_t *pixels, int width, int height, void **bytes, size_t *size);
bool picture_write_png(const uint32_t *pixels, int width, int height, void **bytes, size_t *size);
